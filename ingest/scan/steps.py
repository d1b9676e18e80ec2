"""Borders that only the ends of vertical rules tell, on a scan: where print stands at their height, a cell goes on over it.

In a head the rules below a group of columns begin in the middle of the heads beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ingest.grid import Line
from ingest.grid_steps import stepped
from ingest.scan.page import Page

# How far (inches) over and under a border print is looked for, and how near a rule beside it ink is the rule's own.
_REACH, _OWN = 0.012, 0.03


def steps(page: Page) -> list[Line]:
    """The borders between rows that the ends of vertical rules tell, but where letters stand on both sides of them."""
    return [piece for line in stepped(page.lines) for piece in _clear(page, line)]


def _clear(page: Page, line: Line) -> Iterator[Line]:
    """The pieces of a border, from one vertical rule to the next, that no letter crosses."""
    upright = {ln.x0 for ln in page.lines if ln.x0 == ln.x1 and line.x0 < ln.x0 < line.x1}
    for lo, hi in pairwise([line.x0, *sorted(upright), line.x1]):
        if not _is_crossed(page, line.y0, lo, hi):
            yield Line(lo, line.y0, hi, line.y0)


def _is_crossed(page: Page, y: float, lo: float, hi: float) -> bool:
    k, own, reach = page.dpi / 72, round(_OWN * page.dpi), max(2, round(_REACH * page.dpi))
    at = round(y * k)
    columns = slice(round(lo * k) + own, round(hi * k) - own)
    above, below = page.ink[max(0, at - reach), columns], page.ink[min(len(page.ink) - 1, at + reach), columns]
    between = page.ink[max(0, at - reach) : at + reach + 1, columns]
    return bool(((above > 0) & (below > 0) & (between.min(axis=0, initial=255) > 0)).any()) if between.size else False
