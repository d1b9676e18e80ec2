"""The labels of a cell whose lines a page's text ran together: «Всього⏎державний бюджет обласний бюджет» beside three sums names each of them."""

from __future__ import annotations

import re

from normalize.labels import fund_of, says_all, source_of, split_sources
from normalize.lexicon import Lexicon
from normalize.records import Fund, Source
from normalize.table_rows import line as one_line
from normalize.table_rows import lines as many_lines
from normalize.years import is_year_label, years_in

_ALL = r"(?:всього|усього|разом)\b"
_FUND = re.compile(rf"{_ALL}|[^\W\d_]+\.?\s*фонд\w*(?:\s*\([^()]*\))?|[зс]/?ф\b", re.IGNORECASE)
_YEAR = re.compile(rf"{_ALL}|20[0-4]\d(?:\s*(?:рік|року|р\.?)(?!\w))?", re.IGNORECASE)


def sources_of(text: str, count: int, lexicon: Lexicon) -> list[Source] | None:
    """The ``count`` sources that a cell names one after the other, all of them («Всього») first or last; None where they cannot be told apart."""
    text = one_line(text)
    for whole, rest, first in (_first_word(text, first=True), _first_word(text, first=False)):
        if says_all(whole, lexicon) and count > 1:
            one = source_of(rest, lexicon)
            others = split_sources(rest, count - 1, lexicon) if count > 2 else [one] if one is not None else []
            if not others or Source.TOTAL in others:
                return None
            return [Source.TOTAL, *others] if first else [*others, Source.TOTAL]
    return split_sources(text, count, lexicon)


def _first_word(text: str, *, first: bool) -> tuple[str, str, bool]:
    """The first word of a text, or its last, and the rest."""
    head, _, tail = text.partition(" ") if first else text.rpartition(" ")
    return (head, tail, first) if first else (tail, head, first)


def funds_of(text: str, count: int, lexicon: Lexicon) -> list[Fund] | None:
    """The ``count`` funds that a cell names, one in a line or one after the other."""
    funds = [fund_of(label, lexicon) for label in _labels(text, count, _FUND)]
    known = [fund for fund in funds if fund is not None]
    return known if len(known) == count > 1 and len(set(known)) == count else None


def years_of(text: str, count: int, lexicon: Lexicon) -> list[int | None] | None:
    """The ``count`` years that a cell names, None for all of them."""
    labels = _labels(text, count, _YEAR)
    if len(labels) != count or count < 2 or not all(is_year_label(label) or says_all(label, lexicon) for label in labels):
        return None
    told = [years_in(label) for label in labels]
    years = [None if span or not found else found[0] for found, span in told]
    return years if len(set(years)) == count else None


def _labels(text: str, count: int, label: re.Pattern[str]) -> list[str]:
    """The lines of a cell where there are ``count`` of them; else its text taken apart by the labels' shape, where nothing is left over."""
    lines = many_lines(text).split("\n")
    found = label.findall(one_line(text))
    apart = len(found) == count and not re.search(r"\w", label.sub("", one_line(text)))
    return lines if len(lines) == count else found if apart else []
