"""Coloured ink over black print is taken off by its colour; what is printed in colour, and what print is black, stays."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from ingest.scan.coloured import uncoloured
from ingest.scan.page import straight_page
from ingest.scan.picture import grey_of, ink_of

Picture = NDArray[np.uint8]
Colour = tuple[int, int, int]

_BLUE, _VIOLET, _RED = (60, 75, 190), (120, 60, 160), (200, 50, 60)
_DPI = 300.0
_FACE = cv2.FONT_HERSHEY_SIMPLEX


def printed() -> Picture:
    """A ruled sheet of black figures, in RGB, a little yellow as paper is."""
    page = np.full((1200, 1600, 3), (250, 247, 238), np.uint8)
    for k in range(12):
        cv2.putText(page, "1 250,75   436,90   8 019,24   77,3   1 250,75", (60, 80 + 90 * k), _FACE, 1.1, (15, 15, 15), 4)
        cv2.line(page, (40, 110 + 90 * k), (1560, 110 + 90 * k), (20, 20, 20), 4)
    return page


def ink_layer(colour: Colour) -> Picture:
    """A round stamp and a signature as light shines through them: white where there is none."""
    layer = np.full((1200, 1600, 3), 255, np.uint8)
    for radius in (220, 198, 90):
        cv2.circle(layer, (700, 600), radius, colour, 6, cv2.LINE_AA)
    cv2.putText(layer, "РАДА", (640, 610), _FACE, 1.2, colour, 4)
    path = np.array([[1000, 700], [1090, 560], [1150, 720], [1260, 590], [1300, 700], [1420, 640]], np.int32)
    cv2.polylines(layer, [path], False, colour, 5, cv2.LINE_AA)
    return layer


def inked_over(page: Picture, colour: Colour, *, hides: bool = False) -> Picture:
    """The page with stamp and signature; ink that ``hides`` lies on the print as paint does."""
    layer = ink_layer(colour)
    if hides:
        cover = (255.0 - layer.min(axis=2, keepdims=True)) / (255.0 - min(colour))
        return (page * (1 - cover) + np.array(colour) * cover).astype(np.uint8)
    return (page.astype(np.float32) * (layer.astype(np.float32) / 255)).astype(np.uint8)


def as_jpeg(page: Picture, quality: int) -> Picture:
    _, packed = cv2.imencode(".jpg", page[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.ascontiguousarray(cv2.imdecode(packed, cv2.IMREAD_COLOR)[..., ::-1]).astype(np.uint8)


def alone(page: Picture) -> Picture:
    return uncoloured(page, grey_of(page), _DPI)[0]


def black(grey: Picture) -> NDArray[np.bool_]:
    return np.asarray(grey < 128)


@pytest.mark.parametrize("colour", [_BLUE, _VIOLET, _RED], ids=["blue", "violet", "red"])
@pytest.mark.parametrize("quality", [95, 50])
def test_a_stamp_and_a_signature_go_and_the_print_below_stays(colour: Colour, quality: int) -> None:
    found = black(alone(as_jpeg(inked_over(printed(), colour), quality)))
    meant = black(grey_of(printed()))
    assert np.count_nonzero(meant & ~found) < 0.02 * np.count_nonzero(meant)
    near_print = cv2.dilate(meant.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    assert np.count_nonzero(found & ~near_print) < 0.03 * np.count_nonzero(black(ink_layer(_BLUE)[..., 0]))


def test_print_that_the_ink_hides_is_bridged_and_known_to_be_hidden() -> None:
    page = inked_over(printed(), _BLUE, hides=True)
    rules = [110 + 90 * k for k in (4, 5, 6)]
    covered = np.count_nonzero((ink_layer(_BLUE)[rules] < 250).any(axis=2))
    left = np.count_nonzero(~black(alone(page)[rules, 60:1540]))
    assert left < 0.5 * covered
    straight = straight_page(page, _DPI)
    assert straight.was_wiped((480, 560, 540, 640)) == (True, True)


def test_a_page_tells_where_coloured_ink_lay_that_hid_nothing() -> None:
    straight = straight_page(inked_over(printed(), _BLUE), _DPI)
    assert straight.was_wiped((480, 560, 540, 640)) == (True, False)
    assert straight.was_wiped((60, 1000, 400, 1100)) == (False, False)


@pytest.mark.parametrize("colour", [_BLUE, _VIOLET, _RED], ids=["blue", "violet", "red"])
def test_figures_printed_in_colour_stay_beside_black_ones(colour: Colour) -> None:
    page = printed()
    for k in (3, 7):
        page[30 + 90 * k : 105 + 90 * k] = (250, 247, 238)
        cv2.putText(page, "1 250,75   436,90   8 019,24   77,3   1 250,75", (60, 80 + 90 * k), _FACE, 1.1, colour, 4)
    straight = straight_page(as_jpeg(page, 75), _DPI)
    rows = [np.count_nonzero(straight.ink[35 + 90 * k : 100 + 90 * k, 60:900]) for k in (2, 3, 7)]
    assert min(rows[1:]) > 0.7 * rows[0]


def test_a_page_printed_in_blue_alone_is_left_as_it_is() -> None:
    page = printed()
    page[page.max(axis=2) < 100] = _BLUE
    assert (alone(page) == grey_of(page)).all()


def test_a_table_s_coloured_rules_and_heads_stay() -> None:
    page = printed()
    cv2.rectangle(page, (40, 20), (1560, 110), (30, 60, 120), -1)
    for k in range(12):
        cv2.line(page, (40, 110 + 90 * k), (1560, 110 + 90 * k), _BLUE, 4)
    for x in (40, 500, 1000, 1560):
        cv2.line(page, (x, 20), (x, 1100), _BLUE, 4)
    kept = ink_of(alone(page))
    assert np.count_nonzero(kept[110 + 90 * 5 - 2 : 110 + 90 * 5 + 3, 60:1540].any(axis=0)) > 1400
    assert np.count_nonzero(kept[30:100, 60:1540]) > 0.9 * 70 * 1480


def test_a_grey_picture_has_nothing_to_take_off() -> None:
    grey = grey_of(printed())
    assert uncoloured(grey, grey, _DPI)[1] is None


def fringed(page: Picture) -> Picture:
    """The page as a sensor leaves it whose red stands to the right of its green, and whose blue below it."""
    return np.stack((np.roll(page[..., 0], 2, axis=1), page[..., 1], np.roll(page[..., 2], 2, axis=0)), axis=-1)


def test_the_coloured_edges_of_black_print_are_no_stamp() -> None:
    for page in (fringed(printed()), fringed(inked_over(printed(), _BLUE))):
        assert np.array_equal(alone(page), grey_of(page))


def test_coloured_edges_amid_coloured_grain_are_no_stamp_where_all_print_has_them() -> None:
    page = printed()
    page[:, :500] = np.roll(page[:, :500, 0], 1, axis=1)[..., None] * (1, 0, 0) + page[:, :500] * (0, 1, 1)
    page[:, :500, 2] = np.roll(page[:, :500, 2], 1, axis=0)
    coarse = np.random.default_rng(3).normal(0, 19, (300, 400, 3)).astype(np.float32)
    grain = cv2.resize(coarse, (1600, 1200), interpolation=cv2.INTER_LINEAR)
    paper = page.min(axis=2, keepdims=True) > 200
    photo = np.where(paper, np.clip(page + grain, 0, 255), page).astype(np.uint8)
    assert np.array_equal(alone(photo), grey_of(photo))


def test_black_print_with_coloured_edges_is_no_stamp_and_one_beside_it_is() -> None:
    page = printed()
    page[:320] = (250, 247, 238)
    for colour, wide in ((_RED, 16), ((15, 15, 15), 8)):
        cv2.circle(page, (400, 160), 90, colour, wide, cv2.LINE_AA)
    emblem = black(grey_of(page))[:320]
    found = black(alone(inked_over(page, _BLUE)))
    assert np.count_nonzero(found[:320] & emblem) > 0.9 * np.count_nonzero(emblem)
    assert np.count_nonzero(found[320:]) < 1.05 * np.count_nonzero(black(grey_of(page))[320:])
