"""One printed number: its value, its printed precision, and whether there is exactly one way to read it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum

from normalize.text import clean

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
_GROUPED = re.compile(rf"\d{_GROUP}\d")
_LOOK_ALIKES = str.maketrans("OoОоЗзбlIІiі|", "0000336111111")
_NUMBERISH = re.compile(r"[\dOoОоЗзбlIІiі|]+(?:[ '’ʼ.,]+[\dOoОоЗзбlIІiі|]+)*")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as printed: ``value`` (signed), how many ``decimals`` were printed, and the ``text`` it was read from."""

    value: Decimal
    decimals: int
    text: str


class Wrap(IntEnum):
    """How certain it is that a line break stands inside one number and not between two."""

    SURE = 0
    LIKELY = 1
    DOUBTFUL = 2


@dataclass(frozen=True, slots=True)
class Reading:
    """How a piece of text reads as one number.

    ``number`` is None where no reading is safe; ``candidates`` are then the readings that are possible (for arithmetic to choose from).
    ``repair`` says what was mended, as ``repaired_value`` tells it, None where nothing was. ``wrap``: the number goes over lines of its cell.
    """

    number: Number | None
    repair: str | None = None
    candidates: tuple[Number, ...] = ()
    wrap: Wrap | None = None


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
    could be numbers of their own nothing is chosen and ``candidates`` holds the joined one. Stray spaces on one line are never joined.
    """
    number = plain_number(text)
    if number is not None:
        return Reading(number)
    mended = _unbreak(text)
    return mended if mended is not None else _unletter(text)


def _unbreak(text: str) -> Reading | None:
    if not re.fullmatch(r"[\d\s.,'’ʼ]*\d[\d\s.,'’ʼ]*", text) or not re.search(r"\s", text):
        return None
    tight = _tight(text)  # «11 181,⏎90», «2500 ,0»
    if re.search(r"[.,]{2}|^[.,]|[.,]$", tight):
        return None
    if "\n" in text:
        return _rewrapped(text)
    number = plain_number(tight)
    if number is not None:
        return _joined_at_mark(text, number)
    joined = plain_number(tight.replace(" ", ""))
    return Reading(None, candidates=(Number(joined.value, joined.decimals, text),)) if joined else None


def _tight(text: str) -> str:
    return re.sub(r"\s*([.,])\s*", r"\1", text)


def _joined_at_mark(text: str, number: Number) -> Reading:
    """A space beside the decimal mark: «2500 ,0» goes on, «100, 200» may be a list."""
    number = Number(number.value, number.decimals, text)
    if not re.search(r"[.,] +\d", text):
        return Reading(number)
    if number.decimals > 2:
        return Reading(None, candidates=(number,))
    return Reading(number, "space")


def _rewrapped(text: str) -> Reading | None:
    """A number over several lines of its cell: how certain that is, the least certain of its breaks decides."""
    lines = text.split("\n")
    at_groups = plain_number(_tight(" ".join(lines)))
    joined = at_groups or plain_number(_tight("".join(lines)))
    if joined is None:
        if all(_GROUPED.search(line) and plain_number(line) for line in lines):
            return None  # «794 058⏎1 153 691» is nothing but two sums
        lost = plain_number(re.sub(r"\s", "", text))
        return Reading(None, candidates=(Number(lost.value, lost.decimals, text),)) if lost else None
    number = Number(joined.value, joined.decimals, text)
    wrap = max(_break(lines, at, joined, grouped=at_groups is not None) for at in range(1, len(lines)))
    if re.search(r"[.,] +\d", text):
        wrap = Wrap.DOUBTFUL
    if wrap is Wrap.DOUBTFUL:
        return Reading(None, candidates=(number,), wrap=wrap)
    return Reading(number, "lines_joined" if wrap is Wrap.LIKELY else None, wrap=wrap)


def _break(lines: Sequence[str], at: int, joined: Number, *, grouped: bool) -> Wrap:
    """How certain it is that the break before line ``at`` is inside a number: two numbers that are complete by themselves are two."""
    head, tail = lines[at - 1], lines[at]
    if tail[0] in ".,":
        return Wrap.SURE
    if head[-1] in ".,":
        return Wrap.DOUBTFUL if joined.decimals > 2 and re.fullmatch(r"\d{1,3}[.,]", head) and tail[0] != "0" else Wrap.SURE
    if re.match(r"0\d", head) or (head == "0" and at == 1):
        return Wrap.DOUBTFUL
    if re.match(r"0\d", tail):  # no number of its own: «1 280⏎000,00»
        return Wrap.SURE if grouped else Wrap.LIKELY
    if plain_number(head) is None or plain_number(tail) is None:
        return Wrap.LIKELY
    if not joined.decimals or re.search("[.,]", head) or re.fullmatch(r"20[0-4]\d", head) or not tail.strip("0.,"):
        return Wrap.DOUBTFUL
    return _break_at_group(lines, at, joined) if grouped else Wrap.LIKELY if len(head) >= len(tail) else Wrap.DOUBTFUL


def _break_at_group(lines: Sequence[str], at: int, joined: Number) -> Wrap:
    """Whole hryvnias above, more groups of three and decimals below: «28 719⏎468.00». A line is broken only where the next group found no room."""
    head, tail = lines[at - 1], lines[at]
    if _GROUPED.search(head) and _GROUPED.search(tail):
        return Wrap.DOUBTFUL
    no_room = wraps_at(head, tail, max(map(len, lines)))
    padded = joined.text.endswith("0")  # decimals are written out: whole hryvnias above would have theirs too
    return Wrap.SURE if no_room and (padded or _GROUPED.search(head)) else Wrap.LIKELY


def wraps_at(head: str, tail: str, width: int) -> bool:
    """Whether a line ``width`` characters wide is full with ``head``, so that the first group of ``tail`` had to go to the next one."""
    return len(head) + 1 + len(re.split(_GROUP, tail, maxsplit=1)[0]) > width


def _unletter(text: str) -> Reading:
    if not _NUMBERISH.fullmatch(text) or not re.search(r"\d|^[OoОо]+[.,][OoОо]+$", text):
        return Reading(None)
    if sum(c.isalpha() or c == "|" for c in text) == 0:
        return Reading(None)
    if any(not re.search(r"\d|^[OoОо]{3}$", group) for group in text.split()) and not re.fullmatch(r"[OoОо][.,][OoОо]+", text):
        return Reading(None)  # a letter standing alone is a word, no digit
    fixed = plain_number(as_digits(text))
    if fixed is None:
        return Reading(None)
    number = Number(fixed.value, fixed.decimals, text)
    if sum(c in "0123456789OoОо" for c in text) * 2 < sum(c.isalnum() for c in text):
        return Reading(None, candidates=(number,))
    return Reading(number, "letter")


def as_digits(text: str) -> str:
    """The text with look-alike letters as the digits that they look like."""
    return text.translate(_LOOK_ALIKES)


_WIDE_GAP = re.compile(r"(?<=\d)(?:\t[\t \u00a0]*|[ \u00a0]{2,}\t?)(?=\d)")


def set_apart(text: str) -> str:
    """Two numbers that are complete with their groups and held apart by a wide gap, on a line each: «40 000   136 000» is not one of 40 milliards."""
    pieces = _WIDE_GAP.split(text.strip())
    if len(pieces) > 1 and all((number := plain_number(clean(p))) is not None and " " in number.text for p in pieces):
        return "\n".join(pieces)
    return text


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
