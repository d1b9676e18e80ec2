"""The lines of a text file with their pages, and what the readers of its tables share."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.model import Cell, Paragraph, Table

_BREAKS = re.compile(r"\r\n|\r|\n|\x85|\u2028|\u2029|\v")
_AMOUNT = re.compile(
    r"[-+−–—]?\s?\d[\d\s\u00a0]*(?:[.,]\d+)?\s*%?|[-−–—]+|[хХxX]|не (?:передбачено|потребує.*|виділялис\w)|без фінансування|н/д"
)
_UNIT = re.compile(r"\s*(?:тис|млн|млрд)?\.?\s*(?:грн|гривень|гривні|грн\. коп)\.?$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LABEL = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*|[IVXLІХ]{1,6})[.)]?")
_LABEL_PREFIX = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*[.)]|\d{1,3}(?:\.\d{1,3})+|[IVXLІХ]{1,6}\.)\s*\S")
_HEADINGS = re.compile(r"(?:Розділ|РОЗДІЛ|Підрозділ|Завдання \d|Підціль|Ціль|Напрям|Всього|ВСЬОГО|Усього|УСЬОГО|Разом|РАЗОМ)\b|Пріоритетн")
_BREAKDOWN = re.compile(r"(?:[ув] т\. ?ч\.|[ув] тому числі|з них)(?: за роками| по роках)?:?", re.IGNORECASE)
_INDICATOR_GROUP = re.compile(r"(?:показник\w* )?(?:затрат\w*|продукту?|ефективн\w+|якості|якість)[.:]?", re.IGNORECASE)
_STARTS_OF_ITS_OWN = re.compile(r"(?:[ув] т\.?\s?ч|[ув] тому числі|з них|всього|усього|разом)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its end. ``page`` counts from 1, None in a file without form feeds."""

    text: str
    page: int | None = None

    @property
    def blank(self) -> bool:
        """Whether nothing is visible on it; a line of tabs alone is a row of empty cells, not blank."""
        return not self.text.strip() and "\t" not in self.text


def split_lines(text: str) -> tuple[list[Line], int | None]:
    """The lines, and how many pages the form feeds make (None without any). A form feed also ends a line."""
    sheets = text.rstrip("\f \r\n").split("\f")
    if len(sheets) == 1:
        return [Line(line) for line in _BREAKS.split(sheets[0])], None
    lines = [Line(line, number) for number, sheet in enumerate(sheets, 1) for line in _BREAKS.split(sheet)]
    return lines, len(sheets)


def columns_of(text: str) -> list[str]:
    """The line as one string per screen column: tabs expanded, an accent kept with its letter, format characters dropped."""
    text = text.expandtabs(8)
    if text.isascii():
        return list(text)
    out: list[str] = []
    for char in unicodedata.normalize("NFC", text):
        if unicodedata.combining(char) and out:
            out[-1] += char
        elif char not in "\u200b\u200c\u200d\u2060\ufeff\u00ad":
            out.append(char)
    return out


def is_amount(text: str) -> bool:
    """Whether a cell's text is a number (its unit may follow), a percent, a dash, the cross for "not applicable" or words for none; a bare year is no amount."""
    return bool(_AMOUNT.fullmatch(_UNIT.sub("", text))) and not is_year(text)


def is_year(text: str) -> bool:
    """Whether the text is a bare year."""
    return bool(_YEAR.fullmatch(text))


def is_label(text: str) -> bool:
    """Whether the text is a row's number: ``1``, ``2.10.``, ``IV``."""
    return bool(_LABEL.fullmatch(text)) and not is_year(text)


def starts_with_label(text: str) -> bool:
    """Whether the text is, or begins with, a row's number."""
    return is_label(text) or bool(_LABEL_PREFIX.match(text))


def opens_a_row(text: str) -> bool:
    """Whether a text reads as the beginning of something: a capital, a digit, a quote, or the words of totals and breakdowns."""
    return bool(text) and (not text[0].islower() or bool(_STARTS_OF_ITS_OWN.match(text)))


def is_heading(text: str) -> bool:
    """Whether a text opens with the words of a section or a total, which no wrapped title goes on with."""
    return bool(_HEADINGS.match(text) or _INDICATOR_GROUP.fullmatch(text) or _BREAKDOWN.fullmatch(text))


def joined(lines: Iterable[str]) -> str:
    """The lines of one cell, blank ones left out."""
    return "\n".join(line for line in (line.strip() for line in lines) if line)


def plain_table(rows: list[list[str]], page: int | None, *, ruled: bool, repaired: frozenset[tuple[int, int]] = frozenset()) -> Table:
    """A table of rows of equal length without merged cells."""
    cells = tuple(Cell(text, y, x, page=page) for y, row in enumerate(rows) for x, text in enumerate(row))
    return Table(len(rows), len(rows[0]), cells, page=page, ruled=ruled, repaired=repaired)


def paragraph(lines: list[Line]) -> Paragraph:
    """Lines without a blank one between them as one paragraph; ``**`` around the whole or around a line means bold."""
    text = joined(line.text for line in lines)
    stars = text.startswith("**") and text.endswith("**") and len(text) > 4 and text.count("**") % 2 == 0
    plain = "\n".join(_without_stars(line) for line in text.removeprefix("**").removesuffix("**").split("\n")) if stars else text
    return Paragraph(plain if stars else "\n".join(_without_stars(line) for line in text.split("\n")), page=lines[0].page, bold=stars)


def _without_stars(line: str) -> str:
    """A footnote's stars stand at one end only and stay."""
    return line[2:-2].strip() if len(line) > 4 and line.startswith("**") and line.endswith("**") else line
