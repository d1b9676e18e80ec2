"""Tables that stand side by side in one: two halves under one header written twice, or two of their own kinds with an empty column between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.model import Cell, Table
from normalize.lexicon import Lexicon
from normalize.table_rows import rows_of
from normalize.text import fold

_FEWEST = 3  # columns of a table


def halves(table: Table) -> list[Table]:
    """A table printed as two halves side by side, under one header written twice, as the two tables that it is; any other as it is."""
    middle = table.columns // 2
    if table.columns % 2 or middle < 3:
        return [table]
    for row in rows_of(table, 1):
        texts = [fold(row.text(c)) for c in range(table.columns)]
        if sum(map(bool, texts)) > 2:
            if (
                texts[:middle] != texts[middle:]
                or not all(texts)
                or len(set(texts)) != middle
                or row.cells[middle - 1] is row.cells[middle]
            ):
                return [table]
            break
    else:
        return [table]
    if any(
        cell.column < middle < cell.column + cell.column_span
        for cell in table.cells
        if cell.text.strip() and cell.column_span < table.columns
    ):
        return [table]
    left = tuple(cell for cell in table.cells if cell.column < middle)
    right = tuple(replace(cell, column=cell.column - middle) for cell in table.cells if cell.column >= middle)
    return [replace(table, columns=middle, cells=cells, column_edges=()) for cells in (left, right)]


def beside(table: Table, lexicon: Lexicon) -> list[Table]:
    """A table with a column that nothing fills, and in one row left and right of it a head with titles and figures each, as two tables; any other as it is."""
    for gap in range(_FEWEST, table.columns - _FEWEST):
        if any(
            cell.column <= gap < cell.column + cell.column_span for cell in table.cells if cell.text.strip() and not _is_title(cell, gap)
        ):
            continue
        if any(all(_heads(texts, lexicon) for texts in (row[:gap], row[gap + 1 :])) for row in _texts(table)):
            left = tuple(replace(cell, column_span=min(cell.column_span, gap - cell.column)) for cell in table.cells if cell.column < gap)
            right = tuple(replace(cell, column=cell.column - gap - 1) for cell in table.cells if cell.column > gap)
            return [
                replace(table, columns=gap, cells=left, column_edges=()),
                *beside(replace(table, columns=table.columns - gap - 1, cells=right, column_edges=()), lexicon),
            ]
    return [table]


def _is_title(cell: Cell, gap: int) -> bool:
    """Whether a cell that reaches over the gap stands over all of the left table: the title of the sheet."""
    return cell.column == 0 and cell.column_span > gap + 1


def _texts(table: Table) -> list[list[str]]:
    return [[row.text(c) if row.starts(c) else "" for c in range(table.columns)] for row in rows_of(table, 1)]


def _heads(texts: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a row's texts name titles of some kind, and plan and fact."""
    found = [lexicon.best("fields", text, 0.75) for text in texts if text]
    fields = {match.meaning for match in found if match is not None}
    return bool(fields & {"measure", "programme", "indicator"}) and "planned" in fields and bool(fields & {"actual", "spent"})
