"""Units of money, wherever and however they are written: «тис. грн», «тисяч гривень», «(млн.грн)», «грн. коп.»."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from rapidfuzz.distance import OSA

from normalize.text import clean, dehyphenate, same_script


class Unit(StrEnum):
    """What one in a column of money stands for."""

    UAH = "uah"
    THOUSAND = "thousand"
    MILLION = "million"
    BILLION = "billion"

    @property
    def multiplier(self) -> Decimal:
        """Hryvnias in one of this unit."""
        return _MULTIPLIERS[self]


_MULTIPLIERS = {Unit.UAH: Decimal(1), Unit.THOUSAND: Decimal(1000), Unit.MILLION: Decimal(10**6), Unit.BILLION: Decimal(10**9)}

_LONGEST = 60
# specks of a scan among them; «тис. укр. грн», «тис. українських гривень»
_GAP = r"[\s.,\-«»\"'’·]*(?:укр(?:аїнськ\w+)?[\s.]*)?"
_SCALES = {
    Unit.THOUSAND: r"т\s*[иы]\s*с(?:яч\w*)?|т(?=\s?\.\s?г\s?р)",
    Unit.MILLION: r"м\s*л\s*н|міл[ьл]?йон\w*",
    Unit.BILLION: r"м\s*л\s*р\s*д|мільярд\w*",
}
_ABBREVIATED = r"г\s*р\s*н(?![а-яіїєґ])|гривен[ьб]?(?![а-яіїєґ])|гривнях(?![а-яіїєґ])"
_HRYVNIA = rf"(?:{_ABBREVIATED}|гривн[яіюею]+(?![а-яіїєґ]))"
# behind «тис.» or «млн» also with one letter misread: «тис. гон»
_MISREAD = r"(?:г[а-яіїєґ]н|гр[а-яіїєґ]|[а-яіїєґ]рн)(?![а-яіїєґ])"
_START = r"(?<![а-яіїєґa-z'])"
_SCALED = {
    unit: re.compile(rf"{_START}(?:{scale}){_GAP}(?:{_HRYVNIA}|₴|[uи][aа][hн]|гр(?![а-яіїєґ])|{_MISREAD})")
    for unit, scale in _SCALES.items()
}
# a bracket misread as a letter: «Стис. грн)»
_JOINED = re.compile(rf"[а-яіїєґ]тис{_GAP}{_HRYVNIA}")
# «тис.» itself with one letter misread or put in: «тпис. гривень»
_BEFORE_HRYVNIA = re.compile(rf"{_START}([а-яіїєґ]{{3,4}})\.?{_GAP}{_HRYVNIA}")
_BARE_SCALE = {unit: re.compile(rf"{_START}(?:{scale})\s*\.?\s*(?=$|[),;])") for unit, scale in _SCALES.items()}
_PLAIN = re.compile(rf"{_START}(?:{_ABBREVIATED}|[uи][aа][hн](?![а-яіїєґa-z]))")
_PLAIN_FULL = re.compile(rf"(?:^|[,(:]\s*){_HRYVNIA}\s*[.)]*\s*$")

# A unit right behind a number, for amounts: «2500,0 тис. грн», «1,2 млн», «350 грн 50 коп.»
_ANY_SCALE = "|".join(f"(?P<{unit}>{scale})" for unit, scale in _SCALES.items())
TRAILING = re.compile(rf"\s*(?:(?:{_ANY_SCALE}){_GAP}(?:{_HRYVNIA}|₴)|(?P<uah>{_HRYVNIA}|₴|uah))\.?", re.IGNORECASE)
TRAILING_SCALE = re.compile(rf"\s*(?:{_ANY_SCALE})\s*\.?(?=\s*(?:$|[;,()\n]))", re.IGNORECASE)


# «грн» with one letter misread, alone behind a comma or in brackets: «Обсяг фінансування, трн»
_SPOILT = re.compile(r"(?<=[,(])\s*(?:трн|ґрн|ірн|грп)(?=\s*\.?\s*\)?\s*$)")

# «грн/м3», «грн. за 1 кв. м», «тис. грн/км»: what one of something costs is no unit of sums
_PRICE = re.compile(
    r"(?:тис\.?\s*)?(?:грн|гривень)\.?\s*(?:/\s*(?:1\s*)?|за\s+1\s*)(?:кв|куб|м|км|га|т|кг|л|год|гкал|квт|ос|чол|шт|од|день|міс|уч)(?:[\d²³]|(?![а-яіїєґ])|\w{0,5}\b)"
)


def unit_key(text: str) -> str:
    """The text as the unit patterns expect it: one script, no hyphens of line breaks, lower case."""
    return _SPOILT.sub("грн", re.sub(r"([а-яіїєґ])-([а-яіїєґ])", r"\1\2", same_script(dehyphenate(clean(text)))).casefold())


@lru_cache(maxsize=16_384)
def read_unit(text: str) -> Unit | None:
    """The unit of money that a header, a caption or a cell names; None where it names none («тис. осіб» is none)."""
    key = _PRICE.sub(" ", unit_key(text))
    for unit in (Unit.BILLION, Unit.MILLION, Unit.THOUSAND):
        if _SCALED[unit].search(key):
            return unit
    if _JOINED.search(key) or any(OSA.distance(m[1], "тис") == 1 for m in _BEFORE_HRYVNIA.finditer(key)):
        return Unit.THOUSAND
    if "₴" in key or _PLAIN.search(key) or _PLAIN_FULL.search(key):
        return Unit.UAH
    for unit, pattern in _BARE_SCALE.items():
        if pattern.search(key):
            return unit
    return None


def split_unit(text: str) -> tuple[Unit | None, int]:
    """The unit at the start of ``text`` (what stands right behind a number) and how many characters it takes."""
    folded = _same_length_key(text[:_LONGEST])
    match = TRAILING.match(folded) or TRAILING_SCALE.match(folded)
    if not match:
        return None, 0
    name = next(name for name, found in match.groupdict().items() if found)
    return Unit(name), match.end()


def _same_length_key(text: str) -> str:
    key = same_script(text).casefold()
    return key if len(key) == len(text) else text.casefold()
