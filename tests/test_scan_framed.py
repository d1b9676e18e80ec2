"""A stamp's frame that runs through a title is wiped off, and the title's letters stay."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from ingest.model import Paragraph
from ingest.reading import Limits
from ingest.scan.framed import letters_on
from ingest.scan.page import straight_page
from ingest.scan.reader import read_page_image
from ingest.scan.unruled import pieces_of
from tests.drawn_scans import FONT, drawn

DPI = 150.0
FRAME = (10, 10, 310, 90)


def inked(*, framed: bool, word: str = "ПРОГРАМИ") -> NDArray[np.bool_]:
    """A stamp's frame, and a word through which its lower side runs."""
    image = Image.new("L", (360, 120), 0)
    draw = ImageDraw.Draw(image)
    draw.text((60, 78), word, 255, ImageFont.truetype(str(FONT), 24))
    if framed:
        draw.rectangle(FRAME, outline=255, width=2)
    return np.asarray(image) > 128


def test_letters_stay_where_a_frame_is_wiped_off() -> None:
    found = letters_on(inked(framed=True), DPI)
    assert found is not None
    assert np.count_nonzero((found > 0) & inked(framed=False)) > 0.85 * np.count_nonzero(inked(framed=False))
    assert not found[:70].any()


@pytest.mark.parametrize("shape", ["ring", "bar", "frame"])
def test_other_ink_holds_no_letters(shape: str) -> None:
    """A round stamp, a dark border, a frame alone."""
    ink = np.zeros((240, 360), np.uint8)
    if shape == "ring":
        cv2.circle(ink, (120, 120), 100, 255, 3)
    elif shape == "bar":
        ink[:, :60] = ink[:60] = 255
    else:
        cv2.rectangle(ink, FRAME[:2], FRAME[2:], 255, 2)
    assert letters_on(ink > 0, DPI) is None


def test_a_title_through_which_a_stamps_frame_runs_is_read() -> None:
    picture = np.pad(drawn().picture, ((100, 0), (0, 0)), constant_values=244)
    # The title's first line stands 22 points below the sheet's top.
    foot = 100 + round(27 * 200 / 72)
    cv2.rectangle(picture, (180, 8), (700, foot), 70, 2)
    blocks = read_page_image(picture, 1, 200.0, Limits()).blocks
    title = " ".join(block.text for block in blocks if isinstance(block, Paragraph))
    assert "виконання Програми благоустрою" in title


def test_looking_for_a_head_leaves_the_page_as_it_is() -> None:
    page = straight_page(drawn().picture, 200.0)
    before = page.ink.copy()
    pieces_of(page, 0, page.ink.shape[0])
    assert np.array_equal(page.ink, before)
