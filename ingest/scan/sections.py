"""The Roman numbers of sections in a cell («Розділ III. Назва», «Разом по розділу II»), which the Ukrainian model does not have: read anew from the ink."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from ingest.scan import engine
from ingest.scan.engine import Word
from ingest.scan.ink import Inked
from ingest.scan.numerals import end_of_word, numeral, only_strokes
from ingest.scan.picture import Grey
from ingest.scan.restore import bare, numeral_of_letters, section_numerals

_LAST = re.compile(r"\bрозділ(?:у|ом|і|и|ах|ам)$", re.IGNORECASE)
# «Розділ» with the first stroke of its number, or all of it, taken for its last letter.
_JOINED = re.compile(r"(розділ)[іїІЇI|1!l]{1,2}(?=\.\s|\s[ІІIЇVXПУШГХТ1!|]{1,4}\.\s)", re.IGNORECASE)
# A number that may be strokes: only two and more of them are a Roman one.
_ONE = re.compile(r"(?<=розділу )1$|(?<=розділом )1$", re.IGNORECASE)
# A part of a year whose number was passed over.
_PART = re.compile(r"(?<![^\W\d_])(на|за)(\s)(?:[|!l]\s)?(?=(?:півріч|квартал))", re.IGNORECASE)
_STROKE = re.compile(r"[|!lIІЇії1П]{1,3}")
# The word itself with a letter misread, in front of a number.
_MISSPELT = re.compile(r"^Р[аебэ]зд[іїи]л(?=\s\S{1,5}\.\s)")
# White space (of a word's height) in front of a number.
_GAP = 0.22


def with_numerals(cell: Inked, text: str, *, wide: bool = False) -> str:
    """The text with its Roman numerals, each read anew by the model that knows them; one passed over at the end of «по розділу» is put there.

    ``wide``: the cell may be a section's row.
    """
    text = _MISSPELT.sub("Розділ", text)
    if _PART.search(text):
        return _with_part(cell.tight(), text)
    joined = _JOINED.match(text)
    left = section_numerals(text, wide=wide)
    if not (joined or left or _LAST.search(text) or _ONE.search(text)):
        return text
    picture = cell.tight()
    words = engine.words(picture, "ukr", engine.BLOCK)
    if joined is not None:
        return _parted(picture, words, text, joined)
    if _ONE.search(text) and words:
        return _ONE.sub("I" * strokes, text) if (strokes := only_strokes(_piece(picture, words[-1]))) > 1 else text
    if _LAST.search(text) and words:
        last = words[-1]
        rest = np.ascontiguousarray(picture[max(0, last.y0 - 2) : last.y1 + 2, last.x1 + 2 :])
        found = numeral(rest) if (rest < 128).any() else None
        return f"{text} {found}" if found else text
    return _renumbered(picture, words, text, left)


def _with_part(picture: Grey, text: str) -> str:
    """«План на півріччя» with the numeral that stands behind «на» in the ink, before the next word or at its line's end."""
    words = [word for word in engine.words(picture, "ukr", engine.BLOCK) if not _STROKE.fullmatch(word.text)]
    for word, after in zip(words, [*words[1:], None], strict=True):
        if word.text.lower() in ("на", "за"):
            end = after.x0 - 2 if after is not None and after.line == word.line else picture.shape[1]
            rest = np.ascontiguousarray(picture[max(0, word.y0 - (word.y1 - word.y0) // 2) : word.y1 + 2, word.x1 + 2 : end])
            found = numeral(_behind_gap(rest)) if rest.size and (rest < 128).any() else None
            if found:
                return _PART.sub(rf"\1 {found}\2", text, count=1)
    return text


def _renumbered(picture: Grey, words: Sequence[Word], text: str, left: list[str]) -> str:
    """The text with each numeral that the model wrote in other letters."""
    before = ""
    for word in words:
        after_section, before = before.lower().startswith("розділ"), word.text
        if not left or not (after_section or bare(word.text) == left[0]):
            continue
        misread = left.pop(0)
        found = numeral(_piece(picture, word)) or numeral_of_letters(misread) or _in_latin(misread)
        if found:
            text = re.sub(rf"(?<!\w){re.escape(misread)}(?!\w)", found, text, count=1)
    return text


def _in_latin(misread: str) -> str | None:
    return "I" * len(misread) if set(misread) <= set("ІI") and len(misread) <= 3 else None


def _parted(picture: Grey, words: Sequence[Word], text: str, joined: re.Match[str]) -> str:
    """«Розділі. Назва» with the number that is hidden in its first word, or stands behind it."""
    first = next((k for k, word in enumerate(words) if word.text.lower().startswith("розділ")), None)
    if first is None:
        return text
    word, rest = words[first], text[joined.end() :]
    follows = re.match(r"\s[^\s.]{1,4}\.", rest)
    if follows is not None and first + 1 < len(words):
        piece, rest = _piece(picture, words[first + 1]), rest[follows.end() :]
    elif re.fullmatch(r"розділ", word.text, re.IGNORECASE) and first + 1 < len(words):
        piece, rest = _piece(picture, words[first + 1]), rest[1:]
    else:
        piece, rest = _behind_gap(_piece(picture, word)), rest[1:]
    found = numeral(piece)
    return f"{joined.group(1)} {found}.{rest}" if found else text


def _piece(picture: Grey, word: Word) -> Grey:
    """A word's picture with what the engine cut off behind it."""
    end = end_of_word(picture, word.x1, word.y0, word.y1)
    return np.ascontiguousarray(picture[max(0, word.y0 - 2) : word.y1 + 2, max(0, word.x0 - 2) : end])


def _behind_gap(piece: Grey) -> Grey:
    """What stands behind the last white space of a picture of two words that the engine took for one."""
    inked = np.flatnonzero((piece < 128).any(axis=0))
    gaps = np.flatnonzero(np.diff(inked) > _GAP * piece.shape[0])
    return np.ascontiguousarray(piece[:, max(0, int(inked[gaps[-1] + 1]) - 2) :]) if len(gaps) else piece
