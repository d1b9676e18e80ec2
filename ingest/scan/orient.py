"""Which way up a picture of a page is: text runs along the lines of letters, and only upright letters can be read."""

from __future__ import annotations

from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.scan import engine
from ingest.scan.picture import Grey, believable_dpi, even, grey_of, ink_of, pieces_of_ink

Word: TypeAlias = tuple[int, int, int, int]

_DPI = 150.0
# A sample read with this confidence is upright; below it the other way up is tried as well.
_UPRIGHT = 0.72
# The other way up must be read this much better, and this well.
_CLEARLY, _LEGIBLE = 0.12, 0.5
# So many words are read; more where these are too short, or leave it open.
_FEW, _MORE = 2, 6


def turn_of(image: NDArray[np.uint8], dpi: float | None) -> int:
    """By how many degrees clockwise (0, 90, 180, 270) the picture must be turned to be read."""
    grey = grey_of(image)
    dpi = believable_dpi(dpi, grey.shape[1], grey.shape[0])
    scale = _DPI / dpi
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    small = np.asarray(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=method), dtype=np.uint8)
    clean = even(small, _DPI)
    ink = ink_of(clean)
    letters = _letters(ink)
    if len(letters) < 20:
        return 0
    sideways = _runs_down(letters)
    if sideways:
        clean, ink = _turned(clean, 90), _turned(ink, 90)
    words = _words(ink)
    over = 180 if len(words) > 2 and _is_over(clean, words) else 0
    return ((90 if sideways else 0) + over) % 360


def _is_over(clean: Grey, words: list[Word]) -> bool:
    """Whether the words can be read upside down only."""
    if _legible(_strip(clean, words[:_FEW])) >= _UPRIGHT:
        return False
    strip = _strip(clean, words[:_MORE])
    upright = _legible(strip)
    flipped = 0.0 if upright >= _UPRIGHT else _legible(np.ascontiguousarray(strip[::-1, ::-1]))
    return flipped > max(upright + _CLEARLY, _LEGIBLE)


def turned(image: NDArray[np.uint8], degrees: int) -> NDArray[np.uint8]:
    """The picture turned clockwise by a multiple of 90 degrees."""
    return np.ascontiguousarray(np.rot90(image, k=-(degrees // 90)))


def _turned(image: Grey, degrees: int) -> Grey:
    return turned(image, degrees)


def _letters(ink: Grey) -> NDArray[np.float64]:
    """Boxes (x, y, width, height) of connected ink of a letter's size."""
    _, stats = pieces_of_ink(ink)
    boxes = stats[1:, :4].astype(np.float64)
    long = boxes[:, 2:].max(axis=1)
    return np.asarray(boxes[(long >= 6) & (long <= 40) & (boxes[:, 2:].min(axis=1) >= 3)])


def _runs_down(letters: NDArray[np.float64]) -> bool:
    """Whether most letters have their nearest neighbour above or below rather than beside."""
    chosen = letters[np.linspace(0, len(letters) - 1, min(len(letters), 120)).astype(int)]
    middle, size = (letters[:, :2] + letters[:, 2:] / 2).astype(np.float32), letters[:, 2:].astype(np.float32)
    centre, own = (chosen[:, :2] + chosen[:, 2:] / 2).astype(np.float32), chosen[:, 2:].astype(np.float32)
    # Chosen letters × letters, beside and above each other.
    off_x, off_y = (np.abs(middle[:, k] - centre[:, k, None]) for k in (0, 1))
    reach = 0.5 * own.max(axis=1)[:, None]
    same = (off_x < 0.5) & (off_y < 0.5)
    across = np.where((off_y < reach) & ~same, np.maximum(off_x - (size[:, 0] + own[:, 0, None]) / 2, 0.0), np.inf).min(axis=1)
    along = np.where((off_x < reach) & ~same, np.maximum(off_y - (size[:, 1] + own[:, 1, None]) / 2, 0.0), np.inf).min(axis=1)
    return int(np.count_nonzero(along < across)) > 0.5 * len(chosen)


def _words(ink: Grey) -> list[Word]:
    """The boxes of words, longest first; the very longest may be none."""
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, 7), np.uint8))
    _, stats = pieces_of_ink(joined)
    wide, high = stats[1:, 2], stats[1:, 3]
    found = stats[1:][(high >= 9) & (high <= 30) & (wide >= 3 * high) & (wide <= 400)]
    words: list[Word] = [(x, y, w, h) for x, y, w, h, _ in found.tolist()]
    words.sort(key=lambda w: -w[2])
    return words[len(words) // 10 :]


def _strip(clean: Grey, chosen: list[Word]) -> Grey:
    """Words of the page in one line, at the engine's resolution."""
    tall = max(w[3] for w in chosen) + 8
    pieces = []
    for x, y, w, h in chosen:
        piece = np.full((tall, w + 16), 255, np.uint8)
        top = (tall - h) // 2
        piece[top : top + h, 8 : 8 + w] = clean[y : y + h, x : x + w]
        pieces.append(piece)
    strip = cv2.resize(np.hstack(pieces), None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    return np.asarray(strip, dtype=np.uint8)


def _legible(strip: Grey) -> float:
    found = engine.words(strip, "ukr", engine.LINE)
    signs = [(w.confidence, len(w.text)) for w in found if sum(c.isalnum() for c in w.text) >= 2]
    total = sum(n for _, n in signs)
    return sum(c * n for c, n in signs) / total if total >= 8 else 0.0
