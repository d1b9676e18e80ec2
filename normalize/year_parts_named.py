"""Which part of a year a label, a caption or a sheet's name is for: «II квартал 2024 року», «9 місяців», «січень», «III» in a column of quarters."""

from __future__ import annotations

import re

from normalize.lexicon import Lexicon
from normalize.text import fold, same_script
from normalize.wordings import tokens, weight

MONTHS: dict[str, tuple[int, int]] = {
    **{f"q{n}": (3 * n - 2, 3 * n) for n in range(1, 5)},
    **{f"m{n:02}": (n, n) for n in range(1, 13)},
    "h1": (1, 6),
    "h2": (7, 12),
    "m3": (1, 3),
    "h6": (1, 6),
    "m9": (1, 9),
}
"""The first and the last month of each part of a year that ``periods`` of the lexicon names."""

_QUARTERS = {"I": "q1", "II": "q2", "III": "q3", "IV": "q4", "1": "q1", "2": "q2", "3": "q3", "4": "q4"}


def part_named(text: str, lexicon: Lexicon) -> str | None:
    """The part of a year that the text names, if it names nothing else."""
    if len(text) > _LONGEST or not any(map(weight, tokens(text))):
        return None
    found = lexicon.best("periods", text, 0.6)
    if found is None or found.meaning not in MONTHS or not lexicon.is_only("periods", found.meaning, text):
        return None
    covered = lexicon.covered("periods", found.meaning, text)
    others = (token for i, token in enumerate(tokens(text)) if i not in covered)
    return None if any(_COUNTED.fullmatch(token) for token in others) else found.meaning  # «I – IV квартали»


_LONGEST = 60
_COUNTED = re.compile(r"[ivx]+|\d{1,2}")


def quarter_numeral(text: str, heading: str) -> str | None:
    """The quarter that a bare numeral is under a heading of quarters."""
    numeral = same_script(text).strip(" .").upper().replace("І", "I")
    return _QUARTERS.get(numeral) if "квартал" in fold(heading) else None
