"""Put understood documents into the store: many files in one Arrow batch, each whole or not at all.

A version is first written as ``failed`` and flipped last, in the transaction of its rows: whatever happens in between, no
half-loaded file is ever visible. Small files share a transaction (a batch of ``flush_rows`` rows), because DuckDB's cost is per
statement, not per row; when a batch is refused, its files are loaded one by one, so that only the guilty one goes into quarantine.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal

from normalize.records import Normalized
from warehouse import ids
from warehouse.bookkeeping import record_attempt
from warehouse.rows import COLUMNS, Rows
from warehouse.transaction import transaction

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FailureKind = Literal["transient", "permanent", "person"]
"""Retried next time, retried when the code changes, or waiting for a person (a password, a missing tool)."""


@dataclass(frozen=True, slots=True)
class DocumentVersion:
    """One content as one version of the code read it. ``file`` is its path below the ingested folder; sizes in bytes."""

    sha256: str
    file: str
    format: str | None = None
    pages: int | None = None
    size: int | None = None
    extractor_version: str = ""
    normalizer_version: str = ""


@dataclass(frozen=True, slots=True)
class _Pending:
    document: DocumentVersion
    normalized: Normalized
    error: str | None
    code: str | None
    kind: FailureKind | None


@dataclass(frozen=True, slots=True)
class NotStored:
    """A document whose rows the database refused, and its words."""

    document: DocumentVersion
    detail: str


class Loader:
    """Buffers documents and loads them in bulk; as a context manager it flushes at a normal end and drops its buffer on an exception."""

    def __init__(self, con: DuckDBPyConnection, run_id: int, *, flush_rows: int = 30_000) -> None:
        self._con, self._run, self._flush_rows = con, run_id, flush_rows
        self._pending: list[_Pending] = []
        self.waiting = 0
        self.failed: list[NotStored] = []  # in quarantine as ``load_failed``; complete where nothing is ``waiting``

    def add(
        self,
        document: DocumentVersion,
        normalized: Normalized,
        *,
        error: str | None = None,
        code: str | None = None,
        kind: FailureKind | None = None,
    ) -> None:
        """Take one document; ``normalized.status`` is ``loaded``, ``no_report`` or ``quarantined`` (then ``error``, ``code``, ``kind`` say why)."""
        if normalized.status not in ("loaded", "no_report", "quarantined"):
            raise ValueError(f"unknown status {normalized.status!r}")
        self._pending.append(_Pending(document, normalized, error, code, kind))
        self.waiting += 50 + sum(len(r.funding) + len(r.indicators) for r in normalized.reports) * 5
        if self.waiting >= self._flush_rows:
            self.flush()

    def flush(self) -> None:
        """Load everything taken so far."""
        batch, self._pending, self.waiting = self._pending, [], 0
        if not batch:
            return
        try:
            _load(self._con, self._run, batch)
        except _refusals():
            # One of them holds something the tables refuse: find it by loading each alone, and keep its diagnosis.
            for one in batch:
                self._alone(one)

    def _alone(self, one: _Pending) -> None:
        try:
            _load(self._con, self._run, [one])
        except _refusals() as problem:
            text = f"{type(problem).__name__}: {problem}"
            detail = text.splitlines()[0][:200]
            self.failed.append(NotStored(one.document, detail))
            record_attempt(self._con, self._run, one.document, stage="load", code="load_failed", kind="permanent", message=text[:500])
            error = f"Прочитане не вдалося записати до сховища / What was read could not be stored: {detail}"
            _load(self._con, self._run, [_Pending(one.document, Normalized("quarantined"), error, "load_failed", "permanent")])

    def __enter__(self) -> Loader:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is None:
            self.flush()


def _refusals() -> tuple[type[Exception], ...]:
    """What a document's own content can cause: a figure too large for its column, a rule nobody knows, a text that is none."""
    import duckdb

    # not duckdb.Error: a full disk or an interrupt is no fault of the document
    return (duckdb.DataError, duckdb.IntegrityError, ArithmeticError, LookupError, TypeError, ValueError)


def load(con: DuckDBPyConnection, run_id: int, document: DocumentVersion, normalized: Normalized) -> None:
    """Load one document alone; for many, use ``Loader``. Raises what the database raises."""
    _load(con, run_id, [_Pending(document, normalized, None, None, None)])


def _load(con: DuckDBPyConnection, run_id: int, batch: list[_Pending]) -> None:
    first = _next(con, "version", "version_id")
    now = datetime.now(UTC).replace(tzinfo=None)
    _begin_versions(con, run_id, batch, first, now)
    rows = Rows(_next(con, "report", "report_key"), max(_next(con, "funding", "record_key"), _next(con, "indicator", "record_key")))
    for offset, one in enumerate(batch):
        rows.add(one.document.sha256, first + offset, one.normalized)
    transaction(con, lambda: _insert_all(con, rows, batch, first))


def _insert_all(con: DuckDBPyConnection, rows: Rows, batch: list[_Pending], first: int) -> None:
    for name, table in rows.arrow():
        _insert(con, name, table)
    _finish_versions(con, batch, first)


def _next(con: DuckDBPyConnection, table: str, key: str) -> int:
    row = con.execute(f"SELECT coalesce(max({key}), 0) + 1 FROM store.{table}").fetchone()
    assert row is not None
    return int(row[0])


def _insert(con: DuckDBPyConnection, name: str, table: Any) -> None:
    columns = ", ".join(f'"{c}"' for c in COLUMNS[name].split())
    con.register("_incoming", table)
    try:
        con.execute(f"INSERT INTO store.{name} ({columns}) SELECT {columns} FROM _incoming")
    finally:
        con.unregister("_incoming")


def _begin_versions(con: DuckDBPyConnection, run_id: int, batch: list[_Pending], first: int, now: datetime) -> None:
    """Write every version as ``failed``, and the documents not seen before; committed before any row of theirs."""
    import pyarrow as pa

    docs = [one.document for one in batch]
    incoming = pa.table(
        {
            "version_id": pa.array(range(first, first + len(docs)), pa.int32()),
            "document_id": [ids.document_id(d.sha256) for d in docs],
            "sha256": [d.sha256 for d in docs],
            "size": pa.array([d.size for d in docs], pa.int64()),
            "file": [d.file for d in docs],
            "format": pa.array([d.format for d in docs], pa.string()),
            "pages": pa.array([d.pages for d in docs], pa.int32()),
            "extractor_version": [d.extractor_version for d in docs],
            "normalizer_version": [d.normalizer_version for d in docs],
        }
    )
    con.register("_incoming", incoming)
    try:
        transaction(con, lambda: _insert_versions(con, run_id, now))
    finally:
        con.unregister("_incoming")


def _insert_versions(con: DuckDBPyConnection, run_id: int, now: datetime) -> None:
    # ingested_at is the run's start for all its files: a tie between two reports must not hang on which worker was quicker
    con.execute(
        "INSERT INTO store.document SELECT document_id, any_value(sha256), any_value(size), min(file), "
        "(SELECT started_at FROM store.run WHERE run_id = $run), $run FROM _incoming ANTI JOIN store.document USING (document_id) GROUP BY document_id",
        {"run": run_id},
    )
    con.execute(
        "INSERT INTO store.version SELECT version_id, document_id, $run, $now, format, pages, extractor_version, normalizer_version, "
        "'failed', NULL, NULL, NULL FROM _incoming",
        {"run": run_id, "now": now},
    )


def _finish_versions(con: DuckDBPyConnection, batch: list[_Pending], first: int) -> None:
    import pyarrow as pa

    outcome = pa.table(
        {
            "version_id": pa.array(range(first, first + len(batch)), pa.int32()),
            "state": [one.normalized.status for one in batch],
            "error": pa.array([one.error for one in batch], pa.string()),
            "code": pa.array([one.code for one in batch], pa.string()),
            "kind": pa.array([one.kind for one in batch], pa.string()),
        }
    )
    con.register("_outcome", outcome)
    try:
        con.execute(
            "UPDATE store.version v SET state = o.state, error = o.error, error_code = o.code, failure_kind = o.kind "
            "FROM _outcome o WHERE v.version_id = o.version_id"
        )
    finally:
        con.unregister("_outcome")
