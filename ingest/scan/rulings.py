"""Ruling lines on a picture: strokes that are long, thin and clear on both sides, faint and broken ones too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.scan.dotted import Dots, dots_without, joined, rows_of_dots
from ingest.scan.faint import followed, overprinted
from ingest.scan.heavy import thinned
from ingest.scan.hidden import hidden
from ingest.scan.letters import SPECK, without_letters
from ingest.scan.picture import Grey
from ingest.scan.rests import rested
from ingest.scan.stems import without_stems
from ingest.scan.stroke import Stroke, darkest
from ingest.scan.torn import in_pieces, mended
from ingest.scan.worn import SHORTEST, SURE, held, joined_over, whole

# A stroke at least this long (inches) may be broken or dotted; the stems of letters never line up so far.
_LONG = 1.5
# A line shows at least this much of itself (inches) with white on both sides before it is believed to be one.
_CLEAR = 0.07
# Ink this dark (of 255) is looked at piece by piece.
_LETTER = 100
# How dark (of 255) a place on a line is, and how much darker than beside it the rest of a worn line is.
_INKED, _TRACE = 60, 12
# A stroke whose middle is not at least this much darker (of 255) than both sides is no line.
_CONTRAST = 46
# Rules paler than this (of 255) are looked for more keenly, where so many show.
_DARK, _RULES = 120.0, 3
# The palest rules (of 255) that are looked for where no others show.
_PALEST = 50.0
# A table whose rules are marks by this part of their length is drawn with dashes: these end anywhere.
_DASHED = 0.25
# Dashes that a rule is drawn with follow each other; those that are left of one leave it in so many pieces.
_PIECES = 2.5
# A rule of dashes shows nothing of itself for so long (inches) where its dashes touch another one.
_JUNCTION = 0.4
# Gaps up to this (inches) are closed without evidence; longer ones, up to the second, only where a trace of the line is left.
_GAP, _FAINT_GAP = 0.06, 0.6


@dataclass(frozen=True)
class Rulings:
    """The horizontal and the vertical strokes of a picture, and the marks (x, y, width, height) that dotted ones are made of."""

    across: list[Stroke]
    down: list[Stroke]
    dots: NDArray[np.float64]


def rulings(clean: Grey, dpi: float) -> Rulings:
    """The ruling lines of an evened picture."""
    page = dark = thinned(255 - clean, dpi)
    ink = np.asarray(cv2.threshold(dark, _LETTER, 255, cv2.THRESH_BINARY)[1], dtype=np.uint8)
    dark, bare, boxes = without_letters(dark, ink, dpi)
    dots = rows_of_dots(ink, boxes, dpi)
    joined(dark, dots)
    across, down = _found(dark, boxes, dpi)
    if dots:
        # Dashes that touch a rule across them show only now that the rules are known.
        level, upright = (joined_over(part, [], dpi, _JUNCTION, dashed=True) for part in (across, down))
        dots = dots_without(ink, level, upright, dpi)
        joined(dark, dots)
        across, down = _found(dark, boxes, dpi)
    across, down = held(across, down, dpi), held(down, across, dpi)
    down = without_stems(page, down, across, dpi)
    dashed = bool(dots)
    across, down = whole(across, down, dpi, dashed=dashed), whole(down, across, dpi, dashed=dashed)
    turned = np.ascontiguousarray(dark.T)
    down = [*down, *hidden(turned, down, across, boxes[:, [1, 0, 3, 2]], dpi)]
    across = [*across, *hidden(dark, across, down, boxes, dpi)]
    across, down = followed(dark, across, down, dpi), followed(turned, down, across, dpi)
    small = np.minimum(boxes[:, 2], boxes[:, 3]) <= SPECK * dpi
    letters, specks = boxes[~small], boxes[small]
    level = rested(page, bare, across, down, letters, dpi)
    down = rested(page.T, bare.T, down, across, letters[:, [1, 0, 3, 2]], dpi, specks[:, [1, 0, 3, 2]])
    # What is left of rules may be what is left of letters as well.
    across, down = level, without_stems(page, down, level, dpi)
    drawn = _drawn_of(dots, across, down, dpi)
    whole_dashes = drawn[:, 2:].max(axis=1, initial=0.0).sum() >= _DASHED * sum(s.length for s in (*across, *down))
    torn = whole_dashes and min(in_pieces(across, dpi), in_pieces(down, dpi)) >= _PIECES
    if torn or not whole_dashes:
        level = mended(across, down, dpi, letters=letters, everywhere=torn)
        down = mended(down, across, dpi, letters=letters[:, [1, 0, 3, 2]], everywhere=torn)
        across = level
    return Rulings(across, down, drawn)


def _found(dark: Grey, boxes: NDArray[np.float64], dpi: float) -> tuple[list[Stroke], list[Stroke]]:
    """The strokes across and down; where those that show are pale, or hardly any does, as keenly looked for as pale ones have to be."""
    turned = np.ascontiguousarray(dark.T)
    across, down = _across(dark, dpi), _across(turned, dpi)
    shades = _shades(dark, across, dpi), _shades(turned, down, dpi)
    few = min(len(shades[0]), len(shades[1])) < _RULES
    shade = _PALEST if few else float(np.percentile([*shades[0], *shades[1]], 25))
    if shade >= _DARK:
        return across, down
    paler = _across(dark, dpi, shade / _DARK), _across(turned, dpi, shade / _DARK)
    # Two rules and the short ones that hang between them are a row.
    shown = len(held(paler[0], paler[1], dpi)), len(held(paler[1], paler[0], dpi))
    if few and (min(shown) < _RULES - 1 or max(shown) < _RULES or overprinted(*paler, boxes, dpi)):
        return across, down
    return paler


def _shades(dark: Grey, strokes: Sequence[Stroke], dpi: float) -> list[float]:
    """How dark each long stroke is."""
    found = []
    for stroke in strokes:
        if stroke.length >= SURE * dpi:
            xs = np.arange(int(stroke.lo), int(stroke.hi) + 1)
            ys = np.interp(xs, stroke.along, stroke.at).round().astype(np.int64)
            found.append(float(np.median(darkest(dark, xs, ys, (-1, 0, 1)))))
    return found


def _drawn_of(dots: Dots, across: Sequence[Stroke], down: Sequence[Stroke], dpi: float) -> NDArray[np.float64]:
    """The marks that lie on the strokes that were found, with no mark of a text among them."""
    found = [np.empty((0, 4))]
    for rows, strokes, (x, y) in ((dots.across, across, (0, 1)), (dots.down, down, (1, 0))):
        for row in rows:
            lo, hi = float(row[0, x]), float(row[-1, x])
            at = float(np.median(row[:, y] + row[:, y + 2] / 2))
            if any(s.lo - 0.1 * dpi <= lo and hi <= s.hi + 0.1 * dpi and abs(s.middle - at) < 0.02 * dpi for s in strokes):
                found.append(row)
    return np.concatenate(found)


def _across(dark: Grey, dpi: float, keen: float = 1.0) -> list[Stroke]:
    """The level strokes; ``keen``: how dark they have to be, against what is asked of rules in black."""
    unit = dpi / 300.0
    mean = np.asarray(cv2.blur(dark, (max(9, round(41 * unit)), 1)), dtype=np.uint8)
    soft = np.asarray(cv2.blur(dark, (7, 1)), dtype=np.uint8)
    side = max(3, round(7 * unit))
    rise = np.asarray(cv2.subtract(mean, np.maximum(_shifted(mean, side), _shifted(mean, -side))), dtype=np.uint8)
    mask = cv2.threshold(rise, _CONTRAST * keen, 255, cv2.THRESH_BINARY)[1]
    mask = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((1, max(5, round(SHORTEST * 0.7 * dpi))), np.uint8))
    mask = cv2.dilate(mask, np.ones((1, max(3, round(_GAP * dpi)) | 1), np.uint8))
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    found: list[Stroke] = []
    for x, y, width, height in (cv2.boundingRect(contour) for contour in contours):
        if width >= SHORTEST * dpi and height < 0.25 * width:
            piece = (slice(y, y + height), slice(x, x + width))
            traced = _trace(mask[piece] > 0, rise[piece], x, y, max(2, round(16 * unit)))
            found += [
                s for s in _inked_parts(dark, soft, traced, dpi, keen) if s.hi - s.lo >= SHORTEST * dpi and _is_line(soft, s, unit, keen)
            ]
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


def _on(soft: Grey, stroke: Stroke, unit: float, keen: float) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
    """``(x, y, inked)`` along a stroke."""
    xs = np.arange(int(stroke.lo), int(stroke.hi) + 1)
    ys = np.interp(xs, stroke.along, stroke.at).round().astype(np.int64)
    near = max(1, round(2 * unit))
    return xs, ys, darkest(soft, xs, ys, range(-near, near + 1)) > _INKED * keen


def _beside(soft: Grey, xs: NDArray[np.int64], ys: NDArray[np.int64], unit: float) -> NDArray[np.uint8]:
    """How dark it is next to a stroke, on the darker side."""
    offsets = [round(k * unit) + 1 for k in (4, 6, 8)]
    return darkest(soft, xs, ys, [sign * k for k in offsets for sign in (1, -1)])


def _inked_parts(dark: Grey, soft: Grey, stroke: Stroke, dpi: float, keen: float) -> list[Stroke]:
    """The stroke without the ends that blurring added, cut at gaps and where it only leads through letters."""
    xs, ys, inked = _on(soft, stroke, dpi / 300, keen)
    where = np.flatnonzero(_lasting(inked & (_beside(soft, xs, ys, dpi / 300) < 90), round(_CLEAR * dpi)))
    steps = np.flatnonzero(np.diff(where) > _GAP * dpi)
    sharp = darkest(dark, xs, ys, (-1, 0, 1)) > _LETTER * keen
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


def _is_line(soft: Grey, stroke: Stroke, unit: float, keen: float) -> bool:
    """Ink nearly all along, and little of it beside: the tops of capitals have stems hanging from them."""
    xs, ys, inked = _on(soft, stroke, unit, keen)
    solid = float(np.mean(inked))
    busy = float(np.mean(_beside(soft, xs, ys, unit) > 110))
    length = stroke.hi - stroke.lo
    if length >= _LONG * 300 * unit:
        return solid > 0.55 and solid - busy > 0.25
    most = 0.5 if length >= SURE * 300 * unit else 0.15
    return solid > 0.85 and busy < most and _longest_run(inked) >= SHORTEST * 300 * unit and _is_straight(stroke, unit)


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
                joined[k] = joined[k].followed_by(stroke)
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
    on = darkest(soft, xs, ys, (-1, 0, 1)).astype(float)
    off = _beside(soft, xs, ys, dpi / 300).astype(float)
    known = off < 60
    return bool(known.mean() > 0.6 and np.mean((on - off)[known] > _TRACE) > 0.75)
