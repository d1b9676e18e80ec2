"""Numbers of sections and measures leave the title; years, amounts and dates stay in it; gaps are named."""

from __future__ import annotations

import paper
import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.numbering import missing_between, split_number, split_section


@pytest.mark.parametrize(
    ("text", "number", "title"),
    [
        ("1.", "1", ""),
        ("12", "12", ""),
        ("1.1.", "1.1", ""),
        ("1.1 .", "1.1", ""),
        ("1.1. Придбання обладнання", "1.1", "Придбання обладнання"),
        ("2.10.Ознайомлення", "2.10", "Ознайомлення"),
        ("1.1.Членський внесок", "1.1", "Членський внесок"),
        ("2.4 Ремонт", "2.4", "Ремонт"),
        ("1. 2. Ремонт", "1.2", "Ремонт"),
        ("1.2.3 Ремонт", "1.2.3", "Ремонт"),
        ("2.1.\nРемонт", "2.1", "Ремонт"),
        ("1) Ремонт", "1", "Ремонт"),
        ("3.Ремонт", "3", "Ремонт"),
        ("п.1 Ремонт", "1", "Ремонт"),
        ("п. 2.3", "2.3", ""),
        ("№ 5", "5", ""),
        ("I.", "I", ""),
        ("ІІ", "II", ""),
        ("ІІ. Культура", "II", "Культура"),
        ("V. Охорона праці", "V", "Охорона праці"),
        ("І.1. Ремонт", "I.1", "Ремонт"),
        ("а) закупівля", "а", "закупівля"),
        ("1.«Безпека»", "1", "«Безпека»"),
    ],
)
def test_a_number_leaves_its_title(text: str, number: str, title: str) -> None:
    assert split_number(text) == (number, title)


@pytest.mark.parametrize(
    "text",
    [
        "2024 рік", "5 автомобілів", "100 % виконання", "1-а черга будівництва", "1.10.2024 проведено захід", "1.5 га землі", "1.5 тис. грн на ремонт", "І квартал", "В рамках проєкту",
        "С. Петренко", "Капітальний ремонт", "2024-2026", "2,1", "0114082", "3D-друк", "10 000 саджанців", "24.02.2022", "1 вересня – День знань", "I етап робіт", "XX сесія", "2.5 км дороги",
    ],
)  # fmt: skip
def test_what_is_no_number_stays_in_the_title(text: str) -> None:
    assert split_number(text) == (None, text)


@pytest.mark.parametrize(
    ("text", "number", "title"),
    [
        ("Розділ II. Культура", "II", "Культура"),
        ("РОЗДІЛ ІІІ «Спорт»", "III", "«Спорт»"),
        ("Розділ 2", "2", ""),
        ("Розділ 1: Освіта", "1", "Освіта"),
        ("ІІ Культура", "II", "Культура"),
        ("I. Освіта", "I", "Освіта"),
        ("Пріоритетні завдання 1", None, "Пріоритетні завдання 1"),
        ("Напрям 3: Спорт", None, "Напрям 3: Спорт"),
        ("Освіта і наука", None, "Освіта і наука"),
    ],
)
def test_sections(text: str, number: str | None, title: str) -> None:
    assert split_section(text) == (number, title)


@pytest.mark.parametrize(
    ("numbers", "missing"),
    [
        (["2.5", "2.10"], ["2.6", "2.7", "2.8", "2.9"]),
        (["1", "2", "4"], ["3"]),
        (["1.1", "1.2", "2.1", "2.3"], ["2.2"]),
        (["I", "III"], ["II"]),
        (["1.1", None, "1.3"], ["1.2"]),
        (["1.2", "1.3"], ["1.1"]),
        (["2", "3"], ["1"]),
        (["I", "1", "2", "II", "1", "3"], ["2"]),
        (["1", "2", "3", "1", "3"], ["2"]),
        (["1", "2", "1", "2"], []),
        (["1", "1.1", "1.2", "2", "2.1"], []),
        (["1.1", "1.3", "1.2"], []),
        (["1.1", "1.1", "1.2", "1.2"], []),
        (["5", "6"], []),
        (["2.3", "2.4", "4.4", "4.5"], ["2.1", "2.2", "4.1", "4.2", "4.3"]),
        (["1.1", "1.2", "2.3", "2.4", "3.5"], ["2.1", "2.2"]),
        (["1.1", "1.2", "1.3", "2.4", "2.5"], []),
        (["а", "в"], []),
        ([], []),
    ],
)
def test_gaps_in_numbering(numbers: list[str | None], missing: list[str]) -> None:
    assert missing_between(numbers) == missing


@given(st.lists(st.integers(1, 30), min_size=1, max_size=3), st.sampled_from([".", ". ", " ", ") "]))
def test_numbers_round_trip(levels: list[int], end: str) -> None:
    if len(levels) == 1 and end == " ":
        return  # «5 Ремонт» may be a count
    number = ".".join(map(str, levels))
    assert split_number(f"{number}{end}Ремонт") == (number, "Ремонт")


@given(st.integers(1, 40), st.data())
def test_a_removed_row_is_named(count: int, data: st.DataObject) -> None:
    gone = data.draw(st.integers(1, count))
    numbers: list[str | None] = [f"1.{n}" for n in range(1, count + 2) if n != gone]
    expected = [] if gone == 1 and min(int(str(n)[2:]) for n in numbers) > 3 else [f"1.{gone}"]
    assert missing_between(numbers) == expected


@pytest.mark.parametrize("shown", ["1,00 2,00", "1.00 2.00", "1,0 2,0", "1.0 2.0"])
def test_decimals_that_a_sheet_puts_behind_a_rows_number_are_none_of_it(shown: str) -> None:
    first, second = shown.split()
    drawing = f"{paper.HEAD}| № | Захід | План, грн | Факт, грн |\n| {first} | Лавки | 7,00 | 4,00 |\n| {second} | Урни | 5,00 | 4,00 |"
    assert [r.measure_number for r in paper.funding(drawing)] == ["1", "2"]
