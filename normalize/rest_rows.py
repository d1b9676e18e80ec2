"""Lines that go on with the title of the row before: a page's end or a stray rule broke it."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.model import Paragraph
from normalize.entries import Entry
from normalize.labels import is_breakdown, is_section_word, is_total, total_scope
from normalize.lexicon import Lexicon
from normalize.line_labels import LineLabels, all_texts
from normalize.logical_tables import Line
from normalize.numbering import split_number
from normalize.records import RowKind
from normalize.row_tails import can_go_on, closes, ends_open, head_is_missing, is_next_number, is_open, joined, names_settlement, starts_low
from normalize.section_rows import is_bulleted
from normalize.seen_rows import Seen, State

# The rest of a title on a new page is no longer than this (words).
_LAST_WORDS = 5
# In a table that has no section so far it may be several lines.
_LAST_LINES = 20


class RestRows:
    """Takes in rests of titles of one table; shares labels and state with the reader of its rows."""

    def __init__(self, labels: LineLabels, lexicon: Lexicon, state: State) -> None:
        self.labels, self.lexicon, self.state = labels, lexicon, state

    def tail(self, seen: Seen, following: Sequence[Line | Paragraph]) -> bool:
        """Take in a line that goes on with the row before; a tail whose head is not there is told and kept in the finding."""
        title, entries = seen.title, self.state.entries
        inside = title.startswith("№") and bool(entries) and is_open(entries[-1].title)  # «… (об'єкт / № 12 за переліком)»
        numbered = (seen.number and split_number(seen.number)[0]) or (split_number(title)[0] and not inside)
        if numbered or is_section_word(title, self.lexicon):
            return False
        low = starts_low(title) and not self._heads_settlement(seen)
        if entries:
            last = entries[-1]
            beside = self.labels.goes_on_beside(seen.line) or (is_bulleted(title) and last.title.endswith((":", ";", ",")))
            open_ = is_open(last.title) and (seen.line.fresh or self.labels.only_title(seen.line))
            if not low and not beside and not open_ and not self._is_last_word(seen, last, following):
                return False
            if self._joins(seen, last, following):
                return True
        orphan = low and (bool(entries) or self.state.section is None)
        if orphan:
            self.state.tell("orphan_continuation", seen.line, all_texts(seen.line))
        return orphan

    def _heads_settlement(self, seen: Seen) -> bool:
        """Whether a row names a settlement where no title can go on: over the whole table, first of all, or below a sum."""
        entries = self.state.entries
        whole = seen.cell is not None and self.labels.is_over_all(seen.line, seen.cell)
        return names_settlement(seen.title) and (whole or not entries or entries[-1].kind is not RowKind.MEASURE)

    def rest_of_page(self, seen: Seen, following: Sequence[Line | Paragraph]) -> bool:
        """Take in the first row of a page where it is the end of the title before, whatever its words would say in a row of their own.

        «… за рахунок» | «державного бюджету», «… у» | «2024 році», «… буд.» | «12»: no source, year, sum or number.
        """
        title, entries = seen.title, self.state.entries
        narrow = seen.cell is not None and seen.cell.column_span * 2 <= len(seen.line.cells)
        if not (seen.line.fresh and narrow and entries) or seen.number or is_section_word(title, self.lexicon):
            return False
        last = entries[-1]
        own, rest = split_number(title)
        if own and is_next_number(last.number or "", own):
            return False
        low = starts_low(title) and not is_breakdown(title, self.lexicon)
        ended = title.startswith("№") or (ends_open(last.title) and (own is None or not rest))
        return (low or ended) and self._joins(seen, last, following)

    def _joins(self, seen: Seen, last: Entry, following: Sequence[Line | Paragraph]) -> bool:
        if not can_go_on(self.labels, last, seen.line, seen.title) or (
            head_is_missing(self.labels, last, following) and not closes(last.title, seen.title)
        ):
            return False
        last.lines[-1].tails.append(seen.line)
        last.title = joined(last.title, seen.title)
        last.scope = total_scope(last.title, self.lexicon) if last.kind is RowKind.TOTAL else last.scope
        self.state.tell("row_rejoined", seen.line, all_texts(seen.line))
        return True

    def _is_last_word(self, seen: Seen, last: Entry, following: Sequence[Line | Paragraph]) -> bool:
        """Whether the first row of a page is the capitalised rest of a title («… по вулиці Лісовій у селі» | «Заболоття»).

        It is a narrow cell of a few words between two measures whose numbers follow each other, or above the measures' sum, in a table without
        sections, with numbered ones or such that stand over all columns.
        """
        section = self.state.section
        numbered = section is not None and (section.number is not None or is_section_word(section.title or "", self.lexicon))
        of_another_form = section is None or numbered or self.state.section_over_all
        if not seen.line.fresh or not of_another_form or seen.cell is None or seen.cell.column_span * 2 > len(seen.line.cells):
            return False
        below = next((item for item in following if isinstance(item, Line)), None)
        longest = _LAST_WORDS if section is not None else _LAST_LINES
        if below is None or len(seen.title.split()) > longest or last.kind is not RowKind.MEASURE or not last.number:
            return False
        raw, title, _ = self.labels.label(below)
        summed = is_total(title, self.lexicon) and bool(self.labels.figure_cells(below))
        return summed or is_next_number(last.number, split_number(title)[0] or split_number(raw)[0])
