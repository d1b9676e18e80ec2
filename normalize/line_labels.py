"""What the label columns of one line say: its number and title, the year, source and fund it is for, and which figures are its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from ingest.model import Cell
from normalize.header_votes import NUMBERS_SECTIONS
from normalize.headers import Header
from normalize.labels import Place, fund_of, is_breakdown, is_section_word, is_total, says_all, source_of
from normalize.lexicon import Lexicon
from normalize.line_roles import of_label
from normalize.logical_tables import Line
from normalize.meanings import FIGURES
from normalize.ordinals import roman_to_int
from normalize.records import Source
from normalize.row_roles import UNKNOWN, role_of
from normalize.table_rows import line as one_line
from normalize.terms import read_term
from normalize.text import fold
from normalize.values import Kind, is_dash, read_value
from normalize.year_parts_named import part_named, quarter_numeral
from normalize.years import is_year_label, years_in

# 1.1 typed into a spreadsheet is a number and shows as 1,1
_DECIMAL_NUMBER = re.compile(r"^(\d{1,2}),(\d{1,2})$")
# 1 in a spreadsheet's cell of two decimals shows as 1,00
_PADDED_NUMBER = re.compile(r"^(\d{1,3})[.,]0{1,2}$")
_PLACES = ("year", "source", "fund")
_WORD = re.compile(r"[^\W\d_]{3,}")
_INITIALS = re.compile(r"[А-ЯІЇЄҐ]{2,3}")  # «ІД» beside «ДБ», «МБ»
_ROMAN = re.compile(r"[IVXІХ]{1,5}\.?")
# What a scan shows less surely than this and without a word so long, or not at all surely, may be a stamp's letters.
_POOR, _UNREAD, _LONG_WORD = 0.5, 0.15, re.compile(r"[^\W\d_]{4,}")


class LineLabels:
    """Reads the labels of a table's lines, one line at a time; holds nothing but the header and the lexicon."""

    def __init__(self, header: Header, lexicon: Lexicon) -> None:
        self.header, self.lexicon = header, lexicon
        self.figures = header.columns(*FIGURES)
        self.number = header.column("number")
        title = header.column("measure")
        self.title = title if title is not None else header.column("programme")
        self.section = header.column("section")
        self.section_number = next((c for c, m in enumerate(header.meanings) if m.how == NUMBERS_SECTIONS), None)
        self.breaks_numbers = False
        """Whether the column of numbers is too narrow for two digits: «1⏎0» is 10."""
        self.numbers_sections = False
        """Whether the numbers are those of the tasks in the section's column, not of the measures beside them."""
        self.cut_off: set[int] = set()
        """The lines (by ``id``) that end a measure's years on a new page, where its merged title is not seen."""
        self._nested: set[int] = set()
        self._last: dict[int, str] = {}
        self._over: dict[int, str] = {}

    @cached_property
    def columns(self) -> list[int]:
        """The columns that may hold labels: neither figures nor the information on how it went."""
        return [c for c in range(len(self.header.meanings)) if c not in self.figures and self.header.meanings[c].field != "information"]

    def title_cell(self, line: Line) -> Cell | None:
        """The cell under the column of titles."""
        return line.cells[self.title] if self.title is not None else None

    def shares_number(self, line: Line) -> bool:
        """Whether the number's cell is merged down along with the section's, over several measures."""
        if self.number is None or self.section is None:
            return False
        number, section, title = line.cells[self.number], line.cells[self.section], self.title_cell(line)
        if number is None or section is None or title is None or number is section:
            return False
        return number.row_span > 1 and (number.row, number.row_span) == (section.row, section.row_span) and title.row_span < number.row_span

    def figure_cells(self, line: Line) -> dict[int, Cell]:
        """The cells under figure columns that begin in this line and are not the tail of a label reaching in from the left."""
        out: dict[int, Cell] = {}
        for c in self.figures:
            cell = line.cells[c]
            if cell is None or cell is _section_cell(line, self.number):
                continue
            if cell.row == line.row.index and one_line(cell.text) and not self._starts_in_label(line, cell, c):
                out[c] = cell
        return out

    def _starts_in_label(self, line: Line, cell: Cell, column: int) -> bool:
        first = next((c for c in range(len(line.cells)) if line.cells[c] is cell), column)
        return first not in self.figures and first < column

    def label(self, line: Line) -> tuple[str, str, Cell | None]:
        """(number text, title text, title cell): a label in the number column of a total row is the title."""
        own = line.own(self.title)
        cell = self.title_cell(line)
        number = line.own(self.number) if self.number is not None and line.cells[self.number] is not cell else ""
        number = "" if self.numbers_sections else _unbroken(line, self.number, number, whole=self.breaks_numbers)
        number = _DECIMAL_NUMBER.sub(r"\1.\2", _PADDED_NUMBER.sub(r"\1", number)) if re.search(r"\w", number) else ""
        if re.search(r"\w", own):
            return number, own, cell
        if (section := _section_cell(line, self.number)) is not None:
            return number, one_line(section.text), section
        for c in self.columns:
            text = line.own(c)
            if not text or (c == self.section and not is_total(text, self.lexicon)):
                continue
            if self._among_places(line, c):
                continue  # «Всього» among the years of a merged measure is its whole period, beside a source it is all years of that source
            may_be_title = c == self.number or self._misplaced(c) or is_total(text, self.lexicon) or is_breakdown(text, self.lexicon)
            may_be_title |= is_section_word(text, self.lexicon) and _is_alone(line, c)
            if may_be_title and _WORD.search(text) and not read_term(text):
                return ("" if c == self.number else number), text, line.cells[c]
        return number, "", None

    def _misplaced(self, column: int) -> bool:
        """A column left of the titles that holds no words itself: words in it are a title whose merged cell lost its span."""
        return self.title is not None and column < self.title and self.header.meanings[column].field == "ignore"

    def place(self, line: Line, *, total: bool = False) -> tuple[Place, bool, str | None]:
        """Year, source and fund that the line's label columns name; whether any column names them; the words of a source nobody knows.

        In a ``total`` of a scan what was read poorly and holds no word is a stamp's rest, and no source.
        """
        year: int | None = None
        whole = False
        source = fund = part = None
        unknown: str | None = None
        if line.own(self.title) and not line.fresh:
            self._last.clear()
        for c in self.columns:
            meaning = self.header.meanings[c].field
            text = line.own(c) or (self._from_above(line, c) if meaning in _PLACES else "")
            if not text or not begins(line, c):
                continue
            if meaning in _PLACES:
                self._last[c] = text
            if meaning == "source" and total and text == line.own(self.title):
                continue  # «Всього по Програмі» over both columns, its merged cell written out
            if meaning == "source":
                source = source_of(text, self.lexicon)
                if source is None and self._names_something(line.cells[c], text) and not (total and _is_stain(line.cells[c], text)):
                    source, unknown = Source.OTHER, text
                fund = fund or (fund_of(text, self.lexicon) if "фонд" in fold(text) else None)
            elif meaning == "fund":
                several = len(re.findall(r"фонд|\b[зс]/?ф\b", fold(text))) > 1  # each of the sums stacked beside it has its own
                fund = None if several else fund_of(text, self.lexicon)
            elif meaning == "year":
                year, whole = self.year(text)
                part = part_named(text, self.lexicon) or quarter_numeral(text, " ".join(self.header.paths[c]))
        place = Place(year, whole, source, fund, part)
        role = self.header.column("role")
        if role is not None:
            place = of_label(place, line.text(role), self.lexicon)
        return place, bool(place), unknown

    def _from_above(self, line: Line, column: int) -> str:
        """The year, source or fund whose merged cell goes down beside this line: of each of its sub-rows, or of all measures beside it.

        Below a page break the cell stands empty, and what it said above the break holds on.
        """
        beside = any(line.own(c) for c in self.header.columns(*_PLACES, "role") if c != column)
        text = line.text(column) if line.inherited(column) else ""
        if text and beside:
            self._nested.add(column)
            return text
        left = self.title is not None and column < self.title  # «2024» in the first column, merged down beside the year's measures
        if left and text and line.own(self.title):
            self._over[column] = text
        if left and not text and line.own(self.number) and line.own(self.title):
            return self._over.get(column, "")
        if text and line.own(self.title) and (left or self.header.meanings[column].field != "year"):
            return text
        cut = column in self._nested and beside and not line.own(self.number)
        return self._last.get(column, "") if not text and (cut or self._left_blank(line, column)) else ""

    def _left_blank(self, line: Line, column: int) -> bool:
        """Whether a sub-row leaves blank what the one above says of its block: «2023 | загальний фонд», «| спеціальний фонд» where nothing is merged."""
        inner = any(line.own(c) for c in self.header.columns(*_PLACES) if c > column)
        return inner and not line.own(self.title) and not line.own(self.number)

    def _among_places(self, line: Line, column: int) -> bool:
        """Whether a cell gives a sub-row's year, source or fund: its measure's title goes down beside it, or another such cell stands there."""
        field, places = self.header.meanings[column].field, self.header.columns(*_PLACES, "role")
        beside = field in _PLACES and len(places) > 1 and any(line.text(c) for c in places if c != column)
        beside |= (
            field in _PLACES
            and says_all(line.own(column), self.lexicon)
            and any(c < column and self._last.get(c) for c in places)
            and self._left_blank(line, column - 1)
        )
        merged = field in _PLACES and line.inherited(self.title)  # «Усього» among the sources of a measure that goes down beside them
        return beside or merged or (field == "year" and id(line) in self.cut_off)

    @staticmethod
    def _names_something(cell: Cell | None, text: str) -> bool:
        """Whether a cell of the source column names one source, though an unknown one: no «не потребує коштів», no list of several."""
        kind = read_value(text).kind
        none = kind is Kind.NONE_WORDS or (kind is Kind.NOTE and len(text) > 20)
        named = bool(_WORD.search(text)) or _INITIALS.fullmatch(text) is not None
        return cell is not None and not none and named and "\n" not in cell.text.strip()

    def role(self, line: Line) -> str | None:
        """What the label in a column of roles says: «план», «факт», «%»; None where it is blank."""
        column = self.header.column("role")
        text = line.text(column) if column is not None else ""
        return (role_of(text, self.lexicon) or UNKNOWN) if text and not is_dash(text) else None

    def year(self, text: str) -> tuple[int | None, bool]:
        """The one year that a label names, or (None, True) where it names the whole period."""
        years, span = years_in(text)
        if span or len(set(years)) > 1 or is_total(text, self.lexicon) or (not years and says_all(text, self.lexicon)):
            return None, True
        return (years[0], False) if years else (None, False)

    def year_beside(self, line: Line) -> tuple[Place, int] | None:
        """A bare year (or «всього») in a label column of a line without a title, and the column: years as sub-rows."""
        for c in self.columns:
            if c in (self.number, self.title):
                continue
            text = line.own(c)
            if not text or not begins(line, c):
                continue
            if is_year_label(text):
                years, span = years_in(text)
                return (Place(whole=True) if span else Place(year=years[0])), c
            if says_all(text, self.lexicon):
                return Place(whole=True), c
        return None

    def described(self, line: Line, title: Cell | None) -> bool:
        """Whether the row has a term or executor of its own (always, where the table has no such columns)."""
        columns = self.header.columns("term", "term_start", "term_end", "executor")
        return not columns or any(line.text(c) and line.cells[c] is not title for c in columns)

    def goes_on_beside(self, line: Line) -> bool:
        """Whether a text beside the title begins in lower case or with a stop, and no figure stands in the line: the rest of a row's texts."""
        texts = [line.own(c) for c in self.header.columns("information", "executor", "term") if line.cells[c] is not self.title_cell(line)]
        return any(re.match(r"[а-яіїєґ]{2}|[.,;)]\s", text) for text in texts) and not self.figure_cells(line)

    def is_over_all(self, line: Line, cell: Cell) -> bool:
        """Whether a cell covers every column that has a head; a sheet may have blank ones beside the table."""
        return all(other is cell for c, other in enumerate(line.cells) if c >= len(self.header.paths) or self.header.paths[c])

    def only_title(self, line: Line) -> bool:
        """Whether no label but the title stands in the line."""
        return not any(line.own(c) for c in self.columns if c != self.title)


def cut_off_years(lines: Sequence[Line], header: Header, lexicon: Lexicon) -> set[int]:
    """The lines (by ``id``) that give the whole of a measure's years at the top of a page: «Всього» alone below «2023 рік», «2024 рік»."""
    title, years = header.column("measure"), header.columns("year")
    if title is None or not any(line.inherited(title) and line.own(c) for line in lines for c in years):
        return set()
    alone = {*years, *header.columns(*FIGURES)}
    return {
        id(line)
        for above, line in zip(lines, lines[1:], strict=False)
        for c in years
        if line.fresh
        and is_total(line.own(c), lexicon)
        and is_year_label(above.own(c))
        and not any(line.own(other) for other in range(len(line.cells)) if other not in alone)
    }


def breaks_numbers(lines: Sequence[Line], column: int | None) -> bool:
    """Whether the numbers of a table go on only where broken ones are joined: 8, 9, «1⏎0», «1⏎1»."""
    cells = [cell for line in lines if column is not None and line.own(column) and (cell := line.cells[column]) is not None]
    joined = ["".join(cell.text.split()).rstrip(".)") for cell in cells]
    broken = [i for i, cell in enumerate(cells) if i and len(cell.text.split()) > 1 and joined[i].isdecimal()]
    going_on = [i for i in broken if joined[i - 1].isdecimal() and int(joined[i]) == int(joined[i - 1]) + 1]
    return len(going_on) * 4 > len(broken) * 3


def _unbroken(line: Line, column: int | None, number: str, *, whole: bool) -> str:
    """A number with levels that a narrow column broke in two: «2.1⏎0.» is 2.10, «I⏎I» is II; two whole numbers in one cell stay two unless ``whole``."""
    cell = line.cells[column] if column is not None and number else None
    if cell is None or "\n" not in cell.text.strip():
        return number
    pieces = cell.text.split()
    joined = "".join(pieces)
    if (whole and joined.rstrip(".)").isdecimal()) or roman_to_int(joined.rstrip(".)")):
        return joined
    return joined if _LEVELLED.fullmatch(joined) and not all(_LEVELLED.fullmatch(piece) for piece in pieces) else number


_LEVELLED = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}[.)]?")


def _is_alone(line: Line, column: int) -> bool:
    """Whether a cell is the only one of its line that holds a text."""
    return not any(line.own(c) for c in range(len(line.cells)) if line.cells[c] is not line.cells[column])


def begins(line: Line, column: int) -> bool:
    """Whether the cell under a column begins there, and is no label that reaches in from the left."""
    return column == 0 or line.cells[column - 1] is not line.cells[column]


def all_texts(line: Line) -> str:
    """The whole row as one text, for a finding."""
    return " | ".join(line.row.text(c) for c, _ in line.row.filled())


def _is_stain(cell: Cell | None, text: str) -> bool:
    sure = 1.0 if cell is None or cell.confidence is None else cell.confidence
    return sure < _UNREAD or (sure < _POOR and not _LONG_WORD.search(text))


def _section_cell(line: Line, number: int | None) -> Cell | None:
    """The one text, over several columns, beside a Roman number: a section's row whose merged cell a border seems to run through."""
    if number is None or not _ROMAN.fullmatch(line.own(number)):
        return None
    cells = {id(cell): cell for c, cell in enumerate(line.cells) if cell is not None and c != number and line.own(c)}
    found = next(iter(cells.values()), None)
    return found if found is not None and len(cells) == 1 and found.column_span >= 3 and _WORD.search(found.text) else None
