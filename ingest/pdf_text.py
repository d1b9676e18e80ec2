"""Words become lines, and a cell's lines its text: spaces, superscripts, wrapped words and line breaks as a reader sees them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.model import Box
from ingest.pdf_breaks import Habits as Habits
from ingest.pdf_breaks import at_hyphen, is_cut, is_new_line, may_be_cut
from ingest.pdf_breaks import habits as habits
from ingest.pdf_place import Ink

_RAISED = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
# A number cut where its line had no room: what stands below it is too short for a group of three digits.
_CUT_NUMBER, _LAST_DIGITS = re.compile(r"[-–−]?(?:\d[\d\s]*[,.]\d*|\d{4,})"), re.compile(r"\d{1,2}")
# No number begins so: it is the next group of the one above.
_THOUSANDS = re.compile(r"0\d\d(?:\D|$)")
_NAME_HALF = re.compile(r"(?<!\w)[А-ЯІЇЄҐ][а-яіїєґ']{2,}[-‐]$")
_YEAR = re.compile(r"(?:19|20)\d\d")
# A term, cut inside the year that ends it.
_YEARS = re.compile(r"(?:19|20)\d\d\s?[-–—]\s?(?:19|20)\d\d(?!\d)")
_MARK = re.compile(r"[\d*+\-−=()]+")
# A space at a line's end has room in this share of the font's size.
_SPACE = 0.32


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text along its direction of writing; ``base`` its baseline. ``parts`` are the words that made it."""

    text: str
    u0: float
    u1: float
    base: float
    size: float
    bold: bool
    spaced: bool
    parts: tuple[Ink, ...]

    @property
    def box(self) -> Box:
        """Where the line stands on the page."""
        return around([part.box for part in self.parts])

    @property
    def first_word(self) -> float:
        """The width of the first word (points)."""
        return self.parts[0].u1 - self.parts[0].u0


def around(boxes: Sequence[Box]) -> Box:
    """The smallest box around all boxes."""
    return Box(min(b.x0 for b in boxes), min(b.y0 for b in boxes), max(b.x1 for b in boxes), max(b.y1 for b in boxes))


def text_lines(inks: Sequence[Ink], *, wide_gap: str = " ", split_gap: float | None = None) -> list[TextLine]:
    """Lines from top to bottom. ``wide_gap`` stands for white space wider than three letters; a gap wider than ``split_gap`` × size parts lines."""
    if len(inks) == 1:
        return [_line(list(inks), wide_gap)]
    rows: list[list[Ink]] = []
    small: list[Ink] = []
    usual = max((ink.size for ink in inks), default=0.0)
    for ink in sorted(inks, key=lambda i: i.base):
        if ink.size < 0.8 * usual and _MARK.fullmatch(ink.text):
            small.append(ink)
        elif rows and ink.base - rows[-1][0].base <= 0.3 * max(ink.size, rows[-1][0].size):
            rows[-1].append(ink)
        else:
            rows.append([ink])
    loose = [ink for ink in small if not _attach(ink, rows)]
    for ink in loose:
        row = next((row for row in rows if _on_line(ink, row)), None)
        if row is None:
            rows.append([ink])
        else:
            row.append(ink)
    if loose:
        rows.sort(key=lambda row: row[0].base)
    result = []
    for row in rows:
        row.sort(key=lambda i: i.u0)
        result += [_line(part, wide_gap) for part in _parted(row, split_gap)]
    return result


def _on_line(ink: Ink, row: Sequence[Ink]) -> bool:
    """Whether a number small beside the page's largest writing merely stands in a line of its own size."""
    return abs(ink.base - row[0].base) <= 0.3 * max(ink.size, row[0].size)


def _attach(mark: Ink, rows: list[list[Ink]]) -> bool:
    """Put a small raised or lowered mark into the line of the word that it touches."""
    best: tuple[float, list[Ink]] | None = None
    for row in rows:
        for word in row:
            if word.size <= mark.size or not -0.3 * word.size < word.base - mark.base < 0.75 * word.size:
                continue
            off = min(abs(mark.u0 - word.u1), abs(word.u0 - mark.u1))
            if off < 0.5 * word.size and (best is None or off < best[0]):
                best = (off, row)
    if best is None:
        return False
    best[1].append(mark)
    return True


def _parted(row: list[Ink], split_gap: float | None) -> list[list[Ink]]:
    parts = [[row[0]]]
    for ink in row[1:]:
        if split_gap is not None and ink.u0 - parts[-1][-1].u1 > split_gap * ink.size:
            parts.append([])
        parts[-1].append(ink)
    return parts


def _line(row: list[Ink], wide_gap: str) -> TextLine:
    if len(row) == 1:
        (ink,) = row
        bold = ink.bold and any(c.isalnum() for c in ink.text)
        return TextLine(_soft(ink.text), ink.u0, ink.u1, ink.base, ink.size, bold, ink.spaced, (ink,))
    size = max(ink.size for ink in row)
    base = next(ink.base for ink in row if ink.size == size)
    text, end = "", row[0].u0
    for before, ink in zip([None, *row], row, strict=False):
        gap = ink.u0 - end
        if before is not None and gap > 3 * size:
            text += wide_gap
        elif before is not None and (before.spaced or gap > 0.18 * size):
            text += " "
        raised = ink.size < 0.8 * size and base - ink.base > 0.15 * size and _MARK.fullmatch(ink.text)
        text += ink.text.translate(_RAISED) if raised else ink.text
        end = max(end, ink.u1)
    letters = [ink for ink in row if any(c.isalnum() for c in ink.text)]
    bold = bool(letters) and all(ink.bold for ink in letters)
    return TextLine(_soft(text), row[0].u0, end, base, size, bold, row[-1].spaced, tuple(row))


def _soft(text: str) -> str:
    """Without the soft hyphens at which the line did not break."""
    return text[:-1].replace("\u00ad", "") + text[-1:] if "\u00ad" in text else text


@dataclass(frozen=True, slots=True)
class Room:
    """The space for a line of text (points along the writing), and the page's habits.

    ``spaced``: lines that wrap at a space end with it, where it has room.
    """

    lo: float
    hi: float
    habits: Habits = Habits()
    spaced: bool = False

    @property
    def width(self) -> float:
        """Of a full line."""
        return self.hi - self.lo


def joined(lines: Sequence[TextLine], room: Room) -> str:
    """The lines as one text: a wrapped line goes on after a space, a line that ends early is a line break."""
    text = lines[0].text if lines else ""
    for above, below in zip(lines, lines[1:], strict=False):
        text = _append(text, above, below, room, last=below is lines[-1])
    return text.replace("\u00ad", "")


def _append(text: str, above: TextLine, below: TextLine, room: Room, *, last: bool) -> str:
    if text.endswith("\u00ad"):
        return text[:-1] + below.text
    if len(text) > 1 and text[-1] in "-‐" and text[-2].isalpha() and below.text[:1].islower():
        kept = at_hyphen(text, below.text, room.habits)
        return text[:-1] + below.text if kept is False else text + ("\n" if kept is None and room.width else "") + below.text
    if _NAME_HALF.search(text) and below.text[:1].isupper():
        return text + below.text  # «Новгород-» | «Волинської»
    if text[-1:] in "-–" and text[-2:-1].isdigit() and below.text[:1].isdigit():
        return text + below.text
    line = text.rpartition("\n")[2]
    if _YEARS.match(line + below.text) and not _YEARS.match(line):
        return text + below.text
    if _YEAR.fullmatch(above.text + below.text) and is_full(above, below, room):
        return text + below.text
    if _CUT_NUMBER.fullmatch(above.text) and _LAST_DIGITS.fullmatch(below.text) and is_full(above, below, room):
        return text + below.text
    if (is_new_line(above.text, below.text) and not _THOUSANDS.match(below.text)) or not wraps(above, below, room):
        return text + "\n" + below.text
    if _is_numeric_end(text) and below.text[:1].isdigit():
        return text + (" " if _THOUSANDS.match(below.text) else "\n") + below.text
    return text + ("" if _word_cut(above, below, room, last=last) else " ") + below.text


def wraps(above: TextLine, below: TextLine, room: Room) -> bool:
    """Did ``above`` end because the first word of ``below`` had no room left?"""
    return room.width - (above.u1 - above.u0) < below.first_word + 0.45 * above.size


def _is_numeric_end(text: str) -> bool:
    return text[-1:].isdigit() or text[-1:] in ",." and text[-2:-1].isdigit()


def _word_cut(above: TextLine, below: TextLine, room: Room, *, last: bool) -> bool:
    """Was a word cut by force? Only where not one letter more had room, and no space is written there.

    Where the program writes spaces at wraps, one that is missing though it had room tells; else the words themselves do.
    """
    if above.spaced or not is_full(above, below, room):
        return False
    lone = " " not in above.text
    if room.spaced and lone and room.width - (above.u1 - above.u0) > _SPACE * above.size:
        return may_be_cut(above.text, below.text)
    return is_cut(above.text, below.text, room.habits, lone=lone, last=last)


def is_full(above: TextLine, below: TextLine, room: Room) -> bool:
    """Had not one letter more room in the line?"""
    letter = below.first_word / max(len(below.parts[0].text), 1)
    return room.width - (above.u1 - above.u0) <= max(1.3 * letter, 0.6 * above.size)
