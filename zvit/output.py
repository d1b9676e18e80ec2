"""Tables for eyes: borders and colours on a terminal, plain columns elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from decimal import Decimal

_WIDE = 400
_CENT = Decimal("0.01")


def shown(value: object) -> str:
    """A value as people here write it: 1 234,50; nothing for NULL; lists by commas."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        value = value.quantize(_CENT) if value == value.quantize(_CENT) else value.normalize()
        return f"{value:,}".replace(",", "\u202f").replace(".", ",")
    if isinstance(value, list | tuple):
        return ", ".join(map(shown, value))
    return str(value)


def print_table(columns: Sequence[str], rows: Iterable[Sequence[object]], *, title: str | None = None) -> None:
    """Print rows under their names; numbers to the right. Wide tables are cut to the terminal by wrapping, elsewhere never."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    kept = [list(row) for row in rows]
    terminal = sys.stdout.isatty()
    table = Table(title=title, title_justify="left", box=box.ROUNDED if terminal else box.SIMPLE, title_style="bold", pad_edge=False)
    for position, name in enumerate(columns):
        values = [row[position] for row in kept]
        numeric = any(value is not None for value in values) and all(isinstance(value, int | float | Decimal | None) for value in values)
        table.add_column(name, justify="right" if numeric else "left", no_wrap=numeric)
    for row in kept:
        table.add_row(*(Text(shown(value)) for value in row))
    Console(width=None if terminal else _WIDE, soft_wrap=False).print(table)
