"""Cells with spans laid on a grid so that every position is covered exactly once, whatever the file claims."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ingest.model import Cell
from ingest.reading import Limits, Refused


def cover(cells: Iterable[Cell], rows: int, columns: int, limits: Limits) -> tuple[Cell, ...]:
    """``cells`` clipped to ``rows`` × ``columns``, overlaps resolved (the first to claim a place keeps it), gaps filled with empty cells.

    A cell whose place is taken moves right to the next free one; where there is none, its text joins the cell in its place.
    Raises ``Refused("too_large")`` for a grid beyond ``limits.cells``.
    """
    if rows * columns > limits.cells:
        raise Refused.too_large(limits, "cells", f"{rows} × {columns}")
    taken = bytearray(rows * columns)
    placed: list[Cell] = []
    homeless: list[Cell] = []
    for cell in cells:
        if cell.row >= rows or cell.column >= columns:
            continue
        position = cell.row * columns + cell.column
        if taken[position] == 0 and cell.row_span == cell.column_span == 1:
            taken[position] = 1
            placed.append(cell)
            continue
        fitted = _fit(cell, taken, rows, columns)
        if fitted is None:
            homeless.append(cell)
        else:
            placed.append(fitted)
    if 0 in taken:
        placed.extend(Cell("", *divmod(position, columns)) for position, used in enumerate(taken) if not used)
        placed.sort(key=_place)
    return tuple(_with_homeless(placed, homeless))


def _place(cell: Cell) -> tuple[int, int]:
    return cell.row, cell.column


def _fit(cell: Cell, taken: bytearray, rows: int, columns: int) -> Cell | None:
    start = cell.row * columns
    column = taken.find(0, start + cell.column, start + columns) - start
    if column < 0:
        return None
    wanted = min(max(cell.column_span, 1), columns - column)
    stop = taken.find(1, start + column, start + column + wanted)
    width = stop - start - column if stop >= 0 else wanted
    height = 0
    for row in range(cell.row, min(cell.row + max(cell.row_span, 1), rows)):
        first = row * columns + column
        if taken.find(1, first, first + width) >= 0:
            break
        taken[first : first + width] = b"\x01" * width
        height += 1
    return replace(cell, column=column, row_span=height, column_span=width)


def _with_homeless(placed: list[Cell], homeless: list[Cell]) -> list[Cell]:
    for lost in homeless:
        if not lost.text and not lost.tables:
            continue
        for index, cell in enumerate(placed):
            if cell.row <= lost.row < cell.row + cell.row_span and cell.column <= lost.column < cell.column + cell.column_span:
                placed[index] = replace(cell, text=f"{cell.text}\n{lost.text}".strip(), tables=cell.tables + lost.tables)
                break
    return placed
