"""A border right through the words of a title is no border: strokes of letters were taken for one, or for the rest of the rule above and below."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from ingest.grid import Grid, GridCell
from ingest.model import Box
from ingest.scan.page import Page

# A title in a row of its own reaches over so much of the table.
_TITLE = 0.6
# Where a table has no more borders than these, a row with one of them is no title.
_FEW = 5
# What stands nearer than this to a border on both sides (inches) is one word; so far (inches) from its middle its own ink reaches.
_TOUCHES, _OWN = 0.03, 0.01


def lettered(page: Page, grid: Grid) -> Grid:
    """The grid with cells joined that only a letter's stroke parts."""
    rows = Counter((cell.column, row) for cell in grid.cells for row in range(cell.row, cell.row + cell.row_span))
    borders = Counter(column for column, _ in rows if column)
    by_end = {(cell.row, cell.column + cell.column_span): cell for cell in grid.cells if cell.row_span == 1}
    for cell in grid.cells:
        left = by_end.get((cell.row, cell.column))
        if left is None or cell.row_span > 1 or not _is_title(grid, left, cell):
            continue
        alone = borders[cell.column] == 1
        if not alone and (len(grid.column_edges) <= _FEW or left.column_span + cell.column_span < len(grid.column_edges) - 1):
            continue
        if _runs_through(page, cell.box):
            box = Box(left.box.x0, left.box.y0, cell.box.x1, cell.box.y1)
            one = GridCell(left.row, left.column, 1, left.column_span + cell.column_span, box)
            joined = replace(grid, cells=tuple(one if c is left else c for c in grid.cells if c is not cell))
            return lettered(page, _without_column(joined, cell.column) if alone else joined)
    return grid


def _without_column(grid: Grid, edge: int) -> Grid:
    """The grid without the column that begins at an edge where no cell does."""

    def moved(cell: GridCell) -> GridCell:
        reaches = cell.column < edge < cell.column + cell.column_span
        return replace(cell, column=cell.column - (cell.column > edge), column_span=cell.column_span - reaches)

    return replace(
        grid,
        column_edges=(*grid.column_edges[:edge], *grid.column_edges[edge + 1 :]),
        cells=tuple(moved(cell) for cell in grid.cells),
        repaired=frozenset((row, column - (column > edge)) for row, column in grid.repaired),
    )


def _is_title(grid: Grid, left: GridCell, right: GridCell) -> bool:
    wide = grid.box.x1 - grid.box.x0
    return left.column_span > 1 and right.column_span > 1 and right.box.x1 - left.box.x0 > _TITLE * wide


def _runs_through(page: Page, right: Box) -> bool:
    """Whether print stands close to the left border of a cell on both sides of it."""
    k = page.dpi / 72
    x, own, near = round(right.x0 * k), round(_OWN * page.dpi), round(_TOUCHES * page.dpi)
    rows = slice(round(right.y0 * k) + own, round(right.y1 * k) - own)
    before, behind = page.ink[rows, x - near : x - own], page.ink[rows, x + own + 1 : x + near + 1]
    return bool(before.any() and behind.any())
