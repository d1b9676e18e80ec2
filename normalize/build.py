"""The figures of a funding table's entries, by year, source and fund, each with the way back to its cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.model import Cell
from normalize.amounts import Due, amount_of, percent_beside, percent_of, value_findings, value_of, with_alternatives
from normalize.broken import put_together, refs, shared_amounts
from normalize.entries import Entry, SubLine
from normalize.headers import Header
from normalize.keys import Keys
from normalize.line_roles import settle_roles_of_lines
from normalize.logical_tables import Line
from normalize.meanings import FIGURES, MONEY, Meaning
from normalize.money_columns import figure_cells, of_report_period, periods_to_add, swallowed, targets, units_of
from normalize.parts import split_parts
from normalize.percents import Percents
from normalize.records import Amount, Finding, Source, State
from normalize.row_roles import UNKNOWN
from normalize.slots import Context, Key, Reading, Slot, paired, plus
from normalize.stacks import Stacks
from normalize.table_rows import line as one_line
from normalize.table_rows import lines as many_lines
from normalize.told_totals import told_total
from normalize.units import Unit, read_unit
from normalize.values import Kind, Part, Value
from normalize.wraps import Style, alone, settle_wrap, style_of, with_decimals

_FIRST_MONTHS = {"q1": 1, "q2": 4, "q3": 7, "q4": 10, "h1": 1, "h2": 7}


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a figure stands: its line, the first column it is under, and what that means."""

    sub: SubLine
    line: Line
    column: int
    meaning: Meaning
    cell: Cell


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
        self.keys = Keys(header, context, self.targets)
        self.percents = Percents(header, self.keys)

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
        money = style_of(cell for column, cells in printed.items() if self.header.meanings[column].field in MONEY for cell in cells)
        self.styles = {column: with_decimals(style_of(cells), money) for column, cells in printed.items()}

    def read(self, entry: Entry) -> Reading:
        """The entry's slots, line by line; lines that tell plan and fact of one place apart are one."""
        settle_roles_of_lines(entry.lines)
        slots = [(sub, self._line(sub)) for sub in entry.lines]
        if len(slots) == 1 and not any(slot.filled for slot in slots[0][1].values()):
            (sub, _), *_ = slots
            unit = next((unit for unit in self.units.values() if unit is not None), None)
            slots = [(sub, slots[0][1] | told_total(entry, sub, self.context, unit, of_years=self.year_columns))]
        if any(sub.role for sub in entry.lines):
            parts = dict.fromkeys(sub.place.part for sub in entry.lines)
            slots = [line for part in parts for line in paired([(sub, found) for sub, found in slots if sub.place.part == part])]
        return Reading(entry, slots, self.header, shared_amounts(entry, self.header))

    def _line(self, sub: SubLine) -> dict[Key, Slot]:
        slots: dict[Key, Slot] = {}
        if sub.role in (UNKNOWN, "ignore", "percent"):
            self._aside(slots, sub)
            return slots
        for line in (sub.line, *sub.tails):
            for columns, cell in figure_cells(line, self.header):
                self._cell(slots, sub, line, columns, cell)
            for column, cell in swallowed(line, self.header, self.targets):
                at = _Spot(sub, line, column, self.header.meanings[column], cell)
                self._unreadable(slots.setdefault(self.keys.of(at.meaning, sub), Slot()), at)
        self.percents.read(slots, sub)
        for key, slot in slots.items():
            self._blanks(slot, key)
            self._period_plan(slot)
            if key in self.keys.undated and slot.filled:
                slot.findings.append(Finding("year_unknown", {}))
        return slots

    def _aside(self, slots: dict[Key, Slot], sub: SubLine) -> None:
        """A line of percents beside lines of plan and fact gives them; one whose label nobody knows is told, and its amounts are not read."""
        for columns, cell in figure_cells(sub.line, self.header):
            meaning = self.header.meanings[columns[0]]
            if columns[0] not in self.targets or not one_line(cell.text) or sub.role == "ignore":
                continue
            slot = slots.setdefault(self.keys.of(meaning, sub), Slot())
            if sub.role == "percent":
                slot.percent = percent_of(cell)
                slot.cells += refs("percent_reported", sub.line, columns[0], cell)
                if slot.percent.unreadable:
                    slot.tell("unreadable_value", cell)
            elif value_of(cell).kind is Kind.NUMBER:
                slot.tell("stray_value", cell)

    def _cell(self, slots: dict[Key, Slot], sub: SubLine, line: Line, columns: list[int], cell: Cell) -> None:
        """One cell under one figure column, or a cell that reaches over several."""
        value = self._value(line, columns[0], cell)
        spots = [_Spot(sub, line, column, self.header.meanings[column], cell) for column in columns]
        if len(columns) > 1 and value.kind is Kind.NUMBER:
            merged = self.keys.merged(columns)
            if merged is None:
                at = next(at for at in spots if at.column in self.targets)  # a percent is no amount
                self._unreadable(slots.setdefault(self.keys.of(at.meaning, sub), Slot()), at)
                return
            spots = [replace(spots[0], meaning=merged)]
        for at in spots:
            self._money(slots, at, value)

    def _value(self, line: Line, column: int, cell: Cell) -> Value:
        """What a cell says; several lines in it are one number, or sums of their own, by the column's style and what stands beside."""
        value = settle_wrap(value_of(cell), cell.text, self.styles.get(column, Style()))
        texts = many_lines(cell.text).split("\n")
        if value.wrap is not None and not self.stacks.told_beside(line, len(texts)):
            value = alone(value, cell.text)
        several = value.kind in (Kind.UNREADABLE, Kind.DASH) or value.ambiguous_minus
        doubtful = value.wrap is not None or (len(texts) > 1 and several)
        if doubtful and self.stacks.one_a_line(line, texts):
            value = Value(Kind.NUMBER, parts=split_parts(many_lines(cell.text)))
        return value

    def _money(self, slots: dict[Key, Slot], at: _Spot, value: Value) -> None:
        """The sum of one cell, or its sums by source, fund or year; columns of other parts of the year are passed over."""
        meaning = at.meaning
        if meaning.field == "percent" or (meaning.period is not None and at.column not in self.periods):
            return
        key = self.keys.of(meaning, at.sub)
        broken_down = self.stacks.broken_down(value, key) if meaning.field != "deviation" else []
        for place, part in broken_down:
            self._part(slots, at, place, part)
        if (changed := self.stacks.changed(value)) is not None and self._target(at) == "planned_uah":
            self._initial(slots.setdefault(key, Slot()), at, replace(value, parts=(), remark=None))
            value = changed
        if key[1] is Source.TOTAL and not broken_down:
            key = (key[0], self.stacks.named_beside(value) or key[1], key[2])
        if meaning.period and value.kind in (Kind.DASH, Kind.NONE_WORDS) and self._later_part(meaning.period):
            return
        if value.parts and value.number is None:
            self._stacked(slots, at, value, key)
        else:
            slot = slots.setdefault(key, Slot())
            if at.cell.confidence is not None and self.stacks.lacks_lines(at.line, at.cell):
                slot.tell("low_confidence", at.cell)
            self._sum(slot, at, value, key)

    def _initial(self, slot: Slot, at: _Spot, value: Value) -> None:
        """The plan before its amendments, where the cell of the plan gives both."""
        due = Due(True, None, self.context.period_year)
        slot.amounts["planned_initial_uah"] = amount_of(value, self._unit(at) or Unit.UAH, due)
        slot.cells += refs("planned_initial_uah", at.line, at.column, at.cell)

    def _sum(self, slot: Slot, at: _Spot, value: Value, key: Key) -> None:
        """One sum, a dash or words, into its slot."""
        field = at.meaning.field
        if value.ambiguous_minus and value.number is not None and (self.bullets or field == "planned"):
            value = replace(value, number=replace(value.number, value=abs(value.number.value)), negative=False)
        unit, due = self._unit(at), self._due(at, key)
        amount = with_alternatives(amount_of(value, unit or Unit.UAH, due), value, at.cell, unit or Unit.UAH, due)
        if field != "deviation":
            slot.filled |= value.kind is not Kind.BLANK
            _tell(slot, at.cell, value, amount, unit)
        if field in ("actual", "spent") and slot.percent is None and not self.header.columns("percent"):
            slot.percent = percent_beside(value)
        if at.column in self.periods:
            amount = plus(slot.amounts.get(self._target(at)), amount)
        self._put(slot, at, amount)

    def _stacked(self, slots: dict[Key, Slot], at: _Spot, value: Value, key: Key) -> None:
        """Several sums in one cell: a record per year or source that a label, or the same line of the source column, names."""
        self.bullets = True
        places = self.stacks.places(at.line, value.parts, key)
        if places is None:
            slot = slots.setdefault(key, Slot())
            slot.filled = True
            if (whole := self.stacks.headed(at.line, value)) is not None:
                slot.tell("cell_of_parts", at.cell)
                self._sum(slot, at, whole, key)
            else:
                self._unreadable(slot, at)
            return
        for place, part in zip(places, value.parts, strict=True):
            self._part(slots, at, place, part)

    def _part(self, slots: dict[Key, Slot], at: _Spot, key: Key, part: Part) -> None:
        """One of a cell's sums."""
        slot = slots.setdefault(key, Slot())
        slot.filled = True
        read = Value(part.kind, part.number, unit=part.unit)
        self._put(slot, at, amount_of(read, self.units[at.column] or Unit.UAH, self._due(at, key)))

    def _unreadable(self, slot: Slot, at: _Spot) -> None:
        slot.tell("unreadable_value", at.cell)
        self._put(slot, at, Amount(State.UNREADABLE))

    def _put(self, slot: Slot, at: _Spot, amount: Amount) -> None:
        """The amount into its slot, with its cell; two different amounts for one place make it unreadable."""
        target, text = self._target(at), one_line(at.cell.text)
        known = slot.amounts.get(target)
        if known is not None and not text:
            return
        if known is not None and known.state not in (State.BLANK, State.NOT_DUE) and at.column not in self.periods:
            # two balances («Залишок коштів» | «Не використано») stand for no sum of the report's own: none of them is checked
            if target != "deviation":
                slot.tell("unreadable_value", at.cell)
            amount = Amount(State.UNREADABLE if target != "deviation" else State.NOTE)
        slot.amounts[target] = amount
        if text:
            slot.cells += refs(target, at.line, at.column, at.cell)
            slot.findings += put_together(at.line, at.column)

    def _target(self, at: _Spot) -> str:
        """The column of view ``funding`` that a figure fills: in lines of plan and fact the line's."""
        target = self.targets[at.column]
        if at.sub.role is None or target not in ("planned_uah", "actual_uah"):
            return target
        return at.sub.role if at.sub.role == "deviation" else f"{at.sub.role}_uah"

    def _due(self, at: _Spot, key: Key) -> Due:
        return Due(self._target(at).startswith("planned"), key[0], self.context.period_year)

    def _unit(self, at: _Spot) -> Unit | None:
        """The unit of a figure: what a column of units names for the row, else its column's; a deviation's may be that of the table's cells."""
        column = self.header.column("unit")
        unit = (read_unit(at.line.text(column)) if column is not None else None) or self.units[at.column]
        return self.cell_unit if unit is None and at.meaning.field == "deviation" else unit

    def _later_part(self, period: str) -> bool:
        """Whether a quarter or month begins after the report's period has ended."""
        first = _FIRST_MONTHS.get(period) or (int(period[1:]) if re.fullmatch(r"m\d\d", period) else None)
        return first is not None and self.context.period_month is not None and first > self.context.period_month

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


def _tell(slot: Slot, cell: Cell, value: Value, amount: Amount, unit: Unit | None) -> None:
    """What an amount gives reason to tell; ``unit`` is the one that stands outside the cell."""
    slot.findings.extend(value_findings(value, cell))
    if amount.state is State.UNREADABLE and value.kind is Kind.NUMBER:
        slot.tell("unreadable_value", cell)
    if amount.state is State.VALUE and value.number is not None and value.number.decimals == 3 and (value.unit or unit) is Unit.UAH:
        slot.tell("three_decimals", cell)
    if unit is None and value.unit is None and amount.state is State.VALUE and amount.uah:
        slot.tell("unit_unknown", cell)
