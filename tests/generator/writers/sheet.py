"""Blocks laid out on one spreadsheet's sheet; written as xlsx, xls or ods with numbers as numbers."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from xml.sax.saxutils import escape

from tests.generator.page import Block, Grid, Para, TCell
from tests.generator.writers.zipped import pack

NUMBER = re.compile(r"-?(?:\d{1,3}(?:[ \u00a0]\d{3})+|\d+)(?:[,.]\d+)?")


@dataclass(frozen=True)
class Placed:
    """A cell on the sheet: its value is a number where the print is one."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    number: float | None = None
    pattern: str = "General"
    bold: bool = False


def numeric(cell: TCell, header: bool) -> tuple[float | None, str]:
    """(value, number format) of a cell whose print is a plain number or percent; measure numbers and years stay text."""
    text = cell.text.replace("\u00a0", " ")
    percent = text.endswith("%") and NUMBER.fullmatch(text[:-1].strip())
    body = text.rstrip("% ") if percent else text
    if (
        header
        or cell.align != "center"
        or not NUMBER.fullmatch(body)
        or (not percent and "." in body and "," not in body and len(body.split(".")[1]) != 2)
    ):
        return None, "General"
    places = len(re.split("[,.]", body)[1]) if re.search("[,.]", body) else 0
    value = float(body.replace(" ", "").replace(",", "."))
    digits = ("#,##0" if " " in body else "0") + ("." + "0" * places if places else "")
    if percent:
        return float(f"{value / 100:.10g}"), digits + "%"
    return value, digits


def place(blocks: list[Block], numbers: bool = True) -> tuple[list[Placed], int, frozenset[int]]:
    """(cells, columns, hidden columns). Paragraph lines take a row each, merged over the table's width."""
    columns = max((b.columns for b in blocks if isinstance(b, Grid)), default=1)
    out: list[Placed] = []
    hidden: frozenset[int] = frozenset()
    row = 0
    for block in blocks:
        if isinstance(block, Para):
            for line in block.text.split("\n"):
                parts = [p for p in line.split("\t") if p]
                if len(parts) > 1:
                    out += (
                        [Placed(row, k * (columns - 1), 1, 1, p) for k, p in enumerate(parts[:2])]
                        if columns > 1
                        else [Placed(row, 0, 1, 1, " ".join(parts))]
                    )
                else:
                    out.append(Placed(row, 0, 1, columns if line and columns > 1 else 1, line, bold=block.bold))
                row += 1
        elif isinstance(block, Grid):
            hidden |= block.hidden_columns
            for cell in block.cells:
                value, pattern = numeric(cell, cell.row < block.header) if numbers else (None, "General")
                out.append(
                    Placed(
                        row + cell.row,
                        cell.column,
                        cell.row_span,
                        cell.column_span,
                        cell.text.replace("\u00ad", ""),
                        value,
                        pattern,
                        cell.bold,
                    )
                )
            row += block.rows + 1
    return out, columns, hidden


def write_xlsx(blocks: list[Block], numbers: bool = True) -> bytes:
    """One sheet, by openpyxl."""
    import datetime

    import openpyxl
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    cells, _, hidden = place(blocks, numbers)
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Звіт"
    for p in cells:
        if p.text:
            cell = sheet.cell(p.row + 1, p.column + 1, p.text if p.number is None else p.number)
            cell.number_format = p.pattern if p.number is not None else "@"
            cell.font = Font(bold=p.bold)
            cell.alignment = Alignment(wrap_text=True)
        if p.row_span > 1 or p.column_span > 1:
            sheet.merge_cells(
                start_row=p.row + 1, start_column=p.column + 1, end_row=p.row + p.row_span, end_column=p.column + p.column_span
            )
    for column in hidden:
        sheet.column_dimensions[get_column_letter(column + 1)].hidden = True
    book.properties.created = book.properties.modified = datetime.datetime(2025, 1, 15, 9, 0)
    out = io.BytesIO()
    book.save(out)
    return _same(out.getvalue())


def _same(data: bytes) -> bytes:
    """The archive with fixed timestamps."""
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts: list[tuple[str, bytes | str]] = []
        for name in archive.namelist():
            content = archive.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2025-01-15T09:00:00Z", content)
            parts.append((name, content))
    return pack(parts)


def write_xls(blocks: list[Block], numbers: bool = True) -> bytes:
    """One BIFF sheet, by xlwt."""
    import xlwt

    cells, _, hidden = place(blocks, numbers)
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Звіт")
    styles: dict[str, xlwt.XFStyle] = {}
    for p in cells:
        style = styles.get(p.pattern)
        if style is None:
            style = styles[p.pattern] = xlwt.XFStyle()
            style.num_format_str = p.pattern
        value = p.text if p.number is None else p.number
        if p.row_span > 1 or p.column_span > 1:
            sheet.write_merge(p.row, p.row + p.row_span - 1, p.column, p.column + p.column_span - 1, value, style)
        elif p.text:
            sheet.write(p.row, p.column, value, style)
    for column in hidden:
        sheet.col(column).hidden = True
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


ODS_NS = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
)
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def manifest(kind: str) -> str:
    """The package's list of parts."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )


def write_ods(blocks: list[Block], numbers: bool = True) -> bytes:
    """One sheet, written by hand; numbers carry their displayed text as office programs write it."""
    cells, columns, hidden = place(blocks, numbers)
    at = {(p.row, p.column): p for p in cells}
    covered = {(r, c) for p in cells for r in range(p.row, p.row + p.row_span) for c in range(p.column, p.column + p.column_span)} - set(at)
    last = max((p.row + p.row_span for p in cells), default=1)
    rows = "".join(
        "<table:table-row>" + "".join(_ods_cell(at.get((r, c)), (r, c) in covered) for c in range(columns)) + "</table:table-row>"
        for r in range(last)
    )
    heads = "".join("<table:table-column" + (' table:visibility="collapse"' if c in hidden else "") + "/>" for c in range(columns))
    table = f'<table:table table:name="Звіт">{heads}{rows}</table:table>'
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    xml = f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {ODS_NS} office:version="1.2">{body}</office:document-content>'
    return pack([("mimetype", ODS_TYPE), ("content.xml", xml), ("META-INF/manifest.xml", manifest(ODS_TYPE))], frozenset({"mimetype"}))


def _ods_cell(p: Placed | None, covered: bool) -> str:
    if p is None:
        return "<table:covered-table-cell/>" if covered else "<table:table-cell/>"
    spans = (
        f' table:number-columns-spanned="{p.column_span}" table:number-rows-spanned="{p.row_span}"'
        if p.column_span > 1 or p.row_span > 1
        else ""
    )
    value = ""
    if p.number is not None:
        value = f' office:value-type="{"percentage" if "%" in p.pattern else "float"}" office:value="{p.number!r}"'
    elif p.text:
        value = ' office:value-type="string"'
    text = "".join(f"<text:p>{escape(line)}</text:p>" for line in p.text.split("\n")) if p.text else ""
    return f"<table:table-cell{spans}{value}>{text}</table:table-cell>"
