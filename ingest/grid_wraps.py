"""Figures that had no room in their column: what stands in the line below them is their end and no figure of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from ingest.grid_chunks import Chunk

# What is left of a number, a percent or an amount with its unit.
_LEFT_OVER = re.compile(r"[.,;%)*]+|(?:тис\.?|млн\.?)? ?(?:грн\.?|гривень)", re.IGNORECASE)
_DECIMALS = re.compile(r"[-–−]? ?\d[\d\s]*[,.](\d*)%?")
_WHOLE = re.compile(r"[-–−]? ?\d{1,3}(?:\s\d{3})*")
_GROUPS = re.compile(r"\d{3}(?:\s\d{3})*(?:[,.](\d+))?")
_ROMAN = re.compile(r"[IVXІХ]{2,}\.?")
_DIGITS = re.compile(r"\d{1,4}")
# A number without spaces between its thousands, and what may be left of such a one.
_LONG, _LONG_END = re.compile(r"[-–−]? ?\d{4,}"), re.compile(r"\d{0,3}[,.](\d+)")
# A remark on the amount above it.
_REMARK = re.compile(r"\(|[^\W\dA-ZА-ЯІЇЄҐ]")

Cells = Sequence[Mapping[int, Chunk]]


def figure_ends(cells: Cells, above: Mapping[tuple[int, int], int], money: set[int], numbers: int | None) -> set[tuple[int, int]]:
    """(Line, column) of the texts that end the figure of the line ``above`` them; a line holds nothing but such figures, or none."""
    decimals = {c: _usual(cells, c) for c in money}
    found: set[tuple[int, int]] = set()
    for k, line in enumerate(cells):
        figures = [c for c in line if (c in money or c == numbers) and (k, c) in above]
        ends = {c for c in figures if _is_end(cells[above[k, c]][c].text, line[c].text, decimals.get(c))}
        if (
            numbers is not None
            and len(line) == 1
            and figures == [numbers]
            and _ROMAN.fullmatch(cells[above[k, numbers]][numbers].text + line[numbers].text)
        ):
            ends = {numbers}
        if ends and all(c in ends or not any(map(str.isdigit, line[c].text)) for c in line if c in money or c == numbers):
            found |= {(k, c) for c in ends}
    return found


def is_remark(text: str) -> bool:
    """May the text go on below an amount, in its cell?"""
    return bool(_REMARK.match(text) or _LEFT_OVER.fullmatch(text))


def _usual(cells: Cells, column: int) -> int | None:
    """How many decimals most amounts of the column have."""
    counts = Counter(len(m[1]) for line in cells if column in line and (m := _DECIMALS.fullmatch(line[column].text)))
    return counts.most_common(1)[0][0] if counts else None


def _is_end(above: str, below: str, decimals: int | None) -> bool:
    if _LEFT_OVER.fullmatch(below):
        return True
    if above[-1:] in ",." and decimals is not None and _DECIMALS.fullmatch(above):
        return bool(_DIGITS.fullmatch(below.rstrip("%")))
    cut = _DECIMALS.fullmatch(above)
    if cut is not None:
        return bool(_DIGITS.fullmatch(below)) and decimals is not None and len(cut[1]) + len(below) == decimals
    rest = _GROUPS.fullmatch(below.rstrip("%"))
    if rest is not None and below.startswith("0"):
        return True
    long = _LONG_END.fullmatch(below) if _LONG.fullmatch(above) else None
    if long is not None:
        return len(long[1]) == decimals
    return rest is not None and _WHOLE.fullmatch(above) is not None and (decimals or 0) > 0 and len(rest[1] or "") == decimals
