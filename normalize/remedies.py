"""What else the doubtful cells of a report may say: another reading of one, other readings of two that meet in a sum, what two sums leave for one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations

from normalize.records import Amount, Check, Fund, FundingRecord, Report, Source, State

FIELDS = {"planned_uah": "planned", "actual_uah": "actual", "spent_uah": "spent"}
SUMS = frozenset({"section_sum", "programme_sum", "source_sum", "fund_sum", "whole_period_sum"})
SURE = 0.86
"""Confidence from which a reading stands without arithmetic."""
# A note read less surely than this may be a figure; a part of a sum less sure than the second makes nothing known.
_NO_NOTE, _GIVEN = 0.6, 0.45


@dataclass(frozen=True, slots=True)
class Remedy:
    """One value read otherwise: the record's index, the column, and the amount, or (value, low, high) of a percent."""

    index: int
    column: str
    amount: Amount | None = None
    percent: tuple[Decimal, Decimal, Decimal] | None = None

    @property
    def value(self) -> Decimal | None:
        return self.amount.uah if self.amount is not None else self.percent[0] if self.percent else None


def applied(report: Report, remedies: Sequence[Remedy]) -> Report:
    """The report with these values."""
    funding = list(report.funding)
    for remedy in remedies:
        record = funding[remedy.index]
        if remedy.percent is not None:
            value, low, high = remedy.percent
            funding[remedy.index] = replace(record, percent_reported=value, percent_low=low, percent_high=high)
        elif remedy.amount is not None:
            funding[remedy.index] = _with_amount(record, FIELDS[remedy.column], remedy.amount)
    return replace(report, funding=tuple(funding))


def _with_amount(record: FundingRecord, name: str, amount: Amount) -> FundingRecord:
    if name == "planned":
        return replace(record, planned=amount)
    return replace(record, actual=amount) if name == "actual" else replace(record, spent=amount)


def amount_in(record: FundingRecord, column: str) -> Amount:
    """The amount of a record in a column such as ``planned_uah``."""
    amount: Amount = getattr(record, FIELDS.get(column, "planned"))
    return amount


def single(report: Report, touched: set[str]) -> Iterator[tuple[Remedy, ...]]:
    """Every other reading of every cell of the ``touched`` records (keys), and of every cell that could not be read."""
    for index, record in enumerate(report.funding):
        for column in FIELDS:
            if record.key in touched or amount_in(record, column).state is State.UNREADABLE:
                yield from ((remedy,) for remedy in _others(record, index, column))
        if record.key in touched:
            yield from ((Remedy(index, "percent_reported", percent=other),) for other in record.percent_alternatives)


def near_readings(report: Report) -> Iterator[Remedy]:
    """Other readings of doubtful amounts that differ in the last digits alone, as a comma or a zero too many makes them."""
    for index, record in enumerate(report.funding):
        for column in FIELDS:
            amount = amount_in(record, column)
            if sureness(record, column) < SURE and amount.uah and amount.low is not None and amount.high is not None:
                for remedy in _others(record, index, column):
                    other = remedy.amount
                    if other and other.uah and other.low is not None and other.high is not None:
                        wide = max(amount.high - amount.low, other.high - other.low)
                        if amount.high - amount.low != other.high - other.low and abs(other.uah - amount.uah) <= wide:
                            yield remedy


def _others(record: FundingRecord, index: int, column: str) -> Iterator[Remedy]:
    amount = amount_in(record, column)
    for uah, low, high in amount.alternatives:
        if uah == 0 and (amount.uah or re.search("[1-9]", text_of(record, column))):
            # That nothing fits a sum makes no figure nothing.
            continue
        yield Remedy(index, column, read_as(amount, uah, low, high))


def read_as(amount: Amount, uah: Decimal, low: Decimal, high: Decimal) -> Amount:
    """An amount's cell with another of its readings."""
    state = State.NIL if uah == 0 and low == high else State.VALUE
    others: tuple[tuple[Decimal, Decimal, Decimal], ...] = ()
    if amount.uah is not None and amount.low is not None and amount.high is not None:
        others = ((amount.uah, amount.low, amount.high),)
    return Amount(state, uah, low, high, others)


def text_of(record: FundingRecord, column: str) -> str:
    """What stands in the cell of a record's value."""
    return next((ref.raw_text for ref in record.cells if ref.column == column), "")


def sureness(record: FundingRecord, column: str) -> float:
    """How surely a record's value was read; 1 where no cell was read."""
    return min((ref.confidence for ref in record.cells if ref.column == column and ref.confidence is not None), default=1.0)


def terms(report: Report, record: FundingRecord, rule: str) -> list[FundingRecord]:
    """The records that meet in one sum with ``record``, itself among them: of other rows, sources, funds or years, all else being the same.

    A row below that gives its amount by source, or by fund, alone is there with all its parts.
    """
    rows = {record.row, *(record.sums or ())} if rule in ("section_sum", "programme_sum") else {record.row}
    alike = [
        r
        for r in report.funding
        if r.row in rows
        and (r.year == record.year or rule == "whole_period_sum")
        and (r.source == record.source or rule == "source_sum")
        and (r.fund == record.fund or rule == "fund_sum")
    ]
    apart = [r for r in report.funding if r.row in rows - {r.row for r in alike} and r.year == record.year]
    by_source = record.source is Source.TOTAL and [r for r in apart if r.fund is record.fund]
    return alike + (by_source or [r for r in apart if record.fund is Fund.TOTAL and r.source is record.source])


def pairs(report: Report, wrong: Sequence[Check]) -> Iterator[tuple[Remedy, ...]]:
    """Other readings of two doubtful cells of one sum that together make it right."""
    places = {record.key: index for index, record in enumerate(report.funding)}
    for check in wrong:
        if check.rule not in SUMS or check.record not in places or check.column not in FIELDS:
            continue
        whole = report.funding[places[check.record]]
        members = terms(report, whole, check.rule)
        missing = _missing(whole, members, check.column)
        slack = sum(
            ((a.high - a.low) / 2 for r in members if (a := amount_in(r, check.column)).high is not None and a.low is not None), Decimal(0)
        )
        doubtful = [
            (remedy, (remedy.value or Decimal(0)) - (amount_in(r, check.column).uah or Decimal(0)))
            for r in members
            if r is not whole and sureness(r, check.column) < SURE
            for remedy in _others(r, places[r.key], check.column)
        ]
        for (one, more), (other, still) in combinations(doubtful, 2):
            if one.index != other.index and abs(missing - more - still) <= slack:
                yield one, other


def _missing(whole: FundingRecord, members: Sequence[FundingRecord], column: str) -> Decimal:
    """What the parts of a sum lack of it."""
    parts = (amount_in(r, column).uah or Decimal(0) for r in members if r is not whole)
    return (amount_in(whole, column).uah or Decimal(0)) - sum(parts, Decimal(0))


def left_over(report: Report, checks: Sequence[Check]) -> Iterator[tuple[Remedy, ...]]:
    """What two sums at least, read apart from each other, leave for a cell that could not be read and is all that is missing in them."""
    places = {record.key: index for index, record in enumerate(report.funding)}
    left: dict[tuple[int, str], dict[str, Decimal]] = {}
    for check in checks:
        if check.rule not in SUMS or check.record not in places or check.column not in FIELDS:
            continue
        whole, column = report.funding[places[check.record]], check.column
        members = terms(report, whole, check.rule)
        unknown = [r for r in members if _may_be_figure(r, column)]
        known = all(sureness(r, column) >= _GIVEN for r in members if r not in unknown)
        amount = amount_in(whole, column)
        if len(unknown) == 1 and unknown[0] is not whole and known and amount.low is not None and amount.high is not None:
            value, step = _missing(whole, members, column), amount.high - amount.low
            if value > 0 and (not step or value % step == 0) and _holds(value, text_of(unknown[0], column)):
                left.setdefault((places[unknown[0].key], column), {})[whole.key] = value
    for (index, column), values in left.items():
        if len(values) > 1 and len(set(values.values())) == 1:
            value = next(iter(values.values()))
            yield (Remedy(index, column, Amount(State.VALUE, value, value, value)),)


def _may_be_figure(record: FundingRecord, column: str) -> bool:
    state = amount_in(record, column).state
    return state is State.UNREADABLE or (state is State.NOTE and sureness(record, column) < _NO_NOTE)


def _holds(value: Decimal, text: str) -> bool:
    """Whether the digits that were read stand in a value in their order."""
    digits = iter(re.sub(r"\D", "", f"{value:f}"))
    return all(char in digits for char in re.sub(r"\D", "", text))
