"""Ruling lines become cells: one geometry for exported PDFs and scans alike.

A line that is broken, doubled, a little too short or a little off is still the line a reader sees; a separator that is
not there makes a merged cell. Tables without rulings are in ``ingest.grid_aligned``.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from ingest.grid_cells import rectangles, regions
from ingest.grid_strokes import THINNEST, Run, components, join, join_level, rejoin_open
from ingest.model import Box

# Borders of different rows that lie this close (points) and never stand side by side are one border drawn unevenly.
_JITTER_X, _JITTER_Y = 9.0, 5.0
# More pairs of strokes than this are a drawing (a hatching, a map) and no tables.
_MOST_PAIRS = 4_000_000


class TooManyLines(ValueError):
    """The page draws more lines than any table has."""


@dataclass(frozen=True, slots=True)
class Line:
    """A ruling line, axis-aligned: horizontal (``y0 == y1``) or vertical (``x0 == x1``). Points from the top left."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of text and where it stands."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a grid: position and span counted from 0, box in points."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box


@dataclass(frozen=True, slots=True)
class Grid:
    """One table's geometry. ``cells`` cover every position exactly once, merged cells as one.

    ``repaired`` names the positions whose separators contradict each other (a region that was no rectangle and was cut
    into some). ``ruled`` is False where columns come from the alignment of words.
    """

    column_edges: tuple[float, ...]
    row_edges: tuple[float, ...]
    cells: tuple[GridCell, ...]
    box: Box
    ruled: bool = True
    repaired: frozenset[tuple[int, int]] = frozenset()


def grids_from_lines(lines: list[Line], *, tolerance: float = 2.0) -> list[Grid]:
    """All tables that the ruling lines of one page draw, top to bottom.

    ``tolerance`` (points) is how far strokes of one border may stray; ends that touch nothing may miss by twice as much.
    A frame without inner lines is no table. A table inside a cell of another one is a grid of its own. Raises ``TooManyLines``.
    """
    across = join((Run((ln.y0 + ln.y1) / 2, min(ln.x0, ln.x1), max(ln.x0, ln.x1)) for ln in lines if _is_across(ln)), tolerance)
    down = join((Run((ln.x0 + ln.x1) / 2, min(ln.y0, ln.y1), max(ln.y0, ln.y1)) for ln in lines if not _is_across(ln)), tolerance)
    across, down = _lines_only(across), _lines_only(down)
    if len(across) * len(down) > _MOST_PAIRS:
        raise TooManyLines(len(across) + len(down))
    groups = components(across, down, tolerance)
    grids = [grid for group in rejoin_open(groups, tolerance) if (grid := _grid(*group, tolerance)) is not None]
    return sorted(grids, key=lambda g: (g.box.y0, g.box.x0))


def grids_from_words(words: list[Word], *, rulings: list[Line] | None = None) -> list[Grid]:
    """Tables without (or with only some) rulings, found by the alignment of words; see ``ingest.grid_aligned``."""
    from ingest.grid_aligned import aligned_grids

    return aligned_grids(words, rulings or [])


def _lines_only(runs: list[Run]) -> list[Run]:
    return [run for run in runs if run.length >= THINNEST]


def _is_across(line: Line) -> bool:
    return abs(line.x1 - line.x0) >= abs(line.y1 - line.y0)


def _grid(across: list[Run], down: list[Run], tolerance: float) -> Grid | None:
    xs = _edges(down, _JITTER_X)
    ys = _edges(across, _JITTER_Y)
    xs = _open_sides(xs, across)
    ys = _open_sides(ys, down)
    at_x, at_y = _by_edge(down, xs), _by_edge(across, ys)
    # A border that separates nothing over at least half of one cell is a stray stroke.
    ys = [y for k, y in enumerate(ys) if k in (0, len(ys) - 1) or any(_covered(at_y[k], xs))]
    xs = [x for k, x in enumerate(xs) if k in (0, len(xs) - 1) or any(_covered(at_x[k], ys))]
    if len(xs) < 2 or len(ys) < 2 or (len(xs) == 2 and len(ys) == 2):
        return None
    at_x, at_y = _by_edge(down, xs), _by_edge(across, ys)
    has_across = [_covered(runs, xs) for runs in at_y]
    columns = [_covered(runs, ys) for runs in at_x]
    has_down = [[column[r] for column in columns] for r in range(len(ys) - 1)]
    return assemble(xs, ys, has_across, has_down)


def _edges(runs: list[Run], jitter: float) -> list[float]:
    """The borders' places: strokes closer than the thinnest cell are one, and so is one drawn unevenly from row to row."""
    clusters: list[list[Run]] = []
    for run in sorted(runs, key=lambda r: r.at):
        off = run.at - clusters[-1][0].at if clusters else jitter + 1
        if off <= THINNEST or (off <= jitter and not _side_by_side(clusters[-1], run)):
            clusters[-1].append(run)
        else:
            clusters.append([run])
    return [sum(r.at * (r.length + 0.01) for r in c) / sum(r.length + 0.01 for r in c) for c in clusters]


def _side_by_side(cluster: list[Run], run: Run) -> bool:
    return any(min(r.hi, run.hi) - max(r.lo, run.lo) > THINNEST for r in cluster)


def _open_sides(edges: list[float], crossing: list[Run]) -> list[float]:
    """Add the outer border that is not drawn but that at least two crossing strokes reach out to."""
    if len(crossing) < 2 or not edges:
        return edges
    first, last = sorted(r.lo for r in crossing)[:2], sorted((r.hi for r in crossing), reverse=True)[:2]
    if edges[0] - first[1] > 2 * THINNEST:
        edges = [first[0] if first[1] - first[0] <= THINNEST else first[1], *edges]
    if last[1] - edges[-1] > 2 * THINNEST:
        edges = [*edges, last[0] if last[0] - last[1] <= THINNEST else last[1]]
    return edges


def _by_edge(runs: list[Run], edges: list[float]) -> list[list[Run]]:
    grouped: list[list[Run]] = [[] for _ in edges]
    for run in runs:
        k = bisect_left(edges, run.at)
        k = min((i for i in (k - 1, k) if 0 <= i < len(edges)), key=lambda i: abs(edges[i] - run.at))
        if abs(edges[k] - run.at) <= max(_JITTER_X, _JITTER_Y):
            grouped[k].append(run)
    return grouped


def _covered(runs: list[Run], edges: list[float]) -> list[bool]:
    """Per cell between two edges: is at least half of it drawn?"""
    merged = join_level(runs, 0.5) if runs else []
    covered = [False] * (len(edges) - 1)
    for k, (lo, hi) in enumerate(zip(edges, edges[1:], strict=False)):
        drawn = 0.0
        for run in merged:
            if run.lo < hi and run.hi > lo:
                drawn += (run.hi if run.hi < hi else hi) - (run.lo if run.lo > lo else lo)
        covered[k] = drawn >= (hi - lo) / 2
    return covered


def assemble(xs: list[float], ys: list[float], has_across: list[list[bool]], has_down: list[list[bool]]) -> Grid:
    """A grid out of edges and separators: ``has_across[edge][column]``, ``has_down[row][edge]``; none makes a merged cell."""
    cells: list[GridCell] = []
    repaired: set[tuple[int, int]] = set()
    for region in regions(has_across, has_down):
        parts = rectangles(region)
        if len(parts) > 1:
            repaired |= region
        cells += (GridCell(r0, c0, r1 - r0 + 1, c1 - c0 + 1, Box(xs[c0], ys[r0], xs[c1 + 1], ys[r1 + 1])) for r0, c0, r1, c1 in parts)
    cells.sort(key=lambda c: (c.row, c.column))
    return Grid(tuple(xs), tuple(ys), tuple(cells), Box(xs[0], ys[0], xs[-1], ys[-1]), repaired=frozenset(repaired))
