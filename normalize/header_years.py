"""Years in a header's lowest level that a scan spoilt: told by the same level of the groups beside, where years stand in order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from normalize.dates import dates_in
from normalize.head_texts import dimension_only, without_unit
from normalize.lexicon import Lexicon
from normalize.meanings import Meaning
from normalize.text import fold
from normalize.years import first_of_january, is_year_label, years_in

Paths = tuple[tuple[str, ...], ...]


def with_years_in_order(paths: Paths, lexicon: Lexicon) -> tuple[Paths, dict[int, str]]:
    """The paths with labels that nobody understands replaced by the year that their place demands, and what stood there, by column.

    «2024 | 2025 | 2026» under the plan and «зо оо | 2025 | 2026» under the fact: groups of one width whose years, two at least, all stand in one
    order. A label that is a word of the lexicon stays, and so does everything where the years contradict each other.
    """
    groups = list(groups_of(paths))
    out = list(paths)
    spoilt: dict[int, str] = {}
    for width in {len(group) for group in groups}:
        alike = [group for group in groups if len(group) == width]
        known = [(at, _year(paths[c])) for group in alike for at, c in enumerate(group)]
        bases = {year - at for at, year in known if year is not None}
        if width < 2 or len(bases) != 1 or sum(year is not None for _, year in known) < 2:
            continue
        base = bases.pop()
        for group in alike:
            if not any(_year(paths[c]) is not None for c in group) and not _all_strange(paths, group, lexicon):
                continue
            for at, c in enumerate(group):
                if _year(paths[c]) is None and is_strange(paths[c][-1], lexicon):
                    spoilt[c] = paths[c][-1]
                    out[c] = (*paths[c][:-1], f"{base + at} рік")
    return tuple(out), spoilt


def settle_dated_plans(paths: Paths, meanings: list[Meaning]) -> list[Meaning]:
    """«Затверджено станом на 01.01.2024 | Профінансовано станом на 01.01.2025»: a plan as of a first of January is of the year before or after it.

    Which of them, the actual beside it says: where all actuals are of one year of the two, or of the report's, the plan is of that year too.
    """
    actual = {m.year for m in meanings if m.field in ("actual", "spent")}
    if len(actual) != 1:
        return meanings
    year = actual.pop()
    out = list(meanings)
    for c, (path, meaning) in enumerate(zip(paths, meanings, strict=True)):
        dated = first_of_january(path[-1]) if meaning.field == "planned" and path else None
        if dated is not None and meaning.year in (dated, dated - 1) and year in (None, dated, dated - 1):
            out[c] = replace(meaning, year=year)
    return out


def settle_plan_versions(paths: Paths, meanings: list[Meaning]) -> list[Meaning]:
    """«План на 01.01.2024 | План на 31.12.2024»: of two plans of one year the earlier is the initial one, the later the amended.

    «Затверджено на рік | Затверджено на січень-грудень»: the months' is the period's beside the year's.
    """
    out = list(meanings)
    for c, meaning in enumerate(meanings):
        twins = [k for k, m in enumerate(meanings) if m.field == "planned" and m.claim == meaning.claim]
        if len(twins) != 2 or twins[0] != c:
            continue
        other = twins[1]
        dates = [[day for _, day in dates_in(" ".join(paths[k]))] for k in (c, other)]
        if all(len(found) == 1 for found in dates) and dates[0] != dates[1]:
            first, last = (c, other) if dates[0] < dates[1] else (other, c)
            out[first], out[last] = replace(out[first], plan="initial"), replace(out[last], plan="amended")
        months = [k for k in (c, other) if _OF_MONTHS.search(fold(" ".join(paths[k])))]
        if len(months) == 1:
            out[months[0]] = replace(out[months[0]], plan="period")
    return out


_OF_MONTHS = re.compile(r"\bсіч(?:ень|ня)\W*груд")


def groups_of(paths: Paths) -> Iterator[list[int]]:
    """Columns side by side under one text of the level above their last."""
    group: list[int] = []
    for c, path in enumerate(paths):
        if group and (len(path) < 2 or path[:-1] != paths[group[0]][:-1]):
            yield group
            group = []
        if len(path) > 1:
            group.append(c)
    if group:
        yield group


def _year(path: Sequence[str]) -> int | None:
    label = without_unit(path[-1])
    years, span = years_in(label)
    return years[0] if is_year_label(label) and len(years) == 1 and not span else None


def _all_strange(paths: Paths, group: Sequence[int], lexicon: Lexicon) -> bool:
    return all(is_strange(paths[c][-1], lexicon) for c in group)


def is_strange(label: str, lexicon: Lexicon, longest: int = 14) -> bool:
    """Whether a label is of ``longest`` characters at most and says nothing that a header says."""
    return len(label) <= longest and not dimension_only(label, lexicon) and lexicon.best("fields", label, 0.7) is None


__all__ = ["Paths", "groups_of", "is_strange", "settle_dated_plans", "settle_plan_versions", "with_years_in_order"]
