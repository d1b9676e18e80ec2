"""Where Tesseract's language data lies: asked for by the engine, and by whoever only wants to know whether scans can be read here."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

LANGUAGES = ("ukr", "eng")
_PLACES = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
)


def data_path(languages: tuple[str, ...] = LANGUAGES) -> str | None:
    """The folder with the data of all ``languages``, or None where there is none."""
    prefix = os.environ.get("TESSDATA_PREFIX", "")
    for place in (prefix, str(Path(prefix) / "tessdata"), *_PLACES):
        if place and all((Path(place) / f"{language}.traineddata").is_file() for language in languages):
            return place
    return None


def available() -> bool:
    """Whether scans can be read on this machine: the data, and the library that reads with it."""
    return data_path() is not None and find_spec("tesserocr") is not None
