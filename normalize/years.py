"""Which years a header or a label names: «2024 рік», «станом на 01.01.2025», «2023-2025 роки»."""

from __future__ import annotations

import re
from functools import lru_cache

from normalize.dates import OF_MONTHS
from normalize.text import DASHES, fold

_YEAR = re.compile(r"(?<![\d./])(?<!\d\d-\d\d-)(20[0-4]\d)(?![\d./]|-\d\d-)")
_RANGE = re.compile(rf"(?<![\d.])(20[0-4]\d)\s*(?:р\.?\s*)?(?:[{DASHES}]|по|до)\s*(20[0-4]\d)(?!\d)")
_BROKEN_YEAR = re.compile(r"(?<=[-–—])(20\d)\s(\d)(?!\d)")  # «2022-202⏎4» of a narrow column
_CODE = re.compile(r"\b(?:кекв|к?т?п?квк\w*|кфк\w*|код\w*)\s*:?\s*\d{4,7}\b")
# Its groups are day, month and year, in figures (1-3) or with the month in words (4-6).
DATE = re.compile(rf"(\d{{1,2}})[./](\d{{1,2}})[./](20\d\d)|(\d{{1,2}}) ({'|'.join(OF_MONTHS)}) (20\d\d)")
_AS_OF = re.compile(rf"(?<!\w)(?:на|до) (?:{DATE.pattern})")

# Dust behind a year on a scan: «2025. рік».
_SPECK = re.compile(r"(?<=20\d\d)\s?[.,·'’`]\s?(?=р(?:ік|оку|оки|оків|оці)\b)")


def years_in(text: str) -> tuple[list[int], bool]:
    """The years a header names, dates aside (a date of 1 January closes the year before), and whether it names a range of them."""
    plain = _CODE.sub(" ", _BROKEN_YEAR.sub(r"\1\2", _SPECK.sub(" ", fold(text))))
    found = [year - first for year, first in _dates(plain)]
    rest = DATE.sub(" ", plain)
    span = bool(_RANGE.search(rest))
    written = [int(y) for y in _YEAR.findall(rest)]
    return (written or found), span


def years_beside_ranges(text: str) -> list[int]:
    """The years that a text names apart from a range of them: 2024 of «на 2023-2025 роки за 9 місяців 2024 року»."""
    return years_in(_RANGE.sub(" ", fold(text)))[0]


def first_of_january(text: str) -> int | None:
    """The year of the one date in a text where that is a 1 January and no other year is written; None otherwise."""
    plain = _CODE.sub(" ", fold(text))
    dates = _dates(plain)
    if len(dates) != 1 or _YEAR.search(DATE.sub(" ", plain)):
        return None
    year, first = dates[0]
    return year if first else None


def within_year(text: str) -> bool:
    """Whether «на 01.07.2024», «станом на 1 жовтня 2024 року» is the one date of a text: a day before the year's end, its first aside."""
    found = [(m[1] or m[4], m[2] or m[5]) for m in _AS_OF.finditer(fold(text))]
    days = [(day.lstrip("0"), month.lstrip("0")) for day, month in found]
    return len(days) == 1 and days[0] not in {("1", "1"), ("1", OF_MONTHS[0]), ("31", "12"), ("31", OF_MONTHS[-1])}


def _dates(plain: str) -> list[tuple[int, bool]]:
    """The year of each date in a folded text, and whether the date is a 1 January."""
    found = [(m[1], m[2], m[3]) if m[3] else (m[4], m[5], m[6]) for m in DATE.finditer(plain)]
    return [(int(year), day.lstrip("0") == "1" and month in ("1", "01", OF_MONTHS[0])) for day, month, year in found]


@lru_cache(maxsize=16_384)
def is_year_label(text: str) -> bool:
    """Whether the text is a year and nothing else: «2024», «2024 рік», «2024 р.», «за 2024 рік», «2024-2026 роки»."""
    return bool(
        re.fullmatch(
            rf"(?:(?:на|за|у|в) )?20[0-4]\d(?:\s*[{DASHES}]\s*20[0-4]\d)?\s*(?:р\.?\s?р?\.?|рік|року|роки|років|році)?",
            _SPECK.sub(" ", fold(text)),
        )
    )
