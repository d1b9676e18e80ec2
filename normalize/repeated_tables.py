"""Tables beside the one of measures that tell its money once more: all of it cut another way, or what one measure was spent on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from normalize.adding_up import Amounts, adds_up
from normalize.headers import Header
from normalize.lexicon import Lexicon
from normalize.records import Finding, RowKind
from normalize.slots import Reading, figures_of
from normalize.text import fold


@dataclass(frozen=True)
class _Table:
    """One table's part of a report: its header and the places of its rows among all."""

    header: Header
    inside: tuple[int, ...]

    @property
    def head(self) -> str:
        """What stands over its titles."""
        column = self.header.column("measure")
        return " ".join(self.header.paths[column]) if column is not None else ""


def settle_repeated(readings: Sequence[Reading], lexicon: Lexicon) -> list[Finding]:
    """Make the rows of such tables, in place, parts that count nothing a second time; each table is told.

    A table tells another's money again where its own total, in plan and in fact, is the other's programme total or one of its measures to the kopiyka.
    """
    tables = _tables(readings)
    main = next((t for t in tables if lexicon.says("rows", "measures", t.head)), tables[0] if tables else None)
    findings: list[Finding] = []
    for table in tables:
        if main is None or table is main or not _of(table, readings, RowKind.MEASURE) or not _of(main, readings, RowKind.TOTAL):
            continue
        if table.inside[0] < main.inside[0] and fold(table.head) == fold(main.head):
            continue
        whole = _whole(table, readings)
        parent = _detailed(table, tables, whole, readings)
        again = parent is None and _told_by_total(table, main, whole, readings) and not lexicon.says("rows", "measures", table.head)
        if parent is None and not again:
            continue
        for i in table.inside:
            entry = readings[i].entry
            entry.kind, entry.scope, entry.parent = RowKind.SUBTOTAL, "part", parent
        line = readings[table.inside[0]].entry.lines[0].line.row
        rule, text = ("detail_table", readings[parent].entry.title) if parent is not None else ("table_told_again", table.head)
        findings.append(Finding(rule, {"text": text}, table_number=line.table, page=line.page))
    return findings


def _tables(readings: Sequence[Reading]) -> list[_Table]:
    """The report's tables of measures, in order: what stands under one header."""
    places: dict[int, list[int]] = {}
    for i, reading in enumerate(readings):
        places.setdefault(id(reading.header), []).append(i)
    found = (_Table(readings[inside[0]].header, tuple(inside)) for inside in places.values())
    return [table for table in found if not table.header.of_sources]


def _of(table: _Table, readings: Sequence[Reading], kind: RowKind) -> list[int]:
    return [i for i in table.inside if readings[i].entry.kind is kind]


def _whole(table: _Table, readings: Sequence[Reading]) -> Amounts:
    """The amounts of the table's only sum where its rows add up to it; none where it has several, or they do not."""
    parts = [figures_of(readings[i]) for i in _of(table, readings, RowKind.MEASURE)]
    sums = [i for i in table.inside if readings[i].entry.kind is not RowKind.MEASURE]
    whole = figures_of(readings[sums[0]]) if len(sums) == 1 and readings[sums[0]].entry.kind is RowKind.TOTAL else {}
    return whole if len(parts) > 1 and adds_up(parts, whole) else {}


def _detailed(table: _Table, tables: Sequence[_Table], whole: Amounts, readings: Sequence[Reading]) -> int | None:
    """The one measure of another table that this one lists the parts of."""
    others = (i for other in tables if other is not table for i in _of(other, readings, RowKind.MEASURE))
    found = [i for i in others if same(whole, figures_of(readings[i]))]
    return found[0] if len(found) == 1 else None


def _told_by_total(table: _Table, main: _Table, whole: Amounts, readings: Sequence[Reading]) -> bool:
    """Whether the programme's total is the table's, under another head than that of the measures; no sum adds the two up."""
    totals = [figures_of(readings[i]) for i in _of(main, readings, RowKind.TOTAL)]
    if fold(table.head) == fold(main.head):
        return False
    if any(readings[i].entry.heading for i in table.inside):
        return False  # a summary by sections: its rows are told from measures by what heads them
    parts = [figures_of(readings[i]) for i in table.inside]
    unsummed = not whole and all(readings[i].entry.kind is RowKind.MEASURE for i in table.inside)
    known = next((total for total in totals if same(whole, total) or (unsummed and _makes(parts, total))), None)
    return known is not None and not any(adds_up([whole or known, known], total) for total in totals)


def _makes(parts: Sequence[Amounts], total: Amounts) -> bool:
    """Whether the rows of a table without a total of its own add up to another's as they are printed, in plan and in fact, amount by amount."""
    told = {key: sum(amount) for key, amount in total.items() if amount[1]}
    sums = {key: sum((sum(part[key]) for part in parts if key in part), Decimal(0)) for key in told}
    return len(parts) > 1 and {key[0] for key in told} >= {"planned_uah", "actual_uah"} and sums == told and len(set(told.values())) > 1


def same(mine: Amounts, other: Amounts) -> bool:
    """Whether a sum is another row's to the kopiyka, in plan and in fact; the two must differ, since one round sum alone may agree by chance."""
    told = {key: amount for key, amount in mine.items() if amount != (Decimal(0), Decimal(0))}
    columns = {key[0] for key in told}
    return (
        columns >= {"planned_uah", "actual_uah"}
        and all(other.get(key) == amount for key, amount in told.items())
        and len({low for low, _ in told.values()}) > 1
    )
