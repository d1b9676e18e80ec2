"""A sum's label is told from the scraps of a stamp beside it."""

from __future__ import annotations

import pytest

from ingest.scan.restore import restored_cell


@pytest.mark.parametrize(
    ("read", "label"),
    [
        ("ра Усього", "Усього"),
        ("Усього: п тя\nо дз Р", "Усього:"),
        ("Разом с м", "Разом"),
        ("Всього т", "Всього"),
        ("ВСЬОГО ПО ПРОГРАМІ АКА", "ВСЬОГО ПО ПРОГРАМІ"),
        ('РАЗОМ по Програмі: (| (| 7. 77"', "РАЗОМ по Програмі:"),
        ("Всього по розділу II чо", "Всього по розділу II"),
        ("Разом за завданням 3 Ж", "Разом за завданням 3"),
    ],
)
def test_scraps_beside_a_sum_s_label_go(read: str, label: str) -> None:
    assert restored_cell(read) == label


@pytest.mark.parametrize(
    "text",
    [
        "Всього на рік",
        "Разом тис. грн",
        "Усього за 2024 рік",
        "Усього 2024",
        "Разом за розділом I",
        "Всього, у т. ч.",
        "Разом по КП «Добробут»",
        "Усього коштів",
        "Разом III",
    ],
)
def test_what_says_something_stays(text: str) -> None:
    assert restored_cell(text) == text
