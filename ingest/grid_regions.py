"""Where rules of one direction show that a table stands: the region that they draw, with its head above and its last rows below them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.grid import Line, Word
from ingest.grid_chunks import TextRow, text_rows
from ingest.grid_columns import ACROSS, corridors, head_lines, is_amount
from ingest.model import Box

# White space (in heights of a line) between the lines of a head, and at most below it: rows of spreadsheets are higher than their texts.
_APART, _TALL = 2.6, 5.0
# The lines of a cell follow each other this closely (in heights of a line).
_CLOSE = 0.6
# A head has so many texts in its first line.
_LEAST_HEAD = 3
# The title of a section has no more lines than this.
_MOST_TITLE = 3
# Pieces of one rule lie no further apart than this (points).
_TOUCH = 1.5
# Vertical rules (points): the shortest that part columns, and how long one pauses at a title.
_SHORTEST, _PAUSE = 6.0, 40.0


def ruled_regions(across: list[Line], down: list[Line], words: Sequence[Word]) -> list[Box]:
    """The regions that horizontal lines draw, then those that vertical ones do."""
    return [*_ruled_across(across, down), *_ruled_down(down, words)]


def whole(region: Box, words: Sequence[Word]) -> Box:
    """The region with the rows of its table that stand beyond its first and its last rule."""
    inside, lines = text_rows([w for w in words if holds(region, w.box)]), text_rows(words)
    return _with_head(_reaching(region, inside, lines), inside, lines)


def in_one_piece(across: Sequence[Line]) -> list[Line]:
    """Horizontal lines of which the pieces that touch end to end are one: some programs draw the border of each cell by itself."""
    joined: list[Line] = []
    for line in sorted(across, key=lambda ln: (round(ln.y0), ln.x0)):
        last = joined[-1] if joined else None
        if last is not None and abs(last.y0 - line.y0) < _TOUCH and line.x0 - last.x1 < _TOUCH:
            joined[-1] = replace(last, x1=max(last.x1, line.x1))
        else:
            joined.append(line)
    return joined


def holds(region: Box, box: Box) -> bool:
    """Does the middle of the box lie in the region?"""
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    return region.x0 <= x <= region.x1 and region.y0 <= y <= region.y1


def _reaching(region: Box, rows: list[TextRow], lines: list[TextRow]) -> Box:
    """The region with the lines below its last rule that keep to its columns: not every table ends with a rule."""
    if len(rows) < 2:
        return region
    between = corridors(rows)
    pitch = max(b.y0 - a.y0 for a, b in zip(rows, rows[1:], strict=False))
    y1 = end = region.y1
    titles = 0
    seen = list(rows)
    for line in (ln for ln in lines if ln.y0 >= region.y1 - 2):
        if line.y0 - end > pitch or line.x0 < region.x0 - 4 or line.x1 > region.x1 + 4:
            break
        end = line.y1 + 2
        full = len(line.chunks) >= max(2, 0.6 * (len(between) + 1)) or _is_total(line) or _goes_on(line, seen[-6:]) or _is_row(line, seen)
        if full and len(corridors([*rows, line])) >= len(between):
            y1, titles = end, 0
        elif len(line.chunks) > 1 or titles == _MOST_TITLE:
            break
        else:
            # What stands in one piece may be the title of a section, if rows follow.
            titles += 1
        seen.append(line)
    return replace(region, y1=y1)


def _is_total(row: TextRow) -> bool:
    return len(row.chunks) > 1 and bool(ACROSS.match(row.chunks[0].text)) and any(is_amount(c.text) for c in row.chunks[1:])


def _goes_on(line: TextRow, above: Sequence[TextRow]) -> bool:
    """Does the line follow closely, and does each of its texts begin where others above do?"""
    near = line.y0 - above[-1].y1 < _CLOSE * line.height
    left = min(row.x0 for row in above)
    begins = [c.x0 for row in above for c in row.chunks if c.x0 > left + 4]
    return near and all(any(abs(c.x0 - x) < 1 for x in begins) for c in line.chunks)


def _is_row(line: TextRow, above: Sequence[TextRow]) -> bool:
    """Do figures stand in the line, each below others, and texts where others begin? The parts of a total by source are rows without a title."""
    others = [chunk for row in above if len(row.chunks) > 1 for chunk in row.chunks]
    figures = sum(is_amount(c.text) for c in line.chunks)
    level = all(any(abs(c.x1 - o.x1) < 1 if is_amount(c.text) else abs(c.x0 - o.x0) < 1 for o in others) for c in line.chunks)
    return figures > 1 and level


def _with_head(region: Box, rows: list[TextRow], lines: list[TextRow]) -> Box:
    """The region with the head, or its first lines, that stand above its first rule: rules may run below each row alone."""
    if not rows or head_lines(rows) >= len(rows):
        return region
    above = [ln for ln in lines if ln.y1 <= region.y0 + 2]
    headed = any(len(row.chunks) >= _LEAST_HEAD for row in rows[: head_lines(rows)])
    if not above or (headed and rows[0].y0 - above[-1].y1 > _CLOSE * rows[0].height):
        return region
    y0 = region.y0
    head: list[TextRow] = []
    for line in reversed(above):
        inside = region.x0 - 4 <= line.x0 and line.x1 <= region.x1 + 4
        if not inside or y0 - line.y1 > (_APART if head else _TALL) * line.height or any(is_amount(c.text) for c in line.chunks):
            break
        head.append(line)
        y0 = line.y0
    while head and len(head[-1].chunks) < _LEAST_HEAD:
        head.pop()
    return replace(region, y0=head[-1].y0 - 1) if head else region


def _ruled_across(lines: list[Line], down: Sequence[Line]) -> list[Box]:
    """Where horizontal lines of one width follow each other: a table with rules between its rows only, or in a frame."""
    regions: list[list[Line]] = []
    for line in sorted(lines, key=lambda ln: ln.y0):
        for group in regions:
            same = abs(group[-1].x0 - line.x0) <= 4 and abs(group[-1].x1 - line.x1) <= 4 and line.x1 - line.x0 > 60
            if same and not _frame_ends(group, line, down):
                group.append(line)
                break
        else:
            regions.append([line])
    return [
        Box(min(ln.x0 for ln in g), g[0].y0, max(ln.x1 for ln in g), g[-1].y0) for g in regions if len(g) >= 2 and g[-1].y0 - g[0].y0 > 8
    ]


def _frame_ends(group: Sequence[Line], line: Line, down: Sequence[Line]) -> bool:
    """Do the lines of the group have rules at their sides down to the last one, and none from there to the next line?"""
    sides = [ln for ln in down if min(abs(ln.x0 - line.x0), abs(ln.x0 - line.x1)) <= 4]
    top, last, middle = group[0].y0, group[-1].y0, (group[-1].y0 + line.y0) / 2
    closed = any(ln.y0 < last - 8 and ln.y1 > top and abs(ln.y1 - last) <= 4 for ln in sides)
    return closed and not any(ln.y0 <= middle <= ln.y1 for ln in sides)


def _ruled_down(lines: list[Line], words: Sequence[Word]) -> list[Box]:
    """Where vertical lines stand side by side: a table with rules between its columns only. They may pause at titles across the table."""
    regions: list[list[Line]] = []
    for line in sorted((ln for ln in lines if ln.y1 - ln.y0 > _SHORTEST), key=lambda ln: (ln.y0, ln.y0 - ln.y1)):
        for group in regions:
            if _same_columns(group, line):
                group.append(line)
                break
        else:
            regions.append([line])
    boxes = []
    for group in regions:
        y0, y1 = min(ln.y0 for ln in group) - 2, max(ln.y1 for ln in group) + 2
        inside = [w.box for w in words if y0 <= (w.box.y0 + w.box.y1) / 2 <= y1]
        left, right = min((b.x0 for b in inside), default=0.0), max((b.x1 for b in inside), default=0.0)
        parting = any(left < ln.x0 < right for ln in group)
        if len({round(ln.x0) for ln in group}) >= 2 and parting and y1 - y0 > 24:
            boxes.append(Box(min(left - 2, *(ln.x0 for ln in group)), y0, max(right + 2, *(ln.x0 for ln in group)), y1))
    return boxes


def _same_columns(group: Sequence[Line], line: Line) -> bool:
    """Does the line stand beside those of the group, or go on with one of them below a title?"""
    beside = any(min(ln.y1, line.y1) - max(ln.y0, line.y0) > 0.5 * (line.y1 - line.y0) for ln in group)
    return beside or any(abs(ln.x0 - line.x0) < 1.5 and -1 < line.y0 - ln.y1 < _PAUSE for ln in group)
