"""Lines of a funding table become entries: each line is a sub-row or tail of the entry before, a section, a sum, or a measure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest.model import Cell, Paragraph
from normalize.columns import is_year_label, years_in
from normalize.entries import Entry, Section, SubLine
from normalize.headers import Header
from normalize.labels import Place, is_breakdown, is_section_word, is_total, merge, read_place, split_total_place, total_scope
from normalize.lexicon import Lexicon
from normalize.line_labels import LineLabels, all_texts, breaks_numbers
from normalize.logical_tables import Line
from normalize.numbering import split_number, split_section
from normalize.records import Finding, Fund, RowKind, Source
from normalize.row_tails import can_go_on, head_is_missing, is_open, joined, starts_low
from normalize.section_rows import (
    heading_ends,
    heads_section,
    is_bulleted,
    is_caption,
    is_roman,
    line_is_next,
    names_section,
    paragraphs_head,
    section_parts,
)
from normalize.text import DASHES, clean, fold


@dataclass(frozen=True, slots=True)
class _Seen:
    """One line as its labels read it."""

    line: Line
    number: str
    title: str
    cell: Cell | None
    figures: bool
    place: Place
    placed: bool
    role: str | None

    def sub_line(self, place: Place | None = None) -> SubLine:
        return SubLine(self.line, self.place if place is None else place, self.role)


@dataclass
class _State:
    """What the lines so far have left open: the section, the year of a group of rows, a breakdown that was announced."""

    section: Section | None = None
    year: int | None = None
    over: Place = Place()
    blocks: set[Place] = field(default_factory=set)
    breakdown: bool = False
    first: bool = True
    captioned: bool = False
    entries: list[Entry] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def read_rows(
    lines: Sequence[Line | Paragraph], header: Header, lexicon: Lexicon, *, headed: bool = False
) -> tuple[list[Entry], list[Finding]]:
    """The entries of a funding table in reading order, and what was odd about its rows. ``headed``: the first line is the programme's own row."""
    reader = _Reader(header, lexicon, by_paragraph=paragraphs_head(lines, lexicon))
    reader.labels.breaks_numbers = breaks_numbers([line for line in lines if isinstance(line, Line)], reader.labels.number)
    reader.labels.numbers_sections = any(reader.labels.shares_number(line) for line in lines if isinstance(line, Line))
    for at, item in enumerate(lines):
        if isinstance(item, Paragraph):
            reader.paragraph(item, lines[at + 1 :])
        elif headed:
            reader.programme(item)
            headed = False
        else:
            reader.line(item, lines[at + 1 :])
    for entry in reader.state.entries:
        entry.lines = _of_whole_years(entry.lines, header, lexicon)
    return reader.state.entries, reader.state.findings


def _of_whole_years(lines: list[SubLine], header: Header, lexicon: Lexicon) -> list[SubLine]:
    """An entry's lines without its quarters where one gives the year («I квартал» … «Всього за рік»): they are parts of it."""
    columns = header.columns("year")
    told = [next((sub.line.own(c) for c in columns if sub.line.own(c)), "") for sub in lines]
    periods = [found.meaning if (found := lexicon.best("periods", text, 0.6)) else "" for text in told]
    parts = {i for i, period in enumerate(periods) if re.fullmatch(r"[qh]\d|m\d\d", period)}
    whole = any(period == "year" or is_year_label(text) or is_total(text, lexicon) for period, text in zip(periods, told, strict=True))
    if not (parts and whole):
        return lines
    left = [sub for i, sub in enumerate(lines) if i not in parts]
    for sub in left:
        sub.place = replace(sub.place, whole=False)
    return left


class _Reader:
    """Reads one table line by line, holding the section and entry that the next line may belong to."""

    def __init__(self, header: Header, lexicon: Lexicon, *, by_paragraph: bool) -> None:
        self.labels, self.lexicon, self.by_paragraph = LineLabels(header, lexicon), lexicon, by_paragraph
        self.state = _State()

    def paragraph(self, paragraph: Paragraph, following: Sequence[Line | Paragraph]) -> None:
        """A paragraph between parts of the table may name the section that follows."""
        state, lines = self.state, clean(paragraph.text).split("\n")
        captioned, state.captioned = state.captioned, is_caption(lines[-1], self.lexicon)
        if paragraph.role != "body" or not line_is_next(following):
            return
        captioned = captioned if len(lines) == 1 else is_caption(lines[-2], self.lexicon)
        for text in heading_ends(lines):
            if names_section(text, self.lexicon, first=state.first, captioned=captioned, by_paragraph=self.by_paragraph):
                state.section = Section(*section_parts("", text))
                return

    def programme(self, line: Line) -> None:
        """Take in the row that names the programme and gives its total."""
        seen = self._look(line)
        title = split_number(seen.title)[1] or seen.title
        self._add(Entry(RowKind.TOTAL, title, None, None, [seen.sub_line()], scope="programme"), seen)
        self.state.first = False

    def line(self, line: Line, following: Sequence[Line | Paragraph]) -> None:
        """Take in one line."""
        self.state.first = False
        seen = self._look(line)
        if self.labels.header.of_sources:
            self._of_programme(seen)
            return
        if self._closes_blocks(seen, following):
            seen = replace(seen, place=Place())
        title, bare = seen.title, not seen.figures
        self._section_from_column(line)
        if title and bare and is_year_label(title) and not years_in(title)[1]:
            self.state.year = years_in(title)[0][0]
        elif title and bare and (over := self._place_of_group(seen, following)) is not None:
            self.state.over = over
            self.state.blocks.add(over)
        elif title and bare and is_breakdown(title, self.lexicon):
            self.state.breakdown = True
        elif self._is_sub_row(seen):
            return
        elif not title:
            self._untitled(seen)
        else:
            self._titled(seen, following)

    def _closes_blocks(self, seen: _Seen, following: Sequence[Line | Paragraph]) -> bool:
        """Whether «Всього» is the table's last sum, below blocks of several sources or funds: it is of all of them."""
        if len(self.state.blocks) < 2 or not seen.title or not is_total(seen.title, self.lexicon):
            return False
        left = [item for item in following if isinstance(item, Line) and self.labels.figure_cells(item)]
        named = split_total_place(seen.title, self.lexicon)
        return not left and named.source in (None, Source.TOTAL) and named.fund in (None, Fund.TOTAL)

    def _of_programme(self, seen: _Seen) -> None:
        """Take in a row of a table with a row per source: all of them are the programme's total."""
        if not self.state.entries:
            self._add(Entry(RowKind.TOTAL, seen.title, None, None, [seen.sub_line()], scope="programme"), seen)
            return
        total = self.state.entries[0]
        total.lines.append(seen.sub_line())
        if seen.title and not total.title and seen.cell is not None:
            total.title = seen.title
            total.title_cells.append((seen.line, seen.cell))

    def _titled(self, seen: _Seen, following: Sequence[Line | Paragraph]) -> None:
        if is_total(seen.title, self.lexicon) and not self._looks_like_measure(seen):
            self._sum(seen)
            self.state.breakdown = False
        elif not seen.figures and self._is_tail(seen, following):
            return
        elif not seen.figures and heads_section(self.labels, self.state.entries, seen.line, seen.number, seen.title, following):
            self._open_section(seen.number, seen.title)
        else:
            self._measure(seen)

    def _look(self, line: Line) -> _Seen:
        number, title, cell = self.labels.label(line)
        place, placed, unknown = self.labels.place(line)
        if unknown is not None:
            self._tell("source_unknown", line, unknown)
        if self.state.year is not None and place.year is None and not place.whole:
            over_years = bool(title) and is_total(title, self.lexicon) and total_scope(title, self.lexicon) == "programme"
            place = Place(None if over_years else self.state.year, over_years, place.source, place.fund)
        if (
            self.state.over
            and not (place.source or place.fund)
            and not (title and total_scope(title, self.lexicon) == "programme" and is_total(title, self.lexicon))
        ):
            place = merge(place, self.state.over)
        return _Seen(line, number, title, cell, bool(self.labels.figure_cells(line)), place, placed, self.labels.role(line))

    def _place_of_group(self, seen: _Seen, following: Sequence[Line | Paragraph]) -> Place | None:
        """The source or fund that a row over the whole table names for the measures below it («Державний бюджет»); None where the row is anything else."""
        named = read_place(seen.title, self.lexicon)
        if seen.number or not (named.source or named.fund) or named.source is Source.TOTAL or named.fund is Fund.TOTAL:
            return None
        below = next((item for item in following if isinstance(item, Line)), None)
        if below is None or seen.cell is None:
            return None
        raw, title, _ = self.labels.label(below)
        numbered = split_number(raw)[0] or split_number(title)[0]
        wide = seen.cell.column_span * 2 > len(seen.line.cells)
        return named if numbered and title and self.labels.figure_cells(below) and (wide or self.labels.only_title(seen.line)) else None

    def _looks_like_measure(self, seen: _Seen) -> bool:
        number = split_number(seen.number or seen.title)[0]
        return number is not None and (bool(seen.number) or "." in number) and total_scope(seen.title, self.lexicon) == "named"

    def _section_from_column(self, line: Line) -> None:
        column, number_column = self.labels.section, self.labels.number
        cell = line.cells[column] if column is not None else None
        if cell is None or cell is self.labels.title_cell(line):
            return
        text = line.text(column)
        if text and cell.row == line.row.index and not is_total(text, self.lexicon):
            number = line.own(number_column) if number_column is not None and number_column < (column or 0) else ""
            self.state.section = Section(*section_parts(number if is_roman(number) or self.labels.numbers_sections else "", text))

    def _is_sub_row(self, seen: _Seen) -> bool:
        """Take in a line that gives the entry before for one year, source or fund; False where it is none."""
        if not self.state.entries:
            return False
        last = self.state.entries[-1]
        found = self._titled_sub_row(seen, last) if seen.title else self._untitled_sub_row(seen, last)
        if found is not None:
            last.lines.append(found)
        return found is not None

    def _titled_sub_row(self, seen: _Seen, last: Entry) -> SubLine | None:
        named = read_place(seen.title, self.lexicon)
        numbered = split_number(seen.number)[0]
        if named and not numbered and (seen.figures or self.state.breakdown) and not self._bare_sum(seen, last):
            return seen.sub_line(merge(named, seen.place))
        own_number, own_title = split_number(seen.title)
        same = fold(own_title) == fold(last.title) and (numbered or own_number or last.number) == last.number
        if same and (seen.placed or seen.role) and last.kind is RowKind.MEASURE:
            return seen.sub_line()
        return self._wrapped_sub_row(seen, last)

    def _wrapped_sub_row(self, seen: _Seen, last: Entry) -> SubLine | None:
        """A line of its own source, fund or year beside which the title of the numbered row above goes on: its merged cell lost its span."""
        given = {(sub.place.year, sub.place.source, sub.place.fund) for sub in last.lines}
        beside = None if seen.placed else self.labels.year_beside(seen.line)
        if beside is not None and any(self.labels.year_beside(sub.line) for sub in last.lines):
            place = beside[0]
        else:
            place, beside = seen.place, None
        another = (seen.placed or beside is not None) and seen.figures and (place.year, place.source, place.fund) not in given
        numbered = bool(seen.number) or split_number(seen.title)[0] is not None
        bare_head = not any(self.labels.figure_cells(line) for sub in last.lines for line in (sub.line, *sub.tails))
        another = another or (seen.figures and bare_head)  # the head stands alone at a page's end, its amounts follow on the next
        if not another or numbered or not last.number or not (starts_low(seen.title) or is_open(last.title)):
            return None
        if not can_go_on(self.labels, last, seen.line, seen.title, term=beside is None):
            return None
        if beside is not None:
            self._place_first(last, beside[1])
        last.title = joined(last.title, seen.title)
        self._tell("row_rejoined", seen.line, all_texts(seen.line))
        return seen.sub_line(place)

    def _untitled_sub_row(self, seen: _Seen, last: Entry) -> SubLine | None:
        if not seen.figures:
            return None
        beside = None if seen.placed else self.labels.year_beside(seen.line)
        if beside is not None:
            self._place_first(last, beside[1])
            return seen.sub_line(beside[0])
        goes_down = seen.line.inherited(self.labels.title) or seen.role is not None
        return seen.sub_line() if seen.placed or goes_down else None

    def _bare_sum(self, seen: _Seen, last: Entry) -> bool:
        """«Усього:» as a row label sums the table or a section, unless the entry before was given by sources and has no total yet.

        Beside a source of its own («Разом | обласний бюджет») it opens a sum that is given by sources.
        """
        if not is_total(seen.title, self.lexicon):
            return False
        if seen.place.source not in (None, Source.TOTAL):
            return True
        if (
            last.kind is RowKind.TOTAL
            and fold(last.title) != fold(seen.title)
            and self.labels.title is not None
            and seen.line.own(self.labels.title)
        ):
            return True
        given = {sub.place.source for sub in last.lines} | {sub.place.fund for sub in last.lines}
        return len(last.lines) < 2 or given <= {None, Source.TOTAL, Fund.TOTAL} or Source.TOTAL in given

    def _place_first(self, entry: Entry, column: int) -> None:
        """Once years turn out to be sub-rows, the entry's first line takes its year (or the whole period) from the same column."""
        first = entry.lines[0]
        text = first.line.own(column)
        if first.place.year is None and not first.place.whole and text:
            year, whole = self.labels.year(text)
            first.place = Place(year, whole, first.place.source, first.place.fund)

    def _untitled(self, seen: _Seen) -> None:
        """A line without a title: the tail of the entry before, or something that must be told."""
        entries, line = self.state.entries, seen.line
        texts = [line.own(c) for c in range(len(line.cells)) if line.own(c)]
        if not texts:
            return
        if not self.labels.columns:
            self._sum(seen)
            return
        if not entries and not seen.figures:
            if seen.number and split_section(seen.number)[0]:
                self._open_section(seen.number, "")
            else:
                self._tell("orphan_continuation", line, " | ".join(texts))
            return
        if entries and not (seen.figures and self.labels.figure_cells(entries[-1].lines[-1].line)):
            entries[-1].lines[-1].tails.append(line)
            if seen.figures:
                self._tell("row_rejoined", line, " | ".join(texts))
            return
        if (code := self._code(line)) and self._is_part_of(entries[-1:]):
            self._part(seen, code)
        else:
            self._measure(seen)
        self._tell("row_without_title", line, " | ".join(texts))

    def _code(self, line: Line) -> str:
        """The economic code («2210») by which a row without title or number gives a part of the measure above it."""
        columns = [c for c in self.labels.columns if self.labels.header.meanings[c].field == "ignore"]
        texts = [line.own(c) for c in self.labels.columns if line.own(c)]
        return texts[0] if len(texts) == 1 and columns and line.own(columns[0]) == texts[0] and texts[0].isdecimal() else ""

    def _is_part_of(self, last: Sequence[Entry]) -> bool:
        head = last[0] if last else None
        return head is not None and (head.scope == "part" or bool(self.labels.figure_cells(head.lines[0].line)))

    def _part(self, seen: _Seen, code: str) -> None:
        """A row that details the measure above it by code: it counts nothing a second time."""
        entries = self.state.entries
        head = entries[-1].parent if entries[-1].scope == "part" else len(entries) - 1
        self._add(Entry(RowKind.SUBTOTAL, code, None, self.state.section, [seen.sub_line()], scope="part", parent=head), seen)

    def _is_tail(self, seen: _Seen, following: Sequence[Line | Paragraph]) -> bool:
        """Take in a line that goes on with the row before; a tail whose head is not there is told and kept in the finding."""
        title, entries = seen.title, self.state.entries
        inside = title.startswith("№") and bool(entries) and is_open(entries[-1].title)  # «… (об'єкт / № 12 за переліком)»
        numbered = (seen.number and split_number(seen.number)[0]) or (split_number(title)[0] and not inside)
        if numbered or is_section_word(title, self.lexicon):
            return False
        low = starts_low(title)
        if entries:
            last = entries[-1]
            beside = self.labels.goes_on_beside(seen.line) or (is_bulleted(title) and last.title.endswith((":", ";", ",")))
            if not low and not beside and not (is_open(last.title) and (seen.line.fresh or self.labels.only_title(seen.line))):
                return False
            if can_go_on(self.labels, last, seen.line, title) and not head_is_missing(self.labels, last, following):
                last.lines[-1].tails.append(seen.line)
                last.title = joined(last.title, title)
                self._tell("row_rejoined", seen.line, all_texts(seen.line))
                return True
        orphan = low and (bool(entries) or self.state.section is None)
        if orphan:
            self._tell("orphan_continuation", seen.line, all_texts(seen.line))
        return orphan

    def _open_section(self, number: str, title: str) -> None:
        self.state.section = Section(*section_parts(number, title))
        self.state.breakdown = False

    def _sum(self, seen: _Seen) -> None:
        place = merge(split_total_place(seen.title, self.lexicon), seen.place)
        self._add(
            Entry(RowKind.TOTAL, seen.title, None, self.state.section, [seen.sub_line(place)], scope=total_scope(seen.title, self.lexicon)),
            seen,
        )

    def _measure(self, seen: _Seen) -> None:
        number, title = seen.number, seen.title
        own_number, own_title = split_number(title)
        heading = seen.figures and (is_section_word(title, self.lexicon) or is_roman(number) or is_section_word(number, self.lexicon))
        if not (seen.figures or own_number or number) and self._all_numbered() and not self.labels.described(seen.line, seen.cell):
            self._tell("row_without_number", seen.line, all_texts(seen.line))
        if heading:
            section_number, section_title = section_parts(number, title)
            self.state.section = Section(section_number, section_title)
            own_number, own_title = section_number, section_title or title
        if not heading:
            self._leave_section(own_number or split_number(number)[0])
        self._follow_breakdown(seen, own_number)
        memo = self._is_memo(seen, own_number)
        lettered = bool(re.fullmatch(r"[а-яіїєґ]", own_number or split_number(number)[0] or ""))
        entry = Entry(
            RowKind.SUBTOTAL if memo else RowKind.MEASURE,
            re.sub(rf"^\s*[{DASHES}•·]\s+", "", own_title).strip(),
            own_number or (split_number(number)[0] if number else None),
            self.state.section,
            [seen.sub_line()],
            bulleted=bool(re.match(rf"\s*[{DASHES}•·*]\s*\S", title)) or self.state.breakdown or lettered,
            described=self.labels.described(seen.line, seen.cell),
            heading=heading,
            scope="part" if memo else None,
        )
        self._add(entry, seen)
        if not entry.bulleted or not self._parent_numbered():
            self.state.breakdown = False

    def _leave_section(self, number: str | None) -> None:
        """A measure 2 right after 1.1, 1.2 of a section 1 stands beside that section, not in it."""
        section = self.state.section
        if section is None or not (section.number and section.number.isdigit() and number and number.isdigit()):
            return
        inside = [e.number for e in self.state.entries if e.section is section]
        if int(number) == int(section.number) + 1 and inside and all((n or "").startswith(f"{section.number}.") for n in inside):
            self.state.section = None

    def _all_numbered(self) -> bool:
        """Whether the measures so far, two or more, all have numbers."""
        measures = [e for e in self.state.entries if e.kind is RowKind.MEASURE]
        return len(measures) > 1 and all(e.number for e in measures)

    def _is_memo(self, seen: _Seen, own_number: str | None) -> bool:
        """Whether an unnumbered row below a sum only recalls something («Довідково: кредиторська заборгованість»)."""
        after_sum = any(e.kind is RowKind.TOTAL for e in self.state.entries)
        return after_sum and not own_number and not seen.number and self.lexicon.starts("rows", "memo", seen.title)

    def _follow_breakdown(self, seen: _Seen, own_number: str | None) -> None:
        """«у т.ч. …» in an unnumbered row opens a breakdown of the row above; a row with a number ends it."""
        if own_number or (seen.number and split_number(seen.number)[0]):
            self.state.breakdown = False
        elif seen.figures and self.state.entries and self.lexicon.after_breakdown(seen.title):
            self.state.breakdown = True

    def _parent_numbered(self) -> bool:
        """Whether the row that is broken down has a number: its parts, that have none, then end where numbers go on."""
        head = next((e for e in reversed(self.state.entries) if not e.bulleted), None)
        return head is not None and (head.number is not None or head.kind is RowKind.TOTAL)

    def _add(self, entry: Entry, seen: _Seen) -> None:
        if seen.cell is not None:
            entry.title_cells.append((seen.line, seen.cell))
        self.state.entries.append(entry)

    def _tell(self, rule: str, line: Line, text: str) -> None:
        row = line.row
        self.state.findings.append(
            Finding(rule, {"text": text[:400]}, table_number=row.table, row_number=row.number, page=row.page, found=text[:400])
        )
