"""Word files whose table is typed with tabs, drawn with characters or held apart by spaces: their paragraphs read as a text file's lines are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.model import Block, Paragraph, Table
from ingest.text_columns import may_begin, read_columns
from ingest.text_drawn import begins_drawn, read_drawn
from ingest.text_lines import Line
from ingest.text_strokes import Patience
from ingest.text_tabs import lost_trailing_tabs, read_tabs

#: So many lines that look like a head held apart by spaces, and are none, are enough.
_MOST_TRIES = 20
#: A table has at least so many rows and columns; fewer are a signature, or a label with its value.
_LEAST = 3
#: A row or two of so many columns, as many as a table of the document has, are a part of it: its head, cut off by a section's title.
_WIDE = 4

_Found = tuple[Table, int]
"""A table, and the index of the line behind it."""


def with_tabbed_tables(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, runs of tabbed paragraphs made tables, in a document that has no real table."""
    if any(isinstance(block, Table) for block in blocks):
        return [_without_outer_tabs(block) if isinstance(block, Paragraph) else block for block in blocks]
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    lines = [Line(p.text if "\n" not in p.text and p.role == "body" else "", p.page) for p in paragraphs]
    found = _runs(lines)
    widths = {table.columns for table, _ in found.values() if table.rows >= _LEAST and table.columns >= _WIDE}
    out: list[Block] = []
    at = 0
    while at < len(lines):
        table, end = found.get(at, (None, at + 1))
        if table is not None and (table.rows >= _LEAST or table.columns in widths):
            out.append(table)
            at = end
        else:
            out.append(_without_outer_tabs(paragraphs[at]))
            at += 1
    return out


def _runs(lines: Sequence[Line]) -> dict[int, _Found]:
    """Each run of lines that are a table of enough columns, by the index of its first line."""
    trimmed = lost_trailing_tabs(lines)
    found: dict[int, _Found] = {}
    patience = Patience()
    at = tries = 0
    while at < len(lines):
        run = read_tabs(lines, at, trimmed=trimmed) if lines[at].text.count("\t") >= _LEAST - 1 else None
        if run is None and begins_drawn(lines, at):
            run = read_drawn(lines, at, patience)
        if run is None and tries < _MOST_TRIES and "  " in lines[at].text and may_begin(lines, at):
            run = read_columns(lines, at)
            tries += run is None
        if run is not None and run[0].columns >= _LEAST:
            found[at] = run
        at = run[1] if run is not None else at + 1
    return found


def _without_outer_tabs(paragraph: Paragraph) -> Paragraph:
    return replace(paragraph, text=paragraph.text.strip("\t")) if "\t" in paragraph.text else paragraph
