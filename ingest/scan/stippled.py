"""Shaded cells of a bilevel scan: the shade became a sand of single dots, which are taken out before they join letters or make a dotted rule."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.scan.picture import Grey

# A picture is bilevel where no more than this part of it is neither black nor white.
_SHADES, _BLACK, _WHITE = 0.01, 60, 195
# A grain of sand is no wider and no higher than this (inches); where grains lie so close that they run together, than the second.
_GRAIN, _CLUMP = 0.011, 0.019
# Places of the first width (inches) that hold a grain; squares of so many of them; the part of them that holds one where a cell is shaded,
# and at the least where its shade runs out: a dotted rule fills a line of them, two rules a cross.
_PLACE, _SQUARE, _SHADED, _PALE = 0.04, 9, 0.35, 0.1
# So many grains for each such place lie in the white of a shaded cell where its shade runs out, and where they may run together; the
# full stops and dots of a text are fewer.
_THIN, _THICK = 0.03, 0.12


def without_stipple(image: NDArray[np.uint8], dpi: float) -> NDArray[np.uint8]:
    """The picture (grey, or RGB) without the sand of its shaded cells; the same picture where it is not bilevel or holds none."""
    grey = np.asarray(image[..., 0] if image.ndim == 3 else image, dtype=np.uint8)
    part = grey[::4, ::4]
    if np.count_nonzero((part > _BLACK) & (part < _WHITE)) > _SHADES * part.size:
        return image
    ink = np.asarray(cv2.threshold(grey, (_BLACK + _WHITE) // 2, 255, cv2.THRESH_BINARY_INV)[1], dtype=np.uint8)
    box = _shaded(_grains(ink, dpi, _GRAIN), dpi)
    if box is None:
        return image
    result = image.copy()
    result[box][_sand(np.ascontiguousarray(ink[box]), dpi)] = 255
    return result


def _grains(ink: Grey, dpi: float, size: float, *, ways: int = 8) -> NDArray[np.bool_]:
    """The ink in pieces that are as small as this (inches); ``ways``: 4 parts what touches by its corners alone."""
    most = max(2, round(size * dpi))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=ways)
    small = (stats[:, cv2.CC_STAT_WIDTH] <= most) & (stats[:, cv2.CC_STAT_HEIGHT] <= most)
    small[0] = False
    return np.asarray(small[labels], dtype=np.bool_)


def _shaded(grains: NDArray[np.bool_], dpi: float) -> tuple[slice, slice] | None:
    """The rectangle around where grains lie all over, and around where they run out."""
    side = max(2, round(_PLACE * dpi))
    rows, columns = (n // side for n in grains.shape)
    places = grains[: rows * side, : columns * side].reshape(rows, side, columns, side).any(axis=(1, 3))
    part = np.asarray(cv2.blur(np.asarray(places, dtype=np.float32), (_SQUARE, _SQUARE)))
    dense, sparse = part >= _SHADED, (part >= _PALE).astype(np.uint8)
    if not dense.any():
        return None
    _, labels = cv2.connectedComponents(sparse, connectivity=4)
    ys, xs = np.nonzero(np.isin(labels, labels[dense]))
    return (
        slice(max(0, int(ys.min()) - _SQUARE) * side, (int(ys.max()) + _SQUARE) * side),
        slice(max(0, int(xs.min()) - _SQUARE) * side, (int(xs.max()) + _SQUARE) * side),
    )


def _sand(ink: Grey, dpi: float) -> NDArray[np.bool_]:
    """The grains that lie in the white of shaded cells: as far as to the rules around these and no farther."""
    grains, clumps = (_grains(ink, dpi, size, ways=4) for size in (_GRAIN, _CLUMP))
    white = ((ink == 0) | clumps).astype(np.uint8)
    count, labels = cv2.connectedComponents(white, connectivity=4)
    alone, _, stats, centres = cv2.connectedComponentsWithStats(clumps.astype(np.uint8), connectivity=4)
    at = labels[stats[1:, cv2.CC_STAT_TOP], stats[1:, cv2.CC_STAT_LEFT]] if alone > 1 else np.zeros(0, np.int64)
    at = np.where(at > 0, at, labels[np.minimum(centres[1:, 1], ink.shape[0] - 1).astype(int), centres[1:, 0].astype(int)])
    many = np.bincount(at, minlength=count) * (_PLACE * dpi) ** 2 / np.maximum(np.bincount(labels.ravel(), minlength=count), 1)
    many[0] = 0.0
    found = many[labels]
    return np.asarray((grains & (found >= _THIN)) | (clumps & (found >= _THICK)), dtype=np.bool_)
