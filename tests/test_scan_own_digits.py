"""Figures outside tables are what two readings of three have, the page's own digits one of them."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from ingest.scan import engine
from ingest.scan.digits import looks
from ingest.scan.engine import Word
from ingest.scan.ink import inked
from ingest.scan.own_digits import plainly, with_own_digits
from ingest.scan.page import Page, straight_page
from ingest.tessdata import available

needs_ocr = pytest.mark.skipif(not available(), reason="Tesseract with Ukrainian is not installed")
_FONT = "/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf"
_SIZE = 46


def page_of(printed: list[str], *, known: bool = True) -> tuple[Page, list[tuple[int, int, int, int]]]:
    """A page with a line of words, and where they stand; its digits ``known`` from a table, as it were."""
    picture = Image.new("L", (2480, 900), 255)
    draw, font = ImageDraw.Draw(picture), ImageFont.truetype(_FONT, _SIZE)
    boxes, x = [], 200
    for word in printed:
        draw.text((x, 300), word, 0, font)
        x0, y0, x1, y1 = (round(v) for v in draw.textbbox((x, 300), word, font))
        boxes.append((x0, y0, x1, y1))
        x = x1 + 24
    for k in range(4):
        draw.text((200 + 500 * k, 700), "0123456789", 0, font)
    page = straight_page(np.asarray(picture), 300)
    if known:
        for k in range(4):
            cell = inked(page.clean, page.ink, (190 + 500 * k, 690, 190 + 500 * k + 480, 790))
            page.digits.learn("0123456789", looks(page.clean[cell.y :, cell.x :], cell.glyphs), k)
    return page, boxes


def told(printed: list[str], read: list[str], *, known: bool = True) -> tuple[list[str], list[str]]:
    page, boxes = page_of(printed, known=known)
    words, doubts = with_own_digits(page, [Word(text, 0.9, *box, 0) for text, box in zip(read, boxes, strict=True)])
    return [word.text for word in words], doubts


@needs_ocr
@pytest.mark.parametrize("known", [True, False], ids=["digits of a table", "no table"])
@pytest.mark.parametrize(
    ("printed", "read"),
    [
        (["року", "№", "1363"], ["року", "№", "1565"]),
        (["від", "13", "грудня"], ["від", "15", "грудня"]),
        (["рішення", "37", "сесії"], ["рішення", "57", "сесії"]),
        (["від", "13.02.2023", "року"], ["від", "15.02.2025", "року"]),
        (["року", "№", "1234"], ["року", "№", "1234"]),
    ],
)
def test_a_figure_is_what_the_paper_shows(printed: list[str], read: list[str], known: bool) -> None:
    assert told(printed, read, known=known) == (printed, [])


@needs_ocr
@pytest.mark.parametrize("known", [True, False], ids=["digits of a table", "no table"])
@pytest.mark.parametrize(
    ("printed", "read"),
    [("№630", "Моб30"), ("№1696", "М91696"), ("№408,", "М9408,"), ("№1890", "к1890"), ("№835,", "Ме835,"), ("№", "М?")],
)
def test_a_number_sign_is_no_part_of_the_number_behind_it(printed: str, read: str, known: bool) -> None:
    assert told(["19.11.2020", "р.", printed], ["19.11.2020", "р.", read], known=known) == (["19.11.2020", "р.", printed], [])


@needs_ocr
def test_a_number_sign_that_was_passed_over_is_put_back() -> None:
    page, boxes = page_of(["26.12.2022", "року", "№", "264"])
    words = [Word(text, 0.9, *box, 0) for text, box in zip(["26.12.2022", "року", "264"], [*boxes[:2], boxes[3]], strict=True)]
    assert [word.text for word in with_own_digits(page, words)[0]] == ["26.12.2022", "року", "№ 264"]


@pytest.mark.parametrize(("known", "taken"), [(True, "1363"), (False, "1565")], ids=["the page's own digits", "no table"])
def test_a_figure_of_which_no_two_readings_agree_is_told(monkeypatch: pytest.MonkeyPatch, known: bool, taken: str) -> None:
    monkeypatch.setattr(engine, "read", lambda _picture, language, _mode: ({"eng": "1368", "ukr": "1862"}[language], 0.9))
    assert told(["року", "№", "1363"], ["року", "№", "1565"], known=known) == (["року", "№", taken], [taken])


def test_a_lone_digit_that_counts_nothing_is_told_to_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """A scrap of a stamp's ring."""
    monkeypatch.setattr(engine, "read", lambda _picture, language, _mode: ({"eng": "8", "ukr": "6"}[language], 0.9))
    assert told(["служби", "3", "Олеся"], ["служби", "5", "Олеся"]) == (["служби", "5", "Олеся"], [])


@pytest.mark.parametrize(("read", "meant"), [("2025 рік", "2023 рік"), ("2023 рік", "2023 рік"), ("225 рік", "225 рік")])
def test_a_head_s_year_has_the_digits_that_the_page_s_own_plainly_are(read: str, meant: str) -> None:
    page, boxes = page_of(["2023рік"])
    x0, y0, x1, y1 = boxes[0]
    assert plainly(page, page.inked((x0 - 9, y0 - 9, x1 + 9, y1 + 9)), read) == meant


@needs_ocr
def test_an_engine_s_misreading_of_both_kinds_gives_way_to_digits_that_are_plainly_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "read", lambda *_: ("1575", 0.9))
    assert told(["року", "№", "1373"], ["року", "№", "1575"]) == (["року", "№", "1373"], ["1373"])
