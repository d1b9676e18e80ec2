"""A signature's stroke hid the beginning of a given name: it is made whole where one name alone ends so."""

from __future__ import annotations

import pytest

from ingest.scan.given_names import meant
from ingest.scan.restore import signed


@pytest.mark.parametrize(
    ("read", "text"),
    [
        pytest.param("Начальник відділу\tетяна КУЛІНІЧ", "Начальник відділу\tТетяна КУЛІНІЧ", id="one name ends so"),
        pytest.param("Голова\tПечатка Олена КУЛІНІЧ", "Голова\tОлена КУЛІНІЧ", id="the word in a stamp"),
        pytest.param("Голова\tОлена КУЛІНІЧ Печатка", "Голова\tОлена КУЛІНІЧ", id="the word in a stamp behind the name"),
        pytest.param("Голова\tлодимир КУЛІНІЧ", "Голова\tВолодимир КУЛІНІЧ", id="two letters are gone"),
        pytest.param("Начальник відділу\tлеся КУЛІНІЧ", "Начальник відділу\tлеся КУЛІНІЧ", id="a name by itself as well"),
        pytest.param("Начальник відділу\tарина КУЛІНІЧ", "Начальник відділу\tарина КУЛІНІЧ", id="two names end so"),
        pytest.param("Начальник відділу\tна КУЛІНІЧ", "Начальник відділу\tна КУЛІНІЧ", id="too little is left"),
    ],
)
def test_a_clipped_given_name(read: str, text: str) -> None:
    assert signed(read) == text


@pytest.mark.parametrize(("read", "name"), [("Трина", "Ірина"), ("Грина", "Ірина"), ("Микела", "Микола"), ("Крина", None)])
def test_a_name_with_a_letter_misread_is_the_one_it_can_only_mean(read: str, name: str | None) -> None:
    """«Крина» may be Ірина or Ярина; a capital «І» with serifs is read as T or Г, a «Я» never is."""
    assert meant(read) == name
