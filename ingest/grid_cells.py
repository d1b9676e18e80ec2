"""Separators become merged cells: regions that nothing divides, cut into rectangles where they are none."""

from __future__ import annotations

from collections import defaultdict


def regions(has_across: list[list[bool]], has_down: list[list[bool]]) -> list[set[tuple[int, int]]]:
    """Positions that no separator holds apart: ``has_across[edge][column]``, ``has_down[row][edge]``."""
    rows, columns = len(has_down), len(has_across[0])
    seen: set[tuple[int, int]] = set()
    regions = []
    for start in ((r, c) for r in range(rows) for c in range(columns)):
        if start in seen:
            continue
        region, queue = {start}, [start]
        while queue:
            r, c = queue.pop()
            for there, wall in (
                ((r, c + 1), c + 1 >= columns or has_down[r][c + 1]),
                ((r, c - 1), c == 0 or has_down[r][c]),
                ((r + 1, c), r + 1 >= rows or has_across[r + 1][c]),
                ((r - 1, c), r == 0 or has_across[r][c]),
            ):
                if not wall and there not in region:
                    region.add(there)
                    queue.append(there)
        seen |= region
        regions.append(region)
    return regions


def rectangles(region: set[tuple[int, int]]) -> list[tuple[int, int, int, int]]:
    """The region as the fewest rectangles (row, column, last row, last column) that bands by row or by column give."""
    if len(region) == 1:
        ((row, column),) = region
        return [(row, column, row, column)]
    turned = [(c0, r0, c1, r1) for r0, c0, r1, c1 in _bands({(c, r) for r, c in region})]
    return min(_bands(region), turned, key=len)


def _bands(region: set[tuple[int, int]]) -> list[tuple[int, int, int, int]]:
    bands: list[tuple[int, int, int, int]] = []
    growing: dict[tuple[int, int], int] = {}
    rows = sorted({r for r, _ in region})
    by_row = defaultdict(list)
    for r, c in sorted(region):
        by_row[r].append(c)
    for r in rows:
        still: dict[tuple[int, int], int] = {}
        for first, last in _stretches(by_row[r]):
            start = growing.pop((first, last), r) if r - 1 in by_row else r
            still[first, last] = start
        bands += ((start, first, r - 1, last) for (first, last), start in growing.items())
        growing = still
    return bands + [(start, first, rows[-1], last) for (first, last), start in growing.items()]


def _stretches(columns: list[int]) -> list[tuple[int, int]]:
    result: list[tuple[int, int]] = []
    for c in columns:
        if result and result[-1][1] == c - 1:
            result[-1] = (result[-1][0], c)
        else:
            result.append((c, c))
    return result
