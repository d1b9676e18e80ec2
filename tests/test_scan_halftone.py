"""A page that a scanner set to photos made of dots is blurred to the grey that these stand for; pages with dust, stains or a shaded head are left as they are."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from ingest.model import Table
from ingest.reading import Limits
from ingest.scan.halftone import without_halftone
from ingest.scan.reader import read_page_image
from tests.drawn_scans import ROWS, Picture, drawn

_DPI = 300


def dithered(page: Picture, paper: float) -> Picture:
    """The page in black dots alone; ``paper``: how light (of 1) its paper is."""
    grey = np.clip(page.astype(np.float64) * paper, 0, 255).astype(np.uint8)
    return np.asarray(Image.fromarray(grey).convert("1"), dtype=np.uint8) * np.uint8(255)


def dusty(page: Picture) -> Picture:
    dust = np.random.default_rng(1).random(page.shape) < 0.0008
    return np.where(dust, 0, page).astype(np.uint8)


def shaded(page: Picture) -> Picture:
    """The page's upper fifth as a shaded head that became dots."""
    result = np.where(page > 128, 255, 0).astype(np.uint8)
    part = slice(0, page.shape[0] // 5)
    result[part] = dithered(page[part], 0.85)
    return result


def test_a_page_of_dots_is_read_as_the_grey_page_it_was() -> None:
    page = dithered(drawn(dpi=_DPI).picture, 0.9)
    (table,) = (block for block in read_page_image(page, 1, float(_DPI), Limits()).blocks if isinstance(block, Table))
    amounts = [cell.text.replace(" ", "") for cell in table.cells if cell.column == 3 and cell.row > 0 and cell.column_span == 1]
    assert amounts == [row[3].replace(" ", "") for row in ROWS if len(row) > 1]


@pytest.mark.parametrize("worn", [lambda page: page, dusty, shaded], ids=["plain", "dust", "a shaded head"])
def test_other_pages_are_left_as_they_are(worn: object) -> None:
    page = worn(drawn(dpi=_DPI).picture)  # type: ignore[operator]
    assert without_halftone(page, float(_DPI)) is page
