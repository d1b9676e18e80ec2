"""What stands in a cell: dashes and strokes by geometry, digits by the page's own print, and the vote among readings."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from ingest.scan.digits import Bank, looks
from ingest.scan.ink import Inked, cleaned, inked
from ingest.scan.numbers import Seen, alike, folded, is_number, seen, weigh
from ingest.scan.plain import dash_of, is_flourish, strokes_of_one
from ingest.scan.restore import restored

_TALL = 26


def cell_of(picture: NDArray[np.uint8]) -> Inked:
    """A cell whose borders' middles are the picture's edges."""
    ink = ((picture < 128) * 255).astype(np.uint8)
    return cleaned(inked(picture, ink, (0, 0, picture.shape[1], picture.shape[0])), _TALL)


def blank() -> NDArray[np.uint8]:
    return np.full((80, 240), 255, np.uint8)


def with_box(*boxes: tuple[int, int, int, int]) -> NDArray[np.uint8]:
    """Black rectangles (x, y, width, height) on a blank cell."""
    picture = blank()
    for x, y, w, h in boxes:
        picture[y : y + h, x : x + w] = 20
    return picture


def written(text: str) -> NDArray[np.uint8]:
    """The text in a plain font, digits 26 pixels tall, with white between the letters."""
    picture = np.full((80, 40 + 26 * len(text)), 255, np.uint8)
    for k, char in enumerate(text):
        cv2.putText(picture, char, (20 + 26 * k, 56), cv2.FONT_HERSHEY_SIMPLEX, 1.2, 20, 3)
    return picture


@pytest.mark.parametrize(
    ("boxes", "dash"),
    [
        pytest.param([(110, 40, 11, 4)], "-", id="hyphen"),
        pytest.param([(110, 40, 20, 3)], "–", id="en dash"),
        pytest.param([(100, 40, 38, 3)], "—", id="em dash"),
        pytest.param([(90, 40, 10, 4), (104, 40, 10, 4), (118, 40, 10, 4)], "---", id="three hyphens"),
        pytest.param([(90, 40, 21, 4), (113, 40, 10, 4)], "---", id="three hyphens, two of them in one"),
        pytest.param([(90, 40, 24, 4), (130, 40, 10, 4)], None, id="a dash and a hyphen apart"),
        pytest.param([(110, 20, 4, 26)], None, id="an upright stroke"),
        pytest.param([(110, 40, 11, 4), (140, 25, 14, 26)], None, id="a minus before a digit"),
        pytest.param([(110, 40, 5, 5)], None, id="a dot"),
        pytest.param([(60, 10, 11, 4), (150, 60, 11, 4)], None, id="two strokes on different lines"),
    ],
)
def test_a_dash_is_told_by_its_shape(boxes: list[tuple[int, int, int, int]], dash: str | None) -> None:
    assert dash_of(cell_of(with_box(*boxes)), _TALL) == dash


def test_noise_and_rests_of_borders_are_no_writing() -> None:
    picture = with_box((50, 40, 3, 3), (190, 12, 4, 4))
    picture[:3] = 20
    picture[:, :4] = 20
    assert cell_of(picture).glyphs == ()


def test_strokes_alike_on_both_sides_are_numerals_and_a_flagged_one_is_not() -> None:
    assert strokes_of_one(cell_of(with_box((100, 25, 5, 26), (114, 25, 5, 26)))) == 2
    flagged = with_box((100, 25, 5, 26))
    flagged[27:33, 93:100] = 20
    assert strokes_of_one(cell_of(flagged)) == 0


def test_the_pages_own_digits_read_a_number_they_have_not_seen() -> None:
    bank = Bank()
    for k in range(4):
        cell = cell_of(written("1234567890"))
        bank.learn("1234567890", [look for line in cell.lines for look in looks(cell.clean, line)], k)
    assert bank.ready
    eye = seen(cell_of(written("7069,8")), bank, 99)
    assert (eye.text, eye.sure) == ("7069,8", True)


def test_a_cell_does_not_vouch_for_itself() -> None:
    bank = Bank()
    cell = cell_of(written("88888"))
    bank.learn("88888", [look for line in cell.lines for look in looks(cell.clean, line)], 1)
    assert not seen(cell, bank, 1).sure


def eye_of(text: str, sure: bool) -> Seen:
    """What geometry says of a drawn number."""
    cell = cell_of(written(text))
    return Seen(text, sure, tuple(look for line in cell.lines for look in looks(cell.clean, line)))


def test_readers_that_agree_are_believed() -> None:
    best, *others = weigh([("450,25", 0.95), ("450,25", 0.9)], eye_of("450,25", True))
    assert (best.text, others) == ("450,25", [])
    assert best.confidence > 0.99


def test_readers_that_differ_leave_their_readings_with_less_confidence() -> None:
    readings = weigh([("450,25", 0.8), ("460,25", 0.8)], eye_of("450,25", False))
    assert [r.text for r in readings] == ["450,25", "460,25"]
    assert readings[0].confidence < 0.96


def test_a_lost_comma_is_outvoted_by_the_ink() -> None:
    readings = weigh([("45025", 0.9), ("450,25", 0.7)], eye_of("450,25", False))
    assert readings[0].text == "450,25"
    assert "45025" in {r.text for r in readings}


def test_no_reading_has_more_digits_than_the_paper_but_the_first() -> None:
    assert [r.text for r in weigh([("558,7", 0.9), ("558,740", 0.8)], eye_of("558,7", False))] == ["558,7"]


def test_a_digit_in_doubt_may_be_the_other_one_that_it_looks_like() -> None:
    bank = Bank()
    for k in range(4):
        cell = cell_of(written("1234567890"))
        bank.learn("1234567890", [look for line in cell.lines for look in looks(cell.clean, line)], k)
    others = {r.text for r in alike("6000,2", cell_of(written("8000,2")), bank, 99)}
    assert "8000,2" in others
    assert "6001,2" not in others


def test_a_layers_text_is_one_more_reading_and_no_more() -> None:
    readings = weigh([("450,25", 0.95), ("450,25", 0.9)], eye_of("450,25", True), "480,25")
    assert [r.text for r in readings] == ["450,25", "480,25"]
    assert readings[0].confidence < 0.96


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("4О5,З", True),
        ("1б,4", True),
        ("— 12,5", True),
        ("93,28 %", True),
        ("2.10.", True),
        ("2024 рік", False),
        ("УЖКГ", False),
        ("х", False),
        ("", False),
    ],
)
def test_what_looks_like_a_number(raw: str, number: bool) -> None:
    assert is_number(raw) is number


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("4О5,З", "405,3"),
        (". 5 003,53", "5 003,53"),
        ("391,27 .", "391,27"),
        ("6 640.30..", "6 640.30"),
        ("–12", "-12"),
        ("2.940 195", "2 940 195"),
        ("5.749.0", "5 749.0"),
        ("2.940", "2.940"),
        ("2375584\n.08", "2375584.08"),
    ],
)
def test_look_alikes_in_a_number_are_folded(raw: str, number: str) -> None:
    assert folded(raw) == number


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Мо з/п", "№ з/п"),
        ("Ме", "№"),
        ("рішення від 07.12.2018 Мо 1523", "рішення від 07.12.2018 № 1523"),
        ("Відсоток виконання заходу, 96", "Відсоток виконання заходу, %"),
        ("рішення7 сесії", "рішення 7 сесії"),
        ("Мовна освіта", "Мовна освіта"),
        ("Придбано 96 одиниць", "Придбано 96 одиниць"),
    ],
)
def test_signs_the_model_lacks_are_put_back_where_only_they_can_stand(raw: str, text: str) -> None:
    assert restored(raw) == text


def test_a_percent_sign_that_one_model_reads_as_96_is_no_doubt() -> None:
    readings = weigh([("100,00%", 0.9), ("100,0096", 0.8)], Seen("100,00??", False, eye_of("100,00", False).looks))
    assert [r.text for r in readings] == ["100,00%"]
    assert readings[0].confidence > 0.96


def test_the_top_of_a_signature_in_an_empty_cell_is_no_text() -> None:
    clean = np.full((180, 250), 255, np.uint8)
    arc = [(x, round(181 - 24 * np.sin(np.pi * (x - 182) / 64))) for x in range(182, 247)]
    cv2.polylines(clean, [np.array(arc, np.int32)], False, 90.0, 3)
    ink = np.where(clean < 128, 255, 0).astype(np.uint8)
    assert is_flourish(inked(clean, ink, (0, 0, 250, 180)), 33.0)


@pytest.mark.parametrize("ends", [pytest.param((100, 90, 130, 90), id="a dash"), pytest.param((60, 120, 75, 70), id="a stroke of the pen")])
def test_what_stands_within_a_cell_is_no_flourish(ends: tuple[int, int, int, int]) -> None:
    clean = np.full((180, 250), 255, np.uint8)
    cv2.line(clean, ends[:2], ends[2:], 0.0, 4)
    ink = np.where(clean < 128, 255, 0).astype(np.uint8)
    assert not is_flourish(inked(clean, ink, (0, 0, 250, 180)), 33.0)
