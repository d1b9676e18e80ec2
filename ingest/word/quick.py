"""Rows of plain text, which most rows of a report are, read in one pass over the few elements that matter.

Whatever needs more (lists, notes, fields, tracked changes, boxes, inner tables, bold, raised or hidden text …) is left to the full reader.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ingest import glyphs
from ingest.package import Node
from ingest.word.names import (
    ALTERNATE,
    DROPPED,
    SDT,
    TBL,
    TC,
    TEXT,
    TEXTBOX,
    VAL,
    M,
    P,
    W,
)
from ingest.word.rows import Draft, Row, row_properties, span_of

_SPAN, _MERGE, _WIDTH, _STYLE, _ROW = (W + name for name in ("gridSpan", "vMerge", "tcW", "pStyle", "trPr"))
_WANTED = (TC, P, TEXT, _SPAN, _MERGE, _WIDTH, _STYLE, _ROW)
_NEEDS_MORE = (
    *(
        W + name
        for name in (
            "numPr",
            "b",
            "vertAlign",
            "vanish",
            "strike",
            "dstrike",
            "caps",
            "rStyle",
            "ins",
            "moveTo",
            "cellDel",
            "hMerge",
            "drawing",
            "pict",
            "object",
        )
    ),
    *(
        W + name
        for name in ("fldChar", "instrText", "sym", "footnoteReference", "endnoteReference", "tab", "ptab", "br", "cr", "noBreakHyphen")
    ),
    *(W + name for name in ("ruby", "customXml", "altChunk", "delText", "tblGrid")),
    *DROPPED,
    M + "oMath",
    M + "oMathPara",
    ALTERNATE,
    SDT,
    TBL,
    TEXTBOX,
)
# ``w:tab`` also stands in ``w:tabs`` of a paragraph's properties; such a row merely takes the longer way.


def quick_row(node: Node, merging: Mapping[int, int], plain: Callable[[str], bool]) -> Row | None:
    """The row, or None where it needs the full reader.

    ``merging`` are the cells (column → span) of the row above that a cell of this one may continue; ``plain`` tells whether a
    paragraph style changes nothing that is read.
    """
    if next(node.iter(*_NEEDS_MORE), None) is not None:
        return None
    row = Row()
    lines: list[str] = []
    parts: list[str] = []
    column = 0
    cell: Draft | None = None
    for child in node.iter(*_WANTED):
        tag = child.tag
        if tag == TEXT:
            parts.append(child.text or "")
        elif tag == P:
            if parts:
                lines.append("".join(parts))
                parts.clear()
        elif tag == TC:
            if cell is not None:
                column = _close(cell, column, lines, parts)
            cell = Draft()
            row.cells.append(cell)
        elif tag == _WIDTH:
            if cell is not None:
                cell.width = child
        elif tag == _ROW:
            row = row_properties(child)
            column = row.before
        elif tag == _STYLE:
            if not plain(child.get(VAL, "")):
                return None
        elif cell is not None and tag == _SPAN:
            cell.span = span_of(child.get(VAL), 1)
        elif cell is not None:
            cell.merge = "restart" if child.get(VAL) == "restart" else "continue"
    if cell is not None:
        _close(cell, column, lines, parts)
    return None if row.deleted else _merged(row, merging)


def _close(cell: Draft, column: int, lines: list[str], parts: list[str]) -> int:
    """Gives a finished cell its text and place; the column after it."""
    if lines:
        if parts:
            lines.append("".join(parts))
        cell.text = "\n".join(filter(None, map(glyphs.tidy, lines)))
        lines.clear()
    elif parts:
        cell.text = glyphs.tidy("".join(parts) if len(parts) > 1 else parts[0])
    parts.clear()
    cell.column = column
    return column + cell.span


def _merged(row: Row, merging: Mapping[int, int]) -> Row | None:
    """The row with its merges settled; None where a covered cell holds text."""
    for cell in row.cells:
        if cell.merge == "continue":
            if merging.get(cell.column) != cell.span:
                cell.merge = "restart"
            elif cell.text:
                return None
    return row
