"""Tables beside the one of measures: lists of purchases, contracts, visitors, sums by source. They are not read as measures, and that is said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from normalize.figures import WORD, is_figure
from normalize.lexicon import Lexicon
from normalize.logical_tables import Line, LogicalTable
from normalize.records import Finding
from normalize.table_rows import Row
from normalize.units import read_unit
from normalize.years import is_year_label

_LONGEST_HEAD = 80
# So much of another head's words, no short ones, and so many at least, tell that it is the same one.
_SAME_HEAD, _FEW_WORDS = 0.6, 4
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")


def heads_itself(rows: Sequence[Row], lexicon: Lexicon) -> bool:
    """Whether rows under no known header begin with one of their own: words in nearly all cells, column names among them, figures below.

    Such rows are no continuation of the table before, whatever their number of columns.
    """
    titles = next((i for i, row in enumerate(rows) if len(row.filled()) > 1), 0)  # «Перелік договорів» over the whole table
    if titles > 2 or any(is_figure(row.text(c)) for row in rows[:titles] for c, _ in row.filled()):
        return False
    head, below = rows[titles], rows[titles + 1 :]
    texts = [head.text(c) for c, _ in head.filled()]
    if (
        len(texts) < 3
        or len(texts) < 0.75 * sum(1 for _ in head.distinct())
        or not any(is_figure(r.text(c)) for r in below for c, _ in r.filled())
    ):
        return False
    if any(is_figure(text) or len(text) > _LONGEST_HEAD or not (text[0].isupper() or text[0] == "№") for text in texts):
        return False
    known = sum(lexicon.best("fields", text, 0.7) is not None or read_unit(text) is not None or _counts(text, lexicon) for text in texts)
    return (texts[0][0] == "№" and known > 0) or known > 1


def _counts(text: str, lexicon: Lexicon) -> bool:
    return any(lexicon.starts("natural", meaning, text) for meaning in ("prices", "counted"))


@dataclass(frozen=True, slots=True)
class Unread:
    """A table with figures under no known header: the texts of its own header, if it has one, and its first text."""

    table: int
    page: int | None
    heads: tuple[str, ...]
    text: str


def heads_of(rows: Sequence[Row], lexicon: Lexicon) -> list[str]:
    """The texts of the header that rows begin with; none where they have none."""
    head = next((row for row in rows if len(row.filled()) > 1), rows[0])
    return [head.text(c) for c, _ in head.filled()] if heads_itself(rows, lexicon) else []


def same_head(heads: Sequence[str], others: Iterable[Sequence[str]]) -> bool:
    """Whether the texts of a head hold most words of one of the ``others``: that one once more, with its cells read together."""
    own = _words(heads)
    return any(len(words) >= _FEW_WORDS and len(words & own) >= _SAME_HEAD * len(words) for words in map(_words, others))


def _words(heads: Sequence[str]) -> set[str]:
    return {word for text in heads for word in _LONG_WORD.findall(text.lower())}


def untold(heads: Sequence[str], text: str = "", *, beside_measures: bool, lexicon: Lexicon) -> str:
    """The rule that tells of a table with figures that is not read: a warning where it may hold plan or actual of measures, else a remark.

    A table without a header of its own (no ``heads``) may be the rest of the measures: a warning always.

    ``beside_measures``: the document has a table of measures that is read; what stands beside it and names no measure details it at most.
    """
    if beside_measures and any(lexicon.says("documents", "resources", text) for text in (*heads, text)):
        return "other_table"  # the programme's own form of what it is to cost over its stages
    fields = {found.meaning for text in heads if (found := lexicon.best("fields", text, 0.75)) is not None}
    money = bool(fields & {"planned", "actual", "spent"}) or any(
        is_year_label(text) or (read_unit(text) is not None and not _counts(text, lexicon)) for text in heads
    )
    holds_measures = bool(fields & {"measure", "programme"}) and money
    return "other_table" if beside_measures and not holds_measures and any(WORD.search(text) for text in heads) else "unknown_header"


def by_economic_class(table: LogicalTable, lexicon: Lexicon) -> bool:
    """Whether a table lists budget codes of economic class (КЕКВ) instead of measures: its rows have such codes, and no numbers of their own."""
    header = table.header
    heads = (c for c, path in enumerate(header.paths) if path and lexicon.says("natural", "economic", " ".join(path)))
    codes = next(heads, None)
    if codes is None or header.column("number") is not None:
        return False
    given = [item.own(codes) for item in table.lines if isinstance(item, Line) and item.own(codes)]
    return len(given) > 1 and sum(bool(_ECONOMIC_CODE.fullmatch(text)) for text in given) * 4 >= len(given) * 3


# Four digits, 2xxx current and 3xxx capital spending: order No. 11 of the Ministry of Finance of 14.01.2011
_ECONOMIC_CODE = re.compile(r"[23]\d{3}")


def told(rule: str, heads: Sequence[str], *, table: int, page: int | None) -> Finding:
    """The finding on a whole table that is not read."""
    text = " | ".join(heads)[:200]
    return Finding(rule, {"column": "—", "header": text}, table_number=table, page=page, found=text)
