"""Figures outside tables, a decision's number and date above all, held against the digits that the page's own tables print.

No arithmetic tells these figures, and the Ukrainian model takes some digits for others in some faces (3 for 5), the «№» before them for one more.
Where the page's digits are not what was read, or are not known, the other model is asked too; what two readings of three have stands, and where no
two agree it is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from ingest.scan import engine
from ingest.scan.digits import looks
from ingest.scan.engine import Word
from ingest.scan.ink import Glyph
from ingest.scan.page import Page
from ingest.scan.picture import pieces_of_ink

# How like one of the page's digits (-1…1) a glyph is that is this one, and how much less like any other; one less like all of them is none.
_LIKE, _MARGIN, _UNLIKE = 0.85, 0.1, 0.75
# So much around a word (pixels) is shown to the engine; what is so small is a speck.
_AROUND, _SPECK = 4, 3
# A sign between two words takes so much room, and is so high (heights of a line).
_SIGN, _STEM = 1.3, 0.6
# What the Ukrainian model is shown once more is so much smaller.
_SMALLER = 0.8
# So many of a page are asked for.
_MOST = 12
# A number within a word: «16.08.2023», «1363-31» of «1363-31/VIII».
_RUN = re.compile(r"\d[\d.,-]*\d|\d")
# A «№» at its number, read as a letter or two, some of the number's digits as the letters like them; and one alone at a line's end.
_SIGNED = re.compile(r"[^\W\d_](?P<number>[^\W\d]{0,2}[\"»«?°º]?[\dбБЗзОо]*\d\d?)(?=\W*$)")
_LONE_SIGN = re.compile(r"[МN](?:[оеoeгв2»«\"?°º]{1,2})?|[ХЛ][оеo]|[Юю]")
_FOLDED = str.maketrans("бБЗзОоoеe", "663300000")
# What stands before a decision's number, and behind the number of a session or of a day.
_DATED = re.compile(r".*(?:19|20)\d\d,?|року|р\.")
_COUNTED = re.compile(r"сесі|січ|лют|берез|квіт|трав|черв|лип|серп|верес|жовт|листоп|груд")
_DATE = re.compile(r"\W*\d\d\.\d\d\.\d{4}\W*")


def with_own_digits(page: Page, words: Sequence[Word]) -> tuple[list[Word], list[str]]:
    """The words of a page in their order, their figures as two of three readings have them; and the words where no two agree."""
    result: list[Word] = []
    doubts: list[str] = []
    asked = 0
    for k, word in enumerate(words):
        before = result[-1].text if result else ""
        after = words[k + 1].text if k + 1 < len(words) else ""
        if _DATED.fullmatch(before) and _LONE_SIGN.fullmatch(word.text):
            word = replace(word, text="№")
        elif any(c.isdigit() for c in word.text):
            eye, kinds = _seen(page, word)
            if _DATED.fullmatch(before):
                word = _with_sign(page, words[k - 1], _unsigned(word, eye, kinds))
            told = word.text[-1:].isdigit() and before.endswith("№") or _DATE.fullmatch(word.text) or _COUNTED.match(after)
            if asked < _MOST and (_differs(word.text, eye) if eye else told):
                asked += 1
                word, sure = _settled(page, word, eye)
                doubts += [] if sure else [word.text]
        result.append(word)
    return result, doubts


def _seen(page: Page, word: Word) -> tuple[str, str]:
    """What the page's digits say of a word: digits, ``,`` and ``-`` where they are plain, ``?`` where not, ``#`` for no digit at all; empty where
    the page's digits are not known. And what each glyph is like by its size: ``d`` as tall as a digit, else another letter."""
    x0, y0, x1, y1 = max(0, word.x0 - 1), max(0, word.y0 - 1), word.x1 + 1, word.y1 + 1
    _, stats = pieces_of_ink(np.ascontiguousarray(page.ink[y0:y1, x0:x1]))
    glyphs = [Glyph(x, y, x + w, y + h, area) for x, y, w, h, area in stats[1:].tolist() if max(w, h) > _SPECK]
    found = looks(page.clean[y0:y1, x0:x1], glyphs)
    kinds = "".join(look.kind[0] for look in found)
    if not page.digits.ready:
        return "", kinds
    text = ""
    for look, row in zip(found, page.digits.likeness(found, -1), strict=True):
        second, best = np.sort(row)[-2:]
        digit = str(int(row.argmax())) if best >= _LIKE and best - second >= _MARGIN else "?" if best >= _UNLIKE else "#"
        text += {"mark": ",", "dash": "-", "digit": digit}.get(look.kind, "#")
    return text, kinds


def _unsigned(word: Word, eye: str, kinds: str) -> Word:
    """A decision's number without the «№» that was read as a part of it: its digits are as tall as each other, the sign's «o» is smaller."""
    found = _SIGNED.match(word.text)
    if found is None:
        return word
    digits = re.search(r"[\d?]+$", eye.rstrip(",")) if eye else re.search(r"(?<=o)d+$", kinds.rstrip("m"))
    number = found["number"].translate(_FOLDED)
    if digits is None or not number[-len(digits.group()) :].isdigit() or len(digits.group()) > len(number):
        return word
    return replace(word, text=f"№{number[-len(digits.group()) :]}{word.text[found.end() :]}")


def _with_sign(page: Page, before: Word, word: Word) -> Word:
    """A number behind a date with the «№» that nobody read: ink as wide as a sign between the two."""
    tall = word.y1 - word.y0
    if before.line != word.line or not word.text[0].isdigit() or not 0 <= before.y0 - word.y0 < tall or word.x0 - before.x1 < _SIGN * tall:
        return word
    between = page.ink[word.y0 : word.y1, before.x1 + 2 : word.x0 - 2]
    tallest = max((int(h) for h in pieces_of_ink(np.ascontiguousarray(between))[1][1:, cv2.CC_STAT_HEIGHT]), default=0)
    return replace(word, text=f"№ {word.text}") if tallest > _STEM * tall else word


def _differs(text: str, eye: str) -> bool:
    """Whether the page's digits are others than those read."""
    if len(eye) == len(text):
        return any(seen.isdigit() and read.isdigit() and seen != read for seen, read in zip(eye, text, strict=True))
    read, seen = _RUN.match(text), _RUN.match(eye)
    return read is not None and seen is not None and len(seen.group()) > 1 and _key(read.group()) != _key(seen.group())


def _settled(page: Page, word: Word, eye: str) -> tuple[Word, bool]:
    """A word with the figures that two of its readings have, and whether any two agree."""
    run = _RUN.search(word.text)
    assert run is not None
    start, end = run.span()
    if len(eye) == len(word.text):
        seen = "".join(e if e.isdigit() else c if c in ".,-" else e for c, e in zip(run.group(), eye[start:end], strict=True))
    else:
        seen = found.group() if (found := _RUN.match(eye)) else ""
    x0, y0 = max(0, word.x0 - _AROUND), max(0, word.y0 - _AROUND)
    piece = np.ascontiguousarray(page.clean[y0 : word.y1 + _AROUND, x0 : word.x1 + _AROUND])
    others = [] if "?" in seen or not seen else [seen]
    others += _RUN.findall(engine.read(piece, "eng", engine.LINE)[0])
    readings = [_key(run.group()), *map(_key, others)]
    told = next((text for text, key in zip([run.group(), *others], readings, strict=True) if readings.count(key) > 1), None)
    if told is None:
        small = cv2.resize(piece, None, fx=_SMALLER, fy=_SMALLER, interpolation=cv2.INTER_AREA)
        again = _RUN.findall(engine.read(np.asarray(small, dtype=np.uint8), "ukr", engine.LINE)[0])
        told = next((text for text in again if _key(text) in readings), None)
    if told is None:
        return word, False
    return replace(word, text=word.text[:start] + told + word.text[end:]), True


def _key(run: str) -> str:
    return run.replace(".", ",").strip(",-")
