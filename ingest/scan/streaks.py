"""Lines that are no rules: the streak of a dirty glass from edge to edge of a page, the crease of a folded sheet.

A table's rule ends at the table's side. What runs on beyond it, while hardly any other line does, is taken out of the picture, and the
print under it is closed from both sides.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise

import numpy as np
from numpy.typing import NDArray

from ingest.scan.picture import Grey
from ingest.scan.stroke import Stroke

# So far (inches) a streak runs on beyond the last rule across it; so much of the page is as long as one that crosses no rule.
_BEYOND, _ALONG = 0.25, 0.6
# More lines than this, and than this part of all, that run on beyond a table's side tell that the side was not found.
_MOST, _PART = 2, 0.25
# How far (inches) off its line a piece of a streak lies, how far off one a rule may end, and half a streak's width at most.
_STRAY, _NEAR, _HALF = 0.015, 0.03, 0.012
# Lines so far (inches) from each other that end at one height so far within the page end at a rule, which leans no more in a photo.
_SEPARATE, _MARGIN, _SLANT = 0.2, 0.5, 0.06
# A streak leans by so much more than the table's own rules do, over at least so many inches.
_LEAN, _LONG = 0.006, 2.0
# Paper is lighter than this (of 255), a streak darker than the second; print is darker than a grey streak by so much.
_PAPER, _SEEN, _DARKER = 215, 243, 40
# A rule under a streak, or so near beside it (inches), has so much more ink across it (pixels of black at 300 dpi, and a part) than the streak
# alone; a line is no thicker than that (inches), is looked at in pieces so long (inches), and a stretch shorter than this (pixels) tells nothing.
_BESIDE, _INK, _HEAVIER, _THICK, _PIECE, _SHORT = 0.035, 0.55, 1.4, 0.02, 0.3, 20
# So many (percent) of a streak's pieces have no more ink.
_NEARLY_ALL = 90
# A rule is as black along this part of a cell's side.
_THROUGHOUT = 0.85


def streaks(strokes: Sequence[Stroke], crossing: Sequence[Stroke], length: int, dpi: float) -> list[Stroke]:
    """The level ``strokes`` that are no rules, on a page so ``length`` (pixels) along them."""
    lean = float(np.median([_lean(s) for s in strokes])) if strokes else 0.0
    # The line that a form has for a date, far above the table, is no rule of it: nothing but the streak meets it.
    crossing = [c for c in crossing if sum(_meet(c, s, _NEAR * dpi) for s in strokes) > 1]
    # On a bent page a table's own rules lean as differently as they lie apart.
    tied = [_lean(s) for s in strokes if s.length >= _LONG * dpi and _is_tied(s, crossing, dpi)]
    least, most = min([lean - _LEAN, *tied]), max([lean + _LEAN, *tied])
    askew = [s for s in strokes if s.length >= _LONG * dpi and not least <= _lean(s) <= most]
    found = list({id(s): s for s in (*_running_on(strokes, crossing, length, dpi), *askew)}.values())
    if found:
        # Beside streaks from edge to edge a shorter one does not stick out: it does when they are gone.
        found += _running_on([s for s in strokes if not any(s is other for other in found)], crossing, length, dpi)
    pieces = [s for s in strokes if any(s is not own and _on_line(s, own, dpi) and not _crosses(s, own, lean, dpi) for own in found)]
    return [*found, *(s for s in pieces if not any(s is own for own in found))]


def _running_on(strokes: Sequence[Stroke], crossing: Sequence[Stroke], length: int, dpi: float) -> list[Stroke]:
    """The lines that run on beyond all rules across them, as hardly any other line does."""
    beyond = [s for s in strokes if _runs_on(s, crossing, length, dpi) and _sticks_out(s, strokes, dpi)]
    return [] if len(beyond) > max(_MOST, _PART * len(strokes)) or _end_together(beyond, crossing, length, dpi) else beyond


def _end_together(strokes: Sequence[Stroke], crossing: Sequence[Stroke], length: int, dpi: float) -> bool:
    """Do several lines that run on end at one height within the page? A table's side that was not found, as a double one, lies there."""
    for side in (0, 1):
        reach = [(s, _beyond(s, crossing, dpi)) for s in strokes]
        ends = [(s.hi if side else s.lo, s.middle) for s, beyond in reach if beyond and beyond[side] >= _BEYOND * dpi]
        within = [(end, at) for end, at in ends if _MARGIN * dpi < end < length - _MARGIN * dpi]
        for (a, at), (b, other) in combinations(within, 2):
            if abs(a - b) <= _NEAR * dpi + _SLANT * abs(at - other) and abs(at - other) > _SEPARATE * dpi:
                return True
    return False


def _is_tied(stroke: Stroke, crossing: Sequence[Stroke], dpi: float) -> bool:
    """Does it begin and end at rules across? So do the rules of a photo of a page, however they lean."""
    ends = (stroke.lo, float(stroke.at[0])), (stroke.hi, float(stroke.at[-1]))
    near = _NEAR * dpi
    return all(any(abs(c.middle - x) <= 2 * near and c.lo - near <= y <= c.hi + near for c in crossing) for x, y in ends)


def _lean(stroke: Stroke) -> float:
    return float(stroke.at[-1] - stroke.at[0]) / max(1.0, stroke.length)


def _runs_on(stroke: Stroke, crossing: Sequence[Stroke], length: int, dpi: float) -> bool:
    beyond = _beyond(stroke, crossing, dpi)
    return stroke.length >= _ALONG * length if beyond is None else max(beyond) >= _BEYOND * dpi


def _beyond(stroke: Stroke, crossing: Sequence[Stroke], dpi: float) -> tuple[float, float] | None:
    """How far a line runs on (pixels) before the first and behind the last rule across it; None where it crosses none."""
    near = _NEAR * dpi
    met = [c.middle for c in crossing if _meet(c, stroke, near)]
    return (min(met) - stroke.lo, stroke.hi - max(met)) if met else None


def _sticks_out(stroke: Stroke, strokes: Sequence[Stroke], dpi: float) -> bool:
    """Does it reach farther than all the other lines but a few?"""
    lows, highs = sorted(s.lo for s in strokes if s is not stroke), sorted((s.hi for s in strokes if s is not stroke), reverse=True)
    k = min(_MOST, len(lows) - 1)
    return k < 0 or stroke.lo < lows[k] - _BEYOND * dpi or stroke.hi > highs[k] + _BEYOND * dpi


def _meet(crossing: Stroke, stroke: Stroke, near: float) -> bool:
    return stroke.lo - near <= crossing.middle <= stroke.hi + near and _reaches(crossing, stroke, near)


def _reaches(crossing: Stroke, stroke: Stroke, near: float) -> bool:
    at = float(np.interp(crossing.middle, stroke.along, stroke.at))
    return bool(crossing.lo - near <= at <= crossing.hi + near)


def _on_line(piece: Stroke, streak: Stroke, dpi: float) -> bool:
    """Does it lie on the line of a streak, before or behind it, or upon it?"""
    if piece.lo < streak.hi and piece.hi > streak.lo:
        upon = streak.lo <= piece.lo and piece.hi <= streak.hi
        return upon and abs(piece.middle - float(np.interp((piece.lo + piece.hi) / 2, streak.along, streak.at))) <= _STRAY * dpi
    slope, start = np.polyfit(streak.along, streak.at, 1)
    return bool(abs(piece.middle - (start + slope * (piece.lo + piece.hi) / 2)) <= _STRAY * dpi)


def _crosses(rule: Stroke, streak: Stroke, lean: float, dpi: float) -> bool:
    """Does it only cross the line of a leaning streak, leaning as the rules do (``lean``)?"""
    slope, start = np.polyfit(streak.along, streak.at, 1)
    off = max(abs(float(at) - (start + slope * along)) for along, at in ((rule.lo, rule.at[0]), (rule.hi, rule.at[-1])))
    return off > _STRAY * dpi and abs(_lean(rule) - lean) < abs(_lean(rule) - _lean(streak))


def rules_under(picture: Grey, found: Sequence[Stroke], crossing: Sequence[Stroke], dpi: float) -> list[Stroke]:
    """The rules that streaks run along or beside: from one rule across to the next, where a line is far blacker than the streak beyond the table."""
    result: list[Stroke] = []
    for streak in found:
        near = _NEAR * dpi
        stops = sorted(c.middle for c in crossing if _meet(c, streak, near))
        outside = (streak.lo, min(stops, default=0.0)), (max(stops, default=0.0), streak.hi)
        beyond = [ink for ends in outside for _, ink in lines_across(picture, streak, *ends, dpi)]
        if not beyond:
            continue
        # A threshold has made dashes of some streaks, thick ones and thin ones.
        alone = float(np.percentile(beyond, _NEARLY_ALL))
        for lo, hi in pairwise(stops):
            # A letter's stem beside the streak ends above and below.
            lines = lines_across(picture, streak, lo, hi, dpi, _THROUGHOUT)
            at, ink = np.median(lines, axis=0).tolist() if lines else (0.0, 0.0)
            if is_heavier(ink, alone, dpi):
                result.append(Stroke(np.array([lo, hi]), np.full(2, float(at))))
    return result


def is_heavier(ink: float, alone: float, dpi: float) -> bool:
    """Is that more ink than a streak has alone?"""
    return ink > max(_HEAVIER * alone, alone + _INK * 255 * dpi / 300)


def apart(found: Sequence[Stroke], rules: Sequence[Stroke], dpi: float) -> list[Stroke]:
    """The streaks on their own straight lines, where they were traced along rules beside them; none of which too little is seen."""
    result: list[Stroke] = []
    for streak in found:
        along = [r for r in rules if streak.lo <= r.lo and r.hi <= streak.hi and _touches(streak, r, dpi)]
        alone = np.ones(len(streak.along), bool)
        for rule in along:
            alone &= (streak.along < rule.lo) | (streak.along > rule.hi)
        seen = streak.along[alone]
        if not along:
            result.append(streak)
        elif len(seen) > 1 and seen[-1] - seen[0] >= _PIECE * dpi:
            slope, start = np.polyfit(seen, streak.at[alone], 1)
            ends = np.array([streak.lo, streak.hi])
            result.append(Stroke(ends, start + slope * ends))
    return result


def _touches(streak: Stroke, rule: Stroke, dpi: float) -> bool:
    return abs(float(np.interp((rule.lo + rule.hi) / 2, streak.along, streak.at)) - rule.middle) <= _BESIDE * dpi


def lines_across(picture: Grey, stroke: Stroke, lo: float, hi: float, dpi: float, along: float = 0.5) -> list[tuple[float, float]]:
    """Where the line with most ink across it lies, on a stroke or beside it between two places, and how much that is, piece by piece: so a
    leaning streak is seen. It is as dark ``along`` that part of each piece. None where the places are too near to tell."""
    margin = min(_NEAR * dpi, 0.25 * (hi - lo))
    xs = np.arange(max(0, round(lo + margin)), min(picture.shape[1], round(hi - margin)))
    if len(xs) < _SHORT:
        return []
    return [_peak(picture, stroke, piece, dpi, along) for piece in np.array_split(xs, max(1, round(len(xs) / (_PIECE * dpi))))]


def _peak(picture: Grey, stroke: Stroke, xs: NDArray[np.int64], dpi: float, along: float) -> tuple[float, float]:
    """Where most ink lies across a piece of a stroke or near it, and how much."""
    reach, thick = round(_BESIDE * dpi), max(3, round(_THICK * dpi)) | 1
    middle = round(float(np.median(np.interp(xs, stroke.along, stroke.at))))
    rows = np.arange(middle - reach - thick, middle + reach + thick + 1)
    profile = 255.0 - np.percentile(picture[np.clip(rows, 0, picture.shape[0] - 1)][:, xs], 100 * along, axis=1)
    ink = np.convolve(profile, np.ones(thick), mode="same")[thick:-thick]
    best = int(ink.argmax()) + thick
    part = slice(best - thick // 2, best + thick // 2 + 1)
    at = float((profile[part] * rows[part]).sum() / max(1.0, profile[part].sum()))
    return at, float(ink.max())


def wiped(picture: Grey, found: Sequence[Stroke], dpi: float) -> tuple[Grey, Grey]:
    """The picture without these level lines, and where they lay (255): what is plainly darker than a line is print that it crosses and
    stays; elsewhere print goes on where it stands on both sides."""
    result, mask = picture.copy(), np.zeros_like(picture)
    reach = max(2, round(_HALF * dpi))
    for stroke in _whole(found, dpi):
        xs = np.arange(max(0, int(stroke.lo)), min(picture.shape[1], int(stroke.hi) + 1))
        ys = np.interp(xs, stroke.along, stroke.at).round().astype(np.int64)
        bare = np.minimum(_row(picture, xs, ys - reach - 1), _row(picture, xs, ys + reach + 1)) > _PAPER
        levels = {k: float(np.median(_row(picture, xs, ys + k)[bare])) if bare.any() else 0.0 for k in range(-reach, reach + 1)}
        inside = [k for k, level in levels.items() if level < _SEEN] or [0]
        first, last, darkest = min(inside), max(inside), min(levels.values())
        fill = np.maximum(_row(picture, xs, ys + first - 1), _row(picture, xs, ys + last + 1))
        for k in range(first, last + 1):
            rows = np.clip(ys + k, 0, picture.shape[0] - 1)
            own = picture[rows, xs]
            result[rows, xs] = np.where(own < darkest - _DARKER, own, np.maximum(fill, own))
            mask[rows, xs] = 255
    return result, mask


def _whole(found: Sequence[Stroke], dpi: float) -> list[Stroke]:
    """Pieces of one line as one: print that breaks a streak lies between them."""
    result: list[Stroke] = []
    for stroke in sorted(found, key=lambda s: s.lo):
        before = next(
            (k for k, s in enumerate(result) if s.hi <= stroke.lo and (_on_line(stroke, s, dpi) or _on_line(s, stroke, dpi))), None
        )
        if before is None:
            result.append(stroke)
        else:
            result[before] = result[before].followed_by(stroke)
    return result


def _row(picture: Grey, xs: NDArray[np.int64], ys: NDArray[np.int64]) -> NDArray[np.uint8]:
    return np.asarray(picture[np.clip(ys, 0, picture.shape[0] - 1), xs], dtype=np.uint8)
