"""Tables without rules on a scan: where the engine mixes the lines of neighbouring columns up, the ink itself tells the texts apart.

Ink is gathered into pieces of line by the white space between them, each piece is read alone, and the rows and columns follow from
how the pieces stand, as on an exported page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.grid import Grid, Line, Word
from ingest.grid_aligned import Aligned, aligned_tables, columns_left
from ingest.grid_chunks import text_rows
from ingest.grid_columns import is_amount
from ingest.model import Box
from ingest.scan.cells import PixelBox, read_cells
from ingest.scan.page import Page
from ingest.scan.picture import pieces_of_ink

# Ink of a letter's size (inches): taller is a stamp or a rule, smaller dirt.
_TALLEST, _SMALLEST = 0.3, 0.012
# A word is no wider than this, and so high (inches).
_WORD = (1.2, 0.05, 0.17)
# White space (in heights of a digit) that parts the texts of two columns; nearer ink above a letter is its dot or tail.
_GAP, _ABOVE = 0.85, 0.5
# A line of print reaches so far over and under the feet of its letters, in heights of a digit.
_OVER, _UNDER = 1.2, 0.3
# So many lines in columns that no table took are a table's.
_LEFT = 2
# A sentence set to both margins has so many small words.
_SENTENCE = 4
# A stamp's ring gives figures of no more digits than this.
_SCRAP = 2
# So thick (pixels) are rules wiped out.
_RULE = 9
# What is left of rules is so thin (inches), and longer than a stroke of a letter or a dash is (in heights of a digit).
_THIN, _STROKE, _DASH = 0.014, 1.4, 2.5
# Lines of text beside the tables (points) that may belong to them.
_BESIDE = 16.0


@dataclass(slots=True)
class Piece:
    """A piece of a line: its box and the heights where its letters stand (pixels)."""

    x0: int
    y0: int
    x1: int
    y1: int
    feet: list[int]


def settled(page: Page, words: Sequence[Word], deadline: float) -> tuple[list[Grid], bool]:
    """The tables that the alignment of words shows for certain, and whether there is one that it does not. Raises ``OutOfTime``."""
    first = _settled(page, words, page.lines, deadline)
    if not first[1]:
        return first
    # A frame's sides, columns' rules that titles interrupt, or all that is left of worn rules may stand in the way.
    level = [ln for ln in page.lines if ln.y0 == ln.y1]
    for fewer in ([level] if len(level) < len(page.lines) else []) + ([[]] if level else []):
        again = _settled(page, words, fewer, deadline)
        if not again[1]:
            return again
    return first


def _settled(page: Page, words: Sequence[Word], rulings: Sequence[Line], deadline: float) -> tuple[list[Grid], bool]:
    found = aligned_tables(words, rulings)
    if _overlap(found):
        found = [replace(a, sure=False) for a in found]
    # Words of the engine tell where tables may be; where their columns are the ink tells better.
    again = _by_ink(page, words, found, rulings, deadline) if found else []
    if _overlap(again):
        again = []
    grids = [a.grid for a in again or found if a.sure]
    left = _without_justified([w for w in words if not any(_holds(grid.box, w.box) for grid in grids)])
    unsure = [] if again else [a.grid.box for a in found if not a.sure]
    inside = any(_in_figures([w for w in words if _holds(box, w.box)]) for box in unsure)
    return grids, inside or columns_left(left, _LEFT) or _begins_in_figures(words, left)


def _without_justified(words: Sequence[Word]) -> list[Word]:
    """The words without the lines of a sentence that is set to both margins: word by word they stand apart, more words than figures."""
    rows = text_rows(words)
    lone = [[chunk.text for chunk in row.chunks if " " not in chunk.text] for row in rows]
    justified = [sum(map(_is_small, texts)) >= max(_SENTENCE, sum(map(is_amount, texts)) + 1) for texts in lone]
    return [word for row, told in zip(rows, justified, strict=True) if not told for chunk in row.chunks for word in chunk.words]


def _is_small(text: str) -> bool:
    return text[:1].islower() and sum(map(str.isalpha, text)) > 1


def _begins_in_figures(words: Sequence[Word], left: Sequence[Word]) -> bool:
    """Does the page begin with a line of amounts that no table took: the last row of a table that ends there?"""
    first = text_rows(words)[:1]
    own = {id(word) for word in left}
    return any(
        len(row.chunks) > _LEFT and sum(is_amount(c.text) and c.text.count(".") < 2 for c in row.chunks) >= _LEFT
        for row in first
        if all(id(word) in own for chunk in row.chunks for word in chunk.words)
    )


def _in_figures(words: Sequence[Word]) -> bool:
    """Whether lines have amounts beside other texts, as a table's do; letterheads, signatures and stamps stand in columns as well.

    Some of them are more than a digit or two, which scraps of a stamp's ring are taken for.
    """
    # A date has two dots.
    rows = [row for row in text_rows(words) if len(row.chunks) > 1]
    amounts = [[c.text for c in row.chunks if is_amount(c.text) and c.text.count(".") < 2] for row in rows]
    money = sum(sum(map(str.isdigit, text)) > _SCRAP for texts in amounts for text in texts)
    return sum(map(bool, amounts)) >= _LEFT and sum(map(len, amounts)) >= 2 * _LEFT and money >= _LEFT


def _overlap(found: Sequence[Aligned]) -> bool:
    boxes = [a.grid.box for a in found]
    return any(min(a.x1, b.x1) - max(a.x0, b.x0) > 2 and min(a.y1, b.y1) - max(a.y0, b.y0) > 2 for a, b in combinations(boxes, 2))


def _holds(box: Box, word: Box) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
    return box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1


def _by_ink(page: Page, words: Sequence[Word], shown: Sequence[Aligned], rulings: Sequence[Line], deadline: float) -> list[Aligned]:
    """The tables that the words of the engine show, looked at again piece of ink by piece of ink."""
    k = page.dpi / 72
    top, bottom = _between_lines(words, min(a.grid.box.y0 for a in shown) - _BESIDE, max(a.grid.box.y1 for a in shown) + _BESIDE)
    pieces, size = pieces_of(page, max(0, round(top * k)), min(page.ink.shape[0], round(bottom * k)))
    if len(pieces) < 6:
        return []
    texts = read_cells(page, [room_of(piece, size) for piece in pieces], columns=columns_of(pieces), deadline=deadline)
    found = [
        Word(" ".join(text.text.split()), placed_of(piece, size, k)) for piece, text in zip(pieces, texts, strict=True) if text.text.strip()
    ]
    outside = [w for w in words if not top <= (w.box.y0 + w.box.y1) / 2 <= bottom]
    return [a for a in aligned_tables([*outside, *found], rulings) if a.sure]


def _between_lines(words: Sequence[Word], top: float, bottom: float) -> tuple[float, float]:
    """The two heights moved out until they cut through no line."""
    for row in reversed(text_rows(words)):
        top = min(top, row.y0 - 1) if row.y0 - 1 < top < row.y1 + 1 else top
    for row in text_rows(words):
        bottom = max(bottom, row.y1 + 1) if row.y0 - 1 < bottom < row.y1 + 1 else bottom
    return top, bottom


def pieces_of(page: Page, top: int, bottom: int) -> tuple[list[Piece], float]:
    """The pieces of lines between two heights, and how tall their digits are."""
    ink = page.ink[top:bottom].copy()
    for line in page.lines:
        x0, y0, x1, y1 = (round(v * page.dpi / 72) for v in (line.x0, line.y0, line.x1, line.y1))
        cv2.line(ink, (x0, y0 - top), (x1, y1 - top), 0, _RULE)
    labels, stats = pieces_of_ink(ink)
    wide, high = stats[:, cv2.CC_STAT_WIDTH] / page.dpi, stats[:, cv2.CC_STAT_HEIGHT] / page.dpi
    # The letters of a word run together in thick print.
    word = (wide <= _WORD[0]) & (_WORD[1] <= high) & (high <= _WORD[2])
    letter = (high <= _TALLEST) & ((wide <= _TALLEST) | word) & (np.maximum(wide, high) >= _SMALLEST)
    letter[0] = False
    heights = stats[letter, cv2.CC_STAT_HEIGHT]
    heights = heights[heights > 0.04 * page.dpi]
    if not len(heights):
        return [], 1.0
    size = float(np.percentile(heights, 75))
    letter &= ~_rests(stats, size, page.dpi)
    only = letter.astype(np.uint8)[labels] * np.uint8(255)
    closed = cv2.morphologyEx(only, cv2.MORPH_CLOSE, np.ones((1, round(_GAP * size) | 1), np.uint8))
    lines, boxes = pieces_of_ink(closed)
    pieces = [Piece(int(x), int(y) + top, int(x + w), int(y + h) + top, []) for x, y, w, h, _ in boxes]
    for x, y, w, h, _ in stats[letter]:
        if h >= 0.5 * size:
            inside = lines[y : y + h, x : x + w]
            pieces[int(inside.max())].feet.append(int(y + h) + top)
    return _with_dots(pieces[1:], size), size


def _rests(stats: NDArray[Any], size: float, dpi: float) -> NDArray[np.bool_]:
    """What is left of worn rules: ink too thin and too long for a letter, and other thin ink on the same lines."""
    result = np.zeros(len(stats), bool)
    sides = (cv2.CC_STAT_LEFT, cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT), (cv2.CC_STAT_TOP, cv2.CC_STAT_HEIGHT, cv2.CC_STAT_WIDTH)
    for (at, across, along), longest in zip(sides, (_STROKE, _DASH), strict=True):
        thin = stats[:, across] <= _THIN * dpi
        middle = stats[:, at] + stats[:, across] / 2
        for place in middle[thin & (stats[:, along] > longest * size)]:
            result |= thin & (np.abs(middle - place) <= _THIN * dpi)
    return result


def _with_dots(pieces: list[Piece], size: float) -> list[Piece]:
    """Dots, breves and tails that closing left alone, taken into the piece they belong to."""
    main = [p for p in pieces if p.feet]
    feet = np.array([float(np.median(p.feet)) for p in main])
    for p in pieces:
        if p.feet:
            continue
        middle = (p.x0 + p.x1) / 2
        near = [m for m in main if m.x0 - 2 <= middle <= m.x1 + 2 and max(p.y0 - m.y1, m.y0 - p.y1) < _ABOVE * size]
        if near:
            home = min(near, key=lambda m: max(p.y0 - m.y1, m.y0 - p.y1))
            home.x0, home.y0, home.x1, home.y1 = min(home.x0, p.x0), min(home.y0, p.y0), max(home.x1, p.x1), max(home.y1, p.y1)
        elif p.x1 - p.x0 >= 0.25 * size and p.x1 - p.x0 > 1.3 * (p.y1 - p.y0) and _in_line((p.y0 + p.y1) / 2, feet, size):
            main.append(Piece(p.x0, p.y0, p.x1, p.y1, [round((p.y0 + p.y1) / 2 + 0.4 * size)]))
    return main


def _in_line(middle: float, feet: NDArray[np.float64], size: float) -> bool:
    """Does a dash stand in a line of print? Between lines it is left of a rule."""
    return bool(np.any((feet - middle > 0.1 * size) & (feet - middle < 0.75 * size)))


def room_of(piece: Piece, size: float) -> PixelBox:
    """The rectangle that a piece is read in."""
    pad = round(0.35 * size)
    high = round(0.12 * size) + 1
    # A dash alone is shown in a line's height, as a cell would show it.
    foot = round(float(np.median(piece.feet)))
    return piece.x0 - pad, min(piece.y0 - high, foot - round(size)), piece.x1 + pad, max(piece.y1 + high, foot)


def placed_of(piece: Piece, size: float, k: float) -> Box:
    """Where a piece stands (points), as high as a line of its print."""
    foot = float(np.median(piece.feet))
    return Box(piece.x0 / k, (foot - _OVER * size) / k, piece.x1 / k, (foot + _UNDER * size) / k)


def columns_of(pieces: Sequence[Piece]) -> list[int]:
    """Which pieces stand below each other: those that share most of the narrower one's width with a run of others."""
    parent = list(range(len(pieces)))

    def find(i: int) -> int:
        while parent[i] != i:
            i = parent[i]
        return i

    by_width: dict[int, list[int]] = defaultdict(list)
    spans: NDArray[np.int64] = np.array([(p.x0, p.x1) for p in pieces])
    for i, (x0, x1) in enumerate(spans):
        shared = np.minimum(spans[:, 1], x1) - np.maximum(spans[:, 0], x0)
        narrow = np.minimum(spans[:, 1] - spans[:, 0], x1 - x0)
        alike = (spans[:, 1] - spans[:, 0] < 2 * (x1 - x0) + 20) & (x1 - x0 < 2 * (spans[:, 1] - spans[:, 0]) + 20)
        for j in np.flatnonzero((shared > 0.6 * narrow) & alike):
            parent[find(int(j))] = find(i)
    for i in range(len(pieces)):
        by_width[find(i)].append(i)
    order = sorted(by_width, key=lambda root: min(pieces[i].x0 for i in by_width[root]))
    number = {root: n for n, root in enumerate(order)}
    return [number[find(i)] for i in range(len(pieces))]
