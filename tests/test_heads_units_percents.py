"""Heads of columns in unusual words, units of amounts, percents."""

from __future__ import annotations

import paper
import pytest
from paper import HEAD

from normalize.records import FundingRecord
from normalize.units import read_unit


@pytest.mark.parametrize(
    ("figures", "told"),
    [
        pytest.param((5, 3), 3, id="of the size of the amounts beside them, each row: they may be the plan as amended"),
        pytest.param((17, 18), 1, id="of another size, once"),
    ],
)
def test_an_unknown_column_of_figures_is_told_and_not_read(figures: tuple[int, int], told: int) -> None:
    drawing = f"""
    | Захід | План, тис. грн | Факт, тис. грн | Коефіцієнт Ю |
    | Лавки | 4 | 4 | {figures[0]} |
    | Урни | 2 | 1 | {figures[1]} |
    """
    assert [paper.brief(r) for r in paper.funding(HEAD + drawing)] == ["measure Лавки | 2024 | 4 | 4", "measure Урни | 2024 | 2 | 1"]
    assert paper.loud(HEAD + drawing) == ["unknown_header"] * told


def test_two_columns_that_claim_one_meaning_are_both_left_unread() -> None:
    drawing = """
    | Захід | План, тис. грн | План, тис. грн | Факт, тис. грн |
    | Лавки | 4 | 5 | 4 |
    """
    (record,) = paper.funding(HEAD + drawing)
    assert record.planned.uah is None
    told = [f for f in paper.loud_findings(HEAD + drawing) if f.rule == "unknown_header"]
    assert [(f.found, f.row_number) for f in told] == [("План, тис. грн", None), ("План, тис. грн", None), ("4", 2), ("5", 2)]


def test_without_a_unit_the_amounts_are_hryvnias_and_told() -> None:
    drawing = """
    | Захід | План | Факт |
    | Лавки | 4000 | 4000 |
    """
    assert [r.planned.uah for r in paper.funding(HEAD + drawing)] == [4000]
    assert set(paper.loud(HEAD + drawing)) == {"unit_unknown"}


def test_three_decimals_of_a_hryvnia_are_told() -> None:
    drawing = """
    | Захід | План, грн | Факт, грн |
    | Лавки | 45,000 | 44,500 |
    """
    assert set(paper.loud(HEAD + drawing)) == {"three_decimals"}


def test_percents_of_two_plans_under_one_percent() -> None:
    drawing = """
    | № | Захід | Обсяг фінансування, тис. грн | < | Профінансовано, тис. грн | % виконання | < |
    | ^ | ^ | План на рік | План на 9 місяців | ^ | до плану на рік | до плану на 9 місяців |
    | 1 | Харчування учнів | 40,0 | 30,0 | 20,0 | 50,0 | 66,7 |
    """
    read = paper.read("Звіт про виконання Програми «Обід» на 2024 рік за 9 місяців 2024 року\n" + drawing)
    (record,) = read.reports[0].funding
    assert (str(record.percent_reported), str(record.planned_period.uah)) == ("50.00", "30000.00")
    assert "unknown_header" not in {f.rule for f in read.findings}


@pytest.mark.parametrize(
    "header",
    [
        "№ з/п | Що передбачено Програмою | План, тис. грн | Факт, тис. грн | Що виконано",
        "№ з/п | Вид допомоги | Передбачено кошторисом, тис. грн | Надано коштів, тис. грн | Примітка",
        "№ з/п | Найменування показника виконання | Затверджено, тис. грн | Виконано, тис. грн | Примітка",
        "№ з/п | Заходи | Сума по програмі, тис. грн | Сума факт., тис. грн | Примітка",
        "№ з/п | Заходи | Розпис на рік з урахуванням змін, тис. грн | Видатки, проведені за звітний період, тис. грн | Примітка",
    ],
)
def test_headers_in_unusual_words(header: str) -> None:
    drawing = (
        HEAD
        + f"| {header} |\n| 1 | Ремонт покрівлі | 120,0 | 60,0 | Роботи тривають, договір укладено |\n| 2 | Освітлення двору | 30,0 | 30,0 | Виконано в повному обсязі |"
    )
    records = paper.funding(drawing)
    assert [paper.brief(r) for r in records] == [
        "measure 1 Ремонт покрівлі | 2024 | 120 | 60",
        "measure 2 Освітлення двору | 2024 | 30 | 30",
    ]
    assert records[1].information == "Виконано в повному обсязі"


def test_indicators_whose_groups_stand_in_their_own_words() -> None:
    drawing = """
    | № | Захід | План, тис. грн | Факт, тис. грн |
    | 1 | Лавки | 4 | 3 |

    | № | Показники результативності | Од. вим. | Заплановано | Виконано |
    | 1 | Показник затрат: кількість тренерів | осіб | 12 | 11 |
    | 2 | Показник якості: частка охоплених дітей | % | 35 | 36,4 |
    """
    (report,) = paper.read(HEAD + drawing).reports
    assert [r.measure for r in report.funding] == ["Лавки"]
    assert [(r.category, r.indicator_number, str(r.actual.value)) for r in report.indicators] == [
        ("input", "1", "11"),
        ("quality", "2", "36.4"),
    ]


def test_plan_and_fact_of_a_count_beside_those_of_money() -> None:
    drawing = """
    | № | Захід | Кількість осіб | < | Обсяг фінансування, грн | < |
    | ^ | ^ | план | факт | план | факт |
    | 1 | Допомога | 199 | 69 | 1 650 420 | 1 612 460 |
    """
    assert [paper.brief(r) for r in paper.funding(HEAD + drawing)] == ["measure 1 Допомога | 2024 | 1650.42 | 1612.46"]
    assert paper.loud(HEAD + drawing) == []


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("Управління ЖКГ", "КП «Двір»", [("КП «Двір»",), None]),
        ("Управління ЖКГ, 2023 рік", "КП «Двір», 2023-2025 роки", [("КП «Двір»",), "2023-2025 роки"]),
        ("2023 рік", "2023-2025 роки", [(), "2023-2025 роки"]),
    ],
    ids=["executors", "both", "terms"],
)
def test_one_column_for_executor_and_term_holds_what_its_cells_say(first: str, second: str, told: list[object]) -> None:
    head = "| № | Захід | Головний виконавець та строк виконання заходу | План, тис. грн | Факт, тис. грн |\n"
    record = paper.funding(f"{HEAD}{head}| 1 | Лавки | {first} | 4 | 4 |\n| 2 | Урни | {second} | 2 | 1 |")[1]
    assert [record.executors, record.term] == told


def test_of_two_percents_the_one_of_the_programmes_plan_is_the_records() -> None:
    head = "| № | Захід | Передбачено Програмою, грн | Затверджено в бюджеті, грн | Факт, грн | % до затвердженого в бюджеті | % до передбаченого Програмою |\n"
    (record,) = paper.funding(HEAD + head + "| 1 | Сквер | 200,00 | 100,00 | 90,00 | 90,0 | 45,0 |")
    assert str(record.percent_reported) == "45.00"


@pytest.mark.parametrize(
    ("first", "amended"),
    [
        ("Затверджено в бюджеті на 2024 рік, грн", "Затверджено в бюджеті на 2024 рік з урахуванням змін, грн"),
        ("Затверджено бюджетом на 2024 рік, грн", "Уточнений план бюджету на 2024 рік, грн"),
    ],
)
def test_a_budget_and_the_budget_amended_stand_beside_the_programmes_plan(first: str, amended: str) -> None:
    drawing = f"{HEAD}| № | Захід | Передбачено Програмою на 2024 рік, грн | {first} | {amended} | Факт, грн |\n| 1 | Сквер | 200 | 100 | 150 | 90 |"
    (record,) = paper.funding(drawing)
    assert [int(a.uah or 0) for a in (record.planned, record.planned_initial, record.planned_budget, record.actual)] == [200, 100, 150, 90]
    assert paper.loud(drawing) == []


@pytest.mark.parametrize(("percent", "rules"), [("75,0", []), ("100,0", ["percent"]), ("-", [])])
def test_one_percent_of_a_rows_two_funds_is_of_both_together(percent: str, rules: list[str]) -> None:
    drawing = f"""
    | № | Захід | План, тис. грн | < | Факт, тис. грн | < | % |
    | ^ | ^ | загальний фонд | спеціальний фонд | загальний фонд | спеціальний фонд | ^ |
    | 1 | Сквер | 3,0 | 1,0 | 3,0 | - | {percent} |
    """
    assert [(str(r.fund), r.percent_reported) for r in paper.funding(HEAD + drawing)] == [("general", None), ("special", None)]
    assert paper.loud(HEAD + drawing) == rules


def test_the_percent_in_brackets_is_the_records() -> None:
    (record,) = paper.funding(HEAD + "| № | Захід | План, грн | Виконано, грн (%) |\n| 1 | Турнір | 154,6 | 113,0 (73,1%) |")
    assert str(record.percent_reported) == "73.10"


@pytest.mark.parametrize("spoilt", ["Відхилення (к,-)", "Відхилення (Ск)", "Відхилення С», тис. грн"])
def test_signs_behind_a_deviation_may_be_misread(spoilt: str) -> None:
    drawing = HEAD + f"| № | Захід | План, тис. грн | Факт, тис. грн | {spoilt} |\n| 1 | Лавки | 4 | 3 | -1 |"
    assert "unknown_header" not in {f.rule for f in paper.read(drawing).findings}


def test_a_forecast_beside_the_plan_is_set_aside_and_told() -> None:
    document = paper.read(f"{HEAD}| № | Захід | План на 2024 рік | Факт за 2024 рік | Прогноз на 2025 рік |\n| 1 | Лавки | 9 | 5 | 12 |")
    assert [(f.found, f.table_number) for f in document.findings if f.rule == "column_set_aside"] == [("Прогноз на 2025 рік", 1)]


def test_a_blank_row_between_two_levels_of_a_header_parts_nothing() -> None:
    drawing = """
    | № | Захід | План, тис. грн | | Факт, тис. грн | |
    | | | | | | |
    | | | обласний бюджет | місцевий бюджет | обласний бюджет | місцевий бюджет |
    | | | | | | |
    | 1 | Лавки | 9 | 5 | 7 | 4 |
    """
    assert [(str(r.source), str(r.planned.uah), str(r.actual.uah)) for r in paper.funding(HEAD + drawing)] == [
        ("oblast", "9000.00", "7000.00"), ("local", "5000.00", "4000.00"),
    ]  # fmt: skip


def test_an_abbreviated_head_of_executors() -> None:
    (record,) = paper.funding(HEAD + "| № | Захід | Викон-ць | План, тис. грн | Факт, тис. грн |\n| 1 | Лавки | КП «Двір» | 4 | 2 |")
    assert record.executors == ("КП «Двір»",)


@pytest.mark.parametrize("caption", ["Фінансування заходів програми, грн", "Фінансування заходів програми, гривень"])
def test_a_unit_behind_the_captions_comma_is_the_tables(caption: str) -> None:
    assert paper.loud(f"{HEAD}{caption}\n\n| № | Захід | План | Факт |\n| 1 | Лавки | 900 | 500 |") == []


@pytest.mark.parametrize(
    ("sentence", "planned"),
    [
        ("Протягом 2024 року виконувалися такі заходи (тис. грн):", "900000.00"),
        ("Програму затверджено рішенням від 21.12.2021 № 512; тис. грн", "900000.00"),
        ("Програму затверджено рішенням від 21.12.2021 № 512. тис. грн", "900000.00"),
        ("Торік освоєно 1,2 млн грн. Суми в тис. грн.", "900000.00"),
        ("Протягом 2024 року освоєно 1,2 млн грн.", "900.00"),
        ("Протягом 2024 року освоєно 12 тис. грн.", "900.00"),
    ],
)
def test_a_sentence_above_a_table_may_end_with_its_unit(sentence: str, planned: str) -> None:
    (record,) = paper.funding(f"{HEAD}{sentence}\n\n| № | Захід | План | Факт |\n| 1 | Лавки | 900 | 500 |")
    assert str(record.planned.uah) == planned


def test_a_dash_under_a_head_that_nobody_knows_is_told_too() -> None:
    drawing = """
    | № | Захід | План, грн | < | Факт, грн | < |
    | ^ | ^ | обласний бюджет | місцевий бюджет | обласний бюджет | зшкапд бюджет |
    | 1 | Лавки | 9 | 5 | 7 | - |
    | 2 | Урни | 9 | 5 | 7 | 4 |
    """
    told = [f.row_number for f in paper.loud_findings(HEAD + drawing) if f.rule == "unknown_header" and f.row_number]
    assert told == [3, 4]


def test_figures_behind_the_plan_under_a_head_that_nobody_knows_are_told_of_each_row() -> None:
    """They may be the plan as it was amended: the amount read as the plan is then the wrong one."""
    drawing = """
    | № | Захід | План, грн | Збрявковано, грн | Профінансовано, грн |
    | 1 | Лавки | 900 | 800 | 700 |
    | 2 | Урни | 500 | 600 | 600 |
    """
    told = [f.row_number for f in paper.loud_findings(HEAD + drawing) if f.rule == "unknown_header" and f.row_number]
    assert told == [2, 3]


def test_russian_heads_of_older_reports_are_understood() -> None:
    drawing = """
    | Наименование мероприятия | Исполнитель | План на 2024 год, тыс. грн | Профинансировано за 2024 год, тыс. грн |
    | Лавки | КП «Двір» | 9,0 | 5,0 |
    """
    assert [(r.executors, str(r.planned.uah), str(r.actual.uah)) for r in paper.funding(HEAD + drawing)] == [
        (("КП «Двір»",), "9000.00", "5000.00")
    ]


def test_a_number_over_a_percent_and_an_amount_is_no_amount() -> None:
    head = "| № | Захід | План, тис. грн | % виконання | Факт, тис. грн |\n"
    read = paper.read(f"{HEAD}{head}| 1 | Лавки | 4,0 | 50,0 | < |\n| 2 | Урни | 4,0 | 50,0 | 2,0 |")
    assert read.reports[0].funding[0].actual.state == "unreadable"
    assert "unreadable_value" in {f.rule for f in read.findings}


@pytest.mark.parametrize(
    "line",
    [
        "тис.укр.грн",
        "Суми подано у тис. українських гривень",
        "тис. ₴",
        "Дані наведено в тис. грн",
        "Суми вказано в тис. грн.",
        "Од. виміру: тис.грн",
        "тис. грн (з одним десятковим знаком)",
        "КПКВК 1216013          тис. грн",
        "станом на 01.01.2025\tтис.грн",
    ],
)
def test_a_line_above_the_table_that_says_what_sums_are_given_in(line: str) -> None:
    (record,) = paper.funding(f"{HEAD}{line}\n\n| № | Захід | План | Факт |\n| 1 | Лавки | 9,5 | 5,0 |")
    assert str(record.planned.uah) == "9500.00"


def test_a_year_beside_each_measure_is_its_amounts_year() -> None:
    head = "| № | Рік | Захід | План, тис. грн | Факт, тис. грн |\n"
    records = paper.funding(f"{HEAD}{head}| 1 | 2023 | Лавки | 9,5 | 5,0 |\n| 2 | 2024 | Урни | 4,0 | 2,0 |")
    assert [(r.measure, r.year) for r in records] == [("Лавки", 2023), ("Урни", 2024)]


def test_a_unit_beside_the_titles_own_head_is_the_amounts() -> None:
    drawing = "| № | Зміст заходів (тис. грн) | План | Факт |\n| 1 | Лавки | 4,5 | 4,0 |"
    assert [paper.brief(r) for r in paper.funding(HEAD + drawing)] == ["measure 1 Лавки | 2024 | 4.5 | 4"]
    assert "unit_unknown" not in paper.loud(HEAD + drawing)


def test_years_with_their_role_in_brackets_head_columns() -> None:
    drawing = """
    | № | Захід | 2023 (факт), тис. грн | 2024 (план), тис. грн | 2024 (факт), тис. грн |
    | 1 | Лавки | 3 | 4 | 2 |
    """
    assert [paper.brief(r) for r in paper.funding(HEAD + drawing)] == [
        "measure 1 Лавки | 2023 | blank | 3",
        "measure 1 Лавки | 2024 | 4 | 2",
    ]


@pytest.mark.parametrize(
    "column",
    ["Повернуто до бюджету, тис. грн", "Загальна вартість об'єкта, тис. грн", "Обсяг робіт фактично, м²", "Натуральні показники, од."],
)
def test_columns_of_other_figures_are_known_and_not_read(column: str) -> None:
    drawing = f"| № | Захід | План, тис. грн | Факт, тис. грн | {column} |\n| 1 | Лавки | 4 | 2 | 7 |"
    assert [paper.brief(r) for r in paper.funding(HEAD + drawing)] == ["measure 1 Лавки | 2024 | 4 | 2"]
    assert paper.loud(HEAD + drawing) == []


def test_numbers_of_indicators_under_no_head_of_their_own() -> None:
    drawing = """
    | № | Захід | План, тис. грн | Факт, тис. грн |
    | 1 | Лавки | 4 | 3 |

    | | Назва показника | Од. вим. | Заплановано | Досягнуто |
    | Показник затрат | < | < | < | < |
    | 1 | кількість тренерів | осіб | 12 | 11 |
    | Показник якості | < | < | < | < |
    | 1 | частка охоплених дітей | % | 35 | 36,4 |
    """
    (report,) = paper.read(HEAD + drawing).reports
    assert [(r.category, r.indicator_number, str(r.actual.value)) for r in report.indicators] == [
        ("input", "1", "11"),
        ("quality", "1", "36.4"),
    ]
    assert paper.loud(HEAD + drawing) == []


@pytest.mark.parametrize(
    ("head", "rows"),
    [
        ("Касові видатки, грн", ["| 1 | Лавки | 4000 | 1000 | 25,0 |", "| 2 | Урни | 2000 | 2000 | 100,0 |"]),
        ("Фактичне фінансування, грн", ["| 1 | Лавки | 4000 | 1000 | 25,0 |", "| 2 | Урни | 2000 | 2000 | 100,0 |"]),
        ("Касові видатки, грн", ["| 1 | Лавки | 4000 | 4000 | 100 |", "| 2 | Урни | 2000 | 2000 | 100 |"]),
    ],
)
def test_a_misread_head_of_percents_is_told_by_its_figures(head: str, rows: list[str]) -> None:
    drawing = "\n".join([f"| № | Захід | План, грн | {head} | о вико нання |", *rows])
    assert [r.percent_reported is not None for r in paper.funding(HEAD + drawing)] == [True, True]
    assert [r.actual.uah for r in paper.funding(HEAD + drawing)] == [int(row.split("|")[4]) for row in rows]


def test_what_was_spent_of_the_financing_is_no_percent() -> None:
    drawing = """
    | № | Захід | План, грн | Профінансовано, грн | Використано |
    | 1 | Лавки | 4000 | 1000 | 900 |
    | 2 | Урни | 2000 | 2000 | 100 |
    """
    assert [str(r.spent.uah) for r in paper.funding(HEAD + drawing) if r.spent] == ["900.00", "100.00"]


@pytest.mark.parametrize(
    ("plan", "actual"),
    [
        ("Затверджено станом на 01.01.2024, тис. грн", "Профінансовано станом на 01.01.2025 року, тис. грн"),
        ("Обсяг фінансування на 01.01.2025, тис. грн", "Фактично профінансовано на 01.01.2025, тис. грн"),
        ("План станом на 01.01.2025, тис. грн", "Профінансовано, тис. грн"),
    ],
)
def test_a_plan_as_of_a_first_of_january_is_of_the_actuals_year(plan: str, actual: str) -> None:
    drawing = f"| № | Захід | {plan} | {actual} |\n| 1 | Лавки | 4 | 2 |"
    assert [paper.brief(r) for r in paper.funding(HEAD + drawing)] == ["measure 1 Лавки | 2024 | 4 | 2"]


def test_work_done_is_no_actual_beside_the_cash() -> None:
    drawing = "| № | Захід | План, тис. грн | Вартість виконаних робіт за актами, тис. грн | Касові видатки, тис. грн |\n| 1 | Лавки | 4 | 3 | 2 |"
    assert [paper.brief(r) for r in paper.funding(HEAD + drawing)] == ["measure 1 Лавки | 2024 | 4 | 2"]


def test_a_head_of_years_over_amounts_is_told_and_not_read() -> None:
    drawing = "| № | Захід | рік, грн | Освоєно, грн |\n| 1 | Лавки | 2 530 368,64 | 2 000,00 |\n| 2 | Урни | 1 200,00 | 900,00 |"
    assert "unknown_header" in paper.loud(HEAD + drawing)


def test_a_misread_sign_over_rows_numbers_heads_numbers() -> None:
    drawing = "| М | Захід | План, грн | Факт, грн |\n| Завдання 1. Двори | < | < | < |\n| 1 | Лавки | 4000 | 1000 |\n| 2 | Урни | 2000 | 900 |\n| Разом | < | 6000 | 1900 |"
    assert [r.measure_number for r in paper.funding(HEAD + drawing)] == ["1", "2", None]


def test_balances_at_two_dates_are_no_deviation() -> None:
    drawing = """
    | Захід | План, тис. грн | Залишок коштів на 01.01.2024, тис. грн | Профінансовано, тис. грн | Використано, тис. грн | Залишок коштів на 01.01.2025, тис. грн |
    | Лавки | 9,0 | 1,0 | 5,0 | 4,0 | 2,0 |
    """
    assert [paper.brief(r) for r in paper.funding(HEAD + drawing)] == ["measure Лавки | 2024 | 9 | 5"]
    assert paper.loud(HEAD + drawing) == []


def test_of_two_balances_none_is_held_against_the_amounts() -> None:
    drawing = """
    | Захід | План, тис. грн | Профінансовано, тис. грн | Залишок коштів на 01.01.2025, тис. грн | Не використано, тис. грн |
    | Лавки | 9,0 | 5,0 | 1,0 | 3,0 |
    """
    assert [paper.brief(r) for r in paper.funding(HEAD + drawing)] == ["measure Лавки | 2024 | 9 | 5"]
    assert paper.loud(HEAD + drawing) == []


def test_a_heading_that_one_meaning_says_whole_is_not_two_headings() -> None:
    drawing = """
    | Захід | Рік виконання | План, тис. грн | Фактичний обсяг видатків, тис. грн |
    | Лавки | 2024 | 9,0 | 5,0 |
    """
    (record,) = paper.funding(HEAD + drawing)
    assert (record.term_start_year, str(record.actual.uah)) == (2024, "5000.00")
    assert paper.loud(HEAD + drawing) == []


@pytest.mark.parametrize(
    "columns",
    [
        "Кошти, передбачені на виконання заходу, тис. грн | Касові видатки, тис. грн",
        "Прогноз на рік, тис. грн | Касові видатки, тис. грн",
        "План, тис. грн | Фактично профінансовано (касові видатки), тис. грн",
        "Виділено в бюджеті, тис. грн | Реалізовано, тис. грн",
    ],
)
def test_plan_and_actual_in_roundabout_words(columns: str) -> None:
    drawing = HEAD + f"| № | Захід | {columns} |\n| 1 | Лавки | 9,5 | 5,5 |\n| 2 | Урни | 3,0 | 2,0 |"
    assert [paper.brief(r) for r in paper.funding(drawing)] == ["measure 1 Лавки | 2024 | 9.5 | 5.5", "measure 2 Урни | 2024 | 3 | 2"]
    assert paper.loud(drawing) == []


@pytest.mark.parametrize("header", ["Очікуване виконання, тис. грн", "Інформація, тис. грн"])
def test_a_column_of_amounts_that_is_not_read_is_told_where_a_plan_is_missing(header: str) -> None:
    drawing = HEAD + f"| № | Захід | {header} | Факт, тис. грн |\n| 1 | Лавки | 9,5 | 5,5 |\n| 2 | Урни | 3,0 | 2,0 |"
    assert "unknown_header" in paper.loud(drawing)


def test_a_table_by_economic_class_does_not_count_the_money_again() -> None:
    drawing = """
    | № | Захід | План, тис. грн | Факт, тис. грн |
    | 1 | Лавки | 9,0 | 5,0 |
    | 2 | Урни | 3,0 | 2,0 |
    |  | Разом | 12,0 | 7,0 |

    Видатки за економічною класифікацією

    | КЕКВ | Найменування | Затверджено, тис. грн | Касові видатки, тис. грн |
    | 2210 | Предмети та матеріали | 8,0 | 5,0 |
    | 3110 | Обладнання | 4,0 | 2,0 |
    |  | Разом | 12,0 | 7,0 |
    """
    assert [r.measure for r in paper.funding(HEAD + drawing)] == ["Лавки", "Урни", "Разом"]
    assert "other_table" in {f.rule for f in paper.read(HEAD + drawing).findings}


def test_a_source_that_pays_for_a_whole_table_stands_above_it() -> None:
    drawing = """
    За рахунок коштів місцевого бюджету

    | № | Захід | План, тис. грн | Факт, тис. грн |
    | 1 | Лавки | 9,0 | 5,0 |

    За рахунок коштів обласного бюджету

    | № | Захід | План, тис. грн | Факт, тис. грн |
    | 1 | Лавки | 4,0 | 3,0 |
    """
    assert [(r.measure, r.source.value) for r in paper.funding(HEAD + drawing)] == [("Лавки", "local"), ("Лавки", "oblast")]


def _one(heads: str, row: str) -> FundingRecord:
    (record,) = paper.funding(HEAD + f"\n{heads}\n{row}")
    return record


def test_a_percent_of_execution_under_deviation_is_no_deviation() -> None:
    heads = "| Захід | План, тис. грн | Факт, тис. грн | Відхилення | < |\n| ^ | ^ | ^ | абсолютне (+/-) | {} |"
    row = "| Лавки | 10,0 | 9,0 | -1,0 | 90,0 |"
    told = [_one(heads.format(text), row).percent_reported for text in ("% виконання", "%")]
    assert [str(percent) for percent in told] == ["90.00", "None"]


@pytest.mark.parametrize(
    ("plan", "rest"),
    [
        ("Річні призначення з урахуванням змін, грн", "План на 9 місяців, грн | Факт, грн"),
        ("Сума згідно з рішенням, грн", "Рахунок | Фактично перераховано, грн"),
        ("План, грн", "Виконання до плану | Факт, грн"),
        ("План, грн", "Коефіцієнт виконання | Факт, грн"),
        ("План на кінець року, грн", "План на початок року, грн | Факт, грн"),
        ("План, грн", "Фактичні видатки, грн | Касові видатки, грн"),
    ],
)
def test_headings_of_plan_and_fact_beside_others_of_their_kind(plan: str, rest: str) -> None:
    heads = f"| Захід | {plan} | {rest} |"
    assert paper.brief(_one(heads, "| Лавки | 9000 | 95 | 8000 |")) == "measure Лавки | 2024 | 9 | 8"
    assert "unknown_header" not in paper.loud(HEAD + f"\n{heads}\n| Лавки | 9000 | 95 | 8000 |")


def test_a_part_of_the_amount_beside_is_its_sources_or_told() -> None:
    heads = "| Захід | План, тис. грн | Факт всього, тис. грн | {} |"
    row = "| Лавки | 10,0 | 9,0 | 5,0 |"
    local = paper.funding(HEAD + heads.format("у тому числі з бюджету громади") + "\n" + row)
    assert [(r.source.value, paper.brief(r)[-9:]) for r in local][1][0] == "local"
    read = paper.read(HEAD + heads.format("у тому числі на оплату послуг, тис. грн") + "\n" + row)
    assert [f.found for f in read.findings if f.rule == "column_set_aside"] == ["у тому числі на оплату послуг, тис. грн"]


def test_quarters_within_a_year_s_plan_and_fact_are_parts_of_these_and_quiet() -> None:
    head = (
        "| № | Захід | План на рік, тис. грн | у тому числі за кварталами | < | < | < | Касові видатки за рік, тис. грн | у тому числі за кварталами | < | < | < |\n"
        "| ^ | ^ | ^ | I квартал | II квартал | III квартал | IV квартал | ^ | I квартал | II квартал | III квартал | IV квартал |\n"
    )
    drawing = f"{HEAD}\n{head}| 1 | Лавки | 10,0 | 1,0 | 2,0 | 3,0 | 4,0 | 8,0 | 1,0 | 2,0 | 3,0 | 2,0 |"
    (record,) = paper.read(drawing).reports[0].funding
    assert (str(record.planned.uah), str(record.actual.uah)) == ("10000.00", "8000.00")
    assert paper.loud(drawing) == []


def test_of_two_percents_that_of_the_plan_is_read_whatever_the_other_compares() -> None:
    drawing = """
    | № | Захід | Затверджено на рік, тис. грн | Профінансовано, тис. грн | % у видатках | % виконання |
    | 1 | Лавки | 40,0 | 20,0 | 12,0 | 50,0 |
    | 2 | Урни | 30,0 | 24,0 | 14,4 | 80,0 |
    """
    assert [str(r.percent_reported) for r in paper.funding(HEAD + drawing)] == ["50.00", "80.00"]


@pytest.mark.parametrize("head", ["% забезпечення потреби", "Рівень забезпечення потреби, %"])
def test_how_far_a_need_was_met_is_no_percent_of_the_plan(head: str) -> None:
    drawing = f"""
    | № | Захід | Потреба на рік, тис. грн | Затверджено на рік, тис. грн | Профінансовано, тис. грн | {head} |
    | 1 | Лавки | 80,0 | 40,0 | 20,0 | 50,0 |
    | 2 | Урни | 60,0 | 30,0 | 24,0 | 50,0 |
    """
    assert [r.percent_reported for r in paper.funding(HEAD + drawing)] == [None, None]
    assert paper.loud(HEAD + drawing) == []


@pytest.mark.parametrize("head", ["Використано, грн (% до плану)", "Використано, грн (відсоток виконання)", "Використано, грн (%)"])
def test_a_percent_in_the_bracket_of_a_head_of_money_stands_beside_its_amounts(head: str) -> None:
    drawing = f"| № | Захід | Передбачено, грн | {head} |\n| 1 | Лавки | 50 000 | 48 500 (97,0 %) |"
    assert [paper.brief(r) for r in paper.funding(HEAD + drawing)] == ["measure 1 Лавки | 2024 | 50 | 48.5"]


def test_hryvnias_in_latin_letters_are_a_unit() -> None:
    drawing = "| № | Захід | План на 2024 р., UAH | Факт за 2024 р., UAH |\n| 1 | Лавки | 4,000.00 | 3,000.00 |"
    assert [paper.brief(r) for r in paper.funding(HEAD + drawing)] == ["measure 1 Лавки | 2024 | 4 | 3"]
    assert paper.loud(HEAD + drawing) == []


@pytest.mark.parametrize("head", ["фонд", "Джерело", "Виконавець"])
def test_sums_under_a_head_that_names_no_amounts_are_told_and_never_passed_over(head: str) -> None:
    drawing = f"""
    | № | Захід | План, грн | < | Факт, грн | < |
    | ^ | ^ | загальний фонд | {head} | загальний фонд | {head} |
    | 1 | Лавки | 4000,00 | 1500,00 | 3000,00 | 500,00 |
    | 2 | Урни | 2000,00 | — | 1000,00 | — |
    | 3 | Клумби | 2000,00 | 2500,50 | 1000,00 | 20,00 |
    """
    assert "unknown_header" in paper.loud(HEAD + drawing)
    told = {f.row_number for f in paper.loud_findings(HEAD + drawing) if f.rule == "unknown_header"}
    assert {3, 5} <= told


def test_a_column_headed_done_or_not_done_that_holds_sentences_is_information() -> None:
    drawing = """
    | № | Захід | План, грн | Використано, грн | Виконано / не виконано |
    | 1 | Лавки | 4000 | 3000 | Встановлено 12 лавок |
    | 2 | Урни | 2000 | 0 | Кошти не освоєно через тривалу процедуру погодження |
    """
    assert [r.information for r in paper.funding(HEAD + drawing)] == [
        "Встановлено 12 лавок", "Кошти не освоєно через тривалу процедуру погодження",
    ]  # fmt: skip


@pytest.mark.parametrize("head", ["Ціна, грн/м3", "Вартість, тис. грн/км", "Витрати, грн за 1 кв. м"])
def test_the_price_of_one_of_something_is_no_unit_of_sums(head: str) -> None:
    assert read_unit(head) is None


def test_the_percent_of_a_quarter_is_none_of_the_year() -> None:
    drawing = """
    | № | Захід | I квартал, тис. грн | < | < | II квартал, тис. грн | < | < | Рік, тис. грн | < | < |
    | ^ | ^ | план | факт | % | план | факт | % | план | факт | % |
    | 1 | Лавки | 2 | 1 | 50,0 | 2 | 2 | 100,0 | 4 | 3 | 75,0 |
    """
    (record,) = paper.funding(HEAD + drawing)
    assert (paper.brief(record), str(record.percent_reported)) == ("measure 1 Лавки | 2024 | 4 | 3", "75.00")
    assert "percent" not in paper.loud(HEAD + drawing)


def test_percents_of_quarters_alone_are_none_of_their_sum() -> None:
    drawing = """
    | № | Захід | I квартал, тис. грн | < | < | II квартал, тис. грн | < | < |
    | ^ | ^ | план | факт | % | план | факт | % |
    | 1 | Лавки | 2 | 1 | 50,0 | 2 | 2 | 100,0 |
    """
    (record,) = paper.funding(HEAD + drawing)
    assert (paper.brief(record), record.percent_reported) == ("measure 1 Лавки | 2024 | 4 | 3", None)


@pytest.mark.parametrize(
    ("plan", "done"),
    [
        ("План на 2024 рік", "Профінансовано, в т.ч."),
        ("План на 2024 рік, у т. ч.:", "Профінансовано за 2024 рік"),
        ("План на рік (усього, в т.ч.)", "Профінансовано, у т.ч. на рік"),
        ("Обсяг фінансування на рік (м/б)", "Профінансовано (м/б)"),
        ("План на рік", "Профінансовано, м. б."),
        ("План на рік", "Профінансовано (т.г.)"),
        ("План на 2024 рік", "Профінансовано на 31.12"),
        ("План 2024 р. (з урах. зм.)", "Факт 2024 р. (на 31.12)"),
    ],
)
def test_short_words_behind_a_head_are_no_tonnes_and_no_metres_and_a_day_is_no_amount(plan: str, done: str) -> None:
    drawing = f"""
    Звіт про виконання Програми «Обід» на 2024-2025 роки за 2024 рік, тис. грн
    | № | Захід | {plan} | {done} |
    | 1 | Форум | 2,0 | 1,0 |
    """
    assert [paper.brief(r) for r in paper.funding(drawing)] == ["measure 1 Форум | 2024 | 2 | 1"]


def test_a_head_in_metres_counts_no_money() -> None:
    drawing = """
    Звіт про виконання Програми «Обід» на 2024-2025 роки за 2024 рік, тис. грн
    | № | Захід | План на рік, м | План на рік | Факт |
    | 1 | Огорожа | 7,0 | 2,0 | 1,0 |
    """
    assert [paper.brief(r) for r in paper.funding(drawing)] == ["measure 1 Огорожа | 2024 | 2 | 1"]


def test_parts_of_the_amount_are_announced_by_the_upper_head() -> None:
    drawing = """
    Звіт про виконання Програми «Обід» на 2024-2025 роки за 2024 рік, тис. грн
    | № | Захід | План на 2024 рік, у т.ч. | < | Профінансовано у 2024 році, в т.ч. | < |
    | ^ | ^ | ДБ | МБ | ДБ | МБ |
    | 1 | Форум | 1,0 | 2,0 | 1,0 | 1,5 |
    """
    assert [paper.brief(r) for r in paper.funding(drawing)] == [
        "measure 1 Форум | 2024 state/total | 1 | 1",
        "measure 1 Форум | 2024 local/total | 2 | 1.5",
    ]
