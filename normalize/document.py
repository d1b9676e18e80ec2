"""A whole document understood: which reports it holds, each with its facts, rows, indicators, checks and findings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import takewhile

from rapidfuzz import fuzz

from ingest.model import Document, Note, Paragraph
from normalize.audit import audit_report
from normalize.bodies import split_bodies
from normalize.build import Context, Reading, TableReader, figures_of, records_of
from normalize.columns import FIGURES, is_unit_only
from normalize.decisions import read_decisions
from normalize.headings import restore_titles
from normalize.indicators import read_indicators
from normalize.lexicon import Lexicon
from normalize.metadata import Metadata, read_metadata
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
from normalize.repair import repair
from normalize.rows import Entry, read_rows
from normalize.stitch import Line, LogicalTable, Piece, announces_report, stitch
from normalize.structure import arrange
from normalize.text import clean, fold
from normalize.titles import read_title
from normalize.units import Unit, read_unit
from normalize.wholes import settle_wholes

VERSION = "1"


@dataclass
class _Draft:
    """What belongs to one report before it is understood: the text above, its tables, the text between and below."""

    before: list[Paragraph] = field(default_factory=list)
    tables: list[LogicalTable] = field(default_factory=list)
    indicators: list[LogicalTable] = field(default_factory=list)
    after: list[Paragraph] = field(default_factory=list)


def normalize(document: Document, file_name: str, lexicon: Lexicon) -> Normalized:
    """Understand a document. ``file_name`` (path below the folder) is asked for facts that the text does not give.

    Never raises for bad content: what cannot be understood is a finding. ``status`` is ``no_report`` where the document is no implementation report.
    """
    pieces, findings = stitch(restore_titles(document.blocks), lexicon)
    findings = [*(_of_note(note) for note in document.notes), *findings]
    columns = tuple(_columns(pieces))
    reason = _neighbour(pieces, lexicon)
    drafts = [] if reason else _drafts(pieces, lexicon, file_name)
    if not drafts:
        told = Finding(
            "no_report", {"why": reason or _why_none(pieces, document), "why_en": _ENGLISH.get(reason or _why_none(pieces, document), "")}
        )
        return Normalized("no_report", (), (*findings, told), (), columns)
    reports: list[Report] = []
    checks: list[Check] = []
    facts = _shared([read_metadata(d.before, d.after, file_name) for d in drafts])
    for draft, (metadata, told_facts) in zip(drafts, facts, strict=True):
        for report, found in _reports(draft, metadata, told_facts, len(reports), lexicon):
            report, repaired = repair(report)
            audited, loud = audit_report(report)
            reports.append(report)
            checks += audited
            findings += [*found, *repaired, *loud]
    if _empty(reports) and not any(f.rule in _UNREAD for f in findings):
        told = Finding("no_report", {"why": _NO_FIGURE, "why_en": _ENGLISH[_NO_FIGURE]})
        return Normalized("no_report", (), (*findings, told), (), columns)
    return Normalized("loaded", tuple(reports), tuple(findings), tuple(checks), columns)


def _of_note(note: Note) -> Finding:
    return Finding(note.code, note.args, page=note.page, table_number=note.table, row_number=note.row)


# which reports a document holds

_PASSPORT = "звіт про виконання паспорта бюджетної програми, не цільової"
_PLAN = "таблиці мають лише планові суми: це програма чи додаток до неї, а не звіт про виконання"
_NO_TABLE = "у документі немає таблиць"
_NO_FUNDING = "жодна таблиця не має граф «захід» і «профінансовано»"
_NO_FIGURE = "у таблицях немає жодної цифри: це порожня форма"
_UNREAD = frozenset(
    {"unknown_header", "needs_ocr", "page_lost", "row_lost", "table_unsure", "columns_run_together", "table_lost", "picture_unread"}
)
_ENGLISH = {
    _NO_FIGURE: "its tables hold no figure: an empty form",
    _PASSPORT: "it reports on a budget programme's passport, not on a target programme",
    _PLAN: "its tables have planned amounts only: a programme or an annex to one, not an implementation report",
    _NO_TABLE: "it holds no tables",
    _NO_FUNDING: "no table has columns of measures and actual amounts",
}


def _empty(reports: Sequence[Report]) -> bool:
    """Whether no report holds a single amount, dash or indicator."""
    states = {a.state for r in reports for x in r.funding for a in (x.planned, x.actual, x.spent)}
    return states <= {State.BLANK, State.NOT_DUE} and not any(r.indicators for r in reports)


def _neighbour(pieces: Sequence[Piece], lexicon: Lexicon) -> str | None:
    """Why the document is a neighbour of implementation reports and none itself, else None."""
    head = [fold(p.text) for p in pieces[:60] if isinstance(p, Paragraph)]
    for i in range(len(head)):
        text = " ".join(head[i : i + 3])[:240]
        if re.search(r"паспорт\w* бюджетн\w+ програм", text) and re.search(r"^(?:звіт|інформац|паспорт|результат|оцінк)", text):
            return _PASSPORT
    tables = [p for p in pieces if isinstance(p, LogicalTable)]
    if tables and any(t.header.kind == "plan" for t in tables) and not any(t.header.kind in ("funding", "indicators") for t in tables):
        titled = any(isinstance(p, Paragraph) and re.match(r"(?:звіт|інформаці)", fold(p.text)) for p in pieces)
        return None if titled else _PLAN
    return None


def _why_none(pieces: Sequence[Piece], document: Document) -> str:
    return _NO_FUNDING if document.tables else _NO_TABLE


def _drafts(pieces: Sequence[Piece], lexicon: Lexicon, file_name: str) -> list[_Draft]:
    """Cut the document into reports: a new one begins at a title that speaks of another programme or period, before a table of its own."""
    drafts: list[_Draft] = []
    pending: list[Paragraph] = []
    for piece in pieces:
        if isinstance(piece, Paragraph):
            pending.append(piece)
            continue
        if piece.header.kind == "other":
            pending += _told_decisions(piece)
            continue
        is_funding = piece.header.kind in ("funding", "plan")
        current = drafts[-1] if drafts else None
        if current is None:
            drafts.append(_Draft(before=pending))
        else:
            cut = _new_title(pending, current, lexicon, file_name) if current.tables or not is_funding else None
            if cut is not None:
                current.after += pending[:cut]
                drafts.append(_Draft(before=pending[cut:]))
            elif current.tables:
                current.after += pending
            else:
                current.before += pending
        pending = []
        (drafts[-1].tables if is_funding else drafts[-1].indicators).append(piece)
    if (
        not drafts
        and any(p.role == "body" and announces_report(p.text, lexicon) for p in pending)
        and any(True for p in pieces if isinstance(p, LogicalTable))
    ):
        drafts.append(_Draft(before=pending))
        pending = []
    if drafts:
        drafts[-1].after += pending
    return [d for d in drafts if d.tables or d.indicators or len(drafts) == 1]


def _told_decisions(table: LogicalTable) -> list[Paragraph]:
    """A table that lists the decisions on the programme, as text; other tables without figures tell no facts."""
    if "рішен" not in fold(" ".join(text for row in table.header.rows for text in row)):
        return []
    rows = [line for line in table.lines if isinstance(line, Line)]
    return [Paragraph("Рішення " + " ".join(cell.text for _, cell in line.row.filled()), page=line.row.page) for line in rows]


def _new_title(pending: Sequence[Paragraph], current: _Draft, lexicon: Lexicon, file_name: str) -> int | None:
    """Where among the paragraphs another report's title begins, or None."""
    known, _ = read_metadata(current.before, [], file_name)
    for i, paragraph in enumerate(pending):
        if paragraph.role != "body" or not clean(paragraph.text):
            continue
        if announces_report(paragraph.text, lexicon):
            other, _ = read_metadata(pending[i:], [], "")
            if other.programme is None:
                continue
            same = known.programme is not None and _same_programme(known.programme, other.programme)
            if same and (
                other.period_origin != "title" or (other.period_start, other.period_end) == (known.period_start, known.period_end)
            ):
                return None
            return _with_stamp(pending, i)
        if re.match(r"(?:\d+\.?\s*)?(?:[а-яіїєґ-]+ ){0,3}програм[аи]\b", fold(paragraph.text)) and len(paragraph.text) < 300:
            title = read_title(paragraph.text)
            named = (
                title.programme
                if title.programme and len(title.programme.split()) > 2 and re.search(r"[«\"„]|20\d\d", title.programme)
                else None
            )
            if named and (known.programme is None or fuzz.partial_ratio(fold(known.programme), fold(named)) < 85):
                return i
    return None


def _same_programme(a: str, b: str) -> bool:
    """Whether two titles name one programme: their names in quotes decide where both have them, else hardly a word may differ."""
    first, second = (re.findall(r"[«“„\"]([^«»“”„\"]{3,})[»”\"]", text) for text in (a, b))
    if first and second:
        return fuzz.ratio(fold(first[0]), fold(second[0])) >= 85
    return fuzz.ratio(fold(a), fold(b)) >= 92


_STAMP = re.compile(r"(?:додаток|до рішення|від\b.{0,40}№|№|затверджен|погоджен|сесії|рішення)", re.IGNORECASE)


def _with_stamp(pending: Sequence[Paragraph], at: int) -> int:
    """Back over the «Додаток … до рішення …» lines above a title: they belong to the report that follows."""
    while at > 0 and len(pending[at - 1].text) < 160 and _STAMP.match(clean(pending[at - 1].text)):
        at -= 1
    return at


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
    draft: _Draft, metadata: Metadata, facts: list[Finding], ordinal: int, lexicon: Lexicon
) -> Iterable[tuple[Report, list[Finding]]]:
    metadata, told = _with_period(draft, metadata, lexicon)
    told = [*facts, *told]
    unit = _caption_unit(draft.before)
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
    findings += settle_wholes(readings, context)
    records, found = records_of(readings, context)
    return records, findings + found


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


def _with_period(draft: _Draft, metadata: Metadata, lexicon: Lexicon) -> tuple[Metadata, list[Finding]]:
    """The period from the filled columns where neither title, text nor file name gives it."""
    if metadata.report_year is not None:
        return metadata, []
    year = _filled_year(draft)
    args = {"what": "звітний період", "what_en": "the reporting period", "value": str(year) if year else "—"}
    finding = Finding("missing_metadata", args, found=str(year) if year else None)
    if year is None:
        return metadata, [finding]
    return replace(metadata, report_year=year, period_start=date(year, 1, 1), period_end=date(year, 12, 31)), [finding]


def _filled_year(draft: _Draft) -> int | None:
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
