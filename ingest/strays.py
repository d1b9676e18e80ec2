"""Cells far away from everything else on a sheet: a word left at its very edge must not make the sheet too large to read."""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise

Place = tuple[int, int]
"""Row and column from 0."""
# Strays are at most so many cells, and at most this share of all.
_MOST, _SHARE = 20, 0.05


def strays(places: Collection[Place], limit: int) -> set[Place]:
    """The cells without which the box from the corner round the others has at most ``limit`` places; none where that takes more than a few."""
    left = set(places)
    while left and (max(row for row, _ in left) + 1) * (max(column for _, column in left) + 1) > limit:
        gaps = [_widest_gap({place[axis] for place in left}) for axis in (0, 1)]
        axis = 0 if gaps[0][0] >= gaps[1][0] else 1
        before = {place for place in left if place[axis] <= gaps[axis][1]}
        left = before if 2 * len(before) >= len(left) else left - before
        if len(places) - len(left) > min(_MOST, max(_SHARE * len(places), 1)):
            return set()
    return set(places) - left


def _widest_gap(lines: Collection[int]) -> tuple[float, int]:
    """How wide the widest gap between used lines is, in shares of their number, and the line before it."""
    pairs = list(pairwise(sorted(lines)))
    width, line = max(((b - a, a) for a, b in pairs), default=(0, max(lines)))
    return width / len(lines), line
