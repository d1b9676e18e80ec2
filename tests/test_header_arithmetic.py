"""Tables whose headings are not the usual ones: units of money, the kinds of the cells, and percents tell their columns."""

from __future__ import annotations

import paper
import pytest
from paper import HEAD

ROWS = "| 1 | Лавки | Відділ | 100,0 | 50,0 | 50,0 |\n| 2 | Урни | Відділ | 40,0 | 10,0 | 25,0 |\n| 3 | Ліхтарі | КП | 30,0 | 27,0 | 90,0 |"
READ = ["measure 1 Лавки | 2024 | 100 | 50", "measure 2 Урни | 2024 | 40 | 10", "measure 3 Ліхтарі | 2024 | 30 | 27"]


@pytest.mark.parametrize(
    "heads",
    [
        "Зобов’язання громади, тис. грн | Виконано, тис. грн | %",
        "Сума за угодою громади, тис. грн | Виконано, тис. грн | Співвідношення, %",
        "План, тис. грн | Зараховано на користь, тис. грн | %",
    ],
)
def test_percents_tell_the_column_that_no_word_tells(heads: str) -> None:
    read = paper.read(HEAD + f"| № | Захід | Виконавець | {heads} |\n{ROWS}")
    assert [paper.brief(r) for r in read.reports[0].funding] == READ
    assert [str(r.percent_reported) for r in read.reports[0].funding] == ["50.00", "25.00", "90.00"]
    assert "column_by_arithmetic" in {f.rule for f in read.findings}
    assert not any(f.rule == "unknown_header" for f in read.findings)


def test_amounts_that_the_percents_contradict_stay_unknown() -> None:
    read = paper.read(
        HEAD
        + f"| № | Захід | Виконавець | Зобов’язання громади, тис. грн | Виконано, тис. грн | % |\n{ROWS.replace('25,0 |', '60,0 |').replace('90,0 |', '10,0 |')}"
    )
    assert [r.planned.uah for r in read.reports[0].funding] == [None, None, None]
    assert "unknown_header" in {f.rule for f in read.findings}


@pytest.mark.parametrize(
    ("title", "plan", "actual", "percent"),
    [
        ("Перелік пільг та допомог", "Планувалось, тис. грн", "Надано, тис. грн", "Відсоток від плану"),
        ("Природоохоронні роботи", "Обсяг видатків згідно з Програмою, тис. грн", "Витрачено у звітному році, тис. грн", "%"),
        ("Напрями (заходи)", "Розмір фінансування на 2024 рік (тис. грн.)", "Фактично виділено фінансування у 2024 році (тис. грн.)", "Рівень, %"),
        ("Об'єкти та заходи", "Бюджет на рік, тис. грн", "Виконання бюджету, тис. грн", "Рівень використання, %"),
        ("Заходи", "Очікувані обсяги фінансування, тис. грн", "Реальні обсяги фінансування, тис. грн", "Реалізація, %"),
    ],
)  # fmt: skip
def test_a_table_of_plan_and_fact_in_money_is_read_whatever_its_titles_are_called(title: str, plan: str, actual: str, percent: str) -> None:
    read = paper.read(HEAD + f"| № з/п | {title} | Хто відповідає | {plan} | {actual} | {percent} |\n{ROWS}")
    assert [paper.brief(r) for r in read.reports[0].funding] == READ
    assert [r.executors for r in read.reports[0].funding] == [("Відділ",), ("Відділ",), ("КП",)]
    assert not any(f.rule == "unknown_header" for f in read.findings)


def test_a_table_of_one_kind_of_money_is_no_report() -> None:
    read = paper.read(
        "Довідка\n| № з/п | Постачальник | Аванс, тис. грн | Залишок, тис. грн |\n| 1 | ТОВ | 5,0 | 4,0 |\n| 2 | ФОП | 6,0 | 1,0 |"
    )
    assert not any(report.funding for report in read.reports)


def test_a_total_below_the_sources_of_the_last_measure_is_the_programmes() -> None:
    drawing = """
    | № | Захід | План, тис. грн | Факт, тис. грн |
    | 1 | Лавки | 10 | 9 |
    | | у т.ч. обласний бюджет | 6 | 5 |
    | | місцевий бюджет | 4 | 4 |
    | 2 | Урни | 5 | 4 |
    | | у т.ч. обласний бюджет | 3 | 2 |
    | | місцевий бюджет | 2 | 2 |
    | | Всього | 15 | 13 |
    """
    assert paper.brief(paper.funding(HEAD + drawing)[-1]) == "total Всього | 2024 | 15 | 13"


@pytest.mark.parametrize(
    "heads",
    [
        "| № з/п | Вид допомоги | Кількість отримувачів, осіб | < | Сума, тис. грн | < | % виконання |\n| ^ | ^ | план | факт | план | факт | ^ |",
        "| № з/п | Назва робіт | Одиниця виміру | Обсяг робіт | < | Вартість робіт, тис. грн | < |\n| ^ | ^ | ^ | план | факт | план | факт |",
        "| № з/п | Захід | Одиниця виміру | Заплановано | Виконано | Заплановано коштів, тис. грн | Використано коштів, тис. грн |",
        "| № з/п | Захід | Одиниця виміру | Запланований обсяг | Виконаний обсяг | Заплановано, тис. грн | Використано, тис. грн |",
    ],
)
def test_counts_beside_money_are_no_money(heads: str) -> None:
    unit, percent = ("осіб | ", "") if "Одиниця" in heads else ("", " | 50,0")
    rows = f"| 1 | Лавки | {unit}12 | 10 | 100,0 | 50,0{percent} |\n| 2 | Урни | {unit}5 | 6 | 40,0 | 20,0{percent} |"
    read = paper.read(HEAD + f"{heads}\n{rows}")
    assert [paper.brief(r) for r in read.reports[0].funding] == ["measure 1 Лавки | 2024 | 100 | 50", "measure 2 Урни | 2024 | 40 | 20"]
    assert not any(f.rule == "unknown_header" for f in read.findings)
    assert all(r.spent.uah is None for r in read.reports[0].funding)


def test_deviations_tell_the_plan_they_are_from() -> None:
    rows = "| 1 | Лавки | 80,0 | 60,0 | -20,0 |\n| 2 | Урни | 50,0 | 20,0 | -30,0 |\n| 3 | Ліхтарі | 30,0 | 30,0 | - |"
    drawing = HEAD + f"| № | Захід | Дзеркало, тис. грн | Профінансовано, тис. грн | Відхилення, тис. грн |\n{rows}"
    assert [paper.brief(r).split(" | ")[2:] for r in paper.funding(drawing)] == [["80", "60"], ["50", "20"], ["30", "30"]]
    assert [f.args["what_en"] for f in paper.read(drawing).findings if f.rule == "column_by_arithmetic"] == ["the plan"]
    assert paper.loud(drawing) == []


@pytest.mark.parametrize(
    ("heads", "rows"),
    [
        ("Дзеркало, тис. грн | Люстро, тис. грн | Факт, тис. грн | %", "| 1 | Лавки | 80,0 | 80,0 | 60,0 | 75,0 |\n| 2 | Урни | 50,0 | 50,0 | 20,0 | 40,0 |"),
        ("Дзеркало, тис. грн | Факт, тис. грн | %", "| 1 | Лавки | 80,0 | 80,0 | 100 |\n| 2 | Урни | 50,0 | - | - |"),
        ("Дзеркало, тис. грн | Факт, тис. грн | Відхилення, тис. грн", "| 1 | Лавки | 80,0 | 60,0 | -20,0 |\n| 2 | Урни | 50,0 | 20,0 | -10,0 |"),
    ],
    ids=["two columns would do", "a row of 100 percent proves nothing", "one row proves nothing"],
)  # fmt: skip
def test_a_plan_that_nothing_proves_stays_unread_and_told(heads: str, rows: str) -> None:
    drawing = HEAD + f"| № | Захід | {heads} |\n{rows}"
    assert all(record.planned.uah is None for record in paper.funding(drawing))
    assert "unknown_header" in paper.loud(drawing)


def test_a_column_of_words_that_is_not_understood_is_told() -> None:
    drawing = (
        HEAD
        + "| № | Захід | Люстро | План, тис. грн | Факт, тис. грн |\n| 1 | Лавки | берег | 8,0 | 6,0 |\n| 2 | Урни | міст | 5,0 | 2,0 |"
    )
    assert [f.args["header"] for f in paper.read(drawing).findings if f.rule == "column_of_words"] == ["Люстро"]


@pytest.mark.parametrize(
    "heads",
    [
        "Бюджет громади на 2024 рік, тис. грн | Виконано за 2024 рік, тис. грн | %",
        "Кошти місцевого бюджету за програмою, тис. грн | Виконано, тис. грн | %",
        "План видатків, тис. грн | Виконання плану видатків, тис. грн | Виконання плану, %",
    ],
)
def test_one_plan_and_one_fact_are_one_record(heads: str) -> None:
    records = paper.funding(HEAD + f"| № | Захід | Виконавець | {heads} |\n{ROWS}")
    assert [paper.brief(r) for r in records] == READ
    assert [str(r.percent_reported) for r in records] == ["50.00", "25.00", "90.00"]


def test_plans_by_source_beside_a_fact_of_all_stay_by_source() -> None:
    heads = "| № | Захід | План усього, тис. грн | у т.ч. місцевий бюджет | Факт, тис. грн |"
    records = paper.funding(HEAD + heads + "\n| 1 | Лавки | 100,0 | 60,0 | 90,0 |")
    assert [(r.source.value, str(r.planned.uah)) for r in records] == [("total", "100000.00"), ("local", "60000.00")]


def test_a_group_with_the_parts_of_the_actual_beside_it_is_the_plan() -> None:
    heads = "| № | Захід | Віддзеркалення | < | Витрачено, тис. грн | < |\n| ^ | ^ | заг. фонд | разом | заг. фонд | разом |"
    read = paper.read(HEAD + heads + "\n| 1 | Лавки | 60,0 | 100,0 | 50,0 | 90,0 |")
    assert [(r.fund.value, paper.brief(r)[-6:]) for r in read.reports[0].funding][0][0] == "general"
    assert "measure 1 Лавки | 2024 | 100 | 90" in [paper.brief(r) for r in read.reports[0].funding]
    assert [f.rule for f in read.findings if f.rule == "column_by_twin"] == ["column_by_twin"] * 2


@pytest.mark.parametrize(
    ("head", "cells", "read"),
    [
        ("Люстро", ("Відділ освіти", "КП «Плесо»"), "executors"),
        ("Термін здійснення", ("2022-2024", "2024 рік"), "term"),
        ("Період", ("2023-2025 роки", "січень 2024 року"), "term"),
    ],
)
def test_cells_tell_executors_and_terms_whatever_the_head_says(head: str, cells: tuple[str, str], read: str) -> None:
    rows = "\n".join(f"| {i} | Захід {i} | {cell} | 8,0 | 6,0 |" for i, cell in enumerate(cells, start=1))
    records = paper.funding(HEAD + f"| № | Захід | {head} | План, тис. грн | Факт, тис. грн |\n{rows}")
    told = [getattr(record, read) for record in records]
    assert [" ".join(value) if isinstance(value, tuple) else value for value in told] == list(cells)


def test_amounts_under_a_head_like_a_remark_are_amounts() -> None:
    heads = "Передбачено на виконання заходу, тис. грн | Використання на виконання заходу, тис. грн | % виконання заходу"
    read = paper.funding(
        HEAD
        + f"| № | Захід | {heads} |\n| 1 | Лавки | 80,0 | 60,0 | 75,0 |\n| 2 | Урни | 50,0 | 20,0 | 40,0 |\n| 3 | Альтанка | 9,0 | - | - |"
    )
    assert [paper.brief(r).split(" | ")[2:] for r in read] == [["80", "60"], ["50", "20"], ["9", "nil"]]


@pytest.mark.parametrize(
    "heads", ["Віддзеркалення | < | Витрачено, тис. грн | <", "План, тис. грн | < | Віддзеркалення | <", "Небо | < | Земля | <"]
)
def test_groups_of_the_same_parts_are_plan_and_fact(heads: str) -> None:
    titles = f"| № | Захід | {heads} | % |\n| ^ | ^ | заг. фонд | разом | заг. фонд | разом | ^ |"
    rows = "| 1 | Лавки | 60,0 | 100,0 | 50,0 | 90,0 | 90,0 |\n| 2 | Урни | 50,0 | 80,0 | 30,0 | 40,0 | 50,0 |"
    read = paper.read(HEAD + "(тис. грн)\n" + titles + "\n" + rows)
    told = {(r.measure, r.fund.value): (str(r.planned.uah), str(r.actual.uah)) for r in read.reports[0].funding}
    assert told[("Лавки", "general")] == ("60000.00", "50000.00")
    assert told[("Урни", "total")] == ("80000.00", "40000.00")
    assert "column_by_twin" in {f.rule for f in read.findings}


def test_titles_of_measures_given_by_sources_are_known_without_a_usual_heading() -> None:
    drawing = """
    | № з/п | Послуги та роботи | Джерела фінансування | Заплановано, тис. грн | Профінансовано, тис. грн |
    | 1 | Лавки у парку | Всього | 10 | 9 |
    | ^ | ^ | обласний бюджет | 6 | 5 |
    | ^ | ^ | місцевий бюджет | 4 | 4 |
    | 2 | Урни на площі | Всього | 5 | 4 |
    | ^ | ^ | обласний бюджет | 3 | 2 |
    | ^ | ^ | місцевий бюджет | 2 | 2 |
    """
    assert [(r.measure, r.source.value) for r in paper.funding(HEAD + drawing)] == [
        (title, source) for title in ("Лавки у парку", "Урни на площі") for source in ("total", "oblast", "local")
    ]


@pytest.mark.parametrize(
    "heads",
    ["Сума, тис. грн | затверджено | витрачено", "Обсяг фінансування, тис. грн | передбачений | здійснений", "Фінансування, тис. грн | очікуване | фактичне"],
)  # fmt: skip
def test_the_unit_stands_over_plan_and_fact_whatever_the_titles_are_called(heads: str) -> None:
    group, plan, actual = heads.split(" | ")
    titles = f"| № | Перелік проєктів | Період реалізації | Підрозділ | {group} | < | Наслідки |\n| ^ | ^ | ^ | ^ | {plan} | {actual} | ^ |"
    rows = "| 1 | Лавки | 2023-2025 роки | Відділ | 240,0 | 192,5 | Виконано |\n| 2 | Урни | 2023-2025 роки | Відділ | 170,0 | 109,5 | Триває |"
    assert [paper.brief(r) for r in paper.funding(HEAD + f"{titles}\n{rows}")] == [
        "measure 1 Лавки | 2024 | 240 | 192.5",
        "measure 2 Урни | 2024 | 170 | 109.5",
    ]


def test_a_column_of_a_few_amounts_among_dashes_under_an_unread_head_is_told() -> None:
    heads = "План, тис. грн | < | < | Факт, тис. грн | < | < |\n| ^ | ^ | загальний фонд | кл зсціальпин | разом | загальний фонд | мластмальгик | разом |"
    rows = "| 1 | Лавки | 8,0 | - | 8,0 | 7,0 | - | 7,0 |\n| 2 | Урни | 5,0 | - | 5,0 | 2,0 | - | 2,0 |\n| 3 | Альтанка | 1,0 | 6,0 | 7,0 | 1,0 | 4,0 | 5,0 |"
    found = [f for f in paper.loud_findings(HEAD + f"| № | Захід | {heads}\n{rows}") if f.rule == "unknown_header"]
    assert {f.args["column"] for f in found} == {"4", "7"}


def test_money_that_is_not_understood_beside_a_payment_and_a_percent_makes_a_report() -> None:
    read = paper.read(
        HEAD
        + """
        | № | Послуга | Пакет фінансування, тис. грн | Фактична оплата, тис. грн | Виконання, % |
        | 1 | Огляд дітей | 100,0 | 50,0 | 50,0 |
        | 2 | Щеплення | 40,0 | 10,0 | 25,0 |
        | 3 | Рентген | 30,0 | 27,0 | 90,0 |
        """
    )
    assert [paper.brief(r) for r in read.reports[0].funding] == [
        "measure 1 Огляд дітей | 2024 | 100 | 50",
        "measure 2 Щеплення | 2024 | 40 | 10",
        "measure 3 Рентген | 2024 | 30 | 27",
    ]


def test_a_plan_beside_money_that_is_not_understood_is_a_report_with_a_doubt() -> None:
    read = paper.read(
        HEAD
        + """
        | № | Захід | Заплановано, тис. грн | Пайова участь забудовників, тис. грн |
        | 1 | Лавки | 100,0 | 50,0 |
        | 2 | Урни | 40,0 | 10,0 |
        """
    )
    assert [r.planned.uah for r in read.reports[0].funding] == [100_000, 40_000]
    assert "unknown_header" in {f.rule for f in read.findings}


@pytest.mark.parametrize(
    ("plan", "actual"),
    [
        ("Виділено коштів", "Профінансовано"),
        ("Виділено на 2024 рік", "Використано"),
        ("Очікувана вартість", "Профінансовано"),
        ("Призначення", "Видатки"),
        ("Передбачено", "Спрямовано"),
        ("Заплановано", "Закуплено на суму"),
        ("Кошти за програмою", "Кошти за фактом"),
        ("Заплановано профінансувати", "Профінансовано"),
    ],
)
def test_the_heading_beside_it_tells_what_a_word_of_two_meanings_says(plan: str, actual: str) -> None:
    head = f"| № | Захід | Виконавець | {plan}, тис. грн | {actual}, тис. грн | Примітка |"
    read = paper.read(HEAD + head + "\n" + ROWS.replace("50,0 |\n", "|\n").replace("25,0 |\n", "|\n").replace("90,0 |", "|"))
    assert [paper.brief(r) for r in read.reports[0].funding] == READ


def test_what_was_allotted_beside_a_plan_is_what_was_financed() -> None:
    read = paper.read(HEAD + f"| № | Захід | Виконавець | План, тис. грн | Виділено, тис. грн | % |\n{ROWS}")
    assert [paper.brief(r) for r in read.reports[0].funding] == READ
