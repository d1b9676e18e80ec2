"""Which year, part of a year, source and fund a column of amounts is for, told by its neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from normalize.head_texts import dimension_only, without_unit
from normalize.lexicon import Lexicon
from normalize.meanings import FIGURES, MONEY, Meaning
from normalize.text import fold
from normalize.year_parts_named import quarter_numeral
from normalize.years import is_year_label, years_in


def settle_year_totals(paths: Sequence[tuple[str, ...]], meanings: list[Meaning], lexicon: Lexicon) -> list[Meaning]:
    """«Всього за рік» right of a group's months or quarters, in a header cell of its own, is the group's amount for the year."""
    out = list(meanings)
    for c in range(1, len(out)):
        left = out[c - 1]
        if (
            out[c].field is None
            and left.field in MONEY
            and left.period is not None
            and len(paths[c]) == 1
            and dimension_only(paths[c][0], lexicon)
        ):
            out[c] = replace(left, period=None, how="total of its group")
    return out


def _year_of_part(path: tuple[str, ...], lexicon: Lexicon) -> tuple[int | None, bool] | None:
    """The year of «у т.ч. у 2024 році», «у т.ч. план на звітний рік з урахуванням змін», and whether changes are in it; None of another column.

    Such a column is a part of the amounts over the whole period to its left; without a number the year is the report's.
    """
    rest = lexicon.after_breakdown(path[-1]) if path else None
    if rest is None:
        return None
    plain = without_unit(rest).strip()
    bare = _WITH_CHANGES.sub("", plain)
    label = re.sub(r"^(?:план|факт|обсяг|передбачено|профінансовано|використано)\w*\s*", "", bare, flags=re.IGNORECASE).strip()
    years, span = years_in(label)
    named = len(years) == 1 and not span and is_year_label(label)
    return (years[0] if named else None, bare != plain) if named or _REPORTS_YEAR.fullmatch(fold(label)) else None


_WITH_CHANGES = re.compile(
    r"\s*\(?\s*(?:з|із) (?:урахуванням|врахуванням) (?:внесених )?змін\w*\s*\)?$|\s*\(?зі змінами\)?$", re.IGNORECASE
)
_REPORTS_YEAR = re.compile(r"(?:(?:на|за|у|в) )?(?:(?:звітн|поточн|бюджетн|відповідн)\w+ )?(?:рік|році)")


def _is_part_beside(paths: Sequence[tuple[str, ...]], column: int, meaning: Meaning, lexicon: Lexicon) -> bool:
    """«2024 › план, всього | у т.ч. МБ | факт, всього | у т.ч. МБ»: a part of the amount that the column before names in the same group."""
    path, before = paths[column], paths[column - 1]
    rest = lexicon.after_breakdown(path[-1]) if len(path) > 1 and path[:-1] == before[:-1] and (meaning.source or meaning.fund) else None
    return rest is not None and dimension_only(rest, lexicon) and not dimension_only(before[-1], lexicon)


def settle_parts(paths: Sequence[tuple[str, ...]], meanings: list[Meaning], lexicon: Lexicon) -> list[Meaning]:
    """«План на 2024 рік | з них місцевий бюджет»: a column that only names a source or fund is of the money column to its left."""
    out = list(meanings)
    for c in range(1, len(out)):
        meaning, path = out[c], paths[c]
        quarter = _part_of_year(path, meaning, lexicon) if meaning.field is None and len(path) == 2 else None
        if quarter is not None:
            left = next((k for k in range(c - 1, -1, -1) if out[k].field in MONEY and out[k].period is None), None)
            if left is not None and all(out[k].how == _PART for k in range(left + 1, c)):
                out[c] = replace(out[left], period=quarter, how=_PART)
            continue
        if (part := _year_of_part(path, lexicon)) is not None and meaning.field in (None, "year", "planned", "actual", "spent"):
            whose = next((k for k in range(c - 1, -1, -1) if out[k].field in MONEY and meaning.field in (None, "year", out[k].field)), None)
            if whose == c - 1 and out[whose].year is None and paths[whose][:-1] == path[:-1]:
                out[c] = replace(out[whose], year=part[0], whole=False, how=_PART, plan="amended" if part[1] else out[whose].plan)
                out[whose] = replace(out[whose], whole=True)
            continue
        if _is_part_beside(paths, c, meaning, lexicon) and out[c - 1].field in MONEY and not (out[c - 1].source or out[c - 1].fund):
            out[c] = replace(out[c - 1], source=meaning.source, fund=meaning.fund, how=_PART)
            continue
        if meaning.field is not None or len(path) != 1 or not (meaning.source or meaning.fund):
            continue
        if not dimension_only(lexicon.after_breakdown(path[0]) or path[0], lexicon):
            continue
        whose = next((k for k in range(c - 1, -1, -1) if out[k].field in MONEY and out[k].source is None and out[k].fund is None), None)
        if whose is not None and all(out[k].how == _PART for k in range(whose + 1, c)) and len(paths[whose]) == 1:
            out[c] = replace(out[whose], source=meaning.source, fund=meaning.fund, how=_PART)
    return out


def _part_of_year(path: tuple[str, ...], meaning: Meaning, lexicon: Lexicon) -> str | None:
    """The part of the year of a column under «Квартали» or «у тому числі за кварталами», which name no money themselves; None of another column."""
    told = lexicon.after_breakdown(path[0]) is not None and lexicon.best("fields", path[0], 0.75) is None
    return meaning.period if told and meaning.period else quarter_numeral(path[1], path[0])


_PART = "part of the column to its left"


def settle_cumulative(paths: Sequence[tuple[str, ...]], meanings: list[Meaning]) -> list[Meaning]:
    """Actuals since January side by side («I квартал», «I півріччя», «9 місяців», «рік»): the longest holds the others, which are parts of it."""
    out = list(meanings)
    groups: dict[tuple[object, ...], list[tuple[int, int]]] = {}
    for c, meaning in enumerate(meanings):
        if meaning.field in ("actual", "spent") and not meaning.whole and (months := _months(paths[c])):
            groups.setdefault((meaning.field, meaning.source, meaning.fund), []).append((months, c))
    for columns in groups.values():
        lengths = [months for months, _ in columns]
        widest = max(lengths)
        growing = any(_GROWING.search(fold(" ".join(paths[c]))) for _, c in columns) or widest in (6, 9) or 9 in lengths
        beside = {m.period for c, m in enumerate(meanings) if _same_amount(m, meanings[columns[0][1]]) and c not in [k for _, k in columns]}
        years = {meanings[c].year for _, c in columns} - {None}
        if (
            not growing
            or len(years) > 1
            or len(set(lengths)) < len(lengths)
            or len(lengths) + len(beside) < 2
            or beside & _AFTER.get(widest, frozenset())
        ):
            continue
        for months, c in columns:
            out[c] = replace(out[c], period=None if months == widest else f"since-{months}", plan=None)
    return out


_GROWING = re.compile(r"наростаюч|станом на|\bна 0?1\.\d\d\.20\d\d|з початку (?:\w+ )?року")
# the parts of a year that half a year, or nine months, do not hold
_AFTER = {6: frozenset({"h2", "q3", "q4"}), 9: frozenset({"q4", "h2"})}


def _same_amount(a: Meaning, b: Meaning) -> bool:
    return a.period is not None and (a.field, a.source, a.fund) == (b.field, b.source, b.fund)


def _months(path: tuple[str, ...]) -> int | None:
    """How many months from January on a header's lowest level speaks of; None where it speaks of none."""
    text = fold(without_unit(path[-1])) if path else ""
    dated = re.search(r"\bна 0?1\.(\d\d)\.20\d\d", text)
    if dated:
        return int(dated[1]) - 1 or 12
    if re.search(r"з початку (?:поточного |бюджетного |звітного )?року", text):
        return 12
    if is_year_label(text) or re.fullmatch(r"(?:за |на )?(?:рік|20\d\d рік)", text):
        return 12
    return next((months for pattern, months in _SINCE_JANUARY if re.match(rf"(?:за |на )?(?:{pattern})", text)), None)


_SINCE_JANUARY = (
    (r"(?:[iі]|1|перш\w+) кв", 3),
    (r"3 міс|три міс", 3),
    (r"(?:[iі]|1|перш\w+) півр", 6),
    (r"6 міс|шість міс", 6),
    (r"9 міс|дев'ять міс|три кварт", 9),
    (r"12 міс|дванадцять міс", 12),
)


def settle_budget(paths: Sequence[tuple[str, ...]], meanings: list[Meaning], lexicon: Lexicon) -> list[Meaning]:
    """«Затверджено в бюджеті з урахуванням змін» beside the programme's own amount is what the budget allotted, changes and all.

    What the budget allotted first («Затверджено в бюджеті») is then a sum before amendments.
    """
    out = list(meanings)
    own = [m for path, m in zip(paths, meanings, strict=True) if m.field == "planned" and not _of_budget(path, lexicon)]
    for c, meaning in enumerate(meanings):
        beside = any((m.year, m.whole, m.source, m.fund) == (meaning.year, meaning.whole, meaning.source, meaning.fund) for m in own)
        amended = meaning.plan in ("amended", "budget") and lexicon.says("plans", "amended", " ".join(paths[c]))
        if meaning.field == "planned" and amended and beside and _of_budget(paths[c], lexicon):
            out[c] = replace(meaning, plan="budget")
            first = [i for i, m in enumerate(out) if i != c and m.claim == out[c].claim]
            out = [replace(m, plan="initial") if [i] == first else m for i, m in enumerate(out)]
    return out


def _of_budget(path: tuple[str, ...], lexicon: Lexicon) -> bool:
    return lexicon.says("plans", "budget", " ".join(path))


def settle_aggregates(paths: Sequence[tuple[str, ...]], meanings: list[Meaning], lexicon: Lexicon) -> list[Meaning]:
    """«Усього» is of what its neighbours are parts of: of years the whole period, of sources or funds their total."""
    out = list(meanings)
    for c, meaning in enumerate(out):
        if meaning.field not in FIGURES:
            continue
        if meaning.year is None and not meaning.whole and _beside_year_groups(paths, meanings, c):
            out[c] = replace(meaning, whole=True)
            continue
        if (
            meaning.field == "planned"
            and meaning.year is None
            and not meaning.whole
            and (
                (_of_whole_programme(paths[c], lexicon) and _years_and_whole(meanings))
                or (_OF_PROGRAMME.search(fold(" ".join(paths[c]))) and _since_start(meanings))
            )
        ):
            out[c] = replace(meaning, whole=True)
            continue
        kin = [i for i, m in enumerate(meanings) if i != c and m.field == meaning.field and _related(paths[c], paths[i])]
        if not kin:
            continue
        says_all = any(lexicon.is_only("aggregate", "words", level) for level in paths[c]) or lexicon.says(
            "aggregate", "words", paths[c][-1]
        )
        prefix_of_kin = any(len(paths[i]) > len(paths[c]) for i in kin)
        if not (says_all or prefix_of_kin):
            continue
        if meaning.year is None and not meaning.whole and _differ(c, kin, meanings, "year") and not _same_years_repeat(c, kin, meanings):
            out[c] = meaning = replace(meaning, whole=True)
    return out


def _of_whole_programme(path: tuple[str, ...], lexicon: Lexicon) -> bool:
    """«Загальний обсяг за програмою»: a plan that speaks of all of it."""
    return any(lexicon.says("aggregate", "words", level) for level in path)


def _years_and_whole(meanings: Sequence[Meaning]) -> bool:
    """Whether what was financed stands year by year, with all of it beside."""
    actual = [m for m in meanings if m.field in ("actual", "spent")]
    return len({m.year for m in actual if m.year is not None}) > 1 and any(m.whole or m.year is None for m in actual)


# «Обсяг фінансування за програмою», no «річний обсяг за програмою»
_OF_PROGRAMME = re.compile(r"^(?!.*\b(?:рік|року|річн\w+|період\w*)\b).*\bпрограм")


def _since_start(meanings: Sequence[Meaning]) -> bool:
    """Whether what was financed since the programme's start, and of it in one year, stands beside a single plan."""
    actual = [m for m in meanings if m.field in ("actual", "spent")]
    planned = [m for m in meanings if m.field == "planned"]
    return len(planned) == 1 and any(m.whole for m in actual) and all(m.whole or m.year is not None for m in actual)


def _beside_year_groups(paths: Sequence[tuple[str, ...]], meanings: Sequence[Meaning], column: int) -> bool:
    """Whether a column stands in a group «Всього за Програмою» beside groups of single years for the same field."""
    if len(paths[column]) < 2 or not re.match(r"(?:всього|усього|разом|загалом|за весь|на весь|загальн\w+ обсяг)", fold(paths[column][0])):
        return False
    field = meanings[column].field
    return (
        len(
            {
                m.year
                for p, m in zip(paths, meanings, strict=True)
                if m.field == field and m.year is not None and p and is_year_label(without_unit(p[0]))
            }
        )
        > 1
    )


def _related(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    return not a or not b or a[0] == b[0] or len(a) == 1 or len(b) == 1


def _differ(column: int, kin: Sequence[int], meanings: Sequence[Meaning], dimension: str) -> bool:
    return any(getattr(meanings[i], dimension) is not None for i in kin)


def _same_years_repeat(column: int, kin: Sequence[int], meanings: Sequence[Meaning]) -> bool:
    """One single year among the kin is no breakdown of a whole period."""
    return len({meanings[i].year for i in kin if meanings[i].year is not None}) < 2


def settle_whole(meanings: list[Meaning]) -> list[Meaning]:
    """Percent and deviation that name no year, beside plan and actual of nothing but the whole period, are for the whole period."""
    money = [m for m in meanings if m.field in ("planned", "actual", "spent")]
    if not money or not all(m.whole for m in money):
        return meanings
    return [replace(m, whole=True) if m.field in ("percent", "deviation") and m.year is None else m for m in meanings]
