"""A rule between two rows of which a threshold has left a few dashes: on one height, in several cells, where no print stands across the whole row."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ingest.grid import Grid, GridCell
from ingest.pdf_uncut import cut
from ingest.scan.page import Page

# Two rows of print are higher than this together (points), and one is higher than the second.
_TWO, _ONE = 18.0, 8.0
# A rule's rests are no thicker than this, paper shows so far above and below them, and they lie so far off the row's other rules (inches).
_THICK, _CLEAR, _APART = 0.014, 0.02, 0.05
# So much of the table's width they show at least, in so many cells, in no piece longer than that (inches): a longer one was found before.
_SHOWN, _CELLS, _LONGEST = 0.015, 2, 1.0
# What lies so near a rule across (inches) is its own.
_OWN = 0.02


def dashed_rows(page: Page, grid: Grid) -> Grid:
    """The grid with rows parted where the rests of a rule lie between them."""
    rows: dict[int, list[GridCell]] = defaultdict(list)
    for cell in grid.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            rows[row].append(cell)
    cuts = {}
    for row, (top, bottom) in enumerate(pairwise(grid.row_edges)):
        if bottom - top > _TWO and len(rows[row]) > _CELLS and all(cell.row_span == 1 for cell in rows[row]):
            heights = _heights(page, rows[row], top, bottom)
            if heights and min(b - a for a, b in pairwise([top, *heights, bottom])) > _ONE:
                cuts[row] = heights
    return cut(grid, cuts) if cuts else grid


def _heights(page: Page, cells: list[GridCell], top: float, bottom: float) -> list[float]:
    """The heights (points) of a row at which the rests of rules lie."""
    k, dpi = page.dpi / 72, page.dpi
    own = round(_OWN * dpi)
    parts = [
        page.ink[round(top * k) : round(bottom * k), round(cell.box.x0 * k) + own : round(cell.box.x1 * k) - own] > 0 for cell in cells
    ]
    inked = np.array([part.sum(axis=1) for part in parts if part.shape[1] > 0])
    if not inked.size:
        return []
    filled = inked.sum(axis=0) > 0
    edges = np.flatnonzero(np.diff(np.concatenate(([False], filled, [False])).astype(np.int8)))
    runs = list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
    clear, apart, width = _CLEAR * dpi, _APART * dpi, sum(part.shape[1] for part in parts)
    found = []
    for number, (first, last) in enumerate(runs):
        above = first - runs[number - 1][1] if number else first
        below = (runs[number + 1][0] if number + 1 < len(runs) else len(filled)) - last
        if last - first > _THICK * dpi or min(above, below) < clear or min(first, len(filled) - last) < apart:
            continue
        shown = inked[:, first:last].max(axis=1)
        if shown.sum() >= _SHOWN * width and np.count_nonzero(shown) >= _CELLS and _is_torn([part[first:last] for part in parts], dpi):
            found.append(top + (first + last) / 2 / k)
    return found


def _is_torn(pieces: list[NDArray[np.bool_]], dpi: float) -> bool:
    """Is each piece of ink as short as what a threshold leaves?"""
    longest = 0
    for piece in pieces:
        inked = np.concatenate(([False], piece.any(axis=0), [False])).astype(np.int8)
        edges = np.flatnonzero(np.diff(inked))
        longest = max([longest, *(edges[1::2] - edges[::2]).tolist()])
    return longest <= _LONGEST * dpi
