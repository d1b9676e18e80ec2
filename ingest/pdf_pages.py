"""A table that goes on over the page keeps its columns, also where the rows on the next page are all merged over some of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.model import Block, Paragraph, Table

# Borders of one table stray by no more than this (points) from page to page.
_STRAY = 2.0


def columns_kept(pages: Sequence[list[Block]]) -> list[list[Block]]:
    """The pages' blocks (roles known), where the table that opens a page has the columns of the one that ended the page before."""
    result: list[list[Block]] = []
    open_table: Table | None = None
    for blocks in pages:
        blocks = list(blocks)
        body = [k for k, block in enumerate(blocks) if not isinstance(block, Paragraph) or block.role not in ("header", "footer")]
        if body and open_table is not None and isinstance(first := blocks[body[0]], Table):
            blocks[body[0]] = _with_columns(first, open_table)
        last = blocks[body[-1]] if body else None
        open_table = last if isinstance(last, Table) else None
        result.append(blocks)
    return result


def _with_columns(table: Table, before: Table) -> Table:
    """The table on the grid of ``before``, where its own columns are some of those."""
    return on_columns(table, before.column_edges) if table.ruled and before.ruled else table


def on_columns(table: Table, known: Sequence[float]) -> Table:
    """The table on columns with these edges, where its own are some of them, the outer ones included."""
    edges = table.column_edges
    if not 2 < len(edges) < len(known):
        return table
    places = [min((abs(at - x), k) for k, at in enumerate(known))[1] for x in edges]
    if any(abs(known[k] - x) > _STRAY for k, x in zip(places, edges, strict=True)) or (places[0], places[-1]) != (0, len(known) - 1):
        return table
    cells = tuple(replace(c, column=places[c.column], column_span=places[c.column + c.column_span] - places[c.column]) for c in table.cells)
    repaired = frozenset((row, column) for row, c in table.repaired for column in range(places[c], places[c + 1]))
    return replace(table, columns=len(known) - 1, cells=cells, column_edges=tuple(known), repaired=repaired)
