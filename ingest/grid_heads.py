"""Heads over several columns: which heads stand below each, told by their order and by where the one above stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.grid_chunks import Chunk, TextRow

_YEAR = re.compile(r"((?:19|20)\d\d)(?:\s?(?:рік|р\.?))?", re.IGNORECASE)
# How far the lines of one head stand apart, from middle to middle, and how far their middles may stray, in heights of a line.
_PITCH, _STRAY = 1.7, 0.8


@dataclass(frozen=True, slots=True)
class Upper:
    """A head over several columns: its own lines, and the first and the last of the heads below it."""

    lines: tuple[Chunk, ...]
    first: Chunk
    last: Chunk


def upper_heads(head: Sequence[TextRow]) -> list[Upper]:
    """The heads over several columns that years or names in turn stand below of."""
    found = []
    for k, row in enumerate(head):
        groups = list(_groups(row.chunks))
        taken = {id(c) for group in groups for c in group}
        for group in groups:
            lines = _above(head[:k], group, row)
            if lines:
                group = _with_total(group, lines, row, taken)
                found.append(Upper(tuple(lines), group[0], group[-1]))
    return found


def _groups(chunks: Sequence[Chunk]) -> Iterator[tuple[Chunk, ...]]:
    """Runs of years, or of names that come in the same order again."""
    years = [_YEAR.fullmatch(c.text) for c in chunks]
    run: list[Chunk] = []
    before = ""
    for chunk, year in zip(chunks, years, strict=True):
        if run and (year is None or year[1] <= before):
            yield from [tuple(run)] if len(run) > 1 else []
            run = []
        if year is not None:
            run.append(chunk)
            before = year[1]
    yield from [tuple(run)] if len(run) > 1 else []
    if not any(years):
        yield from _repeated(chunks)


def _repeated(chunks: Sequence[Chunk]) -> Iterator[tuple[Chunk, ...]]:
    texts = [c.text.casefold() for c in chunks]
    k = 0
    while k < len(texts):
        size = next((n for n in range(2, (len(texts) - k) // 2 + 1) if texts[k : k + n] == texts[k + n : k + 2 * n]), None)
        if size is None or len(set(texts[k : k + size])) < size:
            k += 1
            continue
        pattern = texts[k : k + size]
        while texts[k : k + size] == pattern:
            yield tuple(chunks[k : k + size])
            k += size


def _above(lines: Sequence[TextRow], group: Sequence[Chunk], row: TextRow) -> list[Chunk]:
    """The lines of the head that stands over the group, the last one first."""
    found: list[Chunk] = []
    x0, x1 = group[0].x0 - row.height, group[-1].x1 + row.height
    for line in reversed(lines):
        if found and found[-1].y0 - line.y0 > _PITCH * row.height:
            break
        if sum(x0 < (chunk.x0 + chunk.x1) / 2 < x1 for chunk in line.chunks) > 1:
            # Each of the group goes on with a text of its own.
            break
        for chunk in line.chunks:
            middle = (chunk.x0 + chunk.x1) / 2
            level = not found or min(abs(middle - (found[-1].x0 + found[-1].x1) / 2), abs(chunk.x0 - found[-1].x0)) < _STRAY * row.height
            if x0 < middle < x1 and level:
                found.append(chunk)
                break
    return found


def _with_total(group: tuple[Chunk, ...], lines: Sequence[Chunk], row: TextRow, taken: set[int]) -> tuple[Chunk, ...]:
    """The group with the column beside it over whose middle, too, the head stands: a sum beside the years."""
    middle = sum(c.x0 + c.x1 for c in lines) / (2 * len(lines))
    off = abs(middle - (group[0].x0 + group[-1].x1) / 2)
    where = [k for k, c in enumerate(row.chunks) if c in group]
    for chunks in (row.chunks[where[0] : where[-1] + 2], row.chunks[max(where[0] - 1, 0) : where[-1] + 1]):
        extra = [c for c in chunks if c not in group]
        if extra and id(extra[0]) not in taken and abs(middle - (chunks[0].x0 + chunks[-1].x1) / 2) < off - row.height:
            return tuple(chunks)
    return group
