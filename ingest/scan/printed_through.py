"""A rule between print that touches it on both sides: in a low row too little of it is clear to be found, but it is black from one rule across to the next.

No letter's stroke is: print ends above and below, and there paper is on both sides of the rule.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ingest.scan.picture import Grey
from ingest.scan.stroke import Stroke, darkest

# Ink as black as this (of 255), and paper at most so dark.
_BLACK, _PAPER = 100, 40
# So much of a stretch is black, and beside so much of it there is paper.
_THROUGHOUT, _CLEAR = 0.98, 0.15
# How far (pixels at 300 dpi) off its line a rule may have drifted, how thick it is, and where the paper beside it is looked at.
_DRIFT, _THICK, _BESIDE = 4, 1, (5, 10)


def printed_through(dark: Grey, lo: float, hi: float, heights: NDArray[np.float64], dpi: float) -> Stroke | None:
    """The level rule from ``lo`` to ``hi``, about at ``heights``, that a picture (0 = paper, without letters) shows all along; None where it shows none."""
    xs = np.arange(round(lo), round(hi) + 1)
    ys = np.interp(xs, [lo, hi], heights)
    unit = dpi / 300
    shifts = sorted(range(-round(_DRIFT * unit), round(_DRIFT * unit) + 1), key=abs)
    black = [float((_around(dark, xs, ys + k, [-_THICK, 0, _THICK]) > _BLACK).mean()) for k in shifts]
    best = int(np.argmax(black))
    if black[best] < _THROUGHOUT:
        return None
    # Of the places that are black all along the rule's own is in the middle.
    at = float(np.mean([k for k, share in zip(shifts, black, strict=True) if share >= black[best]]))
    off = [sign * max(3, round(k * unit)) for k in range(_BESIDE[0], _BESIDE[1] + 1) for sign in (1, -1)]
    clear = _around(dark, xs, ys + at, off) <= _PAPER
    return Stroke(np.array([lo, hi]), heights + at) if clear.mean() >= _CLEAR else None


def _around(dark: Grey, xs: NDArray[np.int64], ys: NDArray[np.float64], offsets: list[int]) -> NDArray[np.uint8]:
    """The darkest along a line at any of the offsets from it."""
    rows = ys.round().astype(np.int64)
    return darkest(dark, xs, rows, offsets)
