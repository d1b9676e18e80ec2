"""One random report: model, style and shape become blocks and their truth."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from typing import Any

from tests.generator.breaks import break_number, can_cut, cut, shift_right, split_row
from tests.generator.columns import Line
from tests.generator.defects import BEFORE, DEFECTS
from tests.generator.draw import ModelMaker
from tests.generator.indicators import draw_indicators
from tests.generator.layout import Maker
from tests.generator.lines import Liner, breakdown
from tests.generator.metadata import FrontMaker
from tests.generator.model import Model
from tests.generator.page import Block, Grid, PageBreak, Para, TCell
from tests.generator.scene import Scene
from tests.generator.shapes import SHAPES
from tests.generator.style import Style, draw_style
from tests.generator.table import Drawn, TableDraw
from tests.generator.words import NARRATIVE, Community, Theme

NEEDS: dict[str, set[str]] = {
    "flat": set(),
    "years": {"years"},
    "years_outer": {"years"},
    "plan_years": {"years", "sources", "few"},
    "plan_years_flat": {"years"},
    "year_rows": {"years", "few"},
    "source_columns": {"sources"},
    "flat_source": {"one_source"},
    "plans": {"initial"},
    "spent": set(),
    "sub_sources": {"sources", "few"},
    "stacked": {"sources", "flat_measures"},
    "funds": {"funds"},
    "section_rows": {"whole", "flat_measures"},
    "quarters": {"quarters"},
}


@dataclass
class Made:
    """Reports ready to be written to one file. ``defects`` names what was done to them."""

    blocks: list[Block]
    truths: list[dict[str, Any]]
    clean: bool = True
    defects: list[str] = field(default_factory=list)
    style: Style = field(default_factory=Style)
    model: Model | None = None


class ReportMaker:
    """Draws one report of ``shape``; ``sheet`` narrows the style to what a spreadsheet can print."""

    def __init__(
        self,
        rng: random.Random,
        shape: str,
        *,
        sheet: bool = False,
        narrow: bool = False,
        spans: bool = True,
        defects: int | tuple[str, ...] = 0,
    ) -> None:
        self.spans = spans
        self.rng, self.shape, self.sheet, self.defects = rng, shape, sheet, defects
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
        if style.section_form == "column" and not any(section.name for section in model.sections):
            style.section_form = "none"
        layout = SHAPES[self.shape](Maker(rng, model, style))
        lines = Liner(model, style, layout.one_source).all()
        if style.breakdown and lines[-1].kind == "total" and len(model.sources()) > 1:
            lines += breakdown(style, lines[-1], model.sources())
        scene = Scene(rng, model, style, layout, lines, TableDraw(layout.heads, style, model.period, layout.contexts))
        scene.spread = self.sheet
        done = self._spoil(scene)
        front = FrontMaker(rng, model, style, period_in_title=not scene.drop_period).make()
        tables, truth_rows = self._tables(scene)
        indicator_blocks, indicators = draw_indicators(rng, model, style)
        findings = [
            {"rule": w.rules, "row": w.line.rows[0] if w.line else None, "why": w.why} for w in scene.wants if w.line is None or w.line.rows
        ]
        truth = front.facts | {"funding": truth_rows, "indicators": indicators, "findings": findings}
        blocks: list[Block] = [*front.before, *tables, *indicator_blocks, *scene.after, *self._narrative(scene), *front.after]
        return Made([mark(block, style) for block in blocks], [truth], not findings, done, style, model)

    def _spoil(self, scene: Scene) -> list[str]:
        """As many defects as asked for, of those that the layout allows."""
        if not self.defects or len(scene.layout.contexts) > 1 or self.shape in ("stacked", "quarters"):
            return []
        many = self.defects if isinstance(self.defects, int) else len(self.defects)
        names = self.rng.sample(list(DEFECTS), min(len(DEFECTS), many * 3)) if isinstance(self.defects, int) else list(self.defects)
        names.sort(key=lambda n: n not in BEFORE)
        done: list[str] = []
        for name in names:
            if len(done) < many and DEFECTS[name](scene):
                done.append(name)
        return done

    def _directions(self, model: Model) -> None:
        """Measures named like directions, without sections."""
        names = list(model.programme.theme.sections)
        measures = [m for s in model.sections for m in s.measures if not m.children][: len(names)]
        for m, name in zip(measures, names, strict=False):
            m.title = name
        del model.sections[1:]
        model.sections[0].name, model.sections[0].measures = None, measures

    def _narrative(self, scene: Scene) -> list[Para]:
        """Prose after the tables; now and then it repeats the programme's sum, as it stands in the table or in full hryvnias."""
        rng, money = self.rng, self.style.money
        out = [Para(text) for text in rng.sample(NARRATIVE, rng.choice((0, 0, 1, 2)))]
        total = next((x for x in scene.lines if x.kind == "total" and not x.override and not x.whole), None)
        key = scene.key("actual")
        if total is None or key is None or scene.wants or rng.random() > 0.25:
            return out
        shown = scene.draw.money(total, "actual", key)
        if shown.uah:
            full = (
                f"{int(shown.uah):,} грн".replace(",", " ")
                if shown.uah == int(shown.uah) and rng.random() < 0.4
                else f"{money.number(shown.uah)} {self.style.unit_words}"
            )
            out.append(Para(f"Загалом {scene.model.period.words} на виконання заходів Програми спрямовано {full}."))
        return out

    def _tables(self, scene: Scene) -> tuple[list[Block], list[dict[str, Any]]]:
        layout, lines, model, style = scene.layout, scene.lines, scene.model, self.style
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
            if style.executor_merged and self.spans:
                merge_executors(draw, drawn.grid)
            self._oddities(draw, drawn.grid, drawn.starts)
            blocks += self._break(scene, draw, drawn, [x for x in chunk if x.kind != "break"])
            truth += drawn.truth
            row = draw.next_row
        return blocks, truth

    def _oddities(self, draw: TableDraw, grid: Grid, starts: list[int]) -> None:
        """Footnote stars, remarks in brackets and line breaks around numbers that stay what they are."""
        rng, likely = self.rng, self.style.oddities
        money = {i for i, leaf in enumerate(draw.leaves) if leaf.field in ("planned", "actual") and leaf.source != "stack"}
        first = starts[0] if starts else grid.rows
        for n, cell in enumerate(grid.cells):
            if (
                not likely
                or self.sheet
                or cell.column not in money
                or cell.row < first
                or not cell.text[-1:].isdigit()
                or rng.random() > likely
            ):
                continue
            how = rng.choice(("*", "brackets", "break"))
            if how == "break" and (" " in cell.text or "\u00a0" in cell.text):
                text = cell.text.replace("\u00a0", " ").replace(" ", "\n", 1)
            elif how == "brackets":
                text = cell.text + " (у тому числі ПДВ)"
            else:
                text = cell.text + "*"
            grid.cells[n] = replace(cell, text=text)

    def _break(self, scene: Scene, draw: TableDraw, drawn: Drawn, lines: list[Line]) -> list[Block]:
        """The table as it lies on paper: spoiled cells, rows cut by a page's end, the rest without a header on a new page."""
        rng, grid = self.rng, drawn.grid
        start = {id(line): row for line, row in zip(lines, drawn.starts, strict=True)}
        if scene.shift is not None and id(scene.shift) in start:
            shift_right(grid, start[id(scene.shift)], draw.column_of("executor"))
        if scene.broken is not None and id(scene.broken[0]) in start:
            line, name, key = scene.broken
            column = next(i for i, leaf in enumerate(draw.leaves) if leaf.field == name and draw.key(leaf, draw.contexts[0]) == key)
            break_number(grid, start[id(line)], column)
        tail = next((start[id(x)] for x in lines if x.kind == "tail"), None)
        if tail is not None:
            return self._cut(grid, tail)
        inner = [x for x in lines if x.kind == "measure" and x is not lines[0] and scene.shift is not x]
        if self.sheet or self.style.header_again or not inner or len(draw.contexts) > 1 or rng.random() > 0.16:
            return [grid]
        row = start[id(rng.choice(inner))]
        if rng.random() < 0.5:
            columns = {i: leaf.field for i, leaf in enumerate(draw.leaves) if leaf.field in ("measure", "executor", "information")}
            whole = split_row(grid, row, columns, rng)
            if whole is not None:
                grid, row = whole, row + 1
        return self._cut(grid, row)

    @staticmethod
    def _cut(grid: Grid, row: int) -> list[Block]:
        """The table on two pages, where no cell spans the cut."""
        if not can_cut(grid, row):
            return [grid]
        above, below = cut(grid, row)
        return [above, PageBreak(), below]

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


def merge_executors(draw: TableDraw, grid: Grid) -> None:
    """Measures that follow each other and share their executor share its cell."""
    column = next((i for i, leaf in enumerate(draw.leaves) if leaf.field == "executor"), None)
    if column is None or any(c.column < column < c.column + c.column_span for c in grid.cells if c.row_span > 1):
        return
    top: TCell | None = None
    for cell in sorted((c for c in grid.cells if c.column == column and c.column_span == 1 and not c.bold), key=lambda c: c.row):
        if top is not None and cell.text and cell.text == top.text and cell.row == top.row + top.row_span:
            grown = replace(top, row_span=top.row_span + cell.row_span)
            grid.cells[grid.cells.index(top)] = grown
            grid.cells.remove(cell)
            top = grown
        else:
            top = cell


def mark(block: Block, style: Style) -> Block:
    """The block with the report's own apostrophes and quotation marks."""
    if isinstance(block, PageBreak):
        return block
    table = str.maketrans({"'": style.apostrophe, "«": style.quote_marks[0], "»": style.quote_marks[1]})
    if isinstance(block, Para):
        return replace(block, text=block.text.translate(table))
    return replace(block, cells=[replace(c, text=c.text.translate(table)) for c in block.cells])
