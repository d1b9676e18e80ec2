"""Ruling lines become cells, whatever a program or a scanner does to the lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.grid import Grid, Line, TooManyLines, Word, grids_from_lines, grids_from_words
from ingest.model import Box

XS, YS = [0.0, 100.0, 200.0, 300.0], [0.0, 20.0, 40.0, 60.0, 80.0]


def across(y: float, x0: float = 0, x1: float = 300) -> Line:
    return Line(x0, y, x1, y)


def down(x: float, y0: float = 0, y1: float = 80) -> Line:
    return Line(x, y0, x, y1)


def full() -> list[Line]:
    return [*(across(y) for y in YS), *(down(x) for x in XS)]


def shape(grid: Grid) -> tuple[int, int]:
    return len(grid.row_edges) - 1, len(grid.column_edges) - 1


def merged(grid: Grid) -> list[tuple[int, int, int, int]]:
    return [(c.row, c.column, c.row_span, c.column_span) for c in grid.cells if c.row_span * c.column_span > 1]


def covered(grid: Grid) -> list[tuple[int, int]]:
    return sorted((r, c) for k in grid.cells for r in range(k.row, k.row + k.row_span) for c in range(k.column, k.column + k.column_span))


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(full(), id="whole lines"),
        pytest.param(
            [*(across(y, a, a + 100) for y in YS for a in XS[:3]), *(down(x, a, a + 20) for x in XS for a in YS[:4])],
            id="a line per cell border",
        ),
        pytest.param([*(across(y + d) for y in YS for d in (0, 1.8)), *(down(x + d) for x in XS for d in (0, 1.8))], id="double lines"),
        pytest.param(
            [*(across(y, a, a + 3) for y in YS for a in range(0, 300, 6)), *(down(x, a, a + 3) for x in XS for a in range(0, 80, 6))],
            id="dashes",
        ),
        pytest.param([*(across(y, 2.5, 297) for y in YS), *(down(x, 3, 78) for x in XS)], id="ends that fall short"),
        pytest.param(
            [*(across(y, 0, 140) for y in YS), *(across(y + 1, 143, 300) for y in YS), *(down(x) for x in XS)], id="small gaps and steps"
        ),
        pytest.param([*(across(y) for y in YS), *(down(x) for x in XS[1:3])], id="open left and right"),
        pytest.param([*(across(y) for y in YS[1:4]), *(down(x) for x in XS)], id="open top and bottom"),
        pytest.param([*full(), across(70, 120, 150), down(250, 5, 12)], id="stray strokes inside"),
        pytest.param(
            [*(across(y) for y in YS), down(0), down(300), down(100, 0, 40), down(104, 40, 80), down(200)], id="a border drawn unevenly"
        ),
    ],
)
def test_every_way_of_ruling_gives_the_same_cells(lines: list[Line]) -> None:
    (grid,) = grids_from_lines(lines)

    assert shape(grid) == (4, 3)
    assert merged(grid) == []
    assert not grid.repaired


def test_a_separator_that_is_not_drawn_makes_a_merged_cell() -> None:
    lines = [*(across(y) for y in (0, 40, 60, 80)), across(20, 100, 300), down(0), down(100), down(200, 20, 80), down(300)]

    (grid,) = grids_from_lines(lines)

    assert merged(grid) == [(0, 0, 2, 1), (0, 1, 1, 2)]


def test_a_region_that_is_no_rectangle_is_cut_and_flagged() -> None:
    lines = [across(0), across(40), across(20, 0, 100), down(0, 0, 40), down(300, 0, 40), down(100, 20, 40), down(200, 0, 40)]

    (grid,) = grids_from_lines(lines)

    assert covered(grid) == [(r, c) for r in range(2) for c in range(3)]
    assert (0, 0) in grid.repaired
    assert (0, 2) not in grid.repaired


def test_tables_apart_are_grids_of_their_own_from_top_to_bottom() -> None:
    below = [Line(ln.x0, ln.y0 + 200, ln.x1, ln.y1 + 200) for ln in full()]
    beside = [Line(ln.x0 + 400, ln.y0 + 1, ln.x1 + 400, ln.y1 + 1) for ln in full()]

    grids = grids_from_lines([*below, *beside, *full()])

    assert [(g.box.x0, g.box.y0) for g in grids] == [(0, 0), (400, 1), (0, 200)]


def test_a_table_inside_a_cell_is_a_grid_of_its_own() -> None:
    inner = [across(45, 110, 190), across(55, 110, 190), down(110, 45, 55), down(150, 45, 55), down(190, 45, 55)]

    grids = grids_from_lines([*full(), *inner])

    assert [shape(g) for g in grids] == [(4, 3), (1, 2)]


def test_a_frame_and_loose_lines_are_no_table() -> None:
    assert grids_from_lines([across(0), across(80), down(0), down(300), across(500), Line(0, 600, 90, 600)]) == []


def test_a_row_without_separators_does_not_part_an_open_sided_table() -> None:
    lines = [*(across(y) for y in (0, 20, 40, 60, 80)), down(100, 0, 20), down(200, 0, 20), down(100, 40, 80), down(200, 40, 80)]

    (grid,) = grids_from_lines(lines)

    assert shape(grid) == (4, 3)
    assert merged(grid) == [(1, 0, 1, 3)]


def test_more_lines_than_any_table_has_are_refused() -> None:
    with pytest.raises(TooManyLines):
        grids_from_lines([*(across(7.0 * k) for k in range(2100)), *(down(7.0 * k) for k in range(2100))])


@st.composite
def rulings(draw: st.DrawFn) -> list[Line]:
    place = st.integers(0, 12).map(lambda k: 15.0 * k)
    lines = []
    for _ in range(draw(st.integers(2, 25))):
        at, a, b = draw(place), draw(place), draw(place)
        lines.append(Line(a, at, b, at) if draw(st.booleans()) else Line(at, a, at, b))
    return lines


@given(rulings())
def test_every_position_of_a_grid_is_covered_once(lines: list[Line]) -> None:
    for grid in grids_from_lines(lines):
        rows, columns = shape(grid)
        assert covered(grid) == [(r, c) for r in range(rows) for c in range(columns)]
        assert list(grid.column_edges) == sorted(grid.column_edges)


def words(rows: list[str], xs: list[float], pitch: float = 20) -> list[Word]:
    """One word per cell, cells parted by ``|``; six points a letter."""
    found = []
    for r, row in enumerate(rows):
        for x, text in zip(xs, row.split("|"), strict=True):
            found += [Word(text, Box(x, r * pitch, x + 6 * len(text), r * pitch + 10))] if text else []
    return found


def test_words_in_columns_are_a_table_without_rulings() -> None:
    (grid,) = grids_from_words(
        words(["№|Захід|План|Факт", "1|Ремонт|2500,0|-", "2|Освітлення|200,0|200", "3|Зв'язок|10|9,5"], [0, 30, 150, 250])
    )

    assert shape(grid) == (4, 4)
    assert not grid.ruled


def test_a_line_in_lower_case_goes_on_with_the_row_above() -> None:
    (grid,) = grids_from_words(
        words(
            ["№|Захід|План|Факт", "1|Ремонт|2500,0|-", "|доріг||", "2|Освітлення|200,0|200", "3|Зв'язок|10|9,5"],
            [0, 30, 150, 250],
            pitch=13,
        )
    )

    assert shape(grid) == (4, 4)


def test_plain_text_and_signatures_are_no_table() -> None:
    assert grids_from_words(words(["Секретар|Олександр", "Начальник|Олена"], [0, 300])) == []


def test_rules_between_rows_alone_hold_rows_of_several_lines() -> None:
    rules = [across(y, -5, 330) for y in (-5, 15, 55, 95)]

    (grid,) = grids_from_words(words(["№|Захід|План", "1|Ремонт|10", "|Доріг|", "2|Парк|20", "|Новий|"], [0, 60, 250]), rulings=rules)

    assert shape(grid) == (3, 3)
