"""Light print on a dark ground, as the heads of spreadsheets' templates have it, turned into dark print on paper with a border around it."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.scan.picture import Grey, grey_of

# A ground is looked for at this resolution; it is darker than this share of the paper, and at least so wide and high (inches).
_DRAFT = 40.0
_DARK = 0.7
_WIDE, _HIGH = 1.2, 0.13
# A ground has at least the size of a cell (inches) and fills so much of its own box.
_CELL, _SOLID = (0.25, 0.12), 0.5
# Paper that a ground and rules enclose is a cell of the row below: at least so wide and high (inches), so much of it as light as this share
# of the paper. Light letters that run together are dark between their strokes.
_PAPER_CELL, _PAPER, _BARE = (0.25, 0.07), 0.85, 0.65
# Around it, between these distances (inches), it is lighter than this share of the paper: what stands on a grey ground is print.
_NEAR, _FAR, _AROUND = 0.012, 0.035, 0.8
# What differs this much (of 255) from the ground is print; so much of the ground is print, and more of it lighter than darker.
_PRINT = 45
_LEAST, _MOST = 0.01, 0.45
# Rules on it run straight for so long (inches).
_RULE = 0.25
# How dark the borders are that the ground's edges become.
_BORDER = 30


def positive(image: NDArray[np.uint8], dpi: float) -> NDArray[np.uint8]:
    """The picture (grey, or RGB) with each dark ground that holds light print turned over."""
    grey = grey_of(image)
    level = float(np.median(grey[::8, ::8]))
    result = image
    for x0, y0, x1, y1 in _dark_places(grey, level, dpi):
        piece = grey[y0:y1, x0:x1]
        turned = _turned_over(piece, _ground(piece, level, dpi), level, dpi)
        if turned is not None:
            result = image.copy() if result is image else result
            place = result[y0:y1, x0:x1]
            place[turned != piece] = (turned if image.ndim == 2 else turned[..., None])[turned != piece]
    return result


def _dark_places(grey: Grey, level: float, dpi: float) -> Iterator[tuple[int, int, int, int]]:
    """The boxes of dark places inside the page: what reaches the picture's rim is no part of the page."""
    scale = _DRAFT / dpi
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    dark = (small < _DARK * level).astype(np.uint8)
    if np.count_nonzero(dark) < _WIDE * _HIGH * _DRAFT**2 / 2:
        return
    dark = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8)).astype(np.uint8)
    dark = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)).astype(np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=4)
    height, width = dark.shape
    for x, y, w, h, area in stats[1:].tolist():
        inside = x > 1 and y > 1 and x + w < width - 1 and y + h < height - 1
        if inside and w >= _WIDE * _DRAFT and h >= _HIGH * _DRAFT and w > h and area > 0.4 * w * h:
            pad = 2
            yield (
                max(0, int((x - pad) / scale)),
                max(0, int((y - pad) / scale)),
                min(grey.shape[1], int((x + w + pad) / scale)),
                min(grey.shape[0], int((y + h + pad) / scale)),
            )


def _ground(piece: Grey, level: float, dpi: float) -> NDArray[np.bool_]:
    """The dark grounds of a place, with the light letters that they enclose; print on paper is too small to be one."""
    dark = (piece < _DARK * level).astype(np.uint8)
    outlines, nesting = cv2.findContours(dark, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    result = np.zeros_like(dark)
    inside = [int(parents[3]) for parents in nesting[0]] if nesting is not None else []
    for outline in (o for o, parent in zip(outlines, inside, strict=True) if parent < 0):
        _, _, width, height = cv2.boundingRect(outline)
        solid = width >= _CELL[0] * dpi and height >= _CELL[1] * dpi and cv2.contourArea(outline) > _SOLID * width * height
        if solid and _stands_on_paper(piece, outline, level, dpi):
            cv2.drawContours(result, [outline], -1, 1, cv2.FILLED)
    for hole in (o for o, parent in zip(outlines, inside, strict=True) if parent >= 0):
        if _is_paper(piece, hole, level, dpi):
            cv2.drawContours(result, [hole], -1, 0, cv2.FILLED)
    # A border of the table may run out of the ground.
    return np.asarray(cv2.morphologyEx(result, cv2.MORPH_OPEN, np.ones((9, 9), np.uint8)) > 0)


def _is_paper(piece: Grey, hole: cv2.typing.MatLike, level: float, dpi: float) -> bool:
    """Whether what a dark place encloses is as large as a cell, and bare but for a little print."""
    x, y, width, height = cv2.boundingRect(hole)
    if width < _PAPER_CELL[0] * dpi or height < _PAPER_CELL[1] * dpi:
        return False
    return float(np.mean(piece[y : y + height, x : x + width] > _PAPER * level)) > _BARE


def _stands_on_paper(piece: Grey, outline: cv2.typing.MatLike, level: float, dpi: float) -> bool:
    """Whether it is light around a dark place; bold words run together on grey are dark, and the grey within them no print."""
    near, far = (max(1, round(inches * dpi)) for inches in (_NEAR, _FAR))
    x, y, width, height = cv2.boundingRect(outline)
    left, top = max(0, x - far), max(0, y - far)
    window = piece[top : y + height + far, left : x + width + far]
    place = cv2.drawContours(np.zeros_like(window), [outline], -1, 1, cv2.FILLED, offset=(-left, -top))
    around = (cv2.dilate(place, _square(far)) > 0) & (cv2.dilate(place, _square(near)) == 0)
    return not around.any() or float(np.percentile(window[around], 75)) > _AROUND * level


def _square(reach: int) -> NDArray[np.uint8]:
    return np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)


def _turned_over(piece: Grey, ground: NDArray[np.bool_], level: float, dpi: float) -> Grey | None:
    """The place with its ground as paper and its print dark; None where what stands on the ground is no light print."""
    held = piece[ground]
    if not len(held):
        return None
    own = float(np.median(held))
    light = float(np.mean(held > own + _PRINT))
    if not _LEAST < light < _MOST or _dark_print(piece, ground, own - _PRINT, dpi) > light:
        return None
    # Darker rules on the ground are print as well.
    contrast = np.abs(piece.astype(np.float32) - own) * (level / max(40.0, float(np.percentile(held, 99)) - own))
    result = np.where(ground, np.clip(level - contrast, 0, 255), piece).astype(np.uint8)
    edges, _ = cv2.findContours(ground.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    cv2.drawContours(result, edges, -1, _BORDER, 3)
    return result


def _dark_print(piece: Grey, ground: NDArray[np.bool_], darkest: float, dpi: float) -> float:
    """How much of a ground is darker than it, its rules left out."""
    dark = ((piece < darkest) & ground).astype(np.uint8)
    long = round(_RULE * dpi)
    rules = cv2.max(*(cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones(size, np.uint8)) for size in ((1, long), (long, 1))))
    return float(np.count_nonzero(dark) - np.count_nonzero(rules)) / np.count_nonzero(ground)
