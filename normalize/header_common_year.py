"""The year that one column's head names: whether the columns beside it are of that year too, or only it is of another than the report's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from normalize.meanings import FIGURES, MONEY, Meaning
from normalize.text import fold

_DONE = ("actual", "spent")
_COMPARED = re.compile(r"\b(?:до|проти|порівняно з) (?:\w+ )?(?:20\d\d|(?:попередн|минул)\w+)(?! \w* ?план)")


def settle_year(paths: Sequence[tuple[str, ...]], meanings: list[Meaning]) -> list[Meaning]:
    """Where plan or fact names one single year, the columns beside it that name none are of that year, unless it is last year's or the next's.

    «План на 2024 рік | Факт | %» are all of 2024; «Кошторис | Видатки | План на 2025 рік», «Касові видатки за 2023 рік | План | Факт», «План | Факт |
    % до 2023 року» are of the report's year, but for the one that says otherwise.
    """
    meanings = _without_comparisons(paths, meanings)
    meanings, before = _with_last_years(meanings)
    named = [c for c, m in enumerate(meanings) if m.field in ("planned", *_DONE) and m.year is not None and c not in before]
    years = {meanings[c].year for c in named}
    if (behind := _last_year_behind(meanings)) is not None:
        return behind
    if len(years) != 1 or before or any(m.whole for m in meanings) or _is_next_years(meanings, named) or _compared(meanings):
        return _with_own_fact(meanings, before)
    year = years.pop()
    return [replace(m, year=year) if m.field in FIGURES and m.year in (None, year) else m for m in meanings]


def _without_comparisons(paths: Sequence[tuple[str, ...]], meanings: list[Meaning]) -> list[Meaning]:
    """«% до 2023 року» beside plan and fact that name no 2023 compares two years: no percent of a plan."""
    amounts = {m.year for m in meanings if m.field in ("planned", *_DONE)}
    return [
        replace(m, field="ignore", how="compares two years")
        if m.field == "percent" and m.year is not None and m.year not in amounts and _COMPARED.search(fold(" ".join(path)))
        else m
        for path, m in zip(paths, meanings, strict=True)
    ]


def _with_last_years(meanings: list[Meaning]) -> tuple[list[Meaning], set[int]]:
    """What was done in a year, left of a plan that is of another or names none, beside what was done of that plan: last year's, for comparison.

    Its word may be another than this year's («Касові видатки за 2023 рік | План | Профінансовано»): both are the actuals of their years.
    """
    plans = [c for c, m in enumerate(meanings) if m.field == "planned"]
    done = [c for c, m in enumerate(meanings) if m.field in _DONE]
    first = min(plans, default=0)
    before = {c for c in done if c < first and meanings[c].year is not None}
    later = [c for c in done if c > first]
    years = {meanings[c].year for c in before}
    if not before or not later or years & {meanings[c].year for c in (*plans, *later)}:
        return meanings, set()
    out = list(meanings)
    for group in (sorted(before), later):
        if len({(out[c].year, out[c].source, out[c].fund) for c in group}) == len(group) and all(out[c].field == "spent" for c in group):
            for c in group:
                out[c] = replace(out[c], field="actual")
    return out, before


def _last_year_behind(meanings: Sequence[Meaning]) -> list[Meaning] | None:
    """«План | Використано | Факт 2022 року»: last year's stands right of what was used of a plan without a year, which is this year's actual."""
    done = [(c, m) for c, m in enumerate(meanings) if m.field in _DONE]
    own = [c for c, m in done if m.year is None]
    dated = [c for c, m in done if m.year is not None]
    planned = {m.year for m in meanings if m.field == "planned"}
    if planned != {None} or not own or not dated or max(own) > min(dated):
        return None
    if {meanings[c].field for c in own} != {"spent"} or meanings[dated[0]].field != "actual":
        return None
    return [replace(m, field="actual") if c in own else m for c, m in enumerate(meanings)]


def _is_next_years(meanings: Sequence[Meaning], named: Sequence[int]) -> bool:
    """Whether all that names the year is a plan right of what was done: «План | Факт | План на 2025 рік»."""
    done = [c for c, m in enumerate(meanings) if m.field in _DONE and m.year is None]
    return bool(done) and all(meanings[c].field == "planned" and c > max(done) for c in named)


def _compared(meanings: Sequence[Meaning]) -> bool:
    """«Касові видатки за 2023 рік | План | Касові видатки»: one claim with a year and without."""
    told = {replace(m, year=None).claim for m in meanings if m.year is not None}
    return any(m.claim in told and m.year is None for m in meanings if m.field in MONEY)


def _with_own_fact(meanings: list[Meaning], before: set[int]) -> list[Meaning]:
    """«Виконано за 2023 рік | План на 2024 рік | Факт | %»: fact and percent behind the only year's plan are of its year."""
    plans = {m.year for m in meanings if m.field == "planned" and not m.whole}
    if not before or len(plans) != 1 or None in plans:
        return meanings
    year = next(iter(plans))
    return [replace(m, year=year) if m.field in FIGURES and m.year is None and not m.whole else m for m in meanings]
