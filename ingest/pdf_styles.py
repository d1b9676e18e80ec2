"""How a drawing command writes: direction, size, baseline, weight, and whether a reader sees it; asked for once per command."""

from __future__ import annotations

import math
from ctypes import c_double
from dataclasses import dataclass
from typing import Literal

from ingest import pdf_raw as pdf
from ingest.pdf_clip import Clip, Clips

Kind = Literal["seen", "invisible", "white", "tiny", "askew", "clipped"]

# Writing smaller than this (points) nobody reads.
_TINY = 1.5


@dataclass(slots=True)
class Style:
    """Of one drawing command; ``plain``: upright and not cut off. ``symbol``: its font is one of marks, not of letters."""

    angle: int
    size: float
    base: float
    bold: bool
    kind: Kind
    color: tuple[int, int, int, int] | None
    symbol: bool
    unmapped: bool
    command: int
    clip: Clip | None
    plain: bool


@dataclass(frozen=True, slots=True)
class _Font:
    bold: bool
    symbol: bool
    unmapped: bool


class Styles:
    """What is common to all characters of one drawing command, asked for once."""

    def __init__(self, text_page: int) -> None:
        self.known: dict[int, Style] = {}
        self._text_page = text_page
        self._fonts: dict[int, _Font] = {}
        self._clips = Clips()

    def of(self, obj: int, index: int) -> Style:
        """Of text object ``obj``, whose first character is ``index``."""
        style = self.known.get(obj)
        if style is None:
            style = self.known[obj] = _style(self._text_page, index, obj, self._fonts, self._clips, len(self.known))
        return style


_MATRIX, _X, _Y = pdf.Matrix(), c_double(), c_double()


def _style(text_page: int, index: int, obj: int, fonts: dict[int, _Font], clips: Clips, command: int) -> Style:
    pdf.text_matrix(text_page, index, _MATRIX)
    a, b, c, d = _MATRIX.a, _MATRIX.b, _MATRIX.c, _MATRIX.d
    upright = b == 0 and a > 0
    degrees = 0.0 if upright else math.degrees(math.atan2(b, a))
    angle = round(degrees / 90) * 90
    size = pdf.text_size(text_page, index) * (abs(d) if upright and c == 0 else math.hypot(c, d))
    pdf.text_origin(text_page, index, _X, _Y)
    x, y = _X.value, _Y.value
    base = -y if angle == 0 else {90: x, 180: y, 270: -x}[angle % 360]
    mode = pdf.render_mode(obj)
    color = pdf.color(pdf.object_stroke if mode == 1 else pdf.object_fill, obj)
    handle = pdf.text_font(obj)
    font = fonts.get(handle) or fonts.setdefault(handle, _font(handle, text_page, index))
    kind: Kind = "seen"
    if mode in (3, 7) or (color is not None and color[3] < 16):
        kind = "invisible"
    elif size < _TINY:
        kind = "tiny"
    elif abs(degrees - angle) > 5:
        kind = "askew"
    elif color is not None and min(color[:3]) > 245:
        kind = "white"
    clip = clips.cutting(obj, _MATRIX)
    plain = angle == 0 and clip is None
    bold = font.bold or mode == 2
    return Style(angle % 360, max(size, 0.1), base, bold, kind, color, font.symbol, font.unmapped, command, clip, plain)


def _font(font: int, text_page: int, index: int) -> _Font:
    """What the font tells; whether its characters have a meaning is tried on the first of them."""
    if not font:
        return _Font(False, False, pdf.text_map_error(text_page, index) > 0)
    name = pdf.font_name(font).lower()
    bold = "bold" in name or "black" in name or "heavy" in name or bool(pdf.font_flags(font) & 1 << 18)
    symbol = "symbol" in name or "wingding" in name or "webding" in name
    return _Font(bold or pdf.font_weight(font) >= 600, symbol, not symbol and pdf.text_map_error(text_page, index) > 0)
