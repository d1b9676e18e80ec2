"""The cells of a table are read: nothing and dashes by geometry, words by one model, numbers by several readers and a vote."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import cv2
import numpy as np

from ingest.model import Reading
from ingest.scan import amounts, engine, numbers
from ingest.scan.columns import Columns
from ingest.scan.decimals import with_lost_commas
from ingest.scan.digits import Bank
from ingest.scan.ink import Inked, cleaned, inked, without_star
from ingest.scan.order import in_order
from ingest.scan.page import Page
from ingest.scan.plain import dash_of, is_flourish, nearly_dash, strokes_of_one
from ingest.scan.shapes import printed_lines
from ingest.scan.texts import CellText, cell_of_words
from ingest.scan.words import has_words

# A reading this likely is not read again.
_CERTAIN = 0.96
# Words read less surely than this are shown in another way.
_POOR = 0.75
# How sure a figure can be that a signature or stamp ran through.
_CROSSED = 0.8
# Black print from which coloured ink was taken off is whole: what every reader sees at once stands.
_PLAIN = 0.99
# What it is worth that the last digits of an amount stand in a line of their own.
_WRAPPED = 0.3
# How sure a row's number is that was chosen for its neighbours.
_CHOSEN = 0.75
# One line of at most so many glyphs is shown as a line; longer ones come out cut off, so they are shown as a block.
_SHORT = 14
PixelBox = tuple[int, int, int, int]


class OutOfTime(Exception):
    """The page used up the time it may cost."""


def read_cells(
    page: Page,
    boxes: Sequence[PixelBox],
    *,
    columns: Sequence[int] | None = None,
    layer: Sequence[str | None] | None = None,
    deadline: float = float("inf"),
) -> list[CellText]:
    """Read every cell. ``columns`` tells which stand below each other; ``layer`` is what a PDF's invisible text holds per cell. Raises ``OutOfTime`` after ``deadline`` (monotonic)."""
    raw = [_under_stamp(page, inked(page.clean, page.ink, box)) for box in boxes]
    tall = _digit_height(raw)
    cells = [cleaned(cell, tall) for cell in raw]
    result: list[CellText | None] = [_without_reading(cell, tall) for cell in cells]
    todo = [k for k, done in enumerate(result) if done is None]
    dashes = frozenset(k for k, done in enumerate(result) if done is not None and done.text)
    said = _read_all(cells, todo, columns or [], dashes, deadline, scale=0.75 if page.coarse else 1.0)
    bank = _bank(cells, said)
    numbered = _weighed(cells, said, bank, layer, deadline)
    numbered |= with_lost_commas(cells, columns or [], numbered)
    for k, readings in said.items():
        known = readings.strokes or numbered.get(k)
        first = amounts.checked(cells[k], *readings.first, bank, k) if known is None else readings.first
        result[k] = known or cell_of_words(cells[k], *first, tall=tall, numbers_row=_in_first(columns, k))
        if known is None and readings.first[0] == "?" and nearly_dash(cells[k], tall):
            result[k] = CellText("-", 0.4, (Reading("-", 0.4),))
        if known is None and any(stamp.touches(boxes[k]) for stamp in page.stamps):
            # What was read may be the stamp's own words.
            result[k] = _doubted(result[k])
    read = [r for r in result if r is not None]
    for k, text in in_order(cells, [r.text for r in read], columns or []).items():
        read[k] = CellText(text, min(read[k].confidence, _CHOSEN), read[k].readings)
    return read


def _under_stamp(page: Page, cell: Inked) -> Inked:
    """The cell, ``crossed`` where a stamp lies on its print: what of the stamp was taken off, and what was not, may be missed or too much."""
    if (not page.stamps and page.wiped is None) or not cell.glyphs:
        return cell
    x0, y0 = min(g.x0 for g in cell.glyphs), min(g.y0 for g in cell.glyphs)
    x1, y1 = max(g.x1 for g in cell.glyphs), max(g.y1 for g in cell.glyphs)
    box = (cell.x + x0, cell.y + y0, cell.x + x1, cell.y + y1)
    wiped, hidden = page.was_wiped(box)
    return replace(cell, crossed=cell.crossed or hidden or any(stamp.touches(box) for stamp in page.stamps), wiped=wiped)


def _doubted(read: CellText | None) -> CellText | None:
    return None if read is None else CellText(read.text, min(read.confidence, 0.4), read.readings)


@dataclass(slots=True)
class _Said:
    """What the engines said of one cell: the English model (held to digits) first where it was asked."""

    first: tuple[str, float] = ("", 0.0)
    number: list[tuple[str, float]] = field(default_factory=list)
    strokes: CellText | None = None
    star: str = ""


def _read_all(
    cells: list[Inked], todo: Sequence[int], columns: Sequence[int], dashes: frozenset[int], deadline: float, *, scale: float = 1.0
) -> dict[int, _Said]:
    """Ask the engines, as seldom as will do: once the page's own digits are known, they stand in for the second one."""
    bank = Bank()
    said: dict[int, _Said] = {}
    for k in todo:
        _check(deadline)
        cell, answer = cells[k], _Said()
        said[k] = answer
        answer.strokes = _as_strokes(cell, numbers_row=_in_first(columns, k))
        if answer.strokes is not None:
            continue
        if bank.ready and len(cell.glyphs) <= _SHORT and _plainly_a_number(cell, bank, k):
            number = numbers.second_reading(cell)
            if numbers.key(numbers.folded(number[0])).replace(".", ",") == numbers.seen(cell, bank, k).text:
                answer.first, answer.number = number, [number]
                continue
        answer.first = _first_reading(cell, scale)
        if (bare := _starred(cell, answer.first[0])) is not None:
            cells[k] = cell = bare
            answer.first, answer.star = (answer.first[0][:-1].rstrip(), answer.first[1]), "*"
        if numbers.is_number(answer.first[0]):
            _ask_for_number(cell, answer)
            _learn(bank, cell, k, answer.number)
    kinds = Columns(cells, columns, dashes, {k for k, answer in said.items() if answer.number})
    first = {k: a.first for k, a in said.items()}
    for k in kinds.misread(first):
        _ask_for_number(cells[k], said[k])
    for k in first:
        numeric = not has_words(first[k][0]) and kinds.among_numbers(k, first)
        if numeric and not said[k].number and len(cells[k].lines) > 1 and (one := _line_of_number(cells[k])):
            cells[k] = one
            _ask_for_number(one, said[k])
    return said


def _line_of_number(cell: Inked) -> Inked | None:
    """The one line of a cell that is a number, where the rest is what a stamp left; None where there is no such line, or several."""
    lines = [replace(cell, clean=cell.only(line), glyphs=tuple(line), crossed=True) for line in cell.lines if len(line) > 1]
    found = [line for line in lines if numbers.is_number(_first_reading(line)[0])]
    return found[0] if len(found) == 1 else None


def _starred(cell: Inked, text: str) -> Inked | None:
    """The cell without its star where a number with a footnote's star was read; the Ukrainian model has no star."""
    return without_star(cell) if not numbers.is_number(text) and len(text) > 1 and numbers.is_number(text[:-1]) else None


def _plainly_a_number(cell: Inked, bank: Bank, index: int) -> bool:
    eye = numbers.seen(cell, bank, index)
    # Ones are too much like the numeral I.
    return eye.sure and bool(set(eye.text) - set("1,-"))


def _ask_for_number(cell: Inked, answer: _Said) -> None:
    second = numbers.second_reading(cell)
    if set(second[0]) == {"%"}:
        answer.first, answer.number = ("%", second[1]), []
    elif any(c.isdigit() for c in second[0] + answer.first[0]):
        answer.number = [second, answer.first]


def _first_reading(cell: Inked, scale: float = 1.0) -> tuple[str, float]:
    """By the Ukrainian model; what it cannot see at all is shown to it, and to the English one, in another way.

    Words of a coarse scan are shown at ``scale``, which costs less and loses nothing.
    """
    short = len(cell.lines) == 1 and len(cell.glyphs) <= _SHORT
    shown = cell.tight()
    if scale != 1.0 and not short:
        shown = np.asarray(cv2.resize(shown, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    text, confidence = engine.read(shown, "ukr", engine.LINE if short else engine.BLOCK)
    if scale != 1.0 and not short and (confidence < _POOR or sum(bool(line.strip()) for line in text.split("\n")) > len(cell.lines)):
        # Made smaller, a line came apart into two, or its letters ran together.
        text, confidence = max((text, confidence), engine.read(cell.tight(), "ukr", engine.BLOCK), key=lambda read: read[1])
    if confidence < _POOR:
        text, confidence = max((text, confidence), _line_by_line(cell), key=lambda read: read[1])
    if text:
        return text, confidence
    picture = cv2.copyMakeBorder(cell.tight(), 12, 12, 30, 30, cv2.BORDER_CONSTANT, value=[255.0])
    for language, mode in (("ukr", engine.BLOCK), ("eng", engine.LINE), ("eng", engine.BLOCK)):
        text, confidence = engine.read(np.asarray(picture, dtype=np.uint8), language, mode)
        if text:
            return text, min(confidence, 0.5)
    # There is ink, and nobody can say what it means.
    return "?", 0.0


def _line_by_line(cell: Inked) -> tuple[str, float]:
    """Each line as it is: letters that run together are no drawing."""
    told = [engine.read(cell.tight(line), "ukr", engine.RAW) for line in printed_lines(cell)]
    return "\n".join(text for text, _ in told), min((confidence for _, confidence in told), default=0.0)


def _check(deadline: float) -> None:
    if time.monotonic() > deadline:
        raise OutOfTime


def _digit_height(cells: Sequence[Inked]) -> float:
    heights = [c.glyph_height for c in cells if c.glyphs and c.glyph_height > 8]
    return float(np.median(heights)) if heights else 24.0


def _without_reading(cell: Inked, tall: float) -> CellText | None:
    if not cell.glyphs:
        return CellText("", 1.0)
    if is_flourish(cell, tall):
        return CellText("", 0.5)
    dash = dash_of(cell, tall)
    if dash is not None:
        # A short dash of a coarse scan is hardly flatter than a speck.
        flat = all(g.width >= 1.6 * g.height for g in cell.glyphs) and not cell.crossed and not cell.wiped
        return CellText(dash, 0.99) if flat else CellText(dash, 0.6, (Reading(dash, 0.6), Reading("", 0.35)))
    return None


def _in_first(columns: Sequence[int] | None, k: int) -> bool:
    """Whether a cell stands in the table's first column, where rows and sections have their numbers."""
    return columns is not None and k < len(columns) and columns[k] == 0


def _as_strokes(cell: Inked, *, numbers_row: bool) -> CellText | None:
    """I, II or III: the Ukrainian model has no Latin I, and reads it as 1 or not at all; the English one mostly knows a 1 from an I."""
    ones = "I" * strokes_of_one(cell)
    if not ones:
        return None
    text, _ = engine.read(cell.tight(), "eng", engine.LINE)
    if any(c.isdigit() for c in text) and not (
        numbers_row and not any(c.isdigit() for c in engine.read(cell.tight(), "ukr", engine.LINE)[0])
    ):
        return None
    return CellText(ones, 0.9, (Reading(ones, 0.9), Reading("1" * len(ones), 0.05)))


def _bank(cells: Sequence[Inked], said: dict[int, _Said]) -> Bank:
    """The page's digits as they look where both engines agree."""
    bank = Bank()
    for k, answer in said.items():
        if answer.number:
            _learn(bank, cells[k], k, answer.number)
    return bank


def _weighed(
    cells: Sequence[Inked], said: dict[int, _Said], bank: Bank, layer: Sequence[str | None] | None, deadline: float
) -> dict[int, CellText]:
    """The numbers among the cells, by index: every reader is weighed."""
    numeric = {k: answer.number for k, answer in said.items() if answer.number}
    result = {}
    for k, readings in numeric.items():
        eye = numbers.seen(cells[k], bank, k)
        below = layer[k] if layer is not None else None
        weighed = numbers.weigh(readings, eye, below)
        if not weighed or weighed[0].confidence < _CERTAIN:
            _check(deadline)
            weighed = numbers.weigh([*readings, *numbers.more_readings(cells[k])], eye, below)
        if weighed:
            if weighed and (one := numbers.wrapped(weighed[0].text)):
                weighed = (*weighed, Reading(one, _WRAPPED))
            if cells[k].crossed:
                weighed = (*weighed, *numbers.partly_hidden(weighed[0].text))
            most = _CROSSED if cells[k].crossed or (cells[k].wiped and weighed[0].confidence < _PLAIN) else 1.0
            result[k] = CellText(weighed[0].text + said[k].star, min(weighed[0].confidence, most), weighed)
    return result


def _learn(bank: Bank, cell: Inked, index: int, said: Sequence[tuple[str, float]]) -> None:
    """Both engines agree, and the ink has the same build: these are what the page's digits look like."""
    texts = {numbers.key(numbers.folded(text)) for text, _ in said}
    if len(texts) != 1 or min(confidence for _, confidence in said) < 0.6:
        return
    text = texts.pop()
    eye = numbers.seen(cell, Bank(), index)
    if numbers.same_build(text, eye):
        bank.learn(text, eye.looks, index)
