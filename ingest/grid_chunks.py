"""Words as lines of chunks: what stands together with no more than ordinary spaces between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.grid import Word

# Words nearer than this share of the line's height belong to one chunk; a space is never wider than the finer one, unless text is justified.
_SPACE, _FINE = 0.62, 0.42
# A line stretched to its margins: so many words, whose spaces differ by so little of its height, none wider than this; no columns stand so evenly.
_STRETCHED, _EVEN, _WIDEST = 5, 0.06, 2.0


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words of a line with no more than ordinary spaces between them."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return " ".join(w.text for w in self.words)

    @property
    def x0(self) -> float:
        return self.words[0].box.x0

    @property
    def x1(self) -> float:
        return max(w.box.x1 for w in self.words)

    @property
    def y0(self) -> float:
        return min(w.box.y0 for w in self.words)

    @property
    def y1(self) -> float:
        return max(w.box.y1 for w in self.words)


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
    if _is_stretched(words, height):
        return line_of([Chunk(tuple(words))])
    groups = [[words[0]]]
    for word in words[1:]:
        if word.box.x0 - max(w.box.x1 for w in groups[-1]) > _SPACE * height:
            groups.append([])
        groups[-1].append(word)
    return line_of([Chunk(tuple(group)) for group in groups])


def _is_stretched(words: Sequence[Word], height: float) -> bool:
    """Whether a line is running text whose spaces were made equally wide to fill it."""
    spaces = [b.box.x0 - a.box.x1 for a, b in pairwise(words)]
    told = sum(word.text[0].islower() for word in words)
    return (
        len(words) >= _STRETCHED
        and 2 * told >= len(words)
        and min(spaces) > 0
        and max(spaces) - min(spaces) <= _EVEN * height
        and max(spaces) <= _WIDEST * height
    )


def refined(row: TextRow) -> TextRow:
    """The line with its chunks parted wherever words stand further apart than by a space."""
    chunks: list[Chunk] = []
    for chunk in row.chunks:
        words = [chunk.words[0]]
        for word in chunk.words[1:]:
            if word.box.x0 - words[-1].box.x1 > _FINE * row.height:
                chunks.append(Chunk(tuple(words)))
                words = []
            words.append(word)
        chunks.append(Chunk(tuple(words)))
    return line_of(chunks)


def line_of(chunks: Sequence[Chunk]) -> TextRow:
    """The chunks as one line."""
    return TextRow(tuple(chunks), min(c.y0 for c in chunks), max(c.y1 for c in chunks))


@dataclass(frozen=True, slots=True)
class Before:
    """The table that ended the page before: the edges of its columns, and what its head says, without spaces."""

    edges: tuple[float, ...] = ()
    head: str = ""


NOTHING = Before()


@dataclass(frozen=True, slots=True)
class Corridor:
    """White space from top to bottom between two columns."""

    x0: float
    x1: float

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2


def column_of(xs: Sequence[float], chunk: Chunk) -> tuple[int, int]:
    """The first and last column that a chunk stands in."""
    slack = 0.25 * (chunk.y1 - chunk.y0)
    inside = [k for k, (lo, hi) in enumerate(zip(xs, xs[1:], strict=False)) if min(chunk.x1, hi) - max(chunk.x0, lo) > slack]
    middle = sum((chunk.x0 + chunk.x1) / 2 >= x for x in xs[1:-1])
    return (inside[0], inside[-1]) if inside else (middle, middle)
