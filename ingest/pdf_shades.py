"""Tables drawn by background colour alone: the edges of shaded cells stand for ruling lines where no lines are drawn."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.grid import Grid, Line, grids_from_lines
from ingest.model import Box

# So many borders in a row side by side are those of a table's columns.
_MANY = 4


def shade_edges(fills: Sequence[Box], ruled: Sequence[Grid], width: float, height: float) -> list[Line]:
    """The edges of the backgrounds that lie in no ruled table and are no background of the page itself."""
    lines: list[Line] = []
    for box in fills:
        whole_page = box.x1 - box.x0 > 0.97 * width or (box.y1 - box.y0) > 0.8 * height
        if whole_page or any(_overlap(box, grid.box) for grid in ruled):
            continue
        lines += [Line(box.x0, box.y0, box.x1, box.y0), Line(box.x0, box.y1, box.x1, box.y1)]
        lines += [Line(box.x0, box.y0, box.x0, box.y1), Line(box.x1, box.y0, box.x1, box.y1)]
    return lines


def shaded_grids(edges: list[Line]) -> list[Grid]:
    """The tables whose every cell has a background of its own: at least two rows and two columns."""
    return [g for g in grids_from_lines(edges) if len(g.column_edges) > 2 and len(g.row_edges) > 2]


def shaded_strips(edges: list[Line]) -> list[Grid]:
    """Single rows whose every cell has a background of its own, in many columns: every other row of a table may be drawn so."""
    return [g for g in grids_from_lines(edges) if len(g.column_edges) > _MANY and len(g.row_edges) == 2]


def _overlap(a: Box, b: Box) -> bool:
    return min(a.x1, b.x1) - max(a.x0, b.x0) > 2 and min(a.y1, b.y1) - max(a.y0, b.y0) > 2
