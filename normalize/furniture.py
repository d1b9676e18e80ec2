"""Lines that every page repeats at its foot («Вик. Петренко, тел. …», «СЕД № … стор. 2 з 9», a note): they belong to the pages, not to the text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from ingest.model import Block, Paragraph
from normalize.announcements import announces_report
from normalize.labels import is_section_word
from normalize.lexicon import Lexicon
from normalize.people import signs
from normalize.text import fold

_LONGEST = 140
# How many lines a page's foot may have.
_LINES = 3


def without_furniture(blocks: Sequence[Block], lexicon: Lexicon) -> tuple[Block, ...]:
    """The blocks, short body lines that end two pages or more in the same words, digits aside, made footers; below them may stand others.

    A line that is the footer of another page ends a page whose table stops early, and so stands higher than a footer.
    """
    out = list(blocks)
    feet = {_words(block.text): block.role for block in out if isinstance(block, Paragraph) and block.role in ("footer", "footnote")}
    for _ in range(_LINES):
        last: dict[int, int] = {}
        for index, block in enumerate(out):
            if block.page is not None and not (isinstance(block, Paragraph) and block.role in ("header", "footer")):
                last[block.page] = index
        alike: dict[str, list[int]] = defaultdict(list)
        for index in last.values():
            if (key := _key(out[index], lexicon)) and not _ends_report(out, index, lexicon):
                alike[key].append(index)
        repeated = [index for key, places in alike.items() if len(places) > 1 or key in feet for index in places]
        if not repeated:
            break
        for index in repeated:
            found = out[index]
            if isinstance(found, Paragraph):
                out[index] = replace(found, role=feet.get(_words(found.text), "footer"))
    return tuple(out)


def _ends_report(blocks: Sequence[Block], index: int, lexicon: Lexicon) -> bool:
    """Whether a line is a signature with nothing below it but the next report's title: each report of a file is signed by the same head."""
    block = blocks[index]
    if not isinstance(block, Paragraph) or not signs(block.text):
        return False
    below = next((b for b in blocks[index + 1 :] if not (isinstance(b, Paragraph) and b.role in ("header", "footer"))), None)
    return below is None or (isinstance(below, Paragraph) and announces_report(below.text, lexicon))


def _key(block: Block, lexicon: Lexicon) -> str:
    """What a line says apart from its digits; nothing for a table, a long text, or one that heads a section."""
    if not isinstance(block, Paragraph) or block.role != "body" or len(block.text) > _LONGEST or is_section_word(block.text, lexicon):
        return ""
    return _words(block.text)


def _words(text: str) -> str:
    return re.sub(r"[\d\s]+", " ", fold(text)).strip()
