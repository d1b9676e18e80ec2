"""Rows of a scanned table that no rule parts: the lines of text in its cells are read one by one, and the grid is cut as an exported page's is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ingest.grid import Grid, GridCell
from ingest.grid_columns import is_amount, is_number
from ingest.model import Box, Note, Table
from ingest.pdf_place import Ink
from ingest.pdf_uncut import UNSURE, cut, rows_uncut, still_uncut
from ingest.pdf_undivided import divided, undivided
from ingest.scan import engine
from ingest.scan.cells import PixelBox, read_cells
from ingest.scan.ink import Glyph, Inked, cleaned
from ingest.scan.page import Page

# A row lower than this (points) holds no two rows of print.
_LOW = 18.0
# A line of so many glyphs may be a number, a cell over so many columns the body of a table.
_FIGURE, _WIDE = 16, 3
# So many amounts in a cell over several columns are no title's.
_FIGURES, _BODY = re.compile(r"\d[\d ]*,\d{1,2}\b"), 5
# Lines of one cell stand closer (from middle to middle, in heights of a digit) than this where they are one number in two pieces.
_TIGHT = 1.2
# Lower than this (of the tallest) is a comma, a dot or a dash; figures differ less than the second in height.
_MARK, _EVEN = 0.5, 0.82
# A line of print reaches so far over and under the feet of its letters, in heights of a digit.
_ABOVE, _BELOW = 1.2, 0.3

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of text in a cell: the box that is read, and the one its print fills (pixels of the page; as high as a line of print is)."""

    place: Place
    box: PixelBox
    filled: PixelBox


def recut(page: Page, grid: Grid, seconds: float, deadline: float) -> Grid:
    """The grid with cells that run over columns parted at these, and rows that hold several ones cut into them."""
    grid = _parted(page, grid, seconds)
    cells = [(cell, ink) for row in _suspects(page, grid) if _holds_figures(page, row, deadline) for cell, ink in row]
    if not cells:
        return grid
    size = _size(cells)
    lines = [line for cell, ink in cells for line in _lines(cell, ink, size)]
    texts = read_cells(page, [line.box for line in lines], columns=[line.place[1] for line in lines], deadline=deadline)
    held: dict[Place, list[Ink]] = defaultdict(list)
    for line, text in zip(lines, texts, strict=True):
        if text.text:
            held[line.place].append(_ink(" ".join(text.text.split()), line.filled, page.dpi))
    cuts = rows_uncut(grid, held)
    return cut(grid, cuts) if cuts else grid


def unsettled_notes(tables: Sequence[Table], unsettled: bool, number: int) -> list[Note]:
    """A page whose table nobody can settle is lost aloud: one told already (``unsettled``), rows that stayed one, a body that stayed one cell."""
    found = [note for table in tables if (note := still_uncut(table)) is not None]
    whole = any(cell.column_span >= _WIDE and len(_FIGURES.findall(cell.text)) >= _BODY for table in tables for cell in table.cells)
    lost = Note("page_lost", {"page": str(number), "why": UNSURE}, page=number)
    return [lost] if unsettled or whole or found else []


def _parted(page: Page, grid: Grid, seconds: float) -> Grid:
    """Cells over several columns that hold figures in these: the body of a table that is ruled in its head alone."""
    wide = [c for c in grid.cells if c.column_span >= _WIDE and c.row_span == 1 and c.row and c.box.y1 - c.box.y0 > 2 * _LOW]
    held: dict[Place, list[Ink]] = {}
    for cell in wide:
        x0, y0, x1, y1 = _pixels(page, cell.box)
        piece = np.ascontiguousarray(page.clean[y0 + 6 : y1 - 6, x0 + 6 : x1 - 6])
        words = engine.words(piece, "ukr", engine.BLOCK, seconds=seconds) if piece.size else []
        boxes = [(w.text, (w.x0 + x0 + 6, w.y0 + y0 + 6, w.x1 + x0 + 6, w.y1 + y0 + 6)) for w in words]
        held[cell.row, cell.column] = [_ink(text, box, page.dpi) for text, box in boxes]
    return divided(grid, undivided(grid, held)) if held else grid


def _suspects(page: Page, grid: Grid) -> list[list[tuple[GridCell, Inked]]]:
    """The rows that may be several, as their cells: at least two of them hold lines as short as figures, apart from each other."""
    tall = [c for c in grid.cells if c.box.y1 - c.box.y0 > _LOW and c.row_span == 1]
    found: list[list[tuple[GridCell, Inked]]] = []
    for row in sorted({c.row for c in tall}):
        inks = [(c, page.inked(_pixels(page, c.box))) for c in tall if c.row == row]
        size = _size(inks)
        inks = [(c, cleaned(ink, size)) for c, ink in inks]
        if sum(_stacks_figures(ink, size) for _, ink in inks) >= 2:
            found.append(inks)
    return found


def _size(cells: Sequence[tuple[GridCell, Inked]]) -> float:
    return float(np.median([ink.glyph_height for _, ink in cells if ink.glyphs] or [24.0]))


def _holds_figures(page: Page, row: Sequence[tuple[GridCell, Inked]], deadline: float) -> bool:
    """Do the last lines of two cells at least that may be figures say so? Names of two words are as short."""
    size = _size(row)
    last = [list(_lines(cell, ink, size))[-1] for cell, ink in row if _stacks_figures(ink, size) and _of_one_height(ink.lines[-1], size)]
    if len(last) < 2:
        return False
    texts = read_cells(page, [line.box for line in last], columns=[line.place[1] for line in last], deadline=deadline)
    return sum(is_amount(" ".join(t.text.split())) or is_number(t.text.strip()) for t in texts) >= 2


def _stacks_figures(ink: Inked, size: float) -> bool:
    middles = [float(np.mean([(g.y0 + g.y1) / 2 for g in line])) for line in ink.lines]
    if len(middles) < 2 or max(len(line) for line in ink.lines) > _FIGURE:
        return False
    return max(b - a for a, b in zip(middles, middles[1:], strict=False)) > _TIGHT * size


def _of_one_height(line: Sequence[Glyph], size: float) -> bool:
    """Figures are as tall as each other, and as capitals are; small letters stand among taller ones, or are all lower."""
    tall = max(g.height for g in line)
    letters = [g.height for g in line if g.height > _MARK * tall]
    return tall <= _MARK * size or (tall >= _EVEN * size and sum(h < _EVEN * tall for h in letters) <= 0.2 * len(letters))


def _lines(cell: GridCell, ink: Inked, size: float) -> Iterator[_Line]:
    """The cell's lines of text, each with the room around it that belongs to no other."""
    tops = [min(g.y0 for g in line) for line in ink.lines]
    bottoms = [max(g.y1 for g in line) for line in ink.lines]
    height, width = ink.clean.shape
    for k, line in enumerate(ink.lines):
        above = (bottoms[k - 1] + tops[k]) // 2 if k else 0
        below = (bottoms[k] + tops[k + 1]) // 2 if k + 1 < len(tops) else height
        y0, y1 = max(above, tops[k] - 12, 0), min(below, bottoms[k] + 12, height)
        foot = ink.y + _foot(line, size)
        filled = (ink.x + line[0].x0, round(foot - _ABOVE * size), ink.x + max(g.x1 for g in line), round(foot + _BELOW * size))
        yield _Line((cell.row, cell.column), (ink.x, ink.y + y0, ink.x + width, ink.y + max(y1, y0 + 1)), filled)


def _foot(line: Sequence[Glyph], size: float) -> float:
    """Where a line's letters stand; a lone dash floats over that place."""
    feet = [g.y1 for g in line if g.height >= 0.5 * size]
    return float(np.median(feet)) if feet else float(np.mean([(g.y0 + g.y1) / 2 for g in line])) + 0.4 * size


def _ink(text: str, box: PixelBox, dpi: float) -> Ink:
    k = 72.0 / dpi
    place = Box(box[0] * k, box[1] * k, box[2] * k, box[3] * k)
    return Ink(text, place, 0, place.x0, place.x1, place.y1, place.y1 - place.y0)


def _pixels(page: Page, box: Box) -> PixelBox:
    k = page.dpi / 72.0
    return round(box.x0 * k), round(box.y0 * k), round(box.x1 * k), round(box.y1 * k)
