"""A streak too pale to be found beside a table is known by its trace there; pieces of it within the table are no rules."""

from __future__ import annotations

import numpy as np
import pytest

from ingest.scan.faint_streaks import faint_streaks
from ingest.scan.picture import Grey
from ingest.scan.streaks import rules_under
from ingest.scan.stroke import Stroke

_ROWS = (600, 700, 800, 900, 1000)


def level(at: float, lo: float, hi: float) -> Stroke:
    return Stroke(np.array([lo, hi], dtype=np.float64), np.full(2, at, dtype=np.float64))


def sheet(*, lo: int = 0, hi: int = 1600, ink: int = 60, lean: float = 0.004) -> tuple[Grey, list[Stroke]]:
    """A level line through a table whose rules across are at ``_ROWS``, and what was found of it: from one rule to the next, in two rows."""
    picture = np.full((400, 1600), 255, np.uint8)
    for x in range(lo, hi):
        picture[round(200 + lean * x), x] = 255 - ink
    pieces = [Stroke(np.array([a, b], dtype=np.float64), 200 + lean * np.array([a, b])) for a, b in ((600, 700), (800, 1000))]
    return picture, pieces


@pytest.mark.parametrize(
    ("drawn", "streak"),
    [
        pytest.param({}, True, id="from edge to edge"),
        pytest.param({"lo": 600, "hi": 1000}, False, id="a rule of the table"),
        pytest.param({"lean": 0.05}, False, id="that leans as no streak does"),
    ],
)
def test_pieces_of_a_line_that_goes_on_beyond_the_table_are_no_rules(drawn: dict[str, float], streak: bool) -> None:
    picture, pieces = sheet(**drawn)  # type: ignore[arg-type]
    crossing = [level(x, 20, 380) for x in _ROWS]
    gone, whole = faint_streaks(picture, pieces, crossing, 300)
    assert (len(gone), len(whole)) == ((2, 1) if streak else (0, 0))
    if streak:
        assert [round(float(y)) for y in whole[0].at] == [200, 206]


def test_a_rule_that_a_streak_goes_on_beside_is_a_rule() -> None:
    picture, pieces = sheet(lean=0.0)
    picture[199:203, 600:1000] = 0
    assert faint_streaks(picture, pieces, [level(x, 20, 380) for x in _ROWS], 300) == ([], [])


def test_a_rule_that_ends_at_a_side_which_was_not_found_is_no_streak() -> None:
    """A photo's table, its right side leaning too much: its last rule across that is known stands 400 pixels before it."""
    picture, _ = sheet(lo=600, hi=1400, lean=0.0)
    assert faint_streaks(picture, [level(200, 600, 1400)], [level(x, 20, 380) for x in _ROWS], 300) == ([], [])


def test_where_many_lines_go_on_the_table_does() -> None:
    picture, pieces = sheet(lean=0.0)
    for y in (50, 100, 300, 350):
        picture[y] = 195
        pieces += [level(y, 600, 1000)]
    assert faint_streaks(picture, pieces, [level(x, 20, 380) for x in _ROWS], 300) == ([], [])


def test_a_stem_beside_a_streak_is_no_rule_and_dashes_of_a_streak_are_none() -> None:
    """A threshold has made the streak thick in some places and thin in others, within the table too."""
    picture = np.full((400, 1600), 255, np.uint8)
    picture[200] = picture[199:202, 240:580] = picture[199:202, 600:700] = 0
    picture[192:196, 820:880] = 0
    crossing = [level(x, 20, 380) for x in _ROWS]
    assert rules_under(picture, [level(200, 0, 1599)], crossing, 300) == []
    picture[188:194, 900:1000] = 0
    assert [(s.lo, s.hi) for s in rules_under(picture, [level(200, 0, 1599)], crossing, 300)] == [(900, 1000)]
