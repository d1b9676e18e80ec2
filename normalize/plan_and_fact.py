"""What was planned in one table, what was financed in another: the rows of one measure are one, with the amounts and the texts of both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from rapidfuzz import fuzz

from normalize.headers import Header
from normalize.records import Finding, RowKind
from normalize.slots import Key, Reading, Slot
from normalize.text import fold

_Identity = tuple[object, ...]

# Titles of one number that differ by no more than a clerk's retyping.
_RETYPED = 85


def settle_plan_and_fact(readings: list[Reading]) -> list[Finding]:
    """Put the rows of a table that gives actual amounts alone to those of the one that gives plans alone, in place; each table so joined is told."""
    tables: dict[int, list[Reading]] = {}
    for reading in readings:
        tables.setdefault(id(reading.header), []).append(reading)
    plans, facts = ([rows for rows in tables.values() if _gives(rows[0].header) == column] for column in ("planned", "actual"))
    findings: list[Finding] = []
    for fact in facts:
        pairs = next((pairs for plan in plans if (pairs := _pairs(plan, fact))), [])
        for first, second in pairs:
            _join(first, second)
            readings[:] = [reading for reading in readings if reading is not second]
        if pairs:
            row = fact[0].entry.lines[0].line.row
            findings.append(Finding("plan_and_fact_joined", {}, table_number=row.table, page=row.page))
    return findings


def _gives(header: Header) -> str | None:
    """Which of the two a table gives, where it is one alone."""
    planned, actual = bool(header.columns("planned")), bool(header.columns("actual", "spent"))
    if planned == actual or header.columns("role") or header.of_sources:
        return None
    return "planned" if planned else "actual"


def _pairs(plan: Sequence[Reading], fact: Sequence[Reading]) -> list[tuple[Reading, Reading]]:
    """The rows of the same measure, or of the same sum, in the two tables; none where the tables list other measures for the most part."""
    found: list[tuple[Reading, Reading]] = []
    for identify in (_in_full, _without_section, _by_title, _by_number, _only_sum):
        mine, theirs = (_once([r for r in rows if not _among(r, found)], identify) for rows in (plan, fact))
        both = [(reading, theirs[name]) for name, reading in mine.items() if name in theirs]
        found += [pair for pair in both if _may_join(*pair)]
    joined = sum(first.entry.kind is RowKind.MEASURE for first, _ in found)
    fewer = min(sum(reading.entry.kind is RowKind.MEASURE for reading in rows) for rows in (plan, fact))
    return found if joined * 2 >= fewer > 0 else []


def _among(reading: Reading, found: Sequence[tuple[Reading, Reading]]) -> bool:
    return any(reading is known for pair in found for known in pair)


def _once(rows: Sequence[Reading], identify: Callable[[Reading], _Identity | None]) -> dict[_Identity, Reading]:
    """The rows whose identity no other row of the table has."""
    named = [(identify(reading), reading) for reading in rows]
    times = Counter(name for name, _ in named)
    return {name: reading for name, reading in named if name is not None and times[name] == 1}


def _in_full(reading: Reading) -> _Identity:
    entry = reading.entry
    return entry.kind, entry.scope, entry.number, fold(entry.title), entry.section


def _without_section(reading: Reading) -> _Identity:
    entry = reading.entry
    return entry.kind, entry.scope, entry.number, fold(entry.title)


def _by_title(reading: Reading) -> _Identity:
    entry = reading.entry
    return (entry.kind, fold(entry.title)) if entry.kind is RowKind.MEASURE else (entry.kind, entry.scope, entry.section)


def _by_number(reading: Reading) -> _Identity | None:
    entry = reading.entry
    return (entry.kind, entry.number) if entry.number and entry.kind is RowKind.MEASURE else None


def _only_sum(reading: Reading) -> _Identity | None:
    """«Разом заплановано» in one table, «Всього» in the other."""
    return (reading.entry.kind,) if reading.entry.kind is not RowKind.MEASURE and reading.entry.section is None else None


def _may_join(plan: Reading, fact: Reading) -> bool:
    """Whether the two tell of one measure, and each of its places has one line: amounts may not fall on each other."""
    if plan.entry.kind is RowKind.MEASURE and fuzz.ratio(fold(plan.entry.title), fold(fact.entry.title)) < _RETYPED:
        return False
    return all(max(Counter(key for _, slots in r.slots for key in slots).values(), default=0) < 2 for r in (plan, fact))


def _join(plan: Reading, fact: Reading) -> None:
    """Add to the plan's slots what the other table says for the same year, source and fund; its other places and its texts as well."""
    known: dict[Key, Slot] = {key: slot for _, slots in plan.slots for key, slot in slots.items()}
    for key, slot in ((key, slot) for _, slots in fact.slots for key, slot in slots.items()):
        mine = known.get(key) or plan.slots[0][1].setdefault(key, Slot())
        mine.amounts = {**slot.amounts, **mine.amounts}
        mine.percent = mine.percent or slot.percent
        mine.cells += slot.cells
        mine.findings += slot.findings
        mine.filled |= slot.filled
    plan.findings += fact.findings
    plan.beside.append(fact)
