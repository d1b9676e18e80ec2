"""A page of dots: what a scanner set to photos makes of paper that is not quite white. The dots are blurred into the grey they stand for.

Dot by dot, such a page has more pieces of ink than any text, and each letter is several of them.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.scan.picture import Grey

# Bands so high, in so many places of the page, are looked at in squares (inches); this part of them is full of dots on a page of dots.
_SQUARE, _BANDS, _MOST = 0.5, 3, 0.6
# A dot is no wider and no higher than this (inches); a square inch of dots holds more than so many.
_DOT, _DENSE = 0.014, 700
# How far (inches) a dot is blurred: well over the distance between two in the paper, less than half a stroke.
_BLUR = 0.004
_DARK = 128


def without_halftone(image: NDArray[np.uint8], dpi: float) -> NDArray[np.uint8]:
    """The picture (grey, or RGB) in shades of grey where it is all dots; the same picture elsewhere."""
    grey = np.asarray(image[..., 1] if image.ndim == 3 else image, dtype=np.uint8)
    if not _is_dots(grey, dpi):
        return image
    return np.asarray(cv2.GaussianBlur(np.ascontiguousarray(grey), (0, 0), max(0.8, _BLUR * dpi)), dtype=np.uint8)


def _is_dots(grey: Grey, dpi: float) -> bool:
    side = round(_SQUARE * dpi)
    tops = np.linspace(0, grey.shape[0] - side, _BANDS + 2).astype(int)[1:-1]
    if grey.shape[0] <= side or grey.shape[1] <= side:
        return False
    squares = [_dots(grey[top : top + side, left : left + side], dpi) for top in tops for left in range(0, grey.shape[1] - side + 1, side)]
    return bool(np.mean(np.array(squares) > _DENSE * _SQUARE**2) > _MOST)


def _dots(square: Grey, dpi: float) -> int:
    """How many dots stand in a part of the page."""
    ink = np.asarray(cv2.threshold(square, _DARK, 255, cv2.THRESH_BINARY_INV)[1], dtype=np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=4)
    most = max(2, round(_DOT * dpi))
    small = (stats[1:, cv2.CC_STAT_WIDTH] <= most) & (stats[1:, cv2.CC_STAT_HEIGHT] <= most)
    return int(np.count_nonzero(small))


__all__ = ["without_halftone"]
