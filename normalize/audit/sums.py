"""Subtotals and grand totals against the rows they add up.

A section's subtotal equals the sum of its measures; a parent measure that of its children; the programme's total that of the sections' subtotals
as printed (a wrong subtotal is told once, at the subtotal), or of all measures. A sum over the whole period equals that of its rows' years.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from normalize.audit.intervals import COLUMNS, Interval, Rows, compare, key_of, printed
from normalize.findings import Rule, Severity
from normalize.records import Check, Finding, Fund, FundingRecord, Report, RowKind, Source, State

RULES = (
    Rule(
        "section_sum",
        Severity.WARNING,
        "{what}: у рядку {found}, а за рядками виходить {expected}",
        "{what_en}: the row says {found}, its rows add up to {expected}",
        "A subtotal against the rows it adds up.",
    ),
    Rule(
        "programme_sum",
        Severity.WARNING,
        "{what}: у рядку {found}, а за рядками виходить {expected}",
        "{what_en}: the row says {found}, the rows add up to {expected}",
        "A grand total against the measures; the sum over sources, funds or years against the total.",
    ),
)


def check(report: Report) -> tuple[list[Check], list[Finding]]:
    """Check each sum's every year, source and fund; rules ``section_sum`` and ``programme_sum``."""
    rows = Rows.of(report)
    checks: list[Check] = []
    findings: list[Finding] = []
    for record in report.funding:
        if not record.sums:
            continue
        rule = "section_sum" if record.row_kind is RowKind.SUBTOTAL else "programme_sum"
        for column in COLUMNS:
            if printed(COLUMNS[column](record)) is None:
                continue
            ways = [_total(rows, way, record, column) for way in _ways(report, record)]
            if not any(w is not None for w in ways) or not _given(rows, record, column) or not _split_alike(rows, record, column):
                checks.append(compare(rule, report, record, column, [])[0])
                continue
            made, told = compare(rule, report, record, column, ways)
            if told and record.year is None and not _every_year(report, rows, record, column):
                made, told = compare(rule, report, record, column, [])
            checks.append(made)
            findings += [told] if told else []
    return checks, findings


def _total(rows: Rows, way: Iterable[int], record: FundingRecord, column: str) -> Interval | None:
    """What rows add up to at a sum's place; the whole period of a row that gives only years is the sum of them. None where one cannot be read."""
    if record.year is not None:
        return rows.total(way, key_of(record), column)
    low = high = Decimal(0)
    for row in way:
        for year in [None] if _gives_whole(rows, row, column) else _years(rows, [row]):
            value = rows.value(row, (year, record.source, record.fund), column)
            if value is None:
                return None
            low, high = low + value[0], high + value[1]
    return low, high


def _gives_whole(rows: Rows, row: int, column: str) -> bool:
    return any(r.year is None and COLUMNS[column](r).state not in (State.BLANK, State.NOT_DUE) for r in rows.by_row.get(row, ()))


def _years(rows: Rows, below: Iterable[int]) -> set[int]:
    return {r.year for row in below for r in rows.by_row.get(row, ()) if r.year is not None}


def _every_year(report: Report, rows: Rows, record: FundingRecord, column: str) -> bool:
    """Whether the rows below a whole period's sum tell of every year that it reaches: of the programme's, and for what was financed of those gone by."""
    by_years = [row for row in record.sums or () if not _gives_whole(rows, row, column)]
    first, last = report.programme_start_year, report.programme_end_year
    if not by_years:
        return True
    if first is None or last is None:
        return False
    if column in ("actual_uah", "spent_uah") and report.report_year is not None:
        last = min(last, report.report_year)
    said = {r.year for row in by_years for r in rows.by_row.get(row, ()) if COLUMNS[column](r).state not in (State.BLANK, State.NOT_DUE)}
    return said >= set(range(first, last + 1))


def _given(rows: Rows, record: FundingRecord, column: str) -> bool:
    """Whether any row below gives the column for the year at all: a total over rows that say nothing cannot be checked."""
    get = COLUMNS[column]
    return any(
        record.year in (r.year, None)
        and record.source in (r.source, Source.TOTAL)
        and record.fund in (r.fund, Fund.TOTAL)
        and printed(get(r)) is not None
        for row in record.sums or ()
        for r in rows.by_row.get(row, ())
    )


def _split_alike(rows: Rows, record: FundingRecord, column: str) -> bool:
    """Whether every row below splits its amount by source (or fund) as the sum does: what one of them gives in total only is missing from the parts."""
    get = COLUMNS[column]
    for row in record.sums or ():
        mine = [r for r in rows.by_row.get(row, ()) if record.year in (r.year, None)]
        whole = any(r.source is Source.TOTAL and r.fund is Fund.TOTAL and get(r).uah for r in mine)
        by_source = record.source is Source.TOTAL or any(r.source is not Source.TOTAL for r in mine)
        by_fund = record.fund is Fund.TOTAL or any(r.fund is not Fund.TOTAL for r in mine)
        if whole and not (by_source and by_fund):
            return False
    return True


def _ways(report: Report, record: FundingRecord) -> list[tuple[int, ...]]:
    """The ways in which a sum may be made up: by the subtotals between it and the measures, else by the measures themselves."""
    leaves = tuple(record.sums or ())
    between = {
        r.row: frozenset(r.sums or ())
        for r in report.funding
        if r.row_kind is RowKind.SUBTOTAL and r.row != record.row and r.sums and set(r.sums) < set(leaves)
    }
    parents = {r.row for r in report.funding if r.row_kind is RowKind.SUBTOTAL and r.parent is None and r.row != record.row and r.sums}
    ways: list[tuple[int, ...]] = []
    outer = [row for row, sums in between.items() if not any(sums < other for other in between.values())]
    if outer:
        covered = frozenset().union(*(between[row] for row in outer))
        ways.append((*outer, *(leaf for leaf in leaves if leaf not in covered)))
    inner = [row for row in between if row in parents and row not in outer]
    if inner:
        covered = frozenset().union(*(between[row] for row in inner))
        ways.append((*inner, *(leaf for leaf in leaves if leaf not in covered)))
    return [*ways, leaves]
