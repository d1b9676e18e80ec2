"""Rows of one measure by source or by year: each has its name and its amounts, the number and the title stand once for all of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.grid_chunks import NOTHING, Before, TextRow
from ingest.grid_columns import ACROSS
from ingest.grid_lines import BROKEN, Block, Lines

# A column that this share of the lines with amounts have a text in has one in each row.
_EACH = 0.8
# How far (in heights of a line) the name of a row may stand off the line of its amounts, where it shares the middle with it.
_STRAY = 0.27
# The rows of a group, as one block.
_ROWS = -2
_NUMBERED = re.compile(r"\d+(?:\.\d+)+")
_BULLET = re.compile(r"[-–—−•]\s+\d")
_YEARS = re.compile(r"(?:19|20)\d\d(?:\s?[-–—]\s?(?:19|20)\d\d)?\D{0,6}")


class Groups(Lines):
    """The lines of a table whose rows come in groups. ``each`` are the columns of text that have one in every row; none without such."""

    def __init__(self, rows: Sequence[TextRow], xs: Sequence[float], ruled: Sequence[bool], before: Before = NOTHING) -> None:
        super().__init__(rows, xs, ruled, before)
        self.amounts = [k for k in sorted(self.anchored) if any(c in self.money and self.is_figure(k, c) for c in self.cells[k])]
        texts = set(range(len(xs) - 1)) - self.money - {self.numbers, self.titles}
        if before.edges and self.titles is not None and not any(c in line for line in self.cells for c in (*texts, self.numbers)):
            # Only the last rows of a group stand on the page: what names them is no title.
            texts, self.titles = {self.titles}, None
        named = {c for c in texts if sum(c in self.cells[k] for k in self.amounts) >= _EACH * len(self.amounts)}
        self.each = named if not self._is_bulleted() else set()
        self.shared = set(range(len(xs) - 1)) - self.money - self.each
        self.opens, self.closes = self._cycle()

    def _is_bulleted(self) -> bool:
        """Are the amounts items of lists, in cells that hold several each?"""
        texts = [self.cells[k][c].text for k in self.amounts for c in self.money if self.is_figure(k, c)]
        return 2 * sum(bool(_BULLET.match(text)) for text in texts) > sum(any(map(str.isdigit, text)) for text in texts)

    def _cycle(self) -> tuple[str | None, str | None]:
        """The name that the first row of each group has, or the last: that of a sum, or the first of the years."""
        if not self.each:
            return None, None
        heads = [
            n
            for n, k in enumerate(self.amounts)
            if self.numbers in self.cells[k] or (self.numbers is None and self.titles in self.cells[k])
        ]
        first = {self._name(self.amounts[n]) for n in heads}
        last = {self._name(self.amounts[n - 1]) for n in heads if n}
        opens = len(heads) > 1 and len(first) == 1 and any(ACROSS.match(name) or _YEARS.fullmatch(name) for name in first)
        closes = len(heads) > 2 and len(last) == 1 and any(map(ACROSS.match, last)) and not opens
        if opens or closes:
            return (first.pop() if opens else None), (last.pop() if closes else None)
        names = [self._name(k) for k in self.amounts]
        again = names.count(names[0]) > 1 and (ACROSS.match(names[0]) or _YEARS.fullmatch(names[0])) and not self.before.edges
        return (names[0] if again else None), None

    def _name(self, k: int) -> str:
        chunk = self.cells[k].get(min(self.each))
        return chunk.text.casefold() if chunk is not None else ""

    def row(self, i: int, j: int) -> list[Block] | None:
        """The cells of a group of rows of the lines from ``i`` up to ``j``; None where these are no group."""
        if not any(i <= k < j for k in self.amounts):
            return self._again(i, j) or self._title(i, j) or self._numbered_title(i, j)
        parts = None if any(self.ruled[i : j - 1]) else self._rows(i, j)
        blocks = self.blocks(self.shared, i, j)
        if parts is None or blocks is None:
            return None
        against = sum(block.against for part in parts for block in self.blocks(self.each, part[0], part[-1] + 1) or ())
        return [Block(_ROWS, self.middles[parts[0][0]], self.middles[parts[-1][-1]], True, against), *blocks]

    def _numbered_title(self, i: int, j: int) -> list[Block] | None:
        """A section's number and title, or a measure without amounts."""
        columns = {c for line in self.cells[i:j] for c in line}
        if self.numbers not in self.cells[i] or not columns <= self.shared:
            return None
        return self.blocks(self.shared, i, j)

    def _rows(self, i: int, j: int) -> list[list[int]] | None:
        """The lines of a group by its rows, in which names begin in the line of the amounts, or share its middle; None where neither is so."""
        held = [k for k in self.amounts if i <= k < j]
        if any(self.wide[k] and k not in held for k in range(i, j)):
            return None
        lines = [k for k in range(i, j) if k in held or any(c in self.each for c in self.cells[k])]
        loose = [k for k in range(i, j) if k not in held for c in self.cells[k] if c in self.money]
        if any(self.above.get((k, c), -1) < i for k in loose for c in self.cells[k] if c in self.money):
            return None
        if lines[0] == held[0]:
            parts = [[k for k in lines if a <= k < b] for a, b in pairwise((*held, j))]
            if all(self.blocks(self.each, part[0], part[-1] + 1) is not None for part in parts):
                return parts
        parts = [[] for _ in held]
        for k in lines:
            nearest = min(range(len(held)), key=lambda n: abs(self.middles[k] - self.middles[held[n]]))
            parts[nearest].append(k)
        level = all(self._is_level(part, at) for part, at in zip(parts, held, strict=True))
        return parts if level and all(self.blocks(self.each, part[0], part[-1] + 1) is not None for part in parts) else None

    def _is_level(self, part: Sequence[int], held: int) -> bool:
        return abs(self.middles[part[0]] + self.middles[part[-1]] - 2 * self.middles[held]) <= 2 * _STRAY * self.height

    def against(self, blocks: Sequence[Block], i: int, j: int, *, first: bool = False) -> float:
        """What in the texts speaks against these cells as a group of rows: a title or a number that is missing, a name out of turn."""
        if blocks[0].column != _ROWS:
            return super().against(blocks, i, j, first=first)
        names = [self._name(k) for k in self.amounts if i <= k < j]
        doubts = sum(name == self.opens for name in names[1:]) + sum(name == self.closes for name in names[:-1])
        title = self.cells[i].get(self.titles) if self.titles is not None else None
        if first and self.before.edges and self.numbers not in self.cells[i] and (title is None or title.text[:1].islower()):
            return doubts + sum(block.against for block in blocks) + BROKEN
        doubts += self.opens is not None and names[0] != self.opens
        doubts += self.closes is not None and names[-1] != self.closes and j < len(self.rows)
        named = title is not None and (names[0] == self.opens or _NUMBERED.match(title.text))
        return doubts + super().against(blocks, i, j) + (0 if named else self._unnumbered(blocks, i, j))

    def _unnumbered(self, blocks: Sequence[Block], i: int, j: int) -> int:
        if self.numbers is None or any(b.column == self.numbers for b in blocks):
            return 0
        titles = [line[self.titles].text for line in self.cells[i:j] if self.titles in line]
        return int(not (titles and ACROSS.match(titles[0])) and not any(self.wide[i:j]))

    def parted(self, i: int, j: int) -> list[list[int]]:
        """The lines of a group by the rows that they stand in or next to."""
        parts = self._rows(i, j) if any(i <= k < j for k in self.amounts) else None
        if parts is None:
            return [list(range(i, j))]
        starts = [i, *(part[0] for part in parts[1:]), j]
        return [list(range(a, b)) for a, b in pairwise(starts)]
