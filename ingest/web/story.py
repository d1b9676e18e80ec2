"""HTML elements walked in reading order into paragraphs and tables, however deep they nest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from ingest import glyphs, listmarks
from ingest.model import Block, Note
from ingest.package import Node
from ingest.reading import Limits, Refused
from ingest.web.css import Sheet
from ingest.web.flow import Flow
from ingest.web.look import Look, look_of, style_of

DEEPEST = 40
"""Tables inside one another beyond this are an attack, not a report."""

_SKIPPED = frozenset(
    [
        "script",
        "style",
        "head",
        "title",
        "template",
        "noscript",
        "object",
        "svg",
        "map",
        "colgroup",
        "col",
        "datalist",
        "iframe",
        "xml",
        "select",
        "button",
        "meta",
        "link",
    ]
)
_BLOCKS = frozenset([
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li",
    "main", "menu", "nav", "noframes", "ol", "optgroup", "option", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr", "ul", "caption",
])  # fmt: skip
_MARKS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_CSS_MARKS = {
    "decimal": "decimal", "decimal-leading-zero": "decimalZero", "lower-alpha": "lowerLetter", "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter", "upper-latin": "upperLetter", "lower-roman": "lowerRoman", "upper-roman": "upperRoman",
}  # fmt: skip


@dataclass(slots=True)
class Context:
    """What reading one page remembers."""

    sheet: Sheet
    limits: Limits
    notes: list[Note] = field(default_factory=list)
    counters: dict[Node, int] = field(default_factory=dict)
    depth: int = 0
    cells: int = 0
    table_reader: Callable[[Context, Node, Look], list[Block]] | None = None
    drawing_reader: Callable[[Node], list[Block]] | None = None

    def hidden(self, node: Node) -> None:
        """Note what a hidden element holds, if anything."""
        text = " ".join("".join(node.itertext()).split())
        if text and node.tag not in _SKIPPED:
            self.notes.append(Note("hidden_content", {"what": "text", "text": text[:200]}))


def read_blocks(context: Context, root: Node, outer: Look) -> list[Block]:
    """The paragraphs and tables inside ``root``, whose own look is ``outer``. Raises ``Refused("too_deep")``."""
    context.depth += 1
    if context.depth > DEEPEST:
        raise Refused("too_deep")
    flow = Flow()
    looks = [outer]
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, node in walker:
        if node is root:
            if event == "start":
                flow.text(node.text, outer)
        elif event == "start":
            looks.append(_start(context, flow, node, looks[-1], walker))
        else:
            looks.pop()
            _end(flow, node, looks[-1])
    flow.end_paragraph()
    context.notes.extend(Note("tracked_change", {"text": f"−«{glyphs.tidy(text)}»"}) for text in flow.gone)
    context.depth -= 1
    return flow.blocks


def _start(context: Context, flow: Flow, node: Node, outer: Look, walker: Node) -> Look:
    tag = node.tag
    if not isinstance(tag, str) or tag in _SKIPPED:
        walker.skip_subtree()
        if tag == "select":
            _selected(flow, node, outer)
        return outer
    look = look_of(node, outer, context.sheet)
    if look.hidden or tag == "del":
        walker.skip_subtree()
        context.hidden(node)
        return outer
    if tag == "table":
        walker.skip_subtree()
        flow.end_paragraph()
        assert context.table_reader is not None
        for block in context.table_reader(context, node, look):
            flow.block(block)
        return look
    if tag in _BLOCKS:
        flow.end_paragraph()
    drawn = context.drawing_reader(node) if tag == "pre" and context.drawing_reader is not None else []
    if drawn:
        walker.skip_subtree()
        for block in drawn:
            flow.block(block)
        return look
    if tag == "br":
        flow.exact("\n", look)
    elif tag == "li":
        flow.list_mark(_list_mark(context, node))
    elif tag == "input" and node.get("type", "text").lower() in ("text", "number", "date", ""):
        flow.exact(node.get("value", ""), look)
    flow.text(node.text, look)
    return look


def _end(flow: Flow, node: Node, look: Look) -> None:
    if node.tag == "li":
        flow.end_item()
    elif node.tag in _BLOCKS:
        flow.end_paragraph()
    flow.text(node.tail, look)


def _selected(flow: Flow, node: Node, look: Look) -> None:
    """A drop-down list shows its chosen line, or its first."""
    options = list(node.iter("option"))
    chosen = [option for option in options if option.get("selected") is not None] or options[:1]
    for option in chosen:
        flow.text("".join(option.itertext()), look)


def _list_mark(context: Context, item: Node) -> str:
    parent = item.getparent()
    style = style_of(item, context.sheet)
    outer = style_of(parent, context.sheet) if parent is not None else {}
    kind = style.get("list-style-type") or style.get("list-style") or outer.get("list-style-type") or outer.get("list-style") or ""
    if "none" in kind.split():
        return ""
    if parent is None or parent.tag != "ol":
        return "• "
    count = _count(context, item, parent)
    named = next((_CSS_MARKS[word] for word in kind.split() if word in _CSS_MARKS), None)
    return listmarks.label(count, named or _MARKS.get(item.get("type") or parent.get("type", "1"), "decimal")) + ". "


def _count(context: Context, item: Node, parent: Node) -> int:
    backwards = parent.get("reversed") is not None
    before = context.counters.get(parent)
    if before is None:
        first = _whole(parent.get("start"))
        before = (first if first is not None else len(parent.findall("li")) if backwards else 1) - (-1 if backwards else 1)
    own = _whole(item.get("value"))
    count = own if own is not None else before + (-1 if backwards else 1)
    context.counters[parent] = count
    return count


def _whole(text: str | None) -> int | None:
    try:
        return int(text) if text else None
    except ValueError:
        return None
