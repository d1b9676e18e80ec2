"""What was read from a file, kept by its content's sha256 and the reader's version: a better lexicon re-reads no file. Deleting it loses nothing."""

from __future__ import annotations

import io
import os
import pickle
import shutil
import zlib
from pathlib import Path
from typing import Any

from ingest.model import Document

_SUFFIX = ".document"


class _PageModelOnly(pickle.Unpickler):
    """A cache file can rebuild records of the page model, and nothing else that Python could do."""

    _PLAIN = frozenset({("builtins", "frozenset"), ("builtins", "set")})

    def find_class(self, module: str, name: str) -> Any:
        if module == "ingest.model" or (module, name) in self._PLAIN:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} does not belong into a cached document")


class Cache:
    """Documents of one version of the readers, a file each, below ``folder/version``."""

    def __init__(self, folder: Path, version: str) -> None:
        self._folder = folder
        self._version = version

    def _path(self, sha256: str) -> Path:
        return self._folder / self._version / sha256[:2] / (sha256[2:] + _SUFFIX)

    def get(self, sha256: str) -> Document | None:
        """The document as it was read, or None where it was not, or where the file does not make sense any more."""
        try:
            data = zlib.decompress(self._path(sha256).read_bytes())
            document = _PageModelOnly(io.BytesIO(data)).load()
        except (OSError, zlib.error, pickle.UnpicklingError, EOFError, AttributeError, IndexError, TypeError, ValueError):
            return None
        return document if isinstance(document, Document) else None

    def put(self, sha256: str, document: Document) -> None:
        """Keep a document; whole or not at all."""
        path = self._path(sha256)
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{path.name}.{os.getpid()}")
        part.write_bytes(zlib.compress(pickle.dumps(document, protocol=5), 1))
        part.replace(path)

    def drop_other_versions(self) -> None:
        """What older readers left is of no use to anybody."""
        if self._folder.is_dir():
            for entry in self._folder.iterdir():
                if entry.is_dir() and entry.name != self._version:
                    shutil.rmtree(entry, ignore_errors=True)
