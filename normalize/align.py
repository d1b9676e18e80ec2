"""Which cell of a row belongs to which column, where a row has a cell more or less than the header, or its cells have slipped.

Every assignment that keeps the cells' order and loses no text is weighed by how well the content fits the columns; only a clear winner is taken.
Where cells hold the pieces of one number, arithmetic alone may put them together: the one join after which the row's percent or deviation holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from normalize.audit.intervals import Interval, meet
from normalize.meanings import FIGURES, MONEY, Meaning
from normalize.numbers import plain_number
from normalize.records import Source
from normalize.terms import read_term
from normalize.text import fold
from normalize.values import Kind, interval, percent_interval, read_percent, read_value

Assignment = tuple[int | None, ...]
"""Per header column the physical column whose cell it takes, or None."""


@dataclass(frozen=True, slots=True)
class Join:
    """A row with a number broken over two of its cells: ``at`` and the next one hold its pieces, ``text`` is the number."""

    at: int
    text: str
    assignment: Assignment
    """Over the row's cells without the second piece."""


_NUMBERING = re.compile(r"(?:\d{1,3}|[IVXІХ]{1,6})(?:\s?\.\s?\d{1,3})*\s?[.)]*|\d\s\d{1,2}[.)]?|№.*")  # «1⏎0»: a narrow column broke it
_TERM = re.compile(
    r"(?:рік|року|роки|років|.*20\d\d.*|р\.?р?\.?|.*квартал.*|постійно|протягом.*|упродовж.*|щорічно|щорок\w*|.*рок[иу].*"
    r"|за потреб\w*|[ув] разі потреби|за необхідн\w*|поетапно)",
    re.IGNORECASE,
)
_WHOLE = frozenset({"всього", "усього", "разом", "загалом", "загальний обсяг", "загальна сума", "за весь період", "весь період"})
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
        wrapped = "".join(text.split()) if re.match(r"\d{1,2}\.", text) else text  # «2.1⏎0.» in a narrow column
        return 3.0 if _NUMBERING.fullmatch(text) or _NUMBERING.fullmatch(wrapped) else -4.0
    if field in ("term", "term_start", "term_end", "year"):
        if fold(text) in _WHOLE:
            return 2.0
        return 3.0 if _TERM.fullmatch(text) and (len(text) < 60 or read_term(text)) else -4.0 if _LETTERS.search(text) else -3.0
    if field in ("measure", "programme", "executor", "section", "indicator"):
        if re.fullmatch(r"[^«(]{1,12}[»)]\W*", text):
            return 1.0  # «18»»: the end of a title whose quotation opened above
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
    """The header columns whose cell contradicts them under an assignment; a sum's label may stand over the numbers where no title does."""
    bad = [c for c, p in enumerate(assignment) if p is not None and texts[p] and fit(texts[p], meanings[c].field) <= _MISFIT]
    title = next((p for m, p in zip(meanings, assignment, strict=True) if m.field in ("measure", "programme") and p is not None), None)
    untitled = title is None or not texts[title]
    return [c for c in bad if not (untitled and meanings[c].field == "number" and _LETTERS.search(texts[assignment[c] or 0]))]


def weigh(texts: Sequence[str], meanings: Sequence[Meaning], assignment: Assignment) -> float:
    """The fit of all cells; arithmetic counts too: a percent that is actual to plan is worth more than any single fit."""
    total = sum(fit(texts[p] if p is not None else "", meanings[c].field) for c, p in enumerate(assignment))
    return total + 4.0 * _percent_holds(texts, meanings, assignment)


def _percent_holds(texts: Sequence[str], meanings: Sequence[Meaning], assignment: Assignment) -> int:
    """+1 for each year whose percent fits its plan and actual, −1 for each that contradicts them."""
    score = 0
    for cells in _places(texts, meanings, assignment).values():
        plan, actual, percent = (read_value(texts[cells[k]] if k in cells else "") for k in ("planned", "actual", "percent"))
        if plan.number and actual.number and percent.number and plan.number.value:
            expected = 100 * actual.number.value / plan.number.value
            score += 1 if abs(expected - percent.number.value) <= 1 else -1
    return score


def _places(texts: Sequence[str], meanings: Sequence[Meaning], assignment: Assignment) -> dict[tuple[object, ...], dict[str, int]]:
    """Per year, source and fund the cells that hold its plan, actual, percent and deviation."""
    out: dict[tuple[object, ...], dict[str, int]] = {}
    for c, p in enumerate(assignment):
        meaning = meanings[c]
        if p is not None and meaning.field in ("planned", "actual", "percent", "deviation"):
            place = (meaning.year, meaning.whole, meaning.source or Source.TOTAL, meaning.fund)
            out.setdefault(place, {}).setdefault(meaning.field, p)
    return out


def contradicted(texts: Sequence[str], meanings: Sequence[Meaning]) -> bool:
    """Whether a row of the header's width prints a percent that its plan and actual contradict, and no other two of its amounts make."""
    whole: Assignment = tuple(range(len(texts)))
    return len(texts) == len(meanings) and _percent_holds(texts, meanings, whole) < 0 and not _of_other_amounts(texts, meanings)


def _of_other_amounts(texts: Sequence[str], meanings: Sequence[Meaning]) -> bool:
    """Whether the row's one percent is what was spent to what was financed («Виділено | Використано | % використання»), or to another plan."""
    percents = [c for c, m in enumerate(meanings) if m.field == "percent"]
    percent = read_percent(texts[percents[0]]).number if len(percents) == 1 else None
    numbers = [read_value(texts[c]).number for c, m in enumerate(meanings) if m.field in MONEY and m.field != "deviation"]
    amounts = [interval(number) for number in numbers if number is not None and number.value]
    if percent is None or len(amounts) < 3:
        return False
    ways = [
        (100 * part[0] / whole[1], 100 * part[1] / whole[0]) for whole in amounts for part in amounts if part is not whole and whole[0] > 0
    ]
    return any(meet(way, percent_interval(percent)) for way in ways)


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


def rejoined(texts: Sequence[str], meanings: Sequence[Meaning]) -> Join | None:
    """The one way to put two neighbouring cells together as a number so that the row fits its columns and its arithmetic holds; else None."""
    found: dict[tuple[object, ...], tuple[float, Join]] = {}
    for at, text in _joins(texts):
        row = [*texts[:at], text, *texts[at + 2 :]]
        for assignment in _resized(row, len(meanings)):
            if misfits(row, meanings, assignment) or not _adds_up(row, meanings, assignment, at):
                continue
            figures = tuple(
                (c, _said(row[p])) for c, p in enumerate(assignment) if p is not None and row[p] and meanings[c].field in FIGURES
            )
            weight = weigh(row, meanings, assignment)
            if figures not in found or found[figures][0] < weight:
                found[figures] = (weight, Join(at, text, assignment))
    return next(iter(found.values()))[1] if len(found) == 1 else None


def _said(text: str) -> object:
    number = read_value(text).number
    return number.value if number is not None else text


def _joins(texts: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Each pair of neighbours that may be one number, with each number that it may be: no digit more, at most a decimal mark between them."""
    for at in range(len(texts) - 1):
        head, tail = texts[at], texts[at + 1]
        if not re.fullmatch(r"\d[\d ]*(?:[.,]\d*)?", head) or not re.fullmatch(r"[.,]?\d[\d ]*(?:[.,]\d+)?", tail):
            continue
        between = ("", " ") if re.search(r"[.,]", head + tail) else ("", " ", ",")
        yield from ((at, head + mark + tail) for mark in between if plain_number(head + mark + tail) is not None)


def _adds_up(texts: Sequence[str], meanings: Sequence[Meaning], assignment: Assignment, at: int) -> bool:
    """Whether the number at ``at`` meets the others of its place in a percent or deviation that holds, and none fails."""
    confirmed = False
    for cells in _places(texts, meanings, assignment).values():
        values = {field: read_percent(texts[p]) if field == "percent" else read_value(texts[p]) for field, p in cells.items()}
        if any(v.kind is Kind.UNREADABLE for v in values.values()):
            return False
        numbers = {field: v.number for field, v in values.items() if v.kind is Kind.NUMBER and v.number is not None}
        if "planned" not in numbers or "actual" not in numbers:
            continue
        plan, actual = interval(numbers["planned"]), interval(numbers["actual"])
        ways: list[tuple[Interval, Interval]] = []
        if "percent" in numbers and plan[0] > 0:
            ways.append(((100 * actual[0] / plan[1], 100 * actual[1] / plan[0]), percent_interval(numbers["percent"])))
        if "deviation" in numbers:
            shown, gap = interval(numbers["deviation"]), (plan[0] - actual[1], plan[1] - actual[0])
            ways.append((gap if numbers["deviation"].value >= 0 and gap[1] >= 0 else (-gap[1], -gap[0]), shown))
        if not all(meet(expected, shown) for expected, shown in ways):
            return False
        confirmed |= bool(ways) and at in cells.values()
    return confirmed
