"""A scanned deviation that does not fit its row, where sums confirm plan and actual: it was misread, not the row. No record holds it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from normalize.audit.deviation import ways
from normalize.audit.intervals import meet, middle, money, printed
from normalize.records import BLANK, Finding, FundingRecord, Report
from normalize.remedies import SURE, read_as, sureness


def reread_deviations(report: Report, confirmed: Collection[tuple[str, str]]) -> tuple[Report, list[Finding]]:
    """The report with each failing deviation read as what else its cell may say and fits; one that was read without certainty, and of which nothing
    fits, set aside and told. ``confirmed``: the values (record key, column) that sums confirm; how surely others were read proves nothing,
    one face's 3 may pass for a 5 everywhere."""
    funding, findings = list(report.funding), []
    for index, record in _failing(report):
        if not all((record.key, column) in confirmed for column in ("planned_uah", "actual_uah")):
            continue
        own, fitting = record.deviation, ways(record)
        others = [other for other in own.alternatives if any(meet(way, other[1:]) for way in fitting)]
        if others:
            funding[index] = replace(record, deviation=read_as(own, *others[0]))
        elif sureness(record, "deviation") < SURE:
            funding[index] = replace(record, deviation=BLANK)
            expected, found = money(middle(fitting[0])), money(own.uah) if own.uah is not None else ""
            place = (report.ordinal, record.key, record.page, record.table_number, record.row_number)
            findings.append(Finding("deviation_unsure", {"expected": expected, "found": found}, *place, expected, found))
    return replace(report, funding=tuple(funding)), findings


def _failing(report: Report) -> Iterator[tuple[int, FundingRecord]]:
    """The records, and their places, whose deviation fits neither way."""
    for index, record in enumerate(report.funding):
        shown = printed(record.deviation)
        if shown is not None and (fitting := ways(record)) and not any(meet(way, shown) for way in fitting):
            yield index, record
