"""Columns × lines → the drawn funding table and, side by side, the truth rows a careful reader types from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from tests.generator.model import Key, Measure, Period, add_up
from tests.generator.money import Shown
from tests.generator.page import Grid, TCell
from tests.generator.style import Style

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


@dataclass
class Drawn:
    """The table, its truth rows and each line's first grid row."""

    grid: Grid
    truth: list[dict[str, Any]]
    starts: list[int]


def period_share(measure: Measure, key: Key, quantum: Decimal) -> Decimal:
    """The plan for a part of the year: about three quarters, never less than what was financed."""
    total = Decimal(0)
    for (y, s, f), sums in measure.base.items():
        if key[0] in (None, y) and key[1] in ("total", s) and key[2] in ("total", f):
            share = (sums.planned * 3 / 4 / quantum).to_integral_value() * quantum
            total += max(share, sums.actual)
    return total


def quarter(measure: Measure, column: str, key: Key, part: int, last: int, quantum: Decimal) -> Decimal:
    """The part of a year's sum that falls into a quarter; the ``last`` one takes the rest."""
    total = Decimal(0)
    for (y, s, f), sums in measure.base.items():
        if key[0] in (None, y) and key[1] in ("total", s) and key[2] in ("total", f):
            whole = getattr(sums, column)
            shares = [(whole * w / 10 / quantum).to_integral_value(rounding="ROUND_DOWN") * quantum for w in (1, 3, 2, 4)[: last - 1]]
            shares += [whole - sum(shares, Decimal(0))] + [Decimal(0)] * (4 - last)
            total += shares[part - 1]
    return total


class TableDraw:
    """Draws one table. ``contexts`` are the sub-rows of each measure and total; numbering of truth rows goes on from ``first_row``."""

    def __init__(self, heads: list[Head], style: Style, period: Period, contexts: list[Context], first_row: int = 1) -> None:
        self.heads, self.style, self.period = heads, style, period
        self.contexts = contexts
        self.leaves = [leaf for head in heads for leaf in head.leaves()]
        self.cells: list[TCell] = []
        self.row = 0
        self.truth: list[dict[str, Any]] = []
        self.next_row = first_row
        self.group = first_row * 1000
        self.starts: list[int] = []

    # header
    def draw_header(self) -> int:
        """Draws the header at the current row; returns how many rows it took."""
        top, depth = self.row, max(head.depth() for head in self.heads)
        column = 0
        for head in self.heads:
            column += self._draw_head(head, top, depth, column)
        self.row += depth
        if self.style.column_numbers:
            self._row_of([str(i + 1) for i in range(len(self.leaves))], "center")
            return depth + 1
        return depth

    def _draw_head(self, head: Head, row: int, depth: int, column: int) -> int:
        width = len(head.leaves())
        own = depth if head.leaf else 1
        self.cells.append(TCell(head.text, row, column, own, width, bold=True, align="center"))
        at = column
        for child in head.children:
            at += self._draw_head(child, row + 1, depth - 1, at)
        return width

    def _row_of(self, texts: list[str], align: str = "left") -> None:
        self.cells += [TCell(text, self.row, i, align=align) for i, text in enumerate(texts)]
        self.row += 1

    # amounts
    def key(self, leaf: Leaf, context: Context) -> Key:
        """The (year, source, fund) a cell speaks of."""
        year = leaf.year if leaf.year != CTX else (context.year if context.year != CTX else self.period.year)
        source = context.source if leaf.source == "ctx" else leaf.source
        return year, source, leaf.fund

    def _sum(self, line: Line, column: str, key: Key, part: int = 0) -> Decimal:
        quantum = self.style.money.quantum
        if part:
            last = min(4, (self.period.end.month + 2) // 3) if column == "actual" else 4
            return sum((quarter(m, column, key, part, last, quantum) for m in line.members), Decimal(0))
        if column == "period":
            return sum((period_share(m, key, quantum) for m in line.members), Decimal(0))
        return add_up(line.members, column, key)

    def _nil(self, line: Line, how: str, words: str) -> Shown:
        money = self.style.money
        if how == "zero":
            return money.value(Decimal(0))
        if how == "blank":
            return Shown("", "blank")
        if how == "words" and line.kind == "measure":
            return Shown(words, "nil", Decimal("0.00"), words)
        return Shown(money.dash, "nil", Decimal("0.00"), money.dash)

    def money(self, line: Line, name: str, key: Key, part: int = 0) -> Shown:
        """What stands in an amount cell and what it means."""
        if not part and (name, key) in line.override:
            return line.override[name, key]
        money = self.style.money
        decimals = self.style.subtotal_decimals if line.kind == "subtotal" else None
        column = {"planned_initial": "initial", "planned_budget": "planned", "planned_period": "period"}.get(name, name)
        if name.startswith("planned"):
            if line.note:
                return Shown(line.note, "note", None, line.note)
            value = self._sum(line, column, key, part)
            return money.value(value, decimals) if value else self._nil(line, money.unneeded, money.words)
        year = key[0]
        late = year is not None and year > self.period.year
        if late or (part and part * 3 - 2 > self.period.end.month):
            return Shown(money.dash if money.later == "dash" else "", "not_due", None, money.dash if money.later == "dash" else "")
        value = self._sum(line, column, key, part)
        if value:
            return money.value(value, decimals)
        planned = self._sum(line, "planned", key)
        how = money.nothing if planned or line.kind != "measure" else ("blank" if money.nothing == "blank" else "dash")
        return self._nil(line, how, money.actual_words)

    def percent(self, line: Line, name: str, key: Key) -> tuple[str, str | None]:
        """(as printed, the number or None)"""
        if (name, key) in line.override:
            shown = line.override[name, key]
            return shown.text, shown.number or None
        style = self.style.percent
        plan = self.money(line, "planned_period" if name == "percent_period" else "planned", key)
        fact = self.money(line, "actual", key)
        if fact.state == "not_due":
            return fact.text, None
        if plan.uah and fact.uah:
            return style.text(fact.uah, plan.uah, self.style.money.point)
        if plan.uah and style.nothing == "zero" and fact.state in ("value", "nil"):
            return "0" + style.sign, "0"
        return ("" if style.nothing == "blank" or fact.state == "blank" else self.style.money.dash), None

    def deviation(self, line: Line, key: Key) -> str:
        """Signed as the form has it."""
        plan, fact = self.money(line, "planned", key), self.money(line, "actual", key)
        if plan.uah is None or fact.uah is None:
            return ""
        value = (fact.uah - plan.uah) * self.style.deviation_sign
        return self.style.money.number(value) if value else self.style.money.dash

    # lines
    def lead(self) -> int:
        """How many columns stand before the first amount or sub-row label."""
        for i, leaf in enumerate(self.leaves):
            labels_rows = len(self.contexts) > 1 or self.contexts[0].label
            if leaf.field in MONEY or leaf.source == "stack" or (leaf.field in ("year", "source") and labels_rows):
                return i
        return len(self.leaves)

    def draw(self, lines: list[Line]) -> None:
        """All lines in order."""
        for line in lines:
            self.starts.append(self.row)
            if line.kind == "section":
                self._draw_section(line)
            elif line.kind == "label":
                self._draw_label(line)
            else:
                self._draw_amounts(line)

    def _draw_label(self, line: Line) -> None:
        texts = [""] * len(self.leaves)
        texts[self.column_of("measure")] = line.printed
        self._row_of(texts)

    def column_of(self, name: str) -> int:
        """The first column of a field; 0 where there is none."""
        return next((i for i, leaf in enumerate(self.leaves) if leaf.field == name), 0)

    def _draw_section(self, line: Line) -> None:
        n, measure = len(self.leaves), self.column_of("measure")
        if line.printed_number and measure > 0:
            self.cells.append(TCell(line.printed_number, self.row, 0, bold=True))
            self.cells.append(TCell(line.printed, self.row, 1, 1, n - 1, bold=True)) if line.whole else None
            if not line.whole:
                self.cells += [TCell(line.printed if i == measure else "", self.row, i, bold=True) for i in range(1, n)]
        elif line.whole or n == 1:
            self.cells.append(TCell(line.printed, self.row, 0, 1, n, bold=True, align="center"))
        else:
            self.cells += [TCell(line.printed if i == measure else "", self.row, i, bold=True) for i in range(n)]
        self.row += 1

    def _texts(self, line: Line) -> dict[str, str]:
        term = line.term_words or ("" if line.term is None else self._term(*line.term))
        return {
            "number": line.printed_number,
            "measure": line.printed,
            "executor": line.executors,
            "term": term,
            "information": line.info,
            "section": line.section_printed,
            "term_start": str(line.term[0]) if line.term else "",
            "term_end": str(line.term[1]) if line.term else "",
            "source": self.style.source_names.get(line.source, "") if line.source != "total" else "",
            "kpkvk": line.kpkvk,
            "year": "",
        }

    def _term(self, a: int, b: int) -> str:
        if a == b:
            return str(a) + ("р." if "р" in self.style.term_form.replace("роки", "") else "")
        return self.style.term_form.format(a=a, b=b)

    def _draw_amounts(self, line: Line) -> None:
        contexts = line.contexts or self.contexts
        top, height = self.row, len(contexts)
        skip = self._draw_texts(line, top, height)
        self.group += 1
        for context in contexts:
            records = self._draw_context(line, context, skip)
            self._add_truth(line, records, first=self.row == top, many=height > 1)
            self.row += 1

    def _draw_texts(self, line: Line, top: int, height: int) -> set[int]:
        """The cells merged down over the sub-rows; returns the columns they take."""
        texts, lead = self._texts(line), self.lead()
        taken: set[int] = set()
        if line.kind in ("subtotal", "total") and line.number is None and lead > 0:
            span = {"merged": lead, "measure": 1, "first": min(2, lead)}[self.style.label_span]
            at = min(self.column_of("measure"), lead - 1) if self.style.label_span == "measure" else 0
            self.cells.append(TCell(line.printed, top, at, height, span, bold=True))
            taken |= set(range(at, at + span))
            texts["measure"] = ""
        for i, leaf in enumerate(self.leaves):
            if i in taken or leaf.field not in TEXTS or (leaf.field in ("year", "source") and i >= lead and leaf.source != "stack"):
                continue
            text = texts[leaf.field]
            if leaf.source == "stack":
                text = "\n".join(self.style.source_names[s] for s in self._stack(line))
            align = "center" if leaf.field in ("term", "term_start", "term_end") else "left"
            self.cells.append(TCell(text, top, i, height, 1, bold=line.kind != "measure", align=align))
            taken.add(i)
        return taken

    def _stack(self, line: Line) -> list[str]:
        return [s for s in ("state", "oblast", "district", "local", "other") if add_up(line.members, "planned", (None, s, "total"))] or [
            "local"
        ]

    def _draw_context(self, line: Line, context: Context, skip: set[int]) -> dict[Key, dict[str, Any]]:
        records: dict[Key, dict[str, Any]] = {}
        i = 0
        while i < len(self.leaves):
            leaf = self.leaves[i]
            if i in skip:
                i += 1
                continue
            span = 1
            if line.whole and leaf.field in MONEY:
                while i + span < len(self.leaves) and self.leaves[i + span].field == leaf.field:
                    span += 1
                leaf = Leaf(leaf.field, None, leaf.source, leaf.fund)
            text = self._cell(line, leaf, context, records)
            self.cells.append(TCell(text, self.row, i, 1, span, bold=line.kind != "measure", align="center"))
            i += span
        return records

    def _cell(self, line: Line, leaf: Leaf, context: Context, records: dict[Key, dict[str, Any]]) -> str:
        if leaf.field in ("year", "source"):
            return context.label
        if leaf.source == "stack":
            return self._stacked(line, leaf, context, records)
        if leaf.field == "odd":
            return str(len(line.title) % 7 + 1) if line.kind == "measure" else ""
        key = self.key(leaf, context)
        if len(self.contexts) == 1 and self.contexts[0].source == "total" and leaf.source == "ctx" and line.source != "total":
            key = (key[0], line.source, key[2])
        if leaf.field == "percent":
            text, number = self.percent(line, "percent", key)
            records.setdefault(key, {})["percent"] = number
            return text
        if leaf.field == "percent_period":
            return self.percent(line, leaf.field, key)[0]
        if leaf.field == "deviation":
            return self.deviation(line, key)
        shown = self.money(line, leaf.field, key, leaf.part)
        name = (
            {"planned_period": "planned"}.get(leaf.field, leaf.field) if not any(x.field == "planned" for x in self.leaves) else leaf.field
        )
        if leaf.part:
            if not any(x.field == name and not x.part for x in self.leaves):
                records.setdefault(key, {}).setdefault("parts_" + name, []).append(shown)
        elif name in ("planned", "actual", "spent"):
            records.setdefault(key, {})[name] = shown
        return shown.text

    def _stacked(self, line: Line, leaf: Leaf, context: Context, records: dict[Key, dict[str, Any]]) -> str:
        named = not any(x.field == "source" for x in self.leaves)
        out = []
        for source in self._stack(line):
            key = self.key(Leaf(leaf.field, leaf.year, source, leaf.fund), context)
            shown = self.money(line, leaf.field, key)
            if shown.state in ("nil", "blank"):
                shown = self.style.money.value(Decimal(0))
            records.setdefault(key, {})[leaf.field] = shown
            out.append(f"{self.style.source_names[source]} – {shown.text}" if named else f"– {shown.text}")
        return "\n".join(out)

    # truth
    def _add_truth(self, line: Line, records: dict[Key, dict[str, Any]], first: bool, many: bool) -> None:
        amounts = [a for key, rec in records.items() if (a := self._amount(key, rec, records)) is not None]
        row = self.next_row
        self.next_row += 1
        line.rows.append(row)
        if not amounts:
            return
        entry: dict[str, Any] = {"row": row, "row_kind": line.kind}
        if line.section_scored:
            entry["section_number"] = line.section[0] if line.section else None
        entry["section"] = line.section[1] if line.section else None
        entry |= {"measure_number": line.number, "measure": line.title}
        has = {leaf.field for leaf in self.leaves}
        if line.term and not line.term_words and ("term" in has or {"term_start", "term_end"} <= has):
            entry |= {"term_start_year": line.term[0], "term_end_year": line.term[1]}
        if first and line.executors and "executor" in has:
            entry["executors_text"] = line.executors.replace("\n", " ")
        if first and line.info.strip("-") and "information" in has:
            entry["information"] = line.info
        if many or line.group is not None:
            entry["group"] = self.group if line.group is None else line.group
        self.truth.append(entry | {"amounts": amounts})

    def _amount(self, key: Key, rec: dict[str, Any], records: dict[Key, dict[str, Any]]) -> dict[str, Any] | None:
        sides = {}
        for side in ("planned", "actual", "spent"):
            parts = rec.get("parts_" + side)
            sides[side] = add_parts(parts) if parts else rec.get(side) or self._absent(side, key)
        plan, fact = sides["planned"], sides["actual"]
        if all(x.uah is None and x.state in ("blank", "not_due") for x in (plan, fact)):
            return None
        out: dict[str, Any] = {"year": key[0], "source": key[1], "fund": key[2], "planned": typed(plan), "actual": typed(fact)}
        out["percent"] = rec.get("percent")
        if out["percent"] is None and any("percent" in r and r.get("planned") is None and k[0] == key[0] for k, r in records.items()):
            out["percent"] = "*"
        if "spent" in rec:
            out["spent"] = typed(sides["spent"])
        out["shown"] = [plan.number, fact.number]
        return out

    def _absent(self, side: str, key: Key) -> Shown:
        """No such column for this key. A later year under an actual column that other years share is not due, else blank."""
        return Shown("", "blank")

    def finish(self, header: int) -> Drawn:
        """The table and its truth."""
        widths = [WIDTHS.get(leaf.field, 1.0) for leaf in self.leaves]
        return Drawn(Grid(self.row, len(self.leaves), self.cells, header, widths), self.truth, self.starts)


def add_parts(parts: list[Shown]) -> Shown:
    """The year that quarters make up: values and nils add; what is not due yet adds nothing."""
    known = [p for p in parts if p.uah is not None]
    if not known:
        return Shown("", parts[0].state if parts else "blank")
    state = "value" if any(p.state == "value" for p in known) else "nil"
    return Shown("", state, sum((p.uah for p in known if p.uah is not None), Decimal("0.00")))


def typed(shown: Shown) -> list[str | None]:
    """[state, hryvnias or null] as truth files have it."""
    return [shown.state, None if shown.uah is None else f"{shown.uah:.2f}"]
