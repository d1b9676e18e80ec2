"""What a cell of a money, percent or indicator column holds: a number, a dash, words for none, several sums, or something unreadable."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from normalize.cell_values import Value
from normalize.numbers import (
    Number,
    Wrap,
    interval,
    percent_interval,
    plain_number,
    set_apart,
    truncation_interval,
)
from normalize.parts import Kind, Part
from normalize.single_values import read_single
from normalize.text import DASHES, SUPERSCRIPTS, clean, one_line
from normalize.told_ways import read_told, with_percent
from normalize.units import Unit
from normalize.worded_values import read_worded
from normalize.year_parts import read_year_parts

__all__ = [
    "Kind", "Number", "Part", "Unit", "Value", "Wrap", "interval", "is_dash", "percent_interval", "read_percent", "read_value", "truncation_interval",
]  # fmt: skip


_CROSS = re.compile(r"[хx×]+(?:\s[хx×]+)*", re.IGNORECASE)
_SUPERSCRIPT = re.compile(f"[{SUPERSCRIPTS}]+[)⁾]?(?!\\d)")
_STARS = re.compile(r"\A\s*\*+\s*\)?|\s*\*+\s*\)?(?![*\s]*\)?\s*\d)")
_FOOTNOTE = re.compile(r"(?<=[\d%])\s+\d{1,2}\s?[)/]\Z")
_KOPIYKAS = re.compile(
    r"(?<=\d)=(?=\d\d(?:[^\d/*+]|$))|(?<=\d \d{3})-(?=\d\d\Z)"
)  # «85 000=00», «1 249 500-50», as payment papers write them
_NO_KOPIYKAS = re.compile(r"(?<=\d)(?:,\s?[-–—=]{1,2}|=|-00)\s*\Z")  # «600 000,-», «25 000=», «25 000-00»
_ERRORS = re.compile(r"#+|#[\w/!?]+|(?:Err|Помилка|Ошибка):\s?\d+", re.IGNORECASE)
_UNDEFINED = re.compile(r"#(?:DIV|ДЕЛ|ДІЛЕННЯ|ДІЛ)/0[!?]?|(?:Err|Помилка|Ошибка):\s?532", re.IGNORECASE)


@lru_cache(maxsize=16_384)
def is_dash(text: str) -> bool:
    """Whether the cell holds a dash of any kind and nothing else."""
    return bool(re.fullmatch(rf"[\s.{DASHES}_]*[{DASHES}_][\s.{DASHES}_]*", clean(text)))


@lru_cache(maxsize=16_384)
def read_value(text: str, exact: str | None = None) -> Value:
    """Type a cell's text. ``exact`` is a spreadsheet's stored number where the display rounds it: it gives the value, the text the rest."""
    body, remark = _strip_marks(clean(set_apart(text if "+" in text else _KOPIYKAS.sub(",", _NO_KOPIYKAS.sub("", text)))))
    if not body:
        return Value(Kind.BLANK, remark=remark)
    if is_dash(body):
        return Value(Kind.DASH, remark=remark)
    if _ERRORS.fullmatch(body):
        return Value(Kind.UNREADABLE, remark=body, undefined=bool(_UNDEFINED.fullmatch(body)))
    if _CROSS.fullmatch(body):
        return Value(Kind.NOT_APPLICABLE, remark=remark)
    if years := read_year_parts(body):
        return Value(Kind.NUMBER, parts=years, remark=remark)
    value = _with_exact(read_told(body) or read_single(body) or read_worded(body), exact)
    return replace(value, remark=_glue(value.remark, remark))


def number_in(text: str) -> Decimal | None:
    """The number that a cell's text gives, a note beside it or not; None where it gives none or several."""
    number = read_value(text).number
    return number.value if number is not None else None


def bare_amount(text: str) -> Decimal | None:
    """The number that is all a cell's text says, a dash being 0; None where it says anything else."""
    value = read_value(text)
    if value.kind is Kind.DASH:
        return Decimal(0)
    return value.number.value if value.kind is Kind.NUMBER and value.number is not None else None


def _strip_marks(text: str) -> tuple[str, str | None]:
    """Footnote stars, superscripts and «1)» off the text's ends; they are kept as the remark."""
    marks: list[str] = []
    for pattern in (_SUPERSCRIPT, _STARS, _FOOTNOTE) if "(" not in text else (_SUPERSCRIPT, _STARS):
        marks += [m.strip() for m in pattern.findall(text) if m.strip()]
        text = pattern.sub("", text)
    return text.strip(), " ".join(marks) or None


def _glue(*pieces: str | None) -> str | None:
    return " ".join(p for p in pieces if p) or None


def _with_exact(value: Value, exact: str | None, *, scale: int = 1) -> Value:
    """The stored number in the place of its rounded display; where the display is no rounding of it (a scaling format) the display stands."""
    if exact is None or value.kind is not Kind.NUMBER or value.number is None or value.parts:
        return value
    stored = Decimal(exact) * scale
    bounds = (*interval(value.number), *truncation_interval(value.number))
    if not min(bounds) <= stored <= max(bounds):
        return value
    decimals = max(0, -int(stored.normalize().as_tuple().exponent))
    return replace(value, number=Number(stored, max(decimals, value.number.decimals), value.number.text), negative=stored < 0)


_TIMES = re.compile(
    r"(?:(?:в|у)\s*)?(?P<number>\d+(?:[.,]\d+)?)\s*(?:р[.,]?\s*б[.,]?|раз(?:и|ів|а)?)(?:\s*(?:більше|б\.?))?[.,]?", re.IGNORECASE
)


_CUT_PERCENT = re.compile(r"^(\s*-?\d{1,4}[.,]\d)\n(\d)\s*%(?=\s*$)")


@lru_cache(maxsize=16_384)
def read_percent(text: str, exact: str | None = None) -> Value:
    """A percent as the report says it: «93,28», «100 %», «в 1,9 р.б.» (190). ``exact`` is the stored fraction where a spreadsheet shows a percent.

    One sign stands behind one percent: digits below the decimals («66,2⏎7%») are the rest of them.
    """
    text = _CUT_PERCENT.sub(r"\1\2%", text)
    body, remark = _strip_marks(clean(text))
    if wrapped := re.fullmatch(r"\(([^()]*)\)", body):
        body = text = wrapped[1]
    times = _TIMES.fullmatch(body)
    if times and (number := plain_number(times["number"])):
        value = Number(number.value * 100, max(0, number.decimals - 2), number.text)
        return Value(Kind.NUMBER, value, percent=True, remark=_glue(body, remark))
    if with_percent(one_line(body)) is not None:
        return Value(Kind.UNREADABLE, remark=body)  # a sum and a percent where a percent alone should stand
    value_ = read_value(text)
    return _with_exact(value_, exact, scale=100 if value_.percent else 1)
