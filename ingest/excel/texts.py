"""Strings of a workbook: shared or in their cell, plain or in runs, raised digits as superscripts."""

from __future__ import annotations

from ingest import glyphs
from ingest.excel.names import S
from ingest.package import Node

_RUN, _TEXT = S + "r", S + "t"


def rich_text(node: Node) -> str:
    """The text of ``si`` or ``is``; phonetic hints are no part of it."""
    parts = []
    for child in node:
        if child.tag == _TEXT:
            parts.append(child.text or "")
        elif child.tag == _RUN:
            text = "".join(part.text or "" for part in child.iterfind(_TEXT))
            position = child.find(f"{S}rPr/{S}vertAlign")
            kind = position.get("val") if position is not None else ""
            parts.append(glyphs.superscript(text) if kind == "superscript" else glyphs.subscript(text) if kind == "subscript" else text)
    return _unescaped("".join(parts))


def _unescaped(text: str) -> str:
    """``_x000D_`` stands for a character that XML cannot hold."""
    if "_x" not in text:
        return text
    import re

    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), text)


def shared_strings(root: Node | None) -> list[str]:
    """All shared strings, by number."""
    return [glyphs.tidy(rich_text(node)) for node in root.iterfind(S + "si")] if root is not None else []
