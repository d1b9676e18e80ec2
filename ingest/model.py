"""The one model of a page that every format is read into: paragraphs, and tables made of cells.

Everything behind ``ingest`` sees these records, never files or strings. They are immutable and carry
their place on the page, so that a figure can be led back to the paper.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Role = Literal["body", "header", "footer", "footnote", "textbox"]
Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points from the page's top left corner as a reader sees it (after rotation)."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Reading:
    """One way the OCR engine read a cell; ``confidence`` from 0 to 1."""

    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table, merged cells as one cell with spans.

    ``row`` and ``column`` count from 0 and are the top left corner of the span. ``text`` is what a reader sees:
    paragraphs and line breaks as ``\\n``, soft hyphens dropped, superscript digits (footnote marks, m²) as Unicode
    superscripts ``¹²³`` so that a footnote mark never becomes a digit of the number before it.
    ``exact`` is a spreadsheet's stored number in plain decimal notation where the display rounds it (text holds
    the displayed form with Ukrainian separators: ``2 500,0``).
    ``confidence`` and ``readings`` (all readings, best first, ``text`` among them) come from OCR only.
    ``tables`` are tables nested in the cell; their text is not repeated in ``text``.
    """

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    page: int | None = None
    box: Box | None = None
    confidence: float | None = None
    readings: tuple[Reading, ...] = ()
    exact: str | None = None
    bold: bool = False
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it stands on the paper: one per page for paged formats, one per sheet for spreadsheets.

    ``rows`` × ``columns`` is the size of the grid; all-empty rows and columns are kept. Every grid position is covered by
    exactly one cell. A spreadsheet's sheet is one table, its title lines and signature among the rows.
    ``column_edges`` are the x positions (points) of the ``columns + 1`` column borders where the format has geometry.
    ``header_rows`` is how many top rows the file itself marks as a repeated header (0: not marked).
    ``repaired`` names grid positions (row, column) whose place the reader had to infer (text beyond the last
    border, a missing ruling line): normalize aligns such rows by content.
    """

    rows: int
    columns: int
    cells: tuple[Cell, ...]
    page: int | None = None
    box: Box | None = None
    name: str | None = None
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    column_edges: tuple[float, ...] = ()
    header_rows: int = 0
    ruled: bool = True
    repaired: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text outside tables, in reading order. ``level`` is a heading's level (1 = highest) where the file marks one."""

    text: str
    page: int | None = None
    box: Box | None = None
    role: Role = "body"
    align: Align | None = None
    bold: bool = False
    level: int | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """What reading found out about the file that a user must know: becomes a finding of the same ``code``.

    ``code`` is a rule of ``normalize.findings`` (``needs_ocr``, ``page_lost``, ``hidden_content``, ``tracked_change`` …);
    ``args`` fill its message. ``table`` and ``row`` count from 1 (``table`` = position among the document's tables).
    """

    code: str
    args: Mapping[str, str] = field(default_factory=dict)
    page: int | None = None
    table: int | None = None
    row: int | None = None


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Document:
    """One file's content. ``blocks`` stand in reading order; headers, footers and footnotes are paragraphs of that role.

    ``format`` is the contract's word (``docx``, ``pdf``, ``pdf-scan`` …); ``pages`` is None where the format has no pages.
    """

    format: str
    blocks: tuple[Block, ...]
    pages: int | None = None
    notes: tuple[Note, ...] = ()

    @property
    def tables(self) -> tuple[Table, ...]:
        """The document's top-level tables, in reading order; ``Note.table`` and ``table_number`` count these from 1."""
        return tuple(block for block in self.blocks if isinstance(block, Table))
