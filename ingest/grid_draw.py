"""Rows and columns found by alignment are drawn as a grid: heads over several columns, titles over all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.grid import Grid, Line, assemble
from ingest.grid_anchors import Rows
from ingest.grid_chunks import Chunk, TextRow, column_of
from ingest.grid_columns import is_amount
from ingest.grid_spans import head_spans
from ingest.model import Box

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Band:
    """One row of the grid: the columns that its texts run over, and the columns of the cells that go on in the row below."""

    y1: float
    spans: tuple[Span, ...]
    down: frozenset[int] = frozenset()


def drawn(told: Rows, xs: list[float], rules: Sequence[float], box: Box, across_lines: Sequence[Line] = ()) -> Grid:
    """The grid with the rows that are ``told`` and column edges ``xs``.

    ``rules``: the heights of horizontal rules; ``across_lines``: all horizontal lines, which tell the columns that a rule leaves out.
    """
    groups = told.groups
    head = next((k for k, group in enumerate(groups) if any(is_amount(c.text) for row in group for c in row.chunks)), 1)
    bands: list[_Band] = []
    for k, group in enumerate(groups):
        end = _between(group, groups[k + 1], rules) if k + 1 < len(groups) else box.y1
        # A first line in lower case goes on with a cell of the page before, wherever it stands.
        title = _is_title(group, xs) and not (k == 0 and group[0].chunks[0].text[:1].islower())
        bands += (
            [_Band(end, ((0, len(xs) - 2),))]
            if title
            else _bands(group, xs, end, in_head=k < head or (k > 0 and _texts(group) == _texts(groups[0])))
        )
        bands[-1] = replace(bands[-1], down=bands[-1].down | told.down.get(k, frozenset()))
    ys = [box.y0, *(band.y1 for band in bands)]
    across = [[True] * (len(xs) - 1) for _ in ys]
    down = [[True] * len(xs) for _ in bands]
    for r, column in _left_open(ys, xs, across_lines):
        across[r][column] = False
    merged: set[tuple[int, int]] = set()
    for r, band in enumerate(bands):
        for column in band.down:
            across[r + 1][column] = False
        for first, last in band.spans:
            for edge in range(first + 1, last + 1):
                down[r][edge] = False
                merged |= {(r, edge - 1), (r, edge)}
    return replace(assemble(xs, ys, across, down), ruled=False, repaired=frozenset(merged))


def _texts(group: Sequence[TextRow]) -> list[str]:
    return [chunk.text for row in group for chunk in row.chunks]


def _left_open(ys: Sequence[float], xs: Sequence[float], lines: Sequence[Line]) -> list[tuple[int, int]]:
    """(Row edge, column) where a rule between two rows stops short of the column: the column's cell goes on there.

    Only in columns that other rules do reach: where none reaches, the rules say nothing of the column.
    """
    covered = {r: _covered(y, xs, lines) for r, y in enumerate(ys[1:-1], start=1)}
    reached = frozenset().union(*covered.values())
    partial = {r: reached - columns for r, columns in covered.items() if len(columns) >= 2}
    return [(r, column) for r, columns in partial.items() for column in columns]


def _covered(y: float, xs: Sequence[float], lines: Sequence[Line]) -> frozenset[int]:
    """The columns that lines at one height run over for the most part."""
    beside = [ln for ln in lines if abs(ln.y0 - y) < 1.5]
    out = set()
    for column, (left, right) in enumerate(zip(xs, xs[1:], strict=False)):
        length = sum(max(0.0, min(ln.x1, right) - max(ln.x0, left)) for ln in beside)
        if length > 0.6 * (right - left):
            out.add(column)
    return frozenset(out)


def _between(above: list[TextRow], below: list[TextRow], rules: Sequence[float]) -> float:
    """The height of the border: that of the rule between the lines, though it may run beside some of them."""
    y0, y1 = above[-1].y1, below[0].y0
    near = [y for y in rules if min(y0, y1) - 3 < y < max(y0, y1) + 3]
    first, last = (above[0].y0 + above[0].y1) / 2, (below[-1].y0 + below[-1].y1) / 2
    beside = sorted((y for y in rules if first < y < last), key=lambda y: abs(y - (y0 + y1) / 2))
    return (near or beside or [(y0 + y1) / 2])[0]


def _bands(group: list[TextRow], xs: Sequence[float], end: float, *, in_head: bool) -> list[_Band]:
    """A row of the table, or of its head several: one that spans columns, and those of the heads of these columns below it."""
    placed = _placed(group, xs)
    return _head_bands(placed, frozenset(range(len(xs) - 1)), end) if in_head else [_Band(end, tuple(span for _, span in placed))]


def _head_bands(placed: list[tuple[TextRow, Span]], columns: frozenset[int], end: float) -> list[_Band]:
    level = _level(placed)
    if level is None:
        return [_Band(end, tuple(span for _, span in placed))]
    spans = tuple(span for row, span in placed if row.y0 < level and span[1] > span[0])
    over = {column for first, last in spans for column in range(first, last + 1)}
    rest = frozenset(columns - over)
    below = _head_bands([(row, span) for row, span in placed if row.y0 > level and span[0] in over], frozenset(over), end)
    return [_Band(level, spans, rest), *(replace(band, down=band.down | rest) for band in below[:-1]), below[-1]]


def _placed(group: Sequence[TextRow], xs: Sequence[float]) -> list[tuple[TextRow, Span]]:
    """Each text of the lines with the columns that it stands in, or that it heads."""
    over = {} if any(is_amount(chunk.text) for row in group for chunk in row.chunks) else head_spans(group, xs)
    return [(row, over.get(id(chunk)) or column_of(xs, chunk)) for row in group for chunk in row.chunks]


def _level(placed: list[tuple[TextRow, Span]]) -> float | None:
    """The height between a head over several columns and the heads of these below it; None without such."""
    tops: list[float] = []
    bottoms: list[float] = []
    wide = [(row, span) for row, span in placed if span[1] > span[0] and len({s[0] for _, s in _below(placed, row, span)}) > 1]
    for row, span in wide:
        # The head that stands under another one over more columns is of the next level.
        if not any((row, span) in _below(wide, *other) for other in wide):
            bottoms.append(row.y1)
            tops.append(min(other.y0 for other, _ in _below(placed, row, span)))
    return (max(bottoms) + min(tops)) / 2 if bottoms else None


def _below(placed: list[tuple[TextRow, Span]], row: TextRow, span: Span) -> list[tuple[TextRow, Span]]:
    """The texts under a head, its own lines apart."""
    return [(other, s) for other, s in placed if span[0] <= s[0] and s[1] <= span[1] and other.y0 > row.y0 and s != span]


def is_mixed(groups: list[list[TextRow]], xs: Sequence[float]) -> bool:
    """Does a text that is no label run over several columns: a figure with its neighbour, a head without heads below it, a cell with another below?"""
    for group in groups:
        placed = _placed(group, xs)
        wide = [(row, chunk) for row in group for chunk in row.chunks[1:] if len(row.chunks) > 2 and _width(xs, chunk) > 1]
        over = any(first < span[0] <= last for _, (first, last) in placed for _, span in placed)
        if (wide or over) and (_level(placed) is None or any(is_amount(c.text) for row in group for c in row.chunks)):
            return True
    return False


def _width(xs: Sequence[float], chunk: Chunk) -> int:
    first, last = column_of(xs, chunk)
    return last - first + 1


def _is_title(group: list[TextRow], xs: Sequence[float]) -> bool:
    """Does the row say one thing in the middle of the table, as the title of a section does?"""
    width = xs[-1] - xs[0]
    return all(len(row.chunks) == 1 and abs(row.x0 + row.x1 - xs[0] - xs[-1]) < 0.03 * width for row in group)
