"""A whole HTML page, or a web archive of several, put together as one document."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import unquote

from lxml import etree

from ingest.model import Block, Document, Note, Table
from ingest.package import Node
from ingest.reading import Limits, Refused
from ingest.web.css import Sheet
from ingest.web.decode import decode_page
from ingest.web.look import Look, look_of
from ingest.web.story import Context, read_blocks
from ingest.web.table import read_table
from ingest.web.tablelike import drawn_in, name_tables

_SHEET_NAME = re.compile(r"<x:Name>(.*?)</x:Name>", re.DOTALL)
_SHEET_LINK = re.compile(r"""<link[^>]+id=["']?shLink["']?[^>]*href=["']?([^"'>]+)""", re.IGNORECASE)
_DOWNLEVEL = re.compile(r"<!\[(?:if\b[^\]>]*|endif)\]>", re.IGNORECASE)


def read_page(content: bytes, limits: Limits) -> Document:
    """One page. Raises ``Refused`` (``malformed``, ``too_deep``, ``too_large``)."""
    blocks, notes = _page(decode_page(content), limits, ())
    return Document("html", tuple(blocks), notes=tuple(notes))


def read_archive(content: bytes, limits: Limits) -> Document:
    """A web archive (MHTML): its pages one after another, Excel's frame and tab strip left out. Raises ``Refused("malformed")`` without a page."""
    message = email.message_from_bytes(content, policy=email.policy.compat32)
    styles, pages = [], []
    for part in message.walk():
        payload = part.get_payload(decode=True)
        if not isinstance(payload, bytes):
            continue
        text = decode_page(payload, _codec(part.get_content_charset()))
        if part.get_content_type() == "text/css":
            styles.append(text)
        elif part.get_content_type() in ("text/html", "application/xhtml+xml") and "tabstrip" not in str(part.get("Content-Location", "")):
            pages.append(text)
    if not pages:
        raise Refused("malformed", why="no page")
    several = len(pages) > 1
    blocks: list[Block] = []
    notes: list[Note] = []
    names = [name for page in pages for name in _SHEET_NAME.findall(page)] if several else []
    for page in pages:
        if several and _SHEET_LINK.search(page):
            continue
        found, told = _page(page, limits, styles)
        blocks.extend(found)
        notes.extend(told)
    return Document("html", tuple(_named(blocks, names)), notes=tuple(notes))


def _codec(name: str | None) -> str | None:
    import codecs

    try:
        return codecs.lookup(name).name if name else None
    except LookupError:
        return None


def _page(text: str, limits: Limits, styles: Sequence[str]) -> tuple[list[Block], list[Note]]:
    root = _parse(text)
    sheet = Sheet([*styles, *("".join(node.itertext()) for node in root.iter("style"))])
    if "table-row" in text:
        name_tables(root, sheet)
    context = Context(sheet, limits, table_reader=read_table, drawing_reader=drawn_in)
    body = root.find("body")
    start = root if body is None else body
    blocks = read_blocks(context, start, look_of(start, Look(), sheet))
    notes = [*context.notes, *_lost_sheets(text)]
    names = _SHEET_NAME.findall(text)
    return _named(blocks, names), [*notes, *_hidden_lines(blocks)]


def _parse(text: str) -> Node:
    # Word's <![if …]> brackets surround text that is shown everywhere: only the brackets go. «<![endif]-->» ends a comment, and stays.
    source = _DOWNLEVEL.sub("", text).replace("\x00", "")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = etree.fromstring(source.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refused("malformed", why=str(error)) from error
    if root is None:
        raise Refused("malformed", why="no element")
    if any("depth" in entry.message for entry in parser.error_log):
        raise Refused("too_deep")
    return root


def _lost_sheets(text: str) -> list[Note]:
    """Excel saves a workbook of several sheets as a frame without content."""
    links = [unquote(link) for link in _SHEET_LINK.findall(text)]
    return [Note("sheets_elsewhere", {"names": ", ".join(_SHEET_NAME.findall(text) or links)})] if links else []


def _named(blocks: list[Block], names: list[str]) -> list[Block]:
    """Excel's sheet names for the tables, where each has one."""
    tables = [block for block in blocks if isinstance(block, Table)]
    if len(tables) != len(names):
        return blocks
    left = iter(names)
    return [replace(block, name=next(left)) if isinstance(block, Table) else block for block in blocks]


def _hidden_lines(blocks: list[Block]) -> list[Note]:
    notes = []
    for number, table in enumerate((block for block in blocks if isinstance(block, Table)), 1):
        for what, lines in (("table_rows", table.hidden_rows), ("table_columns", table.hidden_columns)):
            if lines:
                notes.append(
                    Note("hidden_content", {"what": what, "lines": ", ".join(str(line + 1) for line in sorted(lines))}, table=number)
                )
    return notes
