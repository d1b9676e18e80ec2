"""Punch holes that a scanner shows as black discs are no print, and the rules they interrupt go on."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from ingest.scan.page import straight_page
from ingest.scan.punched import without_holes

_DPI = 200.0


def sheet(x: int, y: int, radius: int = 24) -> NDArray[np.uint8]:
    """A table's corner: a level rule at 150, an upright one from there at 200 and one word; a black disc over it."""
    page = np.full((1200, 900), 255, np.uint8)
    page[149:151, 60:860] = 0
    page[150:1100, 199:201] = 0
    cv2.putText(page, "7 457,5", (320, 260), cv2.FONT_HERSHEY_SIMPLEX, 1.0, [20.0], 3, cv2.LINE_AA)
    return np.asarray(cv2.circle(page, (x, y), radius, [15.0], cv2.FILLED), dtype=np.uint8)


def bare() -> NDArray[np.uint8]:
    return sheet(0, 0, 0)


@pytest.mark.parametrize(
    ("x", "y"),
    [
        pytest.param(40, 600, id="beside the table"),
        pytest.param(450, 150, id="on a rule"),
        pytest.param(200, 150, id="where two rules meet"),
        pytest.param(196, 600, id="on an upright rule"),
    ],
)
def test_a_hole_becomes_paper_with_the_rules_that_it_interrupts(x: int, y: int) -> None:
    result, found = without_holes(sheet(x, y), _DPI)
    assert len(found) == 1
    assert np.count_nonzero((result < 128) != (bare() < 128)) < 12


@pytest.mark.parametrize(
    ("x", "y", "radius"), [(450, 600, 24), (40, 600, 12), (100, 600, 60)], ids=["in the middle of the page", "too small", "too large"]
)
def test_another_black_disc_stays(x: int, y: int, radius: int) -> None:
    page = sheet(x, y, radius)
    result, found = without_holes(page, _DPI)
    assert found == [] and result is page


def test_print_that_a_hole_touches_may_have_lost_some_of_itself() -> None:
    page = straight_page(sheet(440, 198, 30), _DPI)
    k = page.dpi / _DPI
    touched, elsewhere = ((round(320 * k), round(y0 * k), round(450 * k), round(y1 * k)) for y0, y1 in ((230, 262), (600, 640)))
    assert page.was_wiped(touched)[1]
    assert not any(page.was_wiped(elsewhere))
