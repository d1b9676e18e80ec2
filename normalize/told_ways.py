"""One sum told with more than its digits, in ways that allow one reading: its currency in front, its addends, its percent behind a stroke."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from normalize.cell_values import Value
from normalize.numbers import plain_number
from normalize.parts import Kind
from normalize.single_values import read_single
from normalize.text import one_line
from normalize.units import Unit

_CURRENCY = re.compile(r"(?:₴|uah|грн\.?)\s*(?=\d)", re.IGNORECASE)
_WITH_PERCENT = re.compile(r"(?P<sum>\d[^/%()]*?)\s*/\s*(?P<percent>\d[\d ]*(?:[.,]\d+)?\s*%)")
_ADDENDS = "addends"


def read_told(text: str) -> Value | None:
    """The cell as such a sum; None where it is anything else."""
    text = one_line(text)
    return _behind_currency(text) or _added(text) or with_percent(text)


def _behind_currency(text: str) -> Value | None:
    """«₴ 125 000,00»."""
    mark = _CURRENCY.match(text)
    value = read_single(text[mark.end() :]) if mark else None
    return replace(value, unit=value.unit or Unit.UAH) if value is not None and value.kind is Kind.NUMBER and not value.percent else None


def _added(text: str) -> Value | None:
    """«50,0+25,5=75,5», where the addends come to the sum."""
    addends, equals, whole = text.partition("=")
    if not equals:
        return None
    numbers = [plain_number(part.strip()) for part in addends.split("+")]
    total = plain_number(whole.strip())
    if total is None or len(numbers) < 2 or None in numbers:
        return None
    if sum((number.value for number in numbers if number is not None), Decimal(0)) != total.value:
        return None
    return Value(Kind.NUMBER, total, repaired=True, note=_ADDENDS)


def with_percent(text: str) -> Value | None:
    """«118,4 / 98,7%»: a sum and its percent, which the percent's sign tells apart."""
    told = _WITH_PERCENT.fullmatch(text)
    value = read_single(told["sum"]) if told else None
    if told is None or value is None or value.kind is not Kind.NUMBER or value.remark or value.parts:
        return None
    return replace(value, remark=f"({told['percent']})")
