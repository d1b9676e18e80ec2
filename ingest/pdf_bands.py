"""Bands of a ruled table that hold several rows with no rule between: columns ruled, rows not, or rules round the head and the totals alone.

Only the rest of such a grid counts as drawn; the rows of the bands are told by their texts, in its columns (``ingest.pdf_partial``).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from ingest.grid import Grid, Line, Word
from ingest.grid_chunks import text_rows
from ingest.grid_columns import ACROSS, is_amount, is_number
from ingest.model import Box
from ingest.pdf_place import Ink
from ingest.pdf_wrapped import is_one_row

# A rule parts rows where it runs over this share of the table's width; one that is shorter but this long parts cells.
_THROUGH, _PARTLY = 0.6, 0.06
# White between dashes (points) is no wider.
_DASH = 6.0
# How far (points) pieces of one rule, or a rule and a border, may lie apart.
_LEVEL = 2.0
_SEVERAL = 2
# The number of a row, and no code of a budget's programme.
_ROW_NUMBER = re.compile(r"(?:\d{1,2}\.)*\d{1,2}\.?")
_LEAST_COLUMNS = 4
# Thousands whose last group lacks digits.
_CUT_GROUP = re.compile(r"-?\d{1,3}(?:[ \u00a0]\d{3})*[ \u00a0]\d{1,2}")

Span = tuple[float, float]


def without_open_bands(grids: Sequence[Grid], lines: Sequence[Line], inks: Sequence[Ink]) -> list[Grid]:
    """The grids without the bands that hold several rows each; a grid may fall into pieces, or be left with nothing but its columns."""
    return [piece for grid in grids for piece in _pieces(grid, lines, inks)]


def _pieces(grid: Grid, lines: Sequence[Line], inks: Sequence[Ink]) -> list[Grid]:
    if len(grid.column_edges) <= _LEAST_COLUMNS:
        return [grid]
    box = grid.box
    rules = {y: length / (box.x1 - box.x0) for y, length in _rules(lines, box).items() if box.y0 + _LEVEL < y < box.y1 - _LEVEL}
    heights = [box.y0, *(y for y, share in rules.items() if share > _THROUGH), box.y1]
    partly = [y for y, share in rules.items() if _PARTLY < share <= _THROUGH]
    inside = sorted(
        ((y, ink) for ink in inks if ink.turn == 0 and box.x0 < ink.u0 < box.x1 and box.y0 < (y := ink.middle[1]) < box.y1), key=_height
    )
    free = [band for band in pairwise(heights) if not any(band[0] < y < band[1] for y in partly)]
    bands = [band for band in free if _holds_rows(grid, inside, band) and not _is_one(grid, inside, heights, band)]
    if _ruled_by_row(grid, inside, [band for band in pairwise(heights) if band not in bands]):
        return [grid]
    kept = [r for r, y in enumerate(_middles(grid)) if not any(top < y < bottom for top, bottom in bands)]
    if not bands or any(_straddles(cell.row, cell.row_span, set(kept)) for cell in grid.cells):
        return [grid]
    if not kept:
        return [replace(grid, row_edges=(box.y0,), cells=(), box=replace(box, y1=box.y0), repaired=frozenset())]
    runs = [[r for _, r in run] for _, run in groupby(enumerate(kept), key=lambda item: item[1] - item[0])]
    return [_part(grid, run[0], run[-1] + 1) for run in runs]


def _rules(lines: Sequence[Line], box: Box) -> dict[float, float]:
    """The heights at which rules run over the table, with their lengths."""
    levels: dict[float, list[Line]] = defaultdict(list)
    for line in sorted((ln for ln in lines if ln.y0 == ln.y1 and ln.x1 > box.x0 and ln.x0 < box.x1), key=lambda ln: ln.y0):
        levels[next((y for y in reversed(levels) if abs(y - line.y0) <= _LEVEL), line.y0)].append(line)
    return {y: _length(pieces, box) for y, pieces in levels.items()}


def _length(pieces: Sequence[Line], box: Box) -> float:
    """Of a rule, with the white between its dashes and dots."""
    length, end = 0.0, float("-inf")
    for line in sorted(pieces, key=lambda ln: ln.x0):
        begin = end if line.x0 - end < _DASH else max(line.x0, box.x0)
        length += max(min(line.x1, box.x1) - begin, 0.0)
        end = max(end, line.x1)
    return length


def _middles(grid: Grid) -> list[float]:
    return [(a + b) / 2 for a, b in pairwise(grid.row_edges)]


def _straddles(row: int, span: int, kept: set[int]) -> bool:
    return len({r in kept for r in range(row, row + span)}) > 1


def _height(placed: tuple[float, Ink]) -> float:
    return placed[0]


def _holds_rows(grid: Grid, inks: Sequence[tuple[float, Ink]], band: Span) -> bool:
    """Do amounts stand below each other in two columns, and numbers of rows, titles or totals, one for each? ``inks`` with their heights, sorted."""
    here = [ink for _, ink in inks[bisect_right(inks, band[0], key=_height) : bisect_right(inks, band[1], key=_height)]]
    # Nearly all bands are one row, and end here.
    if len(here) < _SEVERAL * _LEAST_COLUMNS or not any(ink.u0 < grid.column_edges[1] and _ROW_NUMBER.fullmatch(ink.text) for ink in here):
        return False
    lines = {round(ink.base) for ink in here if ink.u0 > grid.column_edges[1] and is_amount(ink.text)}
    if len(lines) < _SEVERAL:
        return False
    held = [Word(ink.text, ink.box) for ink in here]
    amounts: dict[int, int] = defaultdict(int)
    begun = numbered = 0
    last: tuple[int, ...] = ()
    above: dict[int, str] = {}
    for row in text_rows(held):
        figures = {bisect_right(grid.column_edges, (c.x0 + c.x1) / 2) - 1: c.text for c in row.chunks if is_amount(c.text)}
        figures.pop(0, None)
        if len(figures) >= _SEVERAL and all(goes_on(above.get(column, ""), text) for column, text in figures.items()):
            return False
        above = figures
        columns = {bisect_right(grid.column_edges, (c.x0 + c.x1) / 2) - 1 for c in row.chunks if is_amount(c.text)}
        for column in columns - {0}:
            amounts[column] += 1
        first = row.chunks[0]
        number = first.x0 < grid.column_edges[1] and bool(_ROW_NUMBER.fullmatch(first.words[0].text))
        numbered += number and len(columns - {0}) >= _SEVERAL
        if number:
            at = tuple(map(int, first.words[0].text.strip(".").split(".")))
            if at <= last:
                # Rows of a narrow column: a number goes on in the line below.
                return False
            last = at
        begun += number or bool(ACROSS.match(first.text))
    return sum(n >= _SEVERAL for n in amounts.values()) >= _SEVERAL and begun >= _SEVERAL and numbered > 0


def _is_one(grid: Grid, inks: Sequence[tuple[float, Ink]], heights: Sequence[float], band: Span) -> bool:
    """Is the band one row whose number and figures go over lines? All rows of a page may."""
    at = heights.index(band[0])
    numbers = [_numbers(grid, inks, span) for span in pairwise(heights[max(at - 1, 0) : at + 3])]
    before = numbers.pop(0) if at else []
    here = [ink for _, ink in inks[bisect_right(inks, band[0], key=_height) : bisect_right(inks, band[1], key=_height)]]
    figures: dict[int, list[str]] = defaultdict(list)
    for row in text_rows([Word(ink.text, ink.box) for ink in here]):
        for chunk in row.chunks:
            column = bisect_right(grid.column_edges, (chunk.x0 + chunk.x1) / 2) - 1
            if column > 0 and is_amount(chunk.text):
                figures[column].append(chunk.text)
    after = numbers[1] if len(numbers) > 1 else []
    return is_one_row(numbers[0], [lines for lines in figures.values() if len(lines) > 1], "".join(before), "".join(after))


def _numbers(grid: Grid, inks: Sequence[tuple[float, Ink]], span: Span) -> list[str]:
    """What stands in the first column between two rules, line by line."""
    here = inks[bisect_right(inks, span[0], key=_height) : bisect_right(inks, span[1], key=_height)]
    lines: dict[int, list[str]] = defaultdict(list)
    for _, ink in sorted(here, key=lambda item: item[1].u0):
        if ink.u0 < grid.column_edges[1]:
            lines[round(ink.base)].append(ink.text)
    return [" ".join(lines[base]) for base in sorted(lines)]


def goes_on(above: str, text: str) -> bool:
    """Whether a figure is the rest of the one above, which its column had no room for: «711,0» over «6», «562 277» over «,41», «2 831 3» over «86,17»."""
    if re.fullmatch(r"\d{1,2}", text):
        return re.search(r"\d[.,]\d*$", above) is not None
    return above[-1:].isdigit() and (text[0] in ",." or _CUT_GROUP.fullmatch(above) is not None)


def _ruled_by_row(grid: Grid, inks: Sequence[tuple[float, Ink]], bands: Sequence[Span]) -> bool:
    """Do rules hold single rows, with their number and amounts? Then those of other rows do not run together either."""
    for top, bottom in bands:
        here = [ink for _, ink in inks[bisect_right(inks, top, key=_height) : bisect_right(inks, bottom, key=_height)]]
        numbered = any(ink.u0 < grid.column_edges[1] and _ROW_NUMBER.fullmatch(ink.text) for ink in here)
        if numbered and sum(ink.u0 > grid.column_edges[1] and is_amount(ink.text) and not is_number(ink.text) for ink in here) >= _SEVERAL:
            return True
    return False


def _part(grid: Grid, first: int, last: int) -> Grid:
    cells = tuple(replace(cell, row=cell.row - first) for cell in grid.cells if first <= cell.row < last)
    edges = grid.row_edges[first : last + 1]
    repaired = frozenset((row - first, column) for row, column in grid.repaired if first <= row < last)
    return replace(grid, row_edges=edges, cells=cells, box=replace(grid.box, y0=edges[0], y1=edges[-1]), repaired=repaired)
