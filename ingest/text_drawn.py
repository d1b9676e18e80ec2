"""Tables drawn with characters: ``+--+ | |``, ``│ ─ ┼ ╔ ═ ║``, markdown pipes. What is not drawn between two cells merges them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby, pairwise

from ingest.model import Cell, Table
from ingest.text_lines import Line, columns_of, joined, plain_table, starts_with_label
from ingest.text_rows import amount_columns, carried_cells, group_rows, separate_rows
from ingest.text_strokes import BARS, CORNERS, DASHES, JOINTS, NO_TEXT, Patience, beyond_gaps, has_bar, is_drawn, is_rule

_BOTTOM_CORNERS = ("└", "┕", "┖", "┗", "╚", "╘", "╙", "╰")
#: So many lines of bars alone stand between rows; fewer only fill a row up.
_LEAST_BARE = 3
_UNESCAPED_PIPE = re.compile(r"(?<!\\)\|")


def begins_drawn(lines: Sequence[Line], index: int) -> bool:
    """Whether a run of drawn lines begins here."""
    return is_drawn(lines[index].text) and (index == 0 or lines[index - 1].blank or not is_drawn(lines[index - 1].text))


def read_drawn(lines: Sequence[Line], start: int, patience: Patience | None = None) -> tuple[Table, int] | None:
    """The drawn table that begins at ``start``, and the index behind it; None where there is none.

    A table without rules is followed over blank lines as long as ``patience`` lasts.
    """
    end = start
    while end < len(lines) and lines[end].page == lines[start].page and is_drawn(lines[end].text):
        end += 1
        if lines[end - 1].text.lstrip().startswith(_BOTTOM_CORNERS):
            break
    while end > start and not has_bar(lines[end - 1].text) and not is_rule(lines[end - 1].text):
        end -= 1
    if not any(is_rule(line.text) for line in lines[start:end]):
        farther = beyond_gaps(lines, start, end, patience or Patience())
        table = _drawn(lines[start:farther]) if farther > end else None
        if table:
            return table, farther
    table = _drawn(lines[start:end])
    return (table, end) if table else None


def _drawn(lines: Sequence[Line]) -> Table | None:
    block = [columns_of(line.text.rstrip()) for line in lines]
    rows = sum(has_bar(line.text) and not is_rule(line.text) for line in lines)
    if rows < 2:
        framed = rows == 1 and any(JOINTS & set(line.text) for line in lines if is_rule(line.text))
        return _aligned(block, lines[0].page) if framed else None
    return _aligned(block, lines[0].page) or _piped([line.text for line in lines if not line.blank], lines[0].page)


# --- aligned: bars stand in columns ---


def _aligned(block: list[list[str]], page: int | None) -> Table | None:
    """The table by the places of its bars, or None where they do not stand one below the other."""
    edges = _edges(block)
    if len(edges) < 2:
        return None
    spaces = _Canvas(block, edges)
    bars = [x for y, line in enumerate(block) if not spaces.full_rule(y) for x, char in enumerate(line) if char in BARS]
    astray = sum(x not in edges for x in bars)
    return spaces.table(page) if bars and 20 * astray <= len(bars) else None


def _edges(block: list[list[str]]) -> list[int]:
    """The x positions of bars and joints that stand on at least two lines; a doubled bar counts once."""
    seen: Counter[int] = Counter()
    for line in block:
        seen.update(x for x, char in enumerate(line) if char in BARS or char in CORNERS or (char == "+" and _touches_dash(line, x)))
    strong = sorted(x for x, count in seen.items() if count > 1)
    edges = [x for at, x in enumerate(strong) if not at or x - strong[at - 1] > 1 or not _always_doubled(block, strong[at - 1])]
    ends = [(min((x for x, char in enumerate(line) if char.strip()), default=10**6), len(line)) for line in block]
    if edges and min(first for first, _ in ends) < edges[0]:
        edges.insert(0, -1)
    if edges and max(last for _, last in ends) > edges[-1] + 1:
        edges.append(max(last for _, last in ends))
    return edges


def _touches_dash(line: list[str], x: int) -> bool:
    return any(0 <= at < len(line) and line[at] in DASHES for at in (x - 1, x + 1))


def _always_doubled(block: list[list[str]], x: int) -> bool:
    pairs = [line[x : x + 2] for line in block if len(line) > x + 1]
    return all((pair[0] in BARS or pair[0] in JOINTS) == (pair[1] in BARS or pair[1] in JOINTS) for pair in pairs)


class _Canvas:
    """The block as a grid: columns between edges, rows between lines that carry a rule."""

    def __init__(self, block: list[list[str]], edges: list[int]) -> None:
        width = max(edges[-1] + 1, *(len(line) for line in block))
        self.lines = [line + [" "] * (width - len(line)) for line in block]
        self.edges = edges
        self.columns = len(edges) - 1
        self.ruled = [[self._segment_is_rule(y, column) for column in range(self.columns)] for y in range(len(self.lines))]
        self.carried: set[tuple[int, int]] = set()
        self.rows = self._levelled(self._split(self._runs()))

    def _span(self, y: int, first: int, last: int) -> str:
        """What stands on a line from column ``first`` to column ``last``."""
        return "".join(self.lines[y][self.edges[first] + 1 : self.edges[last + 1]])

    def full_rule(self, y: int) -> bool:
        """Whether the line holds nothing but rules (and bars)."""
        return is_rule("".join(self.lines[y]))

    def _segment_is_rule(self, y: int, column: int) -> bool:
        text = self._span(y, column, column)
        if not text or not all(char in DASHES or char in JOINTS for char in text):
            return False
        if self.full_rule(y):
            return len(text) > 1 or not text.isascii() or self._joint_beside(y, column)
        return self._joint_beside(y, column)

    def _joint_beside(self, y: int, column: int) -> bool:
        ends = (self.edges[column], self.edges[column + 1])
        return any(0 <= x < len(self.lines[y]) and self.lines[y][x] in JOINTS for x in ends)

    def _runs(self) -> list[list[int]]:
        """The lines between two rules, or partial rules, as one run each."""
        runs: list[list[int]] = [[]]
        gaps = self._gaps()
        for y in range(len(self.lines)):
            if any(self.ruled[y]) or y in gaps:
                runs.append([])
            else:
                runs[-1].append(y)
        return [run for run in runs if run and any("".join(self.lines[y]).strip(" |¦│┃║") or self._has_edge(y) for y in run)]

    def _gaps(self) -> set[int]:
        """Lines that part rows instead of rules: blank ones, or, in a table without rules between its rows, those of bars alone."""
        blank = {y for y, line in enumerate(self.lines) if not "".join(line).strip()}
        bare = {y for y, line in enumerate(self.lines) if any(char in BARS for char in line) and set(line) <= BARS | {" "}}
        inner = sum(self.full_rule(y) for y in range(1, len(self.lines) - 1))
        return blank | bare if len(bare) >= _LEAST_BARE and inner <= 1 else blank

    def _has_edge(self, y: int) -> bool:
        return any(0 <= x < len(self.lines[y]) and self.lines[y][x] in BARS for x in self.edges)

    def _split(self, runs: list[list[int]]) -> list[list[int]]:
        """Runs that hold several rows, split; the header (everything in front of the first line with a number or amount) is none of them."""
        cells = [[self._cells(y) for y in run] for run in runs]
        body = next((at for at, lines in enumerate(cells) if _has_data(lines)), len(runs))
        widths = self._widths()
        alone = len(runs) - body == 1
        several = any(separate_rows(lines, widths, alone=alone) for lines in cells[body:])
        if not several:
            return runs
        out = runs[:body]
        for run, lines in zip(runs[body:], cells[body:], strict=True):
            groups = group_rows(lines, widths)
            self.carried |= {(len(out) + row, column) for row, column in carried_cells(lines, groups, widths)}
            out += [[run[at] for at in row] for row in groups]
        return out

    def _levelled(self, rows: list[list[int]]) -> list[list[int]]:
        """Rows with a text where other lines of theirs have a bar, in their levels: a head over several columns above their own heads."""
        out: list[list[int]] = []
        for run in rows:
            levels = [run]
            if self._crosses(run):
                levels = [list(lines) for _, lines in groupby(run, self._bars)]
            for above, below in pairwise(levels):
                kept = self._bars(above[0]) & self._bars(below[0]) | {0, self.columns}
                row = len(out) + levels.index(below)
                self.carried |= {(row, column) for column in range(self.columns) if {column, column + 1} <= kept}
            out += levels
        return out

    def _bars(self, y: int) -> frozenset[int]:
        """The inner edges that a line draws."""
        return frozenset(edge for edge in range(1, self.columns) if self.lines[y][self.edges[edge]] in BARS)

    def _crosses(self, run: list[int]) -> bool:
        drawn = frozenset().union(*(self._bars(y) for y in run))
        return len(run) > 1 and any(self.lines[y][self.edges[edge]] not in NO_TEXT for y in run for edge in drawn)

    def _cells(self, y: int) -> list[str]:
        """One text per column; a text over several columns counts for the first of them."""
        texts = [""] * self.columns
        first = 0
        for column in range(self.columns):
            if column + 1 == self.columns or self.lines[y][self.edges[column + 1]] in BARS:
                texts[first] = self._span(y, first, column).strip()
                first = column + 1
        return texts

    def _widths(self) -> list[int]:
        """The room for text in each column: what is between the bars without the blanks that every line leaves there."""
        widths = []
        for column in range(self.columns):
            texts = [self._span(y, column, column) for y in range(len(self.lines)) if not any(self.ruled[y])]
            pad = min((len(text) - len(text.lstrip()) for text in texts if text.strip()), default=0)
            widths.append(self.edges[column + 1] - self.edges[column] - 1 - 2 * pad)
        return widths

    # --- merging ---

    def table(self, page: int | None) -> Table | None:
        """The table, or None where it would have a single column or no row."""
        if not self.rows or self.columns < 1 or self._overflows():
            return None
        cells, repaired = self._merged()
        return Table(
            len(self.rows),
            self.columns,
            tuple(Cell(self._text(*spot), spot[0], spot[1], spot[2], spot[3], page=page) for spot in cells),
            page=page,
            header_rows=0,
            repaired=repaired,
        )

    def _overflows(self) -> bool:
        """Whether a text stands where a bar belongs: the lines are not drawn to scale, and characters would be lost."""
        return any(
            self.lines[y][self.edges[edge]] not in NO_TEXT
            for row, run in enumerate(self.rows)
            for edge in range(len(self.edges))
            if self.edges[edge] >= 0 and (edge in (0, self.columns) or self._barred(row, edge))
            for y in range(run[0], run[-1] + 1)
            if self.edges[edge] < len(self.lines[y])
        )

    def _barred(self, row: int, edge: int) -> bool:
        """Whether a bar stands at an inner edge on most lines of the row."""
        marks = [self.lines[y][self.edges[edge]] for y in self.rows[row]]
        return 2 * sum(mark in BARS or mark in JOINTS for mark in marks) >= len(marks)

    def _closed(self, row: int, column: int) -> bool:
        """Whether a rule, or the mere beginning of another row, closes the column below this row."""
        if (row + 1, column) in self.carried:
            return False
        between = range(self.rows[row][-1] + 1, self.rows[row + 1][0])
        return not any(any(self.ruled[y]) for y in between) or any(self.ruled[y][column] for y in between)

    def _merged(self) -> tuple[list[tuple[int, int, int, int]], frozenset[tuple[int, int]]]:
        """(row, column, row span, column span) of each cell; positions whose merging made no rectangle and was undone."""
        owner: dict[tuple[int, int], tuple[int, int, int, int]] = {}
        repaired: set[tuple[int, int]] = set()
        for row in range(len(self.rows)):
            column = 0
            while column < self.columns:
                last = column
                while last + 1 < self.columns and not self._barred(row, last + 1):
                    last += 1
                self._place(owner, repaired, row, column, last)
                column = last + 1
        return sorted(set(owner.values())), frozenset(repaired)

    def _place(
        self, owner: dict[tuple[int, int], tuple[int, int, int, int]], repaired: set[tuple[int, int]], row: int, first: int, last: int
    ) -> None:
        spot = (row, first, 1, last - first + 1)
        opened = row > 0 and [column for column in range(first, last + 1) if not self._closed(row - 1, column)]
        if opened:
            above = owner[row - 1, first]
            if len(opened) == last - first + 1 and (above[1], above[3]) == (first, last - first + 1):
                spot = (above[0], first, row - above[0] + 1, above[3])
            else:
                repaired.update((row, column) for column in opened)
        for y in range(spot[0], row + 1):
            owner.update({(y, column): spot for column in range(first, last + 1)})

    def _text(self, row: int, column: int, row_span: int, column_span: int) -> str:
        """All lines of the cell, those beside a partial rule with them."""
        top, bottom = self.rows[row][0], self.rows[row + row_span - 1][-1]
        last = column + column_span - 1
        wanted = [y for y in range(top, bottom + 1) if not any(self.ruled[y][column : last + 1]) and not self.full_rule(y)]
        return joined(self._span(y, column, last) for y in wanted)


def _has_data(lines: list[list[str]]) -> bool:
    amounts = amount_columns(lines)
    return any(starts_with_label(line[0]) or any(line[column] for column in amounts) for line in lines)


# --- piped: bars only separate ---


def _piped(texts: list[str], page: int | None) -> Table | None:
    """Cells by counting bars, each line a row: markdown that nobody lined up. None where the lines differ in their number of bars."""
    rows = [[cell.strip().replace("\\|", "|") for cell in _UNESCAPED_PIPE.split(text.strip())] for text in texts if not is_rule(text)]
    if not any(cell for row in rows for cell in row[:1]):
        rows = [row[1:] for row in rows]
    if not any(cell for row in rows for cell in row[-1:]):
        rows = [row[:-1] for row in rows]
    widths = {len(row) for row in rows}
    return plain_table(rows, page, ruled=True) if len(widths) == 1 and widths.pop() > 1 else None
