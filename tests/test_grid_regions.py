"""Tables with rules at some of their rows only: what stands above the first rule and below the last is theirs."""

from __future__ import annotations

from pdf_paper import Paper, grid, read
from reportlab.lib.colors import lightgrey
from reportlab.pdfbase import pdfmetrics
from test_grid_seams import EDGES, spreadsheet

from ingest.grid import Word
from ingest.grid_aligned import in_columns
from ingest.model import Box

HEAD = ["№", "Захід", "План", "Факт", "Відсоток", "Стан"]
FIRST = [["1", "Ремонт доріг", "100,5", "90,0", "89,6", "Триває"], ["2", "Світло", "20,0", "20,0", "100,0", "Виконано"]]
LAST = [["3", "Парки", "8,0", "4,0", "50,0", "Триває"], ["4", "Сквери", "80,0", "40,0", "50,0", "Триває"]]


def across(p: Paper, *heights: float) -> Paper:
    for y in heights:
        p.line(EDGES[0], y, EDGES[-1], y)
    return p


def centred(p: Paper, y: float, text: str) -> Paper:
    width = pdfmetrics.stringWidth(text, "Sans", 8)
    return p.text((EDGES[0] + EDGES[-1] - width) / 2, y, text, 8)


def test_a_section_below_the_last_rule_belongs_to_the_table() -> None:
    rows = [HEAD, *FIRST, ["", "Всього", "120,5", "110,0", "91,3", ""]]
    p = across(spreadsheet(Paper(), 100, rows), 91, 105, 140, 158)
    centred(p, 172, "Розділ 2. Озеленення")
    spreadsheet(p, 190, LAST)

    (table,) = read(p.data()).tables

    assert grid(table) == [*rows, ["Розділ 2. Озеленення", *[""] * 5], *LAST]


def test_a_part_of_a_total_below_the_last_rule_is_a_row_though_it_has_no_title() -> None:
    head = ["№", "Захід", "Джерело", "План", "Факт", "Стан"]
    rows = [
        head,
        ["1", "Ремонт доріг", "обласний", "40,5", "40,0", "Триває"],
        ["2", "Освітлення", "місцевий", "60,0", "50,0", "Триває"],
        ["3", "Озеленення", "місцевий", "10,0", "10,0", "Виконано"],
        ["", "Всього", "усього", "110,5", "100,0", ""],
        ["", "", "місцевий", "70,0", "60,0", ""],
    ]
    p = across(spreadsheet(Paper(), 100, rows, figures=range(3, 5)), 91, 105, 123, 141, 159, 177)

    (table,) = read(p.data()).tables

    assert grid(table) == rows


def test_all_lines_of_a_head_above_filled_rows_are_the_head() -> None:
    p = Paper()
    p.text(201, 102, "План на рік", 8).text(341, 102, "Профінансовано", 8)
    spreadsheet(p, 112, [["№", "Захід", "разом", "місцевий", "разом", "місцевий"]], figures=range(0))
    rows = [[*row[:5], "1,5"] for row in [*FIRST, *LAST]]
    for k in (0, 2):
        for left, right in zip(EDGES, EDGES[1:], strict=False):
            p.rect(left, 118 + 18 * k, right, 136 + 18 * k, fill=lightgrey)
    spreadsheet(p, 130, rows)

    (table,) = read(p.data()).tables

    assert {"План на рік", "Профінансовано"} <= set(grid(table)[0])
    assert grid(table)[-4:] == rows


def test_a_row_with_one_amount_between_filled_ones_is_a_row() -> None:
    rows = [*FIRST, ["3", "Парки", "8,0", "", "", ""], LAST[1]]
    p = spreadsheet(Paper(), 100, [HEAD])
    for k in (1, 3):
        for left, right in zip(EDGES, EDGES[1:], strict=False):
            p.rect(left, 106 + 18 * k, right, 124 + 18 * k, fill=lightgrey)
    spreadsheet(p, 118, rows)

    (table,) = read(p.data()).tables

    assert grid(table) == [HEAD, *rows]


def test_the_title_of_the_first_section_is_no_part_of_the_head_above_it() -> None:
    p = spreadsheet(Paper(), 100, [HEAD])
    centred(p, 118, "Розділ 1. Благоустрій")
    rows = [*FIRST, *LAST]
    for k in (0, 2):
        p.rect(EDGES[0], 124 + 18 * k, EDGES[-1], 142 + 18 * k, fill=lightgrey)
    spreadsheet(p, 136, rows)

    (table,) = read(p.data()).tables

    assert grid(table) == [HEAD, ["Розділ 1. Благоустрій", *[""] * 5], *rows]


def test_white_space_that_figures_of_a_column_cross_is_no_border() -> None:
    head = ["№", "Захід", "План", "місцевий", "Факт", "Стан"]
    dashed = [[str(k), "Парки", "8,0", "-", "4,0", "Триває"] for k in range(1, 8)]
    rows = [*dashed, ["8", "Сквери", "80,0", "1 212 289,5", "40,0", "Триває"]]
    p = Paper()
    for k, row in enumerate([head, *rows]):
        spreadsheet(p, 100 + 18 * k, [["" if column == 3 else text for column, text in enumerate(row)]], figures=range(2, 5))
        if k:
            p.text_right(EDGES[4] - 1, 100 + 18 * k, row[3], 8)
        else:
            p.text(EDGES[3] + 1, 100, row[3], 8)

    (table,) = read(p.data()).tables

    assert grid(table) == [head, *rows]


def test_a_head_over_known_columns_has_its_levels_and_runs_over_no_border() -> None:
    def word(text: str, x0: float, x1: float, y: float) -> Word:
        return Word(text, Box(x0, y - 6, x1, y + 2))

    upper = [word("План", 250, 290, 90), word("Профінансовано", 380, 440, 90), word("№", 52, 60, 90), word("Захід", 82, 110, 90)]
    lower = [
        word(text, x - 20, x + 20, 101) for x, text in zip((235, 305, 375, 445), ("разом", "міський", "разом", "міський"), strict=True)
    ]
    title = [word("Благоустрій", 200, 330, 118)]

    found = in_columns([*upper, *lower, *title], EDGES, [])

    assert found is not None
    assert {(0, 2, 1, 2), (0, 4, 1, 2), (0, 0, 2, 1)} <= {(c.row, c.column, c.row_span, c.column_span) for c in found.grid.cells}


def test_lines_that_reach_into_each_other_are_never_read_as_rows() -> None:
    p = Paper()
    for y, label in ((100, "Всього за розділом 2"), (140, "Всього за Програмою")):
        p.text(51, y, label, 8).text_right(409, y, "878 500,0", 8)
        for column in (2, 3, 5):
            p.text_right(EDGES[column + 1] - 1, y - 4.6, "1 208", 8).text_right(EDGES[column + 1] - 1, y + 4.6, "500,0", 8)

    document = read(p.data())

    assert not document.tables
    assert [note.code for note in document.notes] == ["page_lost"]
