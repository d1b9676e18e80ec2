"""Round stamps as dark as the print (photocopies, fax): their circles are found by where their normals meet, and taken off the page.

Ink that reaches past a circle on either side is print that the circle crosses, and stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.scan.picture import Grey, ink_of

# Circles are looked for at this resolution; radii in inches: a stamp's outer circle, and the least inner one.
_DPI = 75.0
_OUTER = (0.4, 1.05)
_INNER = 0.16
# A circle shows at least this part of itself, and so many normals meet in its middle (per inch of radius).
_SHOWN, _MEETING = 0.62, 100.0
# Thicker lines (inches) are no stamp's.
_THICK = 0.045
_MOST_STAMPS = 4
# Print is at least so much darker (of 255) than a stamp from which it can be told.
_PALER = 24
_SECTORS = 180


@dataclass(frozen=True, slots=True)
class Stamp:
    """A round stamp: its middle and the radii of its circles, outermost first; pixels."""

    x: float
    y: float
    radii: tuple[float, ...]

    def touches(self, box: tuple[int, int, int, int]) -> bool:
        """Whether a rectangle (x0, y0, x1, y1) reaches into the stamp."""
        near_x, near_y = min(max(self.x, box[0]), box[2]), min(max(self.y, box[1]), box[3])
        return float(np.hypot(near_x - self.x, near_y - self.y)) < self.radii[0]


def without_stamps(clean: Grey, stamps: Sequence[Stamp], dpi: float) -> Grey:
    """The picture without the circles of the stamps."""
    if not stamps:
        return clean
    result, ink = clean.copy(), ink_of(clean)
    for stamp in stamps:
        reach = stamp.radii[0] + 0.2 * dpi
        x0, y0 = max(0, round(stamp.x - reach)), max(0, round(stamp.y - reach))
        part = (slice(y0, round(stamp.y + reach)), slice(x0, round(stamp.x + reach)))
        moved = Stamp(stamp.x - x0, stamp.y - y0, stamp.radii)
        for radius in stamp.radii:
            _take_off(result[part], ink[part], moved, radius, dpi)
    return result


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
    _, labels, stats, _ = cv2.connectedComponentsWithStats(rest, connectivity=8, ltype=cv2.CV_32S)
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
    places = [(x + dx * steps, y + dy * steps) for dx in (-2, -1, 0, 1, 2) for dy in (-2, -1, 0, 1, 2)]
    best = max(places, key=lambda place: float(np.square(_profile(ink, place[0], place[1], outer)).sum()))
    shown = _profile(ink, best[0], best[1], outer)
    radii = []
    edges = np.flatnonzero(np.diff(np.concatenate(([False], shown >= 0.5, [False])).astype(np.int8)))
    for lo, hi in zip(edges[::2], edges[1::2], strict=True):
        if lo >= _INNER * dpi and hi - lo <= _THICK * dpi and shown[lo:hi].max() >= _SHOWN:
            radii.append((lo + hi - 1) / 2)
    if not radii or radii[-1] < _OUTER[0] * dpi:
        return None
    return Stamp(best[0], best[1], tuple(radii[::-1]))


def _profile(ink: Grey, x: float, y: float, outer: float) -> NDArray[np.float64]:
    """Which part of the circle of each radius (pixels) is inked."""
    px, py = _rays(x, y, np.linspace(0, 2 * np.pi, 240, endpoint=False), np.arange(outer, dtype=np.float64)[None, :], ink.shape)
    return np.asarray((ink[py, px] > 0).mean(axis=0), dtype=np.float64)


def _take_off(picture: Grey, ink: Grey, stamp: Stamp, radius: float, dpi: float) -> None:
    """Erase one circle: in each direction the run of ink near the radius, unless it is thicker than the circle's line."""
    angle = np.linspace(0, 2 * np.pi, int(2 * np.pi * radius * 1.6), endpoint=False)
    stray = max(2, round(0.012 * dpi))
    steps = np.arange(-6 * stray, 6 * stray + 1)
    px, py = _rays(stamp.x, stamp.y, angle, np.asarray(radius + steps[None, :], dtype=np.float64), ink.shape)
    dark = ink[py, px] > 0
    lo, hi, there = _runs(dark, _course(dark, stray), stray)
    thick = hi - lo + 1
    usual = float(np.median(thick[there])) if there.any() else 0.0
    if not there.any() or usual > _THICK * dpi:
        return
    mask = np.zeros_like(picture)
    for row in np.flatnonzero(there & (thick <= usual * 1.25 + 1)):
        run = slice(max(0, lo[row] - 1), hi[row] + 2)
        mask[py[row, run], px[row, run]] = 1
    # A stamp paler than the print under it is taken off around the print.
    soft = np.asarray(cv2.blur(picture, (3, 3)), dtype=np.uint8)
    level = float(np.median(soft[(mask > 0) & (ink > 0)])) if mask.any() else 0.0
    wide = cv2.dilate(mask, np.ones((3, 3), np.uint8)) > 0
    print_under = cv2.dilate((soft < level - _PALER).astype(np.uint8) * wide, np.ones((3, 3), np.uint8)) > 0
    picture[wide & ~print_under] = 255


def _rays(
    x: float, y: float, angle: NDArray[np.float64], distance: NDArray[np.float64], shape: tuple[int, ...]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pixels on the rays from a place: rays × distances."""
    px = np.rint(x + np.cos(angle)[:, None] * distance).astype(np.int64)
    py = np.rint(y + np.sin(angle)[:, None] * distance).astype(np.int64)
    return np.clip(px, 0, shape[1] - 1), np.clip(py, 0, shape[0] - 1)


def _course(dark: NDArray[np.bool_], stray: int) -> NDArray[np.int64]:
    """Per ray the step at which the circle's line runs, which is never quite round: where most ink lies in the sector, smoothed around."""
    rays, width = dark.shape
    sector = (np.arange(rays) * _SECTORS // rays).astype(int)
    filled = np.stack([np.bincount(sector, dark[:, k], minlength=_SECTORS) for k in range(width)], axis=1)
    soft = cv2.blur(np.concatenate((filled[-4:], filled, filled[:4])).astype(np.float32), (5, 9))[4:-4]
    weight = np.exp(-((np.arange(width) - width // 2) ** 2) / (2.0 * stray**2))
    best = np.argmax(soft * weight, axis=1)
    around = np.concatenate((best[-9:], best, best[:9]))
    smooth = np.median(np.lib.stride_tricks.sliding_window_view(around, 19), axis=1)
    return np.asarray(np.rint(smooth[sector]), dtype=np.int64)


def _runs(dark: NDArray[np.bool_], centre: NDArray[np.int64], stray: int) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
    """Per ray the run of ink (first, last step) that lies on the line's course, and whether there is one."""
    rays, width = dark.shape
    steps = np.arange(width)[None, :]
    off = np.where(dark, np.abs(steps - centre[:, None]), width)
    at = off.argmin(axis=1)
    there = off[np.arange(rays), at] <= stray
    before = np.where(~dark & (steps < at[:, None]), steps, -1).max(axis=1)
    after = np.where(~dark & (steps > at[:, None]), steps, width).min(axis=1)
    return before + 1, after - 1, there
