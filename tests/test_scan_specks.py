"""Dust on a scan goes; the full stops, dots and commas of small print and the dots of a dotted line stay."""

from __future__ import annotations

import io

import numpy as np
import pypdfium2
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ingest.scan.from_pdf import own_dpi
from ingest.scan.picture import without_specks
from tests.generator.writers.pdf import FONTS
from tests.generator.writers.scan import Wear, scanned_pdf

Picture = NDArray[np.uint8]


def printed(points: float, dpi: int, *, bilevel: bool = False) -> Picture:
    """A line of print with every small mark there is, drawn on white at a resolution."""
    page = Image.new("L", (round(dpi * 3), round(dpi * 0.4)), 255)
    font = ImageFont.truetype(FONTS["LiberationSerif"][0], round(points * dpi / 72))
    ImageDraw.Draw(page).text((dpi * 0.1, dpi * 0.1), "2.10. Ціни, їх зміни: 1 234,50 грн.", fill=0, font=font)
    pixels = np.asarray(page, dtype=np.uint8)
    return np.where(pixels < 150, 0, 255).astype(np.uint8) if bilevel else pixels


@pytest.mark.parametrize("dpi", [150, 200, 300])
@pytest.mark.parametrize("bilevel", [False, True])
def test_no_mark_of_small_print_is_taken_for_dust(dpi: int, bilevel: bool) -> None:
    page = printed(7.5, dpi, bilevel=bilevel)
    assert np.count_nonzero(page != without_specks(page, dpi)) == 0


@pytest.mark.parametrize("dpi", [150, 200, 300])
def test_single_dark_pixels_go_also_between_words(dpi: int) -> None:
    page = printed(9, dpi)
    worn, chance = page.copy(), np.random.default_rng(3)
    free = [tuple(at) for at in np.argwhere(page[3:-3, 3:-3] == 255) + 3 if page[at[0] - 2 : at[0] + 3, at[1] - 2 : at[1] + 3].min() == 255]
    for k in chance.choice(len(free), 8, replace=False):
        worn[free[k]] = 30
    assert np.array_equal(without_specks(worn, dpi), page)


def test_a_dotted_line_is_no_dust() -> None:
    page = np.full((60, 300), 255, np.uint8)
    page[30, 10:290:3] = 20
    assert np.array_equal(without_specks(page, 150), page)


@pytest.mark.parametrize(("dpi", "drawn"), [(150, 150), (200, 200), (300, 300), (400, 300)])
def test_a_scan_in_a_pdf_is_drawn_pixel_by_pixel(dpi: int, drawn: int) -> None:
    """So that its dust is as sharp as in a picture of its own; finer than 300 dpi nothing is read."""
    page = np.full((round(dpi * 11.69), round(dpi * 8.27), 3), 250, np.uint8)
    file = pypdfium2.PdfDocument(scanned_pdf([page], Wear(dpi=dpi)))
    assert own_dpi(file.raw, 1) == pytest.approx(drawn, rel=0.01)


def test_a_page_of_drawn_letters_with_a_small_picture_is_drawn_at_the_working_resolution() -> None:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawImage(ImageReader(Image.new("L", (100, 100))), 50, 50, 72, 72)
    canvas.showPage()
    canvas.save()
    assert own_dpi(pypdfium2.PdfDocument(out.getvalue()).raw, 1) == 300
