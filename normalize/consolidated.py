"""Consolidated tables, a row per programme: each row becomes a report with one total."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import takewhile

from normalize.bodies import split_bodies
from normalize.decisions import read_decisions
from normalize.entries import Entry
from normalize.funding_records import records_of
from normalize.funding_tables import read_tables
from normalize.logical_tables import LogicalTable
from normalize.metadata import Metadata, report_of
from normalize.records import Decision, Finding, Report, RowKind
from normalize.slots import Context, Reading, figures_of
from normalize.structure import adds_up
from normalize.terms import Years, read_term
from normalize.text import fold
from normalize.titles import own_years, read_title, until_year


def consolidated_reports(
    tables: Sequence[LogicalTable], metadata: Metadata, facts: list[Finding], context: Context
) -> Iterable[tuple[Report, list[Finding]]]:
    """A row per programme: each becomes a report with one total row; the row that adds up all programmes belongs to none."""
    ordinal = context.report
    readings, findings = read_tables(tables, context)
    facts = [f for f in facts if f.rule != "missing_metadata" or "програм" not in f.args.get("what", "")]
    parts: set[int] = set()
    for at, reading in enumerate(readings):
        entry = reading.entry
        if not re.search(r"\w{2}", entry.title) or id(entry) in parts:
            continue  # a manager's or the grand total's row of the budget's annex; what details a programme
        if entry.kind is not RowKind.MEASURE or _heads_programmes(entry, [r.entry for r in readings[at + 1 :]]):
            continue
        own = _measures_of(at, readings)
        parts.update(id(r.entry) for r in own)
        entry.title = _WITH_PARTS.sub("", entry.title) if own else entry.title
        title = read_title(entry.title)
        executors, decisions = _row_facts(reading)
        if title.approval:
            entry.title = re.sub(r"\s*\([^()]*рішен[^()]*\)\s*$|\s*\([^()]*№[^()]*\)\s*$", "", entry.title)
        entry.kind, entry.scope, entry.section, entry.number = RowKind.TOTAL, "programme", None, None
        mine = replace(context, report=ordinal)
        records, found = records_of([reading, *own], mine)
        years = title.years or own_years(entry.title) or _term_of_row(reading)
        facts_of_row = replace(
            metadata,
            programme_start_year=years[0] if years else None,
            programme_end_year=years[1] if years else until_year(_row_term(reading)),
            responsible_executors=executors or metadata.responsible_executors,
            decisions=decisions or (read_decisions([title.approval]) if title.approval else ()) or metadata.decisions,
        )
        report = report_of(ordinal, facts_of_row, title.programme or entry.title, [replace(r, sums=None) for r in records], ())
        yield report, [replace(f, report=ordinal) for f in (*facts, *findings, *found) if not _given(f, report)]
        findings = []
        ordinal += 1


_WITH_PARTS = re.compile(r"[\s,]*(?:(?:у|в) т\.?\s?ч\.?|(?:у|в) тому числі|з них)[\s:.]*$", re.IGNORECASE)


def _measures_of(at: int, readings: Sequence[Reading]) -> list[Reading]:
    """The unnumbered rows below a numbered programme («- Проведення змагань») that name no programme and add up to it: its measures."""
    if not readings[at].entry.number:
        return []
    own = list(
        takewhile(
            lambda r: r.entry.kind is RowKind.MEASURE and not r.entry.number and "програм" not in fold(r.entry.title), readings[at + 1 :]
        )
    )
    whole = figures_of(readings[at])
    return own if len(own) > 1 and adds_up([figures_of(r) for r in own], whole) else []


def _heads_programmes(entry: Entry, below: Sequence[Entry]) -> bool:
    """Whether a row is of a body («1. Управління ЖКГ») whose programmes 1.1, 1.2 stand below it: its amounts are theirs."""
    if not entry.number or "програм" in fold(entry.title):
        return False
    own = list(takewhile(lambda other: (other.number or "").startswith(f"{entry.number}."), below))
    return bool(own) and all("програм" in fold(other.title) for other in own)


def _given(finding: Finding, report: Report) -> bool:
    """Whether a fact that the text does not give stands in the programme's own row."""
    what = finding.args.get("what", "") if finding.rule == "fact_missing" else ""
    return (bool(report.decisions) and "рішення" in what) or (bool(report.responsible_executors) and "виконавця" in what)


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
    executors = [line.own(c) for line in lines for c in reading.header.columns("executor") if line.own(c)]
    told = [
        line.own(c) for line in lines for c in reading.header.columns("ignore") if re.search(r"№|рішен|\d{2}\.\d{2}\.20\d\d", line.own(c))
    ]
    return tuple(dict.fromkeys(body for text in executors for body in split_bodies(text))), read_decisions(told)
