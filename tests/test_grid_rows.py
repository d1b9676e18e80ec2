"""Rows that only the places of their texts tell: cells centred, at the top or at the bottom of rows that no rule parts."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from pdf_paper import Paper, grid, read, spans
from reportlab.pdfbase.pdfmetrics import stringWidth

XS = [50, 80, 260, 350, 440, 545]
HEAD = ["№", "Захід", "План", "Факт", "Стан"]
BODY = [
    ["1", "Ремонт дороги по\nвулиці Шкільній та\nплощі Ринок", "100,5", "90,0", "Виконано"],
    ["2", "Парк культури", "20,0", "-", "Тендер не\nвідбувся"],
    ["3", "Освітлення вулиць у\nселі Гайове", "30,0", "15,5", ""],
    ["", "Усього", "150,5", "105,5", ""],
]
SIZE, LEAD = 8.0, 9.2


def draw(
    p: Paper, y: float, rows: Sequence[Sequence[str]], place: str = "middle", xs: Sequence[float] = XS, space: float = 0
) -> list[float]:
    """Rows as high as their tallest cell, each cell's lines at one place of the row; gives the heights between the rows."""
    edges = [y]
    for row in rows:
        cells = [text.split("\n") for text in row]
        height = LEAD * max(map(len, cells)) + space
        for x, cell in zip(xs, cells, strict=False):
            off = {"top": space / 2, "middle": (height - LEAD * len(cell)) / 2, "bottom": height - space / 2 - LEAD * len(cell)}[place]
            for k, text in enumerate(cell):
                p.text(x, y + off + LEAD * (k + 0.8), text, SIZE)
        y += height
        edges.append(y)
    return edges


def plain(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Rows of texts without their line breaks."""
    return [[text.replace("\n", " ") for text in row] for row in rows]


@pytest.mark.parametrize("place", ["top", "middle", "bottom"])
@pytest.mark.parametrize("space", [0, 3, 8])
def test_lines_gather_around_the_figures_of_their_row(place: str, space: float) -> None:
    p = Paper()
    draw(p, 100, [HEAD, *BODY], place, space=space)

    document = read(p.data())

    assert not document.notes
    assert plain(grid(document.tables[0])) == plain([HEAD, *BODY])


def test_columns_ruled_without_rules_between_rows_are_cut_by_the_figures() -> None:
    p = Paper()
    edges = draw(p, 100, [HEAD, *BODY])
    for x in XS:
        p.line(x - 3, edges[0], x - 3, edges[-1])
    for y in (edges[0], edges[1], edges[-1]):
        p.line(XS[0] - 3, y, XS[-1] - 3, y)

    (table,) = read(p.data()).tables

    assert table.ruled
    assert plain(grid(table)) == plain([HEAD, *BODY])


def test_sums_by_source_in_the_cells_of_one_row_stay_in_it() -> None:
    p = Paper()
    edges = draw(
        p,
        100,
        [["№", "Захід", "Джерело", "План", "Факт"], ["1", "Ремонт дороги\nпо вулиці", "обласний\nмісцевий", "100,5\n20,0", "90,0\n10,0"]],
    )
    for x in XS:
        p.line(x - 3, edges[0], x - 3, edges[-1])
    for y in edges:
        p.line(XS[0] - 3, y, XS[-1] - 3, y)

    document = read(p.data())

    assert grid(document.tables[0])[1][2:] == ["обласний\nмісцевий", "100,5\n20,0", "90,0\n10,0"]
    assert not document.notes


def test_one_row_without_white_space_does_not_dissolve_a_border() -> None:
    p = Paper()
    rows = [
        ["№", "Захід", "Виконавець", "План", "Факт"],
        ["1", "Парк", "Відділ освіти", "100,5", "90,0"],
        ["2", "Клуб", "УЖКГ", "2,0", "-"],
    ]
    edges = draw(p, 100, [*rows, ["3", "", "Відділ культури", "5,0", "4,0"]], xs=[50, 80, 200, 350, 440])
    title = "Друк бланків, листівок та буклетів"
    p.text(80, edges[-2] + 0.8 * LEAD, title, 118 / stringWidth(title, "Sans", 1))
    for y in edges:
        p.line(47, y, 500, y)

    (table,) = read(p.data()).tables

    assert grid(table)[3] == ["3", "Друк бланків, листівок та буклетів", "Відділ культури", "5,0", "4,0"]


YEARS = [50, 80, 260, 310, 360, 410, 460]


@pytest.mark.parametrize("names", [("Обсяг", "Факт"), ("Обсяг на рік", "Профінансовано")])
def test_years_stand_below_the_heads_over_them_and_hold_a_column_that_is_empty(names: tuple[str, str]) -> None:
    p = Paper()
    p.text(50, 104, "№", SIZE).text(80, 104, "Захід", SIZE)
    for x, name in zip((296, 396), names, strict=True):
        p.text(x - 2.4 * len(name), 99, name, SIZE)
    for x, year in zip(YEARS[2:6], ("2023", "2024", "2023", "2024"), strict=True):
        p.text(x, 109, year, SIZE)
    draw(
        p,
        120,
        [["1", "Ремонт\nдороги", "10,0", "20,0", "9,0"], ["2", "Парк", "1,0", "2,0", "-"], ["3", "Клуб", "3,0", "4,0", "2,5"]],
        xs=YEARS,
    )

    (table,) = read(p.data()).tables

    assert grid(table)[0][2::2] == list(names)
    assert grid(table)[1] == ["", "", "2023", "2024", "2023", "2024"]
    assert {(0, 2, 1, 2), (0, 4, 1, 2), (0, 0, 2, 1)} <= spans(table)
    assert [row[5] for row in grid(table)[2:]] == ["", "", ""]


def test_what_a_page_break_cuts_off_a_row_stands_alone_below_the_repeated_head() -> None:
    p = Paper()
    draw(p, 700, [HEAD, *BODY[:3]])
    p.page()
    draw(p, 60, [HEAD, ["", "і дворів", "", "", "до грудня"], ["4", "Друк\nбланків", "1,5", "1,0", ""], *BODY[3:]])

    _, second = read(p.data()).tables

    assert grid(second)[1] == ["", "і дворів", "", "", "до грудня"]
    assert plain(grid(second))[2][:2] == ["4", "Друк бланків"]


def test_sub_rows_of_a_centred_title_are_told_and_not_read_as_measures() -> None:
    p = Paper()
    xs = [50, 80, 260, 350, 440]
    draw(p, 100, [["№", "Захід", "Джерело", "План", "Факт"], ["1", "Парк", "місцевий", "2,0", "1,0"]], xs=xs)
    y = 100 + 2 * LEAD
    for k, (source, plan, fact) in enumerate([("державний", "100,5", "90,0"), ("обласний", "20,0", "10,0")]):
        for x, text in zip(xs[2:], (source, plan, fact), strict=True):
            p.text(x, y + LEAD * (k + 0.8), text, SIZE)
    p.text(50, y + 1.3 * LEAD, "2", SIZE).text(80, y + 1.3 * LEAD, "Ремонт дороги", SIZE)
    draw(p, y + 2 * LEAD, [["3", "Клуб", "місцевий", "2,0", "1,0"]], xs=xs)

    document = read(p.data())

    measures = [row for table in document.tables for row in grid(table) if row[2:3] == ["державний"]]
    assert [note.code for note in document.notes] == ["page_lost"] or measures == [["2", "Ремонт дороги", "державний", "100,5", "90,0"]]


def test_a_rule_parts_the_texts_above_and_below_it_whatever_stands_beside_it() -> None:
    p = Paper()
    draw(p, 100, [["№", "Захід", "Кошти", "План", "Стан"], ["1", "Парк", "разом", "7,0", ""]])
    for k, (fund, amount) in enumerate([("загальний", "96,0"), ("спеціальний", "40,0"), ("разом", "136,0")]):
        p.text(260, 128 + 12 * k, fund, SIZE).text(350, 128 + 12 * k, amount, SIZE)
    p.text(50, 140, "2", SIZE).text(80, 140, "Ремонт дороги", SIZE)
    for k, text in enumerate(["Роботи", "перенесено", "на рік", "2026"]):
        p.text(440, 127 + 9 * k, text, SIZE)
    for y in (98, 109.5, 119, 155.5):
        p.line(47, y, 540, y)
    for y in (131, 143):
        p.line(257, y, 430, y)

    (table,) = read(p.data()).tables

    assert [row[2:4] for row in grid(table)[2:]] == [["загальний", "96,0"], ["спеціальний", "40,0"], ["разом", "136,0"]]
    assert {(2, 0, 3, 1), (2, 1, 3, 1), (2, 4, 3, 1)} <= spans(table)


def test_a_body_without_any_rules_stands_in_the_columns_of_its_head() -> None:
    p = Paper()
    edges = draw(p, 100, [HEAD, *BODY], "top", space=3)
    for x in XS:
        p.line(x - 3, edges[0], x - 3, edges[1])
    for x in (XS[0], XS[-1]):
        p.line(x - 3, edges[1], x - 3, edges[-1])
    for y in (edges[0], edges[1], edges[-1]):
        p.line(XS[0] - 3, y, XS[-1] - 3, y)

    (table,) = read(p.data()).tables

    assert plain(grid(table)) == plain([HEAD, *BODY])


def test_a_sentence_with_figures_across_the_table_stays_whole() -> None:
    p = Paper()
    edges = draw(p, 100, [HEAD, *BODY], space=3)
    note = "Крім того, у звітному році з обласного бюджету надійшло 100 000,00 грн, з державного 250 000,00 грн на ремонт доріг"
    p.text(55, edges[-1] + 10, note, 7)
    for x in XS:
        p.line(x - 3, edges[0], x - 3, edges[-1])
    for y in (*edges, edges[-1] + 16):
        p.line(XS[0] - 3, y, XS[-1] - 3, y)
    for x in (XS[0], XS[-1]):
        p.line(x - 3, edges[-1], x - 3, edges[-1] + 16)

    (table,) = read(p.data()).tables

    assert grid(table)[-1] == [note, "", "", "", ""]


QUARTERS = ["I кв.", "II кв.", "III кв.", "IV кв.", "За рік"]
PARTS = [50, 75, 160, 205, 250, 295, 340, 385, 430, 475, 520, 565, 610]


def centred(p: Paper, left: float, right: float, y: float, text: str) -> None:
    p.text((left + right - stringWidth(text, "Sans", 7)) / 2, y, text, 7)


def quarterly(p: Paper, heights: tuple[float, float, float]) -> None:
    """A head over five columns each; its own heads, those of quarters, and the others at these heights. Two rows of figures."""
    upper, lower, others = heights
    for left, right, text in [(50, 75, "№"), (75, 160, "Захід")]:
        centred(p, left, right, others, text)
    centred(p, 160, 385, upper, "План")
    centred(p, 385, 610, upper, "Факт")
    for left, right, text in zip(PARTS[2:], PARTS[3:], QUARTERS * 2, strict=False):
        centred(p, left, right, lower, text)
    for k, title in enumerate(["Парк", "Клуб", "Міст"]):
        y = max(lower, others) + 14 * (k + 1)
        p.text(53, y, str(k + 1), 7).text(78, y, title, 7)
        for n, (left, right) in enumerate(zip(PARTS[2:], PARTS[3:], strict=False)):
            centred(p, left, right, y, f"{10 * k + n},5")


@pytest.mark.parametrize("heights", [(100, 109, 100), (100, 109, 104.5)])
def test_a_head_stands_over_all_columns_that_it_is_the_middle_of(heights: tuple[float, float, float]) -> None:
    p = Paper(width=660)
    quarterly(p, heights)

    (table,) = read(p.data()).tables

    assert {(0, 2, 1, 5), (0, 7, 1, 5)} <= spans(table)
    assert grid(table)[1][2:] == QUARTERS * 2


def test_heads_at_half_the_height_stand_under_none_of_their_neighbours() -> None:
    p = Paper()
    head = ["№", "Захід", "План на\nрік, тис.\nгрн", "Виконано,\nтис. грн", "Стан"]
    draw(p, 100, [head, *BODY], "middle", space=3)

    (table,) = read(p.data()).tables

    assert plain(grid(table))[0] == plain([head])[0]


def test_the_end_of_an_amount_without_room_is_no_row_of_its_own() -> None:
    p = Paper()
    rows = [["1", "Парк", "1200,12345", "1,00000"], ["2", "Клуб", "12345,6789\n1", "2,50000"], ["3", "Міст", "55,00000", "7,00000"]]
    draw(p, 100, [HEAD[:4], *rows], "top")

    (table,) = read(p.data()).tables

    assert [row[2].replace("\n", "") for row in grid(table)[1:]] == ["1200,12345", "12345,67891", "55,00000"]


SOURCES = [
    ["№", "Захід", "Джерело", "План", "Факт"],
    ["1", "Ремонт дороги по", "усього", "120,5", "100,0"],
    ["", "вулиці Шкільній", "кошти державного\nбюджету", "100,5", "90,0"],
    ["", "", "місцевий бюджет", "20,0", "10,0"],
    ["2", "Парк культури", "усього", "5,0", "4,0"],
    ["", "", "кошти державного\nбюджету", "-", "-"],
    ["", "", "місцевий бюджет", "5,0", "4,0"],
]


def test_rows_by_source_with_names_of_two_lines_share_the_number_and_the_title() -> None:
    p = Paper()
    draw(p, 100, SOURCES, "top", xs=[50, 80, 260, 350, 440])

    document = read(p.data())

    (table,) = document.tables
    assert not document.notes
    assert [row[2].replace("\n", " ") for row in grid(table)[1:4]] == ["усього", "кошти державного бюджету", "місцевий бюджет"]
    assert {(1, 0, 3, 1), (1, 1, 3, 1), (4, 1, 3, 1)} <= spans(table)


def test_rows_by_source_that_go_on_over_the_page_are_no_part_of_the_repeated_head() -> None:
    p = Paper()
    xs = [50, 80, 260, 350, 440]
    draw(p, 700, SOURCES[:6], "top", xs=xs)
    p.page()
    draw(p, 60, [SOURCES[0], *SOURCES[6:], *SOURCES[1:4]], "top", xs=xs)

    _, second = read(p.data()).tables

    assert [row[2:4] for row in grid(second)[:2]] == [["Джерело", "План"], ["місцевий бюджет", "5,0"]]


def test_two_reports_on_a_page_are_two_tables() -> None:
    p = Paper()
    y = draw(p, 100, [HEAD, *BODY], space=3)[-1]
    for k, line in enumerate(["ЗВІТ", "про виконання Програми землеустрою на 2022-2024 роки", "за 2023 рік"]):
        p.text(50, y + 20 + 10 * k, line, SIZE)
    draw(p, y + 46, [HEAD, *BODY], space=3)

    first, second = read(p.data()).tables

    assert plain(grid(first)) == plain(grid(second)) == plain([HEAD, *BODY])


def test_columns_ruled_down_only_may_pause_at_the_title_of_a_section() -> None:
    p = Paper()
    edges = draw(p, 100, [HEAD, *BODY], "top", space=3)
    p.text(180, edges[-1] + 9, "Розділ II. Сквери міста", SIZE)
    more = draw(p, edges[-1] + 12, [["4", "Лавки", "7,0", "7,0", "Виконано"], ["5", "Урни", "1,0", "-", "-"]], "top", space=3)
    for x in XS:
        p.line(x - 3, edges[0], x - 3, edges[-1])
        p.line(x - 3, more[0], x - 3, more[-1])

    (table,) = read(p.data()).tables

    assert [text for text in grid(table)[5] if text] == ["Розділ II. Сквери міста"]
    assert [(row[0], row[2]) for row in grid(table)[-2:]] == [("4", "7,0"), ("5", "1,0")]


def test_a_head_repeated_inside_the_page_is_a_row_and_no_measure() -> None:
    p = Paper()
    head = ["№", "Захід", "План,\nтис. грн", "Факт,\nтис. грн", "Стан"]
    draw(p, 100, [head, *BODY[:2], head, *BODY[2:]], "top")

    (table,) = read(p.data()).tables

    assert plain(grid(table)) == plain([head, *BODY[:2], head, *BODY[2:]])
