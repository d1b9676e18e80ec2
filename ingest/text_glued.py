"""Notices tables whose cells run together, with nothing or a mere blank between them: they are not read, and that is said."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.text_lines import is_amount

_WORD_THEN_DECIMAL = re.compile(r"[^\W\d_][»)\"”]?\d{1,3}(?:[ \u00a0]?\d{3})*[.,]\d")
_DECIMALS_TOUCH = re.compile(r"\d[.,]\d{1,3}?\d+[.,]\d")
_WORD_YEAR_WORD = re.compile(r"[^\W\d_](?:19|20)\d\d(?:-(?:19|20)\d\d)?[^\W\d_]")
_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.\d{2,4}")
_GLUED_HEADER = re.compile(r"[а-яіїєґ%.)](?=[А-ЯІЇЄҐ])")
_DECIMAL = re.compile(r"\d[.,]\d")
_BARS = re.compile(r"[|¦│║┃]")
_ENOUGH = 3


def run_together(lines: Sequence[str]) -> str | None:
    """The first of the lines that show it, or None: three such lines, or a header."""
    glued = [line for line in lines if _is_glued(line)]
    header = [line for line in lines if len(_GLUED_HEADER.findall(line)) >= 3 and "№" in line]
    if header or len(glued) >= _ENOUGH:
        return (header or glued)[0]
    barred = [line for line in lines if len(_BARS.findall(line)) > 1]
    if len(barred) >= _ENOUGH:
        return barred[0]
    tails = [line for line in lines if _ends_in_amounts(line)]
    return tails[0] if len(tails) >= _ENOUGH else None


def _ends_in_amounts(line: str) -> bool:
    """Whether two amounts or more, one of them with decimals, stand one behind the other near the end of a line that begins with words."""
    tokens = line.split()
    run = longest = decimals = 0
    for token in tokens:
        run = run + 1 if is_amount(token) else 0
        longest = max(longest, run)
        decimals += is_amount(token) and bool(_DECIMAL.search(token))
    return longest > 1 and decimals > 0 and not all(is_amount(token) for token in tokens)


def _is_glued(line: str) -> bool:
    plain = _DATE.sub(" ", line)
    return bool(_WORD_THEN_DECIMAL.search(plain) or _DECIMALS_TOUCH.search(plain) or _WORD_YEAR_WORD.search(plain))
