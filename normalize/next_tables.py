"""Where in one sheet the table of measures ends and another begins: below a blank row a caption, a row of headings, rows of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from normalize.headers import Header
from normalize.meanings import MONEY
from normalize.table_rows import Row, line
from normalize.values import Kind, read_value

# A caption of more rows than this is none.
_MOST_CAPTIONS = 2
_HEADING = re.compile(r"[№%]?\s?[^\W\d_]|[№%]")


def next_table(rows: Sequence[Row], header: Header) -> int | None:
    """The position in ``rows`` (those below ``header``) of the blank row below which another table begins; None where none does.

    Its headings stand where amounts stood, under every column of money that they reach, so they can be no row of this table.
    """
    for i, row in enumerate(rows):
        if not row.empty or not any(not above.empty for above in rows[:i]):
            continue
        below = [r for r in rows[i + 1 : i + 3 + _MOST_CAPTIONS] if not r.empty]
        captions = 0
        while captions < min(len(below), _MOST_CAPTIONS) and len(below[captions].filled()) == 1:
            captions += 1
        if captions < len(below) and _heads(below[captions], header):
            return i
    return None


def _heads(row: Row, header: Header) -> bool:
    """Whether a row's cells are headings, those in columns of money too."""
    texts = [line(cell.text) for _, cell in row.filled()]
    money = [row.text(c) for c in header.columns(*MONEY) if c < len(row.cells) and row.starts(c) and row.text(c)]
    return len(texts) > 1 and bool(money) and all(_HEADING.match(text) for text in texts) and all(map(_is_heading, money))


def _is_heading(text: str) -> bool:
    return read_value(text).kind not in (Kind.NONE_WORDS, Kind.NOT_APPLICABLE)
