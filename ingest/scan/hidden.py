"""Rules so pale that no piece of them is found by itself: between two rules across them all of a cell's side is looked at in one.

What the eye follows over a whole table is a shade of a few grey levels on the same line in cell after cell. A fold or a streak runs on
beyond the table, print goes through what shines through from the sheet's other side.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.scan.faint import stops_of, traced
from ingest.scan.picture import Grey
from ingest.scan.stroke import Stroke

# How much darker (of 255) than both its sides the middle of a rule is all along a cell, and how dark these are at most.
_SHADE, _BUSY = 6.0, 40.0
# Where the sides are looked at (inches), and how far a rule may drift from one cell to the next.
_SIDE, _DRIFT = (0.014, 0.03), 0.008
# Cells narrower than this (inches) show too little.
_NARROW = 0.08
# What is found is so long (inches, and part of the table) in two cells at least; beyond the table it shows nothing for so long (inches).
_LONG, _PART, _BEYOND = 0.9, 0.3, 0.25
# A row alone is at least so high (inches).
_ROW = 0.17
# So many cells one beside the other show a rule, and print goes through so few of them (a part) as specks lie on a rule.
_BANDS, _STRUCK = 2, 0.2
# A rule that is known lies so near (inches).
_KNOWN = 0.03
# On both sides of a line print reaches at least so far (inches).
_THROUGH = 0.012

Band = tuple[float, float]


def hidden(dark: Grey, strokes: Sequence[Stroke], crossing: Sequence[Stroke], boxes: NDArray[np.float64], dpi: float) -> list[Stroke]:
    """Level rules that are none of the ``strokes``, on a picture (0 = paper, without letters) where rules ``crossing`` them are known.

    ``boxes`` (x, y, width, height) are those of all ink.
    """
    found: list[Stroke] = []
    for table in _tables(crossing):
        stops = _with_sides(stops_of(table, dpi), table, strokes, dpi)
        bands = [(a, b) for a, b in pairwise(stops) if b - a > _NARROW * dpi]
        top, bottom = max(0, round(min(s.lo for s in table))), min(dark.shape[0], round(max(s.hi for s in table)) + 1)
        if not bands or bottom - top < 2 * _BEYOND * dpi:
            continue
        known = [s.middle for s in strokes if s.hi > stops[0] and s.lo < stops[-1]]
        for places in _lines(_shades(dark, bands, top, bottom, dpi), min(_BANDS, len(bands)), max(1, round(_DRIFT * dpi))):
            height = float(np.mean(list(places.values()))) + top
            if min((abs(height - at) for at in known), default=np.inf) > _KNOWN * dpi and _is_long([bands[k] for k in places], stops, dpi):
                found += _rules(dark, bands, {k: y + top for k, y in places.items()}, stops, boxes, dpi)
    return found


def _with_sides(stops: list[float], table: Sequence[Stroke], strokes: Sequence[Stroke], dpi: float) -> list[float]:
    """The rules across, and the sides of the table that are not drawn but that rules along reach out to."""
    top, bottom = min(s.lo for s in table), max(s.hi for s in table)
    beside = [s for s in strokes if top - 1 <= s.middle <= bottom + 1 and s.hi > stops[0] and s.lo < stops[-1]]
    left, right = sorted(s.lo for s in beside)[1:2], sorted(s.hi for s in beside)[-2:-1]
    before = [x for x in left if x < stops[0] - _NARROW * dpi]
    return [*before, *stops, *(x for x in right if x > stops[-1] + _NARROW * dpi)]


def _tables(crossing: Sequence[Stroke]) -> list[list[Stroke]]:
    """The rules across, those together that run beside each other."""
    groups: list[list[Stroke]] = []
    end = float("-inf")
    for stroke in sorted(crossing, key=lambda s: s.lo):
        if stroke.lo > end:
            groups.append([])
        groups[-1].append(stroke)
        end = max(end, stroke.hi)
    return groups


def _shades(dark: Grey, bands: Sequence[Band], top: int, bottom: int, dpi: float) -> NDArray[np.float32]:
    """How much darker each height of each band is, all along, than above and below; 0 where it is not the darkest one near."""
    near, far = max(2, round(_SIDE[0] * dpi)), round(_SIDE[1] * dpi)
    margin, reach = 0.02 * dpi, far - near + 1
    rows = [dark[top:bottom, round(a + margin) : round(b - margin)].mean(axis=1, dtype=np.float32) for a, b in bands]
    profile = np.array(rows, dtype=np.float32).reshape(len(bands), bottom - top)
    over = cv2.dilate(profile, np.ones((1, reach), np.uint8), anchor=(reach - 1, 0))
    under = cv2.dilate(profile, np.ones((1, reach), np.uint8), anchor=(0, 0))
    beside = np.full(profile.shape, 255.0, np.float32)
    beside[:, near:-near] = np.maximum(over[:, : -2 * near], under[:, 2 * near :])
    highest = cv2.dilate(profile, np.ones((1, 2 * near - 1), np.uint8))
    shown = (profile >= highest) & (profile - beside > _SHADE) & (beside <= _BUSY)
    return np.where(shown, profile - beside, np.float32(0))


def _lines(shades: NDArray[np.float32], least: int, drift: int) -> Iterator[dict[int, int]]:
    """Band → height, for heights at which at least so many bands show a shade, those of most bands first."""
    left = shades.copy()
    while True:
        votes = (cv2.dilate(left, np.ones((1, 2 * drift + 1), np.uint8)) > 0).sum(axis=0)
        if not votes.size or votes.max() < least:
            return
        # The middle of the heights that have them all.
        best = np.flatnonzero(votes == votes.max())
        run = best[: int(np.argmax(np.diff(np.append(best, best[-1] + 2)) > 1)) + 1]
        at = int(run[len(run) // 2])
        around = left[:, max(0, at - drift) : at + drift + 1]
        yield {int(k): max(0, at - drift) + int(np.argmax(around[k])) for k in np.flatnonzero(around.max(axis=1) > 0)}
        left[:, max(0, at - 2 * drift) : at + 2 * drift + 1] = 0


def _is_long(bands: Sequence[Band], stops: Sequence[float], dpi: float) -> bool:
    """Are these stretches long enough together for a rule, and two of them next to each other? A table of one row has a single one."""
    if len(stops) == 2:
        return len(bands) == 1 and stops[1] - stops[0] >= _ROW * dpi
    length = sum(b - a for a, b in bands)
    return length >= max(_LONG * dpi, _PART * (stops[-1] - stops[0])) and any(b == c for (_, b), (c, _) in pairwise(sorted(bands)))


def _rules(
    dark: Grey, bands: Sequence[Band], places: Mapping[int, int], stops: Sequence[float], boxes: NDArray[np.float64], dpi: float
) -> list[Stroke]:
    """The rule that a line of places is, in its pieces; none where it is no rule of a table."""
    pieces = {k: piece for k, y in places.items() if (piece := traced(dark, *bands[k], y, y, dpi)) is not None}
    printed = [k for k, piece in pieces.items() if _printed(boxes, bands[k], piece.middle, dpi)]
    shown = [pieces[k] for k in sorted(pieces) if k not in printed]
    if len(printed) > _STRUCK * len(pieces) or not _is_long([bands[k] for k in pieces if k not in printed], stops, dpi):
        return []
    return [] if _runs_on(dark, shown, stops, dpi) else shown


def _printed(boxes: NDArray[np.float64], band: Band, at: float, dpi: float) -> bool:
    """Does print go through a stretch of the line?"""
    x, y, width, height = boxes.T
    through = _THROUGH * dpi
    # What is as wide as a cell is no letter.
    inside = (x > band[0]) & (x + width < band[1]) & (width < 0.5 * dpi) & (height < 0.5 * dpi)
    return bool(np.any(inside & (y < at - through) & (y + height > at + through)))


def _runs_on(dark: Grey, pieces: Sequence[Stroke], stops: Sequence[float], dpi: float) -> bool:
    """Does the line go on beyond the table, as a fold does and a streak of the scanner?"""
    before, after = float(pieces[0].at[0]), float(pieces[-1].at[-1])
    far, near = _BEYOND * dpi, 0.03 * dpi
    left = stops[0] >= far and traced(dark, stops[0] - far, stops[0] - near, before, before, dpi) is not None
    right = stops[-1] + far < dark.shape[1] and traced(dark, stops[-1] + near, stops[-1] + far, after, after, dpi) is not None
    return left or right
