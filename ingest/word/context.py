"""What reading one Word story needs to remember: styles, counters, open fields, footnotes met, notes to the user."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ingest import glyphs, listmarks
from ingest.model import Note
from ingest.package import Node
from ingest.reading import Limits
from ingest.word.names import W, value
from ingest.word.numbering import Numbering
from ingest.word.parts import Parts
from ingest.word.styles import Styles


@dataclass(slots=True)
class Context:
    """Mutable state of one document's reading."""

    parts: Parts
    limits: Limits
    styles: Styles
    numbering: Numbering
    notes: list[Note] = field(default_factory=list)
    footnotes: dict[tuple[str, str], str] = field(default_factory=dict)
    fields: list[bool] = field(default_factory=list)
    suppressed: int = 0
    table: int | None = None
    row: int | None = None
    depth: int = 0
    cells: int = 0
    pictures: int = 0
    settings: Node | None = None

    def note(self, code: str, args: Mapping[str, str]) -> None:
        """Remember something the user must know, at the table row being read."""
        self.notes.append(Note(code, args, table=self.table, row=self.row))

    def field_char(self, kind: str) -> None:
        """Enter, show or leave a field: what stands before its ``separate`` is its instruction, not text."""
        if kind == "begin":
            self.fields.append(False)
            self.suppressed += 1
        elif kind == "separate" and self.fields and not self.fields[-1]:
            self.fields[-1] = True
            self.suppressed -= 1
        elif kind == "end" and self.fields:
            self.suppressed -= not self.fields.pop()

    def note_mark(self, kind: str, identity: str, *, own: bool = False) -> str:
        """The printed mark of a footnote or endnote, raised; marks count from 1 in the order of the references. "" for one with a mark of its ``own``."""
        key = (kind, identity)
        if own:
            return self.footnotes.setdefault(key, "")
        if key not in self.footnotes:
            count = sum(1 for (known, _), mark in self.footnotes.items() if known == kind and mark) + 1
            self.footnotes[key] = glyphs.note_mark(listmarks.label(count, self._note_kind(kind)))
        return self.footnotes[key]

    def _note_kind(self, kind: str) -> str:
        properties = self.settings.find(f"{W}{kind}Pr") if self.settings is not None else None
        return value(properties, "numFmt") or ("lowerRoman" if kind == "endnote" else "decimal")
