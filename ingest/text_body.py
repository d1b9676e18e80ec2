"""The cells of the lines below a header: which lines make a row, and where a text reaches over several columns or down several rows."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.model import Cell
from ingest.text_gutters import Extent, Fragment, columns_under
from ingest.text_lines import is_label, joined
from ingest.text_rows import carried_cells, group_rows


@dataclass(frozen=True, slots=True)
class TableLine:
    """A line of the table: its fragments, and whether a blank line or a rule stands above it."""

    fragments: list[Fragment]
    blank_before: bool
    rule_before: bool
    index: int


def body_cells(
    rows: list[TableLine], columns: list[Extent], widths: list[int], first: int, page: int | None
) -> tuple[list[Cell], frozenset[tuple[int, int]], int]:
    """The cells of the lines below a header, from row ``first`` on; where a text ran over into the next column; how many rows they are."""
    lines = [cell_line(row, columns) for row in rows]
    texts = [[text for text, _ in line] for line in lines]
    by_rules = _by_rules(rows)
    groups = by_rules or group_rows(texts, widths, [row.blank_before for row in rows])
    carried = frozenset() if by_rules else carried_cells(texts, groups, widths)
    cells: list[Cell] = []
    for number, group in enumerate(groups):
        for column, span in _spans([lines[at] for at in group]):
            if (number, column) in carried and span == 1:
                continue
            down = 1
            while span == 1 and (number + down, column) in carried:
                down += 1
            text = joined(texts[at][column] for following in groups[number : number + down] for at in following)
            cells.append(Cell(text, first + number, column, down, span, page=page))
    return cells, _overrun(lines, groups, first), len(groups)


def column_widths(rows: list[TableLine], columns: list[Extent]) -> list[int]:
    """The room of each column: its longest text."""
    widths = [0] * len(columns)
    for row in rows:
        for fragment in row.fragments:
            spot = columns_under(fragment, columns)
            if len(spot) == 1:
                widths[spot[0]] = max(widths[spot[0]], fragment.end - fragment.start)
    return widths


def _by_rules(rows: list[TableLine]) -> list[list[int]] | None:
    """The rows as the rules between them say, where rules stand between the rows."""
    starts = [at for at, row in enumerate(rows) if row.rule_before or at == 0]
    groups = [list(range(start, end)) for start, end in zip(starts, [*starts[1:], len(rows)], strict=True)]
    several = any(sum(is_label(rows[at].fragments[0].text) for at in group) > 1 for group in groups)
    return groups if len(groups) > 2 and not several else None


def _overrun(lines: list[list[tuple[str, int]]], groups: list[list[int]], levels: int) -> frozenset[tuple[int, int]]:
    """Where a text behind the first one ran over into the next column: whose it is had to be inferred."""
    spans = ((number, column, span) for number, group in enumerate(groups, levels) for column, span in _spans([lines[at] for at in group]))
    return frozenset((number, column) for number, column, span in spans if span > 1 and column > 0)


def cell_line(row: TableLine, columns: list[Extent]) -> list[tuple[str, int]]:
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
