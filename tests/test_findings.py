"""The catalogue of findings is complete: every code that the program may tell has its prose in both languages."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from normalize.audit import own_codes
from normalize.findings import CATALOGUE, RULES, message

ROOT = Path(__file__).resolve().parents[1]


_TELLING = {"Finding": 0, "Note": 0, "tell": 0, "at_row": 1}
"""What makes findings, and which of its arguments is the code."""


def _codes() -> set[str]:
    """Every literal code that is told anywhere."""
    calls = (
        node
        for package in ("ingest", "normalize", "warehouse", "zvit")
        for path in (ROOT / package).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    )
    found: set[str] = set()
    for call in calls:
        place = _TELLING.get(call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", ""))
        if place is not None and len(call.args) > place:
            found |= set(_texts(call.args[place]))
    return found


def _texts(node: ast.expr) -> Iterator[str]:
    """The literal texts that an argument may be: one, or either of a choice."""
    if isinstance(node, ast.IfExp):
        yield from (*_texts(node.body), *_texts(node.orelse))
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def test_every_code_that_is_told_stands_in_the_catalogue() -> None:
    codes = _codes()
    assert {"unreadable_value", "row_lost", "shifted_row", "page_lost"} <= codes  # each way of telling is seen
    assert codes - set(CATALOGUE) == set()


def test_no_code_stands_twice() -> None:
    codes = [rule.code for rule in (*RULES, *own_codes())]
    assert [code for code in codes if codes.count(code) > 1] == []


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_a_message_is_there_in_both_languages_even_without_its_facts(code: str) -> None:
    assert message(code, {}, "uk") and message(code, {}, "en")
