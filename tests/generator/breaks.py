"""Where tables and rows break on paper: pages that end, rows cut in two, cells moved by one."""

from __future__ import annotations

import random
from dataclasses import replace

from tests.generator.page import Grid, TCell


def cut(grid: Grid, row: int) -> tuple[Grid, Grid]:
    """The grid above ``row`` and from it on; no cell may span the cut (``can_cut``)."""
    above = [c for c in grid.cells if c.row < row]
    below = [replace(c, row=c.row - row) for c in grid.cells if c.row >= row]
    return replace(grid, rows=row, cells=above), replace(grid, rows=grid.rows - row, cells=below, header=0)


def can_cut(grid: Grid, row: int) -> bool:
    """No cell spans the line above ``row``."""
    return not any(c.row < row < c.row + c.row_span for c in grid.cells)


def split_row(grid: Grid, row: int, columns: dict[int, str], rng: random.Random) -> Grid | None:
    """The row as two: long texts of ``columns`` (column → field) go on in a second row, in lower case, with nothing else in it. None where no text can be cut."""
    at = {c.column: c for c in grid.cells if c.row == row}
    if any(c.row_span > 1 for c in at.values()):
        return None
    tails: dict[int, str] = {}
    heads: dict[int, str] = {}
    for column in columns:
        cell = at.get(column)
        if cell is None or cell.row_span > 1 or "\n" in cell.text:
            continue
        words = cell.text.split(" ")
        places = [i for i in range(2, len(words)) if words[i][:1].islower()]
        if places:
            k = rng.choice(places)
            heads[column], tails[column] = " ".join(words[:k]), " ".join(words[k:])
    if not tails or not any(name == "measure" and c in tails for c, name in columns.items()):
        return None
    cells = []
    for cell in grid.cells:
        if cell.row > row:
            cells.append(replace(cell, row=cell.row + 1))
        elif cell.row == row:
            cells.append(replace(cell, text=heads.get(cell.column, cell.text)))
            cells.append(TCell(tails.get(cell.column, ""), row + 1, cell.column, 1, cell.column_span))
        elif cell.row + cell.row_span > row:
            return None
        else:
            cells.append(cell)
    return replace(grid, rows=grid.rows + 1, cells=cells)


def shift_right(grid: Grid, row: int, start: int) -> None:
    """The row's cells from ``start`` on move one to the right; an empty cell opens, the last (empty) one is lost."""
    mine = sorted((c for c in grid.cells if c.row == row and c.column >= start), key=lambda c: c.column)
    for cell in mine:
        grid.cells.remove(cell)
    grid.cells.append(TCell("", row, start))
    grid.cells += [replace(c, column=c.column + 1) for c in mine[:-1]]


def break_number(grid: Grid, row: int, column: int) -> bool:
    """The number's last digits move into the empty cell to the right: «124» | «3,5»."""
    here = next(c for c in grid.cells if (c.row, c.column) == (row, column))
    there = next((c for c in grid.cells if (c.row, c.column) == (row, column + 1)), None)
    if there is None or there.text or "," not in here.text:
        return False
    at = here.text.index(",") + 1
    grid.cells[grid.cells.index(here)] = replace(here, text=here.text[:at])
    grid.cells[grid.cells.index(there)] = replace(there, text=here.text[at:])
    return True
