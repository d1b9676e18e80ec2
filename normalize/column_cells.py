"""What a column's cells are under its header: how many differ, how many are figures."""

from __future__ import annotations

from collections.abc import Sequence

from normalize.figures import is_figure
from normalize.table_rows import Row
from normalize.values import is_dash


def rows_filling(data: Sequence[Row], column: int) -> list[Row]:
    """The rows in which a cell with text begins in the column."""
    return [row for row in data if column < len(row.cells) and row.starts(column) and row.text(column)]


def texts_in(data: Sequence[Row], column: int) -> list[str]:
    """The texts of those cells, top to bottom."""
    return [row.text(column) for row in rows_filling(data, column)]


def own_words(data: Sequence[Row], column: int) -> int:
    """How many different texts begin in the column: the measure's column has more than the task's."""
    return len({row.text(column) for row in data if column < len(row.cells) and row.cells[column].row == row.index and row.text(column)})


def figures_share(data: Sequence[Row], column: int) -> float:
    """The share of a column's filled cells that hold amounts."""
    texts = texts_in(data, column)
    return sum(is_figure(t) and not is_dash(t) for t in texts) / len(texts) if texts else 0.0


def holds_figures(data: Sequence[Row], column: int) -> bool:
    """Whether a column holds amounts, few as they may be among dashes: half of what its cells say beside dashes are figures."""
    texts = texts_in(data, column)
    told = [text for text in texts if not is_dash(text)]
    return bool(told) and sum(map(is_figure, told)) * 2 >= len(told)
