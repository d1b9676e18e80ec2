"""Dates as council documents write them: «24.02.2022 р.», «24 грудня 2020 року», «01-03-2021», «2023-12-19», or in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from normalize.ordinals import ordinal_in_words
from normalize.text import same_script

# The one place of the months' names: what every case begins with, any case, and the one behind a day.
MONTH_STEMS = ("січ", "лют", "берез", "квіт", "трав", "черв", "лип", "серп", "верес", "жовт", "листопад", "груд")
MONTH = (
    r"(?:січ(?:ень|ня|ні|нем)|лют(?:ий|ого|ому|им)|берез(?:ень|ня|ні|нем)|квіт(?:ень|ня|ні|нем)|трав(?:ень|ня|ні|нем)|черв(?:ень|ня|ні|нем)"
    r"|лип(?:ень|ня|ні|нем)|серп(?:ень|ня|ні|нем)|верес(?:ень|ня|ні|нем)|жовт(?:ень|ня|ні|нем)|листопад[аіу]?(?:ом)?|груд(?:ень|ня|ні|нем))"
)
OF_MONTHS = ("січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня", "жовтня", "листопада", "грудня")
"""As they stand behind a day."""
_NUMERIC = r"(?P<d>\d{1,2})\s?[./-]\s?(?P<m>\d{1,2})\s?[./-]\s?(?P<y>(?:19|20)\d\d|\d\d)(?!\d)(?![./-]\d)"
_WORDED = rf"[«\"“„']?(?P<wd>\d{{1,2}})[»\"”“']?\s*(?P<wm>{MONTH})\s*,?\s*(?P<wy>(?:19|20)\d\d)"
_LONGHAND = (
    rf"(?P<ld>\d{{1,2}}|(?:двадцять\s+|тридцять\s+)?[а-яіїєґ']{{4,}}го)\s+(?P<lm>{MONTH})\s+(?:дві|двох)\s+тисячі?\s+"
    r"(?P<ly>(?:двадцять\s+|тридцять\s+)?[а-яіїєґ']{4,}го)"
)
_ISO = r"(?P<iy>(?:19|20)\d\d)-(?P<im>\d\d)-(?P<id>\d\d)"
DATE = re.compile(rf"(?<![\d./])(?:{_ISO}|{_NUMERIC}|{_WORDED}|{_LONGHAND})(?:\s*(?:р\.|р\b|року|рік)\.?)?", re.IGNORECASE)


def month_number(word: str) -> int | None:
    """1 … 12 of a month's name in any case; None for other words."""
    key = word.casefold()
    return next((i for i, stem in enumerate(MONTH_STEMS, 1) if key.startswith(stem)), None)


def dates_in(text: str) -> Iterator[tuple[re.Match[str], date]]:
    """Every calendar date of the text with its match, in order. Two-digit years are of this century; impossible dates are left out."""
    folded = same_script(text)
    for match in DATE.finditer(folded if len(folded) == len(text) else text):
        found = _as_date(match)
        if found is not None:
            yield match, found


def read_date(text: str) -> date | None:
    """The first date of the text."""
    return next((found for _, found in dates_in(text)), None)


def _as_date(match: re.Match[str]) -> date | None:
    if match["wm"]:
        year, month, day = int(match["wy"]), month_number(match["wm"]) or 0, int(match["wd"])
    elif match["lm"]:
        day = int(match["ld"]) if match["ld"].isdigit() else ordinal_in_words(match["ld"]) or 0
        year, month = 2000 + (ordinal_in_words(match["ly"]) or -2000), month_number(match["lm"]) or 0
    elif match["iy"]:
        year, month, day = int(match["iy"]), int(match["im"]), int(match["id"])
    else:
        year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None
