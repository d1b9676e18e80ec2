"""What is left of a worn rule, a few dots or dashes on its line: enough evidence where the rule is known farther along.

A rule goes from one rule across it to the next, all that way or not at all; on the open side of a merged cell there is nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ingest.scan.faint import gaps_of, joined_pieces, lines_of, stops_of
from ingest.scan.picture import Grey
from ingest.scan.printed_through import printed_through
from ingest.scan.stroke import Stroke, darkest

# So much of a cell's side has to show: noise and letters at its place show less.
_LEAST = 0.07
# A longer stretch (inches, and part of the whole) that shows nothing but print beside tells of a rule across that was not found.
_BARE, _MOST = 0.35, 0.6
# What is so far (inches) from all that is known of a rule belongs to another table, or to a signature.
_FAR = 0.75
# How far off its line (pixels at 300 dpi) a rest may lie, and where the paper beside it is looked at.
_OFF, _BESIDE = 2, (5, 10)
# Print is smaller than this (inches); on both sides of a line it reaches at least so far.
_LETTER, _THROUGH = 0.2, 0.012
# A comma or a dot stands so near (inches) behind a letter, its top in the lower part of it.
_BEHIND, _LOWER = 0.04, 0.4
# How much darker (of 255) than beside a rest is, how dark the paper beside is at most.
_DARKER, _PAPER = 12, 40
# The paper's own grain is no darker (percent of its places), and no grain is darker than this (of 255); so many rows of it tell.
_GRAIN, _COARSEST, _ROWS = 99.8, 60, 80


def rested(
    page: Grey,
    bare: Grey,
    strokes: Sequence[Stroke],
    crossing: Sequence[Stroke],
    letters: NDArray[np.float64],
    dpi: float,
    specks: NDArray[np.float64] | None = None,
) -> list[Stroke]:
    """The level ``strokes`` led along every side of a cell that rests show on the ``page`` (0 = paper) and without letters (``bare``).

    ``letters`` are the boxes (x, y, width, height) of what is no rest: print that goes through a line tells that none is there.
    ``specks``: the boxes of what may be one, or a comma, on a page that is turned so that its upright rules lie level.
    """
    stops, darker = stops_of(crossing, dpi), max(_DARKER, _grain(page, dpi))
    found: list[Stroke] = []
    for line in lines_of(strokes, dpi):
        along, at = np.concatenate([s.along for s in line]), np.concatenate([s.at for s in line])
        pieces: list[Stroke] = []
        for lo, hi in _gaps(line, stops, dpi):
            if min(max(s.lo - hi, lo - s.hi) for s in (*line, *pieces)) > _FAR * dpi:
                continue
            # A rule that drifts is followed from row to row.
            known = [*zip(along, at, strict=True), *((x, y) for piece in pieces for x, y in zip(piece.along, piece.at, strict=True))]
            heights = np.interp([lo, hi], *np.array(sorted(known)).T)
            if (through := printed_through(bare, lo, hi, heights, dpi)) is not None:
                pieces.append(through)
            elif _rests(page, bare, (lo, hi), heights, letters, specks, dpi, darker):
                pieces.append(Stroke(np.array([lo, hi]), heights))
        found += joined_pieces([*line, *pieces], dpi)
    return found


def _gaps(line: Sequence[Stroke], stops: Sequence[float], dpi: float) -> list[tuple[float, float]]:
    """The gaps of a line between rules across it: none joins it to a stamp's or a signature's stroke beyond the last one."""
    return [(lo, hi) for lo, hi in gaps_of(line, stops, dpi) if stops and stops[0] < hi and lo < stops[-1]]


def _rests(
    page: Grey,
    bare: Grey,
    ends: tuple[float, float],
    heights: NDArray[np.float64],
    letters: NDArray[np.float64],
    specks: NDArray[np.float64] | None,
    dpi: float,
    darker: float,
) -> bool:
    """Are there enough rests on a stretch of a line, that no print goes through, without the commas on it?"""
    if _shown(page, bare, *ends, heights, dpi, darker) < _LEAST or print_across(letters, *ends, heights, dpi):
        return False
    commas = [] if specks is None else _commas(letters, specks, *ends, heights, dpi)
    return not commas or _shown(page, bare, *ends, heights, dpi, darker, commas) >= _LEAST


def _commas(
    letters: NDArray[np.float64], specks: NDArray[np.float64], lo: float, hi: float, heights: NDArray[np.float64], dpi: float
) -> list[tuple[float, float]]:
    """From where to where (along a line) the commas and dots on it reach that stand behind a letter."""
    x, y, width, height = specks.T
    at, off = np.interp(x + width / 2, [lo, hi], heights), _OFF * dpi / 300 + 1
    on_line = specks[(x < hi) & (x + width > lo) & (y <= at + off) & (y + height >= at - off)]
    left, top, long, wide = letters.T
    found: list[tuple[float, float]] = []
    for x, y, width, _ in on_line.tolist():
        before = (top + wide <= y + 1) & (top + wide >= y - _BEHIND * dpi)
        if np.any(before & (x >= left + _LOWER * long) & (x < left + long)):
            found.append((x, x + width))
    return found


def _shown(
    page: Grey,
    bare: Grey,
    lo: float,
    hi: float,
    heights: NDArray[np.float64],
    dpi: float,
    darker: float = _DARKER,
    commas: Sequence[tuple[float, float]] = (),
) -> float:
    """Which part of a stretch shows a rest (``commas``: places that show something else)."""
    # Rules across darken the paper at both ends.
    margin = min(0.02 * dpi, 0.25 * (hi - lo))
    xs = np.arange(round(lo + margin), round(hi - margin) + 1)
    ys = np.interp(xs, [lo, hi], heights).round().astype(np.int64)
    on, off = _beside(dpi)
    shade = darkest(bare, xs, ys, on).astype(np.int64)
    beside = darkest(page, xs, ys, off).astype(np.int64)
    known = beside <= _PAPER
    seen = known & (shade - beside > darker)
    for first, last in commas:
        seen[(xs >= first - 1) & (xs <= last + 1)] = False
    gap = np.diff(np.flatnonzero(np.concatenate(([True], seen, [True])))).max() - 1
    if 2 * known.sum() <= len(xs) or (gap > max(_BARE * dpi, _MOST * len(xs)) and not known.all()):
        return 0.0
    return float(seen.mean())


def _beside(dpi: float) -> tuple[list[int], list[int]]:
    """How many rows off a line its rests lie, and where the paper beside it is looked at."""
    unit = dpi / 300
    off = [sign * max(3, round(k * unit)) for k in range(_BESIDE[0], _BESIDE[1] + 1) for sign in (1, -1)]
    return [round(k * unit) for k in range(-_OFF, _OFF + 1)], off


def _grain(page: Grey, dpi: float) -> float:
    """How much darker than beside the paper's grain is at its darkest: grain of a noisy copy is no rest."""
    on, off = _beside(dpi)
    most = max(off)
    if page.shape[0] <= 2 * most:
        return 0.0
    ys = np.arange(most, page.shape[0] - most, max(1, page.shape[0] // _ROWS))
    shade, beside = (np.max([page[ys + k] for k in rows], axis=0).astype(np.int64) for rows in (on, off))
    paper = (shade <= _COARSEST) & (beside <= _PAPER)
    return float(np.percentile((shade - beside)[paper], _GRAIN)) if paper.any() else 0.0


def print_across(letters: NDArray[np.float64], lo: float, hi: float, heights: NDArray[np.float64], dpi: float) -> bool:
    """Does a letter lie on both sides of the line? Those as large as a cell are rules that touch each other."""
    x, y, width, height = letters.T
    at = np.interp(x + width / 2, [lo, hi], heights)
    inside = (x > lo) & (x + width < hi) & (np.maximum(width, height) < _LETTER * dpi)
    return bool(np.any(inside & (y < at - _THROUGH * dpi) & (y + height > at + _THROUGH * dpi)))
