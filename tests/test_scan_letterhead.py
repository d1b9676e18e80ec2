"""White space that runs down through a title makes no table of it; a small table without rules above a ruled one is one."""

from __future__ import annotations

import pytest

from ingest.grid import Grid, Line, grids_from_lines
from ingest.scan.letterhead import is_letterhead

TITLE = [
    "ЗВІТ",
    "про",
    "виконання",
    "Програми",
    "на",
    "2022-2024",
    "роки",
    "рішенням",
    "15",
    "сесії",
    "від",
    "13.10.2021",
    "№",
    "939",
    "за",
    "2022",
    "рік",
]


def ruled(top: float, rows: int) -> Grid:
    """A grid of three columns, its rows 20 points high."""
    ys, xs = [top + 20.0 * k for k in range(rows + 1)], [50.0, 200.0, 350.0, 500.0]
    level = [Line(xs[0], y, xs[-1], y) for y in ys]
    return grids_from_lines([*level, *(Line(x, ys[0], x, ys[-1]) for x in xs)])[0]


def test_lines_without_amounts_above_a_ruled_table_are_a_title() -> None:
    assert is_letterhead(ruled(60, 4), [ruled(200, 6)], TITLE)


@pytest.mark.parametrize(
    ("above", "below", "words"),
    [
        (ruled(60, 4), [], TITLE),
        (ruled(400, 4), [ruled(200, 6)], TITLE),
        (ruled(60, 9), [ruled(400, 6)], TITLE),
        (ruled(60, 4), [ruled(200, 6)], [*TITLE, "48,0"]),
        (ruled(60, 4), [ruled(200, 6)], ["Кількість", "5", "4", "Вартість", "870", "912"]),
    ],
)
def test_anything_else_stays_a_table(above: Grid, below: list[Grid], words: list[str]) -> None:
    assert not is_letterhead(above, below, words)
