"""Heads of tables that a page break tore: «№ | Назва | Одиниця» ends one page, «з/п | показника | виміру» begins the next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.model import Block, Cell, Paragraph, Table
from normalize.figures import is_figure
from normalize.table_rows import line

# A table that is nothing but a head has no more rows.
_MOST_ROWS = 4
_FEWEST_COLUMNS = 3
_LOW = re.compile(r"[а-яіїєґ(]")


def with_whole_heads(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, what stands of a head on the page after it put to its cells; the row that held it stays, empty."""
    out = list(blocks)
    above: int | None = None
    for at, block in enumerate(out):
        if isinstance(block, Paragraph):
            if block.role == "body":
                above = None
            continue
        before = out[above] if above is not None else None
        if above is not None and isinstance(before, Table) and (joined := _joined(before, block)) is not None:
            out[above], out[at] = joined
        above = at if isinstance(block, Table) else None
    return tuple(out)


def _joined(head: Table, below: Table) -> tuple[Table, Table] | None:
    """The head with the words of the first row below it, and the table without them; None where that row is anything else."""
    if head.page == below.page or head.columns != below.columns or head.columns < _FEWEST_COLUMNS or head.rows > _MOST_ROWS:
        return None
    first = [cell for cell in below.cells if cell.row == 0 and cell.text.strip()]
    if any(is_figure(line(cell.text)) for cell in head.cells) or not first or not all(_goes_on(cell) for cell in first):
        return None
    if not any(is_figure(line(cell.text)) for cell in below.cells if cell.row > 0):
        return None
    last = {cell.column: cell for cell in head.cells if cell.row + cell.row_span == head.rows and cell.text.strip()}
    if any(cell.column not in last or last[cell.column].column_span != cell.column_span for cell in first):
        return None
    rest = {id(last[cell.column]): cell.text.strip() for cell in first}
    cells = tuple(replace(c, text=f"{c.text.rstrip()}\n{rest[id(c)]}") if id(c) in rest else c for c in head.cells)
    return replace(head, cells=cells), replace(below, cells=tuple(replace(c, text="") if c.row == 0 else c for c in below.cells))


def _goes_on(cell: Cell) -> bool:
    return cell.row_span == 1 and bool(_LOW.match(cell.text.strip()))
