"""A table's columns as a reader sees them: borders off by a hair are one border, and a border that no full row has is none.

Word keeps a grid column for every place where any row's border was dragged to; spreadsheets made by accounting programs merge two or
twenty narrow columns in every row of a table, for the sake of the lines above it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from ingest.column_order import first_borders
from ingest.model import Cell, Table

SLIVER = 10.0
"""Points: a column narrower than Word's cell margins holds no character; it is where two rows' borders miss each other."""
_LEAST = 3
"""A row with fewer texts than this draws no columns for the table."""
_ROWS = 4
"""So many rows draw them together."""


def seen_columns(table: Table) -> Table:
    """The table with the columns that its rows tell apart. No text and no nested table is lost, and none changes its row."""
    return _without_idle(_without_slivers(table))


def _without_slivers(table: Table) -> Table:
    """Borders that are one by their order in the rows, or nearer to each other than ``SLIVER`` without a text between them, made one."""
    edges = table.column_edges
    if len(edges) != table.columns + 1 or any(b < a for a, b in pairwise(edges)) or edges[-1] <= edges[0]:
        return table
    kept = first_borders(table)
    if kept is None and any(0 < b - a <= SLIVER for a, b in pairwise(edges)):
        kept = _apart(edges, {(cell.column, cell.column + cell.column_span) for cell in table.cells if _holds(cell)})
    # A grid of nonsense widths (all of them some few points) says nothing about what is near.
    if kept is None or len(kept) > table.columns or edges[-1] - edges[0] < 2 * SLIVER * (len(kept) - 1):
        return table
    last = [following - 1 for following in kept[1:]]
    return _redrawn(table, kept, [edges[edge] for edge in (*last, table.columns)])


def _apart(edges: Sequence[float], held: Collection[tuple[int, int]]) -> list[int]:
    """The first border of each group. ``held`` are the borders (left, right) of the cells that hold something."""
    group = list(range(len(edges)))
    for _, right in sorted((b - a, i + 1) for i, (a, b) in enumerate(pairwise(edges)) if 0 < b - a <= SLIVER):
        first = group[right - 1]
        last = next((i for i in range(right, len(edges)) if group[i] != right), len(edges)) - 1
        if edges[last] - edges[first] <= SLIVER and not any(first <= a and b <= last for a, b in held):
            group[right : last + 1] = [first] * (last + 1 - right)
    return sorted(set(group))


def _without_idle(table: Table) -> Table:
    """The table without borders that only rows of a text or two have: titles over it, notes and signatures below it.

    A grid with widths is the writer's own, and the tail of a table (its totals, their labels merged over several columns) tells little.
    """
    used = _used(table)
    if len(used) == table.columns or table.column_edges:
        return table
    for row in _rows(cell for cell in table.cells if _holds(cell)):
        for left, right in pairwise(sorted(row)):
            if bisect_right(used, left) == bisect_right(used, right):
                used.insert(bisect_right(used, right), right)
    kept = [*used, table.columns]
    return _redrawn(table, kept, [table.column_edges[edge] for edge in kept] if table.column_edges else ())


def _used(table: Table) -> list[int]:
    """The columns at which a cell of a full row begins."""
    filled = [0] * table.rows
    for cell in table.cells:
        if _holds(cell):
            for row in range(cell.row, cell.row + cell.row_span):
                filled[row] += 1
    least = max(_LEAST, max(filled, default=0) / 2)
    full = list(accumulate((count >= least for count in filled), initial=0))
    if full[-1] < _ROWS:
        return list(range(table.columns))
    return sorted({0, *(cell.column for cell in table.cells if full[cell.row + cell.row_span] > full[cell.row])})


def _rows(cells: Iterator[Cell]) -> Collection[list[int]]:
    """The columns at which the cells of each row begin."""
    rows: dict[int, list[int]] = {}
    for cell in cells:
        for row in range(cell.row, cell.row + cell.row_span):
            rows.setdefault(row, []).append(cell.column)
    return rows.values()


def _redrawn(table: Table, kept: Sequence[int], edges: Sequence[float]) -> Table:
    """The table over the borders ``kept`` (by their numbers, the last one or what joined it among them), which stand at ``edges``."""
    place = [bisect_right(kept, edge) - 1 for edge in range(table.columns + 1)]
    columns = len(kept) - 1
    cells: list[Cell] = []
    taken = bytearray(table.rows * columns)
    for cell in sorted(table.cells, key=lambda each: (not _holds(each), each.row, each.column)):
        start, end = place[cell.column], place[cell.column + cell.column_span]
        end = max(end, start + 1) if _holds(cell) else end
        if end > start and _take(taken, cell, start, end, columns):
            cells.append(replace(cell, column=start, column_span=end - start))
    cells.extend(Cell("", *divmod(position, columns), page=table.page) for position, used in enumerate(taken) if not used)
    hidden = [all(c in table.hidden_columns for c in range(a, b)) for a, b in pairwise(kept)]
    return replace(
        table,
        columns=columns,
        cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))),
        column_edges=tuple(edges),
        hidden_columns=frozenset(column for column, unseen in enumerate(hidden) if unseen),
        repaired=frozenset((row, min(place[column], columns - 1)) for row, column in table.repaired),
    )


def _take(taken: bytearray, cell: Cell, start: int, end: int, columns: int) -> bool:
    """Marks the cell's place; False where another cell already has some of it."""
    spans = [slice(row * columns + start, row * columns + end) for row in range(cell.row, cell.row + cell.row_span)]
    if any(1 in taken[span] for span in spans):
        return False
    for span in spans:
        taken[span] = b"\x01" * (end - start)
    return True


def _holds(cell: Cell) -> bool:
    return bool(cell.text or cell.tables or cell.exact is not None)
