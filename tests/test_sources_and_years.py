"""Amounts by source, fund and year: whose they are, and that nothing is counted twice."""

from __future__ import annotations

import paper
import pytest
from paper import HEAD


def test_years_of_a_merged_measure_end_in_its_whole_period() -> None:
    drawing = (
        HEAD
        + """
    | № | Заходи | Роки | Обсяг фінансування, тис. грн | Фактично, тис. грн |
    | 1 | Автобуси | 2024 | 20 | 19 |
    | ^ | ^ | 2025 | 20 | - |
    | ^ | ^ | Всього | 40 | 19 |
    """
    )
    assert [paper.brief(r) for r in paper.funding(drawing)] == [
        "measure 1 Автобуси | 2024 | 20 | 19",
        "measure 1 Автобуси | 2025 | 20 | not_due",
        "measure 1 Автобуси | весь строк | 40 | 19",
    ]


def test_a_whole_period_is_not_held_against_years_of_which_one_is_not_given() -> None:
    drawing = """
    Звіт про виконання Програми «Тепла оселя» Вербівської міської територіальної громади на 2023-2024 роки за 2024 рік
    | Захід | План, тис. грн | < | < | Профінансовано, тис. грн | < |
    | ^ | на весь період | 2023 рік | 2024 рік | за весь період | у 2024 році |
    | Лавки | 9 | 5 | 4 | 8 | 3 |
    """
    assert "whole_period_sum" not in paper.loud(drawing)


@pytest.mark.parametrize(
    "cell",
    [
        "2023 рік – 80,0 / 2024 рік – 50,0",
        "2023 р. - 80,0; 2024 р. - 50,0",
        "2023: 80,0 / 2024: 50,0",
        "за 2023 рік – 80,0, за 2024 рік – 50,0 тис. грн",
    ],
)
def test_sums_of_several_years_in_one_cell_are_a_record_a_year(cell: str) -> None:
    drawing = HEAD + f"| № | Захід | План, тис. грн | Профінансовано, тис. грн |\n| 1 | Форум | {cell} | {cell} |"
    assert [paper.brief(r) for r in paper.funding(drawing)] == ["measure 1 Форум | 2023 | 80 | 80", "measure 1 Форум | 2024 | 50 | 50"]


@pytest.mark.parametrize(
    "cell",
    [
        "Всього: 130,0, у т.ч.: / 2023 рік – 80,0 / 2024 рік – 50,0",
        "130,0, у тому числі: / 2023 рік – 80,0 / 2024 рік – 50,0",
        "130,0 тис. грн, з них: 2023 рік – 80,0 2024 рік – 50,0",
        "130,0 (2023 р. – 80,0, 2024 р. – 50,0)",
        "80,0 (2023 рік) / 50,0 (2024 рік) / 130,0",
        "2023 рік – 80,0 / 2024 рік – 50,0 / Разом – 130,0",
        "Всього – 130,0 / 2023 – 80,0 / 2024 – 50,0",
        "130,0 тис. грн, у т.ч. 2023 рік – 80,0; 2024 рік – 50,0",
    ],
)
def test_what_the_years_of_a_cell_come_to_is_the_whole_periods(cell: str) -> None:
    drawing = HEAD + f"| № | Захід | План, тис. грн | Профінансовано, тис. грн |\n| 1 | Форум | {cell} | {cell} |"
    assert sorted(paper.brief(r) for r in paper.funding(drawing)) == [
        "measure 1 Форум | 2023 | 80 | 80",
        "measure 1 Форум | 2024 | 50 | 50",
        "measure 1 Форум | весь строк | 130 | 130",
    ]
    assert paper.loud(drawing) == []


@pytest.mark.parametrize(
    "cell",
    [
        "Всього: 130,0 / загальний фонд – 80,0 / спеціальний фонд – 50,0",
        "130,0, в т.ч.: / ЗФ - 80,0 / СФ - 50,0",
        "130,0 / загальний фонд: 80,0 / спеціальний фонд: 50,0",
    ],
)
def test_funds_below_their_sum_in_a_cell_are_records_of_their_own(cell: str) -> None:
    drawing = HEAD + f"| № | Захід | План, тис. грн | Профінансовано, тис. грн |\n| 1 | Форум | {cell} | {cell} |"
    assert sorted(paper.brief(r) for r in paper.funding(drawing)) == [
        "measure 1 Форум | 2024 total/general | 80 | 80",
        "measure 1 Форум | 2024 total/special | 50 | 50",
        "measure 1 Форум | 2024 | 130 | 130",
    ]


def test_one_part_of_a_cells_sum_is_a_record_where_it_names_its_fund_and_nothing_else() -> None:
    cell = "130,0, в тому числі спецфонд 50,0"
    drawing = HEAD + f"| № | Захід | План, тис. грн | Профінансовано, тис. грн |\n| 1 | Форум | {cell} | {cell} |"
    assert sorted(paper.brief(r) for r in paper.funding(drawing)) == [
        "measure 1 Форум | 2024 total/special | 50 | 50",
        "measure 1 Форум | 2024 | 130 | 130",
    ]


@pytest.mark.parametrize("cell", ["МБ – 50,0 / Всього – 50,0", "Всього: 50,0 / місцевий бюджет: 50,0"])
def test_a_sum_and_its_only_source_are_both_records(cell: str) -> None:
    drawing = HEAD + f"| № | Захід | План, тис. грн | Профінансовано, тис. грн |\n| 1 | Форум | {cell} | {cell} |"
    assert sorted(paper.brief(r) for r in paper.funding(drawing)) == [
        "measure 1 Форум | 2024 local/total | 50 | 50",
        "measure 1 Форум | 2024 | 50 | 50",
    ]


def test_sums_beside_several_names_of_which_one_is_unknown_are_told_and_not_taken_for_parts() -> None:
    names, cell = "усі / сільські клуби / міські будинки", "84,4 / 54,4 / 30,0"
    rows = f"| 1 | Форум | {names} | {cell} | {cell} |\n| 2 | Табір | місцевий бюджет | 3,0 | 3,0 |"
    drawing = HEAD + "| № | Захід | Джерела фінансування | План, тис. грн | Профінансовано, тис. грн |\n" + rows
    assert paper.loud(drawing) == ["unreadable_value", "unreadable_value"]


def test_a_dash_before_its_sources_name_is_nothing_of_that_source() -> None:
    cell = "80,0 – місцевий бюджет / - – державний бюджет / 80,0 – всього"
    drawing = HEAD + f"| № | Захід | План, тис. грн | Профінансовано, тис. грн |\n| 1 | Форум | {cell} | {cell} |"
    assert sorted(paper.brief(r) for r in paper.funding(drawing)) == [
        "measure 1 Форум | 2024 local/total | 80 | 80",
        "measure 1 Форум | 2024 state/total | nil | nil",
        "measure 1 Форум | 2024 | 80 | 80",
    ]


def test_the_plan_of_the_reports_own_quarter_stands_beside_the_years() -> None:
    drawing = """
    Звіт про виконання Програми «Автобус» на 2025 рік за I квартал 2025 року
    | № | Захід | План на 2025 рік, тис. грн | План на I квартал, тис. грн | Профінансовано за I квартал, тис. грн |
    | 1 | Ремонт депо | 100,0 | 30,0 | 20,0 |
    """
    read = paper.read(drawing)
    (record,) = read.reports[0].funding
    assert [str(a.uah) for a in (record.planned, record.planned_period, record.actual)] == ["100000.00", "30000.00", "20000.00"]
    assert "periods_added" not in {f.rule for f in read.findings}


def test_amounts_whose_year_nothing_names_are_told_one_by_one() -> None:
    read = paper.read(
        "Звіт про виконання Програми «Пам'ять»\n| № | Захід | План, тис. грн | Факт, тис. грн |\n| 1 | Огорожа | 10,0 | 5,0 |", "звіт.docx"
    )
    assert [(f.rule, f.record) for f in read.findings if f.rule == "year_unknown"] == [("year_unknown", read.reports[0].funding[0].key)]


SOURCES = """
| Джерела фінансування | План, тис. грн | Факт, тис. грн | Рівень виконання, % |
| Державний бюджет | - | - | - |
| Бюджет громади | 640,5 | 602,3 | 94,0 |
| Усього | 640,5 | 602,3 | 94,0 |
"""


def test_a_table_of_sources_alone_is_the_programmes_total() -> None:
    assert [paper.brief(r) for r in paper.funding(HEAD + SOURCES)] == [
        "total Усього | 2024 state/total | nil | nil", "total Усього | 2024 local/total | 640.5 | 602.3", "total Усього | 2024 | 640.5 | 602.3",
    ]  # fmt: skip


def test_a_table_of_sources_beside_measures_that_name_none_is_the_programmes_total() -> None:
    measures = "| № | Захід | План, тис. грн | Факт, тис. грн |\n| 1 | Табір | 640,5 | 602,3 |\n"
    records = paper.funding(HEAD + measures + SOURCES)
    assert [(str(r.row_kind), str(r.source)) for r in records] == [
        ("measure", "total"),
        ("total", "state"),
        ("total", "local"),
        ("total", "total"),
    ]


def test_a_table_of_sources_beside_measures_with_their_sources_is_what_each_gave_in_all() -> None:
    measures = "| № | Захід | Джерело | План, тис. грн | Факт, тис. грн |\n| 1 | Табір | місцевий бюджет | 640,5 | 602,3 |\n"
    records = paper.funding(HEAD + measures + SOURCES)
    assert [(str(r.row_kind), str(r.source)) for r in records] == [
        ("measure", "local"),
        ("total", "state"),
        ("total", "local"),
        ("total", "total"),
    ]


def test_a_table_of_sources_beside_one_that_adds_them_up_itself_is_told_and_not_read() -> None:
    measures = "| № | Захід | Джерело | План, тис. грн | Факт, тис. грн |\n| 1 | Табір | місцевий бюджет | 640,5 | 602,3 |\n"
    totals = "| | Разом | державний бюджет | - | - |\n| | ^ | місцевий бюджет | 640,5 | 602,3 |\n"
    read = paper.read(HEAD + measures + totals + SOURCES)
    assert {r.measure for r in read.reports[0].funding} == {"Табір", "Разом"}
    assert "other_table" in {f.rule for f in read.findings}


@pytest.mark.parametrize("source", ["кошти батьків", "батьківська плата", "Кошти споживачів", "кошти співвласників", "власні кошти"])
def test_money_of_those_who_are_served_is_another_source(source: str) -> None:
    drawing = f"{HEAD}| № | Захід | Джерело | План, грн | Факт, грн |\n| 1 | Табір | {source} | 724 | 700 |\n| 2 | Гурток | міський бюджет | 50 | 40 |"
    assert [str(r.source) for r in paper.funding(drawing)] == ["other", "local"]
    assert paper.loud(drawing) == []


@pytest.mark.parametrize("words", ["без фінансування", "не потребує фінансування", "не потребує коштів", "-"])
def test_words_for_no_money_name_no_source(words: str) -> None:
    drawing = (
        f"{HEAD}| № | Захід | Джерело | План, грн | Факт, грн |\n| 1 | Табір | {words} | - | - |\n| 2 | Гурток | міський бюджет | 50 | 40 |"
    )
    assert [str(r.source) for r in paper.funding(drawing)] == ["total", "local"]
    assert paper.loud(drawing) == []


@pytest.mark.parametrize(
    ("label", "source"),
    [("Всього по громаді", "total"), ("Разом по місту", "total"), ("Всього по обласному бюджету", "oblast"), ("Всього державний", "state")],
)
def test_a_sum_of_a_place_names_no_source(label: str, source: str) -> None:
    drawing = f"{HEAD}| № | Захід | План, грн | Факт, грн |\n| 1 | Табір | 724 | 700 |\n| | {label} | 724 | 700 |"
    assert [str(r.source) for r in paper.funding(drawing)] == ["total", source]


@pytest.mark.parametrize(("initials", "warned"), [("ІД", []), ("СФ", ["source_unknown"])])
def test_initials_of_a_source_are_never_all_of_them(initials: str, warned: list[str]) -> None:
    drawing = (
        f"{HEAD}| № | Захід | Джерело | План, грн | Факт, грн |\n| 1 | Табір | МБ | 724 | 700 |\n| 2 | Гурток | {initials} | 50 | 40 |"
    )
    assert [str(r.source) for r in paper.funding(drawing)] == ["local", "other"]
    assert paper.loud(drawing) == warned


def test_percents_stacked_beside_stacked_sums_are_each_their_own() -> None:
    head = "| № | Захід | Джерело | План, грн | Факт, грн | % |\n"
    row = (
        "| 1 | Лавки | державний бюджет / обласний бюджет / місцевий бюджет | 400,0 / 100,0 / 178,0 | 400,0 / - / 89,0 | 100,0 / - / 50,0 |"
    )
    records = paper.funding(HEAD + head + row)
    assert [(str(r.source), str(r.percent_reported)) for r in records] == [("state", "100.00"), ("oblast", "None"), ("local", "50.00")]
    assert paper.loud(HEAD + head + row) == []


def test_percents_stacked_beside_the_sums_of_stacked_years_are_each_their_own() -> None:
    head = "| Захід | Рік | План, грн | Факт, грн | % |\n"
    row = "| Лавки | 2023 / 2024 / Разом | 400,0 / 200,0 / 600,0 | 100,0 / 100,0 / 200,0 | 25,0 / 50,0 / 33,3 |"
    records = paper.funding(HEAD + head + row)
    assert [(r.year, str(r.percent_reported)) for r in records] == [(2023, "25.00"), (2024, "50.00"), (None, "33.30")]


def test_sums_beside_as_many_sources_stay_apart() -> None:
    head = "| № | Захід | Джерело | План, грн | Факт, грн |\n"
    records = paper.funding(HEAD + head + "| 1 | Лавки | обласний бюджет / місцевий бюджет | 724 / 178 | 700 / 100 |")
    assert [(str(r.source), str(r.planned.uah)) for r in records] == [("oblast", "724.00"), ("local", "178.00")]


def test_sums_beside_as_many_sources_are_no_number_in_pieces_however_large() -> None:
    head = "| № | Захід | Джерело | План, грн | Факт, грн |\n"
    records = paper.funding(HEAD + head + "| 1 | Лавки | обласний бюджет місцевий бюджет | 21 000 / 1 032 036 | 21 000 / 45 954 |")
    assert [(str(r.source), str(r.planned.uah)) for r in records] == [("oblast", "21000.00"), ("local", "1032036.00")]


def test_a_dash_above_a_sum_is_the_first_source_s() -> None:
    head = "| № | Захід | Джерело | План, грн | Факт, грн |\n"
    records = paper.funding(HEAD + head + "| 1 | Лавки | місцевий бюджет / інші джерела | 1 430,07 / 38,66 | - / 30,92 |")
    assert [(str(r.source), str(r.actual.uah)) for r in records] == [("local", "0.00"), ("other", "30.92")]


def test_the_whole_volume_of_a_programme_beside_what_was_financed_year_by_year() -> None:
    drawing = """
    Інформація про виконання програм Вербівської міської територіальної громади за 2023 рік
    | № | Назва програми | Загальний обсяг за програмою, тис. грн | Профінансовано, тис. грн | < | < |
    | ^ | ^ | ^ | 2022 | 2023 | всього |
    | 1 | Програма «Вода» на 2022-2026 роки | 1034,4 | 235,0 | 90,2 | 325,2 |
    """
    planned = [(r.year, str(r.planned.uah)) for r in paper.funding(drawing) if r.planned.uah is not None]
    assert planned == [(None, "1034400.00")]


def test_a_year_that_a_scan_spoilt_is_told_by_the_years_beside_and_the_groups_alike() -> None:
    drawing = """
    | № | Захід | План, тис. грн | < | < | Факт, тис. грн | < | < |
    | ^ | ^ | 2024 рік | 2025 рік | 2026 рік | зо ох | 2025 рік | ль бохо |
    | 1 | Лавки | 4 | 5 | 6 | 3 | 2 | |
    """
    read = paper.read("Звіт про виконання Програми «Двір» на 2024-2026 роки за 2025 рік\n" + drawing)
    assert [(r.year, str(r.actual.uah)) for r in read.reports[0].funding] == [(2024, "3000.00"), (2025, "2000.00"), (2026, "None")]
    assert sum(f.rule == "header_misspelt" for f in read.findings) == 2


@pytest.mark.parametrize(
    ("labels", "places"),
    [
        ("Разом | кошти держ | обласний бюджет | Бюд жет терит", ["total", "state", "oblast", "local"]),
        ("Разом | спеціа | загальний фонд | ", ["total", "special", "general"]),
        ("Разом | кошти | обласний бюджет | ", ["total", "oblast"]),
    ],
    ids=["budgets", "funds", "beginning of several"],
)
def test_a_label_that_a_narrow_column_clips_is_the_only_one_that_begins_so(labels: str, places: list[str]) -> None:
    names = [label.strip() for label in labels.split("|") if label.strip()]
    drawing = (
        f"| № | Захід | План, тис. грн {'| < ' * (len(names) - 1)}|\n| ^ | ^ | {' | '.join(names)} |\n| 1 | Лавки {'| 4 ' * len(names)}|\n"
    )
    records = paper.funding("Звіт про виконання Програми «Двір» на 2024-2026 роки за 2025 рік\n" + drawing)
    assert [str(r.source) if r.fund == "total" else str(r.fund) for r in records] == places


def test_a_year_in_which_a_scan_misread_a_digit_is_the_programmes_only_one_so_near() -> None:
    drawing = (
        "Звіт про виконання\nПрограми «Двір» на 2025-2029 роки\nу 2925 році\n| № | Захід | План, грн | Факт, грн |\n| 1 | Лавки | 4 | 3 |"
    )
    read = paper.read(drawing, "скан.pdf")
    assert read.reports[0].report_year == 2025
    assert "missing_metadata" in {f.rule for f in read.findings}


def test_a_table_of_years_alone_is_the_programmes_total() -> None:
    drawing = """
    Звіт про виконання Програми «Двір» Вербівської міської територіальної громади на 2022-2023 роки за 2023 рік
    | Рік | План, тис. грн | Факт, тис. грн | % |
    | 2022 | 4,0 | 2,0 | 50 |
    | 2023 | 4,0 | 3,0 | 75 |
    | Разом | 8,0 | 5,0 | 62,5 |
    """
    assert [(str(r.row_kind), r.year, str(r.planned.uah)) for r in paper.funding(drawing)] == [
        ("total", 2022, "4000.00"), ("total", 2023, "4000.00"), ("total", None, "8000.00"),
    ]  # fmt: skip


def test_a_years_range_that_a_narrow_column_broke_is_the_whole_period() -> None:
    drawing = """
    | № | Захід | Роки | План, тис. грн | Факт, тис. грн |
    | 1 | Лавки | 2023-202 / 4 | 9 | 5 |
    | ^ | ^ | 2023 | 4 | 2 |
    | ^ | ^ | 2024 | 5 | 3 |
    """
    assert [r.year for r in paper.funding(HEAD + drawing)] == [None, 2023, 2024]


def test_other_sources_under_a_plan_are_its_sub_column() -> None:
    drawing = (
        HEAD
        + """
    | № | Захід | План, тис. грн | < | < | Факт, тис. грн | < | < |
    | ^ | ^ | Усього | Місцевий бюджет | інші джерела фінансування | Усього | Місцевий бюджет | інші джерела фінансування |
    | 1 | Ярмарок | 30,0 | 10,0 | 20,0 | 15,0 | 5,0 | 10,0 |
    """
    )
    assert [(str(r.source), str(r.planned.uah), str(r.actual.uah)) for r in paper.funding(drawing)] == [
        ("total", "30000.00", "15000.00"), ("local", "10000.00", "5000.00"), ("other", "20000.00", "10000.00"),
    ]  # fmt: skip


def test_a_part_of_the_special_fund_takes_nothing_from_it() -> None:
    drawing = (
        HEAD
        + """
    | № | Захід | План, тис. грн | < | < | < | Касові видатки, тис. грн | < | < | < |
    | ^ | ^ | разом | загальний фонд | спеціальний фонд | у т.ч. бюджет розвитку | разом | загальний фонд | спеціальний фонд | у т.ч. бюджет розвитку |
    | 1 | Сцена | 30,0 | 10,0 | 20,0 | 20,0 | 15,0 | 5,0 | 10,0 | 10,0 |
    """
    )
    read = paper.read(drawing)
    assert [(str(r.fund), str(r.planned.uah), str(r.actual.uah)) for r in read.reports[0].funding] == [
        ("total", "30000.00", "15000.00"), ("general", "10000.00", "5000.00"), ("special", "20000.00", "10000.00"),
    ]  # fmt: skip
    assert "unknown_header" not in {f.rule for f in read.findings}


def test_two_sub_rows_of_one_place_are_told() -> None:
    drawing = (
        HEAD
        + """
    | № | Захід | Джерело | План, тис. грн | Профінансовано, тис. грн |
    | 1 | Ярмарок | Усього | 30,0 | 15,0 |
    | ^ | ^ | спонсори | 10,0 | 5,0 |
    | ^ | ^ | інші кошти | 20,0 | 10,0 |
    """
    )
    assert sum(f.rule == "place_repeated" for f in paper.read(drawing).findings) == 2


TWO = """
ЗВІТ про виконання Програми «Лікар» Вербівської міської територіальної громади на 2023-2025 роки за {period}
{first}
| № | Захід | План | Факт |
| 1 | Ліки | 30,0 | 20,0 |

{second}
| № | Захід | План | Факт |
| 1 | Ліки | 8,0 | 8,0 |
"""


@pytest.mark.parametrize(
    ("period", "first", "second", "told"),
    [
        ("2023-2024 роки", "2023 рік (тис. грн)", "2024 рік (тис. грн)", ["2023 total total 30000", "2024 total total 8000"]),
        (
            "2023-2024 роки",
            "Виконання заходів Програми у 2023 році, тис. грн",
            "Результати протягом 2024 року, тис. грн",
            ["2023 total total 30000", "2024 total total 8000"],
        ),
        (
            "2024 рік",
            "Кошти обласного бюджету, тис. грн",
            "Кошти бюджету громади, тис. грн",
            ["2024 oblast total 30000", "2024 local total 8000"],
        ),
        ("2024 рік", "Загальний фонд (тис. грн)", "Спеціальний фонд (тис. грн)", ["2024 total general 30000", "2024 total special 8000"]),
        ("2024 рік", "Розділ I. Стаціонар (тис. грн)", "Розділ II. Амбулаторії (грн)", ["2024 total total 30000", "2024 total total 8"]),
        ("2024 рік", "Одиниця виміру: тис. грн", "Одиниця виміру: млн грн", ["2024 total total 30000", "2024 total total 8000000"]),
        (
            "2024 рік",
            "(тис. грн)\nу тому числі кошти місцевого бюджету: 11,5",
            "тис. грн",
            ["2024 total total 30000", "2024 total total 8000"],
        ),
        ("2024 рік", "громади на 2024 рік за 2024 рік\nтис. грн", "тис. грн", ["2024 total total 30000", "2024 total total 8000"]),
    ],
    ids=[
        "years",
        "sentences with years",
        "sources",
        "funds",
        "units of sections",
        "units",
        "a fact of a form is no caption",
        "the end of a title",
    ],
)
def test_a_caption_above_a_table_speaks_of_all_its_amounts(period: str, first: str, second: str, told: list[str]) -> None:
    read = paper.read(TWO.format(period=period, first=first, second=second))
    found = [f"{r.year} {r.source} {r.fund} {int(r.planned.uah or 0)}" for report in read.reports for r in report.funding]
    assert found == told


@pytest.mark.parametrize(
    "part",
    ["9 місяців 2024 року", "I півріччя 2024 року", "січень-вересень 2024 року", "III квартал 2024 року", "9 місяців", "три квартали"],
)
def test_the_programmes_years_in_the_last_line_of_a_title_are_no_year_of_the_amounts(part: str) -> None:
    drawing = f"""
    Звіт про виконання Програми «Тепла оселя» Вербівської міської територіальної громади за 2024 рік
    на 2023-2025 роки за {part}
    | Захід | План, тис. грн | Факт, тис. грн |
    | Котли | 10,0 | 9,0 |
    """
    assert [(r.year, r.planned.uah) for r in paper.funding(drawing)] == [(2024, 10000)]


def test_a_row_over_the_table_that_names_a_source_is_no_section() -> None:
    drawing = (
        HEAD
        + """
    | № | Захід | План, тис. грн | Факт, тис. грн |
    | Державний бюджет | < | < | < |
    | 1 | Ліки | 30,0 | 20,0 |
    | | Разом | 30,0 | 20,0 |
    | Місцевий бюджет | < | < | < |
    | 1 | Ремонт | 8,0 | 8,0 |
    | | Разом | 8,0 | 8,0 |
    | | Всього по Програмі | 38,0 | 28,0 |
    """
    )
    records = paper.funding(drawing)
    assert [(str(r.source), r.section) for r in records] == [
        ("state", None), ("state", None), ("local", None), ("local", None), ("total", None),
    ]  # fmt: skip


def test_one_measure_in_two_tables_for_the_same_place_is_told() -> None:
    read = paper.read(TWO.format(period="2024 рік", first="Таблиця перша (тис. грн)", second="Таблиця друга (тис. грн)"))
    assert sum(f.rule == "place_repeated" for f in read.findings) == 2


@pytest.mark.parametrize(
    "head",
    [
        "Передбачено (рішення № 15 від 21.12.2023), тис. грн | Профінансовано, тис. грн",
        "Затверджено на 01.01.2024, тис. грн | Профінансовано на 01.01.2025, тис. грн",
        "План (рішення № 2023-15/VIII), тис. грн | Факт, тис. грн",
        "Передбачено Програмою на 2023-2025 роки, у т.ч. на 2024 рік, тис. грн | Профінансовано у 2024 році, тис. грн",
    ],
)
def test_when_a_plan_was_decided_is_no_year_of_its_amounts(head: str) -> None:
    (record,) = paper.funding(f"{HEAD}| № | Захід | {head} |\n| 1 | Ліки | 30,0 | 20,0 |")
    assert paper.brief(record) == "measure 1 Ліки | 2024 | 30 | 20"


def test_the_whole_period_beside_its_part_of_the_year() -> None:
    drawing = (
        HEAD
        + """
    | № | Захід | Загальний обсяг фінансування за Програмою, тис. грн | у т.ч. план на 2024 рік, тис. грн | Профінансовано з початку дії Програми, тис. грн | у т.ч. у 2024 році, тис. грн |
    | 1 | Ліки | 90,0 | 30,0 | 50,0 | 20,0 |
    """
    )
    assert sorted((r.year or 0, str(r.planned.uah), str(r.actual.uah)) for r in paper.funding(drawing)) == [
        (0, "90000.00", "50000.00"), (2024, "30000.00", "20000.00"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "part",
    [
        "в т.ч. на 2024 рік, тис. грн",
        "у тому числі на звітний рік, тис. грн",
        "з них на 2024 рік з урахуванням змін, тис. грн",
        "в т.ч. на рік, тис. грн",
    ],
)
@pytest.mark.parametrize("grouped", [False, True], ids=["beside", "under one head"])
def test_a_plans_part_of_the_year_is_the_years_plan(part: str, grouped: bool) -> None:
    whole = "Загальний обсяг, тис. грн"
    heads = (
        f"| № | Захід | Обсяг фінансування | < | Профінансовано у 2024 році, тис. грн |\n| ^ | ^ | {whole} | {part} | ^ |"
        if grouped
        else f"| № | Захід | {whole} | {part} | Профінансовано у 2024 році, тис. грн |"
    )
    drawing = f"{HEAD}{heads}\n| 1 | Ліки | 90 | 30 | 20 |\n| 2 | Бинти | 60 | 20 | - |"
    assert sorted(map(paper.brief, paper.funding(drawing))) == [
        "measure 1 Ліки | 2024 | 30 | 20",
        "measure 1 Ліки | весь строк | 90 | blank",
        "measure 2 Бинти | 2024 | 20 | nil",
        "measure 2 Бинти | весь строк | 60 | blank",
    ]
    assert paper.loud(drawing) == []


def test_a_report_without_any_plan_is_told() -> None:
    read = paper.read(HEAD + "| № | Захід | Профінансовано у 2024 році, тис. грн |\n| 1 | Ліки | 20 |\n| 2 | Бинти | 30 |")
    assert "plan_nowhere" in {f.rule for f in read.findings}


@pytest.mark.parametrize("where", ["total", "note"])
def test_a_unit_that_only_a_totals_label_or_a_note_below_names(where: str) -> None:
    total = "Всього по Програмі, тис. грн" if where == "total" else "Всього по Програмі"
    note = "Примітка: суми наведено у тис. грн." if where == "note" else ""
    drawing = f"{HEAD}| № | Захід | План | Факт |\n| 1 | Ліки | 30,0 | 20,0 |\n| | {total} | 30,0 | 20,0 |\n\n{note}"
    read = paper.read(drawing)
    assert str(read.reports[0].funding[0].planned.uah) == "30000.00"
    assert "unit_unknown" not in {f.rule for f in read.findings}


def test_a_budget_misread_by_a_letter_is_that_budget() -> None:
    drawing = """
    | № | Захід | Джерело | План, грн | Факт, грн |
    | 1 | Лавки | Гобласний бюджет | 9 | 5 |
    | ^ | ^ | місцевий бюджет | 4 | 2 |
    """
    assert [str(r.source) for r in paper.funding(HEAD + drawing)] == ["oblast", "local"]


def test_a_row_with_a_source_and_no_amounts_is_a_measure() -> None:
    drawing = """
    | № | Захід | Джерело | План, грн | Факт, грн |
    | Завдання 1. Кадри | < | < | < | < |
    | 1. | 1.1. Доплата лікарям | Інші джерела | | |
    | | 1.2. Оплата навчання | бюджет громади | 9 | 5 |
    """
    assert [(r.measure_number, r.section, str(r.source)) for r in paper.funding(HEAD + drawing)] == [
        ("1.1", "Завдання 1. Кадри", "other"), ("1.2", "Завдання 1. Кадри", "local"),
    ]  # fmt: skip


def test_a_percent_beside_amounts_of_the_whole_period_alone_is_of_the_whole_period() -> None:
    drawing = """
    Звіт про виконання Програми «Двір» Вербівської міської територіальної громади на 2020-2024 роки за 2020-2024 роки
    | № | Захід | План на 2020-2024 роки, грн | Профінансовано за 2020-2024 роки, грн | % виконання |
    | 1 | Лавки | 1000 | 425 | 42,5 |
    """
    assert [(r.year, str(r.percent_reported)) for r in paper.funding(drawing)] == [(None, "42.50")]
    assert paper.loud(drawing) == []


OF_YEARS = """
| Рік | План, тис. грн | Факт, тис. грн |
| 2024 | 4,0 | {} |
| 2025 | 5,0 | 1,0 |
| Разом | 9,0 | 4,0 |
"""


BY_YEAR = """
| № | Захід | План, тис. грн | < | Факт, тис. грн | < |
| ^ | ^ | 2024 | 2025 | 2024 | 2025 |
| 1 | Лавки | 1,0 | 3,0 | 1,0 | - |
| 2 | Урни | 3,0 | 2,0 | 2,0 | 1,0 |
{}
"""


def _totals(drawing: str) -> list[tuple[str, int | None]]:
    return [(r.measure, r.year) for r in paper.funding(drawing) if r.row_kind == "total"]


def test_a_table_of_years_beside_the_measures_gives_their_total_no_second_time() -> None:
    measures = BY_YEAR.format("| | Всього | 4,0 | 5,0 | 3,0 | 1,0 |")
    drawing = f"{HEAD}{measures}\nФінансування за роками\n{OF_YEARS.format('3,0')}"
    assert _totals(drawing) == [("Всього", 2024), ("Всього", 2025), ("Разом", None)]
    assert [f.row_number for f in paper.read(drawing).findings if f.rule == "total_repeated"] == [2, 3]


def test_a_table_of_years_is_the_total_of_measures_that_have_none() -> None:
    drawing = f"{HEAD}{BY_YEAR.format('')}\nФінансування за роками\n{OF_YEARS.format('3,0')}"
    assert _totals(drawing) == [("Разом", 2024), ("Разом", 2025), ("Разом", None)]


def test_a_table_of_years_that_differs_from_the_measures_total_is_told() -> None:
    measures = BY_YEAR.format("| | Всього | 4,0 | 5,0 | 3,0 | 1,0 |")
    drawing = f"{HEAD}{measures}\nФінансування за роками\n{OF_YEARS.format('2,0')}"
    assert ("Разом", 2024) in _totals(drawing)
    assert {"place_repeated", "programme_sum"} <= set(paper.loud(drawing))


def test_a_sum_of_sources_that_do_not_add_up_to_it_stays_and_is_told() -> None:
    measures = "| № | Захід | План, тис. грн | Факт, тис. грн |\n| 1 | Лавки | 9,0 | 4,0 |\n| | Всього | 9,0 | 4,0 |\n"
    drawing = f"{HEAD}{measures}\nЗа джерелами\n| Джерело | План, тис. грн | Факт, тис. грн |\n| Обласний бюджет | 5,0 | {{}} |\n| Місцевий бюджет | 4,0 | 1,0 |\n| Разом | 9,0 | 4,0 |"
    assert _totals(drawing.format("3,0")) == [("Всього", 2024), ("Разом", 2024), ("Разом", 2024)]
    assert paper.loud(drawing.format("3,0")) == []
    assert paper.loud(drawing.format("2,0")) == ["source_sum"]


def test_sums_of_sources_in_the_line_of_fact_are_facts() -> None:
    head = "| № | Захід | Показник | 2024 рік, тис. грн |\n"
    rows = "| 1 | Лавки | план | обласний бюджет – 4,0 / місцевий бюджет – 3,0 |\n| ^ | ^ | факт | обласний бюджет – 2,0 / місцевий бюджет – 1,0 |"
    records = paper.funding(HEAD + head + rows)
    assert [(str(r.source), str(r.planned.uah), str(r.actual.uah)) for r in records] == [
        ("oblast", "4000.00", "2000.00"), ("local", "3000.00", "1000.00"),
    ]  # fmt: skip


def test_plan_and_fact_as_rows_keep_a_year_of_which_little_is_told() -> None:
    drawing = """
    | № | Захід | Показник | 2024 рік, грн | 2025 рік, грн |
    | 1 | Лавки | Передбачено | 900 | 700 |
    | ^ | ^ | Профінансовано | 500 | - |
    | ^ | ^ | % виконання | 55,6 | - |
    """
    assert [(r.year, str(r.planned.uah), str(r.actual.uah)) for r in paper.funding(HEAD + drawing)] == [
        (2024, "900.00", "500.00"), (2025, "700.00", "None"),
    ]  # fmt: skip


def test_sub_rows_in_two_levels_take_both_labels_from_the_cells_they_lie_in() -> None:
    drawing = """
    | № | Захід | Роки | Джерело фінансування | План, тис. грн | Факт, тис. грн |
    | 1 | Лавки | Усього | усього | 9 | 5 |
    | ^ | ^ | ^ | місцевий бюджет | 9 | 5 |
    | ^ | ^ | 2023 рік | усього | 5 | 3 |
    | ^ | ^ | ^ | місцевий бюджет | 5 | 3 |
    | ^ | ^ | 2024 рік | усього | 4 | 2 |
    | ^ | ^ | ^ | місцевий бюджет | 4 | 2 |
    """
    assert [(r.measure, r.year, str(r.source), paper.brief(r).split(" | ", 2)[2]) for r in paper.funding(HEAD + drawing)] == [
        ("Лавки", None, "total", "9 | 5"), ("Лавки", None, "local", "9 | 5"),
        ("Лавки", 2023, "total", "5 | 3"), ("Лавки", 2023, "local", "5 | 3"),
        ("Лавки", 2024, "total", "4 | 2"), ("Лавки", 2024, "local", "4 | 2"),
    ]  # fmt: skip


def test_sub_rows_in_two_levels_with_years_inside_and_a_page_break_between() -> None:
    drawing = """
    | № | Захід | Джерело фінансування | Рік | План, тис. грн | Факт, тис. грн |
    | 1 | Лавки | місцевий бюджет | Усього | 9 | 5 |
    | ^ | ^ | ^ | 2023 | 5 | 3 |
    | ^ | ^ | ^ | 2024 | 4 | 2 |
    | ^ | ^ | обласний бюджет | Усього | 3 | 2 |

    | | | | 2023 | 1 | 1 |
    | ^ | ^ | ^ | 2024 | 2 | 1 |
    """
    assert [(r.year, str(r.source), paper.brief(r).split(" | ", 2)[2]) for r in paper.funding(HEAD + drawing)] == [
        (None, "local", "9 | 5"), (2023, "local", "5 | 3"), (2024, "local", "4 | 2"),
        (None, "oblast", "3 | 2"), (2023, "oblast", "1 | 1"), (2024, "oblast", "2 | 1"),
    ]  # fmt: skip


def test_a_column_headed_like_a_term_gives_the_years_of_sub_rows() -> None:
    drawing = (
        HEAD
        + """
    | № | Заходи | Роки виконання | Обсяг фінансування, тис. грн | Фактично, тис. грн |
    | 1 | Автобуси | 2024 рік | 20 | 19 |
    | ^ | ^ | 2025 рік | 20 | - |
    | ^ | ^ | Всього: | 40 | 19 |
    | 2 | Парти | 2024 рік | 5 | 5 |
    | ^ | ^ | 2025 рік | 6 |  |
    | ^ | ^ | Всього: | 11 | 5 |
    """
    )
    assert [paper.brief(r) for r in paper.funding(drawing)] == [
        "measure 1 Автобуси | 2024 | 20 | 19",
        "measure 1 Автобуси | 2025 | 20 | not_due",
        "measure 1 Автобуси | весь строк | 40 | 19",
        "measure 2 Парти | 2024 | 5 | 5",
        "measure 2 Парти | 2025 | 6 | not_due",
        "measure 2 Парти | весь строк | 11 | 5",
    ]
    assert paper.loud(drawing) == []


def test_a_dash_for_each_source_is_nothing_from_each() -> None:
    drawing = (
        HEAD
        + """
    | № | Заходи | Джерела фінансування | План, тис. грн | Факт, тис. грн |
    | 1 | Автобуси | Державний бюджет / Обласний бюджет | 20,0 / 30,0 | – / – |
    """
    )
    assert [(r.source.value, str(r.planned.uah), r.actual.state.value) for r in paper.funding(drawing)] == [
        ("state", "20000.00", "nil"),
        ("oblast", "30000.00", "nil"),
    ]


def test_a_source_in_brackets_behind_the_one_sum_is_whose_it_is() -> None:
    drawing = HEAD + "| № | Заходи | План, тис. грн | Факт, тис. грн |\n| 1 | Автобуси | 20,0 (місцевий бюджет) | 18,0 (місцевий бюджет) |"
    assert [(r.source.value, str(r.actual.uah)) for r in paper.funding(drawing)] == [("local", "18000.00")]


def test_a_section_named_like_a_source_is_no_source_where_columns_are() -> None:
    drawing = (
        HEAD
        + """
    | № | Заходи | План, тис. грн | < | Факт, тис. грн | < |
    | ^ | ^ | Усього | Інші кошти | Усього | Інші кошти |
    | 1. Підтримка | < | < | < | < | < |
    | 1.1 | Ярмарки | 9,0 | 4,0 | 5,0 | 4,0 |
    | 2. Інвестиції | < | < | < | < | < |
    | 2.1 | Форуми | 8,0 | 3,0 | 2,0 | 1,0 |
    """
    )
    assert [(r.section, r.measure, r.source.value) for r in paper.funding(drawing) if r.measure == "Форуми"] == [
        ("Інвестиції", "Форуми", "total"),
        ("Інвестиції", "Форуми", "other"),
    ]


def test_a_column_without_a_readable_head_that_names_sources_line_by_line_holds_them() -> None:
    drawing = (
        HEAD
        + """
    | № | Заходи | Джерела інансування ув | План, тис. грн | Факт, тис. грн |
    | 1 | Ярмарки | місцевий бюджет | 9,0 | 5,0 |
    | 2 | Форуми | обласний бюджет / місцевий бюджет | 8,0 / 7,0 | 3,0 / 2,0 |
    """
    )
    assert [(r.measure, r.source.value) for r in paper.funding(drawing)] == [
        ("Ярмарки", "local"),
        ("Форуми", "oblast"),
        ("Форуми", "local"),
    ]


@pytest.mark.parametrize("second", ["2. Інвестиції", "2. Субвенції"])
def test_a_numbered_section_named_like_money_is_a_section(second: str) -> None:
    drawing = (
        HEAD
        + f"""
    | № | Заходи | План, тис. грн | Факт, тис. грн |
    | 1. Безпека | < | < | < |
    | 1.1 | Ярмарки | 9,0 | 5,0 |
    | {second} | < | < | < |
    | 2.1 | Форуми | 8,0 | 2,0 |
    """
    )
    assert [(r.section, r.source.value) for r in paper.funding(drawing)] == [("Безпека", "total"), (second[3:], "total")]


def test_amounts_of_a_report_on_several_years_are_of_all_of_them() -> None:
    drawing = """
    Звіт про виконання Програми «Тепла оселя» Вербівської міської територіальної громади на 2022-2024 роки за 2022-2024 роки
    | Захід | План, тис. грн | Факт, тис. грн |
    | Лавки | 9 | 5 |
    """
    assert [r.year for r in paper.funding(drawing)] == [None]


@pytest.mark.parametrize(
    "table",
    [
        "| Захід | Факт 2023 року, тис. грн | План на рік, тис. грн | Використано, тис. грн |\n| Лавки | 9 | 5 | 4 |",
        "| Захід | План на рік, тис. грн | Використано, тис. грн | Профінансовано у 2023 році, тис. грн |\n| Лавки | 5 | 4 | 9 |",
        "| Захід | План на 2024 рік, тис. грн | Використано, тис. грн | Профінансовано у 2023 році, тис. грн |\n| Лавки | 5 | 4 | 9 |",
    ],
)
def test_last_years_actual_before_or_behind_the_plan_is_last_years(table: str) -> None:
    found = sorted(paper.brief(r) for r in paper.funding(HEAD + table))
    assert found == ["measure Лавки | 2023 | blank | 9", "measure Лавки | 2024 | 5 | 4"]


def test_what_was_financed_and_spent_in_the_plans_year_are_told_apart() -> None:
    drawing = HEAD + "| Захід | План, грн | Профінансовано у 2024 році, грн | Використано, грн |\n| Лавки | 5 | 4 | 3 |"
    (record,) = paper.funding(drawing)
    assert (paper.brief(record), str(record.spent.uah)) == ("measure Лавки | 2024 | 0.005 | 0.004", "3.00")


def test_a_column_of_sentences_beside_money_is_information_whatever_its_heading() -> None:
    drawing = (
        HEAD
        + """
    | Захід | План, тис. грн | Касові видатки, тис. грн | Досягнуто |
    | Лавки | 9 | 5 | Встановлено у двох парках |
    | Урни | 5 | - | Кошти не виділялись |
    """
    )
    assert [(paper.brief(r), r.information) for r in paper.funding(drawing)] == [
        ("measure Лавки | 2024 | 9 | 5", "Встановлено у двох парках"),
        ("measure Урни | 2024 | 5 | nil", "Кошти не виділялись"),
    ]


@pytest.mark.parametrize(("head", "first"), [("Роки", "2024 / 2025"), ("Термін виконання", "2024 рік / 2025 рік")])
def test_years_named_line_by_line_are_those_of_the_sums_beside(head: str, first: str) -> None:
    drawing = (
        HEAD
        + f"""
    | № | Захід | {head} | План, тис. грн | Факт, тис. грн |
    | 1 | Лавки | {first} | 10,0 / 11,0 | 9,5 / - |
    | 2 | Урни | {first} | - / 25,0 | - / 24,0 |
    """
    )
    assert [paper.brief(r) for r in paper.funding(drawing)] == [
        "measure 1 Лавки | 2024 | 10 | 9.5",
        "measure 1 Лавки | 2025 | 11 | not_due",
        "measure 2 Урни | 2024 | nil | nil",
        "measure 2 Урни | 2025 | 25 | 24",
    ]


def test_a_sum_of_some_of_the_programmes_years_is_no_record() -> None:
    heads = "| № | Захід | План, тис. грн | < | < | Факт, тис. грн | < | < |\n| ^ | ^ | 2023 | 2024 | {} | 2023 | 2024 | {} |"
    row = "\n| 1 | Автобуси | 5 | 6 | 11 | 4 | 3 | 7 |"
    partial, whole = (paper.read(HEAD + heads.format(head, head) + row) for head in ("Разом 2023-2024", "Разом 2023-2025"))
    assert [r.year for r in partial.reports[0].funding] == [2023, 2024]
    assert [f.found for f in partial.findings if f.rule == "column_set_aside"] == [
        "План, тис. грн › Разом 2023-2024",
        "Факт, тис. грн › Разом 2023-2024",
    ]
    assert [r.year for r in whole.reports[0].funding] == [2023, 2024, None]


def test_a_programmes_plan_beside_what_was_financed_since_its_start_is_the_whole_periods() -> None:
    heads = "| Захід | {} програмою, тис. грн | Профінансовано з початку програми, тис. грн | у тому числі у 2024 році, тис. грн |"
    drawing = HEAD + heads + "\n| Автобуси | 100,0 | 60,0 | 20,0 |"
    assert [paper.brief(r) for r in paper.funding(drawing.format("Обсяг фінансування за"))] == [
        "measure Автобуси | весь строк | 100 | 60",
        "measure Автобуси | 2024 | blank | 20",
    ]
    assert "measure Автобуси | 2024 | 100 | 20" in [paper.brief(r) for r in paper.funding(drawing.format("Річний обсяг фінансування за"))]


def test_a_percent_of_the_year_before_is_none_of_the_plan() -> None:
    heads = "| Захід | План на 2024 рік, тис. грн | Факт 2024 року, тис. грн | Факт 2023 року, тис. грн | % до 2023 року |"
    records = paper.funding(HEAD + heads + "\n| Лавки | 100,0 | 60,0 | 50,0 | 120,0 |")
    assert {(r.year, r.percent_reported) for r in records} == {(2024, None), (2023, None)}


def test_what_the_next_year_needs_is_no_plan() -> None:
    heads = "| Захід | План на рік, тис. грн | Факт, тис. грн | Потреба на 2025 рік, тис. грн |"
    read = paper.read(HEAD + heads + "\n| Лавки | 100,0 | 60,0 | 50,0 |")
    assert [paper.brief(r) for r in read.reports[0].funding] == ["measure Лавки | 2024 | 100 | 60"]
    assert "column_set_aside" in {f.rule for f in read.findings}


def test_a_year_in_the_first_column_is_that_of_all_the_measures_it_is_merged_down_beside() -> None:
    drawing = (
        HEAD
        + """
    | Рік | № | Захід | План, тис. грн | Факт, тис. грн |
    | 2023 | 1 | Лавки | 9 | 5 |
    | ^ | 2 | Урни | 8 | 4 |
    | ^ | | Разом за 2023 рік | 17 | 9 |
    | 2024 | 1 | Лавки | 3 | 2 |
    | ^ | 2 | Урни | 2 | 1 |

    | | 3 | Ліхтарі | 1 | 1 |
    | | | Разом за 2024 рік | 6 | 4 |
    """
    )
    assert [r.year for r in paper.funding(drawing)] == [2023, 2023, 2023, 2024, 2024, 2024, 2024]


@pytest.mark.parametrize("section", ["Обладнання", "Інше", "Мікрогранти"])
def test_a_section_whose_word_is_like_a_sources_is_a_section(section: str) -> None:
    drawing = f"""
    | № | Захід | План, тис. грн | Факт, тис. грн |
    | {section} | < | < | < |
    | 1 | Лавки | 4 | 4 |
    """
    (record,) = paper.funding(HEAD + drawing)
    assert (record.section, str(record.source)) == (section, "total")


@pytest.mark.parametrize(
    ("general", "special"), [("заг. фонд", "спец. фонд"), ("заг.фонд", "спец.фонд"), ("з/ф", "с/ф"), ("заг. ф-д", "спец. ф-д")]
)
def test_abbreviated_funds_of_sub_rows_are_funds_and_no_sums(general: str, special: str) -> None:
    drawing = f"""
    | Захід | Фонд бюджету | План, тис. грн | Факт, тис. грн |
    | Лавки | Разом | 9 | 5 |
    | | {general} | 6 | 3 |
    | | {special} | 3 | 2 |
    """
    assert [(r.measure, str(r.fund), int(r.planned.uah or 0)) for r in paper.funding(HEAD + drawing)] == [
        ("Лавки", "total", 9000), ("Лавки", "general", 6000), ("Лавки", "special", 3000),
    ]  # fmt: skip


def test_a_year_left_blank_below_itself_holds_for_the_funds_beside_it() -> None:
    drawing = """
    | Захід | Рік | Фонд | План, тис. грн | Факт, тис. грн |
    | Лавки | 2023 | загальний фонд | 6 | 3 |
    | | | спеціальний фонд | 3 | 2 |
    | | | разом | 9 | 5 |
    | | 2024 | загальний фонд | 1 | 1 |
    | | | спеціальний фонд | - | - |
    | | | разом | 1 | 1 |
    | Разом за Програмою | < | < | 10 | 6 |
    """
    read = paper.funding(HEAD + drawing)
    assert [(r.year, str(r.fund)) for r in read[:-1]] == [(y, f) for y in (2023, 2024) for f in ("general", "special", "total")]
    assert {r.measure for r in read[:-1]} == {"Лавки"} and read[-1].measure == "Разом за Програмою"


@pytest.mark.parametrize("head", ["Роки", "Роки виконання", "Термін виконання"])
def test_a_column_whose_cells_run_through_the_years_of_each_measure_is_of_years(head: str) -> None:
    drawing = f"""
    | № | Захід | {head} | Фонд | План, тис. грн | Факт, тис. грн |
    | 1 | Лавки | 2023-2024 роки, всього | загальний фонд | 9 | 5 |
    | ^ | ^ | ^ | спеціальний фонд | 3 | 2 |
    | ^ | ^ | 2023 | загальний фонд | 4 | 1 |
    | ^ | ^ | ^ | спеціальний фонд | 2 | 1 |
    | ^ | ^ | 2024 | загальний фонд | 5 | 4 |
    | ^ | ^ | ^ | спеціальний фонд | 1 | 1 |
    """
    assert [(r.year, str(r.fund)) for r in paper.funding(HEAD + drawing)] == [
        (year, fund) for year in (None, 2023, 2024) for fund in ("general", "special")
    ]


@pytest.mark.parametrize("label", ["Обсяг фінансування Програми, всього", "Всього по Програмі"])
def test_a_funds_own_name_beside_a_sums_label_says_whose_it_is(label: str) -> None:
    drawing = f"""
    | Захід | Фонд | План, тис. грн | Факт, тис. грн |
    | Лавки | загальний фонд | 9 | 5 |
    | ^ | спеціальний фонд | 3 | 2 |
    | {label} | загальний фонд | 9 | 5 |
    | ^ | спеціальний фонд | 3 | 2 |
    """
    assert [(str(r.row_kind), str(r.fund)) for r in paper.funding(HEAD + drawing)][2:] == [("total", "general"), ("total", "special")]


@pytest.mark.parametrize("whole", ["Усього", "Разом", "всього"])
def test_all_of_a_measures_one_source_stands_below_it_in_the_merged_measure(whole: str) -> None:
    drawing = f"""
    | № | Захід | Джерело | План, тис. грн | Факт, тис. грн |
    | 1 | Лавки | інші джерела | 9 | 5 |
    | ^ | ^ | {whole} | 9 | 5 |
    | 2 | Урни | обласний бюджет | 3 | 2 |
    | ^ | ^ | {whole} | 3 | 2 |
    """
    assert [(r.measure_number, r.measure, str(r.source)) for r in paper.funding(HEAD + drawing)] == [
        ("1", "Лавки", "other"), ("1", "Лавки", "total"), ("2", "Урни", "oblast"), ("2", "Урни", "total"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "cell",
    [
        "Всього: {}, у т.ч.: / 2023 рік – {} / 2024 рік – {}",
        "{}, у тому числі: / 2023 рік – {} / 2024 рік – {}",
        "Всього – {} / 2023 – {} / 2024 – {}",
        "{} тис. грн, у т.ч. 2023 рік – {}; 2024 рік – {}",
    ],
)
def test_the_years_of_a_cell_may_stand_below_all_of_them(cell: str) -> None:
    drawing = f"| № | Захід | План, тис. грн | Факт, тис. грн |\n| 1 | Лавки | {cell.format(9, 4, 5)} | {cell.format(3, 1, 2)} |"
    assert [paper.brief(r) for r in paper.funding(HEAD + drawing)] == [
        "measure 1 Лавки | весь строк | 9 | 3",
        "measure 1 Лавки | 2023 | 4 | 1",
        "measure 1 Лавки | 2024 | 5 | 2",
    ]


@pytest.mark.parametrize(
    "cell",
    [
        "{} / загальний фонд – {} / спеціальний фонд – {}",
        "{}, у тому числі: / загальний фонд – {} / спеціальний фонд – {}",
        "Всього: {} / загальний фонд: {} / спеціальний фонд: {}",
        "{}, в т.ч.: / ЗФ - {} / СФ - {}",
    ],
)
def test_the_funds_of_a_cell_may_stand_below_both(cell: str) -> None:
    drawing = f"| № | Захід | План, тис. грн | Факт, тис. грн |\n| 1 | Лавки | {cell.format('9,5', '4,5', '5,0')} | {cell.format('3,0', '1,0', '2,0')} |"
    records = sorted(paper.funding(HEAD + drawing), key=lambda r: str(r.fund))
    assert [(str(r.fund), int(r.planned.uah or 0), int(r.actual.uah or 0)) for r in records] == [
        ("general", 4500, 1000), ("special", 5000, 2000), ("total", 9500, 3000),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("head", "labels", "places"),
    [
        ("Джерело", "Всього / державний бюджет обласний бюджет", ["2024 total total", "2024 state total", "2024 oblast total"]),
        ("Джерело", "державний бюджет обласний бюджет / Всього", ["2024 state total", "2024 oblast total", "2024 total total"]),
        ("Фонд", "разом / загальний фонд спеціальний фонд", ["2024 total total", "2024 total general", "2024 total special"]),
        ("Роки", "Всього 2023 / 2024", ["None total total", "2023 total total", "2024 total total"]),
    ],
)
def test_labels_whose_lines_a_page_ran_together_name_each_of_the_sums_beside_them(head: str, labels: str, places: list[str]) -> None:
    drawing = f"| № | Захід | {head} | План, тис. грн | Факт, тис. грн | % |\n| 1 | Лавки | {labels} | 9,0 / 4,0 / 5,0 | 3,0 / 1,0 / - | 33,3 / 25,0 / - |"
    records = paper.funding(HEAD + drawing)
    assert [f"{r.year} {r.source} {r.fund}" for r in records] == places
    assert [(str(r.planned.uah), str(r.actual.uah), str(r.percent_reported)) for r in records] == [
        ("9000.00", "3000.00", "33.30"), ("4000.00", "1000.00", "25.00"), ("5000.00", "0.00", "None"),
    ]  # fmt: skip
