"""The reporting period from the filled columns, where neither title, text nor file name gives it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from normalize.guesses import guess
from normalize.logical_tables import Line, LogicalTable
from normalize.metadata import Metadata
from normalize.records import Finding
from normalize.segments import Draft
from normalize.terms import read_term
from normalize.text import fold
from normalize.values import Kind, Value, read_value

# the last report on a programme is on all its years: «Підсумковий звіт про виконання Програми … на 2022-2024 роки»
_FINAL = re.compile(r"\b(?:підсумков|заключн|остаточн)\w+ (?:звіт|інформаці)")


def with_filled_period(draft: Draft, metadata: Metadata) -> tuple[Metadata, list[Finding]]:
    """The period from the filled columns, else from the measures' terms, where neither title, text nor file name gives it."""
    if metadata.report_year is not None:
        return metadata, []
    first, last = metadata.programme_start_year, metadata.programme_end_year
    if first is not None and last is not None and any(_FINAL.search(fold(p.text)) for p in draft.before):
        told = guess("звітний період", "the reporting period", f"{first}-{last}")
        return replace(metadata, report_year=last, period_start=date(first, 1, 1), period_end=date(last, 12, 31)), [told]
    year = _filled_year(draft) or _term_year(draft)
    finding = guess("звітний період", "the reporting period", str(year) if year else None)
    if year is None:
        return metadata, [finding]
    return replace(metadata, report_year=year, period_start=date(year, 1, 1), period_end=date(year, 12, 31)), [finding]


def _filled_year(draft: Draft) -> int | None:
    """The last year with actual amounts, by the columns; where all of them are nought, the last year with any number."""
    filled: set[int] = set()
    spent: set[int] = set()
    for table in draft.tables:
        for c in table.header.columns("actual", "spent"):
            year = table.header.meanings[c].year
            if year is None:
                continue
            numbers = [v for v in _values(table, c) if v.parts or (v.kind is Kind.NUMBER and v.number is not None)]
            filled |= {year} if numbers else set()
            spent |= {year} if any(v.parts or (v.number is not None and v.number.value) for v in numbers) else set()
    return max(spent or filled, default=None)


def _term_year(draft: Draft) -> int | None:
    """The one year that all terms of the measures name, where they name the same."""
    terms = [
        read_term(line.text(c))
        for table in draft.tables
        for c in table.header.columns("term", "year")
        for line in table.lines
        if isinstance(line, Line) and line.own(c)
    ]
    years = {year for term in terms if term is not None for year in term}
    return years.pop() if len(years) == 1 and None not in terms else None


def _values(table: LogicalTable, column: int) -> list[Value]:
    """What the column's own cells hold; a cell over several years (a total of the whole period) is none of its own."""
    cells = [line.cells[column] for line in table.lines if isinstance(line, Line) and line.own(column)]
    return [read_value(cell.text) for cell in cells if cell is not None and cell.column_span == 1]
