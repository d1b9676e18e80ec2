"""Numbers that do not stand in one cell of their own: broken over two cells, or one for several rows. And the way back from a value to its cells."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.model import Cell
from normalize.amounts import percent_of
from normalize.entries import Entry
from normalize.headers import Header
from normalize.logical_tables import Line
from normalize.records import BLANK, CellRef, Finding, RowKind
from normalize.table_rows import line as one_line
from normalize.values import read_value

if TYPE_CHECKING:
    from normalize.slots import Slot


def ref(column: str, line: Line, header_column: int, cell: Cell) -> CellRef:
    return CellRef(column, cell.text, line.row.table, line.row.number, cell.column, cell.page or line.row.page, cell.box, cell.confidence)


def refs(column: str, line: Line, header_column: int, cell: Cell) -> list[CellRef]:
    """The way back to the paper: the cell, or the cells that hold the pieces of its number."""
    return [ref(column, line, header_column, piece) for piece in line.pieces(header_column) or (cell,)]


def put_together(line: Line, column: int) -> list[Finding]:
    """That a number stands broken over two cells, where it does."""
    pieces = line.pieces(column)
    if not pieces:
        return []
    text = " | ".join(one_line(piece.text) for piece in pieces)
    return [
        Finding(
            "repaired_value",
            {"text": text, "value": line.text(column), "why": "two_cells_row"},
            found=text,
        )
    ]


def goes_on(slot: Slot, line: Line, column: int, cell: Cell) -> bool:
    """Whether digits that stand where no percent can be are the last ones of the percent before («87,2 | 6»), which then is what the row's amounts make."""
    first = next((ref for ref in slot.cells if ref.column == "percent_reported"), None)
    plan, actual = slot.amounts.get("planned_uah", BLANK), slot.amounts.get("actual_uah", BLANK)
    digits = one_line(cell.text)
    if first is None or not re.fullmatch(r"\d+[.,]\d+", first.raw_text.strip()) or not re.fullmatch(r"\d{1,2}", digits):
        return False
    whole = percent_of(replace(cell, text=first.raw_text.strip() + digits, readings=(), exact=None))
    if actual.low is None or actual.high is None or whole.low is None or whole.high is None or not plan.low or not plan.high:
        return False
    if not (100 * actual.low / plan.high <= whole.high and whole.low <= 100 * actual.high / plan.low):
        return False
    text = f"{first.raw_text.strip()} | {digits}"
    why = "two_cells_percent"
    slot.percent = whole
    slot.cells.append(ref("percent_reported", line, column, cell))
    slot.findings.append(Finding("repaired_value", {"text": text, "value": str(whole.value), "why": why}, found=text))
    return True


def shared_amounts(entry: Entry, header: Header) -> list[Finding]:
    """That a measure's amounts stand in a cell merged down from the measure above: they are counted there, and its own are blank."""
    line = entry.lines[0].line
    title = header.column("measure")
    if entry.kind is not RowKind.MEASURE or title is None or line.inherited(title) or len(entry.lines) > 1:
        return []
    cells = [line.cells[c] for c in header.columns("planned", "actual", "spent") if line.inherited(c)]
    texts = list(dict.fromkeys(one_line(cell.text) for cell in cells if cell is not None and read_value(cell.text).number is not None))
    return [Finding("shared_amount", {"text": ", ".join(texts)}, found=", ".join(texts))] if texts else []
