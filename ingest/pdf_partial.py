"""Tables drawn in part: a head with rules over rows without, backgrounds under every other row, a total below the last rule.

The rows that nothing draws stand in the columns of the pieces that are drawn; all of them are one table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.grid import Line, Word
from ingest.grid_aligned import in_columns
from ingest.grid_chunks import TextRow, text_rows
from ingest.grid_columns import is_amount, is_number
from ingest.model import Box, Table
from ingest.pdf_breaks import Habits
from ingest.pdf_pages import on_columns
from ingest.pdf_place import Ink
from ingest.pdf_tables import tables

# How far (points) the columns of two pieces may stray, and a text may stand out of them.
_STRAY, _OUT = 2.5, 4.0
# Rows of one table follow each other within this many lines' height; a title stands no further from what it heads.
_APART = 3.5
# The lines of a head follow each other this closely (in heights of a line).
_CLOSE = 0.6
_LEAST_COLUMNS = 3


def with_undrawn_rows(
    found: Sequence[Table], loose: list[Ink], lines: Sequence[Line], page: int, habits: Habits
) -> tuple[list[Table], list[Ink], bool]:
    """The tables, those drawn in part with what stands in their columns above, between and below; the words that are left.

    And whether all rows that stand so could be told.
    """
    sheet = _Sheet(loose, lines, page, habits)
    placed = sorted(((table.box, table) for table in found if table.box is not None), key=lambda item: item[0].y0)
    families = _families([table for _, table in placed])
    result: list[Table] = []
    for family, after in zip(families, [*families[1:], None], strict=False):
        end = after[0].box.y0 if after is not None and after[0].box is not None else float("inf")
        result += sheet.filled(family, end)
    return result, sheet.loose, sheet.sure


def _families(found: Sequence[Table]) -> list[list[Table]]:
    """Tables in the same columns, or in some of them, one below the other."""
    families: list[list[Table]] = []
    for table in found:
        last = families[-1][-1] if families else None
        if last is not None and len(last.column_edges) > len(table.column_edges):
            table = on_columns(table, last.column_edges)
        elif last is not None and len(last.column_edges) < len(table.column_edges):
            wider = [on_columns(other, table.column_edges) for other in families[-1]]
            families[-1] = wider if all(_alike(other, table) for other in wider) else families[-1]
        if last is not None and _alike(families[-1][-1], table):
            families[-1].append(table)
        else:
            families.append([table])
    return families


def _alike(a: Table, b: Table) -> bool:
    same = len(a.column_edges) == len(b.column_edges) > _LEAST_COLUMNS
    return same and all(abs(x - y) <= _STRAY for x, y in zip(a.column_edges, b.column_edges, strict=True))


class _Sheet:
    """A page's words that stand in no table yet."""

    def __init__(self, loose: list[Ink], lines: Sequence[Line], page: int, habits: Habits) -> None:
        self.loose = loose
        self.lines = lines
        self.page = page
        self.habits = habits
        self.sure = True

    def filled(self, family: Sequence[Table], end: float) -> list[Table]:
        """The tables of a family with the rows around them, which make one of the neighbours that they join."""
        runs: list[list[Table]] = [[]]
        for above, below in pairwise((None, *family, None)):
            gap = _Gap(above, below if below is None or above is None or not _is_headed(below) else None, below)
            known = len(family[0].column_edges) > _LEAST_COLUMNS and not (above is None and below is not None and not below.rows)
            rows = self._rows(gap, family[0].column_edges, end) if known else None
            if rows is not None:
                runs[-1].append(rows)
            if below is not None:
                if above is not None and (rows is None or gap.below is None):
                    runs.append([])
                runs[-1].append(below)
        return [_stacked(run) if len(run) > 1 else run[0] for run in runs if any(table.rows for table in run)]

    def _rows(self, gap: _Gap, edges: Sequence[float], end: float) -> Table | None:
        inks = gap.held(self.loose, edges, end)
        found = in_columns([Word(ink.text, ink.box) for ink in inks], edges, self.lines) if inks else None
        if found is None or not found.sure:
            self.sure &= not inks
            return None
        (table, *_), rest = tables([found.grid], inks, self.page, habits=self.habits)
        taken = {id(ink) for ink in inks} - {id(ink) for ink in rest}
        self.loose = [ink for ink in self.loose if id(ink) not in taken]
        return table


def _is_headed(table: Table) -> bool:
    """Does the table begin with a head of its own?"""
    first = [cell.text for cell in table.cells if cell.row == 0 and cell.text]
    return len(first) > 2 and not any(is_amount(text) or is_number(text) for text in first)


@dataclass(frozen=True, slots=True)
class _Gap:
    """What no piece draws: between two pieces, above the first one or below the last. ``next`` is the piece that follows, joined or not."""

    above: Table | None
    below: Table | None
    next: Table | None

    def held(self, loose: Sequence[Ink], edges: Sequence[float], end: float) -> list[Ink]:
        """The words there that stand in the columns as rows with amounts, or as a head; none where they do not."""
        top = self.above.box.y1 if self.above is not None and self.above.box else 0.0
        bottom = self.next.box.y0 if self.next is not None and self.next.box else end
        here = [ink for ink in loose if ink.turn == 0 and top - 1 < ink.middle[1] < bottom + 1]
        pairs = [(Word(ink.text, ink.box), ink) for ink in here if _between(ink.box, edges)]
        beside = [ink for ink in here if not _between(ink.box, edges)]
        words = {id(word): ink for word, ink in pairs}
        rows = self._near(text_rows([word for word, _ in pairs]), top, bottom)
        rows = [row for row in rows if not any(row.y0 < ink.middle[1] < row.y1 for ink in beside)]
        heads = self.above is None and self.below is not None and not _is_headed(self.below)
        titles = self.above is not None and self.below is not None and all(len(row.chunks) == 1 for row in rows)
        if not _has_rows(rows, edges) and not (heads and _is_head(rows)) and not titles:
            return []
        return [words[id(word)] for row in rows for chunk in row.chunks for word in chunk.words]

    def _near(self, rows: list[TextRow], top: float, bottom: float) -> list[TextRow]:
        """The rows that follow the piece above, or come before the one below, without wide white space."""
        if self.above is not None and self.below is not None:
            return rows
        ordered = rows if self.above is not None else rows[::-1]
        kept: list[TextRow] = []
        end = top if self.above is not None else bottom
        for row in ordered:
            gap = row.y0 - end if self.above is not None else end - row.y1
            if gap > _APART * row.height:
                break
            kept.append(row)
            end = row.y1 if self.above is not None else row.y0
        return self._trimmed(kept if self.above is not None else kept[::-1])

    def _trimmed(self, rows: list[TextRow]) -> list[TextRow]:
        """Without the text that goes before the head, or follows the last row with amounts and its cells' last lines."""
        if self.above is None:
            first = next((k for k, row in enumerate(rows) if len(row.chunks) > 2), len(rows))
            while 0 < first < len(rows) and _goes_before(rows[first - 1], rows[first]):
                first -= 1
            return rows[first:]
        last = max((k for k, row in enumerate(rows) if _amounts(row)), default=-1)
        while 0 <= last < len(rows) - 1 and rows[last + 1].y0 - rows[last].y1 < 0.5 * rows[last].height:
            last += 1
        return rows[: last + 1]


def _goes_before(row: TextRow, below: TextRow) -> bool:
    """Does the line belong to the head that goes on closely below it, with texts beside each other or beside the next line's?"""
    return below.y0 - row.y1 < _CLOSE * row.height and (len(row.chunks) > 1 or row.y1 > below.y0)


def _between(box: Box, edges: Sequence[float]) -> bool:
    return edges[0] - _OUT <= box.x0 and box.x1 <= edges[-1] + _OUT


def _amounts(row: TextRow) -> int:
    return sum(is_amount(chunk.text) for chunk in row.chunks)


def _is_head(rows: Sequence[TextRow]) -> bool:
    return any(len(row.chunks) > _LEAST_COLUMNS for row in rows) and not any(map(_amounts, rows))


def _has_rows(rows: Sequence[TextRow], edges: Sequence[float]) -> bool:
    """Do amounts stand in two columns, beside the first, or in one of a row with its number?"""
    columns = {sum(chunk.x1 > x for x in edges) for row in rows for chunk in row.chunks if is_amount(chunk.text)}
    numbered = any(row.chunks[0].x1 < edges[1] and is_number(row.chunks[0].text) for row in rows)
    return len(columns - {1}) > (0 if numbered else 1)


def _stacked(pieces: Sequence[Table]) -> Table:
    """The pieces, one below the other, as one table."""
    first = pieces[0]
    cells, repaired, row = [], set(), 0
    for piece in pieces:
        cells += [replace(cell, row=cell.row + row) for cell in piece.cells]
        repaired |= {(r + row, c) for r, c in piece.repaired}
        row += piece.rows
    boxes = [piece.box for piece in pieces if piece.box is not None]
    box = Box(min(b.x0 for b in boxes), min(b.y0 for b in boxes), max(b.x1 for b in boxes), max(b.y1 for b in boxes))
    edges = next((piece.column_edges for piece in pieces if piece.ruled), first.column_edges)
    return replace(
        first,
        rows=row,
        cells=tuple(cells),
        box=box,
        column_edges=edges,
        ruled=any(piece.ruled for piece in pieces),
        repaired=frozenset(repaired),
    )
