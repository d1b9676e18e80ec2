"""Rows of a consolidated table that give a programme's amounts once more in parts: by budget codes, or by the bodies that spend them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from normalize.adding_up import adds_up
from normalize.bodies import starts_body
from normalize.records import RowKind
from normalize.slots import Reading, figures_of
from normalize.text import fold


def parts_of(at: int, readings: Sequence[Reading]) -> list[int]:
    """The rows below a programme that are its parts, no programmes and no measures."""
    parts = _of_codes(at, readings) or _of_bodies(at, readings)
    for i in parts:
        readings[i].entry.scope = "part"
    return parts


def body_of(reading: Reading) -> str:
    """The body that a row is of: «Відділ освіти», «- Відділ освіти», «в т.ч. Відділ освіти»; nothing where it names none, or a programme."""
    name = _BEFORE_BODY.sub("", reading.entry.title).strip()
    return name if starts_body(name) and not names_programme(reading) and not re.search(r"20\d\d", name) else ""


def names_programme(reading: Reading) -> bool:
    """Whether a row says of itself that it is a programme."""
    return "програм" in fold(reading.entry.title)


def code_of(reading: Reading) -> str:
    """The budget code beside a row's title, the zero that a sheet took from its front put back; nothing where there is none."""
    line, title = reading.entry.lines[0].line, reading.header.column("programme")
    texts = [line.own(c).replace(" ", "") for c in reading.header.columns("ignore") if title is None or c < title]
    return next((text.zfill(7 if len(text) > 2 else 2) for text in texts if re.fullmatch(r"\d{1,2}|\d{6,7}", text)), "")


_BEFORE_BODY = re.compile(r"^(?:[-–—•*·▪]\s*|(?:в|у)\s+(?:т\.\s*ч\.?|тому\s+числі)\s*:?\s*|з\s+них\s*:?\s*)+", re.IGNORECASE)


def _of_codes(at: int, readings: Sequence[Reading]) -> list[int]:
    """«0218110 | Заходи із запобігання …» below a programme without a code: the rows name none, and add up to it."""
    if not names_programme(readings[at]) or code_of(readings[at]):
        return []
    below = range(at + 1, len(readings))
    own = list(
        takewhile(
            lambda i: readings[i].entry.kind is RowKind.MEASURE and bool(code_of(readings[i])) and not names_programme(readings[i]), below
        )
    )
    return own if own and _add_up(own, at, readings) else []


def _of_bodies(at: int, readings: Sequence[Reading]) -> list[int]:
    """«Відділ освіти», «Відділ культури» below their programme: they add up to it, or the whole table is so laid out."""
    if not _may_be_programme(readings[at]):
        return []
    number = readings[at].entry.number
    own = list(takewhile(lambda i: _may_be_share(readings[i], number), range(at + 1, len(readings))))
    return own if own and (_add_up(own, at, readings) or _bodies_stand_below(readings)) else []


def _may_be_share(reading: Reading, number: str | None) -> bool:
    """Whether a row may be a body's share of the programme of this number: it has none of its own, or one below it («1.1» of «1»)."""
    mine = reading.entry.number
    return bool(body_of(reading)) and (not mine or bool(number) and mine.startswith(f"{number}."))


def _bodies_stand_below(readings: Sequence[Reading]) -> bool:
    """Whether programmes stand over bodies all down the table: it begins with a programme and ends in a body, its sums aside."""
    rows = [r for r in readings if body_of(r) or _may_be_programme(r)]
    return len(rows) > 1 and _may_be_programme(rows[0]) and bool(body_of(rows[-1]))


def _may_be_programme(reading: Reading) -> bool:
    entry = reading.entry
    return entry.kind is RowKind.MEASURE and not entry.heading and bool(re.search(r"\w{2}", entry.title)) and not body_of(reading)


def _add_up(own: Sequence[int], at: int, readings: Sequence[Reading]) -> bool:
    return adds_up([figures_of(readings[i]) for i in own], figures_of(readings[at]))
