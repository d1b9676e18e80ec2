"""A head's quarters and half-years whose Roman number the models misread: their neighbours tell it."""

from __future__ import annotations

import re
from collections.abc import Sequence

# Cut short, it grows together with its number.
_QUARTER = re.compile(r"(\S{1,3}?)(?:\s+(квартал\w*)|\s?(кв)\.?)", re.IGNORECASE)
_NUMBERS = ("I", "II", "III", "IV")
# What the models make of the strokes of each.
_ONE = "[IІЇіїlL1|!]"
_STROKES = (_ONE, f"{_ONE}{{2}}|[ПИЙН]", f"{_ONE}{{3}}|{_ONE}[ПИЙН]|[ПИЙН]{_ONE}|[ШЩ]", f"{_ONE}[VУМNЧ]")
# Figures, and what the models take them for.
_FIGURES = ("1IІЇіїl|", "2", "3ЗзЭэ", "4")
# A lone stroke between «на» and its word is lost, or grows together with what stands before it.
_HALF = re.compile(r"(\bна)\s?(?:[IІЇіїil1|]\s?|\s)(?=півріч)")
_FIRST_HALF = re.compile(r"(?<!\w)[IІ]\s+півріч")


def period_words(row: Sequence[int], texts: Sequence[str]) -> dict[int, str]:
    """The cells of a head's row (from the left) whose quarter or half-year its neighbours tell otherwise than it was read."""
    return _quarters(row, texts) | _halves(row, texts)


def _quarters(row: Sequence[int], texts: Sequence[str]) -> dict[int, str]:
    """Four quarters side by side count from one to four, when two of them do."""
    changed: dict[int, str] = {}
    found = [(k, _QUARTER.fullmatch(texts[k].strip())) for k in row]
    for start in range(len(found) - 3):
        four = [(k, match.group(1), match.group(2) or "кв.") for k, match in found[start : start + 4] if match]
        if len(four) < 4 or not _is_run(found, start):
            continue
        roman = [bool(re.fullmatch(strokes, read)) for (_, read, _), strokes in zip(four, _STROKES, strict=True)]
        figures = [read in alike for (_, read, _), alike in zip(four, _FIGURES, strict=True)]
        if max(sum(roman), sum(figures)) >= 2:
            told = _NUMBERS if sum(roman) >= sum(figures) else "1234"
            changed |= {k: f"{number} {word}" for (k, _, word), number in zip(four, told, strict=True)}
    return {k: text for k, text in changed.items() if text != texts[k].strip()}


def _is_run(found: Sequence[tuple[int, object]], start: int) -> bool:
    """Do the four quarters stand apart from others, or behind four others?"""
    before = 0
    while before < start and found[start - before - 1][1]:
        before += 1
    behind = 0
    while start + 4 + behind < len(found) and found[start + 4 + behind][1]:
        behind += 1
    return before % 4 == 0 and behind % 4 == 0


def _halves(row: Sequence[int], texts: Sequence[str]) -> dict[int, str]:
    """A plan for the half-year that its neighbours report on."""
    if not any(_FIRST_HALF.search(texts[k]) for k in row):
        return {}
    changed = {k: _HALF.sub(r"\1 I ", re.sub(r"^План\s?на", "План на", texts[k])) for k in row if not _FIRST_HALF.search(texts[k])}
    return {k: text for k, text in changed.items() if text != texts[k] and "півріч" in text}
