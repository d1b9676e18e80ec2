"""A programme's years in a title are what two readings of three have."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from ingest.scan.engine import Word
from ingest.scan.year_words import with_sure_years
from ingest.tessdata import available

_FONT = "/usr/share/fonts/truetype/liberation/LiberationSerif-Bold.ttf"


@pytest.mark.skipif(not available(), reason="Tesseract with Ukrainian is not installed")
@pytest.mark.parametrize(
    ("printed", "read", "told"),
    [
        ("2023-2025", "2025-2025", "2023-2025"),
        ("2024", "2021", "2024"),
        ("2020-2024,", "2020-2021,", "2020-2024,"),
        ("2024-2024", "2024-2024", "2024-2024"),
        ("громади", "громади", "громади"),
    ],
)
def test_a_misread_year_is_what_the_paper_shows(printed: str, read: str, told: str) -> None:
    page = Image.new("L", (600, 120), 255)
    font = ImageFont.truetype(_FONT, 54)
    ImageDraw.Draw(page).text((40, 30), printed, 0, font)
    x0, y0, x1, y1 = (round(v) for v in ImageDraw.Draw(page).textbbox((40, 30), printed, font))
    (word,) = with_sure_years(np.asarray(page), [Word(read, 0.96, x0, y0, x1, y1, 0)])
    assert word.text == told
