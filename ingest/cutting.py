"""A part of a table as a table of its own: some rows of it, or some columns."""

from __future__ import annotations

from dataclasses import replace

from ingest.model import Cell, Table

Span = tuple[int, int]
"""The first, and the one after the last."""


def cut(table: Table, rows: Span | None = None, columns: Span | None = None) -> Table:
    """What stands inside; a cell that reaches into it is kept as far as it does."""
    top, bottom = rows or (0, table.rows)
    left, right = columns or (0, table.columns)
    cells: list[Cell] = []
    for cell in table.cells:
        row, below = max(cell.row, top), min(cell.row + cell.row_span, bottom)
        column, beside = max(cell.column, left), min(cell.column + cell.column_span, right)
        if row < below and column < beside:
            cells.append(replace(cell, row=row - top, column=column - left, row_span=below - row, column_span=beside - column))
    return replace(
        table,
        rows=bottom - top,
        columns=right - left,
        cells=tuple(cells),
        column_edges=table.column_edges[left : right + 1],
        header_rows=max(min(table.header_rows, bottom) - top, 0),
        hidden_rows=frozenset(row - top for row in table.hidden_rows if top <= row < bottom),
        hidden_columns=frozenset(column - left for column in table.hidden_columns if left <= column < right),
        repaired=frozenset((row - top, column - left) for row, column in table.repaired if top <= row < bottom and left <= column < right),
    )
