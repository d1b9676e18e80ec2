"""A head over several columns that a letter's stem cuts in two: standing where the border below stands, it was taken for its upper end."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ingest.grid import Grid, GridCell
from ingest.model import Box
from ingest.scan.page import Page

# Levels of a head that have others below them.
_LEVELS = 4
# What stands nearer than this to the border on both sides (inches) is one word; so far (inches) from its middle its own ink reaches.
_TOUCHES, _OWN = 0.03, 0.01
# A border is inked over this part of its cell's height; a stem is over no more than the second.
_STEM = (0.1, 0.75)


def spanned(page: Page, grid: Grid) -> Grid:
    """The grid with each cell of its head joined to the one to its left whose word goes on in it."""
    below = {(cell.row, cell.column) for cell in grid.cells}
    by_end = {(cell.row, cell.column + cell.column_span): cell for cell in grid.cells if cell.row_span == 1}
    for cell in grid.cells:
        left = by_end.get((cell.row, cell.column))
        if left is None or cell.row_span > 1 or cell.row >= _LEVELS or (cell.row + 1, cell.column) not in below:
            continue
        if _stem_cuts(page, cell.box):
            box = Box(left.box.x0, left.box.y0, cell.box.x1, cell.box.y1)
            one = GridCell(left.row, left.column, 1, left.column_span + cell.column_span, box)
            return spanned(page, replace(grid, cells=tuple(one if c is left else c for c in grid.cells if c is not cell)))
    return grid


def _stem_cuts(page: Page, right: Box) -> bool:
    """Whether the ink on a cell's left border is as high as a letter, and print stands close to it on both sides."""
    k = page.dpi / 72
    x, own, near = round(right.x0 * k), round(_OWN * page.dpi), round(_TOUCHES * page.dpi)
    y0, y1 = round(right.y0 * k) + own, round(right.y1 * k) - own
    if y1 - y0 < 4 * own:
        return False
    inked = page.ink[y0:y1, x - own : x + own + 1].any(axis=1)
    if not _STEM[0] < float(inked.mean()) < _STEM[1]:
        return False
    line = slice(y0 + int(np.flatnonzero(inked)[0]), y0 + int(np.flatnonzero(inked)[-1]) + 1)
    before, behind = page.ink[line, x - near : x - own], page.ink[line, x + own + 1 : x + near + 1]
    return bool(before.any() and behind.any())
