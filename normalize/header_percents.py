"""A column of percents whose head does not say so («% виконання» misread, or «Виконання» alone): in its rows it is what the actual makes of the plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from normalize.meanings import Meaning
from normalize.table_rows import Row
from normalize.values import Kind, read_percent

# How far (percent) a printed percent may lie from the quotient: rounded to whole ones, of amounts that are rounded too.
_NEAR = Decimal("0.6")
_FEWEST_ROWS = 2
_MOST = Decimal(1000)


def settle_percents(meanings: list[Meaning], data: Sequence[Row]) -> list[Meaning]:
    """The meanings, a column that claims money without a unit made a percent where each row with a plan and another actual bears it out.

    Where the amounts have no unit either, rows of 100 and 0 alone prove nothing.
    """
    out = list(meanings)
    for c, meaning in enumerate(meanings):
        if meaning.field not in ("actual", "spent") or meaning.unit is not None or any(m.field == "percent" for m in out):
            continue
        others = [a for a, m in enumerate(meanings) if a != c and m.field in ("actual", "spent") and m.year == meaning.year]
        plans = [p for p, m in enumerate(meanings) if m.field == "planned" and m.year == meaning.year]
        if any(bears_out(data, c, a, p, plain=meanings[a].unit is not None) for a in others for p in plans):
            out[c] = replace(meaning, field="percent", how="actual / planned")
    return out


def settle_rivals(meanings: list[Meaning], data: Sequence[Row]) -> list[Meaning]:
    """Of several percents of one amount that of what was done to the year's plan, where the rows bear out one of them alone."""
    out = list(meanings)
    for c, meaning in enumerate(meanings):
        rivals = [k for k, m in enumerate(meanings) if m.field == "percent" and m.claim == meaning.claim]
        if meaning.field != "percent" or len(rivals) < 2 or c != rivals[0]:
            continue
        borne = [k for k in rivals if _of_plan(meanings, data, k)]
        if len(borne) == 1:
            for k in rivals:
                out[k] = meanings[k] if k in borne else replace(meanings[k], field="ignore", how="a percent of something else")
    return out


def _of_plan(meanings: Sequence[Meaning], data: Sequence[Row], percent: int) -> bool:
    """Whether the rows bear a percent out as that of what was financed or spent to the year's plan."""
    place = (meanings[percent].year, meanings[percent].source, meanings[percent].fund)
    of = [c for c, m in enumerate(meanings) if (m.year, m.source, m.fund) == place]
    plans = [p for p in of if meanings[p].field == "planned" and meanings[p].plan in (None, "amended")]
    return any(bears_out(data, percent, a, p, plain=True) for a in of if meanings[a].field in ("actual", "spent") for p in plans)


def settle_growth(meanings: list[Meaning]) -> list[Meaning]:
    """«% до 2023 року» beside what was done in 2023 and the plan of 2024 compares two years: no percent of a plan."""
    planned = {m.year for m in meanings if m.field == "planned"}
    done = {m.year for m in meanings if m.field in ("actual", "spent")}
    return [
        replace(m, field="ignore", how="compares two years")
        if m.field == "percent" and m.year in done and len(done) > 1 and planned and m.year not in planned
        else m
        for m in meanings
    ]


def bears_out(data: Sequence[Row], percent: int, actual: int, planned: int, *, plain: bool) -> bool:
    """Whether a column is the percent of two others in nearly all rows that have the three of them; ``plain``: rows of 100 prove it too."""
    rows = [found for row in data if None not in (found := [_number(row, c) for c in (percent, actual, planned)])]
    told = [(p, a, plan) for p, a, plan in rows if p is not None and a is not None and plan]
    near = [p for p, a, plan in told if abs(p - 100 * a / plan) <= _NEAR and p < _MOST]
    return len(near) >= _FEWEST_ROWS and len(near) * 5 >= len(told) * 4 and any(p != 0 and (plain or p != 100) for p in near)


def _number(row: Row, column: int) -> Decimal | None:
    if column >= len(row.cells) or not row.starts(column):
        return None
    value = read_percent(row.text(column))
    return value.number.value if value.kind is Kind.NUMBER and value.number is not None else None
