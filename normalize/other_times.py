"""Columns of another time than the report's: years before it, what is still ahead, parts of a year beside the year itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from normalize.column_dimensions import SINCE_YEAR
from normalize.head_texts import dimension_only
from normalize.lexicon import Lexicon
from normalize.meanings import MONEY, Meaning
from normalize.terms import years_range
from normalize.text import fold
from normalize.years import first_of_january, within_year

Paths = Sequence[tuple[str, ...]]

_DONE = ("actual", "spent")
_BEFORE_YEAR = re.compile(r"\bдо (20\d\d)(?: року| р\b|$)")
_YEARS_BEFORE = re.compile(r"\b(?:попередн|минул)(?:і|іх|их) рок")
_OF_ALL_YEARS = re.compile(r"(?:всього|усього|разом)(?: на| за)? 20\d\d ?- ?20\d\d")
_OF_PROGRAMME = re.compile(r"\b(?:за|по|на) (?:всю |усю )?програм")


def settle_other_times(paths: Paths, meanings: list[Meaning], lexicon: Lexicon) -> list[Meaning]:
    """The meanings, what is of another time than the columns beside set aside or told apart from them."""
    texts = [fold(" ".join(path)) for path in paths]
    meanings = _with_halves(paths, meanings)
    meanings = _with_spans_to_come(texts, meanings, lexicon)
    meanings = _without_years_before(texts, _without_what_is_ahead(texts, meanings, lexicon))
    meanings = _without_months(texts, _with_whole_plan(texts, meanings, lexicon))
    return _without_parts(paths, meanings, lexicon)


def _with_spans_to_come(texts: Sequence[str], meanings: list[Meaning], lexicon: Lexicon) -> list[Meaning]:
    """«Обсяг до 2027 року | Обсяг на 2024 рік»: all the years up to then are the whole period, no year of their own; a need of theirs is no plan."""
    single = {m.year for c, m in enumerate(meanings) if m.field in MONEY and m.year is not None and not _BEFORE_YEAR.search(texts[c])}
    spans = {
        c
        for c, m in enumerate(meanings)
        if m.field == "planned" and single and (until := _BEFORE_YEAR.search(texts[c])) and int(until[1]) > max(single)
    }
    return [
        replace(m, field="ignore", how="a need of years to come")
        if c in spans and lexicon.says("natural", "needs", texts[c])
        else replace(m, year=None, whole=True)
        if c in spans
        else m
        for c, m in enumerate(meanings)
    ]


def _with_halves(paths: Paths, meanings: list[Meaning]) -> list[Meaning]:
    """«Січень-червень | липень-грудень | рік» under one head: beside the second half of the year the six months are the first."""
    halved = {path[:-1] for path, m in zip(paths, meanings, strict=True) if m.period == "h2"}
    return [
        replace(m, period="h1", plan=None) if path[:-1] in halved and m.period is None and _SIX_MONTHS.search(fold(path[-1])) else m
        for path, m in zip(paths, meanings, strict=True)
    ]


_SIX_MONTHS = re.compile(r"\bсіч(?:ень|ня)\W*черв|\b6 міс")


def _without_what_is_ahead(texts: Sequence[str], meanings: list[Meaning], lexicon: Lexicon) -> list[Meaning]:
    """«Використано на 01.10.2024 | Очікуване використання до кінця року», «Залишилось профінансувати»: what is still to come was not done.

    Where nothing else says what was done, the column is not understood, and told.
    """
    ahead = {c for c, m in enumerate(meanings) if m.field in _DONE and lexicon.says("natural", "ahead", texts[c])}
    others = any(m.field in _DONE and c not in ahead for c, m in enumerate(meanings))
    # «Річні призначення | Фактично за 9 місяців | Очікуване за рік»: beside a plan, and what was done, it is none either
    plans = {c for c, m in enumerate(meanings) if m.field == "planned"}
    expected = {c for c in plans if texts[c].startswith("очікуван")}
    if expected and plans - expected and others:
        meanings = [replace(m, field="ignore", how="still ahead") if c in expected else m for c, m in enumerate(meanings)]
    return [replace(m, field="ignore" if others else None, how="still ahead") if c in ahead else m for c, m in enumerate(meanings)]


def _without_years_before(texts: Sequence[str], meanings: list[Meaning]) -> list[Meaning]:
    """Years that end before those of the columns beside are neither these nor the whole period.

    «Обсяг за Програмою (2022-2025) | Профінансовано у 2022-2023 роках | Профінансовано у 2024 році», «до 2024 року | у 2024 році», «за попередні
    роки». «з 2021 року» holds them too, and says something only beside a plan for the whole period.
    """
    spans = {c: span for c, m in enumerate(meanings) if m.whole and m.field in MONEY and (span := years_range(texts[c]))}
    known = [m.field or m.runner_up for m in meanings]
    until = {c: int(found[1]) for c, field in enumerate(known) if field in _DONE and (found := _BEFORE_YEAR.search(texts[c]))}
    before = {c for c, m in enumerate(meanings) if m.field in _DONE and _YEARS_BEFORE.search(texts[c])}
    single = {m.year for c, m in enumerate(meanings) if m.field in MONEY and m.year is not None and c not in until}
    first, last = min((a for a, _ in spans.values()), default=0), max((b for _, b in spans.values()), default=0)
    before |= {
        c
        for c, (start, end) in spans.items()
        if ((start, end) != (first, last) and not _up_to_now(meanings[c], start, end, first, single)) or (single and end < min(single))
    }
    before |= {c for c, year in until.items() if year in single} | _states(texts, meanings)
    if not any(m.field == "planned" and m.whole for m in meanings):
        before |= {c for c, m in enumerate(meanings) if m.field in _DONE and m.whole and SINCE_YEAR.search(texts[c])}
    done = any(m.field in _DONE and c not in before for c, m in enumerate(meanings))
    return [
        replace(m, field="ignore" if done or m.field not in _DONE else None, how="years before") if c in before else m
        for c, m in enumerate(meanings)
    ]


def _up_to_now(meaning: Meaning, start: int, end: int, first: int, single: set[int]) -> bool:
    """«Профінансовано за 2021-2024 роки» beside 2024 and the plan for 2021-2025: all that was done since the start, as of now."""
    return meaning.field in _DONE and start == first and end in single


def _states(texts: Sequence[str], meanings: Sequence[Meaning]) -> set[int]:
    """«Освоєно на 01.01.2024» beside «Освоєно у 2024 році»: what was done by then, in however many years, where no plan is of the year before."""
    planned = {m.year for m in meanings if m.field == "planned"}
    dated = {c: year for c, m in enumerate(meanings) if m.field in _DONE and (year := first_of_january(texts[c])) is not None}
    return {
        c
        for c, year in dated.items()
        if year - 1 not in planned and any(m.field in _DONE and m.year == year and k not in dated for k, m in enumerate(meanings))
    }


def _with_whole_plan(texts: Sequence[str], meanings: list[Meaning], lexicon: Lexicon) -> list[Meaning]:
    """«Всього за Програмою | Передбачено на 2024 рік», «Всього на 2022-2026 роки | …»: beside the plan of a year it is that of the whole period.

    «Профінансовано всього | Профінансовано за 2024 рік»: beside such a plan so is what was done of it.
    """
    plans = [c for c, m in enumerate(meanings) if m.field == "planned" and m.source is None and m.fund is None and m.plan is None]
    bare = [c for c in plans if meanings[c].year is None and not meanings[c].whole and _speaks_of_programme(texts[c], lexicon)]
    bare += [c for c, m in enumerate(meanings) if m.field is None and m.whole and _OF_ALL_YEARS.match(texts[c])]
    if len(bare) == 1 and any(meanings[c].year is not None for c in plans) and not any(meanings[c].whole for c in plans):
        meanings = [replace(m, field="planned", whole=True, how="the programme's plan") if c in bare else m for c, m in enumerate(meanings)]
    if not any(m.field == "planned" and m.whole for m in meanings):
        return meanings
    yearly = {(m.field, m.source, m.fund) for m in meanings if m.field in _DONE and m.year is not None}
    return [
        replace(m, whole=True, how="all of it, and the year's beside")
        if m.field in _DONE
        and m.year is None
        and not m.whole
        and m.period is None
        and (m.field, m.source, m.fund) in yearly
        and _says_all(t, lexicon)
        else m
        for t, m in zip(texts, meanings, strict=True)
    ]


def _speaks_of_programme(text: str, lexicon: Lexicon) -> bool:
    return bool(_OF_PROGRAMME.search(text)) or (_says_all(text, lexicon) and "програм" in text)


def _says_all(text: str, lexicon: Lexicon) -> bool:
    return lexicon.says("aggregate", "words", text)


def _without_months(texts: Sequence[str], meanings: list[Meaning]) -> list[Meaning]:
    """«Виконано за 11 місяців | Виконано за 2024 рік», «Виділено станом на 01.07.2024 | Використано за рік»: the months are a part of the year."""
    parts = {c for c, m in enumerate(meanings) if (m.field or m.runner_up) in _DONE and (_MONTHS.search(texts[c]) or within_year(texts[c]))}
    yearly = [m for c, m in enumerate(meanings) if m.field in _DONE and c not in parts and _OF_YEAR.search(texts[c])]
    return [
        replace(m, field="ignore", how="a part of the year, and the year beside")
        if c in parts and any((m.source, m.fund) == (w.source, w.fund) and (m.year or w.year) == (w.year or m.year) for w in yearly)
        else m
        for c, m in enumerate(meanings)
    ]


_MONTHS = re.compile(r"\bза (?:[2-9]|1[01]) міс")
_OF_YEAR = re.compile(r"\b(?:за|у|в) (?:20\d\d р[оі]|\w*\s?рік\b)")


def _without_parts(paths: Paths, meanings: list[Meaning], lexicon: Lexicon) -> list[Meaning]:
    """«Річний план | I кв | II кв | III кв | IV кв | Профінансовано за рік»: quarters that say neither plan nor fact add nothing to the year's."""
    year = {m.field for m in meanings if m.period is None and not m.whole}
    if "planned" not in year or not year & set(_DONE):
        return meanings
    return [
        replace(m, field="ignore", how="a part of the year, and the year beside")
        if m.field is None and m.period is not None and path and all(dimension_only(level, lexicon) for level in path)
        else m
        for path, m in zip(paths, meanings, strict=True)
    ]
