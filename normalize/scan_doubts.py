"""Labels of a scan that could not be read for sure: which year, source or fund a row is for decides what its amounts mean, so the row is told.

So is a row whose label reaches over a column of amounts and holds a figure, and a row below a cell with two amounts in it: a line between
the two was lost, and an amount with it. Sums that stand below each other for the sources named beside them are no such rows, and a sum over
all sources that the rows below confirm is known without its label.

Result indicators have no arithmetic: each of their values that was not read for sure is told. So is a table that passes for no report's since its
words could not be read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ingest.model import Box, Cell, Document
from normalize.placed import at_record
from normalize.records import CellRef, ColumnReading, Finding, Fund, Report, RowKind, Source
from normalize.remedies import SUMS, SURE
from normalize.repair import confirmed_in
from normalize.years import years_in

_PLACES = frozenset({"year", "source", "fund", "role"})
_MONEY = frozenset({"planned", "actual", "spent"})
_LABELS = frozenset({"number", "measure"})
_SURE = 0.5
# Words of a table, and its amounts; so many tell how well it was read, and so unsure is a word that nobody could read.
_WORD, _AMOUNT = re.compile(r"[^\W\d_]{2}"), re.compile(r"\d[\d ]*(?:[.,]\d+)?|[-–—]")
_WORDS, _AMOUNTS, _POOR = 12, 6, 0.6
# A second row's label begins in a line of its own, with its number or as a sentence does.
_NEXT = re.compile(r"\n\s*(?:\d|[А-ЯІЇЄҐA-Z])")
_FIGURE = re.compile(r"\d[.,]\d|\d{3}")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# Each complete by itself: the second is no end of the first, as «000,00» would be.
_TWO_AMOUNTS = re.compile(r"(?:-?\d[\d ]*[.,]\d+|-?\d{1,3}(?: \d{3})+|-)\n(?!0\d)(?:-?\d[\d ]*[.,]\d+|-?\d{1,3}(?: \d{3})+|-)")
_DASH_AND_WORDS = re.compile(r"[-–—]\s+[^\W\d_]{3}")
# What stands among years for the whole period.
_WHOLE = re.compile(r"\s*(?:[ув]сього|разом|загалом|за\b|на\b|рок)", re.IGNORECASE)


def label_doubts(document: Document, columns: Sequence[ColumnReading], report: Report) -> list[Finding]:
    """A ``low_confidence`` finding for each table row of the report whose year, source, fund or role was read without certainty."""
    refs = [ref for record in report.funding for ref in record.cells if ref.box is not None and ref.confidence is not None]
    if not refs:
        return []
    rows: dict[tuple[int, int], Finding] = {}
    known = _known_sums(report)
    for cell in _doubtful(document, columns, _stacks(report), _confirmed_places(report)):
        stain = bool(cell.text) and not re.search(r"\d", cell.text)
        for ref in refs:
            if _beside(cell, ref) and not (stain and (ref.table_number, ref.row_number) in known):
                told = Finding(
                    "low_confidence", {"text": cell.text}, report.ordinal, None, ref.page, ref.table_number, ref.row_number, found=cell.text
                )
                rows.setdefault((ref.table_number, ref.row_number), told)
    return list(rows.values())


def _known_sums(report: Report) -> set[tuple[int, int]]:
    """The rows (table, row) of sums over all sources that the rows below confirm: whatever a label of theirs says, they are that."""
    confirmed = confirmed_in(report, SUMS)
    known: dict[tuple[int, int], bool] = {}
    for record in report.funding:
        whole = record.row_kind is not RowKind.MEASURE and record.source is Source.TOTAL and record.fund is Fund.TOTAL
        holds = all((record.key, column) in confirmed for column in ("planned_uah", "actual_uah"))
        place = (record.table_number, record.row_number)
        known[place] = known.get(place, True) and whole and holds
    return {place for place, sure in known.items() if sure}


def indicator_doubts(report: Report) -> list[Finding]:
    """A ``low_confidence`` finding for each result indicator of which a value was read without certainty."""
    told = []
    for record in report.indicators:
        unsure = [
            ref for ref in record.cells if ref.column in ("planned", "actual") and ref.confidence is not None and ref.confidence < SURE
        ]
        if unsure:
            finding = Finding("low_confidence", {"text": unsure[0].raw_text}, found=unsure[0].raw_text)
            told.append(at_record(finding, record, report.ordinal))
    return told


def poorly_read(document: Document) -> list[Finding]:
    """A ``page_lost`` finding for each table with amounts most of whose words nobody could read: that it is no report's is not known then."""
    told = []
    for table in document.tables:
        words = [c.confidence for c in table.cells if c.confidence is not None and _WORD.search(c.text)]
        amounts = sum(bool(_AMOUNT.fullmatch(c.text.strip())) for c in table.cells)
        if len(words) >= _WORDS and amounts >= _AMOUNTS and 2 * sum(sure < _POOR for sure in words) > len(words):
            args = {"page": str(table.page or 1), "why": "words_unsure"}
            told.append(Finding("page_lost", args, page=table.page))
    return told


def _stacks(report: Report) -> set[tuple[int | None, Box]]:
    """The places on the paper that give a sum of their own to two records at least."""
    records: dict[tuple[int | None, Box], set[str]] = {}
    for record in report.funding:
        for ref in record.cells:
            if ref.box is not None and ref.column in ("planned_uah", "actual_uah", "spent_uah"):
                records.setdefault((ref.page, ref.box), set()).add(record.key)
    return {place for place, keys in records.items() if len(keys) > 1}


def _confirmed_places(report: Report) -> set[tuple[int | None, Box]]:
    """The places on the paper whose one amount sums confirm: its lines are one number, and no line between two rows was lost."""
    confirmed = confirmed_in(report, SUMS)
    held = [(ref.page, ref.box) for r in report.funding for ref in r.cells if ref.box is not None and (r.key, ref.column) in confirmed]
    return {place for place, count in Counter(held).items() if count == 1}


def _doubtful(
    document: Document, columns: Sequence[ColumnReading], stacks: set[tuple[int | None, Box]], known_amounts: set[tuple[int | None, Box]]
) -> Iterator[Cell]:
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
            yield from (c for c in scanned if known[c.column] in _PLACES and _unsure(c, known[c.column]))
            # One amount over the years' columns that is the sum of them is the whole period's.
            yield from (c for c in scanned if (_swallows(c, known) and (c.page, c.box) not in known_amounts) or _runs_on(c, known))
            named = [cell for cell in table.cells if known[cell.column] in _LABELS]
            melted = {row for cell in named if _NEXT.search(cell.text) for row in range(cell.row, cell.row + cell.row_span)}
            money = [cell for cell in table.cells if known[cell.column] in _MONEY]
            melted |= {cell.row for cell in money if cell.text and (cell.page, cell.box) not in stacks}
            unsettled = [cell for cell in money if (cell.page, cell.box) not in known_amounts]
            yield from _doubled(unsettled, {cell.row for cell in money} - melted)


def _swallows(cell: Cell, fields: Sequence[str | None]) -> bool:
    """Whether a cell has an amount in it that stands in the next column."""
    reached = fields[cell.column + 1 : cell.column + cell.column_span]
    return bool(_MONEY.intersection(field for field in reached if field)) and bool(_FIGURE.search(_YEAR.sub("", cell.text)))


def _runs_on(cell: Cell, fields: Sequence[str | None]) -> bool:
    """Whether a dash where an amount belongs runs on into the words of the next column: «- Роботи тривають», the border between them lost."""
    reached = fields[cell.column : cell.column + cell.column_span]
    return reached[0] in _MONEY and not _MONEY.issuperset(reached) and _DASH_AND_WORDS.match(cell.text) is not None


def _doubled(money: Sequence[Cell], stacked: set[int]) -> Iterator[Cell]:
    """The cells with two rows' amounts in them, where the line between these was lost, and the blank ones below, which lack theirs.

    All amounts of a ``stacked`` row stand below each other, one per source.
    """
    blank = {(cell.row, cell.column): cell for cell in money if not cell.text}
    for cell in money:
        if cell.row not in stacked and cell.confidence is not None and _TWO_AMOUNTS.fullmatch(cell.text):
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


__all__ = ["indicator_doubts", "label_doubts"]
