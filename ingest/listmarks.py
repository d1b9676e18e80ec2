"""Automatic list numbers as they are printed: a reader sees «1.2.» although the file holds no such text."""

from __future__ import annotations

# ECMA-376 17.18.59: russianLower is U+0430–0438, 043A–0449, 044B, 044D–044F.
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_UKRAINIAN = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_CHICAGO = "*†‡§"


def roman(number: int) -> str:
    """``number`` in lower-case Roman numerals; plain digits outside 1…3999."""
    if not 0 < number < 4000:
        return str(number)
    out = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        out += letters * count
    return out


def letters(number: int, alphabet: str) -> str:
    """``number`` as a letter, doubled and tripled past the alphabet's end as Word does (27 = ``aa``)."""
    if number < 1:
        return str(number)
    rounds, index = divmod(number - 1, len(alphabet))
    return alphabet[index] * min(rounds + 1, 20)


def label(number: int, kind: str) -> str:
    """``number`` in the numbering ``kind`` (OOXML's ``w:numFmt`` names); plain digits for a kind not known."""
    match kind:
        case "none" | "bullet":
            return ""
        case "decimalZero":
            return f"{number:02d}"
        case "upperRoman" | "lowerRoman":
            return _cased(roman(number), kind)
        case "upperLetter" | "lowerLetter":
            return _cased(letters(number, _LATIN), kind)
        case "russianUpper" | "russianLower":
            return _cased(letters(number, _RUSSIAN), "upper" if kind.endswith("Upper") else "lower")
        case "ukrainianUpper" | "ukrainianLower":
            return _cased(letters(number, _UKRAINIAN), "upper" if kind.endswith("Upper") else "lower")
        case "chicago":
            return letters(number, _CHICAGO)
        case "numberInDash":
            return f"- {number} -"
        case _:
            return str(number)


def _cased(text: str, kind: str) -> str:
    return text.upper() if kind.startswith("upper") else text


def bullet(mark: str) -> str:
    """A bullet as one of two marks: dashes as «–», all else as «•»; "" for none."""
    mark = mark.strip()
    if not mark:
        return ""
    return "–" if mark[0] in "-‐‑‒–—−\uf02d\uf0be" else "•"
