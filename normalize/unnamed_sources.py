"""Unnumbered rows below a measure's sources whose label no list knows («НЕФКО», «співфінансування»): sources of that measure, and no measures.

Taken for measures they would be counted beside the total that holds them. What shows it: their sum closes the measure's total, they speak of money,
or they stand so below several measures. Where nothing shows it the row stays a measure, and that is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from normalize.entries import Entry, SubLine
from normalize.labels import source_of
from normalize.lexicon import Lexicon
from normalize.line_labels import LineLabels, all_texts
from normalize.records import RowKind, Source
from normalize.seen_rows import State
from normalize.text import fold
from normalize.values import number_in

_Block = tuple[Entry, list[Entry]]


def settle_unnamed_sources(state: State, labels: LineLabels, lexicon: Lexicon) -> None:
    """Give each block's unnamed sources to the measure or sum above them, in place; with findings for those that no word names."""
    if labels.header.column("source") is not None:
        return
    numbered = any(entry.number for entry in state.entries if entry.kind is RowKind.MEASURE)
    blocks = [block for at in range(len(state.entries)) if (block := _block(state.entries, at, labels)) is not None]
    often = Counter(title for _, below in blocks for title in {fold(entry.title) for entry in below})
    taken: set[int] = set()
    for head, below in blocks:
        closes = _closes(head, below, labels)
        if not closes and (not numbered or _is_given(head, below, labels)):
            continue
        for entry in below:
            if closes or often[fold(entry.title)] > 1 or lexicon.opens("rows", "money", entry.title):
                _take(head, entry, state, lexicon)
                taken.add(id(entry))
            elif not entry.bulleted:
                state.tell("row_among_sources", entry.lines[0].line, all_texts(entry.lines[0].line))
    _remove(state, taken)


def _block(entries: Sequence[Entry], at: int, labels: LineLabels) -> _Block | None:
    """The unnumbered rows right below a numbered measure or a sum, where one of all their lines names a source; None where there are none."""
    head, below = entries[at], []
    if head.heading or head.lines[0].place.source not in (None, Source.TOTAL) or not (head.number or head.kind is RowKind.TOTAL):
        return None
    for entry in entries[at + 1 :]:
        other = entry.kind is not RowKind.MEASURE or entry.number or entry.heading or entry.scope
        if other or _described(entry, head, labels) or not labels.figure_cells(entry.lines[0].line):
            break
        below.append(entry)
    return (head, below) if below and any(_of_source(sub) for entry in (head, *below) for sub in entry.lines) else None


def _of_source(sub: SubLine) -> bool:
    return sub.place.source not in (None, Source.TOTAL)


def _described(entry: Entry, head: Entry, labels: LineLabels) -> bool:
    """Whether a row has a term or executor of its own, other than the measure's above: it is another measure."""
    columns = labels.header.columns("term", "term_start", "term_end", "executor")
    line, above = entry.lines[0].line, head.lines[0].line
    return any(line.own(c) not in ("", above.text(c)) for c in columns)


def _closes(head: Entry, below: Sequence[Entry], labels: LineLabels) -> bool:
    """Whether the sources and the rows below come to the measure's own amounts, in each column where it has one."""
    return _adds_up(head, [sub for entry in below for sub in entry.lines], labels) and any(
        number_in(sub.line.own(c)) for entry in below for sub in entry.lines for c in labels.header.columns("planned", "actual", "spent")
    )


def _is_given(head: Entry, below: Sequence[Entry], labels: LineLabels) -> bool:
    """Whether the measure's sources come to its amounts without the rows below, which have amounts of their own: they are something else."""
    columns = labels.header.columns("planned", "actual", "spent")
    return _adds_up(head, [], labels) and any(number_in(entry.lines[0].line.own(c)) for entry in below for c in columns)


def _adds_up(head: Entry, more: Sequence[SubLine], labels: LineLabels) -> bool:
    whole, *parts = [*head.lines, *more]
    columns = labels.header.columns("planned", "actual", "spent")
    sums = [
        (amount, sum(number_in(sub.line.own(c)) or Decimal(0) for sub in parts))
        for c in columns
        if (amount := number_in(whole.line.own(c)))
    ]
    return bool(parts and sums) and all(amount == added for amount, added in sums)


def _take(head: Entry, entry: Entry, state: State, lexicon: Lexicon) -> None:
    first = entry.lines[0]
    known = source_of(entry.title, lexicon)
    source = known if known not in (None, Source.TOTAL) else Source.OTHER
    first.place = replace(first.place, source=source)
    head.lines += entry.lines
    if known is None:
        state.tell("source_unknown", first.line, entry.title)


def _remove(state: State, taken: set[int]) -> None:
    """Leave out the entries that went into others; what points at entries by place goes on pointing at the same ones."""
    if not taken:
        return
    left = [i for i, entry in enumerate(state.entries) if id(entry) not in taken]
    place = {old: new for new, old in enumerate(left)}
    state.entries[:] = [state.entries[i] for i in left]
    for entry in state.entries:
        entry.parent = place.get(entry.parent) if entry.parent is not None else None
