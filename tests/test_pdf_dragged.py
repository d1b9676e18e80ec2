"""Borders dragged by hand: each row's stand somewhere else, and a reader goes by their order."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from pdf_paper import Paper, grid, read

HEAD = ["№", "Захід", "Виконавець", "План", "Факт"]
ROWS = [
    ["1", "Ремонт доріг", "Відділ ЖКГ", "100,5", "90,0"],
    ["2", "Освітлення вулиць", "КП Світло", "20,0", "30,0"],
    ["3", "Озеленення парків", "КП Парк", "7,5", "8,0"],
    ["", "Всього", "", "128,0", "128,0"],
]
EDGES = [50.0, 80.0, 220.0, 320.0, 400.0, 480.0]


def dragged(offs: Sequence[Sequence[float]], rows: Sequence[Sequence[str]]) -> Paper:
    """A table each row of which has its inner borders off by so many points."""
    p = Paper()
    for k, (row, off) in enumerate(zip(rows, offs, strict=True)):
        top, bottom = 100 + 20 * k, 120 + 20 * k
        inner = [x + d for x, d in zip(EDGES[1:-1], off, strict=True)] if len(row) > 1 else []
        xs = [EDGES[0], *inner, EDGES[-1]]
        for x in xs:
            p.line(x, top, x, bottom)
        p.line(EDGES[0], top, EDGES[-1], top).line(EDGES[0], bottom, EDGES[-1], bottom)
        p.cells(xs, [top], [row], 8)
    return p


STRAIGHT = (0.0, 0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    "off",
    [(-10.0, 0.0, 0.0, 0.0), (0.0, 0.0, -12.0, 0.0), (4.0, -11.0, 13.0, -6.0)],
    ids=["the first border", "a border beside amounts", "all borders"],
)
def test_a_row_with_borders_of_its_own_stands_in_the_columns_of_the_others(off: Sequence[float]) -> None:
    (table,) = read(dragged([STRAIGHT, off, STRAIGHT, off, STRAIGHT], [HEAD, *ROWS]).data()).tables

    assert grid(table) == [HEAD, *ROWS]


def test_titles_over_the_whole_table_do_not_hide_the_order_of_borders() -> None:
    offs = [STRAIGHT, STRAIGHT, (0.0, -14.0, -14.0, 0.0), (0.0, 0.0, -12.0, 0.0), STRAIGHT, STRAIGHT]

    (table,) = read(dragged(offs, [HEAD, ["Розділ 1. Благоустрій"], *ROWS]).data()).tables

    assert grid(table)[1] == ["Розділ 1. Благоустрій", "", "", "", ""]
    assert grid(table)[2:] == ROWS
