"""Rows of a fund's table that tell what came in, or what was left: no measure, and nothing that was planned to be spent."""

from __future__ import annotations

from collections.abc import Sequence

from normalize.adding_up import adds_up
from normalize.entries import Entry
from normalize.labels import is_total
from normalize.lexicon import Lexicon
from normalize.line_labels import all_texts
from normalize.placed import at_row
from normalize.records import Finding, RowKind
from normalize.slots import Reading, figures_of
from normalize.wordings import tokens


def settle_income(readings: Sequence[Reading], lexicon: Lexicon) -> list[Finding]:
    """Take such rows out, in place, each told; among measures that have no numbers only where a total leaves them out."""
    found = [r for r in readings if _tells_income(r.entry, lexicon)]
    others = [r for r in readings if not any(r is x for x in found)]
    measures = [r for r in others if r.entry.kind is RowKind.MEASURE]
    totals = [r for r in others if r.entry.kind is RowKind.TOTAL]
    left_out = any(adds_up([figures_of(r) for r in measures], figures_of(total)) for total in totals)
    if not measures or not (left_out or all(r.entry.number for r in measures)):
        return []
    for reading in found:
        reading.entry.kind, reading.entry.scope, reading.repeated = RowKind.SUBTOTAL, "part", True
    return [at_row(line.row, "income_row", all_texts(line)) for line in (r.entry.lines[0].line for r in found)]


def _tells_income(entry: Entry, lexicon: Lexicon) -> bool:
    """Whether a row without a number is named for income or a balance: «Надходження податку», «Залишок на початок року», «Всього надходжень», «Надходження – всього»."""
    if entry.number or entry.heading or entry.parent is not None:
        return False
    sums = entry.kind is RowKind.TOTAL and is_total(entry.title, lexicon)
    named = (entry.title, " ".join(tokens(entry.title)[1:])) if sums else (entry.title,)
    return any(lexicon.starts("rows", "income", text) for text in named)
