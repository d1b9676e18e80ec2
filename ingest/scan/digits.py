"""The page as its own model: what each digit looks like in this print, learned from the cells that were read for sure.

A digit in doubt is laid beside the page's own sixes and eights. This reads independently of the engine and costs little.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.scan.ink import Glyph
from ingest.scan.picture import Grey

_WIDE, _HIGH = 12, 18
# So many samples make a digit known; so many known digits make the page readable by them.
_ENOUGH, _MOST = 3, 9
# A comma is so high at most (of the digits' height): that of a typewriter's face is the highest.
_MARK = 0.56
# A speck is so small. A hyphen is no higher than this, and stands as far above the digits' foot at least.
_SPECK, _FLAT = 0.3, 0.2

Shape = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Look:
    """One glyph's look: its normalised picture; its kind: ``digit`` (tall), ``mark`` (comma, dot), ``dash`` or ``other``; its height
    as a part of the line's tallest."""

    shape: Shape
    kind: str
    height: float


class Bank:
    """The page's digits. It remembers which cell a sample came from, so that no cell vouches for itself."""

    def __init__(self) -> None:
        self._shapes: list[Shape] = []
        self._digits: list[int] = []
        self._cells: list[int] = []
        self._table: tuple[Shape, NDArray[np.int64], NDArray[np.int64]] | None = None

    def learn(self, text: str, looks: Sequence[Look], cell: int) -> None:
        """Take the looks of a cell that was surely read as ``text`` (no spaces, one character per look)."""
        for char, look in zip(text, looks, strict=True):
            if char.isdigit() and look.kind == "digit":
                self._shapes.append(look.shape)
                self._digits.append(int(char))
                self._cells.append(cell)
        self._table = None

    def take(self, other: Bank) -> None:
        """Know what another one knows, of the same page."""
        self._shapes += other._shapes
        self._digits += other._digits
        self._cells += other._cells
        self._table = None

    @property
    def ready(self) -> bool:
        """Whether nearly all digits are known well enough to tell others by them."""
        return int(np.count_nonzero(np.bincount(self._digits, minlength=10) >= _ENOUGH)) >= _MOST if self._digits else False

    def likeness(self, looks: Sequence[Look], cell: int) -> NDArray[np.float32]:
        """How much each look is like each digit (looks × 10, -1…1): the mean of its three nearest samples from other cells."""
        result = np.full((len(looks), 10), -1.0, np.float32)
        if not self._shapes or not looks:
            return result
        if self._table is None:
            self._table = (np.stack(self._shapes), np.array(self._digits), np.array(self._cells))
        shapes, digits, cells = self._table
        alike = np.stack([look.shape for look in looks]) @ shapes.T
        for digit in range(10):
            mine = np.flatnonzero((digits == digit) & (cells != cell))
            if len(mine) >= _ENOUGH:
                result[:, digit] = np.partition(alike[:, mine], -_ENOUGH, axis=1)[:, -_ENOUGH:].mean(axis=1)
        return result


def looks(clean: Grey, line: Sequence[Glyph]) -> list[Look]:
    """The characters of a line of a number, from left to right: pieces of one glyph joined, touching ones parted."""
    glyphs = _parted(clean, _joined(_without_specks(line)))
    tall = max((g.height for g in glyphs), default=1)
    top, bottom = min((g.y0 for g in glyphs), default=0), max((g.y1 for g in glyphs if g.height > 0.6 * tall), default=1)
    return [Look(_shape(clean, g), _kind(g, tall, top, bottom), g.height / tall) for g in glyphs]


def _kind(g: Glyph, tall: int, top: int, bottom: int) -> str:
    if g.height > 0.75 * tall:
        return "digit" if g.width < 1.1 * g.height else "other"
    if g.width >= 1.5 * g.height and g.height <= _FLAT * tall and g.y1 < bottom - _FLAT * tall:
        # A short hyphen stands as low as a comma, but on no foot.
        return "dash"
    if g.height <= _MARK * tall and g.y0 > top + 0.5 * (bottom - top) and g.width <= 0.5 * tall:
        return "mark"
    if g.width >= 1.5 * g.height:
        return "dash"
    return "other"


def _without_specks(line: Sequence[Glyph]) -> list[Glyph]:
    """Without the specks that lie wholly above or below the digits, or above a comma."""
    tall = max((g.height for g in line), default=0)
    digits = [g for g in line if g.height > 0.75 * tall]
    top, foot = min((g.y0 for g in digits), default=0), max((g.y1 for g in digits), default=0)
    low = [g for g in line if g.height <= _MARK * tall and g.y0 > (top + foot) / 2 and g.y1 >= foot - 2]

    def is_speck(g: Glyph) -> bool:
        outside = g.y0 >= foot or g.y1 <= top
        above_comma = any(g.y1 < c.y0 and g.x0 < c.x1 and g.x1 > c.x0 for c in low) and not any(g.x0 < d.x1 and g.x1 > d.x0 for d in digits)
        return max(g.width, g.height) <= _SPECK * tall and (outside or above_comma)

    return [g for g in line if not is_speck(g)]


def _joined(line: Sequence[Glyph]) -> list[Glyph]:
    """Ink above ink is one character: a broken five, a percent sign."""
    result: list[Glyph] = []
    for g in sorted(line, key=lambda g: g.x0):
        if result:
            last = result[-1]
            overlap = min(last.x1, g.x1) - max(last.x0, g.x0)
            if overlap > 0.5 * min(last.width, g.width):
                result[-1] = Glyph(min(last.x0, g.x0), min(last.y0, g.y0), max(last.x1, g.x1), max(last.y1, g.y1), last.area + g.area)
                continue
        result.append(g)
    return result


def _parted(clean: Grey, glyphs: list[Glyph]) -> list[Glyph]:
    """Digits that touch are cut at the lightest column near where the seam must be."""
    tall = max((g.height for g in glyphs), default=1)
    widths = sorted(g.width for g in glyphs if g.height > 0.75 * tall)
    if not widths:
        return glyphs
    usual = min(float(np.median(widths)), 0.75 * tall)
    result: list[Glyph] = []
    for g in glyphs:
        parts = round(g.width / max(usual, 1.0)) if g.height > 0.75 * tall and g.width > 1.45 * usual else 1
        if parts < 2:
            result.append(g)
            continue
        columns = (255 - clean[g.y0 : g.y1, g.x0 : g.x1]).sum(axis=0, dtype=np.float64)
        cuts = [0]
        for k in range(1, parts):
            middle, reach = g.width * k / parts, max(2, round(usual * 0.3))
            lo = max(cuts[-1] + 1, round(middle) - reach)
            near = columns[lo : max(lo + 1, round(middle) + reach + 1)]
            cuts.append(lo + (int(np.argmin(near)) if len(near) else 0))
        cuts.append(g.width)
        result += [Glyph(g.x0 + a, g.y0, g.x0 + b, g.y1, g.area // parts) for a, b in zip(cuts, cuts[1:], strict=False)]
    return result


def _shape(clean: Grey, g: Glyph) -> Shape:
    """A glyph's picture in a fixed frame, its place in the frame telling its proportions; zero mean, unit length."""
    piece = 255 - clean[max(0, g.y0 - 1) : g.y1 + 1, max(0, g.x0 - 1) : g.x1 + 1]
    height, width = piece.shape
    if height == 0 or width == 0:
        return np.zeros(_WIDE * _HIGH, np.float32)
    scale = min(_HIGH / height, _WIDE / width)
    small = cv2.resize(piece, (max(1, round(width * scale)), max(1, round(height * scale))), interpolation=cv2.INTER_AREA)
    frame = np.zeros((_HIGH, _WIDE), np.float32)
    y, x = (_HIGH - small.shape[0]) // 2, (_WIDE - small.shape[1]) // 2
    frame[y : y + small.shape[0], x : x + small.shape[1]] = small
    vector = frame.ravel() - frame.mean()
    length = float(np.linalg.norm(vector))
    return np.asarray(vector / length if length else vector, dtype=np.float32)
