"""The rows of a table without rulings: lines of text gathered by gaps, by rules and by what they say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.grid import Line
from ingest.grid_anchors import Rows, anchored
from ingest.grid_chunks import NOTHING, Before, TextRow, column_of
from ingest.grid_columns import ACROSS, NUMERIC, head_lines, is_amount, is_number

# White space between a head and the title of a section, in heights of a line.
_WHITE = 0.5
# How far (in heights of a line) lines of rows above each other may reach into each other.
_OVERLAP = 0.3
_NUMBERED = re.compile(r"\d+(\.\d+)*\.?\s?\D|\d+(\.\d+)*\.?$|[IVXІХ]+\.\s")


def row_groups(rows: list[TextRow], xs: Sequence[float], rules: Sequence[Line], before: Before = NOTHING) -> tuple[Rows, bool]:
    """Lines of text as table rows, and whether that is sure. ``rules`` are the horizontal lines between them."""
    if len(rows) == 1:
        return Rows([rows]), True
    cuts = {k for rule in rules for k in _parted_by(rule, rows)}
    ruled = [k in cuts for k in range(len(rows) - 1)]
    if _one_row_per_band(rows, ruled, len(xs) - 1):
        bands = [cut or apart for cut, apart in zip(ruled, _titles_apart(rows, xs), strict=True)]
        told = Rows(_with_whole_head(_split(rows, bands), head_lines(rows), before.head))
        return told, _one_number_each(told.groups, xs) or not _run_together(told.groups, xs)
    found = anchored(rows, xs, ruled, before)
    if found is not None:
        return found, not (_run_together([[row] for row in rows], xs) or _interlocked(found))
    groups, sure = _by_gaps(rows, xs, ruled)
    return Rows(groups), sure and not (
        _adrift(groups, xs) or _nameless(groups, xs) or _run_together(groups, xs) or _interlocked(Rows(groups))
    )


def _parted_by(rule: Line, rows: Sequence[TextRow]) -> list[int]:
    """The lines that a rule runs below; by the texts over and under it alone where others stand at its own height, beside it."""
    y = rule.y0
    between = [k for k, (a, b) in enumerate(pairwise(rows)) if a.y1 - 0.4 * a.height < y < b.y0 + 0.4 * b.height]
    if between:
        return between
    held = [k for k, row in enumerate(rows) if any(rule.x0 < (c.x0 + c.x1) / 2 < rule.x1 for c in row.chunks)]
    above = [k for k in held if (rows[k].y0 + rows[k].y1) / 2 < y]
    return [above[-1]] if above and above[-1] < held[-1] else []


def _adrift(groups: Sequence[Sequence[TextRow]], xs: Sequence[float]) -> bool:
    """Does a number stand beside the amounts of its row, off their line, though it stands in line with them elsewhere?"""
    kinds = set()
    for group in groups:
        columns = {column_of(xs, c)[0] for row in group for c in row.chunks if is_amount(c.text)}
        lines = [row for row in group if is_number(row.chunks[0].text) and column_of(xs, row.chunks[0]) == (0, 0)]
        if lines and len(columns) > 1:
            kinds.add(sum(is_amount(c.text) for c in lines[0].chunks) > 1)
    return len(kinds) > 1


def _titles_apart(rows: Sequence[TextRow], xs: Sequence[float]) -> list[bool]:
    """For each line but the last whether the head ends below it, with the title of a section further down, or whether it is that title."""
    head = head_lines(rows)
    titles = [0 < k <= head and _is_title(row, rows[k - 1], xs) for k, row in enumerate(rows)]
    return [below or (title and k + 1 == head) for k, (title, below) in enumerate(pairwise(titles))]


def _is_title(row: TextRow, above: TextRow, xs: Sequence[float]) -> bool:
    apart = row.y0 - above.y1 > _WHITE * row.height
    return apart and len(above.chunks) > 1 and (_spans(row, xs) or (len(row.chunks) == 1 and bool(ACROSS.match(row.chunks[0].text))))


def _with_whole_head(groups: list[list[TextRow]], head: int, known: str) -> list[list[TextRow]]:
    """Rules run through a head, between its levels: its lines as one group, and the titles of sections below it as they stand.

    Where the head is ``known`` from the page before, what it does not say there is the rest of that page's last row.
    """
    lines: list[TextRow] = []
    rest = list(groups)
    again = bool(known) and _says(groups[0], known)
    while rest and len(lines) + len(rest[0]) <= head and (not lines or any(len(row.chunks) > 1 for row in rest[0])):
        if again and not _says(rest[0], known):
            break
        lines += rest.pop(0)
    return [lines, *rest] if lines else groups


def _says(group: Sequence[TextRow], known: str) -> bool:
    """Does the head, written without spaces, say all that the lines do?"""
    return all(chunk.text.replace(" ", "") in known for row in group for chunk in row.chunks)


def _interlocked(told: Rows) -> bool:
    """Does a row begin beside the last line of the one above, amounts in one of them, and no cell goes on? Lines at such heights are one row's."""
    for k, (above, below) in enumerate(pairwise(told.groups)):
        amounts = any(is_amount(c.text) for row in (*above, *below) for c in row.chunks)
        if amounts and k not in told.down and below[0].y0 < above[-1].y1 - _OVERLAP * above[-1].height:
            return True
    return False


def _one_number_each(groups: Sequence[Sequence[TextRow]], xs: Sequence[float]) -> bool:
    """Do the rows have numbers, and none of them two? Then several amounts in a cell are a stack."""
    counts = [sum(is_number(row.chunks[0].text) and column_of(xs, row.chunks[0]) == (0, 0) for row in group) for group in groups]
    return max(counts) == 1 and 2 * sum(counts) >= len(groups) - 1


def _nameless(groups: Sequence[Sequence[TextRow]], xs: Sequence[float]) -> bool:
    """Do amounts stand in a row without its number, or without a text at its beginning, though the other rows have one?"""
    firsts = [[c.text for row in group for c in row.chunks if column_of(xs, c)[0] == 0] for group in groups]
    held = [k for k, group in enumerate(groups) if any(is_amount(c.text) for row in group for c in row.chunks[1:])]
    numbered = [k for k in held if any(map(is_number, firsts[k]))]
    if 2 * len(numbered) > len(held):
        return any(not firsts[k] and not any(ACROSS.match(c.text) for row in groups[k] for c in row.chunks) for k in held)
    return any(not firsts[k] or firsts[k][0][:1].islower() for k in held)


def _run_together(groups: Sequence[Sequence[TextRow]], xs: Sequence[float]) -> bool:
    """Do two amounts stand one below the other in a column of one row?"""
    for group in groups:
        columns = [column_of(xs, c)[0] for row in group for c in row.chunks if is_amount(c.text)]
        if len(columns) > len(set(columns)):
            return True
    return False


def _by_gaps(rows: list[TextRow], xs: Sequence[float], ruled: list[bool]) -> tuple[list[list[TextRow]], bool]:
    """By the white space between the lines, else by what they say."""
    gaps = [b.y0 - a.y1 for a, b in zip(rows, rows[1:], strict=False)]
    height = sum(r.height for r in rows) / len(rows)
    narrow = _line_gap(gaps, height)
    if narrow > 0.62 * height:
        return [[row] for row in rows], True
    head = min(head_lines(rows), len(gaps) - 1)
    if max(gaps) - narrow > 0.35 * height and _two_pitches(gaps[head:], narrow, height):
        return _split(rows, [r or g > narrow + 0.3 * height for r, g in zip(ruled, gaps, strict=True)]), True
    return _by_content(rows, xs, ruled)


def _line_gap(gaps: Sequence[float], height: float) -> float:
    """The gap between the lines of one cell. Lines that nearly overlap are those of cells whose texts stand at different heights."""
    return min((g for g in gaps if g > 0.1 * height), default=0.0)


def _two_pitches(gaps: list[float], narrow: float, height: float) -> bool:
    """Do the gaps below the head fall into narrow ones, inside cells, and wide ones, between rows, with nothing between the two?"""
    between = sum(narrow + 0.15 * height < g < narrow + 0.3 * height for g in gaps)
    return not between


def _one_row_per_band(rows: list[TextRow], ruled: list[bool], columns: int) -> bool:
    if sum(ruled) < 2:
        return False
    return all(sum(len(r.chunks) >= max(2, 0.8 * columns) for r in band) <= 1 for band in _split(rows, ruled)[1:])


def _split(rows: list[TextRow], before_next: Sequence[bool]) -> list[list[TextRow]]:
    groups = [[rows[0]]]
    for row, cut in zip(rows[1:], before_next, strict=True):
        if cut:
            groups.append([])
        groups[-1].append(row)
    return groups


def _by_content(rows: list[TextRow], xs: Sequence[float], ruled: list[bool]) -> tuple[list[list[TextRow]], bool]:
    """Evenly spaced lines: one that only goes on with words in lower case belongs to the row above."""
    groups = [[rows[0]]]
    sure = True
    for row, cut in zip(rows[1:], ruled, strict=True):
        numbers = any(NUMERIC.fullmatch(c.text) for c in row.chunks)
        lower = all(c.text[:1].islower() or c.text[:1] in "(«" for c in row.chunks if not NUMERIC.fullmatch(c.text))
        above_numbers = any(NUMERIC.fullmatch(c.text) for r in groups[-1] for c in r.chunks)
        words = any(not NUMERIC.fullmatch(c.text) for c in row.chunks)
        if not cut and words and lower and (not numbers or not above_numbers):
            groups[-1].append(row)
            continue
        fresh = numbers or bool(_NUMBERED.match(row.chunks[0].text)) or len(row.chunks) >= len(xs) - 1 or _spans(row, xs)
        sure &= fresh or cut
        groups.append([row])
    return groups, sure


def _spans(row: TextRow, xs: Sequence[float]) -> bool:
    first, last = column_of(xs, row.chunks[0])
    return len(row.chunks) == 1 and last > first
