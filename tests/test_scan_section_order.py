"""Sections are numbered in their order: a miscounted stroke is set right by it, a number that is one stays."""

from __future__ import annotations

import pytest

from ingest.scan.section_order import in_section_order, section_cells, titles_over

FIRST, SECOND = "Розділ I. Навчання", "Розділ II. Ремонт"


@pytest.mark.parametrize(
    ("texts", "changed"),
    [
        ([FIRST, SECOND, "Розділ I. Спорт"], {2: "Розділ III. Спорт"}),
        ([FIRST, SECOND, "Розділ ІЙ. Спорт"], {2: "Розділ III. Спорт"}),
        ([FIRST, SECOND, "Розділ ІІТ. Спорт"], {2: "Розділ III. Спорт"}),
        (["Розділ 1. Навчання", SECOND, "Розділ III. Спорт"], {0: "Розділ I. Навчання"}),
        ([FIRST, "Всього по розділу!"], {1: "Всього по розділу I"}),
        ([FIRST, SECOND, "Разом за розділом 1Ї"], {2: "Разом за розділом II"}),
        ([SECOND, "Разом за розділом (ЇЇ"], {1: "Разом за розділом II"}),
        ([FIRST, "Разом за розділом II", SECOND, "Разом за розділом II"], {1: "Разом за розділом I"}),
    ],
)
def test_what_only_the_order_tells_is_set_right(texts: list[str], changed: dict[int, str]) -> None:
    assert in_section_order(texts) == changed


@pytest.mark.parametrize(
    "texts",
    [
        [FIRST, "Розділ III. Спорт"],
        [FIRST, SECOND, "Разом за розділом III"],
        ["Розділ 1. Навчання", "Розділ 2. Ремонт"],
        ["Розділ V. Навчання", "Розділ VI. Ремонт"],
        ["Разом за розділом 1Ї"],
    ],
)
def test_numbers_that_are_some_stay(texts: list[str]) -> None:
    assert in_section_order(texts) == {}


@pytest.mark.parametrize(
    ("numbers", "changed"),
    [
        (["I", "II", "III", "ТМ", "V"], {3: "IV"}),
        (["IV", "м", "Разом за розділом У"], {1: "V", 2: "Разом за розділом V"}),
        (["1", "II"], {0: "I"}),
        (["1", "Разом за розділом I"], {0: "I"}),
        (["1", "2"], {}),
        (["а", "б"], {}),
    ],
)
def test_a_number_in_a_cell_of_its_own_is_set_right_among_roman_ones(numbers: list[str], changed: dict[int, str]) -> None:
    lone = {k for k, number in enumerate(numbers) if len(number) < 5}
    assert in_section_order(numbers, lone) == changed


@pytest.mark.parametrize(
    ("texts", "changed"),
    [
        (["V", "Спорт", "5.1.", "VII", "Стадіон", "6.1.", "VII", "Школи", "7.1."], {3: "VI"}),
        (["ми", "Спорт", "7.1.", "VIII", "Школи", "8.1."], {0: "VII"}),
        (["V", "Спорт", "5.1.", "VII", "Стадіон", "7.1."], {}),  # a section that is left out
        (["V", "Спорт", "5.1.", "VII", "Стадіон", "1.1."], {}),  # measures counted anew in each section
        (["VII", "Спорт", "6.1.", "VIII", "Стадіон", "8.1."], {}),  # one witness
    ],
)
def test_the_section_before_and_the_first_measure_below_tell_a_number(texts: list[str], changed: dict[int, str]) -> None:
    assert in_section_order(texts, set(range(0, len(texts), 3))) == changed


def test_a_section_numbered_in_figures_stays_so() -> None:
    assert in_section_order(["Розділ 1. Дороги", "1.1", "Ремонт", "Розділ 2. Парки", "2.1"]) == {}


def test_a_section_s_row_holds_a_number_and_one_text() -> None:
    places = [(0, 0), (0, 1), (1, 0), (1, 1), (1, 2), (2, 0), (2, 2), (3, 0), (3, 1)]
    texts = ["I", "Масовий спорт", "1.1", "Забіг", "48,0", "м", "Дитяча школа", "4", "12,5"]
    assert section_cells(places, texts) == {0, 5}


def test_a_section_is_summed_once() -> None:
    heads = [
        "Розділ I. Вода",
        "Усього по розділу I",
        "Розділ II. Світло",
        "Усього по розділу II",
        "Розділ III. Тепло",
        "Усього по розділу {}",
    ]
    assert in_section_order([h.format("II") for h in heads]) == {5: "Усього по розділу III"}
    at_the_end = ["Розділ I. Вода", "Розділ II. Світло", "Усього по розділу I", "Усього по розділу II"]
    assert in_section_order(at_the_end) == {}


@pytest.mark.parametrize(
    ("texts", "changed"),
    [
        (["I. Навчання", "1.1", "1. Послуги вдома", "2.1"], {2: "II. Послуги вдома"}),
        (["I. Навчання", "1.1", "П. Послуги вдома", "2.1"], {2: "II. Послуги вдома"}),
        (["IV. Навчання", "28", "М. Послуги вдома", "29"], {2: "V. Послуги вдома"}),
        # It counts the section's own parts.
        (["I. Навчання", "1. Послуги вдома", "1.1"], {}),
        # Nothing below tells which section it is, or no other number is Roman.
        (["I. Навчання", "1.1", "1. Послуги вдома", "Обстеження"], {}),
        (["1. Навчання", "1.1", "1. Послуги вдома", "2.1"], {}),
    ],
)
def test_a_title_over_the_whole_table_has_the_number_that_its_first_measure_tells(texts: list[str], changed: dict[int, str]) -> None:
    titles = {k for k, text in enumerate(texts) if ". " in text}
    assert in_section_order(texts, titles=titles) == changed


def test_a_title_is_all_of_its_row() -> None:
    assert titles_over([(0, 0), (0, 1), (1, 0), (2, 0), (2, 1)]) == {2}
