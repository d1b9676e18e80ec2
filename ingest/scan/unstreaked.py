"""A page's rules and its picture without streaks and creases."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ingest.scan.faint_streaks import faint_streaks
from ingest.scan.picture import Grey
from ingest.scan.streaks import apart, rules_under, streaks, wiped
from ingest.scan.stroke import Stroke


def unstreaked(
    across: list[Stroke], down: list[Stroke], straight: Grey, dpi: float
) -> tuple[list[Stroke], list[Stroke], Grey, Grey | None]:
    """The rules and the page without streaks and creases, and where these lay."""
    height, width = straight.shape
    level, upright = streaks(across, down, width, dpi), streaks(down, across, height, dpi)
    if level or upright:
        # The scanner's dark border is none of the rules that a streak may end at.
        level, upright = streaks(across, _but(down, upright), width, dpi), streaks(down, _but(across, level), height, dpi)
    rows, columns = _but(across, level), _but(down, upright)
    faint_rows, faint_columns = faint_streaks(straight, rows, columns, dpi), faint_streaks(straight.T, columns, rows, dpi)
    rows, columns = _but(rows, faint_rows[0]), _but(columns, faint_columns[0])
    level, upright = [*level, *faint_rows[1]], [*upright, *faint_columns[1]]
    if not level and not upright:
        return across, down, straight, None
    under = rules_under(straight, level, columns, dpi), rules_under(np.ascontiguousarray(straight.T), upright, rows, dpi)
    clean, across_mask = wiped(straight, apart(level, under[0], dpi), dpi)
    turned, down_mask = wiped(np.ascontiguousarray(clean.T), apart(upright, under[1], dpi), dpi)
    return [*rows, *under[0]], [*columns, *under[1]], np.ascontiguousarray(turned.T), np.maximum(across_mask, down_mask.T)


def _but(strokes: Sequence[Stroke], others: Sequence[Stroke]) -> list[Stroke]:
    return [s for s in strokes if not any(s is other for other in others)]
