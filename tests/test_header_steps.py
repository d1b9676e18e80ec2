"""Columns of one amount's steps: what was asked, allotted, accrued, done, advanced, paid and is owed still. One is the plan, one the actual."""

from __future__ import annotations

import paper
import pytest

HEAD = "Звіт про виконання Програми «Двір» на 2023-2025 роки за 2024 рік\n"
ASKED = {  # the first column's heading, then that of the plan
    "a need beside the programme's plan": ("Потреба на рік", "Передбачено Програмою на 2024 рік"),
    "a need beside what was allotted": ("Всього потрібно коштів", "Затверджено на 2024 рік"),
    "a request": ("Запит на 2024 рік", "Затверджено"),
}
ASIDE = {  # the headings, that of what was paid last of all
    "accrued, and left to pay": ("Нараховано допомоги", "Залишилось виплатити", "Виплачено допомоги"),
    "accrued and owed under one head": ("Виконання › нараховано", "Виконання › заборгованість", "Виконання › перераховано"),
    "work done and not called acts": ("Виконано робіт", "Не оплачено", "Оплачено"),
    "an advance and acts under one head": ("Оплачено › аванс", "Оплачено › за актами", "Оплачено › всього"),
    "the contract and its acts": ("Сума договору", "Акти виконаних робіт", "Сплачено за договором"),
    "not yet and not enough": ("Кошти, що плануються до використання до кінця року", "Недоосвоєно", "Профінансовано"),
    "what was done by the year's first day": ("Освоєно на 01.01.2024", "Борг на кінець року", "Освоєно у 2024 році"),
}


def table(heads: list[str], cells: list[str]) -> str:
    """A table of one row under a head of two levels, «›» between them."""
    upper = [head.split(" › ")[0] for head in heads]
    over = ["<" if i and one == upper[i - 1] else one for i, one in enumerate(upper)]
    lower = [(head.split(" › ") + ["^"])[1] for head in heads]
    return "\n".join([HEAD + "тис. грн", *("| " + " | ".join(row) + " |" for row in (over, lower, cells))])


@pytest.mark.parametrize(("asked", "plan"), ASKED.values(), ids=ASKED)
def test_what_was_asked_for_is_no_plan_beside_one(asked: str, plan: str) -> None:
    drawing = table(["№", "Захід", asked, plan, "Профінансовано"], ["1", "Лавки", "9", "4", "3"])
    assert [paper.brief(r) for r in paper.funding(drawing)] == ["measure 1 Лавки | 2024 | 4 | 3"]
    assert paper.loud(drawing) == []


@pytest.mark.parametrize("heads", ASIDE.values(), ids=ASIDE)
def test_what_comes_before_or_after_the_payment_is_no_actual_beside_it(heads: tuple[str, str, str]) -> None:
    drawing = table(["№", "Захід", "План на 2024 рік", *heads], ["1", "Лавки", "4", "7", "1", "3"])
    assert [paper.brief(r) for r in paper.funding(drawing)] == ["measure 1 Лавки | 2024 | 4 | 3"]
    assert paper.loud(drawing) == []


def test_accrued_alone_is_not_understood_and_told() -> None:
    assert "unknown_header" in paper.loud(table(["№", "Захід", "План на 2024 рік", "Нараховано"], ["1", "Лавки", "4", "3"]))


def test_what_was_done_by_the_first_day_of_a_year_is_the_year_befores_where_its_plan_stands_beside() -> None:
    heads = ["№", "Захід", "План на 2023 рік", "Освоєно на 01.01.2024", "План на 2024 рік", "Освоєно у 2024 році"]
    drawing = table(heads, ["1", "Лавки", "4", "3", "2", "1"])
    assert [paper.brief(r) for r in paper.funding(drawing)] == ["measure 1 Лавки | 2023 | 4 | 3", "measure 1 Лавки | 2024 | 2 | 1"]


def test_what_the_treasury_paid_is_what_was_spent_of_the_money_received() -> None:
    heads = ["№", "Захід", "Планові асигнування", "Отримано коштів з бюджету", "Касові видатки", "Фактичні видатки"]
    (record,) = paper.funding(table(heads, ["1", "Лавки", "4", "3", "2", "1"]))
    assert (str(record.actual.uah), str(record.spent.uah)) == ("3000.00", "2000.00")


def test_people_beside_the_money_of_one_head_are_no_amounts() -> None:
    heads = ["№", "Захід", "Заплановано › осіб", "Заплановано › сума, тис. грн", "Виконано › осіб", "Виконано › сума, тис. грн"]
    drawing = table(heads, ["1", "Лавки", "90", "4", "80", "3"])
    assert [paper.brief(r) for r in paper.funding(drawing)] == ["measure 1 Лавки | 2024 | 4 | 3"]
    assert paper.loud(drawing) == []


@pytest.mark.parametrize("plan", ["Обсяг за титульним списком", "Бюджет зі змінами"])
def test_other_names_of_the_plan(plan: str) -> None:
    drawing = table(["№", "Захід", plan, "Проплачено"], ["1", "Лавки", "4", "3"])
    assert [paper.brief(r) for r in paper.funding(drawing)] == ["measure 1 Лавки | 2024 | 4 | 3"]
