"""Tables as they were meant: one header and the lines under it, gathered from one or more tables of the pages."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ingest.model import Cell, Paragraph
from normalize.headers import Header
from normalize.table_rows import Row, line


@dataclass(frozen=True, slots=True)
class Line:
    """A row seen through the header's columns: ``cells[c]`` is the cell for header column c, None where the row has none.

    ``shifted``: its cells had to be moved; ``broken``: they fit no way that is clear, and stand as they are.
    ``fresh`` : first line of a physical table that goes on from the one before (a page break may have cut a row in two).
    ``joined`` : a header column whose number stands broken over two cells of the row, with those.
    """

    row: Row
    cells: tuple[Cell | None, ...]
    shifted: bool = False
    broken: bool = False
    fresh: bool = False
    joined: tuple[int, tuple[Cell, ...]] | None = None

    def pieces(self, column: int) -> tuple[Cell, ...]:
        """The cells of the paper that the column's text is made of, where they are several."""
        return self.joined[1] if self.joined is not None and self.joined[0] == column else ()

    def text(self, column: int | None) -> str:
        """The text under a header column in one line; "" where there is none."""
        cell = self.cells[column] if column is not None else None
        return line(cell.text) if cell is not None else ""

    def own(self, column: int | None) -> str:
        """The text under a column if its cell begins in this row, else ""."""
        cell = self.cells[column] if column is not None else None
        return self.text(column) if cell is not None and cell.row == self.row.index else ""

    def inherited(self, column: int | None) -> bool:
        """Whether the cell under a column is merged down from a row above."""
        cell = self.cells[column] if column is not None else None
        return cell is not None and cell.row < self.row.index


@dataclass
class LogicalTable:
    """A table with one header and the lines under it, gathered from one or more physical tables. ``number``: that of the first.

    Among the lines stand the paragraphs that came between the physical tables (and before the first): sections may be written so.
    ``headed``: the first line is the programme's own row, of many in one table: its amounts are the programme's total.
    """

    header: Header
    number: int
    lines: list[Line | Paragraph] = field(default_factory=list)
    edges: tuple[float, ...] = ()
    page: int | None = None
    origin: tuple[list[Row], int, int] = ([], 0, 0)
    height: int = 0
    offsets: dict[int, int] = field(default_factory=dict)
    headed: bool = False

    def numbered(self, row: Row) -> Row:
        """The row as a row of this table: a table that goes on over pages has one number, and its rows are counted on."""
        if row.table == self.number:
            return row
        return replace(row, table=self.number, number=row.number + self.offsets.get(row.table, 0))


Piece = Paragraph | LogicalTable
