"""Chunks that run over a column's border are parted there: at white space, or where a text begins or ends like its column."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from ingest.grid_chunks import Chunk, Corridor, TextRow, line_of
from ingest.grid_columns import ACROSS, head_lines, heads_others
from ingest.grid_heads import upper_heads

# How far (points) texts of one column may begin, or end, off each other.
_OFF = 0.7
# White space between words of two columns, and the least of it between texts that stand in their columns, in heights of a line.
_WHITE, _LEAST = 0.4, 0.1


def parted(rows: Sequence[TextRow], between: Sequence[Corridor]) -> list[TextRow]:
    """The lines with their chunks parted at the corridors.

    Where a line leaves no white space there, a text that stands as the others of its column do (two at least) tells the border.
    """
    rows = [_at_white(row, between) for row in rows]
    head = head_lines(rows)
    whole = {id(c) for k, row in enumerate(rows[:head]) for c in row.chunks if heads_others(c, rows[k + 1 : head])}
    whole |= {id(c) for upper in upper_heads(rows[:head]) for c in upper.lines}
    return [_at_places(row, rows, between, whole) if len(row.chunks) > 1 else row for row in rows]


def border(corridor: Corridor, rows: Sequence[TextRow]) -> float:
    """Where the columns part: the middle of the corridor, or of what the texts that end in its second half leave of it."""
    ends = [c.x1 for row in rows for c in row.chunks if c.x0 < corridor.x0 and corridor.middle < c.x1 < corridor.x1]
    return (max(ends) + corridor.x1) / 2 if ends else corridor.middle


def _at_white(row: TextRow, between: Sequence[Corridor]) -> TextRow:
    chunks: list[Chunk] = []
    for chunk in row.chunks:
        words = [chunk.words[0]]
        for word in chunk.words[1:]:
            gap = word.box.x0 - words[-1].box.x1
            if gap > _WHITE * row.height and any(_meets(c, words[-1].box.x1, word.box.x0) for c in between):
                chunks.append(Chunk(tuple(words)))
                words = []
            words.append(word)
        chunks.append(Chunk(tuple(words)))
    return line_of(chunks)


def _meets(corridor: Corridor, end: float, begin: float) -> bool:
    return corridor.x0 - 1 < begin and end < corridor.x1 + 1


def _at_places(row: TextRow, rows: Sequence[TextRow], between: Sequence[Corridor], whole: AbstractSet[int]) -> TextRow:
    chunks: list[Chunk] = []
    for chunk in row.chunks:
        rest = chunk
        for corridor in between if id(chunk) not in whole and not ACROSS.match(chunk.text) else ():
            at = next((k for k in range(1, len(rest.words)) if _is_border(rest, k, corridor, row, rows)), None)
            if at is not None:
                chunks.append(Chunk(rest.words[:at]))
                rest = Chunk(rest.words[at:])
        chunks.append(rest)
    return line_of(chunks)


def _is_border(chunk: Chunk, k: int, corridor: Corridor, row: TextRow, rows: Sequence[TextRow]) -> bool:
    """Does the text from word ``k`` on stand in the column after the corridor just as others do?"""
    end, begin = max(w.box.x1 for w in chunk.words[:k]), chunk.words[k].box.x0
    if corridor.x1 - corridor.x0 < _WHITE * row.height and end <= corridor.x0 + _OFF and begin >= corridor.x1 - _OFF:
        # A border that is known, or a seam: it needs no other evidence than that no word stands on it.
        return True
    if begin - end < _LEAST * row.height or not _meets(corridor, end, begin) or begin < corridor.middle - 1:
        return False
    others = [next((c for c in other.chunks if c.x0 >= corridor.x0), None) for other in rows if other is not row and len(other.chunks) > 1]
    column = [c for c in others if c is not None and c.x0 - corridor.x1 < 3 * row.height]
    left = sum(abs(c.x0 - begin) < _OFF for c in column)
    right = sum(abs(c.x1 - chunk.x1) < _OFF for c in column)
    return max(left, right) >= 2
