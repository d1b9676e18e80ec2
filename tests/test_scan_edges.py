"""Figures that stand at the rule of their cell, as spreadsheets print them, are whole; what is left of the rule is no print."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from ingest.scan.ink import Inked, inked

# In 1/150 inch: a rule's width, a digit's height, width, stroke and step, a cell's width, and how high it is.
_RULE, _TALL, _WIDE, _STROKE, _STEP, _CELL = 1.2, 12, 8, 1.8, 11, 80
_ROOMY, _LOW = 60, 17
_DIGITS = 3
# How much finer than the scan a cell is drawn.
_FINE = 8


def figures(dpi: int, gap: float, height: int, *, left: bool = False, slant: float = 0, numeral: bool = False, off: float = 0) -> Inked:
    """``000`` (or ``III``), ``gap`` pixels of a scan at ``dpi`` from the right (or left) rule of a cell; the picture is brought to 300 dpi.

    ``off``: how far to the right the cell's box lies of where its rules are.
    """
    unit, pixel = _FINE * dpi / 150, _FINE
    rule, wide, high, edge = round(_RULE * unit), round(_CELL * unit), round(height * unit), 10 * pixel
    picture = np.full((high + 2 * edge, wide + 2 * edge), 255, np.uint8)
    for y in (edge, edge + high):
        picture[y - rule // 2 : y + rule // 2, edge : edge + wide] = 0
    for x in (edge, edge + wide):
        ends = [
            (x - rule // 2, 0),
            (x + rule // 2, 0),
            (x + rule // 2 + slant * pixel, high + 2 * edge),
            (x - rule // 2 + slant * pixel, high + 2 * edge),
        ]
        cv2.fillPoly(picture, [np.array(ends, np.int32)], 0)
    top, near = edge + (high - round(_TALL * unit)) // 2, rule // 2 + round(gap * pixel)
    for k in range(_DIGITS):
        step = round(k * _STEP * unit)
        x = edge + near + step if left else edge + wide - near - step - round(_WIDE * unit)
        drawn(picture, x, top, unit, numeral=numeral)
    small = cv2.resize(picture, None, fx=1 / _FINE, fy=1 / _FINE, interpolation=cv2.INTER_AREA)
    box = [edge / _FINE + off, edge / _FINE, (edge + wide) / _FINE + off, (edge + high) / _FINE]
    return as_cell(np.asarray(small, dtype=np.uint8), 300 / dpi, box)


def drawn(picture: NDArray[np.uint8], x: int, y: int, unit: float, *, numeral: bool) -> None:
    """A zero, or a stroke, whose box begins there."""
    if numeral:
        picture[y : y + round(_TALL * unit), x : x + round(_STROKE * unit)] = 0
        return
    middle, half = (x + round(_WIDE * unit / 2), y + round(_TALL * unit / 2)), (round(_WIDE * unit / 2), round(_TALL * unit / 2))
    inner = (half[0] - round(_STROKE * unit), half[1] - round(_STROKE * unit))
    cv2.ellipse(picture, middle, half, 0, 0, 360, 0, -1)
    cv2.ellipse(picture, middle, inner, 0, 0, 360, 255, -1)


def as_cell(picture: NDArray[np.uint8], factor: float, box: Sequence[float]) -> Inked:
    large = np.asarray(cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC), dtype=np.uint8)
    x0, y0, x1, y1 = (round(v * factor) for v in box)
    return inked(large, ((large < 150) * 255).astype(np.uint8), (x0, y0, x1, y1))


@pytest.mark.parametrize("left", [False, True], ids=["right", "left"])
@pytest.mark.parametrize("height", [_ROOMY, _LOW], ids=["roomy", "low"])
@pytest.mark.parametrize("gap", [0, 1, 2])
@pytest.mark.parametrize("dpi", [150, 200, 300])
def test_a_digit_at_a_rule_is_as_wide_as_the_others(dpi: int, gap: int, height: int, left: bool) -> None:
    glyphs = sorted(figures(dpi, gap, height, left=left).glyphs, key=lambda g: g.x0)
    assert len(glyphs) == _DIGITS
    widths = [g.width for g in glyphs]
    heights = [g.height for g in glyphs]
    assert max(widths) - min(widths) <= 2
    assert max(heights) - min(heights) <= 2


@pytest.mark.parametrize("off", [-3, -2, -1, 1, 2, 3])
@pytest.mark.parametrize("height", [_ROOMY, _LOW], ids=["roomy", "low"])
def test_a_rule_beside_its_place_takes_nothing_of_a_digit(height: int, off: int) -> None:
    widths = [g.width for g in figures(300, 0, height, off=off).glyphs]
    assert len(widths) == _DIGITS
    assert max(widths) - min(widths) <= 1


@pytest.mark.parametrize("slant", [0, 2, 3])
@pytest.mark.parametrize("gap", [1, 3, 5])
def test_what_a_slanting_rule_leaves_is_no_print(gap: int, slant: int) -> None:
    glyphs = figures(200, gap + slant, _ROOMY, slant=slant).glyphs
    assert len(glyphs) == _DIGITS


@pytest.mark.parametrize("height", [_ROOMY, _LOW], ids=["roomy", "low"])
def test_strokes_of_a_numeral_beside_a_rule_are_no_rule(height: int) -> None:
    assert len(figures(300, 3, height, left=True, numeral=True).glyphs) == _DIGITS


def test_a_double_rule_is_a_border() -> None:
    picture = np.full((70, 200), 255, np.uint8)
    picture[:, [9, 10, 11, 15, 16]] = 0
    picture[9:12], picture[58:61] = 0, 0
    cv2.putText(picture, "7", (60, 48), cv2.FONT_HERSHEY_SIMPLEX, 1.1, 0, 3)
    assert len(as_cell(picture, 1.0, (10, 10, 199, 59)).glyphs) == 1


@pytest.mark.parametrize("lean", [8, 14])
def test_a_border_that_leans_into_the_picture_is_no_stroke(lean: int) -> None:
    """Where a curled sheet makes an upright rule lean, the cell's box takes in most of it."""
    picture = np.full((120, 300), 255, np.uint8)
    cv2.line(picture, (22, 0), (22 + lean, 119), 0, 3)
    cv2.putText(picture, "7", (120, 70), cv2.FONT_HERSHEY_SIMPLEX, 1.1, 0, 3)
    assert len(as_cell(picture, 1.0, (10, 10, 290, 110)).glyphs) == 1


def test_what_two_leaning_borders_leave_in_a_corner_is_no_letter() -> None:
    picture = np.full((120, 300), 255, np.uint8)
    picture[75:112, 10:14] = 0
    picture[107:112, 10:34] = 0
    cv2.putText(picture, "7", (120, 70), cv2.FONT_HERSHEY_SIMPLEX, 1.1, 0, 3)
    assert len(as_cell(picture, 1.0, (10, 10, 290, 111)).glyphs) == 1
