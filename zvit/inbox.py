"""What lies in the user's folders: every file once, in a stable order, nothing followed out of the folder, nothing touched."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ingest.containers.guard import is_junk, printable
from zvit.errors import UsageError
from zvit.language import say


def location(path: Path) -> str:
    """A path in letters that every database can hold: bytes that are no UTF-8, as of names made elsewhere, are written out as ``\\xef``."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def is_text(path: Path) -> bool:
    """Whether every letter of a path is one."""
    return location(path) == str(path)


@dataclass(frozen=True, slots=True)
class Found:
    """A file to consider. ``name`` is its path below the folder that was asked for (the base name of a file asked for by itself)."""

    path: Path
    name: str
    size: int
    mtime_ns: int

    @property
    def location(self) -> str:
        """What the path is known by from run to run."""
        return location(self.path)


@dataclass(slots=True)
class Scan:
    """A walk's findings, complete once ``files`` has been consumed. ``skipped`` counts hidden, lock and temporary files and links.

    ``unreadable`` holds ``(path, reason)`` of folders that could not be opened: they are told, never passed over.
    """

    roots: tuple[Path, ...]
    private: frozenset[Path] = frozenset()
    skipped: int = 0
    unreadable: list[tuple[str, str]] = field(default_factory=list)

    def count(self) -> int:
        """How many files there are, by a walk of its own: ten thousand are quicker counted than kept in memory."""
        return sum(1 for _ in replace(self, skipped=0, unreadable=[]).files())

    def files(self) -> Iterator[Found]:
        """Every regular file below the roots, by name; a file that two roots reach comes once."""
        seen: set[Path] = set()
        for root in self.roots:
            for found in self._below(root, "") if root.is_dir() else self._single(root):
                if found.path not in seen:
                    yield found
                    if len(self.roots) > 1:
                        seen.add(found.path)

    def _single(self, path: Path) -> Iterator[Found]:
        try:
            status = path.stat()
        except FileNotFoundError:  # gone since it was asked for: that is told where it is read
            yield Found(path, printable(path.name), 0, 0)
        else:
            yield Found(path, printable(path.name), status.st_size, status.st_mtime_ns)

    def _below(self, folder: Path, prefix: str) -> Iterator[Found]:
        try:
            with os.scandir(folder) as entries:
                ordered = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            self.unreadable.append((printable(prefix.rstrip("/") or str(folder)), error.strerror or str(error)))
            return
        for entry in ordered:
            path = folder / entry.name
            if entry.is_symlink() or entry.name.startswith(".") or is_junk(f"{entry.name}/") or is_junk(entry.name) or path in self.private:
                self.skipped += path not in self.private
            elif entry.is_dir(follow_symlinks=False):
                yield from self._below(path, f"{prefix}{entry.name}/")
            elif entry.is_file(follow_symlinks=False):
                yield from self._file(entry, printable(prefix + entry.name))
            else:
                self.skipped += 1  # a pipe, a socket, a device: opening one could wait for ever

    def _file(self, entry: os.DirEntry[str], name: str) -> Iterator[Found]:
        try:
            status = entry.stat(follow_symlinks=False)
        except FileNotFoundError:
            return  # taken away since the folder was looked through
        except OSError as error:
            self.unreadable.append((name, error.strerror or str(error)))
        else:
            yield Found(Path(entry.path), name, status.st_size, status.st_mtime_ns)


def scan(paths: Sequence[Path], *, warehouse: Path, store: Path) -> Scan:
    """Look at folders and single files. zvit's own warehouse and store are never taken for reports.

    Raises ``UsageError`` for a path that is not there or is neither a folder nor a file.
    """
    for path in paths:
        if not path.exists():
            raise UsageError(say(f"Немає такого файлу чи теки: {path}", f"No such file or folder: {path}"))
        if not path.is_dir() and not path.is_file():
            raise UsageError(say(f"Це ні файл, ні тека: {path}", f"Neither a file nor a folder: {path}"))
    roots = tuple(Path(os.path.abspath(path)) for path in paths)  # noqa: PTH100 # resolve() would follow links out of the folder
    own = {Path(os.path.abspath(path)) for path in (warehouse, store, warehouse.with_name(warehouse.name + ".wal"))}  # noqa: PTH100
    return Scan(roots, frozenset(own))
