"""Sub-rows of one make: the year, source or fund of one whose label could not be read is known from where it stands among the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from normalize.entries import SubLine
from normalize.labels import Place
from normalize.line_labels import LineLabels, all_texts
from normalize.seen_rows import State

_FEWEST = 3  # lines of a block that can make a pattern
_Block = tuple[Place, ...]


def settle_blocks(state: State, labels: LineLabels) -> None:
    """Give sub-rows with an unread label the place that the table's other blocks have there, and tell it.

    Where no pattern says it, the sub-row is told as one whose year is not known: it must not pass for the report's own.
    """
    blocks = [entry.lines for entry in state.entries if len(entry.lines) >= _FEWEST]
    makes = Counter(block for lines in blocks if _is_whole(block := tuple(sub.place for sub in lines)))
    for entry in state.entries:
        unread = [i for i, sub in enumerate(entry.lines) if _is_unread(entry.lines, sub, labels)]
        if not unread:
            continue
        pattern = _pattern(entry.lines, unread, makes)
        for i in unread:
            sub = entry.lines[i]
            if pattern is not None:
                sub.place = pattern[i]
            state.tell("place_by_block" if pattern is not None else "place_unread", sub.line, all_texts(sub.line))


def _is_whole(block: _Block) -> bool:
    return all(block) and len(set(block)) == len(block)


def _is_unread(lines: Sequence[SubLine], sub: SubLine, labels: LineLabels) -> bool:
    """Whether a scan's line has a mark where each of its neighbours names a year, source or fund, and names none; or names again what one above named."""
    columns = labels.header.columns("year", "source", "fund")
    cells = [cell for c in columns if (cell := sub.line.cells[c]) is not None and cell.row == sub.line.row.index]
    if len(lines) < _FEWEST or not any(cell.confidence is not None and cell.text.strip() for cell in cells):
        return False
    others = [other.place for other in lines if other is not sub]
    if not sub.place:
        return sum(map(bool, others)) * 2 > len(others)
    above = [other.place for other in lines[: next(i for i, other in enumerate(lines) if other is sub)]]
    return sub.place in above


def _pattern(lines: Sequence[SubLine], unread: Sequence[int], makes: Counter[_Block]) -> _Block | None:
    """The one make of at least two other blocks that this block's read lines agree with."""
    if len(unread) * 2 >= len(lines):
        return None
    fits = [
        make
        for make, count in makes.items()
        if count > 1 and len(make) == len(lines) and all(make[i] == sub.place for i, sub in enumerate(lines) if i not in unread)
    ]
    return fits[0] if len(fits) == 1 else None
