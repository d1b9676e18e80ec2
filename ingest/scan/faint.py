"""Ruling lines too faint to be found by themselves: on the line of a rule that is known, a trace is evidence enough.

A rule is led from one rule across it to the next, all that way or not at all, so that the open side of a merged cell,
where nothing is drawn, stays open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ingest.scan.picture import Grey
from ingest.scan.stroke import Stroke

# How far (inches) pieces of one rule lie off each other at most, and how near to each other rules across count as one.
_STRAY, _NEAR = 0.012, 0.03
# A trace is looked for in windows of this length (inches); such shares of them must show something, and must show it.
_WINDOW, _KNOWN, _SEEN = 0.03, 0.6, 0.55
# How much darker than both its sides (of 255) a trace is, in a window and all along; and how dark its sides are at most.
_TRACE, _ALONG, _BUSY = 5.0, 4.0, 40.0
# How far (inches) off its line a trace may lie, and where its sides are looked at.
_DRIFT, _SIDE = 0.008, (0.014, 0.03)


def followed(dark: Grey, strokes: Sequence[Stroke], crossing: Sequence[Stroke], dpi: float) -> list[Stroke]:
    """The level ``strokes`` with all that only a trace on the picture (0 = paper, letters wiped out) shows of their lines."""
    stops = stops_of(crossing, dpi)
    found: list[Stroke] = []
    for line in lines_of(strokes, dpi):
        along, at = np.concatenate([s.along for s in line]), np.concatenate([s.at for s in line])
        ends = [(lo, hi, float(np.interp(lo, along, at)), float(np.interp(hi, along, at))) for lo, hi in gaps_of(line, stops, dpi)]
        pieces = [traced(dark, *gap, dpi) for gap in ends]
        found += joined_pieces([*line, *(piece for piece in pieces if piece is not None)], dpi)
    return found


def overprinted(across: Sequence[Stroke], down: Sequence[Stroke], boxes: NDArray[np.float64], dpi: float) -> bool:
    """Whether print (``boxes``: x, y, width, height) breaks the strokes down again and again, away from any rule across: they show
    through from the sheet's other side."""
    x, y = boxes[:, 0], boxes[:, 1]
    right, bottom = x + boxes[:, 2], y + boxes[:, 3]
    lines, broken = lines_of(down, dpi), 0
    for line in lines:
        for a, b in pairwise(line):
            tied = any(abs(s.middle - end) <= _NEAR * dpi for s in across for end in (a.hi, b.lo) if s.lo <= a.middle <= s.hi)
            print_there = (x < a.middle) & (a.middle < right) & (y < b.lo) & (a.hi < bottom)
            broken += bool(print_there.any()) and not tied
    return broken > len(lines)


def stops_of(crossing: Sequence[Stroke], dpi: float) -> list[float]:
    """Where rules lie across, each once."""
    found: list[float] = []
    for at in sorted(s.middle for s in crossing):
        if not found or at - found[-1] > _NEAR * dpi:
            found.append(at)
    return found


def lines_of(strokes: Sequence[Stroke], dpi: float) -> list[list[Stroke]]:
    """The strokes by the line they lie on, those of one line in order."""
    lines: list[list[Stroke]] = []
    for stroke in sorted(strokes, key=lambda s: s.lo):
        for line in lines:
            if stroke.lo >= line[-1].hi - 1 and abs(float(stroke.at[0] - line[-1].at[-1])) <= _STRAY * dpi:
                line.append(stroke)
                break
        else:
            lines.append([stroke])
    return lines


def gaps_of(line: Sequence[Stroke], stops: Sequence[float], dpi: float) -> Iterator[tuple[float, float]]:
    """What no stroke covers of a line, from one rule across to the next."""
    ends = sorted({*stops, *(s.lo for s in line), *(s.hi for s in line)})
    for lo, hi in pairwise(ends):
        if hi - lo > _NEAR * dpi and not any(s.lo <= lo and hi <= s.hi for s in line):
            yield lo, hi


def joined_pieces(line: Sequence[Stroke], dpi: float) -> list[Stroke]:
    """Pieces of a line that reach each other as one."""
    result: list[Stroke] = []
    for stroke in sorted(line, key=lambda s: s.lo):
        if result and stroke.lo <= result[-1].hi + _NEAR * dpi:
            result[-1] = result[-1].followed_by(stroke)
        else:
            result.append(stroke)
    return result


def traced(dark: Grey, lo: float, hi: float, at: float, end: float, dpi: float, astray: Sequence[float] = (0.0,)) -> Stroke | None:
    """The trace from ``lo`` at the height ``at`` to ``hi`` at the height ``end``; None where there is none, or too little of one.

    ``astray``: how far (pixels) off these heights it is looked for, the likeliest first.
    """
    # Rules across darken the paper at both ends.
    margin = min(0.02 * dpi, 0.25 * (hi - lo))
    first, last = round(lo + margin), round(hi - margin)
    middle = (at + end) / 2
    # What is the same for all places it is looked for at is averaged once.
    strip = _averaged(dark, first, last, [middle + k for k in astray], dpi)
    for k in astray:
        whole = strip.peak(middle + k, dpi)
        if whole is None or whole[1] <= _ALONG:
            continue
        off = whole[0] - middle
        edges = np.linspace(first, last, max(3, round((last - first) / (_WINDOW * dpi))) + 1).round().astype(int)
        heights = np.interp((edges[:-1] + edges[1:]) / 2, [lo, hi], [at, end]) + off
        windows = zip(pairwise(edges.tolist()), heights.tolist(), strict=True)
        peaks = [_averaged(dark, a, max(b, a + 1), [y], dpi).peak(y, dpi) for (a, b), y in windows]
        known = [found[1] for found in peaks if found is not None]
        if len(known) >= _KNOWN * len(peaks) and sum(contrast > _TRACE for contrast in known) >= _SEEN * len(known):
            return Stroke(np.array([lo, hi]), np.array([at + off, end + off]))
    return None


@dataclass(frozen=True, slots=True)
class _Profile:
    """How dark a stretch of the picture is on each row from ``top`` on; nothing known beyond."""

    top: int
    shade: NDArray[np.float64]

    def peak(self, at: float, dpi: float) -> tuple[float, float] | None:
        """Where it is darkest near the height ``at``, and how much darker than beside; None where ink beside hides it."""
        reach, drift, side = round(_SIDE[1] * dpi), max(1, round(_DRIFT * dpi)), max(2, round(_SIDE[0] * dpi))
        first = round(at) - reach - drift - self.top
        if first < 0 or first + 2 * (reach + drift) + 1 > len(self.shade):
            return None
        profile = self.shade[first : first + 2 * (reach + drift) + 1]
        place = reach + int(np.argmax(profile[reach : reach + 2 * drift + 1]))
        beside = float(max(profile[place - reach : place - side + 1].max(), profile[place + side : place + reach + 1].max()))
        return (float(self.top + first + place), float(profile[place]) - beside) if beside <= _BUSY else None


def _averaged(dark: Grey, lo: int, hi: int, heights: Sequence[float], dpi: float) -> _Profile:
    """The rows of a stretch that a peak near any of the heights is told by."""
    far = round(_SIDE[1] * dpi) + max(1, round(_DRIFT * dpi))
    top = max(0, round(min(heights)) - far)
    strip = dark[top : max(top, round(max(heights)) + far + 1), max(0, lo) : max(0, hi)]
    return _Profile(top, strip.mean(axis=1) if strip.size else np.empty(0))
