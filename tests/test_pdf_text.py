"""Text of exported PDFs: paragraphs, marks, and what is on the page but not to be seen."""

from __future__ import annotations

from itertools import pairwise

import pytest
from pdf_paper import Paper, grid, read

from ingest.model import Document, Paragraph
from ingest.pdf_legible import hidden_layer, page_needs_ocr
from ingest.pdf_open import opened
from ingest.reading import Limits, Refused


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def cell(*lines: str, width: int = 85) -> str:
    """The text of a cell ``width`` points wide that holds the lines."""
    p = Paper()
    for y in (100, 120, 240):
        p.line(50, y, 50 + 2 * width, y)
    for x in (50, 50 + width, 50 + 2 * width):
        p.line(x, 100, x, 240)
    p.cells([50, 50 + width], [100, 120], [["Захід", "План"], ["\n".join(lines), "1"]])
    (table,) = read(p.data()).tables
    return grid(table)[1][0]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("Ремонт доріг", "та вулиць"), "Ремонт доріг та вулиць"),
        (("Ремонт", "доріг"), "Ремонт\nдоріг"),
        (("Утримання вико-", "навчого комітету"), "Утримання вико-\nнавчого комітету"),
        (("Дитячо-юнацька, дитячо-", "юнацька"), "Дитячо-юнацька, дитячо-юнацька"),
        (("КП Новгород-", "Волинської громади"), "КП Новгород-Волинської громади"),
        (("на 2020-", "2024 роки"), "на 2020-2024 роки"),
        (("– 229312,9", "– 1234,5"), "– 229312,9\n– 1234,5"),
        (("252 751 214 000", "214,2"), "252 751 214 000\n214,2"),
    ],
)
def test_a_wrapped_line_goes_on_and_a_line_that_ends_early_breaks(lines: tuple[str, ...], text: str) -> None:
    assert cell(*lines) == text


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("Ремонту ", "мосту ", "Фінансув", "ання "), "Ремонту мосту Фінансування"),
        (("Ремонту", "мосту", "Фінансув", "ання"), "Ремонту мосту Фінансування"),
        (("Ремонту", "мосту", "Відремонто", "вано"), "Ремонту мосту Відремонто вано"),
        (("Фінансуван", "не", "відкрито"), "Фінансуван не відкрито"),
    ],
    ids=["written", "an ending is no word", "not written", "cannot be told"],
)
def test_a_word_broken_by_force_is_made_whole_only_where_wraps_write_their_space(lines: tuple[str, ...], text: str) -> None:
    assert cell(*lines, width=62).replace("\n", " ") == text


def test_a_hyphen_at_a_lines_end_goes_where_the_page_writes_the_word_without_it() -> None:
    p = Paper().text(50, 100, "Обсяг фінансування програми подано нижче, а саме за рахунок коштів бюджету фінансу-")
    p.text(50, 112, "вання житлово-комунального господарства та благоустрою міста й громади, житлово-")
    p.text(50, 124, "комунального майна.")

    (text,) = texts(read(p.data()))

    assert "бюджету фінансування житлово" in text
    assert "житлово-комунального майна" in text


def test_lines_become_paragraphs_with_their_alignment() -> None:
    p = Paper()
    p.text(290, 60, "ЗВІТ", 12, "Sans-Bold").text(136, 75, "про виконання програми розвитку громади за рік", 12, "Sans-Bold")
    p.text(72, 100, "Кошти програми спрямовано на ремонт доріг, освітлення вулиць та придбання нової")
    p.text(50, 112, "техніки для громади.").text(72, 124, "Другий абзац.")
    p.text(50, 150, "Секретар ради").text(430, 150, "Олександр ОЛЕКСІЙЧУК")

    blocks = read(p.data()).blocks

    assert [(b.text, b.align, b.bold) for b in blocks if isinstance(b, Paragraph)] == [
        ("ЗВІТ", "center", True),
        ("про виконання програми розвитку громади за рік", "center", True),
        ("Кошти програми спрямовано на ремонт доріг, освітлення вулиць та придбання нової техніки для громади.", "left", False),
        ("Другий абзац.", "left", False),
        ("Секретар ради\tОлександр ОЛЕКСІЙЧУК", "left", False),
    ]


def test_what_every_page_repeats_is_header_or_footer() -> None:
    p = Paper()
    for number in range(1, 4):
        p.text(50, 30, "Додаток до рішення").text(50, 300, f"Текст сторінки {number}").text(290, 820, str(number)).page()

    blocks = [b for b in read(p.data()).blocks if isinstance(b, Paragraph)]

    assert {(b.text, b.role) for b in blocks if b.page == 2} == {
        ("Додаток до рішення", "header"),
        ("Текст сторінки 2", "body"),
        ("2", "footer"),
    }


def test_raised_digits_are_superscripts_and_never_part_of_a_figure() -> None:
    p = Paper().text(50, 80, "Кошти місцевого бюджету на виконання").text(50, 130, "2 500,0").text(50 + 39, 126.5, "1", 6)
    p.text(50, 700, "1", 5).text(54, 703, "З урахуванням змін", 8)

    blocks = [b for b in read(p.data()).blocks if isinstance(b, Paragraph)]

    assert [(b.text, b.role) for b in blocks[1:]] == [("2 500,0¹", "body"), ("¹З урахуванням змін", "footnote")]


def test_imitated_bold_is_read_once() -> None:
    p = Paper().text(50, 100, "Усього 11").text(50.4, 100, "Усього 11")

    assert texts(read(p.data())) == ["Усього 11"]


def test_letters_set_apart_keep_their_spaces() -> None:
    assert texts(read(Paper().text(50, 100, "З В І Т", 14).data())) == ["З В І Т"]


def test_words_set_without_spaces_are_parted_by_the_gap() -> None:
    p = Paper().text(50, 100, "Усього").text(92, 100, "по").text(110, 100, "програмі")

    assert texts(read(p.data())) == ["Усього по програмі"]


def test_text_that_nobody_sees_is_told_and_kept_out() -> None:
    p = Paper().text(50, 100, "Видно").text(50, 120, "777", 1).text(700, 120, "888")
    p.canvas.setFillColorRGB(1, 1, 1)
    p.text(50, 140, "999")

    document = read(p.data())

    assert texts(document) == ["Видно"]
    (note,) = document.notes
    assert note.code == "hidden_content"
    assert all(figure in note.args["text"] for figure in ("777", "888", "999"))


def test_text_outside_its_clip_is_hidden() -> None:
    p = Paper()
    path = p.canvas.beginPath()
    path.rect(40, 842 - 110, 60, 30)
    p.canvas.clipPath(path, stroke=0, fill=0)

    document = read(p.text(50, 100, "Видно").text(120, 100, "Сховано").data())

    assert texts(document) == ["Видно"]
    assert [note.code for note in document.notes] == ["hidden_content"]


def test_white_text_on_a_dark_ground_is_seen() -> None:
    p = Paper().rect(40, 80, 200, 110, fill="darkblue")
    p.canvas.setFillColorRGB(1, 1, 1)

    document = read(p.text(50, 100, "Заголовок").data())

    assert texts(document) == ["Заголовок"]
    assert not document.notes


def test_form_fields_show_their_values() -> None:
    p = Paper().text(50, 100, "Сума:")
    p.canvas.acroForm.textfield(name="sum", value="200,5", x=100, y=735, width=90, height=18, fontSize=10)

    assert any("200,5" in text for text in texts(read(p.data())))


def _scan(p: Paper) -> Paper:
    from PIL import Image

    p.canvas.drawInlineImage(Image.new("L", (200, 280), 210), 0, 0, 595, 842)
    return p


@pytest.mark.parametrize("layer", [False, True], ids=["bare", "with an OCR layer"])
def test_a_page_that_is_a_picture_needs_ocr(layer: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Told where scans cannot be read; elsewhere they are."""
    monkeypatch.setattr("ingest.tessdata.available", lambda: False)
    p = _scan(Paper())
    if layer:
        text = p.canvas.beginText(100, 700)
        text.setFont("Sans", 10)
        text.setTextRenderMode(3)
        text.textLine("Чийсь текст 123")
        p.canvas.drawText(text)
    data = p.page().text(50, 100, "Друга сторінка").data()

    document = read(data)

    assert [(note.code, note.page) for note in document.notes] == [("needs_ocr", 1)]
    assert texts(document) == ["Друга сторінка"]
    with opened(data, Limits()) as file:
        content = file.page(1, Limits())
    assert page_needs_ocr(content) == "picture"
    assert [ink.text for ink in hidden_layer(content)] == (["Чийсь", "текст", "123"] if layer else [])


_REGISTERED = [
    (380, 30, "Вх. № 112/01-21 від 23.01.2025"),
    (380, 760, "Документ підписано КЕП"),
    (380, 775, "Сертифікат: 58E2D9E7F900307B04"),
]
_SIGNED = [
    (380, 790, "Підписувач: Коваленко Марія Іванівна, начальник фінансового управління"),
    (380, 805, "Дійсний до: 12.03.2026 23:59:59"),
]
_TABLE = [
    (50, 300, "1.1. Ремонт водогону у селі"),
    (250, 300, "120,5"),
    (350, 300, "98,0"),
    (50, 320, "1.2. Заміна насосів"),
    (250, 320, "40,0"),
]


@pytest.mark.parametrize(
    ("words", "needs"),
    [(_REGISTERED + _SIGNED, "picture"), (_TABLE + _REGISTERED + _SIGNED, None)],
    ids=["stamps of a registry and a signing service on a scan", "a table upon a picture of the whole page"],
)
def test_what_a_document_system_prints_over_a_scan_is_not_its_text(words: list[tuple[int, int, str]], needs: str | None) -> None:
    p = _scan(Paper())
    for x, y, text in words:
        p.text(x, y, text)
    with opened(p.data(), Limits()) as file:
        assert page_needs_ocr(file.page(1, Limits())) == needs


@pytest.mark.parametrize(
    "text",
    ["Ïðîãðàìà ðîçâèòêó ãðîìàäè ïðî âèêîíàííÿ", "\ue001\ue002\ue003\ue004 \ue005\ue006\ue007"],
    ids=["a lost code page", "private characters"],
)
def test_a_text_layer_without_meaning_needs_ocr(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Told where scans cannot be read; a file that is nothing else waits for the tool."""
    monkeypatch.setattr("ingest.tessdata.available", lambda: False)
    with pytest.raises(Refused) as told:
        read(Paper().text(50, 100, text).data())
    assert told.value.code == "missing_tool"


def test_a_blank_page_is_nothing_to_tell() -> None:
    document = read(Paper().text(50, 100, "Текст").page().page().data())

    assert document.pages == 2
    assert not document.notes


def test_blocks_stand_in_reading_order() -> None:
    p = Paper().text(50, 300, "Після").text(50, 60, "Перед")
    for y in (100, 130, 160):
        p.line(50, y, 250, y)
    for x in (50, 150, 250):
        p.line(x, 100, x, 160)
    blocks = read(p.cells([50, 150], [100, 130], [["a", "b"], ["c", "d"]]).data()).blocks

    tops = [block.box.y0 for block in blocks if block.box is not None]
    assert len(tops) == 3
    assert all(a < b for a, b in pairwise(tops))


def test_numbers_in_ordinary_writing_stay_in_their_line_under_a_large_heading() -> None:
    p = Paper()
    p.text(250, 60, "ЗВІТ", size=16)
    p.text(60, 90, "про виконання Програми", size=10)
    p.text(60, 120, "на 2021–2023 роки у 2022 році", size=10)
    assert texts(read(p.data()))[-1].endswith("на 2021–2023 роки у 2022 році")
