"""Names of SpreadsheetML's elements, in one place and spelt once."""

from __future__ import annotations

import re
from functools import lru_cache

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")


def place(reference: str) -> tuple[int, int] | None:
    """(row, column) from 0 of a reference such as ``B7``; None for anything else."""
    match = _REFERENCE.fullmatch(reference)
    if match is None or match[2].strip("0") == "":
        return None
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


@lru_cache(maxsize=16384)
def column_of(letters: str) -> int:
    """The column from 0 of a reference's letters (``AB``); -1 where they are none."""
    found = place(letters + "1")
    return -1 if found is None else found[1]


def area(reference: str) -> tuple[int, int, int, int] | None:
    """(top, left, bottom, right) from 0 of ``B2:D7``; None for anything else."""
    first, _, second = reference.partition(":")
    start, end = place(first), place(second or first)
    if start is None or end is None:
        return None
    return min(start[0], end[0]), min(start[1], end[1]), max(start[0], end[0]), max(start[1], end[1])


def on(text: str | None) -> bool:
    """An on/off attribute."""
    return text in ("1", "true", "on")
