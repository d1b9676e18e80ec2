"""A sheet printed over several widths of paper: the columns that had no room go on beside the same rows on another page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import pairwise

from ingest.grid_columns import is_amount, is_number
from ingest.model import Block, Cell, Paragraph, Table
from ingest.pdf_breaks import Habits
from ingest.pdf_paragraphs import paragraphs, text_column
from ingest.pdf_place import Ink

# How far (points) one row may stand off on the two pages; the least rows that show it; the most widths of paper.
_STRAY, _LEAST, _MOST = 1.5, 4, 4

Place = tuple[int, int, Table]


@dataclass(frozen=True, slots=True)
class Beside:
    """The words of a page in none of its tables, where its edge cuts off text, and what its text tells about words."""

    inks: Sequence[Ink] = ()
    habits: Habits | None = None


def widths_joined(pages: Sequence[list[Block]], beside: Sequence[Beside] = ()) -> list[list[Block]]:
    """The pages' blocks, where the columns printed on further pages stand at the right of those whose rows they share.

    Programs print down and then over, or over and then down. Nothing is joined unless all pages of the table go together.
    Lines of text that the paper's edge cuts go on on those pages, too.
    """
    result = [list(blocks) for blocks in pages]
    places = [(n, k, block) for n, blocks in enumerate(result) for k, block in enumerate(blocks) if isinstance(block, Table)]
    if len({n for n, _, _ in places}) != len(places):
        return result
    strips = next((found for found in _orders(places) if _go_together(found)), [])
    for (n, k, left), *others in strips:
        result[n][k] = whole = reduce(_widened, (right for _, _, right in others), left)
        for m, j, _ in others:
            del result[m][j]
        pieces = [(n, left), *((m, right) for m, _, right in others)]
        if beside and all(beside[m].inks or not any(_is_text(block) for block in result[m]) for m, _ in pieces):
            _text_joined(result, whole, pieces, beside)
    return result


def _text_joined(result: list[list[Block]], whole: Table, pieces: Sequence[tuple[int, Table]], beside: Sequence[Beside]) -> None:
    """Read the text round a table anew, the words of its further pages at the right of the first one's."""
    first = pieces[0][0]
    inks: list[Ink] = []
    start = whole.column_edges[0]
    for page, piece in pieces:
        shift = start - piece.column_edges[0]
        start += piece.column_edges[-1] - piece.column_edges[0]
        marks = [block.box for block in result[page] if isinstance(block, Paragraph) and not _is_text(block) and block.box is not None]
        inks += [_moved(ink, shift) for ink in beside[page].inks if not any(box.y0 <= ink.middle[1] <= box.y1 for box in marks)]
        result[page] = [block for block in result[page] if not _is_text(block)]
    boxes = [replace(whole.box, x1=start)] if whole.box is not None else []
    column = text_column(inks, boxes, start)
    text = paragraphs(inks, column, first + 1, habits=beside[first].habits or Habits(), barriers=boxes)
    result[first] = sorted([*result[first], *text], key=lambda block: block.box.y0 if block.box is not None else 0.0)


def _is_text(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.role == "body"


def _moved(ink: Ink, shift: float) -> Ink:
    return replace(ink, box=replace(ink.box, x0=ink.box.x0 + shift, x1=ink.box.x1 + shift), u0=ink.u0 + shift, u1=ink.u1 + shift)


def _orders(places: Sequence[Place]) -> Iterator[list[Sequence[Place]]]:
    """The ways in which tables of so many pages can be pieces of rows: each with its pieces from left to right."""
    for widths in range(2, _MOST + 1):
        high, rest = divmod(len(places), widths)
        if high and not rest:
            yield [places[k::high] for k in range(high)]
            yield [places[k : k + widths] for k in range(0, len(places), widths)]


def _go_together(rows: Sequence[Sequence[Place]]) -> bool:
    return all(_beside(left[2], right[2]) for pieces in rows for left, right in pairwise(pieces))


def _beside(left: Table, right: Table) -> bool:
    """Do the two have rows at the same heights, other columns, and no texts in common in their first rows?"""
    tops, others = _tops(left), _tops(right)
    level = len(tops) == len(others) >= _LEAST and all(abs(a - b) <= _STRAY for a, b in zip(tops, others, strict=True))
    if not level or left.rows != right.rows or _widths(left) == _widths(right):
        return False
    return not _head(left) & _head(right)


def _tops(table: Table) -> list[float]:
    return sorted({cell.row: cell.box.y0 for cell in table.cells if cell.box is not None}.values())


def _widths(table: Table) -> list[int]:
    return [round(b - a) for a, b in zip(table.column_edges, table.column_edges[1:], strict=False)]


def _head(table: Table) -> set[str]:
    """The texts of the first row; amounts are none."""
    return {cell.text for cell in table.cells if cell.row == 0 and any(char.isalpha() for char in cell.text)}


def _widened(left: Table, right: Table) -> Table:
    shift = left.column_edges[-1] - right.column_edges[0]
    moved = [replace(cell, column=cell.column + left.columns) for cell in right.cells]
    repaired = left.repaired | {(row, column + left.columns) for row, column in right.repaired}
    edges = (*left.column_edges, *(x + shift for x in right.column_edges[1:]))
    cells = _over_the_seam([*left.cells, *moved], left.columns)
    ordered = tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))
    return replace(left, columns=left.columns + right.columns, cells=ordered, column_edges=edges, repaired=frozenset(repaired))


def _over_the_seam(cells: list[Cell], seam: int) -> list[Cell]:
    """The cells, with those of the head's upper rows that the paper's edge cut in two as the one cell that they are."""
    body = min((c.row for c in cells if is_amount(c.text) or is_number(c.text)), default=0)
    last = max((c.row for c in cells if c.row < body), default=0)
    starts = {(c.row, c.row_span): c for c in cells if c.column == seam and c.row + c.row_span - 1 < last}
    for first in [c for c in cells if c.column + c.column_span == seam]:
        rest = starts.get((first.row, first.row_span))
        if rest is not None and first.text and (not rest.text or rest.text[0].islower()):
            one = replace(first, text=_written_on(first.text, rest.text), column_span=first.column_span + rest.column_span)
            cells = [one if c is first else c for c in cells if c is not rest]
    return cells


def _written_on(text: str, rest: str) -> str:
    """The text and its rest beyond the paper's edge, which cuts words between any two letters."""
    return f"{text}{rest}" if text[-1].isalpha() else f"{text} {rest}".rstrip()
