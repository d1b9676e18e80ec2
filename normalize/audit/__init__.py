"""Arithmetic checks, one rule per file: each module here with a ``check`` function is found and run; nothing else lists them."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from functools import lru_cache
from types import ModuleType
from typing import TYPE_CHECKING

from normalize.records import Check, Finding, Report

if TYPE_CHECKING:
    from normalize import findings

Rule = Callable[[Report], tuple[list[Check], list[Finding]]]


@lru_cache(maxsize=1)
def _modules() -> tuple[ModuleType, ...]:
    names = sorted(info.name for info in pkgutil.iter_modules(__path__))
    return tuple(importlib.import_module(f"{__name__}.{name}") for name in names)


def rules() -> tuple[Rule, ...]:
    """The ``check`` functions of all modules in this package, in the order of their names."""
    return tuple(module.check for module in _modules() if hasattr(module, "check"))


def own_codes() -> tuple[findings.Rule, ...]:
    """The findings that modules bring along as ``RULES``: an audit rule is one file, its findings' wording included."""
    return tuple(rule for module in _modules() for rule in getattr(module, "RULES", ()))


def audit_report(report: Report) -> tuple[list[Check], list[Finding]]:
    """Every check of every rule on one report, and the findings for what does not add up."""
    checks: list[Check] = []
    findings: list[Finding] = []
    for rule in rules():
        made, told = rule(report)
        checks += made
        findings += told
    return checks, findings
