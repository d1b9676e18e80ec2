"""Text running through HTML elements, gathered into paragraphs: blanks collapse, blocks break, list items carry their marks."""

from __future__ import annotations

import re

from ingest import glyphs
from ingest.model import Block, Paragraph
from ingest.web.look import Look

_BLANKS = re.compile(r"[ \t\r\n\f]+")


class Flow:
    """The paragraphs and tables gathered so far, and the paragraph being gathered."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.gone: list[str] = []
        """What was struck out beside text that was not: taken out, as its author meant it."""
        self._struck: set[int] = set()
        self._parts: list[str] = []
        self._look: Look | None = None
        self._bold = self._light = False
        self._ends_blank = True
        self._mark = ""

    def text(self, text: str | None, look: Look) -> None:
        """Text as it stands in the source."""
        if not text:
            return
        if not look.preformatted:
            text = _BLANKS.sub(" ", text)
            if self._ends_blank and text[0] == " ":
                text = text[1:]
        if text:
            self.exact(text, look)
            self._ends_blank = text[-1] in " \n"

    def exact(self, text: str, look: Look) -> None:
        """Text whose blanks count."""
        if look.capitals:
            text = text.upper()
        if look.raised:
            text = glyphs.superscript(text) if look.raised > 0 else glyphs.subscript(text)
        if not text.isspace():
            self._look = self._look or look
            self._bold, self._light = self._bold or look.bold, self._light or not look.bold
        if look.struck:
            self._struck.add(len(self._parts))
        self._parts.append(text)
        self._ends_blank = text.endswith("\n")

    def list_mark(self, mark: str) -> None:
        """A list item begins: its mark goes before the next text."""
        self.end_paragraph()
        self._mark = mark

    def end_item(self) -> None:
        """A list item ends: a mark that met no text stands alone."""
        self.end_paragraph()
        if self._mark.strip():
            self.blocks.append(Paragraph(self._mark.strip()))
        self._mark = ""

    def end_paragraph(self) -> None:
        """A block begins or ends here."""
        if not self._parts:
            return
        text = glyphs.tidy("".join(self._left()))
        if text:
            look = self._look or Look()
            self.blocks.append(Paragraph(self._mark + text, align=look.align, bold=self._bold and not self._light, level=look.level))
            self._mark = ""
        self._parts, self._look, self._struck = [], None, set()
        self._bold = self._light = False
        self._ends_blank = True

    def block(self, block: Block) -> None:
        """A table, or a paragraph read elsewhere."""
        self.end_paragraph()
        self.blocks.append(block)

    def _left(self) -> list[str]:
        left = [part for index, part in enumerate(self._parts) if index not in self._struck]
        if not self._struck or not "".join(left).strip():
            return self._parts
        self.gone.append("".join(self._parts[index] for index in sorted(self._struck)))
        return left
