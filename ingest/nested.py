"""What stands in a cell: its lines, and the tables within it that are more than lines themselves.

Figures pasted from a spreadsheet bring a table of one cell each, sums by source one of a few: to a reader they are the text of the cell
they were pasted into. A table that only lays out others on the page is another matter: what it holds stays a table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from ingest.model import Block, Cell, Paragraph, Table

# A table nested in one with data is read as lines of its cell up to so many cells.
_SMALL = 24


class Content(NamedTuple):
    """A cell's text, whether all of it is bold, and the tables nested in it."""

    text: str
    bold: bool
    tables: tuple[Table, ...]


def content(blocks: Sequence[Block]) -> Content:
    """The blocks that stand in one cell as its content; a table without anything beside anything is lines."""
    lines: list[tuple[str, bool]] = []
    tables: list[Table] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines.append((block.text, block.bold))
        elif _frames_lines(block):
            lines.extend((cell.text, cell.bold) for cell in _filled(block))
        else:
            tables.append(block)
    return Content("\n".join(text for text, _ in lines), bool(lines) and all(bold for _, bold in lines), tuple(tables))


def without_small_tables(table: Table) -> Table:
    """A table of data with the small tables in its cells as lines of these."""
    holders = [cell for cell in table.cells if cell.tables]
    if not holders or table.columns < 3 or len(_filled(table)) <= 2 * sum(len(cell.tables) for cell in holders) + 6:
        return table
    return replace(table, cells=tuple(_flattened(cell) if cell.tables else cell for cell in table.cells))


def _frames_lines(table: Table) -> bool:
    rows = [cell.row for cell in _filled(table)]
    return len(rows) == len(set(rows)) and not any(cell.tables for cell in table.cells)


def _flattened(cell: Cell) -> Cell:
    small = [inner for inner in cell.tables if inner.rows * inner.columns <= _SMALL and not any(deeper.tables for deeper in inner.cells)]
    lines = [cell.text, *(line for inner in small for line in _rows(inner))]
    return replace(cell, text="\n".join(filter(None, lines)), tables=tuple(inner for inner in cell.tables if inner not in small))


def _rows(table: Table) -> Iterator[str]:
    for row in range(table.rows):
        text = " ".join(cell.text for cell in _filled(table) if cell.row == row)
        if text:
            yield text


def _filled(table: Table) -> list[Cell]:
    return [cell for cell in table.cells if cell.text.strip()]
