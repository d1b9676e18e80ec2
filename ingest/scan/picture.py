"""A picture of a page is made clean and even: one channel, white paper, black ink, no dark border."""

from __future__ import annotations

from typing import Any, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

Grey: TypeAlias = NDArray[np.uint8]

# A4's long side in inches: what a photo without a believable resolution is taken to show.
_A4_LONG = 11.69
_BELIEVABLE_DPI = (100.0, 1300.0)
# A full stop of 6 pt print is wider (inches): ink of a smaller mass, alone, is dirt. Paler than the second (of 255) it does not matter.
_FULL_STOP, _SEEN = 0.009, 48
# Specks so near each other (inches), and so many, are the dots of a ruling line.
_PITCH, _ROW = 0.045, 3
# A worn comma stands at the foot of print: so near on both sides (inches), as high as this beside it, and nothing just below.
_BESIDE, _ABOVE, _BELOW = 0.034, 0.06, (0.014, 0.045)
# So many pieces of ink can be numbered in half the memory, in less than half the time. A piece begins where nothing lies before or above it.
_FEW_PIECES, _BEFORE = 65_000, np.array([[1, 1, 0], [1, 0, 0], [0, 0, 0]], np.uint8)


def grey_of(image: NDArray[np.uint8]) -> Grey:
    """One channel out of height × width [× 3 or 4] RGB."""
    if image.ndim == 2:
        return np.ascontiguousarray(image)
    rgb = np.ascontiguousarray(image[..., :3])
    return np.asarray(cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY) if rgb.shape[2] == 3 else rgb[..., 0], dtype=np.uint8)


def believable_dpi(dpi: float | None, width: int, height: int) -> float:
    """``dpi`` where the page it gives is between a postcard and A2 in size; else what makes the picture an A4 page."""
    if dpi and _BELIEVABLE_DPI[0] <= dpi <= _BELIEVABLE_DPI[1] and 5.0 <= max(width, height) / dpi <= 24.0:
        return dpi
    return max(width, height) / _A4_LONG


def even(grey: Grey, dpi: float) -> Grey:
    """White paper (255) and black ink (near 0), whatever the light; dark borders become paper."""
    paper = _paper(grey, dpi)
    level = _median(paper)
    flat = np.minimum(cv2.divide(grey, paper, scale=255.0), 255).astype(np.uint8)
    ink = _ink_level(flat)
    table = np.clip((np.arange(256) - ink) * (255.0 / max(40.0, 243.0 - ink)), 0, 255).astype(np.uint8)
    result = np.asarray(cv2.LUT(flat, table), dtype=np.uint8)
    shade = (paper < 0.45 * level).astype(np.uint8)
    if shade.any():
        size = max(3, int(dpi / 60)) | 1
        result[cv2.dilate(shade, np.ones((size, size), np.uint8)) > 0] = 255
    return result


def without_specks(clean: Grey, dpi: float) -> Grey:
    """An evened picture without the dots that are too small to be print and touch none: dust, and the scanner's own faults.

    To be asked at the picture's own resolution, where such dots are sharp. The dots of a dotted line, which stand in rows, stay.
    """
    dark = np.asarray(cv2.threshold(255 - clean, _SEEN, 0, cv2.THRESH_TOZERO)[1], dtype=np.uint8)
    core = 3 if dpi < 250 else 5
    mass = cv2.boxFilter(dark, cv2.CV_16S, (core, core), normalize=False)
    least = 255 * 0.785 * (_FULL_STOP * dpi) ** 2
    around = cv2.dilate(dark, np.ones((core + 2, core + 2), np.uint8) - np.pad(np.ones((core, core), np.uint8), 1))
    beside = cv2.dilate(dark, np.array([[1, 1, 1], [1, 0, 1], [1, 1, 1]], np.uint8))
    sharp = (dark > cv2.add(beside, beside)) & (cv2.boxFilter(dark, cv2.CV_16S, (3, 3), normalize=False) <= least)
    alone = (around == 0) & (dark >= beside) & (mass <= least)
    specks = ((dark > 0) & (sharp | alone)).astype(np.uint8)
    reach = 2 * round(_PITCH * dpi) + 1
    specks[cv2.boxFilter(specks, cv2.CV_16S, (reach, reach), normalize=False) >= _ROW] = 0
    specks = _without_commas(specks, dark, dpi)
    result = clean.copy()
    # What is alone goes with its soft edge; of what stands close to print only the dark pixel goes.
    result[cv2.dilate(specks * alone.astype(np.uint8), np.ones((core, core), np.uint8)) > 0] = 255
    result[specks > 0] = 255
    return result


def _without_commas(specks: Grey, dark: Grey, dpi: float) -> Grey:
    """The specks without those that are what wear has left of a decimal comma."""
    rows, columns = np.nonzero(specks.view(np.bool_))
    if not len(rows):
        return specks
    print_ = cv2.integral(((dark > 0) & (specks == 0)).astype(np.uint8))
    height, width = specks.shape
    side, above, near, far = (max(1, round(size * dpi)) for size in (_BESIDE, _ABOVE, *_BELOW))

    def inked(x0: NDArray[np.int64], y0: NDArray[np.int64], x1: NDArray[np.int64], y1: NDArray[np.int64]) -> NDArray[np.int64]:
        left, right, top, bottom = np.clip(x0, 0, width), np.clip(x1, 0, width), np.clip(y0, 0, height), np.clip(y1, 0, height)
        return np.asarray(print_[bottom, right] - print_[top, right] - print_[bottom, left] + print_[top, left], dtype=np.int64)

    stroke = max(2, round(above / 4))
    left, right = inked(columns - side, rows - above, columns, rows + 1), inked(columns + 1, rows - above, columns + side + 1, rows + 1)
    below = inked(columns - side, rows + near, columns + side + 1, rows + far)
    comma = (left >= stroke) & (right >= stroke) & (below == 0)
    result = specks.copy()
    result[rows[comma], columns[comma]] = 0
    return result


def _paper(grey: Grey, dpi: float) -> Grey:
    """How light the paper is at each place: the ink is closed over at an eighth of the size."""
    factor = max(1, round(dpi / 38))
    height, width = grey.shape
    small = cv2.resize(grey, (max(1, width // factor), max(1, height // factor)), interpolation=cv2.INTER_AREA)
    closed = cv2.dilate(small, np.ones((7, 7), np.uint8))
    smooth = cv2.GaussianBlur(cv2.medianBlur(closed, 9), (0, 0), 3)
    return np.maximum(cv2.resize(smooth, (width, height), interpolation=cv2.INTER_LINEAR), 1).astype(np.uint8)


def _median(picture: Grey) -> float:
    """The median of a picture's pixels, by counting a part of them."""
    some = picture[::4, ::4]
    below = np.cumsum(np.bincount(some.ravel(), minlength=256))
    return float(np.searchsorted(below, [(some.size + 1) // 2, some.size // 2 + 1]).mean())


def _ink_level(flat: Grey) -> float:
    """How dark the print is (0–200): the level that a quarter of the clearly dark pixels stay below."""
    counts = np.bincount(flat[::2, ::2].ravel(), minlength=256)
    below = np.cumsum(counts[:200])
    if below[-1] == 0:
        return 0.0
    return float(min(150, np.searchsorted(below, below[-1] * 0.25)))


def ink_of(clean: Grey) -> Grey:
    """255 where an evened picture holds ink, else 0."""
    level, _ = cv2.threshold(clean[::2, ::2], 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    level = min(max(level, 110.0), 190.0)
    return np.asarray(cv2.threshold(clean, level, 255, cv2.THRESH_BINARY_INV)[1], dtype=np.uint8)


def pieces_of_ink(ink: NDArray[Any]) -> tuple[NDArray[Any], NDArray[np.int32]]:
    """Connected ink: to which piece (1, 2, …; 0 is paper) each pixel belongs, and per piece its box (x, y, width, height) and how many pixels it has."""
    few = (ink.shape[0] + 1) * (ink.shape[1] + 1) < 4 * _FEW_PIECES or cv2.countNonZero(
        cv2.subtract(ink, cv2.dilate(ink, _BEFORE))
    ) < _FEW_PIECES
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8, ltype=cv2.CV_16U if few else cv2.CV_32S)
    return np.asarray(labels), np.asarray(stats, dtype=np.int32)
