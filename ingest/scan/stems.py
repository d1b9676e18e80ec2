"""Stems of letters that reach from one rule to the next in rows as low as their print: white shows above or below them, as beside no rule."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ingest.scan.faint import stops_of
from ingest.scan.picture import Grey
from ingest.scan.stroke import Stroke
from ingest.scan.worn import SURE

# Rows up to this height (inches) may be no higher than a letter with the white above and below it.
_LOW = 0.3
# A rule is drawn along so much of a row's height, a worn one of a higher row along so much; a stem is not. A place is drawn that is so
# much as dark as the stroke mostly is.
_DRAWN, _HALF, _SHADE = 0.88, 0.45, 0.5
# A rule across and its shade reach so far (inches) to both sides.
_RULE = 0.014
# So much white (inches) above and below a stroke parts no worn rule from both rules across it: it is a numeral «I».
_FREE = 0.02
# The letters beside a stem stand so near (inches), and are so dark (of 255).
_BESIDE, _OWN, _LETTER = 0.06, 0.014, 90
# Pieces of one rule lie no farther than this (inches) from one line.
_STRAY = 0.012


def without_stems(dark: Grey, down: Sequence[Stroke], across: Sequence[Stroke], dpi: float) -> list[Stroke]:
    """The upright strokes of a picture (0 = paper) without those that only letters make, on whose line no rule runs in any other row."""
    stems = [stroke for stroke in down if _is_stem(dark, stroke, across, dpi)]
    known = {id(stem) for stem in stems}
    others = [stroke for stroke in down if id(stroke) not in known]

    def alone(stem: Stroke) -> bool:
        return sum(s.length for s in others if abs(s.middle - stem.middle) <= _STRAY * dpi) < SURE * dpi

    return [*others, *(stem for stem in stems if not alone(stem))]


def _is_stem(dark: Grey, stroke: Stroke, across: Sequence[Stroke], dpi: float) -> bool:
    """Do letters make the stroke in every row that it runs through?"""
    near = _RULE * dpi
    stops = stops_of([s for s in across if s.lo - near <= stroke.middle <= s.hi + near], dpi)
    rows = [(low, high) for low, high in pairwise(stops) if min(high, stroke.hi) - max(low, stroke.lo) > 2 * near]
    low_row = any(high - low <= _LOW * dpi for low, high in rows)
    return low_row and all(_is_letter(dark, stroke, low, high, dpi) for low, high in rows)


def _is_letter(dark: Grey, stroke: Stroke, low: float, high: float, dpi: float) -> bool:
    """Does white part the stroke from the rules above or below it, with print beside it, or from both?"""
    rule, reach, own = (max(2, round(part * dpi)) for part in (_RULE, _BESIDE, _OWN))
    ys = np.arange(round(low) + rule, round(high) - rule + 1)
    xs = np.interp(ys, stroke.along, stroke.at).round().astype(np.int64)
    if len(ys) < rule or ys[-1] >= dark.shape[0]:
        return False
    shades = _at(dark, ys, xs, range(-1, 2))
    # In a row of two lines the stem stands in one of them.
    most = _DRAWN if high - low <= _LOW * dpi else _HALF
    drawn = shades > _SHADE * np.percentile(shades, 75)
    if float(np.mean(drawn)) >= most:
        return False
    free = round(_FREE * dpi)
    if drawn.any() and not (drawn[:free].any() or drawn[-free:].any()):
        return True
    sides = _at(dark, ys, xs, range(-reach, 1 - own)), _at(dark, ys, xs, range(own, reach + 1))
    return any(bool((side > _LETTER).any()) for side in sides)


def _at(dark: Grey, ys: NDArray[np.int64], xs: NDArray[np.int64], offsets: range) -> NDArray[np.uint8]:
    """The darkest place of each row, so far beside the stroke."""
    return np.asarray(np.max([dark[ys, np.clip(xs + k, 0, dark.shape[1] - 1)] for k in offsets], axis=0), dtype=np.uint8)
