"""What the command line shows besides queries and findings: the state of the warehouse, one record with its way back to the paper."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Status:
    """Documents by status, the last runs (newest first), what waits for whom, totals."""

    documents: Mapping[str, int]
    runs: tuple[Row, ...]
    waiting: tuple[Row, ...]
    reports: int
    programmes: int
    records: int
    findings: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Summary:
    """One run: its row of view ``run``, what the warehouse holds after it, and the rules most often loud (severity, rule, findings, files)."""

    run: Row
    reports: int
    records: int
    programmes: int
    findings: Mapping[str, int]
    worth_a_look: tuple[Row, ...]
    quarantined: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A record as its view shows it (``kind``: ``funding`` or ``indicator``), its raw cells, findings about it or its row, its checks."""

    kind: str
    record: Row
    document: Row
    cells: tuple[Row, ...]
    findings: tuple[Row, ...]
    checks: tuple[Row, ...]
    corrections: tuple[Row, ...]


def rows(con: DuckDBPyConnection, sql: str, parameters: Sequence[Any] = ()) -> list[Row]:
    """The answer as dictionaries by column name."""
    cursor = con.execute(sql, list(parameters))
    names = [d[0] for d in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _count(con: DuckDBPyConnection, sql: str) -> int:
    found = con.execute(sql).fetchone()
    return int(found[0]) if found else 0


def _counts(con: DuckDBPyConnection, sql: str) -> dict[str, int]:
    return {str(name): int(count) for name, count in con.execute(sql).fetchall()}


def records(con: DuckDBPyConnection) -> int:
    """How many records the warehouse holds, wherever it is told: all that has a ``record_id`` of its own, amounts and indicators alike."""
    return _count(con, "SELECT (SELECT count(*) FROM funding) + (SELECT count(*) FROM indicator)")


_SEVERITIES = "SELECT severity, count(*) FROM finding GROUP BY severity ORDER BY severity"


def status(con: DuckDBPyConnection, *, runs: int = 5) -> Status:
    """The warehouse at a glance."""
    return Status(
        documents=_counts(con, "SELECT status, count(*) FROM document GROUP BY status ORDER BY status"),
        runs=tuple(rows(con, "SELECT * FROM run ORDER BY run_id DESC LIMIT ?", [runs])),
        waiting=tuple(
            rows(
                con,
                "SELECT file, error, error_code, failure_kind FROM document WHERE status = 'quarantined' "
                "ORDER BY failure_kind, error_code, store.collated(file), file",
            )
        ),
        reports=_count(con, "SELECT count(*) FROM report"),
        programmes=_count(con, "SELECT count(*) FROM programme"),
        records=records(con),
        findings=_counts(con, _SEVERITIES),
    )


def summary(con: DuckDBPyConnection, run_id: int | None = None) -> Summary | None:
    """What a run did, the last one without a number; None where there was none."""
    found = rows(con, "SELECT * FROM run WHERE run_id = coalesce(?, (SELECT max(run_id) FROM run))", [run_id])
    if not found:
        return None
    loud = """
        SELECT severity, rule, count(*) AS findings, count(DISTINCT file) AS files, min(file) AS file, min_by(message, (file, finding_id)) AS message
        FROM finding WHERE severity <> 'info' GROUP BY severity, rule ORDER BY severity, findings DESC, rule"""
    return Summary(
        run=found[0],
        reports=_count(con, "SELECT count(*) FROM report"),
        records=records(con),
        programmes=_count(con, "SELECT count(*) FROM programme"),
        findings=_counts(con, _SEVERITIES),
        worth_a_look=tuple(rows(con, loud)),
        quarantined=tuple(
            rows(con, "SELECT file, error, error_code FROM document WHERE status = 'quarantined' ORDER BY store.collated(file), file")
        ),
    )


def english(rule: str, args: str | None, message: str, expected: str | None, found: str | None, page: int | None) -> str:
    """A finding's message in English; as it stands where this version no longer knows the rule."""
    from normalize.findings import CATALOGUE
    from normalize.findings import message as render

    if rule not in CATALOGUE:
        return message
    return render(rule, {"expected": expected or "…", "found": found or "…", "page": page or "…", **json.loads(args or "{}")}, "en")


def explain(con: DuckDBPyConnection, record_id: str) -> Explanation | None:
    """Everything about one record, the beginning of its id being enough where only one begins so; None where there is none."""
    for kind in ("funding", "indicator"):
        found = rows(con, f"SELECT * FROM {kind} WHERE starts_with(record_id, ?) LIMIT 2", [record_id])
        if len(found) == 1:
            return _explain(con, kind, found[0])
    return None


def turned_pages(con: DuckDBPyConnection, document_id: str) -> dict[int, int]:
    """By how many degrees clockwise each page that does not lie upright in its file was turned for reading."""
    found = con.execute(
        "SELECT page, args FROM finding WHERE document_id = ? AND rule = 'turned_page' AND page IS NOT NULL", [document_id]
    ).fetchall()
    told = {page: json.loads(args or "{}") for page, args in found}
    # an exported page's own turn is shown by any viewer; only how its text stands upon it is left to do
    return {page: int(args.get("text_degrees", args.get("degrees", 0))) for page, args in told.items()}


def _explain(con: DuckDBPyConnection, kind: str, record: Row) -> Explanation:
    ident = [record["record_id"]]
    about = """
        SELECT * FROM finding WHERE record_id = ? OR (record_id IS NULL AND document_id = ? AND table_number = ? AND row_number = ?)
        ORDER BY list_position(['error', 'warning', 'info'], severity), rule, finding_id"""
    return Explanation(
        kind=kind,
        record=record,
        document=rows(con, "SELECT * FROM document WHERE document_id = ?", [record["document_id"]])[0],
        cells=tuple(rows(con, 'SELECT * FROM cell WHERE record_id = ? ORDER BY "column", table_number, row_number, cell_column', ident)),
        findings=tuple(rows(con, about, [*ident, record["document_id"], record["table_number"], record["row_number"]])),
        checks=tuple(rows(con, 'SELECT * FROM audit WHERE record_id = ? ORDER BY rule, "column"', ident)),
        corrections=tuple(rows(con, 'SELECT * FROM correction WHERE record_id = ? ORDER BY "at"', ident)),
    )
