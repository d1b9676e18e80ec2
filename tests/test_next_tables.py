"""Another table below that of the measures, in one sheet: it is none of its rows."""

from __future__ import annotations

import paper
import pytest
from paper import HEAD

MEASURES = """
| № | Захід | План на 2024 рік, тис. грн | Профінансовано у 2024 році, тис. грн |
| 1 | Лавки | 40,0 | 30,0 |
| 2 | Урни | 20,0 | 10,0 |
| | Всього | 60,0 | 40,0 |
| | | | |
"""
TOLD = ["measure 1 Лавки | 2024 | 40 | 30", "measure 2 Урни | 2024 | 20 | 10", "total Всього | 2024 | 60 | 40"]


@pytest.mark.parametrize(
    "other",
    [
        "| Довідково: придбане обладнання | | | |\n| Найменування | Кількість, шт. | Ціна, грн | Сума, грн |\n| Тонометр | 12 | 1 450,00 | 17 400,00 |",
        "| За населеними пунктами | | | |\n| № з/п | Населений пункт | Кількість осіб | Сплачено, грн |\n| 1 | м. Центральне | 41 | 205 000,00 |",
        "| Рахунок | На 01.01.2024 | На 01.01.2025 | |\n| Загальний фонд | 15,4 | 8,8 | |",
        "| Проблемні питання | | | |\n| № | Питання | Шляхи вирішення | Термін |\n| 1 | Зношеність мереж 74 % | Залучення 12 500 тис. грн | 2025 |",
    ],
    ids=["things bought", "settlements", "accounts, without a caption", "words"],
)
def test_what_stands_below_a_blank_row_and_headings_of_its_own_is_another_table(other: str) -> None:
    assert [paper.brief(r) for r in paper.funding(HEAD + MEASURES + other)] == TOLD


def test_measures_go_on_below_a_blank_row_and_a_sections_title() -> None:
    section = "| Розділ II. Освітлення | | | |\n| 3 | Лампи | 5,0 | не передбачено |"
    assert [paper.brief(r) for r in paper.funding(HEAD + MEASURES + section)] == [*TOLD, "measure 3 Лампи | 2024 | 5 | nil"]
