"""Percent = 100 × actual / planned. A printed percent may be rounded or cut off, and may be to the year's, the period's or the budget's plan.

Where *financed* and *spent* stand apart it may be what was spent of what was financed.
"""

from __future__ import annotations

from decimal import Decimal

from normalize.audit.intervals import Interval, about, meet, printed
from normalize.findings import Rule, Severity
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

_STEPS = (Decimal(1), Decimal("0.1"))
# So many percents ending alike are no chance.
_ENOUGH = 3


def check(report: Report) -> tuple[list[Check], list[Finding]]:
    """Check every record that prints a percent."""
    checks: list[Check] = []
    findings: list[Finding] = []
    step = _step(report)
    for record in report.funding:
        if record.percent_reported is None or record.percent_low is None or record.percent_high is None:
            continue
        shown = (min(record.percent_low, record.percent_reported - step / 2), max(record.percent_high, record.percent_reported + step))
        ways = _expected(record)
        if not ways:
            checks.append(
                Check("percent", Verdict.NOT_CHECKABLE, report.ordinal, record.key, "percent_reported", reason="немає плану або факту")
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


def _step(report: Report) -> Decimal:
    """What the last digit that says anything counts: a sheet that shows «91,80» everywhere got «91,8» typed. 0 where the printed digits tell themselves."""
    told = {r.percent_reported for r in report.funding if r.percent_reported is not None} - {Decimal(0), Decimal(100)}
    coarse = (step for step in _STEPS if all(percent % step == 0 for percent in told))
    return next(coarse, Decimal(0)) if len(told) >= _ENOUGH else Decimal(0)


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
