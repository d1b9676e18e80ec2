"""Arithmetic on the amounts of whole rows: whether some add up to another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from normalize.entries import Entry

Amounts = dict[tuple[object, ...], tuple[Decimal, Decimal]]
"""The planned and actual amounts of an entry: (what, year, source, fund) → interval in hryvnias."""

Figures = Callable[[Entry], Amounts]
"""Gives an entry's amounts."""


def adds_up(parts: Sequence[Amounts], whole: Amounts) -> bool:
    """Whether the parts' sums meet the whole's amounts, for every amount that the whole has."""
    checked = 0
    for key, (low, high) in whole.items():
        mine = [part[key] for part in parts if key in part]
        if not mine or high == 0:
            continue
        if sum(a for a, _ in mine) > high or sum(b for _, b in mine) < low:
            return False
        checked += 1
    return checked > 0
