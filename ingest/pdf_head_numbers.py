"""The numbers of the columns below a head without a rule between: they are a row of their own, and not the head's last words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.grid import Grid, GridCell
from ingest.pdf_place import Ink

Place = tuple[int, int]

# A head has no more levels; numbers stand on one line within this distance (of their size).
_LEVELS, _LINE = 5, 0.5
_LEAST = 4


@dataclass(frozen=True, slots=True)
class NumbersBelow:
    """Numbers of the columns in the head's last ``row``: their line begins at ``top``."""

    row: int
    top: float

    def parted(self, grid: Grid) -> Grid:
        """The grid with a row for the numbers."""
        edges = sorted([*grid.row_edges, self.top])
        cells: list[GridCell] = []
        for cell in grid.cells:
            last = cell.row + cell.row_span - 1
            if cell.row > self.row:
                cells.append(replace(cell, row=cell.row + 1))
            elif last == self.row:
                cells.append(replace(cell, box=replace(cell.box, y1=self.top)))
                cells.append(replace(cell, row=self.row + 1, row_span=1, box=replace(cell.box, y0=self.top)))
            else:
                cells.append(cell)
        cells.sort(key=lambda c: (c.row, c.column))
        repaired = frozenset((row + (row > self.row), column) for row, column in grid.repaired)
        return replace(grid, row_edges=tuple(edges), cells=tuple(cells), repaired=repaired)

    def row_of(self, ink: Ink, row: int) -> int:
        """The index of the row of a word that stood in a cell from ``row`` on before."""
        return row + 1 if row > self.row else self.row + 1 if ink.box.y0 >= self.top and ink.turn == 0 else row


def numbers_below(grid: Grid, held: Mapping[Place, Sequence[Ink]]) -> NumbersBelow | None:
    """The numbers of the columns, from 1 to the last, that stand as one line below the texts of a head."""
    most = len(grid.column_edges) - 1
    if most < _LEAST:
        return None
    bottom = _last_cells(grid, held, most)
    if bottom is None or len({cell.column for cell in bottom}) < most:
        return None
    lowest = [max(held[cell.row, cell.column], key=lambda ink: ink.base) for cell in bottom]
    size = lowest[0].size
    if any(ink.text != str(k) or ink.turn or abs(ink.base - lowest[0].base) > _LINE * size for k, ink in enumerate(lowest, start=1)):
        return None
    top = min(ink.box.y0 for ink in lowest) - 0.1
    row = bottom[0].row + bottom[0].row_span - 1
    above = [ink for cell in bottom for ink in held[cell.row, cell.column] if ink not in lowest]
    free = all(ink.box.y1 <= top + _LINE * size for ink in above) and grid.row_edges[row] < top
    heads = {cell.column for cell in bottom if len(held[cell.row, cell.column]) > 1}
    return NumbersBelow(row, top) if free and len(heads) == most else None


def _last_cells(grid: Grid, held: Mapping[Place, Sequence[Ink]], most: int) -> list[GridCell] | None:
    """The cells of the row among the first whose last one ends in the last column's number."""
    for row in range(min(_LEVELS, len(grid.row_edges) - 1)):
        last = [c for c in grid.cells if c.column == most - 1 and c.row + c.row_span - 1 == row]
        inks = held.get((last[0].row, most - 1), ()) if last else ()
        if len(inks) > 1 and any(ink.text == str(most) for ink in inks):
            cells = [c for c in grid.cells if c.row + c.row_span - 1 == row and c.column_span == 1]
            whole = all(held.get((c.row, c.column)) for c in cells)
            return sorted(cells, key=lambda c: c.column) if whole else None
    return None
