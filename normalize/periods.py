"""The period a report speaks of: «за 2024 рік», «за 9 місяців 2024 року», «ІІ квартал», «станом на 01.10.2024»."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from normalize.dates import DATE, MONTH, dates_in, month_number
from normalize.ordinals import ordinal_in_words, roman_to_int
from normalize.terms import EARLIEST, LATEST
from normalize.text import DASHES, same_script, unify_apostrophes

_SUCH = r"(?:(?:поточн|звітн|минул|бюджетн|фінансов|календарн|цьогорічн)\w+\s+)?"
_Y = rf"{_SUCH}(?P<year>(?:19|20)\d\d)(?!\d)"
_TAIL = rf"(?:\s?-?(?:го|й|му)\b)?(?:\s*{_SUCH}(?:року|рік|році|роц[іи]|рр?\b\.?))?"
_N = r"(?P<n>(?:\d{1,2}|[IVXІХ]{1,3})(?:\s?-\s?(?:[а-яіїє]{1,3}))?|перш\w+|друг\w+|трет\w+|четверт\w+)"
_COUNT = r"(?P<count>\d{1,2}|два|двох|три|трьох|шість|дев'ят[ьи]|шести|одинадцят[ьи]|дванадцят[ьи]|десят[ьи]|вісім|сім|чотири|п'ят[ьи])"
_BETWEEN = rf"\s*(?:[{DASHES}]|по|до)\s*"
_COUNTS = {
    "два": 2, "двох": 2, "трьох": 3, "дванадцять": 12, "дванадцяти": 12, "три": 3, "чотири": 4, "п'ять": 5, "п'яти": 5, "шість": 6, "шести": 6, "сім": 7, "вісім": 8, "дев'ять": 9, "дев'яти": 9,
    "десять": 10, "десяти": 10, "одинадцять": 11, "одинадцяти": 11,
}  # fmt: skip
_LEAD = (
    r"(?<![а-яіїєґ'])(?:за\s+(?:підсумками\s+|результатами\s+|період\s+(?:з\s+)?|звітний\s+(?:період\s+)?|перш[іи]\w*\s+)?|[ув]\s+"
    r"|протягом\s+|[ву]продовж\s+|на протязі\s+)"
)

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        (
            "dates",
            rf"{_LEAD}?(?:з|від|із)\s+(?P<from>{DATE.pattern.replace('?P<', '?P<f_')}){_BETWEEN}(?P<till>{DATE.pattern.replace('?P<', '?P<t_')})",
        ),
        (
            "dates",
            rf"(?:за\s+)?(?:звітн\w+\s+)?період\w*\s*:?\s*(?P<from>{DATE.pattern.replace('?P<', '?P<f_')}){_BETWEEN}(?P<till>{DATE.pattern.replace('?P<', '?P<t_')})",
        ),
        (
            "days",
            rf"{_LEAD}?(?:з|від|із)\s+(?P<d1>\d\d?)\s+(?P<m1>{MONTH}){_BETWEEN}(?P<d2>\d\d?)\s+(?P<m2>{MONTH})\s+{_Y}{_TAIL}",
        ),
        ("as_of", rf"(?:станом\s+на|на)\s+(?P<on>{DATE.pattern})"),
        ("year", rf"(?:станом\s+)?на\s+кінець\s+{_Y}{_TAIL}"),
        ("months", rf"{_LEAD}?(?P<m1>{MONTH}){_BETWEEN}(?P<m2>{MONTH})\s+{_Y}{_TAIL}"),
        ("month_count", rf"{_LEAD}?{_COUNT}\s*(?:-?ти\s+)?міс(?:яц[іїяв]\w*|\.)?\s*(?:\([^()\d]*\)\s*)?{_Y}{_TAIL}"),
        ("quarters", rf"{_LEAD}?(?P<q1>[IVІ]{{1,3}}|\d){_BETWEEN}(?P<q2>[IVІ]{{1,3}}|\d)\s*квартал\w*\s*{_Y}{_TAIL}"),
        ("quarter_count", rf"{_LEAD}?(?P<count>2|3|4|[IІ]{{2,3}}|[IІ]V|два|дві|три|чотири|трьох|двох)\s+квартал(?:и|ів)\s*{_Y}{_TAIL}"),
        ("quarter", rf"{_LEAD}?{_N}\s*(?:квартал\w*|кв\.)\s*{_Y}{_TAIL}"),
        ("half", rf"{_LEAD}?(?:{_N}\s*)?(?:півріччя|півріччі|піврічча)\s*{_Y}{_TAIL}"),
        (
            "years",
            rf"(?:за|протягом|[ву]продовж|[ув](?=[\s\d{DASHES}]+(?:років|роках)))\s+(?:період\s+)?(?:(?:дії\s+)?з\s+)?(?P<y1>(?:19|20)\d\d)\s*(?:[{DASHES}]|по|до)\s*(?P<y2>(?:19|20)\d\d)\s*(?:роки|роках|рр\.?|р\.?\s?р?\.?|років)?",
        ),
        ("month", rf"за\s+(?P<m1>{MONTH})\s+{_Y}{_TAIL}"),
        ("year", rf"{_LEAD}{_Y}(?!\s*[{DASHES}/]\s*\d)(?!\s*(?:р\.?\s?р?\.?|роки)\s*[{DASHES}])(?!\s*(?:роки|роках|рр))(?!\.\d){_TAIL}"),
        ("year", rf"{_LEAD}рік\s+{_Y}(?!\s*[{DASHES}/]\s*\d)"),
        ("year", rf"(?<![\d.{DASHES}/])(?<!на\s){_Y}\s+звітн\w+\s+(?:рік|році|року)"),
    )
)


_PART = re.compile(
    rf"{_LEAD}(?:{_N}\s*(?:квартал[іу]?|півріччя|півріччі)|{_COUNT}\s+(?:місяц\w+|квартал(?:и|ів))|(?P<m1>{MONTH}){_BETWEEN}(?P<m2>{MONTH})"
    rf"|[IVІ]{{1,3}}{_BETWEEN}[IVІ]{{1,3}}\s+квартал\w*)(?![а-яіїєґ])(?!\s*{_SUCH}\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Period:
    """A reporting period; ``start`` and ``end`` inclusive. ``kind`` is the pattern that found it (``year``, ``as_of``, ``half`` …)."""

    start: date
    end: date
    kind: str

    @property
    def year(self) -> int:
        """The report's year: the one the period ends in."""
        return self.end.year


def whole_period(found: Sequence[Period]) -> Period | None:
    """The one period that a title's periods make: «за 2023 рік та січень-березень 2024 року» from the first day to the last.

    «станом на …» only counts where nothing else tells the period: it may be the day of writing.
    """
    told = [p for p in found if p.kind != "as_of"] or list(found[:1])
    if len(told) < 2:
        return told[0] if told else None
    return Period(min(p.start for p in told), max(p.end for p in told), told[0].kind)


def part_of_year(text: str, year: int) -> tuple[tuple[int, int], Period] | None:
    """A part of a year told without its year («за I квартал», «за 9 місяців»): its place in the text, and the period in ``year``."""
    folded = unify_apostrophes(same_script(text))
    for match in _PART.finditer(folded if len(folded) == len(text) else text):
        period = next((p for _, p in periods_in(f"{match[0]} {year} року")), None)
        if period is not None and period.kind != "year":
            return match.span(), period
    return None


def year_period(year: int, kind: str = "year") -> Period:
    """The whole calendar year."""
    return Period(date(year, 1, 1), date(year, 12, 31), kind)


def periods_in(text: str, *, spans: bool = False) -> Iterator[tuple[re.Match[str], Period]]:
    """All reporting periods that the text names, the surest wordings first; ``spans`` takes «за 2022-2024 роки» as a period too.

    A text already claimed by one wording is not read by another. The matches' positions fit ``text`` as given.
    """
    folded = unify_apostrophes(same_script(text))
    folded = folded if len(folded) == len(text) else text
    taken: list[tuple[int, int]] = []
    for kind, pattern in _PATTERNS:
        if kind == "years" and not spans:
            continue
        for match in pattern.finditer(folded):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            period = _READERS[kind](match)
            if period is not None and EARLIEST <= period.year <= LATEST:
                taken.append(match.span())
                yield match, period


def _months(year: int, first: int, last: int, kind: str) -> Period | None:
    if not 1 <= first <= last <= 12:
        return None
    after = date(year + (last == 12), last % 12 + 1, 1)
    return Period(date(year, first, 1), after - timedelta(days=1), kind)


def _dates(match: re.Match[str]) -> Period | None:
    found = [d for _, d in dates_in(match["from"])] + [d for _, d in dates_in(match["till"])]
    return Period(found[0], found[1], "dates") if len(found) == 2 and found[0] <= found[1] else None


def _as_of(match: re.Match[str]) -> Period | None:
    on = next((d for _, d in dates_in(match["on"])), None)
    if on is None or (not match[0].casefold().startswith("станом") and on.day != 1):
        return None
    last = on - timedelta(days=1) if on.day == 1 else on
    return Period(date(last.year, 1, 1), last, "as_of")


def _days(match: re.Match[str]) -> Period | None:
    year, first, last = int(match["year"]), month_number(match["m1"]) or 0, month_number(match["m2"]) or 0
    try:
        found = Period(date(year, first, int(match["d1"])), date(year, last, int(match["d2"])), "dates")
    except ValueError:
        return None
    return found if found.start <= found.end else None


def _quarter_count(match: re.Match[str]) -> Period | None:
    word = match["count"].casefold()
    n = int(word) if word.isdigit() else {"дві": 2}.get(word) or _COUNTS.get(word) or roman_to_int(word.upper()) or 0
    return _months(int(match["year"]), 1, n * 3, "quarters") if n <= 4 else None


def _quarters(match: re.Match[str]) -> Period | None:
    first, last = _small(match["q1"]), _small(match["q2"])
    return _months(int(match["year"]), first * 3 - 2, last * 3, "quarters") if first and last and last <= 4 else None


def _quarter(match: re.Match[str]) -> Period | None:
    n = _small(match["n"])
    return _months(int(match["year"]), n * 3 - 2, n * 3, "quarter") if n and n <= 4 else None


def _half(match: re.Match[str]) -> Period | None:
    n = _small(match["n"]) if match["n"] else 1
    return _months(int(match["year"]), n * 6 - 5, n * 6, "half") if n in (1, 2) else None


def _count(match: re.Match[str]) -> Period | None:
    word = match["count"].casefold()
    n = int(word) if word.isdigit() else _COUNTS.get(word, 0)
    return _months(int(match["year"]), 1, n, "month_count") if n else None


def _month_range(match: re.Match[str]) -> Period | None:
    first = month_number(match["m1"]) or 0
    last = month_number(match["m2"]) if "m2" in match.groupdict() else first
    return _months(int(match["year"]), first, last or 0, "months")


def _year_range(match: re.Match[str]) -> Period | None:
    first, last = int(match["y1"]), int(match["y2"])
    return Period(date(first, 1, 1), date(last, 12, 31), "years") if first <= last else None


def _year(match: re.Match[str]) -> Period | None:
    return year_period(int(match["year"]))


def _small(text: str) -> int:
    digits = re.match(r"\d+", text)
    if digits:
        return int(digits[0])
    return ordinal_in_words(text) or roman_to_int(re.split(r"\s?-", text)[0].upper()) or 0


_READERS: dict[str, Callable[[re.Match[str]], Period | None]] = {
    "dates": _dates,
    "days": _days,
    "as_of": _as_of,
    "quarter_count": _quarter_count,
    "months": _month_range,
    "month": _month_range,
    "month_count": _count,
    "quarters": _quarters,
    "quarter": _quarter,
    "half": _half,
    "years": _year_range,
    "year": _year,
}
