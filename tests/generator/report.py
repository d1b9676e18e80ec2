"""One random report: model, style and shape become blocks and their truth."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from tests.generator.draw import ModelMaker
from tests.generator.indicators import draw_indicators
from tests.generator.lines import Liner, breakdown
from tests.generator.metadata import FrontMaker
from tests.generator.model import Model
from tests.generator.page import Block, Grid, Para, TCell
from tests.generator.shapes import SHAPES, Layout, Maker
from tests.generator.style import Style, draw_style
from tests.generator.table import Line, TableDraw
from tests.generator.words import NARRATIVE, Community, Theme

NEEDS: dict[str, set[str]] = {
    "flat": set(), "years": {"years"}, "years_outer": {"years"}, "plan_years": {"years", "sources", "few"}, "year_rows": {"years", "few"}, "source_columns": {"sources"},
    "flat_source": {"one_source"}, "plans": {"initial"}, "spent": set(), "sub_sources": {"sources", "few"}, "stacked": {"sources", "flat_measures"}, "funds": {"funds"},
    "section_rows": {"whole", "flat_measures"}, "quarters": {"quarters"},
}  # fmt: skip


@dataclass
class Made:
    """A report ready to be written."""

    blocks: list[Block]
    truth: dict[str, Any]
    clean: bool = True
    lines: list[Line] = field(default_factory=list)
    style: Style = field(default_factory=Style)
    model: Model | None = None


class ReportMaker:
    """Draws one report of ``shape``; ``sheet`` narrows the style to what a spreadsheet can print."""

    def __init__(self, rng: random.Random, shape: str, *, sheet: bool = False, narrow: bool = False) -> None:
        self.rng, self.shape = rng, shape
        self.style = draw_style(rng)
        self._narrow(sheet, narrow)

    def _narrow(self, sheet: bool, narrow: bool) -> None:
        style, shape = self.style, self.shape
        if sheet:
            style.money = replace(style.money, point=",", grouping=" " if style.money.grouping else "")
        if shape in ("year_rows", "plan_years", "sub_sources", "stacked", "section_rows"):
            style.header_again = False
        if shape in ("plans", "quarters") and style.unit_place == "upper":
            style.unit_place = "header"
        if shape == "section_rows":
            style.section_form, style.subtotals, style.number_form = "none", False, "plain"
        if shape == "flat_source":
            style.money = replace(style.money, unneeded="dash")
        if shape in ("years", "years_outer") and self.rng.random() < 0.3:
            style.whole_total = True
        if shape in ("flat", "years", "plans") and style.totals == "last" and not style.whole_total:
            style.breakdown = self.rng.random() < 0.2
        if narrow and style.section_form == "paragraph":
            style.section_form = "dotted"
        if style.section_form == "column" and shape in ("year_rows", "plan_years"):
            style.section_form = "rozdil"

    def make(self, community: Community | None = None, theme: Theme | None = None, model: Model | None = None) -> Made:
        """Blocks and truth. A given ``model`` is printed as it is."""
        rng, style = self.rng, self.style
        needs = set(NEEDS[self.shape])
        if style.breakdown:
            needs |= {"sources"}
        if model is None:
            model = ModelMaker(rng, style.money.quantum, needs).make(community, theme)
        if self.shape == "section_rows":
            self._directions(model)
        maker = Maker(rng, model, style)
        layout = SHAPES[self.shape](maker)
        lines = Liner(model, style, layout.one_source).all()
        if style.breakdown and lines[-1].kind == "total" and len(model.sources()) > 1:
            lines += breakdown(style, lines[-1], model.sources())
        front = FrontMaker(rng, model, style).make()
        tables, truth_rows = self._tables(layout, lines, model)
        indicator_blocks, indicators = draw_indicators(rng, model, style)
        truth = front.facts | {"funding": truth_rows, "indicators": indicators, "findings": []}
        blocks: list[Block] = [*front.before, *tables, *indicator_blocks, *self._narrative(), *front.after]
        return Made(blocks, truth, True, lines, style, model)

    def _directions(self, model: Model) -> None:
        """Measures named like directions, without sections."""
        names = list(model.programme.theme.sections)
        measures = [m for s in model.sections for m in s.measures if not m.children][: len(names)]
        for m, name in zip(measures, names, strict=False):
            m.title = name
        del model.sections[1:]
        model.sections[0].name, model.sections[0].measures = None, measures

    def _narrative(self) -> list[Para]:
        return [Para(text) for text in self.rng.sample(NARRATIVE, self.rng.choice((0, 0, 1, 2)))]

    def _tables(self, layout: Layout, lines: list[Line], model: Model) -> tuple[list[Block], list[dict[str, Any]]]:
        blocks: list[Block] = []
        truth: list[dict[str, Any]] = []
        chunks: list[list[Line]] = [[]]
        for line in lines:
            if line.kind == "break":
                chunks.append([line])
            else:
                chunks[-1].append(line)
        again = self.rng.random() < 0.7
        row = 1
        for chunk in chunks:
            if not chunk:
                continue
            if chunk[0].kind == "break":
                blocks.append(Para(chunk[0].printed, "left", True))
            draw = TableDraw(layout.heads, self.style, model.period, layout.contexts, row)
            header = draw.draw_header() if again or not truth else 0
            self._draw(draw, [x for x in chunk if x.kind != "break"])
            drawn = draw.finish(header)
            merge_sections(draw, drawn.grid)
            blocks.append(drawn.grid)
            truth += drawn.truth
            row = draw.next_row
        return blocks, truth

    def _draw(self, draw: TableDraw, lines: list[Line]) -> None:
        if self.style.header_again and len(lines) > 3:
            at = self.rng.randrange(2, len(lines) - 1)
            draw.draw(lines[:at])
            draw.draw_header()
            draw.draw(lines[at:])
        else:
            draw.draw(lines)


def merge_sections(draw: TableDraw, grid: Grid) -> None:
    """A section named in its own column is one cell down its measures."""
    column = next((i for i, leaf in enumerate(draw.leaves) if leaf.field == "section"), None)
    if column is None or draw.style.label_span == "measure":
        return
    top: TCell | None = None
    for cell in sorted((c for c in grid.cells if c.column == column and c.column_span == 1), key=lambda c: c.row):
        if cell.text or top is None or cell.bold or cell.row != top.row + top.row_span:
            top = cell if cell.text and not cell.bold else None
            continue
        grown = replace(top, row_span=top.row_span + cell.row_span)
        grid.cells[grid.cells.index(top)] = grown
        grid.cells.remove(cell)
        top = grown


def zero() -> Decimal:
    """Nothing, in hryvnias."""
    return Decimal(0)
