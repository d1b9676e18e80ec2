"""Titles as keys: what stays of a programme's or measure's title when spelling, years and ornament are taken away, and how alike two are.

Likeness is counted in words, not letters: «первинної» and «вторинної допомоги» share nine tenths of their letters and are two things.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

_LATIN = str.maketrans("abcehikmnoptxy", "авсенікмпортху")
_APOSTROPHES = re.compile(r"['’ʼ`´‘]")
_LATIN_LETTER, _DIGIT = re.compile(r"[a-z]"), re.compile(r"\d")
_QUOTED = re.compile(r"[«„“\"]\s*\w")
_WORD = re.compile(r"№\s*\d+|[^\W_]+")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_YEAR = re.compile(r"(19[89]|20\d)\d")
_YEAR_WORDS = _set("р рр рік року році роки років роках рокам рокам роком річний")
_STOP = _set("і й та в у на з із зі до для по щодо за при від про або чи також а")
_PREFIX_STEMS = tuple(
    _set(
        "звіт результат хід ход стан виконан реаліз комплексн цільов міськ районн обласн сільськ селищн місцев регіональн "
        "інформац затвердж бюджетн галузев довгостроков середньостроков короткостроков проєкт проект"
    )
)
_PLACE_KINDS = ("міськ", "сільськ", "селищн", "район", "обласн", "област", "територіальн", "громад", "рада", "ради", "раді", "обєднан")
_PLACE_BEFORE = _set("м місті міста містом с селі села смт селища селищі громаді громади")
_GENERIC = re.compile(r"(територіальн|обєднан)(а|ої|ій|у|ою)|громад(а|и|і|у|ою)")
_PLACE_SHORT = _set("м с смт тг мтг отг стг сотг")
_EDITION = _set("зі змінами доповненнями нова новій нової редакція редакції уточнена")
_ACTIONS = tuple(
    _set(
        "проведен організац забезпечен здійснен придбан виготовлен виконан утриман надан оплат послуг ремонт поточн капітальн захід заход "
        "підтримк сприян робот створен розробл матеріал інш"
    )
)


def fold(text: str) -> str:
    """Lower case, look-alike Latin letters of Cyrillic words as Cyrillic, apostrophes gone, composed Unicode."""
    text = _APOSTROPHES.sub("", unicodedata.normalize("NFC", text).replace("\u00ad", "")).casefold()
    if not _LATIN_LETTER.search(text):
        return " ".join(text.split())
    return " ".join(w if w.isascii() and len(w) > 1 else w.translate(_LATIN) for w in text.split())


@dataclass(frozen=True, slots=True)
class Title:
    """A title's words that count, in order; ``numbers`` among them; ``names`` are words written with a capital inside the title.

    ``nameless``: no word of it is the thing's own (nothing, a dash, «Програма на 2024 рік»), so that its key tells nothing apart.
    """

    key: str
    words: tuple[str, ...]
    numbers: frozenset[str]
    names: frozenset[str]
    nameless: bool = False
    weight: float = 0.0


def _title(words: list[str], names: frozenset[str], *, nameless: bool = False) -> Title:
    digits = frozenset(w for w in words if _DIGIT.search(w))
    return Title(" ".join(words), tuple(words), digits, names & frozenset(words), nameless, sum(map(_weight, words)))


def _words(text: str) -> list[str]:
    """Words without stop words and without years with what belongs to them (``на 2024-2026 роки``)."""
    out: list[str] = []
    after_year = False
    for match in _WORD.findall(fold(text)):
        word = match.replace(" ", "")
        if _YEAR.fullmatch(word) or (after_year and word in _YEAR_WORDS):
            after_year = True
            continue
        after_year = False
        if word not in _STOP:
            out.append(word)
    return out


def _names(text: str) -> frozenset[str]:
    if text.isupper():
        return frozenset()
    tokens = re.findall(r"[^\W\d_][\w'’ʼ`]*", text)
    return frozenset(fold(t) for t in tokens[1:] if t[0].isupper() and len(t) > 2)


@lru_cache(maxsize=1 << 11)
def measure_title(text: str) -> Title:
    """The key of a measure's title. A title of nothing but stop words keeps them."""
    return _title(_words(text) or fold(text).split(), _names(text))


@lru_cache(maxsize=1 << 9)
def programme_title(text: str, community: str | None) -> Title:
    """The key of a programme's title: without the community, the years, the edition and the words before «програма»."""
    words = _without_prefix(_without_community(_words(text), community))
    while words and words[-1] in _EDITION:
        words.pop()
    nameless = not any(word.isalpha() for word in words) and not _QUOTED.search(text)
    return _title(words or _words(text) or fold(text).split(), frozenset(), nameless=nameless)


@lru_cache(maxsize=1 << 12)
def community_key(community: str | None) -> str:
    """A community's name and kind (``коростенська міська``); "" where the report does not name it."""
    words = [w for w in _words(community or "") if not _GENERIC.fullmatch(w) and w not in _PLACE_SHORT]
    return " ".join(words)


def _without_prefix(words: list[str]) -> list[str]:
    at = next((i for i, w in enumerate(words) if w.startswith("програм")), None)
    if at is None:
        return words
    return [w for w in words[:at] if not w.startswith(_PREFIX_STEMS)] + words[at + 1 :]


def _without_community(words: list[str], community: str | None) -> list[str]:
    """Drop the community's name in any case, and the words of kind that stand beside it."""
    stem = _stem(community)
    named = [bool(stem) and w.startswith(stem) for w in words]
    for i, word in enumerate(words[:-1]):  # a community that the report does not name elsewhere: «…ської міської …»
        if word.endswith(("ської", "цької", "зької")) and words[i + 1].startswith(("міськ", "сільськ", "селищн")) and i + 2 < len(words):
            named[i] = named[i] or words[i + 2].startswith(("територіальн", "рад", "обєднан", "тг"))
    drop = set()
    for i, is_name in enumerate(named):
        if is_name:
            drop.add(i)
            if i and words[i - 1] in _PLACE_BEFORE:
                drop.add(i - 1)
            j = i + 1
            while j < len(words) and (words[j] in _PLACE_SHORT or words[j].startswith(_PLACE_KINDS)):
                drop.add(j)
                j += 1
    return [w for i, w in enumerate(words) if i not in drop]


@lru_cache(maxsize=1 << 12)
def _stem(community: str | None) -> str:
    first = next(iter(_words(community or "")), "")
    stem = re.sub(r"(ськ|цьк|зьк)(а|ий|ої|ого|е)$", "", first)
    return stem if len(stem) >= 4 else first


def alike_words(a: str, b: str) -> float:
    """1 for the same word, less for another form or a misprint of it, 0 for another word. Numbers are the same or not."""
    if a == b:
        return 1.0
    if a[0] != b[0] and (len(a) < 7 or abs(len(a) - len(b)) > 1):
        return 0.0
    return _alike(a, b) if a < b else _alike(b, a)


@lru_cache(maxsize=1)
def _indel() -> Callable[[str, str], float]:
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity


@lru_cache(maxsize=1 << 13)
def _alike(a: str, b: str) -> float:
    if _DIGIT.search(a) or _DIGIT.search(b):
        return 0.0
    longest, shortest = max(len(a), len(b)), min(len(a), len(b))
    prefix = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), shortest)
    ratio = float(_indel()(a, b))
    if prefix >= max(3, longest - 2 if longest <= 6 else round(longest * 0.65)):
        return ratio
    if a[0] == b[0] and longest - shortest <= 2 and ratio >= 0.8:
        return ratio
    if longest - shortest <= 1 and longest >= 7 and ratio >= 0.85:
        return ratio
    return 0.0


@dataclass(frozen=True, slots=True)
class Likeness:
    """``score`` from 0 to 1; ``conflict``: each title has a word of weight that the other lacks; ``extra``: one has a word more;
    ``contained``: the second's share found in the first; ``other_object``: they name different things (a street, ``№ 5``)."""

    score: float
    conflict: bool
    extra: bool
    contained: float
    other_object: bool


def _weight(word: str) -> float:
    return len(word) * (0.3 if word.startswith(_ACTIONS) else 1.0)


@lru_cache(maxsize=1 << 11)
def likeness(a: Title, b: Title) -> Likeness:
    """How alike two titles are, word by word, words of action («придбання», «проведення») counting little."""
    left, found = list(b.words), 0.0
    lost: list[str] = []
    for word in a.words:
        best = max(((alike_words(word, other), other) for other in left), default=(0.0, ""))
        if best[0] > 0:
            left.remove(best[1])
            found += best[0] * (_weight(word) + _weight(best[1])) / 2
        else:
            lost.append(word)
    score = 2 * found / (a.weight + b.weight) if a.weight + b.weight else 0.0
    conflict = any(len(w) > 3 for w in lost) and any(len(w) > 3 for w in left)
    names = bool(a.names & set(lost)) and bool(b.names & set(left))
    numbered = {n for n in a.numbers if n[0] == "№"} != {n for n in b.numbers if n[0] == "№"}
    return Likeness(min(score, 1.0), conflict, bool(lost or left), min(found / b.weight, 1.0) if b.weight else 0.0, names or numbered)


def at_most(a: Title, b: Title) -> float:
    """A score that ``likeness`` cannot exceed, found in a hundredth of its time: a number is like nothing but itself."""
    if a.numbers == b.numbers:
        return 1.0
    lost = sum(_weight(w) for w in a.words if w in a.numbers - b.numbers) + sum(_weight(w) for w in b.words if w in b.numbers - a.numbers)
    return 1.0 - lost / (a.weight + b.weight)
