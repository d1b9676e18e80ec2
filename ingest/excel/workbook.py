"""A whole workbook package: its sheets in their order, each one table, with text boxes and printed headers."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest import glyphs
from ingest.excel.names import XDR, A, R, S, on
from ingest.excel.styles import read_styles
from ingest.excel.texts import shared_strings
from ingest.excel.worksheet import Margins, Shared, WorksheetReader
from ingest.model import Block, Document, Note, Paragraph, Role
from ingest.ooxml import main_part, relations
from ingest.package import Package
from ingest.reading import Limits, Refused
from ingest.sheet import Sheet, sheet_table

_MARGIN_CODE = re.compile(r'&(?:&|"[^"]*"|\d+|K[0-9A-Fa-f]{6}|K\d\d[+-]\d{3}|[A-Za-z])')


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
    blocks: list[Block] = []
    notes: list[Note] = []
    tables = 0
    for node in root.iterfind(f"{S}sheets/{S}sheet"):
        kind, part = targets.get(node.get(R + "id", ""), ("", ""))
        if kind != "worksheet" or part not in package:
            notes.extend(_missing(node.get("name", ""), kind))
            continue
        found, told = _sheet(package, part, Sheet(node.get("name", ""), node.get("state", "visible") != "visible"), shared)
        tables += sum(1 for block in found if not isinstance(block, Paragraph))
        blocks.extend(found)
        notes.extend(replace(note, table=tables) for note in told)
    return Document("xlsx", tuple(blocks), notes=tuple(notes))


def _missing(name: str, kind: str) -> list[Note]:
    """Charts are pictures of numbers that stand elsewhere; a sheet that should be there and is not is another matter."""
    return [] if kind in ("chartsheet", "dialogsheet", "xlMacrosheet") else [Note("sheets_elsewhere", {"names": name})]


def _sheet(package: Package, part: str, sheet: Sheet, shared: Shared) -> tuple[list[Block], list[Note]]:
    reader = WorksheetReader(sheet, shared)
    reader.read(package.read(part), part)
    table, notes = sheet_table(sheet, shared.limits)
    blocks = _margin_lines(reader.margins, "header")
    if table is not None:
        blocks.append(table)
    for kind, target in relations(package, part).values():
        if kind == "drawing" and target in package:
            blocks.extend(_text_boxes(package, target))
    return [*blocks, *_margin_lines(reader.margins, "footer")], notes


def _margin_lines(margins: Margins, role: Role) -> list[Block]:
    lines = dict.fromkeys(_without_codes(text) for text in (margins.header if role == "header" else margins.footer))
    return [Paragraph(line, role=role) for line in lines if line]


def _without_codes(text: str) -> str:
    """A printed header without its codes for place, font, page and date."""
    drawn = {"&&": "&", "&L": "\t", "&C": "\t", "&R": "\t"}
    return glyphs.tidy(_MARGIN_CODE.sub(lambda match: drawn.get(match[0], ""), text))


def _text_boxes(package: Package, part: str) -> list[Block]:
    found: list[Block] = []
    for shape in package.xml(part).iter(XDR + "txBody"):
        for paragraph in shape.iterfind(A + "p"):
            text = glyphs.tidy("".join("\n" if node.tag == A + "br" else node.text or "" for node in paragraph.iter(A + "t", A + "br")))
            if text:
                found.append(Paragraph(text, role="textbox"))
    return found
