"""What the models cannot write or confuse is put back where only it can stand: №, %, Roman numerals, small letters."""

from __future__ import annotations

import re

from ingest.scan.ink import Inked

# «№ з/п» is read as «Мо з/п», «Ме з/п», «Хо п/п»; before a number as «Мо 792».
_NUMBER_SIGN = re.compile(r"(?<![^\W\d_])(?:[МNХ][оеo0ео2в]|Л[оео]|Nº|N[oe]|Мв|М[°º])(?=\s*(?:[зп]\s?[/іІl|]\s?п\b|\d))")
_ROW_NUMBER = re.compile(r"№\s*([зп])\s?[/іІl|]\s?п\b")
_ROMAN = re.compile(r"[IVXІХ]{1,5}\.?$")
_WORD = re.compile(r"[^\W\d_]{3,}")
_PERCENT_WORD = re.compile(r"(?<=[а-яіїєґ])(,?\s+)(?:96|9[бo0]|Уо|У9|Фо|ж)(?=$|\s*\n|\s*\))")
_PERCENT_NUMBER = re.compile(r"(?<=\d)\s(?:96|9[бo]|Уо|Фо)(?=$|[\s,.;)])")


def restored(text: str) -> str:
    """A text cell or paragraph with № and % where the model wrote look-alikes for them."""
    text = _ROW_NUMBER.sub(r"№ \1/п", _NUMBER_SIGN.sub("№", text))
    text = _PERCENT_WORD.sub(r"\1%", text)
    return _PERCENT_NUMBER.sub(" %", text)


def is_roman(text: str) -> bool:
    """Whether a reading is a Roman numeral in whichever alphabet."""
    return bool(_ROMAN.match(text.strip()))


def latin_roman(text: str) -> str:
    """A Roman numeral in Latin letters."""
    return text.strip().translate(str.maketrans("ІХ", "IX"))


def lowered(text: str, cell: Inked) -> str:
    """Lines that came out in capitals though their ink is mostly no taller than small letters, in small letters."""
    lines = text.split("\n")
    lines = [line for line in lines if line.strip()]
    if len(lines) != len(cell.lines) or len(lines) < 2:
        return "\n".join(lines)
    tall = cell.glyph_height
    result = []
    for line, glyphs in zip(lines, cell.lines, strict=True):
        capitals = sum(c.isupper() for c in line)
        high = sum(g.height >= 0.85 * tall for g in glyphs)
        if capitals > 4 and capitals > 1.4 * high + 1:
            line = _WORD.sub(lambda m: m.group().lower() if m.group().isupper() else m.group(), line)
        result.append(line)
    return "\n".join(result)
