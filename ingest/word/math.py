"""Word formulas on one line: a fraction must not come out as two numbers run together."""

from __future__ import annotations

from ingest import glyphs
from ingest.package import Node
from ingest.word.names import TEXT, M

_FIXED = {"sSup": ("e", "sup"), "sSub": ("e", "sub"), "f": ("num", "den")}


def math_text(node: Node) -> str:
    """The formula's characters in reading order, fractions with ``/``, powers raised."""
    name = node.tag.removeprefix(M)
    if node.tag in (M + "t", TEXT):
        return node.text or ""
    if name not in _FIXED:
        return "".join(math_text(child) for child in node)
    first, second = ("".join(math_text(part) for part in node.iterfind(M + key)) for key in _FIXED[name])
    if name == "f":
        return f"{first}/{second}"
    return first + (glyphs.superscript(second) if name == "sSup" else glyphs.subscript(second))
