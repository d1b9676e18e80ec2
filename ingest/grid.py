"""Ruling lines become cells: one geometry for exported PDFs and scans alike.

Filled in by the grid's owner; the names and shapes below are what both readers rely on.
"""

from __future__ import annotations

from dataclasses import dataclass

from ingest.model import Box


@dataclass(frozen=True, slots=True)
class Line:
    """A ruling line, axis-aligned: horizontal (``y0 == y1``) or vertical (``x0 == x1``). Points from the top left."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of text and where it stands."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a grid: position and span counted from 0, box in points."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box


@dataclass(frozen=True, slots=True)
class Grid:
    """One table's geometry. ``cells`` cover every position exactly once, merged cells as one."""

    column_edges: tuple[float, ...]
    row_edges: tuple[float, ...]
    cells: tuple[GridCell, ...]
    box: Box
    ruled: bool = True
    repaired: frozenset[tuple[int, int]] = frozenset()


def grids_from_lines(lines: list[Line], *, tolerance: float = 2.0) -> list[Grid]:
    """All tables that the ruling lines of one page draw, top to bottom."""
    raise NotImplementedError


def grids_from_words(words: list[Word], *, rulings: list[Line] | None = None) -> list[Grid]:
    """Tables without (or with only some) rulings, found by the alignment of words."""
    raise NotImplementedError
