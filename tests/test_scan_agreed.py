"""A number is sure where all readers agree on it but those whom the ink refutes, and in doubt where the ink does not tell who is right."""

from __future__ import annotations

import numpy as np
import pytest

from ingest.scan.agreed import worth
from ingest.scan.digits import looks
from ingest.scan.ink import Glyph

SURE = 0.86
"""From here on a reading is quiet."""


@pytest.mark.parametrize(
    ("ink", "readings", "quiet"),
    [
        # The ink has no room for the digit that one reader sees twice.
        ("1243?3", ["124303", "1245035", "124303", "124303", "124303"], True),
        # The page's own digits refute one reader.
        ("335?9", ["33589", "53589", "33589", "33589", "33589"], True),
        # The digit on which the readers differ is the one that the ink does not tell.
        ("?79,8", ["379,8", "579,8", "379,8", "379,8", "379,8"], False),
        # The page's own digits and most readers say one thing.
        ("111342", ["111342", "111542", "111442", "111342", "111342"], True),
        ("111342", ["111342", "111542", "111442", "111542", "111342"], False),
        # What is left of a border stands beside the number.
        ("308,0?", ["308,0", "308,0", "308,0", "308,0", "308,0"], True),
        ("4?1,14??", ["451,14", "451,14", "451,14", "451,14", "451,14"], True),
        # A digit of the page's own stands beside it, that all readers passed over.
        ("308,05", ["308,0", "308,0", "308,0", "308,0", "308,0"], False),
        # The page's own digits say another one.
        ("4884,05", ["4884,06", "4884,06", "4884,06", "4884,06", "4884,06"], False),
        # Two of its digits touch; four of them do not.
        ("?840,84", ["12840,84", "12840,84", "12840,84", "12840,84", "12840,84"], True),
        ("?0,84", ["12840,84", "12840,84", "12840,84", "12840,84", "12840,84"], False),
        # Fewer marks of ink than digits.
        ("74?", ["174,6", "174,6", "174,6", "174,6", "174,6"], False),
        # Two readings are not all of them.
        ("308,0?", ["308,0", "308,0"], False),
    ],
)
def test_readers_who_agree(ink: str, readings: list[str], quiet: bool) -> None:
    room = sum(c.isdigit() or c == "?" for c in ink)
    said = [(text, 0.92) for text in readings]
    assert (worth(readings[0], said, ink, room, sure="?" not in ink and ink == readings[0]) >= SURE) is quiet


def test_readers_who_are_all_unsure_tell_nothing() -> None:
    assert worth("308,0", [("308,0", 0.5)] * 5, "308,0?", 5, sure=False) == 0.0
    assert worth("308,0", [("308,0", 0.92), ("308,0", 0.7), *[("308,0", 0.9)] * 3], "????", 4, sure=False) == 0.0
    assert worth("308,0", [("308,0", 0.92), ("308,0", 0.7), *[("308,0", 0.9)] * 3], "308,?", 4, sure=False) >= SURE


@pytest.mark.parametrize(("top", "bottom", "width", "kind"), [(17, 20, 8, "dash"), (22, 30, 5, "mark"), (26, 30, 6, "mark")])
def test_a_low_hyphen_before_a_number_is_no_comma(top: int, bottom: int, width: int, kind: str) -> None:
    """Digits from the height 0 to 30, and a mark before them."""
    picture = np.full((40, 80), 255, np.uint8)
    glyphs = [Glyph(0, top, width, bottom, 20), Glyph(20, 0, 38, 30, 200), Glyph(42, 0, 60, 30, 200)]
    assert looks(picture, glyphs)[0].kind == kind
