"""A figure that may lack a part is never certain: one that runs into its cell's border, or has fewer decimals than its whole column."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from ingest.scan import engine
from ingest.scan.asked import ask_all
from ingest.scan.digits import Bank
from ingest.scan.ink import Inked, inked
from ingest.scan.numbers import Seen, seen
from ingest.scan.partial import doubted, may_be_cut, outermost_hidden
from ingest.scan.texts import CellText


def cell_of(text: str, room: int, y: int = 0) -> Inked:
    """A text 26 pixels tall, so many pixels of paper behind its last digit."""
    picture = np.full((80, 400), 255, np.uint8)
    for k, char in enumerate(text):
        cv2.putText(picture, char, (20 + 26 * k, 56), cv2.FONT_HERSHEY_SIMPLEX, 1.2, 20, 3)
    end = int(np.flatnonzero((picture < 128).any(axis=0))[-1]) + 1
    cell = inked(picture, ((picture < 128) * 255).astype(np.uint8), (0, 0, end + room + 1, 80))
    return replace(cell, y=y)


@pytest.mark.parametrize(("room", "runs"), [(0, True), (1, False), (6, False)])
def test_a_last_digit_that_reaches_the_border_may_go_on_under_it(room: int, runs: bool) -> None:
    cell = cell_of("120", room)
    assert may_be_cut(cell, "120", "120", seen(cell, Bank(), 0)) == runs


def test_a_digit_at_the_border_that_looks_like_the_others_of_its_page_is_whole() -> None:
    cell = cell_of("120", 0)
    eye = Seen("120", True, cell.looks)
    assert not may_be_cut(cell, "120", "120", eye)
    assert may_be_cut(cell, "128", "128", eye)


def test_a_border_hides_a_part_of_the_outermost_digits_alone() -> None:
    assert {reading.text for reading in outermost_hidden("300")} == {"800", "308"}


@pytest.mark.parametrize(
    ("figures", "unsure"),
    [
        pytest.param(["12,345", "1,200", "0,750", "55,810", "3,14"], {"3,14"}, id="a decimal less"),
        pytest.param(["208,5", "17,1", "208,"], {"208,"}, id="nothing behind the comma"),
        pytest.param(["12,5", "7,25", "3,75", "1,5", "2,125"], set(), id="as many as it takes"),
        pytest.param(["95,4", "87,3", "99,1", "100"], set(), id="a whole number"),
    ],
)
def test_fewer_decimals_than_the_whole_column_has_are_uncertain(figures: list[str], unsure: set[str]) -> None:
    read = {k: CellText(text, 0.99) for k, text in enumerate(figures)}
    told = doubted([3] * len(figures), read)
    assert {one.text for one in told.values()} == unsure
    assert all(one.confidence < 0.86 for one in told.values())


def test_a_numbering_ends_with_its_dot() -> None:
    read = {k: CellText(text, 0.99) for k, text in enumerate(["1.1", "1.2", "1.3", "2."])}
    assert doubted([0] * 4, read) == {}


def test_a_lone_letter_like_a_zero_is_a_zero_among_figures_and_none_among_words() -> None:
    engine.require()
    figures = [cell_of(text, 20, y=100 * k) for k, text in enumerate(("120", "87", "345", "C", "96"))]
    for columns, zero in (([2] * 5, True), ([2, 2, 2, 1, 2], False)):
        said = ask_all(figures, range(5), columns, frozenset(), float("inf"), tall=26.0)[3]
        assert [text for text, _ in said.number] == ["0"] * zero
    assert may_be_cut(figures[3], "0", "С", seen(figures[3], Bank(), 3))
