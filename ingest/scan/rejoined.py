"""A figure that its narrow cell has no room for goes on in the next line: one figure where the ink shows it («1716346,5» above «7»).

A mark below a figure that is lower than its digits is what a stamp left, and goes with no figure.

What shows it is the first line, which is as wide as any in the column and leaves no room for another digit, and the decimals of the other
figures, which the two lines have together. Sums below each other, one per source, have neither.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ingest.model import Reading
from ingest.scan.ink import Inked
from ingest.scan.partial import UNSURE
from ingest.scan.texts import CellText

# So much wider than the first line (parts of a digit) another line of the column may be; paper that a cell keeps at a side at most (pixels at 300 dpi).
_WIDER, _MARGIN = 0.5, 34
_BROKEN = re.compile(r"(-?\d{1,3}(?: ?\d{3})*|-?\d+)([.,]\d{0,2})?\n(\d{1,2})")
_WHOLE_LINE = re.compile(r"-?\d[\d ]*(?:[.,](\d{1,3}))?")
_STAINED = re.compile(r"-?\d[\d ]*(?:[.,]\d{1,3})?\n\d{1,2}")
# Marks so much lower than the digits above them are none; how sure the figure above them is.
_LOWER, _LIKELY = 0.8, 0.6
# A line of nothing higher (parts of the digits' height) is a speck.
_SPECK = 0.3
# Whole amounts of fewer digits always have room.
_FEWEST = 5


@dataclass(frozen=True, slots=True)
class _Break:
    """Where a figure goes on in the next line: its cell, both pieces as one, and how many decimals they have together."""

    cell: int
    one: str
    decimals: int


def with_rejoined(cells: Sequence[Inked], columns: Sequence[int], read: Mapping[int, CellText]) -> dict[int, CellText]:
    """The figures over two lines of a narrow cell, each in one; less sure where the figures of no column show how many decimals there are."""
    result: dict[int, CellText] = {}
    usual = _usual(read)
    for column in {columns[k] for k in read if k < len(columns)} - {0}:
        mine = [k for k in read if k < len(columns) and columns[k] == column]
        widest = max((_width(cells[k], line) for k in mine for line in range(len(cells[k].lines))), default=0)
        breaks = [one for k in mine if (one := _broken(k, read[k].text)) and _is_full(cells[k], widest)]
        result |= {k: bare for k in mine if (bare := _unstained(cells[k], read[k])) is not None}
        breaks = [one for one in breaks if one.cell not in result]
        if any("\n" in read[k].text and not _BROKEN.fullmatch(read[k].text) for k in mine):
            # Sums that stand below each other are whole, however short the second one is.
            continue
        known = _usual({k: read[k] for k in mine})
        decimals = known if known is not None else usual
        for one in breaks:
            if one.decimals == decimals or (decimals is None and one.decimals == 2):
                sure = read[one.cell].confidence if decimals else min(read[one.cell].confidence, UNSURE)
                result[one.cell] = _as_one(read[one.cell], one.one, sure)
    return result


def _unstained(cell: Inked, read: CellText) -> CellText | None:
    """The first line of a figure alone, not for sure, where the second holds one or two marks that are lower than its digits."""
    high = [high for line in cell.lines if (high := max(g.height for g in line)) > _SPECK * cell.glyph_height]
    if len(high) != 2 or not _STAINED.fullmatch(read.text) or high[1] >= _LOWER * high[0]:
        return None
    figure = read.text.split("\n")[0]
    others = tuple(reading for reading in read.readings if "\n" in reading.text)
    sure = min(read.confidence, _LIKELY)
    return CellText(figure, sure, (Reading(figure, sure), *others))


def _usual(read: Mapping[int, CellText]) -> int | None:
    """How many decimals the figures of one line have, all but a few alike; None where there is no such habit."""
    found = Counter(len(shape.group(1) or "") for one in read.values() if (shape := _WHOLE_LINE.fullmatch(one.text)))
    if not found:
        return None
    decimals, count = found.most_common(1)[0]
    return decimals if count >= 2 and 2 * count > found.total() else None


def _broken(k: int, text: str) -> _Break | None:
    found = _BROKEN.fullmatch(text)
    if found is None or (not found.group(2) and sum(c.isdigit() for c in found.group(1)) < _FEWEST):
        return None
    behind = (found.group(2) or "")[1:]
    return _Break(k, text.replace("\n", ""), len(behind + found.group(3)) if found.group(2) else 0)


def _width(cell: Inked, line: int) -> int:
    return max(g.x1 for g in cell.lines[line]) - min(g.x0 for g in cell.lines[line])


def _is_full(cell: Inked, widest: int) -> bool:
    """Whether the first of two lines has no room for another digit."""
    if len(cell.lines) != 2:
        return False
    digit = float(np.median([g.width for g in cell.lines[0] if g.height > 0.7 * cell.glyph_height]))
    first = _width(cell, 0)
    return first + _WIDER * digit >= widest and cell.clean.shape[1] - first < digit + 2 * _MARGIN


def _as_one(read: CellText, text: str, sure: float) -> CellText:
    others = tuple(reading for reading in _joined(read.readings) if reading.text != text)
    return replace(read, text=text, confidence=sure, readings=(Reading(text, sure), *others) if read.readings else ())


def _joined(readings: Iterable[Reading]) -> Iterable[Reading]:
    return (replace(reading, text=reading.text.replace("\n", "")) for reading in readings)


__all__ = ["with_rejoined"]
