"""Plans in one table, payments in another: one record per measure."""

from __future__ import annotations

import paper
import pytest
from paper import HEAD

PLAN = """
Таблиця 1. Планові обсяги
| № | Захід | Виконавець | План на 2024 рік, тис. грн |
| 1 | Утеплення шкіл | Відділ освіти | 20 |
| 2 | Заміна вікон | Відділ освіти | 5 |
| | Разом заплановано | | 25 |
"""
FACT = """
Таблиця 2. Профінансовано
| № | Захід | Профінансовано у 2024 році, тис. грн | Примітка |
| 1 | Утеплення шкіл | 18 | Роботи тривають |
| 2 | Заміна вікон | - | |
| | Разом профінансовано | 18 | |
"""
JOINED = ["measure 1 Утеплення шкіл | 2024 | 20 | 18", "measure 2 Заміна вікон | 2024 | 5 | nil"]


@pytest.mark.parametrize("drawing", [PLAN + FACT, FACT + PLAN], ids=["plan first", "fact first"])
def test_the_rows_of_one_measure_in_the_two_tables_are_one_record(drawing: str) -> None:
    read = paper.read(HEAD + drawing)
    (report,) = read.reports
    assert [paper.brief(r) for r in report.funding] == [*JOINED, "total Разом заплановано | 2024 | 25 | 18"]
    first = report.funding[0]
    assert (first.executors, first.information) == (("Відділ освіти",), "Роботи тривають")
    assert "plan_and_fact_joined" in {f.rule for f in read.findings} and paper.loud(HEAD + drawing) == []


@pytest.mark.parametrize(
    "fact",
    [
        FACT.replace("| 1 | Утеплення шкіл", "| | Утеплення шкіл"),
        FACT.replace("Утеплення шкіл", "Утеплення  школ"),
        FACT.replace("| Разом профінансовано", "| Всього"),
    ],
    ids=["without its number", "a letter off", "a sum in other words"],
)
def test_a_row_is_known_by_its_number_or_its_title(fact: str) -> None:
    assert [paper.brief(r) for r in paper.funding(HEAD + PLAN + fact)][:2] == JOINED
    assert len(paper.funding(HEAD + PLAN + fact)) == 3


def test_a_measure_that_only_one_table_has_stays_as_it_is_told() -> None:
    more = FACT.replace("| | Разом", "| 3 | Нічні ліхтарі | 2 | |\n| | Разом")
    assert "measure 3 Нічні ліхтарі | 2024 | blank | 2" in [paper.brief(r) for r in paper.funding(HEAD + PLAN + more)]


def test_tables_of_other_measures_are_not_joined() -> None:
    other = FACT.replace("Утеплення шкіл", "Ремонт доріг").replace("Заміна вікон", "Озеленення парку")
    assert "plan_and_fact_joined" not in {f.rule for f in paper.read(HEAD + PLAN + other).findings}


def test_a_programmes_plan_beside_payments_alone_is_the_plan_of_the_report() -> None:
    plan = PLAN.replace("Таблиця 1. Планові обсяги", "Додаток 1. Перелік заходів Програми")
    assert [paper.brief(r) for r in paper.funding(HEAD + plan + FACT)][:2] == JOINED


@pytest.mark.parametrize("unit", [", тис. грн", " (тис. грн)"])
def test_plan_and_fact_below_rows_that_say_so_are_two_tables_of_one_measure(unit: str) -> None:
    drawing = f"""
    | № | Захід | Сума{unit} |
    | ПЛАН НА 2024 РІК | < | < |
    | 1 | Утеплення шкіл | 20 |
    | 2 | Заміна вікон | 5 |
    | ФАКТИЧНО ПРОФІНАНСОВАНО ЗА 2024 РІК | < | < |
    | 1 | Утеплення шкіл | 18 |
    | 2 | Заміна вікон | - |
    """
    assert [paper.brief(r) for r in paper.funding(HEAD + drawing)] == JOINED
    assert {(r.table_number, r.row_number) for r in paper.funding(HEAD + drawing)} == {(1, 3), (1, 4)}
    assert paper.loud(HEAD + drawing) == []
