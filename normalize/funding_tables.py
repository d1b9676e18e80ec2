"""The funding tables of one report read: rows put under the programme, its sections and parents, and made into records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from ingest.model import Paragraph
from normalize.build import TableReader
from normalize.captions import caption_place, caption_unit
from normalize.copied_rows import settle_copies
from normalize.funding_records import records_of
from normalize.income_rows import settle_income
from normalize.labels import Place, merge
from normalize.line_labels import all_texts
from normalize.logical_tables import Line, LogicalTable
from normalize.money_columns import without_partial_sums
from normalize.placed import at_row
from normalize.plan_and_fact import settle_plan_and_fact
from normalize.records import Finding, FundingRecord
from normalize.repeated_tables import settle_repeated
from normalize.repeated_totals import count_once
from normalize.rows import read_rows
from normalize.section_order import in_order
from normalize.slots import Context, Reading, figures_of
from normalize.structure import arrange
from normalize.unnamed_totals import settle_unnamed_total
from normalize.wholes import settle_wholes
from normalize.year_quarters import settle_quarters


def read_tables(tables: Sequence[LogicalTable], context: Context) -> tuple[list[Reading], list[Finding]]:
    """Each row of the tables with its amounts, in the order of the document; a unit above a table holds for the tables below it."""
    readings: list[Reading] = []
    findings: list[Finding] = []
    for table in tables:
        above = list(takewhile(lambda item: isinstance(item, Paragraph), table.lines))
        context = replace(context, unit=caption_unit(above) or context.unit, place=caption_place(above, context.lexicon))
        header, partial = without_partial_sums(table.header, context.programme_years)
        findings += [_set_aside(table, c) for c in partial]
        entries, odd = read_rows(table.lines, header, context.lexicon, headed=table.headed)
        findings += odd
        findings += [replace(f, table_number=table.number, page=table.page) for f in in_order(entries)]
        findings += _line_findings(table)
        reader = TableReader(header, context)
        reader.look_over(entries)
        for entry in entries:
            for sub in entry.lines:
                sub.place = merge(sub.place, Place(part=context.place.part))
        readings += [reader.read(entry) for entry in entries]
        if reader.periods:
            findings.append(Finding("periods_added", {}, table_number=table.number, page=table.page))
        if any(
            m.plan == "period" for c, m in enumerate(header.meanings) if m.field == "planned" and reader.targets.get(c) == "planned_uah"
        ):
            findings.append(Finding("period_plan_only", {}, table_number=table.number, page=table.page))
    return readings, findings


def funding_of(tables: Sequence[LogicalTable], context: Context) -> tuple[list[FundingRecord], list[Finding]]:
    """The records of one report's tables, and what was odd about them."""
    readings, findings = read_tables(tables, context)
    findings += settle_quarters(readings, context.lexicon)
    findings += settle_copies(readings)
    findings += settle_plan_and_fact(readings)
    entries = [reading.entry for reading in readings]
    reading_of = {id(reading.entry): reading for reading in readings}
    findings += settle_income(readings, context.lexicon)
    findings += settle_unnamed_total(entries, lambda entry: figures_of(reading_of[id(entry)]))
    findings += settle_repeated(readings, context.lexicon)
    arrange(entries, lambda entry: figures_of(reading_of[id(entry)]))
    findings += settle_wholes(readings, context)
    findings += count_once(readings)
    records, found = records_of(readings, context)
    return records, findings + found


def _set_aside(table: LogicalTable, column: int) -> Finding:
    text = " › ".join(table.header.paths[column])
    return Finding("column_set_aside", {"column": str(column + 1), "header": text}, table_number=table.number, page=table.page, found=text)


def _line_findings(table: LogicalTable) -> list[Finding]:
    """The rows whose cells had to be moved, or that fit the header no clear way."""
    lines = [item for item in table.lines if isinstance(item, Line) and (item.shifted or item.broken)]
    return [at_row(line.row, "shifted_row" if line.shifted else "row_unaligned", all_texts(line)[:300]) for line in lines]
