"""Tables in text files whose columns are held apart by blanks alone.

The lines of data give the columns (``text_gutters``), evidence gives the rows (``text_rows``), and header texts that reach over several
columns become merged cells. What does not hold together as a table is left to be a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.model import Cell, Table
from ingest.text_body import TableLine, body_cells, cell_line, column_widths
from ingest.text_gutters import Extent, Fragment, columns_under, find_columns, fragments_of, is_data, share_edges, underlined
from ingest.text_header import HeaderLine, header_cells
from ingest.text_lines import Line, is_amount, is_heading, is_label, opens_a_row
from ingest.text_rows import amount_columns

_RULE = re.compile(r"[\s\-=_─━═–—]*")
#: At most one line in so many, and one more, may have two texts in one column.
_CROWDED_SHARE = 20
#: At most one text in so many may cross a gutter.
_CROSSING_SHARE = 4
#: At least one text in so many is a number.
_LEAST_NUMBERS = 8
_UNIT = re.compile(r"\(?\s*(?:у |в )?(?:тис\.?|млн\.?|млрд\.?)?\s*(?:грн|гривень|гривні)\.?\s*\)?|\(?од(?:иниця|\.) вим.*", re.IGNORECASE)
#: So many lines have to read as a table before all that follow are looked at.
_SAMPLE = 50
#: How many gaps are tried as the table's end.
_MOST_ENDS = 12
#: How many blank lines may stand between two rows.
_MOST_BLANK = 2


def read_columns(lines: Sequence[Line], start: int) -> tuple[Table, int] | None:
    """The table that begins at ``start`` (where it ``may_begin``), and the index behind it; None where the lines from there on are no table."""
    sample = _region(lines, start, _SAMPLE)
    if not share_edges([row.fragments for row in sample]) or _first_that_reads(sample, lines[start].page) is None:
        return None
    return _first_that_reads(_region(lines, start), lines[start].page)


def _first_that_reads(region: list[TableLine], page: int | None) -> tuple[Table, int] | None:
    rows = _trimmed(region)
    return next((found for end in _ends(rows) if (found := _read(rows[:end], page))), None)


def _read(rows: list[TableLine], page: int | None) -> tuple[Table, int] | None:
    data = next((at for at, row in enumerate(rows) if is_data(row.fragments)), None)
    if data is None or not _header_is_first(rows, data):
        return None
    body = _header_end(rows, data)
    head, below = _headers_apart(rows, body)
    columns = find_columns([row.fragments for row in below], [row.fragments for row in head])
    rows = [*(_uncrowded(row, columns) for row in rows[:body]), *rows[body:]]
    crowded = [at for at, row in enumerate(rows) if _crowded(row, columns)]
    if len(crowded) > 1 + len(rows) // _CROWDED_SHARE:
        return None
    rows = _conforming(rows, body, columns)
    return (_table(rows, body, columns, page), rows[-1].index + 1) if _is_table(rows, body, columns) else None


def _headers_apart(rows: list[TableLine], body: int) -> tuple[list[TableLine], list[TableLine]]:
    """The header's lines, those of its repetitions farther down too, and the lines below: a text over several columns closes their gutters."""
    head: list[TableLine] = []
    below: list[TableLine] = []
    for header, lines in _parts(rows, body):
        head += header
        below += lines
    return head, below


def _parts(rows: list[TableLine], body: int) -> list[tuple[list[TableLine], list[TableLine]]]:
    """Header and the lines under it, once for each time that the whole header is repeated."""
    titles = [[fragment.text for fragment in row.fragments] for row in rows[:body]]
    texts = [[fragment.text for fragment in row.fragments] for row in rows]
    starts = [at for at in range(len(rows)) if at == 0 or (titles and texts[at : at + body] == titles)]
    return [(rows[at : at + body], rows[at + body : end]) for at, end in zip(starts, [*starts[1:], len(rows)], strict=True)]


def _crowded(row: TableLine, columns: list[Extent]) -> bool:
    """Whether two texts of one line would have to share a column: they are columns of another table, or one text with a wide blank in it."""
    spots = [columns_under(fragment, columns)[0] for fragment in row.fragments]
    return len(set(spots)) < len(spots)


def _uncrowded(row: TableLine, columns: list[Extent]) -> TableLine:
    """A header line whose texts with a wide blank inside are made whole: one going on in lower case would share a column with the next text."""
    out: list[Fragment] = []
    for at, fragment in enumerate(row.fragments):
        following = row.fragments[at + 1 : at + 2]
        shares = any(columns_under(fragment, columns)[0] == columns_under(other, columns)[0] for other in [*out[-1:], *following])
        if out and shares and fragment.text[0].islower() and fragment.start - out[-1].end < 4:
            out[-1] = Fragment(f"{out[-1].text} {fragment.text}", out[-1].start, out[-1].end)
        else:
            out.append(fragment)
    return replace(row, fragments=out)


def may_begin(lines: Sequence[Line], start: int) -> bool:
    """A table begins with a line of several texts, or with a text that stands over its later columns; never inside a run of such lines."""
    first = fragments_of(lines[start].text)
    if not first or "\t" in lines[start].text or _is_rule(lines[start].text):
        return False
    before = lines[start - 1] if start else Line("")
    if len(first) > 1:
        return before.blank or before.page != lines[start].page or _is_rule(before.text) or len(fragments_of(before.text)) < 2
    below = next((line for line in lines[start + 1 : start + 3] if not _is_rule(line.text)), Line(""))
    under = fragments_of(below.text)
    if len(under) < 2:
        return False
    tail = first[0].text[0].islower() and any(first[0].start == fragment.start for fragment in under)
    return tail or (first[0].start >= under[1].start and not _UNIT.fullmatch(first[0].text))


def _ends(rows: list[TableLine]) -> list[int]:
    """Where the table may end, the farthest first: behind all rows, behind the last one with data (a signature stands below it), at one of the last gaps."""
    gaps = [at for at, row in enumerate(rows) if row.blank_before and at > 1]
    data = max((at + 1 for at, row in enumerate(rows) if is_data(row.fragments)), default=len(rows))
    return [len(rows), *([data] if data < len(rows) else []), *reversed(gaps[-_MOST_ENDS:])]


def _header_is_first(rows: list[TableLine], data: int) -> bool:
    """Whether the header, if there is one, stands at the top and not behind a gap, below lines of something else."""
    chunk = max(at for at in range(data + 1) if rows[at].blank_before or at == 0)
    if any(len(row.fragments) > 2 for row in rows[chunk:data]):
        return chunk == 0
    return not any(row.blank_before for row in rows[1:chunk])


def _region(lines: Sequence[Line], start: int, most: int | None = None) -> list[TableLine]:
    """The lines that may belong to the table: up to a gap, a paragraph, or a line of another kind of table."""
    rows: list[TableLine] = []
    blanks, rule = 0, False
    left, right = 10**6, 0
    for index in range(start, len(lines)):
        line = lines[index]
        if len(rows) == most:
            break
        if line.page != lines[start].page or "\t" in line.text:
            break
        if line.blank:
            blanks += 1
            if blanks > _MOST_BLANK:
                break
            continue
        if _is_rule(line.text):
            rule = True
            rules = fragments_of(line.text)
            if rows and (len(rules) > 1 or rules[0].start > left):
                rows[-1] = replace(rows[-1], fragments=underlined(rows[-1].fragments, rules))
            continue
        fragments = fragments_of(line.text)
        if len(fragments) == 1 and _is_prose(lines, index, left, right):
            break
        left, right = min(left, fragments[0].start), max(right, fragments[-1].end)
        rows.append(TableLine(fragments, blanks > 0, rule, index))
        blanks, rule = 0, False
    return rows


def _is_rule(text: str) -> bool:
    return bool(_RULE.fullmatch(text)) and len(text.replace(" ", "")) >= 10


def _is_prose(lines: Sequence[Line], index: int, left: int, right: int) -> bool:
    """Whether a line of one fragment leaves the table: longer than it is wide, or the first of several such lines from the left edge."""
    fragment = fragments_of(lines[index].text)[0]
    if fragment.start > left or not right:
        return right > 0 and _is_title_between(lines, index, fragment)
    if fragment.end > right + 2:
        return True
    following = lines[index + 1].text if index + 1 < len(lines) else ""
    alone = len(fragments_of(following)) == 1 and not _is_rule(following)
    return alone and not following.startswith(" ") and len(following) > 0.6 * right


def _is_title_between(lines: Sequence[Line], index: int, fragment: Fragment) -> bool:
    """Whether a text stands alone between blank lines like the title of what follows; a tail goes on in lower case, a section is at the left."""
    around = (lines[index - 1], lines[index + 1] if index + 1 < len(lines) else Line(""))
    return all(line.blank for line in around) and fragment.start > 8 and opens_a_row(fragment.text) and not is_heading(fragment.text)


def _trimmed(rows: list[TableLine]) -> list[TableLine]:
    """Without the lines behind the last one that carries data and what goes on below it."""
    last = max((at for at, row in enumerate(rows) if is_data(row.fragments)), default=-1)
    end = last + 1
    while 0 < end < len(rows) and not rows[end].blank_before and rows[end].fragments[0].start > 0:
        end += 1
    return rows[:end]


def _header_end(rows: list[TableLine], body: int) -> int:
    """Where the header ends: at the first data, or before it at a section's title that stands alone on its line or behind a gap."""
    for at in range(1, body):
        row = rows[at]
        text = row.fragments[0].text
        alone = row.fragments[0].start <= rows[0].fragments[0].start + 1
        if len(row.fragments) == 1 and (is_heading(text) or ((row.rule_before or row.blank_before or alone) and opens_a_row(text))):
            return at
    return body


def _conforming(rows: list[TableLine], body: int, columns: list[Extent]) -> list[TableLine]:
    """Without chunks at the end, behind a blank line, whose texts do not stand in the columns (a signature)."""
    end = len(rows)
    while end > body:
        start = max(at for at in range(end) if rows[at].blank_before or at == 0)
        chunk = rows[start:end]
        goes_on = all(_fits(row, columns) for row in chunk) and (len(chunk[0].fragments) > 1 or not opens_a_row(chunk[0].fragments[0].text))
        if start <= body or any(is_data(row.fragments) for row in chunk) or goes_on:
            break
        end = start
    return rows[:end]


def _fits(row: TableLine, columns: list[Extent]) -> bool:
    spots = [columns_under(fragment, columns) for fragment in row.fragments]
    return all(len(spot) == 1 for spot in spots) and (spots[0][0] > 0 or is_label(row.fragments[0].text))


def _is_table(rows: list[TableLine], body: int, columns: list[Extent]) -> bool:
    """Enough lines, columns and numbers below each other to be a table, and not two texts that happen to stand side by side."""
    multiple = [row for row in rows if len(row.fragments) > 1]
    if len(columns) < 2 or len(multiple) < (2 if len(columns) > 2 else 3):
        return False
    lines = [[text for text, _ in cell_line(row, columns)] for row in rows[body:]]
    spots = [columns_under(fragment, columns) for row in rows[body:] for fragment in row.fragments]
    if _CROSSING_SHARE * sum(len(spot) > 1 for spot in spots) > len(spots):
        return False
    amounts, labels = amount_columns(lines), sum(is_label(line[0]) for line in lines)
    most = max((sum(is_amount(line[column]) for line in lines) for column in amounts), default=0)
    numbers = labels + sum(is_amount(line[column]) for line in lines for column in amounts)
    if _LEAST_NUMBERS * numbers < len(spots):
        return False
    return most > 1 or labels > 1 or (most == 1 and body > 0 and len(columns) > 2)


def _table(rows: list[TableLine], body: int, columns: list[Extent], page: int | None) -> Table:
    """The table: the header's cells, then each row with the texts that reach over several columns, or down several rows, as merged cells."""
    cells: list[Cell] = []
    repaired: frozenset[tuple[int, int]] = frozenset()
    height = 0
    widths = column_widths(rows, columns)
    for header, lines in _parts(rows, body):
        above, levels = header_cells([HeaderLine(row.fragments, row.rule_before or row.blank_before) for row in header], columns, page)
        cells += [replace(cell, row=cell.row + height) for cell in above]
        below, over, count = body_cells(lines, columns, widths, height + levels, page)
        cells += below
        repaired |= over
        height += levels + count
    return Table(height, len(columns), tuple(cells), page=page, ruled=False, repaired=repaired)
