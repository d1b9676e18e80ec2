"""Coloured ink over black print (stamps, signatures) is taken off a colour picture; what is printed in colour stays.

Only what is large and sparse, as no letter is, and no straight rule goes: figures, heads and tables in colour are print.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.scan.inks import APART, BLACK, PLAINLY, Colours, channels, print_alone
from ingest.scan.picture import Grey, pieces_of_ink

# Strokes are looked for at this resolution.
_DRAFT = 150.0
# What is lighter than this (its darkest channel, of 255) is paper.
_DARK = 225
# A stroke of a stamp or a signature is so large (inches), no straight line, and fills less of its box than letters do. Pieces of a thin one
# lie so near each other, and fill even less. So much of a stroke is plainly coloured. A rule runs straight for so long.
_LARGE, _LEAST, _FULL, _PIECES, _THIN, _PART, _STRAIGHT = 0.22, 0.045, 0.3, 0.13, 0.16, 0.1, 0.5
# Strokes so near each other (inches) are one thing, which is at least so large; coloured ink so near belongs to it.
_TOGETHER, _WHOLE, _AROUND = 0.15, 0.35, 0.06
# A table's coloured rules are at least so long together (inches); a flourish is not.
_RULES = 6.0
# The ground of a head is solid for so long (inches).
_SOLID = 0.1
# Where more than this part of the print is coloured, its colour tells nothing.
_MOST = 0.5
# What lies so near (pixels) around black print is its edge; where so much of that is coloured (or less, and most of the colour lies there), it is fringed.
_EDGE, _FRINGES, _FEW_FRINGES = 7, 0.5, 0.15
# A stroke whose colour lies around black print for the most part is that print's edge: a stamp's and a signature's lies on the paper too.
_ON_PRINT = 0.7
# Stamps and signatures never hide more than this part of a page's black print.
_MOST_PRINT = 0.4

COVERED = 254


@dataclass(frozen=True, slots=True)
class Wiped:
    """Where coloured ink was taken off, in a picture ``factor`` times smaller: 255 in ``mask``, ``COVERED`` where it may have hidden print."""

    mask: Grey
    factor: float


def uncoloured(image: Colours, grey: Grey, dpi: float) -> tuple[Grey, Wiped | None]:
    """``grey``, the picture in one channel, without the stamps and signatures that are of another colour than the print."""
    if image.ndim == 2 or image.shape[2] < 3:
        return grey, None
    rgb = np.ascontiguousarray(image[..., :3])
    factor = max(1.0, dpi / _DRAFT)
    half = _resized(rgb, 0.5 / factor)
    if not _any_ink(half):
        return grey, None
    small = _resized(rgb, 1 / factor)
    paper = _paper(half, small.shape)
    level = _balanced(small, paper)
    found, ink = _strokes(level, dpi / factor)
    if found.any():
        found = _without_edges(level, found, dpi / factor)
    if not found.any():
        return grey, None
    result, covered = grey.copy(), np.zeros_like(found)
    for x0, y0, x1, y1 in _boxes(found):
        rows, columns = (slice(round(a * factor), round(b * factor)) for a, b in ((y0, y1), (x0, x1)))
        size = (columns.stop - columns.start, rows.stop - rows.start)
        size = (min(size[0], rgb.shape[1] - columns.start), min(size[1], rgb.shape[0] - rows.start))
        light = cv2.resize(np.ascontiguousarray(paper[y0:y1, x0:x1]), size)
        here = cv2.resize(np.ascontiguousarray(found[y0:y1, x0:x1]), size, interpolation=cv2.INTER_NEAREST) > 0
        bare, covers = print_alone(_balanced(rgb[rows, columns], np.asarray(light, dtype=np.uint8)), here, dpi)
        covered[y0:y1, x0:x1] |= np.uint8(covers)
        toned = bare * (cv2.cvtColor(light, cv2.COLOR_RGB2GRAY) / np.float32(255))
        result[rows, columns] = np.where(here, toned.astype(np.uint8), grey[rows, columns])
    inked = cv2.bitwise_and(found, cv2.dilate(ink, _square(3)) * np.uint8(255))
    return result, Wiped(np.where((inked > 0) & (covered > 0), COVERED, inked).astype(np.uint8), factor)


def _without_edges(picture: Colours, found: Grey, dpi: float) -> Grey:
    """What was ``found`` without the edges of black print, coloured as a sensor leaves them whose red and blue stand beside its green, or a lens.

    Where most of a page's edges are, or what was found lies over most of its black print, colour tells no stamp at all.
    """
    lightest, _, apart = channels(np.asarray(cv2.blur(picture, (3, 3)), dtype=np.uint8))
    black = _fine((lightest < BLACK).astype(np.uint8), dpi)
    near = cv2.dilate(black, _square(_EDGE)) > 0
    coloured, edges = apart > APART, near & (black == 0)
    of_edges, of_colour = float(coloured[edges].mean() if edges.any() else 0.0), float(near[coloured].mean() if coloured.any() else 0.0)
    hidden = float((found[black > 0] > 0).mean()) if black.any() else 0.0
    if of_edges > _FRINGES or (of_edges > _FEW_FRINGES and (of_colour > _FRINGES or hidden > _MOST_PRINT)):
        return np.zeros_like(found)
    labels, stats = pieces_of_ink(found)
    whole, on_print = (np.bincount(labels[part], minlength=len(stats)) for part in (coloured, coloured & near))
    return np.where((on_print > _ON_PRINT * np.maximum(whole, 1))[labels], 0, found).astype(np.uint8)


def _resized(picture: Colours, scale: float) -> Colours:
    small = picture if scale == 1.0 else cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return np.asarray(small, dtype=np.uint8)


def _any_ink(half: Colours) -> bool:
    """Whether half the draft shows coloured ink; most pages have none, and cost no more."""
    _, darkest, apart = channels(_balanced(half, _paper(half, half.shape)))
    return int(np.count_nonzero((apart > PLAINLY) & (darkest < _DARK))) >= 20


def _paper(half: Colours, shape: tuple[int, ...]) -> Colours:
    """The colour of the paper at each place of a picture of a ``shape``, the ink closed over."""
    tiny = cv2.dilate(_resized(half, 1 / 4), np.ones((7, 7), np.uint8))
    smooth = cv2.medianBlur(np.asarray(tiny, dtype=np.uint8), 9)
    return np.maximum(cv2.resize(smooth, (shape[1], shape[0]), interpolation=cv2.INTER_LINEAR), 1).astype(np.uint8)


def _balanced(picture: Colours, paper: Colours) -> Colours:
    """The picture as it would be on white paper in white light."""
    return np.asarray(cv2.divide(picture, paper, scale=255.0), dtype=np.uint8)


def _strokes(picture: Colours, dpi: float) -> tuple[Grey, Grey]:
    """Where stamps and signatures lie (255), with the room that they enclose; and what is coloured ink."""
    lightest, darkest, apart = channels(np.asarray(cv2.blur(picture, (3, 3)), dtype=np.uint8))
    black = _fine((lightest < BLACK).astype(np.uint8), dpi) > 0
    least = max(APART, 3.0 * float(np.median(apart[black]))) if black.any() else APART
    ink = ((apart > least) & (darkest < _DARK)).astype(np.uint8)
    fine = _fine(ink, dpi)
    black &= ink == 0
    ink, ground = fine, ink - fine
    ruled = _ruled(ink, dpi)
    ink[ruled > 0] = 0
    strokes = _large(ink, channels(picture)[2] > least * PLAINLY / APART, dpi)
    regions = np.zeros_like(ink)
    for points in _gathered(strokes, dpi):
        cv2.fillConvexPoly(regions, cv2.convexHull(points), 255)
    regions = np.asarray(cv2.dilate(regions, _square(2 * _AROUND * dpi)), dtype=np.uint8)
    # What lies outside is print: where most of that is coloured, colour tells nothing.
    other = np.count_nonzero((ink > 0) & (regions == 0))
    if other > _MOST * (np.count_nonzero(black) + other):
        return np.zeros_like(ink), ink
    regions[(ground > 0) | (ruled > 0)] = 0
    return np.asarray(regions, dtype=np.uint8), ink


def _fine(ink: Grey, dpi: float) -> Grey:
    """The ink without what is solid: the ground of a head, what a photo shows around the page."""
    solid = cv2.dilate(cv2.morphologyEx(ink, cv2.MORPH_OPEN, _square(_SOLID * dpi)), _square(5))
    return np.where(solid > 0, 0, ink).astype(np.uint8)


def _square(size: float) -> Grey:
    side = max(3, round(size)) | 1
    return np.ones((side, side), np.uint8)


def _ruled(ink: Grey, dpi: float) -> Grey:
    """Components that run straight along or across for most of their ink: the coloured rules of a table."""
    long = round(_STRAIGHT * dpi)
    along = cv2.morphologyEx(cv2.dilate(ink, np.ones((5, 1), np.uint8)), cv2.MORPH_OPEN, np.ones((1, long), np.uint8))
    down = cv2.morphologyEx(cv2.dilate(ink, np.ones((1, 5), np.uint8)), cv2.MORPH_OPEN, np.ones((long, 1), np.uint8))
    straight = cv2.bitwise_and(cv2.bitwise_or(along, down), ink)
    if np.count_nonzero(straight) < _RULES * dpi:
        return np.zeros_like(ink)
    count, labels = cv2.connectedComponents(ink, connectivity=8, ltype=cv2.CV_32S)
    total, held = (np.bincount(labels[part > 0], minlength=count) for part in (ink, straight))
    return np.asarray((held > 0.5 * np.maximum(total, 1)).astype(np.uint8)[labels] & (ink > 0), dtype=np.uint8)


def _large(ink: Grey, plain: NDArray[np.bool_], dpi: float) -> Grey:
    """The strokes that are plainly coloured and no letters: too large, and filling too little of their boxes; thin ones in pieces too."""
    whole = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, _square(3)).astype(np.uint8)
    pieces = cv2.dilate(ink, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (round(_PIECES * dpi) | 1,) * 2)).astype(np.uint8)
    return np.maximum(_sparse(whole, ink, plain, _LARGE * dpi, _FULL, dpi), _sparse(pieces, ink, plain, _WHOLE * dpi, _THIN, dpi))


def _sparse(joined: Grey, ink: Grey, plain: NDArray[np.bool_], least: float, full: float, dpi: float) -> Grey:
    """The ink of the components (of ``joined``) that are so large, fill so little of their boxes, and do not run straight."""
    labels, stats = pieces_of_ink(joined)
    large = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]) > least
    result = np.zeros_like(ink)
    # Few are large, and each has a box of its own: that costs less than to count all ink of the page.
    for k in np.flatnonzero(large[1:]) + 1:
        x, y, w, h = stats[k, :4].tolist()
        box = (slice(y, y + h), slice(x, x + w))
        own = (labels[box] == k) & (ink[box] > 0)
        held = int(np.count_nonzero(own))
        if held < full * w * h and np.count_nonzero(own & plain[box]) > _PART * held:
            rows, columns = np.nonzero(own)
            if min(cv2.minAreaRect(np.stack((columns, rows), axis=1).astype(np.int32))[1]) > _LEAST * dpi:
                result[box][own] = ink[box][own]
    return result


def _gathered(strokes: Grey, dpi: float) -> Iterator[NDArray[np.int32]]:
    """The places (x, y) of strokes that lie together, a thing at a time."""
    around = cv2.dilate(strokes, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (round(_TOGETHER * dpi) | 1,) * 2))
    labels, stats = pieces_of_ink(around)
    for k, (x, y, wide, high, _) in enumerate(stats.tolist()):
        if k and max(wide, high) >= (_WHOLE + _TOGETHER) * dpi:
            rows, columns = np.nonzero((labels[y : y + high, x : x + wide] == k) & (strokes[y : y + high, x : x + wide] > 0))
            yield np.stack((columns + x, rows + y), axis=1).astype(np.int32)


def _boxes(mask: Grey) -> list[tuple[int, int, int, int]]:
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    return [(x, y, x + w, y + h) for x, y, w, h in map(cv2.boundingRect, contours)]
