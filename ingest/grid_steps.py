"""Rows that no rule parts, told by the columns' rules: where several of these end, or begin, at one height, a row does.

A title over the whole table, or a total's label over some of its columns, interrupts the rules that run down between columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.grid import Line

# How far apart (points) the ends of rules that stop at one height may lie, and how far from a border drawn there.
_LEVEL, _DRAWN = 1.3, 4.0
# Fewer rules than this that stop at one height are worn ones.
_LEAST = 2
# A row is at least so high (points).
_ROW = 6.0


def stepped(lines: Sequence[Line]) -> list[Line]:
    """The borders between rows that only the ends of vertical rules tell, over the whole width of their table."""
    down = [ln for ln in lines if ln.x0 == ln.x1 and abs(ln.y1 - ln.y0) >= _ROW]
    across = [ln for ln in lines if ln.y0 == ln.y1]
    found: list[Line] = []
    for y in _heights(down):
        through = [ln for ln in down if ln.y0 - _LEVEL <= y <= ln.y1 + _LEVEL]
        left, right = min(ln.x0 for ln in through), max(ln.x0 for ln in through)
        beyond = any(ln.y0 < y - _ROW and ln.y1 > y + _ROW for ln in through if ln.x0 in (left, right))
        near = any(abs(ln.y0 - y) < _DRAWN and ln.x1 > left and ln.x0 < right for ln in across)
        # A table without any rule across is told by its texts.
        ruled = any(ln.x0 <= left + _DRAWN and ln.x1 >= right - _DRAWN for ln in across)
        if ruled and beyond and not near and not any(abs(seam.y0 - y) < _DRAWN for seam in found):
            found.append(Line(left, y, right, y))
    return found


def _heights(down: Sequence[Line]) -> Iterator[float]:
    """Where several rules of one table end, or several begin."""
    for ends in (sorted((ln.y0, ln.x0) for ln in down), sorted((ln.y1, ln.x0) for ln in down)):
        group: list[tuple[float, float]] = []
        for end in [*ends, (float("inf"), 0.0)]:
            if group and end[0] - group[0][0] > _LEVEL:
                if len({round(x) for _, x in group}) >= _LEAST:
                    yield sum(y for y, _ in group) / len(group)
                group = []
            group.append(end)
