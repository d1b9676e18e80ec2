"""Tables printed as two halves side by side, under one header written twice."""

from __future__ import annotations

from dataclasses import replace

from ingest.model import Table
from normalize.table_rows import rows_of
from normalize.text import fold


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
