"""Ordinal numerals of Ukrainian, in words of every case («двадцять п'ятої»), digits («5-ї») or Roman letters (LIX), become integers."""

from __future__ import annotations

import re

from normalize.text import CYRILLIC_TO_LATIN, fold

# Stems of ordinals: what is left when the adjective's ending is cut off.
_ORDINAL_STEMS = {
    "перш": 1, "друг": 2, "трет": 3, "четверт": 4, "п'ят": 5, "пят": 5, "шост": 6, "сьом": 7, "восьм": 8, "дев'ят": 9, "девят": 9,
    "десят": 10, "одинадцят": 11, "дванадцят": 12, "тринадцят": 13, "чотирнадцят": 14, "п'ятнадцят": 15, "пятнадцят": 15, "шістнадцят": 16,
    "сімнадцят": 17, "вісімнадцят": 18, "дев'ятнадцят": 19, "девятнадцят": 19, "двадцят": 20, "тридцят": 30, "сороков": 40, "п'ятдесят": 50,
    "пятдесят": 50, "шістдесят": 60, "сімдесят": 70, "вісімдесят": 80, "дев'яност": 90, "девяност": 90, "сот": 100, "двохсот": 200, "трьохсот": 300,
}  # fmt: skip
_CARDINALS = {
    "двадцять": 20, "тридцять": 30, "сорок": 40, "п'ятдесят": 50, "пятдесят": 50, "шістдесят": 60, "сімдесят": 70, "вісімдесят": 80,
    "дев'яносто": 90, "девяносто": 90, "сто": 100, "двісті": 200, "триста": 300,
}  # fmt: skip
_ENDINGS = ("ьої", "ього", "ьому", "ьою", "ої", "ого", "ому", "ою", "ий", "ій", "їй", "им", "ім", "их", "а", "я", "у", "ю", "е", "є", "і")
_WORDS = re.compile(r"[а-яіїєґ']+")
_DIGITS = re.compile(
    r"(?<![\d./-])(\d{1,3})(?:\s?-\s?(?:ша|га|тя|та|ма|а|я|ої|ьої|тої|шої|гої|мої|ї|й|ий|го|ого|у|ю|ій|тій|ти|му))?(?![\w/.-])",
    re.IGNORECASE,
)
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_ROMAN_SHAPE = re.compile(r"(?=[MDCLXVI])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_TO_LATIN: dict[int, str] = {**{k: chr(v) for k, v in CYRILLIC_TO_LATIN.items()}, ord("Л"): "L"}
_TENS = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def ordinal_in_words(text: str) -> int | None:
    """The ordinal that the last words of ``text`` make («сто двадцять першої» 121), adjectives after it allowed; None without one."""
    value: int | None = None
    words = _WORDS.findall(fold(text))
    for position, word in enumerate(words):
        number = _ordinal(word)
        if number is not None:
            value = number + _cardinals_before(words[:position], number)
    return value


def _ordinal(word: str) -> int | None:
    stems = (word[: -len(ending)] for ending in _ENDINGS if word.endswith(ending))
    return next((_ORDINAL_STEMS[stem] for stem in stems if stem in _ORDINAL_STEMS), None)


def _cardinals_before(words: list[str], below: int) -> int:
    """Tens and hundreds in front of an ordinal: each smaller word needs a greater one before it."""
    total, limit = 0, 100 if below >= 10 else 10
    for word in reversed(words):
        value = _CARDINALS.get(word)
        if value is None or value < limit or (limit == 10 and value >= 100 and below >= 10):
            break
        total, limit = total + value, 100 if value < 100 else 1000
    return total


def read_ordinal(text: str) -> int | None:
    """An ordinal in words, in digits («5-ї», «25») or in Roman letters; the last one in ``text``. None without one."""
    in_words = ordinal_in_words(text)
    if in_words is not None:
        return in_words
    digits = _DIGITS.findall(text)
    if digits:
        return int(digits[-1])
    for word in reversed(re.findall(r"[^\W\d_]+", text)):
        value = roman_to_int(word)
        if value is not None and word.isupper():
            return value
    return None


def to_latin_roman(text: str) -> str:
    """A Roman numeral typed in Cyrillic letters, in Latin ones: «ІІ» → ``II``. Other letters stay."""
    return text.translate(_TO_LATIN)


def roman_to_int(text: str) -> int | None:
    """The value of a Roman numeral in Latin or Cyrillic capitals; None for anything else."""
    latin = to_latin_roman(text.strip())
    if not latin or not _ROMAN_SHAPE.fullmatch(latin):
        return None
    values = [_ROMAN_VALUES[c] for c in latin]
    return sum(-v if v < following else v for v, following in zip(values, [*values[1:], 0], strict=True))


def int_to_roman(value: int) -> str:
    """A number from 1 to 399 in Roman letters."""
    out = ""
    for step, letters in _TENS:
        while value >= step:
            out, value = out + letters, value - step
    return out
