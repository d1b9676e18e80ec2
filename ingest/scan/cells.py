"""The cells of a table are read: nothing and dashes by geometry, words by one model, numbers by several readers and a vote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from ingest.model import Reading
from ingest.scan import amounts, numbers, partial
from ingest.scan.asked import OutOfTime, Said, ask_all, asked_again, check_time, in_first, learn
from ingest.scan.decimals import tight, with_lost_commas
from ingest.scan.digits import Bank
from ingest.scan.ink import Inked, cleaned
from ingest.scan.order import in_order
from ingest.scan.page import Page
from ingest.scan.plain import dash_of, is_flourish, nearly_dash, with_dashes, without_dashes
from ingest.scan.rejoined import with_rejoined
from ingest.scan.restore import times_more
from ingest.scan.short_dashes import short_dashes
from ingest.scan.texts import CellText, cell_of_words
from ingest.scan.veil import Veil
from ingest.scan.words import has_words

# A reading this likely is not read again.
_CERTAIN = 0.96
# How sure a figure can be that a signature or stamp ran through.
_CROSSED = 0.8
# A reading less sure than this may have more than print in it; and how sure a dash can be beside which there is more.
_WEAK, _GUESSED = 0.7, 0.5
# How much surer a reading with fewer digits is to be.
_FEWER = 0.15
# Black print from which coloured ink was taken off is whole: what every reader sees at once stands.
_PLAIN = 0.99
# What it is worth that the last digits of an amount stand in a line of their own.
_WRAPPED = 0.3
# How sure a row's number is that was chosen for its neighbours.
_CHOSEN = 0.75
PixelBox = tuple[int, int, int, int]


def read_cells(
    page: Page,
    boxes: Sequence[PixelBox],
    *,
    columns: Sequence[int] | None = None,
    layer: Sequence[str | None] | None = None,
    deadline: float = float("inf"),
) -> list[CellText]:
    """Read every cell. ``columns`` tells which stand below each other; ``layer`` is what a PDF's invisible text holds per cell. Raises ``OutOfTime`` after ``deadline`` (monotonic)."""
    veil = Veil(page.clean, page.dpi)
    raw = [_under_stamp(page, veil.lifted(page.inked(box))) for box in boxes]
    tall = _digit_height(raw)
    cells = [cleaned(cell, tall) for cell in raw]
    result: list[CellText | None] = [_without_reading(cell, tall) for cell in cells]
    for k, told in short_dashes(raw, result, columns or [], tall).items():
        result[k] = told
    todo = [k for k, done in enumerate(result) if done is None]
    dashes = frozenset(k for k, done in enumerate(result) if done is not None and done.text)
    said = ask_all(cells, todo, columns or [], dashes, deadline, tall=tall, scale=0.75 if page.coarse else 1.0)
    bank = _bank(cells, said)
    page.digits.take(bank)
    numbered = _weighed(cells, said, bank, layer, deadline, tall)
    numbered |= _without_pale(cells, said, bank, veil, numbered, columns or [], deadline, tall)
    numbered |= with_rejoined(cells, columns or [], numbered)
    numbered |= with_lost_commas(cells, columns or [], numbered)
    numbered |= partial.doubted(columns or [], numbered)
    for k, readings in said.items():
        known = readings.strokes or numbered.get(k)
        if known is not None and (times := times_more(known.text)) != known.text:
            known = CellText(times, known.confidence)
        first = amounts.checked(cells[k], *readings.first, bank, k) if known is None else readings.first
        result[k] = known or cell_of_words(cells[k], *first, tall=tall, numbers_row=in_first(columns, k))
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
    hidden = hidden or any(stamp.touches(box) for stamp in page.stamps)
    return replace(cell, crossed=cell.crossed or hidden, wiped=cell.wiped or wiped)


def _doubted(read: CellText | None) -> CellText | None:
    return None if read is None else CellText(read.text, min(read.confidence, 0.4), read.readings)


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


def _bank(cells: Sequence[Inked], said: dict[int, Said]) -> Bank:
    """The page's digits as they look where both engines agree."""
    bank = Bank()
    for k, answer in said.items():
        if answer.number:
            learn(bank, cells[k], k, answer.number)
    return bank


def _weighed(
    cells: Sequence[Inked] | Mapping[int, Inked],
    said: dict[int, Said],
    bank: Bank,
    layer: Sequence[str | None] | None,
    deadline: float,
    tall: float,
) -> dict[int, CellText]:
    """The numbers among the cells, by index: every reader is weighed."""
    numeric = {k: answer.number for k, answer in said.items() if answer.number}
    result = {}
    for k, readings in numeric.items():
        eye = numbers.seen(without_dashes(cells[k], tall), bank, k)
        below = layer[k] if layer is not None else None
        weighed = numbers.weigh(readings, eye, below)
        if not weighed or weighed[0].confidence < _CERTAIN:
            check_time(deadline)
            weighed = numbers.weighed_again(cells[k], readings, eye, _CERTAIN, below)
        if weighed:
            weighed = tuple(replace(reading, text=with_dashes(cells[k], tight(cells[k], reading.text), tall)) for reading in weighed)
            if one := numbers.wrapped(weighed[0].text):
                weighed = (*weighed, Reading(one, _WRAPPED))
            hidden = cells[k].crossed or partial.may_be_cut(cells[k], weighed[0].text, said[k].first[0], eye)
            if cells[k].crossed:
                weighed = (*weighed, *numbers.partly_hidden(weighed[0].text))
            elif hidden:
                weighed = (*weighed, *partial.outermost_hidden(weighed[0].text))
            if hidden or weighed[0].confidence < _CERTAIN:
                known = {reading.text for reading in weighed}
                weighed = (*weighed, *(r for r in numbers.alike(weighed[0].text, cells[k], bank, k) if r.text not in known))
            most = _CROSSED if hidden or (cells[k].wiped and weighed[0].confidence < _PLAIN) else 1.0
            result[k] = CellText(weighed[0].text + said[k].star, min(weighed[0].confidence, most), weighed)
    return result


def _without_pale(
    cells: list[Inked], said: dict[int, Said], bank: Bank, veil: Veil, numbered: dict[int, CellText], columns: Sequence[int],
    deadline: float, tall: float,
) -> dict[int, CellText]:  # fmt: skip
    """The figures that were read poorly, or not at all, read from what is as dark as print alone, where that is surer."""
    result = {}
    for k in _poor(said, numbered, columns):
        check_time(deadline)
        dark = veil.darkest(cells[k])
        if dark is None:
            continue
        dark = cleaned(dark, tall)
        if not dark.glyphs:
            # Specks were all that is dark in the cell.
            continue
        dash = dash_of(dark, tall)
        if dash is not None:
            again: CellText | None = CellText(dash, _GUESSED, (Reading(dash, _GUESSED),))
        else:
            answer = asked_again(dark)
            again = _weighed({k: dark}, {k: answer}, bank, None, deadline, tall).get(k)
        before = numbered.get(k, CellText("", 0.0))
        if again is not None and is_surer(again, before):
            cells[k] = dark
            others = tuple(reading for reading in before.readings if reading.text != again.text)
            result[k] = replace(again, readings=(*again.readings, *others))
    return result


def is_surer(again: CellText, before: CellText) -> bool:
    """Whether what is as dark as print alone is the better reading: plainly so where it has fewer digits, for worn print is pale too."""
    fewer = sum(c.isdigit() for c in again.text) < sum(c.isdigit() for c in before.text)
    return again.confidence > before.confidence + (_FEWER if fewer else 0.0)


def _poor(said: dict[int, Said], numbered: dict[int, CellText], columns: Sequence[int]) -> list[int]:
    """The cells among figures whose reading is poor, or no figure at all; none with words in it."""
    figures = Counter(columns[k] for k in numbered if k < len(columns))
    filled = Counter(columns[k] for k in said if k < len(columns))

    def among_figures(k: int) -> bool:
        return k < len(columns) and columns[k] > 0 and 2 * figures[columns[k]] >= filled[columns[k]]

    weak = [k for k, read in numbered.items() if read.confidence < _WEAK]
    unread = [k for k, answer in said.items() if k not in numbered and answer.strokes is None and among_figures(k)]
    return [*weak, *(k for k in unread if not has_words(said[k].first[0]))]


__all__ = ["OutOfTime", "PixelBox", "read_cells"]
