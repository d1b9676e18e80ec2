"""A head without rules above a ruled body: it stands in the body's columns, and is the table's.

Offices print heads without a frame, and pale rules of a head are the first that a scan loses. The print tells where it begins: upwards
from the body as far as every piece of a line keeps within the columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.grid import Grid, GridCell
from ingest.model import Box
from ingest.scan.page import Page
from ingest.scan.unruled import Piece, pieces_of

# So far (inches) above the body a head may begin.
_HIGHEST = 1.6
# White space (in heights of a digit) between two lines of a head; between paragraphs there is more.
_PITCH = 1.7
# A text may stand so far (in heights of a digit) over its column's border.
_OVER = 0.35
# So many columns, and this part of them all, have a text in the head.
_LEAST, _PART = 3, 0.6
# A text over several columns stands within this part of their width over their middle, is over no more than this part of the columns, and
# has their own texts right below it (in heights of a digit).
_MIDDLE, _WIDEST, _UNDER = 0.15, 0.6, 1.6
# A column's number is no wider than this (in heights of a digit).
_NUMBER = 1.8


@dataclass(frozen=True, slots=True)
class _Label:
    """A piece of a line over the columns ``first`` … ``last`` (pixels)."""

    piece: Piece
    first: int
    last: int


def headed(page: Page, grid: Grid, above: Sequence[Box]) -> Grid:
    """The grid with the head that stands unruled above it; itself where none does. ``above``: boxes of other tables (points)."""
    k = page.dpi / 72
    body = round(grid.box.y0 * k)
    floor = max([round(box.y1 * k) for box in above if box.y1 <= grid.box.y0 + 2 and _beside(box, grid.box)], default=0)
    top = max(floor, body - round(_HIGHEST * page.dpi))
    if len(grid.column_edges) <= _LEAST or body - top < 0.05 * page.dpi:
        return grid
    pieces, size = pieces_of(page, top, body - 2)
    labels = _labels(pieces, [x * k for x in grid.column_edges], body, size)
    single = {label.first for label in labels if label.first == label.last}
    if len(single) < max(_LEAST, _PART * (len(grid.column_edges) - 1)):
        return grid
    return _with_head(grid, _rows(labels, [x * k for x in grid.column_edges], size), k)


def _beside(a: Box, b: Box) -> bool:
    return min(a.x1, b.x1) > max(a.x0, b.x0)


def _labels(pieces: Sequence[Piece], edges: Sequence[float], body: int, size: float) -> list[_Label]:
    """The pieces of the head, from the body upwards, as far as they keep to the columns."""
    labels: list[_Label] = []
    top = float(body)
    for piece in sorted(pieces, key=lambda p: -p.y1):
        if piece.x1 < edges[0] or piece.x0 > edges[-1]:
            continue
        label = _placed(piece, edges, size)
        over = label is not None and label.first != label.last
        if label is None or top - piece.y1 > _PITCH * size or (over and not _heads(label, labels, edges, size)):
            break
        labels.append(label)
        top = min(top, piece.y0)
    return labels


def _placed(piece: Piece, edges: Sequence[float], size: float) -> _Label | None:
    """Over which columns a piece stands; None where it stands out of the table."""
    slack = _OVER * size
    if piece.x0 < edges[0] - slack or piece.x1 > edges[-1] + slack:
        return None
    first = max(k for k in range(len(edges) - 1) if k == 0 or edges[k] <= piece.x0 + slack)
    last = min(k for k in range(len(edges) - 1) if k == len(edges) - 2 or piece.x1 - slack <= edges[k + 1])
    return _Label(piece, first, max(first, last))


def _heads(group: _Label, below: Sequence[_Label], edges: Sequence[float], size: float) -> bool:
    """Does a text over several columns head texts of their own in each of them, which begin right below it, and stand over their middle?"""
    columns = range(group.first, group.last + 1)
    inside = [label for label in below if group.first <= label.first and label.last <= group.last]
    highest = [min((x.piece.y0 for x in inside if x.first == x.last == column), default=0) for column in columns]
    low = all(group.piece.y1 - 0.5 * size <= y <= group.piece.y1 + _UNDER * size for y in highest)
    lo, hi = edges[group.first], edges[group.last + 1]
    central = abs(group.piece.x0 + group.piece.x1 - lo - hi) < 2 * _MIDDLE * (hi - lo)
    crossed = any(
        x.first != x.last and x.first <= group.last and group.first <= x.last and x.last - x.first != group.last - group.first
        for x in below
    )
    return low and central and not crossed and len(columns) <= _WIDEST * (len(edges) - 1)


def _rows(labels: Sequence[_Label], edges: Sequence[float], size: float) -> tuple[list[float], list[tuple[int, int]]]:
    """The heights (pixels) between the head's rows, its top first, and the columns that one text of the top row heads."""
    top = min(label.piece.y0 for label in labels) - 0.35 * size
    wide = [label for label in labels if label.first != label.last]
    groups = sorted({*((label.first, label.last) for label in wide), *_short(labels, wide, edges)})
    heights = [top]
    if groups:
        heights.append(max(label.piece.y1 for label in wide) + 0.2 * size)
    numbers = _numbers(labels, size)
    if numbers:
        heights.append(min(label.piece.y0 for label in numbers) - 0.3 * size)
    return heights, groups


def _short(labels: Sequence[_Label], wide: Sequence[_Label], edges: Sequence[float]) -> list[tuple[int, int]]:
    """The columns that a text no wider than the middle one of them heads: it stands beside texts over several, they have texts below alone."""
    if not wide:
        return []
    foot = max(label.piece.y1 for label in wide)
    taken = {column for label in wide for column in range(label.first, label.last + 1)}
    single = [label for label in labels if label.first == label.last and label.first not in taken]
    low = {label.first for label in single if label.piece.y0 >= foot - 1}
    high = {label.first: label for label in single if label.piece.y0 < foot - 1}
    found = []
    for column, label in high.items():
        lo, hi = column - 1, column + 1
        centre = (label.piece.x0 + label.piece.x1) / 2
        if not {lo, column, hi} <= low or {lo, hi} & high.keys() or label.piece.y1 > foot + 1:
            continue
        if abs(2 * centre - edges[lo] - edges[hi + 1]) < 2 * _MIDDLE * (edges[hi + 1] - edges[lo]):
            found.append((lo, hi))
    return found


def _numbers(labels: Sequence[_Label], size: float) -> list[_Label]:
    """The lowest line, where it merely numbers the columns: narrow texts level with each other, one for each column of the head."""
    foot = max(label.piece.y1 for label in labels)
    lowest = [label for label in labels if foot - label.piece.y1 < 0.5 * size]
    columns = {label.first for label in labels if label.first == label.last}
    narrow = all(label.piece.x1 - label.piece.x0 <= _NUMBER * size for label in lowest)
    return lowest if narrow and {label.first for label in lowest} == columns and len(labels) > len(lowest) else []


def _with_head(grid: Grid, head: tuple[list[float], list[tuple[int, int]]], k: float) -> Grid:
    heights, groups = head
    ys = [y / k for y in heights]
    if any(b <= a for a, b in pairwise([*ys, grid.row_edges[0]])):
        return grid
    rows, xs = len(ys), grid.column_edges
    bottoms = [*ys[1:], grid.row_edges[0]]

    def cell(row: int, rows: int, first: int, last: int) -> GridCell:
        return GridCell(row, first, rows, last - first + 1, Box(xs[first], ys[row], xs[last + 1], bottoms[row + rows - 1]))

    numbered = len(heights) > 1 + bool(groups)
    deep = rows - numbered
    grouped = {column for first, last in groups for column in range(first, last + 1)}
    cells = [cell(0, 1, first, last) for first, last in groups]
    for column in range(len(xs) - 1):
        cells.append(cell(1, deep - 1, column, column) if column in grouped else cell(0, deep, column, column))
        if numbered:
            cells.append(cell(deep, 1, column, column))
    moved = [replace(c, row=c.row + rows) for c in grid.cells]
    return replace(
        grid,
        row_edges=(*ys, *grid.row_edges),
        cells=tuple(sorted([*cells, *moved], key=lambda c: (c.row, c.column))),
        box=replace(grid.box, y0=ys[0]),
        repaired=frozenset((row + rows, column) for row, column in grid.repaired),
    )
