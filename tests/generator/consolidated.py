"""A consolidated table: a row per programme, both financed and spent; each row is a report of its own."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal
from typing import Any

from tests.generator.columns import Head, Leaf, Line
from tests.generator.draw import ModelMaker, draw_base, draw_period, draw_programme
from tests.generator.layout import Maker
from tests.generator.metadata import spaced
from tests.generator.model import Measure, Programme, Sums, add_up
from tests.generator.page import Block, Para
from tests.generator.report import Made
from tests.generator.style import Style, draw_style
from tests.generator.table import TableDraw
from tests.generator.words import COMMUNITIES, THEMES, Community


class ConsolidatedMaker:
    """Draws one consolidated report of 3–7 programmes of one community."""

    def __init__(self, rng: random.Random, sheet: bool = False, community: Community | None = None) -> None:
        self.rng, self.community = rng, community
        self.style: Style = draw_style(rng)
        style = self.style
        if sheet:
            style.money = replace(style.money, point=",", grouping=" " if style.money.grouping else "")
        style.money = replace(style.money, nothing="zero" if style.money.nothing == "words" else style.money.nothing, unneeded="dash")
        style.section_form, style.number_form, style.subtotals, style.totals = "none", "plain", False, "last"
        style.header_again = False
        if style.unit_place in ("upper", "heading", "line"):
            style.unit_place = "header"

    def make(self) -> Made:
        """Blocks and a truth report per programme; the row that adds them up belongs to none."""
        rng, style = self.rng, self.style
        community = self.community or rng.choice(COMMUNITIES)
        year = rng.randint(2021, 2025)
        period = draw_period(rng, year)
        model = ModelMaker(rng, style.money.quantum, {"flat_measures"}).make(community)
        model.period, model.decisions, model.indicators = period, [], []
        programmes = self._programmes(community, year)
        lines = [self._line(p, year, i + 1) for i, p in enumerate(programmes)]
        members = [m for line in lines for m in line.members]
        label = f"{style.total_word} по програмах" if rng.random() < 0.5 else f"{style.total_word}:"
        maker = Maker(rng, model, style)
        draw = TableDraw(self._heads(maker), style, period, [maker_context()])
        header = draw.draw_header()
        draw.draw([*lines, Line("total", label, label, members=members)])
        drawn = draw.finish(header)
        truths = [
            self._truth(p, entry, period.year, period.start.isoformat(), period.end.isoformat(), community.nominative)
            for p, entry in zip(programmes, drawn.truth, strict=False)
        ]
        blocks: list[Block] = [
            *self._front(community.genitive, community.council, period.words),
            drawn.grid,
            Para(""),
            Para(f"{model.post[-1]}\t\t{model.signatory}"),
        ]
        return Made(blocks, truths, True, [], style, model)

    def _programmes(self, community: Any, year: int) -> list[Programme]:
        rng = self.rng
        themes = rng.sample(THEMES, rng.randint(3, 7))
        return [draw_programme(rng, community, t, year - rng.randint(0, 2), year + rng.randint(0, 2)) for t in themes]

    def _line(self, p: Programme, year: int, number: int) -> Line:
        base: dict[tuple[int, str, str], Sums] = draw_base(self.rng, [year], ["local"], ["general"], self.style.money.quantum, year)
        measure = Measure(p.nominative, p.theme.bodies[0], p.start, p.end, "", base)
        dot = "." if self.style.number_dot else ""
        line = Line(
            "measure", p.nominative, p.nominative, str(number), f"{number}{dot}", None, members=[measure], executors=p.theme.bodies[0]
        )
        if self.rng.random() < 0.5 and add_up([measure], "actual", (year, "total", "total")) < Decimal(1):
            line.info = "Кошти не виділялися"
        line.kpkvk = p.theme.kpkvk
        return line

    def _heads(self, m: Maker) -> list[Head]:
        rng = self.rng
        heads = [Head(m.words("number"), Leaf("number"))]
        if rng.random() < 0.3:
            heads.append(Head(m.words("kpkvk"), Leaf("kpkvk")))
        heads.append(Head(rng.choice(("Назва програми", "Найменування програми", "Назва цільової програми", "Програма")), Leaf("measure")))
        if rng.random() < 0.5:
            heads.append(Head(rng.choice(("Головний розпорядник коштів", "Відповідальний виконавець", "Виконавець")), Leaf("executor")))
        heads.append(Head(m.money(m.words("planned"), True), Leaf("planned")))
        if rng.random() < 0.6:
            heads.append(Head(m.money(m.words("financed"), True), Leaf("actual")))
            heads.append(Head(m.money(m.words("spent"), True), Leaf("spent")))
        else:
            heads.append(Head(m.money(m.words("actual"), True), Leaf("actual")))
        return heads + m.deviation() + m.percent()

    def _front(self, genitive: str, council: str, words: str) -> list[Block]:
        rng = self.rng
        head = rng.choice(("ІНФОРМАЦІЯ", spaced("ІНФОРМАЦІЯ"), "ЗВЕДЕНИЙ ЗВІТ"))
        out: list[Block] = [Para(head, "center", True), Para(f"про виконання місцевих цільових програм {genitive} {words}", "center", True)]
        if self.style.unit_place == "above":
            out.append(Para(self.style.unit_words, "right"))
        return out

    def _truth(self, p: Programme, entry: dict[str, Any], year: int, start: str, end: str, community: str) -> dict[str, Any]:
        """One programme's report: its row as a total."""
        row = {k: v for k, v in entry.items() if k in ("row", "information", "amounts", "executors_text")}
        row |= {"row_kind": "total", "section": None, "measure": p.nominative, "measure_number": None}
        row.pop("executors_text", None)
        return {
            "community": community,
            "programme": p.nominative,
            "programme_start_year": p.start,
            "programme_end_year": p.end,
            "report_year": year,
            "period_start": start,
            "period_end": end,
            "decisions": [],
            "funding": [row],
            "indicators": [],
            "findings": [],
        }


def maker_context() -> Any:
    """The one context of a table without sub-rows."""
    from tests.generator.columns import Context

    return Context()
