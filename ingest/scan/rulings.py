"""Ruling lines on a picture: strokes that are long, thin and clear on both sides, faint and broken ones too."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.scan.picture import Grey

# Shorter strokes (inches) are letters and dashes; those up to the second length must hang between two lines across them.
_SHORTEST, _SURE = 0.12, 0.35
# A stroke at least this long (inches) may be broken or dotted; the stems of letters never line up so far.
_LONG = 1.5
# A line shows at least this much of itself (inches) with white on both sides before it is believed to be one.
_CLEAR = 0.07
# How dark (of 255) a place on a line is, and how much darker than beside it the rest of a worn line is.
_INKED, _TRACE = 60, 12
# A stroke whose middle is not at least this much darker (of 255) than both sides is no line.
_CONTRAST = 46
# Gaps up to this (inches) are closed without evidence; longer ones, up to the second, only where a trace of the line is left.
_GAP, _FAINT_GAP = 0.06, 0.6


@dataclass(frozen=True, slots=True)
class Stroke:
    """A traced ruling line: ``at[i]`` is its place across at ``along[i]``; pixels."""

    along: NDArray[np.float64]
    at: NDArray[np.float64]

    @property
    def lo(self) -> float:
        return float(self.along[0])

    @property
    def hi(self) -> float:
        return float(self.along[-1])

    @property
    def middle(self) -> float:
        return float(np.median(self.at))


def strokes(clean: Grey, dpi: float) -> tuple[list[Stroke], list[Stroke]]:
    """The horizontal and the vertical strokes of an evened picture."""
    dark = _without_letters(255 - clean, dpi)
    across = _across(dark, dpi)
    down = _across(np.ascontiguousarray(dark.T), dpi)
    return _held(across, down, dpi), _held(down, across, dpi)


def _without_letters(dark: Grey, dpi: float) -> Grey:
    """What may be ruling lines: connected ink larger than letters and words, or thin and long as the dashes of a worn line."""
    ink = cv2.threshold(dark, 100, 255, cv2.THRESH_BINARY)[1]
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8, ltype=cv2.CV_32S)
    width, height = stats[:, cv2.CC_STAT_WIDTH].astype(float), stats[:, cv2.CC_STAT_HEIGHT].astype(float)
    thin = np.minimum(width, height) <= max(2.0, dpi / 50)
    dash = thin & (np.maximum(width, height) >= 3.5 * np.minimum(width, height))
    letter = np.maximum(width, height) < 0.2 * dpi
    word = (height < 0.17 * dpi) & (height > 0.04 * dpi) & (width < 1.2 * dpi)
    drop = (letter | word) & ~dash
    drop[0] = False
    mask = cv2.dilate(drop[labels].astype(np.uint8), np.ones((5, 5), np.uint8))
    result = dark.copy()
    result[mask > 0] = 0
    return result


def _held(found: list[Stroke], crossing: list[Stroke], dpi: float) -> list[Stroke]:
    """Without the short strokes that do not end at a long one across them: stems and bars of letters."""
    long = [s for s in crossing if s.hi - s.lo >= _SURE * dpi]
    near = 0.03 * dpi
    kept = []
    for stroke in found:
        length = stroke.hi - stroke.lo
        if length < _SURE * dpi:
            ends = [
                s.middle for s in long if s.lo - near <= stroke.middle <= s.hi + near and stroke.lo - near <= s.middle <= stroke.hi + near
            ]
            if not ends or max(ends) - min(ends) < max(0.5 * length, _SHORTEST * dpi):
                continue
            stroke = Stroke(np.array([min(ends), max(ends)]), np.interp([min(ends), max(ends)], stroke.along, stroke.at))
        kept.append(stroke)
    return kept


def _across(dark: Grey, dpi: float) -> list[Stroke]:
    unit = dpi / 300.0
    mean = np.asarray(cv2.blur(dark, (max(9, round(41 * unit)), 1)), dtype=np.uint8)
    soft = np.asarray(cv2.blur(dark, (7, 1)), dtype=np.uint8)
    side = max(3, round(7 * unit))
    rise = np.asarray(cv2.subtract(mean, np.maximum(_shifted(mean, side), _shifted(mean, -side))), dtype=np.uint8)
    mask = cv2.threshold(rise, _CONTRAST, 255, cv2.THRESH_BINARY)[1]
    mask = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((1, max(5, round(_SHORTEST * 0.7 * dpi))), np.uint8))
    mask = cv2.dilate(mask, np.ones((1, max(3, round(_GAP * dpi)) | 1), np.uint8))
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    found: list[Stroke] = []
    for x, y, width, height in (cv2.boundingRect(contour) for contour in contours):
        if width >= _SHORTEST * dpi and height < 0.25 * width:
            piece = (slice(y, y + height), slice(x, x + width))
            traced = _trace(mask[piece] > 0, rise[piece], x, y, max(2, round(16 * unit)))
            found += [s for s in _inked_parts(dark, soft, traced, dpi) if s.hi - s.lo >= _SHORTEST * dpi and _is_line(soft, s, unit)]
    return _bridge(found, soft, dpi)


def _shifted(image: Grey, by: int) -> Grey:
    result = np.zeros_like(image)
    if by > 0:
        result[by:] = image[:-by]
    else:
        result[:by] = image[-by:]
    return result


def _trace(mask: NDArray[np.bool_], rise: Grey, x: int, y: int, step: int) -> Stroke:
    weight = np.where(mask, rise.astype(np.float64) + 1.0, 0.0)
    rows = np.arange(mask.shape[0], dtype=np.float64)[:, None]
    edges = np.arange(0, mask.shape[1], step)
    total = np.add.reduceat(weight.sum(axis=0), edges)
    place = np.add.reduceat((weight * rows).sum(axis=0), edges)
    along = x + np.minimum(edges + step / 2, mask.shape[1] - 1)
    along[0], along[-1] = x, x + mask.shape[1] - 1
    seen = total > 0
    return Stroke(along[seen].astype(np.float64), y + place[seen] / total[seen])


def _on(soft: Grey, stroke: Stroke, unit: float) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
    """``(x, y, inked)`` along a stroke."""
    xs = np.arange(int(stroke.lo), int(stroke.hi) + 1)
    ys = np.interp(xs, stroke.along, stroke.at).round().astype(np.int64)
    near = max(1, round(2 * unit))
    rows = [soft[np.clip(ys + k, 0, soft.shape[0] - 1), xs] for k in range(-near, near + 1)]
    return xs, ys, np.max(rows, axis=0) > _INKED


def _beside(soft: Grey, xs: NDArray[np.int64], ys: NDArray[np.int64], unit: float) -> NDArray[np.uint8]:
    """How dark it is next to a stroke, on the darker side."""
    offsets = [round(k * unit) + 1 for k in (4, 6, 8)]
    rows = [soft[np.clip(ys + sign * k, 0, soft.shape[0] - 1), xs] for k in offsets for sign in (1, -1)]
    return np.asarray(np.max(rows, axis=0), dtype=np.uint8)


def _inked_parts(dark: Grey, soft: Grey, stroke: Stroke, dpi: float) -> list[Stroke]:
    """The stroke without the ends that blurring added, cut at gaps and where it only leads through letters."""
    xs, ys, inked = _on(soft, stroke, dpi / 300)
    where = np.flatnonzero(_lasting(inked & (_beside(soft, xs, ys, dpi / 300) < 90), round(_CLEAR * dpi)))
    steps = np.flatnonzero(np.diff(where) > _GAP * dpi)
    sharp = np.max([dark[np.clip(ys + k, 0, dark.shape[0] - 1), xs] for k in (-1, 0, 1)], axis=0) > 100
    cuts = [k + 1 for k in steps if sharp[where[k] + 1 : where[k + 1]].mean() < 0.94]
    parts = []
    for run in np.split(where, cuts):
        if len(run) > 1:
            lo, hi = float(xs[run[0]]), float(xs[run[-1]])
            inside = stroke.along[(stroke.along > lo) & (stroke.along < hi)]
            along = np.concatenate(([lo], inside, [hi]))
            parts.append(Stroke(along, np.interp(along, stroke.along, stroke.at)))
    return parts


def _lasting(found: NDArray[np.bool_], least: int) -> NDArray[np.bool_]:
    """Without the runs shorter than ``least``: a stem with white on both sides is no piece of a line."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], found, [False])).astype(np.int8)))
    result = found.copy()
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if end - start < least:
            result[start:end] = False
    return result


def _is_line(soft: Grey, stroke: Stroke, unit: float) -> bool:
    """Ink nearly all along, and little of it beside: the tops of capitals have stems hanging from them."""
    xs, ys, inked = _on(soft, stroke, unit)
    solid = float(np.mean(inked))
    busy = float(np.mean(_beside(soft, xs, ys, unit) > 110))
    length = stroke.hi - stroke.lo
    if length >= _LONG * 300 * unit:
        return solid > 0.55 and solid - busy > 0.25
    most = 0.5 if length >= _SURE * 300 * unit else 0.15
    return solid > 0.85 and busy < most and _longest_run(inked) >= _SHORTEST * 300 * unit and _is_straight(stroke, unit)


def _is_straight(stroke: Stroke, unit: float) -> bool:
    """No arc of a stamp, no stroke of a signature: short lines bend and lean less than the page does."""
    length = stroke.hi - stroke.lo
    lean, start = np.polyfit(stroke.along - stroke.lo, stroke.at, 1)
    off = float(np.abs(start + lean * (stroke.along - stroke.lo) - stroke.at).max())
    return off <= 0.012 * length + 1.2 * unit and abs(float(lean)) * length <= 0.045 * length + 2 * unit


def _longest_run(inked: NDArray[np.bool_]) -> int:
    breaks = np.flatnonzero(~inked)
    return int(np.diff(np.concatenate(([-1], breaks, [len(inked)]))).max()) - 1


def _bridge(found: list[Stroke], soft: Grey, dpi: float) -> list[Stroke]:
    """Pieces of one line joined: close ones always, distant ones where the paper between is darker than beside."""
    found = sorted(found, key=lambda s: s.lo)
    joined: list[Stroke] = []
    for stroke in found:
        for k in range(len(joined) - 1, -1, -1):
            if _continues(joined[k], stroke, soft, dpi):
                before = joined[k]
                keep = stroke.along > before.hi
                joined[k] = Stroke(np.concatenate((before.along, stroke.along[keep])), np.concatenate((before.at, stroke.at[keep])))
                break
        else:
            joined.append(stroke)
    return joined


def _continues(before: Stroke, after: Stroke, soft: Grey, dpi: float) -> bool:
    gap = after.lo - before.hi
    if gap > _FAINT_GAP * dpi or gap < -0.5 * dpi or after.hi <= before.hi:
        return False
    if abs(float(before.at[-3:].mean()) - float(after.at[:3].mean())) > 0.012 * dpi + 0.03 * max(gap, 0.0):
        return False
    if gap <= _GAP * dpi:
        return True
    # The blur has darkened the paper next to both ends.
    xs = np.arange(int(before.hi) + 5, int(after.lo) - 4)
    if not len(xs):
        return True
    ys = np.interp(xs, [before.hi, after.lo], [before.at[-1], after.at[0]]).round().astype(int)
    on = np.max([soft[np.clip(ys + k, 0, soft.shape[0] - 1), xs] for k in (-1, 0, 1)], axis=0).astype(float)
    off = _beside(soft, xs, ys, dpi / 300).astype(float)
    known = off < 60
    return bool(known.mean() > 0.6 and np.mean((on - off)[known] > _TRACE) > 0.75)
