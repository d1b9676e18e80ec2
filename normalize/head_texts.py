"""What a header's text says by itself: a unit of money, or only where a column belongs (a year, a source, a fund)."""

from __future__ import annotations

import re
from functools import lru_cache

from normalize.lexicon import Lexicon
from normalize.text import fold
from normalize.units import read_unit
from normalize.years import is_year_label

_UNIT = re.compile(
    r"[,;]?\s*\(?(?:\bу |\bв )?(?:\b(?:тис|т|млн|млрд)\w*\.?\s*-?\s*(?:грн|гривень|гривнях|грв|гр)\b\.?|"
    r"(?<=[,(])\s*(?:трн|ґрн|ірн|грп)\b|\b(?:грн|гривень|гривнях)\b\.?(?:\s*,?\s*коп\.?)?|\bтис\.(?=\s*\)?$))\s*\)?",
    re.IGNORECASE,
)


@lru_cache(maxsize=16_384)
def without_unit(text: str) -> str:
    """A header's text with its unit of money taken off: «2023 рік, тис. грн» → «2023 рік»."""
    return _UNIT.sub("", text).strip(" ,;")


_REMARK = re.compile(r"\s*\([^()\d]*\)\s*$")


def dimension_only(text: str, lexicon: Lexicon) -> bool:
    """Whether a header text only places a column (year, source, fund, quarter, «усього», «у тому числі») and names no field."""
    text = without_unit(text) or text
    if not text or is_year_label(text):
        return bool(text)
    for section in ("sources", "funds", "periods", "aggregate", "joiners"):
        if any(lexicon.is_only(section, match.meaning, text) for match in lexicon.matches(section, text)):
            return True
    if (rest := lexicon.after_breakdown(text)) and lexicon.matches("funds", rest) and dimension_only(rest, lexicon):
        return True  # «з них спеціальний фонд»
    found = lexicon.best("sources", text, 0.8)
    if (found and not lexicon.best("fields", text, 0.75)) or is_unit_only(text):
        return True
    bare = _REMARK.sub("", text)  # «Держбюджет (субвенція)»
    return bare != text and dimension_only(bare, lexicon)


def is_unit_only(text: str) -> bool:
    """Whether a header text is a unit of money and nothing else."""
    return read_unit(text) is not None and not re.search(
        r"[а-яіїєґ]{4,}", re.sub(r"тис\w*|млн|грн|грив\w+|коп\w*|мільйон\w*", "", fold(text))
    )
