"""Heavy rules, and double ones, are drawn as one thin line each before rules are looked for: thin strokes with paper on both sides."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.scan.picture import Grey

# Ink is darker than this (of 255). A rule runs straight for so long (inches).
_INK, _RUN = 100, 0.3
# The two lines of a double rule lie no farther apart (inches). What is higher than the second, and no higher than the third, is heavy.
_APART, _THICK, _MOST = 0.03, 0.0195, 0.09
# Half the height (pixels) of the line that stands for one; the soft edge that goes with it.
_HALF, _SOFT = 1, 2
# At its ends so much of its height is inked.
_FULL = 0.3
# So much of a heavy rule's length is heavy.
_SEEN = 0.2
# What lies so near the page's edge (inches) is the shadow of the sheet.
_EDGE = 0.15
# Every so many-th column of the picture shows where heavy rules are.
_STEP = 4


def thinned(dark: Grey, dpi: float) -> Grey:
    """The picture (ink 255) with a thin line in place of each heavy or double rule, across and down."""
    across, down = _heavy(dark, dpi), _heavy(dark.T, dpi)
    if not across and not down:
        return dark
    result = dark.copy()
    for picture, found in ((result, across), (result.T, down)):
        for xs, tops, bottoms in found:
            _emptied(picture, xs, tops, bottoms)
    for picture, found in ((result, across), (result.T, down)):
        for xs, tops, bottoms in found:
            middle = np.round((tops + bottoms - 1) / 2).astype(np.int64)
            for k in range(-_HALF, _HALF + 1):
                picture[np.clip(middle + k, 0, picture.shape[0] - 1), xs] = 255
            _tied(picture, dark if picture is result else dark.T, xs, tops, bottoms, round(_MOST * dpi))
    return result


def _tied(picture: Grey, dark: Grey, xs: NDArray[np.int64], tops: NDArray[np.float64], bottoms: NDArray[np.float64], most: int) -> None:
    """What ends at a heavy rule is led on to the thin one: apart from it, the short sides of low cells would be letters."""
    middle = np.round((tops + bottoms - 1) / 2).astype(np.int64)
    for edge, step in ((np.floor(tops) - _SOFT - 1, 1), (np.ceil(bottoms) + _SOFT, -1)):
        at = np.clip(edge, 0, picture.shape[0] - 1).astype(np.int64)
        on = dark[at, xs] > _INK
        # What is wider than a rule runs along the heavy one.
        runs = np.flatnonzero(np.diff(np.concatenate(([False], on, [False])).astype(np.int8)))
        for start, end in zip(runs[::2], runs[1::2], strict=True):
            on[start:end] &= end - start <= most
        for k in range(int(np.abs(middle - at).max()) + 1):
            rows = at + step * k
            here = on & ((middle - rows) * step >= 0)
            picture[rows[here], xs[here]] = dark[rows[here], xs[here]]


def _heavy(dark: Grey, dpi: float) -> list[tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]]:
    """The heavy rules across: at which columns, from which row to which."""
    thin = np.asarray(cv2.threshold(np.ascontiguousarray(dark[:, ::_STEP]), _INK, 1, cv2.THRESH_BINARY)[1], dtype=np.uint8)
    runs = cv2.morphologyEx(thin, cv2.MORPH_OPEN, np.ones((1, max(3, round(_RUN * dpi / _STEP))), np.uint8))
    whole = cv2.morphologyEx(runs, cv2.MORPH_CLOSE, np.ones((round(_APART * dpi) | 1, 1), np.uint8))
    heavy = cv2.morphologyEx(whole, cv2.MORPH_OPEN, np.ones((max(4, round(_THICK * dpi)), 1), np.uint8))
    if not heavy.any():
        return []
    count, labels, stats, _ = cv2.connectedComponentsWithStats(whole.astype(np.uint8), connectivity=8)
    found = []
    for k in range(1, count):
        x, y, width, height, _ = stats[k].tolist()
        part = labels[y : y + height, x : x + width] == k
        tops, tall = part.argmax(axis=0), part.sum(axis=0)
        if y < _EDGE * dpi or y + height > dark.shape[0] - _EDGE * dpi:
            continue
        # A rule that a threshold left ragged is heavy in places.
        seen = (part & (heavy[y : y + height, x : x + width] > 0)).any(axis=0).mean()
        if seen >= _SEEN and np.median(tall) <= _MOST * dpi:
            xs = np.arange(max(0, (x - 1) * _STEP), min(dark.shape[1], (x + width) * _STEP))
            inked = np.flatnonzero((dark[y : y + height, xs[0] : xs[-1] + 1] > _INK).mean(axis=0) > _FULL)
            if not len(inked):
                continue
            xs = xs[inked[0] : inked[-1] + 1]
            places = (x + np.arange(width)) * _STEP
            found.append((xs, np.interp(xs, places, y + tops), np.interp(xs, places, y + tops + tall)))
    return found


def _emptied(picture: Grey, xs: NDArray[np.int64], tops: NDArray[np.float64], bottoms: NDArray[np.float64]) -> None:
    rows = np.arange(max(0, int(tops.min()) - _SOFT), min(picture.shape[0], int(bottoms.max()) + _SOFT + 1))
    band = picture[rows[0] : rows[-1] + 1, xs[0] : xs[-1] + 1]
    band[(rows[:, None] >= np.floor(tops) - _SOFT) & (rows[:, None] < np.ceil(bottoms) + _SOFT)] = 0
