"""The tables that a page draws, in full or in part: of several ways to see its rules and backgrounds the likeliest that leaves no row untold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.grid import Grid, Line
from ingest.model import Table
from ingest.pdf_breaks import Habits
from ingest.pdf_partial import with_undrawn_rows
from ingest.pdf_place import Ink
from ingest.pdf_tables import tables

_Found = tuple[list[Table], list[Ink]]


@dataclass(frozen=True, slots=True)
class Shapes:
    """What a page draws of its tables: ``grids``, these without their open bands (``parts``), and strips of background."""

    grids: list[Grid]
    parts: list[Grid]
    strips: list[Grid]

    def tried(self) -> list[list[Grid]]:
        """The ways to see them, likeliest first; the last one is the grids as they are."""
        ways = [[*self.parts, *self.strips], self.parts, [*self.grids, *self.strips]]
        return [way for k, way in enumerate(ways) if way != self.grids and way not in ways[:k]]


def drawn_tables(shapes: Shapes, inks: list[Ink], rules: tuple[list[Line], list[Line]], number: int, habits: Habits) -> _Found:
    """The tables that lines or backgrounds draw, in full or in part. ``rules``: those drawn, and those with borders that are not.

    Parts of grids, and strips, count only where all the rows between can be told.
    """
    alone = {strip.box for strip in shapes.strips}
    for pieces in shapes.tried():
        for lines in rules:
            found, loose, sure = with_undrawn_rows(*_tables(pieces, inks, number, habits), lines, number, habits)
            lost = any(_in_grid(ink, shapes.grids) for ink in loose)
            if sure and not lost and not any(table.box in alone for table in found):
                return found, loose
    found, loose, _ = with_undrawn_rows(*_tables(shapes.grids, inks, number, habits), rules[-1], number, habits)
    return found, loose


def _tables(pieces: list[Grid], inks: list[Ink], number: int, habits: Habits) -> _Found:
    """The tables of these grids, of those that are nothing but columns too, and the words in none of them."""
    found, loose = tables([grid for grid in pieces if grid.cells], inks, number, habits=habits)
    bare = [grid for grid in pieces if not grid.cells]
    return [*found, *(Table(0, len(g.column_edges) - 1, (), number, g.box, column_edges=g.column_edges) for g in bare)], loose


def _in_grid(ink: Ink, grids: Sequence[Grid]) -> bool:
    x, y = ink.middle
    return any(grid.box.x0 < x < grid.box.x1 and grid.box.y0 < y < grid.box.y1 for grid in grids)
