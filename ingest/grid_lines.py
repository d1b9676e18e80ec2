"""The lines of a table seen through its columns: which hold a row's figures, and which can be a cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.grid_chunks import NOTHING, Before, Chunk, TextRow, column_of
from ingest.grid_columns import ACROSS, head_lines, is_amount, is_number
from ingest.grid_wraps import figure_ends, is_remark

# A number with another inside it: no amount is written so.
_SUBNUMBER = re.compile(r"(?:\d+\.\d+\.)+")
# What follows a year and begins no cell.
_YEARS_REST = re.compile(r"рок(?:и|ів|у)|рік|р\s?\.?\s?р\s?\.?")
# How far the lines of a cell may stand apart (from middle to middle), in heights of a line.
_PITCH = 1.75
# A column is one of amounts (or of numbers) where this share of its texts are such.
_SHARE = 0.6
# Much to say: this share of what the column with most to say has.
_MUCH = 0.4
# So much speaks against a row that a page break cuts in two.
BROKEN = 0.2
# A head that is repeated has so many texts in its first line.
_LEAST_HEAD = 3
# The title of a section has no more lines than this.
_MOST_TITLE = 4


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one cell: the first and the last, and what of them tells that the cell is none."""

    column: int
    first: float
    last: float
    figure: bool
    against: int


class Lines:
    """The lines of a table, seen through its columns, and the figures that each row has one line of."""

    def __init__(self, rows: Sequence[TextRow], xs: Sequence[float], ruled: Sequence[bool], before: Before = NOTHING) -> None:
        self.before = before
        self.rows = rows
        self.ruled = ruled
        self.middles = [(row.y0 + row.y1) / 2 for row in rows]
        self.height = sorted(row.height for row in rows)[len(rows) // 2]
        spans = [[(*column_of(xs, chunk), chunk) for chunk in row.chunks] for row in rows]
        self.cells: list[dict[int, Chunk]] = [{first: chunk for first, _, chunk in reversed(line)} for line in spans]
        self.wide = [any(last > first for first, last, _ in line) for line in spans]
        self.start = head_lines(rows)
        columns = range(len(xs) - 1)
        narrow = [{first: chunk for first, last, chunk in line if first == last} for line in spans]
        texts = {c: [line[c].text for line in narrow[self.start :] if c in line] for c in columns}
        self.numbers = 0 if _mostly(is_number, texts[0]) else None
        if self.numbers is None and len(columns) > 3 and _SUBNUMBER.match("".join(texts[1])) and all(map(is_number, texts[1])):
            self.numbers = 1
        self.money = {c for c in columns if c != self.numbers and _mostly(is_amount, texts[c])}
        self.widths = {c: max((line[c].x1 - line[c].x0 for line in narrow if c in line), default=0.0) for c in columns}
        # The first column with much to say holds the titles; names of bodies and dates say the same again and again.
        words = {c: sum(map(len, set(texts[c]))) for c in columns if c != self.numbers and c not in self.money}
        self.titles = next((c for c in sorted(words) if words[c] >= _MUCH * max(words.values())), None)
        self.above = self._above()
        self.ends = figure_ends(self.cells, self.above, self.money, self.numbers)
        self.anchored = {k for k in range(self.start, len(rows)) if any(self.is_figure(k, c) for c in self.cells[k])}

    def _above(self) -> dict[tuple[int, int], int]:
        """For each text of a column the line that holds the one closely above it."""
        last: dict[int, int] = {}
        found: dict[tuple[int, int], int] = {}
        for k, line in enumerate(self.cells):
            for column in line:
                if column in last and self.middles[k] - self.middles[last[column]] <= _PITCH * self.height:
                    found[k, column] = last[column]
                last[column] = k
        return found

    def is_figure(self, k: int, column: int) -> bool:
        """Is it an amount among amounts, or a number in the column of numbers?"""
        chunk = self.cells[k].get(column)
        if chunk is None or (k, column) in self.ends:
            return False
        return is_amount(chunk.text) if column in self.money else column == self.numbers and is_number(chunk.text)

    def block(self, column: int, lines: Sequence[int]) -> Block | None:
        """These lines as one cell; None where they cannot be: a figure comes first, and lines of a cell follow each other."""
        figure = self.is_figure(lines[0], column)
        if any(self.is_figure(k, column) or (figure and not self._ends_figure(k, column)) for k in lines[1:]):
            return None
        against = 0
        for above, below in pairwise(lines):
            if self.middles[below] - self.middles[above] > _PITCH * self.height:
                return None
            against += self._unforced(column, above, below)
        return Block(column, self.middles[lines[0]], self.middles[lines[-1]], figure, against)

    def _ends_figure(self, k: int, column: int) -> bool:
        return (k, column) in self.ends or (column != self.numbers and is_remark(self.cells[k][column].text))

    def _unforced(self, column: int, above: int, below: int) -> int:
        """Does a line begin like a text of its own, though its first word had room above?"""
        text, word = self.cells[below][column].text, self.cells[below][column].words[0].box
        if ACROSS.match(text) and text[:1].isupper():
            return 3
        line = self.cells[above][column]
        if line.text[-1] in ",;–-" and line.text[-2:-1].isalnum():
            return 0
        room = self.widths[column] - (line.x1 - line.x0)
        return int(text[:1].isupper() and not self.wide[above] and room > word.x1 - word.x0 + 0.3 * self.height)

    def row(self, i: int, j: int) -> list[Block] | None:
        """The cells of a row of the lines from ``i`` up to ``j``; None where these are no row."""
        if any(self.ruled[i : j - 1]):
            return None
        figures = [k for k in range(i, j) if k in self.anchored]
        if not figures:
            return self._again(i, j) or self._title(i, j)
        numbered = self.numbers is not None and self.is_figure(figures[0], self.numbers)
        if len(figures) > 1 or (numbered and any(self.wide[k] for k in range(i, j) if k != figures[0])):
            return None
        return self.blocks({c for k in range(i, j) for c in self.cells[k]}, i, j)

    def blocks(self, columns: Iterable[int], i: int, j: int) -> list[Block] | None:
        """The cells that these columns have in the lines from ``i`` up to ``j``; None where one cannot be."""
        found = []
        for column in sorted(columns):
            lines = [k for k in range(i, j) if column in self.cells[k]]
            block = self.block(column, lines) if lines else None
            if block is not None:
                found.append(block)
            elif lines:
                return None
        return found

    def against(self, blocks: Sequence[Block], i: int, j: int, *, first: bool = False) -> float:
        """What in the texts speaks against these cells as a row, the ``first`` of the page or not."""
        doubts = sum(block.against for block in blocks)
        if blocks[0].column < 0:
            return doubts
        doubts += sum(bool(_YEARS_REST.fullmatch(line[column].text)) for column, line in self._begins(i, j).items())
        title = next((b for b in blocks if b.column == self.titles), None)
        if self.titles is not None and title is None and not any(self.wide[i:j]):
            doubts += not ACROSS.match(self.rows[i].chunks[0].text)
        elif title is not None:
            text = next(line[title.column].text for line in self.cells[i:j] if title.column in line)
            doubts += text[:1].islower()
        return doubts

    def _begins(self, i: int, j: int) -> dict[int, dict[int, Chunk]]:
        """For each column the line that its text begins in."""
        return {column: line for line in reversed(self.cells[i:j]) for column in line}

    def stands_alone(self, k: int) -> bool:
        """Do the lines just above line ``k`` read as the title of a section, or as the rest of a row from the page before?"""
        return any(self._title(i, k) or self.is_tail(i, k) for i in range(max(k - _MOST_TITLE, 0), k))

    def is_tail(self, i: int, j: int) -> bool:
        """Are the lines the rest of a row that a page break cut: no figures, and each text goes on in lower case?"""
        texts: dict[int, str] = {}
        for line in self.cells[i:j]:
            for column, chunk in line.items():
                texts.setdefault(column, chunk.text)
        plain = not any(k in self.anchored for k in range(i, j)) and not texts.keys() & (self.money | {self.numbers})
        return plain and not any(self.ruled[i : j - 1]) and all(text[:1].islower() for text in texts.values()) and not self._goes_on(i)

    def _goes_on(self, i: int) -> bool:
        """Does each text of the line go on with the text just above it, as the last lines of a head do? A head known from the page before tells."""
        if not i or any(self.above.get((i, c)) != i - 1 for c in self.cells[i]):
            return False
        return not self.before.head or all(chunk.text.replace(" ", "") in self.before.head for chunk in self.cells[i].values())

    def _again(self, i: int, j: int) -> list[Block] | None:
        """The lines as the head of the table, repeated: all its lines, up to where its own rows begin."""
        if i < self.start or len(self.cells[i]) < _LEAST_HEAD or j - i > self.start:
            return None
        said = [[c.text for c in row.chunks] for row in (*self.rows[i : j + 1], *self.rows[: j - i + 1])]
        same = said[: j - i] == said[-(j - i + 1) : -1]
        more = len(said) == 2 * (j - i + 1) and said[j - i] == said[-1] and j - i < self.start
        return [Block(-1, self.middles[i], self.middles[j - 1], False, 0)] if same and not more else None

    def _title(self, i: int, j: int) -> list[Block] | None:
        """The lines as the title of a section: one text, over several columns or worded like one."""
        lines = self.cells[i:j]
        if j - i > _MOST_TITLE or any(len(line) > 1 for line in lines):
            return None
        (first,) = lines[0].values()
        if first.text[:1].islower() and i:
            return None
        if not self.wide[i] and not (ACROSS.match(first.text) and first.text[:1].isupper()):
            return None
        near = all(b - a <= _PITCH * self.height for a, b in pairwise(self.middles[i:j]))
        return [Block(-1, self.middles[i], self.middles[j - 1], False, 0)] if near else None


def _mostly(test: Callable[[str], bool], texts: Sequence[str]) -> bool:
    return bool(texts) and sum(map(test, texts)) >= _SHARE * len(texts)
