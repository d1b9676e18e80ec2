"""Several sums in one cell, one per year: «2023 рік – 804,5; 2024 рік – 574,6», all of them told or not: «Всього: 1379,1, у т.ч.: 2023 рік – …»."""

from __future__ import annotations

import re

from normalize.numbers import read_number
from normalize.parts import Kind, Part
from normalize.text import DASHES
from normalize.units import split_unit

_SEGMENT = re.compile(
    rf"\W*(?:(?:за|у|в|на)\s+)?(?P<year>20[0-4]\d)\s*(?:рік|року|році|р\.?)?\s*[{DASHES}:=]\s*(?P<sum>\S.*)", re.IGNORECASE
)


_INCLUDING = r"(?:(?:у|в)\s+тому\s+числі|(?:у|в)\s*т\.?\s?ч\.?|з них)\s*:?"
_WHOLE = re.compile(
    rf"(?:(?P<word>всього|усього|разом)\s*[:{DASHES}]?\s*)?(?P<sum>\d.*?)(?:[,;\s]\s*(?P<including>{_INCLUDING}))?", re.IGNORECASE
)
WHOLE = "Всього"
"""The label of the sum of all the years of a cell."""


def read_year_parts(text: str) -> tuple[Part, ...]:
    """Each year's sum, labelled «2023 рік», and that of all of them; () where the text is anything else, names a year twice or only one."""
    parts: list[Part] = []
    text = re.sub(rf"({_INCLUDING})[^\S\n]*(?=(?:за\s|у\s|в\s|на\s)?20[0-4]\d)", r"\1\n", text, flags=re.IGNORECASE)
    for segment in re.split(rf"[;\n]|,\s+(?=(?:за\s|у\s|в\s|на\s)?20[0-4]\d\s*(?:р|[{DASHES}:]))", text):
        bare = segment.strip().rstrip(".,") if not re.search(r"ч\.$", segment.strip()) else segment.strip()
        if not bare or (parts and re.fullmatch(_INCLUDING, bare, re.IGNORECASE)):
            continue
        found = _SEGMENT.fullmatch(bare)
        part = _part(f"{found['year']} рік", found["sum"].strip()) if found else _whole(bare)
        if part is None:
            return ()
        parts.append(part)
    labels = [part.label for part in parts]
    told = len(set(labels)) == len(labels) and len(set(labels) - {WHOLE}) > 1
    return tuple(parts) if told and WHOLE not in labels[1:-1] else ()


def _whole(text: str) -> Part | None:
    """«Всього: 452,1, у т.ч.:», «452,1, у тому числі:», «Разом – 452,1»."""
    found = _WHOLE.fullmatch(text)
    return _part(WHOLE, found["sum"].strip()) if found and (found["word"] or found["including"]) else None


def _part(label: str, text: str) -> Part | None:
    if re.fullmatch(rf"[{DASHES}]+", text):
        return Part(label, None, Kind.DASH)
    match = re.match(r"\d[\d\s]*(?:[.,]\d+)?", text)
    number = read_number(match[0].strip()).number if match else None
    if match is None or number is None:
        return None
    unit, used = split_unit(text[match.end() :])
    return None if text[match.end() + used :].strip(" .,") else Part(label, number, Kind.NUMBER, unit)
