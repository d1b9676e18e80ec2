"""Amounts among words («місцевий бюджет – 5,14»): read once with the words around them, they are read again alone and weighed as any number is."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.scan import numbers
from ingest.scan.digits import Bank
from ingest.scan.ink import Glyph, Inked

# An amount at the end of a line, behind a dash or alone in a wrapped line.
_LAST = re.compile(r"(?:^|[-–—]\s*)(\d{1,3}(?: ?\d{3})*(?:[.,]\d+)?)$")
_WORD = re.compile(r"[^\W\d_]{3,}")
# Words read less surely than this may name another source than they did.
_LEGIBLE = 0.5
_CERTAIN = 0.96


def checked(cell: Inked, text: str, confidence: float, bank: Bank, index: int) -> tuple[str, float]:
    """A cell's text with its amounts as all readers together read them, and how sure these are; unchanged where it holds none."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    found = [_LAST.search(line) for line in lines]
    if not any(found) or not _WORD.search(text) or len(lines) != len(cell.lines) or not _is_stacked(lines):
        return text, confidence
    sure = 1.0
    for k, amount in enumerate(found):
        if amount is not None:
            read, chance = _weighed(cell, cell.lines[k], amount.group(1), confidence, bank, index)
            lines[k] = lines[k][: amount.start(1)] + read
            sure = min(sure, chance)
    return "\n".join(lines), sure if confidence >= _LEGIBLE else min(sure, confidence)


def _is_stacked(lines: list[str]) -> bool:
    """Whether lines give sums for what they name: a dash before a number, or words and a line with nothing but a decimal."""
    return any(re.search(r"[-–—]\s*\d[\d ]*(?:[.,]\d+)?$", line) or re.fullmatch(r"\d[\d ]*[.,]\d+", line) for line in lines)


def _weighed(cell: Inked, line: list[Glyph], read: str, confidence: float, bank: Bank, index: int) -> tuple[str, float]:
    flat = [k for k, g in enumerate(line) if g.width >= 1.5 * g.height and g.height <= 0.3 * cell.glyph_height]
    glyphs = line[flat[-1] + 1 :] if flat else line
    if not glyphs:
        return read, min(confidence, 0.8)
    part = replace(cell, clean=cell.only(glyphs), glyphs=tuple(glyphs))
    said, eye = [numbers.second_reading(part), (read, confidence)], numbers.seen(part, bank, index)
    weighed = numbers.weigh(said, eye)
    if not weighed or weighed[0].confidence < _CERTAIN:
        weighed = numbers.weighed_again(part, said, eye, _CERTAIN)
    if not weighed:
        return read, min(confidence, 0.8)
    return weighed[0].text, min(weighed[0].confidence, 0.8 if cell.crossed else 1.0)
