"""Terms of measures and programmes become their first and last year; dates are read in every order and month."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.dates import read_date
from normalize.terms import read_term, years_range


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2024", (2024, 2024)),
        ("2024р.", (2024, 2024)),
        ("2024-2026р р.", (2024, 2026)),
        ("2024 – 2026 роки", (2024, 2026)),
        ("2024-2026р\nр.", (2024, 2026)),
        ("2024-\n2026", (2024, 2026)),
        ("202\n4", (2024, 2024)),
        ("протягом 2024 року", (2024, 2024)),
        ("IV квартал 2024", (2024, 2024)),
        ("січень-грудень 2024", (2024, 2024)),
        ("до 31.12.2025", (2025, 2025)),
        ("01.01.2024-31.12.2026", (2024, 2026)),
        ("2024,2025", (2024, 2025)),
        ("2024, 2025, 2026", (2024, 2026)),
        ("2024/2025", (2024, 2025)),
        ("2022-25", (2022, 2025)),
        ("2024 р.- 2026 р.", (2024, 2026)),
        ("з 2024 по 2026 рік", (2024, 2026)),
        ("01.2024-12.2024", (2024, 2024)),
    ],
)
def test_terms_with_years(text: str, years: tuple[int, int]) -> None:
    assert read_term(text) == years


@pytest.mark.parametrize("text", ["постійно", "упродовж року", "щороку", "протягом дії програми", "IV квартал", "за потреби"])
def test_words_take_the_default(text: str) -> None:
    assert read_term(text) is None
    assert read_term(text, (2024, 2026)) == (2024, 2026)


@pytest.mark.parametrize("text", ["", " \n", "2026-2024"])
def test_nothing_is_made_up(text: str) -> None:
    assert read_term(text, (2022, 2025)) is None


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("на 2022-2025 роки за 2024 рік", (2022, 2025)),
        ("за 2024 рік", None),
        ("2022-2025р.р.", (2022, 2025)),
        ("на 2022-\n2025 роки", (2022, 2025)),
        ("з 2021 до 2023 року", (2021, 2023)),
        ("рішення № 2020-2021/15", None),
        ("01.01.2022-31.12.2023", None),
    ],
)
def test_ranges_in_running_text(text: str, years: tuple[int, int] | None) -> None:
    assert years_range(text) == years


@given(
    st.integers(1995, 2049),
    st.integers(0, 10),
    st.sampled_from(["-", "–", " - ", " – "]),
    st.sampled_from(["", "р.", " рр.", " роки", "р.р.", "р р."]),
)
def test_terms_round_trip(start: int, length: int, dash: str, tail: str) -> None:
    text = f"{start}{dash}{start + length}{tail}" if length else f"{start}{tail}"
    assert read_term(text) == (start, start + length)


MONTHS = ("січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня", "жовтня", "листопада", "грудня")


@given(st.dates(date(1991, 8, 24), date(2059, 12, 31)), st.integers(0, 5))
def test_dates_round_trip(day: date, form: int) -> None:
    worded = f"{day.day} {MONTHS[day.month - 1]} {day.year} року"
    forms = (
        f"{day:%d.%m.%Y}",
        f"{day:%d-%m-%Y}р.",
        f"{day:%d/%m/%Y} року",
        f"від {worded}",
        f"«{day.day:02}» {MONTHS[day.month - 1]} {day.year} р.",
        f"{day:%Y-%m-%d}",
    )
    assert read_date(forms[form]) == day


@pytest.mark.parametrize("text", ["31.02.2024", "1219.47-8/25", "65 - 3 - VІІІ", "38-4/VIII", "12,3", "", "2024"])
def test_what_is_no_date(text: str) -> None:
    assert read_date(text) is None


@given(st.text(max_size=30))
def test_any_text_is_taken(text: str) -> None:
    read_term(text)
    read_date(text)
    years_range(text)
