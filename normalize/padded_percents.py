"""Percents that a sheet shows with more decimals than were typed: «91,80» in every row of a table got «91,8»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from normalize.records import FundingRecord, Report

_STEPS = (Decimal(1), Decimal("0.1"), Decimal("0.01"))
# So many percents ending alike are no chance.
_ENOUGH = 3


def as_typed(reports: Sequence[Report]) -> list[Report]:
    """A document's reports, each percent standing for all that its last digit that says anything may be of; a table's rows may be of many reports."""
    tables: dict[int, list[FundingRecord]] = {}
    for record in (r for report in reports for r in report.funding):
        tables.setdefault(record.table_number, []).append(record)
    steps = {number: _step(records) for number, records in tables.items()}
    return [replace(report, funding=tuple(_widened(r, steps[r.table_number]) for r in report.funding)) for report in reports]


def _step(records: Sequence[FundingRecord]) -> Decimal:
    """What the last digit that says anything counts; 0 where the printed digits tell themselves."""
    told = {r.percent_reported for r in records if r.percent_reported is not None} - {Decimal(0), Decimal(100)}
    coarse = (step for step in _STEPS if all(percent % step == 0 for percent in told))
    return next(coarse, Decimal(0)) if len(told) >= _ENOUGH else Decimal(0)


def _widened(record: FundingRecord, step: Decimal) -> FundingRecord:
    percent, low, high = record.percent_reported, record.percent_low, record.percent_high
    if not step or percent is None or low is None or high is None:
        return record
    return replace(record, percent_low=min(low, percent - step / 2), percent_high=max(high, percent + step))
