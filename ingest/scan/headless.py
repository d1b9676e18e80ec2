"""A column that the head knows nothing of and that few rows have, or that is empty: a streak, a fold or the rule of the sheet's back was taken for
its border, and its texts belong to the column before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ingest.grid import Grid, GridCell

# A head begins in these rows; so many times more rows have the two columns as one than have them apart.
_HEAD, _MORE = 2, 1.5


def without_headless(grid: Grid, is_blank: Callable[[GridCell], bool]) -> Grid:
    """The grid without borders that its first rows do not have, and neither most of the others, or with nothing on one side of them."""
    for column in range(len(grid.column_edges) - 2, 0, -1):
        if _is_stray(grid, column, is_blank):
            grid = _joined(grid, column)
    return grid


def _is_stray(grid: Grid, column: int, is_blank: Callable[[GridCell], bool]) -> bool:
    parted = [cell for cell in grid.cells if cell.column == column]
    whole = [cell for cell in grid.cells if cell.column == column - 1 and cell.column_span == 2]
    before = [cell for cell in grid.cells if cell.column + cell.column_span == column]
    beside = {(cell.row, cell.row_span) for cell in before}
    headed = any(cell.row < _HEAD for cell in whole) and not any(cell.row < _HEAD for cell in parted)
    few = sum(cell.row_span for cell in whole) >= _MORE * sum(cell.row_span for cell in parted)
    if not headed or not all((cell.row, cell.row_span) in beside for cell in parted):
        return False
    return few or any(all(is_blank(cell) for cell in side) for side in (before, parted))


def _joined(grid: Grid, column: int) -> Grid:
    after = {(cell.row, cell.row_span): cell for cell in grid.cells if cell.column == column}
    cells: list[GridCell] = []
    for cell in grid.cells:
        end = cell.column + cell.column_span
        if cell.column == column:
            continue
        if end == column and (right := after.get((cell.row, cell.row_span))) is not None:
            cells.append(replace(cell, column_span=cell.column_span + right.column_span - 1, box=replace(cell.box, x1=right.box.x1)))
        elif cell.column > column:
            cells.append(replace(cell, column=cell.column - 1))
        else:
            cells.append(replace(cell, column_span=cell.column_span - (cell.column < column < end)))
    edges = (*grid.column_edges[:column], *grid.column_edges[column + 1 :])
    moved = frozenset((row, at - (at > column)) for row, at in grid.repaired if at != column)
    return replace(grid, column_edges=edges, cells=tuple(cells), repaired=moved)
