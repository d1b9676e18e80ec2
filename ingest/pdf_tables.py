"""Words go into the cells of a page's grids: each word into one cell, nested grids into the cell that holds them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from ingest.columns import seen_columns
from ingest.grid import Grid, GridCell
from ingest.model import Box, Cell, Table
from ingest.pdf_breaks import Habits
from ingest.pdf_glued import part
from ingest.pdf_head_numbers import numbers_below
from ingest.pdf_narrow import cut_figures
from ingest.pdf_place import Ink
from ingest.pdf_rooms import rooms
from ingest.pdf_text import TextLine, joined, text_lines
from ingest.pdf_uncut import cut, moved, row_of, rows_uncut
from ingest.pdf_undivided import divided, undivided

# A word that stands out of its cell by more than this share of its size overhangs.
_OVERHANG = 0.35
# A line that goes on with the one above it begins below it, or shares its middle (points); below a border there is always this white (of the size).
_BELOW, _TIGHT = 0.5, 0.15
_FIGURE = re.compile(r"[-–−]?\d{1,3}(?: \d{3})+(?:[.,]\d+)?")


@dataclass(slots=True)
class _Sheet:
    """A grid on its way to a table."""

    grid: Grid
    owner: dict[tuple[int, int], GridCell] = field(default_factory=dict)
    inks: dict[tuple[int, int], list[Ink]] = field(default_factory=lambda: defaultdict(list))
    inner: dict[tuple[int, int], list[_Sheet]] = field(default_factory=lambda: defaultdict(list))
    overhung: set[tuple[int, int]] = field(default_factory=set)

    def cell_at(self, x: float, y: float) -> GridCell | None:
        grid = self.grid
        row = bisect_right(grid.row_edges, y) - 1
        column = bisect_right(grid.column_edges, x) - 1
        return self.owner.get((row, column))


def tables(grids: Sequence[Grid], inks: Sequence[Ink], page: int, *, habits: Habits) -> tuple[list[Table], list[Ink]]:
    """The page's tables (a nested one inside its cell) and the words that stand in none of them.

    Grids without a word are drawings and are left out. ``habits`` are those of the page's text.
    """
    sheets = [_sheet(grid) for grid in grids]
    top = _nest(sheets)
    smallest_first = sorted(sheets, key=lambda s: _area(s.grid.box))
    loose: list[Ink] = []
    before: list[Ink] = []
    spilt: tuple[_Sheet, GridCell] | None = None
    for chain in _chains([piece for ink in inks for piece in _parted(ink, smallest_first)]):
        home = _overflown(chain, before, smallest_first)
        if (below := _spilt(chain, before, spilt, smallest_first)) is not None:
            below[0].inks[below[1].row, below[1].column] += chain
            spilt, before = below, chain
            continue
        spilt = None
        if home is not None:
            home[0].inks[home[1].row, home[1].column] += chain
        else:
            loose += _put_chain(chain, smallest_first)
            before = chain
    for sheet in sheets:
        _recut(sheet)
        sheet.overhung |= {place for place, held in sheet.inks.items() if _overprinted(held)}
    filled = [sheet for sheet in top if _has_words(sheet)]
    return [_table(sheet, page, habits) for sheet in filled], loose


def _sheet(grid: Grid) -> _Sheet:
    sheet = _Sheet(grid)
    for cell in grid.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                sheet.owner[row, column] = cell
    return sheet


def _area(box: Box) -> float:
    return (box.x1 - box.x0) * (box.y1 - box.y0)


def _nest(sheets: list[_Sheet]) -> list[_Sheet]:
    """Hang each grid that lies inside a cell of another one into the smallest such cell; return the others."""
    top = []
    for sheet in sheets:
        box = sheet.grid.box
        homes = [
            (_area(cell.box), k, cell)
            for k, other in enumerate(sheets)
            if other is not sheet
            for cell in other.grid.cells
            if cell.box.x0 - 1 <= box.x0 and cell.box.y0 - 1 <= box.y0 and box.x1 <= cell.box.x1 + 1 and box.y1 <= cell.box.y1 + 1
            if _area(cell.box) > _area(box)
        ]
        if homes:
            _, k, cell = min(homes, key=lambda h: h[:2])
            sheets[k].inner[cell.row, cell.column].append(sheet)
        else:
            top.append(sheet)
    return top


def _has_words(sheet: _Sheet) -> bool:
    return any(sheet.inks.values()) or any(_has_words(inner) for held in sheet.inner.values() for inner in held)


def _chains(inks: Sequence[Ink]) -> list[list[Ink]]:
    """Words that one drawing command writes one after the other; in the order of drawing."""
    chains: list[list[Ink]] = []
    for ink in inks:
        last = chains[-1][-1] if chains else None
        if last is not None and last.command == ink.command and ink.turn == last.turn == 0 and 0 <= ink.u0 - last.u1 < 0.6 * ink.size:
            chains[-1].append(ink)
        else:
            chains.append([ink])
    return chains


def _overflown(chain: list[Ink], before: list[Ink], sheets: list[_Sheet]) -> tuple[_Sheet, GridCell] | None:
    """The cell of the line drawn just before, where this one is its next line and had no room above the cell's lower border."""
    first, size = chain[0], chain[0].size
    if not _is_next(chain, before) or (home := _home(first, sheets)) is None or first.box.y0 - home[1].box.y0 > _TIGHT * size:
        return None
    above = _home(before[0], sheets)
    return above if above is not None and above[0] is home[0] and above[1] is not home[1] and above[0].grid.ruled else None


def _is_next(chain: list[Ink], before: list[Ink]) -> bool:
    """Whether a line is drawn right after another, right below it, and begins where it does or shares its middle."""
    if not before or before[0].turn or chain[0].turn or chain[0].command - before[-1].command not in (0, 1):
        return False
    first, size = chain[0], chain[0].size
    middles = (before[0].u0 + before[-1].u1 - first.u0 - chain[-1].u1) / 2
    return 0.9 * size < first.base - before[0].base < 1.35 * size and min(abs(before[0].u0 - first.u0), abs(middles)) < _BELOW


def _spilt(
    chain: list[Ink], before: list[Ink], spilt: tuple[_Sheet, GridCell] | None, sheets: list[_Sheet]
) -> tuple[_Sheet, GridCell] | None:
    """The cell of a table's last row whose text goes on in small letters below the last line that the page drew of the table (a merged cell, cut by the page's end)."""
    if not chain[0].text[:1].islower() or not _is_next(chain, before) or _home(chain[0], sheets) is not None:
        return None
    above = spilt or _home(before[0], sheets)
    if above is None or not above[0].grid.ruled or above[1].row + above[1].row_span < len(above[0].grid.row_edges) - 1:
        return None
    return above


def _put_chain(chain: list[Ink], sheets: list[_Sheet]) -> list[Ink]:
    """Text that runs on over its cell's border, as spreadsheets let it, stays together where the cells it runs over are empty."""
    if len(chain) == 1:
        return _put(chain[0], sheets)
    homes = [_home(ink, sheets) for ink in chain]
    first = homes[0]
    if first is None or all(home is not None and home[1] is first[1] for home in homes):
        return [rest for ink in chain for rest in _put(ink, sheets)]
    if homes[-1] is not None and _FIGURE.fullmatch(" ".join(ink.text for ink in chain)):
        # A figure wider than its cell runs over the border at its left: it stands where it ends.
        sheet, cell = homes[-1]
        sheet.inks[cell.row, cell.column] += chain
        return []
    sheet, cell = first
    starts_here = chain[0].u0 - cell.box.x0 < chain[0].size
    others = [home for home in homes if home is not None and home[1] is not cell]
    if not starts_here or any(held for s, c in others for held in s.inks.get((c.row, c.column), [])):
        sheet.overhung |= {(c.row, c.column) for s, c in [first, *others] if s is sheet}
        return [rest for ink in chain for rest in _put(ink, sheets)]
    sheet.inks[cell.row, cell.column] += chain
    sheet.overhung |= {(c.row, c.column) for s, c in [first, *others] if s is sheet}
    return []


def _recut(sheet: _Sheet) -> None:
    """Part the rows of the grid that hold several rows each."""
    if sheet.inner:
        return
    whole = undivided(sheet.grid, sheet.inks)
    if whole:
        _divide(sheet, whole)
    if (below := numbers_below(sheet.grid, sheet.inks)) is not None:
        _reseat(sheet, below.parted(sheet.grid), below.row_of)
        sheet.overhung = {(row + (row > below.row), column) for row, column in sheet.overhung}
    cuts = rows_uncut(sheet.grid, sheet.inks)
    if cuts:
        _reseat(sheet, cut(sheet.grid, cuts), lambda ink, row: row_of(ink, row, cuts))
        sheet.overhung = {(moved(row, cuts), column) for row, column in sheet.overhung}


def _reseat(sheet: _Sheet, grid: Grid, row_of: Callable[[Ink, int], int]) -> None:
    """Put the words into the cells of a grid with more rows."""
    fresh = _sheet(grid)
    for (row, column), inks in sheet.inks.items():
        for ink in inks:
            fresh.inks[row_of(ink, row), column].append(ink)
    sheet.grid, sheet.owner, sheet.inks = fresh.grid, fresh.owner, fresh.inks


def _divide(sheet: _Sheet, whole: Sequence[GridCell]) -> None:
    """Part cells at the edges of the columns that they run over."""
    fresh = _sheet(divided(sheet.grid, whole))
    sheet.grid, sheet.owner = fresh.grid, fresh.owner
    for cell in whole:
        for ink in sheet.inks.pop((cell.row, cell.column)):
            column = bisect_right(sheet.grid.column_edges, ink.middle[0], cell.column + 1, cell.column + cell.column_span) - 1
            sheet.inks[cell.row, column].append(ink)


def _home(ink: Ink, sheets: list[_Sheet]) -> tuple[_Sheet, GridCell] | None:
    x, y = ink.middle
    for sheet in sheets:
        box = sheet.grid.box
        if box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1 and (cell := sheet.cell_at(x, y)) is not None:
            return sheet, cell
    return None


def _overprinted(inks: list[Ink]) -> bool:
    """Do words stand on each other? Then lines of a neighbour reach into the cell."""
    if len(inks) < 2:
        return False
    upright = sorted((ink for ink in inks if ink.turn == 0), key=lambda i: i.u0)
    return any(
        b.u0 < a.u1 - 0.5 * a.size and abs(a.base - b.base) < 0.6 * min(a.size, b.size) and b.size > 0.8 * a.size
        for a, b in zip(upright, upright[1:], strict=False)
    )


def _put(ink: Ink, sheets: list[_Sheet]) -> list[Ink]:
    """Put the word into its cell; what stands in no grid comes back."""
    home = _home(ink, sheets)
    if home is None:
        return [ink]
    sheet, cell = home
    sheet.inks[cell.row, cell.column].append(ink)
    slack = _OVERHANG * ink.size
    if ink.box.x0 < cell.box.x0 - slack or ink.box.x1 > cell.box.x1 + slack:
        sheet.overhung.add((cell.row, cell.column))
    return []


def _parted(ink: Ink, sheets: list[_Sheet]) -> list[Ink]:
    """Words of two cells that touch over the border: parted where another drawing command begins at the border."""
    if ink.turn or not ink.cuts or (home := _home(ink, sheets)) is None:
        return [ink]
    box = home[1].box
    for index, _, u, command in ink.cuts:
        if 0 < index < len(ink.text) and min(abs(u - box.x0), abs(u - box.x1)) <= 0.45 * ink.size:
            left = replace(part(ink, 0, index, ink.u0, u), spaced=False, hyphen=False)
            right = replace(part(ink, index, len(ink.text), u, ink.u1), command=command)
            return [*_parted(left, sheets), *_parted(right, sheets)]
    return [ink]


def _table(sheet: _Sheet, page: int, habits: Habits) -> Table:
    grid = sheet.grid
    lines = {place: _cell_lines(inks) for place, inks in sheet.inks.items() if inks}
    padding = _padding(grid, lines)
    room = rooms(grid, lines, padding, habits)
    cut = cut_figures(grid, lines, padding)
    texts = {place: "".join(line.text for line in held) if place in cut else joined(held, room[place]) for place, held in lines.items()}
    cells = tuple(
        _cell(sheet, cell, lines.get((cell.row, cell.column), []), texts.get((cell.row, cell.column), ""), page, habits)
        for cell in grid.cells
    )
    table = Table(
        rows=len(grid.row_edges) - 1,
        columns=len(grid.column_edges) - 1,
        cells=cells,
        page=page,
        box=grid.box,
        column_edges=grid.column_edges,
        ruled=grid.ruled,
        repaired=grid.repaired | frozenset(sheet.overhung),
    )
    # Where each column has cells of its own, no row's borders were dragged beside the others'.
    dragged = grid.ruled and len({cell.column for cell in cells if cell.column_span == 1}) < table.columns
    return seen_columns(table) if dragged else table


def _cell_lines(inks: list[Ink]) -> list[TextLine]:
    """Lines by direction of writing: the main one first."""
    if all(ink.turn == 0 for ink in inks):
        return text_lines(inks)
    turns = sorted({ink.turn for ink in inks}, key=lambda t: -sum(len(i.text) for i in inks if i.turn == t))
    return [line for turn in turns for line in text_lines([ink for ink in inks if ink.turn == turn])]


def _padding(grid: Grid, lines: dict[tuple[int, int], list[TextLine]]) -> float:
    """The white space at the left of a cell that is written from its border on."""
    offsets = [
        line.u0 - cell.box.x0
        for cell in grid.cells
        for line in lines.get((cell.row, cell.column), [])
        if line.parts[0].turn == 0 and line.u0 > cell.box.x0
    ]
    return min(min(offsets, default=2.0), 8.0)


def _cell(sheet: _Sheet, cell: GridCell, lines: list[TextLine], text: str, page: int, habits: Habits) -> Cell:
    inner = tuple(_table(held, page, habits) for held in sheet.inner.get((cell.row, cell.column), []))
    bold = all(line.bold for line in lines if any(c.isalnum() for c in line.text)) and any(line.bold for line in lines)
    return Cell(
        text, cell.row, cell.column, cell.row_span, cell.column_span, page, cell.box, bold=bold, tables=tuple(t for t in inner if t.cells)
    )
