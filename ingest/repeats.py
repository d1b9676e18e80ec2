"""Merged cells that a converter undid and filled: each place of the merge repeats its text. They are merged again.

Told by a row over the whole table, a section's title, that repeats one text in every cell of a table without any merge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from ingest.model import Cell, Table

_Area = tuple[int, int, int, int]
"""First row, first column, and how many rows and columns."""
_Texts = list[list[str]]
_LABEL = re.compile(r"\d{1,3}(?:\.\d{1,3})*\.?")
# A table has at least so many columns; two cells alike prove nothing.
_LEAST = 3


def merged_repeats(table: Table) -> Table:
    """The table with its repeated cells merged; as it is where no row repeats one text from end to end."""
    if table.columns < _LEAST or len(table.cells) != table.rows * table.columns:
        return table
    texts: _Texts = [[""] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        texts[cell.row][cell.column] = cell.text
    if not any(_is_wide(row) for row in texts):
        return table
    areas = {(area[0] + r, area[1] + c): area for area in _areas(texts) for r in range(area[2]) for c in range(area[3])}
    return replace(table, cells=tuple(_drawn(table.cells, areas)))


def _drawn(cells: Sequence[Cell], areas: dict[tuple[int, int], _Area]) -> Iterator[Cell]:
    for cell in cells:
        area = areas.get((cell.row, cell.column))
        if area is None:
            yield cell
        elif area[:2] == (cell.row, cell.column):
            yield replace(cell, row_span=area[2], column_span=area[3])


def _areas(texts: _Texts) -> Iterator[_Area]:
    """The merged cells: of the head, of each section's title and total, and of the rows that share their number and title."""
    body = next(at for at, row in enumerate(texts) if _is_wide(row) or _LABEL.fullmatch(row[0].strip()))
    yield from _blocks(texts[:body])
    for at in range(body, len(texts)):
        row = texts[at]
        run = next((column for column in range(1, len(row)) if row[column] != row[0]), len(row))
        if run > 1 and _has_words(row[0]):
            yield at, 0, 1, run
    yield from _shared(texts, body)


def _blocks(head: _Texts) -> Iterator[_Area]:
    """The largest rectangles of one text in a head, from its top left corner on."""
    taken: set[tuple[int, int]] = set()
    for r, row in enumerate(head):
        for c, text in enumerate(row):
            if (r, c) in taken or not text:
                continue
            right = next((k for k in range(c + 1, len(row)) if row[k] != text or (r, k) in taken), len(row))
            below = next((k for k in range(r + 1, len(head)) if set(head[k][c:right]) != {text}), len(head))
            taken |= {(y, x) for y in range(r, below) for x in range(c, right)}
            if (below - r) * (right - c) > 1:
                yield r, c, below - r, right - c


def _shared(texts: _Texts, body: int) -> Iterator[_Area]:
    """The columns that the rows of one measure repeat, where those of every measure do."""
    rows = [at for at in range(body, len(texts)) if texts[at][0] and texts[at][0] != texts[at][1]]
    groups = [list(found) for _, found in groupby(rows, key=lambda at: tuple(texts[at][:2]))]
    groups = [group for group in groups if len(group) > 1 and group[-1] - group[0] == len(group) - 1]
    for column in range(len(texts[0])):
        alike = all(len({texts[at][column] for at in group}) == 1 for group in groups)
        held = [texts[group[0]][column] for group in groups if texts[group[0]][column]]
        if alike and (column < 2 or (held and all(_has_words(text) for text in held))):
            yield from ((group[0], column, len(group), 1) for group in groups)


def _is_wide(row: Sequence[str]) -> bool:
    return _has_words(row[0]) and len(set(row)) == 1


def _has_words(text: str) -> bool:
    return sum(char.isalpha() for char in text) > 2
