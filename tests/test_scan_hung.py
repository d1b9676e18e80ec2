"""A head of two levels with no rule between them is cut where the borders of the lower one begin."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from ingest.grid import Line, grids_from_lines
from ingest.scan.hung import hung
from ingest.scan.page import Page
from ingest.scan.picture import ink_of

DPI = 144.0
EDGES = (40.0, 80.0, 180.0, 280.0, 380.0)


def page(begin: float, *, group: bool = True, below: bool = True) -> Page:
    """A head from 40 to 90 points over a row: «PLAN» over the last three columns, whose inner borders begin at a height, and their own words."""
    k = DPI / 72
    clean: NDArray[np.uint8] = np.full((round(200 * k), round(420 * k)), 255, np.uint8)
    for x0, y0, x1, y1 in [
        *((EDGES[0], y, EDGES[-1], y) for y in (40.0, 90.0, 120.0)),
        *((x, begin if x in EDGES[2:4] else 40.0, x, 120.0) for x in EDGES),
    ]:
        cv2.line(clean, (round(x0 * k), round(y0 * k)), (round(x1 * k), round(y1 * k)), [0.0], 2)
    words = [("N", 50, 70)] + [("PLAN", 210, 56)] * group + [(text, x, 82) for text, x in (("A", 120), ("B", 220), ("C", 320))] * below
    for text, x, y in words:
        cv2.putText(clean, text, (round(x * k), round(y * k)), cv2.FONT_HERSHEY_SIMPLEX, 0.7, [0.0], 2)
    # A border that ends in a cell is led on to the next rule.
    lines = [Line(EDGES[0], y, EDGES[-1], y) for y in (40.0, 90.0, 120.0)] + [
        Line(x, 90.0 if x in EDGES[2:4] else 40.0, x, 120.0) for x in EDGES
    ]
    return Page(clean, ink_of(clean), DPI, lines, 0.0, np.eye(3), None, DPI, (420.0, 200.0), False)


def heads(page: Page) -> list[tuple[int, int, int, int]]:
    """Row, column and spans of the cells above the last row."""
    (grid,) = grids_from_lines(page.lines)
    result = hung(page, grid)
    return [(c.row, c.column, c.row_span, c.column_span) for c in result.cells if c.row < len(result.row_edges) - 2]


def test_the_borders_of_the_columns_tell_where_the_group_ends() -> None:
    assert heads(page(62.0)) == [(0, 0, 2, 1), (0, 1, 1, 3), (1, 1, 1, 1), (1, 2, 1, 1), (1, 3, 1, 1)]


@pytest.mark.parametrize("other", [page(90.0), page(86.0), page(42.0), page(62.0, group=False), page(62.0, below=False)])
def test_a_head_without_such_borders_or_without_words_on_both_sides_stays_whole(other: Page) -> None:
    assert heads(other) == [(0, 0, 1, 1), (0, 1, 1, 3)]
