"""Words outside tables that are looked at again: Roman numerals, decisions' numbers, lines that were read poorly."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from ingest.scan import engine
from ingest.scan.engine import Word
from ingest.scan.numerals import end_of_word, numeral, numeral_after
from ingest.scan.picture import Grey
from ingest.scan.restore import bare, like_numeral, numbered_numeral, section_numerals

# A line less sure than this is read once more, from a picture so much smaller; a reading surer by so much is taken.
_POOR, _SMALLER, _SURER = 0.6, 0.7, 0.1
# What a numeral read by its own strokes is worth, whatever the Ukrainian model thought of the letters that it made of it.
_READ_APART = 0.6
# White space (of a line's height) on both sides of a numeral that was passed over.
_APART = 0.12
_NUMBER = re.compile(r"(\d+(?:[.-]\d+)*)[/-](?:[VX][IVX1]{1,4}|[IVX]{1,5})\W*$")
# A number that a line's end has torn, and how its second half begins.
_TORN, _BEGUN = re.compile(r"№?\d{1,4}-"), re.compile(r"(\d{1,3})/?[^\W\d]")
_FOLDED = str.maketrans("ЗОбБ", "3066")


def with_numeral(clean: Grey, word: Word, before: str) -> Word:
    """The word with the Roman numeral that the Ukrainian model, which does not have any, made other letters of."""
    if _TORN.fullmatch(before):
        return _second_half(clean, word)
    figures = numbered_numeral(word.text)
    section = before.lower().startswith("розділ") and bool(section_numerals(f"розділ {word.text}"))
    if figures is None and not section and not like_numeral(word.text):
        return word
    end = end_of_word(clean, word.x1, word.y0, word.y1)
    piece = np.ascontiguousarray(clean[max(0, word.y0 - 2) : word.y1 + 2, max(0, word.x0 - 2) : end])
    if figures is not None:
        tail = numeral_after(piece)
        told = _figures(piece, figures[0]) + (tail or figures[1][len(figures[0]) :])
        reach, sure = (max(word.x1, end - 2), max(word.confidence, _READ_APART)) if tail else (word.x1, word.confidence)
        return replace(word, text=word.text.replace(figures[1], told), x1=reach, confidence=sure)
    found = numeral(piece)
    sure = max(word.confidence, _READ_APART)
    return replace(word, text=word.text.replace(bare(word.text), found), confidence=sure) if found else word


def _second_half(clean: Grey, word: Word) -> Word:
    """The rest of a decision's number that goes on in the next line: «609-» and «11/VIII»."""
    end = end_of_word(clean, word.x1, word.y0, word.y1)
    piece = np.ascontiguousarray(clean[max(0, word.y0 - 2) : word.y1 + 2, max(0, word.x0 - 2) : end])
    figures = _BEGUN.match(word.text) or _BEGUN.match(engine.read(piece, "eng", engine.LINE, allowed="0123456789/IVX")[0])
    tail = numeral_after(piece)
    if figures is None or tail is None:
        return word
    return replace(word, text=f"{figures.group(1)}/{tail}", x1=max(word.x1, end - 2), confidence=max(word.confidence, _READ_APART))


def _figures(piece: Grey, read: str) -> str:
    """A decision's figures up to its numeral (``24-3/``); where letters were read among them, as the English model has them."""
    if not any(c.isalpha() for c in read):
        return read
    folded = read.translate(_FOLDED)
    found = _NUMBER.search(engine.read(piece, "eng", engine.LINE, allowed="0123456789.-/IVX")[0])
    if found is None:
        return folded
    # A digit is often there twice, as itself and as the letter like it.
    shorter = [folded[:k] + folded[k + 1 :] for k, c in enumerate(read) if c.isalpha()]
    told = found.group(1) + read[-1]
    return told if told in (folded, *shorter) else folded


def passed_over(clean: Grey, words: Sequence[Word]) -> list[Word]:
    """Roman numerals that the Ukrainian model passed over in silence: ink between two words of a line."""
    found = []
    for a, b in zip(words, words[1:], strict=False):
        top, bottom = min(a.y0, b.y0), max(a.y1, b.y1)
        tall = bottom - top
        if a.line != b.line or not 0.7 * tall < b.x0 - a.x1 < 6 * tall:
            continue
        piece = np.ascontiguousarray(clean[max(0, top - 2) : bottom + 2, a.x1 + 2 : b.x0 - 2])
        columns = np.flatnonzero((piece < 128).sum(axis=0) > 0.4 * tall)
        if not len(columns) or columns[0] < _APART * tall or columns[-1] > piece.shape[1] - _APART * tall:
            # A stem that stands at a word is its first or last letter's.
            continue
        x0, x1 = max(0, int(columns[0]) - 8), int(columns[-1]) + 9
        text = numeral(np.ascontiguousarray(piece[:, x0:x1]))
        if text:
            left = a.x1 + 2 + int(columns[0])
            found.append(Word(text, 0.9, left, top, left + int(columns[-1] - columns[0]) + 1, bottom, a.line))
    return found


def surer_lines(picture: Grey, words: Sequence[Word]) -> list[Word]:
    """The words of a block, those of lines that were read poorly replaced where a second look is surer."""
    result: list[Word] = []
    for line in sorted({word.line for word in words}):
        told = [word for word in words if word.line == line]
        if _sureness(told) < _POOR and any(c.isalnum() for word in told for c in word.text):
            again = _smaller(picture, told)
            told = again if _sureness(again) > _sureness(told) + _SURER and _letters(again) >= 0.8 * _letters(told) else told
        result += told
    return result


def _sureness(words: Sequence[Word]) -> float:
    return float(np.mean([word.confidence for word in words])) if words else 0.0


def _letters(words: Sequence[Word]) -> int:
    return sum(c.isalnum() for word in words for c in word.text)


def _smaller(picture: Grey, words: Sequence[Word]) -> list[Word]:
    """A line's words read from a smaller picture of that line alone."""
    x0, y0 = max(0, min(w.x0 for w in words) - 8), max(0, min(w.y0 for w in words) - 4)
    x1, y1 = max(w.x1 for w in words) + 8, max(w.y1 for w in words) + 4
    shown = cv2.resize(np.ascontiguousarray(picture[y0:y1, x0:x1]), None, fx=_SMALLER, fy=_SMALLER, interpolation=cv2.INTER_AREA)
    found = engine.words(np.asarray(shown, dtype=np.uint8), "ukr", engine.LINE)

    def placed(word: Word) -> Word:
        xs, ys = ((round(v / _SMALLER) for v in pair) for pair in ((word.x0, word.x1), (word.y0, word.y1)))
        (left, right), (top, bottom) = xs, ys
        return replace(word, x0=x0 + left, x1=x0 + right, y0=y0 + top, y1=y0 + bottom, line=words[0].line)

    return [placed(word) for word in found]
