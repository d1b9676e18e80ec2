"""Words that a model misread by a look-alike letter are set right where one dictionary word alone can be meant.

The dictionary is the one Tesseract brings in its own data (a packed word graph), and what the same page holds in plain print.
Names keep their letters: they stand in no dictionary, and may lie one letter beside a word that does.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest import tessdata
from ingest.model import Block, Paragraph, Table

# Where the word graph and its alphabet stand in a ``.traineddata`` file.
_GRAPH, _ALPHABET = 19, 21
_LAST, _END = 1, 4
# A cell is as sure as its least sure word, a paragraph as its words are on average; texts surer than this are left as they are.
_SURE_CELL, _SURE_PARAGRAPH = 0.93, 0.955
# Shorter words have too many neighbours.
_LEAST = 4
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
# Letters that are taken for each other, either way, and strokes that run together or fall apart.
_ALIKE = "ин,ип,иц,ий,ік,ії,їй,нп,нк,нв,пл,пд,лд,ля,дц,цщ,шщ,єс,ес,ео,зв,зє,чу,тг,бв,бо,ьв,ми,мн,жх,кх,юо"
_RUNS = (("и", "ії"), ("и", "її"), ("ш", "ии"), ("м", "ли"), ("н", "іі"), ("ю", "іо"), ("ы", "ьі"))
_PAIRS = tuple((pair[k], pair[1 - k]) for pair in (*_ALIKE.split(","), *_RUNS) for k in (0, 1))
# The words that reports open with; one letter too many, too few or another makes none of them another word.
_OPENERS = ("ЗВІТ", "ІНФОРМАЦІЯ", "ДОВІДКА")
# What no model writes: the letter ґ, and how the spelling of 2019 has the words of an older dictionary.
_WITH_G = re.compile(r"(?<![^\W\d_])((?:об|під|без)?)([гГтТ])(рунт|анок\b|анку\b|атунк|атунок|удзик)", re.IGNORECASE)
_OLDER = str.maketrans("ґҐ’ʼ", "гГ''")


@dataclass(frozen=True)
class Dictionary:
    """A packed graph of words: an edge holds a letter's number, whether a word ends with it, and where the next letters stand."""

    edges: NDArray[np.uint64] = field(repr=False)
    letters: dict[str, int] = field(repr=False)
    letter_bits: int

    def __contains__(self, word: str) -> bool:
        node, ended = 0, False
        for place, letter in enumerate(word):
            number = self.letters.get(letter)
            # Nothing leads back to the first node: an edge that seems to is the last of its word.
            found = None if number is None or (place and not node) else self._edge(node, number)
            if found is None:
                return False
            ended = bool(found >> self.letter_bits & _END)
            node = found >> (self.letter_bits + 3)
        return ended

    def _edge(self, node: int, number: int) -> int | None:
        mask = (1 << self.letter_bits) - 1
        for k in range(node, len(self.edges)):
            edge = int(self.edges[k])
            if edge & mask == number:
                return edge
            if edge >> self.letter_bits & _LAST:
                break
        return None


@lru_cache(maxsize=1)
def dictionary() -> Dictionary | None:
    """The words of Tesseract's Ukrainian data; None where it holds none."""
    place = tessdata.data_path(("ukr",))
    return None if place is None else _unpacked((Path(place) / "ukr.traineddata").read_bytes())


def _unpacked(data: bytes) -> Dictionary | None:
    count = struct.unpack_from("<i", data)[0]
    starts = struct.unpack_from(f"<{count}q", data, 4)
    if count <= _ALPHABET or starts[_GRAPH] < 0 or starts[_ALPHABET] < 0:
        return None
    magic, alphabet_size, edges = struct.unpack_from("<hii", data, starts[_GRAPH])
    if magic != 42:
        return None
    graph = np.frombuffer(data, dtype="<u8", count=edges, offset=starts[_GRAPH] + 10)
    end = min([start for start in starts if start > starts[_ALPHABET]], default=len(data))
    lines = data[starts[_ALPHABET] : end].decode("utf-8").split("\n")[1:]
    letters = {line.split(" ", 1)[0]: number for number, line in enumerate(lines) if line}
    return Dictionary(graph, letters, int(alphabet_size).bit_length())


def has_words(text: str) -> bool:
    """Whether a word of the dictionary, no short one, stands in a text: then it is no number that a stamp ran over."""
    words = dictionary()
    return words is not None and any(len(word) > _LEAST and known(word, words) for word in _WORD.findall(text))


def spelled(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a page with the misread words of their less sure texts set right."""
    words = dictionary()
    if words is None:
        return list(blocks)
    seen = set(_plainly_read(blocks))
    result: list[Block] = []
    for block in blocks:
        if isinstance(block, Table):
            cells = tuple(
                cell if cell.readings or (cell.confidence or 0.0) >= _SURE_CELL else replace(cell, text=corrected(cell.text, words, seen))
                for cell in block.cells
            )
            result.append(replace(block, cells=cells))
        else:
            sure = (block.confidence or 0.0) >= _SURE_PARAGRAPH
            result.append(replace(block, text=opened(block.text if sure else corrected(block.text, words, seen), words)))
    return result


def opened(text: str, words: Dictionary) -> str:
    """The text with the word that a report opens with set right: «ІНФОРМАЦІЇЯ», «Звії про виконання»."""
    found = _WORD.match(text)
    if found is None or known(found.group(), words):
        return text
    word, rest = found.group(), text[found.end() :]
    if not (word.isupper() or (word.istitle() and rest.startswith(" про "))):
        return text
    return next((_cased(opener, word) + rest for opener in _OPENERS if _one_off(word.upper(), opener)), text)


def _cased(opener: str, word: str) -> str:
    return opener if word.isupper() else opener.capitalize()


def _one_off(read: str, meant: str) -> bool:
    """Whether one letter exchanged, left out or put in makes one word of another."""
    same = next((k for k, (a, b) in enumerate(zip(read, meant, strict=False)) if a != b), min(len(read), len(meant)))
    skipped = {0: (1, 1), 1: (1, 0), -1: (0, 1)}.get(len(read) - len(meant))
    return skipped is not None and read[same + skipped[0] :] == meant[same + skipped[1] :]


def _plainly_read(blocks: Iterable[Block]) -> Iterator[str]:
    """The words of the page that were read for certain."""
    for block in blocks:
        texts = block.cells if isinstance(block, Table) else (block,)
        least = _SURE_PARAGRAPH if isinstance(block, Paragraph) else _SURE_CELL
        for text in texts:
            if (text.confidence or 0.0) >= least:
                yield from (word.lower() for word in _WORD.findall(text.text))


def corrected(text: str, words: Dictionary, seen: Collection[str] = ()) -> str:
    """The text with each word that is in no dictionary replaced by the one word a look-alike letter away; names stay."""

    def right(found: re.Match[str]) -> str:
        word = found.group()
        if len(word) < _LEAST or "-" in word or known(word, words, seen) or _may_be_name(found):
            return word
        # A noun that is in no dictionary would become another one's ending.
        candidates = {c for c in neighbours(word) if known(c, words, seen) and not (word.istitle() and c[:-1] == word[:-1])}
        return candidates.pop() if len(candidates) == 1 else word

    return _WORD.sub(right, text)


def known(word: str, words: Dictionary, seen: Collection[str] = ()) -> bool:
    """Whether a word, however written, is in the dictionary or on the page; of a compound, whether its parts are."""
    low = word.lower()
    plain = word.translate(_OLDER).replace("проєк", "проек").replace("Проєк", "Проек")
    if low in seen or any(form in words for form in (plain, plain.lower(), plain.lower().capitalize(), plain.upper())):
        return True
    first, _, rest = low.partition("-")
    # «вулично-дорожньої»: the first part alone stands in the dictionary with another ending.
    ends = ("", "ий", "ій") if first.endswith("о") else ("",)
    return bool(rest) and known(rest, words, seen) and any(known(first[: -1 if end else None] + end, words, seen) for end in ends)


def _may_be_name(found: re.Match[str]) -> bool:
    """Whether a word may be a name: a capital inside a sentence or in quotes, or before another capital or behind an initial."""
    word, text = found.group(), found.string
    before, after = text[: found.start()].rstrip(), text[found.end() :].lstrip(" .,\n")
    if word.isupper():
        # Headings in capitals hold several such words, and no initials.
        others = [w for w in _WORD.findall(f"{before} {after}") if w.isupper() and len(w) > 3]
        return not others or bool(re.search(r"(?:^|\W)[^\W\d_]\.$", before))
    if not word[0].isupper():
        return False
    return bool(before) and not before.endswith((":", ";", "\t")) or bool(after) and after[0].isupper()


def neighbours(word: str) -> set[str]:
    """What may have been misread as a word: one look-alike letter exchanged, or one run of strokes taken for another."""
    low, result = word.lower(), set()
    for read, meant in _PAIRS:
        start = low.find(read)
        while start >= 0:
            cased = meant.upper() if word.isupper() else meant.capitalize() if word[start].isupper() else meant
            result.add(word[:start] + cased + word[start + len(read) :])
            start = low.find(read, start + 1)
    return result - {word}


def with_g(text: str) -> str:
    """The text with ґ in the words that have it, for which the model writes г or т."""
    return _WITH_G.sub(lambda m: m.group(1) + ("Ґ" if m.group(2).isupper() else "ґ") + m.group(3), text)
