"""A header drawn from the vocabulary in one report's style: the columns every layout begins and ends with."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from tests.generator.columns import CTX, Context, Head, Leaf
from tests.generator.headers import WORDINGS, mangle
from tests.generator.model import Model
from tests.generator.style import Style


@dataclass
class Layout:
    """A header and the sub-rows. ``one_source``: a column names each row's only source."""

    heads: list[Head]
    contexts: list[Context] = field(default_factory=lambda: [Context()])
    one_source: bool = False
    header: bool = True


class Maker:
    """Draws header cells in one report's style."""

    def __init__(self, rng: random.Random, model: Model, style: Style) -> None:
        self.rng, self.model, self.style = rng, model, style
        self.section_column = style.section_form == "column"
        self.picked: dict[str, str] = {}

    def words(self, name: str) -> str:
        """A wording of ``name``, the same through the report."""
        if name not in self.picked:
            text = self.rng.choice(WORDINGS[name]).format(year=self.model.period.year, period=self.period_words())
            self.picked[name] = mangle(text, self.rng, self.style.mangle)
        return self.picked[name]

    def period_words(self) -> str:
        """«9 місяців 2024 року» for a column's header."""
        return self.model.period.words.removeprefix("за ").removeprefix("у ").removeprefix("упродовж ")

    def money(self, text: str, upper: bool = False) -> str:
        """An amount's header with the unit where the style puts it."""
        place = self.style.unit_place
        if place == "header" or (place == "upper" and upper):
            return f"{text}, {self.style.unit_words}"
        if place == "brackets":
            return f"{text} ({self.style.unit_words})"
        return text

    def year(self, year: int) -> str:
        return self.style.year_form.format(year)

    def text_heads(self, *, term: bool | None = None, source: bool = False) -> list[Head]:
        """Number, section, measure, term, executor: the columns before the amounts."""
        style, rng = self.style, self.rng
        heads = []
        if style.number_form in ("column", "plain") or style.section_form == "number_cell" or rng.random() < 0.3:
            heads.append(Head(self.words("number"), Leaf("number")))
        if self.section_column:
            heads.append(Head(self.words("section"), Leaf("section")))
        if rng.random() < 0.08:
            heads.append(Head(self.words("kpkvk"), Leaf("kpkvk")))
        heads.append(Head(self.words("measure"), Leaf("measure")))
        if term if term is not None else rng.random() < 0.6:
            if rng.random() < 0.12:
                heads.append(Head(self.words("term"), None, [Head("Початок", Leaf("term_start")), Head("Закінчення", Leaf("term_end"))]))
            else:
                heads.append(Head(self.words("term"), Leaf("term")))
        if rng.random() < 0.85:
            heads.append(Head(self.words("executor"), Leaf("executor")))
        if source:
            heads.append(Head(self.words("source"), Leaf("source")))
        return heads

    def information(self) -> list[Head]:
        return [Head(self.words("information"), Leaf("information"))] if self.rng.random() < 0.8 else []

    def percent(self, year: int = CTX, source: str = "ctx") -> list[Head]:
        return [Head(self.words("percent"), Leaf("percent", year, source))] if self.rng.random() < 0.75 else []

    def deviation(self, likely: float = 0.15) -> list[Head]:
        return [Head(self.money(self.words("deviation")), Leaf("deviation"))] if self.rng.random() < likely else []

    def years(self) -> list[int]:
        """The years that stand as columns."""
        p = self.model.programme
        return list(range(p.start, p.end + 1))
