"""What lies over a table and is none of its text: watermarks, stamps, leaders; and borders that are seen without being drawn."""

from __future__ import annotations

import math

import pytest
from pdf_paper import Paper, grid, read, spans
from reportlab.lib.colors import HexColor

from ingest.model import Paragraph

ROWS = [["№", "Захід", "План", "Факт"], ["1", "Ремонт дороги", "100,5", "90,0"], ["2", "Парк", "20,0", "-"], ["", "Разом", "120,5", "90,0"]]
XS = [50, 80, 280, 400, 520]


def page(*, ruled: bool = True) -> Paper:
    p = Paper()
    for y in (100, 120, 140, 160, 180) if ruled else ():
        p.line(50, y, 520, y)
    for x in XS if ruled else ():
        p.line(x, 100, x, 180)
    return p.cells(XS[:-1], [100, 120, 140, 160], ROWS, 9)


def over(p: Paper, text: str, x: float, y: float, size: float, degrees: float) -> None:
    canvas = p.canvas
    canvas.saveState()
    canvas.setFillColorRGB(0.8, 0.8, 0.8)
    canvas.translate(x, p.height - y)
    canvas.rotate(degrees)
    canvas.setFont("Sans", size)
    canvas.drawString(0, 0, text)
    canvas.restoreState()


@pytest.mark.parametrize("degrees", [0, 35], ids=["level", "askew"])
def test_a_watermark_is_a_text_box_and_no_part_of_a_cell(degrees: float) -> None:
    p = page()
    over(p, "КОПІЯ", 110, 170, 60, degrees)
    document = read(p.data())

    assert grid(document.tables[0]) == ROWS
    assert [(b.text, b.role) for b in document.blocks if isinstance(b, Paragraph)] == [("КОПІЯ", "textbox")]


def test_a_round_stamp_leaves_no_letter_in_a_cell() -> None:
    p = page()
    for k, letter in enumerate("ВИКОНАВЧИЙ КОМІТЕТ МІСЬКОЇ РАДИ"):
        angle = math.radians(90 - 11 * k)
        over(p, letter, 300 + 42 * math.cos(angle), 150 - 42 * math.sin(angle), 7, -11 * k)

    assert grid(read(p.data()).tables[0]) == ROWS


def test_leaders_join_a_line_to_its_figure_and_are_no_text() -> None:
    p = Paper()
    for k, (name, figure) in enumerate([("Ремонт доріг", "100,5"), ("Парк", "20,0"), ("Освітлення", "30,0"), ("Разом", "150,5")]):
        p.text(50, 100 + 16 * k, name + " " + "." * 60, 9).text(470, 100 + 16 * k, figure, 9)

    (table,) = read(p.data()).tables

    assert grid(table) == [["Ремонт доріг", "100,5"], ["Парк", "20,0"], ["Освітлення", "30,0"], ["Разом", "150,5"]]


def test_striped_rows_are_a_table_by_the_alignment_of_their_words() -> None:
    p = Paper()
    for y in (100, 140):
        p.rect(50, y, 520, y + 20, fill=HexColor("#ddddee"))

    (table,) = read(p.cells(XS[:-1], [100, 120, 140, 160], ROWS, 9).data()).tables

    assert grid(table) == ROWS


def seam(*, drawn: bool, through: bool) -> Paper:
    """Three rows; between the first two the border is drawn under the last column at most, and vertical strokes begin anew."""
    p = Paper()
    ys = [100, 120, 140, 160, 180]
    for y in ys:
        if y == 120 and drawn:
            p.line(400, y, 520, y)
        elif y != 120:
            p.line(50, y, 520, y)
    breaks = [100, 120, 180] if through else ys
    for x in XS:
        for y0, y1 in zip(breaks, breaks[1:], strict=False):
            p.line(x, y0, x, y1)
    return p.cells(XS[:-1], ys[:-1], ROWS, 9)


@pytest.mark.parametrize("drawn", [False, True], ids=["no part drawn", "a part drawn"])
def test_rows_are_parted_where_every_vertical_stroke_begins_anew(drawn: bool) -> None:
    (table,) = read(seam(drawn=drawn, through=True).data()).tables

    assert grid(table) == ROWS


def test_where_each_cell_is_drawn_by_itself_a_missing_border_makes_a_merged_cell() -> None:
    (table,) = read(seam(drawn=True, through=False).data()).tables

    assert (0, 0, 2, 1) in spans(table)


def test_a_table_keeps_its_columns_on_the_next_page_where_all_rows_are_merged_over_some() -> None:
    p = page().page()
    for y in (40, 60, 80):
        p.line(50, y, 520, y)
    for x in (50, 280, 400, 520):
        p.line(x, 40, x, 80)
    p.cells([50, 280, 400], [40, 60], [["Усього", "120,5", "90,0"], ["Разом", "1,0", "2,0"]], 9)

    first, second = read(p.data()).tables

    assert (first.columns, second.columns) == (4, 4)
    assert spans(second) == {(0, 0, 1, 2), (1, 0, 1, 2)}
