"""Two sheets scanned side by side are read one after the other, as a person reads them."""

from __future__ import annotations

import numpy as np
import pytest

from ingest.model import Table
from ingest.reading import Limits
from ingest.scan import read_page_image
from ingest.scan.sheets import between_sheets
from tests.drawn_scans import ROWS, Picture, drawn

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


LEFT, RIGHT = sheet(0, 5), sheet(5, 10)


@pytest.mark.parametrize(
    ("picture", "parted"),
    [
        (np.hstack((LEFT, RIGHT)), True),
        (np.hstack((ruled_off(LEFT), RIGHT)), True),
        (LEFT, False),  # one sheet across
        (np.hstack((LEFT, blank(RIGHT))), False),  # nothing beside it
        (np.vstack((LEFT, RIGHT)), False),  # one below the other: read in order as it is
    ],
    ids=["two", "the left one's edge shows", "one", "one beside nothing", "one below the other"],
)
def test_what_parts_two_sheets(picture: Picture, parted: bool) -> None:
    cut = between_sheets(picture, _DPI)
    assert (cut is not None) is parted
    assert cut is None or abs(cut - LEFT.shape[1]) < _DPI / 2


def test_the_left_sheet_is_read_first_and_every_cell_leads_back_to_its_own() -> None:
    result = read_page_image(np.hstack((LEFT, RIGHT)), 1, _DPI, Limits())
    tables = [block for block in result.blocks if isinstance(block, Table)]
    found = {cell.text: cell.box.x0 / result.width for table in tables for cell in table.cells if cell.box}
    assert [("1 250,7" in (cell.text for cell in table.cells)) for table in tables] == [True, False]
    assert found["1 250,7"] < 0.5 < found["120,5"]
