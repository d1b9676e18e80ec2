"""Punch holes, black where the scanner's lid shows through them: solid discs of their size become paper, and the rules that they interrupt go on."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.scan.coloured import COVERED, Wiped
from ingest.scan.picture import Grey

# A hole on a page (pixels): x and y of its middle, and its radius.
Hole = tuple[int, int, int]

# Sheets are punched near their edge: a hole's middle lies so far (inches) from the picture's at most. What a hole in a table hides stays told.
_MARGIN = 1.0

# Holes are looked for at this resolution, where they are darker than this (of 255).
_DRAFT, _DARK = 50.0, 110
# How wide they are (inches); a solid place of the second width is left where one is, and of none of the print.
_WIDE, _SOLID = (0.17, 0.36), 0.11
# A disc fills so much of its box, which is so nearly square.
_FULL, _SQUARE = (0.68, 0.9), 0.82
# Their soft edge goes with them (inches).
_EDGE = 0.012
# Print that a hole touches (inches) may have lost some of itself; the mask of it is so many times smaller than the page.
_TOUCHES, _COARSER = 0.04, 4
# A rule runs on from a hole so far (inches), so dark (of 255) all that way, and is no thicker than the third (inches).
_ON, _RULE, _THIN = 0.08, 170, 0.03


def without_holes(clean: Grey, dpi: float) -> tuple[Grey, list[Hole]]:
    """An evened picture without the black discs of punch holes in its margins, and where these were."""
    # Every second or third row and column tell as much, in a fifth of the time.
    scale, step = _DRAFT / dpi, max(1, int(dpi / (2 * _DRAFT)))
    size = max(1, round(clean.shape[1] * scale)), max(1, round(clean.shape[0] * scale))
    small = cv2.resize(clean[::step, ::step], size, interpolation=cv2.INTER_AREA)
    side = max(3, round(_SOLID * _DRAFT) | 1)
    core = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    solid = cv2.morphologyEx((small < _DARK).astype(np.uint8), cv2.MORPH_OPEN, core)
    if not solid.any():
        return clean, []
    _, _, stats, middles = cv2.connectedComponentsWithStats(solid, connectivity=4)
    found: list[Hole] = []
    for (_, _, width, height, area), (x, y) in zip(stats[1:].tolist(), middles[1:].tolist(), strict=True):
        disc = _FULL[0] * width * height <= area <= _FULL[1] * width * height and min(width, height) >= _SQUARE * max(width, height)
        margin = min(x, y, small.shape[1] - x, small.shape[0] - y) <= _MARGIN * _DRAFT
        if disc and margin and _WIDE[0] * _DRAFT <= max(width, height) <= _WIDE[1] * _DRAFT:
            radius = (max(width, height) / 2 + 0.5) / scale + _EDGE * dpi
            found.append((round((x + 0.5) / scale), round((y + 0.5) / scale), round(radius)))
    result = clean.copy() if found else clean
    for hole in found:
        _fill(result, hole, dpi)
    return result, found


def with_holes(wiped: Wiped | None, holes: Sequence[Hole], shape: tuple[int, ...], dpi: float) -> Wiped | None:
    """Where ink was taken off a page of that shape (pixels), the holes included, which may have hidden print."""
    if not holes:
        return wiped
    if wiped is None:
        wiped = Wiped(np.zeros((shape[0] // _COARSER + 1, shape[1] // _COARSER + 1), np.uint8), _COARSER)
    mask = wiped.mask.copy()
    for x, y, radius in holes:
        at, reach = (round(x / wiped.factor), round(y / wiped.factor)), round((radius + _TOUCHES * dpi) / wiped.factor)
        cv2.circle(mask, at, reach, [float(COVERED)], cv2.FILLED)
    return Wiped(mask, wiped.factor)


def _fill(page: Grey, hole: Hole, dpi: float) -> None:
    """Make a hole paper, and draw on it the rules that end at its rim: from rim to rim, or to the one across."""
    x, y, radius = hole
    rules = [(_ends(page, x, y, radius, dpi), page), (_ends(page.T, y, x, radius, dpi), page.T)]
    cv2.circle(page, (x, y), radius, [255.0], cv2.FILLED)
    at = [ends[0] or ends[1] for ends, _ in rules]
    for k, ((before, behind), picture) in enumerate(rules):
        rule, across, middle = at[k], at[1 - k], (x, y)[k]
        lo = middle - radius if before else across and across[0]
        hi = middle + radius if behind else across and across[1]
        if rule is not None and lo is not None and hi is not None:
            picture[rule[0] : rule[1] + 1, lo : hi + 1] = 0


def _ends(page: NDArray[np.uint8], x: int, y: int, radius: int, dpi: float) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """From which to which row a level rule that ends at the rim of a disc is drawn, left and right of it."""
    on, thin = round(_ON * dpi), max(2, round(_THIN * dpi))
    found: list[tuple[int, int] | None] = []
    for lo in (x - radius - on, x + radius):
        part = page[max(0, y - radius) : y + radius, max(0, lo) : max(0, lo + on)]
        dark = np.flatnonzero((part < _RULE).mean(axis=1) > 0.9) if part.shape[1] >= on // 2 else np.empty(0, np.int64)
        top = max(0, y - radius)
        found.append((top + int(dark[0]), top + int(dark[-1])) if 0 < len(dark) <= thin and dark[-1] - dark[0] < thin else None)
    return found[0], found[1]
