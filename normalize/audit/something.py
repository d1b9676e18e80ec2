"""A check run that checked nothing is no success: a report without one checkable sum says so."""

from __future__ import annotations

from normalize.audit.intervals import printed
from normalize.findings import Rule, Severity
from normalize.phrases import why_not
from normalize.records import Check, Finding, Report, Verdict

RULES = (
    Rule(
        "nothing_checkable",
        Severity.INFO,
        "У звіті немає жодної суми, яку можна перевірити",
        "The report has no sum that can be checked",
        "",
    ),
)


def check(report: Report) -> tuple[list[Check], list[Finding]]:
    """One ``not_checkable`` line for a report in which no sum, percent or pair of plan and actual can be compared."""
    sums = any(r.sums for r in report.funding)
    pairs = any(printed(r.planned) and printed(r.actual) for r in report.funding)
    if sums or pairs or not report.funding:
        return [], []
    return [Check("nothing_checkable", Verdict.NOT_CHECKABLE, report.ordinal, reason=why_not("nothing_to_compare"))], [
        Finding("nothing_checkable", {}, report.ordinal)
    ]
