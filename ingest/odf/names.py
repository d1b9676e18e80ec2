"""Names of OpenDocument's elements and attributes, in one place and spelt once."""

from __future__ import annotations

from ingest.package import Node

_BASE = "{urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TEXT, TABLE, STYLE = (f"{_BASE}{name}:1.0}}" for name in ("office", "text", "table", "style"))
DRAW = _BASE + "drawing:1.0}"
FO, SVG = _BASE + "xsl-fo-compatible:1.0}", _BASE + "svg-compatible:1.0}"
LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
CALCEXT = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"

P, H, LIST = TEXT + "p", TEXT + "h", TEXT + "list"
TBL, ROW, CELL, COVERED = TABLE + "table", TABLE + "table-row", TABLE + "table-cell", TABLE + "covered-table-cell"

_UNITS = {"cm": 72 / 2.54, "mm": 72 / 25.4, "in": 72.0, "inch": 72.0, "pt": 1.0, "pc": 12.0, "px": 0.75}


def count(node: Node, name: str, most: int) -> int:
    """A repeat or span attribute from 1 to ``most``; 1 where it is missing or nonsense."""
    text = node.get(name)
    if text is None:
        return 1
    try:
        return min(max(int(text), 1), most)
    except ValueError:
        return 1


def points(length: str | None) -> float:
    """A length such as ``3.5cm`` in points; 0 where it is missing or nonsense."""
    text = (length or "").strip()
    for unit, factor in _UNITS.items():
        if text.endswith(unit):
            try:
                return float(text.removesuffix(unit)) * factor
            except ValueError:
                return 0.0
    return 0.0
