"""Which code read a file and which understood it: digests over the sources, so that a change of either is noticed without anyone counting versions."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from ingest import tessdata
from ingest.reading import Limits

_SOURCES = (".py", ".toml")


def _add(folder: Traversable, digest: hashlib._Hash) -> None:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir() and entry.name != "__pycache__":
            _add(entry, digest)
        elif entry.name.endswith(_SOURCES):
            digest.update(entry.name.encode())
            digest.update(entry.read_bytes())


@lru_cache(maxsize=4)
def _digest(package: str) -> str:
    digest = hashlib.sha256()
    _add(files(package), digest)
    return digest.hexdigest()[:16]


def reader(limits: Limits | None = None) -> str:
    """The version of the code that reads files, for the cache; limits other than the usual ones read differently too."""
    usual = limits is None or limits == Limits()
    return _digest("ingest") + ("" if usual else "-" + hashlib.sha256(repr(limits).encode()).hexdigest()[:8])


def extractor(limits: Limits | None = None) -> str:
    """The version of all that reading depends on: a machine that has learnt to read scans looks again at what it could not read."""
    return reader(limits) + ("+ocr" if tessdata.available() else "")


def normalizer(lexicon: Path | None = None) -> str:
    """The version of everything that understands a read file: the code, its lexicon, and the user's own wordings."""
    own = hashlib.sha256(lexicon.read_bytes()).hexdigest()[:8] if lexicon else ""
    return f"{_digest('normalize')}.{own}".rstrip(".")
