"""What the generator of scans promises: the same arguments give the same picture, worn as told, in every kind of file."""

from __future__ import annotations

import io
import random

import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image

from tests.generator.random_reports import Order, draw_made
from tests.generator.random_scans import KINDS, make_scan
from tests.generator.writers.scan import Wear, pages_of, wear, write_scan


def blocks() -> list:  # type: ignore[type-arg]
    return draw_made(Order(5, 0, "pdf", "spent"), random.Random("small")).blocks


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"pdf-mixed"}))
def test_a_scan_is_the_same_each_time_and_opens(kind: str) -> None:
    _, how, content = make_scan(1, 0, kind, "flat", 150, 0.0)
    if kind.startswith("pdf"):
        assert len(pdfium.PdfDocument(content)) >= 1
    else:
        assert Image.open(io.BytesIO(content)).size[0] > 1000
    assert make_scan(1, 0, kind, "flat", 150, 0.0)[2] == content
    assert how.dpi == 150


def test_a_turned_page_lies_on_its_side() -> None:
    upright, turned = (pages_of(blocks(), Wear(dpi=72, turned=t, noise=0), random.Random(1))[0] for t in (0, 90))
    assert upright.shape[0] == turned.shape[1]


def test_a_bilevel_page_has_two_values() -> None:
    page = pages_of(blocks(), Wear(dpi=100, mode="bilevel"), random.Random(1))[0]
    assert set(np.unique(page)) == {0, 255}


def test_noise_and_border_leave_their_marks() -> None:
    white = np.full((200, 300, 3), 255, np.uint8)
    worn = wear(white, Wear(dpi=200, noise=5, border=10), random.Random(1))
    assert worn[:5].mean() < 60 < worn[50:].mean()
    assert worn[50:, 50:].std() > 1


def test_a_layer_of_bad_ocr_lies_over_the_picture() -> None:
    content = write_scan(blocks(), "pdf-layer", Wear(dpi=100), random.Random(1))
    assert content is not None
    text = pdfium.PdfDocument(content)[0].get_textpage().get_text_range()
    assert len(text) > 200
