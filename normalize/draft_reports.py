"""The reports of one draft: a report of its tables, or a report for each programme of a consolidated table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from normalize.captions import unit_elsewhere
from normalize.consolidated import consolidated_reports
from normalize.filled_period import with_filled_period
from normalize.funding_tables import funding_of
from normalize.guesses import guess
from normalize.indicators import read_indicators
from normalize.lexicon import Lexicon
from normalize.logical_tables import Line
from normalize.metadata import Metadata, report_of
from normalize.records import Finding, IndicatorRecord, Report, State
from normalize.segments import Draft
from normalize.slots import Context
from normalize.units import Unit

_TITLES = ("measure", "programme", "section")


def _unit_in_tables(draft: Draft) -> Unit | None:
    """The unit of amounts over which none stands: beside the titles' own header («Зміст заходів (тис. грн)»), in a total's label, or in a note below."""
    headed = [m for table in draft.tables for m in table.header.meanings if m.unit is not None]
    if any(m.field not in _TITLES for m in headed):
        return None
    if headed:
        return headed[0].unit
    labels = (cell.text for t in draft.tables for x in t.lines if isinstance(x, Line) for _, cell in x.row.filled())
    return unit_elsewhere(labels, (p.text for p in draft.after))


def _years(metadata: Metadata) -> tuple[int, int] | None:
    first, last = metadata.programme_start_year, metadata.programme_end_year
    return (first, last) if first is not None and last is not None else None


def reports_of(
    draft: Draft, metadata: Metadata, facts: list[Finding], ordinal: int, unit: Unit | None, lexicon: Lexicon
) -> Iterable[tuple[Report, list[Finding]]]:
    """Each report of a draft with its findings; ``ordinal`` is the first one's place in the document."""
    metadata, told = with_filled_period(draft, metadata)
    told = [*facts, *told]
    year, period_year = metadata.report_year, metadata.period_end.year if metadata.period_end else metadata.report_year
    unit = unit or _unit_in_tables(draft)
    of_years = bool(metadata.period_start and metadata.period_end and metadata.period_start.year < metadata.period_end.year)
    month = metadata.period_end.month if metadata.period_end else None
    context = Context(ordinal, year, period_year, unit, lexicon, month, programme_years=_years(metadata), of_years=of_years)
    consolidated = [t for t in draft.tables if t.header.consolidated]
    if consolidated:
        yield from consolidated_reports(consolidated, metadata, told, context)
        return
    records, found = funding_of(draft.tables, context)
    indicators: list[IndicatorRecord] = []
    for table in draft.indicators:
        made, odd = read_indicators(table, ordinal, year, period_year, lexicon)
        indicators += made
        found += odd
    if not records:
        found.append(Finding("no_rows", {}, report=ordinal))
    elif all(record.planned.state is State.BLANK for record in records) and any(record.actual.uah for record in records):
        found.append(Finding("plan_nowhere", {}, report=ordinal))
    if metadata.consolidated and metadata.programme is None:
        # «Звіт про виконання місцевих програм»: the title names none, and no row of the table was found to
        found.append(guess("назву програми", "the programme's title", None))
    report = report_of(ordinal, metadata, metadata.programme or "", records, indicators)
    yield report, [replace(f, report=ordinal) for f in (*told, *found)]
