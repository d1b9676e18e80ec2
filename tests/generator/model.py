"""What a report is about before anything is printed: programme, measures, sums by year, source and fund."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from tests.generator.words import Community, Theme

Key = tuple[int | None, str, str]
"""(year or None for the whole period, source, fund)"""
SOURCES = ("state", "oblast", "district", "local", "other")
FUNDS = ("general", "special")


@dataclass
class Sums:
    """Hryvnias of one year, source and fund."""

    planned: Decimal
    actual: Decimal = Decimal(0)
    spent: Decimal = Decimal(0)
    initial: Decimal = Decimal(0)


@dataclass
class Measure:
    """A measure with its sums; a parent has children and no sums of its own. ``note`` stands in place of the plan."""

    title: str
    executors: str
    start: int
    end: int
    info: str = ""
    base: dict[tuple[int, str, str], Sums] = field(default_factory=dict)
    note: str | None = None
    children: list[Measure] = field(default_factory=list)
    number: str | None = None
    term_words: str = ""
    source: str = "total"
    """The one source that a source column names; total where several or none."""

    def leaves(self) -> list[Measure]:
        return [leaf for child in self.children for leaf in child.leaves()] or [self]


def add_up(measures: Iterable[Measure], column: str, key: Key) -> Decimal:
    """The sum of ``column`` over measures, years, sources and funds that ``key`` covers."""
    year, source, fund = key
    return sum(
        (
            getattr(sums, column)
            for m in measures
            for (y, s, f), sums in m.base.items()
            if year in (None, y) and source in ("total", s) and fund in ("total", f)
        ),
        Decimal(0),
    )


@dataclass
class Section:
    name: str | None
    measures: list[Measure]


@dataclass(frozen=True)
class Period:
    """What the report covers; ``words`` stand in the title («за 2024 рік»)."""

    year: int
    start: date
    end: date
    words: str
    kind: str = "year"


@dataclass(frozen=True)
class Decision:
    """``number`` in Latin letters as the truth has it; ``printed`` as the report writes it; ``session`` known only from words."""

    role: str
    number: str
    printed: str
    on: date
    session: int | None = None
    convocation: str = "VIII"


@dataclass(frozen=True)
class Indicator:
    category: str
    name: str
    unit: str
    planned: Decimal
    actual: Decimal
    reason: str = ""


@dataclass
class Programme:
    """A programme: ``nominative`` is what the truth calls it, ``genitive`` what titles say after «виконання»."""

    theme: Theme
    community: Community
    start: int
    end: int
    nominative: str
    genitive: str
    names_community: bool = True


@dataclass
class Model:
    """Everything one report says."""

    programme: Programme
    period: Period
    sections: list[Section]
    responsible: list[str]
    signatory: str
    post: tuple[str, ...]
    decisions: list[Decision] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)

    def leaves(self) -> list[Measure]:
        return [leaf for s in self.sections for m in s.measures for leaf in m.leaves()]

    def sources(self) -> list[str]:
        """The sources that pay anything, in the usual order."""
        used = {s for m in self.leaves() for (_, s, _) in m.base}
        return [s for s in SOURCES if s in used]
