"""Rows by their figures: where the texts of a row stand at different heights, its lines gather around its number and its amounts.

A row's cells may begin at one height, end at one, or share their middle. Each way is tried; the one that fits every line of
the table to a fraction of a line, and that no other reading rivals, tells the rows for certain.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, product
from typing import Literal

from ingest.grid_chunks import NOTHING, Before, TextRow
from ingest.grid_groups import Groups
from ingest.grid_lines import BROKEN, Block, Lines

Mode = Literal["middle", "top", "bottom"]
_MODES: tuple[Mode, ...] = ("middle", "top", "bottom")
# How far a cell may stray from its place, in heights of a line.
_STRAY = 0.27
# No row has more lines than this; so many readings of the lines above each cut are followed up.
_MOST_LINES, _FOLLOWED = 40, 3
# So much speaks against a reading, by row, before it is given up.
_DOUBT = 0.15
# Titles at the foot of several rows by source are rarer than at their head or middle.
_RARE = 0.6

Cuts = tuple[int, ...]
_Found = tuple[float, Cuts]


@dataclass(frozen=True, slots=True)
class Rows:
    """Lines gathered into rows; ``down`` names the columns of a row, by its index, whose cells go on in the next one."""

    groups: list[list[TextRow]]
    down: dict[int, frozenset[int]] = field(default_factory=dict)


def anchored(rows: Sequence[TextRow], xs: Sequence[float], ruled: Sequence[bool], before: Before = NOTHING) -> Rows | None:
    """The lines as the head, if there is one, and the rows below it; None where their figures do not tell the rows.

    ``ruled`` tells where a rule runs between a line and the next one, ``before`` what the page before ended with.
    """
    lines = Lines(rows, xs, ruled, before)
    if not lines.anchored or not lines.money:
        return None
    cuts = _best(lines)
    if cuts is not None:
        return Rows([list(rows[a:b]) for a, b in pairwise((0, *cuts) if cuts[0] else cuts)])
    groups = Groups(rows, xs, ruled, before)
    if not groups.each or len(groups.amounts) < (1 if before.edges else 3):
        return None
    cuts = _best(groups)
    return _by_group(groups, cuts) if cuts is not None else None


def _best(lines: Lines) -> Cuts | None:
    """The one reading that fits and that little speaks against."""
    readings: dict[Cuts, float] = {}
    for start in _starts(lines):
        for figures, texts in product(_MODES, _MODES):
            for score, cuts in _Search(lines, figures, texts).readings(start):
                score += (
                    _uneven(lines, cuts)
                    + (start > 0 and lines.stands_alone(start))
                    + (texts == "bottom" and isinstance(lines, Groups)) * _RARE
                )
                readings[cuts] = min(score, readings.get(cuts, score))
    ranked = sorted(readings.items(), key=lambda item: item[1])
    if not ranked or (len(ranked) > 1 and ranked[1][1] - ranked[0][1] < 0.5):
        return None
    cuts, score = ranked[0]
    return cuts if score <= max(_DOUBT * len(cuts), 0.9) else None


def _by_group(lines: Groups, cuts: Cuts) -> Rows:
    found = [list(lines.rows[: cuts[0]])] if cuts[0] else []
    down: dict[int, frozenset[int]] = {}
    for i, j in pairwise(cuts):
        parts = lines.parted(i, j)
        down |= {len(found) + n: frozenset(lines.shared) for n in range(len(parts) - 1)}
        found += [[lines.rows[k] for k in part] for part in parts]
    return Rows(found, down)


def _starts(lines: Lines) -> Iterable[int]:
    """The lines that the first row may begin with: after the last head of a column of figures."""
    first = min(lines.anchored)
    heads = [
        k for k in range(first) if any(c in lines.money or c == lines.numbers for c in lines.cells[k]) and not lines.stands_alone(k + 1)
    ]
    return range(heads[-1] + 1, first + 1) if heads else (0,)


class _Search:
    """Rows of figures that stand at the ``figures`` place of their row, and of texts at the ``texts`` place."""

    def __init__(self, lines: Lines, figures: Mode, texts: Mode) -> None:
        self.lines = lines
        self.modes = (texts, figures)

    def readings(self, start: int) -> list[_Found]:
        """The best ways to cut the lines from ``start`` on into rows."""
        size = len(self.lines.rows)
        best: list[list[_Found]] = [[] for _ in range(size + 1)]
        best[start] = [(0.0, (start,))]
        for j in range(start + 1, size + 1):
            found = []
            for i in range(max(start, j - _MOST_LINES), j):
                against = self._against(i, j, start) if best[i] else None
                if against is not None:
                    found += [(score + against, (*cuts, j)) for score, cuts in best[i]]
            best[j] = sorted(found)[:_FOLLOWED]
        return best[size]

    def _against(self, i: int, j: int, start: int) -> float | None:
        """What speaks against these lines as a row; None where they are none."""
        lines = self.lines
        if i == start and lines.is_tail(i, j):
            return BROKEN
        blocks = lines.row(i, j)
        if blocks is None:
            return None
        if _fits(blocks, self.modes, lines.height):
            return lines.against(blocks, i, j, first=i == start)
        # The page may end in the middle of the last row, which then begins at one height.
        cut = j == len(lines.rows) and _fits(blocks, ("top", "top"), lines.height)
        return lines.against(blocks, i, j) + BROKEN if cut else None


def _fits(blocks: Sequence[Block], modes: tuple[Mode, Mode], height: float) -> bool:
    top, bottom = min(b.first for b in blocks), max(b.last for b in blocks)
    return all(_stray(b, modes[b.figure], top, bottom) <= _STRAY * height for b in blocks)


def _stray(block: Block, mode: Mode, top: float, bottom: float) -> float:
    if mode == "top":
        return block.first - top
    if mode == "bottom":
        return bottom - block.last
    return abs(block.first + block.last - top - bottom) / 2


def _uneven(lines: Lines, cuts: Cuts) -> float:
    """How many rows follow each other more closely, in some column, than the lines of cells do."""
    columns = range(len(lines.widths))
    inner: list[float] = []
    outer: list[float] = []
    for column in columns:
        if isinstance(lines, Groups) and column not in lines.shared:
            continue
        inside = [(k, r) for r, (a, b) in enumerate(pairwise(cuts)) for k in range(a, b) if column in lines.cells[k]]
        for (above, r), (below, s) in pairwise(inside):
            (inner if r == s else outer).append(lines.middles[below] - lines.middles[above])
    if not inner:
        return 0.0
    usual = sorted(inner)[len(inner) // 2]
    return float(sum(gap < usual - 0.1 * lines.height for gap in outer)) + 0.5 * sum(gap > usual + 0.35 * lines.height for gap in inner)
