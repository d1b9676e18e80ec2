"""Words that stand apart (a unit at the right margin, a name behind a post) and that the engine passed over are read alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import cv2
import numpy as np

from ingest.scan import engine
from ingest.scan.engine import Word
from ingest.scan.picture import Grey, pieces_of_ink

# Sizes in inches: letters' least and greatest height, white space within words that stand together, what is left around a word.
_LETTER, _SPACE, _AROUND = (0.04, 0.2), 0.12, 0.015
# Words passed over in the middle of a line stand so near (of their height) those before and behind them.
_AMID = 1.2
# A group of fewer marks is no word; one read less surely is a signature's or a stamp's.
_MARKS, _SURE = 2, 0.6
# A word read less surely than this counts for none.
_POOR = 0.45


def completed(picture: Grey, ink: Grey, band: tuple[int, int], words: Sequence[Word], dpi: float, *, first: int = 0) -> list[Word]:
    """The words of a band of rows (top, bottom) with those that stand where no word was read, or none worth the name.

    ``first``: what the band's lines are numbered from, so that no word falls into another band's line.
    """
    sure = [word for word in words if word.confidence >= _POOR]
    found: list[Word] = []
    line = max((word.line for word in words), default=first)
    for x0, y0, x1, y1 in _groups(ink, band, sure, dpi):
        line += 1
        left, top = max(0, x0 - 4), max(0, y0 - 4)
        read = engine.words(np.ascontiguousarray(picture[top : y1 + 4, left : x1 + 4]), "ukr", engine.LINE)
        if read and min(word.confidence for word in read) >= _SURE and sum(c.isalpha() for word in read for c in word.text) >= 3:
            placed = [Word(w.text, w.confidence, w.x0 + left, w.y0 + top, w.x1 + left, w.y1 + top, line) for w in read]
            amid = _line_around(words, placed)
            found += placed if amid is None else [replace(word, line=amid) for word in placed]
    kept = [word for word in words if word.confidence >= _POOR or not any(_covers(again, word) for again in found)]
    return [*kept, *found]


def _line_around(words: Sequence[Word], placed: Sequence[Word]) -> int | None:
    """The line that words were passed over in, where others of it stand close on both sides; None where they stand apart."""
    x0, x1, top, bottom = placed[0].x0, placed[-1].x1, placed[0].y0, placed[0].y1
    close = _AMID * (bottom - top)
    # Dirt beside the word may have made it higher.
    level = [word for word in words if 2 * (min(bottom, word.y1) - max(top, word.y0)) > min(bottom - top, word.y1 - word.y0)]
    before = {word.line for word in level if abs(x0 - word.x1) <= close}
    after = {word.line for word in level if abs(word.x0 - x1) <= close}
    return min(before & after, default=None)


def _covers(again: Word, word: Word) -> bool:
    return again.x0 < word.x1 and word.x0 < again.x1 and again.y0 < word.y1 and word.y0 < again.y1


def _groups(ink: Grey, band: tuple[int, int], words: Sequence[Word], dpi: float) -> Iterator[tuple[int, int, int, int]]:
    """Where letters stand side by side that no word covers: x0, y0, x1, y1."""
    top, bottom = band
    rest, around = ink[top:bottom].copy(), round(_AROUND * dpi)
    for word in words:
        rest[max(0, word.y0 - top - around) : max(0, word.y1 - top + around), max(0, word.x0 - around) : word.x1 + around] = 0
    labels, stats = pieces_of_ink(rest)
    least, most = (size * dpi for size in _LETTER)
    letters = (stats[:, cv2.CC_STAT_HEIGHT] >= least) & (stats[:, cv2.CC_STAT_HEIGHT] <= most) & (stats[:, cv2.CC_STAT_WIDTH] <= 6 * most)
    letters[0] = False
    if np.count_nonzero(letters) < _MARKS:
        return
    joined = cv2.morphologyEx(letters.astype(np.uint8)[labels], cv2.MORPH_CLOSE, np.ones((3, round(_SPACE * dpi)), np.uint8))
    groups, boxes = pieces_of_ink(joined)
    inside = np.bincount([int(groups[labels == k][0]) for k in np.flatnonzero(letters)], minlength=len(boxes))
    for k in range(1, len(boxes)):
        x, y, width, height = (int(v) for v in boxes[k][:4])
        if inside[k] >= _MARKS and least <= height <= 1.3 * most and width >= 2 * height:
            yield x, top + max(0, y - round(0.2 * height)), x + width, top + y + height + round(0.2 * height)
