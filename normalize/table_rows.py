"""A page's table as rows that know every cell above each column, merged cells repeated where they reach."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ingest.model import Block, Cell, Paragraph, Table
from normalize.text import clean, one_line


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a physical table: ``cells[c]`` is the cell that covers column c. ``table`` and ``number`` count from 1, ``index`` from 0."""

    table: int
    number: int
    index: int
    cells: tuple[Cell, ...]
    page: int | None = None
    hidden: bool = False

    def starts(self, column: int) -> bool:
        """Whether the cell at ``column`` begins exactly here (not merged down from above, nor reaching in from the left)."""
        cell = self.cells[column]
        return cell.row == self.index and cell.column == column

    def from_above(self, column: int) -> bool:
        """Whether the cell at ``column`` began in a row above."""
        return self.cells[column].row < self.index

    def text(self, column: int) -> str:
        """The cell's text in one line; "" for an empty cell."""
        return line(self.cells[column].text)

    def distinct(self) -> Iterator[tuple[int, Cell]]:
        """Each cell of the row once, with the leftmost column it covers."""
        last: Cell | None = None
        for column, cell in enumerate(self.cells):
            if cell is not last:
                yield column, cell
            last = cell

    def filled(self) -> list[tuple[int, Cell]]:
        """The distinct cells that hold text and begin in this row."""
        return [(column, cell) for column, cell in self.distinct() if cell.row == self.index and line(cell.text)]

    @property
    def empty(self) -> bool:
        """Whether no cell that begins here holds text."""
        return not self.filled()


@lru_cache(maxsize=16_384)
def line(text: str) -> str:
    """A cell's text in one line (cached: merged cells are asked for many times)."""
    return one_line(text)


@lru_cache(maxsize=16_384)
def lines(text: str) -> str:
    """A cell's text cleaned, line breaks kept."""
    return clean(text)


def rows_of(table: Table, number: int) -> list[Row]:
    """The rows of a table, as a dense grid. ``number`` is the table's place in the document, from 1."""
    void = [[Cell("", r, c, page=table.page) for c in range(table.columns)] for r in range(table.rows)]
    for cell in table.cells:
        for r in range(cell.row, min(cell.row + cell.row_span, table.rows)):
            for c in range(cell.column, min(cell.column + cell.column_span, table.columns)):
                void[r][c] = cell
    return [
        Row(number, r + 1, r, tuple(cells), next((c.page for c in cells if c.page), table.page), table.hidden or r in table.hidden_rows)
        for r, cells in enumerate(void)
    ]


def flatten(blocks: tuple[Block, ...]) -> list[Block]:
    """Paragraphs and tables in reading order, with layout tables (those that merely hold other tables) opened up."""
    out: list[Block] = []
    for block in blocks:
        if isinstance(block, Table) and any(cell.tables for cell in block.cells):
            out.extend(_opened(block))
        else:
            out.append(block)
    return out


def _opened(table: Table) -> Iterator[Block]:
    """A layout table gives its cells' texts and nested tables; a data table that has a small table inside keeps its own place first."""
    nested = [t for cell in table.cells for t in cell.tables]
    filled = [cell for cell in table.cells if cell.text.strip()]
    if table.columns > 2 and len(filled) > 2 * len(nested) + 6:
        yield table
        yield from flatten(tuple(nested))
        return
    for cell in sorted(table.cells, key=lambda c: (c.row, c.column)):
        for part in cell.text.split("\n"):
            if part.strip():
                yield Paragraph(part, page=cell.page, box=cell.box, bold=cell.bold)
        yield from flatten(cell.tables)
