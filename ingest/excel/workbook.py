"""A whole workbook package: its sheets in their order, each one table, with text boxes and printed headers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ingest import glyphs
from ingest.excel.names import XDR, A, R, S, on
from ingest.excel.styles import read_styles
from ingest.excel.texts import shared_strings
from ingest.excel.worksheet import Margins, Shared, WorksheetReader
from ingest.model import Block, Document, Note, Paragraph, Role
from ingest.ooxml import main_part, relations
from ingest.package import Node, Package
from ingest.reading import Limits, Refused
from ingest.sheet import Sheet, sheet_tables, with_boxes

_MARGIN_CODE = re.compile(r'&(?:&|"[^"]*"|\d+|K[0-9A-Fa-f]{6}|K\d\d[+-]\d{3}|[A-Za-z])')

_NO_CELLS = ("chartsheet", "dialogsheet", "xlMacrosheet")
"""Sheets that only picture numbers standing elsewhere, or hold none."""

_NO_ROW = 1048576
"""The row of a box that lies on the page and not on the cells: below all of these, for want of anything better."""


def read_workbook(content: bytes, limits: Limits) -> Document:
    """The workbook in ``content``. Raises ``Refused``."""
    package = Package(content, limits)
    main = main_part(package, "xl/workbook.xml")
    if main is None:
        raise Refused("malformed", why="no workbook part")
    root = package.xml(main)
    targets = relations(package, main)
    by_kind = dict(targets.values())
    properties = root.find(S + "workbookPr")
    shared = Shared(
        shared_strings(package.optional_xml(by_kind.get("sharedStrings"))),
        read_styles(package.optional_xml(by_kind.get("styles"))),
        properties is not None and on(properties.get("date1904")),
        limits,
    )
    sheets = list(_sheets(package, root, targets, shared))
    calculation = root.find(S + "calcPr")
    if not shared.calculated and calculation is not None and on(calculation.get("fullCalcOnLoad")):
        _forget_zeros(sheets)
    return _document(package, sheets, shared)


def _sheets(
    package: Package, root: Node, targets: Mapping[str, tuple[str, str]], shared: Shared
) -> Iterator[tuple[str, WorksheetReader | Note]]:
    """(part, its reader when it is read) per worksheet, or a note for one that is not there."""
    for node in root.iterfind(f"{S}sheets/{S}sheet"):
        name = node.get("name", "")
        kind, part = targets.get(node.get(R + "id", ""), ("", ""))
        if kind == "worksheet" and part in package:
            reader = WorksheetReader(Sheet(name, node.get("state", "visible") != "visible"), shared)
            reader.read(package.read(part), part)
            yield part, reader
        elif kind not in _NO_CELLS:
            yield part, Note("sheets_elsewhere", {"names": name})


def _forget_zeros(sheets: list[tuple[str, WorksheetReader | Note]]) -> None:
    """Programs that cannot calculate write 0 for every formula and ask to calculate on opening: those zeros are nobody's."""
    for _, reader in sheets:
        if isinstance(reader, WorksheetReader):
            for row, column in reader.zero_formulas:
                reader.sheet.formula_without_value(row, column)


def _document(package: Package, sheets: list[tuple[str, WorksheetReader | Note]], shared: Shared) -> Document:
    blocks: list[Block] = []
    notes: list[Note] = []
    tables = 0
    for part, reader in sheets:
        if isinstance(reader, Note):
            notes.append(reader)
            continue
        found, told = sheet_tables(reader.sheet, shared.limits, tables)
        tables += len(found)
        notes.extend(told)
        blocks.extend(_margin_lines(reader.margins, "header"))
        drawings = [target for kind, target in relations(package, part).values() if kind == "drawing" and target in package]
        blocks.extend(with_boxes(found, [box for target in drawings for box in _text_boxes(package, target)]))
        blocks.extend(_margin_lines(reader.margins, "footer"))
    return Document("xlsx", tuple(blocks), notes=tuple(notes))


def _margin_lines(margins: Margins, role: Role) -> list[Block]:
    lines = dict.fromkeys(_without_codes(text) for text in (margins.header if role == "header" else margins.footer))
    return [Paragraph(line, role=role) for line in lines if line]


def _without_codes(text: str) -> str:
    """A printed header without its codes for place, font, page and date."""
    drawn = {"&&": "&", "&L": "\t", "&C": "\t", "&R": "\t"}
    return glyphs.tidy(_MARGIN_CODE.sub(lambda match: drawn.get(match[0], ""), text))


def _text_boxes(package: Package, part: str) -> Iterator[tuple[int, Paragraph]]:
    """The lines of the boxes, each with the row that its box begins in."""
    for anchor in package.xml(part):
        row = anchor.findtext(f"{XDR}from/{XDR}row", "").strip()
        for shape in anchor.iter(XDR + "txBody"):
            for paragraph in shape.iterfind(A + "p"):
                text = glyphs.tidy("".join("\n" if node.tag == A + "br" else node.text or "" for node in paragraph.iter(A + "t", A + "br")))
                if text:
                    yield int(row) if row.isdecimal() else _NO_ROW, Paragraph(text, role="textbox")
