"""Which columns of the open header a table of fewer columns fills, where it goes on without a header of its own.

Where its columns stand on the page tells, unless its cells contradict it: a word processor stretches six columns over the width of seven.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from ingest.model import Table
from normalize.align import Assignment, misfits, weigh
from normalize.meanings import Meaning

# So much better (per row) another assignment must fit than the one that the page shows, or than the next best.
_CLEARLY = 0.75
_MOST_CANDIDATES = 4000


def edges_of(table: Table) -> tuple[float, ...]:
    """The table's column edges, where all of them are known; else none."""
    return table.column_edges if len(table.column_edges) == table.columns + 1 else ()


def columns_filled(
    edges: tuple[float, ...], known: tuple[float, ...], rows: Sequence[Sequence[str]], meanings: Sequence[Meaning]
) -> Assignment | None:
    """Per header column the table's column that fills it, or None; None where neither place nor content tells.

    ``edges`` and ``known`` are the edges of the table's and the header's columns (points), ``rows`` the texts of its rows with figures.
    """
    by_place = _by_place(edges, known, len(meanings))
    if not rows or len(rows[0]) >= len(meanings):
        return by_place
    by_content = _by_content(rows, meanings)
    if by_place is None or by_content is None:
        return by_place
    better = _weight(rows, meanings, by_content) - _weight(rows, meanings, by_place)
    contradicted = any(misfits(row, meanings, by_place) for row in rows)
    return by_content if better > _CLEARLY * len(rows) and contradicted else by_place


def _by_place(edges: tuple[float, ...], known: tuple[float, ...], width: int) -> Assignment | None:
    """Map physical columns to header columns by where they stand on the page: only where each falls into a column of its own."""
    if not edges or len(known) != width + 1 or abs(edges[0] - known[0]) > 12 or abs(edges[-1] - known[-1]) > 12:
        return None
    out: list[int | None] = [None] * width
    for physical in range(len(edges) - 1):
        middle = (edges[physical] + edges[physical + 1]) / 2
        column = next((c for c in range(width) if known[c] <= middle < known[c + 1]), None)
        if column is None or out[column] is not None:
            return None
        out[column] = physical
    return tuple(out)


def _by_content(rows: Sequence[Sequence[str]], meanings: Sequence[Meaning]) -> Assignment | None:
    """The one assignment, the order of the cells kept, that fits all rows and fits them clearly better than any other."""
    width, cells = len(meanings), len(rows[0])
    found: list[tuple[float, Assignment]] = []
    for n, absent in enumerate(combinations(range(width), width - cells)):
        if n >= _MOST_CANDIDATES:
            return None
        source = iter(range(cells))
        candidate = tuple(None if c in absent else next(source) for c in range(width))
        if not any(misfits(row, meanings, candidate) for row in rows):
            found.append((_weight(rows, meanings, candidate), candidate))
    found.sort(key=lambda pair: -pair[0])
    if not found or (len(found) > 1 and found[0][0] - found[1][0] < _CLEARLY * len(rows)):
        return None
    return found[0][1]


def _weight(rows: Sequence[Sequence[str]], meanings: Sequence[Meaning], assignment: Assignment) -> float:
    return sum(weigh(row, meanings, assignment) for row in rows)
