"""A cell under a money column becomes an amount with a state: meaning by column, year and row."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from ingest.model import Cell
from normalize.records import Amount, Finding, State
from normalize.text import one_line
from normalize.units import Unit
from normalize.values import Kind, Number, Value, interval, percent_interval, read_percent, read_value

_KOPIYKA = Decimal("0.01")
_HUNDREDTH = Decimal("0.01")
_ABSURD = Decimal(10**13)
"""Hryvnias that no programme has (the state's whole budget is less): numbers run together, or a wrong unit."""
_ABSURD_PERCENT = Decimal(10**7)
DOUBTFUL = 0.6
"""OCR confidence below which a value needs arithmetic to confirm it."""


@dataclass(frozen=True, slots=True)
class Due:
    """What decides a dash's meaning: ``is_plan``, the year the column is for (None: whole period) and the last year the report reaches."""

    is_plan: bool
    year: int | None
    period_year: int | None

    @property
    def later(self) -> bool:
        """Whether actual amounts of this year cannot be known yet."""
        return not self.is_plan and self.year is not None and self.period_year is not None and self.year > self.period_year


def money(number: Number, unit: Unit) -> tuple[Decimal, Decimal, Decimal]:
    """Hryvnias to the kopiyka (half up), and the interval that the printed number stands for."""
    low, high = interval(number, unit.multiplier)
    return (number.value * unit.multiplier).quantize(_KOPIYKA, ROUND_HALF_UP), low, high


_NUMBER = r"\d{1,3}(?: \d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_UNITS = r"(?: ?(?:тис|млн)\.? ?(?:грн|гривень)\.?| ?(?:грн|гривень)\.?)?"
_BULLETED = re.compile(rf"(?P<label>[^\d–—-]*(?:[–—-](?! )[^\d–—-]+)*)[–—-] ?(?P<value>(?:{_NUMBER}){_UNITS}|[–—-])\s*;?(?=\s|$)")


def value_of(cell: Cell) -> Value:
    """The cell's typed content; a stack of sums whose lines were broken elsewhere than between the sums is put in order first."""
    return read_value(restacked(cell.text), cell.exact)


@lru_cache(maxsize=16_384)
def restacked(text: str) -> str:
    """One line per sum where a cell is a stack of «– sum» or «source – sum» through and through, else the text as it is."""
    line = one_line(text)
    found = list(_BULLETED.finditer(line))
    if (
        not found
        or (len(found) == 1 and not re.search(r"[^\W\d_]{2}", found[0]["label"]))
        or "".join(m[0] for m in found).replace(" ", "") != line.replace(" ", "")
    ):
        return text
    return "\n".join(f"{m['label'].strip()} – {m['value']}".strip() for m in found)


def amount_of(value: Value, unit: Unit, due: Due) -> Amount:
    """The amount and state of a typed cell."""
    if value.kind is Kind.NUMBER and value.number is not None:
        uah, low, high = money(value.number, value.unit or unit)
        return Amount(State.VALUE, uah, low, high) if abs(uah) < _ABSURD else Amount(State.UNREADABLE)
    if value.kind in (Kind.DASH, Kind.NONE_WORDS):
        return Amount(State.NOT_DUE) if due.later else Amount(State.NIL, Decimal("0.00"), Decimal(0), Decimal(0))
    if value.kind is Kind.BLANK:
        return Amount(State.NOT_DUE) if due.later else Amount(State.BLANK)
    if value.kind is Kind.NOT_APPLICABLE:
        return Amount(State.NOT_APPLICABLE)
    if value.kind is Kind.NOTE:
        return Amount(State.NOTE)
    return Amount(State.UNREADABLE)


def with_alternatives(amount: Amount, value: Value, cell: Cell, unit: Unit, due: Due) -> Amount:
    """The amount with what else its cell could say, best first: the OCR's other readings, and the ways to read digits that say no one thing."""
    others: list[tuple[Decimal, Decimal, Decimal]] = []
    possible = [Value(Kind.NUMBER, number, value.unit) for number in value.candidates] if value.kind is Kind.UNREADABLE else []
    for reading in (*possible, *(read_value(reading.text) for reading in cell.readings)):
        other = amount_of(reading, unit, due)
        if other.uah is None or other.low is None or other.high is None:
            continue
        found = (other.uah, other.low, other.high)
        if other.uah != amount.uah and found not in others:
            others.append(found)
    return replace(amount, alternatives=tuple(others))


@dataclass(frozen=True, slots=True)
class Percent:
    """A printed percent (hundredths, half up) and the interval it stands for; ``unreadable`` where a number was meant."""

    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unreadable: bool = False
    alternatives: tuple[tuple[Decimal, Decimal, Decimal], ...] = ()


def percent_of(cell: Cell) -> Percent:
    """The percent in a cell with what its other OCR readings make of it; dashes, crosses, words and divisions by nothing give none."""
    read = _percent(cell.text)
    others = [_percent(reading.text) for reading in cell.readings]
    ranked = {
        (o.value, o.low, o.high): None
        for o in others
        if o.value is not None and o.low is not None and o.high is not None and o.value != read.value
    }
    return replace(read, alternatives=tuple(ranked))


def percent_beside(value: Value) -> Percent | None:
    """The percent that a cell gives in brackets behind its amount: «113,0 (73,1 %)»; None without one."""
    told = re.fullmatch(r"\(?\s*([\d\s]+(?:[.,]\d+)?\s*%)\s*\)?", value.remark or "")
    return _percent(told[1]) if told else None


def _percent(text: str) -> Percent:
    value = read_percent(text)
    if value.kind is Kind.NUMBER and value.number is not None and abs(value.number.value) < _ABSURD_PERCENT:
        low, high = percent_interval(value.number)
        return Percent(value.number.value.quantize(_HUNDREDTH, ROUND_HALF_UP), low, high)
    return Percent(unreadable=value.kind in (Kind.UNREADABLE, Kind.NUMBER) and not value.undefined)


def value_findings(value: Value, cell: Cell) -> list[Finding]:
    """What the cell's content itself gives reason to tell, without place or record."""
    text = cell.text.strip().replace("\n", " ")
    out: list[Finding] = []
    if value.kind is Kind.UNREADABLE:
        out.append(Finding("unreadable_value", {"text": text}, found=text))
    if value.repaired:
        out.append(
            Finding(
                "repaired_value",
                {"text": text, "value": str(value.number.value) if value.number else "", "why": value.note or ""},
                found=text,
            )
        )
    if value.kind is Kind.NOTE:
        out.append(Finding("note_with_number" if any(c.isdigit() for c in text) else "amount_note", {"text": text}, found=text))
    if value.kind is Kind.NOT_APPLICABLE:
        out.append(Finding("amount_not_applicable", {"text": text}, found=text))
    if value.negative and value.kind is Kind.NUMBER and value.number is not None and value.number.value:
        out.append(Finding("negative_amount", {"text": text}, found=text))
    if value.unit is not None and value.kind is Kind.NUMBER:
        out.append(Finding("unit_in_cell", {"text": text}, found=text))
    return out
