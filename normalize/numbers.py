"""One printed number: its value, its printed precision, and whether there is exactly one way to read it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

_GROUP = "[ '’ʼ]"
_SHAPES: tuple[tuple[re.Pattern[str], str, str], ...] = (
    # pattern, characters that only group, decimal mark
    (re.compile(r"\d+"), "", ""),
    (re.compile(r"\d+,\d+"), "", ","),
    (re.compile(r"\d+\.\d+"), "", "."),
    (re.compile(rf"\d{{1,3}}(?:{_GROUP}\d{{3}})+(?:,\d+)?"), " '’ʼ", ","),
    (re.compile(rf"\d{{1,3}}(?:{_GROUP}\d{{3}})+\.\d+"), " '’ʼ", "."),
    (re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+,\d+"), ".", ","),
    (re.compile(r"[1-9]\d{0,2}(?:,\d{3})+\.\d+"), ",", "."),
    (re.compile(r"[1-9]\d{0,2}(?:\.\d{3}){2,}"), ".", ""),
    (re.compile(r"[1-9]\d{0,2}(?:,\d{3}){2,}"), ",", ""),
)
_LOOK_ALIKES = str.maketrans("OoОоЗзбlIІiі|", "0000336111111")
_NUMBERISH = re.compile(r"[\dOoОоЗзбlIІiі|]+(?:[ '’ʼ.,]+[\dOoОоЗзбlIІiі|]+)*")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as printed: ``value`` (signed), how many ``decimals`` were printed, and the ``text`` it was read from."""

    value: Decimal
    decimals: int
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """How a piece of text reads as one number.

    ``number`` is None where no reading is safe; ``candidates`` are then the readings that are possible (for arithmetic to choose from).
    ``repair`` says in Ukrainian what was mended, None where nothing was.
    """

    number: Number | None
    repair: str | None = None
    candidates: tuple[Number, ...] = ()


def plain_number(text: str) -> Number | None:
    """An unsigned number in one of the known shapes on one line, grouping proven by its groups of three; else None.

    A single comma or dot is the decimal mark, three decimals too (тис. грн are printed so).
    """
    for pattern, grouping, mark in _SHAPES:
        if pattern.fullmatch(text):
            digits = text
            for character in grouping:
                digits = digits.replace(character, "")
            whole, _, fraction = digits.partition(mark) if mark else (digits, "", "")
            return Number(Decimal(f"{whole}.{fraction}" if fraction else whole), len(fraction), text)
    return None


def read_number(text: str) -> Reading:
    """One unsigned number that may be broken by line breaks or stray spaces, or carry look-alike letters.

    ``text`` is clean (one kind of space). A break inside the decimals or before leading zeros joins in one way only; where both halves
    could be numbers of their own nothing is chosen and ``candidates`` holds the joined one.
    """
    number = plain_number(text)
    if number is not None:
        return Reading(number)
    mended = _unbreak(text)
    return mended if mended is not None else _unletter(text)


def _unbreak(text: str) -> Reading | None:
    if not re.fullmatch(r"[\d\s.,'’ʼ]*\d[\d\s.,'’ʼ]*", text) or not re.search(r"\s", text):
        return None
    tight = re.sub(r"\s*([.,])\s*", r"\1", text)  # «11 181,⏎90», «2500 ,0»
    if re.search(r"[.,]{2}|^[.,]|[.,]$", tight):
        return None
    number = plain_number(tight)
    if number is not None:
        return _joined_at_mark(text, number)
    spaced = plain_number(tight.replace("\n", " "))
    if spaced is not None:
        return _joined_at_group(tight, text, spaced)
    return _joined_digits(tight, text)


def _joined_at_mark(text: str, number: Number) -> Reading:
    """Spaces or a line break beside the decimal mark: «11 181,⏎90» goes on, «100, 200» may be a list."""
    number = Number(number.value, number.decimals, text)
    if not re.search(r"[.,] +\d", text):
        return Reading(number)
    if number.decimals > 2:
        return Reading(None, candidates=(number,))
    return Reading(number, f"пробіл у числі «{_inline(text)}» прибрано")


def _joined_at_group(tight: str, text: str, number: Number) -> Reading:
    """The line breaks where a group ends: «252 751⏎214,2» is one number, «100⏎200» may be two."""
    number = Number(number.value, number.decimals, text)
    head = tight.rpartition("\n")[0]
    cut = any(re.match(r"0\d", piece) for piece in tight.split("\n")[1:])
    if number.decimals and (" " in head or cut):
        return Reading(number)
    if number.decimals or " " in head:
        return Reading(number, f"число «{_inline(text)}», розбите на рядки, з'єднано")
    return Reading(None, candidates=(number,))


def _joined_digits(tight: str, text: str) -> Reading | None:
    """The break is inside a group of digits: join where the pieces cannot be numbers of their own."""
    joined = plain_number(re.sub(r"\s", "", tight))
    if joined is None:
        return None
    number = Number(joined.value, joined.decimals, text)
    pieces = tight.split("\n") if "\n" in tight else tight.split(" ")
    broken = [piece for piece in pieces if plain_number(piece) is None or re.match(r"0\d", piece)]
    whole_first = all(not re.search("[.,]", piece) for piece in pieces[:-1]) and "\n" in tight
    if broken or (whole_first and joined.decimals):
        return Reading(number, f"число «{_inline(text)}», розбите на частини, з'єднано")
    return Reading(None, candidates=(number,))


def _unletter(text: str) -> Reading:
    if not _NUMBERISH.fullmatch(text) or not re.search(r"\d|^[OoОо]+[.,][OoОо]+$", text):
        return Reading(None)
    if sum(c.isalpha() or c == "|" for c in text) == 0:
        return Reading(None)
    if any(not re.search(r"\d", group) for group in text.split()) and not re.fullmatch(r"[OoОо][.,][OoОо]+", text):
        return Reading(None)  # a letter standing alone is a word, no digit
    fixed = plain_number(text.translate(_LOOK_ALIKES))
    if fixed is None:
        return Reading(None)
    number = Number(fixed.value, fixed.decimals, text)
    if sum(c in "0123456789OoОо" for c in text) * 2 < sum(c.isalnum() for c in text):
        return Reading(None, candidates=(number,))
    return Reading(number, f"літеру в числі «{_inline(text)}» прочитано як цифру")


def _inline(text: str) -> str:
    return text.replace("\n", " ")


def interval(number: Number, multiplier: Decimal = Decimal(1)) -> tuple[Decimal, Decimal]:
    """What the printed number stands for when rounded: half a unit of the last printed place to both sides, times ``multiplier``."""
    half = Decimal(5).scaleb(-number.decimals - 1)
    return (number.value - half) * multiplier, (number.value + half) * multiplier


def truncation_interval(number: Number, multiplier: Decimal = Decimal(1)) -> tuple[Decimal, Decimal]:
    """What the printed number stands for when cut off: up to one unit of the last place more, away from zero."""
    step = Decimal(1).scaleb(-number.decimals)
    low, high = (number.value - step, number.value) if number.value < 0 else (number.value, number.value + step)
    return low * multiplier, high * multiplier


def percent_interval(number: Number) -> tuple[Decimal, Decimal]:
    """What a printed percent stands for, rounding and cutting off both allowed."""
    low, _ = interval(number)
    _, high = truncation_interval(number)
    return low, high


def floor_places(value: Decimal, places: int) -> Decimal:
    """``value`` cut off to ``places`` decimals (towards minus infinity)."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_FLOOR)
