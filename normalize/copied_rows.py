"""A table that stands in a report twice, row by row: a copy for somebody, or the same annex once more."""

from __future__ import annotations

from collections.abc import Sequence

from normalize.records import Finding, RowKind
from normalize.slots import Reading, figures_of
from normalize.text import fold

# So many amounts that differ from each other agree by no chance.
_FEWEST_AMOUNTS = 4


def settle_copies(readings: list[Reading]) -> list[Finding]:
    """Take out, in place, the rows that say again, one by one, what the rows from the first on have said; each copy is told."""
    said = [_said(reading) for reading in readings]
    findings: list[Finding] = []
    for start in range(len(said) - 1, 1, -1):
        if said[start] != said[0] or said[start : 2 * start] != said[:start] or not _tells_enough(readings[:start]):
            continue
        for copy in range(len(said) // start - 1, 0, -1):
            if said[copy * start : (copy + 1) * start] == said[:start]:
                row = readings[copy * start].entry.lines[0].line.row
                findings.append(Finding("table_copied", {}, table_number=row.table, row_number=row.number, page=row.page))
                del readings[copy * start : (copy + 1) * start]
        break
    return findings


def _said(reading: Reading) -> tuple[object, ...]:
    entry = reading.entry
    return entry.kind, entry.number, fold(entry.title), figures_of(reading)


def _tells_enough(readings: Sequence[Reading]) -> bool:
    """Whether rows of several measures, under no section, hold amounts enough to be known again by them."""
    amounts = {amount for reading in readings for amount in figures_of(reading).values() if amount[1]}
    measures = sum(reading.entry.kind is RowKind.MEASURE for reading in readings)
    return measures > 1 and len(amounts) >= _FEWEST_AMOUNTS and all(reading.entry.section is None for reading in readings)
