"""Arithmetic as the second reader of a scan: among the other readings of the cells that meet in a sum, the one that satisfies everything.

It chooses between readings of what is on the paper and never makes up digits. What it changes is told (``repaired_value``); where several readings
would do, or none, the first reading stays and each cell it could be is told (``low_confidence``). A value that arithmetic confirms is quiet,
however unsure its reading was. In exported documents only digits that say no one thing have other readings: a number or two over two lines of a cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from normalize.audit import audit_report
from normalize.records import Amount, CellRef, Check, Finding, FundingRecord, Report, State, Verdict
from normalize.remedies import FIELDS, SUMS, SURE, Remedy, amount_in, applied, left_over, near_readings, pairs, single, terms, text_of
from normalize.reread_deviations import reread_deviations

_Change = tuple[Remedy, ...]

_TELLING = SUMS | {"percent", "deviation"}
SURE_IN_FAILING = 0.96
"""Confidence from which a part of a sum that does not hold is not suspected."""
_UNREAD = frozenset({"unreadable_value", "amount_note", "note_with_number"})
_BROKEN = re.compile(r"-?\d[\d\s.,'’%]*")
"""A number in pieces, all of them digits: letters taken for digits are always told."""
_MOST_TRIALS = 240
_MOST_ROUNDS = 12


def repair(report: Report) -> tuple[Report, list[Finding]]:
    """The report with the readings that arithmetic prefers, and a finding for each change and each doubt that is left."""
    if not _scanned(report) and not _undecided(report):
        return report, []
    findings: list[Finding] = []
    for _ in range(_MOST_ROUNDS):
        change, undecided = _best_change(report)
        change = change or _nearer(report)
        if change is None:
            findings += undecided
            break
        findings += [_told(report, remedy) for remedy in change]
        report = applied(report, change)
    if _scanned(report) and any(check.rule == "deviation" for check in _wrong(report)):
        report, told = reread_deviations(report, confirmed_in(report, SUMS) - _parts_of_failing(report))
        findings += told
    return report, [*findings, *_doubts(report, {f.record for f in findings if f.rule != "deviation_unsure"})]


def settled(found: Sequence[Finding], repaired: Sequence[Finding], report: Report) -> list[Finding]:
    """The findings without those on cells as unreadable that a repair has read after all, and without joins of a broken number that sums confirm."""
    mended = {(f.record, _plain(f.found)) for f in repaired if f.rule == "repaired_value"}
    left = [f for f in found if f.rule not in _UNREAD or (f.record, _plain(f.found)) not in mended]
    if not any(f.rule == "repaired_value" for f in left):
        return left
    # a percent holds as well where two rows melted into one in plan and fact alike; a sum does not
    confirmed, failing = confirmed_in(report, SUMS), _parts_of_failing(report)
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
    columns = [ref.column for ref in cells if ref.column in (*FIELDS, "percent_reported") and _plain(ref.raw_text) == _plain(finding.found)]
    return bool(columns) and all((finding.record, column) in confirmed for column in columns)


def _plain(text: str | None) -> str:
    return " ".join((text or "").split())


def _scanned(report: Report) -> bool:
    return any(ref.confidence is not None for record in report.funding for ref in record.cells)


def _undecided(report: Report) -> bool:
    """Whether a cell holds digits that may be read in more than one way: a number over two lines, or two numbers."""
    return any(amount.alternatives for r in report.funding for amount in (r.planned, r.actual, r.spent))


def _wrong(report: Report) -> list[Check]:
    return [check for check in audit_report(report)[0] if check.verdict is Verdict.INCONSISTENT and check.rule in _TELLING]


@dataclass(frozen=True, slots=True)
class _Mended:
    """A change, and the checks (rule, record, column) that hold after it and did not before."""

    change: _Change
    checks: frozenset[tuple[str, str | None, str | None]]

    @property
    def says(self) -> tuple[tuple[int, str, object], ...]:
        """Which values it gives."""
        return tuple((r.index, r.column, r.value) for r in self.change)


def _best_change(report: Report) -> tuple[_Change | None, list[Finding]]:
    """The change that mends most and breaks nothing, of one value where that will do; None where there is none, with the doubts where several
    do equally well."""
    wrong = _wrong(report)
    unreadable = [r for r in report.funding if State.UNREADABLE in (r.planned.state, r.actual.state)]
    if not wrong and not unreadable:
        return None, []
    doubts: list[Finding] = []
    for candidates in (single(report, _touched(report, wrong)), pairs(report, wrong), left_over(report, audit_report(report)[0])):
        if best := _mended(report, wrong, candidates):
            change, undecided = _chosen(report, best)
            if change is not None:
                return change, []
            doubts = doubts or undecided
    return None, doubts


def _nearer(report: Report) -> _Change | None:
    """Another reading of a doubtful value that a sum's tolerance lets pass as well, where that reading, and not the first, is the sum itself."""
    exact = _exact(report)
    for remedy in near_readings(report):
        after = applied(report, (remedy,))
        if len(_exact(after)) > len(exact) and len(_wrong(after)) <= len(_wrong(report)):
            return (remedy,)
    return None


def _exact(report: Report) -> list[Check]:
    """The sums that hold to the last digit."""
    holding = (c for c in audit_report(report)[0] if c.verdict is Verdict.CONSISTENT and c.rule in SUMS)
    return [
        c
        for c in holding
        if c.found is not None
        and None not in (c.expected_low, c.expected_high)
        and 2 * c.found == (c.expected_low or 0) + (c.expected_high or 0)
    ]


def _mended(report: Report, wrong: Sequence[Check], candidates: Iterable[_Change]) -> list[_Mended]:
    """Those of the changes that leave the fewest checks failing, fewer than are ``wrong``; also those that give a cell its one reading."""
    mended: list[tuple[int, _Mended]] = []
    before = {(check.rule, check.record, check.column) for check in wrong}
    for change in islice(candidates, _MOST_TRIALS):
        left = _wrong(applied(report, change))
        after, first = len(left), change[0]
        if after < len(wrong) or (
            after == len(wrong)
            and _was_unreadable(report, first)
            and (report.funding[first.index].key, first.column) in confirmed_in(applied(report, change))
        ):
            mended.append((after, _Mended(change, frozenset(before - {(check.rule, check.record, check.column) for check in left}))))
    fewest = min((after for after, _ in mended), default=0)
    return [change for after, change in mended if after == fewest]


def _chosen(report: Report, mended: Sequence[_Mended]) -> tuple[_Change | None, list[Finding]]:
    """The one of several equally good changes, or the doubts where there is more than one; each of those that mend other checks is the one for its own."""
    for one in mended:
        if all(one.says == other.says or (one.checks and not one.checks & other.checks) for other in mended):
            return one.change, []
    best = [one.change for one in mended]
    lone = [change[0] for change in best if len(change) == 1]
    if len(lone) == len(best) and all(_was_unreadable(report, r) for r in lone) and len({(r.index, r.column) for r in lone}) == len(best):
        return best[0], []  # each gives a cell that said nothing its one reading: they do not rule each other out
    doubted = {remedy.index: remedy for change in best for remedy in change}
    return None, [_doubt(report.funding[index], report) for index in doubted]


def _was_unreadable(report: Report, remedy: Remedy) -> bool:
    return remedy.amount is not None and amount_in(report.funding[remedy.index], remedy.column).state in (State.UNREADABLE, State.NOTE)


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


def confirmed_in(report: Report, rules: frozenset[str] = _TELLING) -> set[tuple[str, str]]:
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
        out.update((r.key, column) for r in terms(report, record, check.rule) if getattr(r, FIELDS.get(column, "planned")).uah is not None)
    return out


def _doubts(report: Report, told: set[str | None]) -> list[Finding]:
    """Values read without certainty that no check confirms; of a sum that does not hold, every part that it could be."""
    confirmed = confirmed_in(report)
    failing = _parts_of_failing(report)
    out = []
    for record in report.funding:
        unsure = [
            ref
            for ref in record.cells
            if ref.column in FIELDS
            and ref.confidence is not None
            and _is_doubtful(record, ref, confirmed=(record.key, ref.column) in confirmed, failing=(record.key, ref.column) in failing)
        ]
        if unsure and record.key not in told:
            out.append(_doubt(record, report, unsure[0].raw_text))
    return out


def _is_doubtful(record: FundingRecord, ref: CellRef, *, confirmed: bool, failing: bool) -> bool:
    """Whether a value has to be told: read without certainty, and confirmed by nothing, read as words, or part of a sum that does not hold."""
    sure = ref.confidence is None or ref.confidence >= SURE
    amount: Amount = getattr(record, FIELDS[ref.column])
    if amount.state is State.NOT_DUE and not amount.alternatives:
        return False  # nothing, or a dash: neither is anything yet
    if not sure:
        return not confirmed or failing or amount.state is State.NOTE
    return failing and not confirmed and (ref.confidence or 0) < SURE_IN_FAILING


def _parts_of_failing(report: Report) -> set[tuple[str, str]]:
    """The values (record key, column) that meet in a sum that does not hold."""
    by_key = {record.key: record for record in report.funding}
    out: set[tuple[str, str]] = set()
    for check in _wrong(report):
        record = by_key.get(check.record or "")
        if record is not None and check.rule in SUMS and check.column:
            out.update((r.key, check.column) for r in terms(report, record, check.rule))
    return out


def _doubt(record: FundingRecord, report: Report, text: str | None = None) -> Finding:
    shown = text or next((ref.raw_text for ref in record.cells if ref.column in FIELDS), "")
    return Finding(
        "low_confidence", {"text": shown}, report.ordinal, record.key, record.page, record.table_number, record.row_number, found=shown
    )


def _told(report: Report, remedy: Remedy) -> Finding:
    record = report.funding[remedy.index]
    text = text_of(record, remedy.column)
    args = {"text": text, "value": str(remedy.value), "why": "sums_agree"}
    return Finding("repaired_value", args, report.ordinal, record.key, record.page, record.table_number, record.row_number, found=text)


__all__ = ["SURE", "confirmed_in", "repair", "settled"]
