"""Roman numerals on paper: strokes are counted, letters that look like them are not taken for them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from ingest.scan.numbers import grouped
from ingest.scan.numerals import end_of_word, numeral, numeral_after, only_strokes, trailing_strokes
from ingest.scan.restore import number_head, numbered_numeral, restored, restored_cell, section_numerals, times_more
from ingest.tessdata import available

_FONT = Path("/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf")
pytestmark = pytest.mark.skipif(not available() or not _FONT.is_file(), reason="Tesseract or the Liberation fonts are not installed")


def drawn(text: str) -> NDArray[np.uint8]:
    """A word as a page at 300 dpi shows it in 10 points."""
    font = ImageFont.truetype(str(_FONT), 42)
    image = Image.new("L", (round(font.getlength(text)) + 12, 60), 255)
    ImageDraw.Draw(image).text((6, 6), text, 0, font)
    return np.asarray(image)


@pytest.mark.parametrize("text", ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"])
def test_a_section_s_number_is_read(text: str) -> None:
    assert numeral(drawn(text)) == text


@pytest.mark.parametrize(("word", "figures"), [("38-14/VIII", "38-14/"), ("№9-VII", "9-"), ("7-25/VIII.", "7-25/")])
def test_the_convocation_behind_a_decision_s_number_is_read(word: str, figures: str) -> None:
    assert numeral_after(drawn(word)) == word.strip("№.").removeprefix(figures)


@pytest.mark.parametrize("letter", ["П", "Н", "М"])
def test_letters_with_stems_are_no_strokes(letter: str) -> None:
    assert only_strokes(drawn(letter)) == 0


def test_strokes_at_a_word_s_end_are_counted() -> None:
    assert trailing_strokes(drawn("14-14/VIII")) == 3


def test_a_word_goes_on_as_far_as_its_ink() -> None:
    picture = drawn("VIII рік")
    rows, columns = (np.flatnonzero((drawn("VIII") < 128).any(axis=axis)) for axis in (1, 0))
    assert abs(end_of_word(picture, 30, int(rows[0]), int(rows[-1]) + 1) - int(columns[-1])) <= 3


@pytest.mark.parametrize(
    ("text", "wide", "found"),
    [
        ("Розділ ПІ. Підтримка народної творчості", False, ["ПІ"]),
        ("УСЬОГО за розділом ГУ", False, ["ГУ"]),
        ("П. Капітальний ремонт доріг", True, ["П"]),
        ("П. Іваненко", False, []),
        ("Разом по розділах І-ПІ", False, ["І-ПІ"]),
        ("Розділи програми розвитку", False, []),
    ],
)
def test_where_a_section_s_number_can_stand(text: str, wide: bool, found: list[str]) -> None:
    assert section_numerals(text, wide=wide) == found


def test_the_figures_of_a_decision_are_told_from_its_numeral() -> None:
    assert numbered_numeral("№24-11/УПІ,") == ("24-11/", "24-11/УПІ")
    assert numbered_numeral("1665-12ЛУПІ,") == ("1665-12/", "1665-12ЛУПІ")


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("МоМе з/п", "№ з/п"),
        ("КНПП «ЦОМСД»", "КНП «ЦПМСД»"),
        ("кн «ЦИМСД», старости", "КНП «ЦПМСД», старости"),
        ("Мо н/п", "№ з/п"),
        ("Ме з/и", "№ з/п"),
        ("Ж зіп", "№ з/п"),
        ("ю з/п", "№ з/п"),
        ("(тис.гон)", "(тис.грн)"),
        ("У» використання", "% використання"),
        ("187,32 тис.гри.", "187,32 тис.грн."),
        ("202Зр.", "2023р."),
        ("Розділі. Дороги", "Розділ I. Дороги"),
        ("на виконання", "на виконання"),
        ("тис. осіб", "тис. осіб"),
    ],
)
def test_what_the_models_confuse_is_put_right_where_only_one_thing_can_stand(read: str, meant: str) -> None:
    assert restored_cell(read) == meant


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("1170 194,13", "1170194,13"),
        ("1 170 194,13", "1 170 194,13"),
        ("4928 578", "4928578"),
        ("15,233 8", "15,233 8"),
        ("2020 2022", "2020 2022"),
        ("10 9", "10 9"),
    ],
)
def test_a_thin_space_lost_between_thousands_makes_no_two_numbers(read: str, meant: str) -> None:
    assert grouped(read) == meant


def test_a_number_column_s_head_that_cannot_be_read_is_known_by_what_stands_below() -> None:
    below = ["1.1.", "1.2.", "Всього", "2.1."]
    assert number_head("бом", 0.3, below) == "№ з/п"
    assert number_head("Захід", 0.95, below) == "Захід"
    assert number_head("бом", 0.3, ["Лавки", "Урни", "1"]) == "бом"


def test_text_in_lower_case_keeps_its_letters() -> None:
    assert restored("У 2024 році виконання заходів") == "У 2024 році виконання заходів"


@pytest.mark.parametrize(
    ("read", "text"),
    [
        ("277370 рокизаїпівріччя 2022 року", "роки за I півріччя 2022 року"),
        ("на 2019-2022 рокизаІквартал 2022 року", "на 2019-2022 роки за I квартал 2022 року"),
        ("на 2020-2022 рокиза9місяців 2022 року", "на 2020-2022 роки за 9 місяців 2022 року"),
        ("на 2020-2022 роки за 9 місяців 2022 року", "на 2020-2022 роки за 9 місяців 2022 року"),
    ],
)
def test_the_words_of_a_reports_period_stand_apart(read: str, text: str) -> None:
    assert restored(read) == text


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("2,1 .6.", "в 2,1 р.б."),
        ("в2,1р.б6.", "в 2,1 р.б."),
        ("в 1,9 р.б.", "в 1,9 р.б."),
        ("2,1 6.", "2,1 6."),
        ("в241р.б6.", "в241р.б6."),
    ],
)
def test_a_percent_told_as_so_many_times_more_is_whole(read: str, meant: str) -> None:
    assert times_more(read) == meant
