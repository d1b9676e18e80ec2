"""Figures under a grey stamp or beside a pen's strokes: what is print is read, the rest is left out."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from ingest.scan.cells import is_surer, read_cells
from ingest.scan.ink import Inked, inked
from ingest.scan.page import Page
from ingest.scan.plain import dash_of
from ingest.scan.printed import print_of
from ingest.scan.texts import CellText
from ingest.scan.veil import Veil
from ingest.tessdata import available

Picture = NDArray[np.uint8]
_TALL = 22


def blank() -> Picture:
    return np.full((70, 300), 255, np.uint8)


def put(picture: Picture, text: str, x: int = 60) -> None:
    for char in text:
        cv2.putText(picture, char, (x, 45), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 10.0, 3)
        x += 27


def cell_of(picture: Picture) -> Inked:
    ink = np.where(picture < 160, 255, 0).astype(np.uint8)
    return inked(picture, ink, (0, 0, picture.shape[1], picture.shape[0]))


def stamped(text: str, *, dark: float = 140.0) -> Picture:
    """A number over which a grey arc and a letter of a stamp run from border to border."""
    picture = blank()
    cv2.ellipse(picture, (150, 130), (170, 100), 0, 180, 360, dark, 4)
    cv2.putText(picture, "M", (120, 18), cv2.FONT_HERSHEY_SIMPLEX, 1.1, dark, 4)
    put(picture, text)
    return picture


def test_a_grey_stamp_over_black_figures_is_lifted() -> None:
    picture = stamped("8305")
    cell = Veil(picture, 300.0).lifted(cell_of(picture))
    assert cell.crossed
    assert len([g for g in cell.glyphs if g.height > 15]) == 4


def test_pale_print_that_stays_within_its_cell_is_no_stamp() -> None:
    picture = blank()
    put(picture, "83")
    cv2.putText(picture, "05", (150, 45), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 140.0, 3)
    cell = cell_of(picture)
    assert Veil(picture, 300.0).lifted(cell) is cell


@pytest.mark.parametrize("rest", [(slice(2, 68), slice(293, 298)), (slice(0, 5), slice(40, 280))], ids=["upright", "level"])
def test_what_is_left_of_a_rule_along_the_border_is_no_stamp(rest: tuple[slice, slice]) -> None:
    picture = blank()
    put(picture, "8305")
    picture[rest] = 170
    cell = cell_of(picture)
    assert Veil(picture, 300.0).lifted(cell) is cell


def test_thin_print_under_a_stamp_stays_whole_where_rules_and_bold_words_are_darker() -> None:
    page = np.full((1400, 900), 255, np.uint8)
    for k in range(18):
        cv2.line(page, (0, 75 * k + 120), (900, 75 * k + 120), 0.0, 9)
        cv2.putText(page, "8 3 0 5 1 2 4 6", (320, 75 * k + 105), cv2.FONT_HERSHEY_SIMPLEX, 0.9, 70.0, 3)
    cell = stamped("", dark=150.0)
    cv2.putText(cell, "8305", (60, 45), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 70.0, 3)
    bare = Veil(np.asarray(page, dtype=np.uint8), 300.0).lifted(cell_of(cell))
    assert bare.crossed
    assert len([g for g in bare.glyphs if g.height > 15]) == 4


def test_what_is_as_dark_as_print_is_kept_alone_where_that_is_asked_for() -> None:
    picture = blank()
    put(picture, "8305")
    cv2.putText(picture, "BK", (190, 52), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 100.0, 3)
    veil, cell = Veil(picture, 300.0), cell_of(picture)
    assert veil.lifted(cell) is cell
    dark = veil.darkest(cell)
    assert dark is not None
    assert dark.crossed
    assert len([g for g in dark.glyphs if g.height > 15]) == 4
    plain = blank()
    put(plain, "8305")
    assert Veil(plain, 300.0).darkest(cell_of(plain)) is None


def test_a_cell_with_nothing_dark_in_it_keeps_its_pale_ink() -> None:
    picture = stamped("")
    cell = cell_of(picture)
    assert Veil(picture, 300.0).lifted(cell) is cell


def test_figures_above_a_signature_are_read_alone() -> None:
    picture = blank()
    put(picture, "8305")
    cv2.polylines(picture, [np.array([(20, 69), (50, 55), (80, 69), (200, 69), (240, 52), (260, 69)], np.int32)], False, 0.0, 3)
    alone = print_of(cell_of(picture), _TALL)
    assert alone is not None
    assert len(alone.glyphs) == 4


def test_a_dash_beside_a_signature_is_a_dash() -> None:
    picture = blank()
    picture[33:36, 150:168] = 10
    cv2.polylines(picture, [np.array([(0, 20), (30, 60), (60, 25)], np.int32)], False, 0.0, 3)
    alone = print_of(cell_of(picture), _TALL)
    assert alone is not None
    assert dash_of(alone, _TALL) == "–"


@pytest.mark.parametrize("to", [(150, 20), (170, 60)])
def test_figures_beside_which_ink_may_hide_others_are_not_read_alone(to: tuple[int, int]) -> None:
    picture = blank()
    put(picture, "83")
    cv2.polylines(picture, [np.array([(122, 60), (135, 5), to], np.int32)], False, 0.0, 3)
    assert print_of(cell_of(picture), _TALL) is None


def test_a_cell_of_print_alone_is_left_as_it_is() -> None:
    picture = blank()
    put(picture, "8305")
    assert print_of(cell_of(picture), _TALL) is None


@pytest.mark.skipif(not available(), reason="Tesseract with Ukrainian is not installed")
def test_pale_marks_among_figures_with_nothing_darker_than_a_speck_beside_them_are_no_figure() -> None:
    page = np.full((420, 320), 255, np.uint8)
    for k, text in enumerate(("1305", "2417", "3350", "4862", "5179")):
        put(page[70 * k :], text)
    cv2.putText(page, "#@", (60, 395), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 150.0, 2)
    page[386:394, 118:126] = 0
    ink = np.where(page < 160, 255, 0).astype(np.uint8)
    boxes = [(0, 70 * k, 300, 70 * k + 68) for k in range(6)]
    read = read_cells(Page(page, ink, 300.0, [], 0.0, np.eye(3), None, 300.0, (80.0, 100.0)), boxes, columns=[1] * 6)
    assert read[1].text == "2417" and read[5].confidence < 0.9


@pytest.mark.parametrize(
    ("again", "sure", "before", "unsure", "surer"),
    [
        ("1 250,7", 0.6, "1 25", 0.5, True),
        ("70", 0.53, "717,0", 0.49, False),  # worn print, of which two digits were the paler
        ("70", 0.9, "7170", 0.3, True),  # a stamp's letters were read as digits
        ("717,0", 0.4, "717,0", 0.5, False),
    ],
)
def test_a_reading_without_what_is_pale_has_to_be_plainly_surer_where_it_loses_digits(
    again: str, sure: float, before: str, unsure: float, surer: bool
) -> None:
    assert is_surer(CellText(again, sure), CellText(before, unsure)) == surer
