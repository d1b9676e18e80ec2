"""Columns too narrow for their figures: which cells hold one figure over several lines, and not one figure below the other.

A figure is cut where not one digit more had room. That alone may be chance; what the lines say, and the other cells of the column, prove it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from ingest.grid import Grid
from ingest.pdf_text import TextLine

Place = tuple[int, int]

_PART = re.compile(r"[-–−]?[\d\s.,%*)]*[\d.,%*)]")
_WHOLE = re.compile(r"[-–−]? ?(?:\d+|\d{1,3}(?: \d{3})+)(?:[.,]\d+)?(?: ?%)?[*)]{0,3}")
# No figure begins so, or ends so.
_NO_HEAD, _NO_TAIL = re.compile(r"[.,%*)]|0\d"), re.compile(r".*[.,]")
_HUNDRED = re.compile(r"10,0(?: ?%)?")
# White space that a line of figures leaves where it is full, as a share of a digit's width, and by how much (of the size) it may miss.
_FULL, _MISS = 1.1, 0.15
_FEW = 2
_MINUS = ("-", "–", "−")


def cut_figures(grid: Grid, lines: Mapping[Place, Sequence[TextLine]], padding: float) -> frozenset[Place]:
    """The cells, by row and column, whose lines are one figure that had no room in its column."""
    columns: dict[int, list[tuple[Place, list[str], bool]]] = defaultdict(list)
    for cell in grid.cells:
        held = lines.get((cell.row, cell.column), ())
        if len(held) > _FEW and held[0].text in _MINUS:
            # The minus stands on a line of its own above a figure in several lines.
            held = held[1:]
        if len(held) > 1 and cell.column_span == 1 and held[0].parts[0].turn == 0 and all(_PART.fullmatch(line.text) for line in held):
            room = cell.box.x1 - cell.box.x0 - 2 * padding
            full = all(_is_full(a, b, room) for a, b in zip(held, held[1:], strict=False))
            columns[cell.column].append(((cell.row, cell.column), [line.text for line in held], full))
    return frozenset(place for cells in columns.values() for place in _cut(cells))


def _is_full(above: TextLine, below: TextLine, room: float) -> bool:
    digit = below.first_word / max(len(below.parts[0].text), 1)
    return -_MISS * above.size - 1 <= room - (above.u1 - above.u0) < _FULL * digit + _MISS * above.size


def _cut(cells: Sequence[tuple[Place, list[str], bool]]) -> list[Place]:
    """Of the cells of one column with several lines of figures (place, lines, whether all but the last are full) those with one figure."""
    if not all(full or _at_groups(texts) for _, texts, full in cells):
        return []
    full = [(place, texts) for place, texts, full in cells if full and _WHOLE.fullmatch("".join(texts))]
    proven = [place for place, texts in full if _is_proven(texts)]
    if proven:
        return [place for place, _ in full]
    hundreds = all(_HUNDRED.fullmatch(",".join(texts)) for _, texts in full)
    mixed = [place for place, texts in full if len(re.findall("[.,]", "".join(texts))) == 1]
    return [place for place, _ in full] if hundreds else mixed if len(mixed) >= _FEW else []


def _is_proven(texts: Sequence[str]) -> bool:
    return any(_NO_HEAD.match(below) or _NO_TAIL.fullmatch(above) for above, below in zip(texts, texts[1:], strict=False))


def _at_groups(texts: Sequence[str]) -> bool:
    """Are the lines broken between the groups of a figure's thousands?"""
    return bool(_WHOLE.fullmatch(" ".join(texts)))
