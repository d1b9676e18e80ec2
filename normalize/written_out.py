"""Merged cells that a converter wrote out, their text in each of the cells they covered, are one cell again.

Only words are put together, and only where they say nothing twice: in the rows above the figures, over a whole row, and from the first column on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ingest.model import Block, Cell, Table
from normalize.figures import WORD, is_figure
from normalize.head_texts import is_unit_only, without_unit
from normalize.table_rows import line
from normalize.values import Kind, read_value
from normalize.years import is_year_label

# A header of more rows than this is none.
_MOST_LEVELS = 8

Place = tuple[int, int]


def with_merged_cells(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with every table's written-out cells put together."""
    return tuple(_merged(block) if isinstance(block, Table) else block for block in blocks)


def _merged(table: Table) -> Table:
    at = {(cell.row, cell.column): cell for cell in table.cells}
    rows: dict[int, list[Cell]] = defaultdict(list)
    for cell in table.cells:
        rows[cell.row].append(cell)
    runs = {row: list(_runs(rows[row])) for row in sorted(rows)}
    runs = {row: found for row, found in runs.items() if found}
    if not any(any(len(run) > 1 for run in found) for found in runs.values()):
        return table
    heads = _header_rows(rows, runs, table.columns)
    taken: set[Place] = set()
    merged: list[Cell] = []
    for row in sorted(rows):
        for run in _under_one(runs.get(row, ()), row, heads, at):
            first = run[0]
            if (row, first.column) in taken:
                continue
            if row in heads:
                below = _down(run, row, heads, at)
            elif _is_label(run, table.columns):
                below = 1
            else:
                continue
            if len(run) > 1 or below > 1:
                taken |= {(r, cell.column) for r in range(row, row + below) for cell in run}
                width = run[-1].column + run[-1].column_span - first.column
                merged.append(replace(first, row_span=max(first.row_span, below), column_span=width))
    if not merged:
        return table
    kept = [cell for cell in table.cells if (cell.row, cell.column) not in taken]
    return replace(table, cells=tuple(sorted([*kept, *merged], key=lambda c: (c.row, c.column))))


def _runs(cells: Sequence[Cell]) -> Iterator[list[Cell]]:
    """The row's cells in runs of one text that neighbours share; a text that stands alone is a run of one. Cells of several rows are in none."""
    run: list[Cell] = []
    for cell in sorted(cells, key=lambda c: c.column):
        text = line(cell.text)
        if run and (text != line(run[0].text) or cell.column != run[-1].column + run[-1].column_span or cell.row_span > 1):
            yield run
            run = []
        if text and cell.row_span == 1 and not cell.tables:
            run.append(cell)
    if run:
        yield run


def _header_rows(rows: Mapping[int, Sequence[Cell]], runs: Mapping[int, Sequence[Sequence[Cell]]], width: int) -> set[int]:
    """The rows of labels around one in which a text goes over some of the columns, none of them with a figure."""
    heads: set[int] = set()
    for row, found in runs.items():
        if row in heads or not any(len(run) > 1 and not _goes_across(run, width) and _names(run[0].text) for run in found):
            continue
        block = [row]
        while len(block) < _MOST_LEVELS and _is_labels(rows.get(block[-1] + 1, ())):
            if any(_goes_across(run, width) for run in runs.get(block[-1] + 1, ())):
                break
            block.append(block[-1] + 1)
        if all(_is_labels(rows[r]) for r in block):
            heads |= set(block)
    return heads


def _is_labels(cells: Sequence[Cell]) -> bool:
    """Whether a row names columns: several texts, no figure among them."""
    texts = [line(cell.text) for cell in cells]
    filled = {text for text in texts if text}
    return len(filled) > 1 and all(not is_figure(text) for text in filled) and any(WORD.search(text) or _names(text) for text in filled)


def _names(text: str) -> bool:
    """Whether a text may stand above columns: it has a word, and is no «не передбачено», or is a year."""
    if is_year_label(without_unit(line(text))):
        return True
    return bool(WORD.search(text)) and read_value(text).kind is not Kind.NONE_WORDS


def _under_one(runs: Iterable[Sequence[Cell]], row: int, heads: set[int], at: Mapping[Place, Cell]) -> Iterator[list[Cell]]:
    """The runs, in a header parted where the texts above them are: «2023 | 2024» over «Факт | Факт» are two facts. A unit belongs to each column."""
    for run in runs:
        part: list[Cell] = []
        for cell in run:
            if part and row in heads and (is_unit_only(line(cell.text)) or _parted_above(part[-1], cell, heads, at)):
                yield part
                part = []
            part.append(cell)
        yield part


def _parted_above(left: Cell, right: Cell, heads: set[int], at: Mapping[Place, Cell]) -> bool:
    """Whether different texts stand over two cells: in the header, or in a line of words above it («Відсоток | Інформація про» over «виконання»)."""
    if _above(left, heads, at) != _above(right, heads, at):
        return True
    over = [at.get((cell.row - 1, cell.column)) for cell in (left, right)]
    texts = [line(cell.text) for cell in over if cell is not None and cell.column_span == cell.row_span == 1]
    return len(texts) == 2 and all(texts) and texts[0] != texts[1] and not any(is_figure(text) for text in texts)


def _above(cell: Cell, heads: set[int], at: Mapping[Place, Cell]) -> str:
    """The text of the header over a cell, its own where that is written out from above."""
    over = at.get((cell.row - 1, cell.column)) if cell.row - 1 in heads else None
    return "" if over is None else line(over.text)


def _down(run: Sequence[Cell], row: int, heads: set[int], at: Mapping[Place, Cell]) -> int:
    """How many rows of the header a run's text is written out in."""
    height = 1
    while row + height in heads:
        below = [at.get((row + height, cell.column)) for cell in run]
        if any(cell is None or cell.row_span > 1 or line(cell.text) != line(run[0].text) for cell in below):
            break
        height += 1
    return height


def _is_label(run: Sequence[Cell], width: int) -> bool:
    """Whether a text in a row of the table's body is one that goes over columns: all of them, or words from the first one on."""
    if len(run) < 2 or not WORD.search(run[0].text):
        return False
    return _goes_across(run, width) or run[0].column == 0


def _goes_across(run: Sequence[Cell], width: int) -> bool:
    """Whether a text goes over the whole row, its number left out."""
    over = run[-1].column + run[-1].column_span - run[0].column
    return over == width or over >= max(3, width - 1)
