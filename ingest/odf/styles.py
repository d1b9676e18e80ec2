"""What named OpenDocument styles give: bold, hidden, capitals, raised, alignment, widths, visibility."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.model import Align
from ingest.odf.names import FO, OFFICE, STYLE, TABLE, TEXT, points
from ingest.package import Node

_ALIGN: dict[str, Align] = {"left": "left", "start": "left", "center": "center", "right": "right", "end": "right"}


@dataclass(frozen=True, slots=True)
class Look:
    """How text looks, as far as it changes what is read."""

    bold: bool = False
    hidden: bool = False
    capitals: bool = False
    raised: int = 0
    align: Align | None = None

    def with_style(self, style: Node) -> Look:
        """The look after one style's own properties."""
        look = self
        for properties in style.iterfind(STYLE + "text-properties"):
            weight, display = properties.get(FO + "font-weight"), properties.get(TEXT + "display")
            transform, position = properties.get(FO + "text-transform"), properties.get(STYLE + "text-position")
            look = replace(
                look,
                bold=look.bold if weight is None else weight == "bold" or weight in ("600", "700", "800", "900"),
                hidden=look.hidden if display is None else display == "none",
                capitals=look.capitals if transform is None else transform == "uppercase",
                raised=look.raised if position is None else _raised(position),
            )
        for properties in style.iterfind(STYLE + "paragraph-properties"):
            look = replace(look, align=_ALIGN.get(properties.get(FO + "text-align", ""), look.align))
        return look


def _raised(position: str) -> int:
    """1 for superscript, -1 for subscript, 0 for neither (``super 58%``, ``-33% 58%``)."""
    first = position.split()[0] if position.split() else ""
    if first in ("super", "sub"):
        return 1 if first == "super" else -1
    try:
        height = float(first.rstrip("%"))
    except ValueError:
        return 0
    return (height > 0) - (height < 0)


class Styles:
    """All styles of one document by family and name."""

    def __init__(self, content: Node, shared: Node | None) -> None:
        self._nodes: dict[tuple[str, str], Node] = {}
        self._defaults: dict[str, Node] = {}
        self.lists: dict[str, Node] = {}
        self.outline: Node | None = None
        self._looks: dict[tuple[str, str, Look], Look] = {}
        for root in (shared, content):
            for node in _style_nodes(root):
                self._add(node)

    def _add(self, node: Node) -> None:
        name = node.get(STYLE + "name", "")
        if node.tag == STYLE + "style":
            self._nodes[node.get(STYLE + "family", ""), name] = node
        elif node.tag == STYLE + "default-style":
            self._defaults[node.get(STYLE + "family", "")] = node
        elif node.tag == TEXT + "list-style":
            self.lists[name] = node
        elif node.tag == TEXT + "outline-style":
            self.outline = node

    def chain(self, family: str, name: str | None) -> list[Node]:
        """The style's elements from the farthest ancestor to itself."""
        chain: list[Node] = []
        while name is not None and (node := self._nodes.get((family, name))) is not None and node not in chain:
            chain.append(node)
            name = node.get(STYLE + "parent-style-name")
        return chain[::-1]

    def look(self, family: str, name: str | None, base: Look | None = None) -> Look:
        """How text in a style looks, over ``base`` (the family's default for None)."""
        if base is None:
            default = self._defaults.get(family)
            base = Look() if default is None else Look().with_style(default)
        key = (family, name or "", base)
        if key not in self._looks:
            look = base
            for node in self.chain(family, name):
                look = look.with_style(node)
            self._looks[key] = look
        return self._looks[key]

    def property(self, family: str, name: str | None, group: str, attribute: str) -> str | None:
        """The nearest value of a style property (``group``: ``table-row``, ``table`` …); None where no ancestor sets it."""
        for node in reversed(self.chain(family, name)):
            for properties in node.iterfind(f"{STYLE}{group}-properties"):
                if (found := properties.get(attribute)) is not None:
                    return str(found)
        return None

    def column_width(self, name: str | None) -> float:
        """A column style's width in points, 0 where it has none."""
        return points(self.property("table-column", name, "table-column", STYLE + "column-width"))

    def table_hidden(self, name: str | None) -> bool:
        """Whether a table's (a sheet's) style hides it."""
        return self.property("table", name, "table", TABLE + "display") == "false"

    def master_pages(self) -> list[str]:
        """Names of the page styles that paragraphs and tables of the document ask for."""
        return list(dict.fromkeys(name for node in self._nodes.values() if (name := node.get(STYLE + "master-page-name"))))


def _style_nodes(root: Node | None) -> Iterator[Node]:
    if root is None:
        return
    for group in ("styles", "automatic-styles"):
        for parent in root.iterfind(OFFICE + group):
            yield from parent
