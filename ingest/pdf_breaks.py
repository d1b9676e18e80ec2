"""What happened where a line of text ends: a wrap between words, a line break, or a word that had no room and was cut."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.pdf_place import Ink

PUNCTUATION = ".,;:()«»„“”\"'"
# Words of one or two letters; all other such pieces are the end of a word that was cut.
_SHORT = frozenset({*"абвєжзійоуя", "бо", "ви", "до", "за", "із", "її", "їх", "на", "не", "ні", "но", "об", "од", "по", "пр"}) | frozenset(
    {"та", "те", "ти", "то", "ту", "це", "ці", "чи", "ще", "що", "як"}
)
_ENDINGS = re.compile(
    r"(?:[аоуеєії]?в?ання|[еє]ння|ння|[іо]?ст[ьіи]|(?:н|[сц]ьк|ов|ч)(?:ий|ого|ому|им|их|ої|ою|а|у|е|і|ими)|ій|ий|ого|ому|ими|ість)"
)
_NO_BEGINNING = "ьи'’ʼ"
# Words of one letter that reports do not use, or not without a comma before: where a full line ends they are the end of its word.
_NO_WORD = frozenset("аїйоюя")
_VOWELS = frozenset("аеєиіїоуюя")
_NEVER_LAST = re.compile(r"([бвгґджзклмнпрстфхцчшщ])\1$|[бвгґджзклмнпрстфхцчшщ]{4}$|['’ʼ]$")
_LETTERS = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
# Figures of a stack: a line that holds nothing else.
_FIGURES = re.compile(r"[\s\d.,%*()+\-–—−]*\d[\s\d.,%*()+\-–—−]*|[-–—−]+")
# «дитячо-юнацька»: two adjectives, the first of which ends in о, are one word with a hyphen.
_COMPOUND = re.compile(r"[^\W\d]{4,}о-[^\W\d]{3,}(?:ий|ого|ому|им|их|ими|а|ої|ій|у|ою|е|і)")
# «ясла-садок»: what a thing is and what it is besides.
_TWO_NOUNS = re.compile(r"(?:ясла|школа|дім|будинок|заклад|табір|план|штаб|гурток|виставка|кіно|прес|контроль|магазин)-")
_BULLET = re.compile(r"[-–—−•▪·]\s*\S")


@dataclass(frozen=True, slots=True)
class Habits:
    """What the text itself tells about its words, on this page and those before it.

    ``words``: all of them, in lower case. ``whole``: those that stand between two others of one line, and so cannot be cut.
    """

    words: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()


def habits(inks: Sequence[Ink], before: Habits | None = None) -> Habits:
    """Of a page with these words, in the order in which they are drawn; with what the pages ``before`` told."""
    whole: set[str] = set()
    start = inks[0] if inks else None
    for a, b in zip(inks, inks[1:], strict=False):
        beside = abs(b.base - a.base) < 0.3 * a.size and -0.5 * a.size < b.u0 - a.u1 < 1.5 * a.size
        if beside and a is not start:
            whole.add(bare(a.text))
        elif not beside:
            start = b
    words = frozenset(bare(ink.text) for ink in inks if len(ink.text) > 4)
    return Habits(words, frozenset(whole)) if before is None else Habits(words | before.words, before.whole | whole)


def bare(word: str) -> str:
    """The word in lower case, without punctuation around it."""
    return word.strip(PUNCTUATION).lower()


def at_hyphen(above: str, below: str, habit: Habits) -> bool | None:
    """Does the hyphen at the end of ``above`` belong to the word? None where that cannot be told here."""
    first, last = bare(above.split()[-1]), bare(below.split()[0])
    if first + last in habit.words:
        return True
    if first[:-1] + last in habit.words:
        return False
    if _COMPOUND.fullmatch(first + last) or _TWO_NOUNS.match(first):
        return True
    return True if len(first) > 4 and first[:-1] in habit.whole and last in habit.whole else None


def is_new_line(above: str, below: str) -> bool:
    """Do the two lines stand under each other as items do: figures under figures, a bullet, whatever room there was?"""
    if _FIGURES.fullmatch(above) and _FIGURES.fullmatch(below):
        return True
    return bool(_BULLET.match(below)) and (bool(_BULLET.match(above)) or above[-1:] in ";:.")


def may_be_cut(head: str, tail: str) -> bool:
    """Do letters end the one line and begin the next, so that they can be one word?"""
    return _halves(head, tail) is not None


def _halves(head: str, tail: str) -> tuple[str, str] | None:
    """The last word of the one line and the first of the next, in lower case, where they can be parts of one word."""
    first, last = _LETTERS.search(head[::-1]), _LETTERS.match(tail)
    if first is None or first.start() or last is None:
        return None
    one, two = first[0][::-1], last[0]
    if one.isascii() != two.isascii():
        return None
    capitals = len(one) > 1 and one.isupper() and two.isupper()
    return (one.lower(), two.lower()) if two[0].islower() or capitals else None


def is_cut(head: str, tail: str, habit: Habits, *, lone: bool, last: bool = False) -> bool:
    """Is ``head`` + ``tail``, at the end of a full line and the beginning of the next, one word cut by force?

    ``lone``: the head fills its line alone. ``last``: the tail is all that follows. That no space is written after the head tells
    nothing: programs drop the space that has no room. Only strong signs count; without them two words are two words.
    """
    halves = _halves(head, tail)
    if halves is None:
        return False
    one, two = halves
    if one + two in habit.whole or (one + two in habit.words and one not in habit.whole):
        return True
    if one in habit.whole and len(one) > 2 or (two in habit.whole and len(two) > 2):
        return False
    alone = last and tail == tail[: len(two)]
    if lone and (two in _NO_WORD or (alone and two in _SHORT)):
        return True
    if tail[len(two) : len(two) + 1] != "." and _cannot_begin(two):
        return True
    return lone and (bool(_NEVER_LAST.search(one)) or (len(one) > 3 and not _VOWELS & set(one)))


def _cannot_begin(tail: str) -> bool:
    """No word begins like this, or is this: a single consonant, an ending."""
    if len(tail) <= 2:
        return tail not in _SHORT
    return tail[0] in _NO_BEGINNING or bool(_ENDINGS.fullmatch(tail))
