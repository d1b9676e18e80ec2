"""The lexicon: which wording means which field, source, fund or kind of row, and how sure that is.

The words stand in ``lexicon.toml`` (its head explains the notation); an analyst's own file of the same form adds to them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib import resources
from typing import Any

from rapidfuzz.distance import Levenshtein

from normalize.text import fold

_TOKEN = re.compile(r"[^\W_]+(?:['-][^\W_]+)*|[%№+]|-(?=\s|$|\))")
_SHORT = "ѣ"  # marks an abbreviation («вид.», «фін-ня») while words are folded: a letter that no report writes
_DOT_SHORT = re.compile(
    r"(?<![^\W\d_])(?!(?:всього|усього|разом|загалом|рік|року|роки|грн|тис|млн|млрд)\.)([^\W\d_]{1,7}[^\W\d_аеиіїоуюяєь])\.(?=[\s,;:)/]|$|[^\W\d_])",
    re.IGNORECASE,
)
_HYPHEN_SHORT = re.compile(
    r"(?<![^\W\d_])([^\W\d_]{2,7})-(?:ня|но|ні|ий|ть|ів|ти|на|го|ої|ку|ня|ння|ння|ість|ості)(?![^\W\d_])", re.IGNORECASE
)
_BROKEN = re.compile(r"(?<=[а-яіїєґ])- (?=[а-яіїєґ])(?!(?:план|факт)\b)")
_ROMAN = re.compile(r"[ivxlіх]+")
_TO_ROMAN = str.maketrans("іх", "ix")
_NOISE = frozenset(
    [
        "i",
        "на",
        "за",
        "у",
        "в",
        "з",
        "із",
        "зі",
        "та",
        "і",
        "й",
        "або",
        "до",
        "по",
        "про",
        "від",
        "рік",
        "року",
        "роки",
        "років",
        "році",
        "р",
        "рр",
        "рp",
        "тис",
        "т",
        "тисяч",
        "грн",
        "гривень",
        "гривня",
        "гривні",
        "грнкоп",
        "коп",
        "млн",
        "що",
        "його",
        "її",
        "їх",
        "для",
        "при",
        "щодо",
        "станом",
    ]
)
_GENERIC = (
    "обсяг",
    "кошт",
    "фінансуван",
    "сум",
    "видатк",
    "виконан",
    "програм",
    "захід",
    "заход",
    "усього",
    "всього",
    "разом",
    "річн",
    "загальн",
    "звітн",
    "період",
    "фінансов",
    "ресурс",
    "вартіст",
    "асигнув",
    "призначен",
)
_PLACING = ("sources", "funds", "periods", "aggregate", "joiners", "plans")
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


@lru_cache(maxsize=65536)
def tokens(text: str) -> tuple[str, ...]:
    """The words of a header or label, folded; ``%``, ``№`` and signs are words of their own."""
    marked = _HYPHEN_SHORT.sub(rf"\1{_SHORT}", _DOT_SHORT.sub(rf"\1{_SHORT} ", text))
    found = _TOKEN.findall(_BROKEN.sub("", fold(marked)) or text.strip().casefold())
    return tuple(token.translate(_TO_ROMAN) if _ROMAN.fullmatch(token) else token for token in found)


@lru_cache(maxsize=65536)
def _weight(token: str) -> float:
    token = token.rstrip(_SHORT)
    if token in _NOISE or token in "+-" or token.isdigit() or re.fullmatch(r"\d[\d.\-–]*", token):
        return 0.0
    if token.startswith(_DISTINCT):
        return 2.0
    return 0.4 if token.startswith(_GENERIC) else 1.0


@lru_cache(maxsize=262144)
def _word_fits(word: str, stem: bool, token: str) -> int:
    """2: the word itself (or an abbreviation of it); 1: a misspelling of it; 0: another word."""
    if token.endswith(_SHORT):
        token = token[:-1]
        if len(token) > 1 and word.startswith(token):
            return 2
    if token == word or (stem and token.startswith(word)):
        return 2
    if len(word) < 6 or abs(len(token) - len(word)) > (6 if stem else 2):
        return 0
    allowed = 1 if len(word) < 10 else 2
    heads = (token[: len(word)], token[: len(word) + 1], token[: len(word) - 1]) if stem else (token,)
    if word[0] == token[0] and any(Levenshtein.distance(word, head, score_cutoff=allowed) <= allowed for head in heads):
        return 1
    return 0


def _fit(wording: Wording, text: tuple[str, ...]) -> tuple[frozenset[int], bool] | None:
    """The positions of the text's words that the wording covers, in order, and whether all were spelt right."""
    covered: set[int] = set()
    exact, at = True, 0
    for word, stem in zip(wording.words, wording.stems, strict=True):
        while at < len(text):
            fits = _word_fits(word, stem, text[at])
            pieces = _pieces(word, stem, text, at) if fits < 2 and len(word) > 5 else 1
            if pieces > 1:
                fits = 2
                covered.update(range(at, at + pieces - 1))
                at += pieces - 1
                break
            if fits:
                break
            at += 1
        else:
            return None
        covered.add(at)
        exact &= fits == 2
        at += 1
    if wording.whole and any(_weight(token) or token in ("роки", "років") for i, token in enumerate(text) if i not in covered):
        return None
    return frozenset(covered), exact


def _pieces(word: str, stem: bool, text: tuple[str, ...], at: int) -> int:
    """Into how many pieces, from ``at`` on, a narrow column broke the word («Профін ансова но»); 1 where it did not."""
    for count in (2, 3):
        if at + count <= len(text) and _word_fits(word, stem, "".join(text[at : at + count])) == 2:
            return count
    return 1


@dataclass(frozen=True)
class Lexicon:
    """Compiled wordings by section and meaning of lexicon.toml."""

    sections: Mapping[str, Mapping[str, tuple[Wording, ...]]]
    version: str
    _cache: dict[tuple[str, str], tuple[Match, ...]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def _single_words(self) -> dict[tuple[str, str], frozenset[str]]:
        return {
            (section, meaning): frozenset(w.words[0] for w in wordings if len(w.words) == 1 and not w.stems[0])
            for section, meanings in self.sections.items()
            for meaning, wordings in meanings.items()
        }

    @cached_property
    def _breakdown(self) -> re.Pattern[str]:
        return _at_start(self.sections["rows"]["breakdown"])

    def matches(self, section: str, text: str) -> tuple[Match, ...]:
        """Every meaning of the section that the text may have, best first; empty for none."""
        key = (section, text)
        found = self._cache.get(key)
        if found is None:
            found = self._cache[key] = self._match(section, tokens(text))
        return found

    def _match(self, section: str, text: tuple[str, ...]) -> tuple[Match, ...]:
        if not text:
            return ()
        aside = self._aside(text) if section == "fields" else frozenset()
        initials = frozenset(token[0] for token in text)
        out = []
        for meaning, wordings in self.sections[section].items():
            fits = [fit for wording in wordings if wording.initials <= initials and (fit := _fit(wording, text)) is not None]
            if not fits:
                continue
            exact = any(spelt for _, spelt in fits)
            covered = frozenset().union(*(cover for cover, spelt in fits if spelt or not exact))
            total = sum(_weight(token) for i, token in enumerate(text) if i in covered or i not in aside)
            share = sum(_weight(text[i]) for i in covered) / total if total else 1.0
            longest = max(len(cover) for cover, _ in fits)
            score = 0.5 + 0.45 * share + 0.05 * min(longest, 3) / 3 - (0.0 if exact else 0.08)
            out.append(Match(meaning, round(score, 4), exact))
        return tuple(sorted(out, key=lambda m: -m.score))

    def _aside(self, text: tuple[str, ...]) -> frozenset[int]:
        """The words of a header that only place its column: sources, funds, quarters, «усього», «у тому числі», «з урахуванням змін»."""
        initials = frozenset(token[0] for token in text)
        fits = (
            _fit(wording, text)
            for name in _PLACING
            for wordings in self.sections[name].values()
            for wording in wordings
            if not wording.whole and wording.initials <= initials
        )
        return frozenset().union(*(fit[0] for fit in fits if fit is not None and fit[1]))

    def best(self, section: str, text: str, floor: float = 0.6, margin: float = 0.0) -> Match | None:
        """The best meaning at or above the floor and ahead of the runner-up by more than the margin, else None."""
        found = self.matches(section, text)
        if not found or found[0].score < floor:
            return None
        if len(found) > 1 and found[0].score - found[1].score <= margin and margin > 0:
            return None
        return found[0]

    def says(self, section: str, meaning: str, text: str) -> bool:
        """Whether any wording of the meaning stands in the text, spelt right."""
        return any(m.meaning == meaning and m.exact for m in self.matches(section, text))

    def starts(self, section: str, meaning: str, text: str) -> bool:
        """Whether the text begins with a wording of the meaning."""
        words = tokens(text)
        return any(
            fit is not None and fit[1] and fit[0] == frozenset(range(len(wording.words)))
            for wording in self.sections[section].get(meaning, ())
            if words and wording.words[0][0] == words[0][0]
            for fit in (_fit(Wording(wording.words, wording.stems, False), words[: len(wording.words)]),)
        )

    def opens(self, section: str, meaning: str, text: str) -> bool:
        """Whether the text's first word begins a wording of the meaning that stands in the text, other words between."""
        words = tokens(text)
        fits = (_fit(wording, words) for wording in self.sections[section].get(meaning, ()) if words and wording.words[0][0] == words[0][0])
        return any(fit is not None and fit[1] and 0 in fit[0] for fit in fits)

    def single_words(self, section: str, meaning: str) -> frozenset[str]:
        """The wordings of the meaning that are one word, as they stand."""
        return self._single_words[section, meaning]

    def after_breakdown(self, text: str) -> str | None:
        """What follows the longest wording of a breakdown («у т.ч.:», «з них») that the text begins with (bullets and brackets aside); None where none does."""
        match = self._breakdown.match(text)
        return text[match.end() :] if match else None

    def is_only(self, section: str, meaning: str, text: str) -> bool:
        """Whether the text is a wording of the meaning and nothing else (years, units and prepositions aside)."""
        words = tokens(text)
        covered = self.covered(section, meaning, text)
        return bool(covered) and not any(_weight(token) for i, token in enumerate(words) if i not in covered)

    def covered(self, section: str, meaning: str, text: str) -> frozenset[int]:
        """The positions of the text's words that wordings of the meaning cover."""
        words = tokens(text)
        fits = (_fit(wording, words) for wording in self.sections[section].get(meaning, ()))
        return frozenset().union(*(fit[0] for fit in fits if fit is not None))


def _at_start(wordings: tuple[Wording, ...]) -> re.Pattern[str]:
    """Matches any of the wordings at a text's beginning, dots and blanks between the words, a colon after them."""
    spelt = [
        r"[\s.]*".join(re.escape(word) + (r"\w*" if stem else "") for word, stem in zip(w.words, w.stems, strict=True)) for w in wordings
    ]
    longest_first = "|".join(sorted(spelt, key=len, reverse=True))
    return re.compile(rf"[\s\-–—•*,(]*(?:{longest_first})(?!\w)[\s:.)]*", re.IGNORECASE)


def _compile(data: Mapping[str, Any]) -> dict[str, dict[str, tuple[Wording, ...]]]:
    out: dict[str, dict[str, tuple[Wording, ...]]] = {}
    for section, meanings in data.items():
        if not isinstance(meanings, Mapping):
            raise LexiconError(f"[{section}]")
        for meaning, wordings in meanings.items():
            if not isinstance(wordings, list) or not all(isinstance(w, str) for w in wordings):
                raise LexiconError(f"[{section}] {meaning}")
            out.setdefault(section, {})[meaning] = tuple(Wording.parse(w) for w in wordings)
    return out


@lru_cache(maxsize=8)
def load(extra: str | None = None) -> Lexicon:
    """The shipped lexicon, with the wordings of ``extra`` (TOML text of the same form) added.

    Raises ``LexiconError`` where ``extra`` is no TOML, or names a section or meaning that lexicon.toml does not have.
    """
    import hashlib

    shipped = resources.files("normalize").joinpath("lexicon.toml").read_text(encoding="utf-8")
    sections = _compile(tomllib.loads(shipped))
    if extra:
        try:
            added = _compile(tomllib.loads(extra))
        except tomllib.TOMLDecodeError as error:
            raise LexiconError(str(error)) from error
        _extend(sections, added)
    version = hashlib.sha256((shipped + (extra or "")).encode()).hexdigest()[:16]
    return Lexicon(sections, version)


def _extend(sections: dict[str, dict[str, tuple[Wording, ...]]], added: Mapping[str, Mapping[str, Iterable[Wording]]]) -> None:
    for section, meanings in added.items():
        for meaning, wordings in meanings.items():
            if meaning not in sections.get(section, {}):
                raise LexiconError(f"[{section}] {meaning}: невідоме поле / unknown field")
            sections[section][meaning] = (*sections[section][meaning], *wordings)
