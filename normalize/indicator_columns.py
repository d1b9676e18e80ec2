"""Tables of measures in money that hold their indicators in columns beside: «Результативні показники › назва | од. вим. | план | факт»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from normalize.columns import read_column
from normalize.figures import is_figure
from normalize.header_roles import OF_INDICATOR
from normalize.headers import Header
from normalize.lexicon import Lexicon
from normalize.logical_tables import Line, LogicalTable, Piece
from normalize.meanings import Meaning

_OF_INDICATORS = ("indicator", "unit", "planned", "actual", "category")

_BEGINS = re.compile(r"\s*(?:[-–—•*·]|\W*[^\W_a-zа-яіїєґ])")  # a bullet, a capital, a figure


def with_indicator_columns(pieces: Sequence[Piece], lexicon: Lexicon) -> list[Piece]:
    """Behind each such table another of its indicators alone; the measures' own table stays as it is."""
    out: list[Piece] = []
    for piece in pieces:
        out.append(piece)
        beside = _beside(piece, lexicon) if isinstance(piece, LogicalTable) and not piece.header.consolidated else None
        if beside is not None:
            out.append(beside)
    return out


def _beside(table: LogicalTable, lexicon: Lexicon) -> LogicalTable | None:
    header = _of_indicators(table.header, lexicon)
    titled = header.column("indicator") if header is not None else None
    if header is None or titled is None or not header.columns("planned", "actual"):
        return None
    lines = [
        one for item in table.lines if isinstance(item, Line) and re.search(r"\w", item.own(titled)) for one in _apart(item, header, titled)
    ]
    return replace(table, header=header, lines=[*lines], origin=([], 0, 0), headed=False) if lines else None


def _apart(line: Line, header: Header, titled: int) -> Sequence[Line]:
    """One line for each of several indicators that stand one below another in the cells of one row; a name that merely wraps begins none."""
    columns = [titled, *header.columns("unit", "planned", "actual")]
    stacks = {c: cell.text.strip().splitlines() for c in columns if (cell := line.cells[c]) is not None and cell.text.strip()}
    names = stacks.get(titled, [])
    figures = [stacks[c] for c in header.columns("planned", "actual") if c in stacks]
    alike = all(len(stack) == len(names) for stack in stacks.values()) and all(is_figure(text) for stack in figures for text in stack)
    if len(names) < 2 or not figures or not alike or not all(_BEGINS.match(name) for name in names):
        return (line,)
    return [
        replace(line, cells=tuple(replace(cell, text=stacks[c][i]) if cell and c in stacks else cell for c, cell in enumerate(line.cells)))
        for i in range(len(names))
    ]


def _of_indicators(header: Header, lexicon: Lexicon) -> Header | None:
    """The header as that of the indicators, all other columns set aside; None where no heading stands over a name and what was reached of it."""
    groups = {path[0] for path, m in zip(header.paths, header.meanings, strict=True) if m.how == OF_INDICATOR}
    if len(groups) != 1:
        return None
    meanings = [
        _beneath(path, lexicon) if m.how == OF_INDICATOR else Meaning("ignore")
        for path, m in zip(header.paths, header.meanings, strict=True)
    ]
    if sum(m.field == "indicator" for m in meanings) != 1 or len({m.claim for m in meanings if m.field in ("planned", "actual")}) < sum(
        m.field in ("planned", "actual") for m in meanings
    ):
        return None
    return replace(header, meanings=tuple(meanings), kind="indicators", doubts=(), misspelt=())


def _beneath(path: Sequence[str], lexicon: Lexicon) -> Meaning:
    """What a column under the indicators' heading holds: «назва» is the indicator's, whatever else it may be called elsewhere."""
    meaning = read_column(path[1:], lexicon)
    if meaning.field in ("measure", "programme"):
        return replace(meaning, field="indicator")
    return meaning if meaning.field in _OF_INDICATORS else Meaning("ignore")
