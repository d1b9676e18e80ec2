"""A cell of words: what the Ukrainian model read, with what only the other model, a second look or the ink can tell."""

from __future__ import annotations

import re
from dataclasses import dataclass

import cv2
import numpy as np

from ingest.model import Reading
from ingest.scan import engine
from ingest.scan.ink import Glyph, Inked
from ingest.scan.numerals import numeral
from ingest.scan.restore import is_roman, latin_roman, like_lone_numeral, restored_cell
from ingest.scan.sections import with_numerals
from ingest.scan.shapes import as_inked, printed_lines
from ingest.scan.wrapping import one_text

# A text less sure than this is read once more, and one that leaves so much of the ink unread.
_POOR, _UNREAD = 0.3, 0.4
# How much less sure than a text with a line too many its lines may be, read one by one.
_ABOUT = 0.15
# A year less sure than this is read again by the other model; how sure it is where both agree.
_UNSURE, _AGREED = 0.6, 0.9
# A cell at least so wide (pixels) may be a section's row.
_WIDE = 1200
_YEAR = re.compile(r"(?:19|20)\d\d\s*р")


@dataclass(frozen=True, slots=True)
class CellText:
    """What a cell was read as; ``readings`` (best first) only where there was something to choose or to doubt."""

    text: str
    confidence: float
    readings: tuple[Reading, ...] = ()


def cell_of_words(cell: Inked, text: str, confidence: float, *, tall: float, numbers_row: bool = False) -> CellText:
    """A cell of words; ``tall``: the table's digits' height. ``numbers_row``: it stands where a row's or section's number does."""
    if len(cell.glyphs) <= 5 and len(cell.lines) == 1:
        latin, sure = engine.read(cell.tight(), "eng", engine.LINE)
        if set(latin) == {"%"}:
            return CellText("%", round(sure, 3))
        if numbers_row and like_lone_numeral(text) and (found := numeral(cell.tight())):
            return CellText(found, 0.9, (Reading(found, 0.9), Reading(text, 0.05)))
        if is_roman(latin) and sure > 0.4:
            latin = latin_roman(latin)
            return CellText(latin, round(min(sure, 0.9), 3), (Reading(latin, sure), Reading(text, confidence)))
    if _lines(text) < len(printed_lines(cell)):
        text, confidence = _every_line(cell, text, confidence)
    elif _lines(text) > len(printed_lines(cell)):
        text, confidence = _no_more_lines(cell, text, confidence)
    if confidence < _POOR or _missed(cell, text) > _UNREAD * len(cell.glyphs):
        text, confidence = _smaller(cell, text, confidence)
    if confidence < _UNSURE and _YEAR.match(text) and engine.read(cell.tight(), "eng", engine.LINE)[0][:4] == text[:4]:
        confidence = _AGREED
    text = with_numerals(cell, text, wide=cell.clean.shape[1] > _WIDE)
    return CellText(restored_cell(one_text(as_inked(text, cell, tall), cell)), round(confidence, 3))


def _lines(text: str) -> int:
    return sum(bool(line.strip()) for line in text.split("\n"))


def _every_line(cell: Inked, text: str, confidence: float) -> tuple[str, float]:
    """A text of which a line was passed over, read again in full size: at once, else line by line."""
    again, sure = engine.read(cell.tight(), "ukr", engine.BLOCK)
    if _lines(again) < len(printed_lines(cell)):
        told = [_one_line(cell, line) for line in printed_lines(cell)]
        again, sure = "\n".join(t for t, _ in told if t), min(c for _, c in told)
    # Specks that look like a line give none, or one that is not to be believed.
    return (again, sure) if _lines(again) > _lines(text) and sure > _POOR else (text, confidence)


def _no_more_lines(cell: Inked, text: str, confidence: float) -> tuple[str, float]:
    """A text with more lines than are printed (a tall letter's halves were taken for two lines), read line by line where that is about as sure."""
    told = [_one_line(cell, line) for line in printed_lines(cell)]
    sure = min((c for _, c in told), default=0.0)
    return (
        ("\n".join(t for t, _ in told), sure) if all(t for t, _ in told) and sure > max(_POOR, confidence - _ABOUT) else (text, confidence)
    )


def _one_line(cell: Inked, line: list[Glyph]) -> tuple[str, float]:
    """A line of the cell; as it is, where letters that run together were taken for a drawing."""
    read = engine.read(cell.tight(line), "ukr", engine.LINE)
    return read if read[0] else engine.read(cell.tight(line), "ukr", engine.RAW)


def _smaller(cell: Inked, text: str, confidence: float) -> tuple[str, float]:
    """A text read poorly is read once more from a smaller picture; the surer reading of the two, of equals the one that leaves less ink unread."""
    picture = np.asarray(cv2.resize(cell.tight(), None, fx=0.7, fy=0.7, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    again, sure = engine.read(picture, "ukr", engine.BLOCK)
    ink = len(cell.glyphs)
    missed, missed_again = _missed(cell, text), _missed(cell, again)
    return (again, sure) if again and (sure - missed_again / ink, sure) > (confidence + 0.1 - missed / ink, 0.0) else (text, confidence)


def _missed(cell: Inked, text: str) -> int:
    """How many of the cell's glyphs no character was read for; accents and dots are glyphs that belong to a letter."""
    return max(0, len(cell.glyphs) - sum(1 + (c in "іїйЙЇі:;%!?") + (c in "їЇ%") for c in text if not c.isspace()))
