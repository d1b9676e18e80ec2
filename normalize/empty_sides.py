"""A continuation with an empty column more at its left or right side than its table has: nothing stands there, and nothing is shifted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ingest.model import Cell, Table
from normalize.table_rows import line


def without_empty_sides(table: Table, columns: int) -> Table | None:
    """The table made ``columns`` wide by leaving out empty columns at its sides; None where not enough of them are empty, or it is clear from no text which."""
    left = _empty(table, range(table.columns))
    right = _empty(table, range(table.columns - 1, -1, -1))
    surplus = table.columns - columns
    if surplus <= 0 or left + right < surplus or table.columns in (left, right) or (left and right):
        return None
    first = min(left, surplus)
    return replace(table, columns=columns, cells=tuple(_within(table, first, columns)), column_edges=())


def _empty(table: Table, columns: range) -> int:
    """How many columns, in this order, hold no text that begins in them."""
    begins = {cell.column for cell in table.cells if line(cell.text) or cell.tables}
    return next((n for n, column in enumerate(columns) if column in begins), len(columns))


def _within(table: Table, first: int, columns: int) -> Iterator[Cell]:
    for cell in table.cells:
        start, end = max(cell.column, first) - first, min(cell.column + cell.column_span - first, columns)
        if start < end:
            yield replace(cell, column=start, column_span=end - start)
