"""Words and wordings: what a text's words are, how much each tells, and whether a wording of the lexicon stands among them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from normalize.dates import OF_MONTHS
from normalize.text import fold

_TOKEN = re.compile(r"[^\W_]+(?:['-][^\W_]+)*|[%№+]|-(?=\s|$|\))")
_SHORT = "ѣ"  # stands where an abbreviation («вид.», «фін-ня») leaves letters out while words are folded: a letter that no report writes
_DOT_SHORT = re.compile(
    r"(?<![^\W\d_])(?!(?:всього|усього|разом|загалом|рік|року|роки|грн|тис|млн|млрд)\.)([^\W\d_]{1,7}[^\W\d_аеиіїоуюяєь])\.(?=[\s,;:)/]|$|[^\W\d_])",
    re.IGNORECASE,
)
_HYPHEN_SHORT = re.compile(r"(?<![^\W\d_])([^\W\d_]{2,7})-([а-яіїєґ]{2,3}|ість|ості|ення|ання)(?![^\W\d_])", re.IGNORECASE)
_BROKEN = re.compile(r"(?<=[а-яіїєґ])- (?=[а-яіїєґ])(?!(?:план|факт)\b)")
_ROMAN = re.compile(r"[ivxlіх]+")
_TO_ROMAN = str.maketrans("іх", "ix")
_NOISE = frozenset([
    "i", "на", "за", "у", "в", "з", "із", "зі", "та", "і", "й", "або", "до", "по", "про", "від", "рік", "року", "роки",
    "років", "році", "год", "года", "р", "рр", "рp", "тис", "тыс", "т", "тисяч", "грн", "гривень", "гривня", "гривні", "грнкоп", "коп", "млн",
    "що", "скільки", "його", "її", "їх", "для", "при", "щодо", "станом",
    *OF_MONTHS,
])  # fmt: skip
_GENERIC = (
    "обсяг", "кошт", "фінансуван", "сум", "видатк", "виконан", "програм", "захід", "заход", "усього", "всього", "разом",
    "річн", "загальн", "звітн", "період", "фінансов", "ресурс", "вартіст", "асигнув", "призначен", "поточн",
)  # fmt: skip
_DISTINCT = ("%", "відсот", "факт", "касов", "профінанс", "план", "заплан")


class LexiconError(Exception):
    """A user's lexicon file that is not of the form of ``lexicon.toml``."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording's words; ``stem[i]`` tells whether word i may take any ending; ``whole`` that nothing else may stand beside it.

    ``initials``: the words' first letters. A word never fits one that begins otherwise, so most wordings are set aside by these alone.
    """

    words: tuple[str, ...]
    stems: tuple[bool, ...]
    whole: bool
    initials: frozenset[str] = frozenset()

    @classmethod
    def parse(cls, text: str) -> Wording:
        """Read the notation of lexicon.toml; raises ``LexiconError`` for an empty wording."""
        whole = text.startswith("=")
        raw = text.lstrip("=").split()
        if any("*" in word for word in raw):
            pairs = [(token, word.endswith("*")) for word in raw for token in tokens(word.rstrip("*"))]
        else:
            pairs = [(token, False) for token in tokens(text.lstrip("="))]
        if not pairs:
            raise LexiconError(f"порожній вираз «{text}» / empty wording “{text}”")
        return cls(tuple(w for w, _ in pairs), tuple(s for _, s in pairs), whole, frozenset(w[0] for w, _ in pairs))


@dataclass(frozen=True, slots=True)
class Match:
    """How well a text fits a meaning: ``score`` 0–1, ``exact`` False where a misspelling had to be allowed for."""

    meaning: str
    score: float
    exact: bool = True


_MONTHS = re.compile(r"(?<!\d)(\d{1,2})(\s?)(?:-?ти\s)?м(?:іс\b|-ц(?:і|ів|я)?\b|ц\b)\.?", re.IGNORECASE)


def with_months_spelt(text: str) -> str:
    """«9 міс. 2024 року», «за 6 м-ців» in full: behind a figure «міс.» is no «місцевий»."""
    return _MONTHS.sub(lambda m: f"{m[1]} місяців", text)


@lru_cache(maxsize=65536)
def tokens(text: str) -> tuple[str, ...]:
    """The words of a header or label, folded; ``%``, ``№`` and signs are words of their own."""
    text = with_months_spelt(text)
    marked = _HYPHEN_SHORT.sub(rf"\1{_SHORT}\2", _DOT_SHORT.sub(rf"\1{_SHORT} ", text))
    found = _TOKEN.findall(_BROKEN.sub("", fold(marked)) or text.strip().casefold())
    return tuple(token.translate(_TO_ROMAN) if _ROMAN.fullmatch(token) else token for token in found)


@lru_cache(maxsize=65536)
def weight(token: str) -> float:
    token = token.partition(_SHORT)[0]
    if token in _NOISE or token in "+-" or (len(token) == 1 and token.isalpha()) or token.isdigit() or re.fullmatch(r"\d[\d.\-–]*", token):
        return 0.0
    if token.startswith(_DISTINCT):
        return 2.0
    return 0.4 if token.startswith(_GENERIC) else 1.0


@lru_cache(maxsize=262144)
def _word_fits(word: str, stem: bool, token: str) -> int:
    """2: the word itself (or an abbreviation of it); 1: a misspelling of it; 0: another word."""
    token, short, ending = token.partition(_SHORT)
    if short and len(token) > 1 and word.startswith(token) and (stem or word.endswith(ending)):
        return 2
    if token == word or (stem and token.startswith(word)):
        return 2
    # a short stem misspelt keeps a short ending: «обладнання» is no «обласний»
    if len(word) < 6 or abs(len(token) - len(word)) > ((6 if len(word) > 7 else 3) if stem else 2):
        return 0
    allowed = 1 if len(word) < 10 else 2
    heads = (token[: len(word)], token[: len(word) + 1], token[: len(word) - 1]) if stem else (token,)
    if word[0] == token[0] and any(Levenshtein.distance(word, head, score_cutoff=allowed) <= allowed for head in heads):
        return 1
    return 0


def coverage(wording: Wording, text: tuple[str, ...]) -> tuple[frozenset[int], bool] | None:
    """The positions of the text's words that the wording covers, in order, and whether all were spelt right."""
    covered: set[int] = set()
    exact, start = True, 0
    places = _places(text)
    for word, stem in zip(wording.words, wording.stems, strict=True):
        for at in places.get(word[0], ()):
            if at < start:
                continue
            fits = _word_fits(word, stem, text[at])
            pieces = _pieces(word, stem, text, at) if fits < 2 and len(word) > 5 else 1
            if pieces > 1 or fits:
                break
        else:
            return None
        covered.update(range(at, at + pieces))
        exact &= fits == 2 or pieces > 1
        start = at + pieces
    if wording.whole and any(weight(token) or token in ("роки", "років") for i, token in enumerate(text) if i not in covered):
        return None
    return frozenset(covered), exact


@lru_cache(maxsize=4_096)
def _places(text: tuple[str, ...]) -> Mapping[str, tuple[int, ...]]:
    """Where the words that begin with a letter stand: a word fits none that begins with another."""
    found: dict[str, list[int]] = {}
    for at, token in enumerate(text):
        found.setdefault(token[0], []).append(at)
    return {letter: tuple(several) for letter, several in found.items()}


def _pieces(word: str, stem: bool, text: tuple[str, ...], at: int) -> int:
    """Into how many pieces, from ``at`` on, a narrow column broke the word («Профін ансова но»); 1 where it did not."""
    for count in (2, 3):
        if at + count <= len(text) and _word_fits(word, stem, "".join(text[at : at + count])) == 2:
            return count
    return 1
