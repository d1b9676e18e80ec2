"""Does a line without figures go on with the row before? Only where text, term and executor all can go on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.model import Paragraph
from normalize.entries import Entry
from normalize.line_labels import LineLabels
from normalize.logical_tables import Line
from normalize.numbering import split_number
from normalize.records import RowKind
from normalize.terms import read_term
from normalize.text import DASHES, clean, fold

_PREPOSITION = re.compile(
    r"(?:^|\s)(?:у|в|з|із|зі|на|за|до|від|для|про|при|по|та|і|й|або|чи|щодо|через|під|над|між|без|які|що|де|не|їх|його|м|с|смт|ім|вул|№"
    r"|біля|коло|поблизу|вздовж|серед|проти|після|перед|крім|замість|згідно|відповідно|зокрема)\.?$",
    re.IGNORECASE,
)
_GOVERNS = re.compile(
    r"(?:^|\s)(?:рахунок|рахунку|кошт(?:и|ів|ами)|залученням|допомогою|участю|умовах|підтримки|межах|рамках|буд|кв|корп|кім|тел|пр|просп|пров|обл|тис|млн|кп|кнп|кз|ку|тов|фоп|здо)\.?$",
    re.IGNORECASE,
)


def starts_low(title: str) -> bool:
    """Whether a text begins in lower case and is no bulleted one: it goes on with something."""
    return bool(re.match(rf"[\s{DASHES}(]*[а-яіїєґa-z]", title)) and not re.match(rf"[{DASHES}•]\s", title)


_SETTLEMENT = re.compile(r"(?:м|с|смт|сел|с-ще|селище|село|місто|хутір|х)\b\.?\s*[А-ЯІЇЄҐ]")


def names_settlement(title: str) -> bool:
    """Whether a text begins with a settlement («с. Крехів»): in a row of its own it heads what was done there."""
    return _SETTLEMENT.match(title) is not None


def is_open(text: str) -> bool:
    """Whether a text cannot end here: a preposition, a comma, a bracket or a quotation mark that was not closed."""
    return (
        bool(_PREPOSITION.search(text))
        or text.endswith((",", "-", "(", "«", "–"))
        or text.count("«") > text.count("»")
        or text.count("(") > text.count(")")
    )


def closes(text: str, tail: str) -> bool:
    """Whether a tail closes the bracket or quotation that a text opened: «… (підвальних приміщень закладів освіти та» | «охорони здоров'я)»."""
    marks = (("(", ")"), ("«", "»"))
    return any(text.count(a) > text.count(b) and tail.count(b) > tail.count(a) for a, b in marks)


def ends_open(text: str) -> bool:
    """Whether a text ends in a word that another must follow: «за рахунок», «із залученням», «у», «буд.», «№»."""
    return is_open(text) or bool(_GOVERNS.search(text))


def can_go_on(labels: LineLabels, last: Entry, line: Line, title: str, *, term: bool = True) -> bool:
    """Whether title, executor, information and term can all go on: nothing said twice, no second complete term (unless ``term`` is no matter)."""
    if last.kind is not RowKind.MEASURE and not last.heading and not is_open(last.title):
        return False
    if not goes_on(last.title, title):
        return False
    head = last.lines[-1].line
    return _texts_go_on(labels, head, line) and (not term or _term_goes_on(labels, head, line))


def _texts_go_on(labels: LineLabels, head: Line, line: Line) -> bool:
    for c in labels.header.columns("executor", "information"):
        own, before = line.own(c), head.text(c)
        if own and not goes_on(before, own):
            return False
        another_body = labels.header.meanings[c].field == "executor" and re.match(r"[А-ЯІЇЄҐ]", own) and before.endswith((".", ";"))
        if own and before and another_body:
            return False
    return True


def _term_goes_on(labels: LineLabels, head: Line, line: Line) -> bool:
    for c in labels.header.columns("term", "term_start", "term_end"):
        own, before = line.own(c), head.text(c)
        if own and before and re.search(r"20\d\d", own) and read_term(before) and not before.rstrip().endswith(("-", "–", ",")):
            return False
    return True


def head_is_missing(labels: LineLabels, last: Entry, following: Sequence[Line | Paragraph]) -> bool:
    """Whether the numbers leave a gap right here: the tail is then of the row that the gap speaks of, not of the one before."""
    for item in following:
        if isinstance(item, Line):
            raw, title, _ = labels.label(item)
            number = split_number(title)[0] or split_number(raw)[0]
            if number:
                return _leaves_gap(last.number, number)
            if title and labels.figure_cells(item):
                return False
    return False


def _leaves_gap(before: str | None, after: str) -> bool:
    """Whether two numbers of one level are no neighbours: 2.5 and 2.10; numbers of other levels or parents say nothing."""
    first, second = (before or "").split("."), after.split(".")
    if len(first) != len(second) or first[:-1] != second[:-1] or not (first[-1].isdigit() and second[-1].isdigit()):
        return False
    return int(second[-1]) - int(first[-1]) > 1


def is_next_number(before: str, after: str | None) -> bool:
    """Whether two numbers of one level follow each other: 2.5 and 2.6."""
    first, second = before.split("."), (after or "").split(".")
    return len(first) == len(second) and first[:-1] == second[:-1] and second[-1].isdigit() and first[-1] == str(int(second[-1]) - 1)


def goes_on(before: str, after: str) -> bool:
    """Whether a text can go on with another: it says no word twice at the seam and does not repeat its end."""
    if not before:
        return True
    head, tail = fold(before).split(), fold(after).split()
    if not head or not tail:
        return True
    if head[-1] == tail[0] and len(tail[0]) > 2:
        return False
    return not fold(before).endswith(fold(after)) or len(fold(after)) < 6


def joined(before: str, after: str) -> str:
    """Two parts of one text; a word that a hyphen broke is made whole."""
    if before.endswith("-") and re.search(r"[^\W\d_]-$", before):
        return clean(f"{before}\n{after}").replace("-\n", "").replace("\n", " ")
    return f"{before} {after}".strip()
