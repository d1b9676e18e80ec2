"""Columns that hardly any white space holds apart: figures end at one place, the texts of the next column begin just after it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from pdf_paper import Paper, grid, read

EDGES = [50.0, 80.0, 200.0, 270.0, 340.0, 410.0, 480.0]
HEAD = ["№", "Захід", "2024 рік", "2025 рік", "2024 рік", "2025 рік"]
ROWS = [
    ["1", "Ремонт доріг", "1100,5", "90,0", "80,1", ""],
    ["2", "Світло", "20,0", "1130,0", "20,0", ""],
    ["3", "Парки", "7,5", "8,0", "1111,5", ""],
    ["", "Всього", "1128,0", "1228,0", "1211,6", ""],
]


def spreadsheet(
    p: Paper, y: float, rows: Sequence[Sequence[str]], edges: Sequence[float] = EDGES, figures: range = range(2, 6), white: float = 1
) -> Paper:
    """Rows as a spreadsheet prints them: texts from the left edge on, figures to the right one, a point of ``white`` at each."""
    for k, row in enumerate(rows):
        for column, text in enumerate(row):
            if column in figures and text[:1].isdigit() and "рік" not in text:
                p.text_right(edges[column + 1] - white, y + 18 * k, text, 8)
            else:
                p.text(edges[column] + white, y + 18 * k, text, 8)
    return p


def test_figures_at_the_right_belong_to_the_head_at_the_left_of_their_column() -> None:
    (table,) = read(spreadsheet(Paper(), 100, [HEAD, *ROWS]).data()).tables

    assert grid(table) == [HEAD, *ROWS]


@pytest.mark.parametrize("white", [1, 0.5], ids=["less than a space between", "no space between"])
def test_a_percent_just_before_a_remark_is_a_column_of_its_own(white: float) -> None:
    head = ["№", "Захід", "План", "Факт", "Відсоток", "Стан виконання"]
    rows = [
        ["1", "Ремонт доріг", "100,5", "90,0", "89,6", "Роботи тривають"],
        ["2", "Освітлення вулиць", "20,0", "20,0", "100,0", "Виконано"],
        ["3", "Озеленення парків", "8,0", "4,0", "50,0", "Закуплено саджанці"],
    ]

    (table,) = read(spreadsheet(Paper(), 100, [head, *rows], figures=range(2, 5), white=white).data()).tables

    assert grid(table) == [head, *rows]


def test_rows_between_ruled_ones_stand_in_their_columns_though_figures_touch_texts() -> None:
    head = ["№", "Захід", "План", "Факт", "Відсоток", "Стан"]
    rows = [["1", "Ремонт доріг", "100,5", "90,0", "89,6", "Триває"], ["2", "Світло", "20,0", "20,0", "100,0", "Виконано"]]
    p = spreadsheet(Paper(), 100, [head, *rows, ["", "Всього", "120,5", "110,0", "91,3", ""]], figures=range(2, 5), white=0.5)
    for top in (89, 143):
        for y in (top, top + 15):
            p.line(EDGES[0], y, EDGES[-1], y)
        for x in EDGES:
            p.line(x, top, x, top + 15)

    (table,) = read(p.data()).tables

    assert grid(table) == [head, *rows, ["", "Всього", "120,5", "110,0", "91,3", ""]]


def test_rules_drawn_cell_by_cell_are_one_rule() -> None:
    p = spreadsheet(Paper(), 100, [HEAD, *ROWS])
    for k in range(5):
        for left, right in zip(EDGES, EDGES[1:], strict=False):
            p.line(left - 0.6, 105 + 18 * k, right + 0.6, 105 + 18 * k)

    (table,) = read(p.data()).tables

    assert grid(table) == [HEAD, *ROWS]


def test_heads_with_less_than_a_space_between_are_heads_of_their_columns() -> None:
    edges = [50.0, 80.0, 200.0, 270.0, 347.5, 420.0, 500.0]
    head = ["№", "Захід", "усього", "обласний бюджет", "усього", "обласний бюджет"]

    (table,) = read(spreadsheet(Paper(), 100, [head, *ROWS], edges, white=0.5).data()).tables

    assert grid(table) == [head, *ROWS]


def test_counts_that_begin_a_text_are_no_column() -> None:
    head = ["№", "Захід", "План", "Факт", "Охоплено"]
    rows = [
        ["1", "Ремонт доріг", "100,5", "90,0", "12 вулиць міста"],
        ["2", "Освітлення вулиць", "20,0", "20,0", "15 вулиць"],
        ["3", "Озеленення парків", "8,0", "4,0", "10 парків"],
    ]

    (table,) = read(spreadsheet(Paper(), 100, [head, *rows], [*EDGES[:4], 360.0, 480.0], range(2, 4)).data()).tables

    assert grid(table) == [head, *rows]


def test_the_head_stands_above_the_first_of_the_rules_below_each_row() -> None:
    p = spreadsheet(Paper(), 100, [HEAD, *ROWS])
    for k in range(5):
        p.line(50, 105 + 18 * k, 480, 105 + 18 * k)

    (table,) = read(p.data()).tables

    assert grid(table) == [HEAD, *ROWS]


def test_a_total_below_the_last_rule_that_has_not_all_figures_is_its_last_row() -> None:
    rows = [*ROWS[:3], ["", "Всього", "1128,0", "", "", ""]]
    p = spreadsheet(Paper(), 100, [HEAD, *rows])
    for k in range(4):
        p.line(50, 105 + 18 * k, 480, 105 + 18 * k)

    (table,) = read(p.data()).tables

    assert grid(table) == [HEAD, *rows]


def test_a_signature_right_below_the_last_row_is_no_row() -> None:
    p = spreadsheet(Paper(), 100, [HEAD, *ROWS])
    p.text(50, 190, "Секретар ради", 8).text(140, 190, "Леся ОСТАПЧУК", 8)

    document = read(p.data())

    assert grid(document.tables[0]) == [HEAD, *ROWS]
    assert [note.code for note in document.notes] == []


def test_second_lines_of_heads_side_by_side_have_no_head_over_them() -> None:
    p = spreadsheet(Paper(), 109, [["", "", "фонд", "ний фонд", "фонд", "ний фонд"]])
    spreadsheet(p, 100, [["№", "Захід", "загальний", "спеціаль", "загальний", "спеціаль"]])
    spreadsheet(p, 125, ROWS)

    (table,) = read(p.data()).tables

    assert [row[2:] for row in grid(table)[1:]] == [row[2:] for row in ROWS]
    assert grid(table)[0][2:] == ["загальний фонд", "спеціальний фонд", "загальний фонд", "спеціальний фонд"]
