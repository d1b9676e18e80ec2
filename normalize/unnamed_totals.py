"""A last row without a number, term or executor whose plan and fact are the sums of all measures is the programme's total, whatever its label says.

So is «Всього» of which a scan left «го». Taken for a measure it would count everything twice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from normalize.adding_up import Figures, adds_up
from normalize.entries import Entry
from normalize.placed import at_row
from normalize.records import Finding, RowKind

# Fewer rows may add up by chance.
_PARTS = 3
# What a total is called; a label of so few letters is none of them for certain, nor one with more letters wrong.
_WORDS, _LEAST, _AWAY = ("Всього", "Усього", "Разом"), 3, 2


def settle_unnamed_total(entries: Sequence[Entry], figures: Figures) -> list[Finding]:
    """Make the last entry a total where it can only be one, in place; with the finding that tells so."""
    if not entries:
        return []
    last = entries[-1]
    measures = [e for e in entries[:-1] if e.kind is RowKind.MEASURE and not e.heading]
    if not _may_be_total(last) or len(measures) < _PARTS or not all(e.number for e in measures):
        return []
    whole, parts = figures(last), [figures(e) for e in measures]
    # A sum of another extent, whose label was misread as well, is a section's.
    if any(e.kind is RowKind.TOTAL and e.scope != "section" and (not figures(e) or adds_up(parts, figures(e))) for e in entries):
        return []
    told = {key: amount for key, amount in whole.items() if amount[1] != 0}
    filled = sum(any(high != 0 for _, high in part.values()) for part in parts)
    if len(set(told.values())) < 2 or filled < _PARTS or not adds_up(parts, whole):
        return []
    read = last.title
    last.kind, last.scope, last.section, last.title = RowKind.TOTAL, "programme", None, _label(read)
    return [at_row(last.lines[0].line.row, "total_by_sum", read)]


def _may_be_total(last: Entry) -> bool:
    """Whether a row has nothing that a measure has: no number, and no term or executor, or a label that reaches from the first column over others."""
    spans = any(cell.column == 0 and cell.column_span > 1 for _, cell in last.title_cells)
    plain = last.number is None and not (last.bulleted or last.heading)
    return last.kind is RowKind.MEASURE and plain and (spans or not last.described)


def _label(read: str) -> str:
    """The sum's word of which a scan left a part, or misread two letters, where one alone can be meant; else what was read."""
    word = re.split(r"[\s:]", read.strip(), maxsplit=1)[0]
    away = {w: Levenshtein.distance(word.lower(), w.lower()) for w in _WORDS}
    near = [w for w, distance in away.items() if distance == min(away.values()) <= _AWAY]
    return near[0] if len(near) == 1 and len(word) > _LEAST else read
