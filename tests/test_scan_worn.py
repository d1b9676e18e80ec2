"""Worn print: what is left of a decimal comma, of a dash, of pale figures is read; a comma that is gone altogether is asked for."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from ingest.model import Reading
from ingest.scan.decimals import with_lost_commas
from ingest.scan.ink import Inked, inked
from ingest.scan.picture import without_specks
from ingest.scan.plain import dash_of
from ingest.scan.texts import CellText

Picture = NDArray[np.uint8]
_TALL = 22


def put_dot(picture: Picture, y: int, x: int) -> None:
    """A dot of 2 × 3 pixels, darkest in the middle."""
    picture[y : y + 3, x : x + 2] = 100
    picture[y + 1, x] = 20


def figures(text: str, *, dark: float = 20.0) -> Picture:
    """A number in a plain font, 22 pixels tall, a comma as a dot of 2 × 3 pixels."""
    picture, x = np.full((60, 300), 255, np.uint8), 30
    for char in text:
        if char == ",":
            put_dot(picture, 39, x - 3)
        elif char != " ":
            cv2.putText(picture, char, (x, 41), cv2.FONT_HERSHEY_SIMPLEX, 1.0, dark, 2)
        x += {",": 3, " ": 12}.get(char, 23)
    return picture


def cell_of(picture: Picture, *, level: int = 130) -> Inked:
    ink = np.where(picture < level, 255, 0).astype(np.uint8)
    return inked(picture, ink, (0, 0, picture.shape[1], picture.shape[0]))


def marks(cell: Inked) -> int:
    return sum(g.height < 5 for g in cell.glyphs)


def test_a_worn_comma_between_digits_is_no_dust() -> None:
    picture = figures("54,000")
    assert np.array_equal(without_specks(picture, 300), picture)
    assert marks(cell_of(picture)) == 1


@pytest.mark.parametrize("place", [(25, 80), (39, 250)], ids=["in the middle of the line", "behind the number"])
def test_dust_beside_digits_goes(place: tuple[int, int]) -> None:
    picture = figures("54 000")
    put_dot(picture, *place)
    assert marks(cell_of(picture)) == 0
    assert np.count_nonzero(without_specks(picture, 300) != picture) >= 1


def test_pale_figures_are_whole_though_little_of_them_counts_as_ink() -> None:
    picture = figures("17003", dark=170.0)
    picture[::4][picture[::4] < 255] = 100
    cell = cell_of(picture)
    assert len(cell.glyphs) == 5
    assert int(cell.clean.min()) < 100


@pytest.mark.parametrize("seeds", [0, 2])
def test_a_dash_hardly_printed_is_a_dash(seeds: int) -> None:
    picture = np.full((60, 200), 255, np.uint8)
    picture[30:32, 90:100] = 170
    picture[30, 93 : 93 + seeds] = 100
    assert dash_of(cell_of(picture), _TALL) == "-"


def test_pale_spots_in_an_empty_cell_are_nothing() -> None:
    picture = np.full((60, 200), 255, np.uint8)
    picture[10:12, 90:100] = picture[40:52, 30:33] = 170
    assert cell_of(picture).glyphs == ()


def column(*texts: str) -> dict[int, CellText]:
    """A column of numbers, each with the reading that has a comma put where its gap is."""
    cells = [cell_of(figures(text)) for text in texts]
    read = {k: CellText(text, 0.97, (Reading(text, 0.97),)) for k, text in enumerate(texts)}
    return with_lost_commas(cells, [3] * len(texts), read)


def test_a_number_without_comma_among_decimals_is_doubted_and_may_have_one() -> None:
    (doubted,) = column("248,000", "25,914", "17 003").values()
    assert (doubted.text, [r.text for r in doubted.readings]) == ("17 003", ["17 003", "17,003"])
    assert doubted.confidence < 0.86


def test_the_sum_of_whole_hryvnias_with_kopiykas_makes_no_part_doubtful() -> None:
    assert {one.confidence for one in column("248 000", "25 914", "17 003,000").values()} == {0.97}


def test_a_number_without_a_gap_had_no_comma() -> None:
    assert column("248,000", "25,914", "17003") == {}


@pytest.mark.parametrize(
    ("drawn", "read"),
    [
        pytest.param("4,8", "4,8", id="the comma stands where the column's figures have theirs"),
        pytest.param("48,25", "4825", id="it stands elsewhere"),
        pytest.param("48", "48", id="no comma in the ink"),
    ],
)
def test_a_comma_in_the_ink_that_no_reader_saw_is_one_among_decimals(drawn: str, read: str) -> None:
    texts = ("248,0", "25,9", "36,5", drawn.replace(",", ""))
    cells = [cell_of(figures(text)) for text in (*texts[:3], drawn)]
    found = with_lost_commas(cells, [3] * 4, {k: CellText(text, 0.97, (Reading(text, 0.97),)) for k, text in enumerate(texts)})
    assert (found[3].text if 3 in found else texts[3]) == read
    assert read != "4,8" or (found[3].confidence < 0.86 and "48" in [reading.text for reading in found[3].readings])


def test_the_numbers_of_rows_get_no_comma() -> None:
    cells = [cell_of(figures(text)) for text in ("1,1", "1,2", "1,3", "1,4")]
    read = {k: CellText(text, 0.97, (Reading(text, 0.97),)) for k, text in enumerate(("1.1", "1.2", "13", "1.4"))}
    assert not any("," in one.text for one in with_lost_commas(cells, [0] * 4, read).values())


def test_a_speck_behind_a_decimal_is_no_dot_of_a_numbering() -> None:
    texts = ("248,0", "25,9", "36.5.")
    read = {k: CellText(text, 0.97, (Reading(text, 0.97),)) for k, text in enumerate(texts)}
    read[2] = CellText("365", 0.48, (Reading("365", 0.48), Reading("36.5.", 0.42), Reading("36.5", 0.1)))
    found = with_lost_commas([cell_of(figures("17003"))] * 3, [3] * 3, read)
    assert found[2].text == "36.5"


def test_pale_borders_around_an_empty_cell_are_no_print() -> None:
    picture = np.full((60, 200), 255, np.uint8)
    picture[4:6] = 170
    picture[:, 193:195] = 170
    picture[5, 100] = picture[30, 194] = 100
    assert cell_of(picture).glyphs == ()
