"""A wide sheet printed over several pages: the tables of its strips, each with the same first columns, become the one table they were."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ingest.model import Block, Cell, Paragraph, Table
from normalize.table_rows import rows_of
from normalize.text import fold


def numbered(blocks: Iterable[Block]) -> Iterator[tuple[int, Block]]:
    """The blocks, each table with its number from 1 in reading order (paragraphs with 0); strips of one sheet joined under the first one's number."""
    number = 0
    last: tuple[int, Table] | None = None
    passed: list[Paragraph] = []
    said: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            passed.append(block)
            continue
        number += 1
        aside = all(_stands_aside(p) or any(text.startswith(p.text.strip()) for text in said) for p in passed)
        joined = _joined(last[1], block) if last is not None and aside else None
        said += [p.text.strip() for p in passed]
        if last is not None and joined is not None:
            last = last[0], joined
        else:
            if last is not None:
                yield last
            yield from ((0, paragraph) for paragraph in passed)
            last, passed = (number, block), []
    if last is not None:
        yield last
    yield from ((0, paragraph) for paragraph in passed)


def _stands_aside(paragraph: Paragraph) -> bool:
    return paragraph.role in ("header", "footer") or not any(c.isalpha() for c in paragraph.text)


def _joined(left: Table, right: Table) -> Table | None:
    """The two as one, where they stand on different pages, have the same rows and begin with the same columns; None where they do not."""
    if left.rows != right.rows or left.rows < 3 or left.page == right.page:
        return None
    mine, other = _columns(left), _columns(right)
    shared = 0
    while shared < min(len(mine), len(other)) and mine[shared] == other[shared]:
        shared += 1
    titled = any(len(set(filter(None, column))) * 2 > left.rows and any(len(t) > 6 for t in column) for column in mine[:shared])
    fresh = other[shared:]
    if not titled or not fresh or any(column in mine for column in fresh if any(column)):
        return None
    cells = [*left.cells, *(_moved(cell, left.columns - shared) for cell in right.cells if cell.column >= shared)]
    if any(cell.column < shared < cell.column + cell.column_span for cell in right.cells):
        return None
    return replace(left, columns=left.columns + len(fresh), cells=tuple(cells), column_edges=())


def _moved(cell: Cell, by: int) -> Cell:
    return replace(cell, column=cell.column + by)


def _columns(table: Table) -> list[list[str]]:
    rows = rows_of(table, 1)
    return [[fold(row.text(c)) for row in rows] for c in range(table.columns)]
