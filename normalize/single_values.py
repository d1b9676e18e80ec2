"""A cell that holds one number: its sign, unit, percent sign and a remark in brackets."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from normalize.cell_values import Value
from normalize.numbers import Number, Reading, plain_number, read_number
from normalize.parts import Kind, Part, split_parts
from normalize.text import DASHES
from normalize.units import Unit, read_unit, split_unit


def read_single(text: str) -> Value | None:
    """The cell as one number with sign, unit, percent sign and a bracketed remark; None where it is anything else."""
    brackets = re.fullmatch(rf"[{DASHES}]?\(\s*[{DASHES}]?\s*([\d][\d\s.,'’]*)\)", text)
    if brackets and (number := plain_number(re.sub(r"\s*$", "", brackets[1]))):
        return _signed(Reading(number), negative=True, ambiguous=False, text=text)
    match = re.match(rf"(?P<sign>[{DASHES}+]?)(?P<gap>\s*)(?P<number>[\dOoОоЗзбlIІiі|][^()%\n]*(?:\n[\d\s.,]+)*)", text)
    if not match or ("\n" in match["gap"] and not re.fullmatch(r"\d[\d ]*[.,]\d+", text[match.end("gap") :])):
        return None  # «-⏎132342,46» is one negative number where the cell has no room; «-⏎100» may be a bullet
    digits, tail = _number_and_tail(text[match.start("number") :])
    reading = read_number(digits)
    if reading.number is None and not reading.candidates:
        return None
    unit, used = split_unit(tail)
    rest = tail[used:]
    if unit is Unit.UAH and (kopiykas := re.match(r"\s*(\d\d)\s*коп\.?", rest)) and reading.number and reading.number.decimals == 0:
        reading = Reading(Number(reading.number.value + Decimal(kopiykas[1]) / 100, 2, reading.number.text))
        rest = rest[kopiykas.end() :]
    if unit is None:
        unit, rest = _bracketed_unit(rest)
    percent = re.match(r"\s*%", rest)
    rest = rest[percent.end() :] if percent else rest
    if not _is_remark(rest):
        return None
    minus = match["sign"] not in ("", "+")
    value = _signed(reading, negative=minus, ambiguous=minus and (bool(match["gap"]) or match["sign"] not in "-−"), text=text)
    return replace(value, unit=unit, percent=bool(percent), remark=rest.strip(" .,;:\n") or None, parts=_bracket_parts(rest))


_NUMERAL = re.compile(
    r"од(?:ин|н[аіу])|дв[аі]|три|чотир|п.ят|шіст|шест|сім|сем|вісім|вос|дев|десят|надцят|сорок|сто|сот|ста|нуль", re.IGNORECASE
)


def _bracketed_unit(rest: str) -> tuple[Unit | None, str]:
    """«100 (тис. грн)», «3 000 (три тисячі) грн»: a bracket with a unit, or one with the amount in words, which names no unit, before the unit."""
    bracketed = re.match(r"\s*\(([^()\d]{2,120})\)", rest)
    if bracketed is None:
        return None, rest
    if _NUMERAL.search(bracketed[1]):
        unit, used = split_unit(rest[bracketed.end() :])
        behind = re.sub(r"^\s*00\s*коп\w*\.?", "", rest[bracketed.end() + used :])
        return unit, f"{bracketed[0]}{behind}"
    unit = read_unit(bracketed[1])
    return (unit, rest[bracketed.end() :]) if unit is not None and len(bracketed[1]) <= 20 else (None, rest)


def _number_and_tail(text: str) -> tuple[str, str]:
    """Split where the digits end: («2500,0», « тис. грн (…)»). Look-alike letters stay with the digits they touch."""
    match = re.match(
        r"[\dOoОоЗзбlIІiі|]+(?:\s*[.,]\s*[\dOoОоЗзбlIІiі|]+(?![^\W\d_]{2})|[\s'’ʼ]+(?:\d|[OoОоЗзбlIІiі](?=\d\d)|[OoОо](?=\d[OoОо](?!\w))|[OoОо](?=[OoОо]{2}\s*\Z))[\dOoОоЗзбlIІiі|]*(?![^\W\d_]{2}))*",
        text,
    )
    digits = match[0] if match else text
    return digits, text[len(digits) :]


def _is_remark(rest: str) -> bool:
    """What may follow an amount without making it doubtful: nothing, punctuation, or words in brackets."""
    rest = rest.strip(" .,;:\n")
    return (
        not rest
        or bool(re.fullmatch(r"\([^()]*(?:\([^()]*\)[^()]*)*\)?", rest))
        or bool(re.match(r"(?:у|в) (?:т\. ?ч|тому числі)|з них", rest))
    )


_CUT_OFF = re.compile(r"\d,\s*$")
_ABSURD = Decimal(10**14)
"""Numbers run together, or a code: no amount, count or percent is as large, and no column of the warehouse holds it."""


def _signed(reading: Reading, *, negative: bool, ambiguous: bool, text: str) -> Value:
    if reading.number is None:
        return Value(Kind.UNREADABLE, candidates=reading.candidates, negative=negative, ambiguous_minus=ambiguous, wrap=reading.wrap)
    number = replace(reading.number, value=-reading.number.value) if negative else reading.number
    if abs(number.value) >= _ABSURD:
        return Value(Kind.UNREADABLE, remark=text)
    note = reading.repair or ("decimals_missing" if _CUT_OFF.search(text) else None)
    return Value(
        Kind.NUMBER, number, negative=negative, ambiguous_minus=ambiguous, repaired=note is not None, note=note, wrap=reading.wrap,
    )  # fmt: skip


def _bracket_parts(rest: str) -> tuple[Part, ...]:
    inner = re.sub(r"^[\s(]*(?:(?:у|в) (?:т\. ?ч\.?|тому числі)|з них)?\s*[:\-–—]?\s*", "", rest.strip(" .;\n"), flags=re.IGNORECASE)
    return tuple(part for part in split_parts(inner.rstrip(")")) if part.label) if re.search(r"\d", inner) else ()
