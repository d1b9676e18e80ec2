"""Words that a narrow column broke without a hyphen («загальн⏎ий фонд»), made whole where the lexicon knows the whole and not its end."""

from __future__ import annotations

import re

from normalize.lexicon import Lexicon, Words
from normalize.text import fold

# Shorter words of the lexicon are the beginnings of too many others; so many pieces make a word.
_LEAST, _MOST_PIECES = 5, 3
_SHORT = frozenset([
    "а", "але", "без", "в", "від", "для", "до", "є", "з", "за", "зі", "із", "і", "й", "його", "її", "їх", "на", "не", "ні", "о", "об", "по", "при",
    "про", "р", "рр", "та", "то", "у", "уже", "це", "цих", "як", "що",
])  # fmt: skip
_LETTERS = re.compile(r"[^\W\d_]+")
# What may stand behind a stem of the lexicon: an ending, not another word's abbreviation («обсяг фін»).
_ENDING = re.compile(r"[а-яіїєґ]{0,2}(?:[аеиіїоуюяєй]|их|им|ів|їв|ах|ях|ам|ям|ем|ом|ть)|")


def made_whole(text: str, lexicon: Lexicon) -> str:
    """The text with words of the lexicon that stand in pieces put together; pieces that are words themselves stay apart."""
    words, known = text.split(" "), lexicon.words
    at = 0
    while at < len(words) - 1:
        count = next(
            (n for n in range(2, min(_MOST_PIECES, len(words) - at) + 1) if _is_one(words[at : at + n], words[at + n : at + n + 1], known)),
            1,
        )
        words[at : at + count] = ["".join(words[at : at + count])]
        at += count == 1
    return " ".join(words)


def _is_one(pieces: list[str], following: list[str], known: Words) -> bool:
    """Whether the pieces, letters alone, are together a word of the lexicon, no piece but the first is one, and the last does not begin the next."""
    bare = [*pieces[:-1], pieces[-1].rstrip(",;:)")]
    if not all(_LETTERS.fullmatch(piece) for piece in bare) or not all(piece.islower() for piece in bare[1:]):
        return False
    rest = [fold(piece) for piece in bare[1:]]
    if following and _is_known(fold(bare[-1] + following[0]), known, _LEAST):
        return False
    return _is_known(fold("".join(bare)), known, _LEAST) and not any(word in _SHORT or _is_known(word, known, 1) for word in rest)


def _is_known(word: str, known: Words, least: int) -> bool:
    stems, whole = known
    if word in whole and len(word) >= least:
        return True
    return any(word[:k] in stems and _ENDING.fullmatch(word[k:]) for k in range(least, len(word) + 1))
