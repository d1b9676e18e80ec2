"""Rules that are too pale to be found by themselves, that only the head has, or that are gone: the table is read as a reader sees it."""

from __future__ import annotations

import time
from collections.abc import Sequence

import cv2
import numpy as np
import pytest

from ingest.grid import Line, Word, grids_from_lines
from ingest.grid_chunks import Corridor, text_rows
from ingest.grid_numbered import numbered
from ingest.grid_parts import tables_apart
from ingest.model import Box, Cell, Table
from ingest.pdf_place import Ink
from ingest.pdf_uncut import rows_uncut, still_uncut
from ingest.reading import Limits
from ingest.scan import read_page_image
from ingest.scan.hidden import hidden
from ingest.scan.page import Page, straight_page
from ingest.scan.steps import steps
from ingest.scan.stroke import Stroke
from ingest.scan.unruled import settled
from ingest.tessdata import available
from tests.drawn_scans import EDGES, FONT, HEAD, ROWS, Picture, Row, Ruling, drawn, scanned

needs_font = pytest.mark.skipif(not FONT.is_file(), reason="the DejaVu font is not installed")
needs_ocr = pytest.mark.skipif(
    not available() or not FONT.is_file(), reason="Tesseract with Ukrainian, or the DejaVu font, is not installed"
)
_PAPER, _PALE = 244, 226


def shape(picture: Picture, dpi: float) -> list[tuple[int, int, int]]:
    return [(len(g.row_edges) - 1, len(g.column_edges) - 1, len(g.cells)) for g in grids_from_lines(straight_page(picture, dpi).lines)]


@needs_font
@pytest.mark.parametrize("dpi", [200, 300])
def test_a_border_of_a_few_grey_levels_is_a_border_where_other_rules_are_black(dpi: int) -> None:
    page = drawn(Ruling(), dpi=dpi)
    picture, k = page.picture.copy(), dpi / 72
    x = round(EDGES[4] * k)
    for row, y0, y1 in zip((HEAD, *ROWS), page.ys, page.ys[1:], strict=False):
        if len(row) > 1:
            picture[round(y0 * k) + 4 : round(y1 * k) - 3, x - 4 : x + 5] = _PAPER
            picture[round(y0 * k) + 4 : round(y1 * k) - 3, x - 1 : x + 1] = _PALE
    assert shape(scanned(picture), dpi) == [(11, 6, 50)]


def level(at: float, lo: float, hi: float) -> Stroke:
    return Stroke(np.array([lo, hi]), np.array([at, at]))


def pale(lo: int, hi: int) -> Picture:
    """A level line of 20 grey levels at 300, on a page 1000 pixels wide (0 = paper)."""
    dark = np.zeros((600, 1000), np.uint8)
    dark[299:302, lo:hi] = 20
    return dark


_SIDES = [level(at, 100, 500) for at in (200, 400, 600, 800)]
_NO_PRINT = np.empty((0, 4))


def test_a_pale_line_across_the_cells_of_a_table_is_a_rule() -> None:
    assert [(round(s.lo), round(s.hi)) for s in hidden(pale(200, 800), [], _SIDES, _NO_PRINT, 300)] == [(200, 400), (400, 600), (600, 800)]


def test_a_pale_line_that_runs_on_beyond_the_table_is_a_fold() -> None:
    assert hidden(pale(20, 980), [], _SIDES, _NO_PRINT, 300) == []


def test_a_pale_line_that_print_goes_through_shines_through_the_sheet() -> None:
    letters = np.array([[x, 280.0, 20.0, 40.0] for x in (300, 500, 700)])
    assert hidden(pale(200, 800), [], _SIDES, letters, 300) == []


def test_a_line_in_one_cell_is_no_rule() -> None:
    assert hidden(pale(420, 580), [], _SIDES, _NO_PRINT, 300) == []


def test_a_row_alone_in_pale_rules_is_a_table() -> None:
    """The last row of a table, at the top of the next page."""
    picture = np.full((1200, 2400), _PAPER, np.uint8)
    for y in (200, 270):
        picture[y : y + 2, 200:2200] = 200
    for x in (200, 700, 1100, 1600, 2198):
        picture[200:272, x : x + 2] = 200
    cv2.putText(picture, "2119,187", (1180, 250), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 20, 3)
    assert shape(scanned(picture), 300) == [(1, 4, 4)]


def page_of(clean: Picture, lines: list[Line], dpi: float = 288.0) -> Page:
    ink = np.where(clean < 128, 255, 0).astype(np.uint8)
    size = (clean.shape[1] * 72 / dpi, clean.shape[0] * 72 / dpi)
    return Page(clean, ink, dpi, lines, 0.0, np.eye(3), None, dpi, size)


def test_rules_that_begin_below_a_group_of_heads_cut_no_word_beside_them() -> None:
    """Four columns; two of them begin at the height of 40, in the first one a word stands there."""
    down = [Line(x, 20.0 if x in (10, 70, 190) else 40.0, x, 100.0) for x in (10.0, 70.0, 110.0, 150.0, 190.0)]
    across = [Line(10.0, y, 190.0, y) for y in (20.0, 60.0, 100.0)]
    clean = np.full((480, 800), 255, np.uint8)
    clean[140:180, 100:110] = clean[140:180, 160:170] = clean[156:164, 100:170] = 0
    assert steps(page_of(clean, [*down, *across])) == [Line(x, 40.0, x + 40, 40.0) for x in (70.0, 110.0, 150.0)]


@needs_font
@pytest.mark.parametrize("degrees", [0.2, -0.3])
def test_a_slight_skew_of_a_bilevel_page_without_rules_shows(degrees: float) -> None:
    picture = drawn(Ruling(across="none", down=False, frame=False), dpi=200).picture
    turned = scanned(picture, degrees=-degrees)
    bilevel = np.where(turned < 150, 0, 255).astype(np.uint8)
    assert straight_page(bilevel, 200).skew == pytest.approx(degrees, abs=0.07)


@needs_ocr
def test_a_body_without_rules_stands_in_the_columns_of_its_ruled_head() -> None:
    dpi, rows = 300, [row for row in ROWS if len(row) > 1 and row[0]]
    page = drawn(Ruling(across="none", down=False, frame=False), rows, dpi=dpi)
    picture, k = page.picture.copy(), dpi / 72
    top, bottom = round(page.ys[0] * k), round(page.ys[1] * k)
    for x in EDGES:
        cv2.line(picture, (round(x * k), top), (round(x * k), bottom), 25, 3)
    for y in (top, bottom):
        cv2.line(picture, (round(EDGES[0] * k), y), (round(EDGES[-1] * k), y), 25, 3)
    result = read_page_image(scanned(picture), 1, dpi, Limits())
    (table,) = [block for block in result.blocks if isinstance(block, Table)]
    assert [cell.text for cell in table.cells if cell.column == 3 and cell.row] == [row[3] for row in rows]
    assert [cell.text for cell in table.cells if cell.column == 0 and cell.row] == [row[0] for row in rows]


def test_a_page_that_begins_with_the_amounts_of_a_row_is_lost_aloud() -> None:
    words = [Word(text, Box(x, 50, x + 60, 60)) for text, x in (("місцевий бюджет", 300), ("2 119,187", 400), ("631,443", 500))]
    signature = [Word(text, Box(x, 80, x + 90, 90)) for text, x in (("Начальник відділу", 40), ("Людмила Бойченко", 250))]
    page = page_of(np.full((1200, 2400), 255, np.uint8), [])
    assert settled(page, [*words, *signature], time.monotonic() + 60)[1]
    assert not settled(page, signature, time.monotonic() + 60)[1]


def test_a_sentence_set_to_both_margins_is_no_lost_table() -> None:
    lines = [
        "Програма затверджена рішенням 15 сесії VIII скликання від 23.12.2021 № 1034.",
        "Упродовж 2024 року проведено 47 масових заходів, у яких взяли участь",
    ]
    words: list[Word] = []
    for y, line in zip((50, 64), lines, strict=True):
        x = 40.0
        for text in line.split():
            words.append(Word(text, Box(x, y, x + 5 * len(text), y + 10)))
            x += 5 * len(text) + 16
    page = page_of(np.full((1200, 2400), 255, np.uint8), [])
    assert not settled(page, words, time.monotonic() + 60)[1]


@pytest.mark.parametrize(
    ("figures", "lost"), [(("3", "44", "5", "7"), False), (("311,5", "44,1", "5,0", "7,25"), True)], ids=["scraps", "amounts"]
)
def test_what_a_stamp_s_ring_leaves_in_columns_is_no_lost_table(figures: tuple[str, ...], lost: bool) -> None:
    words = [
        Word(text, Box(x, y, x + 60, y + 10))
        for k, y in enumerate((50, 64, 80, 94))
        for text, x in (("служби", 40 + 25 * (k % 2)), (figures[k], 260 + 38 * (k % 2)), ("ДУБИНА", 420 - 31 * (k % 2)))
    ]
    page = page_of(np.full((1200, 2400), 255, np.uint8), [])
    assert settled(page, words, time.monotonic() + 60)[1] == lost


def line(y: float, *texts: tuple[float, str]) -> list[Word]:
    return [Word(text, Box(x, y, x + 5 * len(text), y + 10)) for x, text in texts]


def test_numbered_columns_are_as_many_as_their_numbers() -> None:
    """White space shows no border between the third column and the fourth one, where a head reaches over it."""
    rows = text_rows(
        [
            *line(0, (20, "Назва"), (98, "Обсяги за джерелами")),
            *line(20, (30, "1"), (100, "2"), (140, "3"), (180, "4")),
            *line(40, (20, "Захід"), (95, "120"), (135, "100"), (175, "20")),
            *line(60, (20, "Інший"), (95, "320"), (135, "200"), (175, "120")),
        ]
    )
    found = numbered(rows, [Corridor(50, 90), Corridor(115, 130)])
    assert [(round(c.x0), round(c.x1)) for c in found] == [(50, 90), (115, 130), (150, 175)]


def test_columns_without_numbers_stay_as_white_space_shows_them() -> None:
    rows = text_rows([*line(0, (20, "Назва"), (95, "План"), (175, "Факт")), *line(20, (20, "Захід"), (95, "120"), (175, "20"))])
    known = [Corridor(50, 90)]
    assert numbered(rows, known) == known


def test_lines_of_a_cell_that_stand_unevenly_still_end_the_table_s_last_row() -> None:
    words = [
        *line(0, (20, "Назва заходу"), (120, "План"), (180, "Стан")),
        *line(12, (20, "1.1. Ремонт"), (120, "120,5"), (180, "Роботи")),
        *line(24, (20, "вулиці та"), (120, ""), (180, "")),
    ]
    tail = [Word("дороги", Box(20, 36, 60, 46)), Word("виконано", Box(180, 37.6, 230, 47.6))]
    (rows,) = tables_apart(text_rows([*(w for w in words if w.text), *tail]))
    assert [c.text for c in rows[-1].chunks] == ["дороги", "виконано"]


def held_of(*texts: tuple[int, float, float, str]) -> dict[tuple[int, int], list[Ink]]:
    """(column, x, y, text) of one row of a grid."""
    held: dict[tuple[int, int], list[Ink]] = {}
    for column, x, y, text in texts:
        box = Box(x, y, x + 5 * len(text), y + 10)
        held.setdefault((0, column), []).append(Ink(text, box, 0, box.x0, box.x1, box.y1, 10))
    return held


_TWO_MEASURES = (
    (0, 10.5, 0.0, "1.1. Придбання"),
    (0, 10.0, 12.0, "обладнання"),
    (0, 10.0, 36.0, "1.2. Модернізація"),
    (0, 10.0, 48.0, "системи"),
    *((column, 100.0 + 60 * column, y, text) for column in (1, 2) for y, text in ((0.0, "120,500"), (36.0, "99,000"))),
)


def test_measures_whose_titles_begin_with_numbers_are_rows_of_their_own() -> None:
    lines = [Line(x, 0, x, 60) for x in (0.0, 150.0, 210.0, 290.0)] + [Line(0, y, 290, y) for y in (0.0, 60.0)]
    (grid,) = grids_from_lines(lines)
    assert [[round(y) for y in ys] for ys in rows_uncut(grid, held_of(*_TWO_MEASURES)).values()] == [[29]]


_HEADED = (
    (0, 4.0, 6.0, "№"),
    (1, 40.0, 0.0, "Напрями використання"),
    (1, 40.0, 12.0, "коштів"),
    (2, 240.0, 6.0, "План, грн"),
    (3, 310.0, 6.0, "Факт, грн"),
    (1, 40.0, 40.0, "харчування"),
    *(
        (column, x, y, text)
        for y, texts in (
            (28.0, ("1", "Шкільне", "120.50", "99.00")),
            (56.0, ("2", "Підвезення", "80.00", "-")),
            (72.0, ("3", "Урни", "7.10", "6.90")),
        )
        for column, (x, text) in enumerate(zip((4.0, 40.0, 240.0, 310.0), texts, strict=True))
    ),
)


def test_a_head_and_the_rows_below_it_are_told_apart_where_only_the_frame_and_the_columns_are_ruled() -> None:
    lines = [Line(x, 0, x, 84) for x in (0.0, 30.0, 220.0, 290.0, 380.0)] + [Line(0, y, 380, y) for y in (0.0, 84.0)]
    (grid,) = grids_from_lines(lines)
    assert [[round(y) for y in ys] for ys in rows_uncut(grid, held_of(*sorted(_HEADED, key=lambda t: (t[0], t[2])))).values()] == [
        [25, 53, 69]
    ]


@pytest.mark.parametrize(("second", "lost"), [("1.2. Модернізація системи", True), ("та системи оповіщення", False)])
def test_a_row_that_holds_two_measures_is_told(second: str, lost: bool) -> None:
    texts = (f"1.1. Придбання обладнання\n{second}", "120,500\n99,000", "110,000\n98,000")
    table = Table(1, 3, tuple(Cell(text, 0, column, 1, 1, page=1) for column, text in enumerate(texts)), page=1)
    assert (still_uncut(table) is not None) == lost


@needs_font
@pytest.mark.parametrize(("rows", "dpi"), [(ROWS, 120), (ROWS[1:5], 200)], ids=["far", "of a low table"])
def test_a_sheet_photographed_askance_is_straight_though_its_corners_do_not_show(rows: Sequence[Row], dpi: int) -> None:
    """Its right side leans, its left one does not, and its lines fall."""
    picture = drawn(Ruling(), rows, dpi=200).picture
    h, w = picture.shape
    seen = np.array([[0, 0], [w, 0], [w, h], [0, h]], np.float32)
    leaning = seen + np.array([[0, 0], [-0.05 * w, 0.02 * h], [0.05 * w, 0.04 * h], [0, 0]], np.float32)
    askance = cv2.warpPerspective(picture, cv2.getPerspectiveTransform(seen, leaning), (w, h), borderValue=244.0)
    grids = grids_from_lines(straight_page(scanned(np.asarray(askance, dtype=np.uint8)), dpi).lines)
    assert [(len(g.row_edges) - 1, len(g.column_edges) - 1) for g in grids] == [(len(rows) + 1, 6)]
