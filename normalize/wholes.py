"""A total that stands under the first year's column but is the whole period's: told by its sum."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from normalize.placed import at_row
from normalize.records import Amount, Finding, RowKind, State
from normalize.slots import Context, Key, Reading, Slot, figures_of


def settle_wholes(readings: Sequence[Reading], context: Context) -> list[Finding]:
    """Move the amounts of such totals from the year to the whole period (year NULL), in place; each with an info."""
    findings: list[Finding] = []
    for at, reading in enumerate(readings):
        if reading.entry.kind is not RowKind.TOTAL:
            continue
        years = sorted({m.year for m in reading.header.meanings if m.field == "planned" and m.year is not None})
        for sub, slots in reading.slots:
            first: int | None
            if len(years) > 1:
                first, whole = years[0], _is_whole(slots, years, readings, at, context.period_year)
            else:
                first, whole = context.report_year, sub.place.year is None and _over_year_rows(slots, readings, at, context.report_year)
            if whole and first is not None:
                _move(slots, first)
                findings.append(at_row(reading.entry.lines[0].line.row, "whole_period_by_sum", reading.entry.title))
    return findings


def _over_year_rows(slots: dict[Key, Slot], readings: Sequence[Reading], at: int, report_year: int | None) -> bool:
    """In a table with years as rows: a total beside no year whose amount is the sum over the years, and not the report year's."""
    leaves = [figures_of(r) for r in readings if r.entry.kind is RowKind.MEASURE]
    years = sorted({k[1] for f in leaves for k in f if isinstance(k[1], int)})
    mine = _planned(slots, report_year)
    if mine is None or len(years) < 2 or report_year is None or mine[1] == 0:
        return False
    only = [{k: v for k, v in f.items() if k[1] == report_year} for f in leaves]
    return _meets(mine, leaves, years) and not _meets(mine, only, [report_year])


def _planned(slots: dict[Key, Slot], year: int | None) -> tuple[Decimal, Decimal] | None:
    found = [
        s.amounts["planned_uah"]
        for k, s in slots.items()
        if k[0] == year and "planned_uah" in s.amounts and s.amounts["planned_uah"].low is not None
    ]
    if not found:
        return None
    return sum((a.low or Decimal(0) for a in found), Decimal(0)), sum((a.high or Decimal(0) for a in found), Decimal(0))


def _is_whole(slots: dict[Key, Slot], years: Sequence[int], readings: Sequence[Reading], at: int, period_year: int | None) -> bool:
    """Only the first year's column is filled, and its amount is the sum over the years of the rows, or of another total."""
    mine = _planned(slots, years[0])
    others_filled = any(
        k[0] in years[1:] and any(a.state not in (State.BLANK, State.NOT_DUE) for a in s.amounts.values()) for k, s in slots.items()
    )
    repeated = others_filled and all(_planned(slots, year) == mine for year in years[1:])
    if mine is None or (others_filled and not repeated) or mine[1] == 0:
        return False
    if repeated and _actual_too_late(slots, years, period_year):
        return True
    other_totals = [r for i, r in enumerate(readings) if i != at and r.entry.kind is RowKind.TOTAL]
    for reading in other_totals:
        if _meets(mine, [figures_of(reading)], years):
            return True
    leaves = [figures_of(r) for r in readings if r.entry.kind is RowKind.MEASURE]
    first_only = [{k: v for k, v in f.items() if k[1] == years[0]} for f in leaves]
    return _meets(mine, leaves, years) and not _meets(mine, first_only, years[:1])


def _actual_too_late(slots: dict[Key, Slot], years: Sequence[int], period_year: int | None) -> bool:
    """Whether one and the same actual stands in every year, years after the report's period among them: no year's amount can."""
    given = {k[0]: s.amounts["actual_uah"].uah for k, s in slots.items() if k[0] in years and "actual_uah" in s.amounts}
    shown = {given.get(year) for year in years}
    return period_year is not None and years[-1] > period_year and len(shown) == 1 and None not in shown and shown != {Decimal("0.00")}


def _meets(
    mine: tuple[Decimal, Decimal], figures: Sequence[dict[tuple[object, ...], tuple[Decimal, Decimal]]], years: Sequence[int]
) -> bool:
    terms = [v for f in figures for k, v in f.items() if k[0] == "planned_uah" and k[1] in years]
    if not terms or not {k[1] for f in figures for k in f if k[0] == "planned_uah"} >= set(years):
        return False
    return sum(a for a, _ in terms) <= mine[1] and sum(b for _, b in terms) >= mine[0]


def _move(slots: dict[Key, Slot], first: int) -> None:
    for key in [k for k in slots if k[0] == first]:
        slot = slots.pop(key)
        actual = slot.amounts.get("actual_uah")
        if actual is not None and actual.state is State.NOT_DUE:
            slot.amounts["actual_uah"] = Amount(State.BLANK)
        slots[(None, key[1], key[2])] = slot
    for key in [k for k in slots if k[0] is not None]:
        del slots[key]
