"""A stem of a letter on the place of the border below cuts no head in two, nor do letters taken for a rule; a border, black or pale, does."""

from __future__ import annotations

import numpy as np
import pytest

from ingest.grid import Grid, GridCell, Line
from ingest.model import Box
from ingest.scan.page import Page
from ingest.scan.spanned import spanned, whole_heads

_EDGES = (0.0, 40.0, 80.0, 120.0)
_ROWS = (0.0, 20.0, 40.0, 60.0)


def cell(row: int, column: int, span: int = 1) -> GridCell:
    return GridCell(row, column, 1, span, Box(_EDGES[column], _ROWS[row], _EDGES[column + span], _ROWS[row + 1]))


def grid(*head: GridCell) -> Grid:
    return Grid(_EDGES, _ROWS, (*head, *(cell(row, column) for row in (1, 2) for column in range(3))), Box(0, 0, 120, 60))


CUT = grid(cell(0, 0, 2), cell(0, 2))


def page(*, print_: tuple[int, int], stroke: tuple[int, int]) -> Page:
    """A word up to and from so many pixels beside the last border (at 80 points), and a stroke on it from and to these heights."""
    clean = np.full((240, 480), 255, np.uint8)
    clean[25:55, 200 : 320 - print_[0]] = clean[25:55, 320 + print_[1] : 420] = 0
    clean[stroke[0] : stroke[1], 319:322] = 0
    return Page(clean, np.where(clean < 128, 255, 0).astype(np.uint8), 288.0, [], 0.0, np.eye(3), None, 288.0, (120.0, 60.0))


def test_a_head_that_a_stem_cuts_is_one_over_its_columns() -> None:
    assert spanned(page(print_=(6, 6), stroke=(25, 55)), CUT) == grid(cell(0, 0, 3))


@pytest.mark.parametrize(
    ("print_", "stroke"),
    [((6, 6), (0, 240)), ((6, 6), (0, 0)), ((6, 30), (25, 55)), ((30, 6), (25, 55))],
    ids=["a border", "a pale one", "a text that ends there", "one that begins there"],
)
def test_two_heads_stay_two(print_: tuple[int, int], stroke: tuple[int, int]) -> None:
    assert spanned(page(print_=print_, stroke=stroke), CUT) == CUT


@pytest.mark.parametrize(("begins", "found"), [(-20.0, CUT), (8.0, grid(cell(0, 0, 3)))], ids=["in a row above", "in the head itself"])
def test_a_faint_border_that_comes_from_above_is_no_stem(begins: float, found: Grid) -> None:
    faint = page(print_=(6, 6), stroke=(25, 55))
    faint.lines.append(Line(80.0, begins, 80.0, 60.0))
    assert spanned(faint, CUT) == found


@pytest.mark.parametrize(("bowl", "heads"), [(18, grid(cell(0, 0, 3))), (0, CUT)], ids=["a letter", "a stroke alone"])
def test_a_letter_that_begins_a_word_on_the_border_cuts_no_head(bowl: int, heads: Grid) -> None:
    """«за рахунок»: the stem of «р» lies on the border's place, the word before it no farther than words stand."""
    drawn = page(print_=(20, 30), stroke=(25, 55))
    drawn.ink[25:30, 320 : 320 + bowl] = drawn.ink[40:45, 320 : 320 + bowl] = 255
    assert spanned(drawn, CUT) == heads


def test_what_hangs_from_a_heavy_rule_above_is_a_rest_of_the_border() -> None:
    drawn = page(print_=(60, 60), stroke=(0, 40))
    drawn.ink[:9] = 255
    assert spanned(drawn, CUT) == CUT


def test_a_row_without_columns_below_it_is_no_head() -> None:
    rows = Grid(_EDGES, _ROWS[:2], (cell(0, 0, 2), cell(0, 2)), Box(0, 0, 120, 20))
    assert spanned(page(print_=(6, 6), stroke=(25, 55)), rows) == rows


def letters(*, foot: int, width: int = 10, rule: bool = False) -> Page:
    """A word whose letters, 22 pixels high and some apart, stand at this height over the border at 20 points (80 pixels)."""
    clean = np.full((240, 480), 255, np.uint8)
    for x in range(180, 300, width + 8):
        clean[foot - 22 : foot, x : x + width] = 0
    if rule:
        clean[79:82] = 0
    return Page(clean, np.where(clean < 128, 255, 0).astype(np.uint8), 288.0, [], 0.0, np.eye(3), None, 288.0, (120.0, 60.0))


def test_a_head_over_two_levels_whose_letters_stand_on_the_border_between_them_is_one() -> None:
    found = whole_heads(letters(foot=91), grid(cell(0, 0), cell(0, 1), cell(0, 2)))
    assert [(c.row, c.row_span) for c in found.cells if c.column == 1] == [(0, 2), (2, 1)]
    assert [(c.row, c.row_span) for c in found.cells if c.column == 0] == [(0, 1), (1, 1), (2, 1)]


@pytest.mark.parametrize(
    "drawn",
    [letters(foot=78), letters(foot=84), letters(foot=91, rule=True), letters(foot=91, width=200)],
    ids=["above it", "a tail over it", "a rule through them", "a stroke"],
)
def test_a_text_above_a_border_stays_there(drawn: Page) -> None:
    heads = grid(cell(0, 0), cell(0, 1), cell(0, 2))
    assert whole_heads(drawn, heads) == heads
