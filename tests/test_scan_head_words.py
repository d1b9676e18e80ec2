"""A head's cell that was read as a figure is what its neighbours tell: the sign of the number column, a year between years."""

from __future__ import annotations

import pytest

from ingest.scan.head_words import Place, set_right

HEAD = ["Зміст заходу", "Виконавці", "Обсяг фінансування, грн"]


def placed(*rows: list[str]) -> tuple[list[Place], list[str]]:
    """The places and texts of a table without merged cells."""
    return [(r, c) for r, row in enumerate(rows) for c in range(len(row))], [text for row in rows for text in row]


@pytest.mark.parametrize("read", ["0.", "0", "1.", "О", "11", "М", "Ж"])
def test_a_figure_beside_words_above_the_rows_numbers_is_the_sign_of_the_number_column(read: str) -> None:
    assert set_right(*placed([read, *HEAD], ["1", "2", "3", "4"], ["1", "Лавки", "відділ", "48,0"])) == {0: "№"}
    assert set_right(*placed([read, *HEAD], ["1.1.", "Лавки", "відділ", "48,0"])) == {0: "№"}


def test_a_number_of_hundreds_above_smaller_ones_is_the_sign_of_the_number_column() -> None:
    """The head that a second page repeats, «№ / з/ / п» in three lines."""
    assert set_right(*placed(["322", *HEAD], ["3.\n3.", "Зала", "школа", "149,0"], ["", "Усього", "", "149,0"])) == {0: "№"}
    assert set_right(*placed(["102", "Лавки", "відділ", "не передбачено"], ["103", "Урни", "відділ", "149,0"])) == {}


@pytest.mark.parametrize(
    "rows",
    [
        [["1", "Лавки", "відділ", "48,0"], ["2", "Урни", "відділ", "16,0"]],  # a row of the table before, which goes on here
        [["4", "Лавки", "відділ освіти", "не передбачено"], ["5", "Урни", "відділ", "16,0"]],
        [["№ з/п", *HEAD], ["1", "Лавки", "відділ", "48,0"]],
        [["0.", "Лавки", "відділ"], ["1", "Урни", "відділ"]],
    ],
)
def test_a_row_of_its_own_keeps_its_number(rows: list[list[str]]) -> None:
    assert set_right(*placed(*rows)) == {}


def test_a_year_of_which_a_digit_was_misread_is_the_one_between_its_neighbours() -> None:
    assert set_right(*placed(["План", "", ""], ["2621", "2022", "2023"])) == {3: "2021"}
    assert set_right(*placed(["2021", "2822", "2023"])) == {1: "2022"}


@pytest.mark.parametrize("read", ["1\n2023", "| 2023", "2023 .", "2023 і"])
def test_a_sign_beside_a_year_among_years_is_none_of_it(read: str) -> None:
    assert set_right(*placed([read, "2024", "2025"])) == {0: "2023"}
    assert set_right(*placed([read, "2024", "План"])) == {}


def test_years_begin_anew_under_the_next_span() -> None:
    assert set_right(*placed(["2621", "2022", "2023", "2621", "2022", "2023"])) == {0: "2021", 3: "2021"}


def test_a_year_of_which_little_was_read_is_the_one_in_its_place_in_the_other_turns() -> None:
    years = ["2022 рік", "2023 рік", "2024 рік"]
    assert set_right(*placed([*years[:2], "20.", *years, *years])) == {2: "2024 рік"}
    assert set_right(*placed([*years[:2], "20.", *years])) == {2: "2024 рік"}
    assert set_right(*placed([*years[:2], "-", *years])) == {}
    assert set_right(*placed([*years[:2], "2025 рік", *years, *years])) == {}


@pytest.mark.parametrize(
    "years",
    [
        ["2021", "2022", "2023"],
        ["2021", "4500", "2023"],  # two digits and more: a figure
        ["2021", "2722", "2724"],  # nothing is left to tell it by
    ],
)
def test_other_figures_stay(years: list[str]) -> None:
    assert set_right(*placed(years)) == {}


def test_quarters_count_from_one_to_four_as_their_neighbours_tell() -> None:
    row = ["за рік", "I квартал", "Ії квартал", "III квартал", "IV квартал", "I квартал", "I квартал", "Ш квартал", "IV квартал", "%"]
    assert set_right(*placed(row)) == {2: "II квартал", 6: "II квартал", 7: "III квартал"}


def test_quarters_cut_short_count_from_one_to_four_too() -> None:
    row = ["рік", "1кв.", "2 кв.", "З кв.", "4кв", "рік", "ікв", "дкв", "Зкв", "4кв"]
    told = {1: "1 кв.", 3: "3 кв.", 4: "4 кв.", 6: "1 кв.", 7: "2 кв.", 8: "3 кв.", 9: "4 кв."}
    assert set_right(*placed(row)) == told
    assert set_right(*placed(["м кв", "2 кв", "м кв", "кв"])) == {}


def test_strokes_that_the_models_write_as_letters_are_quarters_by_their_place() -> None:
    row = ["рік", "Ї кВ.", "ІЇ кв.", "ПІ кв.", "ІМ кв.", "всього"]
    assert set_right(*placed(row)) == {1: "I кв.", 2: "II кв.", 3: "III кв.", 4: "IV кв."}


@pytest.mark.parametrize("row", [["II квартал", "III квартал", "IV квартал"], ["I квартал", "І квартал", "I квартал", "1 квартал"]])
def test_other_quarters_stay(row: list[str]) -> None:
    assert set_right(*placed(row)) == {}


@pytest.mark.parametrize("read", ["Планнаї півріччя 2023 року", "План на півріччя 2023 року", "План на 1 півріччя 2023 року"])
def test_a_plan_for_the_half_year_its_neighbour_reports_on(read: str) -> None:
    assert set_right(*placed(["Захід", read, "Профінансовано за I півріччя 2023 року"])) == {1: "План на I півріччя 2023 року"}
    assert set_right(*placed(["Захід", read, "Профінансовано за II півріччя 2023 року"])) == {}


@pytest.mark.parametrize(
    ("read", "told"),
    [
        (["I", "5\n-", "3", "4", "5", "6", "7", "8"], {0: "1", 1: "2"}),
        (["1", "2", "3", "4", "5.", "б", "7"], {5: "6"}),
        (["1", "2", "3", "4", "48,0", "16,0", "7"], {}),
        (["1", "Лавки", "3", "4", "5"], {}),
        (["1", "2", "3", "4"], {}),
    ],
)
def test_a_row_that_counts_the_columns_counts_them_all(read: list[str], told: dict[int, str]) -> None:
    found = set_right(*placed(["№ з/п", "Захід", *"абвгґд"], read))
    assert {k - 8: text for k, text in found.items() if k >= 8} == told


@pytest.mark.parametrize(
    ("second", "told"),
    [
        (["загальний фонд", "спеціальний фонд", "о\nи\nо\nС"], {5: "всього"}),
        (["загальний фонд", "о й С", "всього"], {4: "спеціальний фонд"}),
        (["загальний фонд", "спеціальний фонд", "у тому числі бюджет розвитку"], {}),
        (["о й С", "с п", "всього"], {}),
    ],
    ids=["one", "in the middle", "another text", "two"],
)
def test_a_head_of_which_no_word_was_read_is_the_one_in_its_place_in_the_other_turn(second: list[str], told: dict[int, str]) -> None:
    assert set_right(*placed(["загальний фонд", "спеціальний фонд", "всього", *second])) == told


def test_two_turns_of_two_tell_too_little() -> None:
    assert set_right(*placed(["план", "затверджено", "план", "о й С"])) == {}
