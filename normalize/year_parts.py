"""Several sums in one cell, one per year, and what they come to: «Всього: 1379,1, у т.ч.: 2023 рік – 804,5; 2024 рік – 574,6»."""

from __future__ import annotations

import re
from dataclasses import replace

from normalize.numbers import read_number
from normalize.parts import BREAKDOWN, Kind, Part
from normalize.text import DASHES
from normalize.units import split_unit

TOTAL = "усього"
"""The label of the sum of all the years."""

_YEAR = r"(?P<year>20[0-4]\d)"
_SUM = rf"(?P<sum>\d[\d ]*(?:[.,]\d+)?[^\d\n]*|[{DASHES}]+)"
_BEFORE = re.compile(rf"\W*(?:(?:за|у|в|на)\s+)?{_YEAR}\s*(?:рік|року|році|р\.?)?\s*[{DASHES}:=]\s*{_SUM}", re.IGNORECASE)
_BEHIND = re.compile(rf"{_SUM}\s*(?:\(|[{DASHES}]|\s)\s*(?:(?:за|у|в|на)\s+)?{_YEAR}\s*(?:рік|року|році|р\.?)\)?", re.IGNORECASE)
_ALL = re.compile(rf"\W*(?:(?:всього|усього|разом|загалом)\s*(?:[{DASHES}:=]\s*)?)?{_SUM}", re.IGNORECASE)
_ANNOUNCED = re.compile(
    rf"(?P<total>[^\n;]*?\d)(?P<unit>[^\d\n;(]*?)(?:[\s,;(]*{BREAKDOWN}[\s:,]*|\s*\((?=\D{{0,3}}20[0-4]\d\s?[^\W\d_]*\.?\s?[{DASHES}:=]))",
    re.IGNORECASE,
)
_NEXT = re.compile(
    rf"[;\n]|,\s+(?=(?:за\s|у\s|в\s|на\s)?20[0-4]\d\s*(?:р|[{DASHES}:]))|(?<=\)),?\s+(?=\d)"
    rf"|(?<=[\d{DASHES}])\s+(?=20[0-4]\d\s?(?:рік|року|р\.)\s*[{DASHES}:=])"
)


def read_year_parts(text: str) -> tuple[Part, ...]:
    """Each year's sum, labelled «2023 рік», and that of all of them, labelled ``TOTAL``; () where the text is anything else, or names a year twice or only one."""
    if len(re.findall(r"(?<!\d)20[0-4]\d(?!\d)", text)) < 2:
        return ()
    parts: list[Part | None] = []
    if announced := _ANNOUNCED.match(text):
        parts.append(_total(announced["total"] + announced["unit"]))
        text = text[announced.end() :].removesuffix(")") if "(" in announced[0] else text[announced.end() :]
    segments = [segment.strip().rstrip(".,") for segment in _NEXT.split(text) if segment.strip()]
    for k, segment in enumerate(segments):
        outermost = not parts or k == len(segments) - 1
        parts.append(_of_year(segment) or (_total(segment) if outermost else None))
    told = [part for part in parts if part is not None]
    units = {part.unit for part in told if part.unit is not None}
    if len(units) == 1:
        told = [replace(part, unit=next(iter(units))) for part in told]
    labels = {part.label for part in told}
    return tuple(told) if len(told) == len(parts) == len(labels) and len(labels - {TOTAL}) > 1 else ()


def _of_year(segment: str) -> Part | None:
    found = _BEFORE.fullmatch(segment) or _BEHIND.fullmatch(segment)
    return _part(f"{found['year']} рік", found["sum"]) if found else None


def _total(segment: str) -> Part | None:
    found = _ALL.fullmatch(segment)
    return _part(TOTAL, found["sum"]) if found else None


def _part(label: str, text: str) -> Part | None:
    text = text.strip()
    if re.fullmatch(rf"[{DASHES}]+", text):
        return Part(label, None, Kind.DASH)
    match = re.match(r"\d[\d ]*(?:[.,]\d+)?", text)
    number = read_number(match[0].strip()).number if match else None
    if match is None or number is None:
        return None
    unit, used = split_unit(text[match.end() :])
    return None if text[match.end() + used :].strip(" .,") else Part(label, number, Kind.NUMBER, unit)
