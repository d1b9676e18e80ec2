"""A table that goes on under half of its header: the part that tells plan from fact, or one year from the next, is the first table's."""

from __future__ import annotations

import paper
import pytest
from paper import HEAD

_FIRST = """
| № | Захід | План, тис. грн | < | Факт, тис. грн | < | Стан виконання |
| ^ | ^ | 2024 рік | 2025 рік | 2024 рік | 2025 рік | ^ |
| 1 | Лавки | 8,0 | 4,0 | 7,0 | 3,0 | Виконано |
"""
_READ = [
    "measure 1 Лавки | 2024 | 8 | 7",
    "measure 1 Лавки | 2025 | 4 | 3",
    "measure 2 Урни | 2024 | 6 | 5",
    "measure 2 Урни | 2025 | 2 | 1",
]


def test_the_years_alone_repeated_on_the_next_page_are_those_of_plan_and_fact() -> None:
    second = "| № | Захід | 2024 рік | 2025 рік | 2024 рік | 2025 рік | Стан виконання |\n| 2 | Урни | 6,0 | 2,0 | 5,0 | 1,0 | Виконано |"
    assert [paper.brief(r) for r in paper.funding(f"{HEAD}{_FIRST}\n\n{second}\n")] == _READ


def test_measures_under_years_that_say_neither_plan_nor_fact_are_told() -> None:
    second = "| № | Захід | 2024 рік | 2025 рік | Стан виконання |\n| 2 | Урни | 6,0 | 2,0 | Виконано |"
    assert "unknown_header" in paper.loud(f"{HEAD}{_FIRST}\n\n{second}\n")


@pytest.mark.parametrize(
    "money", ["План, тис. грн Факт, тис. грн", "План, тис. грн / Факт, тис. грн", "Передбачено, тис. грн Касові видатки, тис. грн"]
)
def test_a_head_over_two_columns_that_names_both_one_after_the_other_is_two(money: str) -> None:
    drawing = f"""
    | № з/п Зміст заходів | < | Виконавець | {money} | < |
    | Розділ I. Двори | < | | | |
    | 1.1 | Лавки | УЖКГ | 4,0 | 3,0 |
    | 1.2 | Урни | УЖКГ | 2,0 | 1,0 |
    | | Всього за розділом I | | 6,0 | 4,0 |
    """
    records = paper.funding(HEAD + drawing)
    assert [paper.brief(r) for r in records] == [
        "measure 1.1 Лавки | 2024 | 4 | 3", "measure 1.2 Урни | 2024 | 2 | 1", "subtotal Всього за розділом I | 2024 | 6 | 4",
    ]  # fmt: skip
    assert {r.section_number for r in records} == {"I"}
    assert paper.loud(HEAD + drawing) == []
