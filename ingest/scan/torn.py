"""Rules torn off in the middle of cells: a rule's end at no rule across it is where the ink failed, and the rule goes on to the next one.

The open side of a merged cell begins and ends at rules across. Where two ends face each other in the middle of cells, all between is torn.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ingest.scan.faint import lines_of, stops_of
from ingest.scan.rests import print_across
from ingest.scan.stroke import Stroke

# How near (inches) to a rule across an end belongs to it, and how much is torn off at most.
_NEAR, _MOST = 0.05, 3.0
# Ends of several rules so near each other (inches) tell a rule across that was not found.
_ALIKE = 0.03
# Along a cell that is not merged run this part of the rules that run anywhere, at least.
_USUAL = 0.35


def mended(
    strokes: Sequence[Stroke],
    crossing: Sequence[Stroke],
    dpi: float,
    *,
    letters: NDArray[np.float64] | None = None,
    everywhere: bool = False,
) -> list[Stroke]:
    """The level ``strokes`` led over what is torn off of them. ``everywhere``: a threshold has torn all rules, and ends are alike by chance.

    None is led through print (``letters``: boxes of x, y, width, height), as the arc of a stamp beside a word would be.
    """
    stops = stops_of(crossing, dpi)
    if len(stops) < 3:
        return list(strokes)
    ends = [end for s in strokes for end in (s.lo, s.hi)]

    def tied(end: float) -> bool:
        return any(abs(stop - end) <= _NEAR * dpi for stop in stops) or not stops[0] < end < stops[-1]

    def loose(end: float) -> bool:
        return not tied(end) and (everywhere or sum(abs(other - end) <= _ALIKE * dpi for other in ends) < 2)

    result: list[Stroke] = []
    for line in lines_of(strokes, dpi):
        longer = _mended(line, [(loose(s.lo), loose(s.hi)) for s in line], stops, strokes, dpi)
        result += line if letters is not None and any(_through_print(line, stroke, letters, dpi) for stroke in longer) else longer
    return result


def _through_print(line: Sequence[Stroke], longer: Stroke, letters: NDArray[np.float64], dpi: float) -> bool:
    """Whether letters lie across what a stroke was led over."""
    held = sorted((max(s.lo, longer.lo), min(s.hi, longer.hi)) for s in line if s.lo < longer.hi and s.hi > longer.lo)
    gaps = pairwise([longer.lo, *(place for piece in held for place in piece), longer.hi])
    added = [(lo, hi) for k, (lo, hi) in enumerate(gaps) if k % 2 == 0 and hi - lo > 1]
    return any(print_across(letters, lo, hi, np.interp([lo, hi], longer.along, longer.at), dpi) for lo, hi in added)


def in_pieces(strokes: Sequence[Stroke], dpi: float) -> float:
    """In how many pieces a line is, on the average."""
    lines = lines_of(strokes, dpi)
    return float(np.mean([len(line) for line in lines])) if lines else 0.0


def _mended(
    line: Sequence[Stroke], loose: Sequence[tuple[bool, bool]], stops: Sequence[float], strokes: Sequence[Stroke], dpi: float
) -> list[Stroke]:
    """One line's strokes; ``loose``: which of each one's ends are."""
    los, his = [s.lo for s in line], [s.hi for s in line]
    for k, (first, last) in enumerate(loose):
        if first:
            los[k] = _towards(los[k], max((s for s in stops if s < los[k]), default=los[k]), dpi)
        if last:
            his[k] = _towards(his[k], min((s for s in stops if s > his[k]), default=his[k]), dpi)
    for k in range(len(line) - 1):
        if loose[k][1] and loose[k + 1][0] and _usual(his[k], los[k + 1], stops, strokes):
            his[k] = _towards(his[k], los[k + 1], dpi)
    grown: list[Stroke] = []
    for stroke, lo, hi in zip(line, los, his, strict=True):
        along = np.array([min(lo, stroke.lo), *stroke.along, max(hi, stroke.hi)])
        longer = Stroke(along, np.interp(along, stroke.along, stroke.at))
        if grown and longer.lo <= grown[-1].hi + 1:
            grown[-1] = grown[-1].followed_by(longer)
        else:
            grown.append(longer)
    return grown


def _usual(lo: float, hi: float, stops: Sequence[float], strokes: Sequence[Stroke]) -> bool:
    """Do enough other rules run along each cell between two places? None does along a title's merged cells."""
    places = [(a + b) / 2 for a, b in pairwise(stops)]
    counts = {place: sum(s.lo <= place <= s.hi for s in strokes) for place in places}
    return all(_USUAL * max(counts.values()) <= counts[place] for place in places if lo < place < hi)


def _towards(end: float, goal: float, dpi: float) -> float:
    return goal if abs(goal - end) <= _MOST * dpi else end
