"""A scrap of a stamp in an empty cell is no text of its column."""

from __future__ import annotations

import pytest

from ingest.scan.scraps import scraps

_TERMS = ["Термін виконання", "2023-2026", "2023-2026", "2024 рік"]


@pytest.mark.parametrize(
    ("column", "text", "sure", "found"),
    [
        pytest.param(_TERMS, "чи", 0.32, [4], id="two letters below terms"),
        pytest.param(_TERMS, "чи", 0.6, [], id="read well"),
        pytest.param(_TERMS, "чиї", 0.32, [], id="three letters"),
        pytest.param(_TERMS, "4", 0.32, [], id="a digit"),
        pytest.param(["Одиниця виміру", "шт", "од", "га"], "км", 0.32, [], id="others as short"),
        pytest.param(["План, тис. грн", "100,5", "20,75", "14,00"], "чи", 0.32, [], id="a column of amounts"),
        pytest.param(["План", "100,5 тис. грн", "2 000 грн", "14,00 тис. грн"], "чи", 0.32, [], id="amounts with units"),
        pytest.param(_TERMS[:2], "чи", 0.32, [], id="few others"),
    ],
)
def test_a_letter_or_two_read_poorly(column: list[str], text: str, sure: float, found: list[int]) -> None:
    texts = [*column, text]
    assert scraps([(row, 2) for row in range(len(texts))], texts, [*([0.95] * len(column)), sure]) == found
