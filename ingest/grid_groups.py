"""Rows of one measure by source: the source and the amounts have a row each, the number and the title stand once for all of them."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.grid_chunks import NOTHING, Before, TextRow
from ingest.grid_columns import ACROSS
from ingest.grid_lines import Block, Lines

# A column that this share of the lines with amounts have a text in has one in each row.
_EACH = 0.8
# The rows of a group, as one block.
_ROWS = -2


class Groups(Lines):
    """The lines of a table whose rows come in groups. ``each`` are the columns of text that have one in every row; none without such."""

    def __init__(self, rows: Sequence[TextRow], xs: Sequence[float], ruled: Sequence[bool], before: Before = NOTHING) -> None:
        super().__init__(rows, xs, ruled, before)
        self.amounts = [k for k in sorted(self.anchored) if any(c in self.money and self.is_figure(k, c) for c in self.cells[k])]
        texts = set(range(len(xs) - 1)) - self.money - {self.numbers, self.titles}
        self.each = {c for c in texts if sum(c in self.cells[k] for k in self.amounts) >= _EACH * len(self.amounts)}
        self.shared = set(range(len(xs) - 1)) - self.money - self.each

    def row(self, i: int, j: int) -> list[Block] | None:
        """The cells of a group of rows of the lines from ``i`` up to ``j``; None where these are no group."""
        held = [k for k in self.amounts if i <= k < j]
        if not held:
            return self._title(i, j)
        if any(self.ruled[i : j - 1]) or any(c not in self.shared for k in range(i, j) if k not in held for c in self.cells[k]):
            return None
        blocks = self.blocks(self.shared, i, j)
        return None if blocks is None else [Block(_ROWS, self.middles[held[0]], self.middles[held[-1]], True, 0), *blocks]

    def against(self, blocks: Sequence[Block], i: int, j: int) -> float:
        """What in the texts speaks against these cells as a group of rows: a title or a number that is missing, too."""
        doubts = super().against(blocks, i, j)
        if blocks[0].column != _ROWS or self.numbers is None or any(b.column == self.numbers for b in blocks):
            return doubts
        titles = [line[self.titles].text for line in self.cells[i:j] if self.titles in line]
        return doubts + (not (titles and ACROSS.match(titles[0])) and not any(self.wide[i:j]))

    def parted(self, i: int, j: int) -> list[list[int]]:
        """The lines of a group by the rows that they stand in or next to."""
        held = [k for k in self.amounts if i <= k < j]
        found: list[list[int]] = [[] for _ in held]
        for k in range(i, j):
            nearest = min(range(len(held)), key=lambda n: abs(self.middles[k] - self.middles[held[n]]), default=None)
            if nearest is not None:
                found[nearest].append(k)
        return found or [list(range(i, j))]
