"""The texts above each column of a header block, from the top level down."""

from __future__ import annotations

from collections.abc import Sequence

from normalize.column_marks import is_number_row
from normalize.header_levels import goes_on
from normalize.lexicon import Lexicon
from normalize.table_rows import Row
from normalize.text import one_line
from normalize.units import read_unit


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


def parted(paths: Sequence[tuple[str, ...]], lexicon: Lexicon) -> tuple[tuple[str, ...], ...]:
    """The paths, a lowest head over exactly two columns that says one after the other what each holds parted: «№ з/п Зміст заходів», «План Факт»."""
    out = list(paths)
    for c in range(len(paths) - 1):
        alike = [k for k, path in enumerate(paths) if path and path == paths[c]]
        if alike == [c, c + 1] and (halves := _two_heads(paths[c][-1], lexicon)) is not None:
            out[c], out[c + 1] = ((*paths[c][:-1], half) for half in halves)
    return tuple(out)


_PAIRS = {
    ("number", "measure"),
    ("number", "programme"),
    ("planned", "actual"),
    ("planned", "spent"),
    ("actual", "percent"),
    ("spent", "percent"),
}
_SURE = 0.9


def _two_heads(text: str, lexicon: Lexicon) -> tuple[str, str] | None:
    words = text.split()
    found = []
    for at in range(1, len(words)):
        halves = " ".join(words[:at]), " ".join(words[at:])
        named = [lexicon.best("fields", half, _SURE) for half in halves]
        if all(match is not None and match.exact for match in named) and tuple(match.meaning for match in named if match) in _PAIRS:
            found.append(halves)
    alike = [halves for halves in found if len({read_unit(half) for half in halves}) == 1]
    return next(iter((alike or found)[::-1]), None)  # «План, тис. грн | Факт»: the unit belongs to what stands before it
