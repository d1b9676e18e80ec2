"""A table whose upper rule was lost begins where its upright rules do, so that its head's first line is not cut."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.grid import Line, grids_from_lines
from ingest.scan.page import Page
from ingest.scan.picture import ink_of
from ingest.scan.tops import topped

_DPI = 288.0
_UPRIGHT = (40.0, 160.0, 280.0, 400.0)
_BEGINS = (88.0, 92.0, 94.0, 93.0)


def page(*, ruled: bool = False, words: bool = True) -> Page:
    """A head of two lines from 84 to 120 points, whose upright rules begin unevenly."""
    k = _DPI / 72
    clean: NDArray[np.uint8] = np.full((round(300 * k), round(450 * k)), 255, np.uint8)
    if words:
        for line in (96, 114):
            cv2.putText(clean, "HEAD", (round(180 * k), round(line * k)), cv2.FONT_HERSHEY_SIMPLEX, 1.2, [0.0], 4)
    lines = [Line(40.0, y, 400.0, y) for y in ((86.0,) if ruled else ()) + (120.0, 150.0, 180.0)]
    lines += [Line(x, y, x, 180.0) for x, y in zip(_UPRIGHT, _BEGINS, strict=True)]
    return Page(clean, ink_of(clean), _DPI, lines, 0.0, np.eye(3), None, _DPI, (450.0, 300.0), False)


def top_of(page: Page) -> tuple[float, float]:
    """Where the table of the page's lines begins, before and after."""
    (grid,) = grids_from_lines(page.lines)
    return grid.row_edges[0], topped(page, grid).row_edges[0]


def test_the_head_begins_where_the_highest_upright_rule_does() -> None:
    before, after = top_of(page())
    assert after == min(_BEGINS) < before


def test_where_no_print_crosses_the_edge_or_a_rule_is_drawn_there_it_stays() -> None:
    for other in (page(words=False), page(ruled=True)):
        before, after = top_of(other)
        assert after == before
