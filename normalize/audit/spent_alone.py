"""Money that was spent where nothing says it was financed: one column of the two may have been taken for the other."""

from __future__ import annotations

from normalize.audit.intervals import about, money, printed
from normalize.findings import Rule, Severity
from normalize.records import Check, Finding, Report, State, Verdict

RULES = (
    Rule(
        "spent_alone",
        Severity.WARNING,
        "Використано {found}, а скільки профінансовано, тут не сказано",
        "{found} was spent, and how much was financed is not said here",
        "Spent has an amount where actual is blank: the head may call one thing by two names.",
    ),
)


def check(report: Report) -> tuple[list[Check], list[Finding]]:
    """Check every record that gives what was spent."""
    checks: list[Check] = []
    findings: list[Finding] = []
    for record in report.funding:
        if printed(record.spent) is None or not record.spent.uah:
            continue
        alone = record.actual.state is State.BLANK
        verdict = Verdict.INCONSISTENT if alone else Verdict.CONSISTENT
        checks.append(Check("spent_alone", verdict, report.ordinal, record.key, "spent_uah", None, None, record.spent.uah))
        if alone:
            findings.append(about("spent_alone", report, record, {}, None, money(record.spent.uah)))
    return checks, findings
