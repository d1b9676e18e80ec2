"""A run works on a private copy and publishes it by one rename: readers are never blocked, a killed run leaves the old file whole."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING

from warehouse.transaction import LITTLE

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "memory_limit": LITTLE,
    # a run's statements are many and small: a second thread costs them more time and memory than it saves
    "threads": 1,
    # what statements have let go of goes back to the system, or every run would seem to grow
    "allocator_flush_threshold": "1MB",
    "allocator_bulk_deallocation_flush_threshold": "1MB",
    # what is in the private copy's log lies in memory too, and nobody will ever replay it
    "checkpoint_threshold": "8MB",
}
_ROW_GROUP = 30_720
"""Rows that a checkpoint takes into memory at once, with all their columns: a quarter of DuckDB's own measure."""


class Busy(Exception):
    """Another run is writing to this warehouse."""


class NotAWarehouse(Exception):
    """What stands at the path is a file of another kind; the message names it as the user did."""


def store_folder(warehouse: Path) -> Path:
    """The folder beside the warehouse for everything that belongs to it: lock, private copies, cache."""
    return warehouse.with_name(warehouse.name + ".store")


class Publication:
    """One writing run over ``warehouse`` (created when missing), as a context manager that gives a connection to the private copy.

    A normal end checkpoints, syncs to disk and renames the copy over the warehouse; an exception throws the copy away.
    Raises ``Busy`` where another run holds the lock, ``migrate.NewerWarehouse`` for a newer schema, ``NotAWarehouse`` for a file of another kind.
    """

    def __init__(self, warehouse: str | Path) -> None:
        self._name = str(warehouse)
        self._path = Path(os.path.realpath(warehouse))  # a symlink stays, what it points at is replaced
        self._lock: IO[str] | None = None
        self._work: Path | None = None
        self._con: DuckDBPyConnection | None = None

    def __enter__(self) -> DuckDBPyConnection:
        import duckdb

        from warehouse.migrate import migrate

        store = store_folder(self._path)
        store.mkdir(parents=True, exist_ok=True)
        self._lock = _lock(store / "run.lock")
        try:
            self._work = _fresh(store / "work")
            copy = self._work / "private.duckdb"
            if self._path.exists():
                shutil.copyfile(self._path, copy)
                shutil.copymode(self._path, copy)
            self._con = duckdb.connect(config=_SETTINGS | {"temp_directory": str(self._work / "tmp")})
            self._attach(self._con, copy)
            migrate(self._con)
        except BaseException:
            self._tidy()
            raise
        return self._con

    def _attach(self, con: DuckDBPyConnection, copy: Path) -> None:
        """Open the private copy. What is wrong with it is told of the user's own file: the copy is gone before anyone could look at it."""
        import duckdb

        literal = str(copy).replace("'", "''")
        try:
            con.execute(f"ATTACH '{literal}' AS warehouse (ROW_GROUP_SIZE {_ROW_GROUP})")
        except duckdb.Error as error:
            why = str(error).split("\n", 1)[0].replace(str(copy), self._name)
            raise NotAWarehouse(f"{self._name} не відкривається як сховище: {why} / {self._name} is not a warehouse: {why}") from error
        con.execute("USE warehouse")

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            if kind is None:
                self._publish()
        finally:
            self._tidy()

    def _publish(self) -> None:
        assert self._con is not None and self._work is not None
        self._con.execute("CHECKPOINT warehouse")
        self._con.close()
        self._con = None
        copy = self._work / "private.duckdb"
        if (self._work / "private.duckdb.wal").exists():
            raise RuntimeError("the write-ahead log outlived its checkpoint: nothing was published")
        _sync(copy)
        copy.replace(self._path)
        _sync(self._path.parent)

    def _tidy(self) -> None:
        if self._con is not None:
            self._con.close()
            self._con = None
        if self._work is not None:
            shutil.rmtree(self._work, ignore_errors=True)
            self._work = None
        if self._lock is not None:
            self._lock.close()  # closing releases the lock
            self._lock = None


def _lock(path: Path) -> IO[str]:
    """Hold ``path`` for this process; the system lets go of it when the process ends, however it ends."""
    handle = path.open("a+")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        handle.seek(0)
        owner = handle.read().strip()
        handle.close()
        raise Busy(
            f"Сховище зайняте іншим запуском zvit (процес {owner or '?'}): дочекайтеся його кінця / "
            f"Another zvit run is writing to this warehouse (process {owner or '?'}): wait for it to end"
        ) from None
    handle.truncate(0)
    handle.write(str(os.getpid()))
    handle.flush()
    return handle


def _fresh(folder: Path) -> Path:
    """A new private folder; what killed runs left behind goes (the lock is held, so nobody else is using it)."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return Path(tempfile.mkdtemp(prefix="run-", dir=folder))


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
