"""Numerals of sections that a scan misread: «I», «II», and «I» again for III stand in an order that tells what was printed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from normalize.entries import Entry, Section
from normalize.ordinals import int_to_roman, roman_to_int
from normalize.records import Finding

# What is left of «Розділ II.» in a title whose numeral was read as letters or strokes
_SPOILT = re.compile(
    r"^(?:[Рр]озділ\s*)?(?P<strokes>[IVXІХіїЇТTlШПУ1!|]{1,5}(?:\s[IVXІХ]{1,4})?)[.,]\s+(?P<title>[«\"А-ЯІЇЄҐ].{3,})$", re.DOTALL
)


def in_order(entries: Sequence[Entry]) -> list[Finding]:
    """Give sections of a scanned table the numeral that their place demands, in place; each is told.

    Only a Roman numeral that repeats or falls back, or that was read as other strokes, is set right, and only right behind its neighbour.
    """
    order = list(dict.fromkeys(e.section for e in entries if e.section is not None))
    if not _scanned(entries) or not any(s.number and roman_to_int(s.number) for s in order):
        return []
    mended: dict[Section, Section] = {}
    last = 0
    for section in order:
        value, title = _numeral(section)
        if value is None:
            continue
        if value <= last or (value == 0 and last):
            mended[section] = Section(int_to_roman(last + 1), title)
            value = last + 1
        last = value or last
    for entry in entries:
        if entry.section in mended:
            entry.section = mended[entry.section]
    return [_told(old, new) for old, new in mended.items()]


def _numeral(section: Section) -> tuple[int | None, str | None]:
    """The value of a section's numeral (0 where strokes were read that make none) and its title; (None, …) for a section numbered otherwise."""
    value = roman_to_int(section.number) if section.number else None
    if value is not None:
        return value, section.title
    spoilt = _SPOILT.match(section.title or "") if section.number in (None, "і", "ї") else None
    return (0, spoilt["title"].strip()) if spoilt else (None, section.title)


def _scanned(entries: Sequence[Entry]) -> bool:
    return any(cell.confidence is not None for entry in entries for _, cell in entry.title_cells)


def _told(old: Section, new: Section) -> Finding:
    text = " ".join(part for part in (old.number, old.title) if part)[:200]
    return Finding("section_by_order", {"text": text, "number": new.number or ""}, found=text)
