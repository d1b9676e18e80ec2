"""Numbers over several lines of a cell: one amount only where nothing else fits, two complete numbers never."""

from __future__ import annotations

from decimal import Decimal

import paper
import pytest

from normalize.numbers import Wrap, read_number
from normalize.values import Kind, read_value

HEAD = """
Звіт про виконання Програми «Тепла оселя» Вербівської міської територіальної громади на 2023-2025 роки за 2024 рік
"""


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("1 280\n000,00", "1280000.00"),  # «000,00» is no number of its own
        ("1 500\n000", "1500000"),
        ("100\n050,00", "100050.00"),
        ("11 181,\n90", "11181.90"),
        ("1 280 000\n,00", "1280000.00"),
        ("1062,\n097", "1062.097"),
        ("28 719\n468.00", "28719468.00"),  # whole hryvnias, a full group and decimals; the first line had no room for the group
        ("124\n500,00", "124500.00"),
        ("252 751\n214,2", "252751214.2"),
        ("1 234\n567\n890,00", "1234567890.00"),
    ],
)
def test_a_number_that_can_only_have_wrapped_is_quiet(printed: str, value: str) -> None:
    read = read_number(printed)
    assert read.wrap is Wrap.SURE and read.repair is None
    assert read.number is not None and read.number.value == Decimal(value)


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("1\n172,45", "1172.45"),  # 1 and 172,45 are possible, if unlikely
        ("15\n809,531", "15809.531"),
        ("2\n100 000,00", "2100000.00"),
        ("25\n00,0", "2500.0"),
        ("2871946\n8,00", "28719468.00"),
    ],
)
def test_a_number_that_has_probably_wrapped_is_told(printed: str, value: str) -> None:
    read = read_number(printed)
    assert read.wrap is Wrap.LIKELY and read.repair
    assert read.number is not None and read.number.value == Decimal(value)


@pytest.mark.parametrize(
    "printed",
    [
        "40 000\n136 000",
        "40 000\n136 000,00",
        "100 000\n200 000,50",
        "75\n126",
        "1 234\n567",
        "128000\n0,00",
        "1280000,0\n0",
        "0\n250,00",
        "2024\n125,00",
        "100,\n200",
    ],
)
def test_two_complete_numbers_on_two_lines_are_no_amount(printed: str) -> None:
    read = read_value(printed)
    assert read.kind is Kind.UNREADABLE and read.wrap is Wrap.DOUBTFUL


@pytest.mark.parametrize("printed", ["1 000 000 50", "1 2345,6", "12 34", "40 000   136 000", "40 000\t136 000,00"])
def test_numbers_beside_each_other_on_one_line_are_no_amount(printed: str) -> None:
    assert read_value(printed).kind is Kind.UNREADABLE


def test_a_doubled_blank_inside_one_number_is_no_gap() -> None:
    read = read_value("1 234  567,00")
    assert read.number is not None and read.number.value == Decimal("1234567.00")


def _table(*rows: str, head: str = "| № | Захід | План, грн | Факт, грн | % |") -> str:
    return "\n".join([HEAD, head, *rows])


def test_a_column_that_prints_the_same_decimals_everywhere_makes_a_likely_join_sure() -> None:
    drawing = _table(
        "| 1 | Лавки | 980,25 | 980,25 | 100 |", "| 2 | Урни | 315,10 | 315,10 | 100 |", "| 3 | Ліхтарі | 1 / 172,45 | 1 / 172,45 | 100 |"
    )
    assert paper.brief(paper.funding(drawing)[2]) == "measure 3 Ліхтарі | 2024 | 1.17245 | 1.17245"
    assert paper.loud(drawing) == []


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("141001,4 / 0", "141001.40"),  # no other amount of the column has one decimal
        ("1731500 / 0,00", "17315000.00"),
        ("88410,55 / 7,00", None),  # each is printed as the column prints its sums
    ],
)
def test_digits_below_a_line_that_lacks_the_column_s_decimals_are_its_last_ones(cell: str, value: str | None) -> None:
    table = _table("| 1 | Лавки | 88410,55 | 0,00 | |", "| 2 | Урни | 60000,00 | 0,00 | |", f"| 3 | Парк | {cell} | 0,00 | |")
    records = paper.read(HEAD + table).reports[0].funding
    assert records[2].planned.uah == (None if value is None else Decimal(value))


def test_in_a_narrow_column_the_next_group_had_to_go_to_the_next_line() -> None:
    drawing = _table("| 1 | Лавки | 1 280 / 000 | 640 / 000 | 50 |", "| 2 | Урни | 12 640 / 300 | 6 320 / 150 | 50 |")
    assert paper.brief(paper.funding(drawing)[1]) == "measure 2 Урни | 2024 | 12640.3 | 6320.15"
    assert paper.loud(drawing) == ["repaired_value", "repaired_value"]


def test_two_rows_melted_into_one_stay_unreadable_even_there() -> None:
    drawing = _table("| 1 | Лавки | 1 280 / 000 | 640 / 000 | 50 |", "| 2 | Урни | 40 000 / 136 000 | 40 000 / 136 000 | 100 |")
    assert paper.brief(paper.funding(drawing)[1]) == "measure 2 Урни | 2024 | unreadable | unreadable"
    assert paper.loud(drawing) == ["unreadable_value", "unreadable_value"]


def test_a_sum_that_holds_only_with_the_joined_number_chooses_it_and_keeps_it_quiet() -> None:
    drawing = _table("| 1 | Лавки | 1280 | 640 | 50 |", "| 2 | Урни | 75 / 126 | 37 / 563 | 50 |", "| | Всього | 76406 | 38203 | 50 |")
    assert paper.brief(paper.funding(drawing)[1]) == "measure 2 Урни | 2024 | 75.126 | 37.563"
    assert paper.loud(drawing) == []


SOURCES = "| № | Захід | Джерело | План, грн | Факт, грн |"


def test_numbers_below_each_other_are_a_stack_where_the_source_column_names_a_source_for_each() -> None:
    drawing = _table("| 1 | Лавки | Державний бюджет / Місцевий бюджет | 500 / 300 | 400 / 300 |", head=SOURCES)
    assert [paper.brief(r) for r in paper.funding(drawing)] == [
        "measure 1 Лавки | 2024 state/total | 0.5 | 0.4",
        "measure 1 Лавки | 2024 local/total | 0.3 | 0.3",
    ]


def test_one_source_over_two_lines_makes_no_stack() -> None:
    drawing = _table("| 1 | Лавки | Державний / бюджет | 500 / 300,00 | 250 / 150,00 |", head=SOURCES)
    assert [paper.brief(r) for r in paper.funding(drawing)] == ["measure 1 Лавки | 2024 state/total | 500.3 | 250.15"]
