"""Grids on their way to tables: which cell is where, which grid lies in another's cell, rows that hold several."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ingest.grid import Grid, GridCell
from ingest.model import Box
from ingest.pdf_head_numbers import numbers_below
from ingest.pdf_place import Ink
from ingest.pdf_uncut import cut, moved, row_of, rows_uncut
from ingest.pdf_undivided import divided, undivided


@dataclass(slots=True)
class Sheet:
    """A grid on its way to a table."""

    grid: Grid
    owner: dict[tuple[int, int], GridCell] = field(default_factory=dict)
    inks: dict[tuple[int, int], list[Ink]] = field(default_factory=lambda: defaultdict(list))
    inner: dict[tuple[int, int], list[Sheet]] = field(default_factory=lambda: defaultdict(list))
    overhung: set[tuple[int, int]] = field(default_factory=set)

    def cell_at(self, x: float, y: float) -> GridCell | None:
        grid = self.grid
        row = bisect_right(grid.row_edges, y) - 1
        column = bisect_right(grid.column_edges, x) - 1
        return self.owner.get((row, column))


def sheet_of(grid: Grid) -> Sheet:
    """The grid with each of its places owned by the cell that covers it, without words."""
    sheet = Sheet(grid)
    for cell in grid.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                sheet.owner[row, column] = cell
    return sheet


def area(box: Box) -> float:
    """The area of a box, square points."""
    return (box.x1 - box.x0) * (box.y1 - box.y0)


def nest(sheets: list[Sheet]) -> list[Sheet]:
    """Hang each grid that lies inside a cell of another one into the smallest such cell; return the others."""
    top = []
    for sheet in sheets:
        box = sheet.grid.box
        homes = [
            (area(cell.box), k, cell)
            for k, other in enumerate(sheets)
            if other is not sheet
            for cell in other.grid.cells
            if cell.box.x0 - 1 <= box.x0 and cell.box.y0 - 1 <= box.y0 and box.x1 <= cell.box.x1 + 1 and box.y1 <= cell.box.y1 + 1
            if area(cell.box) > area(box)
        ]
        if homes:
            _, k, cell = min(homes, key=lambda h: h[:2])
            sheets[k].inner[cell.row, cell.column].append(sheet)
        else:
            top.append(sheet)
    return top


def has_words(sheet: Sheet) -> bool:
    """Whether any cell holds a word, or a nested grid that does; a grid without words is a drawing."""
    return any(sheet.inks.values()) or any(has_words(inner) for held in sheet.inner.values() for inner in held)


def recut(sheet: Sheet) -> None:
    """Part the rows of the grid that hold several rows each."""
    if sheet.inner:
        return
    whole = undivided(sheet.grid, sheet.inks)
    if whole:
        _divide(sheet, whole)
    if (below := numbers_below(sheet.grid, sheet.inks)) is not None:
        _reseat(sheet, below.parted(sheet.grid), below.row_of)
        sheet.overhung = {(row + (row > below.row), column) for row, column in sheet.overhung}
    cuts = rows_uncut(sheet.grid, sheet.inks)
    if cuts:
        _reseat(sheet, cut(sheet.grid, cuts), lambda ink, row: row_of(ink, row, cuts))
        sheet.overhung = {(moved(row, cuts), column) for row, column in sheet.overhung}


def _reseat(sheet: Sheet, grid: Grid, row_of: Callable[[Ink, int], int]) -> None:
    """Put the words into the cells of a grid with more rows."""
    fresh = sheet_of(grid)
    for (row, column), inks in sheet.inks.items():
        for ink in inks:
            fresh.inks[row_of(ink, row), column].append(ink)
    sheet.grid, sheet.owner, sheet.inks = fresh.grid, fresh.owner, fresh.inks


def _divide(sheet: Sheet, whole: Sequence[GridCell]) -> None:
    """Part cells at the edges of the columns that they run over."""
    fresh = sheet_of(divided(sheet.grid, whole))
    sheet.grid, sheet.owner = fresh.grid, fresh.owner
    for cell in whole:
        for ink in sheet.inks.pop((cell.row, cell.column)):
            column = bisect_right(sheet.grid.column_edges, ink.middle[0], cell.column + 1, cell.column + cell.column_span) - 1
            sheet.inks[cell.row, column].append(ink)


def home_of(ink: Ink, sheets: list[Sheet]) -> tuple[Sheet, GridCell] | None:
    """The first of the sheets in whose cell the word's middle lies, and the cell."""
    x, y = ink.middle
    for sheet in sheets:
        box = sheet.grid.box
        if box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1 and (cell := sheet.cell_at(x, y)) is not None:
            return sheet, cell
    return None
