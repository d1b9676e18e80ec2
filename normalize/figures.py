"""Whether a cell holds a figure or words: what tells rows of data from a header's rows, and columns of amounts from columns of texts."""

from __future__ import annotations

import re
from functools import lru_cache

from normalize.amounts import restacked
from normalize.head_texts import without_unit
from normalize.values import Kind, is_dash, read_value
from normalize.years import is_year_label

WORD = re.compile(r"[^\W\d_]{3,}")


_LAST_YEAR = re.compile(r"\s20[0-4]\d(?:\s?р(?:\.|ік|оку)?)?$")


_FIRST_YEAR = re.compile(r"^\s*20\d\d(?=\s*\()")


@lru_cache(maxsize=16_384)
def is_figure(text: str) -> bool:
    """Whether a cell holds what only data rows hold: an amount, a percent, a dash; a bare year is none."""
    if not text:
        return False
    if is_dash(text):
        return True
    if is_year_label(without_unit(text)) or not any(c.isdigit() for c in text):
        return False
    if _names_year(text):
        return False
    value = read_value(restacked(text))
    return len(value.parts) > 1 or (value.kind in (Kind.NUMBER, Kind.UNREADABLE) and len(WORD.findall(text)) <= 4)


def _names_year(text: str) -> bool:
    """Whether a bare year and words of their own are all there is: «Заплановані кошти (тис. грн) 2024», «2023 (факт), тис. грн» head a column."""
    bare = without_unit(text)
    words = _FIRST_YEAR.sub("", _LAST_YEAR.sub("", bare))
    return words != bare and bool(WORD.search(words)) and not any(c.isdigit() for c in words)
