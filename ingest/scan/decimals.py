"""Decimal commas: one that wear has taken from the paper, told by the other figures of the column, and one behind which type of one width leaves room."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ingest.model import Reading
from ingest.scan.ink import Glyph, Inked
from ingest.scan.texts import CellText

# What a reading with a comma is worth that nobody has seen, and how sure a number may be in a column where all others have theirs.
_GUESSED, _DOUBTED = 0.2, 0.8
# A gap in which a comma may have stood is so much wider than those between the digits.
_WIDER = 1.4
# So many figures with their decimals show how large those of the column are.
_FEW, _HUNDRED = 3, 100
# The comma of such type stands in the middle between two digits, or so much nearer to the first; a blank behind it moves the second farther away.
_MIDDLE = 1.45
_ROOM = re.compile(r"(?<=\d)([.,]) (?=\d)")
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
        if column and count > sum(bool(_WHOLE.fullmatch(read[k].text)) for k in mine):  # the first holds the rows' numbers
            result |= {k: seen for k in mine if k not in result and (seen := _with_seen_comma(cells[k], read[k], decimals)) is not None}
        percents = _of_percents([read[k].text for k in mine])
        whole = [k for k in mine if _may_lack_comma(cells[k], result.get(k, read[k]).text, decimals, beside=percents)]
        for k in whole:
            one = result.get(k, read[k])
            digits = one.text.replace(" ", "")
            reading = Reading(f"{digits[:-decimals]},{digits[-decimals:]}", _GUESSED)
            # A column of whole hryvnias has a sum with kopiykas now and then; the other way round a comma was lost.
            sure = min(one.confidence, _DOUBTED) if count > len(whole) else one.confidence
            result[k] = CellText(one.text, sure, (*(one.readings or (Reading(one.text, one.confidence),)), reading))
        if count > len(whole):
            usual = [read[k].text for k in mine if _DECIMAL.match(read[k].text)]
            odd = [k for k in mine if k not in result and _is_odd(cells[k], read[k].text, decimals, usual)]
            result |= {k: replace(read[k], confidence=min(read[k].confidence, _DOUBTED)) for k in odd}
    return result


def _with_seen_comma(cell: Inked, one: CellText, decimals: int) -> CellText | None:
    """A number without the comma that stands in its ink where the column's figures have theirs: with it, in doubt; None where none stands there."""
    digits = one.text.replace(" ", "")
    if not _WHOLE.fullmatch(one.text) or digits.startswith("-") or len(cell.lines) != 1:
        return None
    if [look.kind for look in cell.looks] != ["digit"] * (len(digits) - decimals) + ["mark"] + ["digit"] * decimals or len(
        digits
    ) <= decimals:
        return None
    text = f"{digits[:-decimals]},{digits[-decimals:]}"
    rest = tuple(reading for reading in one.readings or (Reading(one.text, _GUESSED),) if reading.text.replace(".", ",") != text)
    return CellText(text, _DOUBTED, (Reading(text, _DOUBTED), *rest))


def _is_odd(cell: Inked, text: str, decimals: int, usual: Sequence[str]) -> bool:
    """Whether a number without a comma has a digit more than there are in the ink, or is larger than all that have their decimals."""
    digits = sum(c.isdigit() for c in text)
    if not _WHOLE.fullmatch(text) or len(cell.lines) != 1 or digits <= decimals:
        return False
    seen = sum(look.kind in ("digit", "other") for look in cell.looks)
    # One hundred is nothing odd among percents of one decimal.
    most = max((len(_whole_digits(other)) for other in usual), default=0) + max(decimals - 1, 1)
    return seen < digits or (len(usual) >= _FEW and digits > most)


def _whole_digits(text: str) -> str:
    return re.sub(r"\D", "", re.split("[.,]", text)[0])


def tight(cell: Inked, text: str) -> str:
    """A number without the blank behind its comma that the ink has no place for («1203, 000» in type of one width)."""
    if len(cell.lines) != 1 or len(_ROOM.findall(text)) != 1:
        return text
    line = cell.lines[0]
    digits = [g for g in line if g.height > 0.7 * cell.glyph_height]
    marks = [g for g in line if _is_mark(g, digits)]
    if len(marks) != 1:
        return text
    mark = _middle(marks[0])
    before, behind = (sorted(_middle(g) for g in digits if (_middle(g) < mark) == first) for first in (True, False))
    return _ROOM.sub(r"\1", text) if before and behind and behind[0] - mark <= _MIDDLE * (mark - before[-1]) else text


def _is_mark(g: Glyph, digits: Sequence[Glyph]) -> bool:
    """Whether ink at the digits' feet is a comma or a dot."""
    top, foot = min((d.y0 for d in digits), default=0), max((d.y1 for d in digits), default=0)
    return g.height <= 0.6 * (foot - top) and g.width <= 0.5 * (foot - top) and (top + foot) / 2 < g.y0 < foot and g.y1 >= foot - 2


def _middle(g: Glyph) -> float:
    return (g.x0 + g.x1) / 2


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


def _of_percents(texts: Sequence[str]) -> bool:
    """Whether a column's figures with decimals are no larger than percents are, and most: another there above one hundred has lost its comma."""
    usual = [text for text in texts if _DECIMAL.match(text)]
    largest = max((int(_whole_digits(text) or 0) for text in usual), default=_HUNDRED)
    return len(usual) >= _FEW and largest <= _HUNDRED and 2 * len(usual) > len(texts)


def _may_lack_comma(cell: Inked, text: str, decimals: int, *, beside: bool) -> bool:
    if not _WHOLE.fullmatch(text) or len(cell.lines) != 1 or sum(c.isdigit() for c in text) <= decimals:
        return False
    if beside and int(re.sub(r"\D", "", text)) > _HUNDRED:
        return True
    if text[-decimals - 1] == " ":
        return True
    line = [g for g in cell.lines[0] if g.height > 0.7 * cell.glyph_height]
    if len(line) != sum(c.isdigit() for c in text) or len(line) <= decimals:
        return False
    return _is_wide(line, len(line) - decimals)


def _is_wide(line: Sequence[Glyph], at: int) -> bool:
    """Whether the gap before the digit ``at`` is wider than the usual one between digits (their middles: a one is narrow)."""
    middles = [_middle(g) for g in line]
    steps = sorted(b - a for a, b in zip(middles, middles[1:], strict=False))
    return middles[at] - middles[at - 1] > _WIDER * steps[(len(steps) - 1) // 3]
