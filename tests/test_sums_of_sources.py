"""«Разом» below measures that are given by sources: the last measure's, or all measures'."""

from __future__ import annotations

import paper
import pytest
from paper import HEAD

TABLE = """
    | Завдання | № | Захід | Виконавець | Джерело | План, тис. грн | Факт, тис. грн |
    | Двори | 1 | Лавки | КП «Двір» | місцевий бюджет | 4 | 3 |
    | Двори | 1 | Лавки | КП «Двір» | обласний бюджет | 2 | 1 |
    | Двори | 2 | Урни | КП «Двір» | місцевий бюджет | 5 | 3 |
    | Двори | 2 | Урни | КП «Двір» | обласний бюджет | 3 | 2 |
"""
ONE_BY_SOURCES = TABLE.replace("    | Двори | 1 | Лавки | КП «Двір» | обласний бюджет | 2 | 1 |\n", "")


@pytest.mark.parametrize(
    ("table", "label", "amounts"),
    [
        (TABLE, "Разом | | | | ", "14 | 9"),
        (TABLE, "| | Разом | | ", "14 | 9"),
        (TABLE, "| | Разом | | ", "15 | 10"),
        (ONE_BY_SOURCES, "| | Разом | | ", "12 | 8"),
    ],
    ids=["under the tasks", "under the measures", "a wrong sum", "one measure alone by sources"],
)
def test_it_sums_the_table_where_no_measure_above_has_a_total_of_its_own(table: str, label: str, amounts: str) -> None:
    last = paper.funding(f"{HEAD}{table}    | {label} | {amounts} |")[-1]
    assert paper.brief(last) == f"total Разом | 2024 | {amounts}"


def test_it_sums_the_last_measure_where_that_ones_sources_add_up_to_it() -> None:
    last = paper.funding(f"{HEAD}{TABLE}    | | | Разом | | | 8 | 5 |")[-1]
    assert paper.brief(last) == "measure 2 Урни | 2024 | 8 | 5"


def test_what_each_sub_row_repeats_of_a_measure_is_told_once() -> None:
    assert {r.executors for r in paper.funding(HEAD + TABLE)} == {("КП «Двір»",)}
