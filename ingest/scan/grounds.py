"""The grounds that a table's heads and totals are filled with, grey or in colour, are taken off: the print on them stands on paper.

A ground is even, ends sharply, and is darker than the paper around it. A shadow ends softly; stamps and letters are no even place.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.scan.picture import Grey, grey_of

# Grounds are looked for at this resolution; what is thinner than this (inches) is print, and its letters leave no wider place unlit.
_DRAFT, _PRINT = 75.0, 0.09
# A ground is at least so wide and high (inches), and darker than the paper: between these parts of its light.
_CELL = (0.3, 0.1)
_DARKEST, _PALEST = 0.5, 0.95
# The paper's own light is told by places so wide (inches).
_AROUND = 3.0
# So near its edge (inches) on both sides a ground has most of its difference from the paper, along so much of the edge.
_EDGE, _STEP, _SHARP = 0.045, 0.6, 0.6
# What is this much lighter than its ground, on more than such a part of it, is light print: another matter.
_LIGHTER, _LIGHT = 1.12, 0.01


def without_grounds(image: NDArray[np.uint8], dpi: float) -> NDArray[np.uint8]:
    """The picture (grey, or RGB) with the grounds of its cells turned into paper."""
    scale = min(1.0, _DRAFT / dpi)
    small = np.asarray(
        cv2.resize(image[..., :3] if image.ndim == 3 else image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), dtype=np.uint8
    )
    bare = np.asarray(cv2.morphologyEx(small, cv2.MORPH_CLOSE, _square(_PRINT)), dtype=np.uint8)
    light = grey_of(bare)
    paper = _paper(light)
    grounds = _grounds(light, paper, grey_of(small))
    if not grounds.any():
        return image
    return _lifted(image[..., :3] if image.ndim == 3 else image, bare, paper, grounds)


def _square(inches: float) -> Grey:
    side = max(3, round(inches * _DRAFT) | 1)
    return np.ones((side, side), np.uint8)


def _paper(light: Grey) -> Grey:
    """How light the paper is at each place, whatever stands or is filled there."""
    tiny = cv2.resize(light, None, fx=0.2, fy=0.2, interpolation=cv2.INTER_AREA)
    side = round(_AROUND * _DRAFT / 5) | 1
    wide = cv2.blur(cv2.dilate(tiny, np.ones((side, side), np.uint8)), (side, side))
    return np.maximum(cv2.resize(wide, (light.shape[1], light.shape[0]), interpolation=cv2.INTER_LINEAR), 1).astype(np.uint8)


def _grounds(light: Grey, paper: Grey, picture: Grey) -> Grey:
    """Where cells are filled (255)."""
    part = np.asarray(light / paper.astype(np.float32), dtype=np.float32)
    mask = ((part > _DARKEST) & (part < _PALEST)).astype(np.uint8)
    size = (round(_CELL[1] * _DRAFT), round(_CELL[0] * _DRAFT))
    mask = np.asarray(cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones(size, np.uint8)), dtype=np.uint8)
    result = np.zeros_like(mask)
    if not mask.any():
        return result
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=4)
    height, width = mask.shape
    for k, (x, y, w, h, _) in enumerate(stats.tolist()):
        if k and x > 1 and y > 1 and x + w < width - 1 and y + h < height - 1:
            pad = round(2 * _EDGE * _DRAFT)
            rows, columns = slice(max(0, y - pad), y + h + pad), slice(max(0, x - pad), x + w + pad)
            place = (labels[rows, columns] == k).astype(np.uint8)
            if _is_sharp(place, part[rows, columns]) and _holds_dark_print(place, picture[rows, columns]):
                result[rows, columns] |= place * np.uint8(255)
    return result


def _is_sharp(place: Grey, part: NDArray[np.float32]) -> bool:
    """Does the place differ from what lies just outside of it nearly as much as its middle does?"""
    near = _square(2 * _EDGE)
    inside, outside = place - cv2.erode(place, near), cv2.dilate(place, near) - place
    depth = 1.0 - float(np.median(part[place > 0]))
    beyond = np.where(outside > 0, part, 0).astype(np.float32)
    steps = (cv2.dilate(beyond, _square(3 * _EDGE)) - part)[inside > 0]
    return len(steps) > 0 and float(np.mean(steps > _STEP * depth)) > _SHARP


def _holds_dark_print(place: Grey, picture: Grey) -> bool:
    near = _square(2 * _EDGE)
    # Light letters are holes in the ground.
    whole = cv2.drawContours(
        np.zeros_like(place), cv2.findContours(place, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)[0], -1, 1, cv2.FILLED
    )
    within = cv2.erode(whole, near) > 0
    if not within.any():
        return False
    own = float(np.median(picture[within]))
    return float(np.mean(picture[within] > _LIGHTER * own)) < _LIGHT


def _lifted(image: NDArray[np.uint8], bare: NDArray[np.uint8], paper: Grey, grounds: Grey) -> NDArray[np.uint8]:
    """The picture as light on its grounds as the paper is."""
    # The ground's own colour reaches a little over its edges: paper there cannot become lighter than paper is.
    near = _square(2 * _EDGE)
    own = cv2.erode(bare, near)
    over = cv2.dilate(grounds, near)
    result = image.copy()
    scale = image.shape[0] / bare.shape[0], image.shape[1] / bare.shape[1]
    for x, y, w, h in map(cv2.boundingRect, cv2.findContours(over, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)[0]):
        rows, columns = slice(round(y * scale[0]), round((y + h) * scale[0])), slice(round(x * scale[1]), round((x + w) * scale[1]))
        piece = result[rows, columns]
        size = (piece.shape[1], piece.shape[0])
        there, colour, white = (
            cv2.resize(np.ascontiguousarray(part[y : y + h, x : x + w]), size, interpolation=method)
            for part, method in ((over, cv2.INTER_NEAREST), (own, cv2.INTER_LINEAR), (paper, cv2.INTER_LINEAR))
        )
        light = _on_paper(piece, np.maximum(colour, 1).astype(np.float32), white.astype(np.float32))
        piece[there > 0] = np.maximum(light, piece)[there > 0]
    return result


def _on_paper(piece: NDArray[np.uint8], ground: NDArray[np.float32], paper: NDArray[np.float32]) -> NDArray[np.uint8]:
    """What stands on a ground, as it would look on paper. Print keeps the ground's colour along its edges, and has none itself."""
    if piece.ndim == 2:
        return np.minimum(piece * (paper / ground), paper).astype(np.uint8)
    lifted = np.minimum(piece * (paper[..., None] / ground), paper[..., None])
    dull = np.ptp(lifted, axis=2) <= np.ptp(ground, axis=2)
    grey = grey_of(piece) * (paper / grey_of(ground.astype(np.uint8)))
    lifted[dull] = np.minimum(grey, paper)[dull][:, None]
    return lifted.astype(np.uint8)
