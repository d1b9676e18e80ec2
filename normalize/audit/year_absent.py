"""Money financed or spent in other years than the reported one only: a year of a title or a caption was taken for another."""

from __future__ import annotations

from normalize.audit.intervals import about, done_amount, money
from normalize.findings import Rule, Severity
from normalize.records import Check, Finding, Report, Verdict

RULES = (
    Rule(
        "year_absent",
        Severity.WARNING,
        "Звіт за {reported}, а всі профінансовані суми стоять за інші роки; ця — за {year}",
        "The report is on {reported}, and all the amounts financed stand under other years; this one under {year}",
        "The report gives actual or spent amounts, and none of them for a year of its period.",
    ),
)


def check(report: Report) -> tuple[list[Check], list[Finding]]:
    """Check that some actual or spent amount belongs to the report's period; a report whose period is not known has none to check."""
    if report.period_start is None or report.period_end is None:
        return [], []
    first, last = report.period_start.year, report.period_end.year
    done = [(record, amount.uah) for record in report.funding if (amount := done_amount(record)) is not None and amount.uah is not None]
    known = any(record.year is None or first <= record.year <= last for record, _ in done)
    reported = str(last) if first == last else f"{first}-{last}"
    checks, findings = [], []
    for record, uah in done:
        # An amount of a later year is told as ``future_actual``.
        absent = not known and record.year is not None and record.year < first
        verdict = Verdict.INCONSISTENT if absent else Verdict.CONSISTENT
        checks.append(Check("year_absent", verdict, report.ordinal, record.key, "actual_uah", None, None, uah))
        if absent:
            findings.append(about("year_absent", report, record, {"year": str(record.year), "reported": reported}, None, money(uah)))
    return checks, findings
