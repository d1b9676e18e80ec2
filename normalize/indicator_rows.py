"""Tables whose rows are measures in money and, between them, the measures' indicators in units of their own: each kind is read as what it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from normalize.categories import category_of
from normalize.headers import Header
from normalize.labels import is_total
from normalize.lexicon import Lexicon
from normalize.logical_tables import Line, LogicalTable, Piece
from normalize.meanings import MONEY
from normalize.row_places import texts_figures
from normalize.units import Unit, read_unit


def with_indicators_apart(pieces: Sequence[Piece], lexicon: Lexicon) -> list[Piece]:
    """Such a table made two, one of the measures and one of the indicators; others as they are."""
    return [part for piece in pieces for part in (_parts(piece, lexicon) if isinstance(piece, LogicalTable) else (piece,))]


def _parts(table: LogicalTable, lexicon: Lexicon) -> Sequence[LogicalTable]:
    header = table.header
    titles = header.columns("measure", "indicator")
    amounts = [header.meanings[c] for c in header.columns(*MONEY)]
    mixed = header.kind in ("funding", "indicators") and header.column("unit") is not None and header.column("number") is not None
    if not mixed or len(titles) != 1 or not lexicon.says("rows", "measures", " ".join(header.paths[titles[0]])):
        return (table,)
    if not {"planned", "actual"} <= {m.field for m in amounts} or any(m.unit is not None for m in amounts):
        return (table,)
    units = {unit for item in table.lines if isinstance(item, Line) and (unit := _money_of_measure(item, header))}
    of_indicators = [isinstance(item, Line) and _is_indicator(item, header, units, lexicon) for item in table.lines]
    if not units or not any(of_indicators):
        return (table,)
    return tuple(
        replace(
            table, header=_as(header, titles[0], kind), lines=[x for x, i in zip(table.lines, of_indicators, strict=True) if i is apart]
        )
        for kind, apart in (("funding", False), ("indicators", True))
    )


def _money_of_measure(line: Line, header: Header) -> Unit | None:
    """The unit of money that a numbered row names for its amounts."""
    return read_unit(line.text(header.column("unit"))) if line.own(header.column("number")) else None


def _is_indicator(line: Line, header: Header, units: set[Unit], lexicon: Lexicon) -> bool:
    """Whether a row counts something else than the measures' money: «осіб», «грн» beside measures in thousands; or heads such rows."""
    text, title = line.text(header.column("unit")), line.text(header.columns("measure", "indicator")[0])
    if not any(texts_figures(line.row)):
        return category_of(title, lexicon) is not None
    unit = read_unit(text)
    if not re.search(r"[^\W\d_]|%", text) or is_total(title, lexicon):
        return False
    return unit is None or (not line.own(header.column("number")) and unit not in units)


def _as(header: Header, title: int, kind: str) -> Header:
    """The header with its titles, and the texts beside them, those of measures or of indicators."""
    fields = {"reasons": "information"} if kind == "funding" else {"information": "reasons", "deviation": "ignore", "percent": "ignore"}
    meanings = [replace(m, field=fields.get(m.field or "", m.field)) for m in header.meanings]
    meanings[title] = replace(meanings[title], field="measure" if kind == "funding" else "indicator")
    return replace(header, meanings=tuple(meanings), kind=kind)
