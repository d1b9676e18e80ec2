"""Several sums in one cell, one per year: «2023 рік – 804,5; 2024 рік – 574,6»."""

from __future__ import annotations

import re

from normalize.numbers import read_number
from normalize.parts import Kind, Part
from normalize.text import DASHES
from normalize.units import split_unit

_SEGMENT = re.compile(
    rf"\W*(?:(?:за|у|в|на)\s+)?(?P<year>20[0-4]\d)\s*(?:рік|року|році|р\.?)?\s*[{DASHES}:=]\s*(?P<sum>\S.*)", re.IGNORECASE
)


def read_year_parts(text: str) -> tuple[Part, ...]:
    """Each year's sum, labelled «2023 рік»; () where the text is anything else, names a year twice or only one."""
    parts: list[Part] = []
    for segment in re.split(rf"[;\n]|,\s+(?=(?:за\s|у\s|в\s|на\s)?20[0-4]\d\s*(?:р|[{DASHES}:]))", text):
        if not segment.strip():
            continue
        found = _SEGMENT.fullmatch(segment.strip().rstrip(".,"))
        part = _part(found["year"], found["sum"].strip()) if found else None
        if part is None:
            return ()
        parts.append(part)
    return tuple(parts) if len({part.label for part in parts}) == len(parts) > 1 else ()


def _part(year: str, text: str) -> Part | None:
    label = f"{year} рік"
    if re.fullmatch(rf"[{DASHES}]+", text):
        return Part(label, None, Kind.DASH)
    match = re.match(r"\d[\d\s]*(?:[.,]\d+)?", text)
    number = read_number(match[0].strip()).number if match else None
    if match is None or number is None:
        return None
    unit, used = split_unit(text[match.end() :])
    return None if text[match.end() + used :].strip(" .,") else Part(label, number, Kind.NUMBER, unit)
