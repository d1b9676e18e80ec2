"""Sources in columns, sub-columns and sub-rows, by whatever words a community calls them: known, or told, never the total in silence."""

from __future__ import annotations

import paper
import pytest
from paper import HEAD


@pytest.mark.parametrize("head", ["джерело", "джерела", "Джерело фінансування", "Джерела фінансування"])
@pytest.mark.parametrize("over", ["Фінансування, тис. грн", "Обсяг фінансування, тис. грн", "Обсяги фінансування (тис. грн)"])
def test_a_column_of_sources_beside_plan_and_fact_of_one_heading_is_no_remark(over: str, head: str) -> None:
    drawing = f"""
    | № | Захід | Виконавець | {over} | < | < | Стан виконання |
    | ^ | ^ | ^ | {head} | план на 2024 рік | фактично у 2024 році | ^ |
    | 1 | Дороги | Відділ освіти | місцевий бюджет | 10,0 | 9,0 | Виконано |
    | 2 | Парки | Відділ освіти | обласний бюджет | 20,0 | 19,0 | Виконано |
    """
    assert [paper.brief(r) for r in paper.funding(HEAD + drawing)] == [
        "measure 1 Дороги | 2024 local/total | 10 | 9",
        "measure 2 Парки | 2024 oblast/total | 20 | 19",
    ]


def test_indicators_whose_heading_ends_in_their_unit_are_no_money_beside_measures() -> None:
    drawing = """
    | № | Захід | Показники виконання заходу, од. виміру | < | < | Фінансування, тис. грн | < | < |
    | ^ | ^ | назва показника | план | факт | джерело | план | факт |
    | 1 | Дороги | довжина, км | 5 | 4 | місцевий бюджет | 10,0 | 9,0 |
    | 2 | Парки | дерева, од. | 70 | 70 | обласний бюджет | 20,0 | 19,0 |
    """
    assert [paper.brief(r) for r in paper.funding(HEAD + drawing)] == [
        "measure 1 Дороги | 2024 local/total | 10 | 9",
        "measure 2 Парки | 2024 oblast/total | 20 | 19",
    ]
