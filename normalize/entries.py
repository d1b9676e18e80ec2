"""What the lines of a funding table become before figures are read: sections, and entries (measures, subtotals, totals) with their lines."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.model import Cell
from normalize.labels import Place
from normalize.logical_tables import Line
from normalize.records import RowKind


@dataclass(frozen=True, slots=True)
class Section:
    """A section's number and title; either may be missing."""

    number: str | None
    title: str | None


@dataclass
class SubLine:
    """One physical line of an entry and the year, source and fund that its labels name.

    ``role`` is ``planned`` or ``actual`` where plan and fact are lines; ``tails`` are lines that go on with its texts.
    """

    line: Line
    place: Place = Place()
    role: str | None = None
    tails: list[Line] = field(default_factory=list)


@dataclass
class Entry:
    """A measure, subtotal or total with its lines.

    ``scope`` of a sum: programme, section, group, bare, named, parent; ``title_cells`` where its title stands; ``described``: it has a term or executor
    of its own; ``heading``: it is a section's row with amounts; ``parent`` and ``sums`` point at other entries by their place in the table.
    """

    kind: RowKind
    title: str
    number: str | None
    section: Section | None
    lines: list[SubLine]
    scope: str | None = None
    bulleted: bool = False
    described: bool = True
    heading: bool = False
    parent: int | None = None
    sums: tuple[int, ...] | None = None
    label: str | None = None
    """What stands in a section's row where its title alone is less: «Розділ I. Вулиці»."""
    title_cells: list[tuple[Line, Cell]] = field(default_factory=list)
