"""Columns that stand beside plan and fact in other words: understood as what they are, without a doubt and without taking the plan's place."""

from __future__ import annotations

import paper
import pytest
from paper import HEAD


@pytest.mark.parametrize(
    "head",
    ["Економія (+), перевитрата (-)", "Економія (+) / перевитрати (-)", "± до плану", "+/- до плану", "КФК"],
)
def test_a_deviation_or_a_code_takes_no_part_in_the_plan(head: str) -> None:
    cell = "0620" if head == "КФК" else "-1,0"
    drawing = f"| № | Захід | План на 2024 рік, тис. грн | Профінансовано, тис. грн | {head} |\n| 1 | Дороги | 10,0 | 9,0 | {cell} |\n| 2 | Парки | 20,0 | 19,0 | {cell} |"
    assert [paper.brief(r) for r in paper.funding(HEAD + drawing)] == [
        "measure 1 Дороги | 2024 | 10 | 9",
        "measure 2 Парки | 2024 | 20 | 19",
    ]
    assert paper.loud(HEAD + drawing) == []


def test_what_was_allotted_for_the_months_so_far_is_the_periods_plan() -> None:
    drawing = """
    | № | Захід | Річні призначення зі змінами, тис. грн | Призначення на січень-вересень, тис. грн | Профінансовано, тис. грн |
    | 1 | Дороги | 10,0 | 8,0 | 7,0 |
    """
    (record,) = paper.funding(HEAD.replace("за 2024 рік", "за 9 місяців 2024 року") + drawing)
    assert [str(a.uah) for a in (record.planned, record.planned_period, record.actual)] == ["10000.00", "8000.00", "7000.00"]


@pytest.mark.parametrize(
    "drawing",
    [
        "Звіт про договори, укладені у 2024 році\n| № | Предмет закупівлі | Очікувана вартість, грн | Сума договору, грн | Економія, грн |\n| 1 | Пальне | 500,00 | 487,00 | 13,00 |",
        "Звіт про роботу зі зверненнями громадян за 2024 рік\n| Питання | 2023 рік | 2024 рік | % |\n| Благоустрій | 412 | 398 | 96,6 |",
        "Пропозиції щодо розподілу субвенції на 2025 рік\n| № | Об'єкт | Кошторисна вартість, тис. грн | Потреба на 2025 рік, тис. грн | Внесок, тис. грн |\n| 1 | Ліцей | 18,0 | 9,0 | 2,0 |",
    ],
    ids=["contracts", "letters of citizens", "proposals of who needs what"],
)
def test_a_neighbour_is_no_report(drawing: str) -> None:
    assert paper.read(drawing).status == "no_report"
