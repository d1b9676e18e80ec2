"""Tables whose labels stand in the first column, a column per measure: they are turned so that the labels head columns again.

A card per measure («Захід | …», «Виконавець | …», «План … | …») is such a table with one measure. Cells keep their texts and places on the
page; a measure's row in the turned table is its column in the file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.model import Cell, Table
from normalize.figures import is_figure
from normalize.head_texts import without_unit
from normalize.header_blocks import find_headers
from normalize.lexicon import Lexicon
from normalize.table_rows import line, rows_of
from normalize.years import is_year_label

_SURE = 0.75
_TITLES = ("measure", "programme")
# What heads the first row where its own label («Показник», nothing) says neither titles nor years.
_MEASURE, _YEAR = "Назва заходу", "Рік"


def turned(table: Table, lexicon: Lexicon) -> Table:
    """The table with rows and columns exchanged, where its labels stand in the first column; else the table itself."""
    table = _with_number(table)
    head = _head(table, lexicon)
    if head is None:
        return table
    cells = [_exchanged(cell) for cell in table.cells]
    if head:
        cells = [replace(cell, text=head) if cell.row == cell.column == 0 else cell for cell in cells]
    return replace(
        table, rows=table.columns, columns=table.rows, cells=tuple(sorted(cells, key=lambda c: (c.row, c.column))), column_edges=()
    )


def _with_number(table: Table) -> Table:
    """A card whose first label counts the measures («Захід 1 | Лавки»): the number stands before the title."""
    label = next((cell for cell in table.cells if cell.row == cell.column == 0), None)
    numbered = _NUMBERED.fullmatch(line(label.text)) if label is not None and table.columns == 2 else None
    if numbered is None:
        return table
    cells = (
        replace(c, text=numbered["word"] if c.column == 0 else f"{numbered['number']}. {c.text}") if c.row == 0 and c.text.strip() else c
        for c in table.cells
    )
    return replace(table, cells=tuple(cells))


_NUMBERED = re.compile(r"(?P<word>захід|завдання)\s*(?:№\s*)?(?P<number>\d{1,3}(?:\.\d{1,3})*)\.?", re.IGNORECASE)


def _exchanged(cell: Cell) -> Cell:
    return replace(cell, row=cell.column, column=cell.row, row_span=cell.column_span, column_span=cell.row_span)


def _head(table: Table, lexicon: Lexicon) -> str | None:
    """What the first row's label must be for the labels to head columns: "" where it may stay; None where the table is not of this kind."""
    if table.columns < 2 or table.rows < 3 or any(cell.column == 0 and cell.column_span > 1 for cell in table.cells):
        return None
    rows = rows_of(table, 1)
    labels = [row.text(0) for row in rows]
    fields = [found.meaning if (found := lexicon.best("fields", label, _SURE)) else None for label in labels]
    known = {field for field in fields if field is not None}
    money = sum(field in ("planned", "actual", "spent") for field in fields)
    plain = all(labels) and not any(is_figure(label) for label in labels)
    if not plain or "planned" not in known or not known & {"actual", "spent"} or money * 2 > len(fields) + 2:
        return None
    if find_headers(rows, lexicon) or not any(is_figure(row.text(c)) for row in rows for c in range(1, table.columns)):
        return None
    return _title_of(fields, [rows[0].text(c) for c in range(1, table.columns)])


def _title_of(fields: Sequence[str | None], heads: Sequence[str]) -> str | None:
    if any(field in _TITLES for field in fields):
        return "" if sum(field is not None for field in fields) * 3 >= 2 * len(fields) else None
    if len(heads) < 2 or not all(heads):
        return None  # what one column without a title sums up is told elsewhere
    if all(is_year_label(without_unit(text)) for text in heads):
        return _YEAR
    return _MEASURE if not any(is_figure(line(text)) for text in heads) else None
