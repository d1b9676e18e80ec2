"""What stands in a cell before anything is read: its glyphs, its lines of text, a dash or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.scan.edges import BORDER, inside, is_corner, without_rests
from ingest.scan.picture import Grey, pieces_of_ink

if TYPE_CHECKING:
    from ingest.scan.digits import Look

# Sizes in pixels at 300 dpi: the least a comma measures, the tallest thing that may be a dash, the least a capital is high.
_SPECK, _DASH_HEIGHT, _STEM = 3, 9, 17
# A dash fills so much of its box.
_SOLID = 0.45
# Ink at the picture's edge as thin as this is what a slanting border left there; what ends so near to the edge runs out of the cell.
_REST, EDGE = 4, 5
# A border that leans may lie so far off its place (pixels), beside cells that are at least so high.
_OFF, _LEANING = 24, 45
# Print may be as pale as this (of 255) where there is so many times more of it than of ink.
_PALE, _FAINT = 190, 1.8
# What is left of a comma stands beside characters at least so high (pixels), so near and no farther from their feet (parts of their height).
_LETTER, _CLOSE, _FOOT = 10, 0.4, 0.3
# A footnote's star, in parts of the digits' height: how small at most and how large at least it is, and how high above the line it ends.
_STAR = (0.3, 0.72, 0.25)


@dataclass(frozen=True, slots=True)
class Glyph:
    """Connected ink: a box in pixels of the cell's picture, and how many pixels it has."""

    x0: int
    y0: int
    x1: int
    y1: int
    area: int

    @property
    def width(self) -> int:
        return self.x1 - self.x0

    @property
    def height(self) -> int:
        return self.y1 - self.y0


@dataclass(frozen=True)
class Inked:
    """A cell's picture without its borders (``clean``: paper 255), at ``x, y`` of the page; glyphs in no order.

    ``crossed``: strokes that are no print (a signature, a stamp) ran through the cell and were taken off; ``wiped``: such
    of another colour than the print.
    """

    clean: Grey
    x: int
    y: int
    glyphs: tuple[Glyph, ...]
    crossed: bool = False
    wiped: bool = False

    @cached_property
    def lines(self) -> list[list[Glyph]]:
        """The glyphs by lines of text, top to bottom, each from left to right."""
        return text_lines(self.glyphs)

    @cached_property
    def glyph_height(self) -> float:
        """How tall the larger glyphs are (digits and capitals)."""
        heights = sorted(g.height for g in self.glyphs)
        return float(heights[int(len(heights) * 0.75)]) if heights else 0.0

    @cached_property
    def looks(self) -> tuple[Look, ...]:
        """The characters of a number, line by line, as the page's digits are compared with them."""
        from ingest.scan.digits import looks

        return tuple(look for line in self.lines for look in looks(self.clean, line))

    def tight(self, glyphs: list[Glyph] | None = None) -> Grey:
        """The picture around the given (or all) glyphs, everything else made paper."""
        chosen = self.glyphs if glyphs is None else glyphs
        x0, y0 = min(g.x0 for g in chosen), min(g.y0 for g in chosen)
        x1, y1 = max(g.x1 for g in chosen), max(g.y1 for g in chosen)
        y0, x0 = max(0, y0 - 2), max(0, x0 - 2)
        return self.clean[y0 : y1 + 2, x0 : x1 + 2]

    def only(self, glyphs: list[Glyph]) -> Grey:
        """The picture with all other glyphs painted over."""
        kept = {id(g) for g in glyphs}
        return _painted_over(self.clean, [g for g in self.glyphs if id(g) not in kept])


def inked(clean: Grey, ink: Grey, box: tuple[int, int, int, int]) -> Inked:
    """What stands between the borders of the cell whose borders' middles are ``box`` (x0, y0, x1, y1; pixels)."""
    x0, y0, x1, y1 = inside(ink, box)
    picture = clean[y0:y1, x0:x1]
    part = np.ascontiguousarray(ink[y0:y1, x0:x1])
    if part.size == 0:
        return Inked(picture, x0, y0, ())
    picture, part = without_rests(picture, part)
    if (whole := _faint_print(picture, part)) is not None:
        # The engine sees what is as dark as print elsewhere.
        part, picture = whole, 255 - np.minimum(2 * (255 - picture.astype(np.int16)), 255).astype(np.uint8)
    labels, stats = pieces_of_ink(part)
    height, width = part.shape
    glyphs: list[Glyph] = []
    dirt: list[Glyph] = []
    specks: list[Glyph] = []
    for k, (x, y, w, h, area) in enumerate(stats[1:].tolist(), 1):
        glyph = Glyph(x, y, x + w, y + h, area)
        rest = _is_slanting_border(glyph, part.shape) or _is_border(x, y, w, h, width, height)
        if rest or is_corner(labels, k, (x, y, w, h)):
            dirt.append(glyph)
        else:
            (specks if (w <= _SPECK and h <= _SPECK) or area < 7 else glyphs).append(glyph)
    worn = [g for g in specks if _is_worn_comma(g, glyphs)]
    dirt += [g for g in specks if g not in worn]
    return Inked(_painted_over(picture, dirt), x0, y0, (*glyphs, *worn))


def _faint_print(picture: Grey, ink: Grey) -> Grey | None:
    """The ink of a cell most of whose print is too pale to count as ink: with what hangs together with it. None where print is black."""
    seen = np.count_nonzero(ink)
    pale = (picture < _PALE).astype(np.uint8)
    if np.count_nonzero(pale) < _FAINT * seen:
        return None
    pale = _borderless(pale)
    if not pale.any() or np.count_nonzero(pale) < _FAINT * seen:
        return None
    # A worn dash has gaps.
    closed = cv2.morphologyEx(pale, cv2.MORPH_CLOSE, np.ones((1, 5), np.uint8))
    labels, stats = pieces_of_ink(closed)
    kept = np.zeros(len(stats), np.uint8)
    kept[np.unique(labels[ink > 0]) if seen else _pale_dash(np.asarray(stats, np.int32), picture.shape)] = 255
    kept[0] = 0
    return np.asarray(kept[labels], dtype=np.uint8) if kept.any() else None


def _borderless(pale: Grey) -> Grey:
    """Pale ink without the borders along the picture's edges, which are as pale."""
    for side in (pale, pale[::-1], pale.T, pale.T[::-1]):
        ruled = np.flatnonzero(side[:BORDER].mean(axis=1) > 0.4)
        if len(ruled):
            side[: ruled[-1] + 2] = 0
    return pale


def _pale_dash(stats: NDArray[np.int32], shape: tuple[int, ...]) -> list[int]:
    """The number of the one mark in an otherwise empty cell that may be a dash hardly printed: thin, level, away from the borders."""
    found = [k for k in range(1, len(stats)) if stats[k][cv2.CC_STAT_WIDTH] > EDGE]
    if len(found) != 1:
        return []
    x, y, width, height = (int(v) for v in stats[found[0]][:4])
    inside = min(x, y, shape[1] - x - width, shape[0] - y - height) > 2 * EDGE
    return found if inside and width >= 3 * height and height <= EDGE else []


def _is_worn_comma(speck: Glyph, glyphs: Sequence[Glyph]) -> bool:
    """Whether a dot too small for print stands close between two characters, at their foot."""

    def beside(g: Glyph) -> bool:
        high = g.height
        near = high >= _LETTER and max(g.x0 - speck.x1, speck.x0 - g.x1) <= _CLOSE * high
        return near and g.y1 - _FOOT * high <= speck.y0 and speck.y1 <= g.y1 + _FOOT * high

    return any(g.x1 <= speck.x0 and beside(g) for g in glyphs) and any(g.x0 >= speck.x1 and beside(g) for g in glyphs)


def cleaned(cell: Inked, tall: float) -> Inked:
    """The cell without noise: dots too small for the page's print (``tall``: its digits' height) and far from any letter."""
    sure = [g for g in cell.glyphs if g.height >= 0.45 * tall or g.width >= 0.45 * tall or _is_narrow_flat(g, tall)]
    # Nothing but a mark hardly longer than high may be a worn dash; beside print it is a speck, unless it is near.
    big = sure or [g for g in cell.glyphs if is_flat(g, tall)]
    reach = 0.6 * tall

    def near_text(g: Glyph) -> bool:
        return any(g.x0 < b.x1 + reach and g.x1 > b.x0 - reach and g.y0 < b.y1 + 0.5 * reach and g.y1 > b.y0 - 0.5 * reach for b in big)

    if len(big) == len(cell.glyphs):
        return _uncrossed(cell, tall)
    large = {id(g) for g in big}
    chosen = [g for g in cell.glyphs if id(g) in large or near_text(g)]
    kept = {id(g) for g in chosen}
    dirt = [g for g in cell.glyphs if id(g) not in kept]
    return _uncrossed(replace(cell, clean=_painted_over(cell.clean, dirt), glyphs=tuple(chosen)) if dirt else cell, tall)


def _uncrossed(cell: Inked, tall: float) -> Inked:
    """The cell without thin strokes far larger than its print, where there is print beside them."""
    crossing = [g for g in cell.glyphs if _is_stroke(g, tall)]
    rest = tuple(g for g in cell.glyphs if not _is_stroke(g, tall))
    if not crossing or not rest:
        return cell
    picture = cell.clean.copy()
    around = cv2.dilate((cell.clean < 200).astype(np.uint8), np.ones((3, 3), np.uint8))
    labels, stats = pieces_of_ink(around)
    for k in range(1, len(stats)):
        x, y, w, h = (int(v) for v in stats[k][:4])
        if any(g.x0 >= x - 1 and g.y0 >= y - 1 and g.x1 <= x + w + 1 and g.y1 <= y + h + 1 for g in crossing):
            # What the stroke touches goes with it; what it merely passes stays.
            inside = [g for g in rest if labels[(g.y0 + g.y1) // 2, (g.x0 + g.x1) // 2] == k]
            if not inside:
                picture[labels == k] = 255
    return replace(cell, clean=picture, glyphs=rest, crossed=True)


def _is_stroke(g: Glyph, tall: float) -> bool:
    large = g.height > 2.2 * tall or (g.height > 1.5 * tall and g.width > 5 * tall)
    return large and g.area < 0.3 * g.width * g.height


def is_flat(g: Glyph, tall: float) -> bool:
    """A dash; the hyphen of a narrow font is hardly wider than a speck, but plainly longer than high."""
    # A scatter of pixels as wide as a dash is what a pale stamp left.
    plain = g.width >= 1.3 * g.height and g.width >= 0.26 * tall and g.area >= _SOLID * g.width * g.height
    return (plain and g.height <= max(_DASH_HEIGHT, 0.3 * tall)) or _is_narrow_flat(g, tall)


def _is_narrow_flat(g: Glyph, tall: float) -> bool:
    long = g.width >= max(1.7 * g.height, 0.17 * tall) and g.area >= 0.6 * g.width * g.height
    return long and g.height <= max(_DASH_HEIGHT, 0.3 * tall)


def _painted_over(picture: Grey, dirt: list[Glyph]) -> Grey:
    if not dirt:
        return picture
    picture = picture.copy()
    for g in dirt:
        picture[max(0, g.y0 - 1) : g.y1 + 1, max(0, g.x0 - 1) : g.x1 + 1] = 255
    return picture


def _is_border(x: int, y: int, w: int, h: int, width: int, height: int) -> bool:
    """A rest of a ruling line along the picture's edge, or a stroke right through."""
    beside = x <= 2 or x + w >= width - 2
    above = y <= 2 or y + h >= height - 2
    return (
        (above and w >= 3.5 * h and h <= 8)
        or (beside and w <= _REST and h > 1.5 * w and not _is_letter(x, y, w, h, width, height))
        or (above and h <= _REST and w > 1.5 * h)
        or (beside and h >= 3.5 * w and w <= max(8, h / 8) and h > 0.5 * height)
        or (w <= 6 and h > 0.95 * height > 60)
    )


def _is_slanting_border(g: Glyph, shape: tuple[int, ...]) -> bool:
    """Whether a mark beside a picture's edge is a border that leans, from top to bottom: no letter is as high as its cell."""
    height, width = shape
    near = min(g.x0, width - g.x1) <= _OFF
    return near and g.height > 0.95 * height > _LEANING and g.width <= 0.25 * g.height and g.area <= _REST * 1.5 * g.height


def _is_letter(x: int, y: int, w: int, h: int, width: int, height: int) -> bool:
    """Whether a thin upright mark near a border may be a numeral I: clear of the border, and of those above and below."""
    return min(x, width - x - w) > 0 and min(y, height - y - h) > 2 and w >= _SPECK and h >= _STEM


def text_lines(glyphs: tuple[Glyph, ...] | list[Glyph]) -> list[list[Glyph]]:
    """Glyphs gathered into lines of text by their overlap across."""
    lines: list[list[Glyph]] = []
    extents: list[tuple[float, float]] = []
    for glyph in sorted(glyphs, key=lambda g: -g.height):
        middle = (glyph.y0 + glyph.y1) / 2
        for k, (top, bottom) in enumerate(extents):
            slack = 0.25 * (bottom - top)
            if top - slack <= middle <= bottom + slack:
                lines[k].append(glyph)
                break
        else:
            lines.append([glyph])
            extents.append((glyph.y0, glyph.y1))
    order = sorted(range(len(lines)), key=lambda k: extents[k][0])
    return [sorted(lines[k], key=lambda g: g.x0) for k in order]


def without_star(cell: Inked) -> Inked | None:
    """A line without the footnote stars that end it: small ink that hangs above the middle; None where there is none."""
    if len(cell.lines) != 1:
        return None
    line, stars = sorted(cell.lines[0], key=lambda g: g.x1), 0
    tall = max(g.height for g in line)
    base = max(g.y1 for g in line if g.height > 0.8 * tall)
    least, most, above = (part * tall for part in _STAR)
    while stars < len(line) - 1 and _hangs(line[-1 - stars], least, most, base - above):
        stars += 1
    kept = line[: len(line) - stars]
    return replace(cell, clean=cell.only(kept), glyphs=tuple(kept)) if stars else None


def _hangs(g: Glyph, least: float, most: float, lowest: float) -> bool:
    return least <= g.width and least <= g.height <= most and g.y1 <= lowest
