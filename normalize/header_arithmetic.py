"""Columns whose headings nobody understands, told by arithmetic: in row after row one is the percent that another makes of a third, or their difference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import permutations

from normalize.column_cells import figures_share
from normalize.header_percents import bears_out
from normalize.meanings import Meaning
from normalize.table_rows import Row
from normalize.values import bare_amount

BY_ARITHMETIC = "by arithmetic"
_FEWEST_ROWS = 2


def settle_by_arithmetic(meanings: list[Meaning], data: Sequence[Row]) -> list[Meaning]:
    """The meanings, with the plan, the actual or the percent that is lacking found among the columns not understood, where one way alone holds."""
    fields = {m.field for m in meanings}
    lacking = {"planned", "actual", "percent"} - fields - ({"actual"} if "spent" in fields else set())
    open_columns = [c for c, m in enumerate(meanings) if m.field is None and figures_share(data, c) >= 0.5]
    ways = [way for way in _ways(meanings, lacking, open_columns) if _holds(meanings, way, data)]
    ways = ways or [way for way in _ways(meanings, lacking - {"percent"}, open_columns) if _differ(meanings, way, data)]
    if len(ways) != 1:
        return meanings
    out = list(meanings)
    for field, c in ways[0].items():
        out[c] = replace(out[c], field=field, score=1.0, how=BY_ARITHMETIC, unit=None if field == "percent" else out[c].unit)
    return out


def _ways(meanings: Sequence[Meaning], lacking: set[str], columns: Sequence[int]) -> Iterator[dict[str, int]]:
    for chosen in permutations(columns, len(lacking)) if lacking else ():
        way = dict(zip(sorted(lacking), chosen, strict=True))
        if all(meanings[c].unit is None for field, c in way.items() if field == "percent"):
            yield way


def _holds(meanings: Sequence[Meaning], way: dict[str, int], data: Sequence[Row]) -> bool:
    """Whether the table's one plan, actual and percent, some of them guessed, agree in nearly all rows, and not only in rows of 100 percent."""
    found = [_column(meanings, way, fields) for fields in (("percent",), ("actual", "spent"), ("planned",))]
    percent, actual, planned = found
    return percent is not None and actual is not None and planned is not None and bears_out(data, percent, actual, planned, plain=False)


def _differ(meanings: Sequence[Meaning], way: dict[str, int], data: Sequence[Row]) -> bool:
    """Whether the table's one deviation is what its plan and actual, one of them guessed, differ by."""
    found = [_column(meanings, way, fields) for fields in (("deviation",), ("actual", "spent"), ("planned",))]
    deviation, actual, planned = found
    return (
        bool(way)
        and deviation is not None
        and actual is not None
        and planned is not None
        and _is_difference(data, deviation, actual, planned)
    )


def _is_difference(data: Sequence[Row], deviation: int, actual: int, planned: int) -> bool:
    """Whether a column is what two others differ by, whatever its sign, in nearly all rows; two of them at least differ, and not by the whole plan."""
    rows = [[_amount(row, c) for c in (deviation, actual, planned)] for row in data]
    told = [(d, a, p) for d, a, p in rows if d is not None and a is not None and p is not None and p]
    true = [(d, a, p) for d, a, p in told if abs(d) == abs(p - a)]
    telling = sum(0 < abs(d) < p for d, _, p in true)
    return telling >= _FEWEST_ROWS and len(true) * 5 >= len(told) * 4


def _column(meanings: Sequence[Meaning], way: dict[str, int], fields: tuple[str, ...]) -> int | None:
    guessed = [c for field, c in way.items() if field in fields]
    known = [c for c, m in enumerate(meanings) if m.field in fields]
    return (guessed or known)[0] if len(guessed or known) == 1 else None


def _amount(row: Row, column: int) -> Decimal | None:
    if column >= len(row.cells) or not row.starts(column):
        return None
    return bare_amount(row.text(column))
