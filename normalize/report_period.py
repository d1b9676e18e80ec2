"""The period a report is for, looked for in the order of trust: the title, a fact, headings, running text, the file's name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Literal

from normalize.around import Around
from normalize.facts import FactKind, label_of
from normalize.guesses import guess
from normalize.periods import Period, periods_in, year_period
from normalize.records import Finding
from normalize.terms import Years, read_term
from normalize.text import fold

Origin = Literal["title", "text", "file_name"]


def find_period(text: Around, years: Years | None, file_name: str, findings: list[Finding]) -> tuple[Period | None, Origin | None]:
    """The report's period and where it was found: the title, the text, the file's name; (None, None) where none tells it. A guess has a finding."""
    if text.title.period:
        return text.title.period, "title"
    if years and any(_WHOLE_TERM.fullmatch(fold(line.text)) for line in text.lines):
        return Period(date(years[0], 1, 1), date(years[1], 12, 31), "years"), "title"
    headings, running = _text_periods(text, years)
    if years and years[0] == years[1] and text.title.years == years:
        part = _majority([p for p in headings if p.kind not in ("year", "years")])
        return (part, "text") if part else (year_period(years[0]), "title")
    found = _majority(headings) or _majority([p for p in running if p.kind != "as_of"])
    if found:
        args = {"period": _printed(found)}
        findings.append(Finding("period_from_text", args, found=_printed(found)))
        return found, "text"
    if years and (misread := _misread_year(text, years)):
        findings.append(guess("звітний період", "the reporting period", _printed(misread)))
        return misread, "text"
    named = _period_in_name(file_name, years)
    if named:
        findings.append(guess("звітний період", "the reporting period", _printed(named)))
        return named, "file_name"
    return None, None


# «(за весь період реалізації Програми)» on a line of its own: all the programme's years
_WHOLE_TERM = re.compile(r"\W*за весь (?:період|строк|термін)(?: (?:її )?(?:дії|реалізації|виконання|впровадження))?(?: програми)?\W*")


def _printed(period: Period) -> str:
    return f"{period.start:%d.%m.%Y}–{period.end:%d.%m.%Y}"


def _text_periods(text: Around, years: Years | None) -> tuple[list[Period], list[Period]]:
    """Periods of headings (a «Звітний період» fact alone where there is one) and of running text.

    Years outside the programme's, decisions' dates and the programme's term do not count.
    """
    facts = [p for value in text.values(FactKind.PERIOD) for p in _periods(value, years, bare=True)]
    if facts:
        return facts[:1], []
    headings: list[Period] = []
    running: list[Period] = []
    for line in text.lines:
        if (label_of(line.text) or (None,))[0] in (FactKind.TERM, FactKind.DECISION):
            continue
        if re.search(r"№|рішенн", line.text):
            told = re.search(
                r"(?i)програм.*?((?:за|у|в|протягом)\s[^.;]*)", line.text
            )  # «… № 3 надаємо звіт про виконання Програми … за 2024 рік»
            running += list(_periods(told[1], years)) if told and not re.search(r"№|рішенн", told[1]) else []
            continue
        heading = len(line.text) < 250 and _is_heading(line.text)
        target = headings if heading else running
        target += list(_periods(line.text, years, spans=heading and years is None))
    return headings, running


def _is_heading(line: str) -> bool:
    key = fold(line)
    found = next((m for m, _ in periods_in(line)), None)
    alone = found is not None and len(found[0]) > 0.6 * len(line)
    return alone or (not line.endswith(".") and re.search(r"програм|виконан|звіт|показник|фінансуван", key) is not None)


def _misread_year(text: Around, years: Years) -> Period | None:
    """The one year of the programme from which «у 2925 році» of a heading differs in a single digit, as a scan may have misread it."""
    told = (
        re.search(r"(?:^|\s)(?:за|у|в)\s+(\d{4})\s*(?:рік|році|року|р\.)", fold(line.text)) for line in text.lines if len(line.text) < 250
    )
    for match in told:
        near = [y for y in range(years[0], years[1] + 1) if match and sum(a != b for a, b in zip(str(y), match[1], strict=True)) == 1]
        if len(near) == 1:
            return year_period(near[0])
    return None


def _periods(line: str, years: Years | None, *, bare: bool = False, spans: bool = False) -> Iterator[Period]:
    found = [period for _, period in periods_in(line, spans=spans)]
    if not found and bare and (year := read_term(line)):
        found = [year_period(year[1])] if year[0] == year[1] else []
    yield from (p for p in found if years is None or years[0] <= p.year <= years[1])


def _majority(periods: list[Period]) -> Period | None:
    """The year most mentions agree on, and its commonest period; None on a tie of years."""
    ranked = Counter(p.year for p in periods).most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    of_year = Counter((p.start, p.end) for p in periods if p.year == ranked[0][0])
    (start, end), count = of_year.most_common(1)[0]
    return Period(start, end, "text") if count * 2 > sum(of_year.values()) else year_period(ranked[0][0])


def _period_in_name(file_name: str, years: Years | None) -> Period | None:
    stem = re.sub(r"[_+]+|(?<=[^\W\d_])-|-(?=[^\W\d_])", " ", file_name.rsplit("/", 1)[-1].rsplit(".", 1)[0])
    found = next((period for _, period in periods_in(stem)), None)
    if found:
        return found
    single = re.sub(r"(?:19|20)\d\d\s?[-–—]\s?(?:20)?\d\d", " ", stem)
    named = [int(y) for y in re.findall(r"(?<!\d)(20\d\d)(?!\d)", single)]
    inside = [y for y in named if years is None or years[0] <= y <= years[1]]
    return year_period(inside[-1]) if inside else None
