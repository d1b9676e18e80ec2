"""Tables of the commands' own, in the current language, as the answers to questions are written."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from decimal import Decimal

from queries.answer import Column
from queries.text_formats import cell, draw
from zvit.language import current


def shown(value: object, name: str = "") -> str:
    """A value as people write it; ``name``: its column's, which tells money."""
    return cell(value, Column(name, ""), current())


def print_table(columns: Sequence[str], rows: Iterable[Sequence[object]], *, title: str | None = None) -> None:
    """Print rows under their names; numbers to the right."""
    kept = [list(row) for row in rows]
    right = [_numeric([row[position] for row in kept]) for position in range(len(columns))]
    draw(columns, right, [[shown(value) for value in row] for row in kept], sys.stdout, title)


def _numeric(values: Sequence[object]) -> bool:
    return any(value is not None for value in values) and all(isinstance(value, int | float | Decimal | None) for value in values)
