"""Which table rows of one report speak of the same measure: sub-rows by source or year share a slot, everything else has its own."""

from __future__ import annotations

from collections.abc import Sequence

from normalize.records import FundingRecord, RowKind


def slots(records: Sequence[FundingRecord]) -> list[int | None]:
    """A number per record, the same for records of one measure; None for totals and section sums.

    Same section, number and title is one measure where the number is printed; without a number, rows that would
    count one (year, source, fund) twice are different measures that merely share their title.
    """
    parents = {r.parent for r in records if r.parent is not None}
    out: list[int | None] = []
    open_slot: dict[tuple[str | None, ...], int] = {}
    taken: dict[int, dict[tuple[int | None, str, str], int]] = {}
    for r in records:
        if r.row_kind is RowKind.TOTAL or (r.row_kind is RowKind.SUBTOTAL and r.row not in parents):
            out.append(None)
            continue
        name = (r.row_kind.value, r.section_number, r.section, r.measure_number, r.measure)
        part = (r.year, r.source.value, r.fund.value)
        slot = open_slot.get(name)
        if slot is None or (not r.measure_number and taken[slot].get(part, r.row) != r.row):
            slot = open_slot[name] = len(taken)
            taken[slot] = {}
        taken[slot][part] = r.row
        out.append(slot)
    return out
