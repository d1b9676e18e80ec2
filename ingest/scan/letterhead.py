"""A letterhead and a title above a ruled table, whose words happen to leave white space below each other: no table of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.grid import Grid

# They have no more lines than this and fewer whole numbers (a session's, a decision's), and no amount with a part of a unit.
_LINES, _NUMBERS = 8, 4
_AMOUNT, _NUMBER = re.compile(r"\d+[.,]\d{1,3}"), re.compile(r"(?!20\d\d$)\d{1,4}")


def is_letterhead(grid: Grid, ruled: Sequence[Grid], words: Sequence[str]) -> bool:
    """Whether a grid that only white space shows, with these ``words`` in it, is what stands above one of the ``ruled`` tables."""
    above = any(grid.box.y1 <= other.box.y0 + 2 for other in ruled)
    figures = any(_AMOUNT.fullmatch(word) for word in words) or sum(bool(_NUMBER.fullmatch(word)) for word in words) >= _NUMBERS
    return above and len(grid.row_edges) <= _LINES and not figures
