"""Lines that are measures, their parts by code, and what a measure's number says of the section it stands in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from normalize.entries import Entry, Section
from normalize.labels import is_section_word
from normalize.lexicon import Lexicon
from normalize.line_labels import LineLabels, all_texts
from normalize.logical_tables import Line
from normalize.numbering import split_number
from normalize.records import RowKind
from normalize.section_rows import is_roman, section_parts
from normalize.seen_rows import Seen, State
from normalize.text import DASHES


def number_by_titles(entries: Sequence[Entry]) -> None:
    """Measures without numbers whose titles all begin with one, counted through from 1 («1 Лавки», «2 Урни»), take it, in place."""
    measures = [entry for entry in entries if entry.kind is RowKind.MEASURE]
    found = [_COUNTED.fullmatch(entry.title) for entry in measures]
    if len(measures) < _FEWEST or any(entry.number for entry in measures):
        return
    if [match["number"] if match else None for match in found] == [str(i + 1) for i in range(len(measures))]:
        for entry, match in zip(measures, found, strict=True):
            assert match is not None
            entry.number, entry.title = match["number"], match["title"]


_FEWEST = 3
_COUNTED = re.compile(r"(?P<number>\d{1,3})\s+(?P<title>[«„“\"]?[А-ЯІЇЄҐ].*)", re.DOTALL)


class MeasureRows:
    """Makes measures of one table's lines; shares labels and state with the reader of its rows."""

    def __init__(self, labels: LineLabels, lexicon: Lexicon, state: State) -> None:
        self.labels, self.lexicon, self.state = labels, lexicon, state

    def take(self, seen: Seen) -> None:
        """Take in a measure, a section's row with amounts, or a row that only recalls something."""
        number, title = seen.number, seen.title
        own_number, own_title = split_number(title)
        heading = seen.figures and (is_section_word(title, self.lexicon) or is_roman(number) or is_section_word(number, self.lexicon))
        if not (seen.figures or own_number or number) and self._all_numbered() and not self.labels.described(seen.line, seen.cell):
            self.state.tell("row_without_number", seen.line, all_texts(seen.line))
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
            label=title if heading and is_section_word(title, self.lexicon) else None,
            scope="part" if memo else None,
        )
        self.state.add(entry, seen)
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

    def _is_memo(self, seen: Seen, own_number: str | None) -> bool:
        """Whether an unnumbered row below a sum only recalls something («Довідково: кредиторська заборгованість»)."""
        after_sum = any(e.kind is RowKind.TOTAL for e in self.state.entries)
        return after_sum and not own_number and not seen.number and self.lexicon.starts("rows", "memo", seen.title)

    def _follow_breakdown(self, seen: Seen, own_number: str | None) -> None:
        """«у т.ч. …» in an unnumbered row opens a breakdown of the row above; a row with a number ends it."""
        if own_number or (seen.number and split_number(seen.number)[0]):
            self.state.breakdown = False
        elif seen.figures and self.state.entries and self.lexicon.after_breakdown(seen.title):
            self.state.breakdown = True

    def _parent_numbered(self) -> bool:
        """Whether the row that is broken down has a number: its parts, that have none, then end where numbers go on."""
        head = next((e for e in reversed(self.state.entries) if not e.bulleted), None)
        return head is not None and (head.number is not None or head.kind is RowKind.TOTAL)

    def code(self, line: Line) -> str:
        """The economic code («2210») by which a row without title or number gives a part of the measure above it."""
        columns = [c for c in self.labels.columns if self.labels.header.meanings[c].field == "ignore"]
        texts = [line.own(c) for c in self.labels.columns if line.own(c)]
        return texts[0] if len(texts) == 1 and columns and line.own(columns[0]) == texts[0] and texts[0].isdecimal() else ""

    def is_part_of(self, last: Sequence[Entry]) -> bool:
        """Whether the row above has amounts that a row by code can detail, or is such a row itself."""
        head = last[0] if last else None
        return head is not None and (head.scope == "part" or bool(self.labels.figure_cells(head.lines[0].line)))

    def part(self, seen: Seen, code: str) -> None:
        """A row that details the measure above it by code: it counts nothing a second time."""
        entries = self.state.entries
        head = entries[-1].parent if entries[-1].scope == "part" else len(entries) - 1
        self.state.add(Entry(RowKind.SUBTOTAL, code, None, self.state.section, [seen.sub_line()], scope="part", parent=head), seen)
