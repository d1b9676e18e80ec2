"""Worn ruling lines made whole: pieces of one rule joined, rules led on to the rules they end at, stray strokes dropped.

A rule of a table ends at a rule across it. An end in the middle of a cell is where the toner or the scanner failed; a gap that reaches
from one rule across to another one is a merged cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from ingest.scan.stroke import Stroke

# Shorter strokes (inches) are letters and dashes; those up to the second length must hang between two lines across them.
SHORTEST, SURE = 0.12, 0.35
# Letters' stems are shorter than this (inches) where print is no larger than a table's.
_STEM = 0.25
# A rule strays no farther than this (inches) from straight.
_BENT = 0.005
# So much of a cell's side is a side; of a side no longer than a stem nearly all.
_HALF, _NEARLY = 0.45, 0.7
# How far (inches) a stroke's end may miss the line across it, and how far it may stray from the line it goes on with.
_NEAR, _STRAY = 0.03, 0.012
# Toner is missing for so long (inches) at most: less than the least row of a table is high. A table's outer side has no merged cells.
_MISSING, _OUTER = 0.16, 0.4
# A rule with so many gaps (inches at most) that nothing explains is torn all along.
_LOOSE, _TORN = 3, 0.6


def held(found: Sequence[Stroke], crossing: Sequence[Stroke], dpi: float) -> list[Stroke]:
    """The strokes without the short ones that are no piece of a rule: stems and bars of letters.

    A short one is kept where it hangs between two long ones across it, and where it goes on with a long one along it.
    """
    across = [s for s in crossing if s.length >= SURE * dpi]
    long = [s for s in found if s.length >= SURE * dpi]
    kept = list(long)
    for stroke in found:
        if stroke.length < SURE * dpi:
            if (hung := _between(stroke, across, dpi)) is not None:
                kept.append(hung)
            elif (_in_line(stroke, long, dpi) and not _outside(stroke, long, across, dpi)) or _fills(stroke, across, dpi):
                kept.append(stroke)
    return kept


def whole(strokes: Sequence[Stroke], crossing: Sequence[Stroke], dpi: float, *, dashed: bool = False) -> list[Stroke]:
    """The strokes joined over short gaps, and led on to the line across that they just miss.

    ``dashed``: pieces side by side end and begin at one height as their dashes do, and not for a merged cell.
    """
    return [_led_on(stroke, crossing, dpi) for stroke in joined_over(strokes, crossing, dpi, dashed=dashed)]


def joined_over(
    strokes: Sequence[Stroke], crossing: Sequence[Stroke], dpi: float, gap: float = _MISSING, *, dashed: bool = False
) -> list[Stroke]:
    """Strokes on one line made one where little is missing between them (``gap``, inches), and that is no side of a merged cell."""
    first, last = _sides(crossing, dpi)
    torn = _torn(strokes, crossing, dpi)
    result: list[Stroke] = []
    for stroke in sorted(strokes, key=lambda s: s.lo):
        most = gap if first < stroke.middle < last else max(gap, _OUTER)
        if any(abs(stroke.middle - at) <= _STRAY * dpi for at in torn):
            most = max(most, _TORN)
        for k in range(len(result) - 1, -1, -1):
            if _goes_on(result[k], stroke, dpi, most) and not (
                _merged(result[k], stroke, crossing, dpi) or (not dashed and _shared(result[k], stroke, strokes, dpi))
            ):
                result[k] = result[k].followed_by(stroke)
                break
        else:
            result.append(stroke)
    return result


def _sides(crossing: Sequence[Stroke], dpi: float) -> tuple[float, float]:
    """Between which places the inner lines of a table lie: within those that the lines across them reach."""
    long = [s for s in crossing if s.length >= SURE * dpi]
    if len(long) < 3:
        return float("-inf"), float("inf")
    near = _NEAR * dpi
    return min(s.lo for s in long) + near, max(s.hi for s in long) - near


def _torn(strokes: Sequence[Stroke], crossing: Sequence[Stroke], dpi: float) -> list[float]:
    """Where rules lie that are broken again and again in the middle of cells: hairlines that a threshold has torn to pieces."""
    lines: list[list[Stroke]] = []
    for stroke in sorted(strokes, key=lambda s: s.middle):
        if lines and stroke.middle - lines[-1][-1].middle <= 0.5 * _STRAY * dpi:
            lines[-1].append(stroke)
        else:
            lines.append([stroke])
    return [line[0].middle for line in lines if len(line) > _LOOSE and _loose(line, crossing, dpi) >= _LOOSE]


def _loose(line: Sequence[Stroke], crossing: Sequence[Stroke], dpi: float) -> int:
    """How many gaps of a line begin or end where no rule runs across."""
    ordered = sorted(line, key=lambda s: s.lo)
    gaps = [(a, b) for a, b in pairwise(ordered) if 0.05 * dpi < b.lo - a.hi <= _TORN * dpi]
    tied = sum(bool(_met(a.middle, a.hi, a.hi, crossing, dpi)) or bool(_met(b.middle, b.lo, b.lo, crossing, dpi)) for a, b in gaps)
    return len(gaps) - tied


def _between(stroke: Stroke, across: Sequence[Stroke], dpi: float) -> Stroke | None:
    """The short stroke cut at the two long ones across it; None where there are no two."""
    ends = _met(stroke.middle, stroke.lo, stroke.hi, across, dpi)
    if not ends or max(ends) - min(ends) < max(0.5 * stroke.length, SHORTEST * dpi):
        return None
    return Stroke(np.array([min(ends), max(ends)]), np.interp([min(ends), max(ends)], stroke.along, stroke.at))


def _met(at: float, lo: float, hi: float, crossing: Sequence[Stroke], dpi: float) -> list[float]:
    """Where the strokes across are met between two places."""
    near = _NEAR * dpi
    return [s.middle for s in crossing if s.lo - near <= at <= s.hi + near and lo - near <= s.middle <= hi + near]


def _in_line(stroke: Stroke, long: Sequence[Stroke], dpi: float) -> bool:
    """Does it lie on the line of long strokes, with more of them than gap?"""
    same = [s for s in long if abs(s.middle - stroke.middle) <= _STRAY * dpi]
    return sum(s.length for s in same) >= 2 * SURE * dpi and any(_apart(s, stroke) <= 3 * SURE * dpi for s in same)


def _outside(stroke: Stroke, long: Sequence[Stroke], across: Sequence[Stroke], dpi: float) -> bool:
    """Do the long strokes on its line end at the table's last rule, beyond which it lies? A letter of what is printed there does."""
    same = [s for s in long if abs(s.middle - stroke.middle) <= _STRAY * dpi]
    lo, hi = min(s.lo for s in same), max(s.hi for s in same)
    if stroke.hi < lo:
        ends, beyond = _met(stroke.middle, lo, lo, across, dpi), _met(stroke.middle, 0.0, stroke.hi, across, dpi)
    else:
        ends, beyond = _met(stroke.middle, hi, hi, across, dpi), _met(stroke.middle, stroke.lo, float("inf"), across, dpi)
    return not lo <= stroke.lo <= hi and bool(ends) and not beyond


def _fills(stroke: Stroke, across: Sequence[Stroke], dpi: float) -> bool:
    """Is it about half of all there is between two rules that follow each other, or more where it is as short as a letter's stem?"""
    near = _NEAR * dpi
    places = [s.middle for s in across if s.lo - near <= stroke.middle <= s.hi + near]
    before, after = [at for at in places if at <= stroke.lo + near], [at for at in places if at >= stroke.hi - near]
    if not before or not after:
        return False
    high = min(after) - max(before)
    if stroke.length < (_HALF * high if stroke.length >= _STEM * dpi else _NEARLY * high):
        return False
    # The arc of a stamp's ring is as long, but bends.
    off = stroke.at - np.polyval(np.polyfit(stroke.along, stroke.at, 1), stroke.along)
    return float(np.abs(off).max()) <= _BENT * dpi


def _apart(a: Stroke, b: Stroke) -> float:
    return max(a.lo, b.lo) - min(a.hi, b.hi)


def _goes_on(before: Stroke, after: Stroke, dpi: float, gap: float) -> bool:
    if after.hi <= before.hi or not -0.5 * dpi < after.lo - before.hi <= gap * dpi:
        return False
    return abs(float(before.at[-3:].mean()) - float(after.at[:3].mean())) <= _STRAY * dpi


def _merged(before: Stroke, after: Stroke, crossing: Sequence[Stroke], dpi: float) -> bool:
    """Does one piece end at a rule across, and the other one begin at the next?"""
    at = (float(before.at[-1]) + float(after.at[0])) / 2
    ends = _met(at, before.hi, before.hi, crossing, dpi)
    starts = _met(at, after.lo, after.lo, crossing, dpi)
    return bool(ends and starts) and max(starts) - min(ends) > 2 * _NEAR * dpi


def _shared(before: Stroke, after: Stroke, strokes: Sequence[Stroke], dpi: float) -> bool:
    """Do others end and begin again just there? Then a cell is merged, though no rule runs along it."""
    if after.lo - before.hi < 0.5 * _MISSING * dpi:
        return False
    level = 0.015 * dpi
    others = [s for s in strokes if abs(s.middle - before.middle) > 2 * _STRAY * dpi]
    return any(abs(s.hi - before.hi) < level for s in others) and any(abs(s.lo - after.lo) < level for s in others)


def _led_on(stroke: Stroke, crossing: Sequence[Stroke], dpi: float) -> Stroke:
    """The stroke with each end that lies at no rule led on to the nearest one."""
    missing, near = _MISSING * dpi, _NEAR * dpi
    along, at = stroke.along, stroke.at
    if not _met(float(at[0]), stroke.lo, stroke.lo, crossing, dpi):
        before = _met(float(at[0]), stroke.lo - missing + near, stroke.lo, crossing, dpi)
        if before:
            along, at = np.concatenate(([max(before)], along)), np.concatenate((at[:1], at))
    if not _met(float(at[-1]), stroke.hi, stroke.hi, crossing, dpi):
        after = _met(float(at[-1]), stroke.hi, stroke.hi + missing - near, crossing, dpi)
        if after:
            along, at = np.concatenate((along, [min(after)])), np.concatenate((at, at[-1:]))
    return Stroke(along, at)
