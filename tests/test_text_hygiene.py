"""Words typed, hyphenated, spaced out or copied in different ways compare equal; words that differ do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.text import clean, dehyphenate, fold, one_line, without_look_alikes


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("фінансу-вання", "фінансування"),
        ("вико-\nнання", "виконання"),
        ("Облас-ний", "обласний"),
        ("ФІНАНСУ-ВАННЯ", "фінансування"),
        ("Відпо-\nвідальні", "відповідальні"),
        ("вико\u00adнання", "виконання"),
        ("Строк\u00a0 виконання", "строк виконання"),
        ("З В І Т", "звіт"),
        ("І Н Ф О Р М А Ц І Я  про", "інформація про"),
        ("Пpoгpaма", "програма"),  # Latin p, o, p, a
        ("VІІІ", "viii"),  # Latin V, Cyrillic І
        ("ІV", "iv"),
        ("п’ять", "п'ять"),
        ("пʼять", "п'ять"),
        ('п"ять', "п'ять"),
        ("**План**", "план"),
        ("„Турбота”", "«Турбота»"),
        ("План  –  факт", "план - факт"),
        ("(тис. грн.)", "тис. грн"),
        ("Усього:", "усього"),
    ],
)
def test_one_wording_has_one_key(typed: str, plain: str) -> None:
    assert fold(typed) == fold(plain)


@pytest.mark.parametrize(
    "word",
    ["матеріально-технічна", "житлово-комунальне", "соціально-економічний", "Івано-Франківськ", "будь-який", "2024-2026", "віце-президент"],
)
def test_real_hyphens_stay(word: str) -> None:
    assert "-" in fold(word)


def test_a_compound_broken_at_its_own_hyphen_keeps_it() -> None:
    assert dehyphenate("матеріально-\nтехнічна база") == "матеріально-технічна база"


def test_a_range_of_years_broken_over_lines_is_one_range() -> None:
    assert one_line("2022-\n2025 роки") == "2022-2025 роки"


def test_pdf_end_of_line_hyphens_join_words() -> None:
    assert one_line("вико\x02нання") == "виконання"


def test_cleaning_keeps_lines_case_and_punctuation() -> None:
    assert clean("  Захід  1.\r\n\r\n\tдруга\u2009частина ") == "Захід 1.\nдруга частина"


def test_latin_words_stay_latin() -> None:
    assert fold("COVID") == "covid"


@given(st.text())
def test_keys_are_stable(text: str) -> None:
    once = clean(text)
    assert clean(once) == once


@given(st.text(alphabet="абвгіїєзнортсуш -–'’«»\n.,()", max_size=40))
def test_a_key_never_depends_on_case(text: str) -> None:
    assert fold(text.upper().lower()) == fold(text.lower())


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Paзом за розділом", "Разом за розділом"),
        ("Закупівля ноутбуків HP та COVID-тестів", "Закупівля ноутбуків HP та COVID-тестів"),
        ("Разом по розділу ІІ", "Разом по розділу II"),
        ("Всього по розділу І «Освіта»", "Всього по розділу I «Освіта»"),
        ("VІІІ скликання І квартал", "VIII скликання І квартал"),
    ],
)
def test_only_words_of_both_scripts_and_roman_numerals_change_theirs(written: str, meant: str) -> None:
    assert without_look_alikes(written) == meant
