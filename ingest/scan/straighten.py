"""A page is laid straight: skew by projection, perspective by the sheet's corners, bends by its own ruling lines.

All steps are one map from the straight page back to the picture, so that the picture is resampled once.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.scan.picture import Grey
from ingest.scan.stroke import Stroke

Matrix = NDArray[np.float64]

_WIDEST_SKEW = 8.0
_STRIP = 6
# How soft (pixels) the picture is that the skew is measured on.
_SOFT = 1.0
# A letter's edge is at least so sharp (of 255) in a picture of 500 pixels.
_EDGE = 60
# What is around it is seen in a square so wide.
_AROUND = 25
# Lines at least so long (inches) tell how a page is bent.
_LONG = 0.8
# Lines reach over so much of the page to tell how it bends, and how they lean.
_FAR, _SHORT = 0.3, 0.12
# Which of a bend's terms are leaning lines; and how steep these are at least and at most.
_LEANS = (0, 3)
_LEANING, _MOST_LEANING = 0.02, 0.2


@dataclass(frozen=True)
class Bend:
    """How far a straight page's points lie off on the bent one: polynomials over coordinates scaled to -1…1."""

    width: int
    height: int
    dx: NDArray[np.float64] = field(default_factory=lambda: np.zeros(6))
    dy: NDArray[np.float64] = field(default_factory=lambda: np.zeros(6))

    def offsets(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """``(dx, dy)`` to add to straight coordinates to get bent ones."""
        u, v = _unit(x, self.width), _unit(y, self.height)
        return _terms(v, u) @ self.dx, _terms(u, v) @ self.dy


def _unit(values: NDArray[np.float64], size: int) -> NDArray[np.float64]:
    return np.asarray(values * (2.0 / max(size, 1)) - 1.0)


def _terms(along: NDArray[np.float64], across: NDArray[np.float64]) -> NDArray[np.float64]:
    """The terms that bend a line: none that depends on ``across`` alone, which would only move it."""
    a, c = along, across
    return np.stack((a, a * a, a**3, a * c, a * a * c, a * c * c), axis=-1)


def skew_of(ink: Grey, dpi: float) -> float:
    """The page's skew in degrees (positive: the lines fall to the right), by the variance of projections."""
    # A turn by interpolation blurs; on a picture as sharp as print the angle of no turn at all would win for that alone.
    coarse, small = (_soft(_without_edges(_at(ink, goal / dpi))) for goal in (50.0, 100.0))
    best = _sharpest(coarse, np.arange(-_WIDEST_SKEW, _WIDEST_SKEW + 0.01, 0.5))
    best = _sharpest(small, best + np.arange(-0.4, 0.41, 0.1))
    return _sharpest(small, best + np.arange(-0.08, 0.081, 0.02))


def _at(ink: Grey, scale: float) -> Grey:
    scale = min(1.0, scale)
    return np.asarray(cv2.resize(ink, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _soft(small: Grey) -> Grey:
    return np.asarray(cv2.GaussianBlur(small, (1, 7), 0.01, sigmaY=_SOFT), dtype=np.uint8)


def _without_edges(small: Grey) -> Grey:
    h, w = small.shape
    result = small.copy()
    my, mx = h // 40, w // 40
    result[:my], result[h - my :], result[:, :mx], result[:, w - mx :] = 0, 0, 0, 0
    return result


def _sharpest(small: Grey, angles: NDArray[np.float64]) -> float:
    h = small.shape[0]
    # Rows are summed anyway: strips of a few columns tell as much as the columns do.
    narrow = cv2.resize(small, (max(1, small.shape[1] // _STRIP), h), interpolation=cv2.INTER_AREA)
    w = narrow.shape[1]
    scores = []
    for angle in angles:
        # A shear moves each row's ink as a turn by a small angle does, at less cost.
        slope = np.tan(np.radians(angle)) * small.shape[1] / w
        shear = np.array([[1.0, 0.0, 0.0], [-slope, 1.0, slope * w / 2]])
        rows = cv2.reduce(cv2.warpAffine(narrow, shear, (w, h), flags=cv2.INTER_LINEAR), 1, cv2.REDUCE_SUM, dtype=cv2.CV_64F)[:, 0]
        scores.append(float(np.square(np.diff(rows)).sum()))
    return float(angles[int(np.argmax(scores))])


def sheet_corners(grey: Grey) -> Matrix | None:
    """The corners (clockwise from the top left, pixels) of a light sheet that lies on a darker ground, or None.

    What lies outside holds no writing: a shadow across the page is no ground.
    """
    h, w = grey.shape
    scale = 500.0 / max(h, w)
    sharp = np.asarray(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    small = np.asarray(cv2.GaussianBlur(sharp, (0, 0), 2), dtype=np.uint8)
    level, _ = cv2.threshold(small, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    darker = small[small <= level]
    # The darker part may be ground and a page in shadow: then the ground is the darker part of that.
    below, _ = cv2.threshold(darker.reshape(1, -1), 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU) if darker.size else (level, None)
    for threshold in (below, level):
        points = _quad(small, threshold)
        if points is not None and _nothing_written_outside(sharp, points):
            return np.asarray(points / scale, dtype=np.float64)
    return None


def _nothing_written_outside(sharp: Grey, points: Matrix) -> bool:
    """Whether the picture has no letters' edges around a sheet, its own edge left out.

    Letters are darker than the paper around them; the grain of a desk is as often lighter as darker.
    """
    inside = np.zeros_like(sharp)
    cv2.fillConvexPoly(inside, np.rint(points).astype(np.int32), 1)
    outside = cv2.dilate(inside, np.ones((15, 15), np.uint8)) == 0
    edges = (np.abs(cv2.Laplacian(sharp, cv2.CV_16S, ksize=3)) > _EDGE) & outside
    around = cv2.medianBlur(sharp, _AROUND)
    dark, light = (int(np.count_nonzero(edges & side)) for side in (sharp < around, sharp > around))
    return dark - light <= max(20, 0.004 * np.count_nonzero(outside))


def _quad(small: Grey, level: float) -> Matrix | None:
    """The corners of what is lighter than ``level``, where that is a sheet with the picture's rim around it."""
    mask = np.asarray(cv2.threshold(small, level, 255, cv2.THRESH_BINARY)[1], dtype=np.uint8)
    rim = np.concatenate((small[0], small[-1], small[:, 0], small[:, -1]))
    outside, inside = small[mask == 0], small[mask > 0]
    # A page that only darkens to one side is all sheet.
    if np.mean(rim <= level) < 0.5 or not len(outside) or np.median(outside) > 0.6 * np.median(inside):
        return None
    mask = np.asarray(cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8)), dtype=np.uint8)
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not contours:
        return None
    hull = cv2.convexHull(max(contours, key=cv2.contourArea))
    quad = cv2.approxPolyDP(hull, 0.03 * cv2.arcLength(hull, True), True)
    area = cv2.contourArea(quad)
    if len(quad) != 4 or area < 0.35 * mask.size or area < 0.94 * cv2.contourArea(hull):
        return None
    points = quad[:, 0, :].astype(np.float64)
    sums, differences = points.sum(axis=1), points[:, 0] - points[:, 1]
    order = [int(np.argmin(sums)), int(np.argmax(differences)), int(np.argmax(sums)), int(np.argmin(differences))]
    return np.asarray(points[order], dtype=np.float64) if len(set(order)) == 4 else None


def fit_lean(across: list[Stroke], down: list[Stroke], width: int, height: int, dpi: float) -> Matrix | None:
    """Straight → leaning page (pixels), where the long ruling lines lean as no bend can tell, farther or of a table that is not high
    enough: a sheet that was photographed askance, whose corners do not show. None elsewhere."""
    bent = fit_bend(across, down, width, height, dpi) is not None
    y, y_more = _lean([s for s in across if s.length > _LONG * dpi], width, height, bent=bent)
    x, x_more = _lean([s for s in down if s.length > _LONG * dpi], height, width, bent=bent)
    if not _LEANING <= 2 * max((abs(x) + abs(x_more)) / height, (abs(y) + abs(y_more)) / width) <= _MOST_LEANING:
        return None
    centred = np.array([[1.0, 0.0, -width / 2], [0.0, 1.0, -height / 2], [0.0, 0.0, 1.0]])
    # Lines that converge do so on one side of the page: what lies there is farther from the camera.
    far = -4 * y_more / (width * height), -4 * x_more / (width * height)
    leaning = np.array([[1.0, 2 * x / height, 0.0], [2 * y / width, 1.0, 0.0], [*far, 1.0]])
    return np.asarray(np.linalg.inv(centred) @ leaning @ centred)


def _lean(lines: list[Stroke], along_size: int, across_size: int, *, bent: bool) -> tuple[float, float]:
    """How far lines lean over the page's half (pixels), and how much more at its side; nothing where a bend tells it."""
    if bent and _fit(lines, along_size, across_size) is not None:
        return 0.0, 0.0
    found = _fit(lines, along_size, across_size, _LEANS, _SHORT)
    return (0.0, 0.0) if found is None else (float(found[0]), float(found[3]))


def fit_bend(across: list[Stroke], down: list[Stroke], width: int, height: int, dpi: float) -> Bend | None:
    """The bend that makes each long ruling line straight and level; None where they already are (or there are too few)."""
    dy = _fit([s for s in across if s.length > _LONG * dpi], width, height)
    dx = _fit([s for s in down if s.length > _LONG * dpi], height, width)
    bend = Bend(width, height, dx if dx is not None else np.zeros(6), dy if dy is not None else np.zeros(6))
    corners = np.array([[x, y] for x in np.linspace(0, width, 9) for y in np.linspace(0, height, 9)])
    off_x, off_y = bend.offsets(corners[:, 0], corners[:, 1])
    worst = max(np.abs(off_x).max(), np.abs(off_y).max())
    return bend if 0.004 * dpi < worst < 0.6 * dpi else None


def _fit(
    lines: list[Stroke], along_size: int, across_size: int, kept: tuple[int, ...] = (), least: float = _FAR
) -> NDArray[np.float64] | None:
    """Least squares for the bend's terms, each line having an unknown true place of its own; stray points lose their say.

    ``kept``: the only terms that count, where not all do; ``least``: over how much of the page they reach.
    """
    if len(lines) < 3 or max(s.hi for s in lines) - min(s.lo for s in lines) < least * along_size:
        return None
    a = _unit(np.concatenate([s.along for s in lines]), along_size)
    at = np.concatenate([s.at for s in lines])
    c = np.concatenate([_unit(np.full(len(s.along), s.middle), across_size) for s in lines])
    owner = np.concatenate([np.full(len(s.along), k) for k, s in enumerate(lines)])
    spread = float(c.max() - c.min())
    terms = _terms(a, c)
    if spread < 0.5:
        terms[:, 3:] = 0.0
    if kept:
        terms[:, [k for k in range(6) if k not in kept]] = 0.0
    weight = np.ones(len(at))
    solution = np.zeros(6)
    for _ in range(3):
        # Taking each line's weighted mean out of both sides leaves only what bends it.
        total = np.bincount(owner, weight) + 1e-9
        left = terms - (np.stack([np.bincount(owner, weight * t) for t in terms.T], axis=1) / total[:, None])[owner]
        right = at - (np.bincount(owner, weight * at) / total)[owner]
        ridge = 1e-3 * len(at) * np.eye(6)
        solution = np.linalg.solve((left * weight[:, None]).T @ left + ridge * 0.01, (left * weight[:, None]).T @ right)
        residual = np.abs(right - left @ solution)
        weight = 1.0 / np.maximum(1.0, residual / max(1.0, float(np.median(residual)) * 2))
    return solution
