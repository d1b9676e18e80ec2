"""The room that a cell's lines of text have, and whether its program writes the space at which a line wraps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from ingest.grid import Grid, GridCell
from ingest.pdf_breaks import Habits
from ingest.pdf_text import Room, TextLine, is_full, wraps

Place = tuple[int, int]
Lines = Mapping[Place, Sequence[TextLine]]

# How far (points) the lines of a cell written from the left may begin off each other; lines so much longer than others show it.
_LEFT, _TELLING = 0.35, 2.0
# So many lines show a habit, and this share of them makes it one.
_SEEN, _USUAL = 4, 0.9


def rooms(grid: Grid, lines: Lines, padding: float, habits: Habits) -> dict[Place, Room]:
    """For each cell with text the space that a line of it has."""
    plain = {(cell.row, cell.column): _room(cell, lines, padding, habits) for cell in grid.cells if lines.get((cell.row, cell.column))}
    if not grid.ruled:
        plain = _as_written(grid, lines, plain)
    tally: dict[bool | None, list[bool]] = defaultdict(list)
    for cell in grid.cells:
        held = lines.get((cell.row, cell.column), ())
        if len(held) > 1:
            room = plain[cell.row, cell.column]
            tally[_is_left(held)] += [
                above.spaced
                for above, below in zip(held, held[1:], strict=False)
                if wraps(above, below, room) and not is_full(above, below, room)
            ]
    spaced = {left for left, seen in tally.items() if left is not None and len(seen) >= _SEEN and sum(seen) >= _USUAL * len(seen)}
    return {place: Room(r.lo, r.hi, r.habits, spaced=_is_left(lines[place]) in spaced) for place, r in plain.items()}


def _room(cell: GridCell, lines: Lines, padding: float, habits: Habits) -> Room:
    upright = lines[cell.row, cell.column][0].parts[0].turn in (0, 180)
    width = cell.box.x1 - cell.box.x0 if upright else cell.box.y1 - cell.box.y0
    return Room(padding, width - padding, habits)


def _as_written(grid: Grid, lines: Lines, plain: Mapping[Place, Room]) -> dict[Place, Room]:
    """Where no rule tells a column's width, its longest line does."""
    widest: dict[int, float] = defaultdict(float)
    for cell in grid.cells:
        if cell.column_span == 1:
            widest[cell.column] = max(widest[cell.column], *(ln.u1 - ln.u0 for ln in lines.get((cell.row, cell.column), ())), 0.0)
    narrow = {(cell.row, cell.column): widest[cell.column] for cell in grid.cells if cell.column_span == 1}
    return {place: Room(r.lo, min(r.hi, r.lo + narrow[place]), r.habits) if place in narrow else r for place, r in plain.items()}


def _is_left(lines: Sequence[TextLine]) -> bool | None:
    """Are the lines written from the left? None where all are about as long, and so tell nothing."""
    first = min(line.u0 for line in lines)
    if not all(line.u0 - first < _LEFT for line in lines):
        return False
    lengths = [line.u1 - line.u0 for line in lines]
    return True if max(lengths) - min(lengths) > _TELLING else None
