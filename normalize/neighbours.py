"""Neighbours of implementation reports that are none themselves: passports, programmes and their annexes, reports on budgets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.model import Document, Paragraph
from normalize.announcements import announces_report
from normalize.headers import Header
from normalize.lexicon import Lexicon
from normalize.logical_tables import Line, LogicalTable, Piece
from normalize.people import find_signatory
from normalize.records import Finding
from normalize.text import clean, fold

_PASSPORT = "звіт про виконання паспорта бюджетної програми, не цільової"
_PLAN = "таблиці мають лише планові суми: це програма чи додаток до неї, а не звіт про виконання"
_NO_TABLE = "у документі немає таблиць"
_NO_FUNDING = "жодна таблиця не має граф «захід» і «профінансовано»"
NO_PROGRAMME = "у таблиці програм немає жодної програми, лише підсумки"
NO_FIGURE = "у таблицях немає жодної цифри: це порожня форма"
UNREAD = frozenset({"unknown_header", "needs_ocr", "page_lost", "row_lost", "columns_run_together", "table_lost", "picture_unread"})
_OTHER_REPORT = "це звіт про інше (бюджет, фінансовий план, показники), а не про цільову програму"
ENGLISH = {
    _OTHER_REPORT: "it reports on something else (a budget, a financial plan, indicators), not on a target programme",
    NO_PROGRAMME: "its table of programmes names no programme, only sums",
    NO_FIGURE: "its tables hold no figure: an empty form",
    _PASSPORT: "it reports on a budget programme's passport, not on a target programme",
    _PLAN: "its tables have planned amounts only: a programme or an annex to one, not an implementation report",
    _NO_TABLE: "it holds no tables",
    _NO_FUNDING: "no table has columns of measures and actual amounts",
}


_QUOTED = re.compile(r"[«“„\"][^«»“”„\"]*[»”\"]")


def neighbour(pieces: Sequence[Piece], lexicon: Lexicon, file_name: str | None = None) -> str | None:
    """Why the document is a neighbour of implementation reports and none itself, else None.

    ``file_name`` is given where every word can be trusted: what a scan has lost of a title proves nothing.
    """
    head = [fold(p.text) for p in pieces[:60] if isinstance(p, Paragraph)]
    for i in range(len(head)):
        text = " ".join(head[i : i + 3])[:240]
        if re.search(r"паспорт\w* бюджетн\w+ програм", text) and re.search(r"^(?:звіт|інформац|паспорт|результат|оцінк)", text):
            return _PASSPORT
    tables = [p for p in pieces if isinstance(p, LogicalTable)]
    unquoted = [fold(_QUOTED.sub(" ", p.text)) for p in pieces[:60] if isinstance(p, Paragraph)]  # «Бюджет участі» is a programme's name
    own = [_OF_BUDGET.sub(" ", text) for text in head]
    if (
        not any("програм" in text for text in own)
        and any(lexicon.opens("documents", "other", " ".join(unquoted[i : i + 3])[:240]) for i in range(len(head)))
        and not any(_lists_measures(t.header, lexicon) for t in tables)
    ):
        return _OTHER_REPORT
    if file_name is not None and _of_no_programme(pieces, head, tables, file_name):
        return _OTHER_REPORT
    of_work = any(lexicon.opens("documents", "work", text) and "програм" not in text for text in unquoted[:10])
    if of_work and not any(t.header.kind in ("funding", "plan", "indicators") for t in tables):
        return _OTHER_REPORT
    if _proposes(pieces, tables, lexicon):
        return _PLAN
    if tables and any(t.header.kind == "plan" for t in tables) and not any(t.header.kind in ("funding", "indicators") for t in tables):
        titled = any(isinstance(p, Paragraph) and re.match(r"(?:звіт|інформаці)", fold(p.text)) for p in pieces)
        return None if titled else _PLAN
    return None


# «Виконання видатків бюджету в розрізі бюджетних програм»: programmes of the budget's classification, each with its code
_OF_BUDGET = re.compile(r"(?:бюджетн\w+ програм\w*|програмн\w+ класифікаці\w*)")


def _of_no_programme(pieces: Sequence[Piece], head: Sequence[str], tables: Sequence[LogicalTable], file_name: str) -> bool:
    """Whether the title says what the document is on, and no word in it, in a table or in the file's name speaks of a programme or its measures."""
    two_lines = (
        f"{text} {below}" for text, below in pairwise(head[:10]) if len(text.split()) <= 3
    )  # «ЗВІТ» | «сільського голови про роботу»
    titled = any(len(text.split()) > 3 and _SUBJECT.match(text) and not _OF_ANYTHING.search(text) for text in (*head[:10], *two_lines))
    if not titled:
        return False
    heads = (text for table in tables for path in table.header.paths for text in path)
    texts = (cell.text for table in tables for item in table.lines if isinstance(item, Line) for _, cell in item.row.filled())
    said = (*(p.text for p in pieces if isinstance(p, Paragraph)), *heads, file_name)
    return not any(_PROGRAMME_OR_MEASURE.search(fold(text)) for text in said) and not any("рограм" in fold(text) for text in texts)


_SUBJECT = re.compile(
    r"(?:(?:фінансовий |публічний |щорічний |річний )?звіт|інформаці|довідк|структур|перелік|аналіз|відомост|розрахунок|показник)"
)
# «Звіт про використання коштів за 2024 рік» may be of a programme
_OF_ANYTHING = re.compile(
    r"про (?:стан |хід )?(?:використання|освоєння|виконання|фінансування|реалізацію)(?: \w+их)?(?: коштів| робіт| бюджету)?(?= за\b| у\b| в\b| станом|$)"
)
_PROGRAMME_OR_MEASURE = re.compile(r"рограм|\bзаход|\bзахід|prohram|program|zahod|zakhod|zahid|zakhid|progr")


def _proposes(pieces: Sequence[Piece], tables: Sequence[LogicalTable], lexicon: Lexicon) -> bool:
    """«Пропозиції щодо розподілу субвенції» over needs and estimates: no table says what was financed, whatever stands in a column nobody understands."""
    texts = [p.text for p in pieces[:20] if isinstance(p, Paragraph)]
    done = any(t.header.columns("actual", "spent", "percent", "deviation", "role", "indicator") for t in tables)
    heads = [" ".join(path) for t in tables for path in t.header.paths]
    needs = any(lexicon.says("natural", "needs", text) or lexicon.says("natural", "estimates", text) for text in heads)
    titled = any(announces_report(text, lexicon) or re.match(r"(?:звіт|інформаці)", fold(text)) for text in texts)
    return bool(tables) and needs and not done and not titled and any(_heads_annex(text, lexicon) for text in texts)


def _lists_measures(header: Header, lexicon: Lexicon) -> bool:
    """Whether a table names measures, what was planned and what was financed: it outweighs a title, which a scan may spoil."""
    measures = [" ".join(header.paths[c]) for c in header.columns("measure")]
    named = any(lexicon.says("documents", "measures", text) for text in measures)
    return named and bool(header.columns("planned")) and bool(header.columns("actual"))


def why_none(pieces: Sequence[Piece], document: Document) -> str:
    return _NO_FUNDING if document.tables else _NO_TABLE


_ANNEX = re.compile(r"програма$|додаток.{0,12}до.{0,20}програм")


def _heads_annex(text: str, lexicon: Lexicon) -> bool:
    """Whether any line of a text is the heading of a programme's annex."""
    lines = (re.sub(r"^\d{1,2}\.\s*", "", fold(line)) for line in clean(text).split("\n"))
    return any(_ANNEX.match(line) or lexicon.starts("documents", "annex", line) for line in lines)


def without_plan_annexes(pieces: Sequence[Piece], lexicon: Lexicon) -> tuple[list[Piece], list[Finding]]:
    """The pieces without the tables of a programme that stands beside its report («Додаток 1. Перелік заходів Програми на 2025-2027 роки»).

    Such a table has no actual amounts, stands in a document that has a report's table with plans of its own too, and under a heading that speaks
    of the programme's measures and of no report. Each is told of.
    """
    if not any(isinstance(p, LogicalTable) and p.header.kind == "funding" and p.header.columns("planned", "role") for p in pieces):
        return list(pieces), []
    out: list[Piece] = []
    findings: list[Finding] = []
    above: list[Paragraph] = []
    for piece in pieces:
        if isinstance(piece, Paragraph):
            above.append(piece)
            continue
        if piece.header.kind == "plan" and _is_annex(above, lexicon):
            findings.append(Finding("plan_annex", {}, table_number=piece.number, page=piece.page))
            out += _above_annex(above, lexicon)
        else:
            out += [*above, piece]
        above = []
    signed = bool(findings) and out and find_signatory([p.text for p in out if isinstance(p, Paragraph)][-8:]) is not None
    return [*out, *(_below_annex(above, lexicon) if signed else above)], findings


def _above_annex(above: Sequence[Paragraph], lexicon: Lexicon) -> Sequence[Paragraph]:
    """The paragraphs that still belong to what stands above an annex: those up to its stamp («Додаток 2») or heading."""
    for at, paragraph in enumerate(above):
        if re.match(r"додаток\b", fold(paragraph.text)) or _heads_annex(paragraph.text, lexicon):
            return above[:at]
    return above


def _below_annex(below: Sequence[Paragraph], lexicon: Lexicon) -> Sequence[Paragraph]:
    """What stands below an annex at the end of a signed report: the annex's own words, up to the title of another report."""
    return below[next((at for at, p in enumerate(below) if announces_report(p.text, lexicon)), len(below)) :]


def _is_annex(above: Sequence[Paragraph], lexicon: Lexicon) -> bool:
    texts = [paragraph.text for paragraph in above if paragraph.role == "body"]
    if any(announces_report(text, lexicon) for text in texts):
        return False
    return any(_heads_annex(text, lexicon) for text in texts)
