"""A picture of a page becomes a straight, clean, upright page at one resolution, with the way back to the paper."""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.grid import Line
from ingest.model import Box
from ingest.scan.coloured import COVERED, Wiped, uncoloured
from ingest.scan.digits import Bank
from ingest.scan.grounds import without_grounds
from ingest.scan.halftone import without_halftone
from ingest.scan.ink import Inked, inked
from ingest.scan.negative import positive
from ingest.scan.picture import Grey, believable_dpi, even, grey_of, ink_of, without_specks
from ingest.scan.punched import with_holes, without_holes
from ingest.scan.rings import Stamp, find_stamps
from ingest.scan.rulings import Rulings, rulings
from ingest.scan.stamps import faded
from ingest.scan.stippled import without_stipple
from ingest.scan.straighten import Bend, Matrix, fit_bend, fit_lean, sheet_corners, skew_of
from ingest.scan.stroke import Stroke
from ingest.scan.unstamped import without_stamps
from ingest.scan.unstreaked import unstreaked

# What the engine reads best, and where glyph measures stay comparable.
WORK_DPI = 300.0
# A scan up to this resolution shows nothing that half the working resolution does not.
_COARSE = 170.0
# How many times smaller than the page the picture is that tells where coloured ink was.
_WIPED = 4
# A working page is never larger than this (pixels): a poster is read at a lower resolution.
_WORK_PIXELS = 36_000_000


@dataclass(frozen=True)
class Page:
    """A straight page: ``clean`` (paper 255) and ``ink`` (255 or 0) at ``dpi``; ``lines`` in points of the straight page.

    ``skew`` is in degrees; ``coarse``: the picture had far fewer pixels than the page has; ``stamps``: where round ones
    lie; ``wiped``: where coloured ink or a streak was taken off (255; so many times smaller as ``_WIPED``
    says). ``points`` leads a rectangle on the straight page (pixels) back to the upright picture (points).
    """

    clean: Grey
    ink: Grey
    dpi: float
    lines: list[Line]
    skew: float
    _to_picture: Matrix
    _bend: Bend | None
    _picture_dpi: float
    _picture_size: tuple[float, float]
    coarse: bool = False
    stamps: tuple[Stamp, ...] = ()
    wiped: Grey | None = None
    # What its digits look like, learned from the tables that were read.
    digits: Bank = field(default_factory=Bank, init=False, repr=False, compare=False)
    _inked: dict[tuple[int, int, int, int], Inked] = field(default_factory=dict, init=False, repr=False, compare=False)

    def inked(self, box: tuple[int, int, int, int]) -> Inked:
        """What stands in a cell (x0, y0, x1, y1; pixels), found out once for all who ask."""
        if box not in self._inked:
            self._inked[box] = inked(self.clean, self.ink, box)
        return self._inked[box]

    def was_wiped(self, box: tuple[int, int, int, int]) -> tuple[bool, bool]:
        """Whether coloured ink lay on a rectangle (x0, y0, x1, y1; pixels), and whether it may have hidden print."""
        if self.wiped is None:
            return False, False
        x0, y0, x1, y1 = (v // _WIPED for v in box)
        part = self.wiped[max(0, y0) : y1 + 1, max(0, x0) : x1 + 1]
        return bool(part.any()), bool((part == COVERED).any())

    @property
    def picture_size(self) -> tuple[float, float]:
        """Width and height of the upright picture in points."""
        return self._picture_size

    def points(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """The upright rectangle (points, from the picture's top left) around a rectangle of the straight page (pixels)."""
        x = np.array([x0, x1, x1, x0, (x0 + x1) / 2, (x0 + x1) / 2])
        y = np.array([y0, y0, y1, y1, y0, y1])
        if self._bend is not None:
            dx, dy = self._bend.offsets(x, y)
            x, y = x + dx, y + dy
        px, py, w = self._to_picture @ np.stack((x, y, np.ones_like(x)))
        px, py = px / w * (72.0 / self._picture_dpi), py / w * (72.0 / self._picture_dpi)
        # The middle of opposite sides, so that a tilted cell's box does not reach far into its neighbours.
        left, right = (px[0] + px[3]) / 2, (px[1] + px[2]) / 2
        top, bottom = (py[0] + py[1]) / 2, (py[2] + py[3]) / 2
        return Box(round(float(left), 2), round(float(top), 2), round(float(right), 2), round(float(bottom), 2))


def straight_page(image: NDArray[np.uint8], dpi: float | None) -> Page:
    """Prepare an upright picture (grey, or RGB) for reading. ``dpi`` None or unbelievable: taken for an A4 page."""
    picture_dpi = believable_dpi(dpi, image.shape[1], image.shape[0])
    image = without_stipple(without_halftone(image, picture_dpi), picture_dpi)
    image = without_grounds(positive(image, picture_dpi), picture_dpi)
    grey, coloured = uncoloured(image, grey_of(image), picture_dpi)
    points = (grey.shape[1] * 72 / picture_dpi, grey.shape[0] * 72 / picture_dpi)
    grey, factor = _reduced(grey, picture_dpi)
    source_dpi = picture_dpi / factor
    clean, holes = without_holes(without_specks(even(grey, source_dpi), source_dpi), source_dpi)
    coloured = with_holes(
        coloured, [(round(x * factor), round(y * factor), round(r * factor)) for x, y, r in holes], image.shape, picture_dpi
    )
    sheet, size = _flat_sheet(grey, source_dpi)
    work_dpi = min(WORK_DPI, source_dpi * (_WORK_PIXELS / max(1, grey.size)) ** 0.5 if grey.size > _WORK_PIXELS else WORK_DPI)
    to_picture, (width, height) = _scaled(sheet, size, work_dpi / source_dpi)
    # Skew and bends show at half the resolution, at a quarter of the cost.
    skew = skew_of(ink_of(_draft(clean, to_picture, width, height)), work_dpi / 2)
    if abs(skew) > 0.015:
        to_picture, (width, height) = _turned(to_picture, width, height, skew)
    drafted = _doubled(rulings(_draft(clean, to_picture, width, height), work_dpi / 2))
    lean = fit_lean(drafted.across, drafted.down, width, height, work_dpi)
    if lean is not None:
        to_picture = to_picture @ lean
        drafted = _doubled(rulings(_draft(clean, to_picture, width, height), work_dpi / 2))
    bend = fit_bend(drafted.across, drafted.down, width, height, work_dpi)
    straight = _warped(clean, to_picture, width, height) if bend is None else _bent(clean, to_picture, bend)
    stamps = find_stamps(ink_of(straight), work_dpi)
    whole, straight = straight, faded(straight, work_dpi)
    # What the draft of a coarse scan shows is all there is to see, where nothing was bent or faded since; but dots run together.
    fine = source_dpi > _COARSE or len(drafted.dots) > 0
    settled = not fine and bend is None and straight is whole
    found = drafted if settled else _rulings(straight, work_dpi, fine=fine)
    across = [s for s in found.across if not any(stamp.runs_along(s.along, s.at, work_dpi) for stamp in stamps)]
    down = [s for s in found.down if not any(stamp.runs_along(s.at, s.along, work_dpi) for stamp in stamps)]
    across, down, straight, streaked = unstreaked(across, down, straight, work_dpi)
    straight = without_stamps(_undotted(straight, found), stamps, work_dpi)
    back = np.diag([factor, factor, 1.0]) @ to_picture
    lines = _lines(across, down, work_dpi)
    return Page(
        straight,
        ink_of(straight),
        work_dpi,
        lines,
        skew,
        back,
        bend,
        picture_dpi,
        points,
        source_dpi <= _COARSE,
        tuple(stamps),
        _with_streaks(None if coloured is None else _as_straight(coloured, back, straight.shape), streaked),
    )


def _as_straight(wiped: Wiped, back: Matrix, shape: tuple[int, ...]) -> Grey:
    """Where ink was taken off, on the straight page; how the page bends does not matter for that."""
    matrix = np.diag([1 / wiped.factor, 1 / wiped.factor, 1.0]) @ back @ np.diag([_WIPED, _WIPED, 1.0])
    flags = cv2.INTER_NEAREST | cv2.WARP_INVERSE_MAP
    size = (shape[1] // _WIPED + 1, shape[0] // _WIPED + 1)
    return np.asarray(cv2.warpPerspective(wiped.mask, matrix, size, flags=flags, borderValue=0.0), dtype=np.uint8)


def _reduced(grey: Grey, dpi: float) -> tuple[Grey, float]:
    """Pictures far finer than the working resolution are made smaller first, by areas: warping alone would drop pixels."""
    if dpi < 1.3 * WORK_DPI:
        return grey, 1.0
    factor = dpi / WORK_DPI
    small = cv2.resize(grey, None, fx=1 / factor, fy=1 / factor, interpolation=cv2.INTER_AREA)
    return np.asarray(small, dtype=np.uint8), factor


def _flat_sheet(grey: Grey, dpi: float) -> tuple[Matrix, tuple[float, float]]:
    """Sheet → picture (pixels): the identity for a scan, a perspective for a photo of a sheet on a darker ground."""
    h, w = grey.shape
    corners = sheet_corners(grey)
    if corners is None:
        return np.eye(3), (w, h)
    top, right, bottom, left = (float(np.linalg.norm(corners[k] - corners[(k + 1) % 4])) for k in range(4))
    width, height = max(top, bottom), max(left, right)
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(flat, corners.astype(np.float32))
    return np.asarray(matrix, dtype=np.float64), (width, height)


def _scaled(matrix: Matrix, size: tuple[float, float], scale: float) -> tuple[Matrix, tuple[int, int]]:
    return matrix @ np.diag([1 / scale, 1 / scale, 1.0]), (max(1, round(size[0] * scale)), max(1, round(size[1] * scale)))


def _turned(matrix: Matrix, width: int, height: int, degrees: float) -> tuple[Matrix, tuple[int, int]]:
    """The map with a turn before it, on a canvas that keeps every corner."""
    angle = np.radians(degrees)
    cos, sin = float(np.cos(angle)), float(np.sin(angle))
    new_width, new_height = round(width * cos + height * abs(sin)), round(height * cos + width * abs(sin))
    shift = np.array([[1, 0, -new_width / 2], [0, 1, -new_height / 2], [0, 0, 1.0]])
    turn = np.array([[cos, -sin, width / 2], [sin, cos, height / 2], [0, 0, 1.0]])
    return matrix @ turn @ shift, (new_width, new_height)


def _warped(clean: Grey, matrix: Matrix, width: int, height: int, method: int = cv2.INTER_CUBIC) -> Grey:
    flags = method | cv2.WARP_INVERSE_MAP
    if matrix[2, 0] == 0 == matrix[2, 1]:
        # A scan has no perspective, and goes faster without.
        flat = matrix[:2] / matrix[2, 2]
        return np.asarray(cv2.warpAffine(clean, flat, (width, height), flags=flags, borderValue=255.0), dtype=np.uint8)
    return np.asarray(cv2.warpPerspective(clean, matrix, (width, height), flags=flags, borderValue=255.0), dtype=np.uint8)


def _draft(clean: Grey, matrix: Matrix, width: int, height: int) -> Grey:
    """The page at half its resolution."""
    half = matrix @ np.diag([2.0, 2.0, 1.0])
    return _warped(clean, half, max(1, width // 2), max(1, height // 2), cv2.INTER_LINEAR)


def _rulings(straight: Grey, dpi: float, *, fine: bool) -> Rulings:
    """The page's ruling lines; those of a coarse scan show as well at half the resolution, at a quarter of the cost."""
    if fine:
        return rulings(straight, dpi)
    half = np.asarray(cv2.resize(straight, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    return _doubled(rulings(half, dpi / 2))


def _doubled(found: Rulings) -> Rulings:
    across, down = ([Stroke(s.along * 2 + 0.5, s.at * 2 + 0.5) for s in part] for part in (found.across, found.down))
    return Rulings(across, down, found.dots * 2)


def _with_streaks(mask: Grey | None, streaked: Grey | None) -> Grey | None:
    """Where ink was taken off, with the streaks that may have hidden print."""
    if streaked is None:
        return mask
    size = (streaked.shape[1] // _WIPED + 1, streaked.shape[0] // _WIPED + 1)
    whole = np.zeros((size[1] * _WIPED, size[0] * _WIPED), np.uint8)
    whole[: streaked.shape[0], : streaked.shape[1]] = streaked
    small = whole.reshape(size[1], _WIPED, size[0], _WIPED).max(axis=(1, 3))
    return np.where(small > 0, COVERED, 0 if mask is None else mask).astype(np.uint8)


def _undotted(straight: Grey, found: Rulings) -> Grey:
    """The page without the marks of dotted rules, which a cell would show as dirt along its borders."""
    if not len(found.dots):
        return straight
    result = straight.copy()
    for x, y, width, height in found.dots.astype(int):
        result[max(0, y - 2) : y + height + 2, max(0, x - 2) : x + width + 2] = 255
    return result


def _bent(clean: Grey, matrix: Matrix, bend: Bend) -> Grey:
    """Resample through bend and matrix; the map is worked out on a coarse net, which is exact enough for low polynomials."""
    net = 16
    columns, rows = bend.width // net + 3, bend.height // net + 3
    # The middle of each mesh, as resizing takes it, with one more on each side.
    x, y = np.meshgrid((np.arange(columns) - 0.5) * net - 0.5, (np.arange(rows) - 0.5) * net - 0.5)
    dx, dy = bend.offsets(x, y)
    points = matrix @ np.stack((x + dx, y + dy, np.ones_like(x))).reshape(3, -1)
    fine = []
    for part in (points[0] / points[2], points[1] / points[2]):
        whole = cv2.resize(part.reshape(rows, columns).astype(np.float32), None, fx=net, fy=net, interpolation=cv2.INTER_LINEAR)
        fine.append(whole[net : net + bend.height, net : net + bend.width])
    return np.asarray(cv2.remap(clean, fine[0], fine[1], cv2.INTER_CUBIC, borderValue=255.0), dtype=np.uint8)


def _lines(across: list[Stroke], down: list[Stroke], dpi: float) -> list[Line]:
    k = 72.0 / dpi
    flat = [Line(s.lo * k, s.middle * k, s.hi * k, s.middle * k) for s in across]
    return flat + [Line(s.middle * k, s.lo * k, s.middle * k, s.hi * k) for s in down]
