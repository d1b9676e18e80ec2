"""Text hygiene: what typists, word processors and PDF exports do to words is undone here, so that equal words compare equal."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LATIN_TO_CYRILLIC = str.maketrans("aceiopxyABCEHIKMOPTXYïÏ", "асеіорхуАВСЕНІКМОРТХУїЇ")
CYRILLIC_TO_LATIN = str.maketrans("асеіорхуАВСЕНІКМОРТХУ", "aceiopxyABCEHIKMOPTXY")
_LATIN_ALIKE = frozenset("aceiopxyABCEHIKMOPTXYïÏ")
_CYRILLIC_ALIKE = frozenset("асеіорхуАВСЕНІКМОРТХУ")

APOSTROPHES = "'’ʼ‘`´′ʹ＇"
DASHES = r"\-‐‑‒–—―−﹣－"  # for a character class of a pattern
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"

_SPACES = re.compile("[\t\x0b\x0c\x1c-\x1f\x85\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_LINES = re.compile("\r\n?|\u2028|\u2029")
_PDF_HYPHEN = re.compile("\x02[ ]*\n?")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f]")
_LETTER_SPACED = re.compile(r"(?<![^\W_])(?:[^\W\d_] ){3,}[^\W\d_](?![^\W_])")

# The first half of a compound that really is written with a hyphen: «матеріально-», «житлово-», «медико-».
_COMPOUND_HEAD = re.compile(
    r"(?:[ьврйчтшсждн]но|[оеє]во|ико|[сцз]ько)$|^(?:будь|віце|екс|прес|веб|бізнес|міні|онлайн|інтернет|по|хтозна|казна)$", re.IGNORECASE
)
_PARTICLE = re.compile(r"^(?:як[аеиіо]\w*|небудь|то|таки|[аяйїхмб]|[йг]?о?го|[йо]му|ти|та)$", re.IGNORECASE)
_LETTER = "A-Za-zА-Яа-яІіЇїЄєҐґ"
_BROKEN = re.compile(rf"(?<![{_LETTER}])([{_LETTER}']+)[-‐‑] ?\n ?([{_LETTER}']+)")
_HYPHENED = re.compile(rf"(?<![{_LETTER}'-])([{_LETTER}']+)-([{_LETTER}']+)(?![{_LETTER}'-])")
_RANGE_BREAK = re.compile(rf"(?<=\d) ?([{DASHES}]) ?\n ?(?=\d)")

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_ROMAN = re.compile(r"(?=[IVXLІХ])(?:[XХ][CС]|[XХ]L|L?[XХ]{0,4})(?:[IІ][XХ]|[IІ]V|V?[IІ]{0,4})")
_QUOTES = re.compile('[«»„“”‟"]')
_TRIM = " \t\n.,:;!?\"'*_-|/\\"


@lru_cache(maxsize=16_384)
def clean(text: str) -> str:
    """The text as a reader sees it: one kind of space, no invisible characters, letter-spaced words joined, lines kept.

    Wording, case, punctuation and line breaks stay; empty lines and spaces at line ends go.
    """
    text = unicodedata.normalize("NFC", _LINES.sub("\n", text))
    text = _CONTROL.sub("", _PDF_HYPHEN.sub("-\n", text))
    text = _INVISIBLE.sub("", _SPACES.sub(" ", text))
    text = _LETTER_SPACED.sub(lambda m: m[0].replace(" ", ""), text)
    lines = (re.sub(" {2,}", " ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


@lru_cache(maxsize=16_384)
def one_line(text: str) -> str:
    """``clean`` with words broken over lines joined and every line break a space."""
    return dehyphenate(clean(text)).replace("\n", " ")


def dehyphenate(text: str) -> str:
    """Join words that a hyphen broke at a line's end: «вико-⏎нання»; a compound keeps its hyphen: «матеріально-⏎технічна»."""
    text = _RANGE_BREAK.sub(r"\1", text)

    def join(match: re.Match[str]) -> str:
        head, tail = match[1], match[2]
        return f"{head}-{tail}" if _is_compound(head, tail) else head + tail

    return _BROKEN.sub(join, text)


def _is_compound(head: str, tail: str) -> bool:
    if head[-1].isupper() != tail[0].isupper():
        return True
    if len(head) == 1 and head.isupper():
        return True
    long_head = len(head) >= 5 or head.casefold() in ("по", "будь", "віце", "екс", "прес", "веб", "міні")
    return bool((long_head and _COMPOUND_HEAD.search(head)) or _PARTICLE.match(tail))


def unify_apostrophes(text: str) -> str:
    """One kind of apostrophe; a double quote or asterisk between two letters is one too («п"ять»)."""
    text = re.sub(f"[{APOSTROPHES}]", "'", text)
    return re.sub(r"(?<=[бпвмфгґкхжчшрБПВМФГҐКХЖЧШР])[\"”*](?=[яюєїЯЮЄЇ])", "'", text)


@lru_cache(maxsize=16_384)
def same_script(text: str) -> str:
    """Latin look-alikes in Cyrillic words become Cyrillic and the reverse; Roman numerals of two letters and more become Latin.

    A word made of look-alikes only counts as Cyrillic.
    """
    return _WORD.sub(lambda match: _one_script(match[0]), text)


def without_look_alikes(text: str) -> str:
    """The text as it stands, but words of both scripts («Paзом» with a Latin «Pa») in the one they are meant in, and Roman numerals Latin; «HP» stays."""
    return _SECTION_I.sub("I", _WORD.sub(lambda match: _as_meant(match[0]), text))


def _as_meant(word: str) -> str:
    mixed = bool(_LATIN_LETTER.search(word) and _CYRILLIC.search(word))
    numeral = len(word) > 1 and word.isupper() and _ROMAN.fullmatch(word) is not None
    return _one_script(word) if mixed or numeral else word


_LATIN_LETTER, _CYRILLIC = re.compile("[A-Za-z]"), re.compile("[А-ЯІЇЄҐа-яіїєґ]")
_SECTION_I = re.compile(r"(?i:(?<=розділу )|(?<=розділ )|(?<=розділом ))І(?![\w'])")


@lru_cache(maxsize=16_384)
def _one_script(word: str) -> str:
    if len(word) > 1 and word.isupper() and _ROMAN.fullmatch(word):
        return word.translate(CYRILLIC_TO_LATIN)
    if word == "V":
        return word
    letters = [c for c in word if c.isalpha()]
    cyrillic = sum(_is_cyrillic(c) and c not in _CYRILLIC_ALIKE for c in letters)
    latin = sum(c.isascii() and c not in _LATIN_ALIKE for c in letters)
    if latin > cyrillic:
        return word.translate(CYRILLIC_TO_LATIN)
    return word.translate(LATIN_TO_CYRILLIC) if latin == 0 or cyrillic else word


def _is_cyrillic(letter: str) -> bool:
    return "\u0400" <= letter <= "\u04ff"


@lru_cache(maxsize=16_384)
def fold(text: str) -> str:
    """A key for comparing wordings: the same for every way in which one wording is typed.

    Case, script, apostrophes, quotes, dashes, hyphens of line breaks, markdown stars, doubled spaces and outer punctuation do not count.
    """
    text = unify_apostrophes(clean(text)).replace("**", "")
    text = re.sub(f"[{DASHES}]", "-", _QUOTES.sub('"', text))
    text = same_script(dehyphenate(text).replace("\n", " "))
    text = _HYPHENED.sub(lambda m: m[0] if _is_compound(m[1], m[2]) else m[1] + m[2], text)
    text = re.sub(r"\s*-\s*(?=-)", "", re.sub(r" ([,.;:)])", r"\1", text))
    text = re.sub(" {2,}", " ", text).casefold().strip(_TRIM)
    while (inner := _unbracket(text)) != text:
        text = inner.strip(_TRIM)
    return text


def _unbracket(text: str) -> str:
    """Without brackets around the whole, and without a bracket that has no partner."""
    if text[:1] in "([" and text[-1:] in ")]" and not re.search(r"[()\[\]]", text[1:-1]):
        return text[1:-1]
    if text[-1:] in ("(", "[") or (text[-1:] == ")" and "(" not in text):
        return text[:-1]
    return text[1:] if text[:1] in (")", "]") or (text[:1] == "(" and ")" not in text) else text
