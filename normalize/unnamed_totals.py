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
from normalize.text import fold

# One row adds up to another by chance; two may, and are told.
_PARTS, _SURE = 2, 3
# What a sum speaks of, whatever else it is called: «Загальна вартість заходів Програми», «Підсумкова сума», «Сума»
_OF_SUM = re.compile(
    r"(?:(?:загальн|підсумков|сумарн)\w+ )?(?:сума|вартість|обсяг|кошторис|потреба|підсумок|витрати|видатки|фінансування|кошти)\b"
)
# What a total is called; a label of so few letters is none of them for certain, nor one with more letters wrong.
_WORDS, _LEAST, _AWAY = ("Всього", "Усього", "Разом"), 3, 2
# What their first letters are taken for.
_TAKEN_FOR = {"Всього": "ВБЬЗ8", "Усього": "УЧХ", "Разом": "РГФ"}


def settle_unnamed_total(entries: Sequence[Entry], figures: Figures) -> list[Finding]:
    """Make the last entry a total where it can only be one, in place; with the finding that tells so."""
    # A line that cuts the row in two leaves scraps of its label below it.
    filled_to = max((k for k, e in enumerate(entries) if figures(e)), default=-1)
    if filled_to < 0 or any(e.number for e in entries[filled_to + 1 :]):
        return []
    last = entries[filled_to]
    measures = [e for e in entries[:filled_to] if e.kind is RowKind.MEASURE and not e.heading]
    named = _OF_SUM.match(fold(last.title)) is not None
    if not _is_plain(last) or len(measures) < _PARTS or not (named or all(e.number for e in measures)):
        return []
    whole, parts = figures(last), [figures(e) for e in measures]
    # A sum of another extent, whose label was misread as well, is a section's.
    if any(e.kind is RowKind.TOTAL and e.scope != "section" and (not figures(e) or adds_up(parts, figures(e))) for e in entries):
        return []
    told = {key: amount for key, amount in whole.items() if amount[1] != 0}
    filled = sum(any(high != 0 for _, high in part.values()) for part in parts)
    if filled < _PARTS or not adds_up(parts, whole):
        return []
    read, row = last.title, last.lines[0].line.row
    alone = _stands_alone(last)
    if not alone and not named:
        return []
    if not alone or not (named or (filled >= _SURE and len(set(told.values())) > 1)):
        return [at_row(row, "row_equals_sum", read)]
    last.kind, last.scope, last.section, last.title = RowKind.TOTAL, "programme", None, _label(read)
    return [at_row(row, "total_by_sum", read)]


def _is_plain(last: Entry) -> bool:
    """Whether a row has no number, and is neither a part of the one above nor a section's."""
    return last.kind is RowKind.MEASURE and last.number is None and not (last.bulleted or last.heading)


def _stands_alone(last: Entry) -> bool:
    """Whether a row has no term or executor, or a label that reaches from the first column over others."""
    spans = any(cell.column == 0 and cell.column_span > 1 for _, cell in last.title_cells)
    return spans or not last.described or _says_no_more(last)


def _says_no_more(entry: Entry) -> bool:
    """Whether a row holds no word but its title's: no term, executor or remark, in a table that may have no columns of them."""
    titles = [cell for _, cell in entry.title_cells]
    cells = [cell for sub in entry.lines for cell in sub.line.cells if cell is not None]
    return not any(any(ch.isalpha() for ch in cell.text) for cell in cells if not any(cell is title for title in titles))


def _label(read: str) -> str:
    """The sum's word of which a scan left a part, or misread two letters, where one alone can be meant; else what was read."""
    word = re.split(r"[\s:]", read.strip(), maxsplit=1)[0]
    away = {w: Levenshtein.distance(word.lower(), w.lower()) for w in _WORDS}
    near = [w for w, distance in away.items() if distance == min(away.values()) <= _AWAY]
    near = near if len(near) == 1 else [w for w in near if word[:1].upper() in _TAKEN_FOR[w]]
    return near[0] if len(near) == 1 and len(word) > _LEAST else read
