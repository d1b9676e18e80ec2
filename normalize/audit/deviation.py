"""A printed deviation is the difference of plan and actual; its sign follows no convention that could be relied on."""

from __future__ import annotations

from normalize.audit.intervals import Interval, about, meet, middle, money, printed
from normalize.findings import Rule, Severity
from normalize.records import Check, Finding, FundingRecord, Report, Verdict

RULES = (
    Rule(
        "deviation",
        Severity.WARNING,
        "Відхилення {found} не відповідає сумам: має бути {expected}",
        "The deviation {found} does not fit the amounts: it should be {expected}",
        "Deviation = plan − actual or actual − plan.",
    ),
)


def check(report: Report) -> tuple[list[Check], list[Finding]]:
    """Check every record that prints a deviation."""
    checks: list[Check] = []
    findings: list[Finding] = []
    for record in report.funding:
        shown = printed(record.deviation)
        expected = ways(record)
        if shown is None or not expected:
            continue
        hit = next((way for way in expected if meet(way, shown)), None)
        low, high = hit or expected[0]
        verdict = Verdict.CONSISTENT if hit else Verdict.INCONSISTENT
        checks.append(Check("deviation", verdict, report.ordinal, record.key, "deviation", low, high, record.deviation.uah))
        if hit is None and record.deviation.uah is not None:
            findings.append(about("deviation", report, record, {}, money(middle(expected[0])), money(record.deviation.uah)))
    return checks, findings


def ways(record: FundingRecord) -> list[Interval]:
    """Plan less actual and its negative, for every plan and either of financed and spent; a plan without actual leaves the whole plan."""
    done = [a for a in (printed(record.actual), printed(record.spent)) if a is not None]
    plans = [
        p
        for p in (printed(record.planned), printed(record.planned_budget), printed(record.planned_period), printed(record.actual))
        if p is not None
    ]
    out: list[Interval] = []
    for plan in plans:
        for actual in done:
            if plan is not actual:
                out += [(plan[0] - actual[1], plan[1] - actual[0]), (actual[0] - plan[1], actual[1] - plan[0])]
    return out
