"""Strokes of one border made one, and strokes that touch gathered into the drawing of one table."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

# Strokes shorter than this (points) part nothing: no readable line of text is so thin.
THINNEST = 3.6
# An open-sided table is interrupted by a row without separators no taller than this (points).
_OPEN_ROW = 60.0


@dataclass(frozen=True, slots=True)
class Run:
    """A straight stroke: at ``at`` on the one axis, from ``lo`` to ``hi`` on the other."""

    at: float
    lo: float
    hi: float

    @property
    def length(self) -> float:
        return self.hi - self.lo


def join(runs: Iterable[Run], tolerance: float) -> list[Run]:
    """Strokes of one border made one: pieces end to end, overlapping, doubled, or dashes with gaps between."""
    joined: list[Run] = []
    level: list[Run] = []
    for run in sorted(runs, key=lambda r: r.at):
        if level and run.at - level[0].at > tolerance:
            joined += join_level(level, tolerance)
            level = []
        level.append(run)
    return joined + join_level(level, tolerance)


def join_level(level: list[Run], tolerance: float) -> list[Run]:
    joined: list[Run] = []
    last = 0.0
    weight = 0.0
    for run in sorted(level, key=lambda r: r.lo):
        dashes = last <= 12 and run.length <= 12
        if joined and run.lo - joined[-1].hi <= (3 if dashes else 2) * tolerance:
            length = max(run.length, 0.01)
            at = (joined[-1].at * weight + run.at * length) / (weight + length)
            joined[-1] = Run(at, joined[-1].lo, max(joined[-1].hi, run.hi))
            weight += length
        else:
            joined.append(run)
            weight = max(run.length, 0.01)
        last = run.length
    return joined


Group = tuple[list[Run], list[Run]]


def components(across: list[Run], down: list[Run], tolerance: float) -> list[Group]:
    """Strokes that touch each other, group by group; strokes that touch nothing belong to no table."""
    down = sorted(down, key=lambda r: r.at)
    touching = _touching(across, down, tolerance)
    across, down = _reach(across, down, touching, 2 * tolerance)
    touching = _touching(across, down, tolerance)
    parent = list(range(len(across) + len(down)))

    def find(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, j in touching:
        parent[find(i)] = find(len(across) + j)
    groups: dict[int, Group] = defaultdict(lambda: ([], []))
    for i, run in enumerate(across):
        groups[find(i)][0].append(run)
    for j, run in enumerate(down):
        groups[find(len(across) + j)][1].append(run)
    return [group for group in groups.values() if group[0] and group[1]]


def _touching(across: list[Run], down: list[Run], slack: float) -> list[tuple[int, int]]:
    places = [run.at for run in down]
    pairs = []
    for i, run in enumerate(across):
        for j in range(bisect_left(places, run.lo - slack), bisect_right(places, run.hi + slack)):
            if down[j].lo - slack <= run.at <= down[j].hi + slack:
                pairs.append((i, j))
    return pairs


def _reach(across: list[Run], down: list[Run], touching: list[tuple[int, int]], reach: float) -> Group:
    """Lengthen the ends that touch nothing to the stroke they just miss: a junction that was drawn a little short."""
    slack = reach / 2
    tied_across = [[False, False] for _ in across]
    tied_down = [[False, False] for _ in down]
    for i, j in touching:
        for tied, run, at in ((tied_across[i], across[i], down[j].at), (tied_down[j], down[j], across[i].at)):
            tied[0] |= abs(run.lo - at) <= slack
            tied[1] |= abs(run.hi - at) <= slack
    longer_across, longer_down = list(across), list(down)
    for i, j in _touching(across, down, reach):
        longer_across[i] = _lengthen(longer_across[i], tied_across[i], down[j].at, reach)
        longer_down[j] = _lengthen(longer_down[j], tied_down[j], across[i].at, reach)
    met_across, met_down = {i for i, _ in touching}, {j for _, j in touching}
    return (
        [new if k in met_across or _both_ends(old, new) else old for k, (old, new) in enumerate(zip(across, longer_across, strict=True))],
        [new if k in met_down or _both_ends(old, new) else old for k, (old, new) in enumerate(zip(down, longer_down, strict=True))],
    )


def _both_ends(old: Run, new: Run) -> bool:
    """A stroke that met nothing before is a border only if both its ends just missed one: else it is an underline."""
    return new.lo < old.lo and new.hi > old.hi


def _lengthen(run: Run, tied: list[bool], at: float, reach: float) -> Run:
    lo = at if not tied[0] and 0 < run.lo - at <= reach else run.lo
    hi = at if not tied[1] and 0 < at - run.hi <= reach else run.hi
    return Run(run.at, lo, hi)


def rejoin_open(groups: list[Group], tolerance: float) -> list[Group]:
    """A table open at both sides falls apart at each row without separators: put such pieces together again.

    They stand close below each other, reach equally far left and right, and have the same inner borders.
    """
    result: list[Group] = []
    for group in sorted(groups, key=lambda g: min(r.at for r in g[0])):
        for k, above in enumerate(result):
            if _one_open_table(above, group, 2 * tolerance):
                result[k] = (above[0] + group[0], above[1] + group[1])
                break
        else:
            result.append(group)
    return result


def _one_open_table(above: Group, below: Group, slack: float) -> bool:
    gap = min(r.at for r in below[0]) - max(r.at for r in above[0])
    if not 0 < gap <= _OPEN_ROW:
        return False
    inner = []
    for across, down in (above, below):
        left, right = min(r.lo for r in across), max(r.hi for r in across)
        if any(min(abs(r.at - left), abs(r.at - right)) <= slack for r in down):
            return False
        inner.append((left, right, *sorted({round(r.at / slack) for r in down})))
    same_sides = abs(inner[0][0] - inner[1][0]) <= slack and abs(inner[0][1] - inner[1][1]) <= slack
    return same_sides and len(set(inner[0][2:]) & set(inner[1][2:])) * 2 >= min(len(inner[0]), len(inner[1])) - 2
