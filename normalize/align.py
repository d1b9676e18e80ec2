"""Which cell of a row belongs to which column, where a row has a cell more or less than the header, or its cells have slipped.

Every assignment that keeps the cells' order and loses no text is weighed by how well the content fits the columns; only a clear winner is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from normalize.columns import MONEY, Meaning
from normalize.records import Source
from normalize.terms import read_term
from normalize.text import fold
from normalize.values import Kind, read_percent, read_value

Assignment = tuple[int | None, ...]
"""Per header column the physical column whose cell it takes, or None."""

_NUMBERING = re.compile(r"(?:\d{1,3}|[IVXІХ]{1,6})(?:\.\d{1,3})*[.)]*|№.*")
_TERM = re.compile(r"(?:.*20\d\d.*|р\.?р?\.?|.*квартал.*|постійно|протягом.*|упродовж.*|щорічно|щорок\w*|.*рок[иу].*)", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_MOST_CANDIDATES = 4000
_MISFIT = -3.0


def fit(text: str, field: str | None) -> float:
    """How well a cell's text fits a field: positive for a fit, about zero for no matter, ``_MISFIT`` and below for a contradiction."""
    if field in MONEY:
        return _fit_money(text)
    if field == "percent":
        return _fit_percent(text)
    if not text:
        return -1.0 if field in ("measure", "programme", "indicator") else 0.0
    if field == "number":
        return 3.0 if _NUMBERING.fullmatch(text) else -4.0
    if field in ("term", "term_start", "term_end", "year"):
        if fold(text) in ("всього", "усього", "разом"):
            return 2.0
        return 3.0 if _TERM.fullmatch(text) and (len(text) < 60 or read_term(text)) else -4.0 if _LETTERS.search(text) else -3.0
    if field in ("measure", "programme", "executor", "section", "indicator"):
        if not re.search(r"[^\W\d_]", text):
            return -1.0 if not any(c.isdigit() for c in text) else -4.0 if field == "executor" else -5.0
        return (
            -1.0
            if field == "executor" and _TERM.fullmatch(text) and read_term(text)
            else 2.0
            if field in ("measure", "programme", "indicator")
            else 1.0
        )
    if field == "information":
        return 1.5 if _LETTERS.search(text) else 0.3 if not any(c.isdigit() for c in text) else -3.5
    return 0.2


def _fit_money(text: str) -> float:
    if not text:
        return 0.0
    if text.rstrip().endswith("%"):
        return -4.0
    kind = read_value(text).kind
    if kind is Kind.NUMBER:
        return -2.0 if _TERM.fullmatch(text) and re.fullmatch(r"20[0-4]\d", text) else 3.0
    return {Kind.DASH: 1.5, Kind.NOT_APPLICABLE: 1.0, Kind.NONE_WORDS: 1.0, Kind.UNREADABLE: 0.5}.get(kind, -4.0)


def _fit_percent(text: str) -> float:
    if not text:
        return 0.0
    if text.rstrip().endswith("%"):
        return 4.0
    kind = read_percent(text).kind
    if kind is Kind.UNREADABLE and not _LETTERS.search(text.partition("#")[0]):  # «#DIV/0!», «9?,5»
        return 0.5
    return {Kind.NUMBER: 2.0, Kind.DASH: 1.5, Kind.NOT_APPLICABLE: 1.0, Kind.NONE_WORDS: 0.5}.get(kind, -4.0)


def misfits(texts: Sequence[str], meanings: Sequence[Meaning], assignment: Assignment) -> list[int]:
    """The header columns whose cell contradicts them under an assignment."""
    return [c for c, p in enumerate(assignment) if p is not None and texts[p] and fit(texts[p], meanings[c].field) <= _MISFIT]


def weigh(texts: Sequence[str], meanings: Sequence[Meaning], assignment: Assignment) -> float:
    """The fit of all cells; arithmetic counts too: a percent that is actual to plan is worth more than any single fit."""
    total = sum(fit(texts[p] if p is not None else "", meanings[c].field) for c, p in enumerate(assignment))
    return total + 4.0 * _percent_holds(texts, meanings, assignment)


def _percent_holds(texts: Sequence[str], meanings: Sequence[Meaning], assignment: Assignment) -> int:
    """+1 for each year whose percent fits its plan and actual, −1 for each that contradicts them."""
    figures: dict[tuple[object, ...], dict[str, str]] = {}
    for c, p in enumerate(assignment):
        meaning = meanings[c]
        if p is not None and meaning.field in ("planned", "actual", "percent"):
            figures.setdefault((meaning.year, meaning.whole, meaning.source or Source.TOTAL, meaning.fund), {}).setdefault(
                meaning.field, texts[p]
            )
    score = 0
    for cells in figures.values():
        plan, actual, percent = (read_value(cells.get(k, "")) for k in ("planned", "actual", "percent"))
        if plan.number and actual.number and percent.number and plan.number.value:
            expected = 100 * actual.number.value / plan.number.value
            score += 1 if abs(expected - percent.number.value) <= 1 else -1
    return score


def same_width(texts: Sequence[str], meanings: Sequence[Meaning]) -> Assignment | None:
    """A row of the header's width whose cells have slipped: the one better assignment, or None where the row fits as it is or nothing is clear."""
    width = len(meanings)
    identity: Assignment = tuple(range(width))
    if len(texts) != width or not misfits(texts, meanings, identity):
        return None
    return _best(texts, meanings, _slips(texts, width), weigh(texts, meanings, identity) + 2.0)


def other_width(texts: Sequence[str], meanings: Sequence[Meaning]) -> Assignment | None:
    """A row with more or fewer cells than the header has columns: the one best assignment, or None where none is clear."""
    return _best(texts, meanings, _resized(texts, len(meanings)), None)


def _slips(texts: Sequence[str], width: int) -> Iterator[Assignment]:
    """Take one empty cell out and let the cells between it and another place move by one."""
    empty = [i for i, text in enumerate(texts) if not text]
    for gone in empty:
        rest = [i for i in range(width) if i != gone]
        for place in range(width):
            if place != gone:
                yield (*rest[:place], None, *rest[place:])


def _resized(texts: Sequence[str], width: int) -> Iterator[Assignment]:
    surplus = len(texts) - width
    if surplus >= 0:
        empty = [i for i, text in enumerate(texts) if not text]
        for n, gone in enumerate(combinations(empty, surplus)):
            if n >= _MOST_CANDIDATES:
                return
            yield tuple(i for i in range(len(texts)) if i not in gone)
        return
    for n, absent in enumerate(combinations(range(width), -surplus)):
        if n >= _MOST_CANDIDATES:
            return
        source = iter(range(len(texts)))
        yield tuple(None if c in absent else next(source) for c in range(width))


def _best(texts: Sequence[str], meanings: Sequence[Meaning], candidates: Iterator[Assignment], floor: float | None) -> Assignment | None:
    """The clear winner: no contradiction, and no other candidate as good that puts any text elsewhere."""
    weighed: dict[tuple[tuple[int, str], ...], tuple[float, Assignment]] = {}
    for candidate in candidates:
        if misfits(texts, meanings, candidate):
            continue
        placed = tuple((c, texts[p]) for c, p in enumerate(candidate) if p is not None and texts[p])
        weight = weigh(texts, meanings, candidate)
        if placed not in weighed or weighed[placed][0] < weight:
            weighed[placed] = (weight, candidate)
    ranked = sorted(weighed.values(), key=lambda pair: -pair[0])
    if not ranked or (floor is not None and ranked[0][0] < floor):
        return None
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < 0.75:
        return None
    return ranked[0][1]


def similar_header(text: str, header_text: str) -> bool:
    """Whether a cell repeats a header's text."""
    return bool(text) and fold(text) == fold(header_text)
