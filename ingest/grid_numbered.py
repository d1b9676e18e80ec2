"""Columns that are numbered: where a line 1 2 3 … stands under the head, there are as many columns, one for each number.

White space alone may miss the border under a head that reaches over it, or see one inside a column whose texts are short.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ingest.grid_chunks import Chunk, Corridor, TextRow, refined
from ingest.grid_columns import ACROSS

# Fewer numbers than this may be anything.
_LEAST = 4
# A border is crossed by no more of the lines (a part of them) than labels and titles are.
_CROSSED = 0.12


def numbered(rows: Sequence[TextRow], found: Sequence[Corridor]) -> list[Corridor]:
    """The corridors between the numbers of a line that numbers the columns; those ``found`` where there is no such line or it fits nothing."""
    at = next((k for k, row in enumerate(rows) if _counts(row)), None)
    if at is None or len(found) == len(rows[at].chunks) - 1 and all(_between(found, a, b) for a, b in pairwise(rows[at].chunks)):
        return list(found)
    body = [chunk for row in map(refined, rows[at:]) if len(row.chunks) > 1 for chunk in row.chunks if not ACROSS.match(chunk.text)]
    lines = sum(len(row.chunks) > 1 for row in rows[at:])
    result: list[Corridor] = []
    for a, b in pairwise(rows[at].chunks):
        known = _between(found, a, b)
        corridor = known[0] if len(known) == 1 else _free(body, a.x1, b.x0, _CROSSED * lines)
        if corridor is None:
            return list(found)
        result.append(corridor)
    return result


def _counts(row: TextRow) -> bool:
    return len(row.chunks) >= _LEAST and [c.text.rstrip(".") for c in row.chunks] == [str(n) for n in range(1, len(row.chunks) + 1)]


def _between(found: Sequence[Corridor], a: Chunk, b: Chunk) -> list[Corridor]:
    return [c for c in found if a.x1 < c.middle < b.x0]


def _free(chunks: Sequence[Chunk], lo: float, hi: float, most: float) -> Corridor | None:
    """The widest stretch between two places that the fewest texts cross; None where more than ``most`` do."""
    ends = sorted({lo, hi, *(x for c in chunks for x in (c.x0, c.x1) if lo < x < hi)})
    stretches = [(sum(c.x0 < (x + y) / 2 < c.x1 for c in chunks), x - y, Corridor(x, y)) for x, y in pairwise(ends)]
    crossed, _, corridor = min(stretches, key=lambda s: s[:2], default=(most + 1, 0.0, Corridor(lo, hi)))
    return corridor if crossed <= most else None
