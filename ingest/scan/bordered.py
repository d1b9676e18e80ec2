"""A border that one row lacks and the rows around it have: where texts stand on both sides of its place, it is worn off there.

Figures stand near each other, and are told by their kind. Other texts, a head's too, are two where the paper between them is wider
than between any words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from ingest.grid import Grid, GridCell
from ingest.scan.cells import PixelBox, read_cells
from ingest.scan.ink import Inked
from ingest.scan.page import Page

# This part of the rows that are no titles have the border.
_USUAL = 0.6
# White space (in heights of a digit) at the border's place: between figures, and between texts, wider than between the words of one.
_GAP, _WIDE = 0.6, 1.2
# That much wider than between words, which stand no farther apart than so many letters follow each other.
_WIDER, _STEPS = 1.5, 1.4
# A cell over more columns than this part of them is a title, but in the table's head.
_TITLE, _HEAD = 0.6, 3
# A border's rests are as thin, and lie as near its place (pixels); blurred ones run through so much of the cell, and are twice as wide.
_THIN, _THROUGH = 8, 0.85
# Nothing but a border is so much higher than a digit. A comma stands as near behind its letter (in heights of a digit).
_HIGH, _NEAR = 1.4, 0.5
# What a column of figures holds: an amount of two digits and more, or a dash.
_FIGURE = re.compile(r"[-–—]|(?=(?:\D*\d){2})-?\d[\d ]*(?:[.,]\s?\d+)?\s?%?")
# So many figures at their borders' places tell a row.
_FIGURES = 2
# A number, or a word of a few letters; read as surely as this.
_TEXT, _READ = re.compile(r"[\d№]|[^\W\d_]{3}"), 0.5


def bordered(page: Page, grid: Grid, deadline: float) -> Grid:
    """The grid with cells over several columns parted at worn-off borders. Raises ``OutOfTime``."""
    parted = {}
    for cell in grid.cells:
        if cell.column_span > 1 and (pieces := _parted(page, grid, cell, deadline)):
            parted[cell] = pieces
    if not parted:
        return grid
    cells = [piece for cell in grid.cells for piece in parted.get(cell, [cell])]
    return replace(grid, cells=tuple(sorted(cells, key=lambda c: (c.row, c.column))))


def _parted(page: Page, grid: Grid, cell: GridCell, deadline: float) -> list[GridCell]:
    """The cells that one is; none where it is whole."""
    rooms = dict(_rooms(page, grid, cell))
    if cell.row and rooms and _holds_figures(page, pieces := _pieces(grid, cell, list(rooms)), deadline):
        # Where the row's other borders are worn off, so are those beside its blank cells.
        return _pieces(grid, cell, sorted({*rooms, *_beside_blanks(page, grid, cell)}))
    wide = [column for column, room in rooms.items() if room >= _WIDE]
    title = cell.row >= _HEAD and cell.column_span > _TITLE * (len(grid.column_edges) - 1)
    if not wide or title or not _holds_texts(page, pieces := _pieces(grid, cell, wide), deadline):
        return []
    return pieces


def _rooms(page: Page, grid: Grid, cell: GridCell) -> Iterator[tuple[int, float]]:
    """The columns before which a cell's ink leaves room for a border that most rows have, with how wide it is (in heights of a digit)."""
    columns = [k for k in range(cell.column + 1, cell.column + cell.column_span) if _is_usual(grid, k, cell)]
    if not columns:
        return
    ink = page.inked(_pixels(page, cell))
    places = {column: round(grid.column_edges[column] * page.dpi / 72) - ink.x for column in columns}
    word = _words_apart(ink, list(places.values()))
    for column, at in places.items():
        room = _room(ink, at)
        if room >= _GAP:
            yield column, room if room > _WIDER * word else _GAP


def _beside_blanks(page: Page, grid: Grid, cell: GridCell) -> Iterator[int]:
    """The columns before which most rows have a border and that, or all of the columns before, a cell leaves blank."""
    ink = page.inked(_pixels(page, cell))
    x0, x1 = min((g.x0 for g in ink.glyphs), default=0), max((g.x1 for g in ink.glyphs), default=0)
    for column in range(cell.column + 1, cell.column + cell.column_span):
        at = round(grid.column_edges[column] * page.dpi / 72) - ink.x
        if not x0 - _THIN < at < x1 + _THIN and _is_usual(grid, column, cell):
            yield column


def _is_usual(grid: Grid, column: int, within: GridCell) -> bool:
    """Do most of the other rows, titles left out, have a border before a column?"""
    last = len(grid.column_edges) - 2
    own = range(within.row, within.row + within.row_span)
    rows: dict[int, bool] = {}
    for cell in grid.cells:
        if cell.column == 0 and cell.column_span > last:
            continue
        for k in range(cell.row, cell.row + cell.row_span):
            if k not in own:
                rows[k] = rows.get(k, True) and not cell.column < column < cell.column + cell.column_span
    return len(rows) > 2 and sum(rows.values()) >= _USUAL * len(rows)


def _room(ink: Inked, at: int) -> float:
    """How wide the white space is in which a border would lie (in heights of a digit); 0 where print lies there or on one side alone."""
    # What is left of the border itself is as thin as a border, and stands apart as no comma does.
    through = _THROUGH * ink.clean.shape[0]
    rests = [
        g
        for g in ink.glyphs
        if (g.width <= _THIN or (g.width <= 2 * _THIN and g.height >= through)) and abs((g.x0 + g.x1) / 2 - at) <= _THIN
    ]
    others = [g for g in ink.glyphs if g not in rests]
    commas = [g for g in rests if any(0 <= g.x0 - o.x1 < _NEAR * ink.glyph_height and o.y0 < g.y1 and g.y0 < o.y1 for o in others)]
    # Beside a piece of the border that is higher than any letter there is no comma.
    letters = others if any(g.height > _HIGH * ink.glyph_height for g in rests) else others + commas
    left = max((g.x1 for g in letters if g.x0 < at), default=None)
    right = min((g.x0 for g in letters if g.x1 > at), default=None)
    if left is None or right is None or not left < at < right:
        return 0.0
    return (right - left) / max(1.0, ink.glyph_height)


def _words_apart(ink: Inked, places: list[int]) -> float:
    """The widest white space between words (in heights of a digit): of a line, away from the given places, or as typewriters leave it."""
    lines = [sorted(line, key=lambda g: g.x0) for line in ink.lines]
    pairs = [(a, b) for line in lines for a, b in pairwise(line) if not any(a.x1 <= at + _THIN and b.x0 >= at - _THIN for at in places)]
    steps = sorted(b.x0 - a.x0 for a, b in pairs)
    widest = max((b.x0 - a.x1 for a, b in pairs), default=0)
    return max(widest, _STEPS * steps[len(steps) // 2] if steps else 0) / max(1.0, ink.glyph_height)


def _pieces(grid: Grid, cell: GridCell, cuts: list[int]) -> list[GridCell]:
    starts = [cell.column, *cuts]
    ends = [*cuts, cell.column + cell.column_span]
    return [
        GridCell(cell.row, a, cell.row_span, b - a, replace(cell.box, x0=grid.column_edges[a], x1=grid.column_edges[b]))
        for a, b in zip(starts, ends, strict=True)
    ]


def _holds_figures(page: Page, pieces: list[GridCell], deadline: float) -> bool:
    """Does a figure stand in every piece but the first, which may be a row's label? Beside two of them the last may be words, and others blank."""
    texts = read_cells(page, [_pixels(page, piece) for piece in pieces], deadline=deadline)
    told = [" ".join(text.text.split()) for text in texts]
    figures = [text for text in told[1:] if _FIGURE.fullmatch(text)]
    if not told[0] or len(figures) == len(told) - 1:
        return bool(told[0])
    inner = all(not text or _FIGURE.fullmatch(text) for text in told[1:-1])
    amounts = sum(any(c.isdigit() for c in text) for text in figures)
    return inner and amounts >= _FIGURES and (not told[-1] or bool(_FIGURE.fullmatch(told[-1]) or _TEXT.search(told[-1])))


def _holds_texts(page: Page, pieces: list[GridCell], deadline: float) -> bool:
    """Does each piece hold a number or words? What a stamp leaves beside a label is neither."""
    texts = read_cells(page, [_pixels(page, piece) for piece in pieces], deadline=deadline)
    return all(_TEXT.search(text.text) and text.confidence >= _READ for text in texts)


def _pixels(page: Page, cell: GridCell) -> PixelBox:
    k = page.dpi / 72
    return round(cell.box.x0 * k), round(cell.box.y0 * k), round(cell.box.x1 * k), round(cell.box.y1 * k)
