"""Letters through which the frame of a stamp runs: one piece of ink with it, they are print of the page, and only the frame is none."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.scan.picture import Grey, pieces_of_ink

# A side of a frame runs straight for so long, and is no thicker than this (inches); a frame is as wide and as high.
_STRAIGHT, _THICK, _LEAST = 0.3, 0.025, 0.35
# A letter, or letters of a word that hang together, are so high and no longer than a line's word (inches).
_LOWEST, _HIGHEST, _LONGEST = 0.06, 0.25, 2.0


def letters_on(frame: NDArray[np.bool_], dpi: float) -> Grey | None:
    """The letters (255) that a large piece of ink holds beside the straight sides of a frame; None where it is no frame, or holds none."""
    ink = np.where(frame, 255, 0).astype(np.uint8)
    long, thick = max(3, round(_STRAIGHT * dpi)), max(2, round(_THICK * dpi))
    level, upright = (_opened(ink, size) for size in ((1, long), (long, 1)))
    bars = _is_thick(level, (thick + 1, 1)) or _is_thick(upright, (1, thick + 1))
    if bars or min(_length(level, 0), _length(upright, 1)) < _LEAST * dpi:
        return None
    # What runs out of the frame's corners is a letter's.
    rows, columns = np.flatnonzero(level.any(axis=1)), np.flatnonzero(upright.any(axis=0))
    within = np.zeros_like(ink)
    box = slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)
    within[box] = ink[box]
    level, upright = (_near(sides, within) for sides in (level, upright))
    rest = cv2.subtract(ink, cv2.bitwise_or(level, upright))
    # A stem goes on through the side that cuts it.
    stems = cv2.bitwise_and(level, cv2.morphologyEx(rest, cv2.MORPH_CLOSE, np.ones((2 * thick + 1, 1), np.uint8)))
    strokes = cv2.bitwise_and(upright, cv2.morphologyEx(rest, cv2.MORPH_CLOSE, np.ones((1, 2 * thick + 1), np.uint8)))
    whole = cv2.bitwise_or(rest, cv2.bitwise_or(stems, strokes))
    labels, stats = pieces_of_ink(whole)
    wide, high = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    kept = (high >= _LOWEST * dpi) & (high <= _HIGHEST * dpi) & (wide <= _LONGEST * dpi)
    kept[0] = False
    return np.where(kept, 255, 0).astype(np.uint8)[labels] if kept.any() else None


def _opened(ink: Grey, size: tuple[int, int]) -> Grey:
    return np.asarray(cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones(size, np.uint8)), dtype=np.uint8)


def _near(sides: Grey, within: Grey) -> Grey:
    """The sides with their ragged edges."""
    return np.asarray(cv2.bitwise_and(cv2.dilate(sides, np.ones((3, 3), np.uint8)), within), dtype=np.uint8)


def _is_thick(sides: Grey, size: tuple[int, int]) -> bool:
    return bool(cv2.erode(sides, np.ones(size, np.uint8), borderType=cv2.BORDER_CONSTANT, borderValue=[0.0]).any())


def _length(sides: Grey, axis: int) -> int:
    """Over how many columns (0), or rows (1), there is a side."""
    return int(np.count_nonzero(sides.any(axis=axis)))
