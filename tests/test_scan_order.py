"""A row's number that breaks the order of its column is read again alone; what the ink does not give is never made up."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from ingest.scan.cells import PixelBox, read_cells
from ingest.scan.columns import Columns
from ingest.scan.ink import Inked, inked, without_star
from ingest.scan.order import Number, follows, in_order, likeliest, number_of
from ingest.scan.page import straight_page
from ingest.tessdata import available

needs_ocr = pytest.mark.skipif(not available(), reason="Tesseract with Ukrainian is not installed")


def written(text: str, y: int = 0) -> Inked:
    """A cell at ``y`` of the page with the text in a plain font, digits 26 pixels tall."""
    picture = np.full((80, 60 + 24 * len(text)), 255, np.uint8)
    x = 20
    for char in text:
        width = 10 if char in ".," else 24
        cv2.putText(picture, char, (x, 56), cv2.FONT_HERSHEY_SIMPLEX, 1.2, 20, 3)
        x += width + 2
    cell = inked(picture, ((picture < 128) * 255).astype(np.uint8), (0, 0, picture.shape[1], picture.shape[0]))
    return Inked(cell.clean, 0, y, cell.glyphs)


@pytest.mark.parametrize(
    ("before", "after", "does"),
    [
        ((1, 5), (1, 6), True),
        ((1, 5), (1, 5, 1), True),
        ((1, 5, 2), (1, 6), True),
        ((1, 5), (2,), True),
        ((1, 5), (2, 1), True),
        ((9,), (10,), True),
        ((1, 5), (1, 7), False),
        ((1, 5), (24,), False),
        ((2, 1), (1, 9), False),
    ],
)
def test_a_number_follows_as_child_as_sister_or_as_next_of_the_whole(before: Number, after: Number, does: bool) -> None:
    assert follows(before, after) is does


@pytest.mark.parametrize(
    ("choices", "chosen"),
    [
        pytest.param(
            [[(1, 5)], [(24,), (2, 1)], [(2, 1, 41), (2, 1, 1)], [(2, 1, 2)]], [(1, 5), (2, 1), (2, 1, 1), (2, 1, 2)], id="two misread"
        ),
        pytest.param([[(1, 3)], [(1, 5)], [(1, 6)]], [(1, 3), (1, 5), (1, 6)], id="the report's own gap stays"),
        pytest.param([[(1,)], [(7,), (8,)], [(3,)]], [(1,), (7,), (3,)], id="a reading that mends nothing is not taken"),
        pytest.param(
            [[(1,)], [None], [(2,)], [None, (3,)]], [(1,), None, (2,), (3,)], id="a row without a number does not part the others"
        ),
    ],
)
def test_the_order_of_the_neighbours_chooses_among_readings(choices: list[list[Number | None]], chosen: list[Number | None]) -> None:
    assert likeliest(choices) == chosen


@pytest.mark.parametrize(
    ("text", "alone", "number"),
    [
        ("2.10.", True, (2, 10)),
        ("1,", True, (1,)),
        ("2.1.Придбання автобуса", False, (2, 1)),
        ("24.Придбання автобуса", False, (24,)),
        ("2024 рік", False, None),
        ("12 заходів", False, None),
        ("1 234,50", True, None),
    ],
)
def test_a_number_stands_alone_or_right_before_words(text: str, alone: bool, number: Number | None) -> None:
    assert number_of(text, alone=alone) == number


@needs_ocr
def test_the_number_that_breaks_the_order_is_read_again_without_its_words() -> None:
    cells = [written("1.1.", 0), written("2.1.", 100), written("2.2.", 200)]
    assert in_order(cells, ["1.1.Навчання", "24.Придбання", "2.2.Ремонт"], [1, 1, 1]) == {1: "2.1.Придбання"}
    assert in_order(cells, ["1.1.", "21,", "2.2."], [0, 0, 0]) == {1: "2.1."}


@needs_ocr
def test_a_lost_dot_is_put_where_the_order_has_it_and_nowhere_else() -> None:
    assert in_order([written(t, 100 * k) for k, t in enumerate(("11", "1.2", "1.3"))], ["11", "1.2", "1.3"], [0] * 3) == {0: "1.1"}
    assert in_order([written(t, 100 * k) for k, t in enumerate(("3.1", "3.2", "33"))], ["3.1", "3.2", "33"], [0] * 3) == {2: "3.3"}
    worn = ["4.1", "42", "43", "44"]
    assert in_order([written(t, 100 * k) for k, t in enumerate(worn)], worn, [0] * 4) == {1: "4.2", 2: "4.3", 3: "4.4"}
    assert in_order([written(t, 100 * k) for k, t in enumerate(("10", "11", "12"))], ["10", "11", "12"], [0] * 3) == {}


@needs_ocr
def test_a_number_that_really_stands_there_stays_though_it_leaves_a_gap() -> None:
    cells = [written("1.1.", 0), written("2.4.", 100), written("2.5.", 200)]
    assert in_order(cells, ["1.1.", "2.4.", "2.5."], [0, 0, 0]) == {}


def test_a_short_cell_is_a_misread_number_only_below_numbers() -> None:
    """A column: its head, a section's words, three numbers or dashes, and a number read with a letter in it."""
    cells = [written("1", 100 * k) for k in range(6)]
    said = {0: ("план", 0.9), 1: ("Розділ", 0.9), 2: ("15,0", 0.9), 5: ("225ж", 0.4)}
    assert Columns(cells, [3] * 6, frozenset({3, 4}), {2}).misread(said) == {5}
    assert Columns(cells, [3] * 6, frozenset({3, 4}), {2}).misread({**said, 0: ("Х0", 0.5)}) == {5}
    assert Columns(cells, [3] * 6, frozenset(), {2}).misread({**said, 3: ("немає", 0.9), 4: ("немає", 0.9)}) == set()


def test_a_star_behind_a_number_is_taken_off_and_a_comma_is_not() -> None:
    """The star hangs above the middle of the line; a number without one is left alone."""
    picture = np.full((80, 200), 255, np.uint8)
    for x in (30, 54, 78):
        picture[30:56, x : x + 16] = 20
    starred = picture.copy()
    starred[28:42, 102:116] = 20
    comma = picture.copy()
    comma[52:62, 102:110] = 20
    cells = [inked(p, ((p < 128) * 255).astype(np.uint8), (0, 0, 200, 80)) for p in (starred, comma)]
    bare = without_star(cells[0])
    assert bare is not None
    assert len(bare.glyphs) == 3
    assert without_star(cells[1]) is None


def test_what_a_slanting_border_leaves_at_a_cells_edge_is_no_writing() -> None:
    picture = np.full((200, 220), 255, np.uint8)
    picture[100:106, 60:75] = 20
    picture[40:150, 1:4] = 20
    picture[197:199, 100:180] = 20
    cell = inked(picture, ((picture < 128) * 255).astype(np.uint8), (0, 0, 220, 200))
    assert [(g.width, g.height) for g in cell.glyphs] == [(15, 6)]


@needs_ocr
def test_a_row_s_number_broken_over_two_lines_keeps_both() -> None:
    """«1.» over «1.» may be read as letters, as these are: none of its lines is the stamp's that would lie beside a figure."""
    font = ImageFont.truetype("/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf", 42)
    sheet = Image.new("L", (2480, 3508), 255)
    pen = ImageDraw.Draw(sheet)
    boxes: list[PixelBox] = []
    for row, number in enumerate(("І.\nІ.", "1.\n2.", "1.\n3.", "2.\n1.", "2.\n2.")):
        pen.text((60, 20 + 160 * row), number, 0, font)
        boxes.append((0, 160 * row, 160, 160 * row + 150))
    cells = [text.text for text in read_cells(straight_page(np.asarray(sheet), 300.0), boxes, columns=[0] * len(boxes))]
    assert len("".join(cells[0].split()).strip(".")) == 3
    assert ["".join(cell.split()).rstrip(".") for cell in cells[1:]] == ["1.2", "1.3", "2.1", "2.2"]
