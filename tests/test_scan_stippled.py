"""The shade of a cell that a bilevel scan turned to sand is taken out; dotted rules, full stops and grey pictures stay as they are."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ingest.scan.stippled import without_stipple

_DPI = 200.0


def sheet() -> NDArray[np.uint8]:
    """Two cells side by side with a word in each, and a line of text below them that ends with a full stop."""
    page = np.full((600, 900), 255, np.uint8)
    page[100:104, 100:704] = page[300:304, 100:704] = 0
    for x in (100, 400, 700):
        page[100:304, x : x + 4] = 0
    for x in (180, 480):
        page[180:205, x : x + 140 : 10] = page[180:205, x + 1 : x + 140 : 10] = page[180:205, x + 2 : x + 140 : 10] = 0
        page[190:193, x : x + 140] = 0
    page[330:350, 200:206] = 0
    page[348:350, 212:214] = 0
    return page


def sand(page: NDArray[np.uint8], part: float) -> NDArray[np.uint8]:
    """The same with single dots in the left cell, thinning out to its right; some of them touch the word."""
    result, drops = page.copy(), np.random.default_rng(1)
    dots = drops.random((196, 296)) < np.linspace(part, 0.2 * part, 296)
    result[104:300, 104:400][dots] = 0
    return result


def test_the_sand_of_a_shaded_cell_is_taken_out_and_nothing_else() -> None:
    plain = sheet()
    found = without_stipple(sand(plain, 0.06), _DPI)
    inside = (slice(104, 300), slice(104, 400))
    left = np.count_nonzero((found != plain)[inside]) / np.count_nonzero((sand(plain, 0.06) != plain)[inside])
    assert left < 0.05
    outside = np.ones(plain.shape, np.bool_)
    outside[inside] = False
    assert np.array_equal(found[outside], plain[outside])


def test_the_rows_of_a_dotted_table_are_no_sand() -> None:
    page = sheet()
    page[220:222, 110:390:7] = page[220:222, 111:390:7] = 0
    page[260:262, 110:390:7] = page[260:262, 111:390:7] = 0
    assert np.array_equal(without_stipple(page, _DPI), page)


def test_a_grey_picture_keeps_its_grain() -> None:
    page = sand(sheet(), 0.06)
    page[400:, :] = np.linspace(80, 180, 900).astype(np.uint8)
    assert np.array_equal(without_stipple(page, _DPI), page)
