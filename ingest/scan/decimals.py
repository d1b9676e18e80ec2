"""A decimal comma that wear has taken from the paper: the figures beside a number say whether one stood in the gap before its last digits."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from ingest.model import Reading
from ingest.scan.ink import Glyph, Inked
from ingest.scan.texts import CellText

# What a reading with a comma is worth that nobody has seen, and how sure a number may be in a column where all others have theirs.
_GUESSED, _DOUBTED = 0.2, 0.8
# A gap in which a comma may have stood is so much wider than those between the digits.
_WIDER = 1.4
_DECIMAL = re.compile(r"-?\d[\d ]*[.,](\d{1,3})$")
_DOTTED = re.compile(r"-?\d[\d ]*[.,]\d+[.,]")
_WHOLE = re.compile(r"-?\d[\d ]*$")


def with_lost_commas(cells: Sequence[Inked], columns: Sequence[int], read: Mapping[int, CellText]) -> dict[int, CellText]:
    """The numbers without a comma, in columns of decimals, that may have had one: each with the reading that has it; and those with a dot too many."""
    result: dict[int, CellText] = {}
    for column in set(columns):
        mine = [k for k in read if k < len(columns) and columns[k] == column]
        places = Counter(len(found.group(1)) for k in mine if (found := _DECIMAL.match(read[k].text)))
        if not places:
            continue
        decimals, count = places.most_common(1)[0]
        result |= {k: bare for k in mine if count > 1 and (bare := _without_dot(read[k])) is not None}
        whole = [k for k in mine if _may_lack_comma(cells[k], result.get(k, read[k]).text, decimals)]
        for k in whole:
            one = result.get(k, read[k])
            digits = one.text.replace(" ", "")
            reading = Reading(f"{digits[:-decimals]},{digits[-decimals:]}", _GUESSED)
            # A column of whole hryvnias has a sum with kopiykas now and then; the other way round a comma was lost.
            sure = min(one.confidence, _DOUBTED) if count > len(whole) else one.confidence
            result[k] = CellText(one.text, sure, (*(one.readings or (Reading(one.text, one.confidence),)), reading))
    return result


def _without_dot(one: CellText) -> CellText | None:
    """A number without the speck at its end that some readers take for a dot; None where none does."""
    if not any(_DOTTED.fullmatch(reading.text) for reading in one.readings):
        return None
    said: dict[str, float] = {}
    for reading in one.readings:
        text = reading.text[:-1] if _DOTTED.fullmatch(reading.text) else reading.text
        said[text] = min(0.95, said.get(text, 0.0) + reading.confidence)
    readings = tuple(Reading(text, round(sure, 4)) for text, sure in sorted(said.items(), key=lambda item: -item[1]))
    return CellText(readings[0].text, min(readings[0].confidence, _DOUBTED), readings)


def _may_lack_comma(cell: Inked, text: str, decimals: int) -> bool:
    if not _WHOLE.fullmatch(text) or len(cell.lines) != 1 or sum(c.isdigit() for c in text) <= decimals:
        return False
    if text[-decimals - 1] == " ":
        return True
    line = [g for g in cell.lines[0] if g.height > 0.7 * cell.glyph_height]
    if len(line) != sum(c.isdigit() for c in text) or len(line) <= decimals:
        return False
    return _is_wide(line, len(line) - decimals)


def _is_wide(line: Sequence[Glyph], at: int) -> bool:
    """Whether the gap before the digit ``at`` is wider than the usual one between digits (their middles: a one is narrow)."""
    middles = [(g.x0 + g.x1) / 2 for g in line]
    steps = sorted(b - a for a, b in zip(middles, middles[1:], strict=False))
    return middles[at] - middles[at - 1] > _WIDER * steps[(len(steps) - 1) // 3]
