"""Which reports a document holds: where one ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from ingest.model import Paragraph
from normalize.announcements import announces_report, programme_head
from normalize.lexicon import Lexicon
from normalize.logical_tables import Line, LogicalTable, Piece
from normalize.metadata import read_metadata
from normalize.programme_heads import part_by_programmes
from normalize.programme_names import same_heading, same_programme
from normalize.text import clean, fold


@dataclass
class Draft:
    """What belongs to one report before it is understood: the text above, its tables, the text between and below."""

    before: list[Paragraph] = field(default_factory=list)
    tables: list[LogicalTable] = field(default_factory=list)
    indicators: list[LogicalTable] = field(default_factory=list)
    after: list[Paragraph] = field(default_factory=list)


def cut_into_drafts(pieces: Sequence[Piece], lexicon: Lexicon, file_name: str, *, unread: bool = False) -> list[Draft]:
    """Cut the document into reports: a new one begins at a title that speaks of another programme or period, before a table of its own.

    ``unread``: something of the document could not be read; a title then makes a report, be its tables lost.
    """
    drafts: list[Draft] = []
    pending: list[Paragraph] = []
    parted = part_by_programmes(pieces)
    rows = {id(piece) for piece in parted} - {id(piece) for piece in pieces}
    for piece in parted:
        if isinstance(piece, Paragraph):
            pending.append(piece)
            continue
        if piece.header.kind == "other":
            pending += _told_decisions(piece)
            continue
        is_funding = piece.header.kind in ("funding", "plan")
        current = drafts[-1] if drafts else None
        if current is None:
            drafts.append(Draft(before=pending))
        else:
            cut = _new_title(pending, current, lexicon, file_name, rows) if current.tables or not is_funding else None
            if cut is not None:
                current.after += pending[:cut]
                drafts.append(Draft(before=pending[cut:]))
            elif current.tables:
                current.after += pending
            else:
                current.before += pending
        pending = []
        (drafts[-1].tables if is_funding else drafts[-1].indicators).append(piece)
    if (
        not drafts
        and any(p.role == "body" and announces_report(p.text, lexicon) for p in pending)
        and (unread or any(isinstance(p, LogicalTable) for p in pieces))
    ):
        drafts.append(Draft(before=pending))
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


def _new_title(pending: Sequence[Paragraph], current: Draft, lexicon: Lexicon, file_name: str, rows: set[int]) -> int | None:
    """Where among the paragraphs another report's title begins, or None; ``rows``: those (by ``id``) that stood in a table of programmes."""
    known, _ = read_metadata(current.before, [], file_name)
    for i, paragraph in enumerate(pending):
        if paragraph.role != "body" or not clean(paragraph.text):
            continue
        if announces_report(paragraph.text, lexicon):
            other, _ = read_metadata(pending[i:], [], "")
            if other.programme is None:
                continue
            same = known.programme is not None and same_heading(known.programme, other.programme)
            same = same and not _elsewhere(known.community, other.community)
            if same and (
                other.period_origin != "title" or (other.period_start, other.period_end) == (known.period_start, known.period_end)
            ):
                return None
            return _with_stamp(pending, i)
        named = programme_head(paragraph.text, fewest=2 if id(paragraph) in rows else 3)
        if named and (known.programme is None or not same_programme(known.programme, named)):
            return i
    return None


def _elsewhere(first: str | None, second: str | None) -> bool:
    """Whether two communities are known and have names of their own: each has its programme of one title."""
    if not first or not second:
        return False
    return fuzz.ratio(fold(first.split()[0]), fold(second.split()[0])) < _ONE_NAME


# The name of one community, a letter misread or so.
_ONE_NAME = 80
_STAMP = re.compile(r"(?:додаток|до рішення|від\b.{0,40}№|№|затверджен|погоджен|сесії|рішення)", re.IGNORECASE)


def _with_stamp(pending: Sequence[Paragraph], at: int) -> int:
    """Back over the «Додаток … до рішення …» lines above a title: they belong to the report that follows."""
    while at > 0 and len(pending[at - 1].text) < 160 and _STAMP.match(clean(pending[at - 1].text)):
        at -= 1
    return at
