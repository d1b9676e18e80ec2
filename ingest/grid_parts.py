"""Where one table without rulings ends and the next begins: a title in larger print, or a head over other columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ingest.grid_chunks import Chunk, TextRow
from ingest.grid_columns import corridors, crossings, is_amount

# Print larger than the table's by this factor is a title's.
_LARGER = 1.1
# The title of a section has one line; so many are those of a report.
_TITLE = 2
# So many lines after its head show a table's columns.
_SEEN = 14
# White space over this many lines' height ends a table.
_APART = 2.6
# How far (points) texts of one column begin, or have their middles, off each other.
_LEVEL = 1.0


def tables_apart(rows: list[TextRow]) -> list[list[TextRow]]:
    """The lines table by table, without the titles between them."""
    if not rows:
        return []
    usual = sorted(row.height for row in rows)[len(rows) // 2]
    tables: list[list[TextRow]] = [[]]
    k = 0
    while k < len(rows):
        title = 0 if continues(rows[k], rows[max(0, k - 5) : k]) else _title_lines(rows, k)
        if _has_amount(tables[-1]) and _begins(rows[k + title :], tables[-1], title=title, larger=rows[k].height > _LARGER * usual):
            tables.append([])
            k += title
        tables[-1].append(rows[k])
        k += 1
    return [_without_signature(table, usual) for table in tables]


def _without_signature(rows: list[TextRow], usual: float) -> list[TextRow]:
    """Without the lines that follow the last amount in larger print, further down than lines of a table do, or out of its columns."""
    last = max((k for k, row in enumerate(rows) if _has_amount([row])), default=-1)
    if last < 0:
        return rows
    widest = max((b.y0 - a.y1 for a, b in pairwise(rows[: last + 1])), default=0.0)
    after = range(last + 1, len(rows))
    far = max(widest, 0.5 * usual) + 1
    end = next(
        (
            k
            for k in after
            if _print(rows[k]) > _LARGER * usual or rows[k].y0 - rows[k - 1].y1 > far or _out_of_columns(rows[k], rows[: last + 1])
        ),
        len(rows),
    )
    return rows[:end]


def _print(row: TextRow) -> float:
    """How high the print of a line is; its texts may stand a little above and below each other."""
    return min(chunk.y1 - chunk.y0 for chunk in row.chunks)


def _out_of_columns(row: TextRow, above: Sequence[TextRow]) -> bool:
    """Do several texts stand in the line, none but the first of which begins, or has its middle, where one above does?"""
    others = [chunk for other in above if len(other.chunks) > 1 for chunk in other.chunks]
    return len(row.chunks) > 1 and not any(_in_line(chunk, other) for chunk in row.chunks[1:] for other in others)


def _in_line(a: Chunk, b: Chunk) -> bool:
    return min(abs(a.x0 - b.x0), abs(a.x0 + a.x1 - b.x0 - b.x1) / 2) < _LEVEL


def continues(row: TextRow, above: list[TextRow]) -> bool:
    """Does the line go on closely with a cell of the lines above: in lower case, or under its beginning or middle?"""
    chunk = row.chunks[0]
    if not above or row.height > _LARGER * above[-1].height or row.y0 - above[-1].y1 > 0.6 * above[-1].height:
        return False
    left = min(r.x0 for r in above)
    others = [c for r in above for c in r.chunks if c.x0 > left + 4]
    under = any(min(abs(c.x0 - chunk.x0), abs(c.x0 + c.x1 - chunk.x0 - chunk.x1) / 2) < 1.5 for c in others)
    # Under the first column a line goes on only where it follows as closely as the lines of a cell do, and ends within the column.
    first = abs(chunk.x0 - left) < 1.5 and row.y0 - above[-1].y1 < 0.3 * row.height and row.x1 < min((c.x0 for c in others), default=0.0)
    return under or first or chunk.text[:1].islower()


def precedes(row: TextRow, below: Sequence[TextRow]) -> bool:
    """Does the line closely begin a cell of the lines below, which stand in columns: where others of its column begin, but the first?"""
    if row.height > _LARGER * below[0].height or below[0].y0 - row.y1 > 0.6 * row.height:
        return False
    left = min(r.x0 for r in below)
    return any(c.x0 > left + 4 and abs(c.x0 - row.x0) < 0.7 for r in below if len(r.chunks) > 1 for c in r.chunks)


def resumes(rows: Sequence[TextRow], above: Sequence[TextRow]) -> bool:
    """Do the columns of the lines above come back after a few close lines in one piece each?"""
    before = next((row for row in reversed(above) if len(row.chunks) > 2), None)
    for row, after in pairwise(rows[:_SEEN]):
        if after.y0 - row.y1 > _APART * max(row.height, after.height):
            return False
        if len(after.chunks) > 2:
            return before is not None and not (_joins(after, before) or _joins(before, after))
    return False


def _joins(row: TextRow, other: TextRow) -> bool:
    """Does a chunk of the line stand over two of the other one?"""
    return any(sum(c.x0 < (o.x0 + o.x1) / 2 < c.x1 for o in other.chunks) > 1 for c in row.chunks)


def _title_lines(rows: Sequence[TextRow], k: int) -> int:
    """How many lines from ``k`` on stand in one piece each."""
    return next((n for n, row in enumerate(rows[k:]) if len(row.chunks) > 1), 0)


def _has_amount(rows: Sequence[TextRow]) -> bool:
    return any(is_amount(chunk.text) for row in rows for chunk in row.chunks)


def _begins(rows: Sequence[TextRow], above: list[TextRow], *, title: int, larger: bool) -> bool:
    """Do the lines begin a table: a head without amounts, amounts below it, in other columns than those above?

    After a title in larger print any line in columns does. A head opens after a title (of ``title`` lines) or with «№», and does not go on with words in lower case.
    After several lines of a title the same columns may come again: another programme's report.
    """
    if title and larger and rows and len(rows[0].chunks) >= 3:
        return True
    if len(rows) < 2 or len(rows[0].chunks) < 3 or _has_amount(rows[:1]) or not _has_amount(rows[1:_SEEN]):
        return False
    texts = [chunk.text for chunk in rows[0].chunks]
    if 2 * sum(text[:1].islower() for text in texts) > len(texts):
        return False
    numbered = texts[0].startswith(("№", "N "))
    if title >= _TITLE and (numbered or any([c.text for c in row.chunks] == texts for row in above)):
        return True
    return bool(title or numbered) and crossings(rows[:_SEEN], [c.middle for c in corridors(above)]) > 0.3
