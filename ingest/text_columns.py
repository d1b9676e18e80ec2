"""Tables in text files whose columns are held apart by blanks alone.

The lines of data give the columns (``text_gutters``), evidence gives the rows (``text_rows``), and header texts that reach over several
columns become merged cells. What does not hold together as a table is left to be a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.model import Cell, Table
from ingest.text_gutters import Extent, Fragment, columns_under, find_columns, fragments_of, is_data
from ingest.text_lines import Line, is_amount, is_label, joined, opens_a_row
from ingest.text_rows import group_rows

_RULE = re.compile(r"[\s\-=_─━═–—]*")
_SUBCOLUMN = re.compile(r"(?:19|20)\d\d(?:\s*р\.?|\s*рік)?|план|факт", re.IGNORECASE)
#: How many blank lines may stand between two rows.
_MOST_BLANK = 2


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the table: its fragments, and whether a blank line or a rule stands above it."""

    fragments: list[Fragment]
    blank_before: bool
    rule_before: bool
    index: int


def read_columns(lines: Sequence[Line], start: int) -> tuple[Table, int] | None:
    """The table that begins at ``start``, and the index behind it; None where the lines from there on are no table."""
    first = fragments_of(lines[start].text)
    if len(first) < 2 or "\t" in lines[start].text:
        return None
    rows = _trimmed(_region(lines, start))
    body = next((at for at, row in enumerate(rows) if is_data(row.fragments)), None)
    if body is None:
        return None
    body = _header_end(rows, body)
    columns = find_columns([row.fragments for row in rows[body:]], [row.fragments for row in rows[:body]])
    rows = _conforming(rows, body, columns)
    if not _is_table(rows, body, columns):
        return None
    return _table(rows, body, columns, lines[start].page), rows[-1].index + 1


def _region(lines: Sequence[Line], start: int) -> list[_Row]:
    """The lines that may belong to the table: up to a gap, a paragraph, or a line of another kind of table."""
    rows: list[_Row] = []
    blanks, rule = 0, False
    for index in range(start, len(lines)):
        line = lines[index]
        if line.page != lines[start].page or "\t" in line.text:
            break
        if line.blank:
            blanks += 1
            if blanks > _MOST_BLANK:
                break
            continue
        if _is_rule(line.text):
            rule = True
            continue
        fragments = fragments_of(line.text)
        if len(fragments) == 1 and _is_prose(lines, index, rows):
            break
        rows.append(_Row(fragments, blanks > 0, rule, index))
        blanks, rule = 0, False
    return rows


def _is_rule(text: str) -> bool:
    return bool(_RULE.fullmatch(text)) and len(text.replace(" ", "")) >= 10


def _is_prose(lines: Sequence[Line], index: int, rows: list[_Row]) -> bool:
    """Whether a line of one fragment leaves the table: longer than it is wide, or the first of several such lines from the left edge."""
    fragment = fragments_of(lines[index].text)[0]
    left = min(row.fragments[0].start for row in rows) if rows else 0
    right = max(row.fragments[-1].end for row in rows) if rows else 0
    if fragment.end > right + 2:
        return True
    if fragment.start > left:
        return False
    following = lines[index + 1].text if index + 1 < len(lines) else ""
    return len(fragments_of(following)) == 1 and not following.startswith(" ") and len(following) > 0.6 * right


def _trimmed(rows: list[_Row]) -> list[_Row]:
    """Without the lines behind the last one that carries data and what goes on below it."""
    last = max((at for at, row in enumerate(rows) if is_data(row.fragments)), default=-1)
    end = last + 1
    while 0 < end < len(rows) and not rows[end].blank_before and rows[end].fragments[0].start > 0:
        end += 1
    return rows[:end]


def _header_end(rows: list[_Row], body: int) -> int:
    """Where the header ends: at the first data, or before it at a section's title that stands alone on its line or behind a gap."""
    for at in range(1, body):
        row = rows[at]
        alone = len(row.fragments) == 1 and row.fragments[0].start <= rows[0].fragments[0].start + 1
        if (row.rule_before or row.blank_before or alone) and opens_a_row(row.fragments[0].text) and len(row.fragments) == 1:
            return at
    return body


def _conforming(rows: list[_Row], body: int, columns: list[Extent]) -> list[_Row]:
    """Without chunks at the end, behind a blank line, whose texts do not stand in the columns (a signature)."""
    end = len(rows)
    while end > body:
        start = max(at for at in range(end) if rows[at].blank_before or at == 0)
        chunk = rows[start:end]
        if start <= body or any(is_data(row.fragments) for row in chunk) or all(_fits(row, columns) for row in chunk):
            break
        end = start
    return rows[:end]


def _fits(row: _Row, columns: list[Extent]) -> bool:
    spots = [columns_under(fragment, columns) for fragment in row.fragments]
    return all(len(spot) == 1 for spot in spots) and (spots[0][0] > 0 or is_label(row.fragments[0].text))


def _is_table(rows: list[_Row], body: int, columns: list[Extent]) -> bool:
    """Enough lines, columns and numbers to be a table and not two texts that happen to stand side by side."""
    multiple = [row for row in rows if len(row.fragments) > 1]
    data = [row for row in rows[body:] if is_data(row.fragments)]
    return bool(data) and len(multiple) >= (2 if len(columns) > 2 else 3) and len(columns) > 1


# --- cells ---


def _table(rows: list[_Row], body: int, columns: list[Extent], page: int | None) -> Table:
    header, levels, repaired = _header(rows[:body], columns, page)
    cells = list(header)
    lines = [_cell_line(row, columns) for row in rows[body:]]
    texts = [[text for text, _ in line] for line in lines]
    widths = _widths(rows, columns)
    groups = _by_rules(rows[body:]) or group_rows(texts, widths, [row.blank_before for row in rows[body:]])
    for number, group in enumerate(groups, levels):
        spans = _spans([lines[at] for at in group])
        for column, span in spans:
            text = joined(texts[at][column] for at in group)
            cells.append(Cell(text, number, column, column_span=span, page=page))
            if span > 1 and column > 0:
                repaired |= {(number, column)}
    return Table(levels + len(groups), len(columns), tuple(cells), page=page, ruled=False, repaired=repaired)


def _by_rules(rows: list[_Row]) -> list[list[int]] | None:
    """The rows as the rules between them say, where rules stand between the rows."""
    starts = [at for at, row in enumerate(rows) if row.rule_before or at == 0]
    groups = [list(range(start, end)) for start, end in zip(starts, [*starts[1:], len(rows)], strict=True)]
    several = any(sum(is_label(rows[at].fragments[0].text) for at in group) > 1 for group in groups)
    return groups if len(groups) > 2 and not several else None


def _widths(rows: list[_Row], columns: list[Extent]) -> list[int]:
    """The room of each column: its longest text."""
    widths = [0] * len(columns)
    for row in rows:
        for fragment in row.fragments:
            spot = columns_under(fragment, columns)
            if len(spot) == 1:
                widths[spot[0]] = max(widths[spot[0]], fragment.end - fragment.start)
    return widths


def _cell_line(row: _Row, columns: list[Extent]) -> list[tuple[str, int]]:
    """Text and column span at each column of a line; a text over several columns stands at the first of them."""
    out = [("", 1)] * len(columns)
    for fragment in row.fragments:
        spot = columns_under(fragment, columns)
        before, span = out[spot[0]]
        out[spot[0]] = (f"{before} {fragment.text}".strip(), max(span, len(spot)))
    return out


def _spans(lines: list[list[tuple[str, int]]]) -> list[tuple[int, int]]:
    """Column and span of each cell of a row of one or more lines."""
    out: list[tuple[int, int]] = []
    column = 0
    while column < len(lines[0]):
        span = max(line[column][1] for line in lines)
        while span > 1 and any(line[inner][0] for line in lines for inner in range(column + 1, column + span)):
            span -= 1
        out.append((column, span))
        column += span
    return out


def _header(rows: list[_Row], columns: list[Extent], page: int | None) -> tuple[list[Cell], int, frozenset[tuple[int, int]]]:
    """The header's cells and how many rows they take: a new row begins where texts subdivide the one above."""
    if not rows:
        return [], 0, frozenset()
    levels: list[list[_Row]] = [[rows[0]]]
    for row in rows[1:]:
        if row.rule_before or _subdivides(row, levels[-1], columns):
            levels.append([row])
        else:
            levels[-1].append(row)
    grids = [[_cell_line(row, columns) for row in level] for level in levels]
    cells: list[Cell] = []
    covered: set[tuple[int, int]] = set()
    for number, grid in enumerate(grids):
        for column, span in _spans(grid):
            if (number, column) in covered:
                continue
            text, row_span = _header_text(grids, number, column, span)
            covered |= {(below, x) for below in range(number, number + row_span) for x in range(column, column + span)}
            cells.append(Cell(text, number, column, row_span, span, page=page))
    return cells, len(levels), frozenset()


def _header_text(grids: list[list[list[tuple[str, int]]]], number: int, column: int, span: int) -> tuple[str, int]:
    """A header text with the lines it goes on with below, where nothing subdivides it, and how many rows it takes."""
    lines = [line[column][0] for line in grids[number]]
    end = number + 1
    while span == 1 and end < len(grids) and _alone(grids, number, end, column):
        lines += [line[column][0] for line in grids[end]]
        end += 1
    return joined(lines), end - number


def _alone(grids: list[list[list[tuple[str, int]]]], number: int, below: int, column: int) -> bool:
    """Whether the text below belongs to this column alone: its own text stands above, and it is no sub-column by its wording."""
    texts = [line[column][0] for line in grids[below] if line[column][0]]
    has_own = any(line[column][0] for line in grids[number])
    return (
        has_own
        and not any(_SUBCOLUMN.fullmatch(text) for text in texts)
        and all(span == 1 for _, span in (line[column] for line in grids[below]))
    )


def _subdivides(row: _Row, level: list[_Row], columns: list[Extent]) -> bool:
    """Whether the texts of a header line are sub-columns of what stands above."""
    if sum(bool(_SUBCOLUMN.fullmatch(fragment.text)) for fragment in row.fragments) > 1:
        return True
    wide = [columns_under(fragment, columns) for above in level for fragment in above.fragments]
    spots = [columns_under(fragment, columns) for fragment in row.fragments]
    return any(len(above) > 1 and len(set(above) & {x for spot in spots if spot != above for x in spot}) > 1 for above in wide)


def looks_run_together(fragment: str) -> bool:
    """Whether a text ends in several amounts that only single blanks hold apart."""
    words = fragment.split(" ")
    return len(words) > 4 and sum(is_amount(word) for word in words[-4:]) > 1
