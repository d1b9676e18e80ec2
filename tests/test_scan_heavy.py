"""Rules of two points and more, and double ones, are rules as thin ones are, in rows hardly higher than their print too."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from ingest.grid import grids_from_lines
from ingest.scan.heavy import thinned
from ingest.scan.page import straight_page
from ingest.scan.rulings import rulings
from tests.drawn_scans import scanned

Picture = NDArray[np.uint8]

_ROWS, _COLUMNS = (200, 320, 380, 440, 560, 620), (200, 300, 900, 1300, 1800)
_MERGED = 2


def stroke(page: Picture, ends: tuple[int, int, int, int], points: float, dpi: int, *, double: bool) -> None:
    """A rule so many points thick, or two of them that far apart."""
    thick = max(1, round(points * dpi / 72))
    x0, y0, x1, y1 = ends
    for off in (-thick, thick) if double else (0,):
        dx, dy = (off, 0) if x0 == x1 else (0, off)
        cv2.rectangle(
            page, (x0 + dx - thick // 2, y0 + dy - thick // 2), (x1 + dx + (thick - 1) // 2, y1 + dy + (thick - 1) // 2), [20], cv2.FILLED
        )


def table(points: float, dpi: int, *, double: bool = False, inner: float | None = None) -> Picture:
    """Five rows of four columns with figures; the third row is a title over all of them. ``inner``: the rules within the frame."""
    page = np.full((900, 2000), 244, np.uint8)
    k = dpi / 300
    rows, columns = [round(y * k) for y in _ROWS], [round(x * k) for x in _COLUMNS]
    for number, y in enumerate(rows):
        outer = inner is None or number in (0, len(rows) - 1)
        stroke(page, (columns[0], y, columns[-1], y), points if outer else inner or 0, dpi, double=double and outer)
    for number, x in enumerate(columns):
        outer = inner is None or number in (0, len(columns) - 1)
        for top, bottom in (
            ((rows[0], rows[_MERGED]), (rows[_MERGED + 1], rows[-1])) if 0 < number < len(columns) - 1 else ((rows[0], rows[-1]),)
        ):
            stroke(page, (x, top, x, bottom), points if outer else inner or 0, dpi, double=double and outer)
    for number, y in enumerate(rows[:-1]):
        for x in columns[:1] if number == _MERGED else columns[:-1]:
            cv2.putText(page, "12,5", (x + round(25 * k), y + round(45 * k)), cv2.FONT_HERSHEY_SIMPLEX, 1.0 * k, [20], max(1, round(3 * k)))
    return page[: round(900 * k), : round(2000 * k)]


def shape(page: Picture, dpi: int) -> list[tuple[int, int, int]]:
    return [(len(g.row_edges) - 1, len(g.column_edges) - 1, len(g.cells)) for g in grids_from_lines(straight_page(page, dpi).lines)]


@pytest.mark.parametrize("dpi", [200, 300])
@pytest.mark.parametrize(
    ("points", "double", "inner"),
    [
        pytest.param(1.5, False, None, id="1½ points"),
        pytest.param(2.25, False, None, id="2¼ points"),
        pytest.param(3.0, False, None, id="3 points"),
        pytest.param(0.5, True, None, id="double"),
        pytest.param(0.75, True, 0.5, id="a double frame around thin rules"),
        pytest.param(1.5, True, 0.5, id="a heavy double frame around thin rules"),
        pytest.param(3.0, False, 0.5, id="a heavy frame around thin rules"),
    ],
)
def test_heavy_and_double_rules_make_the_cells_that_thin_ones_make(points: float, double: bool, inner: float | None, dpi: int) -> None:
    assert shape(scanned(table(points, dpi, double=double, inner=inner), noise=4), dpi) == [(5, 4, 17)]


def test_two_thin_rules_as_far_apart_as_a_row_is_high_stay_two() -> None:
    dark = np.zeros((200, 900), np.uint8)
    dark[60:63, 50:850] = dark[90:93, 50:850] = 255
    assert thinned(dark, 300) is dark


def test_a_heavy_rule_ends_where_it_ended() -> None:
    dark = np.zeros((300, 900), np.uint8)
    dark[100:110, 101:799] = 255
    columns = np.flatnonzero(thinned(dark, 300).any(axis=0))
    assert (columns[0], columns[-1]) == (101, 798)


@pytest.mark.parametrize("side", [0, 1])
def test_the_shadow_at_the_sheets_edge_is_no_rule(side: int) -> None:
    dark = np.zeros((900, 2000), np.uint8)
    dark[10:22, 100:1500] = dark[880:892, 100:1500] = 235
    dark[400:412, 100:1500] = 235
    found = thinned(dark if side == 0 else np.ascontiguousarray(dark.T), 300)
    found = found if side == 0 else found.T
    assert [int((found[y : y + 40, 800] > 0).sum()) for y in (0, 390, 860)] == [12, 3, 12]


def test_heavy_rules_beside_print_in_rows_as_low_as_it_are_no_stems() -> None:
    """Two rows 58 pixels high under titles as low, rules seven pixels thick, words close to the rules between the columns."""
    clean = np.full((700, 2000), 255, np.uint8)
    for y in range(200, 491, 58):
        clean[y - 3 : y + 4, 200:1803] = 0
    for x in (200, 1800):
        clean[200:490, x - 3 : x + 4] = 0
    for top in (200, 316):
        for x in (310, 1100, 1450):
            clean[top : top + 58, x - 3 : x + 4] = 0
            clean[top + 20 : top + 40, x - 16 : x - 9] = clean[top + 20 : top + 40, x + 10 : x + 17] = 0
    found = rulings(clean, 300).down
    assert sorted(round(s.middle, -1) for s in found if s.lo > 150 and s.length < 100) == [310, 310, 1100, 1100, 1450, 1450]
