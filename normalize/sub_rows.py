"""Lines that give the entry above for one year, source or fund, by their own label, beside its title, or below a merged one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from normalize.entries import Entry, SubLine
from normalize.headers import Header
from normalize.labels import Place, is_total, merge, read_place
from normalize.lexicon import Lexicon
from normalize.line_labels import LineLabels, all_texts
from normalize.logical_tables import Line
from normalize.numbering import split_number
from normalize.records import Fund, RowKind, Source
from normalize.row_tails import can_go_on, ends_open, is_next_number, is_open, joined, starts_low
from normalize.section_rows import is_bulleted
from normalize.seen_rows import Seen, State
from normalize.text import fold
from normalize.values import number_in
from normalize.years import is_year_label


def of_whole_years(lines: list[SubLine], header: Header, lexicon: Lexicon) -> list[SubLine]:
    """An entry's lines without its quarters where one gives the year («I квартал» … «Всього за рік»): they are parts of it."""
    columns = header.columns("year")
    told = [next((sub.line.own(c) for c in columns if sub.line.own(c)), "") for sub in lines]
    periods = [found.meaning if (found := lexicon.best("periods", text, 0.6)) else "" for text in told]
    parts = {i for i, sub in enumerate(lines) if sub.place.part}
    whole = any(period == "year" or is_year_label(text) or is_total(text, lexicon) for period, text in zip(periods, told, strict=True))
    if not (parts and whole):
        return lines
    left = [sub for i, sub in enumerate(lines) if i not in parts]
    for sub in left:
        sub.place = replace(sub.place, whole=False)
    return left


def with_whole_first(lines: list[SubLine], header: Header) -> list[SubLine]:
    """A measure's own line above lines of its years, two at least, is of all of them; where it holds no figure they alone are its lines."""
    first, *below = lines
    years = [sub.place.year for sub in below]
    if first.place or any(m.year is not None or m.whole for m in header.meanings) or None in years or len(set(years)) < 2:
        return lines
    figures = [cell for c in header.columns("planned", "actual", "spent") if (cell := first.line.own(c))]
    if figures:
        first.place = replace(first.place, whole=True)
    return lines


class SubRows:
    """Reads sub-rows of one table; shares labels and state with the reader of its rows."""

    def __init__(self, labels: LineLabels, lexicon: Lexicon, state: State) -> None:
        self.labels, self.lexicon, self.state = labels, lexicon, state

    def take(self, seen: Seen) -> bool:
        """Take in a line that gives the entry before for one year, source or fund; False where it is none."""
        if not self.state.entries:
            return False
        last = self.state.entries[-1]
        found = self._titled(seen, last) if seen.title else self._untitled(seen, last)
        if found is not None:
            last.lines.append(found)
        return found is not None

    def _titled(self, seen: Seen, last: Entry) -> SubLine | None:
        named = read_place(seen.title, self.lexicon)
        numbered = split_number(seen.number)[0] or self._own_number(seen.title, last)
        if named and not numbered and (seen.figures or self.state.breakdown) and not self._bare_sum(seen, last):
            return seen.sub_line(merge(named, seen.place))
        own_number, own_title = split_number(seen.title)
        same = fold(own_title) == fold(last.title) and (numbered or own_number or last.number) == last.number
        if same and (seen.placed or seen.role) and last.kind is RowKind.MEASURE:
            return seen.sub_line()
        if fold(seen.title) == fold(last.title) and seen.role and seen.role not in {sub.role for sub in last.lines}:
            return seen.sub_line()  # «Разом | план», «Разом | факт»
        if same and last.kind is RowKind.MEASURE and not seen.placed and (column := self._years_column(seen.line, last)) is not None:
            self._place_first(last, column)
            year, whole = self.labels.year(seen.line.own(column))
            return seen.sub_line(replace(seen.place, year=year, whole=whole))
        return self._wrapped(seen, last)

    def _own_number(self, title: str, last: Entry) -> str | None:
        """The number that a title begins with where it is a measure's: «2.2. Співфінансування проєктів» below 2.1, no part «2.1.1» of that.

        Parts are numbered by themselves as well («1) державний бюджет»): a bare number tells only beside more than a source's name.
        """
        number, rest = split_number(title)
        if number is None or (last.number and f"{number}.".startswith(f"{last.number}.")):
            return None
        named = read_place(rest, self.lexicon).source
        bare = named is not None and self.lexicon.is_only("sources", named.value, rest)
        return number if "." in number or (not bare and is_next_number(last.number or "", number)) else None

    def _years_column(self, line: Line, last: Entry) -> int | None:
        """The one label column in which lines that repeat their measure's title differ, each naming a year or all of them."""
        above = [sub.line for sub in last.lines]
        columns = [c for c in self.labels.columns if line.own(c) != above[-1].own(c)]
        texts = [x.own(columns[0]) for x in (*above, line)] if len(columns) == 1 else [""]
        named = all(is_year_label(text) or is_total(text, self.lexicon) for text in texts)
        return columns[0] if named and len(set(texts)) == len(texts) else None

    def _wrapped(self, seen: Seen, last: Entry) -> SubLine | None:
        """A line of its own source, fund or year beside which the title of the numbered row above goes on: its merged cell lost its span."""
        given = {(sub.place.year, sub.place.source, sub.place.fund) for sub in last.lines}
        beside = None if seen.placed else self.labels.year_beside(seen.line)
        if beside is not None and any(self.labels.year_beside(sub.line) for sub in last.lines):
            place = beside[0]
        else:
            place, beside = seen.place, None
        another = (seen.placed or beside is not None) and seen.figures and (place.year, place.source, place.fund) not in given
        own, rest = split_number(seen.title)
        cut = (
            seen.line.fresh and not rest and ends_open(last.title) and not is_next_number(last.number or "", own)
        )  # «… вул. Паркова,» | «12»
        numbered = bool(seen.number) or (own is not None and not cut)
        bare_head = not any(self.labels.figure_cells(line) for sub in last.lines for line in (sub.line, *sub.tails))
        another = another or (seen.figures and bare_head)  # the head stands alone at a page's end, its amounts follow on the next
        goes_on = starts_low(seen.title) or is_open(last.title) or (is_bulleted(seen.title) and last.title.endswith((":", ";", ",")))
        goes_on = goes_on or (seen.line.fresh and self._is_next_of_block(last, place))
        if not another or numbered or not last.number or not goes_on:
            return None
        if not can_go_on(self.labels, last, seen.line, seen.title, term=beside is None):
            return None
        if beside is not None:
            self._place_first(last, beside[1])
        last.title = joined(last.title, seen.title)
        self.state.tell("row_rejoined", seen.line, all_texts(seen.line))
        return seen.sub_line(place)

    def _is_next_of_block(self, last: Entry, place: Place) -> bool:
        """Whether the measures above go on with this place where the last one breaks off: «Всього», «обласний бюджет», «міський бюджет»."""
        so_far = [sub.place for sub in last.lines]
        blocks = ([sub.place for sub in entry.lines] for entry in self.state.entries[:-1] if entry.kind is RowKind.MEASURE)
        return last.kind is RowKind.MEASURE and any(block[: len(so_far) + 1] == [*so_far, place] for block in blocks)

    def _untitled(self, seen: Seen, last: Entry) -> SubLine | None:
        if not seen.figures:
            return None
        beside = None if seen.placed else self.labels.year_beside(seen.line)
        if beside is not None:
            self._place_first(last, beside[1])
            return seen.sub_line(beside[0])
        goes_down = seen.line.inherited(self.labels.title) or seen.role is not None
        return seen.sub_line() if seen.placed or goes_down else None

    def _bare_sum(self, seen: Seen, last: Entry) -> bool:
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
        if last.number and not last.lines[0].place and self.labels.figure_cells(last.lines[0].line):
            return True  # the measure's own row has given all of its sources
        if len(last.lines) < 2 or given <= {None, Source.TOTAL, Fund.TOTAL} or Source.TOTAL in given:
            return True
        if self._adds_up(seen, [last]):
            return self._stands_over_titles(seen)
        return self._stands_over_titles(seen) or self._without_sums(last) or self._adds_up(seen, self.state.entries)

    def _stands_over_titles(self, seen: Seen) -> bool:
        """Whether the label stands where tasks do, left of the measures: it sums them all."""
        return self.labels.section is not None and bool(seen.line.own(self.labels.section)) and not seen.line.own(self.labels.title)

    def _without_sums(self, last: Entry) -> bool:
        """Whether measures above the last one are given by sources or funds, and none of them has a total of these."""
        above = (entry for entry in self.state.entries if entry is not last and entry.kind is RowKind.MEASURE and len(entry.lines) > 1)
        given = [{place for sub in entry.lines for place in (sub.place.source, sub.place.fund)} for entry in above]
        by_source = [places for places in given if places - {None, Source.TOTAL, Fund.TOTAL}]
        return bool(by_source) and not any({Source.TOTAL, Fund.TOTAL} & places for places in by_source)

    def _adds_up(self, seen: Seen, entries: Sequence[Entry]) -> bool:
        """Whether the line's amounts are those of the entries' lines added up."""
        lines = [sub.line for entry in entries for sub in entry.lines]
        columns = self.labels.header.columns("planned", "actual", "spent")
        sums = [(number_in(seen.line.own(c)) or Decimal(0), [number_in(line.own(c)) or Decimal(0) for line in lines]) for c in columns]
        return any(total for total, _ in sums) and all(total == sum(parts) for total, parts in sums)

    def _place_first(self, entry: Entry, column: int) -> None:
        """Once years turn out to be sub-rows, the entry's first line takes its year (or the whole period) from the same column."""
        first = entry.lines[0]
        text = first.line.own(column)
        if first.place.year is None and not first.place.whole and text:
            year, whole = self.labels.year(text)
            first.place = replace(first.place, year=year, whole=whole)
