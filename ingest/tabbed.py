"""Word files whose table is typed with tabs: their paragraphs read as the lines of a text file are."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.model import Block, Paragraph, Table
from ingest.text_lines import Line
from ingest.text_tabs import lost_trailing_tabs, read_tabs

#: A table has at least so many rows and columns; fewer are a signature, or a label with its value.
_LEAST = 3


def with_tabbed_tables(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, runs of tabbed paragraphs made tables, in a document that has no real table."""
    if any(isinstance(block, Table) for block in blocks):
        return list(blocks)
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    lines = [Line(p.text if "\n" not in p.text and p.role == "body" else "", p.page) for p in paragraphs]
    trimmed = lost_trailing_tabs(lines)
    out: list[Block] = []
    at = 0
    while at < len(lines):
        found = read_tabs(lines, at, trimmed=trimmed) if lines[at].text.count("\t") >= _LEAST - 1 else None
        if found is not None and found[0].rows >= _LEAST and found[0].columns >= _LEAST:
            out.append(found[0])
            at = found[1]
        else:
            out.append(paragraphs[at])
            at += 1
    return out
