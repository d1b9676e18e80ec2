"""A signatory's given name that a pen's stroke or a stamp runs into: «~~Тетяна КОВАЛЬЧУК» is read once more beside the surname, with and without the stroke.

What is read there counts only where one known given name alone can be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import cv2
import numpy as np

from ingest.scan import engine
from ingest.scan.engine import Word
from ingest.scan.given_names import NAMES, meant
from ingest.scan.picture import Grey
from ingest.scan.restore import bare

_SURNAME = re.compile(r"[А-ЯІЇЄҐ][А-ЯІЇЄҐ'’-]{3,}")
_NO_SURNAME = re.compile(r"[УВ]СЬОГО|РАЗОМ|ЗВІТ|ІНФОРМАЦІЯ|ПРОГРАМ\w*|УКРАЇНА|РОЗДІЛ")
_INITIALS = re.compile(r"(?:[А-ЯІЇЄҐ]\.){1,2}")
_LETTERS = re.compile(r"[^\W\d_]+")
# A surname surer than this is one; so many of them are looked at on a page.
_SURE, _MOST = 0.6, 4
# How far a given name may reach from its surname, what is seen above and below, how near a word stands beside it (heights of the surname).
_REACH, _ABOVE, _BELOW, _BESIDE = 9.0, 0.35, 0.3, 1.2
# A pen's stroke is thicker than print's (parts of a capital's height); a letter is so wide.
_THICK, _LETTER = 0.2, 0.8
_INK = 140


def with_given_names(clean: Grey, words: Sequence[Word], below: int) -> list[Word]:
    """The words of a page, each surname that stands alone below the tables (lower than ``below``) with the given name beside it."""
    told = list(words)
    lone = [w for w in words if w.y0 > below and w.confidence >= _SURE and _SURNAME.fullmatch(w.text) and not _NO_SURNAME.match(w.text)]
    for surname in lone[-_MOST:]:
        before = _beside(surname, words)
        if before is not None and _is_settled(before):
            continue
        name = _known(before) or next((found for text in _readings(clean, surname) if (found := meant(text))), None)
        if name is None or (before is not None and _may_be_rare(before.text, name)):
            continue
        height = surname.y1 - surname.y0
        left = surname.x0 - round(_LETTER * height * len(name))
        told = [w for w in told if not (_level(w, surname) and left < (w.x0 + w.x1) / 2 < surname.x0)]
        at = told.index(surname)
        told.insert(at, replace(surname, text=name, x0=left, x1=surname.x0 - round(0.3 * height)))
    return told


def _beside(surname: Word, words: Sequence[Word]) -> Word | None:
    """The word right before the surname."""
    height = surname.y1 - surname.y0
    near = [w for w in words if w is not surname and _level(w, surname) and 0 <= surname.x0 - w.x1 <= _BESIDE * height]
    return max(near, key=lambda w: w.x1, default=None)


def _level(word: Word, surname: Word) -> bool:
    return min(word.y1, surname.y1) - max(word.y0, surname.y0) > 0.4 * min(word.y1 - word.y0, surname.y1 - surname.y0)


def _is_settled(before: Word) -> bool:
    """Whether no given name is missing: it is there, or initials are, or the words are a heading's."""
    text = before.text
    return text in NAMES or bool(_INITIALS.search(text)) or (len(text) > 3 and text.isupper())


def _known(before: Word | None) -> str | None:
    """The given name beside which a border or a speck was read: «|Наталія»."""
    plain = bare(before.text).strip("|!'`-") if before is not None else ""
    return plain if plain in NAMES else None


def _may_be_rare(text: str, name: str) -> bool:
    """Whether a word may be a given name as it stands, which is none of those known: only its first letter can be misread."""
    return text.istitle() and text.isalpha() and text[1:] != name[1:]


def _readings(clean: Grey, surname: Word) -> Iterator[str]:
    """What stands before the surname, as the engine reads it: as it is, without strokes thicker than print, and these as one drawn line."""
    height = surname.y1 - surname.y0
    top, bottom = max(0, surname.y0 - round(_ABOVE * height)), surname.y1 + round(_BELOW * height)
    shown = np.ascontiguousarray(clean[top:bottom, max(0, surname.x0 - round(_REACH * height)) : max(0, surname.x0 - 2)])
    if shown.size == 0 or not (shown < _INK).any():
        return
    thin = _without_pen(shown, height)
    for picture, mode in ((shown, engine.LINE), (thin, engine.LINE), (thin, engine.RAW)):
        found = _LETTERS.findall(engine.read(picture, "ukr", mode)[0])
        if found:
            yield found[-1]


def _without_pen(shown: Grey, height: int) -> Grey:
    size = max(3, round(_THICK * height))
    thick = cv2.morphologyEx((shown < _INK).astype(np.uint8), cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size)))
    thin = shown.copy()
    thin[cv2.dilate(np.asarray(thick, np.uint8), np.ones((3, 3), np.uint8)) > 0] = 255
    return thin
