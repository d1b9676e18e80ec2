"""Plan and fact as rows: each row's label says what its amounts are, beside whatever else names the row."""

from __future__ import annotations

import paper
import pytest
from paper import HEAD

from normalize.lexicon import load
from normalize.row_roles import role_of


def told(drawing: str) -> list[str]:
    return [f"{r.measure}: {r.year} {r.source} {r.planned.uah} {r.actual.uah}" for r in paper.funding(HEAD + drawing)]


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("план", "planned"),
        ("План, тис. грн", "planned"),
        ("уточнений план", "amended"),
        ("план на 9 місяців", "period"),
        ("факт 2023 року", "actual"),
        ("призначено", "planned"),
        ("виділено фактично", "actual"),
        ("використано", "spent"),
        ("% виконання", "percent"),
        ("залишок", "deviation"),
        ("нараховано", "ignore"),
        ("заборгованість", "ignore"),
        ("обласний бюджет (план)", "planned"),
        ("місцевий бюджет – факт", "actual"),
        ("обласний бюджет", None),
        ("Ремонт сходів", None),
    ],
)
def test_what_a_rows_label_says(label: str, role: str | None) -> None:
    assert role_of(label, load()) == role


LAMPS = [
    "Лампи: 2023 oblast 40000.00 30000.00",
    "Лампи: 2024 oblast 50000.00 45000.00",
    "Лампи: 2023 local 8000.00 6000.00",
    "Лампи: 2024 local 9000.00 7000.00",
]


@pytest.mark.parametrize(
    "rows",
    [
        """
        | 1 | Лампи | обласний бюджет | план | 40 | 50 |
        | ^ | ^ | ^ | факт | 30 | 45 |
        | ^ | ^ | місцевий бюджет | план | 8 | 9 |
        | ^ | ^ | ^ | факт | 6 | 7 |
        """,
        """
        | 1 | Лампи | обласний бюджет | план | 40 | 50 |
        | ^ | ^ | обласний бюджет | факт | 30 | 45 |
        | ^ | ^ | місцевий бюджет | план | 8 | 9 |
        | ^ | ^ | місцевий бюджет | факт | 6 | 7 |
        """,
        """
        | 1 | Лампи | обласний бюджет | план | 40 | 50 |
        | ^ | ^ | місцевий бюджет | план | 8 | 9 |
        | ^ | ^ | обласний бюджет | факт | 30 | 45 |
        | ^ | ^ | місцевий бюджет | факт | 6 | 7 |
        """,
    ],
    ids=["the source merged over its rows", "the source in each row", "all plans first"],
)
def test_plan_and_fact_of_one_source_are_one(rows: str) -> None:
    head = "| № | Захід | Джерело фінансування | Показник | 2023 рік, тис. грн | 2024 рік, тис. грн |"
    found = told(head + rows)
    assert sorted(found) == sorted(LAMPS)
    assert paper.loud(HEAD + head + rows) == []


def test_plan_and_fact_merged_over_their_sources() -> None:
    drawing = """
    | № | Захід | | Джерело фінансування | 2023 рік, тис. грн | 2024 рік, тис. грн |
    | 1 | Лампи | план | обласний бюджет | 40 | 50 |
    | ^ | ^ | ^ | місцевий бюджет | 8 | 9 |
    | ^ | ^ | факт | обласний бюджет | 30 | 45 |
    | ^ | ^ | ^ | місцевий бюджет | 6 | 7 |
    """
    assert sorted(told(drawing)) == sorted(LAMPS)


def test_source_and_role_in_one_label() -> None:
    drawing = """
    | № | Захід | Джерела фінансування | 2023 рік, тис. грн | 2024 рік, тис. грн |
    | 1 | Лампи | обласний бюджет (план) | 40 | 50 |
    | ^ | ^ | обласний бюджет (факт) | 30 | 45 |
    | ^ | ^ | місцевий бюджет (план) | 8 | 9 |
    | ^ | ^ | місцевий бюджет (факт) | 6 | 7 |
    """
    assert sorted(told(drawing)) == sorted(LAMPS)


def test_the_year_of_a_rows_label_is_the_rows() -> None:
    drawing = """
    | № | Захід | Показник | Сума, тис. грн |
    | 1 | Лампи | факт 2023 року | 30 |
    | ^ | ^ | план 2024 року | 50 |
    | ^ | ^ | факт 2024 року | 45 |
    """
    assert told(drawing) == ["Лампи: 2023 total None 30000.00", "Лампи: 2024 total 50000.00 45000.00"]


def test_rows_of_the_amended_plan_of_percents_and_of_what_was_spent() -> None:
    drawing = """
    | № | Захід | | Сума, тис. грн |
    | 1 | Лампи | затверджено | 40 |
    | ^ | ^ | уточнено | 50 |
    | ^ | ^ | профінансовано | 45 |
    | ^ | ^ | використано | 44 |
    | ^ | ^ | % виконання | 90 |
    """
    (record,) = paper.funding(HEAD + drawing)
    amounts = (record.planned_initial, record.planned, record.actual, record.spent)
    assert [str(a.uah) for a in amounts] == ["40000.00", "50000.00", "45000.00", "44000.00"]
    assert str(record.percent_reported) == "90.00"


def test_amounts_under_a_label_that_nobody_knows_are_told_and_not_read() -> None:
    drawing = """
    | № | Захід | | Сума, тис. грн |
    | 1 | Лампи | збряковано | 77 |
    | ^ | ^ | план | 50 |
    | ^ | ^ | факт | 45 |
    """
    assert told(drawing) == ["Лампи: 2024 total 50000.00 45000.00"]
    assert "stray_value" in paper.loud(HEAD + drawing)


def test_two_rows_of_one_role_are_told() -> None:
    drawing = """
    | № | Захід | | Сума, тис. грн |
    | 1 | Лампи | план | 50 |
    | ^ | ^ | план | 60 |
    | ^ | ^ | факт | 45 |
    | 2 | Урни | план | 5 |
    | ^ | ^ | факт | 4 |
    """
    assert "place_repeated" in paper.loud(HEAD + drawing)
