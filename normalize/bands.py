"""A table whose one column of sums is the plan below one row and the fact below another («ПЛАН НА 2024 РІК», «ПРОФІНАНСОВАНО») is two tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.model import Cell, Table
from normalize.figures import WORD, is_figure
from normalize.head_texts import without_unit
from normalize.lexicon import Lexicon
from normalize.table_rows import Row, line, rows_of

_SURE = 0.75
_SIDES = {"planned": "planned", "actual": "actual", "spent": "actual"}


def banded(table: Table, lexicon: Lexicon) -> list[Table]:
    """The table once per such row, all others of its rows emptied, and the row's words over the sums; any other table as it is."""
    rows = rows_of(table, 1)
    bands = [(row.index, side) for row in rows if (side := _side(row, lexicon)) is not None]
    if sorted(side for _, side in bands) != ["actual", "planned"]:
        return [table]
    first, second = (at for at, _ in bands)
    head = next((row for row in reversed(rows[:first]) if len(row.filled()) > 1), None)
    sums = _column_of_sums(rows[first + 1 :])
    if head is None or sums is None or head.from_above(sums) or _names_side(head.text(sums), lexicon) or not head.text(sums):
        return [table]
    return [_part(table, head, sums, first, second), _part(table, head, sums, second, table.rows, gone=range(first, second))]


def _side(row: Row, lexicon: Lexicon) -> str | None:
    """Whether a row is nothing but words over the whole table that name the plan, or what was financed."""
    filled = row.filled()
    if len(filled) != 1 or filled[0][1].column_span < len(row.cells) or len(row.cells) < 2:
        return None
    return _names_side(line(filled[0][1].text), lexicon)


def _names_side(text: str, lexicon: Lexicon) -> str | None:
    found = lexicon.best("fields", text, _SURE) if text else None
    return _SIDES.get(found.meaning) if found is not None else None


def _column_of_sums(rows: Sequence[Row]) -> int | None:
    """The one column right of the titles that holds figures."""
    filled = [(c, line(cell.text)) for row in rows if len(row.filled()) > 1 for c, cell in row.filled()]
    titles = min((c for c, text in filled if WORD.search(text)), default=0)
    columns = {c for c, text in filled if c > titles and is_figure(text)}
    return columns.pop() if len(columns) == 1 else None


def _part(table: Table, head: Row, sums: int, band: int, stop: int, gone: Sequence[int] = ()) -> Table:
    words = next(line(cell.text) for cell in table.cells if cell.row == band and cell.text.strip())
    cells = []
    for cell in table.cells:
        if cell.row == head.index and cell.column == sums:
            unit = line(cell.text)[len(without_unit(line(cell.text))) :].strip(" ,;")
            cells.append(replace(cell, text=f"{words}, {unit}".strip(" ,")))
        elif cell.row == band or cell.row in gone or cell.row >= stop:
            cells.append(_emptied(cell))
        else:
            cells.append(cell)
    return replace(table, cells=tuple(cells))


def _emptied(cell: Cell) -> Cell:
    return replace(cell, text="", exact=None, readings=(), tables=())
