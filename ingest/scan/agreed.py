"""What it is worth that readers of a number agree: all of them, or all but those whom the ink refutes.

Shares of votes alone leave a clean number in doubt where one reader has seen a digit more than there is ink for, or where beside the number
stands a mark that no reader takes for a digit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

# What the page's own digits and most readers are worth together, all readers but the refuted ones, and all readers where the ink has more marks.
_OWN, _UNREFUTED, _ALL = 0.9, 0.9, 0.88
# So many readings are all; so many of them are most, and so many enough beside refuted ones.
_READERS, _MOST, _ENOUGH = 5, 3, 4
# One of those that agree has read as surely as this; where the ink has other marks, both engines have, or as surely as the third where it says
# this part of the digits itself.
_READ, _READ_BOTH, _READ_MOSTLY, _MOSTLY = 0.8, 0.85, 0.65, 0.6


def worth(name: str, said: Sequence[tuple[str, float]], ink: str, room: int, *, sure: bool) -> float:
    """The chance that a reading is right by those who agree on it; 0 where they tell nothing.

    ``name`` and ``said`` are readings without spaces (all engines', surest first, each with how sure it is), ``ink`` what the page's own digits say
    (``?``: a mark that is like none, or like two; ``sure``: none is), ``room`` how many of its marks may be digits.
    """
    mine = [confidence for text, confidence in said if text == name]
    others = [text for text, _ in said if text != name]
    if len(said) < _READERS or len(mine) < _MOST or max(mine) < _READ or name.endswith("%"):
        return 0.0
    if sure and ink == name:
        return _OWN
    if len(mine) >= _ENOUGH and _fits(name, ink) and ink.count("?") <= 1 and all(_refuted(text, ink, room) for text in others):
        return _UNREFUTED
    if others or (known := _known(ink, name)) is None:
        return 0.0
    least = _READ_BOTH if known < _MOSTLY else _READ_MOSTLY
    return _ALL if min(confidence for _, confidence in said[:2]) >= least else 0.0


def _fits(text: str, ink: str) -> bool:
    """Whether each character is what the ink says where that is known."""
    return len(text) == len(ink) and all(e in ("?", c) for c, e in zip(text, ink, strict=True))


def _refuted(text: str, ink: str, room: int) -> bool:
    """Whether the ink has no place for so many digits, or plainly other ones."""
    return sum(c.isdigit() for c in text) > room or (len(text) == len(ink) and not _fits(text, ink))


def _known(ink: str, name: str) -> float | None:
    """Which part of the digits the ink says too; None where it says others.

    A mark that nobody knows may be no digit, or be one; one such mark in all may be two digits that touch.
    """
    digits, marks = "".join(filter(str.isdigit, name)), "".join(c for c in ink if c.isdigit() or c == "?")
    told = sum(map(str.isdigit, marks))
    pattern = "".join(c if c.isdigit() else r"\d{0,2}" for c in marks)
    if not re.fullmatch(pattern, digits) or len(digits) > len(marks) + 1:
        return None
    return told / len(digits)
