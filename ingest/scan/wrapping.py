"""Lines of a cell that the engine read become one text: wrapped lines go on, lines that end early are line breaks."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.model import Box
from ingest.pdf_place import Ink
from ingest.pdf_text import Habits, Room, TextLine, joined
from ingest.scan.ink import Glyph, Inked

# The part of a line's em that a digit or capital is tall.
_CAPITAL = 0.7


def one_text(text: str, cell: Inked) -> str:
    """The text with its wrapped lines joined as in an exported page; unchanged where its lines cannot be told from the ink."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    groups = [line for line in cell.lines if max(g.height for g in line) >= 0.45 * cell.glyph_height]
    if len(lines) < 2 or len(lines) != len(groups):
        return "\n".join(lines)
    size = cell.glyph_height / _CAPITAL
    margin = min(g.x0 for g in cell.glyphs)
    right = max(max(g.x1 for g in cell.glyphs), cell.clean.shape[1] - max(2, min(margin, round(0.6 * size))))
    room = Room(float(min(margin, round(0.6 * size))), float(right), Habits())
    return joined([_line(line, group, size) for line, group in zip(lines, groups, strict=True)], room)


def _line(text: str, glyphs: Sequence[Glyph], size: float) -> TextLine:
    x0, x1 = float(min(g.x0 for g in glyphs)), float(max(g.x1 for g in glyphs))
    y0, y1 = float(min(g.y0 for g in glyphs)), float(max(g.y1 for g in glyphs))
    # Letters differ in width: half a letter more, so that a line in doubt goes on.
    first = len(text.split()[0]) / len(text) * (x1 - x0) + 0.5 * size
    parts = (Ink(text, Box(x0, y0, x0 + first, y1), 0, x0, x0 + first, y1, size),)
    return TextLine(text, x0, x1, y1, size, False, False, parts)
