"""Stamps over print: pale ones go by their level, dark ones by their circles; print under them stays."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from ingest.grid import grids_from_lines
from ingest.scan.cells import read_cells
from ingest.scan.ink import Inked, cleaned, inked
from ingest.scan.page import straight_page
from ingest.scan.picture import ink_of
from ingest.scan.rings import Stamp, find_stamps
from ingest.scan.stamps import faded
from ingest.scan.unstamped import without_stamps
from ingest.tessdata import available

Picture = NDArray[np.uint8]
_MIDDLE, _RADII = (700, 600), (220, 198)


def printed() -> Picture:
    """Lines of figures on a white page at 300 dpi, with a ruling line between each two."""
    page = np.full((1200, 1600), 255, np.uint8)
    for k in range(12):
        cv2.putText(page, "1 250,75   436,90   8 019,24   77,3   1 250,75", (60, 80 + 90 * k), cv2.FONT_HERSHEY_SIMPLEX, 1.1, 10, 4)
        cv2.line(page, (40, 110 + 90 * k), (1560, 110 + 90 * k), 10, 4)
    return page


def stamped(page: Picture, level: int) -> Picture:
    """A round stamp of two circles in ``level`` (0 black); print under it stays as dark as it was."""
    layer = np.full_like(page, 255)
    for radius in _RADII:
        cv2.circle(layer, _MIDDLE, radius, level, 6)
    return np.asarray(np.minimum(page, layer), dtype=np.uint8)


def spoiled(page: Picture) -> int:
    """Pixels inked where the bare print has none."""
    return int(np.count_nonzero((page < 128) & (cv2.erode(printed(), np.ones((5, 5), np.uint8)) > 200)))


def test_a_stamp_s_circles_are_found_where_they_are() -> None:
    (stamp,) = find_stamps(ink_of(stamped(printed(), 10)), 300.0)
    assert (stamp.x, stamp.y) == pytest.approx(_MIDDLE, abs=4)
    assert stamp.radii == pytest.approx(_RADII, abs=4)


def test_print_and_ruling_lines_alone_hold_no_stamp() -> None:
    assert find_stamps(ink_of(printed()), 300.0) == []


def test_a_stamp_as_dark_as_the_print_is_taken_off() -> None:
    page = stamped(printed(), 10)
    clean = without_stamps(page, find_stamps(ink_of(page), 300.0), 300.0)
    assert spoiled(clean) < 0.1 * spoiled(page)


def test_print_that_a_pale_stamp_crosses_stays_whole() -> None:
    page = stamped(printed(), 110)
    clean = without_stamps(page, [Stamp(*_MIDDLE, _RADII)], 300.0)
    lost = np.count_nonzero((printed() < 60) & (clean > 128))
    assert lost < 0.002 * np.count_nonzero(printed() < 60)


def test_a_noisy_grey_stamp_is_told_from_black_print_by_its_level() -> None:
    noise = np.random.default_rng(3).normal(0, 9, (1200, 1600))
    page = np.clip(stamped(printed(), 85) + noise, 0, 255).astype(np.uint8)
    clean = faded(page, 300.0)
    assert spoiled(clean) < 0.35 * spoiled(page)
    assert np.count_nonzero((printed() < 60) & (clean > 128)) < 0.005 * np.count_nonzero(printed() < 60)


def test_pale_figures_that_run_together_are_no_stamp_s_stroke() -> None:
    # Thick rules and bold words are darker than small print: its level is no stamp's.
    page = np.full((900, 1600), 255, np.uint8)
    for k in range(8):
        cv2.line(page, (40, 110 + 90 * k), (1560, 110 + 90 * k), [30.0], 9)
        cv2.putText(page, "12", (60, 80 + 90 * k), cv2.FONT_HERSHEY_SIMPLEX, 1.1, [30.0], 7)
        cv2.putText(page, "4 9 6 7 5 8 3 00000", (400, 80 + 90 * k), cv2.FONT_HERSHEY_SIMPLEX, 1.0, [130.0], 4)
        cv2.line(page, (640, 70 + 90 * k), (740, 70 + 90 * k), [130.0], 4)
    assert np.array_equal(faded(page, 300.0), page)


def test_the_page_remembers_which_cells_a_stamp_touches() -> None:
    page = straight_page(stamped(printed(), 10), 300.0)
    (stamp,) = page.stamps
    assert stamp.touches((650, 550, 750, 650))
    assert not stamp.touches((40, 40, 200, 110))


def crossed_cell() -> Inked:
    """«75,9» with a pen's zigzag beside it that touches nothing."""
    picture = np.full((90, 330), 255, np.uint8)
    cv2.putText(picture, "75,9", (20, 50), cv2.FONT_HERSHEY_SIMPLEX, 1.2, 10, 3)
    points = np.array([[150 + 24 * k, 12 if k % 2 else 80] for k in range(7)], np.int32)
    cv2.polylines(picture, [points], isClosed=False, color=10, thickness=3)
    ink = ((picture < 128) * 255).astype(np.uint8)
    return cleaned(inked(picture, ink, (0, 0, 330, 90)), 26.0)


def test_a_signature_beside_a_figure_is_left_out_and_remembered() -> None:
    cell = crossed_cell()
    assert cell.crossed
    assert max(g.x1 for g in cell.glyphs) < 140
    assert (cell.clean[:, 150:] > 200).all()


def oval(page: Picture) -> Picture:
    """A dark stamp of three circles seen from aside: wider than high."""
    layer = np.full_like(page, 255)
    for radius in (*_RADII, 105):
        cv2.ellipse(layer, _MIDDLE, (round(radius * 1.03), round(radius * 0.97)), 20.0, 0, 360, 60, 6)
    return np.asarray(np.minimum(page, layer), dtype=np.uint8)


def test_a_stamp_that_is_not_quite_round_is_found_with_its_inner_circle_and_taken_off() -> None:
    page = oval(printed())
    stamps = find_stamps(ink_of(page), 300.0)
    assert [round(radius) for stamp in stamps for radius in stamp.radii] == pytest.approx([220, 198, 105], abs=4)
    clean = without_stamps(page, stamps, 300.0)
    assert spoiled(clean) < 0.1 * spoiled(page)
    assert np.count_nonzero((printed() < 60) & (clean > 128)) < 0.01 * np.count_nonzero(printed() < 60)


def test_an_arc_is_no_ruling_line_and_a_line_through_the_stamp_is_one() -> None:
    stamp = Stamp(700, 600, (220.0, 105.0))
    turn = np.linspace(-0.1, 0.1, 20)
    assert stamp.runs_along(700 + 220 * np.cos(turn), 600 + 220 * np.sin(turn), 300.0)
    assert not stamp.runs_along(np.full(20, 920.0), np.linspace(500, 700, 20), 300.0)
    assert not stamp.runs_along(np.linspace(400, 1000, 20), np.full(20, 600.0), 300.0)


def test_an_arc_in_a_row_parts_no_cells() -> None:
    """A table of two columns whose second lies under a stamp: the circles cross its rows nearly upright."""
    page = np.full((1200, 1600), 255, np.uint8)
    for k in range(25):
        cv2.line(page, (100, 60 + 45 * k), (1500, 60 + 45 * k), 10, 4)
    for x in (100, 300, 1500):
        cv2.line(page, (x, 60), (x, 60 + 45 * 24), 10, 4)
    (grid,) = grids_from_lines(straight_page(stamped(page, 10), 300.0).lines)
    assert len(grid.column_edges) == 3


@pytest.mark.skipif(not available(), reason="Tesseract with Ukrainian is not installed")
def test_a_figure_under_a_stamp_is_never_sure() -> None:
    page = straight_page(stamped(printed(), 10), 300.0)
    inside, beside = (700, 570, 760, 650), (60, 60, 260, 110)
    assert [read.confidence <= 0.8 for read in read_cells(page, [inside, beside])] == [True, False]
