"""Rows that no rule parts though the columns are ruled: a cell of the grid that holds the figures of many rows is cut into them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from ingest.grid import Grid, GridCell, Word
from ingest.grid_anchors import anchored
from ingest.grid_chunks import Chunk, TextRow, line_of, text_rows
from ingest.grid_columns import ACROSS, is_amount, is_number
from ingest.model import Note, Table
from ingest.pdf_place import Ink
from ingest.pdf_wrapped import is_one_row

UNSURE = "unsettled"
"""Why a page whose table nobody can settle is lost: what stands in it never becomes a record."""

# The number that a measure's title begins with.
_NUMBERED = re.compile(r"(?:\d{1,2}\.)+(?:\d{1,2}\.?)?\s+(?=[^\W\d_])")

Place = tuple[int, int]
Held = Mapping[Place, Sequence[Ink]]


def rows_uncut(grid: Grid, held: Held) -> dict[int, list[float]]:
    """The rows of the grid that are several ones, by index, with the heights where these part."""
    found: dict[int, list[float]] = {}
    for row, columns in _candidates(held).items():
        cells = [cell for cell in grid.cells if cell.row <= row < cell.row + cell.row_span]
        if len(columns) > 1 and len(cells) > 2 and all(cell.row_span == 1 for cell in cells):
            lines = _lines(cells, held)
            cuts = _cuts(lines, grid.column_edges)
            if cuts and not _is_one(row, columns, held):
                found[row] = cuts
    return found


def _is_one(row: int, columns: Set[int], held: Held) -> bool:
    """Do the number and the figures of the row go over lines, each whole only with all of them?"""
    before, after = ("".join(_texts(held, (at, 0))) for at in (row - 1, row + 1))
    return is_one_row(_texts(held, (row, 0)), [_texts(held, (row, column)) for column in sorted(columns - {0})], before, after)


def _texts(held: Held, place: Place) -> list[str]:
    """The lines of a cell."""
    lines: dict[int, list[str]] = defaultdict(list)
    for ink in sorted(held.get(place, ()), key=lambda ink: ink.u0):
        lines[round(ink.base)].append(ink.text)
    return [" ".join(lines[base]) for base in sorted(lines)]


def _candidates(held: Held) -> dict[int, set[int]]:
    """The rows, and in them the columns, whose cells hold nothing but figures in several lines; in the first row, below the words of the head."""
    found: dict[int, set[int]] = defaultdict(set)
    for (row, column), inks in held.items():
        if row == 0:
            inks = _below_words(inks)
        # Most cells end here: the rest of this test is for those that begin like a figure.
        if len(inks) < 2 or inks[0].text[0] not in "0123456789-–—−+IVXІХ":
            continue
        if len({round(ink.base) for ink in inks}) > 1 and all(is_amount(ink.text) or is_number(ink.text) for ink in inks):
            found[row].add(column)
    return found


def _below_words(inks: Sequence[Ink]) -> Sequence[Ink]:
    """What stands in a cell below its last line with anything but figures: a head that no rule parts from the rows below it stands above."""
    words = [ink.base for ink in inks if not (is_amount(ink.text) or is_number(ink.text))]
    return [ink for ink in inks if ink.base > max(words)] if words else inks


def _lines(cells: Sequence[GridCell], held: Held) -> list[TextRow]:
    """The lines of all cells of a row, a chunk for each cell's part of them."""
    columns: dict[int, int] = {}
    words: list[Word] = []
    for cell in cells:
        for ink in held.get((cell.row, cell.column), ()):
            words.append(Word(ink.text, ink.box))
            columns[id(words[-1])] = cell.column
    rows = []
    for row in text_rows(words):
        parts: dict[int, list[Word]] = defaultdict(list)
        for chunk in row.chunks:
            for word in chunk.words:
                parts[columns[id(word)]].append(word)
        rows.append(line_of([Chunk(tuple(parts[column])) for column in sorted(parts)]))
    return rows


def _cuts(lines: Sequence[TextRow], xs: Sequence[float]) -> list[float]:
    told = anchored(lines, xs, [False] * len(lines))
    groups = _apart(told.groups) if told is not None and not told.down else []
    if len(groups) < 2 or not _are_rows(groups):
        return []
    return [(max(r.y1 for r in above) + min(r.y0 for r in below)) / 2 for above, below in zip(groups, groups[1:], strict=False)]


def _apart(groups: Sequence[list[TextRow]]) -> list[list[TextRow]]:
    """The groups, those above the first figure as one where their lines reach into each other: the texts of a head, each in the middle of its cell."""
    found: list[list[TextRow]] = []
    for group in groups:
        figures = any(is_amount(chunk.text) or is_number(chunk.text) for row in group for chunk in row.chunks)
        if len(found) == 1 and not figures and min(row.y0 for row in group) < max(row.y1 for row in found[0]):
            found[0] += group
        else:
            found.append(list(group))
    return found


def _are_rows(groups: Sequence[Sequence[TextRow]]) -> bool:
    """Are they rows of their own, and no sums by source in the cells of one? Each has its number, or is a total or a title.

    Without numbers each begins with a text of its own.
    """
    if not any(is_amount(chunk.text) for row in groups[0] for chunk in row.chunks):
        # A page may begin with the rest of a row.
        groups = groups[1:]
    others = [group for group in groups if not any(is_number(row.chunks[0].text) for row in group)]
    named = [any(ACROSS.match(chunk.text) for row in group for chunk in row.chunks) for group in others]
    alone = [all(len(row.chunks) == 1 for row in group) for group in others]
    if len(groups) > len(others) or all(named):
        return all(a or b for a, b in zip(named, alone, strict=True))
    first = [_first(group) for group in others]
    bare = [_NUMBERED.sub("", text) for text in first]
    least = 1 if all(a != b for a, b in zip(bare, first, strict=True)) else 2
    return len(others) == len(groups) > least and all(text[:1].isupper() and not is_amount(text) for text in bare)


def _first(group: Sequence[TextRow]) -> str:
    """The text that a row begins with: the highest one at its left edge."""
    left = min(row.x0 for row in group) + group[0].height
    return min((row.chunks[0] for row in group if row.x0 <= left), key=lambda c: c.y0).text


def cut(grid: Grid, cuts: Mapping[int, Sequence[float]]) -> Grid:
    """The grid with the rows ``cuts`` names parted at these heights."""
    edges = sorted([*grid.row_edges, *(y for ys in cuts.values() for y in ys)])
    cells: list[GridCell] = []
    for cell in grid.cells:
        first, last = moved(cell.row, cuts), moved(cell.row + cell.row_span, cuts)
        if cell.row in cuts and cell.row_span == 1:
            for row in range(first, last):
                cells.append(GridCell(row, cell.column, 1, cell.column_span, replace(cell.box, y0=edges[row], y1=edges[row + 1])))
        else:
            cells.append(replace(cell, row=first, row_span=last - first))
    cells.sort(key=lambda c: (c.row, c.column))
    repaired = frozenset((moved(row, cuts), column) for row, column in grid.repaired)
    return replace(grid, row_edges=tuple(edges), cells=tuple(cells), repaired=repaired)


def moved(row: int, cuts: Mapping[int, Sequence[float]]) -> int:
    """The index of a row after the cuts."""
    return row + sum(len(ys) for r, ys in cuts.items() if r < row)


def row_of(ink: Ink, row: int, cuts: Mapping[int, Sequence[float]]) -> int:
    """The index of the row of a word that stood in ``row`` before the cuts."""
    return moved(row, cuts) + bisect_right(cuts.get(row, ()), (ink.box.y0 + ink.box.y1) / 2)


def still_uncut(table: Table) -> Note | None:
    """A note on a table one row of which holds the numbers and the amounts of several that nothing tells apart."""
    numbers: set[int] = set()
    amounts: set[int] = set()
    for cell in table.cells:
        parts = cell.text.split("\n")
        if len(parts) > 1 and (cell.column == 0 and all(map(is_number, parts)) or sum(bool(_NUMBERED.match(part)) for part in parts) > 1):
            numbers.add(cell.row)
        elif len(parts) > 1 and all(map(is_amount, parts)) and _several(parts):
            amounts.add(cell.row)
    return Note("page_lost", {"page": str(table.page), "why": UNSURE}, page=table.page) if numbers & amounts else None


def _several(parts: Sequence[str]) -> bool:
    """Whether amounts one below the other are several, and not one that goes over lines: each is complete and has as many decimals as the next."""
    decimals = {len(part.replace(".", ",").partition(",")[2].rstrip()) for part in parts}
    cut = any(part.rstrip().endswith((",", ".")) for part in parts) or any(re.match(r"0\d", part.strip()) for part in parts[1:])
    return len(decimals) == 1 and not cut
