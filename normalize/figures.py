"""Whether a cell holds a figure or words: what tells rows of data from a header's rows, and columns of amounts from columns of texts."""

from __future__ import annotations

import re
from functools import lru_cache

from normalize.amounts import restacked
from normalize.head_texts import without_unit
from normalize.text import fold
from normalize.values import Kind, is_dash, read_value
from normalize.years import is_year_label

WORD = re.compile(r"[^\W\d_]{3,}")


_LAST_YEAR = re.compile(r"\s20[0-4]\d(?:\s?р(?:\.|ік|оку)?)?$")


_FIRST_YEAR = re.compile(r"^\s*20\d\d(?=\s*\(|:\s)")

# «I кв. 2024», «2024 II кв.», «3 квартал 2024 року»
_PART_OF_YEAR = re.compile(
    r"(?:20[0-4]\d\W*)?(?:[ivxіх]{1,3}|[1-4])\W*(?:кв|квартал|півр|півріччя)\b\.?(?:\W*20[0-4]\d(?:\W*(?:р|рік|року)\b\.?)?)?"
)

# «Профінансовано на 31.12», «Касові видатки (станом на 01.10)»: a day of the report's year
_ON_DAY = re.compile(r"\bна (?:0?[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])(?![\d.,])")


@lru_cache(maxsize=16_384)
def is_figure(text: str) -> bool:
    """Whether a cell holds what only data rows hold: an amount, a percent, a dash; a bare year is none."""
    text = _ON_DAY.sub("", text)
    if not text:
        return False
    if is_dash(text):
        return True
    if is_year_label(without_unit(text)) or not any(c.isdigit() for c in text):
        return False
    if _names_year(text) or _PART_OF_YEAR.fullmatch(fold(text)):
        return False
    value = read_value(restacked(text))
    return len(value.parts) > 1 or (value.kind in (Kind.NUMBER, Kind.UNREADABLE) and len(WORD.findall(text)) <= 4)


def _names_year(text: str) -> bool:
    """Whether a bare year and words of their own are all there is: «Заплановані кошти (тис. грн) 2024», «2023 (факт), тис. грн» head a column."""
    bare = without_unit(text)
    words = _FIRST_YEAR.sub("", _LAST_YEAR.sub("", bare))
    return words != bare and bool(WORD.search(words)) and not any(c.isdigit() for c in words)
