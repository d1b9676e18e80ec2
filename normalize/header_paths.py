"""The texts above each column of a header block, from the top level down."""

from __future__ import annotations

from collections.abc import Sequence

from normalize.column_marks import is_number_row
from normalize.header_levels import goes_on
from normalize.table_rows import Row
from normalize.text import one_line


def header_paths(rows: Sequence[Row], start: int, end: int) -> tuple[tuple[str, ...], ...]:
    """The texts above each column from the top level down; spans that the file lost are inferred from the level below."""
    block = [row for row in rows[start:end] if not is_number_row(row) and not row.empty]
    if not block:
        return ()
    width = len(block[0].cells)
    grid = [[row.text(c) for c in range(width)] for row in block]
    for level in range(len(block) - 1, 0, -1):
        if goes_on(block[level - 1], block[level]):
            for column, cell in block[level].filled():
                grid[level - 1][column] = one_line(f"{block[level - 1].cells[column].text}\n" + (grid[level][column] or cell.text))
            del grid[level], block[level]
    for level in range(len(grid) - 1):
        for column in range(1, width):
            if not grid[level][column] and block[level].cells[column].row_span == 1:
                grid[level][column] = _inherited(grid, block, level, column)
    return tuple(tuple(dict.fromkeys(grid[level][c] for level in range(len(grid)) if grid[level][c])) for c in range(width))


def _inherited(grid: list[list[str]], block: Sequence[Row], level: int, column: int) -> str:
    """The text of the group to the left that an empty top cell belongs to: both have something below."""
    below = range(level + 1, len(grid))
    if not any(grid[r][column] for r in below):
        return ""
    left = column - 1
    text = grid[level][left]
    if not text or not any(grid[r][left] and grid[r][left] != text for r in below):
        return ""
    if any(grid[r][column] for r in range(level)) and any(grid[r][left] != grid[r][column] for r in range(level)):
        return ""
    return text
