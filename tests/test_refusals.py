"""Why a file is in quarantine is kept in Ukrainian and told in either language."""

from __future__ import annotations

import re

import pytest

from zvit.refusals import REASONS, explain, given_up, reworded

_CYRILLIC = re.compile("[а-яіїєґ]", re.IGNORECASE)


@pytest.mark.parametrize("code", sorted(REASONS))
@pytest.mark.parametrize("end", [False, True])
def test_a_kept_reason_is_told_in_english_with_its_facts(code: str, end: bool) -> None:
    facts = {"limit": "400", "member": "../a.docx", "tool": "unar", "install": "unar", "why": "no page"}
    kept = explain(code, facts, "uk") + (given_up("uk") if end else "")
    assert reworded(code, kept, "uk") == kept
    assert reworded(code, kept, "en") == explain(code, facts, "en") + (given_up("en") if end else "")
    assert not _CYRILLIC.search(reworded(code, kept, "en"))


def test_a_reason_in_the_words_of_another_version_is_told_as_it_stands() -> None:
    assert reworded("empty", "порожньо", "en") == "порожньо"
    assert reworded("of_old", "колись так казали", "en") == "колись так казали"


def test_of_a_reason_that_is_kept_in_both_languages_the_english_half_is_told() -> None:
    assert (
        reworded("load_failed", "Прочитане не записано / What was read could not be stored: why", "en")
        == "What was read could not be stored: why"
    )
