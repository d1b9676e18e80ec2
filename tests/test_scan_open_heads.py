"""A head of two levels above a body that alone is ruled: a text over several columns heads them, be it no wider than one of them."""

from __future__ import annotations

import cv2
import numpy as np

from ingest.grid import Grid, GridCell
from ingest.model import Box
from ingest.scan.open_heads import headed
from ingest.scan.page import Page

_DPI = 200.0
_EDGES = tuple(50.0 + 80.0 * k for k in range(9))
_BODY = (150.0, 170.0, 190.0)


def body() -> Grid:
    boxes = [(r, c, Box(_EDGES[c], _BODY[r], _EDGES[c + 1], _BODY[r + 1])) for r in range(2) for c in range(8)]
    return Grid(_EDGES, _BODY, tuple(GridCell(r, c, 1, 1, box) for r, c, box in boxes), Box(_EDGES[0], _BODY[0], _EDGES[-1], _BODY[-1]))


def page(*texts: tuple[str, float, float]) -> Page:
    """A page with these texts, each around a place across and with its feet at a height (points)."""
    clean = np.full((800, 2000), 255, np.uint8)
    k = _DPI / 72
    for text, across, foot in texts:
        (width, _), _ = cv2.getTextSize(text, cv2.FONT_HERSHEY_SIMPLEX, 0.7, 2)
        cv2.putText(clean, text, (round(across * k - width / 2), round(foot * k)), cv2.FONT_HERSHEY_SIMPLEX, 0.7, 0, 2)
    ink = np.where(clean < 128, 255, 0).astype(np.uint8)
    return Page(clean, ink, _DPI, [], 0.0, np.eye(3), None, _DPI, (720.0, 288.0))


def middle(first: int, last: int) -> float:
    """The middle of columns."""
    return (_EDGES[first] + _EDGES[last + 1]) / 2


LOW = [("fund", middle(column, column), 143.0) for column in range(2, 8)]
WIDE = [("planned for the whole of the year", middle(2, 4), 128.0), ("no", middle(0, 0), 136.0), ("title", middle(1, 1), 136.0)]


def top(grid: Grid) -> list[tuple[int, int]]:
    """Column and span of each cell of the head's first row."""
    return [(cell.column, cell.column_span) for cell in grid.cells if cell.row == 0]


def test_a_short_text_over_the_middle_of_three_columns_heads_them_all() -> None:
    found = headed(page(*LOW, *WIDE, ("rest", middle(6, 6), 128.0)), body(), [])
    assert top(found) == [(0, 1), (1, 1), (2, 3), (5, 3)]


def test_texts_of_two_lines_in_columns_of_their_own_stay_apart() -> None:
    """Each of the columns has a text at the height of the group beside them."""
    firsts = [("spent", middle(column, column), 128.0) for column in (5, 6, 7)]
    found = headed(page(*LOW, *WIDE, *firsts), body(), [])
    assert top(found) == [(0, 1), (1, 1), (2, 3), (5, 1), (6, 1), (7, 1)]
