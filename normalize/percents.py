"""The percents of a table's lines: each goes to the amounts of its year, source and fund."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from ingest.model import Cell
from normalize.amounts import Percent, percent_of
from normalize.broken import goes_on, put_together, refs
from normalize.entries import SubLine
from normalize.headers import Header
from normalize.keys import Keys
from normalize.logical_tables import Line
from normalize.money_columns import figure_cells
from normalize.records import BLANK, Finding, Fund, Source, State
from normalize.slots import Key, Slot
from normalize.table_rows import line as one_line
from normalize.table_rows import lines as many_lines
from normalize.values import is_dash

_PERCENT = re.compile(r"\d{1,4}(?:[.,]\d+)?\s*%?")


class Percents:
    """Reads the percents of one table's lines into slots that hold their amounts already."""

    def __init__(self, header: Header, keys: Keys) -> None:
        self.header, self.keys = header, keys

    def read(self, slots: dict[Key, Slot], sub: SubLine) -> None:
        """Give each percent to the record of its year, source and fund; to the year's total where it names less."""
        for line in (sub.line, *sub.tails):
            before: Slot | None = None
            for columns, cell in figure_cells(line, self.header):
                if self.header.meanings[columns[0]].field == "percent" and one_line(cell.text) and self._counts(columns):
                    before = self._take(slots, sub, line, columns, cell, before)

    def _counts(self, columns: Sequence[int]) -> bool:
        """Whether a percent is to the programme's plan: one to another plan counts where no column gives that, one to the period's where all do.

        That of a quarter is none of the year, whose amounts stand beside or are the quarters' sum.
        """
        meaning = self.header.meanings[columns[0]]
        done = {self.header.meanings[c].period for c in self.header.columns("actual", "spent")}
        if meaning.period is not None and (done != {meaning.period} or self._other_to_plan(columns[0], period=None)):
            return False
        if meaning.plan in ("budget", "initial") and self._other_to_plan(columns[0]):
            return False
        percents = [self.header.meanings[c] for c in self.header.columns("percent")]
        to_plan = any(self.header.meanings[c].field == "percent" and self.header.meanings[c].plan is None for c in columns)
        return to_plan or meaning.plan != "period" or all(m.plan == "period" for m in percents)

    def _other_to_plan(self, column: int, **of: str | None) -> bool:
        """Whether another column gives the percent of the programme's own plan for the same year, source and fund."""
        mine = self.header.meanings[column]
        others = (self.header.meanings[c] for c in self.header.columns("percent") if c != column)
        others = (m for m in others if all(getattr(m, name) == value for name, value in of.items()))
        return any(
            m.plan is None and (m.year, m.whole, m.source, m.fund) == (mine.year, mine.whole, mine.source, mine.fund) for m in others
        )

    def _take(self, slots: dict[Key, Slot], sub: SubLine, line: Line, columns: list[int], cell: Cell, before: Slot | None) -> Slot | None:
        """Take in one percent; the slot it went to, in case its last digits stand in the next column (``before``: the slot of the column before)."""
        key, percent = self._key(sub, columns, cell), percent_of(cell)
        if self._stacked(slots, key, line, columns[0], cell):
            return None
        slot = slots.get(key) or _lone_slot(slots, key)
        if slot is None:
            if (percent.value is None and not percent.unreadable) or _of_parts(slots, key, percent, cell):
                return None
            slot = slots.setdefault(key, Slot())
        if percent.value is not None and slot.amounts.get("actual_uah", BLANK).state in (State.NOT_DUE, State.BLANK):
            if before is None or not goes_on(before, line, columns[0], cell):
                slot.filled = True
                slot.tell("stray_value", cell)
            return None
        if percent.unreadable:
            slot.tell("unreadable_value", cell)
        if slot.percent is None or slot.percent.value is None:
            slot.percent = percent
            slot.cells += refs("percent_reported", line, columns[0], cell)
            slot.findings += put_together(line, columns[0])
        return slot

    def _stacked(self, slots: dict[Key, Slot], key: Key, line: Line, column: int, cell: Cell) -> bool:
        """Whether a cell has a percent or a dash for each of the sums that are stacked beside it, given to them in their order."""
        texts = many_lines(cell.text).split("\n")
        own = [slot for k, slot in slots.items() if k[0] == key[0] and slot.amounts]
        if len(own) < len(texts):  # the sums of several years
            own = [slot for slot in slots.values() if slot.amounts]
        stacked = any("\n" in ref.raw_text.strip() for slot in own for ref in slot.cells)
        if len(texts) < 2 or len(own) != len(texts) or not stacked or not all(is_dash(text) or _PERCENT.fullmatch(text) for text in texts):
            return False
        for slot, text in zip(own, texts, strict=True):
            percent = percent_of(replace(cell, text=text, readings=(), exact=None))
            if percent.value is not None and slot.amounts.get("actual_uah", BLANK).state not in (State.NOT_DUE, State.BLANK):
                slot.percent = percent
                slot.cells += refs("percent_reported", line, column, cell)
        return True

    def _key(self, sub: SubLine, columns: list[int], cell: Cell) -> Key:
        merged = self.keys.merged(columns) if len(columns) > 1 and not is_dash(cell.text) else None
        return self.keys.of(merged or self.header.meanings[columns[0]], sub)


def _of_parts(slots: dict[Key, Slot], key: Key, percent: Percent, cell: Cell) -> bool:
    """Whether a percent is that of a row whose funds, or sources, alone are given («загальний фонд | спеціальний фонд | %»): their sums make it.

    No record holds it; one that the sums do not make is told.
    """
    parts = {k: slot for k, slot in slots.items() if k[0] == key[0]}
    by_fund = len({k[1] for k in parts}) == 1 and Fund.TOTAL not in {k[2] for k in parts}
    by_source = len({k[2] for k in parts}) == 1 and Source.TOTAL not in {k[1] for k in parts}
    if len(parts) < 2 or key[1:] != (Source.TOTAL, Fund.TOTAL) or not (by_fund or by_source) or percent.low is None or percent.high is None:
        return False
    plan, done = (_added(parts.values(), column) for column in ("planned_uah", "actual_uah"))
    if not plan[0] > 0 or not any(slot.amounts.get("actual_uah", BLANK).uah is not None for slot in parts.values()):
        return False
    low, high = 100 * done[0] / plan[1], 100 * done[1] / plan[0]
    told, *_ = parts.values()
    found = one_line(cell.text)
    if low - _ROUNDED <= percent.high and percent.low <= high + _ROUNDED:
        told.findings.append(Finding("percent_of_parts", {"text": found}, found=found))
    else:
        told.findings.append(Finding("percent", {}, expected=f"{(low + high) / 2:.2f}".replace(".", ","), found=found))
    return True


_ROUNDED = Decimal("0.001")


def _added(parts: Iterable[Slot], column: str) -> tuple[Decimal, Decimal]:
    """The least and the most that the parts' amounts may come to; a blank adds nothing."""
    amounts = [slot.amounts.get(column, BLANK) for slot in parts]
    return sum((a.low or Decimal(0) for a in amounts), Decimal(0)), sum((a.high or Decimal(0) for a in amounts), Decimal(0))


def _lone_slot(slots: dict[Key, Slot], key: Key) -> Slot | None:
    same_year = [k for k in slots if k[0] == key[0]]
    return slots[same_year[0]] if len(same_year) == 1 else None
