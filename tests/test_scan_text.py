"""Texts of scans: what the models cannot write is put back from position and ink, misread words are set right, names and numbers are not touched."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from ingest.model import Cell, Paragraph, Table
from ingest.reading import Limits
from ingest.scan.engine import Word
from ingest.scan.ink import Inked, cleaned, inked
from ingest.scan.numerals import end_of_word
from ingest.scan.page import straight_page
from ingest.scan.prose import Spot, as_paragraphs, find_words
from ingest.scan.reader import read_page_image
from ingest.scan.relook import passed_over, surer_lines, with_numeral
from ingest.scan.restore import restored, restored_cell, signed
from ingest.scan.shapes import as_inked
from ingest.scan.texts import cell_of_words
from ingest.scan.words import corrected, dictionary, neighbours, opened, spelled
from ingest.tessdata import available
from tests.paper import loud

_FONT = Path("/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf")
pytestmark = pytest.mark.skipif(not available() or not _FONT.is_file(), reason="Tesseract or the Liberation fonts are not installed")
# How tall a digit of the drawn letters is.
_TALL = 28.0


def drawn(*lines: str, size: int = 42) -> NDArray[np.uint8]:
    """Lines of text as a page at 300 dpi shows them in 10 points."""
    font = ImageFont.truetype(str(_FONT), size)
    width = max(round(font.getlength(line)) for line in lines) + 60
    image = Image.new("L", (width, 20 + round(1.3 * size) * len(lines) + 20), 255)
    for k, line in enumerate(lines):
        ImageDraw.Draw(image).text((30, 20 + round(1.3 * size) * k), line, 0, font)
    return np.asarray(image)


def test_a_line_whose_letters_run_together_is_not_passed_over() -> None:
    """The engine takes such a line for a drawing, whatever stands below."""
    small = drawn("Організація спартакіади", "серед школярів", size=30)
    picture = np.asarray(cv2.GaussianBlur(cv2.erode(small, np.ones((1, 2), np.uint8)), (0, 0), 1.2), dtype=np.uint8)
    inks = ((picture < 128) * 255).astype(np.uint8)
    run = cleaned(inked(picture, inks, (0, 0, picture.shape[1], picture.shape[0])), 20.0)
    assert cell_of_words(run, "серед школярів", 0.96, tall=20.0).text == "Організація спартакіади серед школярів"


def test_a_bold_letter_is_no_punch_hole() -> None:
    bold = ImageFont.truetype(str(_FONT).replace("Serif-Regular", "Sans-Bold"), 58)
    image = Image.new("L", (2480, 700), 255)
    pen = ImageDraw.Draw(image)
    pen.text((300, 300), "КОМПЛЕКСНОЇ ПРОГРАМИ ПІДТРИМКИ ГРОМАДИ", 0, bold)
    pen.ellipse((60, 60, 140, 140), fill=20)
    page = straight_page(np.asarray(image), 300.0)
    assert " ".join(spot.word.text for spot in find_words(page, [], 30.0)) == "КОМПЛЕКСНОЇ ПРОГРАМИ ПІДТРИМКИ ГРОМАДИ"


def cell(*lines: str) -> Inked:
    """A cell with these lines in it."""
    picture = drawn(*lines)
    ink = ((picture < 128) * 255).astype(np.uint8)
    return cleaned(inked(picture, ink, (0, 0, picture.shape[1], picture.shape[0])), _TALL)


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("від 03.09.2024 року М» 1403", "від 03.09.2024 року № 1403"),
        ("від 10.12.2020 Мг 734", "від 10.12.2020 № 734"),
        ("13.09.2019р. МоМе 1242", "13.09.2019р. № 1242"),
        ("від 17.11.2021 р. М? 669, зі змінами", "від 17.11.2021 р. № 669, зі змінами"),
        ("від\tМо", "від\t№"),
        ("Місто 12", "Місто 12"),
        ("рішенням від 10.12.2019 Мо", "рішенням від 10.12.2019 №"),
        ("Разом за завданням З", "Разом за завданням 3"),
        ("Разом'за розділом II", "Разом за розділом II"),
        ("рішенням 23-1ї сесії", "рішенням 23-ї сесії"),
        ("24.11.2023Зр. №442", "24.11.2023р. №442"),
        ("2022-202Зрр.", "2022-2023рр."),
        ("2024Ар.", "2024р."),
        ("за ТУ квартал 2023", "за IV квартал 2023"),
        ("УШ скликання", "VIII скликання"),
        ("МІТІ скликання", "VIII скликання"),
        ("від 01.10.2023 ю 541", "від 01.10.2023 № 541"),
        ("1.4, Поточний ремонт", "1.4. Поточний ремонт"),
        ("5,2. Утилізація", "5.2. Утилізація"),
        ("1,4 Поточний ремонт", "1,4 Поточний ремонт"),
        ("УТІ скликання", "УТІ скликання"),
        ("Розділ П. Дороги", "Розділ II. Дороги"),
        ("№ 7-30/МПІ", "№ 7-30/VIII"),
        ("17 сесії VIII скликання від 21.01.2024 № 987-34/Л/ПП", "17 сесії VIII скликання від 21.01.2024 № 987-34/VIII"),
        ("рішенням б сесії VIII скликання", "рішенням 6 сесії VIII скликання"),
        ("рішення 2З сесії", "рішення 23 сесії"),
        ("З сесії ради", "3 сесії ради"),
        ("на свердловині Мо З", "на свердловині № 3"),
        ("Всього по розділах І-Ш", "Всього по розділах I-III"),
        ("рішення від б грудня 2022", "рішення від 6 грудня 2022"),
        ("від 12 січня", "від 12 січня"),
        ("спрямовано З 217,33 тис. грн", "спрямовано 3 217,33 тис. грн"),
        ("Проведено б акцій", "Проведено 6 акцій"),
        ("що могло б статися", "що могло б статися"),
        ("З 2024 року", "З 2024 року"),
        ("З 100 осіб", "З 100 осіб"),
        ("зарік", "за рік"),
        ("План наквартал", "План на квартал"),
        ("за ріками", "за ріками"),
    ],
)
def test_signs_dates_and_numerals_of_decisions_are_restored(read: str, meant: str) -> None:
    assert restored(read) == meant


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ('Затверджено"рішенням ради', "Затверджено рішенням ради"),
        ('» Матеріальний резерв"', "„Матеріальний резерв”"),
        ('Завдання 1. ,, Освітлення вулиць"', "Завдання 1. „Освітлення вулиць”"),
        ('підприємство "Шляховик?", Відділ', 'підприємство "Шляховик", Відділ'),
        ('організація «Федерація футболу"', "організація «Федерація футболу»"),
        ('Придбано, встановлено "лавки", урни', 'Придбано, встановлено "лавки", урни'),
        ("Заплановано » ТИС.Грн", "Заплановано, тис.грн"),
        ("трунтових доріг, обгрунтування", "ґрунтових доріг, обґрунтування"),
        ("Виконання,\nУ", "Виконання,\n%"),
        ("Виконання, грн", "Виконання, грн"),
        ("Фактичне виконання, гри", "Фактичне виконання, грн"),
        ("96 викори стання", "% викори стання"),
        ("№ 3/ п", "№ з/п"),
        ("Ї мо 3/ п", "№ з/п"),
        ("Відхи-\nлення Ск)", "Відхи-\nлення (+,-)"),
        ("У до плану на рік", "% до плану на рік"),
        ("90 до плану на період", "% до плану на період"),
        ("до плану на рік", "% до плану на рік"),
        ("Зміни до плану на рік", "Зміни до плану на рік"),
        ("Планна рік, тис. грн", "План на рік, тис. грн"),
        ("Планна?9 місяців", "План на 9 місяців"),
        ("Обсяг фінансування, трн", "Обсяг фінансування, грн"),
        ("План на рік 3 урахуванням змін", "План на рік з урахуванням змін"),
        ("Обсяг фінансування : гри", "Обсяг фінансування, грн"),
        ("ШПрофінансовано повністю", "Профінансовано повністю"),
        ("| Джерела фінансування", "Джерела фінансування"),
        ("Обсяг фінансування, трн", "Обсяг фінансування, грн"),
        ("План на рік 3 урахуванням змін", "План на рік з урахуванням змін"),
        ("Планнаї півріччя 2023 року", "План на I півріччя 2023 року"),
        ("План на ІІ півріччя", "План на II півріччя"),
        ("Ії квартал", "II квартал"),
        ("План на квартал", "План на квартал"),
        ("Придбання | глибинних насосів", "Придбання глибинних насосів"),
        ("Розділ.І. Матеріальний резерв", "Розділ I. Матеріальний резерв"),
        ("(у тому числі пдв)", "(у тому числі ПДВ)"),
        ("КИКВк", "КПКВК"),
        ("ме", "№"),
        ("м2", "м2"),
        ("М»", "№"),
        ("за 2025 рік, тисгри", "за 2025 рік, тис.грн"),
        ("Од, виміру", "Од. виміру"),
        ("План на9 місяців", "План на 9 місяців"),
        ("3абезпечення", "Забезпечення"),
        ("Bикoнaвцi робіт", "Виконавці робіт"),
    ],
)
def test_a_cell_gets_back_what_the_model_cannot_write(read: str, meant: str) -> None:
    assert restored_cell(read) == meant


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("Н. ЛІСОВИЙ\tМАЛА", "Н. ЛІСОВИЙ"),
        ("О. ЩЕРБАНЬ\tУКРАЇНА", "О. ЩЕРБАНЬ"),
        ("Богдан ПАНАСЮК УКРАЇНА", "Богдан ПАНАСЮК"),
        ('Начальниця управління\t"О. ВЕРБИЦЬКА\tРод', "Начальниця управління\tО. ВЕРБИЦЬКА"),
        ("Іван ЯРЕМА\tОлена ГАЙДАЙ", "Іван ЯРЕМА\tОлена ГАЙДАЙ"),
        ("Голова громади\tСоломія ГАЙДАЙ", "Голова громади\tСоломія ГАЙДАЙ"),
        ("УКРАЇНА", "УКРАЇНА"),
    ],
)
def test_a_stamp_and_a_signature_beside_a_name_are_no_part_of_it(read: str, meant: str) -> None:
    assert signed(read) == meant


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("Дентр фізичного здоров'я", "Центр фізичного здоров'я"),
        ("воєнного єтану", "воєнного стану"),
        ("оплата електроенерги", "оплата електроенергії"),
        ("Джерело фінавсування", "Джерело фінансування"),
        ("ВСЬОГО ПО ПРОГРАМЇ", "ВСЬОГО ПО ПРОГРАМІ"),
    ],
)
def test_a_word_in_no_dictionary_becomes_the_one_a_look_alike_letter_away(read: str, meant: str) -> None:
    words = dictionary()
    assert words is not None
    assert corrected(read, words) == meant


@pytest.mark.parametrize(
    "text",
    [
        "С. ГАЙДАЙ",
        "Начальник О. Садава",
        "вулиця Садава",
        "Садава Петро",
        '"Шляховик"',
        "Шляховик",
        "проєкту землеустрою",
        "вулично-дорожньої мережі",
        "світлофорних об'єктів",
        "120-5/ВП",
    ],
)
def test_names_and_words_that_no_dictionary_has_stay(text: str) -> None:
    words = dictionary()
    assert words is not None
    assert corrected(text, words) == text


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("ІНФОРМАЦІЇЯ про виконання Програми", "ІНФОРМАЦІЯ про виконання Програми"),
        ("ЗВЇТ про виконання Програми", "ЗВІТ про виконання Програми"),
        ("ДОВЇДКА", "ДОВІДКА"),
        ("ЗВІР", "ЗВІР"),
        ("ЗАВІСА", "ЗАВІСА"),
        ("про ІНФОРМАЦІЇЯ", "про ІНФОРМАЦІЇЯ"),
        ("Звії про виконання Програми", "Звіт про виконання Програми"),
        ("Звіти про виконання програм", "Звіти про виконання програм"),
        ("Звії Петро", "Звії Петро"),
    ],
)
def test_the_word_that_a_report_opens_with_is_set_right(read: str, meant: str) -> None:
    words = dictionary()
    assert words is not None
    assert opened(read, words) == meant


def test_two_words_a_letter_away_are_no_choice() -> None:
    words = dictionary()
    assert words is not None
    assert {"лапа", "пада"} <= {word for word in neighbours("папа") if word in words}
    assert corrected("цапл", words) == "цапл"


def table(*cells: tuple[str, float]) -> Table:
    return Table(len(cells), 1, tuple(Cell(text, k, 0, confidence=sure) for k, (text, sure) in enumerate(cells)))


def test_only_what_was_read_poorly_is_set_right_and_the_page_s_own_words_count() -> None:
    (block,) = spelled([table(("Дентр", 0.96), ("Дентр", 0.8), ("Тампонаж", 0.96), ("тамлонаж", 0.8))])
    assert isinstance(block, Table)
    assert [c.text for c in block.cells] == ["Дентр", "Дентр", "Тампонаж", "тампонаж"]


@pytest.mark.parametrize(
    ("printed", "read", "meant"),
    [
        (["постійно"], "ПОСТІЙНО", "постійно"),
        (["Виконано відповідно", "до переліку"], "Виконано ВІДПОВІДНО\nДО переліку", "Виконано відповідно\nдо переліку"),
        (["Робота в парку"], "Робота В парку", "Робота в парку"),
        (["Послуги КНП"], "Послуги КНП", "Послуги КНП"),
        (["УСЬОГО ЗА РОЗДІЛОМ"], "УСЬОГО ЗА РОЗДІЛОМ", "УСЬОГО ЗА РОЗДІЛОМ"),
        (["2024–2025 рр."], "2024-2025 рр.", "2024–2025 рр."),
        (["2024-2025 рр."], "2024-2025 рр.", "2024-2025 рр."),
        (["Водогін — друга черга"], "Водогін - друга черга", "Водогін — друга черга"),
    ],
)
def test_the_ink_tells_small_letters_from_capitals_and_hyphens_from_dashes(printed: list[str], read: str, meant: str) -> None:
    assert as_inked(read, cell(*printed), _TALL) == meant


def test_a_decision_s_number_is_read_again_where_letters_stand_among_its_figures() -> None:
    picture = drawn("24-3/VIII.")
    read = Word("24-3З/МИІ.", 0.3, 30, 20, picture.shape[1] - 40, 66, 0)
    again = with_numeral(picture, read, "№")
    assert (again.text, again.confidence > 0.5) == ("24-3/VIII.", True)


@pytest.mark.parametrize(("x", "found"), [(300, ["I"]), (338, []), (262, [])], ids=["apart", "at the next word", "at the word before"])
def test_a_stem_at_a_word_is_no_numeral_that_was_passed_over(x: int, found: list[str]) -> None:
    """A line 40 pixels high: words end at 260 and begin at 346."""
    picture = np.full((100, 600), 255, np.uint8)
    picture[30:70, x : x + 6] = 0
    words = [Word("тис.", 0.9, 150, 30, 260, 70, 0), Word("рн", 0.9, 346, 30, 400, 70, 0)]
    assert [word.text for word in passed_over(picture, words)] == found


@pytest.mark.parametrize("misread", ["24ІМІЙ", "ІМІЙ"])
def test_a_decision_s_number_goes_on_in_the_next_line(misread: str) -> None:
    picture = drawn("24/VIII")
    read = Word(misread, 0.2, 30, 20, picture.shape[1] - 40, 66, 1)
    assert with_numeral(picture, read, "878-").text == "24/VIII"
    assert with_numeral(picture, read, "року").text != "24/VIII"


def test_a_numeral_s_place_at_the_very_edge_of_the_picture_is_no_error() -> None:
    picture = drawn("24-3/VIII")
    assert end_of_word(picture, picture.shape[1], 20, 66) == picture.shape[1]


def test_a_table_of_which_only_the_head_could_be_read_is_told() -> None:
    head = "| № з/п | ММ | Заплановано, тис. грн | Профінансовано, тис. грн | Відсоток виконання |"
    assert "no_rows" in loud(f"Звіт про виконання Програми благоустрою за 2024 рік\n{head}\nКінець")


def test_a_line_read_poorly_is_looked_at_again() -> None:
    picture = drawn("С. ГАЙДАЙ")
    poor = [Word("О.", 0.2, 30, 24, 66, 62, 7), Word("ТАЙДАИ", 0.2, 76, 24, picture.shape[1] - 30, 62, 7)]
    again = surer_lines(picture, poor)
    assert "".join(word.text for word in again).replace(" ", "") == "С.ГАЙДАЙ"
    assert {word.line for word in again} == {7}


def test_a_line_that_the_engine_passed_over_is_read_after_all() -> None:
    printed = cell("Забезпечення осіб з", "інвалідністю", "спортивним інвентарем")
    read = cell_of_words(printed, "Забезпечення осіб з\nспортивним інвентарем", 0.96, tall=_TALL)
    assert " ".join(read.text.split()) == "Забезпечення осіб з інвалідністю спортивним інвентарем"


def page_of(*lines: tuple[int, int, str]) -> NDArray[np.uint8]:
    """A page at 200 dpi with texts at x, y."""
    image = Image.new("L", (1654, 1000), 255)
    for x, y, text in lines:
        ImageDraw.Draw(image).text((x, y), text, 0, ImageFont.truetype(str(_FONT), 30))
    return np.asarray(image)


def texts(page: NDArray[np.uint8]) -> list[str]:
    return [block.text for block in read_page_image(page, 1, 200, Limits()).blocks if isinstance(block, Paragraph)]


def test_marks_far_from_the_words_of_a_line_are_no_text() -> None:
    page = page_of(
        (120, 120, "Загалом на виконання заходів Програми спрямовано кошти."), (1300, 120, "|"), (1500, 300, "г"), (120, 400, ".")
    )
    assert texts(page) == ["Загалом на виконання заходів Програми спрямовано кошти."]


def test_the_words_of_the_engine_stay_apart_however_close_they_stand() -> None:
    page = straight_page(page_of((120, 120, "рішенням міської ради")), 200)
    spots = find_words(page, [], 30.0)
    close = [Spot(spots[0].word, spots[0].baseline, spots[0].size)]
    for spot in spots[1:]:
        moved = Word(spot.word.text, 0.9, close[-1].word.x1 + 1, spot.word.y0, close[-1].word.x1 + 90, spot.word.y1, spot.word.line)
        close.append(Spot(moved, spot.baseline, spot.size))
    assert [p.text for _, p in as_paragraphs(page, close, [], 1)] == ["рішенням міської ради"]


def test_a_drawn_page_keeps_its_decision_its_session_and_its_signatory() -> None:
    page = page_of(
        (120, 120, "Програму затверджено рішенням 23-ї сесії VIII скликання"),
        (120, 180, "від 01.10.2024 № 24-3/VIII."),
        (120, 600, "Голова громади"),
        (900, 600, "Соломія ГАЙДАЙ"),
    )
    whole = " ".join(texts(page))
    assert "23-ї сесії VIII скликання" in whole
    assert "від 01.10.2024 № 24-3/VIII." in whole
    assert whole.endswith("Голова громади\tСоломія ГАЙДАЙ")


def test_a_text_read_with_more_lines_than_are_printed_is_read_line_by_line() -> None:
    """The halves of a tall letter were taken for two lines: «фінансування» became «інансування» and «ув»."""
    assert cell_of_words(cell("Джерела", "фінансування"), "Джерела\nінансування\nув", 0.91, tall=_TALL).text == "Джерела фінансування"


def test_a_unit_whose_letters_all_but_touch_the_table_below_is_read() -> None:
    image = Image.new("L", (2480, 500), 255)
    pen = ImageDraw.Draw(image)
    pen.text((200, 100), "Відповідальний виконавець Програми: Управління освіти", 0, ImageFont.truetype(str(_FONT), 46))
    pen.text((2180, 240), "грн", 0, ImageFont.truetype(str(_FONT), 34))
    foot = int(np.flatnonzero((np.asarray(image)[:, 2180:] < 128).any(axis=1))[-1])
    rule = foot + 3
    pen.rectangle((150, rule, 2300, rule + 2), fill=0)
    page = straight_page(np.asarray(image), 300.0)
    assert [s.word.text for s in find_words(page, [(150, rule + 1, 2300, 480)], 30.0)][-1] == "грн"


def test_a_line_above_a_label_of_the_head_goes_on_with_the_one_before_it_and_a_number_with_its_sign() -> None:
    page = page_of(
        (120, 120, "Програма затверджена рішенням селищної ради від 21 грудня 2022 року"),
        (120, 168, "№ 892-VIII (зі змінами, внесеними рішенням від 17 травня 2023 року №"),
        (120, 216, "1243-VIII)"),
        (120, 264, "Відповідальний виконавець Програми: Відділ освіти"),
    )
    assert [text[-10:] for text in texts(page)] == ["1243-VIII)", "діл освіти"]


def test_a_label_whose_capital_was_misread_ends_the_line_above_it() -> None:
    page = page_of(
        (120, 120, "Відповідальний виконавець Програми: Управління капітального будівництва і доріг Вербівської міської ради"),
        (120, 168, "строк реалізації Програми: 2023-2026 роки"),
    )
    assert len(texts(page)) == 2


def test_a_decision_below_a_title_begins_a_paragraph_of_its_own() -> None:
    page = page_of(
        (120, 120, "Програма розвитку освіти Вербівської міської громади на 2023-2027 роки"),
        (120, 168, "Затверджена: рішення сесії від 01.10.2022 № 819 (зі змінами)"),
        (120, 216, "Відповідальний виконавець Програми: Відділ освіти"),
    )
    assert [text[:11] for text in texts(page)] == ["Програма ро", "Затверджена", "Відповідаль"]
