"""A sum's row that tells plan and fact in the words of one cell: «Всього за 2023-2025 роки: план – 6 932,9 тис. грн, профінансовано – 4 497,3 тис. грн»."""

from __future__ import annotations

import re
from dataclasses import replace

from normalize.amounts import Due, amount_of, percent_of
from normalize.broken import ref
from normalize.columns import read_column
from normalize.entries import Entry, SubLine
from normalize.lexicon import Lexicon
from normalize.records import Fund, RowKind, Source
from normalize.slots import Context, Key, Slot
from normalize.text import DASHES
from normalize.units import Unit
from normalize.values import Kind, Value, read_value
from normalize.years import years_in

_NUMBER = r"\d[\d ]*(?:[.,]\d+)?"
_UNIT = r"(?:(?:тис|млн)\.?\s*)?(?:грн|гривень)\.?"
_TOLD = re.compile(rf"\s*(?P<words>[^\d:;]+?)\s*(?:[:{DASHES}]\s*)?(?P<sum>{_NUMBER}\s*(?:%|{_UNIT})?)\s*(?:[;,.]\s*|\s(?:та|і|й)\s|$)")
_MONEY = re.compile(rf"{_NUMBER}\s*{_UNIT}")
_TARGETS = {"planned": "planned_uah", "actual": "actual_uah", "spent": "actual_uah"}
_SURE = 0.9


def told_total(entry: Entry, sub: SubLine, context: Context, unit: Unit | None, *, of_years: bool) -> dict[Key, Slot]:
    """The amounts that the label of a sum tells; the label loses them. One that speaks of money and cannot be taken apart is told.

    ``of_years``: the table's columns are of years, so that a sum without a year is of all of them.
    """
    if entry.kind is not RowKind.TOTAL or not entry.title_cells:
        return {}
    line, cell = entry.title_cells[0]
    label, _, said = entry.title.partition(":")
    key = _year(label, context, of_years=of_years), sub.place.source or Source.TOTAL, sub.place.fund or Fund.TOTAL
    slot = Slot(filled=True)
    told = _told(said, context.lexicon)
    if not told:
        slot.tell("note_with_number", cell)
        return {key: slot} if _MONEY.search(entry.title) else {}
    for target, value in told.items():
        slot.cells.append(ref(target, line, cell.column, cell))
        if target == "percent_reported":
            slot.percent = percent_of(replace(cell, text=f"{value.number.text} %" if value.number else ""))
            continue
        if value.unit is None and unit is None:
            slot.tell("unit_unknown", cell)
        slot.amounts[target] = amount_of(value, unit or Unit.UAH, Due(target == "planned_uah", key[0], context.period_year))
    entry.title = label.strip()
    return {key: slot}


def _told(said: str, lexicon: Lexicon) -> dict[str, Value]:
    """Each sum by the column that the words before it name; nothing unless all of the text is such sums, with one of a kind."""
    found: dict[str, Value] = {}
    at = 0
    while at < len(said.rstrip()):
        match = _TOLD.match(said, at)
        meaning = read_column((match["words"],), lexicon) if match else None
        target = _TARGETS.get(meaning.field or "") if meaning is not None and meaning.score >= _SURE else None
        value = read_value(match["sum"]) if match else None
        if match is not None and match["sum"].endswith("%"):
            target = "percent_reported"
        if match is None or value is None or target is None or target in found or value.kind is not Kind.NUMBER or value.number is None:
            return {}
        found[target] = value
        at = match.end()
    return found if found.keys() & {"planned_uah", "actual_uah"} else {}


def _year(label: str, context: Context, *, of_years: bool) -> int | None:
    years, span = years_in(label)
    if len(years) == 1 and not span:
        return years[0]
    return None if years or of_years else context.report_year
