"""A cell of words: several sums, words for none, a note, a count, or something meant as a number that cannot be read."""

from __future__ import annotations

import re
from decimal import Decimal

from normalize.cell_values import Value
from normalize.compound import read_compound
from normalize.none_words import broken_none, says_none
from normalize.numbers import Number, as_digits, plain_number
from normalize.parts import TOKEN, Kind, split_parts
from normalize.text import DASHES, fold, same_script
from normalize.units import split_unit

_DASH_ONLY = re.compile(rf"[{DASHES}_\s.]*[{DASHES}_][{DASHES}_\s.]*|(?:немає|нема|відсутн[іє])", re.IGNORECASE)
_YEARISH = re.compile(
    rf"(?:19|20)\d\d(?:\s*[{DASHES},/]\s*(?:(?:19|20)\d\d|\d\d(?!\d)))*\s*(?:р\.?\s*р?\b\.?|рок\w+|рік)"
    rf"|(?:19|20)\d\d\s*[{DASHES}]\s*(?:19|20)\d\d(?!\d)|\d{{1,2}}[./-]\d{{1,2}}[./-](?:19|20)?\d\d(?!\d)", re.IGNORECASE)  # fmt: skip
_MEASURED = re.compile(
    r"\d[\d ]*(?:[.,]\d+)?\s*(?:к?м[²³23]?|кв|куб|га|шт|од|ос[іо]б|чол|кг|т|л|год|дн[іяів]|міс|р[аo]з|місц|об|тис\. ?(?:осіб|шт|м|од|чол))(?![а-яіїєґ]{4})",
    re.IGNORECASE,
)
_TOTAL_LABEL = re.compile(r"(?:всього|усього|разом|загалом|загальний обсяг)\b[\w\s,]*", re.IGNORECASE)
_SOURCE_WORDS = re.compile(
    r"бюджет|субвенц|кошт|фонд|дотац|грант|інш|\b(?:дб|об|мб|рб|зф|сф|отг|тг)\b|спонсор|підприємств|власн|всього|усього|разом"
)


def read_worded(text: str) -> Value:
    """The cell as words: several sums, words for none, a note, or something meant as a number."""
    key = fold(text)
    has_digits = bool(re.search(r"\d", _YEARISH.sub("", text)))
    if not has_digits and (none := says_none(key)) is not None:
        return Value(Kind.NONE_WORDS if none else Kind.NOTE, remark=text)
    if _DASH_ONLY.fullmatch(key) or broken_none(text):
        return Value(Kind.NONE_WORDS, remark=text)
    if has_digits and not _YEARISH.fullmatch(text):
        listed = _read_list(text)
        if listed is not None:
            return listed
        return _odd_digits(text)
    if _LETTERS_FOR_DIGITS.fullmatch(text):
        return Value(Kind.UNREADABLE, remark=text, candidates=_letter_candidates(text))
    if _YEARISH.search(text) or re.search(r"[^\W\d_]{2}|/", key):
        return Value(Kind.NOTE, remark=text)
    return Value(Kind.UNREADABLE, remark=text, candidates=_letter_candidates(text))


_LETTERS_FOR_DIGITS = re.compile(r"(?=.*[OОЗб])[OОЗбlIІ|]+(?:[., ][OoОоЗзбlIІ|]+)*")
"""A word of look-alikes only, as «ЗОО» for 300: meant as a number, yet no digit of it is certain."""


def _letter_candidates(text: str) -> tuple[Number, ...]:
    if re.fullmatch(r"[OoОо]", text):
        return (Number(Decimal(0), 0, text),)
    number = plain_number(as_digits(text)) if _LETTERS_FOR_DIGITS.fullmatch(text) else None
    return (Number(number.value, number.decimals, text),) if number else ()


def _read_list(text: str) -> Value | None:
    """Labelled or bulleted sums. One labelled sum is the cell's number; of several the one labelled «всього» is."""
    if _YEARISH.search(text):
        return None
    parts = split_parts(text)
    if not parts or any(part.label and not _SOURCE_WORDS.search(fold(part.label)) for part in parts):
        return None
    totals = [p for p in parts if _TOTAL_LABEL.fullmatch(p.label) and p.number]
    rest = tuple(p for p in parts if p not in totals)
    if len(totals) == 1:
        # the one part of a sum is a place of its own beside it, as the sum's own word says
        return Value(Kind.NUMBER, totals[0].number, totals[0].unit, rest, remark=totals[0].label if len(rest) == 1 else None)
    if len(parts) == 1:
        return Value(Kind.NUMBER, parts[0].number, parts[0].unit, parts)
    if parts[0].number and not parts[0].label and all(p.label for p in parts[1:]):
        adds_up = sum((p.number.value for p in parts[1:] if p.number), Decimal(0)) == parts[0].number.value
        return Value(Kind.NUMBER, parts[0].number, parts[0].unit, parts[1:]) if adds_up else None
    if len({bool(p.label) for p in parts}) > 1:
        return None
    return Value(Kind.NUMBER, None, None, parts) if any(p.number for p in parts) else Value(Kind.DASH, parts=parts)


def _odd_digits(text: str) -> Value:
    """Digits that are no clean amount: one sum of money amid words, words with a count, or a number that cannot be read.

    A count («5 автомобілів») keeps its number for indicator columns; an amount that words hide («оплата послуг 100,0») is unreadable.
    """
    if (compound := read_compound(text)) is not None:
        return Value(Kind.NUMBER, *compound)
    main = re.sub(r"\(.*?\)", "", text)
    words = re.findall(r"[^\W\d_]{3,}", re.sub(r"(?i)тис|грн|гривень|млн", "", same_script(main)))
    if not words and not _MEASURED.match(text):
        return Value(Kind.UNREADABLE, remark=text)
    plain = _YEARISH.sub(" ", text)
    numbers = [(plain_number(m[0].strip()), split_unit(plain[m.end() :])[0]) for m in TOKEN.finditer(plain)]
    money = [(number, unit) for number, unit in numbers if unit is not None]
    key = same_script(plain).casefold()
    if money and _PRICE.search(key):
        return Value(Kind.NOTE, money[0][0], remark=text)
    other = any(n and n.decimals for n, unit in numbers if unit is None) or _PART_OF_IT.search(key)
    if len(money) == 1 and money[0][0] is not None and not other:
        return Value(Kind.NUMBER, money[0][0], money[0][1], remark=text)
    first = numbers[0][0] if len(numbers) == 1 else None
    counted = _MEASURED.match(plain.strip())
    doubtful = money or not counted and any(number is None or number.decimals for number, _ in numbers)
    return Value(Kind.UNREADABLE if doubtful else Kind.NOTE, first, remark=text)


_PRICE = re.compile(r"(?:грн|гривень|гривні)\.?\s*(?:/|(?:на|за)\s+(?:1|од(?:ин|ного|ну|ної|ній))\b)|щомісяч|кожн")
"""What one thing costs, no sum: «100 грн/міс», «250 грн на 1 особу»."""
_PART_OF_IT = re.compile(r"\d\s*[xх×*=]\s*\d|\d\s*(?:млрд|млн|тис\.?\s*\d|коп)")
"""A multiplication, or a sum of which only a part would be read: «5 х 100 грн», «350,5 грн 50 коп»."""
