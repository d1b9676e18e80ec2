"""Tables drawn in part: what no rule and no background draws stands in the columns of the pieces that are drawn."""

from __future__ import annotations

import pytest
from pdf_paper import Paper, grid, read
from reportlab.lib.colors import lightgrey

from ingest.pdf_bands import goes_on

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


def test_a_framed_total_below_rows_without_rules_stands_in_the_columns_of_the_head() -> None:
    p = ruled(Paper(), 100, 1).rect(XS[0], 120, XS[-1], 180).rect(XS[0], 180, XS[-1], 200)
    written(p, 100, [HEAD, *ROWS])

    (table,) = read(p.data()).tables

    assert grid(table) == [HEAD, *ROWS]


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


def test_rows_between_vertical_rules_alone_are_told_by_their_texts() -> None:
    p = Paper()
    rows = [HEAD, ["", "Розділ 1. Дороги", "", "", "", ""], *ROWS[:2], ["", "Розділ 2. Парки", "", "", "", ""], *ROWS[2:]]
    for y in (100, 120, 270):
        p.line(XS[0], y, XS[-1], y)
    for x in XS:
        p.line(x, 100, x, 270)
    p.cells(XS, [100 + 24 * k for k in range(len(rows))], rows)

    (table,) = read(p.data()).tables

    assert [row[:3] for row in grid(table) if row[2]] == [row[:3] for row in [HEAD, *ROWS]]
    assert [text for row in grid(table) for text in row if text.startswith("Розділ")] == ["Розділ 1. Дороги", "Розділ 2. Парки"]


def test_sums_one_below_the_other_in_a_ruled_row_stay_in_their_cells() -> None:
    p = Paper()
    for y in (100, 120, 180, 240):
        p.line(XS[0], y, XS[-1], y)
    for x in XS:
        p.line(x, 100, x, 240)
    stack = ["1", "Ремонт доріг", "10,5\n4,5\n6,0", "9,0\n4,0\n5,0", "9,5\n3,5\n6,0", ""]
    p.cells(XS, [100, 120, 180], [HEAD, stack, ["2", "Парки", "1,0\n0,5\n0,5", "1,0\n1,0\n0,0", "1,0\n0,5\n0,5", ""]])

    (table,) = read(p.data()).tables

    assert grid(table)[1] == stack


@pytest.mark.parametrize(
    ("above", "text", "told"),
    [
        ("711,0", "6", True),
        ("1 250,", "75", True),
        ("711,0", "6,5", False),
        ("711", "6", False),
        ("711,0", "600", False),
        ("562 277", ",41", True),
        ("2 831 3", "86,17", True),
        ("562 277", "41,5", False),
    ],
)
def test_last_digits_below_their_figure_are_no_row_of_their_own(above: str, text: str, told: bool) -> None:
    assert goes_on(above, text) is told


def test_white_rules_over_every_other_coloured_row_part_all_rows() -> None:
    ys = [100.0, 120.0, 150.0, 180.0, 210.0, 240.0]
    rows = [
        HEAD,
        ["1", "Ремонт доріг\nі мостів", "1 100\n000,5", "90,0", "80,1", "–"],
        ["2", "Освітлення вулиць\nу селі", "20,0", "2 130\n000,0", "20,0", "1"],
        ["3", "Озеленення парків\nу місті", "7,5", "8,0", "–", "3 200\n000,0"],
        ["", "Всього за\nпрограмою", "128,0", "128,0", "101,6", ""],
    ]
    p = Paper()
    for row in (0, 1, 3):
        p.rect(XS[0], ys[row], XS[-1], ys[row + 1], fill=lightgrey)
    p.canvas.setStrokeColorRGB(1, 1, 1)
    for y in ys:
        p.line(XS[0], y, XS[-1], y)
    for x in XS:
        p.line(x, ys[0], x, ys[-1])

    (table,) = read(p.cells(XS, ys, rows, 8).data()).tables

    assert [[" ".join(cell.split()) for cell in row] for row in grid(table)] == [[cell.replace("\n", " ") for cell in row] for row in rows]
    assert table.ruled and len(table.column_edges) == len(XS)


def test_numbers_of_columns_without_a_rule_above_them_are_a_row_below_the_head() -> None:
    ys = [100.0, 120.0, 150.0, 170.0, 190.0]
    p = Paper()
    for y in (ys[0], *ys[2:]):
        p.line(XS[0], y, XS[-1], y)
    p.line(XS[2], ys[1], XS[-1], ys[1])
    for x in (*XS[:3], XS[-1]):
        p.line(x, ys[0], x, ys[-1])
    for x in XS[3:-1]:
        p.line(x, ys[1], x, ys[-1])
    p.cells(XS, ys[:1], [["№\nз/п", "Захід", "План, тис. грн"]], 8)
    p.cells(XS, [ys[1] + 2], [["", "", "2023", "2024", "2025", "2026"]], 8)
    p.cells(XS, [ys[2] - 13], [["1", "2", "3", "4", "5", "6"]], 8)
    p.cells(XS, ys[2:], [["1", "Ремонт доріг", "100,5", "90,0", "80,1", "–"], ["2", "Лавки", "1,5", "9,0", "8,1", "–"]], 8)

    (table,) = read(p.data()).tables

    assert grid(table)[1:4] == [
        ["", "", "2023", "2024", "2025", "2026"],
        ["1", "2", "3", "4", "5", "6"],
        ["1", "Ремонт доріг", "100,5", "90,0", "80,1", "–"],
    ]
