"""A few dashes on one height in several cells of a row, with no print on that height, are what is left of a rule between two rows."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from ingest.grid import Grid, GridCell
from ingest.model import Box
from ingest.scan.dashed_rows import dashed_rows
from ingest.scan.page import Page

_COLUMNS, _ROWS = (0.0, 60.0, 120.0, 180.0), (0.0, 30.0, 90.0)
# Points to pixels.
_K = 300 / 72


def grid() -> Grid:
    cells = (
        GridCell(row, column, 1, 1, Box(_COLUMNS[column], _ROWS[row], _COLUMNS[column + 1], _ROWS[row + 1]))
        for row in (0, 1)
        for column in range(3)
    )
    return Grid(_COLUMNS, _ROWS, tuple(cells), Box(0, 0, 180, 90))


def ink(*marks: tuple[float, float, float, float]) -> NDArray[np.uint8]:
    """Two lines of print in each cell of the lower row, and marks (x, y, width, height; points) between."""
    found = np.zeros((round(90 * _K), round(180 * _K)), np.uint8)
    for left in _COLUMNS[:-1]:
        for top in (40.0, 70.0):
            found[round(top * _K) : round((top + 8) * _K), round((left + 10) * _K) : round((left + 40) * _K)] = 255
    for x, y, wide, high in marks:
        found[round(y * _K) : round((y + high) * _K), round(x * _K) : round((x + wide) * _K)] = 255
    return found


@pytest.mark.parametrize(
    ("marks", "rows"),
    [
        pytest.param([(10, 59, 4, 0.5), (100, 59, 6, 0.5), (150, 59, 3, 0.5)], 3, id="dashes in three cells"),
        pytest.param([], 2, id="nothing"),
        pytest.param([(10, 59, 12, 0.5)], 2, id="a dash in one cell"),
        pytest.param([(10, 59, 4, 0.5), (100, 59, 6, 0.5), (150, 56, 3, 8)], 2, id="a letter in one of them"),
        pytest.param([(10, 59, 4, 4), (100, 59, 6, 4), (150, 59, 3, 4)], 2, id="blots"),
        pytest.param([(10, 49.2, 4, 0.5), (100, 49.2, 6, 0.5), (150, 49.2, 3, 0.5)], 2, id="dashes that underline print"),
    ],
)
def test_a_row_is_parted_where_the_rests_of_a_rule_lie(marks: list[tuple[float, float, float, float]], rows: int) -> None:
    inked = ink(*marks)
    page = Page(np.asarray(255 - inked, dtype=np.uint8), inked, 300.0, [], 0.0, np.eye(3), None, 300.0, (180.0, 90.0))
    found = dashed_rows(page, grid())
    assert len(found.row_edges) - 1 == rows
    assert [round(y) for y in found.row_edges] == ([0, 30, 59, 90] if rows == 3 else [0, 30, 90])
