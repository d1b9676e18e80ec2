"""Cells of a head that a border cuts in two where none is: a letter's stem taken for the upper end of the border below, letters for a rule.

A head over several columns goes on to the right in the same word, one over several levels goes on below in the same letters.
"""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np

from ingest.grid import Grid, GridCell
from ingest.model import Box
from ingest.scan.page import Page
from ingest.scan.picture import pieces_of_ink

# Levels of a head that have others below them.
_LEVELS = 4
# What stands nearer than this to the border on both sides (inches) is one word; so far (inches) from its middle its own ink reaches.
_TOUCHES, _OWN = 0.03, 0.01
# A border is inked over this part of its cell's height; a stem is over no more than the second.
_STEM = (0.1, 0.75)

# How far (points) a rule may lie from its border, and reaches at least above a row that it comes through.
_STRAY, _ABOVE = 2.5, 6.0
# The word before one that begins on a border stands so near (inches); a letter is so much wider than its stem, in parts of its height.
_WORD, _BOWL = 0.09, 0.35
# A letter is so high (inches); so many of them stand on a border that is none, this part of each on either side.
_LETTER, _CROSSING, _PART = (0.03, 0.2), 2, 0.25


def spanned(page: Page, grid: Grid) -> Grid:
    """The grid with each cell of its head joined to the one to its left whose word goes on in it."""
    below = {(cell.row, cell.column) for cell in grid.cells}
    by_end = {(cell.row, cell.column + cell.column_span): cell for cell in grid.cells if cell.row_span == 1}
    for cell in grid.cells:
        left = by_end.get((cell.row, cell.column))
        if left is None or cell.row_span > 1 or cell.row >= _LEVELS or (cell.row + 1, cell.column) not in below:
            continue
        if not _comes_from_above(page, cell.box) and _stem_cuts(page, cell.box):
            box = Box(left.box.x0, left.box.y0, cell.box.x1, cell.box.y1)
            one = GridCell(left.row, left.column, 1, left.column_span + cell.column_span, box)
            return spanned(page, replace(grid, cells=tuple(one if c is left else c for c in grid.cells if c is not cell)))
    return grid


def _comes_from_above(page: Page, right: Box) -> bool:
    """Whether the rule on a cell's left border runs on in the row above: no letter's stem was taken for its upper end."""
    on_border = [ln for ln in page.lines if ln.x0 == ln.x1 and abs(ln.x0 - right.x0) <= _STRAY]
    return any(min(ln.y0, ln.y1) < right.y0 - _ABOVE and max(ln.y0, ln.y1) > right.y1 - _STRAY for ln in on_border)


def whole_heads(page: Page, grid: Grid) -> Grid:
    """The grid with each cell of its head joined to the one above it whose letters go on in it."""
    above = {(cell.row + cell.row_span, cell.column): cell for cell in grid.cells}
    for cell in grid.cells:
        upper = above.get((cell.row, cell.column))
        if upper is None or cell.row >= _LEVELS or upper.column_span != cell.column_span or not _letters_cross(page, upper, cell):
            continue
        box = Box(upper.box.x0, upper.box.y0, upper.box.x1, cell.box.y1)
        one = GridCell(upper.row, upper.column, upper.row_span + cell.row_span, upper.column_span, box)
        return whole_heads(page, replace(grid, cells=tuple(one if c is upper else c for c in grid.cells if c is not cell)))
    return grid


def _letters_cross(page: Page, upper: GridCell, lower: GridCell) -> bool:
    """Whether letters stand on the border between two cells, a good part of each on either side: a rule would have grown together with them."""
    k = page.dpi / 72
    own = round(_OWN * page.dpi)
    x0, x1 = round(lower.box.x0 * k) + own, round(lower.box.x1 * k) - own
    y0, y1, border = round(upper.box.y0 * k) + own, round(lower.box.y1 * k) - own, round(lower.box.y0 * k)
    if x1 <= x0 or not y0 < border < y1:
        return False
    _, _, stats, _ = cv2.connectedComponentsWithStats(np.ascontiguousarray(page.ink[y0:y1, x0:x1]), connectivity=8)
    tops, heights, widths = stats[1:, cv2.CC_STAT_TOP] + y0, stats[1:, cv2.CC_STAT_HEIGHT], stats[1:, cv2.CC_STAT_WIDTH]
    letters = (heights > _LETTER[0] * page.dpi) & (heights < _LETTER[1] * page.dpi) & (widths < 2 * heights)
    crossing = (border - tops > _PART * heights) & (tops + heights - border > _PART * heights)
    return int((letters & crossing).sum()) >= _CROSSING


def _stem_cuts(page: Page, right: Box) -> bool:
    """Whether the ink on a cell's left border is as high as a letter, and print stands close to it on both sides."""
    k = page.dpi / 72
    x, own, near = round(right.x0 * k), round(_OWN * page.dpi), round(_TOUCHES * page.dpi)
    y0, y1 = round(right.y0 * k) + own, round(right.y1 * k) - own
    if y1 - y0 < 4 * own:
        return False
    # A heavy rule above reaches into the cell on both sides of the border, and what hangs from it is a rest of the border.
    y0 += int(np.argmin(page.ink[y0:y1, x - near : x + near].all(axis=1)))
    inked = np.asarray(page.ink[y0:y1, x - own : x + own + 1].any(axis=1))
    if inked[0] or not _STEM[0] < float(inked.mean()) < _STEM[1]:
        return False
    line = slice(y0 + int(np.flatnonzero(inked)[0]), y0 + int(np.flatnonzero(inked)[-1]) + 1)
    before, behind = page.ink[line, x - near : x - own], page.ink[line, x + own + 1 : x + near + 1]
    if before.any() and behind.any():
        return True
    # «за рахунок»: the stem begins a word, with the one before it no farther than words stand.
    word = round(_WORD * page.dpi)
    return _begins_letter(page, x, (y0, y1), own) and bool(page.ink[line, x - word : x - own].any())


def _begins_letter(page: Page, x: int, heights: tuple[int, int], own: int) -> bool:
    """Whether the ink at a place and between two heights is the left side of a letter: it goes on to the right, as no border does."""
    wide = round(_LETTER[1] * page.dpi)
    part = np.ascontiguousarray(page.ink[heights[0] : heights[1], max(0, x - wide) : x + wide])
    labels, stats = pieces_of_ink(part)
    at = min(x, wide)
    found = {int(k) for k in np.unique(labels[:, at - own : at + own + 1])} - {0}
    if len(found) != 1:
        return False
    left, _, width, height = (int(v) for v in stats[found.pop()][:4])
    return _LETTER[0] * page.dpi < height < _LETTER[1] * page.dpi and left >= at - 2 * own and _BOWL * height < width < 2 * height
