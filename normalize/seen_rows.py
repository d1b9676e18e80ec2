"""A line as its labels read it, and what the lines before it have left open."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.model import Cell
from normalize.entries import Entry, Section, SubLine
from normalize.labels import Place
from normalize.logical_tables import Line
from normalize.placed import at_row
from normalize.records import Finding


@dataclass(frozen=True, slots=True)
class Seen:
    """One line as its labels read it."""

    line: Line
    number: str
    title: str
    cell: Cell | None
    figures: bool
    place: Place
    placed: bool
    role: str | None

    def sub_line(self, place: Place | None = None) -> SubLine:
        return SubLine(self.line, self.place if place is None else place, self.role)


@dataclass
class State:
    """What the lines so far have left open: the section, the year of a group of rows, a breakdown that was announced."""

    section: Section | None = None
    year: int | None = None
    over: Place = Place()
    blocks: set[Place] = field(default_factory=set)
    breakdown: bool = False
    first: bool = True
    captioned: bool = False
    section_over_all: bool = False
    entries: list[Entry] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def add(self, entry: Entry, seen: Seen) -> None:
        """Take in an entry with the cell of its title."""
        if seen.cell is not None:
            entry.title_cells.append((seen.line, seen.cell))
        self.entries.append(entry)

    def tell(self, rule: str, line: Line, text: str) -> None:
        """Note what is odd about a line."""
        self.findings.append(at_row(line.row, rule, text[:400]))
