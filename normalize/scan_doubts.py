"""Labels of a scan that could not be read for sure: which year, source or fund a row is for decides what its amounts mean, so the row is told.

So is a row whose label reaches over a column of amounts and holds a figure, and a row below a cell with two amounts in it: a line between
the two was lost, and an amount with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.model import Cell, Document
from normalize.columns import years_in
from normalize.records import CellRef, ColumnReading, Finding, Report

_PLACES = frozenset({"year", "source", "fund", "role"})
_MONEY = frozenset({"planned", "actual", "spent"})
_SURE = 0.5
_FIGURE = re.compile(r"\d[.,]\d|\d{3}")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# Each complete by itself: the second is no end of the first.
_TWO_AMOUNTS = re.compile(r"(?:-?\d[\d ]*[.,]\d+|-?\d{1,3}(?: \d{3})+|-)\n(?:-?\d[\d ]*[.,]\d+|-?\d{1,3}(?: \d{3})+|-)")
# What stands among years for the whole period.
_WHOLE = re.compile(r"\s*(?:[ув]сього|разом|загалом|за\b|на\b|рок)", re.IGNORECASE)


def label_doubts(document: Document, columns: Sequence[ColumnReading], report: Report) -> list[Finding]:
    """A ``low_confidence`` finding for each table row of the report whose year, source, fund or role was read without certainty."""
    refs = [ref for record in report.funding for ref in record.cells if ref.box is not None and ref.confidence is not None]
    if not refs:
        return []
    rows: dict[tuple[int, int], Finding] = {}
    for cell in _doubtful(document, columns):
        for ref in refs:
            if _beside(cell, ref):
                told = Finding(
                    "low_confidence", {"text": cell.text}, report.ordinal, None, ref.page, ref.table_number, ref.row_number, found=cell.text
                )
                rows.setdefault((ref.table_number, ref.row_number), told)
    return list(rows.values())


def _doubtful(document: Document, columns: Sequence[ColumnReading]) -> Iterator[Cell]:
    """The cells that name a row's place and were not read for sure."""
    places: dict[int, list[str | None]] = {}
    for column in columns:
        places.setdefault(column.table_number, []).append(column.field)
    known: list[str | None] = []
    for number, table in enumerate(document.tables, 1):
        # A table that goes on from the page before has no header of its own.
        known = places.get(number) or known
        if len(known) == table.columns:
            scanned = [cell for cell in table.cells if cell.confidence is not None and cell.text]
            yield from (c for c in scanned if known[c.column] in _PLACES and _unsure(c, known[c.column]) or _swallows(c, known))
            yield from _doubled([cell for cell in table.cells if known[cell.column] in _MONEY])


def _swallows(cell: Cell, fields: Sequence[str | None]) -> bool:
    """Whether a cell has an amount in it that stands in the next column."""
    reached = fields[cell.column + 1 : cell.column + cell.column_span]
    return bool(_MONEY.intersection(field for field in reached if field)) and bool(_FIGURE.search(_YEAR.sub("", cell.text)))


def _doubled(money: Sequence[Cell]) -> Iterator[Cell]:
    """The cells with two rows' amounts in them, where the line between these was lost, and the blank ones below, which lack theirs."""
    blank = {(cell.row, cell.column): cell for cell in money if not cell.text}
    for cell in money:
        if cell.confidence is not None and _TWO_AMOUNTS.fullmatch(cell.text):
            yield cell
            if (below := blank.get((cell.row + cell.row_span, cell.column))) is not None:
                yield below


def _unsure(cell: Cell, field: str | None) -> bool:
    no_year = field == "year" and not years_in(cell.text)[0] and not _WHOLE.match(cell.text)
    return (cell.confidence or 0.0) < _SURE or no_year


def _beside(cell: Cell, ref: CellRef) -> bool:
    """Whether an amount stands in a row that the cell belongs to."""
    if cell.page != ref.page or cell.box is None or ref.box is None:
        return False
    return cell.box.y0 <= (ref.box.y0 + ref.box.y1) / 2 <= cell.box.y1


__all__ = ["label_doubts"]
