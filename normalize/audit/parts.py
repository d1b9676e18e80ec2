"""A total over sources, funds or years against its parts in the same row.

«Усього» equals the sum over the sources (or funds) that the row gives; the whole period the sum over its years, where all of them are given.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from normalize.audit.intervals import COLUMNS, Interval, Rows, compare, printed
from normalize.findings import Rule, Severity
from normalize.records import Check, Finding, Fund, FundingRecord, Report, Source, State

RULES = (
    Rule(
        "source_sum",
        Severity.WARNING,
        "{what}: усього {found}, а за джерелами виходить {expected}",
        "{what_en}: the total says {found}, the sources add up to {expected}",
        "The total of a row against its sources.",
    ),
    Rule(
        "fund_sum",
        Severity.WARNING,
        "{what}: разом {found}, а за фондами виходить {expected}",
        "{what_en}: the total says {found}, the funds add up to {expected}",
        "The total of a row against its funds.",
    ),
    Rule(
        "whole_period_sum",
        Severity.WARNING,
        "{what}: за весь строк {found}, а за роками виходить {expected}",
        "{what_en}: the whole period says {found}, the years add up to {expected}",
        "The whole period of a row against its years.",
    ),
)


def check(report: Report) -> tuple[list[Check], list[Finding]]:
    """Check rules ``source_sum``, ``fund_sum`` and ``whole_period_sum`` on every row."""
    checks: list[Check] = []
    findings: list[Finding] = []
    for records in Rows.of(report).by_row.values():
        for rule, whole, parts in _splits(report, records):
            for column in COLUMNS:
                if printed(COLUMNS[column](whole)) is None:
                    continue
                if rule == "whole_period_sum" and _year_untold(report, parts, column):
                    checks.append(compare(rule, report, whole, column, [])[0])
                    continue
                expected = _sum(parts, column)
                if expected is None and not any(printed(COLUMNS[column](p)) for p in parts):
                    continue
                made, told = compare(rule, report, whole, column, [expected])
                checks.append(made)
                findings += [told] if told else []
    return checks, findings


def _splits(report: Report, records: list[FundingRecord]) -> Iterator[tuple[str, FundingRecord, list[FundingRecord]]]:
    for record in records:
        if record.source is Source.TOTAL:
            parts = [r for r in records if r.year == record.year and r.fund is record.fund and r.source is not Source.TOTAL]
            if len(parts) > 1:
                yield "source_sum", record, parts
        if record.fund is Fund.TOTAL:
            parts = [r for r in records if r.year == record.year and r.source is record.source and r.fund is not Fund.TOTAL]
            if len(parts) > 1:
                yield "fund_sum", record, parts
        if record.year is None:
            parts = [r for r in records if r.year is not None and r.source is record.source and r.fund is record.fund]
            if _complete(report, record, parts):
                yield "whole_period_sum", record, parts


def _complete(report: Report, whole: FundingRecord, parts: list[FundingRecord]) -> bool:
    """Whether the row gives every year of the programme."""
    years = {r.year for r in parts}
    first, last = report.programme_start_year, report.programme_end_year
    if whole.term_start_year and whole.term_end_year:
        first, last = max(first or 0, whole.term_start_year), min(last or 9999, whole.term_end_year)
    return len(years) > 1 and first is not None and last is not None and years >= set(range(first, last + 1))


def _year_untold(report: Report, parts: list[FundingRecord], column: str) -> bool:
    """Whether the report gives nothing at all for one of the years that its period reaches: the years then add up to less than the whole."""
    last = report.period_end.year if report.period_end else report.report_year
    return any(COLUMNS[column](p).state is State.BLANK for p in parts if last is not None and p.year is not None and p.year <= last)


def _sum(parts: list[FundingRecord], column: str) -> Interval | None:
    """The parts' sum; None where one cannot be read, or where none says anything."""
    low = high = Decimal(0)
    said = False
    for part in parts:
        amount = COLUMNS[column](part)
        if amount.state in (State.UNREADABLE, State.NOTE):
            return None
        said |= printed(amount) is not None
        low, high = low + (amount.low or 0), high + (amount.high or 0)
    return (low, high) if said else None
