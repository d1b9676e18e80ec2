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


@pytest.mark.parametrize(
    ("label", "source", "told"),
    [
        ("Інші джерела, не заборонені законодавством", "other", False),
        ("облбюджет", "oblast", False),
        ("інші, не заборонені законодавством", "other", False),
        ("інші не заборонені законодавством джерела", "other", False),
        ("Обласний фонд охорони довкілля", "oblast", False),
        ("Обласний фонд охорони навколишнього природного середовища", "oblast", False),
        ("НЕФКО", "other", False),
        ("кошти меценатів", "other", False),
        ("благодійна допомога", "other", False),
        ("кошти релігійної громади", "other", False),
        ("внески партнерів", "other", True),
        ("кошти ЄІБ", "other", True),
    ],
)
@pytest.mark.parametrize("order", ["last", "first"])
def test_a_row_that_closes_a_measures_sources_is_one_of_them_whatever_it_is_called(label: str, source: str, told: bool, order: str) -> None:
    rows = [f"| | {label} | 5,0 | 5,0 |", "| | державний бюджет | 10,0 | 9,0 |"]
    drawing = "| № | Захід | План, тис. грн | Факт, тис. грн |\n| 1 | Дороги | 15,0 | 14,0 |\n" + "\n".join(
        rows if order == "first" else reversed(rows)
    )
    read = paper.read(HEAD + drawing + "\n| 2 | Парки | 7,0 | 7,0 |")
    records = read.reports[0].funding
    assert {r.measure for r in records} == {"Дороги", "Парки"}
    assert [str(r.planned.uah) for r in records if str(r.source) == source] == ["5000.00"]
    assert ("source_unknown" in {f.rule for f in read.findings}) is told


def test_an_unnumbered_row_below_a_measures_sources_that_nothing_shows_to_be_one_is_told() -> None:
    drawing = """
    | № | Захід | План, тис. грн | Факт, тис. грн |
    | 1 | Дороги | 15,0 | 14,0 |
    | | державний бюджет | 10,0 | 9,0 |
    | | Ремонт мосту | 6,0 | 6,0 |
    | 2 | Парки | 7,0 | 7,0 |
    """
    assert "row_among_sources" in paper.loud(HEAD + drawing)


def test_unnumbered_measures_below_a_total_given_by_sources_are_measures() -> None:
    drawing = """
    | Захід | План, тис. грн | Факт, тис. грн |
    | Всього по Програмі | 15,0 | 14,0 |
    | державний бюджет | 15,0 | 14,0 |
    | Дороги | 10,0 | 9,0 |
    | Допомога родинам | 5,0 | 5,0 |
    """
    assert [(str(r.row_kind), str(r.source)) for r in paper.funding(HEAD + drawing)] == [
        ("total", "total"), ("total", "state"), ("measure", "total"), ("measure", "total"),
    ]  # fmt: skip
    assert "row_among_sources" not in paper.loud(HEAD + drawing)


@pytest.mark.parametrize("label", ["внески партнерів", "кошти ЄІБ"])
@pytest.mark.parametrize("over", ["План, тис. грн", "Фінансування Програми, тис. грн"])
def test_sub_columns_of_a_source_nobody_knows_beside_known_ones_are_told_and_never_the_total(label: str, over: str) -> None:
    heads = (
        "| № | Захід | План, тис. грн | < | Факт, тис. грн | < |\n| ^ | ^ | місцевий бюджет | {0} | місцевий бюджет | {0} |"
        if over.startswith("План")
        else "| № | Захід | Фінансування Програми, тис. грн | < | < | < |\n| ^ | ^ | місцевий бюджет | < | {0} | < |\n| ^ | ^ | план | факт | план | факт |"
    )
    drawing = heads.format(label) + "\n| 1 | Дороги | 10,0 | 9,0 | 8,0 | 7,0 |\n| 2 | Парки | 20,0 | 19,0 | 18,0 | 17,0 |"
    read = paper.read(HEAD + drawing)
    assert {str(r.source) for r in read.reports[0].funding} == {"local"}
    assert "unknown_header" in {f.rule for f in read.findings}


def test_the_total_of_sources_over_plan_and_fact_is_the_total() -> None:
    drawing = """
    | № | Захід | Фінансування, тис. грн | < | < | < |
    | ^ | ^ | місцевий бюджет | < | Разом | < |
    | ^ | ^ | план | факт | план | факт |
    | 1 | Дороги | 10,0 | 9,0 | 12,0 | 11,0 |
    """
    assert [str(r.source) for r in paper.funding(HEAD + drawing)] == ["local", "total"]


@pytest.mark.parametrize("unknown", ["ЦД", "ЗЗ"])
def test_a_head_ending_in_what_nobody_knows_where_the_next_ends_in_a_source_is_told_and_never_the_total(unknown: str) -> None:
    drawing = f"""
    | № | Захід | План {unknown}, тис. грн | Факт {unknown}, тис. грн | План Інші, тис. грн | Факт Інші, тис. грн |
    | 1 | Дороги | 4 | 3 | 2 | 1 |
    """
    assert [paper.brief(r) for r in paper.funding(HEAD + drawing)] == ["measure 1 Дороги | 2024 other/total | 2 | 1"]
    assert "unknown_header" in paper.loud(HEAD + drawing)


@pytest.mark.parametrize(("named", "source"), [("БГ", "local"), ("МБ", "local"), ("обласний", "oblast")])
def test_a_head_may_end_in_its_source(named: str, source: str) -> None:
    drawing = f"""
    | № | Захід | План {named}, тис. грн | Факт {named}, тис. грн | План Інші, тис. грн | Факт Інші, тис. грн |
    | 1 | Дороги | 4 | 3 | 2 | 1 |
    """
    assert [paper.brief(r) for r in paper.funding(HEAD + drawing)] == [
        f"measure 1 Дороги | 2024 {source}/total | 4 | 3",
        "measure 1 Дороги | 2024 other/total | 2 | 1",
    ]
    assert paper.loud(HEAD + drawing) == []


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        ("2.2. Співфінансування проєктів міжнародної технічної допомоги", "measure 2.2 Співфінансування проєктів міжнародної технічної допомоги | 2024 | 5 | 4"),
        ("2.1.1. державний бюджет", "measure 2.1 Підготовка проєктів | 2024 state/total | 5 | 4"),
        ("2.1. державний бюджет", "measure 2.1 Підготовка проєктів | 2024 state/total | 5 | 4"),
        ("державний бюджет", "measure 2.1 Підготовка проєктів | 2024 state/total | 5 | 4"),
    ],
)  # fmt: skip
def test_a_title_with_a_measure_s_own_number_is_no_source_of_the_measure_above(below: str, expected: str) -> None:
    drawing = f"""
    | № | Захід | План, тис. грн | Факт, тис. грн |
    | | 2.1. Підготовка проєктів | 10,0 | 9,0 |
    | | {below} | 5,0 | 4,0 |
    """
    assert paper.brief(paper.funding(HEAD + drawing)[1]) == expected


@pytest.mark.parametrize("text", ["Співфінансування проєктів міжнародної технічної допомоги", "Субвенції місцевим бюджетам"])
def test_a_row_whose_text_goes_on_the_measures_count_is_a_measure_and_no_source(text: str) -> None:
    drawing = f"""
    | № | Захід | Виконавець | План, тис. грн | Факт, тис. грн |
    | | 2.1. Лавки | Управління економіки | 10,0 | 9,0 |
    | | 2.2. {text} | Управління економіки | 20,0 | 19,0 |
    | | 2.3. Урни | Управління економіки | 30,0 | 29,0 |
    """
    assert [paper.brief(r) for r in paper.funding(HEAD + drawing)] == [
        "measure 2.1 Лавки | 2024 | 10 | 9",
        f"measure 2.2 {text} | 2024 | 20 | 19",
        "measure 2.3 Урни | 2024 | 30 | 29",
    ]


def test_sources_counted_below_their_measure_stay_its_own() -> None:
    drawing = """
    | Захід | План, тис. грн | Факт, тис. грн |
    | 2. Лавки | 30,0 | 28,0 |
    | 2.1. державний бюджет | 10,0 | 9,0 |
    | 2.2. місцевий бюджет | 20,0 | 19,0 |
    """
    assert [paper.brief(r) for r in paper.funding(HEAD + drawing)] == [
        "measure 2 Лавки | 2024 | 30 | 28",
        "measure 2 Лавки | 2024 state/total | 10 | 9",
        "measure 2 Лавки | 2024 local/total | 20 | 19",
    ]
