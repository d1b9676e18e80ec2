"""Consolidated tables, a row per programme: each row becomes a report with one total."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from normalize.adding_up import adds_up
from normalize.announcements import programme_head
from normalize.bodies import split_bodies
from normalize.communities import find_community
from normalize.consolidated_sums import is_sum, with_sums_told
from normalize.decisions import read_decisions
from normalize.funding_records import records_of
from normalize.funding_tables import read_tables
from normalize.line_labels import all_texts
from normalize.logical_tables import LogicalTable
from normalize.metadata import Metadata, report_of
from normalize.placed import at_row
from normalize.programme_parts import body_of, parts_of
from normalize.records import Decision, Finding, Report, RowKind
from normalize.slots import Context, Reading, figures_of
from normalize.terms import Years, read_term
from normalize.text import fold
from normalize.titles import own_years, read_title, until_year


@dataclass(frozen=True)
class _Programme:
    """A programme's row, those of its measures where the table lists them below it, and those that give its amounts once more in parts."""

    reading: Reading
    measures: list[Reading]
    parts: dict[int, Reading]

    def holds(self, finding: Finding) -> bool:
        """Whether a finding stands at one of the programme's rows."""
        mine = (self.reading, *self.measures, *self.parts.values())
        lines = (line for reading in mine for sub in reading.entry.lines for line in (sub.line, *sub.tails))
        return any((line.row.table, line.row.number) == (finding.table_number, finding.row_number) for line in lines)


def consolidated_reports(
    tables: Sequence[LogicalTable], metadata: Metadata, facts: list[Finding], context: Context
) -> Iterable[tuple[Report, list[Finding]]]:
    """A row per programme: each becomes a report with one total row; the rows that add programmes up belong to none."""
    readings, findings = read_tables(tables, context)
    programmes, passed = _told_apart(readings)
    findings = with_sums_told(readings, {at: tuple(p.parts) for at, p in programmes.items()}, passed, findings, context)
    findings += [_of_part(part) for programme in programmes.values() for part in programme.parts.values()]
    facts = [f for f in facts if f.rule != "missing_metadata" or "програм" not in f.args.get("what", "")]
    findings = [replace(f, report=_owner(f, list(programmes.values()), context.report)) for f in findings]
    for ordinal, programme in enumerate(programmes.values(), context.report):
        report, found = _report_of(programme, metadata, replace(context, report=ordinal))
        yield report, [*(replace(f, report=ordinal) for f in (*facts, *found) if not _given(f, report)), *findings]
        findings = []


def _owner(finding: Finding, programmes: Sequence[_Programme], first: int) -> int | None:
    """Whose report a finding is of: that of the programme at whose row it stands, the first where it is of the whole table, none where of a sum."""
    if finding.row_number is None:
        return first
    return next((first + i for i, programme in enumerate(programmes) if programme.holds(finding)), None)


def _of_part(part: Reading) -> Finding:
    line = part.entry.lines[0].line
    return at_row(line.row, "programme_part", all_texts(line))


def _told_apart(readings: Sequence[Reading]) -> tuple[dict[int, _Programme], list[int]]:
    """The programmes by the place of their rows, and the places of the rows that add them up."""
    programmes: dict[int, _Programme] = {}
    passed: list[int] = []
    taken: set[int] = set()
    for at, reading in enumerate(readings):
        if id(reading) in taken:
            continue
        if is_sum(at, readings):
            passed.append(at)
            continue
        parts = {i: readings[i] for i in parts_of(at, readings)}
        programmes[at] = _Programme(readings[at], [] if parts else _measures_of(at, readings), parts)
        taken.update(map(id, (*programmes[at].measures, *parts.values())))
    return programmes, passed


def _report_of(programme: _Programme, metadata: Metadata, context: Context) -> tuple[Report, list[Finding]]:
    """The report of one programme: its row is the total, what the row says of it holds before what the document says of all."""
    entry = programme.reading.entry
    entry.title = context.lexicon.before_breakdown(entry.title) if programme.measures or programme.parts else entry.title
    executors, decisions = _row_facts(programme.reading)
    executors = executors or tuple(dict.fromkeys(body for part in programme.parts.values() if (body := body_of(part))))
    if (decided := _DECIDED.search(entry.title)) is not None:
        decisions = decisions or read_decisions([decided[0]])
        entry.title = _BY_DECISION.sub("", entry.title[: decided.start()])
    title = read_title(entry.title)
    if title.approval:
        entry.title = _APPROVED.sub("", entry.title)
        entry.title = re.sub(r"\s*\([^()]*рішен[^()]*\)\s*$|\s*\([^()]*№[^()]*\)\s*$", "", entry.title)
    entry.kind, entry.scope, entry.section, entry.number = RowKind.TOTAL, "programme", None, None
    records, found = records_of([programme.reading, *programme.measures], context)
    years = title.years or own_years(entry.title) or _term_of_row(programme.reading)
    community = find_community([entry.title])
    facts = replace(
        metadata,
        community=community.name if community and not (community.from_council and metadata.community) else metadata.community,
        programme_start_year=years[0] if years else None,
        programme_end_year=years[1] if years else until_year(_row_term(programme.reading)),
        responsible_executors=executors or metadata.responsible_executors,
        decisions=decisions or (read_decisions([title.approval]) if title.approval else ()) or metadata.decisions,
    )
    own = [replace(r, sums=None) for r in records]
    return report_of(context.report, facts, title.programme or entry.title, own, ()), found


# «Програма … на 2022-2026 роки, затверджена рішенням від 20.12.2024 № 300»
_APPROVED = re.compile(r"\s*[,;]?\s+(?:яка\s+|що\s+)?(?:затвердж|схвал)\w+\s+рішен\w+[^()]*\d[^()]*$", re.IGNORECASE)


# what is left of it where date and number are taken off: «…, затверджена рішенням міської ради»
_BY_DECISION = re.compile(r"\s*[,;]?\s+(?:яка\s+|що\s+)?(?:затвердж|схвал)\w+\s+рішен\w+[^()\d]*$", re.IGNORECASE)


# «Програма … на 2022-2026 роки, рішення від 16.12.2021 № 512», the decision on a line of its own too
_DECIDED = re.compile(
    r"(?<=[\w»”\".])(?<!рішенням)(?<!рішення)(?<!розпорядженням)[\s,;.]*\s(?:(?:рішення|розпорядження)(?:\s+[^\W\d]+){0,4}?\s+(?:від\s|№)|від\s+\d{1,2}[.\s])[^()«»]*№\s*\S*\d[^()«»]*$"
    r"|(?<=[\w»”\".])[\s,;.]*\s(?:рішення|розпорядження)(?:\s+[^\W\d]+){0,4}?\s+№[^()«»]*\d[^()«»]*$",
    re.IGNORECASE,
)


def _measures_of(at: int, readings: Sequence[Reading]) -> list[Reading]:
    """The rows below a numbered programme that name no programme: «1.1 Проведення змагань» under «1», or unnumbered ones that add up to it."""
    number = readings[at].entry.number
    if not number:
        return []
    below = list(takewhile(lambda r: (r.entry.number or "").startswith(f"{number}."), readings[at + 1 :]))
    if below and programme_head(readings[at].entry.title) and not any("програм" in fold(r.entry.title) for r in below):
        return below
    own = list(
        takewhile(
            lambda r: r.entry.kind is RowKind.MEASURE and not r.entry.number and "програм" not in fold(r.entry.title), readings[at + 1 :]
        )
    )
    whole = figures_of(readings[at])
    return own if len(own) > 1 and adds_up([figures_of(r) for r in own], whole) else []


def _given(finding: Finding, report: Report) -> bool:
    """Whether a fact that the text does not give stands in the programme's own row."""
    what = finding.args.get("what", "") if finding.rule == "fact_missing" else ""
    return (
        (bool(report.decisions) and "рішення" in what)
        or (bool(report.responsible_executors) and "виконавця" in what)
        or (bool(report.community) and "громаду" in what)
    )


def _row_term(reading: Reading) -> str:
    """What the column of terms says in a programme's own row."""
    columns = reading.header.columns("term", "year")
    return next((sub.line.own(c) for sub, _ in reading.slots for c in columns if sub.line.own(c)), "")


def _term_of_row(reading: Reading) -> Years | None:
    term = _row_term(reading)
    return None if until_year(term) is not None else read_term(term)


def _row_facts(reading: Reading) -> tuple[tuple[str, ...], tuple[Decision, ...]]:
    """The executors and the decision that a consolidated table gives in a programme's own row."""
    lines = [sub.line for sub, _ in reading.slots]
    # a body's cell may go down over all of its programmes
    executors = [line.text(c) for line in lines for c in reading.header.columns("executor") if line.own(c) or line.inherited(c)]
    told = [
        line.own(c) for line in lines for c in reading.header.columns("ignore") if re.search(r"№|рішен|\d{2}\.\d{2}\.20\d\d", line.own(c))
    ]
    return tuple(dict.fromkeys(body for text in executors for body in split_bodies(text))), read_decisions(told)
