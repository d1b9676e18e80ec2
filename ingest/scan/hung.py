"""Heads of groups over their columns with no rule between the two: the columns' borders hang from below the group's words, and tell where these end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from ingest.grid import Grid, GridCell
from ingest.model import Box
from ingest.scan.page import Page

# How far (inches) a border may stray from its place, and what of it a scan may lose.
_STRAY, _LOST = 0.014, 0.02
# A border hangs over this part of the head at least, and leaves as much of it free.
_HANGS, _FREE = 0.25, 0.2
# The borders of one head begin as near to each other (inches).
_LEVEL = 0.06
# A letter is as high (inches).
_LETTER = (0.03, 0.25)


def hung(page: Page, grid: Grid) -> Grid:
    """The grid with its first row cut in two where the borders of the columns below hang into it."""
    wide = [cell for cell in grid.cells if cell.row == 0 and cell.row_span == 1 and cell.column_span > 1]
    starts = {cell: start for cell in wide if (start := _start(page, grid, cell)) is not None}
    if not starts or max(starts.values()) - min(starts.values()) > _LEVEL * page.dpi:
        return grid
    y = float(np.median(list(starts.values()))) * 72 / page.dpi
    cells: list[GridCell] = []
    for cell in grid.cells:
        if cell in starts:
            edges = grid.column_edges[cell.column : cell.column + cell.column_span + 1]
            cells.append(replace(cell, box=replace(cell.box, y1=y)))
            cells += [GridCell(1, cell.column + k, 1, 1, Box(x0, y, x1, cell.box.y1)) for k, (x0, x1) in enumerate(pairwise(edges))]
        else:
            cells.append(replace(cell, row_span=cell.row_span + 1) if cell.row == 0 else replace(cell, row=cell.row + 1))
    return replace(
        grid,
        row_edges=(grid.row_edges[0], y, *grid.row_edges[1:]),
        cells=tuple(sorted(cells, key=lambda c: (c.row, c.column))),
        repaired=frozenset((row + (row > 0), column) for row, column in grid.repaired),
    )


def _start(page: Page, grid: Grid, cell: GridCell) -> float | None:
    """Where (pixels) the borders inside a cell begin that has words above that place, and below it words of each column; None where none hang."""
    k = page.dpi / 72
    top, foot = round(cell.box.y0 * k), round(cell.box.y1 * k)
    edges = [round(x * k) for x in grid.column_edges[cell.column : cell.column + cell.column_span + 1]]
    starts = [_hangs(page, x, top, foot) for x in edges[1:-1]]
    known = [start for start in starts if start is not None]
    if len(known) != len(starts) or max(known) - min(known) > _LEVEL * page.dpi:
        return None
    start = float(np.median(known))
    return start if _has_words(page, cell, edges, start) else None


def _hangs(page: Page, x: int, top: int, foot: int) -> int | None:
    """Where the border at a place begins that runs down to the foot of a row; None where it runs through the row, or hardly into it."""
    stray, lost = round(_STRAY * page.dpi), round(_LOST * page.dpi)
    inked = np.asarray(page.ink[top:foot, max(0, x - stray) : x + stray + 1].any(axis=1))
    start = len(inked)
    for row in range(len(inked) - 1, -1, -1):
        if inked[row]:
            start = row
        elif start - row > lost:
            break
    high = foot - top
    return top + start if start > _FREE * high and high - start > _HANGS * high else None


def _has_words(page: Page, cell: GridCell, edges: Sequence[int], start: float) -> bool:
    k = page.dpi / 72
    ink = page.inked((round(cell.box.x0 * k), round(cell.box.y0 * k), round(cell.box.x1 * k), round(cell.box.y1 * k)))
    letters = [g for g in ink.glyphs if _LETTER[0] * page.dpi < g.height < _LETTER[1] * page.dpi]
    middles = [(ink.x + (g.x0 + g.x1) / 2, ink.y + (g.y0 + g.y1) / 2) for g in letters]
    above = any(y < start for _, y in middles)
    return above and all(any(y > start and x0 < x < x1 for x, y in middles) for x0, x1 in pairwise(edges))
