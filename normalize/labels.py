"""What the words in a row's label say: a total, a section, a breakdown, or merely which source, fund or year the row is for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import OSA

from normalize.alike import nearest
from normalize.lexicon import Lexicon
from normalize.numbering import split_section
from normalize.records import Fund, Source
from normalize.text import DASHES, fold, same_script
from normalize.wordings import tokens
from normalize.year_parts_named import part_named
from normalize.years import is_year_label, years_beside_ranges, years_in

_PLURAL_SECTIONS = re.compile(
    r"розділ(?:ам|ах|ами|ів|и)\b|[ivx]+\s*[-–—,]\s*[ivx]+\b|завдання(?:х|ми)\b|завдань\b|напрям(?:ам|ах|ами)\b|заход(?:ам|ах|ами)\b(?! розділу)"
)
_WHOLE = re.compile(r"по програмі|за програмою|на програму|програми?\b|по всіх|по всім|за всіма")
_SECTION_NUMBER = re.compile(
    r"(?:розділ\w*|напрям\w*|завдан\w*|підпрограм\w*|ціл\w*|пункт\w*)\s*(?:№\s*)?([IVXІХ]{1,6}|\d{1,2}(?:\.\d{1,2})*)(?![\w])",
    re.IGNORECASE,
)


# How like the usual spelling (0–100) the whole of a label must be where no wording fits it.
_ALIKE = 90.0


@dataclass(frozen=True, slots=True)
class Place:
    """What a label says of the row's place among years, sources and funds; None where it says nothing."""

    year: int | None = None
    whole: bool = False
    source: Source | None = None
    fund: Fund | None = None
    part: str | None = None
    """The part of the year, where the row is for one: ``q1``, ``h1``, ``m9`` …"""

    def __bool__(self) -> bool:
        return self != Place()


def _strip_breakdown(text: str, lexicon: Lexicon) -> tuple[str, bool]:
    """The label without a leading «у т.ч.:», «з них», and whether one stood there."""
    rest = lexicon.after_breakdown(text)
    return (text, False) if rest is None else (rest.strip(), True)


_JOINERS = frozenset({"у", "в", "тому", "числі", "т", "ч", "тч"})


def says_all(text: str, lexicon: Lexicon) -> bool:
    """Whether a label is «усього», «разом» and nothing else; «у т.ч.» may announce the parts behind it."""
    words = tokens(text)
    bare = lexicon.single_words("rows", "bare")
    if lexicon.is_only("rows", "all", text):
        return True
    return bool(words) and words[0] in bare and all(word in bare or word in _JOINERS for word in words)


def read_place(text: str, lexicon: Lexicon) -> Place:
    """The place that a label names if it names nothing else: «2024 рік», «державний бюджет», «спеціальний фонд», «усього»."""
    rest, broken_down = _strip_breakdown(text, lexicon)
    rest = re.sub(rf"^[\s{DASHES}•*]+", "", rest).strip(" :;,.")
    if not rest:
        return Place()
    if is_year_label(rest):
        years, span = years_in(rest)
        return Place(whole=True) if span else Place(year=years[0])
    if says_all(" ".join(t for t in tokens(rest) if t not in ("кошти", "коштів", "за", "рахунок", "рах")), lexicon):
        return Place(source=Source.TOTAL, fund=Fund.TOTAL)
    fund = next((m for m in lexicon.matches("funds", rest) if lexicon.is_only("funds", m.meaning, rest)), None)
    if fund:
        return Place(fund=Fund(fund.meaning))
    source = lexicon.best("sources", rest, 0.6, 0.01)
    if source and (
        _only_generic(rest, source.meaning, lexicon) or source.score >= 0.9 or (broken_down and source.score >= 0.75) or _budget_name(rest)
    ):
        both = lexicon.best("funds", rest, 0.55, 0.01) if re.search(r"фонд", fold(rest)) else None
        return Place(source=Source(source.meaning), fund=Fund(both.meaning) if both else None)
    part = part_named(rest, lexicon)
    # «на 2023-2025 роки за 9 місяців 2024 року»: the programme's years are not the part's
    return Place(year=next(iter(years_beside_ranges(rest)), None) if part else None, part=part)


def _only_generic(text: str, source: str, lexicon: Lexicon) -> bool:
    """Whether a label holds a source's wording and beside it nothing but «кошти», «бюджет», «джерело» and the like."""
    covered = lexicon.covered("sources", source, text)
    rest = [token for i, token in enumerate(tokens(text)) if i not in covered]
    return all(re.match(r"(?:кошт|бюджет|джерел|фінансуван|обсяг|сум|внес)\w*$|.{1,3}$", token) for token in rest)


def _budget_name(text: str) -> bool:
    """«Бюджет Вербівської міської територіальної громади», «кошти бюджету м. Вербівка»: a budget with its owner's name is a source and no measure."""
    return (
        bool(re.match(r"(?:кошти )?(?:(?:державн|обласн|районн|міськ|місцев|селищн|сільськ)\w+ )?бюджет\w*\b", fold(text)))
        and len(text) < 90
    )


def source_of(text: str, lexicon: Lexicon) -> Source | None:
    """The source that a cell of a source column names; None where it names none."""
    if says_all(text, lexicon):
        return Source.TOTAL
    found = lexicon.best("sources", text, 0.55, 0.005)
    if found is not None:
        return Source(found.meaning)
    alike = nearest(fold(text), ("sources",), _ALIKE, lexicon)  # «Гобласний бюджет»: the edge of a rule read as a letter
    return Source(alike[1][1]) if alike else None


def split_sources(text: str, count: int, lexicon: Lexicon) -> list[Source] | None:
    """Several sources written one after the other in a cell («Обласний бюджет районний бюджет»), where ``count`` of them are told apart one way only."""
    words = text.split()
    if not 1 < count <= 6 or len(words) < count or len(words) > 40:
        return None

    @cache
    def named(start: int, end: int) -> tuple[Source, float] | None:
        text = " ".join(words[start:end])
        found = lexicon.best("sources", text, 0.7, 0.005)
        if found is None or 0 not in lexicon.covered("sources", found.meaning, text):
            return None
        return Source(found.meaning), found.score

    @cache
    def ways(start: int, left: int) -> tuple[tuple[float, tuple[Source, ...]], ...]:
        if left == 0:
            return ((0.0, ()),) if start == len(words) else ()
        out: list[tuple[float, tuple[Source, ...]]] = []
        for end in range(start + 1, len(words) - left + 2):
            first = named(start, end)
            if first is not None:
                out += [(first[1] + score, (first[0], *rest)) for score, rest in ways(end, left - 1) if first[0] not in rest]
        return tuple(out)

    best: dict[tuple[Source, ...], float] = {}
    for score, found in ways(0, count):
        best[found] = max(score, best.get(found, 0.0))
    ranked = sorted(best.items(), key=lambda pair: -pair[1])
    if not ranked or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < 0.05):
        return None
    return list(ranked[0][0])


def fund_of(text: str, lexicon: Lexicon) -> Fund | None:
    """The fund that a cell names; None where it names none."""
    if says_all(text, lexicon):
        return Fund.TOTAL
    found = lexicon.best("funds", text, 0.55, 0.005)
    return Fund(found.meaning) if found else None


def is_total(text: str, lexicon: Lexicon) -> bool:
    """Whether a label announces a sum: it begins with «Всього», «Усього», «Разом» …, or ends with it."""
    words = tokens(lexicon.before_breakdown(text))
    if not words or any(lexicon.is_only("funds", fund, text) for fund in ("general", "special")):
        return False  # «заг. фонд»
    bare = lexicon.single_words("rows", "bare")
    if words[0] not in bare and _misspelt(words[0], bare) and (len(words) == 1 or total_scope(text, lexicon) in ("section", "programme")):
        return True
    return words[0] in bare or (words[-1] in bare and len(words) <= 7) or lexicon.starts("rows", "total", text)


def _misspelt(word: str, bare: Iterable[str]) -> bool:
    """Whether a word is one of a sum's words but for a letter: «Всьго», «Разм», or «сього», whose first letter a scan lost at the ruling."""
    return len(word) > 3 and any(len(known) > 4 and OSA.distance(word, known, score_cutoff=1) == 1 for known in bare)


def merge(first: Place, second: Place) -> Place:
    """One place from two labels; the first speaks where both do."""
    return Place(
        first.year if first.year is not None else second.year,
        first.whole or second.whole,
        first.source or second.source,
        first.fund or second.fund,
        first.part or second.part,
    )


def split_total_place(title: str, lexicon: Lexicon) -> Place:
    """The place that a sum's label names behind its own words: «Всього, у т.ч. державний бюджет», «Разом за 2023 рік»."""
    head, _, rest = title.partition(mark[0]) if (mark := re.search(r"[,:;]", title)) else (title, "", "")
    around = lexicon.around_breakdown(title)
    if around and len(around[0]) < len(head):
        rest = around[1]
    if rest.strip():
        return read_place(rest, lexicon)
    years, span = years_in(title)
    if len(years) == 1 and not span and re.search(r"(?:за|на|у|в) 20\d\d", fold(title)):
        return Place(year=years[0])
    behind = re.sub(r"^\W*(?:всього|усього|разом)\b[\s:–—-]*(?:за рахунок\s+)?", "", title, flags=re.IGNORECASE)
    of_place = re.match(r"\s*(?:по|в|у)\s", behind) is not None and not lexicon.says("rows", "money", behind)  # «Всього по громаді»
    if behind != title and not of_place and (place := read_place(behind, lexicon)):
        return place
    match = re.search(r"\((.+)\)\s*$", title)
    return read_place(match[1], lexicon) if match else Place()


def is_breakdown(text: str, lexicon: Lexicon) -> bool:
    """Whether a label is «у т.ч.:», «з них:» and nothing more."""
    rest, found = _strip_breakdown(text, lexicon)
    return found and not rest.strip(" :,.-–—")


def total_scope(text: str, lexicon: Lexicon) -> str:
    """What a sum's label says it is of: ``programme``, ``section``, or ``bare`` where it does not say."""
    folded = fold(text)
    if _PLURAL_SECTIONS.search(folded) or re.search(r"(?:за|по) (?:всіма )?(?:роками|роках|рокам)\b", folded):
        return "programme"
    if lexicon.says("rows", "subtotal", text) or _SECTION_NUMBER.search(text):
        return "section"
    if _WHOLE.search(folded) or lexicon.says("rows", "total", text):
        return "programme"
    bare = lexicon.single_words("rows", "bare")
    mere = bare | _JOINERS | {"грн", "тис", "сума"}
    return "bare" if all(token in mere or _misspelt(token, bare) for token in tokens(text)) else "named"


def sum_of_section(text: str) -> str | None:
    """The section's number in a subtotal's label: «Всього по розділу II «…»» → ``II``."""
    match = _SECTION_NUMBER.search(text)
    if not match:
        return None
    number, _ = split_section(f"Розділ {match[1]}. х")
    return number


def is_section_word(text: str, lexicon: Lexicon) -> bool:
    """Whether a label begins with «Розділ», «Напрям», «Пріоритетне завдання» …, a Roman number before it or none."""
    return lexicon.starts("rows", "section", same_script(re.sub(r"^\s*[IVXLІХ]+[.)]?\s+(?=\S)", "", text)))
