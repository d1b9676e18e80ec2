"""A whole document understood: which reports it holds, each with its facts, rows, indicators, checks and findings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import takewhile

from ingest.model import Document, Note, Paragraph
from normalize.announcements import announces_report
from normalize.audit import audit_report
from normalize.bodies import split_bodies
from normalize.build import TableReader
from normalize.columns import FIGURES, is_unit_only
from normalize.decisions import read_decisions
from normalize.entries import Entry
from normalize.funding_records import records_of
from normalize.guesses import guess
from normalize.headings import restore_titles
from normalize.indicators import read_indicators
from normalize.lexicon import Lexicon
from normalize.logical_tables import Line, LogicalTable, Piece
from normalize.metadata import Metadata, read_metadata
from normalize.neighbours import ENGLISH, NO_FIGURE, UNREAD, neighbour, why_none, without_plan_annexes
from normalize.records import (
    Check,
    ColumnReading,
    Decision,
    Finding,
    Fund,
    FundingRecord,
    IndicatorRecord,
    Normalized,
    Report,
    RowKind,
    Source,
    State,
)
from normalize.repair import repair, settled
from normalize.rows import read_rows
from normalize.scan_doubts import label_doubts
from normalize.segments import Draft, cut_into_drafts
from normalize.slots import Context, Reading, figures_of
from normalize.stitch import stitch
from normalize.structure import arrange
from normalize.text import clean, fold
from normalize.titles import read_title
from normalize.units import Unit, read_unit
from normalize.wholes import settle_wholes

VERSION = "1"


def normalize(document: Document, file_name: str, lexicon: Lexicon) -> Normalized:
    """Understand a document. ``file_name`` (path below the folder) is asked for facts that the text does not give.

    Never raises for bad content: what cannot be understood is a finding. ``status`` is ``no_report`` where the document is no implementation report.
    """
    pieces, findings = stitch(restore_titles(document.blocks), lexicon)
    findings = [*(_of_note(note) for note in document.notes), *findings]
    columns = tuple(_columns(pieces))
    reason = neighbour(pieces, lexicon)
    pieces, annexes = without_plan_annexes(pieces, lexicon)
    findings += annexes
    unread = any(f.rule in UNREAD for f in findings)
    drafts = [] if reason else cut_into_drafts(pieces, lexicon, file_name, unread=unread)
    if not drafts:
        if reason is None and _lost_in_text(pieces, lexicon):
            findings.append(Finding("unknown_header", {"column": "—", "header": _WITHOUT_TABLE}, found=_WITHOUT_TABLE))
        told = Finding(
            "no_report", {"why": reason or why_none(pieces, document), "why_en": ENGLISH.get(reason or why_none(pieces, document), "")}
        )
        return Normalized("no_report", (), (*findings, told), (), columns)
    reports: list[Report] = []
    checks: list[Check] = []
    facts = _shared([read_metadata(d.before, d.after, file_name) for d in drafts])
    unit: Unit | None = None
    for draft, (metadata, told_facts) in zip(drafts, facts, strict=True):
        unit = _caption_unit(draft.before) or unit  # what the document says once holds for its later reports too
        for report, found in _reports(draft, metadata, told_facts, len(reports), unit, lexicon):
            report, repaired = repair(report)
            audited, loud = audit_report(report)
            reports.append(report)
            checks += audited
            findings += [*settled(found, repaired), *repaired, *label_doubts(document, columns, report), *loud]
    if _empty(reports) and not any(f.rule in UNREAD for f in findings):
        told = Finding("no_report", {"why": NO_FIGURE, "why_en": ENGLISH[NO_FIGURE]})
        return Normalized("no_report", (), (*findings, told), (), columns)
    return Normalized("loaded", tuple(reports), tuple(findings), tuple(checks), columns)


def _of_note(note: Note) -> Finding:
    return Finding(note.code, note.args, page=note.page, table_number=note.table, row_number=note.row)


_WITHOUT_TABLE = "суми стоять у тексті без жодної таблиці"


def _lost_in_text(pieces: Sequence[Piece], lexicon: Lexicon) -> bool:
    """Whether a text that announces a report holds many amounts, and no table: a cell a line, or cells run together."""
    if any(isinstance(piece, LogicalTable) for piece in pieces):
        return False
    texts = [piece.text for piece in pieces if isinstance(piece, Paragraph)]
    amounts = sum(bool(_AMOUNT_LINE.search(line)) for text in texts for line in clean(text).split("\n"))
    return amounts >= 6 and any(announces_report(text, lexicon) for text in texts)


_AMOUNT_LINE = re.compile(r"(?:^|\s)\d{1,3}(?: \d{3})*[.,]\d{1,3}(?:\s|$)")


# which reports a document holds


def _empty(reports: Sequence[Report]) -> bool:
    """Whether no report holds a single amount, dash or indicator."""
    states = {a.state for r in reports for x in r.funding for a in (x.planned, x.actual, x.spent)}
    return states <= {State.BLANK, State.NOT_DUE} and not any(r.indicators for r in reports)


def _shared(facts: list[tuple[Metadata, list[Finding]]]) -> list[tuple[Metadata, list[Finding]]]:
    """What a document says once for all its reports: a later one takes period and community from the first, an earlier one the signature from the last."""
    out = []
    first = facts[0][0]
    last = next((m for m, _ in reversed(facts) if m.signatory), None)
    for metadata, findings in facts:
        if (metadata.period_end is None or metadata.period_origin == "file_name") and first.period_end is not None:
            metadata = replace(
                metadata,
                report_year=first.report_year,
                period_start=first.period_start,
                period_end=first.period_end,
                period_origin=first.period_origin,
            )
        if metadata.community is None:
            metadata = replace(metadata, community=first.community)
        if metadata.signatory is None and last is not None:
            metadata = replace(metadata, signatory=last.signatory)
            findings = [f for f in findings if not (f.rule == "fact_missing" and "підпис" in f.args.get("what", ""))]
        out.append((metadata, findings))
    return out


# one report


def _reports(
    draft: Draft, metadata: Metadata, facts: list[Finding], ordinal: int, unit: Unit | None, lexicon: Lexicon
) -> Iterable[tuple[Report, list[Finding]]]:
    metadata, told = _with_period(draft, metadata, lexicon)
    told = [*facts, *told]
    year, period_year = metadata.report_year, metadata.period_end.year if metadata.period_end else metadata.report_year
    consolidated = [t for t in draft.tables if t.header.consolidated]
    if consolidated:
        yield from _consolidated(consolidated, metadata, told, ordinal, unit, lexicon)
        return
    context = Context(ordinal, year, period_year, unit, lexicon, metadata.period_end.month if metadata.period_end else None)
    records, found = _funding(draft.tables, context)
    indicators: list[IndicatorRecord] = []
    for table in draft.indicators:
        made, odd = read_indicators(table, ordinal, year, period_year, lexicon)
        indicators += made
        found += odd
    if not records:
        found.append(Finding("no_rows", {}, report=ordinal))
    report = _report(ordinal, metadata, metadata.programme or "", records, indicators)
    yield report, [replace(f, report=ordinal) for f in (*told, *found)]


def _report(
    ordinal: int, metadata: Metadata, programme: str, records: Sequence[FundingRecord], indicators: Sequence[IndicatorRecord]
) -> Report:
    return Report(
        ordinal, programme, metadata.report_year, metadata.period_start, metadata.period_end, metadata.community,
        metadata.programme_start_year, metadata.programme_end_year, metadata.responsible_executors, metadata.co_executors,
        metadata.signatory, metadata.decisions, tuple(records), tuple(indicators), metadata.narrative,
    )  # fmt: skip


def _read_tables(tables: Sequence[LogicalTable], context: Context) -> tuple[list[Reading], list[Finding]]:
    readings: list[Reading] = []
    findings: list[Finding] = []
    for table in tables:
        above = takewhile(lambda item: isinstance(item, Paragraph), table.lines)
        context = replace(context, unit=_caption_unit(above) or context.unit)
        entries, odd = read_rows(table.lines, table.header, context.lexicon)
        findings += odd
        findings += _line_findings(table)
        reader = TableReader(table.header, context)
        reader.look_over(entries)
        readings += [reader.read(entry) for entry in entries]
        if reader.periods:
            findings.append(Finding("periods_added", {}, table_number=table.number, page=table.page))
        if any(
            m.plan == "period"
            for c, m in enumerate(table.header.meanings)
            if m.field == "planned" and reader.targets.get(c) == "planned_uah"
        ):
            findings.append(Finding("period_plan_only", {}, table_number=table.number, page=table.page))
    return readings, findings


def _funding(tables: Sequence[LogicalTable], context: Context) -> tuple[list[FundingRecord], list[Finding]]:
    readings, findings = _read_tables(tables, context)
    entries = [reading.entry for reading in readings]
    arrange(entries, lambda entry: figures_of(readings[_index(entries, entry)]))
    findings += _details_told(entries)
    findings += settle_wholes(readings, context)
    records, found = records_of(readings, context)
    return records, findings + found


def _details_told(entries: Sequence[Entry]) -> list[Finding]:
    """Each table that lists what one measure of an earlier table was spent on."""
    tables: dict[int, list[Entry]] = {}
    for entry in entries:
        tables.setdefault(entry.lines[0].line.row.table, []).append(entry)
    return [
        Finding("detail_table", {"text": entries[inside[0].parent].title}, table_number=number)
        for number, inside in tables.items()
        if inside[0].parent is not None and all(e.scope == "part" and e.parent == inside[0].parent for e in inside)
    ]


def _index(entries: Sequence[Entry], entry: Entry) -> int:
    return next(i for i, e in enumerate(entries) if e is entry)


def _line_findings(table: LogicalTable) -> list[Finding]:
    out = []
    for line in table.lines:
        if isinstance(line, Line) and (line.shifted or line.broken):
            text = " | ".join(line.row.text(c) for c, _ in line.row.filled())
            rule = "shifted_row" if line.shifted else "row_unaligned"
            out.append(
                Finding(
                    rule,
                    {"text": text[:300]},
                    table_number=line.row.table,
                    row_number=line.row.number,
                    page=line.row.page,
                    found=text[:300],
                )
            )
    return out


def _consolidated(
    tables: Sequence[LogicalTable], metadata: Metadata, facts: list[Finding], ordinal: int, unit: Unit | None, lexicon: Lexicon
) -> Iterable[tuple[Report, list[Finding]]]:
    """A row per programme: each becomes a report with one total row; the row that adds up all programmes belongs to none."""
    context = Context(
        ordinal,
        metadata.report_year,
        metadata.period_end.year if metadata.period_end else metadata.report_year,
        unit,
        lexicon,
        metadata.period_end.month if metadata.period_end else None,
    )
    readings, findings = _read_tables(tables, context)
    facts = [f for f in facts if f.rule != "missing_metadata" or "програм" not in f.args.get("what", "")]
    for reading in readings:
        entry = reading.entry
        if entry.kind is not RowKind.MEASURE:
            continue
        title = read_title(entry.title)
        executors, decisions = _row_facts(reading)
        if title.approval:
            entry.title = re.sub(r"\s*\([^()]*рішен[^()]*\)\s*$|\s*\([^()]*№[^()]*\)\s*$", "", entry.title)
        entry.kind, entry.scope, entry.section, entry.number = RowKind.TOTAL, "programme", None, None
        mine = replace(context, report=ordinal)
        records, found = records_of([reading], mine)
        years = title.years
        facts_of_row = replace(
            metadata,
            programme_start_year=years[0] if years else None,
            programme_end_year=years[1] if years else None,
            responsible_executors=executors or metadata.responsible_executors,
            decisions=decisions or (read_decisions([title.approval]) if title.approval else ()) or metadata.decisions,
        )
        report = _report(ordinal, facts_of_row, title.programme or entry.title, [replace(r, sums=None) for r in records], ())
        yield report, [replace(f, report=ordinal) for f in (*facts, *findings, *found)]
        findings = []
        ordinal += 1


def _row_facts(reading: Reading) -> tuple[tuple[str, ...], tuple[Decision, ...]]:
    """The executors and the decision that a consolidated table gives in a programme's own row."""
    lines = [sub.line for sub, _ in reading.slots]
    executors = [line.own(c) for line in lines for c in reading.header.columns("executor") if line.own(c)]
    told = [
        line.own(c) for line in lines for c in reading.header.columns("ignore") if re.search(r"№|рішен|\d{2}\.\d{2}\.20\d\d", line.own(c))
    ]
    return tuple(dict.fromkeys(body for text in executors for body in split_bodies(text))), read_decisions(told)


def _with_period(draft: Draft, metadata: Metadata, lexicon: Lexicon) -> tuple[Metadata, list[Finding]]:
    """The period from the filled columns where neither title, text nor file name gives it."""
    if metadata.report_year is not None:
        return metadata, []
    year = _filled_year(draft)
    finding = guess("звітний період", "the reporting period", str(year) if year else None)
    if year is None:
        return metadata, [finding]
    return replace(metadata, report_year=year, period_start=date(year, 1, 1), period_end=date(year, 12, 31)), [finding]


def _filled_year(draft: Draft) -> int | None:
    """The last year for which actual amounts are filled in, by the columns."""
    years: set[int] = set()
    for table in draft.tables:
        for c in table.header.columns("actual", "spent"):
            year = table.header.meanings[c].year
            if year is not None and any(isinstance(line, Line) and any(ch.isdigit() for ch in line.own(c)) for line in table.lines):
                years.add(year)
    return max(years, default=None)


def _caption_unit(paragraphs: Iterable[object]) -> Unit | None:
    """The unit that a caption above a table names: the nearest short line that is a unit, or «Одиниця виміру: …», «… (тис. грн)»."""
    for paragraph in reversed([p for p in paragraphs if isinstance(p, Paragraph)]):
        for text in reversed(clean(paragraph.text).split("\n")):
            unit = read_unit(text)
            if unit is not None and (is_unit_only(text) or _NAMES_UNIT.search(fold(text) if "(" not in text else text.casefold())):
                return unit
    return None


_NAMES_UNIT = re.compile(r"одиниц\w+ вимір|\((?:у |в )?(?:тис|млн|грн|грив)[^)]*\)\s*$|,\s*(?:у |в )?(?:тис|млн)\S*\s*грн\.?$")


def _columns(pieces: Sequence[Piece]) -> Iterable[ColumnReading]:
    for piece in pieces:
        if not isinstance(piece, LogicalTable):
            continue
        for c, m in enumerate(piece.header.meanings):
            yield ColumnReading(
                piece.number, c, piece.header.paths[c], m.field, m.score, m.runner_up, m.runner_up_score, m.year,
                m.source or Source.TOTAL, m.fund or Fund.TOTAL, str(m.unit) if m.unit else None, m.period or ("whole" if m.whole else None) or m.plan, m.how,
            )  # fmt: skip


__all__ = ["FIGURES", "State", "VERSION", "normalize"]
