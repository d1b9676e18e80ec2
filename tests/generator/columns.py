"""A table's columns and lines before they are drawn: what each column means, what each row says."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.generator.model import Key, Measure
from tests.generator.money import Shown

CTX = -1
MONEY = {"planned", "planned_initial", "planned_budget", "planned_period", "actual", "spent", "percent", "percent_period", "deviation"}
TEXTS = {"number", "section", "measure", "term", "term_start", "term_end", "executor", "kpkvk", "source", "year", "information"}
WIDTHS = {
    "number": 0.6,
    "section": 2.2,
    "measure": 3.6,
    "term": 1.2,
    "term_start": 0.9,
    "term_end": 0.9,
    "executor": 2.2,
    "kpkvk": 1.1,
    "source": 1.5,
    "year": 1.0,
    "information": 2.4,
    "percent": 0.9,
}


@dataclass(frozen=True)
class Leaf:
    """A column's meaning. ``year`` CTX and ``source`` "ctx" come from the row; ``source`` "stack": a line per source in each cell; ``part``: a quarter."""

    field: str
    year: int | None = CTX
    source: str = "ctx"
    fund: str = "total"
    part: int = 0


@dataclass
class Head:
    """A header cell and what stands below it."""

    text: str
    leaf: Leaf | None = None
    children: list[Head] = field(default_factory=list)

    def leaves(self) -> list[Leaf]:
        return [self.leaf] if self.leaf else [leaf for child in self.children for leaf in child.leaves()]

    def depth(self) -> int:
        return 1 + max((child.depth() for child in self.children), default=0)


@dataclass
class Context:
    """A sub-row: its label and what it fixes."""

    label: str = ""
    year: int | None = CTX
    source: str = "total"


@dataclass
class Line:
    """A logical row. ``title`` is the truth, ``printed`` what stands in the cell; ``override`` replaces printed cells by (field, key)."""

    kind: str
    title: str
    printed: str = ""
    number: str | None = None
    printed_number: str = ""
    section: tuple[str | None, str] | None = None
    section_printed: str = ""
    section_scored: bool = True
    members: list[Measure] = field(default_factory=list)
    executors: str = ""
    term: tuple[int, int] | None = None
    info: str = ""
    note: str | None = None
    kpkvk: str = ""
    group: int | None = None
    source: str = "total"
    whole: bool = False
    term_words: str = ""
    """Words in place of the term («постійно»): no years follow from them."""
    override: dict[tuple[str, Key], Shown] = field(default_factory=dict)
    contexts: list[Context] | None = None
    rows: list[int] = field(default_factory=list)
