"""Comma-separated files: a table where every row has the same number of cells by one separator, and nothing otherwise."""

from __future__ import annotations

import csv
import io
from collections import Counter

from ingest.model import Table
from ingest.text_lines import plain_table

_SEPARATORS = ";\t,|"


def read_csv(text: str) -> Table | None:
    """The table, or None where the content is not clearly one. Shorter rows (titles, totals) are filled up; none may be longer than most."""
    for separator in _SEPARATORS:
        try:
            rows = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)]
        except csv.Error:
            continue
        width, count = Counter(len(row) for row in rows if row).most_common(1)[0] if any(rows) else (0, 0)
        filled = [row for row in rows if row]
        if width > 1 and count > 1 and 2 * count > len(filled) and max(len(row) for row in filled) == width:
            return plain_table([row + [""] * (width - len(row)) for row in filled], None, ruled=True)
    return None
