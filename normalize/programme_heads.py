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
from normalize.text import fold, one_line
from normalize.titles import own_years
from normalize.values import number_in


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
    numbered = _numbered_heads(table)
    if table.header.consolidated or not any(_head_of(item, table.header, numbered) for item in table.lines):
        return [table]
    out: list[Piece] = []
    lines: list[Line | Paragraph] = []
    headed = False
    heads: list[Line] = []
    branches = _branches(table, numbered)
    for item in table.lines:
        if id(item) in branches:
            continue
        head = _head_of(item, table.header, numbered)
        if head is None or isinstance(item, Paragraph):
            lines += [] if heads and _sums_programmes(item, heads if headed else (), table.header) else [item]
            continue
        if any(isinstance(x, Line) for x in lines):
            out.append(replace(table, lines=lines, headed=headed))
        out.append(Paragraph(head, page=item.row.page))
        out += [Paragraph(f"Рішення про затвердження: {text}", page=item.row.page) for text in _decisions_of(item)]
        bodies = [item.text(c) for c in table.header.columns("executor") if item.text(c) and item.text(c) != one_line(head)]
        out += [Paragraph(f"Відповідальний виконавець: {body}", page=item.row.page) for body in bodies]
        headed = any(texts_figures(item.row))
        lines = [item] if headed else []
        heads.append(item)
    return [*out, replace(table, lines=lines, headed=headed)] if lines else out


def _branches(table: LogicalTable, numbered: set[int]) -> set[int]:
    """The rows of branches («2 | Культура і спорт | 280,1») that add up the programmes right below them, by ``id``: they are of no programme.

    One branch at least has several programmes; the same amounts below a row may be chance.
    """
    columns = table.header.columns("planned", "actual", "spent")
    found: dict[int, int] = {}
    for at, item in enumerate(table.lines):
        if isinstance(item, Paragraph) or _head_of(item, table.header, numbered) is not None or not any(texts_figures(item.row)):
            continue
        heads = takewhile(lambda line: _head_of(line, table.header, numbered) is not None, table.lines[at + 1 :])
        below = [line for line in heads if isinstance(line, Line)]
        if below and _adds_up(item, below, columns):
            found[id(item)] = len(below)
    return set(found) if any(count > 1 for count in found.values()) else set()


def _head_of(item: Line | Paragraph, header: Header, numbered: set[int]) -> str | None:
    """The programme that a row names: its only words, or its title beside whoever carries it out, and the decision that approved it."""
    if isinstance(item, Paragraph):
        return None
    texts = {cell.text for _, cell in item.row.filled() if re.search(r"[^\W\d_]", cell.text)}
    text = next(iter(texts)) if len(texts) == 1 else _title(item, header)
    named = programme_head(text) if text and not is_running_text(text) else None
    beside = [cell for cell in texts if one_line(cell) != one_line(text)]
    aside = all(_DECIDED.search(cell) or any(item.text(c) == one_line(cell) for c in header.columns(*_BESIDE)) for cell in beside)
    return text if named and aside and (own_years(named) or id(item) in numbered) else None


_BESIDE = ("executor", "term", "source", "fund", "information", "ignore")


def _title(line: Line, header: Header) -> str:
    return next((line.text(c) for c in header.columns("measure", "section") if line.text(c)), "")


# «від 20.12.2022 № 2710», «рішення 12 сесії від 1 лютого 2024 року № 38-2»
_DECIDED = re.compile(r"№\s*\S*\d")


def _decisions_of(line: Line) -> list[str]:
    texts = [one_line(cell.text) for _, cell in line.row.filled()]
    return [text for text in texts if _DECIDED.search(text) and programme_head(text) is None]


def _numbered_heads(table: LogicalTable) -> set[int]:
    """The rows numbered «1», «2» of which each names a programme, by ``id``, where those numbered «1.1», «2.1» below them name none: so they need no years."""
    column = table.header.column("number")
    rows = [(item, item.own(column).rstrip("."), _title(item, table.header)) for item in table.lines if isinstance(item, Line)]
    heads = [(item, number, title) for item, number, title in rows if number.isdigit()]
    below = [(number, title) for _, number, title in rows if re.fullmatch(r"\d+(?:\.\d+)+", number)]
    plain = len(heads) > 1 and all(programme_head(title) for *_, title in heads)
    known = {number for _, number, _ in heads}
    held = {number.partition(".")[0] for number, _ in below}
    return {id(item) for item, *_ in heads} if plain and held == known and not any(programme_head(t) for _, t in below) else set()


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
    wholes = {c: amount for c in columns if (amount := number_in(line.text(c))) is not None}
    sums = {c: sum((number_in(head.text(c)) or Decimal(0) for head in heads), Decimal(0)) for c in wholes}
    return len(wholes) > 1 and wholes == sums
