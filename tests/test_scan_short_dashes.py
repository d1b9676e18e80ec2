"""A bold hyphen of a narrow font is hardly longer than high: the table's other dashes tell what it is, and where they do not, it is told."""

from __future__ import annotations

import numpy as np
import pytest

from ingest.scan.ink import Inked, cleaned, inked
from ingest.scan.plain import dash_of
from ingest.scan.short_dashes import short_dashes
from ingest.scan.texts import CellText

_TALL = 28.0


def cell_with(*marks: tuple[int, int, int, int]) -> Inked:
    """A cell of 60 × 136 pixels with black marks (x, y, width, height)."""
    picture = np.full((60, 136), 255, np.uint8)
    for x, y, w, h in marks:
        picture[y : y + h, x : x + w] = 20
    return inked(picture, ((picture < 128) * 255).astype(np.uint8), (0, 0, 136, 60))


def read(raw: list[Inked]) -> list[str]:
    """The cells of one column, as dashes and blanks are told."""
    cells = [cleaned(cell, _TALL) for cell in raw]
    done = [CellText(dash_of(cell, _TALL) or "", 0.9) for cell in cells]
    found = short_dashes(raw, done, [2] * len(raw), _TALL)
    return [f"{found[k].text}?" if k in found and found[k].confidence < 0.6 else found.get(k, text).text for k, text in enumerate(done)]


@pytest.mark.parametrize(
    ("mark", "text"),
    [
        pytest.param((62, 21, 9, 7), "-", id="as large as the others, a line of pixels higher"),
        pytest.param((62, 21, 7, 7), "", id="a dot"),
        pytest.param((112, 21, 9, 7), "?", id="where no dash of the column stands"),
        pytest.param((62, 21, 3, 3), "", id="a speck"),
    ],
)
def test_a_mark_like_the_columns_dashes_is_one_and_another_is_told(mark: tuple[int, int, int, int], text: str) -> None:
    assert read([cell_with((62, 21, 9, 6)), cell_with(mark), cell_with()]) == ["-", text, ""]


def test_specks_in_a_column_without_dashes_stay_nothing() -> None:
    assert read([cell_with((62, 21, 9, 7)), cell_with()]) == ["", ""]
