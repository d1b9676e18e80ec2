"""The engines are asked what a table's cells say: words by one model, numbers by two, and each as seldom as will do."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import cv2
import numpy as np

from ingest.model import Reading
from ingest.scan import engine, numbers
from ingest.scan.columns import LIKE_ZERO, Columns
from ingest.scan.digits import Bank
from ingest.scan.ink import Inked, without_star
from ingest.scan.plain import dash_of, strokes_of_one
from ingest.scan.printed import print_of
from ingest.scan.shapes import printed_lines
from ingest.scan.texts import CellText
from ingest.scan.words import has_words

# Words read less surely than this are shown in another way.
_POOR = 0.75
# How sure a dash can be beside which a pen's strokes stand.
_GUESSED = 0.5
# One line of at most so many glyphs is shown as a line; longer ones come out cut off, so they are shown as a block.
_SHORT = 14


class OutOfTime(Exception):
    """The page used up the time it may cost."""


@dataclass(slots=True)
class Said:
    """What the engines said of one cell: the English model (held to digits) first where it was asked."""

    first: tuple[str, float] = ("", 0.0)
    number: list[tuple[str, float]] = field(default_factory=list)
    strokes: CellText | None = None
    star: str = ""


def ask_all(
    cells: list[Inked],
    todo: Sequence[int],
    columns: Sequence[int],
    dashes: frozenset[int],
    deadline: float,
    *,
    tall: float,
    scale: float = 1.0,
) -> dict[int, Said]:
    """Ask the engines, as seldom as will do: once the page's own digits are known, they stand in for the second one."""
    bank = Bank()
    said: dict[int, Said] = {}
    for k in todo:
        check_time(deadline)
        cell, answer = cells[k], Said()
        said[k] = answer
        answer.strokes = _as_strokes(cell, numbers_row=in_first(columns, k))
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
            learn(bank, cell, k, answer.number)
    kinds = Columns(cells, columns, dashes, {k for k, answer in said.items() if answer.number})
    first = {k: a.first for k, a in said.items()}
    for k in kinds.misread(first):
        _ask_for_number(cells[k], said[k])
    for k in first:
        # A row's number may be broken over two lines; of a figure's lines one may be a stamp's.
        whole = in_first(columns, k) and len(cells[k].lines) > 1
        if not _is_number(said[k]) and said[k].strokes is None and not whole and kinds.among_numbers(k, first):
            _ask_for_print(cells, k, said[k], tall)
    return said


def _is_number(answer: Said) -> bool:
    """Whether a reader at least saw a number, and nothing beside it."""
    return any(numbers.is_number(text) for text, _ in answer.number)


def _ask_for_print(cells: list[Inked], k: int, answer: Said, tall: float) -> None:
    """A cell among figures that was read as none: its print alone is read, where strokes of a stamp or a pen stand beside it."""
    cell, text = cells[k], answer.first[0]
    worded = has_words(text)
    if worded and not any(numbers.is_number(line) for line in text.split("\n")):
        return
    one = print_of(cell, tall)
    if one is not None and (dash := dash_of(one, tall)):
        answer.strokes = CellText(dash, _GUESSED, (Reading(dash, _GUESSED),))
        return
    first = _first_reading(one) if one is not None and len(one.glyphs) <= _SHORT else ("", 0.0)
    if not numbers.is_number(first[0]) and len(cell.lines) > 1 and not worded and (one := _line_of_number(cell)):
        first = _first_reading(one)
    if one is not None and numbers.is_number(first[0]):
        cells[k], answer.first = one, first
        _ask_for_number(one, answer)


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


def _ask_for_number(cell: Inked, answer: Said) -> None:
    second = numbers.second_reading(cell)
    if set(second[0]) == {"%"}:
        answer.first, answer.number = ("%", second[1]), []
    elif any(c.isdigit() for c in second[0] + answer.first[0]):
        answer.number = [second, answer.first]
    elif answer.first[0].strip() in LIKE_ZERO:
        answer.number = [("0", answer.first[1])]


def asked_again(cell: Inked) -> Said:
    """What the engines say of a cell among figures that is shown to them in another way: nothing where it holds no number."""
    answer = Said(_first_reading(cell))
    if numbers.is_number(answer.first[0]):
        _ask_for_number(cell, answer)
    return answer


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


def check_time(deadline: float) -> None:
    if time.monotonic() > deadline:
        raise OutOfTime


def in_first(columns: Sequence[int] | None, k: int) -> bool:
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


def learn(bank: Bank, cell: Inked, index: int, said: Sequence[tuple[str, float]]) -> None:
    """Both engines agree, and the ink has the same build: these are what the page's digits look like."""
    texts = {numbers.key(numbers.folded(text)) for text, _ in said}
    if len(texts) != 1 or min(confidence for _, confidence in said) < 0.6:
        return
    text = texts.pop()
    eye = numbers.seen(cell, Bank(), index)
    if numbers.same_build(text, eye):
        bank.learn(text, eye.looks, index)
