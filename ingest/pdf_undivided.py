"""Columns that are ruled in the head alone: a cell that runs over the table's columns and holds texts in each is parted at their edges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ingest.grid import Grid, GridCell, Word
from ingest.grid_chunks import Chunk, Corridor, TextRow, text_rows
from ingest.grid_columns import ACROSS, is_amount
from ingest.grid_parting import parted
from ingest.pdf_place import Ink

# A cell over so many columns may be a body without rules.
_LEAST = 3
# How far (in heights of a line) a text may reach over an edge.
_OVER = 0.25


def undivided(grid: Grid, held: Mapping[tuple[int, int], Sequence[Ink]]) -> list[GridCell]:
    """The cells that hold figures in several of the columns they run over, with no text across an edge but labels and titles."""
    found = []
    for cell in grid.cells:
        inks = held.get((cell.row, cell.column), ())
        if cell.column_span < _LEAST or cell.row_span > 1 or len(inks) < _LEAST or any(ink.turn for ink in inks):
            continue
        edges = grid.column_edges[cell.column + 1 : cell.column + cell.column_span]
        rows = parted(text_rows([Word(ink.text, ink.box) for ink in inks]), [Corridor(x, x) for x in edges])
        # The first row is the head, but that of a piece of a table may be its total.
        if (cell.row or ACROSS.match(rows[0].chunks[0].text)) and _in_columns(rows, edges):
            found.append(cell)
    return found


def _in_columns(rows: Sequence[TextRow], edges: Sequence[float]) -> bool:
    """Do figures stand in two columns, and does no text cross an edge?"""
    chunks = [chunk for row in rows for chunk in row.chunks]
    figures = {sum(c.x0 > x for x in edges) for c in chunks if is_amount(c.text)}
    return len(figures) > 1 and not any(_crosses(c, edges) and not ACROSS.match(c.text) for c in chunks)


def _crosses(chunk: Chunk, edges: Sequence[float]) -> bool:
    over = _OVER * (chunk.y1 - chunk.y0)
    return any(chunk.x0 < x - over and chunk.x1 > x + over for x in edges)


def divided(grid: Grid, cells: Sequence[GridCell]) -> Grid:
    """The grid with these cells parted at its column edges."""
    kept = [cell for cell in grid.cells if cell not in cells]
    for cell in cells:
        for column in range(cell.column, cell.column + cell.column_span):
            box = replace(cell.box, x0=grid.column_edges[column], x1=grid.column_edges[column + 1])
            kept.append(GridCell(cell.row, column, 1, 1, box))
    return replace(grid, cells=tuple(sorted(kept, key=lambda c: (c.row, c.column))))
