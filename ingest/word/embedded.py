"""Spreadsheets pasted into a Word document as objects: read where they stand, as far as their window shows them."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.cutting import Span, cut
from ingest.excel import binary, workbook
from ingest.excel.names import S, area
from ingest.model import Table
from ingest.ole import MAGIC
from ingest.ooxml import main_part
from ingest.package import Node, Package
from ingest.reading import Limits, Refused
from ingest.word.context import Context
from ingest.word.names import O, R
from ingest.worddoc import streams

_PROGRAM = "Excel.Sheet"


def embedded_tables(context: Context, holder: Node) -> list[Table]:
    """The tables of the spreadsheets embedded in ``holder`` (a ``w:object``), and a note for every object that could not be read."""
    found: list[Table] = []
    for node in holder.iter(O + "OLEObject"):
        part = context.parts.related(node.get(R + "id", ""))
        program = node.get("ProgID", "")
        tables: list[Table] = []
        if part is not None and program.startswith(_PROGRAM):
            tables = _tables(context.parts.package.read(part), context.limits)
        if not tables:
            context.note("embedded_object", {"what": program})
        found.extend(tables)
    return found


def _tables(content: bytes, limits: Limits) -> list[Table]:
    try:
        return list(_seen(content, limits))
    except Refused:
        return []


def _seen(content: bytes, limits: Limits) -> Iterator[Table]:
    """The tables of the sheet that is shown. Raises ``Refused``."""
    if content.startswith(MAGIC):
        package = streams(content, "Package")[0]
        if not package:
            shown = [table for table in binary.read_workbook(content, limits).tables if not table.hidden]
            yield from shown[:1]
            return
        content = package
    sheet, rows = _window(content, limits)
    for table in workbook.read_workbook(content, limits).tables:
        if table.name == sheet:
            yield cut(table, rows=(rows[0], min(rows[1], table.rows))) if rows is not None and rows[0] < table.rows else table


def _window(content: bytes, limits: Limits) -> tuple[str, Span | None]:
    """The name of the sheet that is shown, and the rows of it that are."""
    package = Package(content, limits)
    main = main_part(package, "xl/workbook.xml")
    if main is None:
        raise Refused("malformed", why="no workbook part")
    root = package.xml(main)
    view = root.find(f"{S}bookViews/{S}workbookView")
    active = view.get("activeTab", "0") if view is not None else "0"
    names = [node.get("name", "") for node in root.iterfind(f"{S}sheets/{S}sheet")]
    size = root.find(S + "oleSize")
    window = area(size.get("ref", "")) if size is not None else None
    name = names[int(active)] if active.isdecimal() and int(active) < len(names) else next(iter(names), "")
    return name, None if window is None else (window[0], window[2] + 1)
