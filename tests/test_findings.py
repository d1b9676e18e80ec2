"""The catalogue of findings is complete: every code that the program may tell has its prose in both languages."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from normalize.findings import CATALOGUE, RULES, message

ROOT = Path(__file__).resolve().parents[1]


def _codes() -> set[str]:
    """Every literal code given to ``Finding(…)`` or ``Note(…)`` anywhere, and to the rows' own ``_tell(…)``."""
    found: set[str] = set()
    for package in ("ingest", "normalize", "warehouse", "zvit"):
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if (
                    isinstance(node, ast.Call)
                    and node.args
                    and isinstance(node.args[0], ast.Constant)
                    and isinstance(node.args[0].value, str)
                ):
                    name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                    if name in ("Finding", "Note", "_tell"):
                        found.add(node.args[0].value)
    return found


def test_every_code_that_is_told_stands_in_the_catalogue() -> None:
    assert _codes() - set(CATALOGUE) == set()


def test_no_code_stands_twice() -> None:
    codes = [rule.code for rule in RULES]
    assert [code for code in codes if codes.count(code) > 1] == []


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_a_message_is_there_in_both_languages_even_without_its_facts(code: str) -> None:
    assert message(code, {}, "uk") and message(code, {}, "en")
