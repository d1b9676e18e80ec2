"""A table whose upper rule was not found begins where its upright rules do: what stands between these is its head's first line."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ingest.grid import Grid
from ingest.scan.page import Page

# How far (points) above the grid its upright rules may begin, how near one lies to a border of it, and what is no line of print.
_HIGHEST, _NEAR, _LINE = 20.0, 2.5, 1.0


def topped(page: Page, grid: Grid) -> Grid:
    """The grid up to where its highest upright rule begins, where print stands so high; itself where its upper rule is drawn."""
    top = grid.row_edges[0]
    if any(abs(y - top) < _NEAR for y in _level(page, grid)):
        return grid
    begins = sorted(y for y in _upright(page, grid) if top - _HIGHEST < y < top - _LINE)
    if not begins or not _holds_print(page, grid, begins[0]):
        return grid
    cells = tuple(replace(c, box=replace(c.box, y0=begins[0])) if c.row == 0 else c for c in grid.cells)
    return replace(grid, row_edges=(begins[0], *grid.row_edges[1:]), cells=cells, box=replace(grid.box, y0=begins[0]))


def _level(page: Page, grid: Grid) -> list[float]:
    """The heights of the level rules over at least half of the table."""
    half = (grid.box.x1 - grid.box.x0) / 2
    return [ln.y0 for ln in page.lines if abs(ln.y1 - ln.y0) < abs(ln.x1 - ln.x0) and ln.x1 - ln.x0 > half]


def _upright(page: Page, grid: Grid) -> list[float]:
    """Where the upright rules on the borders of the grid's first row begin."""
    borders = {x for c in grid.cells if c.row == 0 for x in (c.box.x0, c.box.x1)}
    upright = [ln for ln in page.lines if abs(ln.x1 - ln.x0) < abs(ln.y1 - ln.y0)]
    crossing = [ln for ln in upright if min(ln.y0, ln.y1) < grid.row_edges[0] < max(ln.y0, ln.y1)]
    return [min(ln.y0, ln.y1) for ln in crossing if any(abs(ln.x0 - x) < _NEAR for x in borders)]


def _holds_print(page: Page, grid: Grid, top: float) -> bool:
    """Does ink cross the grid's upper edge between its upright rules?"""
    k = page.dpi / 72
    rows = slice(round(top * k), round(grid.row_edges[0] * k) + 1)
    for cell in (c for c in grid.cells if c.row == 0):
        part = page.ink[rows, round((cell.box.x0 + _NEAR) * k) : round((cell.box.x1 - _NEAR) * k)]
        if part.size and np.count_nonzero(part[-1]) and np.count_nonzero(part.any(axis=1)) > _LINE * k:
            return True
    return False
