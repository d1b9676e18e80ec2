"""Excel 2003's XML workbooks, which many accounting programs save under the name ``.xls``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from ingest import glyphs
from ingest.model import Block, Document, Note
from ingest.numberformat import GENERAL, is_date, number_text, string_text
from ingest.package import Node, local, parse_xml
from ingest.reading import Limits, Refused
from ingest.sheet import FALSE, TRUE, Sheet, plain_number, sheet_tables

SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
X = "{urn:schemas-microsoft-com:office:excel}"
_NAMED = {
    "General Number": GENERAL, "General Date": "dd.mm.yyyy h:mm", "Long Date": "d mmmm yyyy", "Medium Date": "dd.mmm.yy", "Short Date": "dd.mm.yyyy",
    "Long Time": "h:mm:ss", "Medium Time": "h:mm AM/PM", "Short Time": "h:mm", "Currency": "#,##0.00", "Euro Currency": "#,##0.00", "Fixed": "0.00",
    "Standard": "#,##0.00", "Percent": "0.00%", "Scientific": "0.00E+00",
}  # fmt: skip
_MOST = 1048576


@dataclass(frozen=True, slots=True)
class _Style:
    code: str = GENERAL
    bold: bool = False


def read_workbook(content: bytes, limits: Limits) -> Document:
    """The workbook in ``content``. Raises ``Refused``."""
    root = parse_xml(content)
    styles = _styles(root)
    blocks: list[Block] = []
    notes: list[Note] = []
    for node in root.iterfind(SS + "Worksheet"):
        sheet = _sheet(node, styles, limits)
        found, told = sheet_tables(sheet, limits, len(blocks))
        blocks.extend(found)
        notes.extend(told)
    return Document("xls", tuple(blocks), notes=tuple(notes))


def _styles(root: Node) -> dict[str, _Style]:
    styles: dict[str, _Style] = {}
    for node in root.iterfind(f"{SS}Styles/{SS}Style"):
        base = styles.get(node.get(SS + "Parent", "Default"), _Style())
        number, font = node.find(SS + "NumberFormat"), node.find(SS + "Font")
        code = number.get(SS + "Format") if number is not None else None
        bold = font.get(SS + "Bold") if font is not None else None
        styles[node.get(SS + "ID", "")] = _Style(
            base.code if code is None else _NAMED.get(code, code), base.bold if bold is None else bold == "1"
        )
    return styles


def _whole(node: Node, name: str, default: int) -> int:
    text = node.get(SS + name, "")
    return min(int(text), _MOST) if text.isdecimal() else default


def _sheet(node: Node, styles: dict[str, _Style], limits: Limits) -> Sheet:
    visible = node.find(f"{X}WorksheetOptions/{X}Visible")
    sheet = Sheet(node.get(SS + "Name", ""), hidden=visible is not None)
    table = node.find(SS + "Table")
    row = column = -1
    for child in table if table is not None else ():
        if child.tag == SS + "Column":
            column = _whole(child, "Index", column + 2) - 1
            span = _whole(child, "Span", 0)
            if child.get(SS + "Hidden") == "1":
                sheet.hidden_columns.update(range(column, column + span + 1))
            column += span
        elif child.tag == SS + "Row":
            row = _whole(child, "Index", row + 2) - 1
            if child.get(SS + "Hidden") == "1":
                sheet.hidden_rows.update(range(row, row + _whole(child, "Span", 0) + 1))
            _row(child, row, sheet, styles)
            row += _whole(child, "Span", 0)
            if len(sheet.cells) > limits.cells:
                raise Refused.too_large(limits, "cells", f"{sheet.name}: {len(sheet.cells)}")
    return sheet


def _row(node: Node, row: int, sheet: Sheet, styles: dict[str, _Style]) -> None:
    column = -1
    outer = node.get(SS + "StyleID", "Default")
    for child in node.iterfind(SS + "Cell"):
        column = _whole(child, "Index", column + 2) - 1
        across, down = _whole(child, "MergeAcross", 0), _whole(child, "MergeDown", 0)
        if across or down:
            sheet.merges.append((row, column, row + down, column + across))
        style = styles.get(child.get(SS + "StyleID", outer), styles.get("Default", _Style()))
        data = child.find(SS + "Data")
        if data is not None:
            text, exact = _value(data, style)
            sheet.put(row, column, text, exact, style.bold)
        elif child.get(SS + "Formula"):
            sheet.formula_without_value(row, column)
        column += across


def _value(data: Node, style: _Style) -> tuple[str, str | None]:
    """(displayed text, exact) of a cell's data."""
    kind, stored = data.get(SS + "Type", "String"), "".join(data.itertext())
    if kind == "Number":
        exact = plain_number(stored.strip())
        text = stored if exact is None else glyphs.tidy(number_text(exact, style.code))
        return text, None if is_date(style.code) else exact
    if kind == "Boolean":
        return (TRUE if stored.strip() == "1" else FALSE), None
    if kind == "DateTime":
        return _date(stored.strip(), style.code), None
    if kind == "Error":
        return stored, None
    return string_text(glyphs.tidy(_rich(data)), style.code), None


def _rich(node: Node) -> str:
    text = (node.text or "") + "".join(_rich(child) + (child.tail or "") for child in node)
    name = local(node.tag)
    return glyphs.superscript(text) if name == "Sup" else glyphs.subscript(text) if name == "Sub" else text


def _date(stored: str, code: str) -> str:
    try:
        when = datetime.fromisoformat(stored)
    except ValueError:
        return stored
    serial = Decimal((when - datetime(1899, 12, 30)).total_seconds()) / 86400
    return number_text(f"{serial:f}", code if is_date(code) else "dd.mm.yyyy")
