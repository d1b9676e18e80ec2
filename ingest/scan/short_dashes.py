"""Marks alone in a cell that are hardly longer than high: a dash where the table's other dashes are as large, else a doubt, never just nothing."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.model import Reading
from ingest.scan.ink import Glyph, Inked
from ingest.scan.texts import CellText

# How much a dash's sides may differ from another's (pixels); how much higher, and how far aside, it may stand in its cell (digits' heights).
_ALIKE, _LEVEL, _ASTRAY = 2, 0.35, 0.6
# A mark that may be a dash: so much longer than high, so long and at most so high (digits' heights), and so much of its box inked.
_LONG, _LEAST, _HIGH, _SOLID = 1.1, 0.24, 0.36, 0.6


def short_dashes(raw: Sequence[Inked], done: Sequence[CellText | None], columns: Sequence[int], tall: float) -> dict[int, CellText]:
    """The cells taken for blank whose one mark may be a dash, by index; ``raw`` with the marks that were taken for specks."""
    marks = {k: mark for k, text in enumerate(done) if text is not None and (mark := _lone_mark(raw[k], tall)) is not None}
    known = [k for k in marks if (text := done[k]) is not None and text.text == "-"]
    found = {}
    for k in (k for k in marks if (text := done[k]) is not None and not text.text and k < len(columns)):
        if any(_same(marks[k], raw[k], marks[j], raw[j], tall) for j in known):
            found[k] = CellText("-", 0.6, (Reading("-", 0.6), Reading("", 0.35)))
        elif any(columns[j] == columns[k] for j in known):
            found[k] = CellText("", 0.5, (Reading("", 0.5), Reading("-", 0.4)))
    return found


def _lone_mark(cell: Inked, tall: float) -> Glyph | None:
    """The one mark of a cell that is no speck, where it is as low and solid as a dash."""
    large = [g for g in cell.glyphs if max(g.width, g.height) >= _LEAST * tall]
    if len(large) != 1:
        return None
    mark = large[0]
    plain = mark.width >= _LONG * mark.height and mark.height <= _HIGH * tall and mark.area >= _SOLID * mark.width * mark.height
    return mark if plain else None


def _same(mark: Glyph, cell: Inked, dash: Glyph, other: Inked, tall: float) -> bool:
    """Whether a mark is as large as another cell's dash, and stands where it does."""
    alike = abs(mark.width - dash.width) <= _ALIKE and abs(mark.height - dash.height) <= _ALIKE
    level = min(abs(mark.y0 - dash.y0), abs(_middle(mark, cell) - _middle(dash, other))) <= _LEVEL * tall
    across = min(abs(mark.x0 - dash.x0), abs(_centre(mark, cell) - _centre(dash, other)), abs(_right(mark, cell) - _right(dash, other)))
    return alike and level and across <= _ASTRAY * tall


def _middle(mark: Glyph, cell: Inked) -> float:
    """How far from the middle of its cell a mark stands, up or down."""
    return (mark.y0 + mark.y1 - int(cell.clean.shape[0])) / 2


def _centre(mark: Glyph, cell: Inked) -> float:
    return (mark.x0 + mark.x1 - int(cell.clean.shape[1])) / 2


def _right(mark: Glyph, cell: Inked) -> float:
    return float(cell.clean.shape[1] - mark.x1)
