"""Lines of a funding table become entries: sections, measures with their sub-rows and tails, subtotals and totals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.model import Cell, Paragraph
from normalize.columns import FIGURES, is_year_label, years_in
from normalize.header_blocks import is_figure
from normalize.header_votes import role_of
from normalize.headers import Header
from normalize.labels import Place, fund_of, is_breakdown, is_section_word, is_total, read_place, source_of, strip_breakdown, total_scope
from normalize.lexicon import Lexicon
from normalize.numbering import split_number, split_section
from normalize.records import Finding, Fund, RowKind, Source
from normalize.row_words import (
    CAPTION,
    NO_HEADING,
    all_texts,
    begins,
    depth,
    goes_on,
    joined,
    leaves_gap,
    may_head,
    merge,
    paragraphs_head,
    section_parts,
    sibling,
    split_total_place,
    wide,
)
from normalize.stitch import Line
from normalize.table_rows import line as one_line
from normalize.terms import read_term
from normalize.text import DASHES, clean, fold
from normalize.values import Kind, read_value

_ROMAN = re.compile(r"[IVXLІХ]{1,7}\.?")
_PREPOSITION = re.compile(
    r"(?:^|\s)(?:у|в|з|із|зі|на|за|до|від|для|про|при|по|та|і|й|або|щодо|через|під|над|між|без|які|що|не|їх|його|м|с|смт|ім|вул|№)\.?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Section:
    """A section's number and title; either may be missing."""

    number: str | None
    title: str | None


@dataclass
class SubLine:
    """One physical line of an entry and the year, source and fund that its labels name. ``tails`` are lines that go on with its texts."""

    line: Line
    place: Place = Place()
    role: str | None = None
    tails: list[Line] = field(default_factory=list)


@dataclass
class Entry:
    """A measure, subtotal or total with its lines. ``scope`` of a sum: programme, section, bare, named, parent; ``texts`` the raw pieces of its title."""

    kind: RowKind
    title: str
    number: str | None
    section: Section | None
    lines: list[SubLine]
    scope: str | None = None
    bulleted: bool = False
    described: bool = True
    heading: bool = False
    parent: int | None = None
    sums: tuple[int, ...] | None = None
    title_cells: list[tuple[Line, Cell]] = field(default_factory=list)


@dataclass
class _State:
    section: Section | None = None
    year: int | None = None
    entries: list[Entry] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    breakdown: bool = False


def read_rows(lines: Sequence[Line | Paragraph], header: Header, lexicon: Lexicon) -> tuple[list[Entry], list[Finding]]:
    """The entries of a funding table in reading order, and what was odd about its rows."""
    reader = _Reader(header, lexicon)
    reader.by_paragraph = paragraphs_head(lines)
    for at, item in enumerate(lines):
        if isinstance(item, Paragraph):
            reader.paragraph(item, lines[at + 1 :])
        else:
            reader.line(item, lines[at + 1 :])
    return reader.state.entries, reader.state.findings


class _Reader:
    """Reads one table line by line, holding the section and entry that the next line may belong to."""

    def __init__(self, header: Header, lexicon: Lexicon) -> None:
        self.header, self.lexicon = header, lexicon
        self.state = _State()
        self.figures = header.columns(*FIGURES)
        self.number = header.column("number")
        title = header.column("measure")
        self.title = title if title is not None else header.column("programme")
        self.section_column = header.column("section")
        self.labels = [c for c in range(len(header.meanings)) if c not in self.figures and header.meanings[c].field != "information"]
        self.by_paragraph = False
        self.role: str | None = None
        self.first = True
        self.captioned = False

    # what a line holds

    def figure_cells(self, line: Line) -> dict[int, Cell]:
        """The cells under figure columns that begin in this line and are not the tail of a label reaching in from the left."""
        out: dict[int, Cell] = {}
        for c in self.figures:
            cell = line.cells[c]
            if cell is None or cell.row != line.row.index or not one_line(cell.text):
                continue
            if self._starts_in_label(line, cell, c):
                continue
            out[c] = cell
        return out

    def _starts_in_label(self, line: Line, cell: Cell, column: int) -> bool:
        first = next((c for c in range(len(line.cells)) if line.cells[c] is cell), column)
        return first not in self.figures and first < column

    def label(self, line: Line) -> tuple[str, str, Cell | None]:
        """(number text, title text, title cell): a label in the number column of a total row is the title."""
        own = line.own(self.title)
        cell = line.cells[self.title] if self.title is not None else None
        number = line.own(self.number) if self.number is not None and line.cells[self.number] is not cell else ""
        if own:
            return number, own, cell
        for c in self.labels:
            text = line.own(c)
            if not text or (c == self.section_column and not is_total(text, self.lexicon)):
                continue
            if (
                re.search(r"[^\W\d_]{3,}", text)
                and (c == self.number or self._misplaced(c) or is_total(text, self.lexicon) or is_breakdown(text, self.lexicon))
                and not read_term(text)
            ):
                return ("" if c == self.number else number), text, line.cells[c]
        return number, "", None

    def _misplaced(self, column: int) -> bool:
        """A column left of the titles that holds no words itself: words in it are a title whose merged cell lost its span."""
        return self.title is not None and column < self.title and self.header.meanings[column].field == "ignore"

    def place(self, line: Line) -> tuple[Place, bool]:
        """Year, source and fund that the line's label columns name, and whether any column names them."""
        year: int | None = None
        whole = False
        source = fund = None
        for c in self.labels:
            meaning, text = self.header.meanings[c].field, line.own(c)
            if not text or not begins(line, c):
                continue
            if meaning == "source":
                source = source_of(text, self.lexicon)
                cell = line.cells[c]
                none = read_value(text).kind in (Kind.NONE_WORDS, Kind.NOTE) and len(text) > 20
                if source is None and cell is not None and not none and re.search(r"[^\W\d_]{3,}", text) and "\n" not in cell.text.strip():
                    source = Source.OTHER
                    self._tell("source_unknown", line, text)
                fund = fund or (fund_of(text, self.lexicon) if "фонд" in fold(text) else None)
            elif meaning == "fund":
                fund = fund_of(text, self.lexicon)
            elif meaning == "year":
                year, whole = self._year(text)
        place = Place(year, whole, source, fund)
        return place, bool(place)

    def _role(self, line: Line) -> str | None:
        """«план» or «факт» in a column of roles."""
        column = self.header.column("role")
        return role_of(line.text(column), self.lexicon) if column is not None else None

    def _year(self, text: str) -> tuple[int | None, bool]:
        years, span = years_in(text)
        if span or len(set(years)) > 1 or is_total(text, self.lexicon):
            return None, True
        return (years[0], False) if years else (None, False)

    # one line after the other

    def paragraph(self, paragraph: Paragraph, following: Sequence[Line | Paragraph]) -> None:
        """A paragraph between parts of the table may name the section that follows."""
        text = clean(paragraph.text).replace("\n", " ")
        captioned, self.captioned = self.captioned, bool(CAPTION.match(fold(text)))
        if paragraph.role != "body" or not self._is_next_line(following):
            return
        named = is_section_word(text, self.lexicon) or bool(_ROMAN.match(text) and split_section(text)[0])
        quoted = bool(re.fullmatch(r"[«“„\"].{4,140}[»”\"]", text)) and not NO_HEADING.match(fold(text))
        quoted = self.first and (quoted or (captioned and may_head(text)))
        if len(text) <= 200 and (named or quoted or (self.by_paragraph and may_head(text))):
            self.state.section = Section(*section_parts("", text))

    def _is_next_line(self, following: Sequence[Line | Paragraph]) -> bool:
        for item in following:
            if isinstance(item, Line):
                return True
            text = clean(item.text)
            if text and not re.fullmatch(r"\(?.{0,40}грн.{0,10}\)?|[-–—\s\d]+|(?:продовження|закінчення).{0,60}", text.casefold()):
                return False
        return False

    def line(self, line: Line, following: Sequence[Line | Paragraph]) -> None:
        """Take in one line: as a sub-row or tail of the entry before, a section, a sum, or a measure."""
        self.first = False
        number, title, cell = self.label(line)
        figures = self.figure_cells(line)
        place, placed = self.place(line)
        self.role = self._role(line)
        self._section_from_column(line)
        if title and not figures and is_year_label(title) and not years_in(title)[1]:
            self.state.year = years_in(title)[0][0]
            return
        if self.state.year is not None and place.year is None and not place.whole:
            over_years = bool(title) and is_total(title, self.lexicon) and total_scope(title, self.lexicon) == "programme"
            place = Place(None if over_years else self.state.year, over_years, place.source, place.fund)
        if title and is_breakdown(title, self.lexicon) and not figures:
            self.state.breakdown = True
            return
        if self._sub_row(line, number, title, figures, place, placed):
            return
        if not title:
            self._untitled(line, number, figures, place)
            return
        if is_total(title, self.lexicon) and not self._looks_like_measure(number, title):
            self._sum(line, title, cell, place, figures)
        elif not figures and self._tail(line, number, title, following):
            return
        elif not figures and self._is_section(line, number, title, following):
            self._open_section(number, title)
        else:
            self._measure(line, number, title, cell, place, figures)
        self.state.breakdown = False

    def _looks_like_measure(self, number: str, title: str) -> bool:
        return bool(number) and split_number(number)[0] is not None and total_scope(title, self.lexicon) == "named"

    def _section_from_column(self, line: Line) -> None:
        if self.section_column is None:
            return
        cell = line.cells[self.section_column]
        if cell is None or (self.title is not None and cell is line.cells[self.title]):
            return
        text = line.text(self.section_column)
        if text and cell.row == line.row.index and not is_total(text, self.lexicon):
            number = line.own(self.number) if self.number is not None and self.number < self.section_column else ""
            parts = section_parts(number if _ROMAN.fullmatch(number) else "", text)
            self.state.section = Section(*parts)

    # sub-rows and tails

    def _sub_row(self, line: Line, number: str, title: str, figures: dict[int, Cell], place: Place, placed: bool) -> bool:
        """A line that gives the entry before for one year, source or fund."""
        entries = self.state.entries
        if not entries:
            return False
        last = entries[-1]
        if title:
            named = read_place(title, self.lexicon)
            if named and not split_number(number)[0] and (figures or self.state.breakdown) and not self._bare_sum(title, last):
                last.lines.append(SubLine(line, merge(named, place), self.role))
                return True
            own_number, own_title = split_number(title)
            same = fold(own_title) == fold(last.title) and (split_number(number)[0] or own_number or last.number) == last.number
            if same and (placed or self.role) and last.kind is RowKind.MEASURE:
                last.lines.append(SubLine(line, place, self.role))
                return True
            return False
        if not figures:
            return False
        beside = None if placed else self._year_beside(line)
        if placed or beside is not None:
            if beside is not None:
                self._place_first(last, beside[1])
            last.lines.append(SubLine(line, beside[0] if beside is not None else place, self.role))
            return True
        if line.inherited(self.title) or self.role is not None:
            last.lines.append(SubLine(line, place, self.role))
            return True
        return False

    def _bare_sum(self, title: str, last: Entry) -> bool:
        """«Усього:» as a row label sums the table or a section, unless the entry before was given by sources and has no total yet."""
        if not is_total(title, self.lexicon):
            return False
        given = {sub.place.source for sub in last.lines} | {sub.place.fund for sub in last.lines}
        return len(last.lines) < 2 or given <= {None, Source.TOTAL, Fund.TOTAL} or Source.TOTAL in given

    def _year_beside(self, line: Line) -> tuple[Place, int] | None:
        """A bare year (or «всього») in a label column of a line without a title, and the column: years as sub-rows."""
        for c in self.labels:
            if c in (self.number, self.title):
                continue
            text = line.own(c)
            if not text or not begins(line, c):
                continue
            if is_year_label(text):
                years, span = years_in(text)
                return (Place(whole=True) if span else Place(year=years[0])), c
            if fold(text) in ("всього", "усього", "разом"):
                return Place(whole=True), c
        return None

    def _place_first(self, entry: Entry, column: int) -> None:
        """Once years turn out to be sub-rows, the entry's first line takes its year (or the whole period) from the same column."""
        first = entry.lines[0]
        text = first.line.own(column)
        if first.place.year is None and not first.place.whole and text:
            year, whole = self._year(text)
            first.place = Place(year, whole, first.place.source, first.place.fund)

    def _untitled(self, line: Line, number: str, figures: dict[int, Cell], place: Place) -> None:
        """A line without a title: the tail of the entry before, or something that must be told."""
        entries = self.state.entries
        texts = [line.own(c) for c in range(len(line.cells)) if line.own(c)]
        if not texts:
            return
        if not entries:
            if figures:
                self._measure(line, number, "", None, place, figures)
                self._tell("row_without_title", line, " | ".join(texts))
            elif number and split_section(number)[0]:
                self._open_section(number, "")
            return
        last = entries[-1].lines[-1]
        mine = self.figure_cells(last.line)
        if not figures or not mine:
            last.tails.append(line)
            if figures:
                self._tell("row_rejoined", line, " | ".join(texts))
            return
        self._measure(line, number, "", None, place, figures)
        self._tell("row_without_title", line, " | ".join(texts))

    def _tail(self, line: Line, number: str, title: str, following: Sequence[Line | Paragraph]) -> bool:
        """Whether the line goes on with the row before (cut by a page break); a tail whose head is not there is told and kept in the finding."""
        entries = self.state.entries
        if number and split_number(number)[0]:
            return False
        if split_number(title)[0] or is_section_word(title, self.lexicon):
            return False
        starts_low = bool(re.match(rf"[\s{DASHES}(]*[а-яіїєґa-z]", title)) and not re.match(rf"[{DASHES}•]\s", title)
        if not entries:
            if starts_low and self.state.section is None:
                self._tell("orphan_continuation", line, all_texts(line))
                return True
            return False
        last = entries[-1]
        previous = last.title
        open_end = (
            bool(_PREPOSITION.search(previous))
            or previous.endswith((",", "-", "(", "«", "–"))
            or previous.count("«") > previous.count("»")
            or previous.count("(") > previous.count(")")
        )
        if not starts_low and not (line.fresh and open_end) and not (open_end and not _any_label(line, self)):
            return False
        if self._can_go_on(last, line, title) and not self._head_is_missing(last, following):
            last.lines[-1].tails.append(line)
            last.title = joined(last.title, title)
            self._tell("row_rejoined", line, all_texts(line))
            return True
        if starts_low:
            self._tell("orphan_continuation", line, all_texts(line))
            return True
        return False

    def _head_is_missing(self, last: Entry, following: Sequence[Line | Paragraph]) -> bool:
        """Whether the numbers leave a gap right here: the tail is then of the row that the gap speaks of, not of the one before."""
        for item in following:
            if isinstance(item, Line):
                raw, title, _ = self.label(item)
                number = split_number(title)[0] or split_number(raw)[0]
                if number:
                    return leaves_gap(last.number, number)
                if title and self.figure_cells(item):
                    return False
        return False

    def _can_go_on(self, last: Entry, line: Line, title: str) -> bool:
        """Text, term and executor must all be able to go on: nothing said twice, no second complete term."""
        if last.kind is not RowKind.MEASURE and not last.heading:
            return False
        if not goes_on(last.title, title):
            return False
        head = last.lines[-1].line
        for c in self.header.columns("executor", "information"):
            own, before = line.own(c), head.text(c)
            if own and not goes_on(before, own):
                return False
            if (
                own
                and before
                and self.header.meanings[c].field == "executor"
                and re.match(r"[А-ЯІЇЄҐ]", own)
                and before.endswith((".", ";"))
            ):
                return False
        for c in self.header.columns("term", "term_start", "term_end"):
            own, before = line.own(c), head.text(c)
            if own and before and re.search(r"20\d\d", own) and read_term(before) and not before.rstrip().endswith(("-", "–", ",")):
                return False
        return True

    # sections, sums, measures

    def _is_section(self, line: Line, number: str, title: str, following: Sequence[Line | Paragraph]) -> bool:
        """A line with a title and no figures heads a section, unless it reads as a measure without amounts."""
        described = any(
            line.own(c)
            for c in self.header.columns("term", "term_start", "term_end", "executor")
            if line.cells[c] is not line.cells[self.title or 0]
        )
        told = any(
            line.own(c)
            for c in self.header.columns("information")
            if line.cells[c] is not (line.cells[self.title] if self.title is not None else None)
        )
        if described:
            return False
        if is_section_word(title, self.lexicon) or _ROMAN.fullmatch(number) or is_section_word(number, self.lexicon):
            return True
        if told and not wide(line, self.title):
            return False
        own_number = split_number(number)[0] or split_number(title)[0]
        if own_number is None:
            return bool(wide(line, self.title) or self._measure_follows(following))
        return self._heads(own_number, following)

    def _measure_follows(self, following: Sequence[Line | Paragraph]) -> bool:
        for item in following:
            if isinstance(item, Line):
                _, title, _ = self.label(item)
                if not title:
                    continue
                return not is_total(title, self.lexicon)
        return False

    def _heads(self, number: str, following: Sequence[Line | Paragraph]) -> bool:
        """Whether a numbered title without amounts heads what follows: the next number is below it, or the next rows have none."""
        previous = next((e.number for e in reversed(self.state.entries) if e.number), None)
        for item in following:
            if not isinstance(item, Line):
                continue
            raw, title, _ = self.label(item)
            if not title:
                continue
            following_number = split_number(title)[0] or split_number(raw)[0]
            if following_number is None:
                return not is_total(title, self.lexicon) and bool(self.figure_cells(item)) and sibling(previous, number) is False
            if following_number.startswith(number + "."):
                return True
            return depth(following_number) != depth(number) or following_number in ("1", number)
        return False

    def _open_section(self, number: str, title: str) -> None:
        self.state.section = Section(*section_parts(number, title))
        self.state.breakdown = False

    def _sum(self, line: Line, title: str, cell: Cell | None, place: Place, figures: dict[int, Cell]) -> None:
        rest, _ = split_total_place(title, self.lexicon)
        entry = Entry(
            RowKind.TOTAL,
            title,
            None,
            self.state.section,
            [SubLine(line, merge(rest, place), self.role)],
            scope=total_scope(title, self.lexicon),
        )
        if cell is not None:
            entry.title_cells.append((line, cell))
        self.state.entries.append(entry)

    def _measure(self, line: Line, number: str, title: str, cell: Cell | None, place: Place, figures: dict[int, Cell]) -> None:
        own_number, own_title = split_number(title)
        column_number = split_number(number)[0] if number else None
        heading = bool(figures) and (
            is_section_word(title, self.lexicon) or bool(_ROMAN.fullmatch(number)) or is_section_word(number, self.lexicon)
        )
        if heading:
            section_number, section_title = section_parts(number, title)
            self.state.section = Section(section_number, section_title)
            own_number, own_title = section_number, section_title or title
        bulleted = bool(re.match(rf"\s*[{DASHES}•·*]\s*\S", title)) or self.state.breakdown
        entry = Entry(
            RowKind.MEASURE,
            re.sub(rf"^\s*[{DASHES}•·]\s+", "", own_title).strip(),
            own_number or column_number,
            self.state.section,
            [SubLine(line, place, self.role)],
            bulleted=bulleted,
            described=self._described(line, cell),
            heading=heading,
        )
        if cell is not None:
            entry.title_cells.append((line, cell))
        self.state.entries.append(entry)

    def _described(self, line: Line, title: Cell | None) -> bool:
        """Whether the row has a term or executor of its own (always, where the table has no such columns)."""
        columns = self.header.columns("term", "term_start", "term_end", "executor")
        return not columns or any(line.text(c) and line.cells[c] is not title for c in columns)

    def _tell(self, rule: str, line: Line, text: str) -> None:
        row = line.row
        self.state.findings.append(
            Finding(rule, {"text": text[:400]}, table_number=row.table, row_number=row.number, page=row.page, found=text[:400])
        )


def _any_label(line: Line, reader: _Reader) -> bool:
    return any(line.own(c) for c in reader.labels if c != reader.title)


__all__ = ["Entry", "Section", "SubLine", "is_figure", "read_rows", "strip_breakdown"]
