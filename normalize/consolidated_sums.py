"""Rows of a consolidated table that are no programmes: a manager's, a section's, the grand total's. What they add up is checked against the programmes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from normalize.adding_up import adds_up
from normalize.audit import sums
from normalize.bodies import starts_body
from normalize.entries import Entry
from normalize.funding_records import records_of
from normalize.line_labels import all_texts
from normalize.placed import at_row
from normalize.programme_parts import code_of
from normalize.records import Finding, FundingRecord, Report, RowKind
from normalize.slots import Context, Reading, figures_of
from normalize.text import fold


def is_sum(at: int, readings: Sequence[Reading]) -> bool:
    """Whether a row is no programme: it is titled as a sum, has no title at all, or stands over the programmes below it."""
    entry = readings[at].entry
    return entry.kind is not RowKind.MEASURE or _untitled(entry) or _heads_programmes(at, readings)


def _untitled(entry: Entry) -> bool:
    """Whether no words stand where the programme's title should: nothing, a dash, «Х»."""
    return not re.search(r"\w{2}", entry.title)


def _heads_programmes(at: int, readings: Sequence[Reading]) -> bool:
    """Whether a row is of a body or a section whose programmes stand below it: its amounts are theirs.

    «1. Управління ЖКГ», or a body without a number above numbered rows or above named programmes; «I. Освіта»; «06 | Відділ освіти» above 0611021.
    """
    entry, below = readings[at].entry, readings[at + 1 :]
    if "програм" in fold(entry.title):
        return False
    numbered = list(takewhile(lambda r: bool(entry.number) and (r.entry.number or "").startswith(f"{entry.number}."), below))
    inside = list(takewhile(lambda r: entry.heading and not r.entry.heading and r.entry.section == entry.section, below))
    run = list(takewhile(lambda r: not entry.number and not entry.heading and bool(r.entry.number), below))
    coded = _of_code(at, readings)
    if coded or (not entry.number and _below_body(at, readings)):
        return True
    own = [r for r in numbered or inside or run if r.entry.kind is RowKind.MEASURE]
    named = all("програм" in fold(r.entry.title) for r in own)
    return bool(own) and (named or (len(own) > 1 and adds_up([figures_of(r) for r in own], figures_of(readings[at]))))


_OF_BODY = re.compile(r"\d{2}|\d{2}[01]0{4}")  # a head manager's code, before those of its programmes: 06, 0600000, 0610000


def _of_code(at: int, readings: Sequence[Reading]) -> list[Reading]:
    """The rows right below a head manager's that have a budget code of his: 0611021 below 06."""
    code = code_of(readings[at])
    if not _OF_BODY.fullmatch(code):
        return []
    below = list(takewhile(lambda r: code_of(r)[:2] == code[:2], readings[at + 1 :]))
    return [r for r in below if len(code_of(r)) == len("0611021") and not _OF_BODY.fullmatch(code_of(r))]


def _below_body(at: int, readings: Sequence[Reading]) -> bool:
    """Whether a row that names a body and no years stands right above rows that say they are programmes, up to the next row that does not."""
    title = readings[at].entry.title
    below = readings[at + 1] if at + 1 < len(readings) else None
    return starts_body(title) and not re.search(r"20\d\d|[«\"„]", title) and below is not None and "програм" in fold(below.entry.title)


def with_sums_told(
    readings: Sequence[Reading],
    programmes: Mapping[int, Sequence[int]],
    passed: Sequence[int],
    findings: Sequence[Finding],
    context: Context,
) -> list[Finding]:
    """The table's findings, and those on its sums (``passed``): amounts that the programmes do not add up to, rows of nobody knows what.

    ``programmes`` holds the places of their rows, each with those of its parts, which should add up to it as well.
    A row without a title that adds up programmes is nothing to tell. No finding is of a report: the sums belong to none.
    """
    out = list(findings)
    ways = {at: tuple(parts) for at, parts in programmes.items() if parts}
    for at in passed:
        entry, mine = readings[at].entry, figures_of(readings[at])
        fitting = next(
            (way for way in _ways(at, passed, list(programmes), readings) if adds_up([figures_of(readings[i]) for i in way], mine)), ()
        )
        if not _untitled(entry) and entry.scope != "part":
            ways[at] = fitting or _by_place(at, passed, list(programmes), readings)
        elif fitting:
            out = [f for f in out if f.rule != "row_without_title" or not _speaks_of(f, entry)]
        elif mine and not any(f.rule == "row_without_title" and _speaks_of(f, entry) for f in out):
            line = entry.lines[0].line
            out.append(at_row(line.row, "row_without_title" if _untitled(entry) else "row_of_no_programme", all_texts(line)))
    return out + _wrong_sums(readings, ways, len(programmes), context)


def _wrong_sums(readings: Sequence[Reading], ways: dict[int, tuple[int, ...]], whole: int, context: Context) -> list[Finding]:
    """What the audit finds where each row in ``ways`` adds up the rows given for it; a sum of all programmes is the grand total."""

    def as_sum(record: FundingRecord) -> FundingRecord:
        way = ways.get(record.row)
        if way is None:
            return record
        return replace(record, sums=way, row_kind=RowKind.TOTAL if len(way) == whole else RowKind.SUBTOTAL)

    records, _ = records_of(readings, context)
    _, told = sums.check(Report(context.report, "", context.report_year, funding=tuple(as_sum(r) for r in records)))
    return [replace(f, report=None, record=None) for f in told]


def _ways(at: int, passed: Sequence[int], programmes: Sequence[int], readings: Sequence[Reading]) -> Iterator[tuple[int, ...]]:
    """The programmes that a row may add up, likeliest first: those of its number or section, those below or above it up to another sum, all."""
    entry = readings[at].entry
    if entry.number:
        yield tuple(p for p in programmes if (readings[p].entry.number or "").startswith(f"{entry.number}."))
    if entry.heading:
        yield tuple(p for p in programmes if p > at and readings[p].entry.section == entry.section)
    for stop in (*(p for p in passed if p > at), len(readings)):
        yield tuple(p for p in programmes if at < p < stop)
    for start in (*(p for p in reversed(passed) if p < at), -1):
        yield tuple(p for p in programmes if start < p < at)
    yield tuple(programmes)


def _by_place(at: int, passed: Sequence[int], programmes: Sequence[int], readings: Sequence[Reading]) -> tuple[int, ...]:
    """The programmes that a row should add up where arithmetic does not tell: by its label and place."""
    entry = readings[at].entry
    last = at == max(passed)
    if entry.kind is RowKind.TOTAL and (last or entry.scope == "programme"):
        return tuple(programmes)
    if entry.kind is RowKind.TOTAL:
        start = max((p for p in passed if p < at), default=-1)
        return tuple(p for p in programmes if start < p < at) or tuple(programmes)
    return next((way for way in _ways(at, passed, programmes, readings) if way), ())


def _speaks_of(finding: Finding, entry: Entry) -> bool:
    row = entry.lines[0].line.row
    return (finding.table_number, finding.row_number) == (row.table, row.number)
