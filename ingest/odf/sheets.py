"""An OpenDocument spreadsheet: each sheet one table, its cells as displayed with the numbers behind them."""

from __future__ import annotations

from datetime import datetime

from ingest import glyphs
from ingest.model import Block, Document, Note, Paragraph
from ingest.numberformat import GENERAL, number_text
from ingest.odf import grid
from ingest.odf.inline import Context, LineReader
from ingest.odf.lists import Lists
from ingest.odf.names import DRAW, OFFICE, TABLE, TBL, TEXT, H, P
from ingest.odf.parts import open_parts
from ingest.odf.styles import Styles
from ingest.package import Node
from ingest.reading import Limits, Refused
from ingest.sheet import FALSE, TRUE, Sheet, localised, plain_number, sheet_tables, with_boxes

_NUMERIC = ("float", "percentage", "currency")


def read_workbook(content: bytes, limits: Limits) -> Document:
    """The workbook in ``content``. Raises ``Refused``."""
    parts = open_parts(content, limits)
    styles = Styles(parts.content, parts.styles)
    reader = _SheetReader(Context(styles, Lists(styles), limits))
    blocks: list[Block] = []
    notes: list[Note] = []
    tables = 0
    for node in parts.body("spreadsheet").iterfind(TBL):
        sheet, boxes = reader.read(node)
        found, told = sheet_tables(sheet, limits, tables)
        tables += len(found)
        blocks.extend(with_boxes(found, boxes))
        notes.extend(told)
    return Document("ods", tuple(blocks), notes=tuple(notes))


class _SheetReader:
    def __init__(self, context: Context) -> None:
        self._context = context
        self._lines = LineReader(context)
        self._boxes: list[tuple[int, Paragraph]] = []
        self._filled = 0

    def read(self, node: Node) -> tuple[Sheet, list[tuple[int, Paragraph]]]:
        """One ``table:table`` and the lines of the text boxes that lie on it, each with the row that its box begins in."""
        styles = self._context.styles
        sheet = Sheet(node.get(TABLE + "name", ""), hidden=styles.table_hidden(node.get(TABLE + "style-name")))
        self._boxes = []
        sheet.hidden_columns.update(grid.read_columns(node, styles).hidden)
        at = 0
        for row, repeat, _, hidden in grid.rows(node):
            if hidden:
                sheet.hidden_rows.update(range(at, min(at + repeat, grid.MOST_ROWS)))
            self._row(row, at, repeat, sheet)
            at += repeat
        for shapes in node.iterfind(TABLE + "shapes"):
            self._drawings(shapes, grid.MOST_ROWS)
        return sheet, self._boxes

    def _row(self, row: Node, at: int, repeat: int, sheet: Sheet) -> None:
        for cell, column, across, covered in grid.cells(row):
            if len(cell) == 0 and cell.get(OFFICE + "value-type") is None and cell.get(TABLE + "formula") is None:
                self._merge(cell, at, column, sheet)
                continue
            text, exact, bold = self._value(cell)
            self._drawings(cell, at)
            unvalued = cell.get(TABLE + "formula") is not None and not text and exact is None and cell.get(OFFICE + "value-type") is None
            if not (text or exact is not None or unvalued):
                self._merge(cell, at, column, sheet)
                continue
            self._filled += across * repeat
            if self._filled > self._context.limits.cells:
                raise Refused.too_large(self._context.limits, "cells", f"{sheet.name}: {self._filled}")
            for below in range(at, at + repeat):
                for beside in range(column, column + across):
                    if unvalued:
                        sheet.formula_without_value(below, beside)
                    else:
                        sheet.put(below, beside, text, exact, bold)
            if not covered:
                self._merge(cell, at, column, sheet)

    @staticmethod
    def _merge(cell: Node, row: int, column: int, sheet: Sheet) -> None:
        height, width = grid.spans(cell)
        if height > 1 or width > 1:
            sheet.merges.append((row, column, row + height - 1, column + width - 1))

    def _value(self, cell: Node) -> tuple[str, str | None, bool]:
        """(displayed text, exact, bold) of a cell."""
        lines = [self._lines.read(child) for child in cell if child.tag in (P, H)]
        text = "\n".join(line.text for line in lines).strip()
        look = self._context.styles.look("table-cell", cell.get(TABLE + "style-name"))
        bold = look.bold or (bool(lines) and all(line.bold for line in lines if line.text))
        kind = cell.get(OFFICE + "value-type", "")
        exact = plain_number(cell.get(OFFICE + "value", "")) if kind in _NUMERIC else None
        if text in ("TRUE", "FALSE") and exact in ("0", "1"):
            text, exact = (TRUE if text == "TRUE" else FALSE), None
        elif exact is not None:
            text = localised(text, exact) if lines else number_text(exact, "0.00%" if kind == "percentage" else GENERAL)
        elif not lines:
            text = glyphs.tidy(_stored_text(cell, kind))
        elif kind == "boolean":
            text = TRUE if cell.get(OFFICE + "boolean-value") == "true" else FALSE
        return text, exact, bold and bool(text)

    def _drawings(self, node: Node, row: int) -> None:
        for child in node:
            if not isinstance(child.tag, str) or not child.tag.startswith(DRAW):
                continue
            for paragraph in child.iter(TEXT + "p"):
                line = self._lines.read(paragraph)
                if line.text:
                    self._boxes.append((row, Paragraph(line.text, role="textbox")))


def _stored_text(cell: Node, kind: str) -> str:
    """What a cell without displayed text holds."""
    if kind == "boolean":
        return TRUE if cell.get(OFFICE + "boolean-value") == "true" else FALSE
    if kind == "date":
        stored = str(cell.get(OFFICE + "date-value", ""))
        try:
            return datetime.fromisoformat(stored).strftime("%d.%m.%Y")
        except ValueError:
            return stored
    return str(cell.get(OFFICE + "string-value") or cell.get(OFFICE + "time-value") or "")
