"""A page's grids and words become tables: cells with their lines, nested tables inside theirs."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.columns import seen_columns
from ingest.grid import Grid, GridCell
from ingest.model import Cell, Table
from ingest.pdf_breaks import Habits
from ingest.pdf_narrow import cut_figures
from ingest.pdf_place import Ink
from ingest.pdf_placing import overprinted, place_words
from ingest.pdf_rooms import rooms
from ingest.pdf_sheets import Sheet, area, has_words, nest, recut, sheet_of
from ingest.pdf_text import TextLine, joined, text_lines


def tables(grids: Sequence[Grid], inks: Sequence[Ink], page: int, *, habits: Habits) -> tuple[list[Table], list[Ink]]:
    """The page's tables (a nested one inside its cell) and the words that stand in none of them.

    Grids without a word are drawings and are left out. ``habits`` are those of the page's text.
    """
    sheets = [sheet_of(grid) for grid in grids]
    top = nest(sheets)
    loose = place_words(inks, sorted(sheets, key=lambda s: area(s.grid.box)))
    for sheet in sheets:
        recut(sheet)
        sheet.overhung |= {place for place, held in sheet.inks.items() if overprinted(held)}
    return [_table(sheet, page, habits) for sheet in top if has_words(sheet)], loose


def _table(sheet: Sheet, page: int, habits: Habits) -> Table:
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


def _cell(sheet: Sheet, cell: GridCell, lines: list[TextLine], text: str, page: int, habits: Habits) -> Cell:
    inner = tuple(_table(held, page, habits) for held in sheet.inner.get((cell.row, cell.column), []))
    bold = all(line.bold for line in lines if any(c.isalnum() for c in line.text)) and any(line.bold for line in lines)
    return Cell(
        text, cell.row, cell.column, cell.row_span, cell.column_span, page, cell.box, bold=bold, tables=tuple(t for t in inner if t.cells)
    )
