"""Money financed or spent in a year after the reported one: a heading's year belongs to something else, or was misread."""

from __future__ import annotations

from normalize.audit.intervals import about, done_amount, money
from normalize.findings import Rule, Severity
from normalize.records import Check, Finding, Report, Verdict

RULES = (
    Rule(
        "future_actual",
        Severity.WARNING,
        "Профінансовано {found} у {year} році, а звіт — за {reported}",
        "{found} was financed in {year}, and the report is on {reported}",
        "An actual or spent amount stands under a year after the report's period: it cannot be known yet.",
    ),
)


def check(report: Report) -> tuple[list[Check], list[Finding]]:
    """Check every actual and spent amount against the end of the report's period; a report whose period is not known has none to check."""
    checks: list[Check] = []
    findings: list[Finding] = []
    if report.period_end is None:
        return checks, findings
    last = report.period_end.year
    for record in report.funding:
        done = done_amount(record)
        if done is None or done.uah is None or record.year is None:
            continue
        later = record.year > last
        checks.append(
            Check(
                "future_actual",
                Verdict.INCONSISTENT if later else Verdict.CONSISTENT,
                report.ordinal,
                record.key,
                "actual_uah",
                None,
                None,
                done.uah,
            )
        )
        if later:
            findings.append(
                about("future_actual", report, record, {"year": str(record.year), "reported": str(last)}, None, money(done.uah))
            )
    return checks, findings
