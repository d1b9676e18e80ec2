"""Elements that are drawn as tables without being called so: ``display: table-row``, and lines drawn with characters inside ``<pre>``."""

from __future__ import annotations

from ingest.formats.text import read_lines
from ingest.model import Block, Table
from ingest.package import Node
from ingest.text_lines import split_lines
from ingest.web.css import Sheet
from ingest.web.look import style_of

_TAGS = {
    "table": "table", "inline-table": "table", "table-row": "tr", "table-cell": "td", "table-caption": "caption",
    "table-header-group": "thead", "table-row-group": "tbody", "table-footer-group": "tfoot",
}  # fmt: skip
_INLINE = ("div", "section", "article", "ul", "ol", "li", "dl", "dt", "dd", "span", "p", "header", "footer")


def name_tables(root: Node, sheet: Sheet) -> None:
    """Gives elements that are drawn as parts of a table the names of these; a ``display: table`` without a row only sets a box."""
    drawn = [(node, style_of(node, sheet).get("display", "")) for node in root.iter(*_INLINE)]
    rows = {node for node, display in drawn if display == "table-row"}
    above = {row.getparent() for row in rows}
    above |= {group.getparent() for group in above if group is not None}
    for node, display in drawn:
        tag = _TAGS.get(display)
        if tag == "table" and node not in above:
            continue
        if tag is not None and (tag != "td" or node.getparent() in rows):
            node.tag = tag


def drawn_in(node: Node) -> list[Block]:
    """What stands in a ``<pre>`` where a table is drawn in it; nothing where none is."""
    blocks, _ = read_lines(split_lines("".join(node.itertext()))[0])
    return blocks if any(isinstance(block, Table) for block in blocks) else []
