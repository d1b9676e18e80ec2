"""Two sheets scanned side by side are read one after the other, as a person reads them."""

from __future__ import annotations

import numpy as np
import pytest

from ingest.model import Table
from ingest.reading import Limits
from ingest.scan import read_page_image
from ingest.scan.sheets import between_sheets
from ingest.tessdata import available
from tests.drawn_scans import FONT, ROWS, Picture, drawn

pytestmark = pytest.mark.skipif(
    not available() or not FONT.is_file(), reason="Tesseract with Ukrainian, or the DejaVu font, is not installed"
)

_DPI = 150


def sheet(first: int, last: int) -> Picture:
    return drawn(rows=ROWS[first:last], dpi=_DPI).picture


def blank(like: Picture) -> Picture:
    return np.full_like(like, 244)


def ruled_off(picture: Picture) -> Picture:
    """The scanner shows the sheet's edge as a dark line from top to bottom."""
    edged = picture.copy()
    edged[:, -4:-2] = 60
    return edged


def test_what_parts_two_sheets() -> None:
    left, right = sheet(0, 5), sheet(5, 10)
    for picture in (np.hstack((left, right)), np.hstack((ruled_off(left), right))):
        cut = between_sheets(picture, _DPI)
        assert cut is not None
        assert abs(cut - left.shape[1]) < _DPI / 2


def test_one_sheet_one_beside_nothing_and_one_below_the_other_are_read_as_they_are() -> None:
    left, right = sheet(0, 5), sheet(5, 10)
    for picture in (left, np.hstack((left, blank(right))), np.vstack((left, right))):
        assert between_sheets(picture, _DPI) is None


def test_the_left_sheet_is_read_first_and_every_cell_leads_back_to_its_own() -> None:
    result = read_page_image(np.hstack((sheet(0, 5), sheet(5, 10))), 1, _DPI, Limits())
    tables = [block for block in result.blocks if isinstance(block, Table)]
    found = {cell.text: cell.box.x0 / result.width for table in tables for cell in table.cells if cell.box}
    assert [("1 250,7" in (cell.text for cell in table.cells)) for table in tables] == [True, False]
    assert found["1 250,7"] < 0.5 < found["120,5"]
