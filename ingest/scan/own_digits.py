"""Figures outside tables, a decision's number and date above all, held against the digits that the page's own tables print.

No arithmetic tells these figures, and the Ukrainian model takes some digits for others in some faces (3 for 5), the «№» before them for one more.
Where the page's digits are not what was read, or are not known, the other model is asked too; what two readings of three have stands, and where no
two agree it is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from ingest.scan import engine
from ingest.scan.digits import Look, looks
from ingest.scan.engine import Word
from ingest.scan.ink import Glyph, Inked
from ingest.scan.page import Page
from ingest.scan.picture import Grey, pieces_of_ink

# How like one of the page's digits (-1…1) a glyph is that may be this one, and how much less like any other; bold print is less like. So like and
# so much unlike any other is one that is plainly none but this.
_LIKE, _MARGIN, _PLAIN, _APART = 0.65, 0.1, 0.8, 0.15
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
_SIGNED = re.compile(r"(?P<sign>[МNХЛ][оеoe]|[^\W\d_])(?P<number>[бБЗзОо]?\d+)(?=\W*$)")
_LONE_SIGN = re.compile(r"[МN](?:[оеoeгв2»«\"?°º]{1,2})?|[ХЛ][оеo]|[Юю]")
_FOLDED = str.maketrans("бБЗзОо", "663300")
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
            eye = _seen(page, word)
            if _DATED.fullmatch(before):
                word = _with_sign(page, words[k - 1], _unsigned(word, eye.kinds))
            told = word.text[-1:].isdigit() and before.endswith("№") or _DATE.fullmatch(word.text) or _COUNTED.match(after)
            # A lone digit that counts nothing is a scrap of a stamp.
            weighs = told or sum(map(str.isdigit, word.text)) > 1
            if asked < _MOST and weighs and (_differs(word.text, eye.text) if eye.text else told):
                asked += 1
                word, sure = _settled(page, word, eye)
                doubts += [] if sure else [word.text]
        result.append(word)
    return result, doubts


@dataclass(frozen=True, slots=True)
class _Eye:
    """What the page's own digits say of a word's glyphs: digits, ``,`` and ``-``, else ``?``, empty where the page's digits are not known; which of
    these digits are ``plain``, the others ``?``; and what each glyph is by its size: ``d`` as tall as a digit."""

    text: str
    plain: str
    kinds: str


def plainly(page: Page, cell: Inked, text: str) -> str:
    """What a cell says with the digits that are plainly others than those read."""
    bare = "".join(text.split())
    eye = _eye(page, cell.looks)
    if len(eye.plain) != len(bare):
        return text
    told = iter(_over(bare, eye.plain))
    return "".join(c if c.isspace() else next(told) for c in text)


def _seen(page: Page, word: Word) -> _Eye:
    x0, y0, x1, y1 = max(0, word.x0 - 1), max(0, word.y0 - 1), word.x1 + 1, word.y1 + 1
    _, stats = pieces_of_ink(np.ascontiguousarray(page.ink[y0:y1, x0:x1]))
    glyphs = [Glyph(x, y, x + w, y + h, area) for x, y, w, h, area in stats[1:].tolist() if max(w, h) > _SPECK]
    return _eye(page, looks(page.clean[y0:y1, x0:x1], glyphs))


def _eye(page: Page, found: Sequence[Look]) -> _Eye:
    kinds = "".join(look.kind[0] for look in found)
    if not page.digits.ready:
        return _Eye("", "", kinds)
    text = plain = ""
    for look, row in zip(found, page.digits.likeness(found, -1), strict=True):
        second, best = np.sort(row)[-2:]
        digit = str(int(row.argmax())) if look.kind == "digit" else "?"
        told = digit if best >= _LIKE and best - second >= _MARGIN else "?"
        text += {"mark": ",", "dash": "-"}.get(look.kind, told)
        plain += digit if best >= _PLAIN and best - second >= _APART else "?"
    return _Eye(text, plain, kinds)


def _unsigned(word: Word, kinds: str) -> Word:
    """A decision's number without the «№» that was read as a letter, and its small «o» as the number's first digit: that is as tall as the others."""
    found = _SIGNED.match(word.text)
    if found is None:
        return word
    number = found["number"].translate(_FOLDED)
    tall = re.search(r"(?<=o)d+$", kinds.rstrip("m"))
    if len(found["sign"]) == 1 and tall is not None and len(tall.group()) == len(number) - 1:
        number = number[1:]
    return replace(word, text=f"№{number}{word.text[found.end() :]}")


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
    if _is_aligned(text, eye):
        return any(seen.isdigit() and read.isdigit() and seen != read for seen, read in zip(eye, text, strict=False))
    read, seen = _RUN.match(text), _RUN.match(eye)
    return read is not None and seen is not None and len(seen.group()) > 1 and _key(read.group()) != _key(seen.group())


def _is_aligned(text: str, eye: str) -> bool:
    """Whether each glyph is a character of the text; of «1363-31/VIII» those up to its first dash at least, whatever the numeral came apart into."""
    if len(text) == len(eye):
        return True
    dash = text.find("-")
    return dash > 0 and text[:dash].isdigit() and eye.find("-") == dash and "," not in eye[:dash]


def _settled(page: Page, word: Word, eye: _Eye) -> tuple[Word, bool]:
    """A word with the figures that two of its readings have, and whether any two agree; digits that are plainly others than those read are these."""
    run = _RUN.search(word.text)
    assert run is not None
    read, (start, end) = run.group(), run.span()
    if _is_aligned(word.text, eye.text):
        if len(eye.text) != len(word.text):
            end = start + len(read := read.split("-")[0])
        seen, plain = (_over(read, part[start:end]) for part in (eye.text, eye.plain))
    else:
        seen, plain = found.group() if (found := _RUN.match(eye.text)) else "", read
    x0, y0 = max(0, word.x0 - _AROUND), max(0, word.y0 - _AROUND)
    piece = np.ascontiguousarray(page.clean[y0 : word.y1 + _AROUND, x0 : word.x1 + _AROUND])
    others = _readings(piece, "eng", read)
    told = _agreed([read, *([seen] if seen else []), *others])
    if told is None or plain not in (read, told):
        small = cv2.resize(piece, None, fx=_SMALLER, fy=_SMALLER, interpolation=cv2.INTER_AREA)
        others += _readings(np.asarray(small, dtype=np.uint8), "ukr", read)
        told = plain if plain != read else _agreed([read, *([seen] if seen else []), *others])
        sure = told is not None and _key(told) in map(_key, others)
        return replace(word, text=word.text[:start] + (told or read) + word.text[end:]), sure
    return replace(word, text=word.text[:start] + told + word.text[end:]), True


def _readings(piece: Grey, language: str, read: str) -> list[str]:
    """The numbers that a model sees in a picture, of one with a dash up to it where no more was ``read``."""
    found = _RUN.findall(engine.read(piece, language, engine.LINE)[0])
    return [text if "-" in read else text.split("-")[0] for text in found]


def _over(read: str, seen: str) -> str:
    """What was read with the digits that the page's own tell."""
    return "".join(e if c.isdigit() and e.isdigit() else c for c, e in zip(read, seen, strict=True))


def _agreed(readings: Sequence[str]) -> str | None:
    """What two of the readings have."""
    keys = [_key(text) for text in readings]
    return next((text for text, key in zip(readings, keys, strict=True) if keys.count(key) > 1), None)


def _key(run: str) -> str:
    return run.replace(".", ",").strip(",-")
