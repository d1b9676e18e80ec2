"""A table of sources or years beside the measures gives the programme's totals once more: what the measures' own total says is counted there alone."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from normalize.audit.intervals import Interval, meet
from normalize.line_labels import all_texts
from normalize.placed import at_row
from normalize.records import BLANK, Finding, RowKind, Source
from normalize.slots import Key, Reading, Slot, figures_of


def count_once(readings: Sequence[Reading]) -> list[Finding]:
    """Take out, in place, the amounts that a total of the measures gives alike, each line told; where the two differ both stay, and that is told."""
    totals = [r for r in readings if r.entry.kind is RowKind.TOTAL]
    of_measures = [slots for r in totals if not r.header.of_sources for _, slots in r.slots]
    known = {key: slot for slots in of_measures for key, slot in slots.items() if slot.filled}
    findings: list[Finding] = []
    for reading in totals if known else ():
        if reading.header.of_sources and (told := _taken_out(reading, known)):
            findings += told
            reading.repeated = not any(slot.filled for _, slots in reading.slots for slot in slots.values())
    return findings


def _taken_out(reading: Reading, known: dict[Key, Slot]) -> list[Finding]:
    """Take out of one reading, in place, what is known; nothing where its own parts contradict its sums, which the audit then tells."""
    findings: list[Finding] = []
    sound = _sound(figures_of(reading))
    for sub, slots in reading.slots:
        for key in [key for key, slot in slots.items() if slot.filled and key in known]:
            if not _alike(slots[key], known[key]):
                slots[key].findings.append(Finding("place_repeated", {"source": key[1].value, "year": str(key[0] or "—")}))
            elif sound:
                del slots[key]
                findings.append(at_row(sub.line.row, "total_repeated", all_texts(sub.line)))
    return findings


def _alike(slot: Slot, other: Slot) -> bool:
    """Whether two slots plan and finance the same; what one of them leaves blank the other may give."""
    pairs = [(slot.amounts.get(column, BLANK), other.amounts.get(column, BLANK)) for column in ("planned_uah", "actual_uah")]
    told = [(a, b) for a, b in pairs if a.uah is not None]
    return bool(told) and all(a.uah == b.uah for a, b in told)


def _sound(figures: dict[tuple[object, ...], Interval]) -> bool:
    """Whether the sources add up to their total and the years to the whole period, wherever a row gives both."""
    sums: dict[tuple[object, ...], list[Interval]] = {}
    for (column, year, source, fund), amount in figures.items():
        if source is not Source.TOTAL:
            sums.setdefault((column, year, Source.TOTAL, fund), []).append(amount)
        if year is not None:
            sums.setdefault((column, None, source, fund), []).append(amount)
    return all(
        meet(figures[whole], (sum((a for a, _ in parts), Decimal(0)), sum((b for _, b in parts), Decimal(0))))
        for whole, parts in sums.items()
        if whole in figures
    )
