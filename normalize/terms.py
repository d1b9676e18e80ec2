"""The term of a measure («2024-2026р р.», «IV квартал 2024», «протягом року») becomes its first and last year."""

from __future__ import annotations

import re

from normalize.dates import dates_in
from normalize.text import DASHES, one_line

Years = tuple[int, int]

EARLIEST, LATEST = 1991, 2060
_AFTER_YEAR = r"\s*(?:р\.?\s?р?\.?|рр\.?|роки?|року)?\s*"
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_SPLIT_YEAR = re.compile(r"(?<!\d)(20) ?(\d) ?(\d)(?! ?\d)")
_SHORT_RANGE = re.compile(rf"(?<!\d)((?:19|20)\d\d){_AFTER_YEAR}[{DASHES}/]\s*(\d\d)(?!\d)(?![.,/]\d)")
_RANGE = re.compile(
    rf"(?<![\d./])((?:19|20)\d\d){_AFTER_YEAR}(?:[{DASHES}/]|по|до)\s*((?:19|20)\d\d|\d\d(?=\s*(?:р|рр|роки|років|роках)\b))(?!\d)(?![./-]\d)",
    re.IGNORECASE,
)


def read_term(text: str, default_years: Years | None = None) -> Years | None:
    """First and last year of a term. Words without a year («протягом року», «постійно») give ``default_years``.

    None where nothing is known: an empty term, or a range that runs backwards.
    """
    line = one_line(text)
    if not line:
        return None
    years = _years(line)
    if not years:
        return default_years
    return (min(years), max(years)) if years[-1] >= years[0] else None


def _years(line: str) -> list[int]:
    line = _SPLIT_YEAR.sub(r"\1\2\3", line)
    short = _SHORT_RANGE.search(line)
    if short:
        end = int(short[1][:2] + short[2])
        if end > int(short[1]) and end - int(short[1]) <= 30:
            return [int(short[1]), end]
    dated = [found.year for _, found in dates_in(line)]
    plain = [int(y) for y in _YEAR.findall(line)]
    return [y for y in (plain or dated) if EARLIEST <= y <= LATEST]


def years_range(text: str) -> Years | None:
    """The first explicit range of years in a running text («на 2022-2025 роки»); None where there is only one year or none."""
    line = _SPLIT_YEAR.sub(r"\1\2\3", one_line(text))
    for match in _RANGE.finditer(line):
        start = int(match[1])
        end = int(match[2]) if len(match[2]) == 4 else int(match[1][:2] + match[2])
        if EARLIEST <= start < end <= LATEST and end - start <= 30:
            return start, end
    return None


_LAST = re.compile(
    rf"(?:^|[\s,;(])\s*(?P<term>(?:(?:протягом|[ву]продовж|на|у|в)\s+)?{_YEAR.pattern}[^а-яіїєґ]*(?:р\.?\s?р?\.?|рр\.?|роки?|років|року|рік)?\s*\)?)$"
)


def split_term(text: str) -> tuple[str, str | None]:
    """An executor and the term written behind it: «Управління ЖКГ, 2023-2025 роки» → («Управління ЖКГ», «2023-2025 роки»)."""
    line = one_line(text).rstrip(" .;")
    match = _LAST.search(line)
    if match is None or not line[: match.start()].strip():
        return text, None
    return line[: match.start()].rstrip(" ,;(–—-"), match["term"].strip(" )")
