"""Whether two headings of one document name one programme."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from normalize.text import fold
from normalize.title_keys import programme_title
from normalize.titles import own_years

_QUOTED = re.compile(r"[«“„\"]([^«»“”„\"]{3,})[»”\"]")
_ALIKE, _WORD_ALIKE = 88, 80


def same_programme(a: str, b: str) -> bool:
    """Whether two titles name one programme: their own words are alike, or those of the shorter stand in the longer side by side.

    «Розвитку культури» shortens «розвитку культури і туризму», but not «розвитку фізичної культури»; programmes of other years are two.
    """
    (short, first), (long, second) = sorted(((a, _own_words(a)), (b, _own_words(b))), key=lambda pair: len(pair[1]))
    if not first:
        return fuzz.partial_ratio(fold(short), fold(long)) >= _ALIKE
    if fuzz.ratio(" ".join(first), " ".join(second)) >= _ALIKE:
        return True
    if len(first) == 1 and not any(first[0] in _own_words(name) for name in _QUOTED.findall(long)):
        return False  # «Спорт» is a word of many programmes' titles
    years = own_years(a), own_years(b)
    return (None in years or years[0] == years[1]) and _stands_in(first, second)


def _stands_in(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    places = range(len(long) - len(short) + 1)
    return any(all(fuzz.ratio(word, long[at + i]) >= _WORD_ALIKE for i, word in enumerate(short)) for at in places)


def same_heading(a: str, b: str) -> bool:
    """``same_programme`` of two reports' titles: names in quotes decide where both have them."""
    first, second = (_QUOTED.findall(text) for text in (a, b))
    if first and second:
        return fuzz.ratio(fold(first[0]), fold(second[0])) >= 85
    return same_programme(a, b)


def _own_words(title: str) -> tuple[str, ...]:
    named = programme_title(title, None)
    return () if named.nameless else named.words
