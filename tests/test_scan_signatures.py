"""A signatory's given name under a pen's stroke is read again beside the surname; only a known name that alone can be meant is taken."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from ingest.scan.given_names import meant
from ingest.scan.page import straight_page
from ingest.scan.picture import Grey
from ingest.scan.prose import find_words
from ingest.tessdata import available
from tests.generator.writers.pdf import FONTS

needs_engine = pytest.mark.skipif(not available(), reason="Tesseract with Ukrainian is not installed")


def signed_page(name: str, *stroke: tuple[int, int]) -> Grey:
    """A page at 300 dpi that ends with a post and a name, a pen's stroke (points) over it."""
    picture = Image.new("L", (2480, 700), 255)
    font = ImageFont.truetype(FONTS["LiberationSerif"][0], 46)
    draw = ImageDraw.Draw(picture)
    for x, y, text in (
        (200, 120, "Кошти використано в повному обсязі за призначенням"),
        (200, 400, "Начальник відділу"),
        (1500, 400, name),
    ):
        draw.text((x, y), text, fill=0, font=font)
    page = np.asarray(picture, dtype=np.uint8).copy()
    cv2.polylines(page, [np.array(stroke, np.int32)], isClosed=False, color=20, thickness=9, lineType=cv2.LINE_AA)
    return page


def last_line(picture: Grey) -> str:
    words = [spot.word for spot in find_words(straight_page(picture, 300.0), [], 30.0)]
    return " ".join(word.text for word in sorted(words, key=lambda w: w.x0) if word.y0 > 350)


# From left of the name up and down through its first letters.
_STROKE = ((1150, 470), (1220, 400), (1330, 390), (1430, 450), (1500, 490), (1530, 470), (1560, 390), (1590, 400), (1620, 480))


@needs_engine
def test_a_name_that_a_pen_runs_through_is_whole() -> None:
    assert last_line(signed_page("Людмила ШЕВЧУК", *_STROKE)).endswith("Людмила ШЕВЧУК")


@needs_engine
@pytest.mark.parametrize("name", ["Поліксена ШЕВЧУК", "Л. ШЕВЧУК"])
def test_a_name_that_was_read_stays_though_no_list_has_it(name: str) -> None:
    assert last_line(signed_page(name)).endswith(name)


@pytest.mark.parametrize(
    ("read", "name"),
    [
        pytest.param("Саргій", "Сергій", id="a letter misread"),
        pytest.param("тетано", "Тетяна", id="two letters of a long name"),
        pytest.param("Ірина", "Ірина", id="a name"),
        pytest.param("Арина", None, id="several names one letter away"),
        pytest.param("Печатка", None, id="a stamp's word"),
        pytest.param("па", None, id="a stroke"),
    ],
)
def test_the_name_that_is_meant(read: str, name: str | None) -> None:
    assert meant(read) == name
