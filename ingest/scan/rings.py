"""Round stamps as dark as the print (photocopies, fax): their circles are found by where their normals meet."""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.scan.circles import Values, course, unrolled
from ingest.scan.picture import Grey, pieces_of_ink

# Circles are looked for at this resolution; radii in inches: a stamp's outer circle, and the least inner one.
_DPI = 75.0
_OUTER = (0.4, 1.05)
_INNER = 0.16
# A circle shows at least this part of itself, and so many normals meet in its middle (per inch of radius).
_SHOWN, _MEETING = 0.62, 100.0
# A circle that is not quite round shows this much of itself on a round one, from which it strays so far (inches).
_HINTED, _STRAY = 0.35, 0.07
# Rays in which a circle is looked at, and so many while its middle is looked for.
_RAYS, _FEW = 360, 120
# Thicker lines (inches) are no stamp's.
_THICK = 0.045
_MOST_STAMPS = 4
# What lies so near a circle (inches) lies on it.
_BESIDE = 0.025


@dataclass(frozen=True, slots=True)
class Stamp:
    """A round stamp: its middle and the radii of its circles, outermost first; pixels."""

    x: float
    y: float
    radii: tuple[float, ...]
    stretch: tuple[float, ...] = field(default=(1.0,), repr=False)
    """How much wider than round its circles are, in so many directions all the way round from the right downwards."""

    def touches(self, box: tuple[int, int, int, int]) -> bool:
        """Whether a rectangle (x0, y0, x1, y1) reaches into the stamp."""
        near_x, near_y = min(max(self.x, box[0]), box[2]), min(max(self.y, box[1]), box[3])
        return float(np.hypot(near_x - self.x, near_y - self.y)) < self.radii[0]

    def runs_along(self, x: NDArray[np.float64], y: NDArray[np.float64], dpi: float) -> bool:
        """Whether all of a line's places lie on one of the circles: an arc, which is no ruling line."""
        turn = np.arctan2(y - self.y, x - self.x)
        steps = np.round(turn / (2 * np.pi) * len(self.stretch)).astype(np.int64) % len(self.stretch)
        distance = np.hypot(x - self.x, y - self.y) / np.array(self.stretch)[steps]
        return any(bool(np.all(np.abs(distance - radius) <= _BESIDE * dpi)) for radius in self.radii)


def find_stamps(ink: Grey, dpi: float) -> list[Stamp]:
    """The round stamps of a page (``ink``: 255 or 0)."""
    scale = _DPI / dpi
    small = np.asarray(cv2.resize(ink, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    x, y, nx, ny = _normals(_curves(small))
    found: list[Stamp] = []
    if len(x) < 40:
        return found
    votes = _meeting(x, y, nx, ny, small.shape)
    for _ in range(_MOST_STAMPS):
        cy, cx = np.unravel_index(int(votes.argmax()), votes.shape)
        if votes[cy, cx] < _MEETING * _OUTER[0]:
            break
        stamp = _refined(ink, (cx + 0.5) / scale, (cy + 0.5) / scale, dpi)
        if stamp is not None:
            found.append(stamp)
        cv2.circle(votes, (int(cx), int(cy)), round(0.3 * _DPI), 0.0, -1)
    return found


def _curves(small: Grey) -> Grey:
    """The ink without ruling lines and letters."""
    ink = cv2.threshold(small, 60, 255, cv2.THRESH_BINARY)[1]
    long = round(0.34 * _DPI)
    across = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, long), np.uint8))
    down = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((long, 1), np.uint8))
    rest = cv2.subtract(ink, cv2.dilate(cv2.bitwise_or(across, down), np.ones((3, 3), np.uint8)))
    labels, stats = pieces_of_ink(rest)
    size = stats[:, 2:4].max(axis=1)
    thin = stats[:, 4] < 3.2 * size
    keep = (size >= 0.1 * _DPI) & thin
    keep[0] = False
    return np.asarray(keep[labels] * 255, dtype=np.uint8)


def _normals(curves: Grey) -> tuple[NDArray[np.float64], ...]:
    """Places on curves and the directions across them; straight along or across is left out."""
    soft = cv2.GaussianBlur(curves, (0, 0), 1.0)
    gx, gy = cv2.Sobel(soft, cv2.CV_32F, 1, 0), cv2.Sobel(soft, cv2.CV_32F, 0, 1)
    size = np.hypot(gx, gy)
    y, x = np.nonzero(size > 120)
    nx, ny = gx[y, x] / size[y, x], gy[y, x] / size[y, x]
    slanted = np.minimum(np.abs(nx), np.abs(ny)) > 0.05
    return tuple(np.asarray(v[slanted], dtype=np.float64) for v in (x, y, nx, ny))


def _meeting(
    x: NDArray[np.float64], y: NDArray[np.float64], nx: NDArray[np.float64], ny: NDArray[np.float64], shape: tuple[int, ...]
) -> NDArray[np.float32]:
    """How many normals pass through each place, at a stamp's radius from where they start."""
    reach = np.arange(_INNER * _DPI, _OUTER[1] * _DPI)
    reach = np.concatenate((-reach, reach))
    px = np.rint(x[:, None] + nx[:, None] * reach).astype(np.int64)
    py = np.rint(y[:, None] + ny[:, None] * reach).astype(np.int64)
    inside = (px >= 0) & (py >= 0) & (px < shape[1]) & (py < shape[0])
    votes = np.bincount(py[inside] * shape[1] + px[inside], minlength=shape[0] * shape[1]).reshape(shape[:2])
    return np.asarray(cv2.blur(votes.astype(np.float32), (3, 3)), dtype=np.float32)


def _refined(ink: Grey, x: float, y: float, dpi: float) -> Stamp | None:
    """The stamp whose middle lies near a place, at full resolution: where its circles are sharpest; None where too little of them is there."""
    outer = _OUTER[1] * dpi * 1.06
    steps = max(1, round(dpi / 150))
    angles = np.linspace(0, 2 * np.pi, _FEW, endpoint=False)
    rays = _rays(x, y, angles, np.tile(np.arange(outer, dtype=np.float64), (_FEW, 1)))
    # Whole pixels from the first place, the rays are the same ones moved.
    places = [(dx * steps, dy * steps) for dx in (-2, -1, 0, 1, 2) for dy in (-2, -1, 0, 1, 2)]
    dx, dy = max(places, key=lambda place: float(np.square(_shown(ink, rays, *place)).sum()))
    x, y = x + dx, y + dy
    rough = _profile(ink, x, y, outer)[: round(_OUTER[1] * dpi)]
    rough[: round(_OUTER[0] * dpi)] = 0.0
    radius = float(rough.argmax())
    if rough.max() < _HINTED:
        return None
    stretch = 1.0 + course(unrolled(ink, x, y, np.full(_RAYS, radius, np.float32), round(_STRAY * dpi))) / radius
    shown = _profile(ink, x, y, outer, stretch)
    radii = []
    edges = np.flatnonzero(np.diff(np.concatenate(([False], shown >= 0.5, [False])).astype(np.int8)))
    for lo, hi in zip(edges[::2], edges[1::2], strict=True):
        if lo >= _INNER * dpi and hi - lo <= _THICK * dpi and shown[lo:hi].max() >= _SHOWN:
            radii.append((lo + hi - 1) / 2)
    if not radii or radii[-1] < _OUTER[0] * dpi:
        return None
    return Stamp(x, y, tuple(radii[::-1]), tuple(float(part) for part in stretch))


def _profile(ink: Grey, x: float, y: float, outer: float, stretch: Values | None = None) -> NDArray[np.float64]:
    """Which part of the circle of each radius (pixels) is inked; ``stretch``: how much wider than round it is in each direction."""
    wide = np.ones(_RAYS) if stretch is None else stretch
    distance = np.arange(outer, dtype=np.float64)[None, :] * wide[:, None]
    return _shown(ink, _rays(x, y, np.linspace(0, 2 * np.pi, len(wide), endpoint=False), distance))


def _shown(ink: Grey, rays: tuple[NDArray[np.int64], NDArray[np.int64]], dx: int = 0, dy: int = 0) -> NDArray[np.float64]:
    """Which part of each circle that the rays cross is inked, the rays moved by whole pixels; beyond the picture its edge counts."""
    px, py = np.clip(rays[0] + dx, 0, ink.shape[1] - 1), np.clip(rays[1] + dy, 0, ink.shape[0] - 1)
    return np.asarray((ink[py, px] > 0).mean(axis=0), dtype=np.float64)


def _rays(x: float, y: float, angle: NDArray[np.float64], distance: NDArray[np.float64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pixels on the rays from a place: rays × distances."""
    px = np.rint(x + np.cos(angle)[:, None] * distance).astype(np.int64)
    py = np.rint(y + np.sin(angle)[:, None] * distance).astype(np.int64)
    return px, py
