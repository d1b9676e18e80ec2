"""A report before it is drawn, open to spoiling: its lines, its layout, and the findings that what was done must raise."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from decimal import Decimal

from tests.generator.columns import Line
from tests.generator.layout import Layout
from tests.generator.model import Key, Model
from tests.generator.money import FACTOR, Shown
from tests.generator.page import Para
from tests.generator.style import Style
from tests.generator.table import TableDraw


@dataclass
class Want:
    """A finding that has to be there: any of ``rules``, at ``line``'s row or (None) anywhere in the file."""

    rules: list[str]
    line: Line | None
    why: str


@dataclass
class Scene:
    """Everything a defect may touch before the table is drawn."""

    rng: random.Random
    model: Model
    style: Style
    layout: Layout
    lines: list[Line]
    draw: TableDraw
    wants: list[Want] = field(default_factory=list)
    after: list[Para] = field(default_factory=list)
    spread: bool = False
    """The file is a spreadsheet: it has no pages to lose."""
    drop_period: bool = False
    shift: Line | None = None
    broken: tuple[Line, str, Key] | None = None

    def key(self, name: str) -> Key | None:
        """The key of the year's amount over all sources and funds, where the layout has such a column."""
        for leaf in self.draw.leaves:
            if leaf.field == name and not leaf.part and leaf.source != "stack":
                key = self.draw.key(leaf, self.layout.contexts[0])
                if key == (self.model.period.year, "total", "total"):
                    return key
        return None

    def funded(self, kind: str = "measure", column: str = "planned") -> list[Line]:
        """Lines with money in the report's year."""
        key = self.key(column)
        spoiled = {id(w.line) for w in self.wants}
        return [
            x
            for x in self.lines
            if x.kind == kind
            and key
            and id(x) not in spoiled
            and x.source == "total"
            and not x.whole
            and x.contexts is None
            and (self.draw.money(x, column, key).uah or 0) > 0
        ]

    def tolerance(self, parts: int = 1) -> Decimal:
        """More than the printed precision of ``parts`` summands and a sum can hide."""
        money = self.style.money
        coarse = FACTOR[money.unit] if money.trim else FACTOR[money.unit] / 10 if self.style.subtotal_decimals else money.quantum
        return (parts + 3) * max(coarse, money.quantum)

    def print(self, uah: Decimal) -> Shown:
        return self.style.money.value(uah)

    def number(self, line: Line, column: str) -> tuple[Key, Shown]:
        """The key and present print of a line's amount."""
        key = self.key(column)
        assert key is not None
        return key, self.draw.money(line, column, key)
