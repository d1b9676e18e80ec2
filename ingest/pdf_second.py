"""pdfplumber's second opinion on a page: asked where our own grid is unsure or our text layer makes no sense."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

from ingest.model import Table

_WHITE = re.compile(r"\s+")
Opinion = list[list[list[str]]]
_BY_TEXT = {"vertical_strategy": "text", "horizontal_strategy": "text"}


def tables_by_text(content: bytes, number: int) -> Opinion:
    """What pdfplumber takes for tables on page ``number`` (from 1) going by the text alone: tables of rows of cell texts."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(content), pages=[number]) as file:
        page = file.pages[0]
        found = page.extract_tables(_BY_TEXT)
        page.close()
    return [[[_bare(cell or "") for cell in row] for row in table] for table in found]


def agrees(table: Table, opinion: Sequence[Sequence[Sequence[str]]]) -> bool:
    """Does another reader see the same columns? Each of ours must read, from top to bottom, as a run of one of its columns."""
    ours = [_bare("".join(c.text for c in table.cells if c.column == k and c.column_span == 1)) for k in range(table.columns)]
    for other in opinion:
        theirs = ["".join(row[k] for row in other if k < len(row)) for k in range(max(map(len, other), default=0))]
        if all(any(column in text for text in theirs) for column in ours if column):
            return True
    return False


def _bare(text: str) -> str:
    return _WHITE.sub("", text)
