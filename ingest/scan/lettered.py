"""A border right through the words of a title is no border: strokes of letters were taken for one, or for the rest of the rule above and below."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace

import numpy as np

from ingest.grid import Grid, GridCell
from ingest.model import Box
from ingest.scan.page import Page

# A title in a row of its own reaches over so much of the table.
_TITLE = 0.6
# Where a table has no more borders than these, a row with one of them is no title.
_FEW = 5
# So many of a row's columns are its own cells in the table's head, and so many of them belong to wide cells in a title's row.
_HEADED = 0.75
# What stands nearer than this to a border on both sides (inches) is one word; so far (inches) from its middle its own ink reaches.
_TOUCHES, _OWN = 0.03, 0.01
# Print beside a border is at least so high (inches): the soft edge of a rule, or a speck, is less.
_PRINT = 0.018
# A space between the words of a title is no wider than this (inches).
_SPACE = 0.06


def lettered(page: Page, grid: Grid) -> Grid:
    """The grid with cells joined that only a letter's stroke parts, and no cell that reaches into a title's row from above."""
    return _joined(page, _cut_at_titles(_nested(grid)))


def _nested(grid: Grid) -> Grid:
    """The grid with the uppermost heads over several columns joined where one below stands under both of them and under nothing else."""
    by_end = {(cell.row, cell.column + cell.column_span): cell for cell in grid.cells if cell.row_span == 1 and cell.column_span > 1}
    for right in grid.cells:
        left = by_end.get((right.row, right.column))
        if left is None or right.row or right.row_span > 1 or right.column_span < 2:
            continue
        first, edge, end = left.column, right.column, right.column + right.column_span
        if any(c.row == 1 and first <= c.column < edge < c.column + c.column_span <= end for c in grid.cells):
            box = Box(left.box.x0, left.box.y0, right.box.x1, right.box.y1)
            one = GridCell(0, first, 1, end - first, box)
            return _nested(replace(grid, cells=tuple(one if c is left else c for c in grid.cells if c is not right)))
    return grid


def _joined(page: Page, grid: Grid) -> Grid:
    rows = Counter((cell.column, row) for cell in grid.cells for row in range(cell.row, cell.row + cell.row_span))
    borders = Counter(column for column, _ in rows if column)
    titles = _title_rows(grid)
    by_end = {(cell.row, cell.column + cell.column_span): cell for cell in grid.cells if cell.row_span == 1}
    for cell in grid.cells:
        left = by_end.get((cell.row, cell.column))
        if left is None or cell.row_span > 1 or left.column_span < 2 or cell.column_span < 2:
            continue
        alone = borders[cell.column] == 1
        if not (_is_title(grid, left, cell) and (alone or _is_all(grid, left, cell))) and cell.row not in titles:
            continue
        if _runs_through(page, cell.box, _SPACE if cell.row in titles else _TOUCHES):
            box = Box(left.box.x0, left.box.y0, cell.box.x1, cell.box.y1)
            one = GridCell(left.row, left.column, 1, left.column_span + cell.column_span, box)
            joined = replace(grid, cells=tuple(one if c is left else c for c in grid.cells if c is not cell))
            return _joined(page, _without_column(joined, cell.column) if alone else joined)
    return grid


def _cut_at_titles(grid: Grid) -> Grid:
    """The grid with cells that begin in a row and end in a title's below it cut in two: a title has no part in the cells above it."""
    titles = _title_rows(grid)
    cells: list[GridCell] = []
    for cell in grid.cells:
        last = cell.row + cell.row_span - 1
        if cell.row_span > 1 and last in titles:
            y = grid.row_edges[last]
            cells.append(replace(cell, row_span=cell.row_span - 1, box=replace(cell.box, y1=y)))
            cells.append(replace(cell, row=last, row_span=1, box=replace(cell.box, y0=y)))
        else:
            cells.append(cell)
    return grid if len(cells) == len(grid.cells) else replace(grid, cells=tuple(sorted(cells, key=lambda c: (c.row, c.column))))


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
    return right.box.x1 - left.box.x0 > _TITLE * (grid.box.x1 - grid.box.x0)


def _is_all(grid: Grid, left: GridCell, right: GridCell) -> bool:
    return len(grid.column_edges) > _FEW and left.column_span + right.column_span >= len(grid.column_edges) - 1


def _title_rows(grid: Grid) -> set[int]:
    """The rows below the head that consist of a few wide cells and hardly anything else: what parts those may be a letter as well."""
    columns = len(grid.column_edges) - 1
    cells: dict[int, list[GridCell]] = defaultdict(list)
    for cell in grid.cells:
        cells[cell.row].append(cell)
    headed = min(
        (row for row, held in cells.items() if sum(c.column_span == 1 for c in held) >= _HEADED * columns), default=len(grid.row_edges)
    )
    return {
        row
        for row, held in cells.items()
        if row > headed
        and columns >= _FEW
        and sum(c.column_span for c in held if c.column_span > 1 and c.row_span == 1) >= _HEADED * columns
    }


def _runs_through(page: Page, right: Box, touches: float) -> bool:
    """Whether print stands as close as that (inches) to the left border of a cell on both sides of it."""
    k = page.dpi / 72
    x, own, near = round(right.x0 * k), round(_OWN * page.dpi), round(touches * page.dpi)
    rows = slice(round(right.y0 * k) + own, round(right.y1 * k) - own)
    before, behind = page.ink[rows, x - near : x - own], page.ink[rows, x + own + 1 : x + near + 1]
    least = max(2, round(_PRINT * page.dpi))
    return all(int(np.count_nonzero(side.any(axis=1))) >= least for side in (before, behind))
