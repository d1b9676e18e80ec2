"""What of the ink in a cell of figures is print, where strokes of a pen or a stamp stand beside it: one line of digits, or a dash."""

from __future__ import annotations

from dataclasses import replace

from ingest.scan.ink import EDGE, Glyph, Inked, is_flat, text_lines

# Digits are so high (parts of the page's digits' height), and digits that touch are no wider than so many of them.
_LEAST, _MOST, _WIDE = 0.75, 1.3, 6.0
# A comma, and how far above the digits' foot it may begin (parts of their height).
_MARK, _ABOVE = 0.5, 0.35
# Ink nearer than this to the digits, level with them, may be another of them.
_NEAR = 0.9


def print_of(cell: Inked, tall: float) -> Inked | None:
    """The cell with its line of digits alone, or its dash, ``crossed``; None where it has neither, or nothing else. ``tall``: the digits' height."""
    digits = [g for g in cell.glyphs if _is_digit(g, tall) and not _runs_out(g, cell, tall)]
    kept = _with_marks(max(text_lines(digits), key=len), cell, tall) if digits else _dash(cell, tall)
    if not kept or len(kept) == len(cell.glyphs) or _may_hide_more(kept, cell, tall):
        return None
    return replace(cell, clean=cell.only(kept), glyphs=tuple(kept), crossed=True)


def _is_digit(g: Glyph, tall: float) -> bool:
    return _LEAST * tall <= g.height <= _MOST * tall and g.width <= _WIDE * tall


def _runs_out(g: Glyph, cell: Inked, tall: float) -> bool:
    """Whether ink goes on over the cell's border; digits may stand close to it."""
    height, width = cell.clean.shape
    within = min(g.x0, g.y0, width - g.x1, height - g.y1)
    return within <= 1 or (within <= EDGE and not _is_digit(g, tall))


def _with_marks(line: list[Glyph], cell: Inked, tall: float) -> list[Glyph]:
    """The digits of a line with the commas and the minus that stand in it."""
    foot, left, right = max(g.y1 for g in line), min(g.x0 for g in line), max(g.x1 for g in line)

    def is_mark(g: Glyph) -> bool:
        small = max(g.width, g.height) <= _MARK * tall
        return small and left < g.x0 and g.x1 < right and g.y0 >= foot - _ABOVE * tall and g.y1 <= foot + _ABOVE * tall

    def is_minus(g: Glyph) -> bool:
        return is_flat(g, tall) and left - tall < g.x1 <= left and foot - 0.7 * tall < g.y0 < g.y1 < foot - 0.3 * tall

    return [g for g in cell.glyphs if g in line or is_mark(g) or is_minus(g)]


def _may_hide_more(kept: list[Glyph], cell: Inked, tall: float) -> bool:
    """Whether ink that is left out stands so near in the same line that digits may have run together with it."""
    top, foot, left, right = min(g.y0 for g in kept), max(g.y1 for g in kept), min(g.x0 for g in kept), max(g.x1 for g in kept)
    own = {id(g) for g in kept}

    def near(g: Glyph) -> bool:
        beside = g.x0 < right + _NEAR * tall and g.x1 > left - _NEAR * tall
        return beside and min(g.y1, foot) - max(g.y0, top) > 0.5 * tall and g.width > 0.3 * tall

    return any(near(g) for g in cell.glyphs if id(g) not in own)


def _dash(cell: Inked, tall: float) -> list[Glyph]:
    flat = [g for g in cell.glyphs if is_flat(g, tall) and not _runs_out(g, cell, tall)]
    return flat if len(flat) == 1 else []
