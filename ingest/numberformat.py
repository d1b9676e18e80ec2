"""Spreadsheet number formats: the text that a cell shows for a stored number, with Ukrainian separators and month names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from ingest.dateformat import date_text

GENERAL = "General"
_WIDE = Context(prec=700)
"""Wide enough for the greatest number that spreadsheets hold, with all decimals that a format can ask for."""
_ACCOUNTING = r'_-* #,##0{d}_-;\-* #,##0{d}_-;_-* "-"{q}_-;_-@_-'
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: r'#,##0"₴";\-#,##0"₴"', 6: r'#,##0"₴";\-#,##0"₴"', 7: r'#,##0.00"₴";\-#,##0.00"₴"',
    8: r'#,##0.00"₴";\-#,##0.00"₴"', 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 14: "dd.mm.yyyy", 15: "dd.mmm.yy",
    16: "dd.mmm", 17: "mmm.yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "dd.mm.yyyy h:mm",
    37: r"#,##0;\-#,##0", 38: r"#,##0;\-#,##0", 39: r"#,##0.00;\-#,##0.00", 40: r"#,##0.00;\-#,##0.00",
    41: _ACCOUNTING.format(d="", q=""), 42: _ACCOUNTING.format(d="", q=""), 43: _ACCOUNTING.format(d=".00", q="??"),
    44: _ACCOUNTING.format(d=".00", q="??"), 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
    **dict.fromkeys((27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58), "dd.mm.yyyy"),
}  # fmt: skip

_TOKEN = re.compile(
    r'"([^"]*)"?|\\(.)|_(.)|\*(.)|\[([^\]]*)\]|(General|Основной|Загальний)|(AM/PM|A/P)|(E[+-])|(y+|m+|d+|h+|s+(?:\.0+)?|e+|b+|g+)|([0#?])|(.)',
    re.IGNORECASE | re.DOTALL,
)
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[\d.]+)")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a format. ``kind``: text, digit, point, comma, percent, date, elapsed, half, exponent, general, at, slash."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """One of a format's up to four sections, with its condition (operator, bound) if it has one."""

    tokens: tuple[Token, ...]
    condition: tuple[str, Decimal] | None = None

    def has(self, kind: str) -> bool:
        """Whether some token is of a kind."""
        return any(token.kind == kind for token in self.tokens)


def number_text(exact: str, code: str, *, from_1904: bool = False) -> str:
    """What a cell of format ``code`` shows for the number ``exact`` (plain decimals)."""
    value = Decimal(exact)
    if code == GENERAL or not code:
        return general_text(value)
    section, unsigned = _section_for(value, _sections(code))
    if section is None:
        return general_text(value)
    if section.has("date") or section.has("elapsed"):
        shown = date_text(value, [(token.kind, token.text) for token in section.tokens], from_1904=from_1904)
        return general_text(value) if shown is None else shown.strip()
    return _render(abs(value) if unsigned else value, section).strip()


def is_date(code: str) -> bool:
    """Whether numbers in this format are moments, not amounts."""
    return code != GENERAL and any(section.has("date") or section.has("elapsed") for section in _sections(code)[:1])


def string_text(text: str, code: str) -> str:
    """What a cell of format ``code`` shows for a text: its fourth section may add to it or hide it."""
    if code in (GENERAL, "@", ""):
        return text
    sections = _sections(code)
    section = sections[3] if len(sections) > 3 else sections[-1] if sections[-1].has("at") else None
    if section is None:
        return text
    return "".join(text if token.kind == "at" else token.text for token in section.tokens if token.kind in ("at", "text")).strip()


def general_text(value: Decimal) -> str:
    """A number in format General: in full up to four decimals, else as many as eleven characters hold."""
    text = f"{value:f}"
    whole, _, decimals = text.partition(".")
    if len(decimals) > 4:
        places = max(10 - len(whole.lstrip("-")), 2)
        if places < len(decimals):
            rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _WIDE)
            text = f"{rounded:f}" if rounded else text
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", ",")


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[Section, ...]:
    sections: list[list[Token]] = [[]]
    conditions: list[tuple[str, Decimal] | None] = [None]
    for match in _TOKEN.finditer(code):
        if match[0] == ";":
            sections.append([])
            conditions.append(None)
            continue
        token, condition = _token(match)
        if condition is not None:
            conditions[-1] = condition
        if token is not None:
            sections[-1].append(token)
    return tuple(Section(tuple(tokens), condition) for tokens, condition in zip(sections[:4], conditions, strict=False))


def _token(match: re.Match[str]) -> tuple[Token | None, tuple[str, Decimal] | None]:
    quoted, escaped, blank, fill, bracket, general, half, exponent, date, digit, other = match.groups()
    if quoted is not None:
        return Token("text", quoted), None
    if escaped is not None or blank is not None:
        return Token("text", escaped if escaped is not None else " "), None
    if fill is not None:
        return None, None
    if bracket is not None:
        return _bracket(bracket)
    for kind, found in (("general", general), ("half", half), ("exponent", exponent), ("date", date), ("digit", digit)):
        if found is not None:
            return Token(kind, found if kind != "date" else found.lower()), None
    kinds = {".": "point", ",": "comma", "%": "percent", "@": "at", "/": "slash"}
    return Token(kinds.get(other, "text"), other), None


def _bracket(text: str) -> tuple[Token | None, tuple[str, Decimal] | None]:
    if _ELAPSED.fullmatch(text):
        return Token("elapsed", text.lower()), None
    if text.startswith("$"):
        currency = text[1:].partition("-")[0]
        return (Token("text", currency) if currency else None), None
    condition = _CONDITION.fullmatch(text.strip())
    return None, (condition[1], Decimal(condition[2])) if condition else None


def _holds(value: Decimal, condition: tuple[str, Decimal]) -> bool:
    operator, bound = condition
    match operator:
        case "<":
            return value < bound
        case ">":
            return value > bound
        case "<=":
            return value <= bound
        case ">=":
            return value >= bound
        case "<>":
            return value != bound
        case _:
            return value == bound


def _section_for(value: Decimal, sections: tuple[Section, ...]) -> tuple[Section | None, bool]:
    """The section that shows ``value``, and whether it shows it without its sign."""
    if any(section.condition for section in sections[:2]):
        for section in sections[:3]:
            if section.condition is None or _holds(value, section.condition):
                return section, section.condition is not None and section.condition[0] in ("<", "<=") and section.condition[1] <= 0
        return None, False
    numeric = sections[:3]
    if len(numeric) == 1 and numeric[0].has("at"):
        return None, False
    if value < 0 and len(numeric) > 1:
        return numeric[1], True
    if value == 0 and len(numeric) > 2:
        return numeric[2], False
    return numeric[0], False


def _render(value: Decimal, section: Section) -> str:
    if section.has("general"):
        return "".join(
            general_text(value) if token.kind == "general" else token.text for token in section.tokens if token.kind in ("general", "text")
        )
    if section.has("exponent"):
        return _scientific(value, section)
    if section.has("slash") and section.has("digit"):
        return _fraction(value, section)
    if not section.has("digit"):
        return _literal(value, section)
    return _plain(value, section)


def _literal(value: Decimal, section: Section) -> str:
    text = "".join(token.text for token in section.tokens if token.kind != "at")
    return f"-{text}" if value < 0 and text.strip() else text


def _plain(value: Decimal, section: Section) -> str:
    tokens = _blanks_as_commas(section.tokens)
    point = next((index for index, token in enumerate(tokens) if token.kind == "point"), len(tokens))
    digits = [index for index, token in enumerate(tokens) if token.kind == "digit"]
    whole = [index for index in digits if index < point]
    decimals = [index for index in digits if index > point]
    last = whole[-1] if whole else -1
    commas = [index for index, token in enumerate(tokens) if token.kind == "comma" and index < point]
    scale = sum(1 for index in commas if index > last) + sum(
        1 for i, t in enumerate(tokens) if t.kind == "comma" and decimals and i > decimals[-1]
    )
    grouped = any(whole and whole[0] < index < last for index in commas)
    value *= Decimal(100) ** sum(1 for token in tokens if token.kind == "percent")
    value = value.scaleb(-3 * scale).quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP, _WIDE)
    whole_text, _, decimal_text = f"{value.copy_abs():f}".partition(".")
    drawn = {**_whole_digits(whole_text, whole, tokens, grouped), **_decimal_digits(decimal_text, decimals, tokens)}
    return ("-" if value.is_signed() else "") + _assembled(tokens, drawn, point, bool(whole), whole_text)


def _blanks_as_commas(tokens: tuple[Token, ...]) -> list[Token]:
    """``# ##0.00`` as programs of this region write it: the blank is meant for the separator of thousands, though the format says a literal one."""
    point = next((index for index, token in enumerate(tokens) if token.kind == "point"), len(tokens))
    digits = [index for index, token in enumerate(tokens[:point]) if token.kind == "digit"]
    between = range(digits[0], digits[-1]) if digits else range(0)
    blank = {index for index in between if tokens[index].kind == "text" and not tokens[index].text.strip(" \u00a0\u202f")}
    return [Token("comma", ",") if index in blank else token for index, token in enumerate(tokens)]


def _assembled(tokens: list[Token], drawn: dict[int, str], point: int, has_whole: bool, whole_text: str) -> str:
    out = []
    for index, token in enumerate(tokens):
        if token.kind == "digit":
            out.append(drawn.get(index, ""))
        elif index == point:
            out.append(("" if has_whole else whole_text.lstrip("0")) + ",")
        elif token.kind in ("text", "percent", "slash"):
            out.append(token.text)
    return "".join(out)


def _whole_digits(text: str, places: list[int], tokens: list[Token], grouped: bool) -> dict[int, str]:
    text = text.lstrip("0")
    drawn: dict[int, str] = {}
    count = 0
    for order, index in enumerate(reversed(places)):
        rest = text if order == len(places) - 1 else text[-1:]
        text = "" if order == len(places) - 1 else text[:-1]
        if not rest:
            rest = {"0": "0", "?": " "}.get(tokens[index].text, "")
        out = ""
        for char in reversed(rest):
            out = (char + " " if grouped and count and count % 3 == 0 and char != " " else char) + out
            count += 1
        drawn[index] = out
    return drawn


def _decimal_digits(text: str, places: list[int], tokens: list[Token]) -> dict[int, str]:
    drawn: dict[int, str] = {}
    blank = True
    for order in range(len(places) - 1, -1, -1):
        token, char = tokens[places[order]], text[order]
        blank = blank and char == "0" and token.text != "0"
        drawn[places[order]] = {"?": " "}.get(token.text, "") if blank else char
    return drawn


def _scientific(value: Decimal, section: Section) -> str:
    split = next(index for index, token in enumerate(section.tokens) if token.kind == "exponent")
    decimals = [t for t in section.tokens[:split] if t.kind == "digit"]
    point = next((i for i, t in enumerate(section.tokens[:split]) if t.kind == "point"), split)
    places = len(decimals) - sum(1 for t in section.tokens[:point] if t.kind == "digit")
    return f"{value:.{max(places, 0)}E}".replace(".", ",")


def _fraction(value: Decimal, section: Section) -> str:
    from fractions import Fraction

    slash = next(index for index, token in enumerate(section.tokens) if token.kind == "slash")
    width = sum(1 for token in section.tokens[slash:] if token.kind == "digit")
    fraction = Fraction(abs(value)).limit_denominator(10 ** max(width, 1) - 1)
    whole, rest = divmod(fraction.numerator, fraction.denominator)
    parts = [str(whole)] if whole or not rest else []
    if rest:
        parts.append(f"{rest}/{fraction.denominator}")
    return ("-" if value < 0 else "") + " ".join(parts)
