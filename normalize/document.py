"""A whole document understood: which reports it holds, each with its facts, rows, indicators, checks and findings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ingest.model import Document, Note, Paragraph
from normalize.announcements import announces_report
from normalize.audit import audit_report
from normalize.captioned_tables import with_captions_inside
from normalize.captions import caption_unit
from normalize.draft_reports import reports_of
from normalize.furniture import without_furniture
from normalize.headings import restore_titles, with_numbers
from normalize.hidden import hidden_left_out, without_hidden
from normalize.indicator_columns import with_indicator_columns
from normalize.indicator_rows import with_indicators_apart
from normalize.lexicon import Lexicon
from normalize.logical_tables import LogicalTable, Piece
from normalize.metadata import Metadata, read_metadata
from normalize.neighbours import ENGLISH, NO_FIGURE, NO_PROGRAMME, UNREAD, neighbour, why_none, without_plan_annexes
from normalize.padded_percents import as_typed
from normalize.prose_amounts import amounts_in_prose
from normalize.records import Check, ColumnReading, Finding, Fund, Normalized, Report, Source, State
from normalize.repair import repair, settled
from normalize.scan_doubts import indicator_doubts, label_doubts, poorly_read
from normalize.segments import Draft, cut_into_drafts
from normalize.stitch import stitch
from normalize.torn_heads import with_whole_heads
from normalize.units import Unit
from normalize.written_out import with_merged_cells


def normalize(document: Document, file_name: str, lexicon: Lexicon) -> Normalized:
    """Understand a document. ``file_name`` (path below the folder) is asked for facts that the text does not give.

    Never raises for bad content: what cannot be understood is a finding. ``status`` is ``no_report`` where the document is no implementation report.
    """
    pieces, findings = _pieces(document, lexicon)
    columns = tuple(_columns(pieces))
    reason = neighbour(pieces, lexicon, None if document.format in ("pdf-scan", "image") else file_name)
    pieces, annexes = without_plan_annexes(pieces, lexicon)
    findings += annexes
    unread = any(f.rule in UNREAD for f in findings)
    drafts = [] if reason else cut_into_drafts(pieces, lexicon, file_name, unread=unread)
    if not drafts:
        if reason is None and _lost_in_text(pieces, lexicon):
            findings.append(Finding("unknown_header", {"column": "—", "header": _WITHOUT_TABLE}, found=_WITHOUT_TABLE))
        findings += poorly_read(document)
        return _no_report(reason or why_none(pieces, document), _of_interest(findings, pieces, file_name, reason, lexicon), columns)
    reports: list[Report] = []
    checks: list[Check] = []
    read = list(_reports(drafts, file_name, lexicon))
    for report, (_, found) in zip(as_typed([report for report, _ in read]), read, strict=True):
        report, repaired = repair(report)
        audited, loud = audit_report(report)
        reports.append(report)
        checks += audited
        doubts = [*label_doubts(document, columns, report), *indicator_doubts(report)]
        findings += [*settled(found, repaired, report), *repaired, *doubts, *loud]
    if _empty(reports) and not any(f.rule in UNREAD for f in findings):
        return _no_report(NO_FIGURE if reports else NO_PROGRAMME, findings, columns)
    return Normalized("loaded", tuple(reports), tuple(findings), tuple(checks), columns)


def _pieces(document: Document, lexicon: Lexicon) -> tuple[list[Piece], list[Finding]]:
    """The document's paragraphs and tables as they were meant; what is hidden is left out, unless the report's table is."""
    blocks = with_whole_heads(without_furniture(with_numbers(restore_titles(with_merged_cells(document.blocks))), lexicon))
    blocks, captioned = with_captions_inside(blocks, lexicon)
    pieces, findings = stitch(without_hidden(blocks), lexicon)
    left_out = hidden_left_out(blocks)
    if left_out and not any(isinstance(piece, LogicalTable) and piece.header.kind == "funding" for piece in pieces):
        pieces, findings = stitch(blocks, lexicon)
    else:
        findings += left_out
    pieces = with_indicator_columns(with_indicators_apart(pieces, lexicon), lexicon)
    return pieces, [*(_of_note(note) for note in document.notes), *captioned, *findings]


def _reports(drafts: Sequence[Draft], file_name: str, lexicon: Lexicon) -> Iterator[tuple[Report, list[Finding]]]:
    """The reports of a document's drafts, counted through; what the document says once holds for its later reports too."""
    facts = _shared([read_metadata(d.before, d.after, file_name) for d in drafts])
    unit: Unit | None = None
    ordinal = 0
    for draft, (metadata, told) in zip(drafts, facts, strict=True):
        unit = caption_unit(draft.before) or unit
        for report, found in reports_of(draft, metadata, told, ordinal, unit, lexicon):
            yield report, found
            ordinal += 1


def _no_report(why: str, findings: Sequence[Finding], columns: tuple[ColumnReading, ...]) -> Normalized:
    told = Finding("no_report", {"why": why, "why_en": ENGLISH.get(why, "")})
    return Normalized("no_report", (), (*findings, told), (), columns)


def _of_interest(
    findings: Sequence[Finding], pieces: Sequence[Piece], file_name: str, reason: str | None, lexicon: Lexicon
) -> list[Finding]:
    """Without the columns not understood of a document that calls itself no report: a folder's decisions and budgets would drown the reports."""
    texts = [piece.text for piece in pieces if isinstance(piece, Paragraph)]
    named = re.search(r"(?i)звіт|zvit|виконан|vykon", file_name.rsplit("/", 1)[-1])
    if reason is None and (named or any(announces_report(text, lexicon) for text in texts)):
        return list(findings)
    return [f for f in findings if f.rule not in ("unknown_header", "other_table")]


def _of_note(note: Note) -> Finding:
    return Finding(note.code, note.args, page=note.page, table_number=note.table, row_number=note.row)


_WITHOUT_TABLE = "суми стоять у тексті без жодної таблиці"


def _lost_in_text(pieces: Sequence[Piece], lexicon: Lexicon) -> bool:
    """Whether the report's amounts stand in its text, and there is no table."""
    if any(isinstance(piece, LogicalTable) for piece in pieces):
        return False
    return amounts_in_prose([piece.text for piece in pieces if isinstance(piece, Paragraph)], lexicon)


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
        guessed = metadata.period_end is None or metadata.period_origin == "file_name"
        if metadata is not first and guessed and first.period_end is not None:
            metadata = replace(
                metadata,
                report_year=first.report_year,
                period_start=first.period_start,
                period_end=first.period_end,
                period_origin=first.period_origin,
            )
            findings = _without_lack(findings, "період")
        if metadata.community is None and first.community is not None:
            metadata = replace(metadata, community=first.community)
            findings = _without_lack(findings, "громад")
        if metadata.signatory is None and last is not None:
            metadata = replace(metadata, signatory=last.signatory)
            findings = _without_lack(findings, "підпис")
        out.append((metadata, findings))
    return out


def _without_lack(findings: Sequence[Finding], what: str) -> list[Finding]:
    """The findings without the one that a fact is missing or guessed which the document's other report gives."""
    return [f for f in findings if f.rule not in ("fact_missing", "missing_metadata") or what not in f.args.get("what", "")]


def _columns(pieces: Sequence[Piece]) -> Iterable[ColumnReading]:
    for piece in pieces:
        if not isinstance(piece, LogicalTable):
            continue
        for c, m in enumerate(piece.header.meanings):
            yield ColumnReading(
                piece.number, c, piece.header.paths[c], m.field, m.score, m.runner_up, m.runner_up_score, m.year,
                m.source or Source.TOTAL, m.fund or Fund.TOTAL, str(m.unit) if m.unit else None, m.period or ("whole" if m.whole else None) or m.plan, m.how,
            )  # fmt: skip
