"""Columns × lines → the drawn funding table and, side by side, the truth rows a careful reader types from it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tests.generator.amounts import Amounts, add_parts, typed
from tests.generator.columns import MONEY, TEXTS, WIDTHS, Context, Head, Leaf, Line
from tests.generator.model import Key, Period, add_up
from tests.generator.money import Shown
from tests.generator.page import Grid, TCell
from tests.generator.style import Style


@dataclass
class Drawn:
    """The table, its truth rows and each line's first grid row."""

    grid: Grid
    truth: list[dict[str, Any]]
    starts: list[int]


class TableDraw(Amounts):
    """Draws one table. ``contexts`` are the sub-rows of each measure and total; numbering of truth rows goes on from ``first_row``."""

    def __init__(self, heads: list[Head], style: Style, period: Period, contexts: list[Context], first_row: int = 1) -> None:
        super().__init__(style, period)
        self.heads = heads
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
            elif line.kind in ("label", "tail"):
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
