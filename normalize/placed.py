"""Findings with their place on the paper: at a row of a table, or at a record."""

from __future__ import annotations

from dataclasses import replace

from normalize.records import Finding, FundingRecord, IndicatorRecord
from normalize.table_rows import Row


def at_row(row: Row, rule: str, text: str, **more: str) -> Finding:
    """What is odd about a table row: ``text`` is what stands there, ``more`` the message's other words."""
    return Finding(rule, {"text": text, **more}, page=row.page, table_number=row.table, row_number=row.number, found=text)


def at_record(finding: Finding, record: FundingRecord | IndicatorRecord, report: int) -> Finding:
    """A finding about a record: it stands where the record does."""
    return replace(
        finding, report=report, record=record.key, page=record.page, table_number=record.table_number, row_number=record.row_number
    )
