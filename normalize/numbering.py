"""Numbers of sections and measures: split off a title, compared, and checked for gaps."""

from __future__ import annotations

import re
from collections.abc import Sequence

from normalize.dates import MONTH
from normalize.ordinals import int_to_roman, roman_to_int, to_latin_roman
from normalize.text import DASHES, clean, same_script

_ROMAN = r"[IVXLІХ]{1,7}"
_DOTTED = rf"(?:{_ROMAN}|\d{{1,3}})(?:\s?\.\s?\d{{1,3}})*"
# a number in front of a title: with a closing dot or bracket, or with inner dots
_MULTILEVEL = re.compile(
    rf"(?:п\.\s*|№\s*)?(?P<n>(?:\d{{1,3}}|{_ROMAN})(?:\.\s?\d{{1,3}})+)(?P<end>\.+(?!\d)|\))?(?=\s|[^\W\d_]|[«„“\"(]|$)"
)
_SINGLE = re.compile(rf"(?:п\.?\s*|№\s*)?(?P<n>\d{{1,3}}|{_ROMAN}|[а-яіїєґa-z](?=\)))(?P<end>\.+(?!\d)|\))(?=\s|[^\W\d_]|[«„“\"(]|$)")
_POINT = re.compile(r"(?:п(?:ункт|\.)?\s?\.?\s?|№\s*)(?P<n>\d{1,3}(?:\.\d{1,3})*)(?P<end>[.)]?)(?=\s|$)")
_BARE = re.compile(rf"(?P<n>{_DOTTED}|\d{{1,2}}/\d{{1,2}}|[а-яіїєґ](?=\)))\s?(?P<end>[.)]*)")
_ROMAN_SPACED = re.compile(rf"(?P<n>{_ROMAN})\s+(?P<title>[«„“\"А-ЯІЇЄҐ].*)", re.DOTALL)
_NOT_A_NUMBER = re.compile(
    rf"\d{{1,2}}\.\d{{1,2}}\.(?:19|20)\d\d|\d{{1,2}}\s+{MONTH}|\d+[.,]\d+\s*(?:%|тис|млн|млрд|грн|га|км|кв|м\b|кг|т\b|л\b|осіб|шт)",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?P<word>розділ|підрозділ|напрям(?:ок)?|підпрограма|блок|ціль|оперативна ціль|стратегічна ціль|завдання|захід|заходи|мета|пріоритет)"
    rf"\s*(?:№\s*)?(?P<n>{_ROMAN}|\d{{1,3}}(?:\.\d{{1,3}})*)(?P<end>[.:)]|\s*[{DASHES}])?(?:\s+|(?=[«„“\"(])|$)(?P<title>.*)",
    re.IGNORECASE | re.DOTALL,
)


def split_number(text: str) -> tuple[str | None, str]:
    """``«2.10.Ознайомлення»`` → ``("2.10", "Ознайомлення")``: the number without its last dot, Roman letters Latin; (None, text) without one.

    A cell that holds nothing but a number gives that number and an empty title. Years, dates, amounts and counts stay in the title.
    """
    text = clean(text)
    bare = _BARE.fullmatch(text)
    if bare and _is_number(bare["n"], closed=bool(bare["end"])):
        return _tidy(bare["n"]), ""
    if _NOT_A_NUMBER.match(text):
        return None, text
    for pattern in (_MULTILEVEL, _SINGLE, _POINT):
        match = pattern.match(text)
        if match and _is_number(match["n"], closed=bool(match["end"])):
            return _tidy(match["n"]), text[match.end() :].lstrip(" \n.").lstrip()
    return None, text


def _is_number(number: str, *, closed: bool) -> bool:
    """Whether it can number a measure: no year, no leading zero, Roman letters in a valid order."""
    first, *rest = re.split(r"\s?[./]\s?", number)
    if first[0].isdigit():
        levels = [first, *rest]
        return all(not (len(level) > 1 and level[0] == "0") and int(level) < 1000 for level in levels) and (
            closed or bool(rest) or len(first) <= 3
        )
    return roman_to_int(first) is not None or (len(number) == 1 and not rest)


def _tidy(number: str) -> str:
    number = re.sub(r"\s", "", number).rstrip(".")
    head, dot, tail = number.partition(".")
    return (to_latin_roman(head) if roman_to_int(head) is not None else head) + dot + tail


def split_section(text: str) -> tuple[str | None, str]:
    """A section's row: «Розділ II. Назва» → ("II", "Назва"), «ІІ. Назва» → ("II", "Назва"); «Пріоритетні завдання 1» → (None, as it stands).

    Only the word «розділ» (and «підрозділ») leaves the title with its number; «Напрям 3: …» and the like stay as they stand.
    """
    text = clean(text)
    named = _NAMED.fullmatch(same_script(text)) if len(same_script(text)) == len(text) else _NAMED.fullmatch(text)
    if named:
        if named["word"].casefold() not in ("розділ", "підрозділ"):
            return None, text
        return _tidy(named["n"]), named["title"].strip(" .:-–—\n")
    spaced = _ROMAN_SPACED.fullmatch(text)
    if spaced and roman_to_int(spaced["n"]) is not None:
        return _tidy(spaced["n"]), spaced["title"]
    number, title = split_number(text)
    return (number, title.strip()) if number is not None else (None, text)


Level = tuple[bool, int]
"""One level of a number: whether it is Roman, and its value."""


def levels(number: str) -> tuple[Level, ...] | None:
    """``"2.10"`` → ((False, 2), (False, 10)), ``"II"`` → ((True, 2),); None where a level is a letter."""
    out: list[Level] = []
    for level in number.split("."):
        value = int(level) if level.isdigit() else roman_to_int(level)
        if value is None:
            return None
        out.append((not level.isdigit(), value))
    return tuple(out)


def missing_between(numbers: Sequence[str | None]) -> list[str]:
    """Numbers that the sequence jumps over: 2.5 → 2.10 lacks 2.6 … 2.9. Unnumbered rows, repeats, restarts and new levels are no gaps.

    Each level is counted by itself, from 1 on, or from its first number where that is above 3 and begins the document (an excerpt) or goes on
    from the level before (1.1, 1.2, 2.3). A number that comes later in its run is not missing.
    """
    runs: dict[tuple[tuple[Level, ...], bool], list[list[int]]] = {}
    opened: dict[tuple[tuple[Level, ...], bool], bool] = {}
    before: int | None = None
    for number in numbers:
        found = levels(number) if number else None
        if found is None:
            continue
        roman, own = found[-1]
        series = runs.setdefault((found[:-1], roman), [[]])
        opened.setdefault((found[:-1], roman), before is not None and len(found) > 1 and own != before + 1)
        before = own
        if series[-1] and series[-1][-1] == own:
            continue
        if own in series[-1]:
            series.append([])
        series[-1].append(own)
    return [
        _printed(parent, roman, value)
        for (parent, roman), series in runs.items()
        for run in series
        for value in range(1 if min(run) <= 3 or (opened[parent, roman] and run is series[0]) else min(run), max(run))
        if value not in run
    ]


def _printed(parent: tuple[Level, ...], roman: bool, value: int) -> str:
    return ".".join(int_to_roman(v) if r else str(v) for r, v in (*parent, (roman, value)))
