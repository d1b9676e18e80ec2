"""What a stamp left in an empty cell is no text: a letter or two read poorly, in a column that holds nothing so short and no numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.scan.numbers import is_number

# So few letters, read less surely than this, among so many other texts of the column, each at least so long.
_LETTERS, _POOR, _OTHERS, _LONG = 2, 0.4, 3, 5
# Amounts with their unit are no words.
_AMOUNT = re.compile(r"\d[.,]\d|грн")

Place = tuple[int, int]


def scraps(places: Sequence[Place], texts: Sequence[str], sure: Sequence[float]) -> list[int]:
    """The cells (by index) that hold nothing but a scrap; ``places``: row and column of each cell."""
    found: list[int] = []
    for k, (text, confidence) in enumerate(zip(texts, sure, strict=True)):
        bare = "".join(text.split())
        if confidence < _POOR and 0 < len(bare) <= _LETTERS and bare.isalpha():
            others = [t for j, t in enumerate(texts) if j != k and t and places[j][1] == places[k][1]]
            if len(others) >= _OTHERS and all(len(t) >= _LONG and not (is_number(t) or _AMOUNT.search(t)) for t in others):
                found.append(k)
    return found
