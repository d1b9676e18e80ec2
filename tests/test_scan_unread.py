"""A word at the margin that the engine passed over is read after all; what is no word stays unread."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from ingest.scan.engine import Word
from ingest.scan.picture import Grey
from ingest.scan.unread import completed
from ingest.tessdata import available
from tests.generator.writers.pdf import FONTS

pytestmark = pytest.mark.skipif(not available(), reason="Tesseract with Ukrainian is not installed")


def page(*texts: tuple[int, str]) -> Grey:
    """Texts (x, words) on one line of a page at 300 dpi."""
    picture = Image.new("L", (2400, 200), 255)
    font = ImageFont.truetype(FONTS["LiberationSerif"][0], 42)
    for x, text in texts:
        ImageDraw.Draw(picture).text((x, 80), text, fill=0, font=font)
    return np.asarray(picture, dtype=np.uint8)


def unread(picture: Grey, *words: Word) -> list[str]:
    ink = ((picture < 128) * 255).astype(np.uint8)
    return [word.text for word in completed(picture, ink, (60, 160), words, 300.0) if word not in words]


def test_a_unit_at_the_right_margin_is_read_beside_the_words_that_were() -> None:
    picture = page((100, "Стан виконання"), (2100, "тис.грн"))
    assert unread(picture, Word("Стан", 0.9, 100, 80, 200, 125, 0), Word("виконання", 0.9, 205, 80, 420, 125, 0)) == ["тис.грн"]


def test_a_word_read_without_any_certainty_is_read_again_alone() -> None:
    picture = page((100, "Стан"), (2100, "тис.грн"))
    poor = Word("тис.гри", 0.28, 2096, 80, 2240, 125, 1)
    assert unread(picture, Word("Стан", 0.9, 100, 80, 200, 125, 0), poor) == ["тис.грн"]


def test_a_word_passed_over_in_the_middle_of_a_line_is_read_as_one_of_it() -> None:
    picture = page((100, "Стан"), (205, "виконання"), (405, "заходів"))
    around = [Word("Стан", 0.9, 100, 80, 192, 125, 7), Word("заходів", 0.9, 405, 80, 545, 125, 7)]
    ink = ((picture < 128) * 255).astype(np.uint8)
    assert [(word.text, word.line) for word in completed(picture, ink, (60, 160), around, 300.0) if word not in around] == [
        ("виконання", 7)
    ]


def test_words_that_were_read_are_not_read_twice() -> None:
    assert unread(page((100, "заходів")), Word("заходів", 0.9, 95, 75, 260, 130, 0)) == []


def test_a_pen_stroke_is_no_word() -> None:
    picture = page().copy()
    points = np.array([[900 + 20 * k, 90 if k % 2 else 120] for k in range(8)], np.int32)
    cv2.polylines(picture, [points], isClosed=False, color=10, thickness=3)
    assert unread(picture) == []


def test_a_word_found_in_a_band_without_others_stands_in_a_line_of_its_own() -> None:
    picture = page((2100, "тис.грн"))
    found = completed(picture, ((picture < 128) * 255).astype(np.uint8), (60, 160), [], 300.0, first=3000)
    assert [word.line // 1000 for word in found] == [3]
