"""What only several documents together can say: the measures of a programme, and the findings between its reports."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, Any

from normalize.audit.intervals import money
from normalize.findings import CATALOGUE, message
from warehouse import derive, ids
from warehouse.identity import Doubt
from warehouse.measures import Renamed, Slot, measures

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_SLOTS = """
SELECT a.programme_id, f.report_key, f.slot, any_value(f.row_kind), any_value(f.section_number), any_value(f.section),
       any_value(f.measure_number), any_value(f.measure)
FROM store.funding f JOIN _affected a USING (report_key) JOIN store.report r USING (report_key)
WHERE f.slot IS NOT NULL
GROUP BY a.programme_id, f.report_key, f.slot, r.period_end, r.period_start, r.report_id
ORDER BY a.programme_id, r.period_end NULLS LAST, r.period_start NULLS LAST, r.report_id, f.slot
"""
_RECORDS = """
SELECT f.record_key, f.record_id, f.page, f.table_number, f.row_number FROM store.funding f SEMI JOIN _wanted USING (record_key)
"""
_CORRECTIONS = """
SELECT a.programme_id, r.version_id, r.report_id, f.record_key, k."column", k.read_value, k.corrected_value, k.because
FROM store.correction k JOIN store.funding f USING (record_id) JOIN _affected a USING (report_key) JOIN store.report r USING (report_key)
WHERE k.status = 'active' ORDER BY ALL
"""
_COLUMNS = "programme_id version_id report_id record_id finding_id rule severity message args expected found page table_number row_number"


def settle_measures(con: DuckDBPyConnection) -> list[Renamed]:
    """Give every measure row of the affected programmes its ``measure_id``; returns the renamings understood."""
    renamed: list[Renamed] = []
    decided: dict[tuple[int, int], str] = {}
    for programme, reports in _programme_slots(con):
        found = measures(programme, reports)
        renamed += found.renamed
        decided |= found.ids
    _write_measures(con, decided)
    return renamed


def _programme_slots(con: DuckDBPyConnection) -> Iterator[tuple[str, list[list[Slot]]]]:
    rows = con.execute(_SLOTS).fetchall()
    for programme, group in groupby(rows, key=lambda r: r[0]):
        yield programme, [[_slot(*r[1:]) for r in report] for _, report in groupby(group, key=lambda r: r[1])]


def _slot(report: int, slot: int, kind: str, section_number: str | None, section: str | None, number: str | None, text: str | None) -> Slot:
    return Slot(report, slot, kind, section_number, section, number, text or "")


def _write_measures(con: DuckDBPyConnection, found: dict[tuple[int, int], str]) -> None:
    import pyarrow as pa

    if not found:
        return
    keys = list(found)
    table = pa.table(
        {
            "report_key": pa.array([k[0] for k in keys], pa.int32()),
            "slot": pa.array([k[1] for k in keys], pa.int32()),
            "measure_id": pa.array(list(found.values()), pa.string()),
        }
    )
    con.register("_incoming", table)
    con.execute(
        "UPDATE store.funding f SET measure_id = m.measure_id FROM _incoming m "
        "WHERE f.report_key = m.report_key AND f.slot = m.slot AND f.measure_id IS DISTINCT FROM m.measure_id"
    )
    con.unregister("_incoming")


def write_findings(con: DuckDBPyConnection, doubts: list[Doubt], renamed: list[Renamed]) -> None:
    """Store the findings between the documents of the affected programmes (their old ones are gone already)."""
    rows = [*_doubt_rows(con, doubts), *_record_rows(con, _found(con, renamed))]
    if not rows:
        return
    import pyarrow as pa

    numbers = {"version_id", "page", "table_number", "row_number"}
    columns = list(zip(*rows, strict=True))
    table = pa.table({n: pa.array(c, pa.int32() if n in numbers else pa.string()) for n, c in zip(_COLUMNS.split(), columns, strict=True)})
    con.register("_incoming", table)
    con.execute("INSERT INTO store.cross_finding BY NAME SELECT * FROM _incoming")
    con.unregister("_incoming")


def _found(
    con: DuckDBPyConnection, renamed: list[Renamed]
) -> Iterator[tuple[str, int, str, int, str, dict[str, str], str | None, str | None]]:
    """(programme_id, version_id, report_id, record_key, rule, args, expected, found) of every finding about one record."""
    for programme, version, report, record, year, before, now in con.execute(derive.PLAN_REVISED).fetchall():
        yield programme, version, report, record, "plan_revised", {"year": str(year)}, _money(before), _money(now)
    for programme, version, report, record, column, own, other in con.execute(derive.COPIES_DIFFER).fetchall():
        yield programme, version, report, record, "copies_differ", {"column": column}, _money(other), _money(own)
    for programme, version, report, record, column, read, corrected, because in con.execute(_CORRECTIONS).fetchall():
        yield programme, version, report, record, "corrected", {"column": column, "because": because or ""}, corrected, read
    first = _first_records(con, renamed)
    for r in renamed:
        programme, version, report, record = first[r.report, r.slot]
        yield (
            programme,
            version,
            report,
            record,
            "measure_renamed",
            {"title": r.title, "other": r.other, "score": f"{r.score:.2f}"},
            None,
            None,
        )


def _first_records(con: DuckDBPyConnection, renamed: list[Renamed]) -> dict[tuple[int, int], tuple[str, int, str, int]]:
    import pyarrow as pa

    if not renamed:
        return {}
    pairs = {
        "report_key": pa.array([r.report for r in renamed], pa.int32()),
        "slot": pa.array([r.slot for r in renamed], pa.int32()),
    }
    con.register("_wanted", pa.table(pairs))
    rows = con.execute(
        "SELECT f.report_key, f.slot, any_value(a.programme_id), any_value(r.version_id), any_value(r.report_id), min(f.record_key) "
        "FROM store.funding f SEMI JOIN _wanted USING (report_key, slot) JOIN _affected a USING (report_key) JOIN store.report r USING (report_key) "
        "GROUP BY f.report_key, f.slot"
    ).fetchall()
    con.unregister("_wanted")
    return {(row[0], row[1]): (row[2], row[3], row[4], row[5]) for row in rows}


def _money(amount: Decimal | None) -> str | None:
    return None if amount is None else money(amount)


def _doubt_rows(con: DuckDBPyConnection, doubts: list[Doubt]) -> Iterator[tuple[Any, ...]]:
    reports = {
        r[0]: r[1:]
        for r in con.execute(
            "SELECT a.report_key, a.programme_id, r.version_id, r.report_id FROM _affected a JOIN store.report r USING (report_key)"
        ).fetchall()
    }
    for d in doubts:
        programme, version, report = reports[d.key]
        args = {"title": d.title, "other": d.other, "score": f"{d.score:.2f}"}
        yield _row(programme, version, report, None, d.rule, args, None, None, (None, None, None))


def _record_rows(
    con: DuckDBPyConnection, found: Iterator[tuple[str, int, str, int, str, dict[str, str], str | None, str | None]]
) -> Iterator[tuple[Any, ...]]:
    import pyarrow as pa

    items = list(found)
    con.register("_wanted", pa.table({"record_key": pa.array(sorted({i[3] for i in items}), pa.int64())}))
    records = {r[0]: r[1:] for r in con.execute(_RECORDS).fetchall()}
    con.unregister("_wanted")
    for programme, version, report, record_key, rule, args, expected, actual in items:
        record, *place = records[record_key]
        yield _row(programme, version, report, record, rule, args, expected, actual, tuple(place))


def _row(
    programme: str,
    version: int,
    report: str,
    record: str | None,
    rule: str,
    args: dict[str, str],
    expected: str | None,
    found: str | None,
    place: tuple[int | None, ...],
) -> tuple[Any, ...]:
    text = message(rule, {**args, "expected": expected or "…", "found": found or "…"})
    stored = json.dumps(args, ensure_ascii=False, sort_keys=True)
    ident = ids.digest("cross", report, record, rule, stored, expected, found)
    return (programme, version, report, record, ident, rule, CATALOGUE[rule].severity.value, text, stored, expected, found, *place)
