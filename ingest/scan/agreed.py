"""What it is worth that readers of a number agree: all of them, or all but those whom the ink refutes.

Shares of votes alone leave a clean number in doubt where one reader has seen a digit more than there is ink for, or where beside the number
stands a mark that no reader takes for a digit.
"""

from __future__ import annotations

from collections.abc import Sequence

# What the page's own digits and most readers are worth together, all readers but the refuted ones, and all readers where the ink has more marks.
_OWN, _UNREFUTED, _ALL = 0.9, 0.9, 0.88
# So many readings are all; so many of them are most, and so many enough beside refuted ones.
_READERS, _MOST, _ENOUGH = 5, 3, 4
# One of those that agree has read as surely as this; where the ink has more marks, both engines have.
_READ, _READ_BOTH = 0.8, 0.85


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
    if not others and min(confidence for _, confidence in said[:2]) >= _READ_BOTH and _holds(ink, name):
        return _ALL
    return 0.0


def _fits(text: str, ink: str) -> bool:
    """Whether each character is what the ink says where that is known."""
    return len(text) == len(ink) and all(e in ("?", c) for c, e in zip(text, ink, strict=True))


def _refuted(text: str, ink: str, room: int) -> bool:
    """Whether the ink has no place for so many digits, or plainly other ones."""
    return sum(c.isdigit() for c in text) > room or (len(text) == len(ink) and not _fits(text, ink))


def _holds(ink: str, name: str) -> bool:
    """Whether the marks of the ink have the digits in a row among them, and beside these only such as nobody knows."""
    digits, marks = "".join(filter(str.isdigit, name)), "".join(c for c in ink if c.isdigit() or c == "?")
    beside = len(marks) - len(digits)
    return any(_fits(digits, marks[k : k + len(digits)]) and set(marks[:k] + marks[k + len(digits) :]) <= {"?"} for k in range(beside + 1))
