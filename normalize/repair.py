"""Arithmetic as the second reader of a scan: among the other readings of the cells that meet in a sum, the one that satisfies everything.

It chooses between readings of what is on the paper and never makes up digits. What it changes is told (``repaired_value``); where several readings
would do, or none, the first reading stays and each cell it could be is told (``low_confidence``). A value that arithmetic confirms is quiet,
however unsure its reading was. In exported documents only digits that say no one thing have other readings: a number or two over two lines of a cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from normalize.audit import audit_report
from normalize.records import Amount, CellRef, Check, Finding, FundingRecord, Report, State, Verdict

_FIELDS = {"planned_uah": "planned", "actual_uah": "actual", "spent_uah": "spent"}
_SUMS = frozenset({"section_sum", "programme_sum", "source_sum", "fund_sum", "whole_period_sum"})
_TELLING = _SUMS | {"percent", "deviation"}
SURE = 0.86
"""Confidence from which a reading stands without arithmetic."""
SURE_IN_FAILING = 0.96
"""Confidence from which a part of a sum that does not hold is not suspected."""
_BROKEN = re.compile(r"-?\d[\d\s.,'’%]*")
"""A number in pieces, all of them digits: letters taken for digits are always told."""
_MOST_TRIALS = 240
_MOST_ROUNDS = 12


@dataclass(frozen=True, slots=True)
class _Change:
    """One record with one value read otherwise."""

    index: int
    column: str
    record: FundingRecord


def repair(report: Report) -> tuple[Report, list[Finding]]:
    """The report with the readings that arithmetic prefers, and a finding for each change and each doubt that is left."""
    if not _scanned(report) and not _undecided(report):
        return report, []
    findings: list[Finding] = []
    for _ in range(_MOST_ROUNDS):
        change, undecided = _best_change(report)
        if change is None:
            findings += undecided
            break
        findings.append(_told(report, change))
        report = _with(report, change)
    return report, [*findings, *_doubts(report, {f.record for f in findings})]


def settled(found: Sequence[Finding], repaired: Sequence[Finding], report: Report) -> list[Finding]:
    """The findings without ``unreadable_value`` of cells that a repair has read after all, and without joins of a broken number that sums confirm."""
    mended = {(f.record, _plain(f.found)) for f in repaired if f.rule == "repaired_value"}
    left = [f for f in found if f.rule != "unreadable_value" or (f.record, _plain(f.found)) not in mended]
    if not any(f.rule == "repaired_value" for f in left):
        return left
    # a percent holds as well where two rows melted into one in plan and fact alike; a sum does not
    confirmed, failing = _confirmed(report, _SUMS), _parts_of_failing(report)
    cells = {r.key: r.cells for r in report.funding}
    return [
        f
        for f in left
        if f.rule != "repaired_value"
        or not _BROKEN.fullmatch(f.found or "")
        or not _is_confirmed(f, cells.get(f.record or "", ()), confirmed - failing)
    ]


def _is_confirmed(finding: Finding, cells: Sequence[CellRef], confirmed: set[tuple[str, str]]) -> bool:
    """Whether each value that was put together of what the finding shows takes part in a check that holds."""
    columns = [
        ref.column for ref in cells if ref.column in (*_FIELDS, "percent_reported") and _plain(ref.raw_text) == _plain(finding.found)
    ]
    return bool(columns) and all((finding.record, column) in confirmed for column in columns)


def _plain(text: str | None) -> str:
    return " ".join((text or "").split())


def _scanned(report: Report) -> bool:
    return any(ref.confidence is not None for record in report.funding for ref in record.cells)


def _undecided(report: Report) -> bool:
    """Whether a cell holds digits that may be read in more than one way: a number over two lines, or two numbers."""
    return any(amount.alternatives for r in report.funding for amount in (r.planned, r.actual, r.spent))


def _with(report: Report, change: _Change) -> Report:
    funding = (*report.funding[: change.index], change.record, *report.funding[change.index + 1 :])
    return replace(report, funding=funding)


def _wrong(report: Report) -> list[Check]:
    return [check for check in audit_report(report)[0] if check.verdict is Verdict.INCONSISTENT and check.rule in _TELLING]


def _best_change(report: Report) -> tuple[_Change | None, list[Finding]]:
    """The one change that mends most and breaks nothing; None where there is none, with the doubts where several do equally well."""
    wrong = _wrong(report)
    unreadable = [r for r in report.funding if State.UNREADABLE in (r.planned.state, r.actual.state)]
    if not wrong and not unreadable:
        return None, []
    before = len(wrong)
    mended: list[tuple[int, _Change]] = []
    for n, change in enumerate(_candidates(report, wrong)):
        if n >= _MOST_TRIALS:
            break
        after = len(_wrong(_with(report, change)))
        confirmed = _confirmed(_with(report, change)) if _was_unreadable(report, change) else None
        if after < before or (confirmed is not None and after <= before and (change.record.key, change.column) in confirmed):
            mended.append((after, change))
    if not mended:
        return None, []
    fewest = min(after for after, _ in mended)
    best = [change for after, change in mended if after == fewest]
    if len(best) == 1 or all((c.index, c.column, _value(c)) == (best[0].index, best[0].column, _value(best[0])) for c in best):
        return best[0], []
    if all(_was_unreadable(report, c) for c in best) and len({(c.index, c.column) for c in best}) == len(best):
        return best[0], []  # each gives a cell that said nothing its one reading: they do not rule each other out
    return None, [_doubt(report.funding[c.index], report) for c in {c.index: c for c in best}.values()]


def _was_unreadable(report: Report, change: _Change) -> bool:
    name = _FIELDS.get(change.column)
    return name is not None and getattr(report.funding[change.index], name).state is State.UNREADABLE


def _candidates(report: Report, wrong: list[Check]) -> Iterator[_Change]:
    """Every other reading of every cell that takes part in a check that fails, and of every cell that could not be read."""
    touched = _touched(report, wrong)
    for index, record in enumerate(report.funding):
        for column, name in _FIELDS.items():
            amount: Amount = getattr(record, name)
            if record.key not in touched and amount.state is not State.UNREADABLE:
                continue
            for uah, low, high in amount.alternatives:
                state = State.NIL if uah == 0 and low == high else State.VALUE
                others: tuple[tuple[Decimal, Decimal, Decimal], ...] = ()
                if amount.uah is not None and amount.low is not None and amount.high is not None:
                    others = ((amount.uah, amount.low, amount.high),)
                changed = Amount(state, uah, low, high, others)
                yield _Change(index, column, _reading(record, name, changed))
        if record.key in touched:
            for value, low, high in record.percent_alternatives:
                yield _Change(index, "percent_reported", replace(record, percent_reported=value, percent_low=low, percent_high=high))


def _reading(record: FundingRecord, name: str, amount: Amount) -> FundingRecord:
    if name == "planned":
        return replace(record, planned=amount)
    return replace(record, actual=amount) if name == "actual" else replace(record, spent=amount)


def _touched(report: Report, wrong: list[Check]) -> set[str]:
    """The keys of all records that meet in the failing checks."""
    by_key = {record.key: record for record in report.funding}
    keys: set[str] = set()
    for check in wrong:
        record = by_key.get(check.record or "")
        if record is None:
            continue
        rows = {record.row, *(record.sums or ())} if check.rule in ("section_sum", "programme_sum") else {record.row}
        keys.update(r.key for r in report.funding if r.row in rows)
    return keys


def _confirmed(report: Report, rules: frozenset[str] = _TELLING) -> set[tuple[str, str]]:
    """The values (record key, column) that take part in a check of these rules which holds."""
    by_key = {record.key: record for record in report.funding}
    out: set[tuple[str, str]] = set()
    for check in audit_report(report)[0]:
        record = by_key.get(check.record or "")
        if record is None or check.verdict is not Verdict.CONSISTENT or check.rule not in rules:
            continue
        if check.rule in ("percent", "deviation"):
            out.update((record.key, column) for column in ("planned_uah", "actual_uah", "percent_reported"))
            continue
        column = check.column or ""
        out.update(
            (r.key, column) for r in _terms(report, record, check.rule) if getattr(r, _FIELDS.get(column, "planned")).uah is not None
        )
    return out


def _terms(report: Report, record: FundingRecord, rule: str) -> list[FundingRecord]:
    """The records that meet in one sum with ``record``, itself among them: of other rows, sources, funds or years, all else being the same."""
    rows = {record.row, *(record.sums or ())} if rule in ("section_sum", "programme_sum") else {record.row}
    return [
        r
        for r in report.funding
        if r.row in rows
        and (r.year == record.year or rule == "whole_period_sum")
        and (r.source == record.source or rule == "source_sum")
        and (r.fund == record.fund or rule == "fund_sum")
    ]


def _doubts(report: Report, told: set[str | None]) -> list[Finding]:
    """Values read without certainty that no check confirms; of a sum that does not hold, every part that it could be."""
    confirmed = _confirmed(report)
    failing = _parts_of_failing(report)
    out = []
    for record in report.funding:
        unsure = [
            ref
            for ref in record.cells
            if ref.column in _FIELDS
            and ref.confidence is not None
            and _is_doubtful(record, ref, confirmed=(record.key, ref.column) in confirmed, failing=(record.key, ref.column) in failing)
        ]
        if unsure and record.key not in told:
            out.append(_doubt(record, report, unsure[0].raw_text))
    return out


def _is_doubtful(record: FundingRecord, ref: CellRef, *, confirmed: bool, failing: bool) -> bool:
    """Whether a value has to be told: read without certainty, and confirmed by nothing, read as words, or part of a sum that does not hold."""
    sure = ref.confidence is None or ref.confidence >= SURE
    amount: Amount = getattr(record, _FIELDS[ref.column])
    if not sure:
        return not confirmed or failing or amount.state is State.NOTE
    return failing and not confirmed and (ref.confidence or 0) < SURE_IN_FAILING


def _parts_of_failing(report: Report) -> set[tuple[str, str]]:
    """The values (record key, column) that meet in a sum that does not hold."""
    by_key = {record.key: record for record in report.funding}
    out: set[tuple[str, str]] = set()
    for check in _wrong(report):
        record = by_key.get(check.record or "")
        if record is not None and check.rule in _SUMS and check.column:
            out.update((r.key, check.column) for r in _terms(report, record, check.rule))
    return out


def _doubt(record: FundingRecord, report: Report, text: str | None = None) -> Finding:
    shown = text or next((ref.raw_text for ref in record.cells if ref.column in _FIELDS), "")
    return Finding(
        "low_confidence", {"text": shown}, report.ordinal, record.key, record.page, record.table_number, record.row_number, found=shown
    )


def _value(change: _Change) -> Decimal | None:
    if change.column == "percent_reported":
        return change.record.percent_reported
    amount: Amount = getattr(change.record, _FIELDS[change.column])
    return amount.uah


def _told(report: Report, change: _Change) -> Finding:
    record = change.record
    text = next((ref.raw_text for ref in record.cells if ref.column == change.column), "")
    args = {"text": text, "value": str(_value(change)), "why": "так сходяться суми"}
    return Finding("repaired_value", args, report.ordinal, record.key, record.page, record.table_number, record.row_number, found=text)


__all__ = ["SURE", "repair", "settled"]
