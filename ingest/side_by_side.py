"""Tables that stand side by side on one sheet, told by their heads: the same captions again, beyond columns that hold nothing at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ingest.cutting import Span, cut
from ingest.model import Table

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
    return [cut(table, columns=part) for part in zip(starts, ends, strict=True)] if len(starts) > 1 else [table]


def _parts(table: Table) -> Iterator[Span]:
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
