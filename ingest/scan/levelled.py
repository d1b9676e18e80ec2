"""A rule between two rows that one column lacks: where each of them has a number or an amount of its own there, it is worn off."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from ingest.grid import Grid, GridCell
from ingest.scan.cells import PixelBox, read_cells
from ingest.scan.page import Page

# A row's number, an amount, a percent, or a dash; a speck may lie behind it.
_FIGURE = re.compile(r"[-–—]|\d+(?:\.\d+)*\.?|\d[\d ]*(?:[.,]\s?\d+)?\s?%?[.,]?")
# Print may reach so far (pixels) over a rule.
_OVER = 3


def levelled(page: Page, grid: Grid, deadline: float) -> Grid:
    """The grid with cells over several rows parted where a figure stands in each of these. Raises ``OutOfTime``."""
    parted = {}
    for cell in grid.cells:
        if cell.row_span > 1 and cell.column_span == 1 and not _numbers_one(grid, cell) and _stands_in_each(page, grid, cell):
            pieces = _pieces(grid, cell)
            texts = read_cells(page, [_pixels(page, piece) for piece in pieces], deadline=deadline)
            if all(_FIGURE.fullmatch(" ".join(text.text.split())) for text in texts):
                parted[cell] = pieces
    if not parted:
        return grid
    cells = [piece for cell in grid.cells for piece in parted.get(cell, [cell])]
    return replace(grid, cells=tuple(sorted(cells, key=lambda c: (c.row, c.column))))


def _numbers_one(grid: Grid, cell: GridCell) -> bool:
    """Is it the number of rows that the cell beside it has as one? «1.» and «1.» in two lines are its number then."""
    return cell.column == 0 and any((other.column, other.row, other.row_span) == (1, cell.row, cell.row_span) for other in grid.cells)


def _stands_in_each(page: Page, grid: Grid, cell: GridCell) -> bool:
    """Has each row print of its own in the cell, and does none go over the rows' borders?"""
    k = page.dpi / 72
    ink = page.inked(_pixels(page, cell))
    edges = [round(y * k) - ink.y for y in grid.row_edges[cell.row : cell.row + cell.row_span + 1]]
    through = any(g.y0 < y - _OVER and g.y1 > y + _OVER for g in ink.glyphs for y in edges[1:-1])
    return not through and all(any(lo < (g.y0 + g.y1) / 2 < hi for g in ink.glyphs) for lo, hi in pairwise(edges))


def _pieces(grid: Grid, cell: GridCell) -> list[GridCell]:
    rows = range(cell.row, cell.row + cell.row_span)
    return [GridCell(row, cell.column, 1, 1, replace(cell.box, y0=grid.row_edges[row], y1=grid.row_edges[row + 1])) for row in rows]


def _pixels(page: Page, cell: GridCell) -> PixelBox:
    k = page.dpi / 72
    return round(cell.box.x0 * k), round(cell.box.y0 * k), round(cell.box.x1 * k), round(cell.box.y1 * k)
