"""Tables of indicators under heads in many words: what stands beside a unit of its own is no money and no measure."""

from __future__ import annotations

import paper
import pytest
from paper import HEAD

MEASURES = "| № | Захід | План, тис. грн | Факт, тис. грн |\n| 1 | Лавки | 4 | 3 |\n| 2 | Урни | 2 | 1 |\n"
ROWS = "| 1 | кількість лавок | од. | 10 | 8 |\n| 2 | площа скверу | кв. м | 200 | 150 |\n"


@pytest.mark.parametrize(
    "head",
    [
        "Найменування індикатора | Од. виміру | Очікуване значення на 2024 рік | Фактичне значення за 2024 рік",
        "Індикатор | Одиниця | Цільове значення | Досягнуте значення",
        "Очікувані результати | Одиниця виміру | План | Факт",
        "Критерій оцінки | Од. | Планове | Фактичне",
        "Кількісні показники | Одиниця | за планом | фактично",
        "Якісні та кількісні показники | Одиниця виміру | Прогноз | Факт",
        "Цільовий показник | Одиниця виміру | Планове значення на кінець року | Досягнуто на кінець року",
        "Що зроблено | Одиниця виміру | План | Факт",
    ],
)
def test_their_rows_are_indicators(head: str) -> None:
    drawing = f"{HEAD}{MEASURES}\nРезультати\n| № | {head} |\n{ROWS}"
    (report,) = paper.read(drawing).reports
    assert [(i.indicator, int(i.planned.value or 0), int(i.actual.value or 0)) for i in report.indicators] == [
        ("кількість лавок", 10, 8), ("площа скверу", 200, 150),
    ]  # fmt: skip
    assert len(report.funding) == 2 and paper.loud(drawing) == []


@pytest.mark.parametrize(
    "drawn",
    [
        "| Показники | Найменування показника | Одиниця виміру | План | Факт |\n"
        "| Затрати | видатки | грн | 10 | 8 |\n| Продукт | лавки | од. | 5 | 4 |\n| ^ | урни | од. | 3 | 2 |\n",
        "| Показники | < | Одиниця виміру | План | Факт |\n"
        "| Показники затрат | видатки | грн | 10 | 8 |\n| Показники продукту | лавки | од. | 5 | 4 |\n| ^ | урни | од. | 3 | 2 |\n",
        "| Група | Показник | Одиниця виміру | План | Факт |\n"
        "| затрат | видатки | грн | 10 | 8 |\n| продукту | лавки | од. | 5 | 4 |\n| продукту | урни | од. | 3 | 2 |\n",
    ],
    ids=["merged down", "below one head", "said in each row"],
)
def test_a_column_that_names_the_groups_gives_each_row_its_category(drawn: str) -> None:
    (report,) = paper.read(f"{HEAD}{MEASURES}\nРезультативні показники\n{drawn}").reports
    assert [(i.category, i.indicator) for i in report.indicators] == [("input", "видатки"), ("output", "лавки"), ("output", "урни")]
