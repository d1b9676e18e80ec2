"""A row's number that was misread is told by the rows around it, where these leave no choice."""

from __future__ import annotations

import pytest

from ingest.scan.counted import counted_before_titles, counted_from_one, counted_through


def rows_of(*numbers: str) -> tuple[list[tuple[int, int]], list[str]]:
    """Places and texts of measures with these numbers."""
    places = [(row, column) for row in range(len(numbers)) for column in range(3)]
    return places, [text for row, number in enumerate(numbers) for text in (number, f"Захід {row}", "48,0")]


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        (("1", "2", "5", "4", "5"), {6: "3"}),
        (("1.1.", "1.7.", "1.3."), {3: "1.2."}),
        (("та", "1.2.", "1.3."), {0: "1.1"}),
        (("1.1", "Пе", "1.3"), {3: "1.2"}),
        (("14", "1.2.", "1.3."), {0: "1.1"}),
        (("1.1", "1.2", "24", "2.2"), {6: "2.1"}),
        (("1.1", "2", "3", "1", "2.2", "2.3"), {3: "1.2", 6: "1.3", 9: "2.1"}),  # a streak runs through the figures before the dots
    ],
)
def test_a_number_that_the_rows_around_tell(numbers: tuple[str, ...], told: dict[int, str]) -> None:
    places, texts = rows_of(*numbers)
    assert counted_through(places, texts) == told


@pytest.mark.parametrize(
    "numbers",
    [
        ("1", "2", "2", "4"),  # the report's own mistake: a two does not look like a three
        ("1", "2", "4", "5"),  # a gap
        ("1", "1.2", "1.3"),  # a parent, whose first child is missing
        ("2.2", "5", "2.4"),  # no part of it was read
        ("а", "2", "3"),  # letters may number what goes before
        ("1", "5", "3", "4", "2"),  # the number that would fit stands elsewhere
        ("1.1", "1.2", "1.3"),
        ("1", "1.1", "2", "2.1"),  # parents
        ("1.1", "2", "2.1", "2.2"),
        ("1.1", "2", "3", "4"),  # most are of one level
    ],
)
def test_a_number_that_may_be_the_report_s_own_stays(numbers: tuple[str, ...]) -> None:
    assert counted_through(*rows_of(*numbers)) == {}


def test_sums_and_the_head_are_no_rows_that_count() -> None:
    places, texts = rows_of("№з/п", "1.2", "Разом", "3", "2.1")
    assert counted_through(places, [*texts[:2], "Сума", *texts[3:]]) == {9: "1.3"}


def test_beside_a_title_alone_stands_a_section_s_number() -> None:
    places = [(0, 0), (0, 1), (1, 0), (1, 1), (1, 2)]
    assert counted_through(places, ["та", "Дороги", "1.2", "Лавки", "16,0"]) == {}


@pytest.mark.parametrize(
    ("first", "told"),
    [
        (("I", "2", "3"), {0: "1"}),
        (("І.", "2.", "3."), {0: "1."}),
        (("І.\nІ.", "1.\n2.", "1.\n3."), {0: "1.1."}),
        (("I", "II", "III"), {}),  # sections with sums of their own
        (("I", "1", "2"), {}),
        (("I", "1.1", "1.2"), {}),
        (("1", "2", "3"), {}),
    ],
)
def test_a_stroke_before_row_two_is_row_one(first: tuple[str, ...], told: dict[int, str]) -> None:
    rows = [("Ремонт", "48,0"), ("Лавки", "16,0"), ("Липи", "7,5")]
    places = [(row, column) for row in range(3) for column in range(3)]
    texts = [text for number, row in zip(first, rows, strict=True) for text in (number, *row)]
    assert counted_from_one(places, texts) == told


def test_a_stroke_beside_a_title_alone_is_a_section_and_before_the_columns_numbers_a_one() -> None:
    places = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (2, 0), (2, 1), (2, 2)]
    assert counted_from_one(places, ["I", "2", "3", "I", "Дороги", "2", "Лавки", "16,0"]) == {0: "1"}


@pytest.mark.parametrize(
    ("titles", "told"),
    [
        (("1 Лавки", "2 Липи", "З Клумби", "І\n4 Вази", "5 Сквер"), {4: "3 Клумби", 6: "4 Вази"}),
        (("1 Лавки", "2 Липи", "З Клумби"), {}),  # the word «з» may begin it
        (("1 Лавки", "2 Липи", "Вази", "4 Сквер"), {}),  # no number was read
    ],
)
def test_a_number_before_a_title_goes_on_those_around_it(titles: tuple[str, ...], told: dict[int, str]) -> None:
    places = [(row, column) for row in range(len(titles)) for column in range(2)]
    assert counted_before_titles(places, [text for title in titles for text in (title, "48,0")]) == told
