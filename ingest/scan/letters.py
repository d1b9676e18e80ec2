"""Letters and words wiped out of a picture, so that what is left may be ruling lines."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.scan.picture import Grey, pieces_of_ink

# Two arms of a worn crossing, the longer one at least so long (inches), have less ink than a letter of their size.
_ARM = 0.06
# So much of its ink lies beside two strokes.
_BESIDES = 0.1
# The letters of a word stand so near each other (inches).
_SIDE_BY_SIDE = 0.03
# What is left of a worn rule are dots so long and so thin (inches) at most.
_DOT, SPECK = 0.04, 0.014


def without_letters(dark: Grey, ink: Grey, dpi: float) -> tuple[Grey, Grey, NDArray[np.float64]]:
    """What may be ruling lines: connected ink larger than letters and words, thin and long as the dashes of a worn line, or thin arms
    that meet as at the crossing of two; the same with specks; and the boxes (x, y, width, height) of all connected ink."""
    labels, stats = pieces_of_ink(ink)
    width, height = stats[:, cv2.CC_STAT_WIDTH].astype(float), stats[:, cv2.CC_STAT_HEIGHT].astype(float)
    thin = np.minimum(width, height) <= max(2.0, dpi / 50)
    dash = thin & (np.maximum(width, height) >= 3.5 * np.minimum(width, height))
    letter = np.maximum(width, height) < 0.2 * dpi
    # A piece of a rule with the stump of one across it is as long as a word, but hardly has ink.
    area, thick = stats[:, cv2.CC_STAT_AREA], max(2.5, 0.014 * dpi)
    word = (height < 0.17 * dpi) & (height > 0.04 * dpi) & (width < 1.2 * dpi) & (area > thick * width)
    drop = (letter | word) & ~dash
    drop[0] = False
    arms = drop & (area <= thick * (width + height)) & (np.maximum(width, height) >= _ARM * dpi)
    for k in np.flatnonzero(arms):
        x, y, w, h = stats[k, :4]
        arms[k] = _crosses(labels[y : y + h, x : x + w] == k, round(thick))
    drop &= ~_apart(stats, arms, drop & ~arms & (np.minimum(width, height) > SPECK * dpi), dpi)
    speck = (np.maximum(width, height) <= _DOT * dpi) & (np.minimum(width, height) <= SPECK * dpi)
    return _dropped(dark, labels, drop), _dropped(dark, labels, drop & ~speck), stats[1:, :4].astype(np.float64)


def _crosses(ink: NDArray[np.bool_], thick: int) -> bool:
    """Is a piece of ink nothing but a level and an upright stroke?"""
    rows, columns = (np.convolve(ink.sum(axis=axis), np.ones(thick, int)) for axis in (1, 0))
    top, left = max(0, int(rows.argmax()) - thick + 1), max(0, int(columns.argmax()) - thick + 1)
    rest = ink.copy()
    rest[top : top + thick] = False
    rest[:, left : left + thick] = False
    return bool(rest.sum() <= _BESIDES * ink.sum())


def _apart(stats: NDArray[Any], some: NDArray[np.bool_], letters: NDArray[np.bool_], dpi: float) -> NDArray[np.bool_]:
    """Those of ``some`` pieces of ink that stand beside no letter, as one of a word does."""
    x, y, width, height = (stats[:, k] for k in (cv2.CC_STAT_LEFT, cv2.CC_STAT_TOP, cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT))
    result = some.copy()
    near = _SIDE_BY_SIDE * dpi
    for k in np.flatnonzero(some):
        beside = letters & (x < x[k] + width[k] + near) & (x + width > x[k] - near) & (y < y[k] + height[k]) & (y + height > y[k])
        result[k] = not beside.any()
    return result


def _dropped(dark: Grey, labels: NDArray[Any], drop: NDArray[np.bool_]) -> Grey:
    around = cv2.dilate(np.take(drop.view(np.uint8), labels), np.ones((5, 5), np.uint8))
    return np.asarray(dark * (1 - around), dtype=np.uint8)
