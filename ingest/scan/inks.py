"""Black print under coloured ink, by arithmetic on the channels.

Ink of one colour takes so much from the lightest channel for each part that it takes from the darkest one. So the print below it is the
lightest channel and a fixed share of how far the channels lie apart: black print, whose channels lie together, stays as black as it was.
"""

from __future__ import annotations

from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.scan.picture import Grey

Colours: TypeAlias = NDArray[np.uint8]

# Where the channels lie farther apart (of 255) there is colour, and plainly so beyond the second.
APART, PLAINLY = 15, 21
# Black print is darker than this.
BLACK = 110
# How much of the light an ink takes for each part of its colour lies between these; so many (percent) of its places take no more.
_SHARES, _NEARLY_ALL = (0.1, 3.0), 75
# Beside a stroke what is darker than the first is print, what is lighter than the second paper.
_EDGES = (90.0, 185.0)
# A black rule runs straight for so long, is so thick, and a stroke that crosses it so wide (inches).
_RUN, _RULE, _CROSSING = 0.1, 0.015, 0.1
# Fewer places (pixels) tell nothing.
_SEEN = 2
# Ink that covers print is bridged in so many directions.
_DIRECTIONS = 8


def channels(picture: Colours) -> tuple[Grey, Grey, Grey]:
    """The lightest channel at each place, the darkest one, and how far they lie apart."""
    red, green, blue = cv2.split(picture)
    lightest, darkest = cv2.max(cv2.max(red, green), blue), cv2.min(cv2.min(red, green), blue)
    return np.asarray(lightest), np.asarray(darkest), np.asarray(cv2.subtract(lightest, darkest))


def print_alone(picture: Colours, here: NDArray[np.bool_], dpi: float) -> tuple[NDArray[np.float32], bool]:
    """What black print alone would leave of a picture on white paper, and whether the ink has hidden some of it."""
    light, _, colour = channels(picture)
    # A JPEG keeps colour at half the resolution: the core of a thin stroke is told by its surroundings.
    lightest, apart = light.astype(np.float32), cv2.dilate(colour, np.ones((3, 3), np.uint8)).astype(np.float32)
    strong = here & (apart > max(PLAINLY, 0.5 * float(np.percentile(apart[here], 98))))
    taken = (255 - lightest[strong]) / apart[strong]
    share = float(np.clip(np.percentile(taken, _NEARLY_ALL), *_SHARES)) if len(taken) else _SHARES[0]
    sure = np.clip(apart / APART - 0.5, 0.0, 1.0)
    alone = np.asarray(np.minimum(255.0, lightest + share * sure * apart), dtype=np.float32)
    stroke = (strong & (lightest > BLACK / 2)).astype(np.uint8)
    covers = _interrupts(stroke, (alone < BLACK).astype(np.uint8), dpi)
    # The soft edges of strokes are less coloured than they are dark.
    beside = cv2.dilate(stroke, np.ones((5, 5), np.uint8)) > 0
    if covers:
        dark = np.asarray(255 - np.clip(alone, 0, 255), dtype=np.uint8)
        hidden = _across(dark, _reach(stroke))
        alone = np.where(stroke > 0, np.minimum(alone, 255.0 - hidden), alone).astype(np.float32)
    return np.where(beside, np.clip((alone - _EDGES[0]) * (255.0 / (_EDGES[1] - _EDGES[0])), 0, 255), alone).astype(np.float32), covers


def _interrupts(stroke: Grey, black: Grey, dpi: float) -> bool:
    """Whether the strokes go on where black rules cross them, and these do not."""
    hidden = shown = 0
    for dark, ink in ((black, stroke), (np.ascontiguousarray(black.T), np.ascontiguousarray(stroke.T))):
        rules = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((1, round(_RUN * dpi)), np.uint8))
        whole = cv2.morphologyEx(rules, cv2.MORPH_CLOSE, np.ones((1, round(_CROSSING * dpi)), np.uint8))
        reach = round(_RULE * dpi) + 1
        high = ink.shape[0]
        padded = cv2.copyMakeBorder(ink, reach, reach, 0, 0, cv2.BORDER_CONSTANT, value=[0.0])
        hidden += int(np.count_nonzero((whole > 0) & (dark == 0) & (ink > 0)))
        shown += int(np.count_nonzero((rules > 0) & (padded[:high] > 0) & (padded[2 * reach :] > 0)))
    return hidden > max(shown, _SEEN)


def _reach(stroke: Grey) -> int:
    """How far from the middle of a stroke the other side of it is surely reached (pixels)."""
    depth = cv2.distanceTransform(stroke, cv2.DIST_L2, 3)
    return round(float(np.percentile(depth[stroke > 0], 90))) + 2 if stroke.any() else 2


def _across(dark: Grey, reach: int) -> Grey:
    """How dark it is on both sides of each place, at so many pixels from it, in the direction in which that is most."""
    result = np.zeros_like(dark)
    padded = cv2.copyMakeBorder(dark, reach, reach, reach, reach, cv2.BORDER_CONSTANT, value=[0.0])
    height, width = dark.shape
    for turn in np.arange(_DIRECTIONS) * (np.pi / _DIRECTIONS):
        dx, dy = round(reach * np.cos(turn)), round(reach * np.sin(turn))
        one = padded[reach + dy : reach + dy + height, reach + dx : reach + dx + width]
        other = padded[reach - dy : reach - dy + height, reach - dx : reach - dx + width]
        result = np.maximum(result, np.minimum(one, other))
    return result
