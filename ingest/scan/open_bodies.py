"""A body without rules below a head that has them: its texts stand in the head's columns, and its rows follow from how they stand.

The mirror of a head without rules; the rows below a table whose last rules are lost are found the same way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.grid import Grid, Word
from ingest.grid_aligned import in_columns
from ingest.grid_chunks import TextRow, column_of, text_rows
from ingest.grid_columns import is_amount
from ingest.grid_parts import tables_apart
from ingest.model import Box
from ingest.scan.cells import read_cells
from ingest.scan.page import Page
from ingest.scan.unruled import Piece, columns_of, pieces_of, placed_of, room_of

# White space over so many lines' height ends a table.
_APART = 2.6
# A table has so many columns; so many lines of a body stand in so many of them.
_COLUMNS, _LINES, _FULL = 4, 2, 3
# How far (in heights of a digit) a text may stand over the table's sides.
_OVER = 0.5


def bodied(page: Page, grid: Grid, others: Sequence[Box], deadline: float) -> Grid:
    """The grid with the rows that stand unruled right below it; itself where none do. Raises ``OutOfTime``."""
    k = page.dpi / 72
    if len(grid.column_edges) <= _COLUMNS:
        return grid
    top = round(grid.box.y1 * k) + 3
    below = [round(box.y0 * k) for box in others if box.y0 >= grid.box.y1 - 2 and min(box.x1, grid.box.x1) > max(box.x0, grid.box.x0)]
    bottom = min([page.ink.shape[0], *below])
    if bottom - top < 0.1 * page.dpi:
        return grid
    pieces, size = pieces_of(page, top, bottom)
    pieces = _close([p for p in pieces if p.x1 > grid.box.x0 * k and p.x0 < grid.box.x1 * k], top, size)
    if not _in_columns(pieces, [x * k for x in grid.column_edges], size):
        return grid
    rows = _read(page, pieces, size, deadline)
    return _with_body(grid, rows) if rows else grid


def _close(pieces: Sequence[Piece], top: int, size: float) -> list[Piece]:
    """The pieces below a height, down to the first wide gap."""
    found: list[Piece] = []
    foot = float(top)
    for piece in sorted(pieces, key=lambda p: p.y0):
        if piece.y0 - foot > _APART * size:
            break
        found.append(piece)
        foot = max(foot, piece.y1)
    return found


def _in_columns(pieces: Sequence[Piece], edges: Sequence[float], size: float) -> bool:
    """Do the pieces keep to the table, and stand in enough of its columns in two lines?"""
    if any(p.x0 < edges[0] - _OVER * size or p.x1 > edges[-1] + _OVER * size for p in pieces):
        return False
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: p.y1):
        if lines and piece.y1 - lines[-1][0].y1 < 0.5 * size:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    full = [line for line in lines if len({sum((p.x0 + p.x1) / 2 > x for x in edges) for p in line}) >= _FULL]
    return len(full) >= _LINES


def _read(page: Page, pieces: Sequence[Piece], size: float, deadline: float) -> list[TextRow]:
    """The lines of the first table that the pieces are; none where no amounts stand in several columns."""
    texts = read_cells(page, [room_of(piece, size) for piece in pieces], columns=columns_of(pieces), deadline=deadline)
    k = page.dpi / 72
    words = [Word(" ".join(t.text.split()), placed_of(p, size, k)) for p, t in zip(pieces, texts, strict=True) if t.text.strip()]
    rows = text_rows(words)
    return tables_apart(rows)[0] if rows else []


def _with_body(grid: Grid, rows: Sequence[TextRow]) -> Grid:
    xs = grid.column_edges
    amounts = {column_of(xs, chunk)[0] for row in rows for chunk in row.chunks if is_amount(chunk.text)}
    found = in_columns([word for row in rows for chunk in row.chunks for word in chunk.words], xs, [])
    if found is None or not found.sure or len(amounts) < 2 or len(found.grid.column_edges) != len(xs):
        return grid
    first, bottom = len(grid.row_edges) - 1, grid.row_edges[-1]
    ys = [*grid.row_edges, *found.grid.row_edges[1:]]
    if any(b <= a for a, b in pairwise(ys)):
        return grid
    body = [
        replace(
            cell,
            row=cell.row + first,
            box=Box(xs[cell.column], ys[cell.row + first], xs[cell.column + cell.column_span], ys[cell.row + first + cell.row_span]),
        )
        for cell in found.grid.cells
    ]
    return replace(grid, row_edges=tuple(ys), cells=(*grid.cells, *body), box=replace(grid.box, y1=max(bottom, ys[-1])))
