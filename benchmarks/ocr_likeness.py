"""How much the texts read from a scan are like what was printed: each cell of words against the cell that is most like it on the page."""

from __future__ import annotations

import re
from collections.abc import Sequence

LIKE = 0.97
_WORDS = re.compile(r"[^\W\d_]{2}")
# Spaces, and what differs from font to font more than from text to text: quotes, dashes, apostrophes.
_SAME = str.maketrans({**dict.fromkeys('«»„“”"‟', '"'), **dict.fromkeys("–—−‑", "-"), **dict.fromkeys("’ʼ`", "'")})


def alike(printed: str, read: str) -> float:
    """From 0 to 1: the share of characters that two texts have in common."""
    from rapidfuzz import fuzz

    a, b = _plain(printed), _plain(read)
    return 1.0 if a == b else float(fuzz.ratio(a, b)) / 100


def _plain(text: str) -> str:
    return " ".join(text.translate(_SAME).split())


def counted(printed: Sequence[Sequence[str]], read: Sequence[Sequence[str]]) -> tuple[int, int]:
    """How many cells of words there are, page by page, and how many of them were read at least ``LIKE``."""
    cells = right = 0
    for before, after in zip(printed, read, strict=True):
        free = list(after)
        for text in (text for text in before if _WORDS.search(text)):
            cells += 1
            best = max(range(len(free)), key=lambda k: alike(text, free[k]), default=None)
            if best is not None and alike(text, free[best]) >= LIKE:
                right += 1
                del free[best]
    return cells, right
