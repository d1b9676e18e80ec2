"""Text outside tables: read block by block, then laid out as paragraphs just as on an exported page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace as replaced
from itertools import zip_longest
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.model import Box, Paragraph
from ingest.pdf_paragraphs import Column, paragraphs, text_column
from ingest.pdf_place import Ink
from ingest.pdf_text import habits
from ingest.scan import engine
from ingest.scan.engine import Word
from ingest.scan.framed import letters_on
from ingest.scan.page import Page
from ingest.scan.picture import Grey, pieces_of_ink
from ingest.scan.relook import passed_over, surer_lines, with_numeral
from ingest.scan.restore import is_roman, restored, signed
from ingest.scan.signatures import with_given_names
from ingest.scan.unread import completed
from ingest.scan.year_words import with_sure_years

# Ink larger than this (inches) is no letter: stamps, signatures, frames. Smaller than the second is dirt.
_LARGEST, _SMALLEST = 0.45, 0.012
# A punch hole is at least so wide (inches) and fills so much of its outline.
_HOLE, _FILLED = 0.12, 0.88
# A table's upper rule reaches at most so far above its middle (pixels), and is inked over this part of the table's width.
_RULE, _RULED = 6, 0.05
# So little ink (of a square inch) is a few dots, no word; «грн» in small type has twice as much.
_FEW = 0.0018
# Text of a coarse scan is shown so much smaller.
_SCALE = 0.6
# White space (inches) that parts blocks.
_GAP = 0.14
# Words less sure than this, of signs rather than letters, are what is left of a stamp or a crease; so are lines of so few letters.
_JUNK, _DOUBTFUL = 0.3, 0.9
# A sign or letter farther from the words of its line (heights of a line) belongs to none of them.
_ASTRAY = 2.0
_TALL = 0.72
# What begins a line of its own in a report's head.
_LABEL = re.compile(
    r"(?:Дата і номер|Програм[ау] затвердж\w*|Затверджен[ао]\W{1,2}рішення\w*|Відповідальн\w+ виконав\w*|Головний розпорядник|Співвиконав\w*|Строк|Термін|Розділ|РОЗДІЛ|Додаток|"
    r"Підстава|Затверджен[ао]:|Схвален[ао]:)(?:\b|(?<=:))"
    # A label's capital read as a small letter: its colon stands a word or two behind.
    r"|(?:строк|термін|відповідальн\w+ виконав\w+|співвиконав\w+)(?:\s\w+){0,2}:"
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A word on the straight page (pixels), and how sure it is."""

    word: Word
    baseline: float
    size: float


def find_words(page: Page, boxes: Sequence[tuple[int, int, int, int]], seconds: float) -> list[Spot]:
    """The words outside the ``boxes`` (tables, pixels)."""
    picture, ink = _without(page, boxes)
    found: list[Word] = []
    for band, (top, bottom) in enumerate(_bands(ink, page.dpi)):
        columns = np.flatnonzero(ink[top:bottom].any(axis=0))
        left, right = int(columns[0]), int(columns[-1]) + 1
        top, left = max(0, top - 3), max(0, left - 3)
        piece = picture[top : bottom + 3, left : right + 3]
        before, taken = "", (0, 0)
        words: list[Word] = []
        for word in surer_lines(piece, _read(piece, seconds, coarse=page.coarse)):
            if word.line == taken[0] and (word.x0 + word.x1) / 2 < taken[1]:
                continue
            moved = replaced(word, x0=word.x0 + left, x1=word.x1 + left, y0=word.y0 + top, y1=word.y1 + top, line=word.line + 1000 * band)
            moved = with_numeral(page.clean, moved, before)
            # What a numeral was found to reach over has been read with it.
            before, taken = word.text, (word.line, moved.x1 - left) if moved.x1 > word.x1 + left else taken
            words.append(moved)
        words = completed(picture, ink, (top, bottom), words, page.dpi, first=1000 * band)
        words = sorted([*words, *passed_over(picture, words)], key=lambda w: (w.line, w.x0))
        found += words
    found = with_given_names(page.clean, with_sure_years(page.clean, found), max((y1 for _, _, _, y1 in boxes), default=0))
    return _lined([Spot(word, 0.0, 0.0) for word in found])


def _read(piece: Grey, seconds: float, *, coarse: bool) -> list[Word]:
    """The words of a block; a coarse scan shows the engine nothing more in full size than in a smaller one, and costs more."""
    if not coarse:
        return engine.words(np.ascontiguousarray(piece), "ukr", engine.BLOCK, seconds=seconds)
    small = cv2.resize(np.ascontiguousarray(piece), None, fx=_SCALE, fy=_SCALE, interpolation=cv2.INTER_AREA)
    found = engine.words(np.asarray(small, dtype=np.uint8), "ukr", engine.BLOCK, seconds=seconds)
    high, wide = piece.shape

    def placed(word: Word) -> Word:
        x0, y0, x1, y1 = (round(v / _SCALE) for v in (word.x0, word.y0, word.x1, word.y1))
        return replaced(word, x0=max(0, x0), y0=max(0, y0), x1=min(wide, x1), y1=min(high, y1))

    return [placed(word) for word in found]


def as_paragraphs(page: Page, spots: Sequence[Spot], boxes: Sequence[Box], number: int) -> list[tuple[float, Paragraph]]:
    """Words as paragraphs, each with its place down the straight page (points). ``boxes`` are the tables (points)."""
    k = 72.0 / page.dpi
    inks, sure = [], {}
    for s, after in zip_longest(spots, spots[1:]):
        w = s.word
        ink = Ink(w.text, Box(w.x0 * k, w.y0 * k, w.x1 * k, w.y1 * k), 0, w.x0 * k, w.x1 * k, s.baseline * k, s.size * k)
        # The engine parts words better than the room between their boxes does.
        ink.spaced = after is not None and after.word.line == w.line
        inks.append(ink)
        sure[id(ink)] = w.confidence
    if not inks:
        return []
    column = text_column(inks, boxes, page.clean.shape[1] * k)
    result = []
    barriers = [*boxes, *_barriers(inks, column)]
    for paragraph in paragraphs(inks, column, number, habits=habits(inks), barriers=barriers):
        box = paragraph.box
        if box is None:
            continue
        inside = [
            c
            for ink in inks
            for c in (sure[id(ink)],)
            if box.y0 - 0.1 <= ink.box.y0 and ink.box.y1 <= box.y1 + 0.1 and box.x0 - 0.1 <= ink.box.x0
        ]
        text = signed(restored(paragraph.text))
        confidence = round(float(np.mean(inside)), 3) if inside else None
        placed = page.points(box.x0 / k, box.y0 / k, box.x1 / k, box.y1 / k)
        result.append((box.y0, replaced(paragraph, text=text, box=placed, confidence=confidence)))
    return result


def _barriers(inks: Sequence[Ink], column: Column) -> list[Box]:
    """Barriers where a new paragraph must begin: at the labels of a report's head, and below a lone line at the right («тис. грн»)."""
    lines: dict[float, list[Ink]] = {}
    for ink in inks:
        lines.setdefault(ink.base, []).append(ink)
    width = column.hi - column.lo
    ordered = [sorted(line, key=lambda ink: ink.u0) for _, line in sorted(lines.items())]
    result = []
    for above, below in zip(ordered, ordered[1:], strict=False):
        right = above[0].u0 > column.lo + 0.5 * width and below[0].u0 < column.lo + 0.3 * width
        if right or _LABEL.match(" ".join(ink.text for ink in below)):
            # At the foot of the line above, and so between the two, and not between that one and the line before it.
            y = max(ink.box.y1 for ink in above)
            result.append(Box(above[0].box.x0, y, above[0].box.x1, y + 0.1))
    return result


def _without(page: Page, boxes: Sequence[tuple[int, int, int, int]]) -> tuple[Grey, Grey]:
    """The page and its ink without tables, and without ink that is no letter."""
    picture, ink = page.clean.copy(), page.ink.copy()
    for x0, y0, x1, y1 in boxes:
        table = slice(_above_rule(page.ink, x0, y0, x1), y1 + 6), slice(max(0, x0 - 6), x1 + 6)
        picture[table], ink[table] = 255, 0
    # Seen at half the resolution, where any ink makes a pixel inked.
    small = ink[: ink.shape[0] // 2 * 2, : ink.shape[1] // 2 * 2]
    wide = np.maximum(small[::2], small[1::2])
    small = np.maximum(wide[:, ::2], wide[:, 1::2])
    dpi = page.dpi / 2
    labels, stats = pieces_of_ink(small)
    wide, high = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    drop = (high > _LARGEST * dpi) | (np.maximum(wide, high) < _SMALLEST * dpi) | ((wide > 0.5 * dpi) & (high < 0.05 * dpi))
    drop[0] = False
    full_enough = (np.minimum(wide, high) > _HOLE * dpi) & (stats[:, cv2.CC_STAT_AREA] > 0.6 * wide * high) & ~drop
    for label in np.flatnonzero(full_enough[1:]) + 1:
        x, y, w, h = stats[label, :4]
        drop[label] = _is_solid(ink[2 * y : 2 * (y + h), 2 * x : 2 * (x + w)])
    if drop.any():
        mask = np.where(drop, 255, 0).astype(np.uint8)[labels]
        letters = _letters_on_frames(labels, stats, np.flatnonzero(drop & (high > _LARGEST * dpi) & (wide > _LARGEST * dpi)), dpi)
        mask = cv2.subtract(cv2.dilate(cv2.subtract(mask, letters), np.ones((3, 3), np.uint8)), letters)
        full = np.asarray(cv2.resize(mask, (small.shape[1] * 2, small.shape[0] * 2), interpolation=cv2.INTER_NEAREST), dtype=np.uint8)
        part = (slice(full.shape[0]), slice(full.shape[1]))
        picture[part], ink[part] = cv2.max(picture[part], full), cv2.subtract(ink[part], full)
    return picture, ink


def _letters_on_frames(labels: NDArray[Any], stats: NDArray[np.int32], large: NDArray[np.intp], dpi: float) -> Grey:
    """What of large pieces of ink are letters that a frame runs through."""
    kept = np.zeros(labels.shape, np.uint8)
    for label in large.tolist():
        x, y, w, h = stats[label, :4]
        place = slice(y, y + h), slice(x, x + w)
        if (letters := letters_on(labels[place] == label, dpi)) is not None:
            kept[place] = cv2.max(kept[place], letters)
    return kept


def _above_rule(ink: Grey, x0: int, y0: int, x1: int) -> int:
    """The row where a table's upper rule begins: a unit may stand so close above it that its letters' feet all but touch the rule."""
    top = max(0, y0 - _RULE)
    across = np.count_nonzero(ink[top:y0, max(0, x0) : x1], axis=1) > _RULED * max(1, x1 - x0)
    ruled = np.flatnonzero(across)
    return max(0, top + int(ruled[0]) - 1) if len(ruled) else y0 - 1


def _is_solid(blot: Grey) -> bool:
    """Whether ink fills its own outline, as a punch hole's does: a bold «М» or «О» does not."""
    points = cv2.findNonZero(blot)
    hull = cv2.contourArea(cv2.convexHull(points)) if points is not None else 0.0
    return hull > 0 and int(np.count_nonzero(blot)) > _FILLED * hull


def _bands(ink: Grey, dpi: float) -> list[tuple[int, int]]:
    """Stretches of rows that hold ink, parted by white space; bands of a few dots are left out."""
    rows = np.flatnonzero(np.count_nonzero(ink, axis=1) > 1)
    if not len(rows):
        return []
    groups = np.split(rows, np.flatnonzero(np.diff(rows) > _GAP * dpi) + 1)
    bands = [(int(g[0]), int(g[-1]) + 1) for g in groups]
    return [(a, b) for a, b in bands if b - a > 0.03 * dpi and np.count_nonzero(ink[a:b]) > _FEW * dpi * dpi]


def _lined(spots: list[Spot]) -> list[Spot]:
    """Each word with the baseline and size of its line: words without tails stand on it."""
    by_line: dict[int, list[Word]] = {}
    for spot in spots:
        by_line.setdefault(spot.word.line, []).append(spot.word)
    lines = [line for line in (_without_junk(line) for line in by_line.values()) if line and _says_something(line)]
    if not lines:
        return []
    # One size for all: whether figures are raised is told by their place, and capitals differ from small letters anyway.
    heights = [float(np.percentile([w.y1 - w.y0 for w in line], 70)) for line in lines]
    size = max(8.0, float(np.median(heights)) / _TALL * 0.9)
    result = []
    for line in lines:
        plain = [w for w in line if not set(w.text.lower()) & set("руфцщґдgjpqy,;()«»„")] or line
        bottom = float(np.median([w.y1 for w in plain]))
        result += [Spot(w, bottom, size) for w in line]
    return result


def _without_junk(line: list[Word]) -> list[Word]:
    """A line without what a stamp, a crease or a border left beside its words."""
    tall = float(np.median([w.y1 - w.y0 for w in line]))
    kept = []
    for word in line:
        signs = sum(c.isalnum() for c in word.text)
        away = min((max(w.x0 - word.x1, word.x0 - w.x1) for w in line if w is not word), default=0) > _ASTRAY * tall
        lone = away and len(word.text) == 1 and not word.text.isdigit() and not is_roman(word.text)
        if not (
            set(word.text) <= set("|!") or (signs < 2 and word.confidence < _JUNK) or lone or (away and not signs and word.text != "№")
        ):
            kept.append(word)
    return kept


def _says_something(line: list[Word]) -> bool:
    text = "".join(w.text for w in line)
    sure = float(np.mean([w.confidence for w in line]))
    letters = sum(c.isalpha() for c in text)
    if any(c.isdigit() for c in text) or letters > 2:
        return sure >= _JUNK
    return is_roman(text) or text == "№" or letters > 1 and sure >= _DOUBTFUL
