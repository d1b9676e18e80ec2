"""Entries of a funding table become funding records: a record per row, year, source and fund, each value with the way back to its cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.model import Cell
from normalize.amounts import Due, amount_of, percent_beside, percent_of, value_findings, value_of, with_alternatives
from normalize.broken import goes_on, put_together, refs, shared_amounts
from normalize.columns import FIGURES, Meaning
from normalize.entries import Entry, SubLine
from normalize.headers import Header
from normalize.labels import source_of
from normalize.logical_tables import Line
from normalize.money_columns import figure_cells, of_report_period, periods_to_add, targets, units_of
from normalize.parts import split_parts
from normalize.records import BLANK, Amount, Finding, Fund, Source, State
from normalize.slots import Context, Key, Reading, Slot, figures_of, paired, plus
from normalize.stacks import Stacks
from normalize.table_rows import line as one_line
from normalize.table_rows import lines as many_lines
from normalize.units import Unit, read_unit
from normalize.values import Kind, Part, Value, is_dash, read_value
from normalize.wraps import Style, alone, settle_wrap, style_of


class TableReader:
    """Reads the figures of one table's entries."""

    def __init__(self, header: Header, context: Context) -> None:
        header = of_report_period(header, context.period_month)
        self.header, self.context = header, context
        self.targets = targets(header)
        self.units = units_of(header, context.unit)
        self.stacks = Stacks(header, context.lexicon)
        self.bullets = False
        self.cell_unit: Unit | None = None
        self.year_columns = any(m.year is not None for m in header.meanings if m.field in FIGURES)
        self.periods = periods_to_add(header)
        self.styles: dict[int, Style] = {}
        self.undated: set[Key] = set()

    def look_over(self, entries: Sequence[Entry]) -> None:
        """Learn from the whole table whether a dash before a sum is a bullet (it is where any cell stacks several), the unit its cells name, and how its columns print numbers."""
        units: set[Unit] = set()
        printed: dict[int, list[tuple[str, Value]]] = {}
        for entry in entries:
            for sub in entry.lines:
                for line in (sub.line, *sub.tails):
                    cells = [(columns[0], cell) for columns, cell in figure_cells(line, self.header)]
                    values = [value_of(cell) for _, cell in cells]
                    for (column, cell), value in zip(cells, values, strict=True):
                        printed.setdefault(column, []).append((cell.text, value))
                    self.bullets |= any(len(value.parts) > 1 for value in values)
                    units.update(value.unit for value in values if value.unit is not None)
        self.cell_unit = units.pop() if len(units) == 1 else None
        self.styles = {column: style_of(cells) for column, cells in printed.items()}

    def read(self, entry: Entry) -> Reading:
        """The entry's slots, line by line; lines that tell plan and fact of one place apart are one."""
        slots = [(sub, self._line(sub)) for sub in entry.lines]
        if any(sub.role for sub in entry.lines):
            slots = paired(slots)
        return Reading(entry, slots, self.header, shared_amounts(entry, self.header))

    def _line(self, sub: SubLine) -> dict[Key, Slot]:
        slots: dict[Key, Slot] = {}
        for line in (sub.line, *sub.tails):
            for columns, cell in figure_cells(line, self.header):
                self._cell(slots, sub, line, columns, cell)
        self._percents(slots, sub)
        for key, slot in slots.items():
            self._blanks(slot, key)
            self._period_plan(slot)
            if key in self.undated and slot.filled:
                slot.findings.append(Finding("year_unknown", {}))
        return slots

    def _key(self, meaning: Meaning, sub: SubLine) -> Key:
        place = sub.place
        year = meaning.year
        if meaning.whole or (year is None and place.whole):
            year = None
        elif year is None:
            year = next((y for y in (place.year, self.context.place.year) if y is not None), self.context.report_year)
        over = self.context.place
        key = year, meaning.source or place.source or over.source or Source.TOTAL, meaning.fund or place.fund or over.fund or Fund.TOTAL
        if year is None and not meaning.whole and not place.whole:
            self.undated.add(key)
        return key

    def _target(self, column: int, sub: SubLine) -> str:
        target = self.targets[column]
        if sub.role is not None and target in ("planned_uah", "actual_uah"):
            return f"{sub.role}_uah"
        return target

    def _is_plan(self, column: int, sub: SubLine) -> bool:
        return self._target(column, sub).startswith("planned")

    def _cell(self, slots: dict[Key, Slot], sub: SubLine, line: Line, columns: list[int], cell: Cell) -> None:
        """One cell under one figure column, or a cell that reaches over several."""
        value = settle_wrap(value_of(cell), cell.text, self.styles.get(columns[0], Style()))
        if value.wrap is not None and not self.stacks.told_beside(line, len(many_lines(cell.text).split("\n"))):
            value = alone(value, cell.text)
        if value.wrap is not None and self.stacks.one_a_source(line, many_lines(cell.text).split("\n")):
            value = Value(Kind.NUMBER, parts=split_parts(many_lines(cell.text)))
        if len(columns) > 1 and value.kind is Kind.NUMBER:
            merged = self._merged(columns)
            if merged is None:
                for column in columns[:1]:
                    slot = self._slot(slots, self._key(self.header.meanings[column], sub))
                    slot.findings.append(Finding("unreadable_value", {"text": one_line(cell.text)}, found=cell.text))
                    self._put(slot, column, line, cell, Amount(State.UNREADABLE))
                return
            self._money(slots, sub, line, columns[0], merged, cell, value)
            return
        for column in columns:
            self._money(slots, sub, line, column, self.header.meanings[column], cell, value)

    def _merged(self, columns: list[int]) -> Meaning | None:
        """The meaning of a number merged over columns: all years, all sources or all funds; None where it could be several things."""
        meanings = [self.header.meanings[c] for c in columns]
        if len({m.field for m in meanings}) > 1 or len({self.targets.get(c) for c in columns}) > 1:
            return None
        first = meanings[0]
        years = {(m.year, m.whole) for m in meanings}
        return replace(
            first,
            year=first.year if len(years) == 1 else None,
            whole=first.whole if len(years) == 1 else True,
            source=first.source if len({m.source for m in meanings}) == 1 else None,
            fund=first.fund if len({m.fund for m in meanings}) == 1 else None,
            period=None,
        )

    def _money(self, slots: dict[Key, Slot], sub: SubLine, line: Line, column: int, meaning: Meaning, cell: Cell, value: Value) -> None:
        if meaning.field == "percent" or (meaning.period is not None and column not in self.periods):
            return
        key = self._key(meaning, sub)
        broken_down = self.stacks.broken_down(value, key) if meaning.field != "deviation" else []
        for source, part in broken_down:
            self._part(slots, column, line, cell, (key[0], source, key[2]), part, sub)
        if len(value.parts) == 1 and value.remark is None and key[1] is Source.TOTAL and not broken_down:
            named = source_of(value.parts[0].label, self.context.lexicon) if value.parts[0].label else None
            key = (key[0], named or key[1], key[2])
        if meaning.period and value.kind in (Kind.DASH, Kind.NONE_WORDS) and self._later_part(meaning.period):
            return
        if value.parts and value.number is None:
            self._stacked(slots, sub, line, column, meaning, cell, value, key)
            return
        if value.ambiguous_minus and value.number is not None and (self.bullets or meaning.field == "planned"):
            value = replace(value, number=replace(value.number, value=abs(value.number.value)), negative=False)
        slot = self._slot(slots, key)
        unit = self._row_unit(line) or self.units[column]
        if unit is None and meaning.field == "deviation":
            unit = self.cell_unit
        due = Due(self._is_plan(column, sub), key[0], self.context.period_year)
        amount = with_alternatives(amount_of(value, unit or Unit.UAH, due), value, cell, unit or Unit.UAH, due)
        slot.filled |= value.kind is not Kind.BLANK and meaning.field != "deviation"
        if meaning.field != "deviation":
            slot.findings.extend(value_findings(value, cell))
            if amount.state is State.UNREADABLE and value.kind is Kind.NUMBER:
                slot.findings.append(Finding("unreadable_value", {"text": one_line(cell.text)}, found=cell.text))
            if amount.state is State.VALUE and value.number is not None and value.number.decimals == 3 and (value.unit or unit) is Unit.UAH:
                slot.findings.append(Finding("three_decimals", {"text": one_line(cell.text)}, found=cell.text))
            if unit is None and value.unit is None and amount.state is State.VALUE and amount.uah:
                slot.findings.append(Finding("unit_unknown", {"text": one_line(cell.text)}, found=cell.text))
        if meaning.field in ("actual", "spent") and slot.percent is None and not self.header.columns("percent"):
            slot.percent = percent_beside(value)
        if column in self.periods:
            amount = plus(slot.amounts.get(self._target(column, sub)), amount)
        self._put(slot, column, line, cell, amount, self._target(column, sub))

    def _part(self, slots: dict[Key, Slot], column: int, line: Line, cell: Cell, key: Key, part: Part, sub: SubLine) -> None:
        slot = self._slot(slots, key)
        slot.filled = True
        due = Due(self._is_plan(column, sub), key[0], self.context.period_year)
        read = Value(part.kind, part.number, unit=part.unit)
        self._put(slot, column, line, cell, amount_of(read, part.unit or self.units[column] or Unit.UAH, due), self._target(column, sub))

    def _row_unit(self, line: Line) -> Unit | None:
        """The unit of money that a column of units names for this row."""
        column = self.header.column("unit")
        return read_unit(line.text(column)) if column is not None else None

    def _later_part(self, period: str) -> bool:
        """Whether a quarter or month begins after the report's period has ended."""
        first = {"q1": 1, "q2": 4, "q3": 7, "q4": 10, "h1": 1, "h2": 7}.get(period) or (
            int(period[1:]) if re.fullmatch(r"m\d\d", period) else None
        )
        return first is not None and self.context.period_month is not None and first > self.context.period_month

    def _stacked(
        self, slots: dict[Key, Slot], sub: SubLine, line: Line, column: int, meaning: Meaning, cell: Cell, value: Value, key: Key
    ) -> None:
        """Several sums in one cell: a record per year or source that a label, or the same line of the source column, names."""
        self.bullets = True
        places = self.stacks.places(line, value.parts, key)
        if places is None:
            slot = self._slot(slots, key)
            slot.filled = True
            slot.findings.append(Finding("unreadable_value", {"text": one_line(cell.text)}, found=cell.text))
            self._put(slot, column, line, cell, Amount(State.UNREADABLE))
            return
        for place, part in zip(places, value.parts, strict=True):
            slot = self._slot(slots, place)
            slot.filled = True
            read = Value(part.kind, part.number, part.unit)
            self._put(slot, column, line, cell, amount_of(read, self.units[column] or Unit.UAH, self._due(column, place)))

    def _percents(self, slots: dict[Key, Slot], sub: SubLine) -> None:
        """Give each percent to the record of its year, source and fund; to the year's total where it names less."""
        for line in (sub.line, *sub.tails):
            before: Slot | None = None
            for columns, cell in figure_cells(line, self.header):
                meaning = self.header.meanings[columns[0]]
                if meaning.field != "percent" or not one_line(cell.text):
                    continue
                if meaning.plan in ("budget", "initial") and self._percent_of_plan(columns[0]):
                    continue
                if (
                    any(self.header.meanings[c].field == "percent" and self.header.meanings[c].plan is None for c in columns)
                    or meaning.plan != "period"
                    or all(self.header.meanings[c].plan == "period" for c in self.header.columns("percent"))
                ):
                    before = self._percent(slots, sub, line, columns, cell, meaning, before)

    def _percent_of_plan(self, column: int) -> bool:
        """Whether another column gives the percent of the programme's own plan for the same year, source and fund."""
        mine = self.header.meanings[column]
        others = (self.header.meanings[c] for c in self.header.columns("percent") if c != column)
        return any(
            m.plan is None and (m.year, m.whole, m.source, m.fund) == (mine.year, mine.whole, mine.source, mine.fund) for m in others
        )

    def _percent(
        self, slots: dict[Key, Slot], sub: SubLine, line: Line, columns: list[int], cell: Cell, meaning: Meaning, before: Slot | None
    ) -> Slot | None:
        """Take in one percent; the slot it went to, in case its last digits stand in the next column (``before``: the slot of the column before)."""
        key = self._key(meaning, sub)
        if len(columns) > 1 and not is_dash(cell.text):
            merged = self._merged(columns)
            key = self._key(merged, sub) if merged else key
        percent = percent_of(cell)
        slot = slots.get(key) or self._lone_slot(slots, key)
        if slot is None:
            if percent.value is None and not percent.unreadable:
                return None
            slot = self._slot(slots, key)
        actual = slot.amounts.get("actual_uah", BLANK)
        if percent.value is not None and actual.state in (State.NOT_DUE, State.BLANK) and not self._actual_filled(actual):
            if before is not None and goes_on(before, line, columns[0], cell):
                return None
            slot.filled = slot.filled or percent.value is not None
            slot.findings.append(Finding("stray_value", {"text": one_line(cell.text)}, found=cell.text))
            return None
        if percent.unreadable:
            slot.findings.append(Finding("unreadable_value", {"text": one_line(cell.text)}, found=cell.text))
        if slot.percent is None or slot.percent.value is None:
            slot.percent = percent
            slot.cells += refs("percent_reported", line, columns[0], cell)
            slot.findings += put_together(line, columns[0])
        return slot

    @staticmethod
    def _actual_filled(actual: Amount) -> bool:
        return actual.state not in (State.NOT_DUE, State.BLANK)

    @staticmethod
    def _lone_slot(slots: dict[Key, Slot], key: Key) -> Slot | None:
        same_year = [k for k in slots if k[0] == key[0]]
        return slots[same_year[0]] if len(same_year) == 1 else None

    def _blanks(self, slot: Slot, key: Key) -> None:
        """An actual column that exists for a later year and holds nothing is not due, not blank."""
        if "actual_uah" not in slot.amounts and self._has_actual(key):
            slot.amounts["actual_uah"] = amount_of(Value(Kind.BLANK), Unit.UAH, Due(False, key[0], self.context.period_year))

    def _period_plan(self, slot: Slot) -> None:
        """Where only the period's plan is given it is the plan and the period's plan."""
        lone = any(target == "planned_uah" and self.header.meanings[c].plan == "period" for c, target in self.targets.items())
        if lone and "planned_uah" in slot.amounts:
            slot.amounts["planned_period_uah"] = slot.amounts["planned_uah"]
            slot.cells += [replace(ref, column="planned_period_uah") for ref in slot.cells if ref.column == "planned_uah"]

    def _has_actual(self, key: Key) -> bool:
        return any(
            m.year in (None, key[0]) and not (m.year is None and self.year_columns)
            for m in (self.header.meanings[c] for c in self.header.columns("actual"))
        )

    def _due(self, column: int, key: Key) -> Due:
        return Due(self.header.meanings[column].field == "planned", key[0], self.context.period_year)

    @staticmethod
    def _slot(slots: dict[Key, Slot], key: Key) -> Slot:
        return slots.setdefault(key, Slot())

    def _put(self, slot: Slot, column: int, line: Line, cell: Cell, amount: Amount, target: str | None = None) -> None:
        target = target or self.targets[column]
        known = slot.amounts.get(target)
        if known is not None and not one_line(cell.text):
            return
        if known is not None and known.state not in (State.BLANK, State.NOT_DUE) and column not in self.periods:
            slot.findings.append(Finding("unreadable_value", {"text": one_line(cell.text)}, found=cell.text))
            amount = Amount(State.UNREADABLE)
        slot.amounts[target] = amount
        if one_line(cell.text):
            slot.cells += refs(target, line, column, cell)
            slot.findings += put_together(line, column)


__all__ = ["Context", "Reading", "Slot", "TableReader", "figures_of", "read_value"]
