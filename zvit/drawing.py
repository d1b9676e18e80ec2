"""Marks are drawn on a page: each cell outlined, its label on blank paper nearby, never on print; what finds no room goes above the page."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

import cv2
import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFont

from zvit.marks import Mark

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ingest.page_picture import PagePicture

Rect: TypeAlias = tuple[int, int, int, int]
Corners: TypeAlias = list[tuple[float, float]]

PLAIN, DOUBTFUL = (20, 90, 200), (225, 60, 0)
_TINTS = {PLAIN: (228, 240, 255), DOUBTFUL: (255, 234, 214)}
_FONTS = (
    "DejaVuSans.ttf",
    "LiberationSans-Regular.ttf",
    "NotoSans-Regular.ttf",
    "Carlito-Regular.ttf",
    "FreeSans.ttf",
    "Ubuntu-R.ttf",
    "Arial.ttf",
    "arial.ttf",
)
# Letters of a label in points of the page: the larger the better, the smallest still legible.
_SIZES = (8.0, 7.0, 6.0)
# How much lighter or darker than its neighbours a pixel of print is; noise and shading are less.
_PRINT = 45
_GAP = 3
# How far a cell's ruling reaches to either side of its middle, in points.
_BORDER = 2.0


def font(pixels: float) -> Any:
    """A font for labels; the built-in one, which knows no Cyrillic, where the machine has none."""
    for name in _FONTS:
        try:
            return ImageFont.truetype(name, max(8, round(pixels)))
        except OSError:
            continue
    return ImageFont.load_default(max(8, round(pixels)))


def has_cyrillic() -> bool:
    """Whether labels can be Ukrainian on this machine."""
    chosen = font(20)
    return bytes(chosen.getmask("Ж")) != bytes(chosen.getmask("\uffff"))


@dataclass(slots=True)
class _Sheet:
    """A page with room for labels: ``taken`` are the rectangles of cells and labels, ``print_`` sums the print left and above of each pixel."""

    image: Any
    scale: float
    print_: NDArray[np.int64]
    taken: list[Rect] = field(default_factory=list)

    def blank(self, rect: Rect) -> bool:
        """Nothing is printed in the rectangle, which lies on the page."""
        x0, y0, x1, y1 = rect
        if x0 < 0 or y0 < 0 or x1 >= self.image.width or y1 >= self.image.height:
            return False
        s = self.print_
        return bool(s[y1, x1] - s[y0, x1] - s[y1, x0] + s[y0, x0] <= 0.004 * (x1 - x0) * (y1 - y0))


def draw(picture: PagePicture, marks: Sequence[Mark], caption: str) -> Any:
    """The page with its marks, below a line that says what it is."""
    image = picture.image.copy()
    tilt = _tilt(image, picture.scale) if any(mark.scanned for mark in marks) else 0.0
    sheet = _Sheet(image, picture.scale, _print_of(image))
    outlines = [(mark, _corners(mark, picture.scale, tilt)) for mark in marks]
    for mark, corners in outlines:
        _outline(image, corners, mark.doubtful, picture.scale)
        sheet.taken.append(_around(corners))
    homeless = [(mark, _around(corners)) for mark, corners in outlines if not _label(sheet, mark, corners)]
    return _headed(sheet, homeless, caption)


def stacked(pages: Sequence[Any]) -> Any:
    """Pages one below the other."""
    width, gap = max(page.width for page in pages), 12
    whole = Image.new("RGB", (width, sum(page.height for page in pages) + gap * (len(pages) - 1)), (120, 120, 120))
    top = 0
    for page in pages:
        whole.paste(page, (0, top))
        top += page.height + gap
    return whole


def _tilt(image: Any, scale: float) -> float:
    """By how many degrees the lines of a scan fall to the right."""
    from ingest.scan.picture import even, grey_of, ink_of
    from ingest.scan.straighten import skew_of

    dpi = scale * 72.0
    return skew_of(ink_of(even(grey_of(np.asarray(image)), dpi)), dpi)


def _print_of(image: Any) -> NDArray[np.int64]:
    grey = cv2.GaussianBlur(np.asarray(image.convert("L")), (3, 3), 0)
    square = np.ones((3, 3), np.uint8)
    printed = cv2.subtract(cv2.dilate(grey, square), cv2.erode(grey, square)) > _PRINT
    return np.asarray(cv2.integral(printed.astype(np.uint8)), dtype=np.int64)


def _corners(mark: Mark, scale: float, tilt: float) -> Corners:
    """The cell's corners in pixels: its box turned about its middle as the page lies."""
    x0, y0, x1, y1 = (v * scale for v in mark.box)
    cos, sin = math.cos(math.radians(tilt)), math.sin(math.radians(tilt))
    middle = (x0 + x1) / 2, (y0 + y1) / 2
    sides = (((x - middle[0]), (y - middle[1])) for x, y in ((x0, y0), (x1, y0), (x1, y1), (x0, y1)))
    return [(middle[0] + dx * cos - dy * sin, middle[1] + dx * sin + dy * cos) for dx, dy in sides]


def _around(corners: Corners) -> Rect:
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return math.floor(min(xs)), math.floor(min(ys)), math.ceil(max(xs)), math.ceil(max(ys))


def _colour(doubtful: bool) -> tuple[int, int, int]:
    return DOUBTFUL if doubtful else PLAIN


def _outline(image: Any, corners: Corners, doubtful: bool, scale: float) -> None:
    """Tint the paper, leaving the print as dark as it is, and draw the border."""
    colour = _colour(doubtful)
    glass = Image.new("RGB", image.size, "white")
    ImageDraw.Draw(glass).polygon(corners, fill=_TINTS[colour])
    image.paste(ImageChops.multiply(image, glass))
    ImageDraw.Draw(image).line([*corners, corners[0]], fill=colour, width=max(2, round(scale)), joint="curve")


def _label(sheet: _Sheet, mark: Mark, corners: Corners) -> bool:
    """Write the label on blank paper in the cell, or beside it touching its border; False where there is none."""
    others = [rect for rect in sheet.taken if rect != _around(corners)]
    for spots in (_inside, _beside):
        for size in _SIZES:
            letters = font(size * sheet.scale)
            width, height = _extent(letters, mark.label)
            for rect, free in spots(corners, width, height, _BORDER * sheet.scale):
                if sheet.blank(free) and not any(_meet(rect, other) for other in others):
                    _write(sheet.image, rect, mark, letters)
                    sheet.taken.append(rect)
                    return True
    return False


def _inside(corners: Corners, width: int, height: int, border: float) -> Iterator[tuple[Rect, Rect]]:
    """Where a label may stand in the cell, along its top and its bottom: the label, and what must be blank for it."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = corners
    left, right = math.ceil(max(ax, dx) + border), math.floor(min(bx, cx) - border)
    lift = abs(by - ay) / max(bx - ax, 1.0) * width / 2
    if min(dy - ay, cy - by) < height + 2 * (border + lift):
        return
    for x in range(left, right - width + 1, 4):
        share = (x + width / 2 - ax) / max(bx - ax, 1.0)
        for y in (math.ceil(ay + (by - ay) * share + lift + border), math.floor(dy + (cy - dy) * share - lift - border) - height):
            rect = (x, y, x + width, y + height)
            yield rect, (max(left, x - 2 * _GAP), y, min(right, x + width + 2 * _GAP), y + height)


def _beside(corners: Corners, width: int, height: int, border: float) -> Iterator[tuple[Rect, Rect]]:
    """Where a label may stand as a tab on the cell's top or bottom, or at its sides; it may cover the cell's own border."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = corners
    rim = round(border)
    for x in range(math.ceil(max(ax, dx)), max(math.ceil(max(ax, dx)), math.floor(min(bx, cx)) - width) + 1, 4):
        share = (x + width / 2 - ax) / max(bx - ax, 1.0)
        above, below = math.floor(ay + (by - ay) * share) - height, math.ceil(dy + (cy - dy) * share)
        yield (x, above, x + width, above + height), (x, above, x + width, above + height - rim)
        yield (x, below, x + width, below + height), (x, below + rim, x + width, below + height)
    for y in range(math.ceil(max(ay, by)), math.floor(min(cy, dy)) - height + 1, 4):
        for x in (math.floor(min(ax, dx)) - width - rim, math.ceil(max(bx, cx)) + rim):
            yield (x, y, x + width, y + height), (x, y, x + width, y + height)


def _meet(a: Rect, b: Rect) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _extent(letters: Any, text: str) -> tuple[int, int]:
    left, _, right, _ = letters.getbbox(text)
    top, bottom = letters.getbbox("Щ%yЇ")[1::2]
    return math.ceil(right - left) + 6, math.ceil(bottom - top) + 4


def _write(image: Any, rect: Rect, mark: Mark, letters: Any) -> None:
    canvas = ImageDraw.Draw(image)
    canvas.rectangle(rect, fill=_colour(mark.doubtful))
    canvas.text((rect[0] + 3, rect[1] + 2 - letters.getbbox("Щ%yЇ")[1]), mark.label, fill="white", font=letters)


def _headed(sheet: _Sheet, homeless: Sequence[tuple[Mark, Rect]], caption: str) -> Any:
    """The page below its caption and the labels that found no room on it, each at the end of a hair that leads to its cell."""
    letters = font(_SIZES[0] * sheet.scale)
    line = _extent(letters, caption)[1] + 4
    places: list[tuple[Mark, Rect, Rect]] = []
    for mark, cell in homeless:
        width, height = _extent(letters, mark.label)
        x = max(0, min(cell[0], sheet.image.width - width))
        level = 1
        while any(_meet((x - _GAP, level * line, x + width + _GAP, level * line + height), rect) for _, _, rect in places):
            level += 1
        places.append((mark, cell, (x, level * line, x + width, level * line + height)))
    head = max((rect[3] for _, _, rect in places), default=line) + 4
    whole = Image.new("RGB", (sheet.image.width, head + sheet.image.height), "white")
    whole.paste(sheet.image, (0, head))
    canvas = ImageDraw.Draw(whole)
    canvas.text((4, 2), caption, fill=(60, 60, 60), font=letters)
    for mark, cell, rect in places:
        canvas.line((rect[0], rect[1], rect[0], head), fill=_colour(mark.doubtful))
        canvas.line((rect[0], head, cell[0], head + cell[1]), fill=_colour(mark.doubtful))
    for mark, _, rect in places:
        _write(whole, rect, mark, letters)
    canvas.line((0, head - 1, whole.width, head - 1), fill=(150, 150, 150))
    return whole
