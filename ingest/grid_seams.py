"""Seams between columns that hardly any white space shows: figures written to the right end at one place, texts begin at one just after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.grid_chunks import Chunk, Corridor

# How far (points) ends, or beginnings, at a seam stray, and those of one program's texts; how wide it is at most, in heights of a line.
_STRAY, _EXACT, _WIDEST = 0.7, 0.3, 0.62
# So many figures end at it.
_LEAST = 3


def seams(head: Sequence[Chunk], body: Sequence[Chunk], figures: Sequence[Chunk], height: float) -> list[Corridor]:
    """The seams that no word runs over. ``figures`` are the amounts of the body, also those that a text follows closely."""
    texts = [*head, *body]
    starts = [word.box.x0 for chunk in texts for word in chunk.words]
    found: list[Corridor] = []
    for group in _ending_together(figures):
        end = max(figure.x1 for figure in group)
        begin = min((x for x in starts if end - 0.1 <= x <= end + _WIDEST * height), default=None)
        if begin is None:
            continue
        from_right = max(f.x0 for f in group) - min(f.x0 for f in group) > _STRAY
        headed = any(abs(chunk.x0 - begin) <= _STRAY for chunk in head)
        if (from_right or headed) and not any(_runs_over(chunk, (end + begin) / 2) for chunk in texts):
            found.append(Corridor(end, begin))
    return found


def cut(chunk: Chunk, narrow: Sequence[Corridor], *, exactly: bool = False) -> list[Chunk]:
    """The chunk parted where its white space lies on a seam; ``exactly``: only where a word begins right at its end."""
    parts: list[Chunk] = []
    words = [chunk.words[0]]
    for word in chunk.words[1:]:
        end, begin = words[-1].box.x1, word.box.x0
        if any(end <= s.x0 + _STRAY and begin >= s.x1 - _STRAY and (not exactly or begin <= s.x1 + _EXACT) for s in narrow):
            parts.append(Chunk(tuple(words)))
            words = []
        words.append(word)
    return [*parts, Chunk(tuple(words))]


def _ending_together(figures: Sequence[Chunk]) -> Iterator[list[Chunk]]:
    group: list[Chunk] = []
    for figure in sorted(figures, key=lambda f: f.x1):
        if group and figure.x1 - group[0].x1 > _STRAY:
            if len(group) >= _LEAST:
                yield group
            group = []
        group.append(figure)
    if len(group) >= _LEAST:
        yield group


def _runs_over(chunk: Chunk, x: float) -> bool:
    return any(word.box.x0 < x - _STRAY and word.box.x1 > x + _STRAY for word in chunk.words)
