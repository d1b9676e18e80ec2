"""Which rows and paragraphs head a section, and what its number and title are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.model import Paragraph
from normalize.entries import Entry
from normalize.labels import is_section_word, is_total
from normalize.lexicon import Lexicon
from normalize.line_labels import LineLabels
from normalize.logical_tables import Line
from normalize.numbering import split_number, split_section
from normalize.text import DASHES, clean
from normalize.year_parts_named import part_named
from normalize.years import is_year_label

_ROMAN = re.compile(r"[IVXLІХ]{1,7}\.?")
_QUOTED = re.compile(r"[«“„\"].{4,140}[»”\"]")
_BETWEEN = re.compile(r"\(?.{0,40}грн.{0,10}\)?|[-–—\s\d]+|(?:продовження|закінчення).{0,60}")


def is_bulleted(text: str) -> bool:
    """Whether a text is an item of a list: «- послуги сторонніх організацій»."""
    return bool(re.match(rf"\s*[{DASHES}•·*]\s+\S", text))


def is_roman(text: str) -> bool:
    """Whether a number cell holds a Roman numeral, in either alphabet."""
    return bool(_ROMAN.fullmatch(text))


def is_caption(text: str, lexicon: Lexicon) -> bool:
    """Whether a paragraph announces a table («Стан виконання заходів програми»): the line below it may be a section's title."""
    return lexicon.opens("paragraphs", "caption", text)


def may_head(text: str, lexicon: Lexicon) -> bool:
    """Whether a short paragraph right above a part of a table can be its section's title."""
    return bool(
        3 < len(text) <= 160
        and re.search(r"[^\W\d_]{3,}", text)
        and not text.endswith((".", ":", ";", ","))
        and not _says_else(text, lexicon)
    )


def _says_else(text: str, lexicon: Lexicon) -> bool:
    """Whether a paragraph speaks of the table, the document or its units, and so titles no section."""
    return lexicon.starts("paragraphs", "about", text) or lexicon.says("paragraphs", "mentions", text)


def names_section(text: str, lexicon: Lexicon, *, first: bool, captioned: bool, by_paragraph: bool) -> bool:
    """Whether a paragraph above a part of a table names its section.

    ``first``: no line of the table came before; ``captioned``: the paragraph before announced the table; ``by_paragraph``: the table's parts
    stand under headings of their own.
    """
    if len(text) > 200 or part_named(text, lexicon):
        return False
    number, title = split_section(text) if _ROMAN.match(text) else (None, text)
    if lexicon.is_only("paragraphs", "tables", title):
        return False  # «ІІ. Виконання заходів» names the table, not a part of it
    if is_section_word(text, lexicon) or number:
        return True
    if first and ((_QUOTED.fullmatch(text) and not _says_else(text, lexicon)) or (captioned and may_head(text, lexicon))):
        return True
    return by_paragraph and may_head(text, lexicon)


def heading_ends(lines: Sequence[str]) -> list[str]:
    """What of a paragraph may be the heading of the table right below it: all of it, or its last three, two or one lines (in text files)."""
    starts = dict.fromkeys((0, *(len(lines) - n for n in (3, 2, 1) if n < len(lines))))
    return [" ".join(lines[start:]) for start in starts]


def paragraphs_head(lines: Sequence[Line | Paragraph], lexicon: Lexicon) -> bool:
    """Whether parts of one table stand under headings of their own: a part after the first that has one says so."""
    started = False
    for i, item in enumerate(lines):
        if isinstance(item, Line):
            started = True
        elif started and may_head(clean(item.text).replace("\n", " "), lexicon) and any(isinstance(x, Line) for x in lines[i + 1 : i + 3]):
            return True
    return False


def line_is_next(following: Sequence[Line | Paragraph]) -> bool:
    """Whether the table goes on after this, with nothing between but a unit, a page number or «продовження»."""
    for item in following:
        if isinstance(item, Line):
            return True
        text = clean(item.text)
        if text and not _BETWEEN.fullmatch(text.casefold()):
            return False
    return False


def section_parts(number: str, title: str) -> tuple[str | None, str | None]:
    """Number and title of a section from a number cell and a title cell; either may hold both."""
    from_title, rest = split_section(title) if title else (None, "")
    if number:
        from_number, number_rest = split_section(number)
        plain = split_number(number)[0]
        if from_number or plain:
            return from_number or plain, (rest or title or number_rest) or None
        if number_rest and not title:
            return split_section(number)
        if not title:
            return None, number
        return from_title, f"{number} {rest or title}" if from_title is None else rest or title
    if from_title is None:
        plain, plain_rest = split_number(title)
        return (plain, plain_rest) if plain and plain_rest else (None, title)
    return from_title, rest or None


def heads_section(
    labels: LineLabels, entries: Sequence[Entry], line: Line, number: str, title: str, following: Sequence[Line | Paragraph]
) -> bool:
    """A line with a title and no figures heads a section, unless it reads as a measure without amounts."""
    if _has_own(labels, line, "term", "term_start", "term_end", "executor") or is_bulleted(title):
        return False
    if is_section_word(title, labels.lexicon) or is_roman(number) or is_section_word(number, labels.lexicon):
        return True
    if _has_own(labels, line, "information", "source") and not _wide(labels, line):
        return False
    own_number = split_number(number)[0] or split_number(title)[0]
    if _whole(labels, line):
        return True
    if own_number is not None and _years_follow(labels, following):
        return False
    if own_number is None:
        return _wide(labels, line) or _measure_follows(labels, following)
    return _numbered_heads(labels, entries, own_number, following)


def _has_own(labels: LineLabels, line: Line, *fields: str) -> bool:
    told = labels.label(line)[2]
    return any(
        line.own(c) and line.cells[c] is not labels.title_cell(line) and line.cells[c] is not told for c in labels.header.columns(*fields)
    )


def _wide(labels: LineLabels, line: Line) -> bool:
    """Whether the title's cell reaches over most of the row."""
    cell = labels.title_cell(line)
    return cell is not None and cell.column_span * 2 > len(line.cells)


def _whole(labels: LineLabels, line: Line) -> bool:
    """Whether the title's cell is the whole row, its number included, or stands alone in the number's column: no measure is laid out so."""
    cell = labels.label(line)[2]
    if cell is None or labels.is_over_all(line, cell):
        return cell is not None
    number = labels.number is not None and line.cells[labels.number] is cell
    return (
        number and cell is not labels.title_cell(line) and not any(line.own(c) for c, other in enumerate(line.cells) if other is not cell)
    )


def _years_follow(labels: LineLabels, following: Sequence[Line | Paragraph]) -> bool:
    """Whether the row below gives amounts for a year that it names in the titles' column, and for nothing else: the title above is its measure's."""
    below = next((item for item in following if isinstance(item, Line)), None)
    if below is None:
        return False
    number, title, _ = labels.label(below)
    return not number and is_year_label(title) and bool(labels.figure_cells(below))


def _measure_follows(labels: LineLabels, following: Sequence[Line | Paragraph]) -> bool:
    for item in following:
        if isinstance(item, Line):
            _, title, _ = labels.label(item)
            if title:
                return not is_total(title, labels.lexicon)
    return False


def _numbered_heads(labels: LineLabels, entries: Sequence[Entry], number: str, following: Sequence[Line | Paragraph]) -> bool:
    """Whether a numbered title without amounts heads what follows: the next number is below it, or the next rows have none."""
    previous = next((e.number for e in reversed(entries) if e.number), None)
    for item in following:
        if not isinstance(item, Line):
            continue
        raw, title, _ = labels.label(item)
        if not title:
            continue
        following_number = split_number(title)[0] or split_number(raw)[0]
        if following_number is None:
            sibling = previous is not None and _depth(previous) == _depth(number)
            return not is_total(title, labels.lexicon) and bool(labels.figure_cells(item)) and not sibling
        if following_number.startswith(number + "."):
            return True
        return _depth(following_number) != _depth(number) or following_number in ("1", number)
    return False


def _depth(number: str) -> int:
    return number.count(".")
