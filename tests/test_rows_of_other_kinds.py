"""Rows among the measures that are none: indicators in units of their own, income, balances."""

from __future__ import annotations

import paper
import pytest
from paper import HEAD


@pytest.mark.parametrize("head", ["Назва заходу", "Назва заходу / показники"])
def test_indicators_between_measures_in_money_are_told_by_their_unit(head: str) -> None:
    drawing = (
        HEAD
        + f"""
    | № | {head} | Одиниця виміру | План | Факт |
    | 1 | Поповнення фондів | тис. грн | 120,0 | 118,4 |
    | | кількість заходів | од. | 12 | 11 |
    | 2 | Передплата | тис. грн | 80,0 | 80,0 |
    | | витрати на одного учасника | грн | 533 | 494 |
    """
    )
    (report,) = paper.read(drawing).reports
    assert [paper.brief(r) for r in report.funding] == [
        "measure 1 Поповнення фондів | 2024 | 120 | 118.4",
        "measure 2 Передплата | 2024 | 80 | 80",
    ]
    assert [(i.indicator, i.unit, i.actual.value) for i in report.indicators] == [
        ("кількість заходів", "од.", 11),
        ("витрати на одного учасника", "грн", 494),
    ]


def test_a_unit_of_quantity_beside_plans_in_money_makes_no_indicators() -> None:
    drawing = (
        HEAD
        + """
    | № | Назва заходу | Одиниця виміру | План, тис. грн | Факт, тис. грн |
    | 1 | Бордюри | м | 12 | 11 |
    | 2 | Виплати | тис. грн | 8 | 8 |
    """
    )
    assert [r.measure for r in paper.funding(drawing)] == ["Бордюри", "Виплати"]


@pytest.mark.parametrize("numbers", [("1", "2"), ("", "")])
def test_income_and_balances_are_no_measures(numbers: tuple[str, str]) -> None:
    drawing = (
        HEAD
        + f"""
    | № | Назва заходу | План, тис. грн | Факт, тис. грн |
    | | Залишок коштів на початок року | 15 | 15 |
    | | Надходження екологічного податку | 200 | 212 |
    | {numbers[0]} | Утримання парків | 120 | 118 |
    | {numbers[1]} | Видалення дерев | 80 | 79 |
    | | Всього видатків | 200 | 197 |
    | | Залишок коштів на кінець року | 15 | 30 |
    """
    )
    read = paper.read(drawing)
    (report,) = read.reports
    assert [r.measure for r in report.funding] == ["Утримання парків", "Видалення дерев", "Всього видатків"]
    assert [f.row_number for f in read.findings if f.rule == "income_row"] == [2, 3, 7] and paper.loud(drawing) == []


def test_a_measure_named_like_income_among_unnumbered_measures_stays() -> None:
    drawing = (
        HEAD
        + """
    | Назва заходу | План, тис. грн | Факт, тис. грн |
    | Надходження нової літератури | 10 | 9 |
    | Ремонт читальні | 8 | 7 |
    | Всього | 18 | 16 |
    """
    )
    assert [r.row_kind.value for r in paper.funding(drawing)] == ["measure", "measure", "total"]


def test_a_caption_over_all_columns_of_indicators_is_none_of_them_and_units_stand_behind_numbers() -> None:
    drawing = """
    | № | Захід | План, тис. грн | Факт, тис. грн |
    | 1 | Лавки | 5 | 4 |

    | № з/п | Показники | План | Факт |
    | Завдання 1. Розвиток мережі | < | < | < |
    | Показники продукту | < | < | < |
    | 1 | Кількість лавок | 12 шт. | 10 шт. |
    | Показники якості | < | < | < |
    | 1 | Частка задоволених | 100 відсотків | 103,3 відсотків |
    """
    (report,) = paper.read(HEAD + drawing).reports
    assert [(i.category, i.indicator, str(i.planned.value), str(i.actual.value)) for i in report.indicators] == [
        ("output", "Кількість лавок", "12", "10"),
        ("quality", "Частка задоволених", "100", "103.3"),
    ]


TOLD = """
| Захід | 2023, тис. грн | < | 2024, тис. грн | < |
| ^ | план | факт | план | факт |
| Лавки | 4 | 3 | 6 | 5 |
| {} | < | < | < | < |
"""


@pytest.mark.parametrize(
    "label",
    [
        "Всього за 2023-2024 роки: план – 10,0 тис. грн, профінансовано – 8,0 тис. грн",
        "Разом за Програмою: заплановано 10,0 тис. грн; профінансовано 8,0 тис. грн.",
        "Всього: план – 10,0, факт – 8,0",
        "Усього по Програмі: план 10 000 грн та факт 8 000 грн, виконання 80 %",
    ],
)
def test_a_sums_row_may_tell_plan_and_fact_in_the_words_of_one_cell(label: str) -> None:
    drawing = HEAD + TOLD.format(label)
    *_, total = paper.funding(drawing)
    assert paper.brief(total) == f"total {label.split(':')[0]} | весь строк | 10 | 8"
    assert paper.loud(drawing) == []


def test_a_sums_row_of_words_and_money_that_cannot_be_taken_apart_is_told() -> None:
    drawing = HEAD + TOLD.format("Всього: на дороги 7,0 тис. грн, на решту 3,0 тис. грн")
    assert "note_with_number" in paper.loud(drawing)
