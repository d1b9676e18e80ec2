"""Measures are numbered without gaps; a gap tells of rows or a page that the file does not hold."""

from __future__ import annotations

from normalize.findings import Rule, Severity
from normalize.numbering import missing_between
from normalize.phrases import why_not
from normalize.records import Check, Finding, Report, Verdict

RULES = (
    Rule(
        "numbering_gap",
        Severity.WARNING,
        "У нумерації пропуск: немає {missing}",
        "A gap in the numbering: {missing} missing",
        "Rows or a page may be missing.",
    ),
)


def check(report: Report) -> tuple[list[Check], list[Finding]]:
    """One check a report; the finding is about the report, since the rows it speaks of are not there."""
    numbers: list[str] = []
    rows: set[int] = set()
    for record in report.funding:
        if record.row not in rows and record.measure_number:
            numbers.append(record.measure_number)
        rows.add(record.row)
    if len(numbers) < 2:
        return [Check("numbering_gap", Verdict.NOT_CHECKABLE, report.ordinal, reason=why_not("no_numbers"))], []
    heads = {r.section_number for r in report.funding}  # «1. Підтримка закладів:» above 1.1 and 1.2 takes the number 1
    missing = [n for n in missing_between(numbers) if n not in heads or not any(own.startswith(f"{n}.") for own in numbers)]
    if not missing:
        return [Check("numbering_gap", Verdict.CONSISTENT, report.ordinal)], []
    listed = ", ".join(missing)
    return [Check("numbering_gap", Verdict.INCONSISTENT, report.ordinal, reason=listed)], [
        Finding("numbering_gap", {"missing": listed}, report.ordinal, expected=listed)
    ]
