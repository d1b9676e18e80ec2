"""A table that goes on without a header and with fewer columns: which of the header's columns its cells fill."""

from __future__ import annotations

import pytest

from normalize.columns import read_column
from normalize.lexicon import load
from normalize.narrow_tables import columns_filled

LEXICON = load()
HEADS = ("№", "Захід", "Виконавець", "План, тис. грн", "Факт, тис. грн", "%", "Стан виконання")
MEANINGS = tuple(read_column((head,), LEXICON) for head in HEADS)
EDGES = tuple(float(x) for x in range(0, 421, 60))
"""Seven columns of 60 points."""
STRETCHED = tuple(float(x) for x in range(0, 421, 70))
"""Six columns over the same width."""


@pytest.mark.parametrize(
    ("edges", "rows", "expected"),
    [
        pytest.param(
            STRETCHED,
            [["5", "Човни", "Відділ спорту", "81,0", "50,6", "62,5"], ["6", "Весла", "КП «Плесо»", "40,0", "10,0", "25,0"]],
            (0, 1, 2, 3, 4, 5, None),
            id="the last column is not there",
        ),
        pytest.param(
            STRETCHED,
            [["5", "Човни", "81,0", "50,6", "62,5", "Придбано човни"], ["6", "Весла", "40,0", "10,0", "25,0", "Придбано весла"]],
            (0, 1, None, 2, 3, 4, 5),
            id="the executor is not there",
        ),
        pytest.param(
            EDGES[:6] + EDGES[7:],
            [["5", "Човни", "Відділ спорту", "81,0", "50,6", "-"]],
            (0, 1, 2, 3, 4, None, 5),
            id="the place tells where the content does not contradict",
        ),
        pytest.param(STRETCHED[:4], [["5", "Човни", "Відділ"]], None, id="neither place nor figures"),
    ],
)
def test_cells_fill_the_columns_that_place_and_content_give_them(
    edges: tuple[float, ...], rows: list[list[str]], expected: tuple[int | None, ...] | None
) -> None:
    assert columns_filled(edges, EDGES, rows, MEANINGS) == expected
