"""A PDF's text printed over a scan: where it covers writing, the writing is read; elsewhere it stays."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from ingest.pdf_open import opened
from ingest.reading import Limits
from ingest.scan.from_pdf import _drawn, _uncovered
from tests.pdf_paper import Paper

_DPI = 72.0


def _page() -> Paper:
    """A page drawn with a box of rules, a text upon its lower edge, and one in the white below."""
    p = Paper()
    for y in (100, 140):
        p.line(50, y, 350, y)
    for x in (50, 350):
        p.line(x, 100, x, 140)
    return p.text(60, 143, "Підписувач: Коваленко Марія").text(60, 400, "Вх. № 112 від 23.01.2025")


def _ink(picture: NDArray[np.uint8], top: int, bottom: int) -> int:
    return int(np.count_nonzero(picture[top:bottom, 55:345].min(axis=2) < 128))


@pytest.fixture(scope="module")
def pictures() -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    with opened(_page().data(), Limits()) as file:
        return _drawn(file.handle, 1, _DPI), _drawn(file.handle, 1, _DPI, texts=False)


def test_a_page_is_drawn_without_its_texts(pictures: tuple[NDArray[np.uint8], NDArray[np.uint8]]) -> None:
    full, plain = pictures
    assert _ink(full, 385, 410) > 0
    assert _ink(plain, 385, 410) == 0
    assert _ink(plain, 95, 105) > 200


def test_a_text_over_writing_gives_way_to_it_and_one_on_white_paper_stays(pictures: tuple[NDArray[np.uint8], NDArray[np.uint8]]) -> None:
    full, plain = pictures
    read = _uncovered(full, plain, _DPI)
    assert np.array_equal(read[90:160], plain[90:160])
    assert np.array_equal(read[380:415], full[380:415])
    assert not np.array_equal(full[90:160], plain[90:160])
