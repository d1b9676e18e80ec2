"""Cells that do not stand where their columns do: slipped, broken in two, shared by rows, or two figures in one."""

from __future__ import annotations

import paper
import pytest

from normalize.align import contradicted, fit, misfits, other_width, rejoined, same_width
from normalize.meanings import Meaning

HEAD = """
Звіт про виконання Програми «Тепла оселя» Вербівської міської територіальної громади на 2023-2025 роки за 2024 рік
"""
FIELDS = [Meaning(name) for name in ("number", "measure", "executor", "planned", "actual", "percent", "information")]
FULL = [*FIELDS[:5], Meaning("deviation"), *FIELDS[5:]]


@pytest.mark.parametrize(
    ("text", "field", "fits"),
    [
        ("#DIV/0!", "percent", True),
        ("#REF!", "percent", True),
        ("#REF!", "planned", True),
        ("2…,…", "percent", True),
        ("УЖКГ", "percent", False),
        ("74,9", "information", False),
        ("100 %", "planned", False),
        ("250,0", "executor", False),
    ],
)
def test_what_a_column_can_hold(text: str, field: str, fits: bool) -> None:
    row = [text]
    assert (misfits(row, [Meaning(field)], (0,)) == []) is fits
    assert (fit(text, field) > -3) is fits


def test_a_cell_too_many_and_one_too_few() -> None:
    assert other_width(["2", "Урни", "", "УЖКГ", "2,0", "1,0", "50", "Так"], FIELDS) == (0, 1, 3, 4, 5, 6, 7)
    assert other_width(["2", "Урни", "2,0", "1,0", "50", "Виконано"], FIELDS) == (0, 1, None, 2, 3, 4, 5)


def test_cells_slipped_by_one() -> None:
    assert same_width(["2", "Урни", "", "УЖКГ", "2,0", "1,0", "50"], FIELDS) == (0, 1, 3, 4, 5, 6, None)


@pytest.mark.parametrize(
    ("row", "meanings", "joined"),
    [
        (["2", "Гуртки", "УЖКГ", "250,0", "187", "25", "74,9", "Виконано"], FIELDS, "187,25"),
        (["2", "Гуртки", "УЖКГ", "250,0", "187", "25", "74,9"], FIELDS, "187,25"),
        (["2", "Гуртки", "УЖКГ", "1", "250,00", "1000,00", "80", "Виконано"], FIELDS, "1250,00"),
        (["2", "Гуртки", "УЖКГ", "250", "0", "187,25", "62,75", "74,9", ""], FULL, "250,0"),
        (["2", "Гуртки", "УЖКГ", "250,0", "187,25", "62,75", "74", ",9"], FULL, "74,9"),
    ],
)
def test_the_one_join_that_the_rows_arithmetic_confirms(row: list[str], meanings: list[Meaning], joined: str) -> None:
    found = rejoined(row, meanings)
    assert found is not None and found.text == joined


@pytest.mark.parametrize(
    "row",
    [
        ["2", "Гуртки", "УЖКГ", "250,0", "187", "25", "75,9", "Виконано"],  # no join gives 75,9 %
        ["2", "Гуртки", "УЖКГ", "250,0", "187", "25", "-", "Виконано"],  # nothing to confirm one
        ["2", "Гуртки", "УЖКГ", "100,0", "100,0", "100", ""],
    ],
)
def test_no_join_without_arithmetic(row: list[str]) -> None:
    assert rejoined(row, FIELDS) is None


def test_a_percent_that_plan_and_actual_contradict() -> None:
    assert contradicted(["2", "Гуртки", "УЖКГ", "250,0", "187", "25", "74,9"], FIELDS)
    assert not contradicted(["2", "Гуртки", "УЖКГ", "250,0", "187,25", "74,9", ""], FIELDS)


def test_a_number_broken_over_two_cells_is_told_and_leads_back_to_both() -> None:
    drawing = f"""{HEAD}
    | № | Захід | Виконавці | План, тис. грн | Факт, тис. грн | % | Примітка | |
    | 1 | Лавки | УЖКГ | 4,0 | 4,0 | 100 | Виконано | |
    | 2 | Урни | УЖКГ | 250,0 | 187 | 25 | 74,9 | Частково |
    """
    record = paper.funding(drawing)[1]
    assert paper.brief(record) == "measure 2 Урни | 2024 | 250 | 187.25"
    assert (str(record.percent_reported), record.information) == ("74.90", "Частково")
    assert [c.raw_text for c in record.cells if c.column == "actual_uah"] == ["187", "25"]
    assert paper.loud(drawing) == ["repaired_value"]


def test_a_row_pushed_out_beyond_the_header_that_no_arithmetic_mends_is_told() -> None:
    drawing = f"""{HEAD}
    | № | Захід | План, тис. грн | Факт, тис. грн | Примітка | |
    | 1 | Лавки | 4,0 | 4,0 | Виконано | |
    | 2 | Урни | 250,0 | 187 | 25 | Частково |
    """
    assert paper.loud(drawing) == ["row_unaligned"]


YEARS = """
| № | Захід | План, тис. грн | < | Факт, тис. грн | < | % виконання | < |
| ^ | ^ | 2024 | 2025 | 2024 | 2025 | 2024 | 2025 |
| 1 | Лавки | 252,0 | 260,0 | 219,9 | - | 87,2 | - |
"""


def test_a_percents_last_digits_in_the_next_years_column() -> None:
    drawing = f"{HEAD}{YEARS}| | Всього | 252,0 | 260,0 | 219,9 | | 87,2 | 6 |"
    total = paper.funding(drawing)[-2]
    assert (total.year, str(total.percent_reported)) == (2024, "87.26")
    assert [c.raw_text for c in total.cells if c.column == "percent_reported"] == ["87,2", "6"]
    assert paper.loud(drawing) == ["repaired_value"]


def test_digits_there_that_plan_and_actual_do_not_make_are_stray() -> None:
    drawing = f"{HEAD}{YEARS}| | Всього | 252,0 | 260,0 | 219,9 | | 87,2 | 1 |"
    assert str(paper.funding(drawing)[-2].percent_reported) == "87.20"
    assert paper.loud(drawing) == ["stray_value"]


def test_a_division_by_nothing_is_an_undefined_percent_and_a_broken_reference_an_unreadable_amount() -> None:
    drawing = f"""{HEAD}
    | № | Захід | План, тис. грн | Факт, тис. грн | % | Примітка |
    | 1 | Лавки | - | - | #DIV/0! | |
    | 2 | Урни | 4,0 | #REF! | 50 | |
    """
    assert [paper.brief(r) for r in paper.funding(drawing)] == [
        "measure 1 Лавки | 2024 | nil | nil",
        "measure 2 Урни | 2024 | 4 | unreadable",
    ]
    assert [r.percent_reported for r in paper.funding(drawing)][0] is None
    assert paper.loud(drawing) == ["unreadable_value"]


@pytest.mark.parametrize(
    "header",
    [
        "Обсяг фінансування (план/факт), тис. грн",
        "План/факт 2024 року, тис. грн",
        "Передбачено/профінансовано, тис. грн",
    ],
)
def test_a_column_of_pairs_is_a_column_of_plans_and_one_of_facts(header: str) -> None:
    drawing = f"""{HEAD}
    | № | Захід | {header} | Примітка |
    | 1 | 2 | 3 | 4 |
    | 1 | Концерти | 120,0/118,8 | Проведено 2/3 |
    | 2 | Гуртки | 60,0/- | |
    | | Разом | 180,0/118,8 | |
    """
    assert [paper.brief(r) for r in paper.funding(drawing)] == [
        "measure 1 Концерти | 2024 | 120 | 118.8",
        "measure 2 Гуртки | 2024 | 60 | nil",
        "total Разом | 2024 | 180 | 118.8",
    ]
    assert paper.loud(drawing) == []


def test_a_column_of_pairs_with_a_figure_that_is_none_stays_one_and_is_loud() -> None:
    drawing = f"""{HEAD}
    | № | Захід | План/факт, тис. грн |
    | 1 | Концерти | 120,0/118,8/3 |
    | 2 | Гуртки | 60,0/50,0 |
    """
    assert {"unknown_header", "unreadable_value"} & set(paper.loud(drawing))
    assert not [r for r in paper.funding(drawing) if r.planned.uah or r.actual.uah]


def test_an_amount_merged_over_measures_stands_at_the_first_and_is_told_at_the_others() -> None:
    drawing = f"""{HEAD}
    | № | Захід | План, тис. грн | Факт, тис. грн |
    | 1 | Лавки | 120,0 | 118,4 |
    | 2 | Урни | ^ | ^ |
    | 3 | Дерева | 80,0 | 80,0 |
    | | Всього | 200,0 | 198,4 |
    """
    assert [paper.brief(r) for r in paper.funding(drawing)][:2] == [
        "measure 1 Лавки | 2024 | 120 | 118.4",
        "measure 2 Урни | 2024 | blank | blank",
    ]
    told = [(f.rule, f.row_number, f.found) for f in paper.read(drawing).findings if f.rule == "shared_amount"]
    assert told == [("shared_amount", 3, "120,0, 118,4")]
    assert paper.loud(drawing) == []


@pytest.mark.parametrize(("plan", "percent"), [("99 999 999 999,9", "50"), ("10,0", "123456789"), ("441935355194419353", "50")])
def test_a_figure_too_large_for_any_programme_is_unreadable(plan: str, percent: str) -> None:
    drawing = f"""{HEAD}
    | № | Захід | План, тис. грн | Факт, тис. грн | % |
    | 1 | Лавки | {plan} | 5,0 | {percent} |
    | 2 | Урни | 4,0 | 2,0 | 50 |
    """
    assert paper.loud(drawing) == ["unreadable_value"]
