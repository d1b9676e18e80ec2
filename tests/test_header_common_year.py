"""A year in one column's head: of the whole table where plan or fact of the year names it, of that column alone where it is another time's."""

from __future__ import annotations

import paper
import pytest

HEAD = "Звіт про виконання Програми «Двір» на 2023-2025 роки за 2024 рік\nтис. грн\n"


def read(*heads: str) -> list[str]:
    """The records of a table of one measure, whose amounts are 4, 3 and 9 from the left."""
    cells = ["4", "3", "9", "2"][: len(heads)]
    drawing = f"{HEAD}| № | Захід | {' | '.join(heads)} |\n| 1 | Лавки | {' | '.join(cells)} |"
    return [paper.brief(r).removeprefix("measure 1 Лавки | ") for r in paper.funding(drawing)]


NEXT_YEARS_PLAN = ["План на 2025 рік", "Передбачено на 2025 рік"]
PAIRS = [("Кошторисні призначення", "Витрачено"), ("Бюджет", "Касові видатки"), ("Затверджено в бюджеті", "Видатки"), ("План", "Факт")]


@pytest.mark.parametrize("following", NEXT_YEARS_PLAN)
@pytest.mark.parametrize(("plan", "fact"), PAIRS)
def test_next_years_plan_behind_plan_and_fact_is_next_years_alone(plan: str, fact: str, following: str) -> None:
    assert read(plan, fact, following) == ["2024 | 4 | 3", "2025 | 9 | blank"]


@pytest.mark.parametrize("other", ["% до 2023 року", "Потреба на 2025 рік", "Залишок коштів на 01.01.2024"])
@pytest.mark.parametrize(("plan", "fact"), PAIRS[:2])
def test_a_year_of_a_comparison_a_need_or_a_balance_is_no_years_of_the_amounts(plan: str, fact: str, other: str) -> None:
    assert read(plan, fact, other) == ["2024 | 4 | 3"]


@pytest.mark.parametrize(
    ("before", "plan", "fact"),
    [
        ("Касові видатки за 2023 рік", "План на рік", "Профінансовано"),
        ("Освоєно за 2023 рік", "Передбачено на рік", "Профінансовано за рік"),
        ("Профінансовано у 2023 році", "Обсяг фінансування на 2024 рік", "Використано коштів"),
        ("Виконано за 2023 рік", "Кошторис", "Касові видатки"),
    ],
)
def test_last_years_fact_before_the_plan_is_last_years_in_whatever_word(before: str, plan: str, fact: str) -> None:
    assert read(before, plan, fact) == ["2023 | blank | 4", "2024 | 3 | 9"]


def test_the_years_before_and_behind_are_each_their_own() -> None:
    assert read("Виконано за 2023 рік", "Кошторис", "Касові видатки", "План на 2025 рік") == [
        "2023 | blank | 4",
        "2024 | 3 | 9",
        "2025 | 2 | blank",
    ]


def test_the_plans_year_is_that_of_the_fact_and_the_percent_behind_it() -> None:
    drawing = f"{HEAD}| Захід | Виконано за 2023 рік | План на 2024 рік | Факт | % виконання |\n| Лавки | 9 | 4 | 3 | 75 |"
    assert [(r.year, r.percent_reported and str(r.percent_reported)) for r in paper.funding(drawing)] == [(2023, None), (2024, "75.00")]


def test_a_report_of_one_year_with_a_table_of_another_is_of_the_year_that_the_plan_names() -> None:
    assert read("План на 2023 рік", "Факт") == ["2023 | 4 | 3"]
