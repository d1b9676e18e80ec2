"""Tables of exported PDFs: whatever way a program draws them, the same cells are read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pdf_paper import Paper, grid, read, spans

from ingest.model import Paragraph
from ingest.pdf_open import opened
from ingest.pdf_page import read_page
from ingest.reading import Limits

XS, YS = [50, 90, 250, 320, 420, 500], [100, 140, 170, 200, 230]
TEXTS = [
    ["№", "Зміст заходів", "Строк", "План, тис. грн", "Факт"],
    ["1", "Ремонт доріг", "2024", "2 500,0", "-"],
    ["2", "Освітлення вулиць", "2024", "200,0", "200"],
    ["3", "Придбання техніки", "2023-2024", "1 000,00", "999,5"],
]


def across(p: Paper, y: float, x0: float = 50, x1: float = 500) -> None:
    p.line(x0, y, x1, y)


def down(p: Paper, x: float, y0: float = 100, y1: float = 230) -> None:
    p.line(x, y0, x, y1)


def ruled(p: Paper, xs: list[int] = XS, ys: list[int] = YS) -> Paper:
    for y in ys:
        p.line(xs[0], y, xs[-1], y)
    for x in xs:
        p.line(x, ys[0], x, ys[-1])
    return p


def segments(p: Paper) -> None:
    for y in YS:
        for a, b in zip(XS, XS[1:], strict=False):
            across(p, y, a, b)
    for x in XS:
        for a, b in zip(YS, YS[1:], strict=False):
            down(p, x, a, b)


def outlines(p: Paper) -> None:
    for a, b in zip(XS, XS[1:], strict=False):
        for y, z in zip(YS, YS[1:], strict=False):
            p.rect(a, y, b, z)


def thin_rectangles(p: Paper) -> None:
    for y in YS:
        p.rect(50, y - 0.25, 500, y + 0.25, fill="black")
    for x in XS:
        p.rect(x - 0.25, 100, x + 0.25, 230, fill="black")


def double(p: Paper) -> None:
    for d in (0, 1.8):
        for y in YS:
            across(p, y + d)
        for x in XS:
            down(p, x + d)


def dashed(p: Paper) -> None:
    p.canvas.setDash(3, 3)
    ruled(p)
    p.canvas.setDash()


def dots(p: Paper) -> None:
    for y in YS:
        for k in range(300):
            p.rect(50 + 1.5 * k, y - 0.25, 50.5 + 1.5 * k, y + 0.25, fill="black")
    for x in XS:
        for k in range(87):
            p.rect(x - 0.25, 100 + 1.5 * k, x + 0.25, 100.5 + 1.5 * k, fill="black")


def open_sides(p: Paper) -> None:
    for y in YS:
        across(p, y)
    for x in XS[1:-1]:
        down(p, x)


def shaded_rows(p: Paper) -> None:
    p.rect(50, 100, 500, 140, fill="lightgrey").rect(50, 170, 500, 200, fill="lightgrey")
    ruled(p)


def white_lines(p: Paper) -> None:
    p.rect(50, 100, 500, 230, fill="lightgrey")
    p.canvas.setStrokeColorRGB(1, 1, 1)
    ruled(p)


def inside_a_form(p: Paper) -> None:
    p.canvas.beginForm("part")
    p.canvas.translate(0, 100)
    ruled(p)
    p.canvas.endForm()
    p.canvas.saveState()
    p.canvas.translate(0, -100)
    p.canvas.doForm("part")
    p.canvas.restoreState()


@pytest.mark.parametrize(
    "draw",
    [ruled, segments, outlines, thin_rectangles, double, dashed, dots, open_sides, shaded_rows, white_lines, inside_a_form],
)
def test_ruling_lines_of_every_kind_give_the_same_cells(draw: Callable[[Paper], object]) -> None:
    p = Paper()
    draw(p)

    (table,) = read(p.cells(XS, YS, TEXTS).data()).tables

    assert grid(table) == TEXTS
    assert table.ruled
    assert not table.repaired


def rules_across(p: Paper) -> None:
    for y in YS:
        across(p, y)


def rules_of_a_book(p: Paper) -> None:
    for y in (100, 140, 230):
        across(p, y)


def rules_down(p: Paper) -> None:
    for x in XS:
        down(p, x)


def stripes(p: Paper) -> None:
    p.rect(50, 100, 500, 140, fill="lightgrey").rect(50, 170, 500, 200, fill="lightgrey")


def nothing(p: Paper) -> None:
    pass


@pytest.mark.parametrize("draw", [rules_across, rules_of_a_book, rules_down, stripes, nothing])
def test_a_table_with_some_rulings_or_none_is_read_by_its_alignment(draw: Callable[[Paper], None]) -> None:
    p = Paper().text(150, 60, "ЗВІТ про виконання програми за 2024 рік")
    draw(p)
    p.cells(XS, YS, TEXTS).text(50, 260, "Начальник управління").text(380, 260, "Олена КОВАЛЬ")

    document = read(p.data())

    assert [grid(table) for table in document.tables] == [TEXTS]
    assert not document.tables[0].ruled
    assert [b.text for b in document.blocks if b not in document.tables] == [
        "ЗВІТ про виконання програми за 2024 рік",
        "Начальник управління\tОлена КОВАЛЬ",
    ]


def test_a_table_drawn_by_cell_backgrounds_has_their_cells() -> None:
    p = Paper()
    for a, b in zip(XS, XS[1:], strict=False):
        for y, z in zip(YS, YS[1:], strict=False):
            p.rect(a + 0.5, y + 0.5, b - 0.5, z - 0.5, fill="lightblue")

    (table,) = read(p.cells(XS, YS, TEXTS).data()).tables

    assert grid(table) == TEXTS


@pytest.mark.parametrize("gap", [12, 26], ids=["even lines", "rows apart"])
def test_lines_of_one_cell_make_one_row_without_rulings(gap: int) -> None:
    ys = [100, 100 + gap, 100 + 2 * gap + 12, 100 + 3 * gap + 24]
    rows = [
        TEXTS[0],
        ["1", "Ремонт доріг\nта вулиць", "2024", "2 500,0", "-"],
        ["2", "Освітлення\nпарків", "2024", "200,0", "200"],
        TEXTS[3],
    ]

    (table,) = read(Paper().cells(XS, ys, rows).data()).tables

    assert [" ".join(row[1].split()) for row in grid(table)] == [
        "Зміст заходів",
        "Ремонт доріг та вулиць",
        "Освітлення парків",
        "Придбання техніки",
    ]


UNSETTLED = [["Парк", "2024", "10"], ["Сквер", "", ""], ["Алея", "2024", "20"], ["Площа", "", ""], ["Вулиця", "2023", "30"]]


def test_unsettled_rows_stay_text_with_a_warning_where_nobody_agrees() -> None:
    with opened(Paper().cells([50, 200, 300], [100, 112, 124, 136, 148], UNSETTLED).data(), Limits()) as file:
        reading = read_page(file.page(1, Limits()), lambda number: [])

    assert [note.code for note in reading.notes] == ["page_lost"]
    assert all(isinstance(block, Paragraph) for block in reading.blocks)


def test_a_second_reader_who_sees_the_same_columns_makes_them_a_table_all_flagged() -> None:
    (table,) = read(Paper().cells([50, 200, 300], [100, 112, 124, 136, 148], UNSETTLED).data()).tables

    assert grid(table) == UNSETTLED
    assert len(table.repaired) == 15


def test_merged_cells_in_both_directions_are_spans() -> None:
    p = Paper()
    for y in (100, 160, 190):
        across(p, y)
    across(p, 130, 250)
    across(p, 145, 250, 420)
    for x in (50, 90, 250, 420, 500):
        down(p, x, 100, 190)
    down(p, 320, 130, 190)
    p.cells([50, 90, 250, 420], [100], [["№", "Захід", "Обсяг фінансування", "%"]])
    p.text(255, 141, "план", 8).text(325, 141, "факт", 8).text(255, 156, "2024", 8).text(325, 156, "2023", 8).cells(
        XS, [160], [["1", "Ремонт", "5", "6", "7"]]
    )
    p.line(420, 130, 420, 131)

    (table,) = read(p.data()).tables

    assert spans(table) >= {(0, 0, 3, 1), (0, 1, 3, 1), (0, 2, 1, 2)}
    assert grid(table)[3] == ["1", "Ремонт", "5", "6", "7"]


def test_tables_side_by_side_and_one_inside_a_cell() -> None:
    p = ruled(ruled(ruled(Paper(), [50, 100, 250], [100, 130, 230]), [300, 350, 450], [101, 131, 161]), [110, 170, 240], [150, 175, 200])
    p.cells([50, 100], [100, 130], [["a", "b"], ["c", "d"]]).cells([300, 350], [101, 131], [["e", "f"], ["g", "h"]])
    p.cells([110, 170], [150, 175], [["x1", "y1"], ["x2", "y2"]])

    left, right = read(p.data()).tables

    assert grid(left) == [["a", "b"], ["c", "d"]]
    assert grid(right) == [["e", "f"], ["g", "h"]]
    (inner,) = next(cell for cell in left.cells if cell.text == "d").tables
    assert grid(inner) == [["x1", "y1"], ["x2", "y2"]]


def test_a_word_over_its_cells_border_stays_whole_and_is_flagged() -> None:
    p = ruled(Paper(), [50, 150, 250], [100, 130, 160]).cells([50, 150], [100, 130], [["Захід", "План"], ["Ремонт", ""]])

    (table,) = read(p.text(120, 152, "Перевиконання-робіт").data()).tables

    assert grid(table)[1] == ["Ремонт", "Перевиконання-робіт"]
    assert table.repaired == {(1, 1)}


def test_figures_of_two_cells_that_touch_are_parted_at_the_border() -> None:
    p = ruled(Paper(), [50, 86, 130], [100, 130, 160]).cells([50, 86], [100], [["План", "Факт"]])

    (table,) = read(p.text(52, 145, "2500,0").text(86.5, 145, "1200,0").data()).tables

    assert grid(table)[1] == ["2500,0", "1200,0"]


def test_text_that_runs_on_over_empty_cells_stays_in_its_own() -> None:
    p = ruled(Paper(), [50, 150, 250, 350], [100, 130, 160]).cells(
        [50, 150, 250], [100, 130], [["Захід", "План", "Факт"], ["Придбання обладнання для шкіл", "", "5"]]
    )

    (table,) = read(p.data()).tables

    assert grid(table)[1] == ["Придбання обладнання для шкіл", "", "5"]
    assert table.repaired == {(1, 0), (1, 1)}


def test_words_printed_over_each_other_flag_their_cell() -> None:
    p = ruled(Paper(), [50, 150, 250], [100, 130, 160]).cells([50, 150], [100, 130], [["Захід", "План"], ["Ремонт", "1"]])

    (table,) = read(p.text(60, 144, "громади").data()).tables

    assert (1, 0) in table.repaired


def test_underlined_and_struck_words_add_no_borders() -> None:
    p = ruled(Paper(), [50, 150, 250], [100, 130, 160]).cells([50, 150], [100, 130], [["Захід", "План"], ["Ремонт мостів", "5"]])
    p.line(54, 143.5, 131, 143.5).line(154, 139, 160, 139)

    (table,) = read(p.data()).tables

    assert grid(table) == [["Захід", "План"], ["Ремонт мостів", "5"]]


def test_a_table_over_pages_is_one_table_per_page_with_boxes() -> None:
    p = ruled(Paper()).cells(XS, YS, TEXTS).page()
    ruled(p).cells(XS, YS, TEXTS)

    document = read(p.data())

    assert [table.page for table in document.tables] == [1, 2]
    assert document.pages == 2
    table = document.tables[0]
    assert [round(x) for x in table.column_edges] == XS
    box = table.cells[6].box
    assert box is not None
    assert [round(v) for v in (box.x0, box.y0, box.x1, box.y1)] == [90, 140, 250, 170]


@pytest.mark.parametrize("rotate", [90, 180, 270])
@pytest.mark.parametrize("marked", [True, False], ids=["/Rotate", "turned text"])
def test_a_turned_page_is_read_as_it_is_held(rotate: int, marked: bool) -> None:
    upright = rotate == 180
    p = Paper(595, 842) if upright or marked else Paper(842, 595)
    if marked:
        p.canvas.setPageRotation(rotate)
    p.canvas.translate(*{90: (842, 0), 180: (595, 842), 270: (0, 595)}[rotate])
    p.canvas.rotate(rotate)
    p.height = 842

    document = read(ruled(p).cells(XS, YS, TEXTS).data())

    (table,) = document.tables
    assert grid(table) == TEXTS
    assert table.box is not None
    assert [round(v) for v in (table.box.x0, table.box.y0)] == [50, 100]
    (note,) = document.notes
    assert (note.code, note.args["degrees"], note.args["text_degrees"]) == ("turned_page", str(rotate), "0" if marked else str(rotate))


def test_a_heading_written_upwards_is_read() -> None:
    p = ruled(Paper(), [50, 90, 250], [100, 200, 230]).cells([50, 90], [100, 200], [["", "Захід виконання робіт громади"], ["1", "Ремонт"]])
    p.canvas.translate(75, 842 - 195)
    p.canvas.rotate(90)
    p.height = 0
    p.text(0, 0, "№ з/п")

    (table,) = read(p.data()).tables

    assert grid(table)[0] == ["№ з/п", "Захід виконання робіт громади"]


def test_a_line_without_room_in_its_cell_is_read_with_the_lines_above_it() -> None:
    p = Paper()
    for y in (100, 113, 140, 160):
        p.line(50, y, 350, y)
    for x in (50, 200, 350):
        p.line(x, 100, x, 160)
    p.line(275, 113, 275, 160)
    p.text(54, 110, "Захід").text(204, 110, "Обсяг, тис.").text(204, 121, "грн").text(230, 126, "2024").text(290, 126, "2025")
    p.cells([50, 200, 275], [140], [["Ремонт", "10,5", "9,0"]])

    (table,) = read(p.data()).tables

    assert [row[1:] for row in grid(table)] == [["Обсяг, тис.\nгрн", ""], ["2024", "2025"], ["10,5", "9,0"]]


def test_a_sum_wider_than_its_cell_stands_where_it_ends() -> None:
    p = Paper()
    for y in (100, 120, 140):
        p.line(50, y, 300, y)
    for x in (50, 150, 240, 300):
        p.line(x, 100, x, 140)
    p.cells([50, 150, 240], [100], [["Захід", "Виконавець", "План"]])
    p.text(54, 132, "Ремонт").text(154, 132, "Відділ").text(222, 132, "10 456 600,00")

    (table,) = read(p.data()).tables

    assert grid(table)[1] == ["Ремонт", "Відділ", "10 456 600,00"]


def test_a_merged_cell_that_the_pages_end_cut_goes_on_below_the_last_line_drawn() -> None:
    p = Paper()
    for y in (740, 760, 786):
        p.line(50, y, 350, y)
    for x in (50, 200, 350):
        p.line(x, 740, x, 786)
    p.cells([50, 200], [740], [["Захід", "Виконавець"]])
    p.text(54, 771, "Ремонт дитячого").text(54, 782, "садка із заміною").text(54, 793, "вікон та дверей").text(54, 804, "усієї будівлі")
    p.text(204, 771, "Управління").text(204, 782, "освіти").text(204, 793, "виконкому")
    p.text(290, 820, "1")

    document = read(p.data())

    texts = [" ".join(text.split()) for text in grid(document.tables[0])[1]]
    assert texts == ["Ремонт дитячого садка із заміною вікон та дверей усієї будівлі", "Управління освіти виконкому"]
    assert [b.text for b in document.blocks if isinstance(b, Paragraph)] == ["1"]
