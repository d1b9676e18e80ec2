"""Figures as type and wear leave them: over two lines of a narrow cell, with room behind the comma, with specks around them."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from ingest.model import Reading
from ingest.scan.columns import Columns
from ingest.scan.decimals import tight, with_lost_commas
from ingest.scan.digits import Bank, looks
from ingest.scan.ink import Inked, cleaned, inked
from ingest.scan.numbers import folded, seen, weigh
from ingest.scan.plain import with_dashes, without_dashes
from ingest.scan.rejoined import with_rejoined
from ingest.scan.texts import CellText

TALL, PITCH = 26, 26


def cell_of(*lines: str, wide: int = 260) -> Inked:
    """Lines of type of one width in the middle of a cell."""
    picture = np.full((40 + 40 * len(lines), wide), 255, np.uint8)
    for row, text in enumerate(lines):
        for k, char in enumerate(text):
            x = (wide - PITCH * len(text)) // 2 + PITCH * k + 2
            x += 6 if char == "," else 0
            cv2.putText(picture, char, (x, 50 + 40 * row), cv2.FONT_HERSHEY_SIMPLEX, 1.2, 20, 3)
    ink = ((picture < 128) * 255).astype(np.uint8)
    return cleaned(inked(picture, ink, (0, 0, wide, picture.shape[0])), TALL)


def rejoined(column: list[tuple[str, ...]]) -> dict[int, CellText]:
    read = {k: CellText("\n".join(lines), 0.99) for k, lines in enumerate(column)}
    return with_rejoined([cell_of(*lines) for lines in column], [3] * len(column), read)


@pytest.mark.parametrize(
    ("column", "one"),
    [
        pytest.param([("93831,41",), ("7000,00",), ("1149000,0", "0")], "1149000,00", id="a decimal short of the column's"),
        pytest.param([("1149000,0", "0"), ("1288435,9", "7")], "1149000,00", id="no figure on one line"),
        pytest.param([("93831,41",), ("7000,00",), ("11490,0", "0")], None, id="room for another digit"),
        pytest.param([("9383,4",), ("700,0",), ("1149000,0", "0")], None, id="decimals as the others"),
        pytest.param([("93831,41",), ("7000,00",), ("11400,00", "7500,00"), ("1149000,0", "0")], None, id="sums below each other"),
    ],
)
def test_a_figure_goes_on_below_where_its_line_is_full_and_its_decimals_say_so(column: list[tuple[str, ...]], one: str | None) -> None:
    assert {read.text for read in rejoined(column).values()} & {one} == ({one} if one else set())
    if one is None:
        assert rejoined(column) == {}


def test_whole_figures_over_two_lines_are_joined_without_certainty() -> None:
    joined = rejoined([("1095000",), ("62601",), ("114500123", "0")])
    assert [(read.text, read.confidence < 0.86) for read in joined.values()] == [("1145001230", True)]


def test_a_low_mark_below_a_figure_is_what_a_stamp_left() -> None:
    cell = cell_of("558,7", "")
    picture = cell.clean.copy()
    picture[76:92, 6:16] = 20
    stained = inked(picture, ((picture < 128) * 255).astype(np.uint8), (0, 0, picture.shape[1], picture.shape[0]))
    read = CellText("558,7\n4", 0.8, (Reading("558,7\n4", 0.8), Reading("558,74", 0.3)))
    (alone,) = with_rejoined([stained], [3], {0: read}).values()
    assert alone.text == "558,7"
    assert alone.confidence < 0.86
    assert "558,74" not in {reading.text for reading in alone.readings}


def test_thousands_that_stand_apart_unevenly_are_one_number_in_every_line() -> None:
    eye = seen(cell_of("1 784 000", "1 955 409"), Bank(), 0)
    assert weigh([("1 784 000\n1955 409", 0.9)] * 2, eye)[0].text == "1 784 000\n1955409"


def test_measure_numbers_are_never_joined() -> None:
    cells = [cell_of("114900,0", "0", wide=230)] * 3
    assert with_rejoined(cells, [0, 0, 0], {k: CellText("114900,0\n0", 0.9) for k in range(3)}) == {}


@pytest.mark.parametrize(
    ("drawn", "text"),
    [
        pytest.param("1203,000", "1203,000", id="a comma between its digits"),
        pytest.param("1203, 000", "1203, 000", id="a blank behind the comma"),
    ],
)
def test_a_blank_behind_a_comma_is_one_where_the_ink_has_room_for_it(drawn: str, text: str) -> None:
    assert tight(cell_of(drawn, wide=320), "1203, 000") == text


def learnt(*, but: str = "") -> Bank:
    """A page's digits, seen four times each."""
    bank = Bank()
    for k in range(4):
        cell = cell_of("1234567890".replace(but, ""), wide=320)
        bank.learn("1234567890".replace(but, ""), [look for line in cell.lines for look in looks(cell.clean, line)], k)
    return bank


@pytest.mark.parametrize("speck", [pytest.param((146, 30), id="above the comma"), pytest.param((60, 59), id="below a digit")])
def test_a_speck_beside_a_figure_is_no_part_of_its_characters(speck: tuple[int, int]) -> None:
    picture = np.full((80, 320), 255, np.uint8)
    for k, char in enumerate("1073,104"):
        cv2.putText(picture, char, (40 + PITCH * k, 56), cv2.FONT_HERSHEY_SIMPLEX, 1.2, 20, 3)
    picture[speck[1] : speck[1] + 6, speck[0] : speck[0] + 6] = 20
    ink = ((picture < 128) * 255).astype(np.uint8)
    eye = seen(inked(picture, ink, (0, 0, 320, 80)), learnt(), 99)
    assert (eye.text, eye.sure) == ("1073,104", True)


def test_a_comma_with_a_speck_above_it_is_no_semicolon() -> None:
    assert folded("1073;104") == "1073,104"


def test_a_digit_that_the_page_has_not_shown_yet_is_not_the_one_most_like_it() -> None:
    assert "?" in seen(cell_of("5,00"), learnt(but="5"), 99).text


def test_what_one_reader_alone_takes_for_a_number_is_not_certain() -> None:
    eye = seen(cell_of("1073104"), Bank(), 0)
    assert weigh([("1073104", 0.0), ("Про", 0.9)], eye)[0].confidence < 0.86
    assert weigh([("1073104", 0.9), ("1073104", 0.9)], eye)[0].confidence > 0.96


@pytest.mark.parametrize(
    ("text", "drawn", "odd"),
    [
        pytest.param("10733104", "1073104", True, id="a digit more than its ink"),
        pytest.param("1073104", "1073104", True, id="larger than all that have decimals"),
        pytest.param("107", "107", False, id="no larger than they are"),
    ],
)
def test_a_figure_without_its_columns_decimals_is_doubted(text: str, drawn: str, odd: bool) -> None:
    texts = ["1186,573", "17,100", "130,000", "85,250", text]
    cells = [cell_of(other) for other in (*texts[:-1], drawn)]
    told = with_lost_commas(cells, [4] * 5, {k: CellText(other, 0.99) for k, other in enumerate(texts)})
    assert (4 in told and told[4].confidence < 0.86) == odd


def test_a_figure_above_one_hundred_among_percents_may_have_lost_its_comma() -> None:
    texts = ["95,4", "87,3", "100,0", "75,0", "100", "511"]
    told = with_lost_commas([cell_of(text) for text in texts], [5] * 6, {k: CellText(text, 0.99) for k, text in enumerate(texts)})
    assert "51,1" in [reading.text for reading in told[5].readings]
    assert 4 not in told


def test_one_hundred_among_percents_is_nothing_odd() -> None:
    texts = ["95,4", "87,3", "99,1", "75,0", "100"]
    told = with_lost_commas([cell_of(text) for text in texts], [5] * 5, {k: CellText(text, 0.99) for k, text in enumerate(texts)})
    assert 4 not in told


@pytest.mark.parametrize(
    ("lines", "read", "text"),
    [
        pytest.param(("-", "30,92"), "30,92", "-\n30,92", id="a dash above a figure"),
        pytest.param(("30,92", "-"), "30,92", "30,92\n-", id="a dash below it"),
        pytest.param(("-30,92",), "-30,92", "-30,92", id="a minus"),
        pytest.param(("-", "30,92"), "-\n30,92", "-\n30,92", id="a dash that was seen"),
    ],
)
def test_a_dash_in_a_line_of_its_own_is_a_line_of_the_figure(lines: tuple[str, ...], read: str, text: str) -> None:
    assert with_dashes(cell_of(*lines), read, TALL) == text
    assert len(without_dashes(cell_of(*lines), TALL).lines) == 1


def test_a_long_dash_above_a_figure_is_a_line_of_it() -> None:
    picture = np.full((130, 260), 255, np.uint8)
    for k, char in enumerate("30,92"):
        cv2.putText(picture, char, (40 + PITCH * k, 106), cv2.FONT_HERSHEY_SIMPLEX, 1.2, 20, 3)
    picture[40:43, 130 : 130 + round(1.4 * TALL)] = 20
    cell = inked(picture, ((picture < 128) * 255).astype(np.uint8), (0, 0, 260, 130))
    assert with_dashes(cell, "30,92", TALL) == "-\n30,92"


@pytest.mark.parametrize(
    ("text", "hides"),
    [
        pytest.param("1172,49 шу", True, id="an amount with what a stamp left"),
        pytest.param('1166668"', True, id="a long number with a sign"),
        pytest.param("2023-2027", False, id="a term"),
        pytest.param("Відділ", False, id="words"),
    ],
)
def test_a_short_column_of_spoilt_amounts_is_a_column_of_numbers(text: str, hides: bool) -> None:
    cells = [replace(cell_of("440,00"), y=100 * k) for k in range(3)]
    first = {0: ("440,00", 0.9), 1: (text, 0.7), 2: (text, 0.7)}
    assert Columns(cells, [5, 5, 5], frozenset(), {0}).among_numbers(1, first) == hides
