"""A border that one row lacks and the rows around it have: where figures stand on both sides of its place, it is worn off there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.grid import Grid, GridCell
from ingest.scan.cells import PixelBox, read_cells
from ingest.scan.ink import Inked, inked
from ingest.scan.page import Page

# This part of the rows that are no titles have the border.
_USUAL = 0.6
# White space (in heights of a digit) at the border's place, wider than between the words of a text.
_GAP = 0.6
# A border's rests are as thin, and lie as near its place (pixels).
_THIN = 8
# What a column of figures holds: an amount of two digits and more, or a dash.
_FIGURE = re.compile(r"[-–—]|(?=(?:\D*\d){2})-?\d[\d ]*(?:[.,]\s?\d+)?\s?%?")


def bordered(page: Page, grid: Grid, deadline: float) -> Grid:
    """The grid with cells over several columns parted at worn-off borders between figures. Raises ``OutOfTime``."""
    parted = {}
    for cell in grid.cells:
        cuts = list(_cuts(page, grid, cell)) if cell.column_span > 1 and cell.row_span == 1 and cell.row else []
        if cuts and _holds_figures(page, pieces := _pieces(grid, cell, cuts), deadline):
            parted[cell] = pieces
    if not parted:
        return grid
    cells = [piece for cell in grid.cells for piece in parted.get(cell, [cell])]
    return replace(grid, cells=tuple(sorted(cells, key=lambda c: (c.row, c.column))))


def _cuts(page: Page, grid: Grid, cell: GridCell) -> Iterator[int]:
    """The columns before which a cell's ink leaves room for a border that most rows have."""
    columns = [k for k in range(cell.column + 1, cell.column + cell.column_span) if _is_usual(grid, k, cell.row)]
    if not columns:
        return
    ink = inked(page.clean, page.ink, _pixels(page, cell))
    for column in columns:
        if _has_room(ink, round(grid.column_edges[column] * page.dpi / 72) - ink.x):
            yield column


def _is_usual(grid: Grid, column: int, row: int) -> bool:
    """Do most of the other rows, titles left out, have a border before a column?"""
    last = len(grid.column_edges) - 2
    rows: dict[int, bool] = {}
    for cell in grid.cells:
        if cell.row == row or (cell.column == 0 and cell.column_span > last):
            continue
        for k in range(cell.row, cell.row + cell.row_span):
            rows[k] = rows.get(k, True) and not cell.column < column < cell.column + cell.column_span
    return len(rows) > 2 and sum(rows.values()) >= _USUAL * len(rows)


def _has_room(ink: Inked, at: int) -> bool:
    # What is left of the border itself is as thin as a border.
    letters = [g for g in ink.glyphs if g.width > _THIN or abs((g.x0 + g.x1) / 2 - at) > _THIN]
    left = max((g.x1 for g in letters if g.x0 < at), default=None)
    right = min((g.x0 for g in letters if g.x1 > at), default=None)
    return left is not None and right is not None and left < at < right and right - left >= _GAP * ink.glyph_height


def _pieces(grid: Grid, cell: GridCell, cuts: list[int]) -> list[GridCell]:
    starts = [cell.column, *cuts]
    ends = [*cuts, cell.column + cell.column_span]
    return [
        GridCell(cell.row, a, 1, b - a, replace(cell.box, x0=grid.column_edges[a], x1=grid.column_edges[b]))
        for a, b in zip(starts, ends, strict=True)
    ]


def _holds_figures(page: Page, pieces: list[GridCell], deadline: float) -> bool:
    """Does a figure stand in every piece but the first, which may be a row's label?"""
    texts = read_cells(page, [_pixels(page, piece) for piece in pieces], deadline=deadline)
    told = [" ".join(text.text.split()) for text in texts]
    return bool(told[0]) and all(_FIGURE.fullmatch(text) for text in told[1:])


def _pixels(page: Page, cell: GridCell) -> PixelBox:
    k = page.dpi / 72
    return round(cell.box.x0 * k), round(cell.box.y0 * k), round(cell.box.x1 * k), round(cell.box.y1 * k)
