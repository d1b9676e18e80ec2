"""Where a page's columns stand, told by the widths of its cells: Word gives every cell one, and draws borders that miss each other by a little."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.package import Node
from ingest.web.css import Declarations

_LENGTH = re.compile(r"(\d+(?:\.\d+)?)(pt|px|cm|mm|in)?$")
_POINTS = {"pt": 1.0, "px": 0.75, "cm": 72 / 2.54, "mm": 7.2 / 2.54, "in": 72.0, None: 0.75}
# Rounds of finding one edge by another; each row tells some, and few tables need more than two.
_ROUNDS = 8
# Borders (points) may come out of order by what the widths were rounded by; then they are a hair apart.
_ROUNDED, _HAIR = 3.0, 0.01

Measured = tuple[int, int, float]
"""A cell's first column, the one after its last, and its width in points."""


def width_of(node: Node, css: Declarations) -> float:
    """A cell's width in points; 0 where it tells none, or only a share."""
    match = _LENGTH.match(css.get("width") or (node.get("width") or "").strip().lower())
    return float(match[1]) * _POINTS[match[2]] if match else 0.0


def edges_of(cells: Sequence[Measured], columns: int) -> tuple[float, ...]:
    """The borders of all columns, in points from the left; nothing where the cells do not tell them all, in order."""
    edges: dict[int, float] = {0: 0.0}
    for _ in range(_ROUNDS):
        known = len(edges)
        for start, end, width in cells:
            if start in edges:
                edges.setdefault(end, edges[start] + width)
            elif end in edges:
                edges[start] = edges[end] - width
        if len(edges) == known:
            break
    if any(edge not in edges for edge in range(columns + 1)):
        return ()
    found = [edges[edge] for edge in range(columns + 1)]
    for edge in range(1, columns + 1):
        if found[edge - 1] - found[edge] > _ROUNDED:
            return ()
        found[edge] = max(found[edge], found[edge - 1] + _HAIR)
    return tuple(found)
