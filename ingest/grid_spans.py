"""Which columns each text of a head stands over: a head over several columns stands in their middle, whatever its own width.

Columns whose own heads begin lower down belong to the head beside or above them that they centre, or that begins where
they do if the head is written from the left.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise, product

from ingest.grid_chunks import Chunk, TextRow, column_of
from ingest.grid_heads import upper_heads

Span = tuple[int, int]
_Choice = tuple[float, Span]

# What it costs (points) to leave a column without a head over it.
_BARE = 4.0
# What it costs, for each column, that the heads below one do not begin at one height.
_UNEVEN = 2.0
# How far (points, and as a share of the columns' width) a head may stand off the middle of its columns.
_OFF, _OFF_SHARE = 5.0, 0.06
# How far the middles, or the beginnings, of the lines of one head stray (points), and their pitch in heights of a line.
_STRAY, _PITCH = 1.5, 1.8
# More choices than this for the heads of a line are not tried out.
_MOST = 20_000


def head_spans(lines: Sequence[TextRow], xs: Sequence[float]) -> dict[int, Span]:
    """The columns of each text, by its identity. ``lines`` are those of one head, ``xs`` the edges of the columns."""
    return _Head(lines, xs).spans


class _Head:
    """The lines of a head, settled from top to bottom."""

    def __init__(self, lines: Sequence[TextRow], xs: Sequence[float]) -> None:
        self.lines = lines
        self.xs = xs
        self.plain = {id(c): column_of(xs, c) for row in lines for c in row.chunks}
        self.told = {id(c): (column_of(xs, u.first)[0], column_of(xs, u.last)[1]) for u in upper_heads(lines) for c in u.lines}
        self.from_left = self._is_from_left()
        self.edges = xs if self.from_left else self._as_wide()
        self.spans = dict(self.plain)
        self.parents: set[int] = set()
        self.seen: set[int] = set()
        for k, row in enumerate(lines):
            self._settle(k, [c for c in row.chunks if id(c) not in self.seen])

    def _as_wide(self) -> list[float]:
        """The edges, the outer ones moved out so that the first and the last head stand in the middle of their columns."""
        last = len(self.xs) - 2
        lefts = [c.x0 + c.x1 - self.xs[1] for row in self.lines for c in row.chunks if self.plain[id(c)] == (0, 0)]
        rights = [c.x0 + c.x1 - self.xs[-2] for row in self.lines for c in row.chunks if self.plain[id(c)] == (last, last)]
        return [min(lefts[-1:] + [self.xs[0]]), *self.xs[1:-1], max(rights[-1:] + [self.xs[-1]])]

    def _is_from_left(self) -> bool:
        """Do the lines of the heads begin at one place rather than share their middles?"""
        columns: dict[Span, list[Chunk]] = {}
        for row in self.lines:
            for chunk in row.chunks:
                columns.setdefault(self.plain[id(chunk)], []).append(chunk)
        pairs = [pair for held in columns.values() for pair in pairwise(held) if abs(pair[0].x1 - pair[1].x1) > _STRAY]
        left = sum(abs(a.x0 - b.x0) < 1 for a, b in pairs)
        return left > sum(abs(a.x0 + a.x1 - b.x0 - b.x1) < 2 for a, b in pairs)

    def _settle(self, k: int, chunks: Sequence[Chunk]) -> None:
        """The columns of the heads that begin in line ``k``, so that together they stand best over them."""
        blocks: list[list[Chunk]] = []
        choices: list[list[_Choice]] = []
        count = 1
        for chunk in chunks:
            block, found = self._choices(k, chunk)
            blocks.append(block)
            choices.append(found)
            count *= len(found)
        bare = {c for found in choices for _, span in found for c in _columns(span)}
        best = min(product(*choices), key=lambda each: _together(each, bare)) if count <= _MOST else tuple(found[0] for found in choices)
        for block, (_, span) in zip(blocks, best, strict=True):
            self.seen |= {id(c) for c in block}
            if span[1] > span[0]:
                self.spans |= {id(c): span for c in block}
                self.parents |= {id(c) for c in block}

    def _choices(self, k: int, chunk: Chunk) -> tuple[list[Chunk], list[_Choice]]:
        """The lines of the head that begins with the chunk, and the columns it may stand over with what speaks against each choice."""
        plain = lo, hi = self.plain[id(chunk)]
        while lo > 0 and self._bare(k, lo - 1, chunk):
            lo -= 1
        while hi < len(self.xs) - 2 and self._bare(k, hi + 1, chunk):
            hi += 1
        if self._level(k, plain, (lo, hi)):
            lo, hi = plain
        block = self._block(k, chunk, (lo, hi))
        first, last = min(self.plain[id(c)][0] for c in block), max(self.plain[id(c)][1] for c in block)
        if lo > first or hi < last or lo == hi:
            return block, [(0.0, plain)]
        x0, x1 = min(c.x0 for c in block), max(c.x1 for c in block)
        found: list[_Choice] = []
        for span in product(range(lo, first + 1), range(last, hi + 1)):
            off = self._off(x0, x1, span)
            if span == plain or (off <= _OFF + _OFF_SHARE * self._width(span) and self._headed_below(k + len(block), span)):
                found.append((off + self._uneven(k + len(block), span), span))
        told = self.told.get(id(chunk))
        if told is not None and not any(span[1] > span[0] for _, span in found):
            found = [(0.0, told)]
        return block, found or [(0.0, (first, last))]

    def _level(self, k: int, own: Span, reach: Span) -> bool:
        """Do the heads of all columns within reach stand at half the height of the one that begins in line ``k``? Then it heads none of them."""
        others = [c for c in _columns(reach) if c not in _columns(own)]
        if own[0] != own[1] or not others:
            return False
        middles = []
        for column in (own[0], *others):
            held = [row for row in self.lines[k:] if any(column in _columns(self.plain[id(c)]) for c in row.chunks)]
            middles.append((held[0].y0 + held[-1].y1) / 2)
        return all(abs(y - middles[0]) < 0.3 * self.lines[k].height for y in middles)

    def _off(self, x0: float, x1: float, span: Span) -> float:
        starts = [c.x0 for row in self.lines for c in row.chunks if self.plain[id(c)][0] == span[0]]
        if self.from_left and span[1] > span[0] and starts:
            return abs(x0 - min(starts))
        middles = [[c.x0 + c.x1 for row in self.lines for c in row.chunks if self.plain[id(c)] == (k, k)] for k in span]
        between = (middles[0][-1] + middles[1][-1]) / 2 if all(middles) else self.edges[span[0]] + self.edges[span[1] + 1]
        return min(abs(self.edges[span[0]] + self.edges[span[1] + 1] - x0 - x1), abs(between - x0 - x1)) / 2

    def _uneven(self, k: int, span: Span) -> float:
        """What speaks against columns the heads of which, from line ``k`` on, do not begin at one height."""
        if span[0] == span[1]:
            return 0.0
        firsts = [
            next((n for n, row in enumerate(self.lines[k:]) if any(self._reaches(c, x) for c in row.chunks)), -1) for x in _columns(span)
        ]
        return _UNEVEN * sum(first != max(firsts, key=firsts.count) for first in firsts)

    def _width(self, span: Span) -> float:
        return self.edges[span[1] + 1] - self.edges[span[0]]

    def _bare(self, k: int, column: int, chunk: Chunk) -> bool:
        """Does the column's own head begin below line ``k``, below the same heads over several columns?"""
        over = {id(c) for row in self.lines[: k + 1] for c in row.chunks if self._reaches(c, column)}
        own = {i for i in self.parents if self.spans[i][0] <= self.plain[id(chunk)][0] <= self.spans[i][1]}
        within = all(self.spans[i][0] <= column <= self.spans[i][1] for i in own)
        return over <= own and within and any(self._reaches(c, column) for row in self.lines[k + 1 :] for c in row.chunks)

    def _reaches(self, chunk: Chunk, column: int) -> bool:
        first, last = self.spans[id(chunk)]
        return first <= column <= last

    def _headed_below(self, k: int, span: Span) -> bool:
        """Does each of the columns have a text in the lines from ``k`` on?"""
        held = {c for row in self.lines[k:] for chunk in row.chunks for c in _columns(self.plain[id(chunk)])}
        return all(c in held for c in _columns(span))

    def _block(self, k: int, chunk: Chunk, reach: Span) -> list[Chunk]:
        """The chunk and its further lines, which end where the heads of other columns within its reach begin."""
        block = [chunk]
        own = set(_columns(self.plain[id(chunk)]))
        for row in self.lines[k + 1 :]:
            inside = [c for c in row.chunks if reach[0] <= self.plain[id(c)][0] <= reach[1]]
            if len(inside) != 1 or row.y0 - block[-1].y0 > _PITCH * (chunk.y1 - chunk.y0) or not _aligned(chunk, inside[0]):
                break
            if not own & set(_columns(self.plain[id(inside[0])])):
                break
            block.append(inside[0])
        return block


def _together(choice: Sequence[_Choice], bare: AbstractSet[int]) -> float:
    """What speaks against these spans side by side: none may run into the next, and no column should stay bare."""
    if any(a[1] >= b[0] for (_, a), (_, b) in pairwise(choice)):
        return float("inf")
    covered = {c for _, span in choice for c in _columns(span)}
    return sum(against for against, _ in choice) + _BARE * len(bare - covered)


def _columns(span: Span) -> range:
    return range(span[0], span[1] + 1)


def _aligned(above: Chunk, below: Chunk) -> bool:
    return min(abs(above.x0 - below.x0), abs(above.x0 + above.x1 - below.x0 - below.x1) / 2) < _STRAY
