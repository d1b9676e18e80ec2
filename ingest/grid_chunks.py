"""Words as lines of chunks, and the corridors of white space that run down between chunks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.grid import Word

# Words nearer than this share of the line's height belong to one chunk; a corridor is at least so wide.
_SPACE = 0.62
_CORRIDOR = 0.45


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words of a line with no more than ordinary spaces between them."""

    text: str
    x0: float
    x1: float
    y0: float
    y1: float


@dataclass(frozen=True, slots=True)
class TextRow:
    """One line of text as its chunks, left to right."""

    chunks: tuple[Chunk, ...]
    y0: float
    y1: float

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def x0(self) -> float:
        return self.chunks[0].x0

    @property
    def x1(self) -> float:
        return self.chunks[-1].x1


def text_rows(words: Sequence[Word]) -> list[TextRow]:
    """The words as lines, top to bottom; words are of one line where their middles stand at one height."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=_middle):
        height = word.box.y1 - word.box.y0
        if rows and _middle(word) - _middle(rows[-1][0]) < 0.4 * max(height, rows[-1][0].box.y1 - rows[-1][0].box.y0):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [_row(sorted(row, key=lambda w: w.box.x0)) for row in rows]


def _middle(word: Word) -> float:
    return (word.box.y0 + word.box.y1) / 2


def _row(words: list[Word]) -> TextRow:
    heights = sorted(w.box.y1 - w.box.y0 for w in words)
    height = heights[len(heights) // 2]
    groups = [[words[0]]]
    for word in words[1:]:
        if word.box.x0 - max(w.box.x1 for w in groups[-1]) > _SPACE * height:
            groups.append([])
        groups[-1].append(word)
    chunks = tuple(_chunk(group) for group in groups)
    return TextRow(chunks, min(c.y0 for c in chunks), max(c.y1 for c in chunks))


def _chunk(words: list[Word]) -> Chunk:
    boxes = [w.box for w in words]
    text = " ".join(w.text for w in words)
    return Chunk(text, boxes[0].x0, max(b.x1 for b in boxes), min(b.y0 for b in boxes), max(b.y1 for b in boxes))


def corridors(rows: Sequence[TextRow]) -> list[float]:
    """The middles of the white corridors that run through all lines which stand in many chunks.

    Lines in fewer chunks (headers over several columns, section titles, wrapped text) have no say, but a corridor needs
    text on both its sides in at least two lines.
    """
    most = max((len(row.chunks) for row in rows), default=0)
    if most < 2:
        return []
    full = [row for row in rows if len(row.chunks) >= max(2, 0.5 * most)]
    spans = sorted((chunk.x0, chunk.x1) for row in full for chunk in row.chunks)
    height = sum(row.height for row in full) / len(full)
    middles, end = [], spans[0][1]
    for x0, x1 in spans[1:]:
        if x0 - end > _CORRIDOR * height and _supported(rows, (x0 + end) / 2):
            middles.append((x0 + end) / 2)
        end = max(end, x1)
    return middles


def _supported(rows: Sequence[TextRow], x: float) -> bool:
    return sum(any(c.x1 < x for c in row.chunks) and any(c.x0 > x for c in row.chunks) for row in rows) >= 2
