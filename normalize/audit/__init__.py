"""Arithmetic checks, one rule per file: each module here with a ``check`` function is found and run; nothing else lists them."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from functools import lru_cache

from normalize.records import Check, Finding, Report

Rule = Callable[[Report], tuple[list[Check], list[Finding]]]


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """The ``check`` functions of all modules in this package, in the order of their names."""
    found = []
    for info in sorted(pkgutil.iter_modules(__path__), key=lambda m: m.name):
        module = importlib.import_module(f"{__name__}.{info.name}")
        if hasattr(module, "check"):
            found.append(module.check)
    return tuple(found)


def audit_report(report: Report) -> tuple[list[Check], list[Finding]]:
    """Every check of every rule on one report, and the findings for what does not add up."""
    checks: list[Check] = []
    findings: list[Finding] = []
    for rule in rules():
        made, told = rule(report)
        checks += made
        findings += told
    return checks, findings
