"""Programmes that stand one below the other in a document: a paragraph, or a row of a table, that names the programme of what follows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import takewhile

from ingest.model import Paragraph
from normalize.announcements import programme_head
from normalize.around import take_apart
from normalize.facts import is_running_text
from normalize.headers import Header
from normalize.logical_tables import Line, LogicalTable, Piece
from normalize.row_places import texts_figures
from normalize.text import fold
from normalize.titles import own_years
from normalize.values import read_value


def part_by_programmes(pieces: Sequence[Piece]) -> list[Piece]:
    """Tables cut at rows that name a programme with its own years, where the document's title names none; such a row becomes a paragraph."""
    before: list[Paragraph] = []
    for piece in pieces:
        if not isinstance(piece, Paragraph):
            break
        before.append(piece)
    if take_apart(before, []).title.programme is not None:
        return list(pieces)
    return [part for piece in pieces for part in (_parts(piece) if isinstance(piece, LogicalTable) else [piece])]


def _parts(table: LogicalTable) -> list[Piece]:
    if table.header.consolidated or not any(_head_of(item) for item in table.lines):
        return [table]
    out: list[Piece] = []
    lines: list[Line | Paragraph] = []
    headed = False
    heads: list[Line] = []
    branches = _branches(table)
    for item in table.lines:
        if id(item) in branches:
            continue
        head = _head_of(item)
        if head is None or isinstance(item, Paragraph):
            lines += [] if heads and _sums_programmes(item, heads if headed else (), table.header) else [item]
            continue
        if any(isinstance(x, Line) for x in lines):
            out.append(replace(table, lines=lines, headed=headed))
        out.append(Paragraph(head, page=item.row.page))
        headed = any(texts_figures(item.row))
        lines = [item] if headed else []
        heads.append(item)
    return [*out, replace(table, lines=lines, headed=headed)] if lines else out


def _branches(table: LogicalTable) -> set[int]:
    """The rows of branches («2 | Культура і спорт | 280,1») that add up the programmes right below them, by ``id``: they are of no programme.

    One branch at least has several programmes; the same amounts below a row may be chance.
    """
    columns = table.header.columns("planned", "actual", "spent")
    found: dict[int, int] = {}
    for at, item in enumerate(table.lines):
        if isinstance(item, Paragraph) or _head_of(item) is not None or not any(texts_figures(item.row)):
            continue
        below = [line for line in takewhile(lambda line: _head_of(line) is not None, table.lines[at + 1 :]) if isinstance(line, Line)]
        if below and _adds_up(item, below, columns):
            found[id(item)] = len(below)
    return set(found) if any(count > 1 for count in found.values()) else set()


def _head_of(item: Line | Paragraph) -> str | None:
    if isinstance(item, Paragraph):
        return None
    texts = {cell.text for _, cell in item.row.filled() if re.search(r"[^\W\d_]", cell.text)}
    text = texts.pop() if len(texts) == 1 else ""
    named = programme_head(text) if text and not is_running_text(text) else None
    return text if named and own_years(named) else None


def _sums_programmes(item: Line | Paragraph, heads: Sequence[Line], header: Header) -> bool:
    """«Всього за програмами», or «ВСЬОГО» with the sums of the programmes' own rows: the row that adds up all programmes belongs to none of them."""
    if isinstance(item, Paragraph):
        return False
    texts = [fold(cell.text) for _, cell in item.row.filled()]
    if any(re.match(r"(?:всього|усього|разом|загалом)\b.*\bпрограм(?:ам|ами|ах)\b", text) for text in texts):
        return True
    bare = any(re.fullmatch(r"(?:всього|усього|разом|загалом)\W*", text) for text in texts)
    return bare and len(heads) > 1 and _adds_up(item, heads, header.columns("planned", "actual", "spent"))


def _adds_up(line: Line, heads: Sequence[Line], columns: Sequence[int]) -> bool:
    """Whether a line's amounts, two at least, are those of the other lines added up."""
    wholes = {c: amount for c in columns if (amount := _amount(line, c)) is not None}
    sums = {c: sum((_amount(head, c) or Decimal(0) for head in heads), Decimal(0)) for c in wholes}
    return len(wholes) > 1 and wholes == sums


def _amount(line: Line, column: int) -> Decimal | None:
    number = read_value(line.text(column)).number
    return number.value if number is not None else None
