"""Ink that needs no reading: a dash, the strokes of the numerals I to III, the top of a signature."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np

from ingest.scan.ink import EDGE, Glyph, Inked, is_flat

# A worn dash has at least so much ink (of a digit's height squared).
_INKED = 0.03
# The longest dash, an em dash of a wide font (digits' heights).
_LONGEST = 1.6
# How far (a part) the width of hyphens that run together is off so many hyphens.
_OFF = 0.2


def strokes_of_one(cell: Inked) -> int:
    """How many upright strokes without flag or foot on one side only the cell holds and nothing else (the numerals I, II, III); else 0."""
    marks = cell.glyphs
    if not 1 <= len(marks) <= 3 or len(cell.lines) != 1:
        return 0
    heights = [g.height for g in marks]
    if min(heights) < 0.85 * max(heights) or any(g.width > 0.58 * g.height for g in marks):
        return 0
    for g in marks:
        picture = 255.0 - cell.clean[g.y0 : g.y1, g.x0 : g.x1]
        mirrored = picture[:, ::-1]
        if g.width > 3 and float(np.abs(picture - mirrored).sum()) > 0.36 * float(picture.sum()):
            return 0
    return len(marks)


def nearly_dash(cell: Inked, digit_height: float) -> bool:
    """Whether all a cell holds is low ink in one line, too worn to be a dash for sure: at most five marks, side by side."""
    marks = cell.glyphs
    if not marks or len(marks) > 5:
        return False
    if sum(g.area for g in marks) < _INKED * digit_height**2:
        return False
    top, bottom = min(g.y0 for g in marks), max(g.y1 for g in marks)
    wide = max(g.x1 for g in marks) - min(g.x0 for g in marks)
    return bottom - top <= 0.42 * digit_height and wide >= 1.2 * (bottom - top) and wide >= 0.25 * digit_height


def with_dashes(cell: Inked, text: str, digit_height: float) -> str:
    """The lines of a figure with the dashes that stand above or below it in lines of their own: no engine sees them there."""
    dashes = _dash_lines(cell, digit_height)
    lines = text.split("\n")
    if not any(dashes) or len(lines) != dashes.count(False):
        return text
    figures = iter(lines)
    return "\n".join("-" if dash else next(figures) for dash in dashes)


def without_dashes(cell: Inked, digit_height: float) -> Inked:
    """The cell without the dashes that stand in lines of their own."""
    dashes = _dash_lines(cell, digit_height)
    if not any(dashes) or all(dashes):
        return cell
    kept = [g for line, dash in zip(cell.lines, dashes, strict=True) if not dash for g in line]
    return replace(cell, clean=cell.only(kept), glyphs=tuple(kept))


def _dash_lines(cell: Inked, digit_height: float) -> list[bool]:
    """Which lines of the cell hold nothing but a dash."""
    if len(cell.lines) < 2:
        return [False] * len(cell.lines)
    return [len(line) == 1 and _is_lone_dash(line[0], cell, digit_height) for line in cell.lines]


def _is_lone_dash(g: Glyph, cell: Inked, digit_height: float) -> bool:
    within = min(g.x0, g.y0, cell.clean.shape[1] - g.x1, cell.clean.shape[0] - g.y1) > EDGE
    apart = all(other is g or max(other.y0 - g.y1, g.y0 - other.y1) > 0.3 * digit_height for other in cell.glyphs)
    return within and apart and is_flat(g, digit_height) and g.width <= _LONGEST * digit_height


def is_flourish(cell: Inked, digit_height: float) -> bool:
    """Whether all a cell holds is a thin arc, far wider than high, that runs out of it: the top of a signature from below."""
    height, width = cell.clean.shape

    def is_arc(g: Glyph) -> bool:
        wide = g.width >= max(2 * g.height, 1.5 * digit_height) and g.height > 0.4 * digit_height
        runs_out = min(g.x0, g.y0, width - g.x1, height - g.y1) <= EDGE
        return wide and runs_out and g.area < 0.3 * g.width * g.height

    return 0 < len(cell.glyphs) <= 2 and all(is_arc(g) for g in cell.glyphs)


def dash_of(cell: Inked, digit_height: float) -> str | None:
    """``-``, ``–`` or ``—`` (or ``---``) where the cell holds nothing but a dash of that length against the page's digits; else None."""
    marks = sorted(cell.glyphs, key=lambda g: g.x0)
    if not marks or len(marks) > 5:
        return None
    flat = all(is_flat(g, digit_height) and g.width <= 3 * digit_height for g in marks)
    level = max(g.y1 for g in marks) - min(g.y0 for g in marks) <= 2 * max(g.height for g in marks)
    if not flat or not level:
        return None
    if len(marks) > 1:
        widths, gaps = [g.width for g in marks], [b.x0 - a.x1 for a, b in pairwise(marks)]
        if max(widths) > 1.4 * min(widths):
            return _run_together(widths, gaps)
        return None if max(gaps) > 2 * max(widths) else "-" * len(marks)
    length = marks[0].width / max(1.0, digit_height)
    return "-" if length < 0.62 else "–" if length < 1.05 else "—"


def _run_together(widths: list[int], gaps: list[int]) -> str | None:
    """Hyphens in a row of which a coarse scan shows some as one: each mark is as wide as so many of the narrowest with their gaps."""
    step = min(widths) + max(gaps)
    counts = [(width + max(gaps)) / step for width in widths]
    even = max(gaps) < min(widths) and all(abs(count - round(count)) <= _OFF * round(count) for count in counts)
    return "-" * sum(round(count) for count in counts) if even else None
