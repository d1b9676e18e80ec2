"""A circle on a page is never quite round: where its line runs, all the way round, though print crosses it."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.scan.picture import Grey

Values = NDArray[np.float32]

# Parts of the way round in which the line is looked for, and how many waves its course has at most: an ellipse, and a little more.
_SECTORS, _WAVES = 180, 3


def angles(steps: int) -> Values:
    """The directions of so many steps of the way round."""
    return np.linspace(0, 2 * np.pi, steps, endpoint=False, dtype=np.float32)


def unrolled(dark: Grey, x: float, y: float, radii: Values, stray: int) -> Values:
    """The darkness beside a line around (x, y): a row per step of the way round, a column per pixel from inside to outside."""
    turn = angles(len(radii))[:, None]
    distance = radii[:, None] + np.arange(-stray, stray + 1, dtype=np.float32)[None, :]
    px, py = x + np.cos(turn) * distance, y + np.sin(turn) * distance
    return np.asarray(cv2.remap(dark, px.astype(np.float32), py.astype(np.float32), cv2.INTER_LINEAR), dtype=np.float32)


def course(around: Values) -> Values:
    """How far off the middle column the line runs at each step: a smooth curve through where most ink lies, against what lies off it."""
    steps, across = around.shape
    sector = np.arange(steps) * _SECTORS // steps
    filled = np.stack([np.bincount(sector, around[:, k], minlength=_SECTORS) for k in range(across)], axis=1)
    soft = np.asarray(cv2.blur(np.concatenate((filled[-2:], filled, filled[:2])).astype(np.float32), (5, 5))[2:-2], dtype=np.float32)
    best = _followed(soft) - across // 2
    turn = (np.arange(_SECTORS) + 0.5) * (2 * np.pi / _SECTORS)
    terms = _terms(turn)
    weight = 1.0 / (1.0 + np.abs(best - np.median(best)))
    solution = np.zeros(terms.shape[1])
    for _ in range(8):
        solution = np.linalg.lstsq(terms * weight[:, None], best * weight, rcond=None)[0]
        weight = 1.0 / (1.0 + np.square(best - terms @ solution))
    every = np.arange(steps) * (2 * np.pi / steps)
    return np.asarray(_terms(every) @ solution, dtype=np.float32)


def _followed(soft: Values) -> NDArray[np.float64]:
    """The column at which the darkest line runs through each sector, one column further from sector to sector at most, twice the way round."""
    twice = np.concatenate((soft, soft))
    came = np.zeros(twice.shape, np.int64)
    score = twice[0].astype(np.float64)
    columns, steps = np.arange(soft.shape[1]), np.array([0, -1, 1])
    beside = np.full((3, soft.shape[1]), -np.inf)
    for k in range(1, len(twice)):
        beside[0], beside[1, 1:], beside[2, :-1] = score, score[:-1], score[1:]
        chosen = beside.argmax(axis=0)
        came[k] = columns + steps[chosen]
        score = beside[chosen, columns] + twice[k]
    at, path = int(score.argmax()), []
    for k in range(len(twice) - 1, 0, -1):
        path.append(at)
        at = int(came[k][at])
    # Where the way begins and ends it is the least sure: what lies between is taken.
    half = len(soft) // 2
    return np.roll(np.array([*path, at][::-1][half : half + len(soft)], dtype=np.float64), half)


def _terms(turn: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
    waves = [wave(k * turn) for k in range(1, _WAVES + 1) for wave in (np.cos, np.sin)]
    return np.stack([np.ones_like(turn), *waves], axis=1)
