"""Amounts among words («місцевий бюджет – 5,14», «141,2 тис. грн»): read once with the words around them, they are read again alone and weighed as any number is."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.scan import numbers
from ingest.scan.digits import Bank
from ingest.scan.ink import Glyph, Inked

# An amount at the end of a line, behind a dash or alone in a wrapped line.
_LAST = re.compile(r"(?:^|[-–—]\s*)(\d{1,3}(?: ?\d{3})*(?:[.,]\d+)?)$")
# A figure with its unit, and how wide (of a digit's height) the room between the two is at least.
_WITH_UNIT, _ROOM = re.compile(r"(\d[\d ]*(?:[.,]\d+)?)(\s?(?:тис|млн|грн)\b[^\d\n]*)"), 0.2
_WORD = re.compile(r"[^\W\d_]{3,}")
# Words read less surely than this may name another source than they did.
_LEGIBLE = 0.5
_CERTAIN = 0.96


def checked(cell: Inked, text: str, confidence: float, bank: Bank, index: int) -> tuple[str, float]:
    """A cell's text with its amounts as all readers together read them, and how sure these are; unchanged where it holds none."""
    if (figure := _WITH_UNIT.fullmatch(text.strip())) and len(cell.lines) == 1:
        glyphs = _before_unit(cell, sum(not c.isspace() for c in figure[1]))
        read, sure = _weighed(cell, glyphs, figure[1], confidence, bank, index) if glyphs else (figure[1], confidence)
        return read + figure[2], min(sure, confidence) if confidence < _LEGIBLE else sure
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    found = [_LAST.search(line) for line in lines]
    if not any(found) or not _WORD.search(text) or len(lines) != len(cell.lines) or not _is_stacked(lines):
        return text, confidence
    sure = 1.0
    for k, amount in enumerate(found):
        if amount is not None:
            read, chance = _weighed(cell, _behind_dash(cell, cell.lines[k]), amount.group(1), confidence, bank, index)
            lines[k] = lines[k][: amount.start(1)] + read
            sure = min(sure, chance)
    return "\n".join(lines), sure if confidence >= _LEGIBLE else min(sure, confidence)


def _before_unit(cell: Inked, count: int) -> list[Glyph]:
    """The glyphs of a figure of so many characters, two of which may touch, that stands before its unit; none where no room tells."""
    line = sorted(cell.lines[0], key=lambda g: g.x0)
    ends = range(max(1, count - 1), min(count + 1, len(line) - 1) + 1)
    gaps = {end: line[end].x0 - max(g.x1 for g in line[:end]) for end in ends}
    end = max(gaps, key=lambda at: gaps[at], default=0)
    return line[:end] if end and gaps[end] >= _ROOM * cell.glyph_height else []


def _is_stacked(lines: list[str]) -> bool:
    """Whether lines give sums for what they name: a dash before a number, or words and a line with nothing but a decimal."""
    return any(re.search(r"[-–—]\s*\d[\d ]*(?:[.,]\d+)?$", line) or re.fullmatch(r"\d[\d ]*[.,]\d+", line) for line in lines)


def _behind_dash(cell: Inked, line: list[Glyph]) -> list[Glyph]:
    flat = [k for k, g in enumerate(line) if g.width >= 1.5 * g.height and g.height <= 0.3 * cell.glyph_height]
    return line[flat[-1] + 1 :] if flat else line


def _weighed(cell: Inked, glyphs: list[Glyph], read: str, confidence: float, bank: Bank, index: int) -> tuple[str, float]:
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
