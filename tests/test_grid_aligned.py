"""Tables without rulings: columns by white space, rows by gaps, and what cannot be told is told."""

from __future__ import annotations

from collections.abc import Sequence

from pdf_paper import Paper, grid, read, spans
from reportlab.pdfbase.pdfmetrics import stringWidth

from ingest.model import Paragraph

XS = [50, 80, 260, 350, 440]


def lines(p: Paper, y: float, rows: Sequence[Sequence[str]], xs: Sequence[float] = XS, size: float = 8) -> float:
    """Rows of cells, wrapped lines by ``\\n``, 4 points of space between rows; gives the height below them."""
    for row in rows:
        cells = [text.split("\n") for text in row]
        for x, cell in zip(xs, cells, strict=False):
            for k, text in enumerate(cell):
                p.text(x, y + 1.15 * size * k, text, size)
        y += 1.15 * size * max(map(len, cells)) + 4
    return y


HEAD = ["№", "Захід", "План", "Факт", "Стан"]
BODY = [
    ["1", "Ремонт дороги по вулиці Шкільній", "100,5", "90,0", "Виконано"],
    ["2", "Парк культури", "20,0", "-", "Тендер не\nвідбувся"],
    ["3", "Освітлення вулиць", "30,0", "15,5", "Виконано"],
]


def test_a_label_over_the_number_column_does_not_hide_it() -> None:
    p = Paper()
    lines(p, 100, [HEAD, *BODY, ["Усього за розділом", "", "150,5", "105,5", ""], ["Разом по програмі", "", "150,5", "105,5", ""]])

    (table,) = read(p.data()).tables

    assert grid(table)[1][:2] == ["1", "Ремонт дороги по вулиці Шкільній"]
    assert grid(table)[4] == ["Усього за розділом", "", "150,5", "105,5", ""]


def test_a_title_in_larger_print_parts_two_tables() -> None:
    p = Paper()
    y = lines(p, 100, [HEAD, *BODY])
    p.text(150, y + 10, "Результативні показники", 11)
    other = [["№", "Показник", "Одиниця", "Значення"], ["1", "Довжина доріг", "км", "12"], ["2", "Кількість парків", "од.", "3"]]
    lines(p, y + 30, other, [50, 120, 300, 420])

    first, second = read(p.data()).tables

    assert (first.columns, second.columns) == (5, 4)
    assert grid(second) == other


def test_a_head_over_two_columns_has_their_heads_below_it() -> None:
    p = Paper()
    p.text(385, 90, "Профінансовано", 8)
    p.text(50, 90, "№", 8).text(80, 90, "Захід", 8).text(260, 90, "План", 8)
    lines(p, 100, [["", "", "", "загальний", "спеціальний"]], size=8)
    lines(p, 113, [["1", "Ремонт дороги", "100,5", "90,0", "1,0"], ["2", "Парк", "20,0", "5,0", "-"], ["3", "Світло", "3,0", "5,0", "2"]])

    (table,) = read(p.data()).tables

    assert grid(table)[1][3:] == ["загальний", "спеціальний"]
    assert {(0, 3, 1, 2), (0, 0, 2, 1)} <= spans(table)


def test_rows_on_the_next_page_stand_in_the_columns_of_the_page_before() -> None:
    p = Paper()
    lines(p, 700, [HEAD, *BODY])
    p.page()
    lines(p, 60, [["4", "Обстеження мереж водопостачання", "1,5", "", ""], ["", "Разом", "152,0", "105,5", ""]])

    _, second = read(p.data()).tables

    assert grid(second) == [["4", "Обстеження мереж водопостачання", "1,5", "", ""], ["", "Разом", "152,0", "105,5", ""]]


def test_figures_that_run_into_each_other_are_told_and_not_read() -> None:
    p = Paper()
    lines(p, 100, [HEAD, *BODY])
    p.text(262, 180, "4 100 200 300,00 5 100 200 300,00 77,5", 8).text(50, 180, "4", 8).text(80, 180, "Фонд", 8).text(440, 180, "1", 8)

    document = read(p.data())

    assert not document.tables
    assert [note.code for note in document.notes] == ["page_lost"]


def test_a_rule_that_stops_short_of_a_column_leaves_its_cell_open() -> None:
    p = Paper()
    xs = [50, 80, 260, 350, 440]
    lines(p, 100, [["№", "Захід", "Джерело", "План", "Факт"]], xs)
    lines(
        p, 115, [["1", "Ліквідація звалищ на", "обласний", "100,5", "90,0"], ["", "території старостатів", "місцевий", "20,0", "10,0"]], xs
    )
    lines(p, 141.4, [["2", "Озеленення скверів", "місцевий", "30,0", "15,5"], ["3", "Прибирання", "місцевий", "5,0", "5,0"]], xs)
    for y in (91, 105.5, 132.7, 146, 160):
        p.line(48, y, 500, y)
    p.line(258, 119.5, 500, 119.5)

    (table,) = read(p.data()).tables

    assert grid(table)[1][:4] == ["1", "Ліквідація звалищ на території старостатів", "обласний", "100,5"]
    assert {(1, 0, 2, 1), (1, 1, 2, 1)} <= spans(table)
    assert grid(table)[2][2:] == ["місцевий", "20,0", "10,0"]


def test_the_rest_of_a_row_below_a_repeated_head_is_no_part_of_it() -> None:
    xs = [50.0, 80.0, 250.0, 350.0, 450.0]
    head = ["№", "Захід", "План", "Факт"]

    def ruled_rows(p: Paper, rows: list[list[str]]) -> Paper:
        for k in range(len(rows) + 1):
            p.line(50, 100 + 20 * k, 520, 100 + 20 * k)
        return p.cells(xs, [100 + 20 * k for k in range(len(rows))], rows)

    p = ruled_rows(Paper(), [head, ["1", "Ремонт доріг", "10,5", "9,0"], ["2", "Догляд за парками", "7,5", "7,5"]]).page()
    ruled_rows(p, [head, ["", "та скверами", "", ""], ["3", "Освітлення", "2,0", "1,0"], ["4", "Озеленення", "3,0", "3,0"]])

    _, after = read(p.data()).tables

    assert grid(after)[:3] == [head, ["", "та скверами", "", ""], ["3", "Освітлення", "2,0", "1,0"]]


def test_lines_stretched_to_both_margins_are_running_text_however_wide_their_spaces() -> None:
    p = Paper()
    for y, line, space in (
        (60, "Програма затверджена рішенням тридцять першої сесії від", 13.9),
        (74, "22.12.2022 № 865 (зі змінами, внесеними сорокової сесії", 14.3),
        (88, "від 30.11.2023 № 1104).", 3.2),
    ):
        x = 50.0
        for word in line.split():
            p.text(x, y, word)
            x += stringWidth(word, "Sans", 10) + space

    document = read(p.data())

    assert not document.tables and not document.notes
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)][0].startswith("Програма затверджена рішенням тридцять")
