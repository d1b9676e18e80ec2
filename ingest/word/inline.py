"""One Word paragraph as text: runs, fields, symbols, tracked changes, hidden text, note marks, its automatic number."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from ingest import glyphs
from ingest.model import Align, Table
from ingest.package import Node
from ingest.word.context import Context
from ingest.word.drawings import holds_large_picture, outermost_boxes
from ingest.word.math import math_text
from ingest.word.names import (
    ALTERNATE,
    CHOICE,
    DROPPED,
    FALLBACK,
    P_PROPERTIES,
    RUN,
    RUN_PROPERTIES,
    SDT,
    SDT_CONTENT,
    TEXT,
    TRANSPARENT,
    VAL,
    A,
    M,
    V,
    W,
    number,
    value,
)
from ingest.word.styles import ParagraphStyle, RunStyle, aligned, own_numbering

_PLAIN = RunStyle()
_STYLE, _ALIGN, _OUTLINE, _NUMBERS = W + "pStyle", W + "jc", W + "outlineLvl", W + "numPr"
_TAKEN_AWAY = (W + "del", W + "moveFrom")
_RUN_STYLE = W + "rStyle"


@dataclass(slots=True)
class Line:
    """A paragraph as read. ``boxes`` are its text boxes; ``boxes_first`` where they stand before its text; ``tables`` are pasted into it.

    ``struck``: all of it is struck out.
    """

    text: str = ""
    mark: str = ""
    bold: bool = False
    align: Align | None = None
    level: int | None = None
    boxes: Sequence[Node] = ()
    boxes_first: bool = True
    joins_next: bool = False
    tables: Sequence[Table] = ()
    struck: bool = False


class LineReader:
    """Reads paragraphs one after another; the context carries what goes on from one to the next."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._parts: list[str] = []
        self._gone: list[str] = []
        self._new: list[str] = []
        self._hidden: list[str] = []
        self._struck: set[int] = set()
        self._boxes: list[Node] = []
        self._boxes_first = True
        self._tables: list[Table] = []
        self._bold = self._light = False
        self._style = _PLAIN
        self._base = _PLAIN
        self._inserted = 0
        self._handlers: dict[str, Callable[[Node], None]] = self._table_of_handlers()

    def _table_of_handlers(self) -> dict[str, Callable[[Node], None]]:
        handlers: dict[str, Callable[[Node], None]] = {
            RUN: self._run,
            TEXT: self._text,
            SDT: self._content_control,
            ALTERNATE: self._alternate,
            W + "ins": self._insertion,
            W + "moveTo": self._insertion,
            W + "ruby": self._children,
            W + "drawing": self._drawing,
            W + "pict": self._drawing,
            W + "object": self._embedded,
            W + "fldChar": self._field,
            W + "sym": self._symbol,
            W + "footnoteReference": lambda node: self._reference("footnote", node),
            W + "endnoteReference": lambda node: self._reference("endnote", node),
            M + "oMath": lambda node: self._add(math_text(node)),
            M + "oMathPara": lambda node: self._add(math_text(node)),
        }
        for name, drawn in (("tab", "\t"), ("ptab", "\t"), ("br", "\n"), ("cr", "\n"), ("noBreakHyphen", "-")):
            handlers[W + name] = partial(self._drawn_as, drawn)
        handlers.update(dict.fromkeys(TRANSPARENT - handlers.keys(), self._children))
        handlers.update(dict.fromkeys(DROPPED, self._deletion))
        return handlers

    def read(self, paragraph: Node) -> Line:
        """The paragraph's text and look. Counts its automatic number."""
        self._parts = []
        self._struck = set()
        self._bold = self._light = False
        children = list(paragraph)
        own = {child.tag: child for child in children[0]} if children and children[0].tag == P_PROPERTIES else {}
        named = own.get(_STYLE)
        style = self._context.styles.paragraph(None if named is None else named.get(VAL, ""))
        self._base = style.run
        handlers = self._handlers
        for child in children:
            handler = handlers.get(child.tag)
            if handler is not None:
                handler(child)
        struck = self._strike()
        drawn = glyphs.tidy_line if self._context.depth == 1 else glyphs.tidy
        bold = self._bold and not self._light
        line = Line(drawn("".join(self._parts)), bold=bold, align=style.align, level=style.level, struck=struck)
        if own or style.numbering is not None:
            self._own_properties(line, own, style)
        if self._boxes:
            line.boxes, line.boxes_first = self._boxes, self._boxes_first
            self._boxes, self._boxes_first = [], True
        if self._tables:
            line.tables, self._tables = self._tables, []
        if self._hidden or self._gone or self._new:
            self._report()
        return line

    def _strike(self) -> bool:
        """Takes out what is struck out beside what is not, as a deletion by hand; True where all of the paragraph is struck out."""
        if not self._struck:
            return False
        left = [part for index, part in enumerate(self._parts) if index not in self._struck]
        if not "".join(left).strip():
            return True
        self._gone.extend(self._parts[index] for index in sorted(self._struck))
        self._parts = left
        return False

    def _own_properties(self, line: Line, own: Mapping[str, Node], style: ParagraphStyle) -> None:
        """What the paragraph's own properties (by tag) and its numbering add to what its style gives."""
        if _ALIGN in own:
            line.align = aligned(own[_ALIGN]) or style.align
        if _OUTLINE in own:
            level = number(own[_OUTLINE].get(VAL), 9)
            line.level = level + 1 if level < 9 else style.level
        mark = own.get(RUN_PROPERTIES)
        if mark is not None and any(child.tag in _TAKEN_AWAY for child in mark):
            line.joins_next = True
            line.text = glyphs.clean("".join(self._parts))
        numbering = own_numbering(own.get(_NUMBERS), style)
        if numbering and (line.text or not (line.joins_next or self._hidden)):
            line.mark = self._context.numbering.mark(*numbering, style.style_id)

    def _report(self) -> None:
        if self._hidden:
            self._context.note("hidden_content", {"what": "text", "text": glyphs.tidy("".join(self._hidden))})
        gone, new = glyphs.tidy("".join(self._gone)), glyphs.tidy("".join(self._new))
        if gone or new:
            self._context.note("tracked_change", {"text": " ".join(p for p in (gone and f"−«{gone}»", new and f"+«{new}»") if p)})
        self._hidden, self._gone, self._new = [], [], []

    def _children(self, node: Node) -> None:
        handlers = self._handlers
        for child in node:
            handler = handlers.get(child.tag)
            if handler is not None:
                handler(child)

    def _run(self, run: Node) -> None:
        style = self._base
        for child in run:
            tag = child.tag
            if tag == TEXT:
                self._style = style
                self._add(child.text or "")
            elif tag == RUN_PROPERTIES:
                style = self._run_style(child, style)
            elif (handler := self._handlers.get(tag)) is not None:
                self._style = style
                handler(child)
        self._style = self._base

    def _run_style(self, properties: Node, style: RunStyle) -> RunStyle:
        for child in properties:
            if child.tag == _RUN_STYLE:
                style = self._context.styles.character(child.get(VAL, ""), style)
            break  # the style's name comes first
        return style.with_properties(properties)

    def _text(self, node: Node) -> None:
        self._add(node.text or "")

    def _drawn_as(self, text: str, _node: Node) -> None:
        self._add(text)

    def _add(self, text: str) -> None:
        style = self._style
        if self._context.suppressed or not text:
            return
        if style.changes_text:
            if style.hidden:
                self._hidden.append(text)
                return
            text = _drawn(text, style)
            if style.struck:
                self._struck.add(len(self._parts))
        if not text.isspace():
            if style.bold:
                self._bold = True
            else:
                self._light = True
        if self._inserted:
            self._new.append(text)
        self._parts.append(text)

    def _insertion(self, node: Node) -> None:
        self._inserted += 1
        self._children(node)
        self._inserted -= 1

    def _deletion(self, node: Node) -> None:
        self._gone.extend(child.text or "" for child in node.iter(TEXT, W + "delText"))

    def _content_control(self, node: Node) -> None:
        content = node.find(SDT_CONTENT)
        if content is not None:
            self._children(content)

    def _alternate(self, node: Node) -> None:
        """Every branch says the same in its own way: the first that says anything is read."""
        for branch in (*node.iterfind(CHOICE), *node.iterfind(FALLBACK)):
            before = (len(self._parts), len(self._boxes), self._context.pictures)
            self._children(branch)
            if before != (len(self._parts), len(self._boxes), self._context.pictures):
                return

    def _field(self, node: Node) -> None:
        self._context.field_char(node.get(W + "fldCharType", ""))
        choices = node.find(f"{W}ffData/{W}ddList")
        if choices is not None:
            entries = [entry.get(VAL, "") for entry in choices.iterfind(W + "listEntry")]
            chosen = number(value(choices, "result") or value(choices, "default"))
            if 0 <= chosen < len(entries):
                self._shown_in_field(entries[chosen])

    def _shown_in_field(self, text: str) -> None:
        outer, self._context.suppressed = self._context.suppressed, self._context.suppressed - 1
        self._add(text)
        self._context.suppressed = outer

    def _symbol(self, node: Node) -> None:
        try:
            code = int(node.get(W + "char", ""), 16)
        except ValueError:
            return
        self._add(glyphs.symbol(code, node.get(W + "font", "")))

    def _reference(self, kind: str, node: Node) -> None:
        if self._context.suppressed or self._style.hidden:
            return
        own = node.get(W + "customMarkFollows") in ("1", "true", "on")
        self._parts.append(self._context.note_mark(kind, node.get(W + "id", ""), own=own))

    def _drawing(self, node: Node) -> None:
        boxes = outermost_boxes(node)
        if boxes and not self._boxes:
            self._boxes_first = not "".join(self._parts).strip()
        self._boxes.extend(boxes)
        for art in node.iter(V + "textpath"):
            self._add(art.get("string", ""))
        if node.find(f".//{A}blip") is not None and holds_large_picture(node):
            self._context.pictures += 1

    def _embedded(self, node: Node) -> None:
        self._drawing(node)
        # Imported where it is needed: the reader of spreadsheets is of no use to most documents.
        from ingest.word.embedded import embedded_tables

        if not self._context.suppressed:
            self._tables.extend(embedded_tables(self._context, node))


def _drawn(text: str, style: RunStyle) -> str:
    text = text.upper() if style.capitals else text
    if style.position == "superscript":
        return glyphs.superscript(text)
    return glyphs.subscript(text) if style.position == "subscript" else text
