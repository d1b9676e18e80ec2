"""Lines of a funding table become entries: each line is a sub-row or tail of the entry before, a section, a sum, or a measure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.model import Paragraph
from normalize.block_places import settle_blocks
from normalize.entries import Entry, Section
from normalize.headers import Header
from normalize.labels import Place, is_breakdown, is_total, merge, read_place, split_total_place, total_scope
from normalize.lexicon import Lexicon
from normalize.line_labels import LineLabels, breaks_numbers, cut_off_years
from normalize.logical_tables import Line
from normalize.measure_rows import MeasureRows, number_by_titles
from normalize.numbering import split_number, split_section
from normalize.records import Finding, Fund, RowKind, Source
from normalize.rest_rows import RestRows
from normalize.row_tails import is_next_number
from normalize.section_rows import (
    heading_ends,
    heads_section,
    is_caption,
    is_roman,
    line_is_next,
    names_section,
    paragraphs_head,
    section_parts,
)
from normalize.seen_rows import Seen, State
from normalize.sub_rows import SubRows, of_whole_years, with_whole_first
from normalize.text import clean
from normalize.unnamed_sources import settle_unnamed_sources
from normalize.years import is_year_label, years_in


def read_rows(
    lines: Sequence[Line | Paragraph], header: Header, lexicon: Lexicon, *, headed: bool = False
) -> tuple[list[Entry], list[Finding]]:
    """The entries of a funding table in reading order, and what was odd about its rows. ``headed``: the first line is the programme's own row."""
    reader = _Reader(header, lexicon, by_paragraph=paragraphs_head(lines, lexicon))
    of_table = [line for line in lines if isinstance(line, Line)]
    reader.labels.breaks_numbers = breaks_numbers(of_table, reader.labels.number)
    reader.labels.numbers_sections = any(reader.labels.shares_number(line) for line in of_table)
    reader.labels.cut_off = cut_off_years(of_table, header, lexicon)
    for at, item in enumerate(lines):
        if isinstance(item, Paragraph):
            reader.paragraph(item, lines[at + 1 :])
        elif headed:
            reader.programme(item)
            headed = False
        else:
            reader.line(item, lines[at + 1 :])
    settle_blocks(reader.state, reader.labels)
    settle_unnamed_sources(reader.state, reader.labels, lexicon)
    number_by_titles(reader.state.entries)
    for entry in reader.state.entries:
        entry.lines = with_whole_first(of_whole_years(entry.lines, header, lexicon), header)
    return reader.state.entries, reader.state.findings


class _Reader:
    """Reads one table line by line, holding the section and entry that the next line may belong to."""

    def __init__(self, header: Header, lexicon: Lexicon, *, by_paragraph: bool) -> None:
        self.labels, self.lexicon, self.by_paragraph = LineLabels(header, lexicon), lexicon, by_paragraph
        self.state = State()
        self.sub_rows = SubRows(self.labels, lexicon, self.state)
        self.measures = MeasureRows(self.labels, lexicon, self.state)
        self.rests = RestRows(self.labels, lexicon, self.state)

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
        self.state.add(Entry(RowKind.TOTAL, title, None, None, [seen.sub_line()], scope="programme"), seen)
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
        if title and bare and self.rests.rest_of_page(seen, following):
            return
        self._section_from_column(line)
        if title and bare and is_year_label(title) and not years_in(title)[1]:
            self.state.year = years_in(title)[0][0]
        elif title and bare and (over := self._place_of_group(seen, following)) is not None:
            self.state.over = over
            self.state.blocks.add(over)
        elif title and bare and is_breakdown(title, self.lexicon):
            self.state.breakdown = True
        elif self.sub_rows.take(seen):
            return
        elif not title:
            self._untitled(seen)
        else:
            self._titled(seen, following)

    def _closes_blocks(self, seen: Seen, following: Sequence[Line | Paragraph]) -> bool:
        """Whether «Всього» is the table's last sum, below blocks of several sources or funds: it is of all of them."""
        if len(self.state.blocks) < 2 or not seen.title or not is_total(seen.title, self.lexicon):
            return False
        left = [item for item in following if isinstance(item, Line) and self.labels.figure_cells(item)]
        named = split_total_place(seen.title, self.lexicon)
        return not left and named.source in (None, Source.TOTAL) and named.fund in (None, Fund.TOTAL)

    def _of_programme(self, seen: Seen) -> None:
        """Take in a row of a table with a row per source: all of them are the programme's total."""
        if not self.state.entries:
            self.state.add(Entry(RowKind.TOTAL, seen.title, None, None, [seen.sub_line()], scope="programme"), seen)
            return
        total = self.state.entries[0]
        total.lines.append(seen.sub_line())
        if seen.title and not total.title and seen.cell is not None:
            total.title = seen.title
            total.title_cells.append((seen.line, seen.cell))

    def _titled(self, seen: Seen, following: Sequence[Line | Paragraph]) -> None:
        if is_total(seen.title, self.lexicon) and not self._looks_like_measure(seen):
            self._sum(seen)
            self.state.breakdown = False
        elif not seen.figures and self.rests.tail(seen, following):
            return
        elif not seen.figures and heads_section(self.labels, self.state.entries, seen.line, seen.number, seen.title, following):
            self._open_section(seen.number, seen.title)
            self.state.section_over_all = seen.cell is not None and self.labels.is_over_all(seen.line, seen.cell)
        else:
            self.measures.take(seen)

    def _look(self, line: Line) -> Seen:
        number, title, cell = self.labels.label(line)
        place, placed, unknown = self.labels.place(line, total=bool(title) and is_total(title, self.lexicon))
        if title and placed and is_breakdown(title, self.lexicon):
            title, cell = "", None  # «у тому числі: | державний бюджет»: the source says which part of the row above it is
        if unknown is not None:
            self.state.tell("source_unknown", line, unknown)
        if self.state.year is not None and place.year is None and not place.whole:
            over_years = bool(title) and is_total(title, self.lexicon) and total_scope(title, self.lexicon) == "programme"
            place = replace(place, year=None if over_years else self.state.year, whole=over_years)
        if (
            self.state.over
            and not (place.source or place.fund or place.part)
            and not (title and total_scope(title, self.lexicon) == "programme" and is_total(title, self.lexicon))
        ):
            place = merge(place, self.state.over)
        return Seen(line, number, title, cell, bool(self.labels.figure_cells(line)), place, placed, self.labels.role(line))

    def _place_of_group(self, seen: Seen, following: Sequence[Line | Paragraph]) -> Place | None:
        """The source or fund that a row over the whole table names for the measures below it («Державний бюджет»); None where the row is anything else."""
        named = read_place(seen.title, self.lexicon)
        if seen.number or not (named.source or named.fund or named.part) or named.source is Source.TOTAL or named.fund is Fund.TOTAL:
            return None
        below = next((item for item in following if isinstance(item, Line)), None)
        if below is None or seen.cell is None or (named.source and any(m.source for m in self.labels.header.meanings)):
            return None
        if named.source is Source.OTHER and not self.lexicon.says("rows", "money", seen.title):
            return None  # «Інвестиції» head measures, no money
        if self.state.section and is_next_number(self.state.section.number or "", split_number(seen.title)[0]):
            return None  # «1. Безпека», «2. Субвенції»
        raw, title, _ = self.labels.label(below)
        numbered = split_number(raw)[0] or split_number(title)[0]
        wide = seen.cell.column_span * 2 > len(seen.line.cells)
        return named if numbered and title and self.labels.figure_cells(below) and (wide or self.labels.only_title(seen.line)) else None

    def _looks_like_measure(self, seen: Seen) -> bool:
        number = split_number(seen.number or seen.title)[0]
        return number is not None and (bool(seen.number) or "." in number) and total_scope(seen.title, self.lexicon) == "named"

    def _section_from_column(self, line: Line) -> None:
        column, of_tasks = self.labels.section, self.labels.section_number
        number_column = self.labels.number if of_tasks is None else of_tasks
        cell = line.cells[column] if column is not None else None
        if cell is None or cell is self.labels.title_cell(line):
            return
        text = line.text(column)
        if text and cell.row == line.row.index and not is_total(text, self.lexicon):
            number = line.own(number_column) if number_column is not None and number_column < (column or 0) else ""
            numbered = is_roman(number) or self.labels.numbers_sections or of_tasks is not None
            self.state.section = Section(*section_parts(number if numbered else "", text))

    def _untitled(self, seen: Seen) -> None:
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
                self.state.tell("orphan_continuation", line, " | ".join(texts))
            return
        if entries and not (seen.figures and self.labels.figure_cells(entries[-1].lines[-1].line)):
            entries[-1].lines[-1].tails.append(line)
            if seen.figures:
                self.state.tell("row_rejoined", line, " | ".join(texts))
            return
        if (code := self.measures.code(line)) and self.measures.is_part_of(entries[-1:]):
            self.measures.part(seen, code)
        else:
            self.measures.take(seen)
        self.state.tell("row_without_title", line, " | ".join(texts))

    def _open_section(self, number: str, title: str) -> None:
        self.state.section = Section(*section_parts(number, title))
        self.state.breakdown = False

    def _sum(self, seen: Seen) -> None:
        named = split_total_place(seen.title, self.lexicon)
        if named.source in (None, Source.TOTAL) and named.fund in (None, Fund.TOTAL):
            place = merge(seen.place, named)  # «Обсяг фінансування, всього | загальний фонд»
        else:
            place = merge(named, seen.place)
        self.state.add(
            Entry(RowKind.TOTAL, seen.title, None, self.state.section, [seen.sub_line(place)], scope=total_scope(seen.title, self.lexicon)),
            seen,
        )
