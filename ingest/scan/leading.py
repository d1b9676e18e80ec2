"""Numbers before titles («2.1.Придбання …») are looked at again where they do not follow the one above: a dot is easily lost or made a digit.

Of two readings the one is taken that counts on; where neither does, the first stays, and the report's own gap is told by the audit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ingest.scan import engine
from ingest.scan.ink import Inked
from ingest.scan.texts import CellText

# So many glyphs at a line's beginning hold its number and a letter or two.
_HEAD = 11
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})*\.?(?=\s?[^\W\d_])")
_LEVELS = 4
Number = tuple[int, ...]


def counted_on(cells: Sequence[Inked], texts: Sequence[CellText], columns: Sequence[int]) -> list[CellText]:
    """The cells' texts; ``columns`` tells which stand below each other."""
    result = list(texts)
    for column in sorted(set(columns)):
        before: Number | None = None
        for k in (k for k, c in enumerate(columns) if c == column):
            head = _NUMBER.match(result[k].text)
            if head is None or result[k].readings:
                continue
            number = _parts(head.group())
            if before is not None and not follows(before, number):
                again = _read_again(cells[k])
                if again is not None and follows(before, _parts(again)):
                    result[k] = replace(result[k], text=again + result[k].text[head.end() :])
                    number = _parts(again)
            before = number
    return result


def follows(before: Number, number: Number) -> bool:
    """Whether a list that has come to ``before`` can go on with ``number``: its first child, the next of any of its levels, or a new list."""
    opened = [(*before[:level], before[level] + 1) for level in range(len(before))]
    starts = [(), before, *opened]
    below = {(*start, *[1] * ones) for start in starts for ones in range(_LEVELS) if len(start) + ones <= _LEVELS}
    return number in below - {before, ()}


def _parts(number: str) -> Number:
    return tuple(int(part) for part in number.rstrip(".").split("."))


def _read_again(cell: Inked) -> str | None:
    """The number as the English model reads it, to which Cyrillic letters behind it are none."""
    head = cell.lines[0][:_HEAD] if cell.lines else []
    if not head:
        return None
    x0, x1 = max(0, min(g.x0 for g in head) - 2), max(g.x1 for g in head) + 2
    y0, y1 = max(0, min(g.y0 for g in head) - 2), max(g.y1 for g in head) + 2
    text, _ = engine.read(np.ascontiguousarray(cell.clean[y0:y1, x0:x1]), "eng", engine.LINE)
    found = re.match(r"\d{1,3}(?:\.\d{1,3})*\.?", text)
    return found.group() if found else None
