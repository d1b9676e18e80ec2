"""What a cell of a money, percent or indicator column holds: a number, a dash, words for none, several sums, or something unreadable."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from normalize.compound import read_compound
from normalize.none_words import says_none
from normalize.numbers import (
    Number,
    Reading,
    Wrap,
    as_digits,
    interval,
    percent_interval,
    plain_number,
    read_number,
    set_apart,
    truncation_interval,
)
from normalize.parts import TOKEN, Kind, Part, split_parts
from normalize.text import DASHES, SUPERSCRIPTS, clean, fold, same_script
from normalize.units import Unit, read_unit, split_unit

__all__ = [
    "Kind", "Number", "Part", "Unit", "Value", "Wrap", "interval", "is_dash", "percent_interval", "read_percent", "read_value", "truncation_interval",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Value:
    """A cell's content, typed.

    ``number`` is the cell's one amount (signed), None where there is none or where ``parts`` hold several without a sum of them.
    ``unit`` stands inside the cell and beats the header's. ``negative``: a minus or accounting brackets; ``ambiguous_minus``: the dash may be a bullet.
    ``repaired``: our reading mended something, ``note`` (Ukrainian) says what. ``candidates``: possible readings of an unreadable cell.
    ``percent``: a percent sign stood behind the number. ``remark``: what else the cell says. ``note_number``: a NOTE or a number with foreign words
    («5 автомобілів») keeps its number in ``number`` for indicator columns; amounts must look at ``kind`` first. ``wrap``: the number goes over
    lines of its cell, and how certain that is. ``undefined``: a spreadsheet's division by nothing.
    """

    kind: Kind
    number: Number | None = None
    unit: Unit | None = None
    parts: tuple[Part, ...] = ()
    negative: bool = False
    ambiguous_minus: bool = False
    repaired: bool = False
    note: str | None = None
    remark: str | None = None
    percent: bool = False
    candidates: tuple[Number, ...] = ()
    wrap: Wrap | None = None
    undefined: bool = False


_DASH_ONLY = re.compile(rf"[{DASHES}_\s.]*[{DASHES}_][{DASHES}_\s.]*|(?:немає|нема|відсутн[іє])", re.IGNORECASE)
_CROSS = re.compile(r"[хx×]+(?:\s[хx×]+)*", re.IGNORECASE)
_SUPERSCRIPT = re.compile(f"[{SUPERSCRIPTS}]+[)⁾]?(?!\\d)")
_STARS = re.compile(r"\A\s*\*+\s*\)?|\s*\*+\s*\)?(?![*\s]*\)?\s*\d)")
_FOOTNOTE = re.compile(r"(?<=[\d%])\s+\d{1,2}\s?[)/]\Z")
_YEARISH = re.compile(
    rf"(?:19|20)\d\d(?:\s*[{DASHES},/]\s*(?:(?:19|20)\d\d|\d\d(?!\d)))*\s*(?:р\.?\s*р?\b\.?|рок\w+|рік)"
    rf"|(?:19|20)\d\d\s*[{DASHES}]\s*(?:19|20)\d\d(?!\d)|\d{{1,2}}[./-]\d{{1,2}}[./-](?:19|20)?\d\d(?!\d)", re.IGNORECASE)  # fmt: skip
_MEASURED = re.compile(
    r"\d[\d ]*(?:[.,]\d+)?\s*(?:к?м[²³23]?|кв|куб|га|шт|од|ос[іо]б|чол|кг|т|л|год|дн[іяів]|міс|р[аo]з|місц|об|тис\. ?(?:осіб|шт|м|од|чол))(?![а-яіїєґ]{4})",
    re.IGNORECASE,
)
_ERRORS = re.compile(r"#+|#[\w/!?]+|(?:Err|Помилка|Ошибка):\s?\d+", re.IGNORECASE)
_UNDEFINED = re.compile(r"#(?:DIV|ДЕЛ|ДІЛЕННЯ|ДІЛ)/0[!?]?|(?:Err|Помилка|Ошибка):\s?532", re.IGNORECASE)
_TOTAL_LABEL = re.compile(r"(?:всього|усього|разом|загалом|загальний обсяг)\b[\w\s,]*", re.IGNORECASE)
_SOURCE_WORDS = re.compile(
    r"бюджет|субвенц|кошт|фонд|дотац|грант|інш|\b(?:дб|об|мб|рб|зф|сф|отг|тг)\b|спонсор|підприємств|власн|всього|усього|разом"
)


def is_dash(text: str) -> bool:
    """Whether the cell holds a dash of any kind and nothing else."""
    return bool(re.fullmatch(rf"[\s.{DASHES}_]*[{DASHES}_][\s.{DASHES}_]*", clean(text)))


@lru_cache(maxsize=4_096)
def read_value(text: str, exact: str | None = None) -> Value:
    """Type a cell's text. ``exact`` is a spreadsheet's stored number where the display rounds it: it gives the value, the text the rest."""
    body, remark = _strip_marks(clean(set_apart(text)))
    if not body:
        return Value(Kind.BLANK, remark=remark)
    if is_dash(body):
        return Value(Kind.DASH, remark=remark)
    if _ERRORS.fullmatch(body):
        return Value(Kind.UNREADABLE, remark=body, undefined=bool(_UNDEFINED.fullmatch(body)))
    if _CROSS.fullmatch(body):
        return Value(Kind.NOT_APPLICABLE, remark=remark)
    value = _with_exact(_read_single(body) or _read_worded(body), exact)
    return replace(value, remark=_glue(value.remark, remark))


def _strip_marks(text: str) -> tuple[str, str | None]:
    """Footnote stars, superscripts and «1)» off the text's ends; they are kept as the remark."""
    marks: list[str] = []
    for pattern in (_SUPERSCRIPT, _STARS, _FOOTNOTE) if "(" not in text else (_SUPERSCRIPT, _STARS):
        marks += [m.strip() for m in pattern.findall(text) if m.strip()]
        text = pattern.sub("", text)
    return text.strip(), " ".join(marks) or None


def _glue(*pieces: str | None) -> str | None:
    return " ".join(p for p in pieces if p) or None


def _with_exact(value: Value, exact: str | None, *, scale: int = 1) -> Value:
    """The stored number in the place of its rounded display; where the display is no rounding of it (a scaling format) the display stands."""
    if exact is None or value.kind is not Kind.NUMBER or value.number is None or value.parts:
        return value
    stored = Decimal(exact) * scale
    bounds = (*interval(value.number), *truncation_interval(value.number))
    if not min(bounds) <= stored <= max(bounds):
        return value
    decimals = max(0, -int(stored.normalize().as_tuple().exponent))
    return replace(value, number=Number(stored, max(decimals, value.number.decimals), value.number.text), negative=stored < 0)


def _read_single(text: str) -> Value | None:
    """The cell as one number with sign, unit, percent sign and a bracketed remark; None where it is anything else."""
    brackets = re.fullmatch(rf"[{DASHES}]?\(\s*[{DASHES}]?\s*([\d][\d\s.,'’]*)\)", text)
    if brackets and (number := plain_number(re.sub(r"\s*$", "", brackets[1]))):
        return _signed(Reading(number), negative=True, ambiguous=False, text=text)
    match = re.match(rf"(?P<sign>[{DASHES}+]?)(?P<gap>\s*)(?P<number>[\dOoОоЗзбlIІiі|][^()%\n]*(?:\n[\d\s.,]+)*)", text)
    if not match or "\n" in match["gap"]:
        return None
    digits, tail = _number_and_tail(text[match.start("number") :])
    reading = read_number(digits)
    if reading.number is None and not reading.candidates:
        return None
    unit, used = split_unit(tail)
    rest = tail[used:]
    if unit is Unit.UAH and (kopiykas := re.match(r"\s*(\d\d)\s*коп\.?", rest)) and reading.number and reading.number.decimals == 0:
        reading = Reading(Number(reading.number.value + Decimal(kopiykas[1]) / 100, 2, reading.number.text))
        rest = rest[kopiykas.end() :]
    if unit is None:
        unit, rest = _bracketed_unit(rest)
    percent = re.match(r"\s*%", rest)
    rest = rest[percent.end() :] if percent else rest
    if not _is_remark(rest):
        return None
    minus = match["sign"] not in ("", "+")
    value = _signed(reading, negative=minus, ambiguous=minus and (bool(match["gap"]) or match["sign"] not in "-−"), text=text)
    return replace(value, unit=unit, percent=bool(percent), remark=rest.strip(" .,;:\n") or None, parts=_bracket_parts(rest))


_NUMERAL = re.compile(
    r"од(?:ин|н[аіу])|дв[аі]|три|чотир|п.ят|шіст|шест|сім|сем|вісім|вос|дев|десят|надцят|сорок|сто|сот|ста|нуль", re.IGNORECASE
)


def _bracketed_unit(rest: str) -> tuple[Unit | None, str]:
    """«100 (тис. грн)», «3 000 (три тисячі) грн»: a bracket with a unit, or one with the amount in words, which names no unit, before the unit."""
    bracketed = re.match(r"\s*\(([^()\d]{2,120})\)", rest)
    if bracketed is None:
        return None, rest
    if _NUMERAL.search(bracketed[1]):
        unit, used = split_unit(rest[bracketed.end() :])
        behind = re.sub(r"^\s*00\s*коп\w*\.?", "", rest[bracketed.end() + used :])
        return unit, f"{bracketed[0]}{behind}"
    unit = read_unit(bracketed[1])
    return (unit, rest[bracketed.end() :]) if unit is not None and len(bracketed[1]) <= 20 else (None, rest)


def _number_and_tail(text: str) -> tuple[str, str]:
    """Split where the digits end: («2500,0», « тис. грн (…)»). Look-alike letters stay with the digits they touch."""
    match = re.match(
        r"[\dOoОоЗзбlIІiі|]+(?:\s*[.,]\s*[\dOoОоЗзбlIІiі|]+(?![^\W\d_]{2})|[\s'’ʼ]+(?:\d|[OoОоЗзбlIІiі](?=\d\d))[\dOoОоЗзбlIІiі|]*(?![^\W\d_]{2}))*",
        text,
    )
    digits = match[0] if match else text
    return digits, text[len(digits) :]


def _is_remark(rest: str) -> bool:
    """What may follow an amount without making it doubtful: nothing, punctuation, or words in brackets."""
    rest = rest.strip(" .,;:\n")
    return (
        not rest
        or bool(re.fullmatch(r"\([^()]*(?:\([^()]*\)[^()]*)*\)?", rest))
        or bool(re.match(r"(?:у|в) (?:т\. ?ч|тому числі)|з них", rest))
    )


_CUT_OFF = re.compile(r"\d,\s*$")
_ABSURD = Decimal(10**14)
"""Numbers run together, or a code: no amount, count or percent is as large, and no column of the warehouse holds it."""


def _signed(reading: Reading, *, negative: bool, ambiguous: bool, text: str) -> Value:
    if reading.number is None:
        return Value(Kind.UNREADABLE, candidates=reading.candidates, negative=negative, ambiguous_minus=ambiguous, wrap=reading.wrap)
    number = replace(reading.number, value=-reading.number.value) if negative else reading.number
    if abs(number.value) >= _ABSURD:
        return Value(Kind.UNREADABLE, remark=text)
    note = reading.repair or ("після коми немає цифр: можливо, вони в сусідній клітинці" if _CUT_OFF.search(text) else None)
    return Value(
        Kind.NUMBER, number, negative=negative, ambiguous_minus=ambiguous, repaired=note is not None, note=note, wrap=reading.wrap,
    )  # fmt: skip


def _bracket_parts(rest: str) -> tuple[Part, ...]:
    inner = re.sub(r"^[\s(]*(?:(?:у|в) (?:т\. ?ч\.?|тому числі)|з них)?\s*[:\-–—]?\s*", "", rest.strip(" .;\n"), flags=re.IGNORECASE)
    return tuple(part for part in split_parts(inner.rstrip(")")) if part.label) if re.search(r"\d", inner) else ()


def _read_worded(text: str) -> Value:
    """The cell as words: several sums, words for none, a note, or something meant as a number."""
    key = fold(text)
    has_digits = bool(re.search(r"\d", _YEARISH.sub("", text)))
    if not has_digits and (none := says_none(key)) is not None:
        return Value(Kind.NONE_WORDS if none else Kind.NOTE, remark=text)
    if _DASH_ONLY.fullmatch(key):
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
        return Value(Kind.NUMBER, totals[0].number, totals[0].unit, rest)
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
_TIMES = re.compile(
    r"(?:(?:в|у)\s*)?(?P<number>\d+(?:[.,]\d+)?)\s*(?:р[.,]?\s*б[.,]?|раз(?:и|ів|а)?)(?:\s*(?:більше|б\.?))?[.,]?", re.IGNORECASE
)


def read_percent(text: str, exact: str | None = None) -> Value:
    """A percent as the report says it: «93,28», «100 %», «в 1,9 р.б.» (190). ``exact`` is the stored fraction where a spreadsheet shows a percent."""
    body, remark = _strip_marks(clean(text))
    if wrapped := re.fullmatch(r"\(([^()]*)\)", body):
        body = text = wrapped[1]
    times = _TIMES.fullmatch(body)
    if times and (number := plain_number(times["number"])):
        value = Number(number.value * 100, max(0, number.decimals - 2), number.text)
        return Value(Kind.NUMBER, value, percent=True, remark=_glue(body, remark))
    value_ = read_value(text)
    return _with_exact(value_, exact, scale=100 if value_.percent else 1)
