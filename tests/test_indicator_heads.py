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


GROUPS = {
    "right of the money": (
        """
        | № | Захід | Обсяг фінансування, тис. грн | < | Результативні показники | < | < | < |
        | ^ | ^ | план | факт | Назва показника | од. вим. | план | факт |
        | 1 | Лавки | 4 | 3 | кількість лавок | од. | 10 | 8 |
        | 2 | Урни | 2 | 1 | площа скверу | кв. м | 200 | 150 |
        | | Разом | 6 | 4 | | | | |
        """
    ),
    "several of one measure": (
        """
        | № | Захід | Показники виконання заходу | < | < | Фінансування, тис. грн | < |
        | ^ | ^ | назва показника | план | факт | план | факт |
        | 1 | Лавки | кількість лавок | 10 | 8 | 4 | 3 |
        | ^ | ^ | площа скверу | 200 | 150 | ^ | ^ |
        | 2 | Урни | - | - | - | 2 | 1 |
        """
    ),
    "several in the lines of one cell": (
        """
        | № | Захід | Результативні показники | < | < | Фінансування, тис. грн | < |
        | ^ | ^ | назва | план | факт | план | факт |
        | 1 | Лавки | - кількість лавок; / - площа скверу | 10 / 200 | 8 / 150 | 4 | 3 |
        | 2 | Урни | | | | 2 | 1 |
        """
    ),
}


@pytest.mark.parametrize("drawing", GROUPS.values(), ids=GROUPS)
def test_columns_of_indicators_beside_a_measures_money_are_indicators(drawing: str) -> None:
    (report,) = paper.read(HEAD + drawing).reports
    assert [(i.indicator.strip("- ;"), int(i.planned.value or 0), int(i.actual.value or 0)) for i in report.indicators] == [
        ("кількість лавок", 10, 8), ("площа скверу", 200, 150),
    ]  # fmt: skip
    assert len({i.key for i in report.indicators}) == 2
    assert [paper.brief(r) for r in report.funding if r.measure_number] == [
        "measure 1 Лавки | 2024 | 4 | 3",
        "measure 2 Урни | 2024 | 2 | 1",
    ]
    assert paper.loud(HEAD + drawing) == []


def test_lines_of_a_cell_that_may_be_one_name_are_not_told_apart() -> None:
    drawing = """
    | № | Захід | Результативні показники | < | < | Фінансування, тис. грн | < |
    | ^ | ^ | назва | план | факт | план | факт |
    | 1 | Лавки | Кількість / придбаних лавок | 12 / 34 | 8 / 17 | 4 | 3 |
    """
    (report,) = paper.read(HEAD + drawing).reports
    assert [(i.indicator, i.planned.value) for i in report.indicators] == [("Кількість придбаних лавок", None)]
    assert "unreadable_value" in paper.loud(HEAD + drawing)
