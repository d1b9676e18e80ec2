"""Ruled rows whose number and figures go over lines of narrow cells: one row or two."""

from __future__ import annotations

import pytest
from pdf_paper import Paper, grid, read

from ingest.pdf_wrapped import is_one_row

WRAPPED = ["Забіг до Дня\nНезалежності", "2\n924,3", "1\n242,1"]


@pytest.mark.parametrize(
    ("number", "figures", "before", "after", "one"),
    [
        (["1.", "2"], [["2", "924,3"], ["1", "242,1"]], "1.1", "1.3", True),
        (["1.", "8"], [["1", "340,0"]], "", "Всього", True),
        (["1", "0"], [["1 310,", "34"]], "9", "1 1", True),
        (["1", "4 ."], [["3 250", ",12"], ["498,0", "0"]], "1 3 .", "1 5 .", True),
        (["1", "6 ."], [["4", "359,3"], ["2", "434,0"]], "1 5 .", "", True),
        ([], [["1 345", ",56"]], "", "", True),
        (["1", "2"], [["100", "200"], ["150", "300"]], "", "3", False),
        (["8", "9"], [["5", "120"]], "7", "10", False),
        (["1", "6"], [["4,5", "359,3"], ["2", "434"]], "15", "17", False),
        (["1", "2"], [["120,5", "300,7"]], "11", "13", False),
        ([], [["100", "200"]], "", "", False),
        (["1.", "2"], [], "1.1", "1.3", False),
    ],
    ids=[
        "a number torn behind its dot",
        "at a page's top",
        "torn at the decimal mark",
        "a mark that begins a line",
        "in its digits",
        "without a number",
        "numbers that count on",
        "numbers that count on from the row above",
        "a figure is whole alone",
        "all are whole alone",
        "nothing tells",
        "no figure in two lines",
    ],
)
def test_lines_are_one_row_where_figures_and_number_are_whole_only_together(
    number: list[str], figures: list[list[str]], before: str, after: str, one: bool
) -> None:
    assert is_one_row(number, figures, before, after) is one


@pytest.mark.parametrize(
    ("first", "last"),
    [(["1.1", "Зустріч", "446,0", "426,5"], ["1.3", "Змагання", "708,0", "708,0"]), (["1.\n1", *WRAPPED], ["1.\n3", *WRAPPED])],
    ids=["among others", "as all rows of the page"],
)
def test_a_ruled_row_with_capitals_in_its_second_line_stays_one_row(first: list[str], last: list[str]) -> None:
    xs, ys = [50.0, 66.0, 180.0, 216.0, 252.0, 288.0], [100.0, 120.0, 150.0, 180.0, 210.0]
    rows = [[*row, ""] for row in (["№", "Захід", "План", "Факт"], first, ["1.\n2", *WRAPPED], last)]
    p = Paper()
    for y in ys:
        p.line(xs[0], y, xs[-1], y)
    for x in xs:
        p.line(x, ys[0], x, ys[-1])

    (table,) = read(p.cells(xs, ys, rows, 8).data()).tables

    read_as = [[cell.replace("\n", " ") for cell in row] for row in grid(table)]
    assert [row[1:4] for row in read_as[2:3]] == [["Забіг до Дня Незалежності", "2 924,3", "1 242,1"]]
    assert [row[0].replace(" ", "") for row in read_as] == ["№", "1.1", "1.2", "1.3"]
