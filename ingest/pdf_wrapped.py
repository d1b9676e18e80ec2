"""One row whose number and figures go over lines in narrow cells: «1.» over «2», «2» over «924,3» is the row 1.2 with 2 924,3, and no two rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

# A figure whose groups of thousands stand on lines of their own, and one that is cut anywhere.
_GROUPS = re.compile(r"[-–−]?\d{1,3}(?: \d{3})+(?:[.,]\d+)?")
_CUT = re.compile(r"[-–−]?(?:\d{1,3}(?: \d{3})+|\d+)[.,]\d{1,3}")
# The last group of its thousands lacks digits; decimals stand behind its mark.
_OPEN, _DECIMALS = re.compile(r"[ \u00a0]\d{1,2}$"), re.compile(r"[.,]\d{1,2}$")
_NUMBER = re.compile(r"(?:\d{1,3}\.){0,3}\d{1,3}\.?")


def is_one_row(number: Sequence[str], figures: Sequence[Sequence[str]], before: str, after: str) -> bool:
    """Whether the lines of a ruled row are one row: those of its ``number`` cell, and of each cell with ``figures`` in several lines.

    ``before`` and ``after`` are the numbers of the rows around it. All figures have to be whole only with the lines together; then the
    number tells, and where it does not the rules round the row are believed.
    """
    if not figures or not all(_is_one(lines) for lines in figures):
        return False
    joined = _steps("".join(number))
    if joined is None or len(number) < 2:
        return any(lines[-1][:1] in ",." or lines[-2][-1:] in ",." for lines in figures)
    if _follows(before, joined) or _follows("".join(number), _steps(after)):
        return True
    first, *others = [_steps(line) for line in number]
    numbers = [_steps(before), first, *others]
    return not all(a is not None and _next(a, b) for a, b in pairwise(numbers[1:]))


def _is_one(lines: Sequence[str]) -> bool:
    """Are the lines one figure, broken between its thousands, at its decimal mark, or where none of them is whole alone?"""
    lines = [line.rstrip("% ") for line in lines if line != "%"]
    if _GROUPS.fullmatch(" ".join(lines)):
        return True
    if not _CUT.fullmatch("".join(lines)):
        return False
    return any(
        a[-1] in ",." or b[0] in ",." or bool(_OPEN.search(a)) or (bool(_DECIMALS.search(a)) and len(b) < 3) for a, b in pairwise(lines)
    )


def _steps(number: str) -> tuple[int, ...] | None:
    """1.12. is 1, 12."""
    number = number.replace(" ", "")
    return tuple(map(int, number.strip(".").split("."))) if _NUMBER.fullmatch(number) else None


def _follows(before: str, number: tuple[int, ...] | None) -> bool:
    last = _steps(before)
    return last is not None and _next(last, number)


def _next(last: tuple[int, ...], number: tuple[int, ...] | None) -> bool:
    """Is the number the next one after the last, on its level?"""
    return number is not None and len(number) == len(last) and number == (*last[:-1], last[-1] + 1)
