"""Numbers of sections and heads of short lines: what stands in the ink counts, not the letters that the model made of it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from ingest.scan.cells import read_cells
from ingest.scan.coloured import COVERED
from ingest.scan.ink import Glyph, Inked, inked
from ingest.scan.numbers import folded, partly_hidden, wrapped
from ingest.scan.page import Page, straight_page
from ingest.scan.restore import numeral_of_letters, restored_cell
from ingest.scan.sections import with_numerals
from ingest.scan.shapes import as_inked
from ingest.scan.sideways import upright_words
from ingest.scan.texts import CellText
from ingest.tessdata import available

_FONT = Path("/usr/share/fonts/truetype/liberation/LiberationSans-Bold.ttf")
needs_font = pytest.mark.skipif(not available() or not _FONT.is_file(), reason="Tesseract or the Liberation fonts are not installed")


def cell_of(text: str) -> Inked:
    """A cell with one line in bold of 10 points, at 300 dpi."""
    font = ImageFont.truetype(str(_FONT), 40)
    image = Image.new("L", (round(font.getlength(text)) + 40, 76), 255)
    ImageDraw.Draw(image).text((20, 14), text, 0, font)
    clean = np.asarray(image)
    return inked(clean, np.where(clean < 128, 255, 0).astype(np.uint8), (0, 0, clean.shape[1], clean.shape[0]))


@needs_font
@pytest.mark.parametrize(
    ("printed", "read", "meant"),
    [
        ("Розділ III. Позашкільна освіта", "Розділі. Позашкільна освіта", "Розділ III. Позашкільна освіта"),
        ("Розділ II. Матеріальна база", "Розділі І. Матеріальна база", "Розділ II. Матеріальна база"),
        ("Розділ IV. Водні ресурси", "Розділ ГУ. Водні ресурси", "Розділ IV. Водні ресурси"),
        ("Розділ II. Водовідведення", "Разділ П. Водовідведення", "Розділ II. Водовідведення"),
        ("Всього по розділу III", "Всього по розділу 1", "Всього по розділу III"),
        ("Всього по розділу III", "Всього по розділу 1ЇЇ", "Всього по розділу III"),
        ("Усього по розділу II", "Усього по розділу 1!", "Усього по розділу II"),
        ("План на I півріччя", "План на | півріччя", "План на I півріччя"),
        ("План на II квартал", "План на квартал", "План на II квартал"),
        ("План на квартал", "План на квартал", "План на квартал"),
        ("Разом за розділом II:", "Разом за розділом П:", "Разом за розділом II:"),
        ("Всього по розділу 1", "Всього по розділу 1", "Всього по розділу 1"),
        ("У розділі подано перелік", "У розділі подано перелік", "У розділі подано перелік"),
    ],
)
def test_the_number_of_a_section_is_what_the_ink_shows(printed: str, read: str, meant: str) -> None:
    assert with_numerals(cell_of(printed), read) == meant


@pytest.mark.parametrize(
    ("letters", "meant"), [("ІТІ", "III"), ("ІТ", "II"), ("1Ї", "II"), ("УЇ", "VI"), ("ГУ", None), ("П", "II"), ("О", None), ("І", None)]
)
def test_letters_that_can_only_be_strokes_make_a_numeral(letters: str, meant: str | None) -> None:
    assert numeral_of_letters(letters) == meant


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("Відхилення (к,-)", "Відхилення (+,-)"),
        ("Відхилення (5,9, тис. грн.", "Відхилення (+,-), тис. грн."),
        ("Відхилення (2024)", "Відхилення (2024)"),
        ("Відхилення сьо", "Відхилення (+,-)"),
        ("Відхилення (ьо, грн", "Відхилення (+,-), грн"),
        ("Відхилення (Знані", "Відхилення (+,-)"),
        ("Відхилення (+; -), грн", "Відхилення (+,-), грн"),
        ("Відхилення від плану", "Відхилення від плану"),
        ("Відхилення (тис. грн)", "Відхилення (тис. грн)"),
        ("Відхилення загальний фонд", "Відхилення загальний фонд"),
        ("Разом за завданням З", "Разом за завданням 3"),
        ("Завдання З. Пожежна безпека", "Завдання 3. Пожежна безпека"),
        ("Виготовлено З паспорти", "Виготовлено 3 паспорти"),
        ("Роботи з ремонту", "Роботи з ремонту"),
        ("у 2925 році", "у 2025 році"),
        ("кни «Стоматологія»", "КНП «Стоматологія»"),
        ("Відді ідділ культури", "Відділ культури"),
        ("Відді економіки", "Відділ економіки"),
        ("відділ культури", "відділ культури"),
        ("Спожито 412 тис. кВттод", "Спожито 412 тис. кВт·год"),
        ("Придбано 2925 пакетів", "Придбано 2925 пакетів"),
    ],
)
def test_signs_and_threes_that_came_out_as_letters_are_put_back(read: str, meant: str) -> None:
    assert restored_cell(read) == meant


@pytest.mark.parametrize(
    ("read", "meant"), [("36830, 00", "36830,00"), ("1 250, 5", "1 250,5"), ("6000. 00", "6000.00"), ("2, 344", "2, 344")]
)
def test_type_of_one_width_leaves_room_behind_a_comma(read: str, meant: str) -> None:
    assert folded(read) == meant


@pytest.mark.parametrize(("read", "one"), [("1 346.8\n5", "1 346.85"), ("820,\n15", "820,15"), ("5,94\n150,5", None), ("12\n14", None)])
def test_last_digits_in_a_line_of_their_own_may_end_an_amount(read: str, one: str | None) -> None:
    assert wrapped(read) == one


def test_a_digit_that_a_stroke_has_hidden_in_part_may_be_the_one_that_holds_it() -> None:
    assert {reading.text for reading in partly_hidden("344,0")} == {"844,0", "344,8"}


def test_quotes_do_not_lower_the_capitals_between_them() -> None:
    """Five capitals of 26 pixels between quotes of 14."""
    quotes = [Glyph(x, 12, x + 8, 26, 60) for x in (0, 10, 150, 160)]
    letters = [Glyph(24 + 24 * k, 0, 44 + 24 * k, 26, 300) for k in range(5)]
    cell = Inked(np.full((40, 200), 255, np.uint8), 0, 0, (*quotes, *letters))
    assert as_inked("«ЦПМСД»", cell, 26.0) == "«ЦПМСД»"


@needs_font
def test_a_year_over_its_word_is_no_upright_word() -> None:
    """«2024» over «рік» in narrow cells: the letters stand below each other, and are read as they lie."""
    page = straight_page(np.full((700, 900), 255, np.uint8), 300.0)
    font = ImageFont.truetype(str(_FONT), 34)
    image = Image.fromarray(page.clean)
    boxes = []
    for k, year in enumerate(("2023", "2024", "2025")):
        x = 60 + 260 * k
        for n, line in enumerate((year, "рік")):
            ImageDraw.Draw(image).text((x + 55 - font.getlength(line) / 2, 70 + 48 * n), line, 0, font)
        boxes.append((x, 50, x + 110, 190))
    clean = np.asarray(image)
    shown = Page(clean, np.where(clean < 128, 255, 0).astype(np.uint8), 300.0, [], 0.0, np.eye(3), None, 300.0, (216.0, 168.0))
    level = read_cells(shown, boxes)
    assert [text.text for text in level] == ["2023 рік", "2024 рік", "2025 рік"]
    assert all(text.confidence < level[k].confidence for k, text in upright_words(shown, boxes, float("inf")).items())


@needs_font
def test_a_label_in_a_column_of_numbers_is_no_figure_though_a_streak_runs_through_it() -> None:
    clean = np.full((420, 700), 255, np.uint8)
    image, font = Image.fromarray(clean), ImageFont.truetype(str(_FONT), 34)
    boxes = []
    for k, text in enumerate(("12", "25", "38", "Разом за розділом I")):
        ImageDraw.Draw(image).text((60, 30 + 100 * k), text, 0, font)
        boxes.append((20, 100 * k + 10, 680, 100 * k + 100))
    clean = np.asarray(image)
    wiped = np.full((106, 176), COVERED, np.uint8)
    ink = np.where(clean < 128, 255, 0).astype(np.uint8)
    shown = Page(clean, ink, 300.0, [], 0.0, np.eye(3), None, 300.0, (168.0, 100.0), wiped=wiped)
    assert [text.text for text in read_cells(shown, boxes, columns=[0] * 4)][-1] == "Разом за розділом I"


@needs_font
def test_a_narrow_text_of_which_a_few_letters_were_read_upright_is_no_upright_word(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines so short that their letters stand below each other; turned, the engine finds six letters among twenty-nine glyphs."""
    image, font = Image.new("L", (320, 260), 255), ImageFont.truetype(str(_FONT), 36)
    for n, line in enumerate(("4.1. Ремо", "нт покр", "івель і", "стін")):
        ImageDraw.Draw(image).text((30, 20 + 56 * n), line, 0, font)
    clean = np.asarray(image)
    shown = Page(clean, np.where(clean < 128, 255, 0).astype(np.uint8), 300.0, [], 0.0, np.eye(3), None, 300.0, (77.0, 62.0))
    monkeypatch.setattr("ingest.scan.sideways._is_upright", lambda ink: True)
    monkeypatch.setattr("ingest.scan.sideways.read_cells", lambda page, boxes, **how: [CellText("жі\nом\n4 я", 0.57)] * len(boxes))
    assert upright_words(shown, [(10, 10, 310, 250)], float("inf")) == {}
