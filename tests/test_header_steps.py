"""Columns of one amount's steps: what was asked, allotted, accrued, done, advanced, paid and is owed still. One is the plan, one the actual."""

from __future__ import annotations

import paper
import pytest

HEAD = "Звіт про виконання Програми «Двір» на 2023-2025 роки за 2024 рік\n"
ASKED = {  # the first column's heading, then that of the plan
    "a need beside the programme's plan": ("Потреба на рік", "Передбачено Програмою на 2024 рік"),
    "a need beside what was allotted": ("Всього потрібно коштів", "Затверджено на 2024 рік"),
    "a plan of purchases": ("Передбачено в плані закупівель", "Затверджено в бюджеті"),
    "a request": ("Запит на 2024 рік", "Затверджено"),
}
ASIDE = {  # the headings, that of what was paid last of all
    "accrued, and left to pay": ("Нараховано допомоги", "Залишилось виплатити", "Виплачено допомоги"),
    "accrued and owed under one head": ("Виконання › нараховано", "Виконання › заборгованість", "Виконання › перераховано"),
    "work done and not called acts": ("Виконано робіт", "Не оплачено", "Оплачено"),
    "an advance and acts under one head": ("Оплачено › аванс", "Оплачено › за актами", "Оплачено › всього"),
    "the contract and its acts": ("Сума договору", "Акти виконаних робіт", "Сплачено за договором"),
    "a state at midyear": ("Профінансовано станом на 01.07.2024", "Борг на кінець року", "Профінансовано за рік"),
    "what was received by a day of autumn": ("Виділено станом на 1 жовтня 2024 року", "Не виплачено", "Використано за 2024 рік"),
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


VERSIONS = {  # the initial plan, the amended one
    "adjusted": ("Затверджено на 2024 рік", "Скориговано"),
    "by date": ("План на 01.01.2024", "План на 31.12.2024"),
    "by wording": ("Передбачено Програмою (перша редакція)", "Передбачено Програмою (діюча редакція)"),
    "by decision": (
        "Обсяг фінансування згідно з рішенням від 21.12.2023 № 1520",
        "Обсяг фінансування згідно зі змінами від 20.11.2024 № 2017",
    ),
    "of the budget": ("Бюджет на 2024 рік", "Бюджет на 2024 рік зі змінами"),
}


@pytest.mark.parametrize("plans", VERSIONS.values(), ids=VERSIONS)
def test_of_two_plans_the_later_is_the_plan_and_the_earlier_the_initial_one(plans: tuple[str, str]) -> None:
    drawing = table(["№", "Захід", *plans, "Профінансовано"], ["1", "Лавки", "5", "4", "3"])
    (record,) = paper.funding(drawing)
    assert [str(amount.uah) for amount in (record.planned, record.planned_initial, record.actual)] == ["4000.00", "5000.00", "3000.00"]
    assert paper.loud(drawing) == []


TIMES = {  # a third column of money beside plan and fact, which gives no record
    "up to a later year": "Потреба до 2027 року",
    "months of the year": "Виконано за 11 місяців",
}


@pytest.mark.parametrize("other", TIMES.values(), ids=TIMES)
def test_money_of_other_times_beside_the_years_own_is_no_record(other: str) -> None:
    drawing = table(["№", "Захід", other, "План на 2024 рік", "Виконано за 2024 рік"], ["1", "Лавки", "9", "4", "3"])
    assert [paper.brief(r) for r in paper.funding(drawing)] == ["measure 1 Лавки | 2024 | 4 | 3"]
    assert paper.loud(drawing) == []


def test_a_need_beside_what_was_allotted_and_used_is_no_plan() -> None:
    drawing = table(["№", "Захід", "Потреба на рік", "Виділено", "Використано"], ["1", "Лавки", "9", "4", "3"])
    assert [paper.brief(r) for r in paper.funding(drawing)] == ["measure 1 Лавки | 2024 | 4 | 3"]


def test_a_budget_of_sums_is_a_plan_and_no_source() -> None:
    heads = ["№", "Захід", "Бюджет 2023 (факт)", "Бюджет 2024 (затверджено)", "Бюджет 2024 (факт)"]
    read = [paper.brief(r) for r in paper.funding(table(heads, ["1", "Лавки", "9", "4", "3"]))]
    assert read == ["measure 1 Лавки | 2023 | blank | 9", "measure 1 Лавки | 2024 | 4 | 3"]


@pytest.mark.parametrize(
    ("part", "place"),
    [("у тому числі кошти бюджету громади", "local/total"), ("субвенція з ДБ", "state/total"), ("місцевий бюджет", "local/total")],
)
def test_a_part_by_source_has_plan_and_fact(part: str, place: str) -> None:
    heads = ["№", "Захід", "Загальний обсяг фінансування › план", "Загальний обсяг фінансування › факт", f"{part} › план", f"{part} › факт"]
    read = [paper.brief(r) for r in paper.funding(table(heads, ["1", "Лавки", "9", "8", "4", "3"]))]
    assert read == ["measure 1 Лавки | 2024 | 9 | 8", f"measure 1 Лавки | 2024 {place} | 4 | 3"]


READ = {  # headings behind «№ | Захід», the amounts of one row, the records
    "of which a fund": (
        ["План › всього", "План › з них спеціальний фонд", "Касові видатки › всього", "Касові видатки › з них спеціальний фонд"],
        ["9", "4", "8", "3"],
        ["2024 | 9 | 8", "2024 total/special | 4 | 3"],
    ),
    "of which the community's": (
        ["Обсяг фінансування, всього", "у тому числі кошти громади", "Фактично використано, всього", "у тому числі кошти громади"],
        ["9", "4", "8", "3"],
        ["2024 | 9 | 8", "2024 local/total | 4 | 3"],
    ),
    "halves of the year beside the year": (
        [f"{side} › {part}" for side in ("План", "Факт") for part in ("січень-червень", "липень-грудень", "рік")],
        ["1", "3", "4", "1", "2", "3"],
        ["2024 | 4 | 3"],
    ),
    "what the plan came to": (["План на 2024 рік", "Виконання плану › сума", "Виконання плану › %"], ["4", "3", "75"], ["2024 | 4 | 3"]),
    "limits": (["Доведено лімітів на рік", "Використано лімітів", "Залишок лімітів"], ["4", "3", "1"], ["2024 | 4 | 3"]),
    "a compensation": (
        ["Передбачений обсяг компенсації", "Нараховано компенсації", "Виплачено компенсації"],
        ["4", "9", "3"],
        ["2024 | 4 | 3"],
    ),
    "a debt": (["Передбачено на 2024 рік", "Погашено заборгованості"], ["4", "3"], ["2024 | 4 | 3"]),
    "expected of the year": (["Річні призначення", "Фактично за 9 місяців", "Очікуване за рік"], ["4", "3", "9"], ["2024 | 4 | 3"]),
    "with the changes": (["Затверджено", "Внесено зміни", "Разом зі змінами", "Профінансовано"], ["9", "-5", "4", "3"], ["2024 | 4 | 3"]),
    "a part paid out of a balance": (
        ["Затверджено на 2024 рік", "в т.ч. за рахунок залишку на 01.01.2024", "Касові видатки за 2024 рік"],
        ["4", "9", "3"],
        ["2024 | 4 | 3"],
    ),
}


READ |= {
    "what was saved or overspent": (["План", "Факт", "Економія (+), перевитрата (-)"], ["4", "3", "1"], ["2024 | 4 | 3"]),
    "more or less than planned": (["План на 2024 рік", "Профінансовано", "± до плану"], ["4", "3", "-1"], ["2024 | 4 | 3"]),
    **{
        f"of which, {part}": (
            ["План › усього", f"План › {part}", "Касові видатки › усього", f"Касові видатки › {part}"],
            ["9", "4", "8", "3"],
            ["2024 | 9 | 8", f"2024 {source}/total | 4 | 3"],
        )
        for part, source in [
            ("в тому числі субвенція", "state"),
            ("в тому числі за рахунок субвенції з державного бюджету", "state"),
            ("із них кошти місцевого бюджету", "local"),
            ("у тому числі кошти громади", "local"),
            ("з них співфінансування з місцевого бюджету", "local"),
            ("із них за рахунок інших джерел", "other"),
        ]
    },
    **{
        f"a balance before the plan, {balance}": ([balance, "План на рік", "Використано"], ["9", "4", "3"], ["2024 | 4 | 3"])
        for balance in ("Залишок коштів на 01.01.2024", "Залишок коштів на початок року", "Залишок плану станом на 01.10.2024")
    },
    "growth": (["План", "Факт", "Ріст до 2023 року, %"], ["4", "3", "110"], ["2024 | 4 | 3"]),
    "changes within the year": (
        ["Затверджено", "Внесено змін протягом року (+/-)", "Затверджено зі змінами", "Профінансовано"],
        ["9", "-5", "4", "3"],
        ["2024 | 4 | 3"],
    ),
    "accrued beside what was paid in a year": (
        ["План на рік", "Нараховано", "Фактично профінансовано у 2024 році"],
        ["4", "9", "3"],
        ["2024 | 4 | 3"],
    ),
    "the budget of a fund": (
        ["Загальний фонд › бюджет", "Загальний фонд › перераховано", "Усього › бюджет", "Усього › профінансовано"],
        ["4", "3", "9", "8"],
        ["2024 total/general | 4 | 3", "2024 | 9 | 8"],
    ),
    "budgets of two years": (
        ["Бюджет 2023 року", "Виконано 2023 року", "Бюджет 2024 року", "Виконано 2024 року"],
        ["9", "8", "4", "3"],
        ["2023 | 9 | 8", "2024 | 4 | 3"],
    ),
}


@pytest.mark.parametrize(("heads", "cells", "records"), READ.values(), ids=READ)
def test_heads_as_clerks_word_them(heads: list[str], cells: list[str], records: list[str]) -> None:
    drawing = table(["№", "Захід", *heads], ["1", "Лавки", *cells])
    assert [paper.brief(r) for r in paper.funding(drawing)] == [f"measure 1 Лавки | {record}" for record in records]
    assert paper.loud(drawing) == []


@pytest.mark.parametrize(
    "heads",
    [
        ["Фінансування › джерело", "Фінансування › план", "Фінансування › факт"],
        ["Фінансування › Джерела фінансування", "Фінансування › Планові обсяги", "Фінансування › Фактичні обсяги"],
        ["Обсяг фінансування › джерела", "Обсяг фінансування › за програмою", "Обсяг фінансування › профінансовано"],
    ],
    ids=lambda heads: heads[0],
)
def test_a_column_of_sources_under_the_head_of_the_money_names_each_rows_source(heads: list[str]) -> None:
    drawing = table(["№", "Захід", *heads], ["1", "Лавки", "Обласний бюджет", "4", "3"])
    assert [paper.brief(r) for r in paper.funding(drawing)] == ["measure 1 Лавки | 2024 oblast/total | 4 | 3"]


def test_a_head_nobody_knows_beside_a_sources_is_told_and_is_not_the_total() -> None:
    head = "| № | Захід | Фінансування | < | < | < |\n| ^ | ^ | Місцевий бюджет | < | {} | < |\n| ^ | ^ | план | факт | план | факт |"
    row = "\n| 1 | Лавки | 4 | 3 | 2 | 1 |"
    unknown = HEAD + "тис. грн\n" + head.format("кошти вежі") + row
    assert [paper.brief(r) for r in paper.funding(unknown)] == ["measure 1 Лавки | 2024 local/total | 4 | 3"]
    assert set(paper.loud(unknown)) == {"unknown_header"}
    known = HEAD + "тис. грн\n" + head.format("облбюджет") + row
    assert [paper.brief(r) for r in paper.funding(known)][1:] == ["measure 1 Лавки | 2024 oblast/total | 2 | 1"]


@pytest.mark.parametrize(
    ("label", "source"),
    [
        ("Інші джерела, не заборонені законодавством", "other"),
        ("облбюджет", "oblast"),
        ("міськбюджет", "local"),
        ("НЕФКО", "other"),
        ("благодійна допомога", "other"),
        ("співфінансування", "other"),
        ("кошти громадських організацій", "other"),
        ("кошти громади", "local"),
    ],
)
def test_a_row_below_a_measure_that_names_a_source_is_the_measures(label: str, source: str) -> None:
    rows = f"| 1 | Лавки | 9 | 8 |\n| | державний бюджет | 5 | 5 |\n| | {label} | 4 | 3 |"
    read = [paper.brief(r) for r in paper.funding(f"{HEAD}тис. грн\n| № | Захід | План | Факт |\n{rows}")]
    assert read[-1] == f"measure 1 Лавки | 2024 {source}/total | 4 | 3"


def test_the_same_institutions_below_every_measure_are_its_titles() -> None:
    rows = [f"| {n}.{k} | Ліцей {k} | {n + k} | {k} |" for n in (1, 2) for k in (1, 2, 3)]
    drawing = HEAD + "тис. грн\n| № | Установа, заклад | План | Факт |\n" + "\n".join(rows)
    assert [r.measure for r in paper.funding(drawing)] == ["Ліцей 1", "Ліцей 2", "Ліцей 3"] * 2


def test_the_development_budget_is_a_part_of_the_special_fund() -> None:
    heads = [f"{fund} › {side}" for fund in ("Спеціальний фонд", "у т.ч. бюджет розвитку") for side in ("план", "виконано")]
    read = [paper.brief(r) for r in paper.funding(table(["№", "Захід", *heads], ["1", "Лавки", "9", "8", "4", "3"]))]
    assert read == ["measure 1 Лавки | 2024 total/special | 9 | 8"]


def test_the_year_in_the_line_above_a_table_is_that_of_its_amounts() -> None:
    rows = "| № | Захід | План | Факт |\n| 1 | Лавки | {} | 1 |\n"
    years = "\n\n".join(f"Виконання заходів Програми у {year} році, тис. грн\n{rows.format(year - 2020)}" for year in (2023, 2024))
    read = paper.funding(f"Звіт про виконання Програми «Двір» на 2022-2025 роки за 2023-2024 роки\n{years}")
    assert [paper.brief(r) for r in read] == ["measure 1 Лавки | 2023 | 3 | 1", "measure 1 Лавки | 2024 | 4 | 1"]


@pytest.mark.parametrize("plan", ["Обсяг за титульним списком", "Бюджет зі змінами"])
def test_other_names_of_the_plan(plan: str) -> None:
    drawing = table(["№", "Захід", plan, "Проплачено"], ["1", "Лавки", "4", "3"])
    assert [paper.brief(r) for r in paper.funding(drawing)] == ["measure 1 Лавки | 2024 | 4 | 3"]


def test_a_year_before_a_colon_heads_a_column() -> None:
    drawing = HEAD + "| № | Захід | 2024: кошторисні призначення, грн | 2024: виконано, грн |\n| 1 | Лавки | 900 | 500 |"
    assert [paper.brief(r) for r in paper.funding(drawing)] == ["measure 1 Лавки | 2024 | 0.9 | 0.5"]


@pytest.mark.parametrize(
    ("head", "spent"), [("Освоєно (виконано робіт)", "4000.00"), ("Фактично виконано робіт", "None"), ("Вартість виконаних робіт", "None")]
)
def test_works_done_are_set_aside_and_told_and_what_was_used_is_spent(head: str, spent: str) -> None:
    drawing = table(["№", "Захід", "План на 2024 рік", "Профінансовано", head], ["1", "Лавки", "9", "5", "4"])
    (record,) = paper.funding(drawing)
    assert (str(record.actual.uah), str(record.spent.uah)) == ("5000.00", spent)
    assert paper.loud(drawing) == []
    assert ("column_set_aside" in {f.rule for f in paper.read(drawing).findings}) is (spent == "None")


@pytest.mark.parametrize("head", ["Заходи з реалізації Програми", "Заходи щодо реалізації Програми", "Заходи на виконання Програми"])
def test_measures_of_the_programmes_realisation_head_the_measures(head: str) -> None:
    drawing = (
        HEAD
        + f"| № | {head} | 2023, тис. грн | < | 2024, тис. грн | < |\n| ^ | ^ | план | факт | план | факт |\n| 1 | Лавки | 4 | 3 | 2 | 1 |"
    )
    assert [paper.brief(r) for r in paper.funding(drawing)] == ["measure 1 Лавки | 2023 | 4 | 3", "measure 1 Лавки | 2024 | 2 | 1"]
