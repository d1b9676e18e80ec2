"""One understood document as table rows: pure, ready for a bulk load. No row is ever sent to the database alone."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from normalize.findings import CATALOGUE, message
from normalize.records import Amount, CellRef, Finding, FundingRecord, IndicatorRecord, Normalized, Report
from warehouse import ids
from warehouse.slots import slots

if TYPE_CHECKING:
    import pyarrow as pa

_CENT, _FOUR, _MICRO = Decimal("0.01"), Decimal("0.0001"), Decimal("0.000001")
_PERCENT_LIMIT = Decimal("9999999.99")

COLUMNS: Mapping[str, str] = {
    "report": "report_key version_id report_id ordinal community programme programme_start_year programme_end_year report_year "
    "period_start period_end responsible_executors co_executors signatory programme_id",
    "decision": "report_key position role number decided_on session convocation",
    "funding": "record_key report_key record_id row_kind row_index parent_row slot measure_id section_number section measure_number measure "
    "term term_start_year term_end_year executors year source fund planned_uah actual_uah planned_initial_uah planned_budget_uah "
    "planned_period_uah spent_uah deviation_uah planned_state actual_state spent_state planned_margin actual_margin percent_reported "
    "percent_computed information page table_number row_number",
    "indicator": "record_key report_key record_id year category indicator_number indicator unit planned actual planned_state actual_state "
    "reasons actions page table_number row_number",
    "cell": "record_key column page x0 y0 x1 y1 raw_text confidence table_number row_number cell_column",
    "finding": "version_id report_id record_id finding_id rule severity message args expected found page table_number row_number",
    "audit": "version_id report_id record_id rule verdict column expected_low expected_high found reason",
}
"""The columns of each bulk-loaded table, in the order of the tuples below (``schema/001_store.sql`` has the types)."""


@dataclass(slots=True)
class Rows:
    """Rows waiting for one bulk load, by table; ``report_key`` and ``record_key`` are the next free surrogate keys."""

    report_key: int
    record_key: int
    tables: dict[str, list[tuple[Any, ...]]] = field(default_factory=lambda: {name: [] for name in COLUMNS})

    def __len__(self) -> int:
        return sum(map(len, self.tables.values()))

    def add(self, sha256: str, version_id: int, normalized: Normalized) -> None:
        """Append one document's reports, findings and checks."""
        for report in normalized.reports:
            self._report(sha256, version_id, report)
        reports = {report.ordinal: ids.report_id(sha256, report.ordinal) for report in normalized.reports}
        places: dict[str, Place] = {}
        for report in normalized.reports:
            places |= {f.key: (f.page, f.table_number, f.row_number) for f in report.funding}
            places |= {i.key: (i.page, i.table_number, i.row_number) for i in report.indicators}
        self.tables["finding"] += finding_rows(sha256, version_id, normalized.findings, reports, places)
        self.tables["audit"] += [
            (
                version_id,
                reports.get(c.report),
                c.record and ids.record_id(sha256, c.record),
                c.rule,
                c.verdict.value,
                c.column,
                _fixed(c.expected_low, _MICRO, ROUND_FLOOR),
                _fixed(c.expected_high, _MICRO, ROUND_CEILING),
                _fixed(c.found, _MICRO),
                c.reason,
            )
            for c in normalized.checks
        ]

    def _report(self, sha256: str, version_id: int, report: Report) -> None:
        key = self.report_key
        self.report_key += 1
        self.tables["report"].append(_report_row(sha256, version_id, key, report))
        self.tables["decision"] += [
            (key, i, d.role, d.number, d.decided_on, d.session, d.convocation) for i, d in enumerate(report.decisions)
        ]
        for record, slot in zip(report.funding, slots(report.funding), strict=True):
            self._cells(record.cells)
            self.tables["funding"].append(_funding_row(sha256, self.record_key, key, record, slot))
            self.record_key += 1
        for indicator in report.indicators:
            self._cells(indicator.cells)
            self.tables["indicator"].append(_indicator_row(sha256, self.record_key, key, indicator))
            self.record_key += 1

    def _cells(self, cells: tuple[CellRef, ...]) -> None:
        for c in cells:
            box = (c.box.x0, c.box.y0, c.box.x1, c.box.y1) if c.box else (None, None, None, None)
            self.tables["cell"].append(
                (self.record_key, c.column, c.page, *box, c.raw_text, c.confidence, c.table_number, c.row_number, c.cell_column)
            )

    def arrow(self) -> Iterator[tuple[str, pa.Table]]:
        """The tables that have rows, by name, as Arrow, one after the other; columns typed by the schema."""
        return ((name, to_arrow(name, rows)) for name, rows in self.tables.items() if rows)


def _report_row(sha256: str, version_id: int, key: int, r: Report) -> tuple[Any, ...]:
    return (
        key,
        version_id,
        ids.report_id(sha256, r.ordinal),
        r.ordinal,
        r.community,
        r.programme,
        r.programme_start_year,
        r.programme_end_year,
        r.report_year,
        r.period_start,
        r.period_end,
        list(r.responsible_executors),
        list(r.co_executors),
        r.signatory,
        None,
    )


def _funding_row(sha256: str, record_key: int, report_key: int, f: FundingRecord, slot: int | None) -> tuple[Any, ...]:
    return (
        record_key,
        report_key,
        ids.record_id(sha256, f.key),
        f.row_kind.value,
        f.row,
        f.parent,
        slot,
        None,
        f.section_number,
        f.section,
        f.measure_number,
        f.measure,
        f.term,
        f.term_start_year,
        f.term_end_year,
        list(f.executors),
        f.year,
        f.source.value,
        f.fund.value,
        f.planned.uah,
        f.actual.uah,
        f.planned_initial.uah,
        f.planned_budget.uah,
        f.planned_period.uah,
        f.spent.uah,
        f.deviation.uah,
        f.planned.state.value,
        f.actual.state.value,
        f.spent.state.value,
        margin(f.planned),
        margin(f.actual),
        _fixed(f.percent_reported, _CENT),
        percent(f.actual.uah, f.planned.uah),
        f.information,
        f.page,
        f.table_number,
        f.row_number,
    )


def _indicator_row(sha256: str, record_key: int, report_key: int, i: IndicatorRecord) -> tuple[Any, ...]:
    return (
        record_key,
        report_key,
        ids.record_id(sha256, i.key),
        i.year,
        i.category,
        i.indicator_number,
        i.indicator,
        i.unit,
        _fixed(i.planned.value, _FOUR),
        _fixed(i.actual.value, _FOUR),
        i.planned.state.value,
        i.actual.state.value,
        i.reasons,
        i.actions,
        i.page,
        i.table_number,
        i.row_number,
    )


Place = tuple[int | None, int | None, int | None]


def finding_rows(
    sha256: str, version_id: int, findings: tuple[Finding, ...], reports: Mapping[int, str], places: Mapping[str, Place]
) -> list[tuple[Any, ...]]:
    """Rows of ``store.finding``; one about a record stands where the record stands (``places`` by record key) unless it says where itself.

    Two findings alike in everything get different ids by their order. An unknown rule raises ``KeyError``.
    """
    seen: dict[str, int] = {}
    rows = []
    for f in findings:
        args = json.dumps(dict(f.args), ensure_ascii=False, sort_keys=True)
        record = f.record and ids.record_id(sha256, f.record)
        place = (f.report, f.record, f.page, f.table_number, f.row_number)
        base = ids.digest("finding", sha256, f.rule, *place, args, f.expected, f.found)
        nth = seen[base] = seen.get(base, -1) + 1
        text = message(f.rule, {"expected": f.expected or "…", "found": f.found or "…", "page": f.page or "…", **f.args})
        severity = CATALOGUE[f.rule].severity.value
        ident = ids.digest(base, nth) if nth else base
        where: Place = (f.page, f.table_number, f.row_number)
        if f.record is not None and f.row_number is None:
            where = places.get(f.record, where)
        report = reports.get(f.report) if f.report is not None else None
        rows.append((version_id, report, record, ident, f.rule, severity, text, args, f.expected, f.found, *where))
    return rows


def _fixed(value: Decimal | None, step: Decimal, rounding: str = ROUND_HALF_UP) -> Decimal | None:
    return None if value is None else value.quantize(step, rounding)


def margin(amount: Amount) -> Decimal | None:
    """How far the true amount may lie from the printed one, in hryvnias; None without an amount."""
    if amount.uah is None:
        return None
    low = amount.uah if amount.low is None else amount.low
    high = amount.uah if amount.high is None else amount.high
    return max(high - amount.uah, amount.uah - low, Decimal(0)).quantize(_CENT)


def percent(actual: Decimal | None, planned: Decimal | None) -> Decimal | None:
    """100 × actual / planned to two decimals, half-up; None where undefined or absurdly large."""
    if actual is None or not planned:
        return None
    value = (actual * 100 / planned).quantize(_CENT, ROUND_HALF_UP)
    return value if abs(value) <= _PERCENT_LIMIT else None


@lru_cache(maxsize=1)
def _types() -> dict[str, pa.DataType]:
    """Arrow types by column name: a name has one type wherever it stands."""
    import pyarrow as pa

    money, count, texts = pa.decimal128(18, 2), pa.int32(), pa.list_(pa.string())
    types: dict[str, pa.DataType] = {"record_key": pa.int64(), "confidence": pa.float64()}
    for name in [
        "version_id",
        "report_key",
        "ordinal",
        "position",
        "row_index",
        "parent_row",
        "slot",
        "year",
        "session",
        "page",
        "table_number",
        "row_number",
        "cell_column",
    ]:
        types[name] = count
    for name in ["programme_start_year", "programme_end_year", "report_year", "term_start_year", "term_end_year"]:
        types[name] = count
    for stem in ["planned", "actual", "planned_initial", "planned_budget", "planned_period", "spent", "deviation"]:
        types[f"{stem}_uah"] = types[f"{stem}_margin"] = money
    for name in ("percent_reported", "percent_computed"):
        types[name] = pa.decimal128(9, 2)
    for name in ("expected_low", "expected_high"):
        types[name] = pa.decimal128(24, 6)
    for name in ("x0", "y0", "x1", "y1"):
        types[name] = pa.float64()
    for name in ("period_start", "period_end", "decided_on"):
        types[name] = pa.date32()
    for name in ("planned", "actual"):
        types[name] = pa.decimal128(18, 4)
    for name in ("executors", "responsible_executors", "co_executors"):
        types[name] = texts
    return types


def to_arrow(table: str, rows: list[tuple[Any, ...]]) -> pa.Table:
    """Tuples in the order of ``COLUMNS[table]`` as an Arrow table. Decimals are exact: one that would need rounding raises ``pyarrow.ArrowInvalid``."""
    import pyarrow as pa

    types = _types() | ({"found": pa.decimal128(24, 6)} if table == "audit" else {})
    names = COLUMNS[table].split()
    columns = list(zip(*rows, strict=True))
    return pa.table({name: pa.array(values, types.get(name, pa.string())) for name, values in zip(names, columns, strict=True)})
