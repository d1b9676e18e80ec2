"""Strokes that are no borders, and borders that no stroke draws."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ingest.grid import Line
from ingest.pdf_place import Ink

# The height (points) of the bands by which words near a line are found.
_BAND = 8.0
# How far apart (points) the ends of strokes that meet may lie.
_MEET = 2.4


def without_underlines(lines: list[Line], inks: Sequence[Ink]) -> list[Line]:
    """Drop the lines that run under or through words from end to end: they mark the words and part nothing."""
    bands: dict[int, list[Ink]] = defaultdict(list)
    for ink in inks:
        if ink.turn == 0:
            for band in range(int((ink.base - 0.5 * ink.size) // _BAND), int((ink.base + 0.3 * ink.size) // _BAND) + 1):
                bands[band].append(ink)
    return [line for line in lines if line.y0 != line.y1 or not _marks_words(line, bands.get(int(line.y0 // _BAND), ()))]


def _marks_words(line: Line, inks: Sequence[Ink]) -> bool:
    under = [i for i in inks if i.base - 0.5 * i.size < line.y0 < i.base + 0.3 * i.size and i.u1 > line.x0 and i.u0 < line.x1]
    if not under:
        return False
    first, last = min(ink.u0 for ink in under), max(ink.u1 for ink in under)
    size = under[0].size
    inked = sum(min(ink.u1, line.x1) - max(ink.u0, line.x0) for ink in under)
    return abs(first - line.x0) < 0.35 * size and -0.35 * size < line.x1 - last < 0.8 * size and inked > 0.6 * (line.x1 - line.x0)


def undrawn(lines: Sequence[Line]) -> list[Line]:
    """Borders between rows that are not drawn, though every vertical stroke there ends and begins anew, the outer ones too.

    Programs that draw rows one by one leave such seams where a page begins with the rest of a row. Where a part of the
    border is drawn it is a seam only if vertical strokes run through at other borders: else each cell is drawn by itself,
    and the part that is not drawn is a merged cell.
    """
    down = sorted((ln for ln in lines if ln.x0 == ln.x1 and abs(ln.y1 - ln.y0) > 6), key=lambda ln: ln.x0)
    across = [ln for ln in lines if ln.y0 == ln.y1]
    found: list[Line] = []
    for y in sorted({round(ln.y0, 1) for ln in down}):
        if any(abs(y - seam.y0) < 2 * _MEET for seam in found):
            continue
        met = _met(down, y)
        if len(met) < 4:
            continue
        left, right = met[0].x0, met[-1].x0
        drawn = any(abs(ln.y0 - y) < 2 * _MEET and ln.x1 > left + 1 and ln.x0 < right - 1 for ln in across)
        if not _through(down, y, left, right) and (not drawn or _mostly_through(across, down, y, left, right)):
            y += (_end_above(down, met[0]) - met[0].y0) / 2
            found.append(Line(left, y, right, y))
    return found


def _met(down: Sequence[Line], y: float) -> list[Line]:
    """The vertical strokes that begin at ``y`` where another one ends; none where one begins without that."""
    below = [ln for ln in down if abs(ln.y0 - y) <= _MEET]
    met = [ln for ln in below if any(abs(a.x0 - ln.x0) < 1 and abs(a.y1 - ln.y0) <= _MEET for a in down)]
    return met if len(met) == len(below) else []


def _end_above(down: Sequence[Line], stroke: Line) -> float:
    return min((a.y1 for a in down if abs(a.x0 - stroke.x0) < 1 and a.y0 < stroke.y0), key=lambda y: abs(y - stroke.y0), default=stroke.y0)


def _through(down: Sequence[Line], y: float, left: float, right: float) -> bool:
    return any(ln.y0 < y - 2 * _MEET and ln.y1 > y + 2 * _MEET and left - 1 <= ln.x0 <= right + 1 for ln in down)


def _mostly_through(across: Sequence[Line], down: Sequence[Line], seam: float, left: float, right: float) -> bool:
    """Do vertical strokes run through at three of four of the other borders inside the table?"""
    borders = {round(ln.y0) for ln in across if ln.x0 < right - 1 and ln.x1 > left + 1}
    inner = [y for y in sorted(borders)[1:-1] if abs(y - seam) > 2 * _MEET]
    return bool(inner) and sum(_through(down, y, left, right) for y in inner) >= 0.75 * len(inner)
