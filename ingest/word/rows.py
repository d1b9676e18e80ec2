"""A Word table's grid: rows of cells with spans, merged downwards, ragged rows filled, every position covered once."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.model import Cell, Table
from ingest.package import Node
from ingest.reading import Limits, Refused
from ingest.seen import as_seen
from ingest.word.names import VAL, W, number, toggle, value

MOST_SPANNED = 1000
"""A wider span is nonsense; Word itself draws 63 columns at most."""
WORD_COLUMNS = 63
_SLACK = 40
"""Twips by which a cell's edge may miss a column's edge and still mean it (2 points)."""


_W, _TYPE = W + "w", W + "type"
_WIDTH, _SPAN, _MERGE, _SIDEWAYS, _DELETED = (W + name for name in ("tcW", "gridSpan", "vMerge", "hMerge", "cellDel"))


@dataclass(slots=True)
class Draft:
    """A cell being placed. ``merge``: "" (none), ``restart`` or ``continue``. ``width`` is its ``w:tcW``, read only where it is needed.

    ``covered`` by the cell to its left; ``deleted`` by a tracked change.
    """

    span: int = 1
    merge: str = ""
    width: Node | None = None
    text: str = ""
    bold: bool = False
    tables: tuple[Table, ...] = ()
    column: int = 0
    rows: int = 1
    covered: bool = False
    deleted: bool = False


@dataclass(slots=True)
class Row:
    """A row being placed; ``before`` and ``after`` are the grid columns it leaves out."""

    cells: list[Draft] = field(default_factory=list)
    before: int = 0
    after: int = 0
    header: bool = False
    hidden: bool = False
    deleted: bool = False


def row_properties(node: Node | None) -> Row:
    """An empty row with what ``w:trPr`` says of it."""
    row = Row()
    if node is None:
        return row
    row.before = span_of(value(node, "gridBefore"), 0)
    row.after = span_of(value(node, "gridAfter"), 0)
    row.header = toggle(node, "tblHeader") or False
    row.hidden = toggle(node, "hidden") or False
    row.deleted = node.find(W + "del") is not None
    return row


def cell_properties(node: Node | None) -> Draft:
    """A cell without content with what ``w:tcPr`` says of it."""
    cell = Draft()
    for child in node if node is not None else ():
        tag = child.tag
        if tag == _WIDTH:
            cell.width = child
        elif tag == _SPAN:
            cell.span = span_of(child.get(VAL), 1)
        elif tag == _MERGE:
            cell.merge = "restart" if child.get(VAL) == "restart" else "continue"
        elif tag == _SIDEWAYS:
            cell.covered = child.get(VAL) != "restart"
        elif tag == _DELETED:
            cell.deleted = True
    return cell


def span_of(text: str | None, least: int) -> int:
    """A span or count from an attribute: at least ``least``, at most ``MOST_SPANNED``."""
    return min(max(number(text, least), least), MOST_SPANNED)


def _width(node: Node | None) -> int:
    """A ``w:tcW`` in twips, 0 where it tells none."""
    if node is None or node.get(_TYPE, "dxa") != "dxa":
        return 0
    text = node.get(_W)
    return int(text) if text is not None and text.isdecimal() else max(number(text), 0)


def grid_table(rows: list[Row], widths: list[int], limits: Limits) -> Table | None:
    """The table that ``rows`` draw over grid columns of ``widths`` (twips); None without rows. Raises ``Refused("too_large")``."""
    if not rows:
        return None
    columns = _columns(rows, len(widths))
    if len(rows) * columns > limits.cells:
        raise Refused.too_large(limits, "cells", f"{len(rows)} × {columns}")
    edges = _edges(widths)
    repaired = _widen_ragged(rows, edges, columns)
    _merge_down(rows)
    table = Table(
        len(rows),
        columns,
        tuple(_cells(rows, columns)),
        hidden_rows=frozenset(index for index, row in enumerate(rows) if row.hidden),
        column_edges=tuple(edge / 20 for edge in edges) if len(widths) == columns else (),
        header_rows=next((index for index, row in enumerate(rows) if not row.header), len(rows)),
        repaired=frozenset(repaired),
    )
    return as_seen(table)


def _edges(widths: list[int]) -> list[int]:
    edges = [0]
    for width in widths:
        edges.append(edges[-1] + width)
    return edges


def _end(row: Row) -> int:
    return row.cells[-1].column + row.cells[-1].span if row.cells else row.before


def _columns(rows: list[Row], declared: int) -> int:
    """The widest row, but columns that only an absurd span reaches are none."""
    widest = max(_end(row) + row.after for row in rows)
    usual = max(declared, WORD_COLUMNS)
    if widest > usual:
        widest = max(usual if declared > WORD_COLUMNS else declared, *(row.cells[-1].column + 1 for row in rows if row.cells), 1)
    return max(widest, 1)


def _widen_ragged(rows: list[Row], edges: list[int], columns: int) -> list[tuple[int, int]]:
    """Rows that spell out no spans but whose cell widths say which columns they stand on are drawn by Word that way."""
    moved: list[tuple[int, int]] = []
    if len(edges) != columns + 1 or not all(b > a for a, b in zip(edges, edges[1:], strict=False)):
        return moved
    for index, row in enumerate(rows):
        if not row.cells or row.after or _end(row) >= columns:
            continue
        targets = _by_width(row, edges)
        if targets is None:
            continue
        for cell, (start, end) in zip(row.cells, targets, strict=True):
            if (cell.column, cell.span) != (start, end - start):
                cell.column, cell.span = start, end - start
                moved.append((index, start))
    return moved


def _by_width(row: Row, edges: list[int]) -> list[tuple[int, int]] | None:
    """Each cell's (first, last + 1) grid column by its width; None unless every edge is met, in order and beyond doubt."""
    position = edges[row.before] if row.before < len(edges) else 0
    start, found = row.before, []
    for cell in row.cells:
        width = _width(cell.width)
        if width == 0:
            return None
        position += width
        end = min(range(len(edges)), key=lambda i: abs(edges[i] - position))
        if abs(edges[end] - position) > _SLACK or end - start < cell.span:
            return None
        found.append((start, end))
        start = end
    return found if start == len(edges) - 1 else None


def _merge_down(rows: list[Row]) -> None:
    """Cells that go on from above lengthen the cell above; one with nothing above of its place and width stands for itself."""
    above: dict[int, Draft] = {}
    for row in rows:
        merging = [cell for cell in row.cells if cell.merge]
        current: dict[int, Draft] = {}
        for cell in merging:
            top = above.get(cell.column)
            if cell.merge == "continue" and top is not None and top.span == cell.span:
                top.rows += 1
                current[cell.column] = top
            else:
                cell.merge = "restart"
                current[cell.column] = cell
        if any(cell.merge == "continue" for cell in merging):
            row.cells = [cell for cell in row.cells if cell.merge != "continue"]
        above = current


def _cells(rows: list[Row], columns: int) -> list[Cell]:
    taken = bytearray(len(rows) * columns)
    placed: list[Cell] = []
    for index, row in enumerate(rows):
        for cell in row.cells:
            span = min(cell.span, columns - cell.column)
            if span == 1 and cell.rows == 1:
                taken[index * columns + cell.column] = 1
            else:
                _take(taken, cell, index, span, columns)
            placed.append(Cell(cell.text, index, cell.column, cell.rows, span, bold=cell.bold, tables=cell.tables))
    if 0 in taken:
        placed.extend(Cell("", *divmod(position, columns)) for position, used in enumerate(taken) if not used)
        placed.sort(key=lambda cell: (cell.row, cell.column))
    return placed


def _take(taken: bytearray, cell: Draft, index: int, span: int, columns: int) -> None:
    for below in range(index, index + cell.rows):
        start = below * columns + cell.column
        taken[start : start + span] = b"\x01" * span
