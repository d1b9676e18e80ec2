"""Streaks so faint that only pieces of them are found, from one rule of a table to the next: on the paper above and below it a trace of them goes on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ingest.scan.faint import lines_of, traced
from ingest.scan.picture import Grey
from ingest.scan.streaks import is_heavier, lines_across
from ingest.scan.stroke import Stroke

# Pieces of a streak are so long together (inches), and it leans no more.
_LONG, _LEAN = 0.7, 0.03
# Beyond the table a trace is looked for so far from it, in stretches so long, as far as that (inches); so many of them show one.
_FROM, _STRETCH, _FAR, _SHOWN = 0.06, 0.3, 2.0, 2
# So far (pixels) off its line it may go on there.
_ASTRAY = (0.0, 3.0, 6.0, -3.0, -6.0)
# More lines than this, and than this part of all, that go on are no streaks.
_MOST, _PART = 2, 0.25
# A crossing rule may end so near (inches) to a streak.
_NEAR = 0.03


def faint_streaks(picture: Grey, strokes: Sequence[Stroke], crossing: Sequence[Stroke], dpi: float) -> tuple[list[Stroke], list[Stroke]]:
    """Which of the level ``strokes`` are pieces of streaks of a picture (255 = paper), and these streaks from edge to edge."""
    dark = np.asarray(255 - picture, dtype=np.uint8)
    pieces: list[Stroke] = []
    whole: list[Stroke] = []
    lines = lines_of(strokes, dpi)
    for line in lines:
        along, at = np.concatenate([s.along for s in line]), np.concatenate([s.at for s in line])
        if sum(s.length for s in line) < _LONG * dpi:
            continue
        slope, start = np.polyfit(along, at, 1)
        ends = np.array([0.0, dark.shape[1] - 1.0])
        beyond = _beyond(dark, Stroke(ends, start + slope * ends), line, crossing, dpi)
        if abs(slope) <= _LEAN and len(beyond) >= _SHOWN and not _is_rule(picture, line, beyond, dpi):
            slope, start = np.polyfit(np.concatenate([along, *(s.along for s in beyond)]), np.concatenate([at, *(s.at for s in beyond)]), 1)
            pieces += line
            whole.append(Stroke(ends, start + slope * ends))
    # Where many go on, it is the table that does.
    return (pieces, whole) if len(whole) <= max(_MOST, _PART * len(lines)) else ([], [])


def _is_rule(picture: Grey, line: Sequence[Stroke], beyond: Sequence[Stroke], dpi: float) -> bool:
    """Is the line far blacker within the table, where a streak that goes on runs beside it?"""
    inside, outside = ([ink for s in part for _, ink in lines_across(picture, s, s.lo, s.hi, dpi)] for part in (line, beyond))
    return not inside or not outside or is_heavier(float(np.median(inside)), float(np.median(outside)), dpi)


def _beyond(dark: Grey, streak: Stroke, line: Sequence[Stroke], crossing: Sequence[Stroke], dpi: float) -> list[Stroke]:
    """What a line shows of itself before the first rule across it and behind the last one, where its known pieces have ended."""
    near = _NEAR * dpi
    met = [c.middle for c in crossing if c.lo - near <= np.interp(c.middle, streak.along, streak.at) <= c.hi + near]
    if not met:
        return []
    # A table's rule reaches its side, also one that leans too much to be found.
    lo, hi = min(s.lo for s in line), max(s.hi for s in line)
    first, last, step = min(*met, lo) - _FROM * dpi, max(*met, hi) + _FROM * dpi, _STRETCH * dpi
    found: list[Stroke] = []
    for way, start, end in ((-1, first, max(0.0, first - _FAR * dpi)), (1, last, min(streak.hi, last + _FAR * dpi))):
        off = 0.0
        for near_end in np.arange(start, end - way * step, way * step):
            lo, hi = sorted((float(near_end), float(near_end + way * step)))
            a, b = np.interp([lo, hi], streak.along, streak.at) + off
            # What short pieces tell of the slope is not exact, and farther on less so.
            trace = traced(dark, lo, hi, float(a), float(b), dpi, _ASTRAY)
            if trace is not None:
                off += float(trace.at[0]) - float(a)
                found.append(trace)
    return found
