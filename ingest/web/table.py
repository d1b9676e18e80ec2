"""An HTML table's grid by the rules that browsers follow: spans, row groups, hidden rows and columns, tables for layout."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ingest.model import Block, Cell, Table
from ingest.nested import content
from ingest.package import Node
from ingest.reading import Refused
from ingest.seen import as_seen
from ingest.sheet import localised
from ingest.spans import cover
from ingest.web.exact import stored_number
from ingest.web.frame import without_frame
from ingest.web.look import Look, is_hidden, look_of, style_of
from ingest.web.story import Context, read_blocks
from ingest.web.widths import Measured, edges_of, width_of

MOST_COLUMNS_SPANNED = 1000
MOST_ROWS_SPANNED = 65534
_GROUPS = ("thead", "tbody", "tfoot")


@dataclass(slots=True)
class _Grid:
    """Rows placed so far. ``open`` tells for each column how many more rows a cell from above takes."""

    cells: list[tuple[Cell, list[Block]]] = field(default_factory=list)
    open: list[int] = field(default_factory=list)
    rows: int = 0
    headers: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    strays: list[Block] = field(default_factory=list)
    measured: list[Measured] = field(default_factory=list)


def read_table(context: Context, node: Node, look: Look) -> list[Block]:
    """The table with its caption, or, where it only lays out other tables, what stands in it. Raises ``Refused("too_large")``."""
    inner = Look(bold=False, capitals=look.capitals, align=None)
    grid = _Grid()
    before: list[Block] = []
    for caption in node.iterchildren("caption"):
        before.extend(read_blocks(context, caption, inner))
    hidden_columns = _hidden_columns(context, node)
    for group, rows in _row_groups(node):
        _group(context, grid, group, rows, inner, hidden_columns)
    before.extend(grid.strays)
    if not grid.cells:
        return before
    if _is_layout(grid, node):
        return [*before, *(block for _, blocks in grid.cells for block in blocks)]
    return [*before, _table(context, grid, hidden_columns)]


def _row_groups(table: Node) -> Iterator[tuple[Node | None, list[Node]]]:
    """Row groups in the order they are drawn: heads first, feet last; rows that stand in no group form one of their own."""
    heads: list[tuple[Node | None, list[Node]]] = []
    bodies: list[tuple[Node | None, list[Node]]] = []
    feet: list[tuple[Node | None, list[Node]]] = []
    for child in table:
        if child.tag in ("caption", "colgroup", "col", "script", "style"):
            continue
        if child.tag in _GROUPS:
            target = {"thead": heads, "tfoot": feet}.get(child.tag, bodies)
            target.append((child, list(child)))
        elif bodies and bodies[-1][0] is None:
            bodies[-1][1].append(child)
        else:
            bodies.append((None, [child]))
    yield from (*heads, *bodies, *feet)


def _group(context: Context, grid: _Grid, group: Node | None, rows: list[Node], look: Look, hidden_columns: frozenset[int]) -> None:
    first = len(grid.cells)
    unseen = group is not None and is_hidden(group, style_of(group, context.sheet))
    for row in _rows(context, grid, rows):
        _row(context, grid, row, look, hidden_columns)
        if unseen or is_hidden(row, style_of(row, context.sheet)):
            grid.hidden_rows.add(grid.rows)
        if group is not None and group.tag == "thead" and grid.headers == grid.rows:
            grid.headers += 1
        grid.rows += 1
    grid.open = [0] * len(grid.open)
    for index in range(first, len(grid.cells)):
        cell, blocks = grid.cells[index]
        if cell.row + cell.row_span > grid.rows:
            grid.cells[index] = (_resized(cell, grid.rows - cell.row), blocks)


def _rows(context: Context, grid: _Grid, nodes: list[Node]) -> Iterator[Node]:
    """The rows among ``nodes``, through forms and other wrappers; anything else is read as text before the table, as browsers show it."""
    for node in nodes:
        if node.tag == "tr":
            yield node
        elif isinstance(node.tag, str) and next(node.iter("tr"), None) is not None and node.tag != "table":
            yield from _rows(context, grid, list(node))
        elif isinstance(node.tag, str):
            grid.strays.extend(read_blocks(context, node, Look()))


def _row(context: Context, grid: _Grid, row: Node, look: Look, hidden_columns: frozenset[int]) -> None:
    column = 0
    for node in _cells(context, grid, row):
        css = style_of(node, context.sheet)
        while column < len(grid.open) and grid.open[column] > 0:
            column += 1
        if is_hidden(node, css) and column not in hidden_columns and not is_hidden(row, style_of(row, context.sheet)):
            context.hidden(node)
            continue
        start, column = column, _place(context, grid, node, column, look)
        width = width_of(node, css)
        if width:
            grid.measured.append((start, column, width))
    grid.open = [max(left - 1, 0) for left in grid.open]


def _cells(context: Context, grid: _Grid, row: Node) -> Iterator[Node]:
    for node in row:
        if node.tag in ("td", "th"):
            yield node
        elif isinstance(node.tag, str) and next(node.iter("td", "th"), None) is not None and node.tag != "table":
            yield from _cells(context, grid, node)
        elif isinstance(node.tag, str) and node.tag not in ("script", "style"):
            grid.strays.extend(read_blocks(context, node, Look()))


def _place(context: Context, grid: _Grid, node: Node, column: int, look: Look) -> int:
    width, height = _span(node.get("colspan"), MOST_COLUMNS_SPANNED), _span(node.get("rowspan"), MOST_ROWS_SPANNED)
    height = height or MOST_ROWS_SPANNED
    taken = next((index for index in range(column, min(column + width, len(grid.open))) if grid.open[index] > 0), None)
    width = max((taken - column) if taken is not None else max(width, 1), 1)
    grid.open.extend([0] * (column + width - len(grid.open)))
    grid.open[column : column + width] = [height] * width
    if (grid.rows + 1) * len(grid.open) > context.limits.cells:
        raise Refused.too_large(context.limits, "cells", f"{grid.rows + 1} × {len(grid.open)}")
    inner = look_of(node, look, context.sheet)
    blocks = read_blocks(context, node, Look(inner.bold, False, inner.capitals, inner.preformatted, inner.raised, inner.align))
    text, bold, tables = content(blocks)
    exact = stored_number(node, text)
    cell = Cell(
        text if exact is None else localised(text, exact),
        grid.rows,
        column,
        height,
        width,
        exact=exact,
        bold=bold,
        tables=tables,
    )
    grid.cells.append((cell, blocks))
    return column + width


def _span(text: str | None, most: int) -> int:
    """A span as browsers read it: leading digits count, 0 stays 0, nonsense is 1."""
    digits = ""
    for char in (text or "").strip():
        if not char.isdigit() or not char.isascii():
            break
        digits += char
    return min(int(digits[:6]), most) if digits else 1


def _resized(cell: Cell, height: int) -> Cell:
    return Cell(cell.text, cell.row, cell.column, height, cell.column_span, exact=cell.exact, bold=cell.bold, tables=cell.tables)


def _hidden_columns(context: Context, table: Node) -> frozenset[int]:
    hidden: set[int] = set()
    column = 0
    for node in table.iter("col", "table"):
        if node.tag == "table":
            if node is not table:
                break
            continue
        span = max(_span(node.get("span"), MOST_COLUMNS_SPANNED), 1)
        if is_hidden(node, style_of(node, context.sheet)):
            hidden.update(range(column, column + span))
        column += span
    return frozenset(hidden)


def _is_layout(grid: _Grid, node: Node) -> bool:
    """A table that holds more in its inner tables than in its own cells only puts them in place."""
    inner = sum(len(table.cells) for cell, _ in grid.cells for table in cell.tables)
    return inner > len(grid.cells) or (inner > 0 and node.get("role") in ("presentation", "none"))


def _table(context: Context, grid: _Grid, hidden_columns: frozenset[int]) -> Table:
    cells = [cell for cell, _ in grid.cells]
    columns = max(cell.column for cell in cells) + 1
    columns = max(columns, *(min(cell.column + cell.column_span, columns) for cell in cells))
    rows = grid.rows
    while rows > 1 and rows - 1 in grid.hidden_rows and not any(cell.text for cell in cells if cell.row == rows - 1):
        rows -= 1
    context.cells += rows * columns
    if context.cells > context.limits.cells:
        raise Refused.too_large(context.limits, "cells", str(context.cells))
    hidden = frozenset(row for row in grid.hidden_rows if row < rows)
    unseen = frozenset(column for column in hidden_columns if column < columns)
    table = Table(
        rows,
        columns,
        cover(cells, rows, columns, context.limits),
        hidden_rows=hidden,
        hidden_columns=unseen,
        header_rows=min(grid.headers, rows),
        column_edges=edges_of(grid.measured, columns),
    )
    # Browsers stretch columns as their texts need: the widths tell which borders are one, and no place on the page.
    return replace(as_seen(without_frame(table)), column_edges=())
