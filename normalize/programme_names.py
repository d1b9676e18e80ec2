"""Whether two headings name one programme: by the words that are its own, without community, years and the words of office that all titles share."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from normalize.text import fold

# What titles of one council have in common says nothing of which programme is meant.
_YEARS = re.compile(r"\b(?:на|за|у|в)?\s*(?:19|20)\d\d(?:\s*[-–—]\s*(?:19|20)\d\d)?\s*(?:рок\w+|рік|рр?\b\.?)?")
_COMMUNITY = re.compile(r"(?:[\w'’-]+[сцз]ьк\w+\s+)?(?:міськ|селищн|сільськ|об'єднан)\w+\s+(?:територіальн\w+\s+)?громад\w+")
_SHARED = re.compile(
    r"\b(?:програм|комплексн|цільов|місцев|міськ|селищн|сільськ|районн|обласн|територіальн|звіт|виконан|реалізац|хід)\w*|\bгромад(?:а|и|і|у|ою)\b"
    r"|\b(?:про|на|та|і|й|у|в|з|до|для|по|щодо|м|с|смт)\b|[^\w\s']"
)
_QUOTED = re.compile(r"[«“„\"]([^«»“”„\"]{3,})[»”\"]")
_ALIKE, _WORD_ALIKE = 88, 80


def own_words(title: str) -> tuple[str, ...]:
    """The words of a programme's title that are its own, folded."""
    return tuple(_SHARED.sub(" ", _COMMUNITY.sub(" ", _YEARS.sub(" ", fold(title)))).split())


def same_programme(a: str, b: str) -> bool:
    """Whether two titles name one programme: their own words are alike, or all words of the shorter stand in the longer («розвитку культури», «розвитку культури і туризму»)."""
    (short, first), (long, second) = sorted(((a, own_words(a)), (b, own_words(b))), key=lambda pair: len(pair[1]))
    if not first:
        return fuzz.partial_ratio(fold(short), fold(long)) >= _ALIKE
    if fuzz.ratio(" ".join(first), " ".join(second)) >= _ALIKE:
        return True
    if len(first) == 1 and not any(first[0] in own_words(name) for name in _QUOTED.findall(long)):
        return False  # «Спорт» is a word of many programmes' titles
    return all(any(fuzz.ratio(word, other) >= _WORD_ALIKE for other in second) for word in first)
