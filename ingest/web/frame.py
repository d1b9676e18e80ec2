"""The frame of a spreadsheet published as a page: letters over its columns and numbers beside its rows are no part of what it says."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from ingest.cutting import cut
from ingest.model import Table
from ingest.sheet import column_name


def without_frame(table: Table) -> Table:
    """The table without such a first row and first column."""
    letters = _texts((cell.column, cell.text) for cell in table.cells if cell.row == 0)
    numbers = _texts((cell.row, cell.text) for cell in table.cells if cell.column == 0)
    if len(letters) < 2 or letters != [column_name(index) for index in range(len(letters))]:
        return table
    if not numbers or not all(text.isdecimal() for text in numbers) or any(int(b) - int(a) != 1 for a, b in pairwise(numbers)):
        return table
    return cut(table, rows=(1, table.rows), columns=(1, table.columns))


def _texts(placed: Iterable[tuple[int, str]]) -> list[str]:
    return [text.strip() for _, text in sorted(placed) if text.strip()]
