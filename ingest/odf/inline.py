"""One OpenDocument paragraph as text: spans, blanks, notes, fields, hidden text, tracked insertions."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ingest import glyphs
from ingest.model import Note
from ingest.odf.lists import Lists
from ingest.odf.names import DRAW, OFFICE, SVG, TEXT, count, points
from ingest.odf.styles import Look, Styles
from ingest.package import Node
from ingest.pictures import may_hold_table
from ingest.reading import Limits

_BLANKS = re.compile(r"[ \t\r\n]+")
_SILENT = frozenset(
    [
        OFFICE + "annotation",
        OFFICE + "annotation-end",
        TEXT + "soft-page-break",
        TEXT + "ruby-text",
        TEXT + "note",
        TEXT + "tracked-changes",
    ]
)
_BOXED = frozenset(
    DRAW + name for name in ("frame", "custom-shape", "rect", "g", "ellipse", "circle", "polygon", "path", "caption", "text-box", "a")
)


@dataclass(slots=True)
class Context:
    """What reading one document remembers: styles, counters, notes met, changes open."""

    styles: Styles
    lists: Lists
    limits: Limits
    notes: list[Note] = field(default_factory=list)
    footnotes: list[tuple[str, Node]] = field(default_factory=list)
    insertions: frozenset[str] = frozenset()
    open_changes: set[str] = field(default_factory=set)
    table: int | None = None
    row: int | None = None
    depth: int = 0
    cells: int = 0
    pictures: int = 0

    def note(self, code: str, args: Mapping[str, str]) -> None:
        """Remember something the user must know, at the table row being read."""
        self.notes.append(Note(code, args, table=self.table, row=self.row))


@dataclass(slots=True)
class Line:
    """A paragraph as read, with the drawings anchored in it."""

    text: str
    look: Look
    bold: bool
    boxes: list[Node]
    boxes_first: bool


class LineReader:
    """Reads paragraphs one after another."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._parts: list[str] = []
        self._hidden: list[str] = []
        self._new: list[str] = []
        self._boxes: list[Node] = []
        self._boxes_first = True
        self._blank = True
        self._bold = self._light = False
        self._handlers: dict[str, Callable[[Node, Look], None]] = {
            TEXT + "span": self._span,
            TEXT + "s": lambda node, look: self._exact(" " * count(node, TEXT + "c", 1000), look),
            TEXT + "tab": lambda node, look: self._exact("\t", look),
            TEXT + "line-break": lambda node, look: self._exact("\n", look),
            TEXT + "note": self._note,
            TEXT + "change-start": self._change,
            TEXT + "change-end": self._change,
            TEXT + "hidden-text": self._hidden_field,
            TEXT + "hidden-paragraph": self._hidden_field,
        }

    def read(self, paragraph: Node) -> Line:
        """The paragraph's text and look."""
        self._parts, self._boxes, self._boxes_first = [], [], True
        self._blank, self._bold, self._light = True, False, False
        look = self._context.styles.look("paragraph", paragraph.get(TEXT + "style-name"))
        self._walk(paragraph, look)
        if self._hidden or self._new:
            self._report()
        drawn = glyphs.tidy_line if self._context.depth == 1 else glyphs.tidy
        return Line(drawn("".join(self._parts)), look, self._bold and not self._light, self._boxes, self._boxes_first)

    def _report(self) -> None:
        if self._hidden:
            self._context.note("hidden_content", {"what": "text", "text": glyphs.tidy("".join(self._hidden))})
        if self._new:
            self._context.note("tracked_change", {"text": f"+«{glyphs.tidy(''.join(self._new))}»"})
        self._hidden, self._new = [], []

    def _walk(self, node: Node, look: Look) -> None:
        self._flow(node.text, look)
        for child in node:
            tag = child.tag
            handler = self._handlers.get(tag)
            if handler is not None:
                handler(child, look)
            elif tag in _BOXED:
                self._drawing(child)
            elif tag not in _SILENT:
                self._walk(child, look)
            self._flow(child.tail, look)

    def _flow(self, text: str | None, look: Look) -> None:
        """Text in which blanks run together, as XML's layout must not show."""
        if not text:
            return
        text = _BLANKS.sub(" ", text)
        if self._blank and text[0] == " ":
            text = text[1:]
        if text:
            self._exact(text, look)
            self._blank = text[-1] == " "

    def _exact(self, text: str, look: Look) -> None:
        self._blank = False
        if look.hidden:
            self._hidden.append(text)
            return
        if look.capitals:
            text = text.upper()
        if look.raised:
            text = glyphs.superscript(text) if look.raised > 0 else glyphs.subscript(text)
        if not text.isspace():
            self._bold, self._light = self._bold or look.bold, self._light or not look.bold
        if self._context.open_changes:
            self._new.append(text)
        self._parts.append(text)

    def _span(self, node: Node, look: Look) -> None:
        self._walk(node, self._context.styles.look("text", node.get(TEXT + "style-name"), look))

    def _note(self, node: Node, look: Look) -> None:
        citation, body = node.find(TEXT + "note-citation"), node.find(TEXT + "note-body")
        mark = glyphs.note_mark((citation.text or "") if citation is not None else "")
        self._parts.append(mark)
        self._blank = False
        if body is not None:
            self._context.footnotes.append((mark, body))

    def _change(self, node: Node, look: Look) -> None:
        identity = node.get(TEXT + "change-id", "")
        if identity in self._context.insertions:
            (self._context.open_changes.add if node.tag == TEXT + "change-start" else self._context.open_changes.discard)(identity)

    def _hidden_field(self, node: Node, look: Look) -> None:
        self._hidden.append(node.get(TEXT + "string-value") or "".join(node.itertext()))

    def _drawing(self, node: Node) -> None:
        if not self._boxes:
            self._boxes_first = not "".join(self._parts).strip()
        self._boxes.append(node)
        for image in (*node.iter(DRAW + "image"),):
            frame = image.getparent()
            if frame is not None and may_hold_table(points(frame.get(SVG + "width")), points(frame.get(SVG + "height"))):
                self._context.pictures += 1
                break
