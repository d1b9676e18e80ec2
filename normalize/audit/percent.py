"""Percent = 100 × actual / planned. A printed percent may be rounded or cut off, and may be to the year's, the period's or the budget's plan.

Where *financed* and *spent* stand apart it may be what was spent of what was financed.
"""

from __future__ import annotations

from normalize.audit.intervals import Interval, about, meet, printed
from normalize.findings import Rule, Severity
from normalize.phrases import why_not
from normalize.records import Check, Finding, FundingRecord, Report, Verdict

RULES = (
    Rule(
        "percent",
        Severity.WARNING,
        "Відсоток {found} не відповідає сумам: має бути {expected}",
        "The percent {found} does not fit the amounts: it should be {expected}",
        "Percent = 100 × actual / planned (or spent / financed), rounding and cutting off allowed.",
    ),
)


def check(report: Report) -> tuple[list[Check], list[Finding]]:
    """Check every record that prints a percent."""
    checks: list[Check] = []
    findings: list[Finding] = []
    for record in report.funding:
        if record.percent_reported is None or record.percent_low is None or record.percent_high is None:
            continue
        shown = (record.percent_low, record.percent_high)
        ways = _expected(record)
        if not ways:
            checks.append(
                Check("percent", Verdict.NOT_CHECKABLE, report.ordinal, record.key, "percent_reported", reason=why_not("no_plan_or_actual"))
            )
            continue
        hit = next((way for way in ways if meet(way, shown)), None)
        low, high = hit or ways[0]
        verdict = Verdict.CONSISTENT if hit else Verdict.INCONSISTENT
        checks.append(Check("percent", verdict, report.ordinal, record.key, "percent_reported", low, high, record.percent_reported))
        if hit is None:
            expected = f"{(low + high) / 2:.2f}".replace(".", ",")
            findings.append(about("percent", report, record, {}, expected, f"{record.percent_reported}".replace(".", ",")))
    return checks, findings


def _expected(record: FundingRecord) -> list[Interval]:
    """The intervals that the percent may lie in: what was financed (or spent) to each plan that the row gives, what was spent to what was financed."""
    done = [a for a in (printed(record.actual), printed(record.spent)) if a is not None]
    plans = [
        p
        for p in (printed(record.planned), printed(record.planned_budget), printed(record.planned_period), printed(record.planned_initial))
        if p is not None
    ]
    ways = [(a, p) for a in done for p in plans] + ([(done[1], done[0])] if len(done) > 1 else [])
    return [(100 * max(a[0], a[0] * 0) / p[1], 100 * a[1] / p[0]) for a, p in ways if p[0] > 0]
