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

from normalize.wordings import LexiconError, Match, Wording, coverage, tokens, weight

_PLACING = ("sources", "funds", "periods", "aggregate", "joiners", "plans")
_REMEMBERED = 50_000

Words = tuple[frozenset[str], frozenset[str]]
"""The stems, and the words of one form."""

# What words without their blanks are worth, and how long they may be.
_SQUEEZED, _LONGEST_SQUEEZED = 0.9, 40


@dataclass(frozen=True)
class Lexicon:
    """Compiled wordings by section and meaning of lexicon.toml."""

    sections: Mapping[str, Mapping[str, tuple[Wording, ...]]]
    version: str
    _cache: dict[tuple[str, str], tuple[Match, ...]] = field(default_factory=dict, repr=False, compare=False)

    _covered: dict[tuple[str, str, str], frozenset[int]] = field(default_factory=dict, repr=False, compare=False)
    _patterns: dict[str, dict[str, re.Pattern[str]]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def _single_words(self) -> dict[tuple[str, str], frozenset[str]]:
        return {
            (section, meaning): frozenset(w.words[0] for w in wordings if len(w.words) == 1 and not w.stems[0])
            for section, meanings in self.sections.items()
            for meaning, wordings in meanings.items()
        }

    @cached_property
    def words(self) -> Words:
        """All words that wordings are made of."""
        wordings = (wording for meanings in self.sections.values() for several in meanings.values() for wording in several)
        pairs = {pair for wording in wordings for pair in zip(wording.words, wording.stems, strict=True)}
        return frozenset(word for word, stem in pairs if stem), frozenset(word for word, stem in pairs if not stem)

    @cached_property
    def _breakdown(self) -> re.Pattern[str]:
        return _anywhere(self.sections["rows"]["breakdown"])

    def matches(self, section: str, text: str) -> tuple[Match, ...]:
        """Every meaning of the section that the text may have, best first; empty for none."""
        key = (section, text)
        found = self._cache.get(key)
        if found is None:
            _make_room(self._cache)
            found = self._cache[key] = self._match(section, tokens(text))
        return found

    def _match(self, section: str, text: tuple[str, ...]) -> tuple[Match, ...]:
        if not text:
            return ()
        aside = self._aside(text) if section == "fields" else frozenset()
        initials = frozenset(token[0] for token in text)
        out = []
        for meaning, wordings in self.sections[section].items():
            fits = [fit for wording in wordings if wording.initials <= initials and (fit := coverage(wording, text)) is not None]
            if not fits:
                continue
            exact = any(spelt for _, spelt in fits)
            covered = frozenset().union(*(cover for cover, spelt in fits if spelt or not exact))
            total = sum(weight(token) for i, token in enumerate(text) if i in covered or i not in aside)
            share = sum(weight(text[i]) for i in covered) / total if total else 1.0
            longest = max(len(cover) for cover, _ in fits)
            score = 0.5 + 0.45 * share + 0.05 * min(longest, 3) / 3 - (0.0 if exact else 0.08)
            out.append(Match(meaning, round(score, 4), exact))
        return tuple(sorted(out, key=lambda m: -m.score)) or self._squeezed(section, text)

    def _squeezed(self, section: str, text: tuple[str, ...]) -> tuple[Match, ...]:
        """The one meaning of words that a narrow column broke anywhere, blanks lost and put in: «Бюд жетгромади»."""
        letters = "".join(text)
        if len(text) < 2 or not 5 <= len(letters) <= _LONGEST_SQUEEZED or not letters.isalpha():
            return ()
        found = [meaning for meaning, pattern in self._without_blanks(section).items() if pattern.fullmatch(letters)]
        return (Match(found[0], _SQUEEZED),) if len(found) == 1 else ()

    def _without_blanks(self, section: str) -> Mapping[str, re.Pattern[str]]:
        if section not in self._patterns:
            self._patterns[section] = {
                meaning: re.compile(
                    "|".join(
                        "".join(re.escape(w) + ("[^\\W\\d_]*" if stem else "") for w, stem in zip(x.words, x.stems, strict=True))
                        for x in wordings
                    )
                )
                for meaning, wordings in self.sections[section].items()
            }
        return self._patterns[section]

    def _aside(self, text: tuple[str, ...]) -> frozenset[int]:
        """The words of a header that only place its column: sources, funds, quarters, «усього», «у тому числі», «з урахуванням змін»."""
        initials = frozenset(token[0] for token in text)
        fits = (
            coverage(wording, text)
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
            for fit in (coverage(Wording(wording.words, wording.stems, False), words[: len(wording.words)]),)
        )

    def opens(self, section: str, meaning: str, text: str) -> bool:
        """Whether the text's first word begins a wording of the meaning that stands in the text, other words between."""
        words = tokens(text)
        fits = (
            coverage(wording, words) for wording in self.sections[section].get(meaning, ()) if words and wording.words[0][0] == words[0][0]
        )
        return any(fit is not None and fit[1] and 0 in fit[0] for fit in fits)

    def single_words(self, section: str, meaning: str) -> frozenset[str]:
        """The wordings of the meaning that are one word, as they stand."""
        return self._single_words[section, meaning]

    def phrases(self, section: str, meaning: str) -> frozenset[str]:
        """The wordings of the meaning as they stand, word for word."""
        return frozenset(" ".join(w.words) for w in self.sections[section][meaning] if not any(w.stems))

    def after_breakdown(self, text: str) -> str | None:
        """What follows the longest wording of a breakdown («у т.ч.:», «з них») that the text begins with (bullets and brackets aside); None where none does."""
        match = self._breakdown.search(text)
        return text[match.end() :] if match and not re.search(r"[^\s\-–—•*,(]", text[: match.start()]) else None

    def around_breakdown(self, text: str) -> tuple[str, str] | None:
        """What stands before and behind the first wording of a breakdown in the text; None where none stands in it."""
        match = self._breakdown.search(text)
        return (text[: match.start()], text[match.end() :]) if match else None

    def before_breakdown(self, text: str) -> str:
        """The text without a breakdown that it ends in: «Усього, у т.ч.:» announces parts and names none."""
        around = self.around_breakdown(text)
        return around[0].rstrip(" ,(") if around and not around[1].strip() else text

    def is_only(self, section: str, meaning: str, text: str) -> bool:
        """Whether the text is a wording of the meaning and nothing else (years, units and prepositions aside)."""
        words = tokens(text)
        covered = self.covered(section, meaning, text)
        return bool(covered) and not any(weight(token) for i, token in enumerate(words) if i not in covered)

    def covered(self, section: str, meaning: str, text: str) -> frozenset[int]:
        """The positions of the text's words that wordings of the meaning cover."""
        key = (section, meaning, text)
        found = self._covered.get(key)
        if found is None:
            _make_room(self._covered)
            words = tokens(text)
            initials = frozenset(word[0] for word in words)
            wordings = self.sections[section].get(meaning, ())
            fits = (coverage(wording, words) for wording in wordings if wording.initials <= initials)
            found = self._covered[key] = frozenset().union(*(fit[0] for fit in fits if fit is not None))
        return found


def _make_room(remembered: dict[Any, Any]) -> None:
    """Forget everything where too much is remembered: a worker reads thousands of reports."""
    if len(remembered) >= _REMEMBERED:
        remembered.clear()


def _anywhere(wordings: tuple[Wording, ...]) -> re.Pattern[str]:
    """Matches any of the wordings, the longest that stands at a place; dots and blanks between the words, a colon after them."""
    spelt = [
        r"[\s.]*".join(re.escape(word) + (r"\w*" if stem else "") for word, stem in zip(w.words, w.stems, strict=True)) for w in wordings
    ]
    longest_first = "|".join(sorted(spelt, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{longest_first})(?!\w)[\s:.)]*", re.IGNORECASE)


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
                raise LexiconError(f"[{section}] {meaning}: невідоме поле / [{section}] {meaning}: unknown field")
            sections[section][meaning] = (*sections[section][meaning], *wordings)
