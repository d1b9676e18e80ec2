"""Ordinals of council sessions: in words of every case, in digits with endings, in Roman letters of both scripts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.ordinals import int_to_roman, ordinal_in_words, read_ordinal, roman_to_int, to_latin_roman

UNITS = ("", "перш", "друг", "трет", "четверт", "п'ят", "шост", "сьом", "восьм", "дев'ят")
TEENS = (
    "десят",
    "одинадцят",
    "дванадцят",
    "тринадцят",
    "чотирнадцят",
    "п'ятнадцят",
    "шістнадцят",
    "сімнадцят",
    "вісімнадцят",
    "дев'ятнадцят",
)
TENS = ("", "", "двадцят", "тридцят", "сороков", "п'ятдесят", "шістдесят", "сімдесят", "вісімдесят", "дев'яност")
CARDINALS = ("", "", "двадцять", "тридцять", "сорок", "п'ятдесят", "шістдесят", "сімдесят", "вісімдесят", "дев'яносто")


def words(number: int, ending: str) -> str:
    """The ordinal in words with a feminine ending: -а, -ої, -ій, -у, -ою."""
    hundred, rest = ("сто ", number - 100) if number > 100 else ("", number)
    if rest == 100:
        return f"сот{ending}"
    if rest < 10:
        stem = UNITS[rest]
    elif rest < 20:
        stem = TEENS[rest - 10]
    elif rest % 10 == 0:
        stem = TENS[rest // 10]
    else:
        stem = f"{CARDINALS[rest // 10]} {UNITS[rest % 10]}"
    soft = {"а": "я", "ої": "ьої", "ій": "ій", "у": "ю", "ою": "ьою"}
    return hundred + stem + (soft[ending] if stem.endswith("трет") else ending)


@given(st.integers(1, 150), st.sampled_from(["а", "ої", "ій", "у", "ою"]), st.sampled_from(["'", "’", "ʼ"]), st.booleans())
def test_words_round_trip(number: int, ending: str, apostrophe: str, capital: bool) -> None:
    text = words(number, ending).replace("'", apostrophe)
    assert ordinal_in_words(text.capitalize() if capital else text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("двадцять п’ятої", 25),
        ("позачергової тридцять другої", 32),
        ("сорок восьма позачергова", 48),
        ("двaдцять пeршoї", 21),  # Latin a, e, o
        ("5-ї", 5),
        ("5-тої", 5),
        ("35", 35),
        ("LIX", 59),
        ("ХХV", 25),
        ("13-ої позачергової", 13),
        ("чергова", None),
        ("міської ради", None),
        ("", None),
    ],
)
def test_other_ways_to_write_them(text: str, number: int | None) -> None:
    assert read_ordinal(text) == number


@given(st.integers(1, 399))
def test_roman_letters_round_trip(number: int) -> None:
    assert roman_to_int(int_to_roman(number)) == number


def test_roman_letters_typed_in_cyrillic() -> None:
    assert to_latin_roman("VІІІ") == "VIII"
    assert [roman_to_int(t) for t in ("ХІV", "IIX", "слово", "")] == [14, None, None, None]
