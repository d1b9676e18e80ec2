"""Two sheets that were scanned side by side: where the one ends, so that each is read by itself, the left one first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.model import Block, Box, Paragraph
from ingest.scan.picture import Grey, even, ink_of, pieces_of_ink

# A picture of two upright sheets is wider than it is high by this; one sheet may be so as well.
_WIDE = 1.2
# The picture is looked at so coarsely (dots per inch).
_DPI = 75.0
# Between the sheets, near the middle of the width, is so much white (inches).
_MIDDLE, _WHITE = (0.42, 0.58), 0.3
# A column of pixels with less ink (of the height) is white: dirt. A line down so much of the height is a sheet's edge.
_DIRT, _EDGE = 0.004, 0.125
# A sheet's table: rules of such pieces (inches), so many, over so much of the sheet's width.
_PIECE, _RULES, _ACROSS = 0.6, 5, 0.4


def between_sheets(image: NDArray[np.uint8], dpi: float) -> int | None:
    """The picture's column (pixels) that parts two sheets with a table each; None where one sheet is seen, or nothing tells."""
    height, width = image.shape[:2]
    if width < _WIDE * height:
        return None
    # Each page across is asked: of most the strip down its middle tells that it is one.
    first, last = (round(part * width) for part in _MIDDLE)
    scale = _DPI / dpi
    white = _middle_of_white(_ink(image[:, first:last], scale))
    if white is None:
        return None
    cut = first + round(white / scale)
    return cut if all(_rules(_ink(half, scale)) >= _RULES for half in (image[:, :cut], image[:, cut:])) else None


def _ink(part: NDArray[np.uint8], scale: float) -> Grey:
    green = np.ascontiguousarray(part if part.ndim == 2 else part[..., 1])
    small = cv2.resize(green, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return ink_of(even(np.asarray(small, dtype=np.uint8), _DPI))


def _middle_of_white(ink: Grey) -> int | None:
    """The middle of the widest white band of a strip, as the sheets' own edges leave it; None where it is no wider than a column's margin."""
    height = ink.shape[0]
    edges = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((max(1, round(_EDGE * height)), 1), np.uint8))
    inked = np.count_nonzero((ink > 0) & (edges == 0), axis=0)
    bounds = np.flatnonzero(np.concatenate(([True], inked > _DIRT * height, [True])))
    widest = int(np.argmax(np.diff(bounds)))
    left, right = int(bounds[widest]), int(bounds[widest + 1]) - 1
    return (left + right) // 2 if right - left >= _WHITE * _DPI else None


def _rules(half: Grey) -> int:
    """How many rules lead over a good part of a sheet."""
    across = cv2.morphologyEx(cv2.dilate(half, np.ones((2, 1), np.uint8)), cv2.MORPH_OPEN, np.ones((1, round(_PIECE * _DPI)), np.uint8))
    _, stats = pieces_of_ink(across)
    return int(np.count_nonzero(stats[1:, cv2.CC_STAT_WIDTH] >= _ACROSS * half.shape[1]))


def moved(blocks: Iterable[Block], right: float) -> list[Block]:
    """What a sheet holds, so many points farther to the right on the picture; where its columns part is told from its own left side."""

    def to(box: Box | None) -> Box | None:
        return box and Box(round(box.x0 + right, 2), box.y0, round(box.x1 + right, 2), box.y1)

    return [
        replace(block, box=to(block.box))
        if isinstance(block, Paragraph)
        else replace(block, box=to(block.box), cells=tuple(replace(cell, box=to(cell.box)) for cell in block.cells))
        for block in blocks
    ]


__all__ = ["between_sheets", "moved"]
