"""Programmes that stand one below the other in a document: a paragraph, or a row of a table, that names the programme of what follows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby, takewhile

from ingest.model import Paragraph
from normalize.announcements import programme_head
from normalize.around import take_apart
from normalize.facts import is_running_text
from normalize.header_votes import PROGRAMMES_BESIDE
from normalize.headers import Header
from normalize.logical_tables import Line, LogicalTable, Piece
from normalize.row_places import texts_figures
from normalize.text import fold, one_line
from normalize.titles import own_years
from normalize.values import number_in


def part_by_programmes(pieces: Sequence[Piece]) -> list[Piece]:
    """Tables cut at rows that name a programme with its own years, where the document's title names none; such a row becomes a paragraph.

    Below a title that speaks of programmes («Звіт про виконання місцевих програм») they need no years, and a column may name them.
    """
    before: list[Paragraph] = []
    for piece in pieces:
        if not isinstance(piece, Paragraph):
            break
        before.append(piece)
    title = take_apart(before, []).title
    if title.programme is not None:
        return list(pieces)
    plural = title.consolidated
    return [part for piece in pieces for part in (_parts(piece, plural=plural) if isinstance(piece, LogicalTable) else [piece])]


def _parts(table: LogicalTable, *, plural: bool) -> list[Piece]:
    named = {} if table.header.consolidated else _heads(table, plural=plural)
    if not named:
        return (_by_column(table) if plural else None) or [table]
    out: list[Piece] = []
    lines: list[Line | Paragraph] = []
    headed = False
    heads: list[Line] = []
    sums: list[Line] = []  # «Разом за програмою», of each
    branches = _branches(table, named)
    for item in table.lines:
        if id(item) in branches:
            continue
        head = named.get(id(item))
        if head is None or isinstance(item, Paragraph):
            of_all = bool(heads) and (
                _sums_programmes(item, heads if headed else (), table.header) or _sums_programmes(item, sums, table.header)
            )
            lines += [] if of_all else [item]
            sums += [item] if isinstance(item, Line) and _BARE_SUM.match(fold(_title(item, table.header))) else []
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


def _by_column(table: LogicalTable) -> list[Piece] | None:
    """The table parted where a column beside the measures names another programme; None where none names two. What adds up all lines is of none."""
    columns = [c for c, m in enumerate(table.header.meanings) if m.how == PROGRAMMES_BESIDE]
    lines = [item for item in table.lines if isinstance(item, Line)]
    for column in columns:
        names = [programme_head(line.text(column), fewest=_FEWEST) for line in lines]
        groups = [(name, [line for _, line in group]) for name, group in groupby(zip(names, lines, strict=True), lambda pair: pair[0])]
        if len(set(names) - {None}) < 2:
            continue
        measures = [line for name, group in groups if name for line in group if not _BARE_SUM.match(fold(_title(line, table.header)))]
        out: list[Piece] = []
        for name, group in groups:
            if name:
                out += [Paragraph(group[0].text(column), page=group[0].row.page), replace(table, lines=[*group])]
            elif out and not all(_adds_up(line, measures, table.header.columns("planned", "actual", "spent")) for line in group):
                last = out[-1]
                out[-1] = replace(last, lines=[*last.lines, *group]) if isinstance(last, LogicalTable) else last
        return out
    return None


_FEWEST = 2  # words of a programme's title, where programmes are expected
_BARE_SUM = re.compile(r"(?:всього|усього|разом|загалом)\b")


def _branches(table: LogicalTable, named: Mapping[int, str]) -> set[int]:
    """The rows of branches («2 | Культура і спорт | 280,1») that add up the programmes right below them, by ``id``: they are of no programme.

    One branch at least has several programmes; the same amounts below a row may be chance.
    """
    columns = table.header.columns("planned", "actual", "spent")
    found: dict[int, int] = {}
    for at, item in enumerate(table.lines):
        if isinstance(item, Paragraph) or id(item) in named or not any(texts_figures(item.row)):
            continue
        below = [line for line in takewhile(lambda line: id(line) in named, table.lines[at + 1 :]) if isinstance(line, Line)]
        if below and _adds_up(item, below, columns):
            found[id(item)] = len(below)
    return set(found) if any(count > 1 for count in found.values()) else set()


def _heads(table: LogicalTable, *, plural: bool) -> dict[int, str]:
    """The rows that name a programme, by ``id``, and what they call it."""
    numbered = _numbered_heads(table)
    column = table.header.column("number")
    found: dict[int, str] = {}
    for item in table.lines:
        if isinstance(item, Line):
            below = re.match(r"\d+\.\d", item.own(column)) is not None
            head = _head_of(item, table.header, sure=id(item) in numbered or (plural and not below))
            found |= {id(item): head} if head else {}
    return found


def _head_of(item: Line, header: Header, *, sure: bool) -> str | None:
    """The programme that a row names: its only words, or its title beside whoever carries it out, and the decision that approved it."""
    texts = {cell.text for _, cell in item.row.filled() if re.search(r"[^\W\d_]", cell.text) and not _ROMAN.fullmatch(cell.text.strip())}
    text = next(iter(texts)) if len(texts) == 1 else _title(item, header)
    named = programme_head(text, fewest=_FEWEST if sure else 3) if text and not is_running_text(text) else None
    beside = [cell for cell in texts if one_line(cell) != one_line(text)]
    aside = all(_DECIDED.search(cell) or any(item.text(c) == one_line(cell) for c in header.columns(*_BESIDE)) for cell in beside)
    return text if named and aside and (own_years(named) or sure) else None


_ROMAN = re.compile(r"[IVXІХ]{1,5}[.)]?")
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
    plain = len(heads) > 1 and all(programme_head(title, fewest=_FEWEST) for *_, title in heads)
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
