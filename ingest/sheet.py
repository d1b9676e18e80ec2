"""What all spreadsheet formats share: stored numbers in plain decimals, separators of the locale, and a sheet as one table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_EVEN, Context, Decimal, InvalidOperation

from ingest.model import Block, Cell, Note, Paragraph, Table
from ingest.reading import Limits, Refused
from ingest.seen import as_seen
from ingest.side_by_side import apart
from ingest.spans import cover
from ingest.strays import strays

_SIGNIFICANT = Context(prec=15, rounding=ROUND_HALF_EVEN)
_NUMBER = re.compile(r"[-+(]?\s*\d[\d\s.,\xa0\u202f]*")
_GAPS = re.compile(r"[\s\xa0\u202f']")
TRUE, FALSE = "ІСТИНА", "ХИБНІСТЬ"
UNVALUED = "="
"""How a formula without a stored result stands in a table: no number, and not blank either."""


def plain_number(stored: str | float) -> str | None:
    """A stored number in plain decimals (``1E3`` → ``1000``) without binary noise (15 significant digits); None for no finite number."""
    try:
        number = _SIGNIFICANT.plus(Decimal(stored if isinstance(stored, str) else repr(stored)))
    except InvalidOperation:
        return None
    if not number.is_finite() or abs(number.adjusted()) > 330:
        return None
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def shows(text: str, exact: str) -> bool:
    """Whether ``text`` displays the number ``exact`` (rounded, as a percent, with either locale's separators)."""
    return _convention(text, exact) is not None


def localised(text: str, exact: str) -> str:
    """``text`` with Ukrainian separators where it displays ``exact`` with English ones; else as it is."""
    if _convention(text, exact) != ".":
        return text
    return _NUMBER.sub(lambda match: match[0].replace(",", " ").replace(".", ","), text, count=1)


def _convention(text: str, exact: str) -> str | None:
    """The decimal separator with which ``text`` shows ``exact``; the comma where both would do; None where neither."""
    match = _NUMBER.search(text)
    if match is None:
        return "," if Decimal(exact) == 0 and not text.strip(" -–—−") else None
    value = abs(Decimal(exact)) * (100 if "%" in text else 1)
    shown = _GAPS.sub("", match[0]).lstrip("-+(").rstrip(".,")
    for separator, grouping in ((",", "."), (".", ",")):
        digits = shown.replace(grouping, "").replace(separator, ".")
        if digits.count(".") <= 1 and _rounds_to(value, digits):
            return separator
    return None


def _rounds_to(value: Decimal, digits: str) -> bool:
    shown = Decimal(digits.rstrip(".") or "0")
    decimals = len(digits.partition(".")[2])
    return abs(shown - value) <= Decimal(1).scaleb(-decimals)


@dataclass(slots=True)
class Sheet:
    """A sheet being read: filled cells by (row, column) from 0, merged ranges, what is hidden."""

    name: str
    hidden: bool = False
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    unvalued: dict[int, list[int]] = field(default_factory=dict)

    def put(self, row: int, column: int, text: str, exact: str | None = None, bold: bool = False) -> None:
        """A filled cell; one with neither text nor number is none."""
        if text or exact is not None:
            self.cells[row, column] = Cell(text, row, column, exact=exact, bold=bold)

    def formula_without_value(self, row: int, column: int) -> None:
        """A formula whose result the file does not hold: there is something in the cell, and nobody can say what."""
        self.unvalued.setdefault(row, []).append(column)
        self.cells[row, column] = Cell(UNVALUED, row, column)


def column_name(index: int) -> str:
    """The spreadsheet's letters for a column from 0 (``AA`` for 26)."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def sheet_tables(sheet: Sheet, limits: Limits, before: int) -> tuple[list[Table], list[Note]]:
    """The sheet as a table from its first row and column to the last filled ones, and its notes; ``before`` it stand so many tables.

    Several tables where reports stand side by side, none for an empty sheet. Raises ``Refused("too_large")``.
    """
    if not sheet.cells:
        return [], []
    lost = _without_strays(sheet, limits)
    rows = max(row for row, _ in sheet.cells) + 1
    columns = max(column for _, column in sheet.cells) + 1
    if rows * columns > limits.cells:
        raise Refused.too_large(limits, "cells", f"{sheet.name}: {rows} × {columns}")
    cells, notes = _merged(sheet, rows, columns)
    notes += lost
    hidden_rows = frozenset(row for row in sheet.hidden_rows if row < rows)
    hidden_columns = frozenset(column for column in sheet.hidden_columns if column < columns)
    table = Table(
        rows,
        columns,
        cover(cells, rows, columns, limits),
        name=sheet.name,
        hidden=sheet.hidden,
        hidden_rows=hidden_rows,
        hidden_columns=hidden_columns,
    )
    notes += [*_hidden_notes(table), *_formula_notes(sheet)]
    return [as_seen(part) for part in apart(table)], [replace(note, table=before + 1) for note in notes]


def _without_strays(sheet: Sheet, limits: Limits) -> list[Note]:
    """Takes the cells off the sheet that lie too far away to be read with the others, and tells each."""
    notes = []
    for row, column in sorted(strays(sheet.cells, limits.cells)):
        text = sheet.cells.pop((row, column)).text
        notes.append(
            Note("hidden_content", {"what": "far_cell", "cell": f"{column_name(column)}{row + 1}", "sheet": sheet.name, "text": text})
        )
    return notes


def with_boxes(tables: Sequence[Table], boxes: Sequence[tuple[int, Paragraph]]) -> list[Block]:
    """A sheet's tables with the texts that lie on it, told by the row they begin in: what begins above the head is read before the table."""
    if not tables:
        return [box for _, box in boxes]
    counts = [0] * tables[0].rows
    for cell in tables[0].cells:
        counts[cell.row] += bool(cell.text)
    head = counts.index(max(counts))
    return [*(box for row, box in boxes if row < head), *tables, *(box for row, box in boxes if row >= head)]


def _merged(sheet: Sheet, rows: int, columns: int) -> tuple[Iterable[Cell], list[Note]]:
    """The cells in order, merged ranges as spans; what a range covers is not drawn."""
    cells = dict(sheet.cells)
    notes: list[Note] = []
    for top, left, bottom, right in sheet.merges:
        if top >= rows or left >= columns or (bottom, right) == (top, left):
            continue
        bottom, right = min(bottom, rows - 1), min(right, columns - 1)
        corner = cells.get((top, left), Cell("", top, left))
        area = (bottom - top + 1) * (right - left + 1)
        inside = ((r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)) if area < len(cells) else tuple(cells)
        for place in inside:
            if place != (top, left) and top <= place[0] <= bottom and left <= place[1] <= right and place in cells:
                covered = cells.pop(place)
                if covered.text:
                    notes.append(Note("hidden_content", {"what": "covered", "text": covered.text}, row=place[0] + 1))
        cells[top, left] = Cell(corner.text, top, left, bottom - top + 1, right - left + 1, exact=corner.exact, bold=corner.bold)
    return [cells[place] for place in sorted(cells)], notes


def _hidden_notes(table: Table) -> list[Note]:
    notes = []
    if table.hidden:
        notes.append(Note("hidden_content", {"what": "sheet", "sheet": table.name or ""}))
    if table.hidden_rows:
        lines = ", ".join(str(row + 1) for row in sorted(table.hidden_rows))
        notes.append(Note("hidden_content", {"what": "sheet_rows", "lines": lines, "sheet": table.name or ""}))
    if table.hidden_columns:
        lines = ", ".join(column_name(column) for column in sorted(table.hidden_columns))
        notes.append(Note("hidden_content", {"what": "sheet_columns", "lines": lines, "sheet": table.name or ""}))
    return notes


def _formula_notes(sheet: Sheet) -> list[Note]:
    return [
        Note(
            "formula_without_value",
            {"sheet": sheet.name, "cells": ", ".join(f"{column_name(column)}{row + 1}" for column in columns)},
            row=row + 1,
        )
        for row, columns in sorted(sheet.unvalued.items())
    ]
