"""Money that a report tells twice: a table beside the one of measures counts nothing a second time."""

from __future__ import annotations

import paper
import pytest

MEASURES = """
    | № | Назва заходу | План, тис. грн | Факт, тис. грн |
    | 1 | Ремонт вулиць | 18 | 17 |
    | 2 | Зимове утримання | 4 | 3 |
    | | Всього | 22 | 20 |
"""
DISTRICTS = """
    | № | Старостинський округ | План, тис. грн | Факт, тис. грн |
    | 1 | Лісовий | 12 | 11 |
    | 2 | Польовий | 10 | 9 |
    | | Разом | 22 | 20 |
"""
CODES = """
    | КПКВК | Найменування | Затверджено, тис. грн | Касові видатки, тис. грн |
    | 0116030 | Організація благоустрою | 15 | 14 |
    | 0117461 | Утримання доріг | 7 | 6 |
    | | Всього | 22 | 20 |
"""
OBJECTS = """
    | № | Об'єкт | План, тис. грн | Факт, тис. грн |
    | 1.1 | вул. Лісова | 8 | 8 |
    | 1.2 | вул. Польова | 10 | 9 |
    | | Разом | 18 | 17 |
"""


@pytest.mark.parametrize(
    ("again", "rule"),
    [(DISTRICTS, "table_told_again"), (CODES, "table_told_again"), (OBJECTS, "detail_table")],
    ids=["cut", "codes", "parts"],
)
@pytest.mark.parametrize("before", [True, False], ids=["before", "behind"])
def test_a_table_of_the_same_money_counts_nothing_twice(again: str, rule: str, before: bool) -> None:
    first, second = (again, MEASURES) if before else (MEASURES, again)
    read = paper.read(paper.HEAD + first + "\nУ розрізі складових\n" + second)
    (report,) = read.reports
    titles = [r.measure for r in report.funding if r.row_kind == "measure"]
    assert titles == ["Ремонт вулиць", "Зимове утримання"]
    assert [r.measure for r in report.funding if r.row_kind == "total"] == ["Всього"]
    assert rule in {f.rule for f in read.findings} and paper.loud(paper.HEAD + first + "\nУ розрізі складових\n" + second) == []


@pytest.mark.parametrize(
    "other",
    [DISTRICTS.replace("11 |", "10 |").replace("20 |", "19 |"), DISTRICTS.replace("Старостинський округ", "Назва заходу")],
    ids=["another total", "measures again"],
)
def test_a_table_that_repeats_nothing_stays(other: str) -> None:
    (report,) = paper.read(paper.HEAD + MEASURES + "\nУ розрізі складових\n" + other).reports
    assert sum(r.row_kind == "measure" for r in report.funding) == 4


def test_sources_told_only_in_a_table_beside_are_the_programmes() -> None:
    drawing = (
        MEASURES
        + """
    Ресурсне забезпечення програми
    | Джерела фінансування | Передбачено на 2024 рік, тис. грн | Фактично профінансовано, тис. грн |
    | Обсяг ресурсів, всього, у тому числі: | 22 | 20 |
    | обласний бюджет | 5 | 4 |
    | бюджет громади | 17 | 16 |
    """
    )
    totals = [(r.source.value, r.planned.uah) for r in paper.funding(paper.HEAD + drawing) if r.row_kind == "total"]
    assert totals == [("total", 22_000), ("oblast", 5_000), ("local", 17_000)]


def test_a_cut_without_a_total_of_its_own_counts_nothing_twice_where_it_makes_the_measures_total() -> None:
    cut = "\n".join(line for line in DISTRICTS.splitlines() if "Разом" not in line)
    kinds = [
        [r.row_kind.value for r in paper.funding(paper.HEAD + MEASURES + "\nУ розрізі округів\n" + table)]
        for table in (cut, cut.replace("| 12 |", "| 13 |"))
    ]
    assert kinds == [["measure", "measure", "total", "subtotal", "subtotal"], ["measure", "measure", "total", "measure", "measure"]]


def test_a_table_that_stands_twice_is_one() -> None:
    read = paper.read(paper.HEAD + MEASURES + "\n(копія для виконавця)\n" + MEASURES)
    assert [r.measure for r in read.reports[0].funding] == ["Ремонт вулиць", "Зимове утримання", "Всього"]
    assert [f.row_number for f in read.findings if f.rule == "table_copied"] == [6]
    assert paper.loud(paper.HEAD + MEASURES + "\n(копія для виконавця)\n" + MEASURES) == []


def test_a_table_like_another_but_for_one_amount_is_no_copy() -> None:
    other = MEASURES.replace("| 4 | 3 |", "| 4 | 2 |")
    assert len(paper.funding(paper.HEAD + MEASURES + "\nДодаток\n" + other)) == 6
