"""Tables that stand side by side on one sheet, told by their heads: the same captions again, beyond columns that hold nothing at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ingest.model import Cell, Table

Part = tuple[int, int]
"""The first column, and the one after the last."""
# Two heads are alike where they begin with one caption and share so many.
_SHARED = 3


def apart(table: Table) -> list[Table]:
    """The tables of a sheet from left to right, each with all of its rows; mostly the sheet itself is the one."""
    parts = list(_parts(table))
    if len(parts) < 2:
        return [table]
    head = _fullest(table)
    starts = [0]
    for start, _ in parts[1:]:
        before = [text for column, text in head.items() if starts[-1] <= column < start]
        after = [text for column, text in head.items() if column >= start]
        if before and before[0] == head.get(start) and len(set(before) & set(after)) >= _SHARED:
            starts.append(start)
    ends = [max(end for _, end in parts if end <= following) for following in [*starts[1:], table.columns]]
    return [_cut(table, part) for part in zip(starts, ends, strict=True)] if len(starts) > 1 else [table]


def _parts(table: Table) -> Iterator[Part]:
    """The runs of columns with something in them."""
    filled = {c for cell in table.cells if cell.text for c in range(cell.column, cell.column + cell.column_span)}
    start = None
    for column in range(table.columns + 1):
        if column in filled:
            start = column if start is None else start
        elif start is not None:
            yield start, column
            start = None


def _fullest(table: Table) -> Mapping[int, str]:
    """The first of the rows with the most texts: these, in lower case, by the column that they begin in."""
    rows: list[dict[int, str]] = [{} for _ in range(table.rows)]
    for cell in table.cells:
        if any(char.isalpha() or char == "№" for char in cell.text):
            for row in range(cell.row, cell.row + cell.row_span):
                rows[row][cell.column] = " ".join(cell.text.lower().split())
    return dict(sorted(max(rows, key=len).items()))


def _cut(table: Table, part: Part) -> Table:
    start, end = part
    inside: list[Cell] = [
        replace(cell, column=cell.column - start, column_span=min(cell.column + cell.column_span, end) - cell.column)
        for cell in table.cells
        if start <= cell.column < end
    ]
    covered = {
        (row, column)
        for cell in inside
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    }
    inside.extend(Cell("", row, column) for row in range(table.rows) for column in range(end - start) if (row, column) not in covered)
    return replace(
        table,
        columns=end - start,
        cells=tuple(sorted(inside, key=lambda cell: (cell.row, cell.column))),
        hidden_columns=frozenset(column - start for column in table.hidden_columns if start <= column < end),
    )
