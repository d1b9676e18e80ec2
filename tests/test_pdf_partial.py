"""Tables drawn in part: what no rule and no background draws stands in the columns of the pieces that are drawn."""

from __future__ import annotations

import pytest
from pdf_paper import Paper, grid, read
from reportlab.lib.colors import lightgrey

XS = (50.0, 80.0, 240.0, 310.0, 380.0, 450.0, 520.0)
HEAD = ["№", "Захід", "2024", "2025", "2024", "2025"]
ROWS = [
    ["1", "Ремонт доріг", "100,5", "90,0", "80,1", ""],
    ["2", "Освітлення вулиць", "20,0", "30,0", "20,0", ""],
    ["3", "Озеленення парків", "7,5", "8,0", "1,5", ""],
    ["", "Всього", "128,0", "128,0", "101,6", ""],
]


def written(p: Paper, top: float, rows: list[list[str]], step: float = 20) -> Paper:
    return p.cells(XS, [top + step * k for k in range(len(rows))], rows)


def ruled(p: Paper, top: float, rows: int, step: float = 20) -> Paper:
    for k in range(rows + 1):
        p.line(XS[0], top + step * k, XS[-1], top + step * k)
    for x in XS:
        p.line(x, top, x, top + step * rows)
    return p


def filled(p: Paper, top: float, bottom: float) -> Paper:
    for left, right in zip(XS, XS[1:], strict=False):
        p.rect(left, top, right, bottom, fill=lightgrey)
    return p


def test_rows_without_rules_stand_in_the_columns_of_the_ruled_head() -> None:
    p = ruled(Paper(), 100, 1)
    written(p, 100, [HEAD, *ROWS])

    (table,) = read(p.data()).tables

    assert grid(table) == [HEAD, *ROWS]


@pytest.mark.parametrize("filled_rows", [(1, 3), (2, 4), (2,)], ids=["first and third", "second and last", "one alone"])
def test_rows_between_and_beside_filled_ones_are_rows_of_their_table(filled_rows: tuple[int, ...]) -> None:
    p = Paper()
    for row in filled_rows:
        filled(p, 100 + 20 * row, 120 + 20 * row)
    written(p, 100, [HEAD, *ROWS])

    (table,) = read(p.data()).tables

    assert grid(table) == [HEAD, *ROWS]


def test_a_total_below_the_last_rule_is_the_last_row() -> None:
    p = ruled(Paper(), 100, 4)
    written(p, 100, [HEAD, *ROWS])

    (table,) = read(p.data()).tables

    assert grid(table)[-1] == ROWS[-1]


def test_text_below_a_table_is_none_of_it() -> None:
    p = ruled(Paper(), 100, 5)
    written(p, 100, [HEAD, *ROWS])
    p.text(50, 220, "Усього за рік використано 101,6 тис. грн із 128,0 тис. грн, передбачених програмою.")
    p.text(50, 250, "Начальник відділу").text(380, 250, "Ірина ВЕРБА")

    (table,) = read(p.data()).tables

    assert table.rows == 5


def test_a_frame_parts_no_columns() -> None:
    p = Paper().rect(XS[0], 100, XS[-1], 205)
    written(p, 100, [HEAD, *ROWS])

    (table,) = read(p.data()).tables

    assert [row[1:3] for row in grid(table)] == [row[1:3] for row in [HEAD, *ROWS]]
