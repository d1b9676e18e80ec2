"""Names of WordprocessingML's elements and attributes, in one place and spelt once."""

from __future__ import annotations

from ingest.package import Node

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741 - the namespace's customary prefix

VAL = W + "val"
P, TBL, TR, TC = W + "p", W + "tbl", W + "tr", W + "tc"
RUN, TEXT = W + "r", W + "t"
P_PROPERTIES, RUN_PROPERTIES, CELL_PROPERTIES = W + "pPr", W + "rPr", W + "tcPr"
SDT, SDT_CONTENT = W + "sdt", W + "sdtContent"
ALTERNATE, CHOICE, FALLBACK = MC + "AlternateContent", MC + "Choice", MC + "Fallback"
TEXTBOX = W + "txbxContent"

TRANSPARENT = frozenset(
    [
        *(
            W + name
            for name in ("smartTag", "customXml", "ins", "moveTo", "hyperlink", "fldSimple", "dir", "bdo", "sdtContent", "rubyBase")
        ),
        CHOICE,
        FALLBACK,
    ]
)
"""Wrappers whose content stands on the page as if they were not there."""

DROPPED = frozenset(W + name for name in ("del", "moveFrom"))
"""Wrappers of what a tracked change took away."""


OFF = ("0", "false", "off")


def value(node: Node | None, name: str) -> str | None:
    """``w:val`` of the child called ``name``; None without such a child, "" without the attribute."""
    if node is None:
        return None
    child = node.find(W + name)
    return None if child is None else child.get(VAL, "")


def number(text: str | None, default: int = 0) -> int:
    """A whole number from an attribute; ``default`` where it is missing or no number."""
    try:
        return int(float(text)) if text else default
    except (ValueError, OverflowError):
        return default


def toggle(properties: Node | None, name: str) -> bool | None:
    """An on/off property: True, False, or None where it is not set here."""
    setting = value(properties, name)
    return None if setting is None else setting not in OFF
