"""Which encoding Ukrainian text was saved in: byte order marks first, then UTF-8, then the code page that reads best.

Also used for member names of archives, which old programs wrote in the code page of their machine.
"""

from __future__ import annotations

import codecs
import math

#: Code pages that Ukrainian programs wrote, the likeliest first. cp866 is cp1125 without «і ї є ґ».
CODE_PAGES = ("cp1251", "koi8-u", "cp1125")

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))

# Letters per thousand of ordinary Ukrainian prose; ы э ъ ё stand for Russian passages.
_FREQUENCY = {
    "о": 94, "а": 72, "н": 68, "и": 61, "і": 57, "в": 52, "т": 51, "р": 47, "е": 46, "с": 41, "к": 35, "у": 34, "м": 31, "л": 33, "д": 30,
    "п": 28, "я": 25, "з": 23, "ь": 18, "г": 16, "б": 16, "ч": 13, "х": 11, "ц": 9, "ю": 9, "ж": 8, "ї": 7, "й": 11, "є": 6, "ф": 4,
    "ш": 7, "щ": 5, "ґ": 1, "ы": 2, "э": 1, "ъ": 1, "ё": 1,
}  # fmt: skip
_RARE = math.log(0.0002)
_LETTER_COST = {letter: math.log(count / 1000) for letter, count in _FREQUENCY.items()}
_PUNCTUATION = frozenset("«»„“”’‘—–№…°²³•·−\u00a0\u00ad§€")
_BOX = frozenset(chr(code) for code in range(0x2500, 0x2580))
_CONTROL = frozenset(chr(code) for code in [*range(0x20), *range(0x7F, 0xA0)] if chr(code) not in "\t\n\r\f\v\x1a\x85")


def ukrainian_likeness(text: str) -> float:
    """How much the non-ASCII characters look like Ukrainian: mean log-frequency per character, 0 without any.

    About -3 for prose, below -5 for noise. A run of box-drawing characters, or of one character (that is how a box looks in a wrong code
    page), counts once. A lower-case letter followed by a capital costs as much as a rare symbol: that is how a wrong code page shows.
    """
    total, count, previous = 0.0, 0, " "
    for char in text:
        if char > "\x7f" and char != previous and not (char in _BOX and previous in _BOX):
            count += 1
            swapped = char.isupper() and previous.islower()
            total += _RARE if swapped else _cost(char)
        previous = char
    return total / count if count else 0.0


def _cost(char: str) -> float:
    if char in _PUNCTUATION or char in _BOX:
        return -4.5
    lower = char.lower()
    return _LETTER_COST.get(lower, _RARE) - (0.2 if char != lower else 0.0)


def best_code_page(raw: bytes, pages: tuple[str, ...] = CODE_PAGES) -> tuple[str, float]:
    """The code page in which ``raw`` reads most like Ukrainian, and its likeness; the first of ``pages`` wins a draw."""
    scored = [(ukrainian_likeness(raw.decode(page, "replace")), -rank, page) for rank, page in enumerate(pages)]
    likeness, _, page = max(scored)
    return page, likeness


def decode_name(raw: bytes, first: str = "cp1125") -> str:
    """An archive member's name: ASCII, else UTF-8, else the code page that reads best (``first`` on a draw)."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        page, _ = best_code_page(raw, (first, *(page for page in CODE_PAGES if page != first)))
        return raw.decode(page, "replace")


def decode_text(content: bytes) -> str | None:
    """The text of a text file without its byte order mark, or None where the bytes are no text in an encoding known here."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _clean(content[len(mark) :].decode(encoding, "replace"))
    wide = _utf16_without_mark(content)
    if wide:
        return _clean(content.decode(wide, "replace"))
    if b"\0" in content[:65536]:
        return None
    try:
        return _clean(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        if error.start >= len(content) - 3 and error.reason == "unexpected end of data":
            return _clean(content[: error.start].decode("utf-8") + "\ufffd")
    page, likeness = best_code_page(content[:65536])
    return _clean(content.decode(page, "replace")) if likeness > -5.0 else None


def _utf16_without_mark(content: bytes) -> str | None:
    """Ukrainian and ASCII characters have high bytes 0x04, 0x20 and 0x00: one byte of each pair is nearly always one of them."""
    sample = content[:4096]
    pairs = len(sample) // 2
    if pairs < 4 or len(content) % 2 or sample.count(0) < pairs // 20 + 1:
        return None
    for encoding, high, low in (("utf-16-le", sample[1::2], sample[0::2]), ("utf-16-be", sample[0::2], sample[1::2])):
        known = sum(high.count(byte) for byte in (0x00, 0x04, 0x20, 0x21, 0x22, 0x25))
        if known >= 0.95 * pairs and low.count(0) < 0.02 * pairs + 1:
            return encoding
    return None


def _clean(text: str) -> str | None:
    """The text up to a DOS end-of-file mark; None where control characters or unreadable bytes show that it is no text."""
    text = text.rstrip("\0").removesuffix("\x1a")
    sample = text[:65536]
    strange = sum(1 for char in sample if char in _CONTROL or char == "\ufffd")
    return None if strange > len(sample) // 500 + 1 else text
