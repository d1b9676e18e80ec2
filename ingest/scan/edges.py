"""Where a cell's borders end and its print begins: figures that stand at a border, even touch it, stay whole.

A border is ink in the rows that hold no text too; a digit's stroke beside it is not. What is left of a border is thin, and goes where no stroke meets it.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.scan.picture import Grey

# How far a border reaches into the cell and how far off its place it may lie outwards, in pixels at 300 dpi.
BORDER, _OFF = 9, 4
# So much of a border's length is ink, and of that of a second line beside it.
_INKED, _WHOLE = 0.6, 0.9
# So many rows without text show a border by itself.
_ROWS = 5
# What slants into the picture from its border is as thin; a letter's stroke is wider.
_THIN = 2
# A rest runs along an upright and along a level border for so long at least; letters' thin strokes are shorter.
_UPRIGHT, _LEVEL = 5, 20
# Two of them that meet in a corner are as thin.
_STUMP = 6
Mask = NDArray[np.bool_]


def inside(ink: Grey, box: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    """The box up to its border lines, and not past them."""
    height, width = ink.shape
    x0, y0, x1, y1 = max(0, box[0]), max(0, box[1]), min(width, box[2]), min(height, box[3])
    if x1 - x0 < 2 * BORDER or y1 - y0 < 2 * BORDER:
        return x0, y0, x1, y1
    top, bottom = _ends(ink[:, x0:x1].T, y0, y1)
    left, right = _ends(ink[top:bottom], x0, x1) if bottom > top else (x0, x1)
    return left, top, right, bottom


def _ends(ink: Grey, lo: int, hi: int) -> tuple[int, int]:
    """Where what stands between two upright borders begins and ends, whose middles are about ``lo`` and ``hi``."""
    out = min(_OFF, lo, ink.shape[1] - hi)
    part = ink[:, lo - out : hi + out] > 0
    margin = BORDER + out
    bare = ~part[:, margin:-margin].any(axis=1)
    sides = np.concatenate((part[:, :margin], part[:, : -margin - 1 : -1]), axis=1)
    seen = sides[bare].mean(axis=0) > _INKED if np.count_nonzero(bare) >= _ROWS else sides.mean(axis=0) > _INKED
    whole = sides.mean(axis=0) > _WHOLE
    return lo - out + _end(seen[:margin], whole[:margin], out), hi + out - _end(seen[margin:], whole[margin:], out)


def _end(seen: Mask, whole: Mask, place: int) -> int:
    """Where the border ends: with the run of columns nearest to its place, or with a second line that is as long as the cell."""
    dark = np.flatnonzero(seen)
    if not len(dark):
        return place + 1
    nearest = int(dark[np.argmin(np.abs(dark - place))])
    first = nearest + int(np.argmin(np.append(seen[nearest:], False)))
    second = np.flatnonzero(whole)
    return max(first, int(second[-1]) + 1 if len(second) else 0)


def without_rests(picture: Grey, ink: Grey) -> tuple[Grey, Grey]:
    """A cell's picture and ink without what a slanting or soft border left along their edges; a letter's stroke that meets it stays."""
    picture, ink = picture.copy(), ink.copy()
    for shown, inked, least in ((picture, ink, _UPRIGHT), (picture.T, ink.T, _LEVEL)):
        for turn in (1, -1):
            _cleared(shown[:, ::turn], inked[:, ::turn], least)
    return picture, ink


def _cleared(picture: Grey, ink: Grey, least: int) -> None:
    """Clear the left edge of what is thin for so many rows at least, and of the border's soft shade."""
    edge = ink[:, : _THIN + 1] > 0
    led = np.logical_and.accumulate(edge, axis=1)
    thin = led[:, 0] & ~led[:, -1]
    if not thin.any():
        picture[:, :1][~edge[:, :2].any(axis=1)] = 255
        return
    rest = cv2.morphologyEx(thin.astype(np.uint8)[:, None], cv2.MORPH_OPEN, np.ones((least, 1), np.uint8))[:, 0] > 0
    bare = rest | ~edge[:, :2].any(axis=1)
    ink[:, : _THIN + 1][rest] = np.where(led[rest], 0, ink[:, : _THIN + 1][rest])
    picture[:, :1][bare] = 255
    soft = picture[:, : _THIN + 1]
    soft[rest] = np.where(led[rest] | ~edge[rest], 255, soft[rest])


def is_corner(labels: NDArray[Any], number: int, box: tuple[int, int, int, int]) -> bool:
    """Whether a piece of a picture's ink (x, y, width, height) lies along two of the picture's edges and nowhere else: what two leaning borders left."""
    x, y, wide, high = box
    height, width = labels.shape
    if (x > 0 and x + wide < width) or (y > 0 and y + high < height) or min(high, wide) <= _STUMP:
        return False
    mark = labels[y : y + high, x : x + wide] == number
    rest = mark[_STUMP:] if y == 0 else mark[:-_STUMP]
    return not (rest[:, _STUMP:] if x == 0 else rest[:, :-_STUMP]).any()
