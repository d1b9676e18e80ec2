"""Decides which lines of a text table make one row, where no rule stands between the rows.

A line begins a row where it carries a row's number or an amount; a line of text alone goes on with the row before
unless it plainly begins something new: it opens like a row, and its first word would have fitted on the line before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.text_lines import is_amount, is_heading, is_label, opens_a_row, starts_with_label

CellLine = Sequence[str]

#: A budget classification code, which some reports have in the place of a number.
_CODE = re.compile(r"\d{4,10}")
_OPEN_NUMBER = re.compile(r"-?\d{1,3}(?:[ \u00a0]\d{3})*")
_REST_OF_NUMBER = re.compile(r"\d{3}(?!\d)")


def amount_columns(lines: Sequence[CellLine]) -> frozenset[int]:
    """The columns whose texts are mostly numbers, percents or dashes; the first one holds numbers of rows, codes or titles and is none."""
    found = set()
    for column in range(1, len(lines[0]) if lines else 0):
        texts = [line[column] for line in lines if line[column]]
        amounts = sum(is_amount(text) for text in texts)
        if amounts and 2 * amounts >= len(texts):
            found.add(column)
    return frozenset(found)


def number_column(lines: Sequence[CellLine]) -> int | None:
    """The first column, where it holds rows' numbers; None otherwise."""
    texts = [line[0] for line in lines if line[0]] if lines else []
    labels = sum(is_label(text) or bool(_CODE.fullmatch(text)) for text in texts)
    return 0 if labels > 1 or (labels and 2 * labels >= len(texts)) else None


def group_rows(lines: Sequence[CellLine], widths: Sequence[int], blank_before: Sequence[bool] = ()) -> list[list[int]]:
    """The lines' indices, row by row. ``widths`` is the room each column has; ``blank_before`` marks lines after a blank one."""
    amounts, number = amount_columns(lines), number_column(lines)
    rows: list[list[int]] = []
    for index in range(len(lines)):
        gap = bool(blank_before) and blank_before[index]
        if rows and not _begins(lines, index, rows[-1], widths, amounts, number, gap):
            rows[-1].append(index)
        else:
            rows.append([index])
    return rows


def _begins(
    lines: Sequence[CellLine], index: int, row: list[int], widths: Sequence[int], amounts: frozenset[int], number: int | None, gap: bool
) -> bool:
    line = lines[index]
    if (starts_with_label(line[0]) or _CODE.fullmatch(line[0])) and (number is not None or not is_label(line[0])):
        return True
    if _is_full(line):
        return True
    title = next((column for column in range(len(line)) if column != number), 0)
    text = next((column for column, cell in enumerate(line) if cell), 0)
    if any(starts_with_label(line[column]) and not is_label(line[column]) for column in {title, text}) or is_heading(line[text]):
        return True
    written = [column for column in amounts if is_amount(line[column])]
    if written:
        return not _goes_on(lines, index, row, widths, amounts, written)
    if text > title or not opens_a_row(line[text]):
        return False
    return _had_room(lines, index, row, text, widths) or (gap and text == 0)


def _is_full(line: CellLine) -> bool:
    """Whether most columns have a text here that opens like a row: a header repeated, never the second line of wrapped texts."""
    texts = [text for text in line if text]
    return len(texts) > 3 and 2 * len(texts) > len(line) and all(opens_a_row(text) for text in texts)


def _goes_on(
    lines: Sequence[CellLine], index: int, row: list[int], widths: Sequence[int], amounts: frozenset[int], written: list[int]
) -> bool:
    """Whether a line with amounts goes on with the row before: that row has none yet, or each is the rest of a number broken at its thousands."""
    line, before = lines[index], lines[row[-1]]
    first = next(column for column, cell in enumerate(line) if cell)
    if first not in amounts and _had_room(lines, index, row, first, widths):
        return False
    if not any(is_amount(lines[at][column]) for at in row for column in amounts):
        return True
    return (first in amounts or not opens_a_row(line[first])) and all(
        _OPEN_NUMBER.fullmatch(before[column]) and _REST_OF_NUMBER.match(line[column]) for column in written
    )


def _had_room(lines: Sequence[CellLine], index: int, row: list[int], column: int, widths: Sequence[int]) -> bool:
    """Whether the first word of this line's text would have fitted behind the text of the line before; true also where one of them is no wrapped text,

    for it is wider than the column.
    """
    before, text = lines[row[-1]][column], lines[index][column]
    return not before or max(len(before), len(text)) > widths[column] or _fits(before, text, widths[column])


def _fits(before: str, after: str, width: int) -> bool:
    if before.endswith(("-", "\u2010")) and len(before) > 1 and before[-2].isalpha():
        return False
    first = after.split()[0] if after.split() else ""
    return len(before) + 1 + len(first) <= width


def separate_rows(lines: Sequence[CellLine], widths: Sequence[int], *, alone: bool) -> bool:
    """Whether lines between two rules are several rows and no single one: at least two of them begin a row beyond doubt.

    ``alone``: no other rule stands in the table's body, so that titles in lower case may begin a row too.
    """
    number, amounts = number_column(lines), amount_columns(lines)
    title = 0 if number is None else min(1, len(lines[0]) - 1)
    sure = 0
    for index, line in enumerate(lines):
        opens = (alone or opens_a_row(line[title])) and (index == 0 or _had_room(lines, index, [index - 1], title, widths))
        has_amount = any(is_amount(line[column]) for column in amounts)
        numbered = is_label(line[0]) or starts_with_label(line[title])
        sure += numbered or (has_amount and bool(line[title]) and (opens or is_heading(line[title])))
    return sure > 1


def carried_cells(lines: Sequence[CellLine], groups: Sequence[Sequence[int]], widths: Sequence[int]) -> frozenset[tuple[int, int]]:
    """(row, column) of the cells that go on from the row above: a title (and its number) that stands beside several rows of amounts.

    Such a title shows by going on in lower case, for want of room above, on a row that has amounts, and no number, of its own.
    """
    amounts, number = amount_columns(lines), number_column(lines)
    title = 0 if number is None else min(number + 1, len(lines[0]) - 1)
    columns = {title} if number is None else {number, title}
    carried: set[tuple[int, int]] = set()
    head, above = 0, ""
    for row, group in enumerate(groups):
        first = lines[group[0]]
        text = next((lines[at][title] for at in group if lines[at][title]), "")
        has_amounts = any(is_amount(lines[at][column]) for at in group for column in amounts)
        own_number = number is not None and bool(first[number])
        if above and text and has_amounts and not own_number and not opens_a_row(text) and not _fits(above, text, widths[title]):
            carried |= {(y, column) for y in range(head + 1, row + 1) for column in columns}
            head = row
        elif text or own_number or not has_amounts:
            head = row
            above = ""
        starts = own_number or opens_a_row(text) or bool(above)
        above = next((lines[at][title] for at in reversed(group) if lines[at][title]), above) if starts else ""
    return frozenset(carried)
