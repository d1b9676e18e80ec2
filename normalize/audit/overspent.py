"""More financed than planned: told at the measure; at a sum only where no measure of the year tells it already."""

from __future__ import annotations

from decimal import Decimal

from normalize.audit.intervals import about, money, printed
from normalize.findings import Rule, Severity
from normalize.records import Check, Finding, FundingRecord, Report, RowKind, Verdict

RULES = (
    Rule(
        "overspent",
        Severity.WARNING,
        "Профінансовано більше, ніж заплановано: {found} проти {expected}",
        "More was financed than planned: {found} against {expected}",
        "",
    ),
)


def check(report: Report) -> tuple[list[Check], list[Finding]]:
    """Check every record that gives both plan and actual."""
    checks: list[Check] = []
    over: list[FundingRecord] = []
    for record in report.funding:
        planned, actual = printed(record.planned), printed(record.actual)
        if planned is None or actual is None:
            continue
        exceeded = actual[0] > planned[1]
        verdict = Verdict.INCONSISTENT if exceeded else Verdict.CONSISTENT
        checks.append(Check("overspent", verdict, report.ordinal, record.key, "actual_uah", None, planned[1], record.actual.uah))
        if exceeded:
            over.append(record)
    measured = {r.year for r in over if r.row_kind is RowKind.MEASURE}
    loud = [r for r in over if r.row_kind is RowKind.MEASURE or r.year not in measured]
    return checks, [about("overspent", report, r, {}, money(r.planned.uah or Decimal(0)), money(r.actual.uah or Decimal(0))) for r in loud]
