"""The circles of round stamps are taken off a page: what is darker than the circle's line is print and stays, what goes on across it is bridged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.scan.circles import Values, angles, course, unrolled
from ingest.scan.picture import Grey
from ingest.scan.rings import Stamp

# Thicker lines (inches) are no stamp's; a circle strays so far (inches) from round, on a page that was laid flat.
_THICK, _STRAY = 0.045, 0.03
# What is at least this much (of 255) darker than the line, beyond what noise makes of it, is print.
_DARKER = 22
# How far a stroke may slant on its way across the line, in halves of the line's width.
_SLANTS = (-1.2, -0.6, 0.0, 0.6, 1.2)
# A line's edge is where it is down to this part of its darkness.
_EDGE = 0.16


def without_stamps(clean: Grey, stamps: Sequence[Stamp], dpi: float) -> Grey:
    """The picture without the circles of the stamps."""
    if not stamps:
        return clean
    result = clean.copy()
    for stamp in stamps:
        reach = stamp.radii[0] + 0.2 * dpi
        x0, y0 = max(0, round(stamp.x - reach)), max(0, round(stamp.y - reach))
        part = (slice(y0, round(stamp.y + reach)), slice(x0, round(stamp.x + reach)))
        moved = replace(stamp, x=stamp.x - x0, y=stamp.y - y0)
        for radius in stamp.radii:
            line = _line(result[part], moved, radius, dpi)
            if line is not None:
                result[part] = _taken_off(result[part], moved, line)
    return result


@dataclass(frozen=True, slots=True)
class _Line:
    """A circle's line: its radius at each step of the way round, how dark it is from ``-stray`` inside to outside, and half its width."""

    radii: Values
    profile: Values
    half: float

    @property
    def stray(self) -> int:
        return len(self.profile) // 2


def _line(picture: Grey, stamp: Stamp, radius: float, dpi: float) -> _Line | None:
    """Where one circle's line runs; None where there is none, or one too thick for a stamp's."""
    base = np.full(max(360, round(2 * np.pi * radius)), radius, np.float32)
    base = base * np.interp(angles(len(base)), angles(len(stamp.stretch)), stamp.stretch, period=2 * np.pi).astype(np.float32)
    soft, stray = _soft(picture), round(_STRAY * dpi)
    radii = base + course(unrolled(soft, stamp.x, stamp.y, base, stray))
    # The median all the way round is what print that crosses the line does not change.
    profile = np.asarray(np.median(unrolled(soft, stamp.x, stamp.y, radii, stray), axis=0), dtype=np.float32)
    half = _half(profile, dpi)
    return None if half is None else _Line(radii, profile, half)


def _soft(picture: Grey) -> Grey:
    return np.asarray(cv2.blur(255 - picture, (3, 3)), dtype=np.uint8)


def _taken_off(picture: Grey, stamp: Stamp, line: _Line) -> Grey:
    """The picture without one circle of a stamp."""
    dark, soft = np.asarray(255 - picture, dtype=np.uint8), _soft(picture)
    rows, columns, step, off = _near(picture.shape, stamp, line)
    turn = np.asarray(step * (2 * np.pi / len(line.radii)), dtype=np.float32)
    seen, usual = soft[rows, columns].astype(np.float32), np.interp(off, np.arange(-line.stray, line.stray + 1), line.profile)
    noise = 1.48 * float(np.median(np.abs(seen - usual)))
    under = seen > usual + _DARKER + 2.0 * noise
    filled = np.where(under, dark[rows, columns], _bridged(dark, stamp, line, step, turn, off))
    result = picture.copy()
    result[rows, columns] = 255 - np.minimum(filled, dark[rows, columns]).astype(np.uint8)
    return result


def _bridged(dark: Grey, stamp: Stamp, line: _Line, step: NDArray[np.int64], turn: Values, off: Values) -> Grey:
    """What goes on across the line, straight or slanting: as dark as it is on both sides of it."""
    deep, radii = (off + line.half) / (2 * line.half), line.radii[step]
    result = np.zeros(len(off), np.uint8)
    for slant in _SLANTS:
        inside = _at(dark, stamp, turn - slant * line.half * deep / radii, radii - line.half - 2.5)
        outside = _at(dark, stamp, turn + slant * line.half * (1 - deep) / radii, radii + line.half + 2.5)
        result = np.maximum(result, np.minimum(inside, outside))
    return result


def _half(profile: Values, dpi: float) -> float | None:
    """Half the line's width with its soft edge; None where there is no line, or one too thick for a stamp's."""
    middle, top = len(profile) // 2, float(profile.max())
    inked = np.flatnonzero(profile > _EDGE * top + float(np.percentile(profile, 10)))
    near = inked[np.abs(inked - middle) <= middle * 0.8]
    if top < 40 or not len(near) or near[-1] - near[0] > (_THICK + 0.015) * dpi:
        return None
    return float(max(near[-1] - middle, middle - near[0])) + 0.5


def _near(shape: tuple[int, ...], stamp: Stamp, line: _Line) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], Values]:
    """The pixels (rows, columns) on a circle's line, the step of the way round they belong to, and how far off its middle they lie."""
    ys, xs = np.mgrid[0 : shape[0], 0 : shape[1]].astype(np.float32)
    step = np.round(np.arctan2(ys - stamp.y, xs - stamp.x) / (2 * np.pi) * len(line.radii)).astype(np.int64) % len(line.radii)
    off = np.hypot(ys - stamp.y, xs - stamp.x) - line.radii[step]
    rows, columns = np.nonzero(np.abs(off) <= line.half + 1.5)
    return rows, columns, step[rows, columns], np.asarray(off[rows, columns], dtype=np.float32)


def _at(dark: Grey, stamp: Stamp, turn: Values, distance: Values) -> Grey:
    """The darkness at a distance from a stamp's middle in each direction."""
    columns = np.clip(np.rint(stamp.x + np.cos(turn) * distance), 0, dark.shape[1] - 1).astype(np.int64)
    rows = np.clip(np.rint(stamp.y + np.sin(turn) * distance), 0, dark.shape[0] - 1).astype(np.int64)
    return np.asarray(dark[rows, columns], dtype=np.uint8)
