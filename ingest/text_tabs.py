"""Tables in text files whose cells are held apart by tabs, as office programs save and paste them.

A line with tabs is a row. Blank lines may stand inside a table (a page ended there); a change of the number of cells begins another table.
Two things are undone on evidence: a row whose cells held line breaks, and trailing tabs that an editor cut off.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.model import Table
from ingest.text_lines import Line, is_amount, is_heading, plain_table, starts_with_label

#: How many lines one row may be broken into.
_MOST_PIECES = 40
#: So many texts side by side are a row of a table, if only its head above a section's title.
_HEAD = 5
_QUOTED = re.compile(r'"(?:[^"]|"")*"')


def read_tabs(lines: Sequence[Line], start: int, *, trimmed: bool) -> tuple[Table, int] | None:
    """The table that begins at ``start``, and the index behind it; None where that line has no tab.

    ``trimmed`` says that the file as a whole has lost its trailing tabs: then a shorter row is filled up at its end.
    """
    if "\t" not in lines[start].text:
        return None
    width = _width(lines, start, trimmed=trimmed)
    rows: list[list[str]] = []
    index: int | None = start
    end = start
    while index is not None:
        found = _row(lines, index, width, trimmed=trimmed)
        if found is None:
            break
        row, end = found
        rows.append(row)
        index = _next_row(lines, end, width, trimmed=trimmed)
    return (plain_table(rows, lines[start].page, ruled=True), end) if rows and not _is_prose(rows) else None


def _is_prose(rows: list[list[str]]) -> bool:
    """Whether the tabs only indent paragraphs, or hold a signature or a value apart from what stands before it."""
    most = max(sum(bool(cell) for cell in row) for row in rows)
    if most < 2 or most >= _HEAD:
        return most < 2
    numbers = any(is_amount(cell) for row in rows for cell in row) or any(starts_with_label(row[0]) for row in rows)
    return not numbers and (len(rows) == 1 or len(rows[0]) == 2)


def lost_trailing_tabs(lines: Sequence[Line]) -> bool:
    """Whether an editor cut trailing blanks off: no row of a ragged file ends in a tab."""
    tabbed = [line.text for line in lines if "\t" in line.text]
    counts = [text.count("\t") for text in tabbed]
    return bool(tabbed) and not any(text.endswith("\t") for text in tabbed) and len(set(counts)) > 1 and max(counts) > 2


def _width(lines: Sequence[Line], start: int, *, trimmed: bool) -> int:
    """The number of cells of the table: that of its first row, or, where that row is in pieces or cut, of the rows behind it."""
    first = lines[start].text.count("\t") + 1
    behind = [line.text.count("\t") + 1 for line in _run(lines, start)]
    if trimmed:
        return max(behind)
    for width in sorted({count for count in behind if count > first and behind.count(count) > 1}, reverse=True):
        if _pieces(lines, start, width) is not None:
            return width
    return first


def _run(lines: Sequence[Line], start: int) -> list[Line]:
    """The lines from ``start`` to the next blank one."""
    out: list[Line] = []
    for line in lines[start:]:
        if line.blank or line.page != lines[start].page:
            break
        out.append(line)
    return out


def _row(lines: Sequence[Line], index: int, width: int, *, trimmed: bool) -> tuple[list[str], int] | None:
    """The row at ``index`` and the index behind it, or None where no row of that width stands there."""
    quoted = _quoted_row(lines, index, width)
    if quoted:
        return quoted
    cells = lines[index].text.split("\t")
    if len(cells) == width:
        return [_cell(cell) for cell in cells], index + 1
    if len(cells) > width or len(cells) == 1:
        return None
    pieces = _pieces(lines, index, width)
    if pieces is not None and (not trimmed or all(_goes_on(line.text) for line in lines[index + 1 : pieces[1]])):
        return pieces
    return ([*(_cell(cell) for cell in cells), *[""] * (width - len(cells))], index + 1) if trimmed else None


def _pieces(lines: Sequence[Line], index: int, width: int) -> tuple[list[str], int] | None:
    """A row broken by line breaks inside its cells: lines one after the other whose tabs add up to a whole row.

    Believed only where whole rows stand in the same run of lines: else two rows of a narrower table would look like one.
    """
    if not _whole_row_near(lines, index, width):
        return None
    parts: list[str] = []
    tabs = 0
    for end in range(index, min(index + _MOST_PIECES, len(lines))):
        line = lines[end]
        count = line.text.count("\t")
        if line.blank or line.page != lines[index].page or count >= width - 1:
            return None
        parts.append(line.text)
        tabs += count
        if tabs == width - 1:
            return [_cell(cell) for cell in "\n".join(parts).split("\t")], end + 1
        if tabs > width - 1:
            return None
    return None


def _goes_on(text: str) -> bool:
    """Whether a piece begins in the middle of a cell: neither empty, nor a row's number, nor the words of a section or total."""
    first = text.split("\t", 1)[0].strip()
    return bool(first) and not starts_with_label(first) and not is_heading(first)


def _whole_row_near(lines: Sequence[Line], index: int, width: int) -> bool:
    for step in (1, -1):
        at = index
        while 0 <= at < len(lines) and abs(at - index) <= 2 * _MOST_PIECES and not lines[at].blank and lines[at].page == lines[index].page:
            if lines[at].text.count("\t") == width - 1:
                return True
            at += step
    return False


def _quoted_row(lines: Sequence[Line], index: int, width: int) -> tuple[list[str], int] | None:
    """A row as spreadsheets save it: a cell with a line break inside stands in quotes."""
    text = lines[index].text
    if '"' not in text:
        return None
    for end in range(index, min(index + _MOST_PIECES, len(lines))):
        if end > index:
            text += "\n" + lines[end].text
        if text.count('"') % 2 == 0:
            cells = text.split("\t")
            whole = end > index and len(cells) == width and any("\n" in cell and _QUOTED.fullmatch(cell) for cell in cells)
            return ([_cell(cell) for cell in cells], end + 1) if whole else None
    return None


def _cell(raw: str) -> str:
    """Without the quotes that a spreadsheet puts around a cell that holds quotes, commas or line breaks."""
    inner = raw[1:-1]
    marked = '""' in inner or "," in inner or "\n" in inner
    if len(raw) > 1 and _QUOTED.fullmatch(raw) and marked:
        raw = inner.replace('""', '"')
    return "\n".join(line.strip() for line in raw.split("\n")).strip()


def _next_row(lines: Sequence[Line], index: int, width: int, *, trimmed: bool) -> int | None:
    """Where the table goes on: the next line, or, over blank lines, the next one where it is a row of the same width."""
    after = index
    while after < len(lines) and lines[after].blank and lines[after].page == lines[index - 1].page:
        after += 1
    if after >= len(lines) or lines[after].page != lines[index - 1].page or "\t" not in lines[after].text:
        return None
    if after > index and trimmed:
        return after if max(line.text.count("\t") + 1 for line in _run(lines, after)) == width else None
    return after
