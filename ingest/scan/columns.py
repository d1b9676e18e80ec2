"""What stands below each other is of one kind: in a column of numbers a short cell with a letter in it is a misread number."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ingest.scan.ink import Inked

# Longer cells (glyphs) are no single number.
_LONGEST = 14
# Cells of one row begin within so many pixels.
_ROW = 12
LIKE_ZERO = frozenset("СсCc")
"""What a lone 0 is read as whose right side is worn, or hidden by the border."""
# An amount beside which a stamp left something: no term, no date.
_SPOILT = re.compile(r"-?(?:\d[\d ]*,\d{1,3}(?!\d)|\d[\d ]*\.\d\d(?![\d.])|\d{5,}(?!\d))(?!\s*[%р])")
_YEAR = re.compile(r"(?:19|20)\d\d\s*р")


@dataclass(slots=True)
class Columns:
    """The cells of a table by column; ``numeric`` grows as numbers are read, ``dashes`` stand for numbers too."""

    cells: Sequence[Inked]
    columns: Sequence[int]
    dashes: frozenset[int]
    numeric: set[int] = field(default_factory=set)

    def among_numbers(self, k: int, filled: Mapping[int, tuple[str, float]]) -> bool:
        """Whether at least half of what stands in a cell's column, from the first number on, is numbers."""
        if k >= len(self.columns):
            return False
        column = [j for j in {*filled, *self.dashes} if self.columns[j] == self.columns[k]]
        numbers = [j for j in column if j in self.numeric or j in self.dashes]
        first = min((self.cells[j].y for j in numbers), default=None)
        if first is None or (self.cells[k].y < first and not self._beside_a_number(k)):
            return False
        spoilt = [j for j in column if j not in numbers and _SPOILT.match(filled[j][0])]
        return 2 * (len(numbers) + len(spoilt)) >= sum(self.cells[j].y >= first or j == k for j in column)

    def _beside_a_number(self, k: int) -> bool:
        """Whether a number stands in a cell's row: it is no head."""
        return any(abs(self.cells[j].y - self.cells[k].y) <= _ROW for j in (*self.numeric, *self.dashes))

    def misread(self, first: Mapping[int, tuple[str, float]]) -> set[int]:
        """Short cells with a figure in them, in columns of numbers: a digit read as a letter hides a number."""
        return {
            k for k, (text, _) in first.items() if k not in self.numeric and self._hides_number(k, text) and self.among_numbers(k, first)
        }

    def _hides_number(self, k: int, text: str) -> bool:
        if text.strip() in LIKE_ZERO:
            return True
        short = len(self.cells[k].glyphs) <= _LONGEST or len(self.cells[k].lines) > 1
        return short and any(c.isdigit() for c in text) and sum(c.isalpha() for c in text) <= 2 and not _YEAR.match(text)
