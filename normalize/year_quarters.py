"""Rows, and whole tables, that give a measure's amounts by quarters, half-years or months: such parts are no records, the year is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from normalize.entries import SubLine
from normalize.lexicon import Lexicon
from normalize.line_labels import all_texts
from normalize.placed import at_row
from normalize.records import Finding, RowKind
from normalize.slots import Key, Reading, Slot, plus
from normalize.text import fold
from normalize.wordings import tokens, weight
from normalize.year_parts_named import MONTHS

_Lines = list[tuple[SubLine, dict[Key, Slot]]]


def settle_quarters(readings: list[Reading], lexicon: Lexicon) -> list[Finding]:
    """Make one entry of what tables by quarters say of one measure, and one line of each entry's quarters, in place; each table is told."""
    _join_tables(readings)
    told: dict[tuple[int, str], Finding] = {}
    for reading in readings:
        parts = {sub.place.part for sub, _ in reading.slots}
        if len(parts) < 2 or None in {sub.place.part for sub, _ in reading.slots[1:]}:
            continue  # one part alone is told as the year's; a line that names no part behind others is told as a place given twice
        row = reading.entry.lines[0].line.row
        lines, rule = _chosen(reading, lexicon)
        reading.slots = [_one_line(lines)]
        if rule:
            told.setdefault((row.table, rule), Finding(rule, {}, table_number=row.table, page=row.page))
    return [*told.values(), *_beside_year(readings)]


def _beside_year(readings: Sequence[Reading]) -> list[Finding]:
    """Take out, in place, what quarters say of a measure or sum whose year another row gives; each row is told."""
    whole = {_identity(r) for r in readings if not any(sub.place.part for sub, _ in r.slots)}
    findings: list[Finding] = []
    for reading in readings:
        line = reading.entry.lines[0].line
        if _identity(reading) not in whole or not all(sub.place.part for sub, _ in reading.slots):
            continue
        reading.entry.kind, reading.entry.scope, reading.repeated = RowKind.SUBTOTAL, "part", True
        findings.append(at_row(line.row, "part_of_year_aside", all_texts(line)))
    return findings


def _join_tables(readings: list[Reading]) -> None:
    """Put the lines that later tables give for a measure or sum, each for a part of the year of its own, to its first ones."""
    first: dict[tuple[object, ...], Reading] = {}
    seen: Counter[tuple[object, ...]] = Counter()
    left: list[Reading] = []
    for reading in readings:
        parts = frozenset(sub.place.part for sub, _ in reading.slots)
        identity = _identity(reading)
        seen[identity, parts] += 1
        known = reading if None in parts else first.setdefault((identity, seen[identity, parts]), reading)
        if known is reading or parts & {sub.place.part for sub, _ in known.slots}:
            left.append(reading)
            continue
        known.slots += reading.slots
        known.findings += reading.findings
        if known.entry.kind is not RowKind.MEASURE:
            known.entry.title = _common(known.entry.title, reading.entry.title)
    readings[:] = left


def _identity(reading: Reading) -> tuple[object, ...]:
    """What is the same in every table of one measure; sums may name the quarter they are of."""
    entry = reading.entry
    title = fold(entry.title) if entry.kind is RowKind.MEASURE else None
    years = frozenset(key[0] for _, slots in reading.slots for key in slots)
    return entry.kind, entry.number, title, entry.section, years


def _common(title: str, other: str) -> str:
    """The words that two labels of sums begin with: «Всього» of «Всього за I квартал» and «Всього за II квартал»."""
    if fold(title) == fold(other):
        return title
    words = title.split()
    same = next((i for i, pair in enumerate(zip(words, other.split(), strict=False)) if fold(pair[0]) != fold(pair[1])), len(words))
    while same and not any(map(weight, tokens(words[same - 1]))):
        same -= 1
    return " ".join(words[:same]) or title


def _chosen(reading: Reading, lexicon: Lexicon) -> tuple[_Lines, str | None]:
    """The lines that make the year, and the rule that tells it: the year's own above its parts, parts that follow each other, or the last of amounts that grow."""
    lines = reading.slots
    if lines[0][0].place.part is None:
        return lines[:1], None
    heads = " ".join(level for c in reading.header.columns("planned", "actual", "spent") for level in reading.header.paths[c])
    if lexicon.says("rows", "growing", heads):
        last = max(MONTHS[sub.place.part][1] for sub, _ in lines if sub.place.part)
        return [(sub, slots) for sub, slots in lines if sub.place.part and MONTHS[sub.place.part][1] == last], "last_period_taken"
    parts = set(_following(sub.place.part for sub, _ in lines if sub.place.part))
    left = [(sub, slots) for sub, slots in lines if sub.place.part in parts]
    return left, "periods_added" if len(parts) > 1 else "last_period_taken"


def _following(parts: Iterable[str]) -> Iterator[str]:
    """The parts of a year that follow each other and hold all others: nine months and the last quarter, of all that are given."""
    taken: list[tuple[int, int]] = []
    for part in sorted(set(parts), key=lambda part: (MONTHS[part][0] - MONTHS[part][1], MONTHS[part][0])):
        first, last = MONTHS[part]
        if all(last < a or b < first for a, b in taken):
            taken.append((first, last))
            yield part


def _one_line(lines: _Lines) -> tuple[SubLine, dict[Key, Slot]]:
    """The lines added up; the texts of the later ones hang on the first."""
    sub, slots = lines[0]
    for (_, before), (other, more) in pairwise(lines):
        for key, slot in more.items():
            known = slots.setdefault(key, Slot())
            for column, amount in slot.amounts.items():
                known.amounts[column] = plus(known.amounts.get(column), amount)
            known.percent = None if key in before else slot.percent
            known.cells += slot.cells
            known.findings += slot.findings
            known.filled |= slot.filled
        if len(other.line.cells) == len(sub.line.cells):
            sub.tails += [other.line, *other.tails]
    return sub, slots
