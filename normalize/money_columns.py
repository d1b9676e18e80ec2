"""What the figure columns of a header give: the record's column they fill, their unit, the cells under them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ingest.model import Cell
from normalize.headers import Header
from normalize.logical_tables import Line
from normalize.meanings import FIGURES
from normalize.units import Unit
from normalize.years import years_in

_TARGETS = {
    None: "planned_uah",
    "initial": "planned_initial_uah",
    "amended": "planned_uah",
    "budget": "planned_budget_uah",
    "period": "planned_period_uah",
}


_FIRST_PART = {"q1": 3, "h1": 6, "h6": 6, "m3": 3, "m9": 9}


def of_report_period(header: Header, month: int | None) -> Header:
    """The header of a report that ends with ``month``: the plan of its first quarter or half-year is the period's plan beside the year's.

    What was financed in that very part is simply the actual, where nothing else is.
    """
    inside = [m.period is not None and _FIRST_PART.get(m.period) == month for m in header.meanings]
    yearly = any(m.field == "planned" and m.period is None for m in header.meanings)
    if not any(inside) or not yearly:
        return header
    alone = {f: all(i for m, i in zip(header.meanings, inside, strict=True) if m.field == f) for f in ("actual", "spent")}
    meanings = tuple(
        replace(m, period=None, plan="period")
        if i and m.field == "planned"
        else replace(m, period=None)
        if i and alone.get(m.field or "")
        else m
        for m, i in zip(header.meanings, inside, strict=True)
    )
    return replace(header, meanings=meanings)


def targets(header: Header) -> dict[int, str]:
    """Which column of view ``funding`` each money column fills: of several plans the programme's with amendments is ``planned_uah``."""
    out: dict[int, str] = {}
    groups: dict[tuple[object, ...], list[int]] = {}
    for c in header.columns("planned"):
        m = header.meanings[c]
        groups.setdefault((m.year, m.whole, m.source, m.fund, m.period), []).append(c)
    for columns in groups.values():
        kinds = {header.meanings[c].plan for c in columns}
        main = next(kind for kind in ("amended", None, "initial", "budget", "period") if kind in kinds)
        for c in columns:
            kind = header.meanings[c].plan
            if kind == main:
                out[c] = "planned_uah"
            elif kind is None:
                out[c] = "planned_initial_uah"
            else:
                out[c] = _TARGETS[kind]
    for name, target in (("actual", "actual_uah"), ("spent", "spent_uah"), ("deviation", "deviation")):
        out.update(dict.fromkeys(header.columns(name), target))
    return out


def without_partial_sums(header: Header, programme: tuple[int, int] | None) -> tuple[Header, list[int]]:
    """The header without «Разом 2022-2023» of a programme for 2022-2025 beside 2022 and 2023, and such columns: a sum of some years is no record."""
    if programme is None:
        return header, []
    years = {(m.field, m.year) for m in header.meanings if m.year is not None}
    found = []
    for c, meaning in enumerate(header.meanings):
        levels = header.paths[c] if meaning.field in FIGURES and meaning.whole else ()
        named, span = next((years_in(level) for level in reversed(levels) if years_in(level)[1]), (list[int](), False))
        if not span or len(named) != 2 or not programme[0] <= named[0] <= named[1] <= programme[1] or tuple(named) == programme:
            continue
        if all((meaning.field, year) in years for year in range(named[0], named[1] + 1)):
            found.append(c)
    meanings = tuple(replace(m, field="ignore", how="a sum of some years") if c in found else m for c, m in enumerate(header.meanings))
    return (replace(header, meanings=meanings) if found else header), found


def figure_cells(line: Line, header: Header) -> Iterator[tuple[list[int], Cell]]:
    """The cells under figure columns that begin in this line, each with the figure columns it covers; labels reaching in are left out."""
    figures = set(header.columns(*FIGURES))
    c = 0
    while c < len(line.cells):
        cell = line.cells[c]
        first = c
        covered = []
        while c < len(line.cells) and line.cells[c] is cell:
            covered.append(c)
            c += 1
            if cell is None:
                break
        if cell is None or cell.row != line.row.index or first not in figures:
            continue
        yield [k for k in covered if k in figures], cell


def swallowed(line: Line, header: Header, columns: Iterable[int]) -> Iterator[tuple[int, Cell]]:
    """The money columns whose amounts a label that reaches into them took in: «Разом 132881» over label and plan, beside amounts of other columns."""
    if not any(True for _ in figure_cells(line, header)):
        return
    figures = set(header.columns(*FIGURES))
    for c in columns:
        cell = line.cells[c]
        if cell is None or cell.row != line.row.index or next(k for k, other in enumerate(line.cells) if other is cell) in figures:
            continue
        if _AMOUNT.search(_NO_AMOUNT.sub(" ", cell.text)):
            yield c, cell


_NO_AMOUNT = re.compile(r"\d{1,2}\.\d{1,2}\.(?:20)?\d\d|20[0-4]\d|№\s?\d[\d/-]*|\d+(?:\.\d+)+\.")
_AMOUNT = re.compile(r"(?<![\d.])(?:\d{1,3}(?:[ \u00a0]\d{3})+|\d+,\d+|\d{4,})")


def units_of(header: Header, default: Unit | None) -> dict[int, Unit | None]:
    """Each money column's unit: its own header's, else the one that all other headers name, else the table's."""
    named = [m.unit for m in header.meanings if m.field in FIGURES and m.field != "percent" and m.unit is not None]
    common = named[0] if named and len(set(named)) == 1 else None
    return {
        c: m.unit or default or common if m.unit is None and default is not None else m.unit or common
        for c, m in enumerate(header.meanings)
    }


def _parts_of_year(periods: set[str]) -> set[str]:
    """The parts that make the year and hold each other nowhere: quarters, months, and a half whose quarters are not there."""
    parts = {p for p in periods if p.startswith(("q", "m0", "m1"))}
    halves = {"h1": {"q1", "q2"}, "h2": {"q3", "q4"}}
    return parts | {
        half for half, quarters in halves.items() if half in periods and not quarters & periods and (parts or halves.keys() <= periods)
    }


def periods_to_add(header: Header) -> set[int]:
    """Quarter and month columns that have to be added up, because no column gives the year."""
    out: set[int] = set()
    for name in ("planned", "actual", "spent"):
        columns = header.columns(name)
        if columns and all(header.meanings[c].period is not None for c in columns):
            parts = _parts_of_year({header.meanings[c].period or "" for c in columns})
            out.update(c for c in columns if header.meanings[c].period in parts)
            if not out & set(columns):
                out.update(columns[:1])
    return out
