"""Spreadsheet dates: a serial number of days as the date and time that a format shows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

_NOMINATIVE = [
    "січень",
    "лютий",
    "березень",
    "квітень",
    "травень",
    "червень",
    "липень",
    "серпень",
    "вересень",
    "жовтень",
    "листопад",
    "грудень",
]
_GENITIVE = ["січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня", "жовтня", "листопада", "грудня"]
_SHORT = ["січ", "лют", "бер", "кві", "тра", "чер", "лип", "сер", "вер", "жов", "лис", "гру"]
_DAYS = ["понеділок", "вівторок", "середа", "четвер", "п'ятниця", "субота", "неділя"]
_SHORT_DAYS = ["пн", "вт", "ср", "чт", "пт", "сб", "нд"]
_LAST = 2958466
"""The first serial number past 31.12.9999."""


def moment(serial: Decimal, *, from_1904: bool) -> datetime | None:
    """The moment a serial number stands for, to the millisecond; None outside what spreadsheets can show."""
    days = serial + 1462 if from_1904 else serial
    if not 0 <= days < _LAST:
        return None
    milliseconds = int((days * 86_400_000).to_integral_value(ROUND_HALF_UP))
    # Spreadsheets count a 29.02.1900 that never was: earlier serials stand one day later.
    epoch = datetime(1899, 12, 30) if days >= 60 or from_1904 else datetime(1899, 12, 31)
    return epoch + timedelta(milliseconds=milliseconds)


def date_text(serial: Decimal, tokens: Sequence[tuple[str, str]], *, from_1904: bool) -> str | None:
    """The serial number in a format given as (kind, text) tokens; None where it is no moment."""
    when = moment(serial, from_1904=from_1904)
    if when is None:
        return None
    fraction = max((len(text.partition(".")[2]) for kind, text in tokens if kind == "date" and text.startswith("s")), default=0)
    if fraction == 0 and when.microsecond >= 500_000:
        when += timedelta(microseconds=1_000_000 - when.microsecond)
    half = any(kind == "half" for kind, _ in tokens)
    with_day = any(kind == "date" and text in ("d", "dd") for kind, text in tokens)
    out = []
    for index, (kind, text) in enumerate(tokens):
        if kind == "elapsed":
            out.append(_elapsed(serial, text))
        elif kind == "half":
            out.append("AM" if when.hour < 12 else "PM")
        elif kind == "date":
            out.append(f"{when.minute:0{min(len(text), 2)}d}" if _is_minute(tokens, index) else _field(when, text, half, with_day))
        elif kind == "slash":
            out.append(".")
        elif kind in ("text", "comma", "point"):
            out.append(text)
    return "".join(out)


def _elapsed(serial: Decimal, text: str) -> str:
    seconds = int((serial * 86400).to_integral_value(ROUND_HALF_UP))
    amount = seconds // {"h": 3600, "m": 60, "s": 1}[text[0]]
    return f"{amount:0{len(text)}d}"


def _is_minute(tokens: Sequence[tuple[str, str]], index: int) -> bool:
    """``m`` means minutes right after hours or right before seconds."""
    if not tokens[index][1].startswith("m") or len(tokens[index][1]) > 2:
        return False
    times = [(kind, text) for kind, text in tokens[:index] if kind in ("date", "elapsed")]
    after = [(kind, text) for kind, text in tokens[index + 1 :] if kind in ("date", "elapsed")]
    return bool((times and times[-1][1][0] == "h") or (after and after[0][1][0] == "s"))


def _field(when: datetime, text: str, half: bool, with_day: bool) -> str:
    letter, width = text[0], len(text)
    if letter in ("y", "e"):
        return f"{when.year % 100:02d}" if width <= 2 and letter == "y" else f"{when.year:04d}"
    if letter == "m":
        if width <= 2:
            return f"{when.month:0{width}d}"
        return _SHORT[when.month - 1] if width == 3 else (_GENITIVE if with_day else _NOMINATIVE)[when.month - 1]
    if letter == "d":
        if width <= 2:
            return f"{when.day:0{width}d}"
        return (_SHORT_DAYS if width == 3 else _DAYS)[when.weekday()]
    if letter == "h":
        return f"{(when.hour % 12 or 12) if half else when.hour:0{min(width, 2)}d}"
    if letter == "s":
        whole, _, fraction = text.partition(".")
        seconds = f"{when.second:0{min(len(whole), 2)}d}"
        return f"{seconds},{when.microsecond // 1000:03d}"[: len(seconds) + 1 + len(fraction)] if fraction else seconds
    return ""
