"""A last row that is the sum of all measures is the programme's total though a scan left little of its label; it is told."""

from __future__ import annotations

import pytest

from normalize.records import RowKind
from tests.paper import HEAD, read

TABLE = """
| № | Назва заходу | Виконавець | План, грн | Факт, грн |
| 1 | Лавки | УЖКГ | 100 | 90 |
| 2 | Урни | УЖКГ | 20 | 10 |
| 3 | Клумби | УЖКГ | 30 | 30 |
"""


@pytest.mark.parametrize(
    ("row", "kind", "label"),
    [
        pytest.param("| Вьго (1 11 ть | < | < | 150 | 130 |", RowKind.TOTAL, "Всього", id="most of the word"),
        pytest.param("| го | < | < | 150 | 130 |", RowKind.TOTAL, "го", id="too little to name it"),
        pytest.param("| Озеленення | < | < | 150 | 145 |", RowKind.MEASURE, "Озеленення", id="another fact than the sum"),
        pytest.param("| 4 | Озеленення | УЖКГ | 150 | 130 |", RowKind.MEASURE, "Озеленення", id="a numbered measure"),
        pytest.param("| | Озеленення | УЖКГ | 150 | 130 |", RowKind.MEASURE, "Озеленення", id="a measure with an executor"),
    ],
)
def test_the_last_row(row: str, kind: RowKind, label: str) -> None:
    found = read(HEAD + TABLE + row)
    last = found.reports[0].funding[-1]
    assert (last.row_kind, last.measure) == (kind, label)
    assert [f.row_number for f in found.findings if f.rule == "total_by_sum"] == ([5] if kind is RowKind.TOTAL else [])


def test_a_section_s_sum_whose_label_was_misread_too_does_not_stand_in_for_it() -> None:
    table = """
| № | Назва заходу | Виконавець | План, грн | Факт, грн |
| Розділ I. Вулиці | < | < | < | < |
| 1.1 | Лавки | УЖКГ | 100 | 90 |
| 1.2 | Урни | УЖКГ | 20 | 10 |
| Усього по розділу I | < | < | 120 | 100 |
| Розділ II. Парк | < | < | < | < |
| 2.1 | Клумби | УЖКГ | 30 | 30 |
| Усього легрозділу-Ці | < | < | 30 | 30 |
| Разб дб'їйрограмі | < | < | 150 | 130 |
"""
    assert read(HEAD + table).reports[0].funding[-1].row_kind is RowKind.TOTAL


@pytest.mark.parametrize(
    ("row", "kind", "rules"),
    [
        pytest.param("| | Загальна вартість заходів Програми | 30 | 20 |", RowKind.TOTAL, {"total_by_sum"}, id="words of a sum"),
        pytest.param("| | Сума | 30 | 20 |", RowKind.TOTAL, {"total_by_sum"}, id="its mere word"),
        pytest.param("| | Озеленення | 30 | 20 |", RowKind.MEASURE, {"row_equals_sum"}, id="no number, the sum of two"),
        pytest.param("| | Озеленення | 30 | 25 |", RowKind.MEASURE, set(), id="another fact"),
        pytest.param("| 3 | Озеленення | 30 | 20 |", RowKind.MEASURE, set(), id="a number"),
    ],
)
def test_the_last_row_without_a_number_in_a_table_without_executors(row: str, kind: RowKind, rules: set[str]) -> None:
    table = "| № | Назва заходу | План, грн | Факт, грн |\n| 1 | Лавки | 20 | 15 |\n| 2 | Урни | 10 | 5 |\n"
    found = read(HEAD + table + row)
    assert found.reports[0].funding[-1].row_kind is kind
    assert {f.rule for f in found.findings} & {"total_by_sum", "row_equals_sum"} == rules


def test_a_last_row_that_equals_the_sum_in_one_figure_alone_is_told() -> None:
    table = "| № | Назва заходу | План, грн | Факт, грн |\n| 1 | Лавки | 20 | 20 |\n| 2 | Урни | 10 | 10 |\n| | Клумби | 30 | 30 |\n"
    assert "row_equals_sum" in {f.rule for f in read(HEAD + table).findings}


@pytest.mark.parametrize(
    "below", ["| ^ | Бач качиомя | ^ | ^ | ^ |", "| | Бач качиомя | | | |"], ids=["beside merged amounts", "below them"]
)
def test_scraps_that_a_line_through_the_last_row_s_label_leaves_below_it_hide_no_total(below: str) -> None:
    found = read(f"{HEAD}{TABLE}| | Беього | | 150 | 130 |\n{below}\n")
    assert [r.measure for r in found.reports[0].funding if r.row_kind is RowKind.TOTAL] == ["Всього"]
    assert "total_by_sum" in {f.rule for f in found.findings}
