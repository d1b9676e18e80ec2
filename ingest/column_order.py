"""Borders told by order: where the rows have equally many cells, the third border of one row is the third of every other.

A table that was edited for years has each row's borders dragged somewhere else, by more than could be called a hair; a reader goes by the order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from ingest.model import Table

# A row with fewer texts than this tells nothing about the columns.
_LEAST = 3
# How far a border may stray, as a share of the column beside it.
_STRAY = 0.4
_Spread = tuple[float, float]


def first_borders(table: Table) -> list[int] | None:
    """The first of the borders that are one, for each column and the table's end; None where the rows do not agree."""
    rows = _borders(table)
    full = _alike(table, rows)
    if not full or len(full[0]) > table.columns or max(map(len, rows)) > len(full[0]):
        return None
    edges = table.column_edges
    spreads = [(min(edges[row[k]] for row in full), max(edges[row[k]] for row in full)) for k in range(len(full[0]))]
    widths = [median(edges[row[k + 1]] - edges[row[k]] for row in full) for k in range(len(spreads) - 1)]
    if any(b[0] - a[1] < (1 - _STRAY) * width for (a, b), width in zip(pairwise(spreads), widths, strict=True)):
        return None
    places = [_place(x, spreads, widths) for x in edges]
    if None in places or any(not _in_order([places[edge] for edge in row]) for row in rows):
        return None
    return [places.index(k) for k in range(len(spreads))]


def _borders(table: Table) -> list[list[int]]:
    """The numbers of the borders of each row, from left to right."""
    rows: list[list[int]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            rows[row].append(cell.column)
    return [[*sorted(row), table.columns] for row in rows]


def _alike(table: Table, rows: Sequence[list[int]]) -> list[list[int]]:
    """The borders of the rows with texts that have as many cells as most of them; nothing where a single row has."""
    filled = Counter(row for cell in table.cells if cell.text or cell.tables for row in range(cell.row, cell.row + cell.row_span))
    told = [borders for row, borders in enumerate(rows) if filled[row] >= _LEAST]
    counts = Counter(map(len, told))
    usual = max(counts, key=lambda count: (counts[count], count), default=0)
    return [borders for borders in told if len(borders) == usual] if counts[usual] > 1 else []


def _place(x: float, spreads: Sequence[_Spread], widths: Sequence[float]) -> int | None:
    """Which border one at ``x`` is; None where it is far from all."""
    off, k = min((max(low - x, x - high, 0.0), k) for k, (low, high) in enumerate(spreads))
    return k if off <= _STRAY * min(widths[max(k - 1, 0) : k + 1]) else None


def _in_order(places: Sequence[int | None]) -> bool:
    return all(a is not None and b is not None and a < b for a, b in pairwise(places))
