"""What the inbox needs to remember: runs, paths with size and time, what was tried and how it ended.

An unchanged file is known by its location, size and mtime, without reading it; ten thousand of them are one query and one Arrow batch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Protocol

from warehouse import ids
from warehouse.transaction import transaction

if TYPE_CHECKING:
    import pyarrow as pa
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class PathSeen:
    """One file as a run saw it. ``location`` is absolute; of a container's member, ``container`` is the outermost container's location.

    ``sha256`` is None for a container itself (it is no document) and for what could not be read.
    """

    location: str
    file: str
    size: int | None
    mtime_ns: int | None
    sha256: str | None
    container: str | None = None


@dataclass(frozen=True, slots=True)
class KnownPath:
    """What the last run that saw a location knew of it."""

    file: str
    size: int | None
    mtime_ns: int | None
    sha256: str | None
    container: str | None
    present: bool


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """The outcome of a content's last reading. ``status``: ``loaded``, ``no_report``, ``quarantined`` or ``failed``; ``kind``: see ``load.FailureKind``.

    ``attempts``: in how many runs the same versions of the code failed at it in passing.
    """

    status: str
    extractor_version: str
    normalizer_version: str
    code: str | None
    kind: str | None
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """Everything an inbox scan asks: ``paths`` by location, ``documents`` by sha256."""

    paths: dict[str, KnownPath]
    documents: dict[str, KnownDocument]


class _Document(Protocol):
    @property
    def sha256(self) -> str: ...
    @property
    def file(self) -> str: ...
    @property
    def extractor_version(self) -> str: ...
    @property
    def normalizer_version(self) -> str: ...


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


def start_run(con: DuckDBPyConnection, *, folder: str | None = None, version: str | None = None) -> int:
    """Begin a run and return its number; times are UTC."""
    row = con.execute("SELECT coalesce(max(run_id), 0) + 1 FROM store.run").fetchone()
    assert row is not None
    con.execute("INSERT INTO store.run (run_id, started_at, zvit_version, folder) VALUES (?, ?, ?, ?)", [row[0], _now(), version, folder])
    return int(row[0])


_KNOWN_PATHS = "SELECT location, file, size, mtime_ns, sha256, container, present FROM store.path"
_KNOWN_DOCUMENTS = """
SELECT d.sha256, v.state, coalesce(v.extractor_version, ''), coalesce(v.normalizer_version, ''), v.error_code, v.failure_kind, coalesce(a.attempts, 0)
FROM store.document d JOIN store.version v USING (document_id) LEFT JOIN (
    SELECT document_id, extractor_version, normalizer_version, count(DISTINCT run_id) AS attempts FROM store.attempt WHERE kind = 'transient' GROUP BY ALL
) a USING (document_id, extractor_version, normalizer_version)
QUALIFY row_number() OVER (PARTITION BY document_id ORDER BY version_id DESC) = 1
"""
_FETCHED = 5000


def known(con: DuckDBPyConnection) -> Known:
    """What earlier runs left behind. What recurs (an outcome, a container, a sha256 here and there) is held once."""
    held: dict[Any, Any] = {}

    def once(value: Any) -> Any:
        return held.setdefault(value, value)

    return Known(
        {
            location: KnownPath(file, size, mtime_ns, once(sha256), once(container), present)
            for location, file, size, mtime_ns, sha256, container, present in _rows(con, _KNOWN_PATHS)
        },
        {once(row[0]): once(KnownDocument(*row[1:])) for row in _rows(con, _KNOWN_DOCUMENTS)},
    )


def _rows(con: DuckDBPyConnection, sql: str) -> Iterator[tuple[Any, ...]]:
    found = con.execute(sql)
    while rows := found.fetchmany(_FETCHED):
        yield from rows


def places(con: DuckDBPyConnection, document_id: str) -> list[str]:
    """The files a content was last seen in, the likeliest to be there first; of a container's member, the outermost container."""
    found = con.execute(
        "SELECT coalesce(container, location) FROM store.path WHERE document_id = ? ORDER BY present DESC, last_seen_run DESC, location",
        [document_id],
    ).fetchall()
    return list(dict.fromkeys(location for (location,) in found))


def record_attempt(
    con: DuckDBPyConnection,
    run_id: int,
    document: _Document,
    *,
    stage: str,
    code: str,
    kind: str,
    message: str | None = None,
    detail: str | None = None,
) -> None:
    """Keep the diagnosis of a failure; attempts are only ever added."""
    con.execute(
        "INSERT INTO store.attempt VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            ids.document_id(document.sha256),
            document.sha256,
            document.file,
            run_id,
            _now(),
            stage,
            code,
            kind,
            message,
            detail,
            document.extractor_version,
            document.normalizer_version,
        ],
    )


class Paths:
    """What a run finds standing where. It is set down in parts, so that it takes no memory however many files there are, and settled at the end."""

    def __init__(self, con: DuckDBPyConnection, run_id: int) -> None:
        self._con, self._run = con, run_id
        self._waiting: list[PathSeen] = []
        self._told = 0
        con.execute(_EMPTY)

    def add(self, seen: PathSeen) -> None:
        """Take one file. Of two for one location the later is right."""
        self._waiting.append(seen)
        if len(self._waiting) >= _FETCHED:
            self._set_down()

    def _set_down(self) -> None:
        self._con.register("_incoming", _table(self._waiting, self._told))
        self._con.execute("INSERT INTO _told SELECT * FROM _incoming")
        self._con.unregister("_incoming")
        self._told += len(self._waiting)
        self._waiting = []

    def settle(self, roots: Iterable[str] = ()) -> None:
        """Remember all of it. What was known below one of ``roots`` and was not told is gone.

        A file that is gone keeps its document. A container read anew loses the members it no longer holds: they belong to its older content.
        """
        if self._waiting:
            self._set_down()
        transaction(self._con, lambda: self._settle(roots))

    def _settle(self, roots: Iterable[str]) -> None:
        self._con.execute(_SEEN)
        self._con.execute(_NEW_CONTENT, {"run": self._run})
        self._con.execute(_MOVE_POINTER)
        for statement in (_STILL_THERE, _NEW_PATH, _DROP_OLD_MEMBERS):
            self._con.execute(statement, {"run": self._run})
        for root in roots:
            self._con.execute(_GONE, {"run": self._run, "prefix": root.rstrip("/") + "/"})
        self._con.execute("DROP TABLE _seen; DROP TABLE _told")


def record_paths(con: DuckDBPyConnection, run_id: int, seen: Iterable[PathSeen], *, root: str | None = None) -> None:
    """All that a run saw at once, see ``Paths``. ``seen`` holds every file found, unchanged ones too; below ``root`` what is not seen is gone."""
    paths = Paths(con, run_id)
    for one in seen:
        paths.add(one)
    paths.settle([root] if root is not None else [])


def _table(rows: Sequence[PathSeen], first: int) -> pa.Table:
    import pyarrow as pa

    text, number = pa.string(), pa.int64()
    return pa.table(
        {
            "position": pa.array(range(first, first + len(rows)), number),
            "location": pa.array([r.location for r in rows], text),
            "file": pa.array([r.file for r in rows], text),
            "container": pa.array([r.container for r in rows], text),
            "size": pa.array([r.size for r in rows], number),
            "mtime_ns": pa.array([r.mtime_ns for r in rows], number),
            "sha256": pa.array([r.sha256 for r in rows], text),
            "document_id": pa.array([r.sha256 and ids.document_id(r.sha256) for r in rows], text),
        }
    )


_EMPTY = """
CREATE OR REPLACE TEMP TABLE _told (
    position BIGINT, location VARCHAR, file VARCHAR, container VARCHAR, size BIGINT, mtime_ns BIGINT, sha256 VARCHAR, document_id VARCHAR)
"""
_SEEN = """
CREATE TEMP TABLE _seen AS SELECT * EXCLUDE (position) FROM _told QUALIFY row_number() OVER (PARTITION BY location ORDER BY position DESC) = 1
"""
_NEW_CONTENT = """
INSERT INTO store.path_content
SELECT s.location, s.file, s.document_id, $run FROM _seen s LEFT JOIN store.path p USING (location)
WHERE s.document_id IS NOT NULL AND p.document_id IS DISTINCT FROM s.document_id
"""
_MOVE_POINTER = """
UPDATE store.path p SET file = s.file, container = s.container, size = s.size, mtime_ns = s.mtime_ns, sha256 = s.sha256, document_id = s.document_id
FROM _seen s WHERE p.location = s.location AND (p.file, p.container, p.size, p.mtime_ns, p.sha256, p.document_id)
    IS DISTINCT FROM (s.file, s.container, s.size, s.mtime_ns, s.sha256, s.document_id)
"""
_STILL_THERE = """
UPDATE store.path p SET last_seen_run = $run, present = true FROM _seen s WHERE p.location = s.location
"""
_NEW_PATH = """
INSERT INTO store.path
SELECT location, file, container, size, mtime_ns, sha256, document_id, $run, $run, true FROM _seen ANTI JOIN store.path USING (location)
"""
_DROP_OLD_MEMBERS = """
UPDATE store.path SET present = false, document_id = NULL, sha256 = NULL
WHERE last_seen_run <> $run AND document_id IS NOT NULL AND container IN (SELECT container FROM _seen WHERE container IS NOT NULL)
"""
_GONE = """
UPDATE store.path SET present = false WHERE present AND last_seen_run <> $run AND starts_with(location, $prefix)
"""


def finish_run(
    con: DuckDBPyConnection, run_id: int, *, files_seen: int, files_loaded: int, files_unchanged: int, files_quarantined: int
) -> None:
    """Settle identity, pointers and derived tables over everything current, and close the run."""
    from warehouse.refresh import refresh

    refresh(con)
    con.execute(
        "UPDATE store.run SET finished_at = ?, files_seen = ?, files_loaded = ?, files_unchanged = ?, files_quarantined = ? WHERE run_id = ?",
        [_now(), files_seen, files_loaded, files_unchanged, files_quarantined, run_id],
    )
