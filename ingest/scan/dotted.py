"""Dotted and dashed ruling lines: small marks of one thickness that follow each other closely are one rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.scan.picture import Grey, pieces_of_ink
from ingest.scan.stroke import Stroke

Boxes = NDArray[np.float64]

# The longest dash, the thickest rule and the widest gap between two marks (inches).
_LONGEST, _THICKEST, _GAP = 0.2, 0.03, 0.075
# How far (inches) the middle of a mark may lie off the one before: a slanted rule is drawn in steps.
_STEP = 0.009
# A rule by itself has so many dots, or so many dashes, at least; this share of its gaps and of its thicknesses is even.
_DOTS, _DASHES, _EVEN = 6, 4, 0.7
# A dash is this much longer than it is thick.
_DASH = 2.2
# A glyph has its neighbour so near (inches); of a rule's marks, few have.
_BESIDE, _CROWDED = 0.02, 0.4


@dataclass(frozen=True)
class Dots:
    """The rows of marks found: boxes (x, y, width, height in pixels) of each one's marks, in order."""

    across: Sequence[Boxes] = ()
    down: Sequence[Boxes] = ()

    def __bool__(self) -> bool:
        return bool(self.across or self.down)


def rows_of_dots(ink: Grey, boxes: Boxes, dpi: float) -> Dots:
    """The dotted rules among connected ink (``boxes``: x, y, width, height)."""
    across = _rules(ink, boxes, dpi)
    down = _rules(ink.T, boxes[:, [1, 0, 3, 2]], dpi)
    return Dots(across, [row[:, [1, 0, 3, 2]] for row in down])


def dots_without(ink: Grey, across: Sequence[Stroke], down: Sequence[Stroke], dpi: float) -> Dots:
    """The dotted rules that show once the rules across them, which run into their marks, are wiped out."""
    upright = _rules_of(_wiped(ink, across, dpi).T, dpi)
    crossing = [_stroke(row) for row in upright]
    level = _rules_of(_wiped(ink.T, [*down, *crossing], dpi).T, dpi)
    return Dots(level, [row[:, [1, 0, 3, 2]] for row in upright])


def joined(dark: Grey, dots: Dots) -> None:
    """Draw each row of marks as one line into ``dark`` (0 = paper)."""
    for row in dots.across:
        _draw(dark, [_stroke(row)], _thickness(row))
    for row in dots.down:
        turned = row[:, [1, 0, 3, 2]]
        _draw(dark.T, [_stroke(turned)], _thickness(turned))


def _thickness(row: Boxes) -> int:
    return int(max(2, round(float(np.median(row[:, 3])))))


def _rules_of(ink: Grey, dpi: float) -> list[Boxes]:
    _, stats = pieces_of_ink(np.ascontiguousarray(ink))
    return _rules(ink, stats[1:, :4].astype(np.float64), dpi)


def _wiped(ink: Grey, strokes: Sequence[Stroke], dpi: float) -> Grey:
    result = ink.copy()
    _draw(result, strokes, max(3, round(0.016 * dpi)) | 1, 0)
    return result


def _draw(image: Grey, strokes: Sequence[Stroke], thick: int, colour: int = 255) -> None:
    """Level strokes with square ends, drawn column by column: those of OpenCV are round and need their own memory layout."""
    for stroke in strokes:
        xs = np.arange(int(round(stroke.lo)), min(int(round(stroke.hi)) + 1, image.shape[1]))
        ys = np.interp(xs, stroke.along, stroke.at).round().astype(int) - thick // 2
        for k in range(thick):
            image[np.clip(ys + k, 0, image.shape[0] - 1), xs] = colour


def _stroke(row: Boxes) -> Stroke:
    """The rule through a row of marks."""
    middle = row[:, 1] + (row[:, 3] - 1) / 2
    along = np.stack((row[:, 0], row[:, 0] + np.maximum(row[:, 2] - 1, 0.5)), axis=1).ravel()
    return Stroke(along, np.repeat(middle, 2))


def _rules(ink: Grey, boxes: Boxes, dpi: float) -> list[Boxes]:
    """Level rows of marks that are rules by themselves, and the pieces that lie on the same lines."""
    marks = boxes[(boxes[:, 2] <= _LONGEST * dpi) & (boxes[:, 3] <= _THICKEST * dpi)]
    rows = list(_rows(marks, dpi))
    rules = [row for row in rows if len(row) >= _DASHES and _is_rule(row, dpi)]
    sure = [row for row in rules if not _crowded(ink, row, dpi)]
    if not sure:
        return []
    known, even = {id(row) for row in sure}, {id(row) for row in rules if _is_dots(row)}
    places = np.sort([_stroke(row).middle for row in sure])
    # Print may touch the rest of a rule on both sides, as a spreadsheet's does.
    more = [
        row for row in rows if id(row) not in known and _on_a_line(row, places, dpi) and (id(row) in even or not _crowded(ink, row, dpi))
    ]
    return sure + more


def _rows(marks: Boxes, dpi: float) -> Iterator[Boxes]:
    """Marks that follow each other from left to right, each the nearest one after the one before."""
    if len(marks) < _DASHES:
        return
    marks = marks[np.argsort(marks[:, 0], kind="stable")]
    after = _next_of(marks, dpi)
    gap = np.where(after >= 0, marks[after, 0] - marks[:, 0] - marks[:, 2], np.inf)
    before = np.full(len(marks), -1)
    for k in np.argsort(-gap, kind="stable"):
        if after[k] >= 0:
            before[after[k]] = k
    for start in np.flatnonzero(before < 0):
        row, k = [int(start)], int(after[start])
        while k >= 0 and before[k] == row[-1]:
            row.append(k)
            k = int(after[k])
        yield marks[row]


def _next_of(marks: Boxes, dpi: float) -> NDArray[np.int64]:
    """For each mark (they are sorted from the left) the nearest one to its right at its height; -1 where there is none."""
    step, far = max(1.0, _STEP * dpi), float(marks[:, 0].max() + 10 * dpi)
    middle = marks[:, 1] + marks[:, 3] / 2
    level = np.floor(middle / step)
    key = level * far + marks[:, 0]
    order = np.argsort(key, kind="stable")
    best = np.full(len(marks), -1)
    least = np.full(len(marks), _GAP * dpi)
    ends = marks[:, 0] + marks[:, 2]
    for off in (-1, 0, 1):
        place = np.searchsorted(key[order], (level + off) * far + ends - 0.5)
        found = order[np.minimum(place, len(marks) - 1)]
        gap = marks[found, 0] - ends
        good = (place < len(marks)) & (level[found] == level + off) & (gap >= -0.5) & (gap < least) & (abs(middle[found] - middle) <= step)
        best[good], least[good] = found[good], gap[good]
    return best


def _is_rule(row: Boxes, dpi: float) -> bool:
    """Enough marks of one thickness, dots at even gaps: full stops and specks come as they like."""
    thick, wide = row[:, 3], row[:, 2]
    length = float(row[-1, 0] + row[-1, 2] - row[0, 0])
    gaps = row[1:, 0] - row[:-1, 0] - row[:-1, 2]
    dashed = np.count_nonzero(wide >= _DASH * thick) >= max(_DASHES, 0.4 * len(row)) and wide.sum() > 0.5 * length > 0.15 * dpi
    usual, size = float(np.median(gaps)) if len(gaps) else 0.0, float(np.median(thick))
    even = float(np.mean(np.abs(gaps - usual) <= max(1.3, 0.35 * usual))) if len(gaps) else 0.0
    if not dashed and (len(row) < _DOTS or even < _EVEN):
        return False
    alike = np.abs(thick - size) <= max(1.3, 0.5 * size)
    lean = abs(float(row[-1, 1] + row[-1, 3] / 2 - row[0, 1] - row[0, 3] / 2))
    return bool(alike.mean() >= _EVEN and lean <= 0.09 * length + 0.005 * dpi)


def _is_dots(row: Boxes) -> bool:
    """Are they many, and as wide as they are thick? Pieces of a worn rule are longer."""
    return len(row) >= 2 * _DOTS and float(np.median(row[:, 2])) < _DASH * float(np.median(row[:, 3]))


def _on_a_line(row: Boxes, places: NDArray[np.float64], dpi: float) -> bool:
    """Is it a row too short to tell, on the line of one that is sure?"""
    if row[-1, 0] + row[-1, 2] - row[0, 0] < 0.03 * dpi:
        return False
    middle = float(np.mean(row[:, 1] + (row[:, 3] - 1) / 2))
    after = int(np.searchsorted(places, middle))
    return bool(np.min(np.abs(places[max(0, after - 1) : after + 1] - middle)) <= 0.008 * dpi)


def _crowded(ink: Grey, row: Boxes, dpi: float) -> bool:
    """Has much of the row ink just over or under it? Then its marks are glyphs, or parts of them."""
    reach = max(2, round(_BESIDE * dpi))
    near = 0
    for x, y, width, height in row.astype(int):
        over = ink[max(0, y - 1 - reach) : max(0, y - 1), x : x + width]
        under = ink[y + height + 1 : y + height + 1 + reach, x : x + width]
        near += bool(over.any() or under.any())
    return near > _CROWDED * len(row)
