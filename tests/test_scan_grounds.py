"""Cells filled with grey or with a colour are read as if they stood on paper; light print, shadows and stamps are no such cells."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from ingest.scan.coloured import uncoloured
from ingest.scan.grounds import without_grounds
from ingest.scan.negative import positive
from ingest.scan.picture import grey_of

Picture = NDArray[np.uint8]
Colour = tuple[int, int, int]

_DPI = 200.0
_FACE = cv2.FONT_HERSHEY_SIMPLEX
_HEAD, _ROW = slice(100, 260), slice(420, 450)


def filled(ground: Colour, *, ink: Colour = (20, 20, 20)) -> Picture:
    """A table in RGB whose head of two lines and whose last row, one line high, are filled."""
    page = np.full((600, 1400, 3), (245, 242, 238), np.uint8)
    for rows, words in ((_HEAD, 2), (_ROW, 1)):
        page[rows, 100:1300] = ground
        for k in range(words):
            for x in range(120, 1200, 240):
                cv2.putText(page, "7 457,5 kb", (x, rows.start + 24 + 60 * k), _FACE, 0.9, ink, 3, cv2.LINE_AA)
    for y in (100, 260, 340, 420, 450):
        cv2.line(page, (100, y), (1300, y), (20, 20, 20), 2)
    for x in range(100, 1301, 240):
        cv2.line(page, (x, 100), (x, 450), (20, 20, 20), 2)
    return page


def as_jpeg(page: Picture, quality: int = 70) -> Picture:
    _, packed = cv2.imencode(".jpg", page[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.ascontiguousarray(np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR))[..., ::-1]).astype(np.uint8)


def black(picture: Picture) -> NDArray[np.bool_]:
    return grey_of(picture) < 128


@pytest.mark.parametrize(
    "ground", [(157, 195, 230), (217, 217, 217), (166, 166, 166), (198, 224, 180), (255, 230, 153), (189, 189, 235)], ids=str
)
def test_a_filled_head_and_a_filled_row_become_paper_under_their_print(ground: Colour) -> None:
    bare, result = filled((245, 242, 238)), without_grounds(as_jpeg(filled(ground)), _DPI)
    for rows in (_HEAD, _ROW):
        part = grey_of(result)[rows, 100:1300]
        assert np.percentile(part[~black(bare[rows, 100:1300])], 10) > 215
        assert np.mean(black(part) != black(bare[rows, 100:1300])) < 0.01


def test_print_on_a_coloured_ground_is_no_stamp_of_that_colour() -> None:
    lifted = without_grounds(as_jpeg(filled((157, 195, 230))), _DPI)
    alone, wiped = uncoloured(lifted, grey_of(lifted), _DPI)
    assert wiped is None
    assert np.mean(black(alone) != black(filled((245, 242, 238)))) < 0.01


def test_a_grey_picture_has_its_grounds_taken_off_too() -> None:
    result = without_grounds(grey_of(filled((190, 190, 190))), _DPI)
    assert np.percentile(result[_HEAD, 100:1300], 30) > 230


@pytest.mark.parametrize("ground", [(91, 155, 213), (112, 173, 71), (237, 125, 49), (68, 114, 196)], ids=str)
def test_white_print_on_a_coloured_ground_becomes_dark_print_on_paper(ground: Colour) -> None:
    bare = filled((245, 242, 238))[_HEAD, 100:1300]
    result = grey_of(without_grounds(positive(as_jpeg(filled(ground, ink=(250, 250, 250)), 85), _DPI), _DPI))[_HEAD, 100:1300]
    inner = np.zeros(bare.shape[:2], np.bool_)
    inner[10:90, 10:-10] = True
    assert np.mean(black(result)[inner] != black(bare)[inner]) < 0.03


def test_a_low_cell_of_paper_right_below_a_dark_head_stays_paper() -> None:
    """On a leaning scan the rules around the row of column numbers run into the head's ground and enclose its first cell."""
    page = np.full((400, 1400, 3), (245, 242, 238), np.uint8)
    page[100:260, 100:1300] = (68, 114, 196)
    for x in range(100, 1101, 200):
        cv2.putText(page, "7 457,5", (x + 20, 180), _FACE, 0.9, (250, 250, 250), 3, cv2.LINE_AA)
        cv2.rectangle(page, (x, 260), (x + 200, 284), (20, 20, 20), 2)
        cv2.putText(page, "7", (x + 80, 279), _FACE, 0.6, (20, 20, 20), 2, cv2.LINE_AA)
    lean = cv2.getRotationMatrix2D((700, 200), 1.2, 1.0)
    page = np.asarray(cv2.warpAffine(page, lean, (1400, 400), borderValue=(245, 242, 238)), dtype=np.uint8)
    cells = (
        cv2.warpAffine(cv2.rectangle(np.zeros((400, 1400), np.uint8), (106, 266), (1294, 280), [1.0], cv2.FILLED), lean, (1400, 400)) > 0
    )
    assert np.mean(black(positive(page, _DPI))[cells] != black(page)[cells]) < 0.01


def test_a_shadow_over_a_photo_is_no_ground() -> None:
    page = filled((245, 242, 238))
    shade = np.clip(np.abs(np.arange(1400) - 700) / 400, 0.65, 1.0)
    shadowed = (page * shade[None, :, None]).astype(np.uint8)
    assert without_grounds(shadowed, _DPI) is shadowed


def test_what_lies_around_the_sheet_of_a_photo_is_no_ground() -> None:
    page = cv2.copyMakeBorder(filled((245, 242, 238)), 80, 80, 80, 80, cv2.BORDER_CONSTANT, value=[150, 140, 130])
    photo = np.asarray(page, dtype=np.uint8)
    assert without_grounds(photo, _DPI) is photo


def test_bold_words_that_run_together_on_a_grey_ground_are_no_dark_ground_with_light_print() -> None:
    # A coarse scan's grey lies near the darkness that white print stands on, and grain makes pieces of it darker than that.
    page = np.full((300, 1100), 245, np.uint8)
    page[100:170, 60:1040] = 176
    cv2.rectangle(page, (60, 100), (1040, 170), [40.0], 1)
    for x in (80, 320, 560, 800):
        cv2.putText(page, "ABRMMNHOBAHO", (x, 130), _FACE, 0.75, [20.0], 3, cv2.LINE_AA)
        cv2.putText(page, "MEXJBGTEC", (x, 158), _FACE, 0.75, [20.0], 3, cv2.LINE_AA)
    coarse = np.asarray(cv2.GaussianBlur(page, (7, 7), 2.0), dtype=np.uint8)
    assert positive(coarse, 150.0) is coarse
