"""Reads text files: paragraphs, and tables made with tabs, with drawn lines, or with blanks. Also comma-separated files."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace

from ingest import sniff
from ingest.model import Block, Document, Note, Table
from ingest.reading import Format, Limits, Probe, Refused
from ingest.text_columns import may_begin, read_columns
from ingest.text_csv import read_csv
from ingest.text_drawn import begins_drawn, read_drawn
from ingest.text_encoding import decode_text
from ingest.text_furniture import is_furniture
from ingest.text_glued import run_together
from ingest.text_lines import Line, paragraph, split_lines
from ingest.text_strokes import Patience
from ingest.text_tabs import lost_trailing_tabs, read_tabs

#: Text of these kinds is never a report, whatever it says.
_OTHER_KIND_NAMES = """
    adoc asm bash bat c cc cfg clj cmake cmd conf cpp cs css cxx diff dockerfile env erl ex gitignore go gradle graphql h hpp hs ics ini
    ipynb java jinja jl js json json5 jsonl jsx kt less lock log lua m mak make map markdown md mdx mjs ndjson patch php pl plist po pot
    properties proto ps1 psm1 py pyi pyx r rb reg rs rst sass scala scss sh sln sql srt sub svg swift tcl tex toml ts tsv tsx vb vbs vcf
    vtt xml xsd xsl xslt yaml yml zsh
"""
_OTHER_KINDS = frozenset(_OTHER_KIND_NAMES.split())
#: How many bytes are looked at to recognise text; even, for the sake of UTF-16.
_BEGINNING = 256 * 1024
#: After so many places where a table held apart by blanks might have begun and did not, a file is taken to have none.
_MOST_TRIES = 150
_BINARY = (
    b"%PDF",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"{\\rtf",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"II*\x00",
    b"MM\x00*",
    b"Rar!",
    b"7z\xbc\xaf",
)
_HEADER_ROWS = 4
_GLUED_TEXTS = re.compile(r"(?:[а-яіїєґ)%]|[а-яіїєґ]\.)(?=[А-ЯІЇЄҐ][а-яіїєґ]{3})")
#: A paragraph of rules alone says nothing.
_VISIBLE = re.compile(r"[^\s\-=─━═]")
#: What begins an annex ends the signature above it, with or without a blank line between them.
_ANNEX = re.compile(r"\s*Додаток(?:\s+№?\s?\d{1,2})?(?:\s+до\b.*)?\s*$", re.IGNORECASE)
_MARKUP = re.compile(r"\s*(?:<[!?/a-zA-Z]|\{\\rtf|%PDF-|%!PS)")
_CODE = re.compile(
    r"^\s*(?:import \w|from \w+(?:\.\w+)* import |def \w+\(|class \w+[:({]|#include\b|(?:public|private|static) \w+|function \w+\(|(?:const|let|var) \w+ =|"
    r"package \w|using \w+;|SELECT\b.+\bFROM\b|CREATE TABLE\b|INSERT INTO\b|[}\])]+[;,]?\s*$|#!)",
    re.MULTILINE,
)


def _text(probe: Probe) -> str | None:
    """The decoded text where the content is plain text of a kind that may be a report."""
    if sniff.document_extension(probe) in _OTHER_KINDS or probe.content.startswith(_BINARY):
        return None
    text = decode_text(probe.content)
    if text is None or not text.strip() or _MARKUP.match(text) or _is_json(text) or _is_code(text):
        return None
    return text


def _beginning(probe: Probe) -> Probe:
    """Enough of a file to tell its kind."""
    return Probe(probe.name, probe.content[:_BEGINNING])


def _is_json(text: str) -> bool:
    if not text.lstrip().startswith(("{", "[")):
        return False
    try:
        json.loads(text)
    except ValueError:
        return bool(re.match(r'\s*[{\[]\s*(?:"[^"]*"\s*:|[{\[])', text))
    return True


def _is_code(text: str) -> bool:
    lines = [line for line in text[:20_000].split("\n") if line.strip()]
    return len(_CODE.findall(text[:20_000])) > max(1, len(lines) // 8) and not re.search(
        "[а-яіїєґ]{4}", re.sub(r"#.*|//.*|\".*?\"|'.*?'", "", text[:20_000])
    )


def _recognise_text(probe: Probe) -> int:
    return 10 if _text(_beginning(probe)) is not None else 0


def _recognise_csv(probe: Probe) -> int:
    if sniff.document_extension(probe) != "csv":
        return 0
    text = _text(_beginning(probe))
    return 20 if text is not None and read_csv(text) else 0


def _read_csv(probe: Probe, limits: Limits) -> Document:
    table = read_csv(_text(probe) or "")
    if table is None:
        raise Refused("malformed", why="csv")
    return Document("csv", (table,))


def _read_text(probe: Probe, limits: Limits) -> Document:
    """The document. Raises ``Refused``: ``malformed`` for what is no text, ``too_many_pages``, ``too_large``."""
    text = _text(probe)
    if text is None:
        raise Refused("malformed", why="txt")
    lines, pages = split_lines(text)
    if pages and pages > limits.pages:
        raise Refused("too_many_pages", pages=str(pages), limit=str(limits.pages))
    blocks, notes = read_lines(lines)
    if sum(block.rows * block.columns for block in blocks if isinstance(block, Table)) > limits.cells:
        raise Refused.too_large(limits, "cells")
    return Document("txt", tuple(blocks), pages, tuple(notes))


def read_lines(lines: Sequence[Line]) -> tuple[list[Block], list[Note]]:
    """The blocks in reading order. Lines that are no table make paragraphs, split at blank lines and page ends."""
    trimmed = lost_trailing_tabs(lines)
    blocks: list[Block] = []
    notes: list[Note] = []
    loose: list[Line] = []
    patience = Patience()
    index = tries = 0
    while index < len(lines):
        line = lines[index]
        found = None
        if not line.blank:
            found = read_drawn(lines, index, patience) if begins_drawn(lines, index) or not loose else None
            found = found or read_tabs(lines, index, trimmed=trimmed)
        if found is None and not line.blank and tries < _MOST_TRIES and may_begin(lines, index):
            found = read_columns(lines, index)
            tries += found is None
            notes += _glued_header(found[0], blocks) if found else []
        if found is None:
            loose.append(line)
            index += 1
            continue
        _flush(loose, blocks, notes)
        loose = []
        blocks.append(found[0])
        index = found[1]
    _flush(loose, blocks, notes)
    return blocks, notes


def _glued_header(table: Table, blocks: list[Block]) -> list[Note]:
    """A note where header texts had no room and ran into each other: which column is which is then uncertain."""
    glued = [cell.text for cell in table.cells if cell.row < _HEADER_ROWS and _GLUED_TEXTS.search(cell.text)]
    number = sum(isinstance(block, Table) for block in blocks) + 1
    return [Note("columns_run_together", {"text": glued[0]}, page=table.page, table=number, row=1)] if glued else []


def _flush(lines: list[Line], blocks: list[Block], notes: list[Note]) -> None:
    """Paragraphs of the lines between two tables, and a note where they are a table that cannot be read."""
    example = run_together([line.text for line in lines])
    if example:
        notes.append(Note("columns_run_together", {"text": example.strip()[:120]}))
    group: list[Line] = []
    for line in [*lines, Line("")]:
        if group and (line.blank or line.page != group[0].page or _ANNEX.match(line.text)):
            if is_furniture([line.text for line in group]):
                blocks.append(replace(paragraph(group), role="footer"))
            elif any(_VISIBLE.search(line.text) for line in group):
                blocks.append(paragraph(group))
            group = []
        if not line.blank:
            group.append(line)


FORMATS = (
    Format("txt", ("txt", "text", "asc", "prn"), _recognise_text, _read_text),
    Format("csv", ("csv",), _recognise_csv, _read_csv),
)
