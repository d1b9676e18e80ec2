"""Pieces of worn rules that make a small grid in the middle of a table: most of the print at its height stands beside it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ingest.grid import Grid
from ingest.scan.page import Page

# A grid narrower than this part of the print at its height, beside which stands that many times more ink than in it, is a piece of one.
_NARROW, _BESIDE = 0.6, 1.5


def whole_grids(page: Page, grids: Sequence[Grid]) -> list[Grid]:
    """The grids that are no pieces of a table whose other rules are gone."""
    return [grid for grid in grids if not _is_piece(page, grid)]


def _is_piece(page: Page, grid: Grid) -> bool:
    k = page.dpi / 72
    x0, y0, x1, y1 = (round(v * k) for v in (grid.box.x0, grid.box.y0, grid.box.x1, grid.box.y1))
    columns = np.count_nonzero(page.ink[max(0, y0) : y1], axis=0)
    inked = np.flatnonzero(columns)
    inside = int(columns[max(0, x0) : x1].sum())
    narrow = len(inked) > 0 and x1 - x0 < _NARROW * (inked[-1] - inked[0])
    return bool(narrow and int(columns.sum()) - inside > _BESIDE * inside)
