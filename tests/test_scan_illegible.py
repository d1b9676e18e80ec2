"""A page of which hardly a letter can be read is lost aloud where what can be read is a report's."""

from __future__ import annotations

import numpy as np
import pytest

from ingest.model import Note
from ingest.scan.engine import Word
from ingest.scan.illegible import illegible
from ingest.scan.page import straight_page
from tests.drawn_scans import drawn

_LOST = [Note("page_lost", {"page": "2", "why": "illegible"}, page=2)]


def read(*told: tuple[str, float]) -> list[Word]:
    return [Word(text, sure, 0, 0, 10, 10, 0) for text, sure in told]


@pytest.mark.parametrize(
    ("words", "notes"),
    [
        (read(("Програми", 0.75), ("викончиня", 0.55), ("вра", 0.2), ("за", 0.6)), _LOST),
        (read(("Фото", 0.9), ("вра", 0.2), ("за", 0.6)), []),  # nothing tells that it is a report
        (read(("Програми", 0.75), ("виконання", 0.9), ("шановні" * 60, 0.9)), []),  # a letter that was read
    ],
)
def test_a_page_that_cannot_be_read_is_told(words: list[Word], notes: list[Note]) -> None:
    assert illegible(straight_page(drawn(dpi=200).picture, 200.0), words, 2) == notes


def test_a_page_of_few_letters_is_none_that_was_lost() -> None:
    blank = straight_page(np.full((1654, 2339), 244, np.uint8), 200.0)
    assert illegible(blank, read(("Програми", 0.75), ("виконання", 0.9)), 1) == []
