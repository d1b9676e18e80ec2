"""Characters as a reader sees them: superscripts, symbol fonts, invisible characters."""

from __future__ import annotations

import re

_DIGITS = "0123456789+-–−=()"
_SUPERSCRIPT = str.maketrans(_DIGITS, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾")
_SUBSCRIPT = str.maketrans(_DIGITS, "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎")
_MARK_LETTERS = str.maketrans("abcdefghijklmnoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ")

# Symbol and Wingdings live in the private area U+F000 + code.
_SYMBOL = {
    0x2D: "-",
    0xB7: "•",
    0xB0: "°",
    0xB1: "±",
    0xB4: "×",
    0xA3: "≤",
    0xB3: "≥",
    0xB9: "≠",
    0xBB: "≈",
    0xBE: "–",
    0xD7: "·",
    0xE5: "∑",
    0xBC: "…",
}
_WINGDINGS = {
    0xFC: "✓",
    0xFB: "✗",
    0xFE: "☑",
    0xA8: "☐",
    0x6F: "☐",
    0xA7: "•",
    0x9F: "•",
    0x6C: "•",
    0x6E: "■",
    0xD8: "➢",
    0x76: "❖",
    0x71: "❑",
    0xE0: "→",
}
_PLAIN_SYMBOLS = frozenset("0123456789 %()+,./:;<=>[]{}|_!#&?")
"""What the Symbol font draws as ASCII does."""

_INVISIBLE = dict.fromkeys(
    [*range(0x09), *range(0x0E, 0x20), 0x7F, 0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF]
)
_CLEAN: dict[int, str | None] = {**_INVISIBLE, 0x0B: "\n", 0x0C: "\n", 0x2011: "-", 0x2028: "\n", 0x2029: "\n"}
_PRIVATE = re.compile("[\uf000-\uf0ff]")
_BLANKS_AT_BREAK = re.compile(r"[ \t\xa0]*\n[ \t\xa0]*")


# So many tabs between its texts make a line a row rather than a text with its value.
_ROW_TABS = 2


def superscript(text: str) -> str:
    """``text`` raised: digits and signs as Unicode superscripts, so that a footnote mark is no digit of the number before it."""
    return text.translate(_SUPERSCRIPT)


def subscript(text: str) -> str:
    """``text`` lowered: digits and signs as Unicode subscripts."""
    return text.translate(_SUBSCRIPT)


def note_mark(text: str) -> str:
    """A footnote's or endnote's mark (``1``, ``iv``, ``*``) raised, Latin letters too."""
    return text.translate(_SUPERSCRIPT).translate(_MARK_LETTERS)


def symbol(code: int, font: str = "") -> str:
    """The character that a symbol font draws for ``code`` (with or without the U+F000 offset); ``�`` where it is not known."""
    low = code & 0xFF if 0xF000 <= code <= 0xF0FF else code
    if low > 0xFF:
        return chr(low) if low < 0x110000 else "\ufffd"
    if "ding" in font.lower():
        return _WINGDINGS.get(low, "\ufffd")
    if font and "symbol" not in font.lower():
        return chr(low)
    if low in _SYMBOL:
        return _SYMBOL[low]
    if chr(low) in _PLAIN_SYMBOLS:
        return chr(low)
    return "\ufffd" if font else _WINGDINGS.get(low, "\ufffd")


def clean(text: str) -> str:
    """Invisible characters dropped (soft hyphens first of all), hard hyphens as ``-``, symbol-font characters as what they draw."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_CLEAN)
    if _PRIVATE.search(text):
        text = _PRIVATE.sub(lambda match: symbol(ord(match[0])), text)
    return text


def tidy(text: str) -> str:
    """``clean``, and no blanks at the ends of its lines nor empty lines at its ends."""
    if text.isprintable() and "\u2011" not in text:
        return text.strip()
    text = clean(text)
    if "\n" in text:
        text = _BLANKS_AT_BREAK.sub("\n", text)
    return text.strip()


def tidy_line(text: str) -> str:
    """``tidy``, but a line with tabs inside keeps those at its ends: in a row typed with tabs they are empty cells."""
    tidied = tidy(text)
    if tidied.count("\t") < _ROW_TABS or "\n" in tidied:
        return tidied
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return "\t" * before.count("\t") + tidied + "\t" * after.count("\t")
