"""A stroke of a letter that was taken for a border parts no title; a border of one row between two texts stays."""

from __future__ import annotations

import numpy as np
import pytest

from ingest.grid import Grid, GridCell, grids_from_lines
from ingest.model import Box
from ingest.scan.lettered import lettered
from ingest.scan.page import Page, straight_page
from ingest.scan.stems import without_stems
from ingest.scan.stroke import Stroke
from tests.drawn_scans import FONT, Row, Ruling, drawn, scanned

needs_font = pytest.mark.skipif(not FONT.is_file(), reason="the DejaVu font is not installed")

_EDGES = (0.0, 40.0, 80.0, 100.0, 120.0, 160.0)
_ROWS = (0.0, 20.0, 40.0, 60.0)


def cell(row: int, column: int, span: int = 1) -> GridCell:
    return GridCell(row, column, 1, span, Box(_EDGES[column], _ROWS[row], _EDGES[column + span], _ROWS[row + 1]))


def grid() -> Grid:
    """A title's row that is parted at an edge which no other row has."""
    others = tuple(cell(row, *place) for row in (0, 2) for place in ((0,), (1,), (2, 2), (4,)))
    return Grid(_EDGES, _ROWS, (*others, cell(1, 0, 3), cell(1, 3, 2)), Box(0, 0, 160, 60))


def page(*, gap: int) -> Page:
    """Print in the title's row, with so many pixels of white on both sides of the edge at 100 points."""
    clean = np.full((240, 640), 255, np.uint8)
    clean[100:130, 300 : 400 - gap] = clean[100:130, 400 + gap : 500] = 0
    return Page(clean, np.where(clean < 128, 255, 0).astype(np.uint8), 288.0, [], 0.0, np.eye(3), None, 288.0, (160.0, 60.0))


def test_a_title_that_a_letter_s_stroke_parts_is_one_again_and_the_column_is_gone() -> None:
    found = lettered(page(gap=4), grid())
    assert [(c.column, c.column_span) for c in found.cells if c.row == 1] == [(0, 4)]
    assert [(c.column, c.column_span) for c in found.cells if c.row == 0] == [(0, 1), (1, 1), (2, 1), (3, 1)]
    assert found.column_edges == (0.0, 40.0, 80.0, 120.0, 160.0)


@pytest.mark.parametrize("gap", [14, 40])
def test_two_texts_of_a_row_stay_two(gap: int) -> None:
    assert lettered(page(gap=gap), grid()) == grid()


def test_the_edge_of_a_rule_beside_a_border_is_no_letter() -> None:
    """A row of two wide sums below the head: the rule over them is as thick as what is left out of it, and a pixel more."""
    drawn = page(gap=40)
    drawn.ink[80:86, 300:500] = 255
    assert lettered(drawn, grid()) == grid()


def all_bordered(*title: GridCell) -> Grid:
    return Grid(_EDGES, _ROWS, (*(cell(row, column) for row in (0, 2) for column in range(5)), *title), Box(0, 0, 160, 60))


def test_a_title_of_two_cells_is_one_though_other_rows_have_the_border() -> None:
    found = lettered(page(gap=4), all_bordered(cell(1, 0, 3), cell(1, 3, 2)))
    assert [(c.column, c.column_span) for c in found.cells if c.row == 1] == [(0, 5)]
    assert found.column_edges == _EDGES


def test_a_label_before_figures_stays_apart_from_them() -> None:
    sums = all_bordered(cell(1, 0, 3), cell(1, 3), cell(1, 4))
    assert lettered(page(gap=4), sums) == sums


_WIDE = tuple(20.0 * k for k in range(9))


def of_eight(row: int, column: int, span: int = 1, rows: int = 1) -> GridCell:
    return GridCell(row, column, rows, span, Box(_WIDE[column], _ROWS[row], _WIDE[column + span], _ROWS[row + rows]))


def test_a_title_in_three_wide_cells_of_a_bordered_table_is_one() -> None:
    """Two letters' strokes part it, at 60 and at 100 points."""
    title = (of_eight(1, 0), of_eight(1, 1, 2), of_eight(1, 3, 2), of_eight(1, 5, 3))
    grid = Grid(_WIDE, _ROWS, (*(of_eight(row, k) for row in (0, 2) for k in range(8)), *title), Box(0, 0, 160, 60))
    clean = np.full((240, 640), 255, np.uint8)
    clean[100:130, 200:480] = 0
    found = lettered(Page(clean, 255 - clean, 288.0, [], 0.0, np.eye(3), None, 288.0, (160.0, 60.0)), grid)
    assert [(c.column, c.column_span) for c in found.cells if c.row == 1] == [(0, 1), (1, 7)]


def test_no_cell_reaches_from_a_row_into_the_title_below_it() -> None:
    rows = (*(of_eight(0, k) for k in range(8)), of_eight(1, 0, rows=2), *(of_eight(1, k) for k in range(1, 8)), of_eight(2, 1, 7))
    grid = Grid(_WIDE, _ROWS, rows, Box(0, 0, 160, 60))
    clean = np.full((240, 640), 255, np.uint8)
    found = lettered(Page(clean, 255 - clean, 288.0, [], 0.0, np.eye(3), None, 288.0, (160.0, 60.0)), grid)
    assert [(c.row, c.row_span) for c in found.cells if c.column == 0] == [(0, 1), (1, 1), (2, 1)]


def of_head(row: int, column: int, span: int) -> GridCell:
    return GridCell(row, column, 1, span, Box(_WIDE[column], _ROWS[row], _WIDE[column + span], _ROWS[row + 1]))


@pytest.mark.parametrize(
    ("below", "heads"),
    [
        pytest.param([(0, 1), (1, 3), (4, 1), (5, 3)], [(0, 4), (4, 4)], id="one below stands under both"),
        pytest.param([(0, 2), (2, 2), (4, 4)], [(0, 2), (2, 2), (4, 4)], id="each has its own below"),
        pytest.param([(0, 8)], [(0, 2), (2, 2), (4, 4)], id="a title over all"),
    ],
)
def test_two_heads_with_one_below_both_are_one(below: list[tuple[int, int]], heads: list[tuple[int, int]]) -> None:
    """A letter stands where the border of the columns below would go on."""
    top = [of_head(0, *place) for place in [(0, 2), (2, 2), (4, 4)]]
    leaves = [of_head(2, column, 1) for column in range(8)]
    grid = Grid(_WIDE, _ROWS, (*top, *(of_head(1, *place) for place in below), *leaves), Box(0, 0, 160, 60))
    clean = np.full((240, 640), 255, np.uint8)
    found = lettered(Page(clean, 255 - clean, 288.0, [], 0.0, np.eye(3), None, 288.0, (160.0, 60.0)), grid)
    assert [(c.column, c.column_span) for c in found.cells if c.row == 0] == heads


_TIGHT: tuple[Row, ...] = tuple(
    (number, title, "відділ освіти", plan, fact, "проведено")
    for number, title, plan, fact in (
        ("1.1", "Підвезення учнів", "120,5", "118,0"),
        ("1.2", "Відзначення днів", "64,0", "60,2"),
        ("1.3", "Придбання шаф", "85,0", "85,0"),
        ("1.4", "Утримання лінії", "18,0", "10,7"),
        ("1.5", "Підтримка людей", "12,0", "10,4"),
    )
)


@needs_font
@pytest.mark.parametrize("dpi", [150, 200])
def test_stems_of_letters_are_no_rules_in_rows_as_low_as_their_print(dpi: int) -> None:
    page = drawn(Ruling(), _TIGHT, dpi=dpi, leading=0.0)
    lines = straight_page(scanned(page.picture), dpi).lines
    assert [(len(g.row_edges) - 1, len(g.column_edges) - 1, len(g.cells)) for g in grids_from_lines(lines)] == [(6, 6, 36)]


def test_a_short_rule_that_white_parts_from_no_rule_stays_beside_letters() -> None:
    dark = np.zeros((300, 400), np.uint8)
    dark[100:160, 199:202] = 200
    dark[115:145, 190:196] = dark[115:145, 205:211] = 200
    rule = Stroke(np.array([100.0, 160.0]), np.array([200.0, 200.0]))
    across = [Stroke(np.array([50.0, 350.0]), np.array([y, y])) for y in (100.0, 160.0)]
    assert without_stems(dark, [rule], across, 300) == [rule]
    dark[102:113, 199:202] = dark[148:158, 199:202] = 0
    assert without_stems(dark, [rule], across, 300) == []


def test_stems_below_each_other_are_no_rule_where_a_row_of_two_lines_lies_between() -> None:
    """The same word begins each row, and its stem was led on from row to row; a rule that is worn in the high row alone stays."""
    dark = np.zeros((400, 400), np.uint8)
    rows = [(100, 158), (158, 260), (260, 318)]
    for top, _ in rows:
        dark[top + 14 : top + 44, 199:202] = 200
        dark[top + 20 : top + 44, 188:194] = dark[top + 20 : top + 44, 206:212] = 200
    stroke = Stroke(np.array([100.0, 318.0]), np.array([200.0, 200.0]))
    across = [Stroke(np.array([50.0, 350.0]), np.array([y, y])) for y in (100.0, 158.0, 260.0, 318.0)]
    assert without_stems(dark, [stroke], across, 300) == []
    dark[100:158, 199:202] = dark[260:318, 199:202] = 200
    assert without_stems(dark, [stroke], across, 300) == [stroke]


@pytest.mark.parametrize(
    ("top", "bottom", "kept"), [(118, 146, False), (100, 146, True), (118, 160, True)], ids=["between", "from above", "to below"]
)
def test_a_lone_stroke_with_white_above_and_below_it_is_a_section_s_numeral(top: int, bottom: int, kept: bool) -> None:
    """«I» in the number cell of a low row: no other letter stands beside it."""
    dark = np.zeros((300, 400), np.uint8)
    dark[top:bottom, 199:202] = 200
    stroke = Stroke(np.array([100.0, 160.0]), np.array([200.0, 200.0]))
    across = [Stroke(np.array([50.0, 350.0]), np.array([y, y])) for y in (100.0, 160.0)]
    assert bool(without_stems(dark, [stroke], across, 300)) == kept
