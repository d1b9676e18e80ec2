"""An amount among words is read again without them: what the words' model misread is set right or doubted."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from ingest.scan.amounts import checked
from ingest.scan.digits import Bank
from ingest.scan.ink import Inked, inked
from ingest.tessdata import available
from tests.generator.writers.pdf import FONTS

pytestmark = pytest.mark.skipif(not available(), reason="Tesseract with Ukrainian is not installed")


def printed(*lines: str, crossed: bool = False) -> Inked:
    """A cell with lines of print as large as 9 pt at 300 dpi."""
    page = Image.new("L", (700, 60 + 44 * len(lines)), 255)
    font = ImageFont.truetype(FONTS["LiberationSerif"][0], 38)
    for k, line in enumerate(lines):
        ImageDraw.Draw(page).text((30, 20 + 44 * k), line, fill=0, font=font)
    pixels = np.asarray(page, dtype=np.uint8)
    cell = inked(pixels, ((pixels < 128) * 255).astype(np.uint8), (0, 0, page.width, page.height))
    return Inked(cell.clean, 0, 0, cell.glyphs, crossed)


@pytest.mark.parametrize(
    ("lines", "said", "read"),
    [
        (
            ["місцевий бюджет – 5,14", "інші джерела – 3,80"],
            "місцевий бюджет – 5,40\nінші джерела – 3,80",
            "місцевий бюджет – 5,14\nінші джерела – 3,80",
        ),
        (["місцевий бюджет –", "610,06"], "місцевий бюджет –\n610,00", "місцевий бюджет –\n610,06"),
        (["місцевий бюджет – 1 512,75"], "місцевий бюджет – 1 512,15", "місцевий бюджет – 1 512,75"),
    ],
)
def test_an_amount_behind_words_is_read_as_every_number_is(lines: list[str], said: str, read: str) -> None:
    text, sure = checked(printed(*lines), said, 0.93, Bank(), 0)
    assert text == read
    assert sure < 0.96


@pytest.mark.parametrize(
    ("printed_text", "said", "read"),
    [
        ("141,2 тис. грн", "141,5 тис. грн", "141,2 тис. грн"),
        ("1 512,75 грн", "1 512,15 грн", "1 512,75 грн"),
        ("20,0 млн грн", "20,0 млн грн", "20,0 млн грн"),
        ("4 заходи", "4 заходи", "4 заходи"),
    ],
)
def test_an_amount_before_its_unit_is_read_as_every_number_is(printed_text: str, said: str, read: str) -> None:
    assert checked(printed(printed_text), said, 0.7, Bank(), 0)[0] == read


def test_an_amount_before_its_unit_on_which_all_agree_is_sure() -> None:
    assert checked(printed("141,2 тис. грн"), "141,2 тис. грн", 0.7, Bank(), 0)[1] >= 0.86


def test_an_amount_on_which_all_agree_is_surer_than_its_words() -> None:
    said = "місцевий бюджет – 5,14\nінші джерела – 3,80"
    assert checked(printed(*said.split("\n")), said, 0.6, Bank(), 0) == (said, pytest.approx(0.97, abs=0.03))


def test_an_amount_that_a_stamp_crosses_stays_in_doubt() -> None:
    said = "місцевий бюджет – 5,14"
    assert checked(printed(said, crossed=True), said, 0.95, Bank(), 0)[1] <= 0.8


@pytest.mark.parametrize("text", ["Проведено 4 заходи, охоплено 120", "Програма на 2024", "КПКВК 0114082", "Оплачено частково"])
def test_words_with_a_count_or_a_year_are_no_amounts(text: str) -> None:
    assert checked(printed(text), text, 0.9, Bank(), 0) == (text, 0.9)
