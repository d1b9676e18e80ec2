"""Ruling lines become cells: one geometry for exported PDFs and scans alike.

A line that is broken, doubled, a little too short or a little off is still the line a reader sees; a separator that is
not there makes a merged cell. Tables without rulings are in ``ingest.grid_aligned``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.grid_cells import rectangles, regions
from ingest.model import Box

# A cell thinner than this (points) holds no readable line of text: its two borders are one double line.
_THINNEST = 3.6
# Borders of different rows that lie this close (points) and never stand side by side are one border drawn unevenly.
_JITTER_X, _JITTER_Y = 9.0, 5.0
# An open-sided table is interrupted by a row without separators no taller than this (points).
_OPEN_ROW = 60.0


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


@dataclass(frozen=True, slots=True)
class _Run:
    """A straight stroke: at ``at`` on the one axis, from ``lo`` to ``hi`` on the other."""

    at: float
    lo: float
    hi: float

    @property
    def length(self) -> float:
        return self.hi - self.lo


def grids_from_lines(lines: list[Line], *, tolerance: float = 2.0) -> list[Grid]:
    """All tables that the ruling lines of one page draw, top to bottom.

    ``tolerance`` (points) is how far strokes of one border may stray; ends that touch nothing may miss by twice as much.
    A frame without inner lines is no table. A table inside a cell of another one is a grid of its own.
    """
    across = _join((_Run((ln.y0 + ln.y1) / 2, min(ln.x0, ln.x1), max(ln.x0, ln.x1)) for ln in lines if _is_across(ln)), tolerance)
    down = _join((_Run((ln.x0 + ln.x1) / 2, min(ln.y0, ln.y1), max(ln.y0, ln.y1)) for ln in lines if not _is_across(ln)), tolerance)
    groups = _components(_lines_only(across), _lines_only(down), tolerance)
    grids = [grid for group in _rejoin_open(groups, tolerance) if (grid := _grid(*group, tolerance)) is not None]
    return sorted(grids, key=lambda g: (g.box.y0, g.box.x0))


def grids_from_words(words: list[Word], *, rulings: list[Line] | None = None) -> list[Grid]:
    """Tables without (or with only some) rulings, found by the alignment of words; see ``ingest.grid_aligned``."""
    from ingest.grid_aligned import aligned_grids

    return aligned_grids(words, rulings or [])


def _lines_only(runs: list[_Run]) -> list[_Run]:
    return [run for run in runs if run.length >= _THINNEST]


def _is_across(line: Line) -> bool:
    return abs(line.x1 - line.x0) >= abs(line.y1 - line.y0)


def _join(runs: Iterable[_Run], tolerance: float) -> list[_Run]:
    """Strokes of one border made one: pieces end to end, overlapping, doubled, or dashes with gaps between."""
    joined: list[_Run] = []
    level: list[_Run] = []
    for run in sorted(runs, key=lambda r: r.at):
        if level and run.at - level[0].at > tolerance:
            joined += _join_level(level, tolerance)
            level = []
        level.append(run)
    return joined + _join_level(level, tolerance)


def _join_level(level: list[_Run], tolerance: float) -> list[_Run]:
    joined: list[_Run] = []
    last = 0.0
    weight = 0.0
    for run in sorted(level, key=lambda r: r.lo):
        dashes = last <= 12 and run.length <= 12
        if joined and run.lo - joined[-1].hi <= (3 if dashes else 2) * tolerance:
            length = max(run.length, 0.01)
            at = (joined[-1].at * weight + run.at * length) / (weight + length)
            joined[-1] = _Run(at, joined[-1].lo, max(joined[-1].hi, run.hi))
            weight += length
        else:
            joined.append(run)
            weight = max(run.length, 0.01)
        last = run.length
    return joined


_Group = tuple[list[_Run], list[_Run]]


def _components(across: list[_Run], down: list[_Run], tolerance: float) -> list[_Group]:
    """Strokes that touch each other, group by group; strokes that touch nothing belong to no table."""
    down = sorted(down, key=lambda r: r.at)
    touching = _touching(across, down, tolerance)
    across, down = _reach(across, down, touching, 2 * tolerance)
    touching = _touching(across, down, tolerance)
    parent = list(range(len(across) + len(down)))

    def find(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, j in touching:
        parent[find(i)] = find(len(across) + j)
    groups: dict[int, _Group] = defaultdict(lambda: ([], []))
    for i, run in enumerate(across):
        groups[find(i)][0].append(run)
    for j, run in enumerate(down):
        groups[find(len(across) + j)][1].append(run)
    return [group for group in groups.values() if group[0] and group[1]]


def _touching(across: list[_Run], down: list[_Run], slack: float) -> list[tuple[int, int]]:
    places = [run.at for run in down]
    pairs = []
    for i, run in enumerate(across):
        for j in range(bisect_left(places, run.lo - slack), bisect_right(places, run.hi + slack)):
            if down[j].lo - slack <= run.at <= down[j].hi + slack:
                pairs.append((i, j))
    return pairs


def _reach(across: list[_Run], down: list[_Run], touching: list[tuple[int, int]], reach: float) -> _Group:
    """Lengthen the ends that touch nothing to the stroke they just miss: a junction that was drawn a little short."""
    slack = reach / 2
    tied_across = [[False, False] for _ in across]
    tied_down = [[False, False] for _ in down]
    for i, j in touching:
        for tied, run, at in ((tied_across[i], across[i], down[j].at), (tied_down[j], down[j], across[i].at)):
            tied[0] |= abs(run.lo - at) <= slack
            tied[1] |= abs(run.hi - at) <= slack
    across, down = list(across), list(down)
    for i, j in _touching(across, down, reach):
        across[i] = _lengthen(across[i], tied_across[i], down[j].at, reach)
        down[j] = _lengthen(down[j], tied_down[j], across[i].at, reach)
    return across, down


def _lengthen(run: _Run, tied: list[bool], at: float, reach: float) -> _Run:
    lo = at if not tied[0] and 0 < run.lo - at <= reach else run.lo
    hi = at if not tied[1] and 0 < at - run.hi <= reach else run.hi
    return _Run(run.at, lo, hi)


def _rejoin_open(groups: list[_Group], tolerance: float) -> list[_Group]:
    """A table open at both sides falls apart at each row without separators: put such pieces together again.

    They stand close below each other, reach equally far left and right, and have the same inner borders.
    """
    result: list[_Group] = []
    for group in sorted(groups, key=lambda g: min(r.at for r in g[0])):
        for k, above in enumerate(result):
            if _one_open_table(above, group, 2 * tolerance):
                result[k] = (above[0] + group[0], above[1] + group[1])
                break
        else:
            result.append(group)
    return result


def _one_open_table(above: _Group, below: _Group, slack: float) -> bool:
    gap = min(r.at for r in below[0]) - max(r.at for r in above[0])
    if not 0 < gap <= _OPEN_ROW:
        return False
    inner = []
    for across, down in (above, below):
        left, right = min(r.lo for r in across), max(r.hi for r in across)
        if any(min(abs(r.at - left), abs(r.at - right)) <= slack for r in down):
            return False
        inner.append((left, right, *sorted({round(r.at / slack) for r in down})))
    same_sides = abs(inner[0][0] - inner[1][0]) <= slack and abs(inner[0][1] - inner[1][1]) <= slack
    return same_sides and len(set(inner[0][2:]) & set(inner[1][2:])) * 2 >= min(len(inner[0]), len(inner[1])) - 2


def _grid(across: list[_Run], down: list[_Run], tolerance: float) -> Grid | None:
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


def _edges(runs: list[_Run], jitter: float) -> list[float]:
    """The borders' places: strokes closer than the thinnest cell are one, and so is one drawn unevenly from row to row."""
    clusters: list[list[_Run]] = []
    for run in sorted(runs, key=lambda r: r.at):
        off = run.at - clusters[-1][0].at if clusters else jitter + 1
        if off <= _THINNEST or (off <= jitter and not _side_by_side(clusters[-1], run)):
            clusters[-1].append(run)
        else:
            clusters.append([run])
    return [sum(r.at * (r.length + 0.01) for r in c) / sum(r.length + 0.01 for r in c) for c in clusters]


def _side_by_side(cluster: list[_Run], run: _Run) -> bool:
    return any(min(r.hi, run.hi) - max(r.lo, run.lo) > _THINNEST for r in cluster)


def _open_sides(edges: list[float], crossing: list[_Run]) -> list[float]:
    """Add the outer border that is not drawn but that at least two crossing strokes reach out to."""
    if len(crossing) < 2 or not edges:
        return edges
    first, last = sorted(r.lo for r in crossing)[:2], sorted((r.hi for r in crossing), reverse=True)[:2]
    if edges[0] - first[1] > 2 * _THINNEST:
        edges = [first[0] if first[1] - first[0] <= _THINNEST else first[1], *edges]
    if last[1] - edges[-1] > 2 * _THINNEST:
        edges = [*edges, last[0] if last[0] - last[1] <= _THINNEST else last[1]]
    return edges


def _by_edge(runs: list[_Run], edges: list[float]) -> list[list[_Run]]:
    grouped: list[list[_Run]] = [[] for _ in edges]
    for run in runs:
        k = bisect_left(edges, run.at)
        k = min((i for i in (k - 1, k) if 0 <= i < len(edges)), key=lambda i: abs(edges[i] - run.at))
        if abs(edges[k] - run.at) <= max(_JITTER_X, _JITTER_Y):
            grouped[k].append(run)
    return grouped


def _covered(runs: list[_Run], edges: list[float]) -> list[bool]:
    """Per cell between two edges: is at least half of it drawn?"""
    merged = _join_level(runs, 0.5) if runs else []
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
