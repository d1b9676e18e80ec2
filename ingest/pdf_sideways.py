"""A sheet printed over two widths of paper: the columns that had no room go on beside the same rows on another page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.model import Block, Table

# How far (points) one row may stand off on the two pages; the least rows that show it.
_STRAY, _LEAST = 1.5, 4


def widths_joined(pages: Sequence[list[Block]]) -> list[list[Block]]:
    """The pages' blocks, where the columns printed on further pages stand at the right of those whose rows they share.

    Programs print down and then over, or over and then down. Nothing is joined unless all pages of the table pair up.
    """
    result = [list(blocks) for blocks in pages]
    places = [(n, k, block) for n, blocks in enumerate(result) for k, block in enumerate(blocks) if isinstance(block, Table)]
    if len({n for n, _, _ in places}) != len(places) or len(places) % 2:
        return result
    half = len(places) // 2
    orders = [list(zip(places[:half], places[half:], strict=True)), list(zip(places[::2], places[1::2], strict=True))]
    for pairs in orders:
        if pairs and all(_beside(left[2], right[2]) for left, right in pairs):
            for (n, k, left), (m, j, right) in pairs:
                result[n][k] = _widened(left, right)
                del result[m][j]
            break
    return result


def _beside(left: Table, right: Table) -> bool:
    """Do the two have rows at the same heights, other columns, and nothing in common in their first rows?"""
    tops, others = _tops(left), _tops(right)
    level = len(tops) == len(others) >= _LEAST and all(abs(a - b) <= _STRAY for a, b in zip(tops, others, strict=True))
    if not level or left.rows != right.rows or _widths(left) == _widths(right):
        return False
    return not _head(left) & _head(right)


def _tops(table: Table) -> list[float]:
    return sorted({cell.row: cell.box.y0 for cell in table.cells if cell.box is not None}.values())


def _widths(table: Table) -> list[int]:
    return [round(b - a) for a, b in zip(table.column_edges, table.column_edges[1:], strict=False)]


def _head(table: Table) -> set[str]:
    return {cell.text for cell in table.cells if cell.row == 0 and cell.text}


def _widened(left: Table, right: Table) -> Table:
    shift = left.column_edges[-1] - right.column_edges[0]
    cells = (*left.cells, *(replace(cell, column=cell.column + left.columns) for cell in right.cells))
    repaired = left.repaired | {(row, column + left.columns) for row, column in right.repaired}
    edges = (*left.column_edges, *(x + shift for x in right.column_edges[1:]))
    ordered = tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))
    return replace(left, columns=left.columns + right.columns, cells=ordered, column_edges=edges, repaired=frozenset(repaired))
