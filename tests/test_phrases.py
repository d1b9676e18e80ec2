"""What the reader tells as a code becomes words in one place, in both languages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import paper
import pytest

from normalize.findings import message
from normalize.phrases import CHECKS, PHRASES, why_not, why_not_in_english
from normalize.records import Verdict

ROOT = Path(__file__).resolve().parents[1]
_UKRAINIAN = re.compile("[а-яіїєґ]", re.IGNORECASE)
_TELLING = {"Note", "note", "PageLost", "_lost"}


@pytest.mark.parametrize(
    ("rule", "args", "uk", "en"),
    [
        (
            "page_lost",
            {"page": "3", "why": "points", "width": "20000", "height": "20000"},
            "Сторінку 3 не прочитано: розмір 20000 × 20000 пт",
            "Page 3 was not read: its size is 20000 × 20000 pt",
        ),
        (
            "hidden_content",
            {"what": "sheet_rows", "lines": "2, 5", "sheet": "Звіт"},
            "Приховано у файлі: рядки 2, 5 аркуша «Звіт»",
            "Hidden in the file: rows 2, 5 of the sheet “Звіт”",
        ),
        (
            "repaired_value",
            {"text": "12 O", "value": "120", "why": "letter"},
            "«12 O» прочитано як 120: літеру в числі прочитано як цифру",
            "“12 O” was read as 120: a letter within the number was read as a digit",
        ),
    ],
)
def test_a_finding_tells_its_reason_in_the_language_asked_for(rule: str, args: dict[str, str], uk: str, en: str) -> None:
    assert (message(rule, args, "uk"), message(rule, args, "en")) == (uk, en)


def test_a_reason_of_an_older_version_is_told_as_it_was_kept() -> None:
    assert message("page_lost", {"page": "3", "why": "забракло пам'яті"}, "uk") == "Сторінку 3 не прочитано: забракло пам'яті"


@pytest.mark.parametrize(("rule", "code"), [(rule, code) for rule, phrases in PHRASES.items() for code in phrases])
def test_every_phrase_is_ukrainian_in_the_one_and_english_in_the_other(rule: str, code: str) -> None:
    name = "what" if rule == "hidden_content" else "why"
    assert _UKRAINIAN.search(message(rule, {name: code}, "uk").partition(":")[2])
    assert not _UKRAINIAN.search(message(rule, {name: code}, "en"))


def test_the_reader_tells_codes_and_no_words() -> None:
    calls = [
        (path, node)
        for path in (ROOT / "ingest").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and (getattr(node.func, "id", "") or getattr(node.func, "attr", "")) in _TELLING
    ]
    assert len(calls) > 20
    assert [f"{path.name}:{call.lineno}" for path, call in calls if any(map(_UKRAINIAN.search, _texts(call)))] == []


def _texts(call: ast.Call) -> Iterator[str]:
    return (node.value for node in ast.walk(call) if isinstance(node, ast.Constant) and isinstance(node.value, str))


@pytest.mark.parametrize("code", sorted(CHECKS))
def test_why_a_check_could_not_be_carried_out_is_kept_in_ukrainian_and_told_in_english(code: str) -> None:
    assert _UKRAINIAN.search(why_not(code))
    assert why_not_in_english(why_not(code)) == CHECKS[code][1]


def test_what_a_check_names_of_the_report_is_told_as_it_stands() -> None:
    assert why_not_in_english("1.3, 1.4") == "1.3, 1.4"
    assert why_not_in_english(None) is None


def test_a_check_that_could_not_be_carried_out_says_why_in_words() -> None:
    drawing = "Звіт про виконання Програми «Тепла оселя» за 2024 рік\n| Захід | План, тис. грн | Факт, тис. грн |\n| Лавки | 10,0 | 5,0 |"
    checks = [check for check in paper.read(drawing).checks if check.verdict is Verdict.NOT_CHECKABLE]
    assert checks and all(why_not_in_english(check.reason) in {en for _, en in CHECKS.values()} for check in checks)
