"""Figures of which a part may be missing: their print runs into a border, or they have fewer decimals than their whole column.

Nothing is made up for what is not seen: such a figure is read without certainty, so that a sum confirms it or a finding points at it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ingest.model import Reading
from ingest.scan.columns import LIKE_ZERO
from ingest.scan.ink import Inked
from ingest.scan.numbers import Seen, key, partly_hidden
from ingest.scan.texts import CellText

UNSURE = 0.8
"""How sure a figure can be that may lack a part."""
# A digit is so high (parts of the cell's larger glyphs): a rest of a border, or a comma, tells nothing.
_DIGIT = 0.75
# So many figures of a column, and so many times more than have fewer, show how many decimals it has.
_LEAST, _MORE = 3, 4
_DECIMAL = re.compile(r"-?\d[\d ]*[.,](\d{0,3})")


def may_be_cut(cell: Inked, text: str, first: str, eye: Seen) -> bool:
    """Whether a digit reaches the border of its cell and may go on under it, or was ``first`` read as a letter; not where it looks like the page's others."""
    if eye.sure and eye.text == key(text).replace(".", ","):
        return False
    if first.strip() in LIKE_ZERO:
        return True
    height, width = cell.clean.shape
    high = _DIGIT * cell.glyph_height
    return any(g.height >= high and min(g.x0, g.y0, width - g.x1, height - g.y1) <= 0 for g in cell.glyphs)


def outermost_hidden(text: str) -> list[Reading]:
    """What a figure may be of which a border hides a part of the first or the last digit."""
    return [reading for reading in partly_hidden(text) if reading.text[1:-1] == text[1:-1]]


def doubted(columns: Sequence[int], read: Mapping[int, CellText]) -> dict[int, CellText]:
    """The figures, each less sure, that have fewer decimals than nearly all of their column or end with their comma."""
    places = {k: len(found.group(1)) for k, one in read.items() if k < len(columns) and (found := _DECIMAL.fullmatch(one.text))}
    result: dict[int, CellText] = {}
    for column in {columns[k] for k in places} - {0}:
        mine = [k for k in places if columns[k] == column]
        usual, count = Counter(places[k] for k in mine).most_common(1)[0]
        short = [k for k in mine if places[k] < usual]
        if count < max(_LEAST, _MORE * len(short)):
            short = [k for k in short if not places[k]]
        result |= {k: replace(read[k], confidence=min(read[k].confidence, UNSURE)) for k in short}
    return result
