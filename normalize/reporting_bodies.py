"""The body that reports, named in the genitive by the title («ЗВІТ Служби у справах дітей про виконання …»), in the nominative."""

from __future__ import annotations

import re

from normalize.text import one_line, same_script, unify_apostrophes

# A council and its committee report on everybody's programmes: they are none here.
_SHORT = r"(?:КП|КНП|КЗ|КУ|КО|ДУ|ДП|УКБ|ЦНСП|ЦСП|ЦСССДМ)(?=\s|$)"
_NOUNS = {
    "feminine": {"служби": "служба", "установи": "установа", "інспекції": "інспекція", "бібліотеки": "бібліотека", "лікарні": "лікарня"},
    "masculine": {
        "відділу": "відділ", "департаменту": "департамент", "центру": "центр", "сектору": "сектор", "закладу": "заклад",
        "архіву": "архів", "музею": "музей",
    },
    "neuter": {"управління": "управління", "підприємства": "підприємство", "агентства": "агентство"},
}  # fmt: skip
_ENDINGS = {
    "feminine": (("ньої", "ня"), ("ої", "а")),
    "masculine": (("ього", "ій"), ("ого", "ий")),
    "neuter": (("ього", "є"), ("ого", "е")),
}
_NOMINATIVES = {genitive: (gender, noun) for gender, nouns in _NOUNS.items() for genitive, noun in nouns.items()}
_TITLE = re.compile(
    rf"\W*(?:звіт|інформація|довідка)\s+(?P<body>(?:{_SHORT}|(?:[а-яіїєґ'-]+(?:ого|ої)\s+){{0,3}}(?:{'|'.join(_NOMINATIVES)})(?![а-яіїєґ']))[^.;:]{{0,160}}?)"
    r"\s+(?:про|щодо)\s+(?:\w+\s+){0,2}?(?:виконання|хід|стан|реалізацію|результати|підсумки|використання)\b",
    re.IGNORECASE,
)


def reporting_body(title: str) -> str | None:
    """The body whose report a title says it is; None where the title names none before «про виконання …»."""
    line = unify_apostrophes(same_script(one_line(title)))
    found = _TITLE.match(line)
    return _nominative(found["body"].strip(" ,–—-")) if found else None


def _nominative(body: str) -> str:
    """A body's name with its noun, and the adjectives before it, in the nominative; what stands behind the noun stays as it is."""
    words = body.split()
    at = next((i for i, word in enumerate(words[:4]) if word.casefold() in _NOMINATIVES), None)
    if at is None:
        return body
    gender, noun = _NOMINATIVES[words[at].casefold()]
    named = [*(_ended(word, _ENDINGS[gender]) for word in words[:at]), _cased(noun, words[at])]
    named[0] = named[0][:1].upper() + named[0][1:]
    return " ".join([*named, *words[at + 1 :]])


def _ended(adjective: str, endings: tuple[tuple[str, str], ...]) -> str:
    for ending, nominative in endings:
        if adjective.casefold().endswith(ending):
            return adjective[: -len(ending)] + _cased(nominative, adjective[-1])
    return adjective


def _cased(word: str, like: str) -> str:
    return word.upper() if like.isupper() else word
