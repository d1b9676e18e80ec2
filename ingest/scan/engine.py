"""Tesseract in this process: where its data lies, one engine per language, and what a call returns."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from ingest import tessdata
from ingest.reading import Refused
from ingest.scan.picture import Grey

_BLANK = 255

# How the engine is to look at a picture: one line, a block of lines, or one line as it is. The first two look for letters first, and take
# those that run together for a drawing; the last looks for nothing, and goes wrong where there is room around the line.
LINE, BLOCK, RAW = 7, 6, 13
_PAD = {LINE: 10, BLOCK: 10, RAW: 3}


@dataclass(frozen=True, slots=True)
class Word:
    """A word as the engine read it: ``confidence`` 0–1, box in pixels of the picture given."""

    text: str
    confidence: float
    x0: int
    y0: int
    x1: int
    y1: int
    line: int


class Slow(Exception):
    """The engine did not finish one picture in its time."""


def require() -> None:
    """Raise ``Refused`` with what to install where Tesseract's data is missing."""
    if not tessdata.available():
        raise Refused("missing_tool", tool="Tesseract", install="tesseract-ocr tesseract-ocr-ukr tesseract-ocr-eng")


@lru_cache(maxsize=6)
def _engine(language: str, allowed: str) -> Any:
    # One thread each: pages run in parallel over processes, and OpenMP's own threads make small pictures slower.
    os.environ["OMP_THREAD_LIMIT"] = "1"
    import tesserocr

    path = tessdata.data_path()
    if path is None:
        require()
    api = tesserocr.PyTessBaseAPI(path=path, lang=language, psm=BLOCK, oem=1)
    api.SetVariable("user_defined_dpi", "300")
    # White on black is not tried: paper is white here.
    api.SetVariable("invert_threshold", "0.0")
    if allowed:
        api.SetVariable("tessedit_char_whitelist", allowed)
    return api


def before_fork() -> None:
    """Load what pages are read with, once for all the processes that are forked from this one. Starts no thread."""
    from ingest.scan.numbers import ALLOWED

    if tessdata.available():
        for language, allowed in (("ukr", ""), ("eng", ""), ("eng", ALLOWED)):
            _engine(language, allowed)


def read(picture: Grey, language: str, mode: int, *, allowed: str = "", seconds: float = 20.0) -> tuple[str, float]:
    """``(text, confidence)`` of a small picture; confidence (0–1) is that of the least sure word. Raises ``Slow``."""
    api = _recognised(picture, language, mode, allowed, seconds)
    text = api.GetUTF8Text().strip()
    words = api.AllWordConfidences()
    return text, (min(words) / 100.0 if words and text else 0.0)


def words(picture: Grey, language: str, mode: int, *, seconds: float = 60.0) -> list[Word]:
    """The words of a picture, line by line. Raises ``Slow``."""
    return words_found(_recognised(picture, language, mode, "", seconds), _PAD[mode])


def words_found(api: Any, pad: int = 0) -> list[Word]:
    """The words of what an engine has just recognised, whose picture had a frame of ``pad`` pixels."""
    import tesserocr

    iterator = api.GetIterator()
    found: list[Word] = []
    if iterator is None or not api.AllWordConfidences():
        return found
    line = -1
    level = tesserocr.RIL.WORD
    while True:
        if iterator.IsAtBeginningOf(tesserocr.RIL.TEXTLINE):
            line += 1
        if not iterator.Empty(level):
            box = iterator.BoundingBox(level)
            x0, y0, x1, y1 = (int(v) - pad for v in box)
            found.append(Word(iterator.GetUTF8Text(level).strip(), iterator.Confidence(level) / 100.0, x0, y0, x1, y1, line))
        if not iterator.Next(level):
            return [word for word in found if word.text]


def _recognised(picture: Grey, language: str, mode: int, allowed: str, seconds: float) -> Any:
    api = _engine(language, allowed)
    api.SetPageSegMode(mode)
    pad = _PAD[mode]
    framed = np.full((picture.shape[0] + 2 * pad, picture.shape[1] + 2 * pad), _BLANK, np.uint8)
    framed[pad:-pad, pad:-pad] = picture
    height, width = framed.shape
    api.SetImageBytes(framed.tobytes(), width, height, 1, width)
    if not api.Recognize(round(seconds * 1000)):
        raise Slow
    return api
