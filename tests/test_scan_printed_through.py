"""A rule between print that stands close to it on both sides is one where it is black from one rule across to the next."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from ingest.scan.printed_through import printed_through
from ingest.scan.rests import rested
from ingest.scan.stroke import Stroke

_TOP, _BOTTOM, _LINE = 300, 346, 100


def side(
    *, black: tuple[int, int] = (_TOP, _BOTTOM), drift: int = 0, print_from: int = 310, print_to: int = 336, stroke: int = 3
) -> NDArray[np.uint8]:
    """The left side of a low row, turned to lie level (0 = paper): its rule, and digits' strokes that nearly touch it on both sides."""
    page = np.zeros((200, 700), np.uint8)
    page[_LINE - 1 + drift : _LINE + 2 + drift, black[0] : black[1] + 1] = 220
    for x in range(print_from, print_to, 4):
        page[_LINE - 22 + drift : _LINE - 3 + drift, x : x + stroke] = 200
        page[_LINE + 4 + drift : _LINE + 23 + drift, x : x + stroke] = 200
    return page


@pytest.mark.parametrize("drift", [-3, 0, 3])
def test_a_rule_between_digits_that_nearly_touch_it_is_found_where_it_runs(drift: int) -> None:
    found = printed_through(side(drift=drift), _TOP, _BOTTOM, np.array([_LINE, _LINE]), 300)
    assert found is not None
    assert abs(found.middle - _LINE - drift) <= 1


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(side(black=(312, 334)), id="a letter's stem"),
        pytest.param(side(black=(_TOP, 330)), id="a rule that ends in the row"),
        pytest.param(side(print_from=_TOP - 8, print_to=_BOTTOM + 8, stroke=4), id="black all around"),
        pytest.param(side(black=(0, 0)), id="print alone"),
    ],
)
def test_a_stroke_that_ends_in_the_row_or_has_no_paper_beside_is_no_rule(page: NDArray[np.uint8]) -> None:
    assert printed_through(page, _TOP, _BOTTOM, np.array([_LINE, _LINE]), 300) is None


def test_a_rule_known_above_is_followed_through_low_rows_as_it_drifts() -> None:
    """Three rows, in each of which it lies two pixels farther off the line that is known."""
    page = np.zeros((200, 700), np.uint8)
    for k in range(3):
        row = side(drift=2 * (k + 1))[:, _TOP : _BOTTOM + 1]
        page[:, _TOP + 46 * k : _BOTTOM + 46 * k + 1] = row
    known = Stroke(np.array([0.0, _TOP]), np.array([_LINE, _LINE]))
    stops = [_TOP + 46 * k for k in range(4)]
    crossing = [Stroke(np.array([0.0, 200.0]), np.array([at, at])) for at in (0, *stops)]
    found = rested(page, page, [known], crossing, np.empty((0, 4)), 300)
    assert [(s.lo, s.hi) for s in found] == [(0, stops[-1])]
