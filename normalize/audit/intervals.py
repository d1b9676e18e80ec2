"""What the rules share: records by row and place, sums of intervals, and how a verdict and its finding are written down."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from normalize.phrases import why_not
from normalize.records import Amount, Check, Finding, Fund, FundingRecord, Report, Source, State, Verdict

Key = tuple[int | None, Source, Fund]
Interval = tuple[Decimal, Decimal]
ZERO: Interval = (Decimal(0), Decimal(0))
COLUMNS: dict[str, Callable[[FundingRecord], Amount]] = {
    "planned_uah": lambda r: r.planned,
    "actual_uah": lambda r: r.actual,
    "spent_uah": lambda r: r.spent,
    "planned_initial_uah": lambda r: r.planned_initial,
    "planned_budget_uah": lambda r: r.planned_budget,
}
NAMES = {
    "planned_uah": ("план", "planned"),
    "actual_uah": ("профінансовано", "actual"),
    "spent_uah": ("використано", "spent"),
    "planned_initial_uah": ("первісний план", "initial plan"),
    "planned_budget_uah": ("передбачено бюджетом", "budget"),
}
_DIM = (State.UNREADABLE,)


def key_of(record: FundingRecord) -> Key:
    """A record's place: year, source, fund."""
    return record.year, record.source, record.fund


@dataclass
class Rows:
    """A report's records by row, for looking up what a row says for a place, directly or as a sum of its parts."""

    by_row: dict[int, list[FundingRecord]]
    finest: dict[str, Decimal]

    @classmethod
    def of(cls, report: Report) -> Rows:
        """Index a report."""
        by_row: dict[int, list[FundingRecord]] = {}
        for record in report.funding:
            by_row.setdefault(record.row, []).append(record)
        return cls(by_row, {column: _finest(get(record) for record in report.funding) for column, get in COLUMNS.items()})

    def value(self, row: int, key: Key, column: str) -> Interval | None:
        """The interval a row gives for a place; its parts added up where it gives only those; zero where it holds nothing; None where it cannot be read."""
        get = COLUMNS[column]
        records = [r for r in self.by_row.get(row, ()) if r.year == key[0]]
        exact = [r for r in records if key_of(r) == key]
        if exact and all(get(r).state in _DIM for r in exact) and len(records) > 1:
            exact = []
        if not exact and key[1] is Source.TOTAL:
            exact = [r for r in records if r.fund is key[2] and r.source is not Source.TOTAL]
        if not exact and key[2] is Fund.TOTAL:
            exact = [r for r in records if r.source is key[1] and r.fund is not Fund.TOTAL]
        low = high = Decimal(0)
        for record in exact:
            amount = get(record)
            if amount.state in _DIM:
                return None
            least, most = self._bounds(amount, column)
            low, high = low + least, high + most
        return low, high

    def _bounds(self, amount: Amount, column: str) -> Interval:
        """The interval of an amount; a bare «0» is as exact as the other amounts of its column («0» among «524,766»)."""
        low, high = amount.low or Decimal(0), amount.high or Decimal(0)
        if amount.uah or low == high:
            return low, high
        half = min(high, self.finest.get(column, high))
        return -half, half

    def total(self, rows: Iterable[int], key: Key, column: str) -> Interval | None:
        """The rows' sum for a place; None where one of them cannot be read."""
        low = high = Decimal(0)
        for row in rows:
            value = self.value(row, key, column)
            if value is None:
                return None
            low, high = low + value[0], high + value[1]
        return low, high


def _finest(amounts: Iterable[Amount]) -> Decimal:
    """Half a unit of the last place that the amounts of a column are printed to, those that are nothing aside."""
    halves = [(a.high - a.low) / 2 for a in amounts if a.uah and a.low is not None and a.high is not None and a.high > a.low]
    return min(halves, default=Decimal("Infinity"))


def printed(amount: Amount) -> Interval | None:
    """The interval of an amount that says something checkable, else None."""
    if amount.state in (State.VALUE, State.NIL) and amount.low is not None and amount.high is not None:
        return amount.low, amount.high
    return None


def done_amount(record: FundingRecord) -> Amount | None:
    """What was financed, or else spent, of a record; None where neither is printed, or it is nothing."""
    return next((a for a in (record.actual, record.spent) if printed(a) is not None and a.uah), None)


def meet(a: Interval, b: Interval) -> bool:
    """Whether two intervals have a value in common."""
    return a[0] <= b[1] and b[0] <= a[1]


def money(value: Decimal) -> str:
    """Hryvnias for a message: ``1 234 567,80``."""
    return f"{value.quantize(Decimal('0.01')):,.2f}".replace(",", "\u00a0").replace(".", ",")


def middle(interval: Interval) -> Decimal:
    """The middle of an interval, to the kopiyka."""
    return ((interval[0] + interval[1]) / 2).quantize(Decimal("0.01"))


def compare(
    rule: str, report: Report, record: FundingRecord, column: str, expected: Sequence[Interval | None]
) -> tuple[Check, Finding | None]:
    """Check a sum against the ways it may be made up: consistent where any of them meets it, not checkable where all are unknown."""
    mine = printed(COLUMNS[column](record))
    known = [e for e in expected if e is not None]
    if mine is None or not known:
        return Check(rule, Verdict.NOT_CHECKABLE, report.ordinal, record.key, column, reason=why_not("addend_unread")), None
    hit = next((e for e in known if meet(mine, e)), None)
    shown = hit or known[0]
    found = COLUMNS[column](record).uah
    verdict = Verdict.CONSISTENT if hit else Verdict.INCONSISTENT
    check = Check(rule, verdict, report.ordinal, record.key, column, shown[0], shown[1], found)
    if hit:
        return check, None
    what, what_en = NAMES[column]
    args = {"what": f"{what}, {record.measure[:80]}", "what_en": f"{what_en}, {record.measure[:80]}"}
    return check, about(rule, report, record, args, money(middle(shown)), money(found or Decimal(0)))


def about(
    rule: str, report: Report, record: FundingRecord, args: dict[str, str], expected: str | None = None, found: str | None = None
) -> Finding:
    """A finding about one record; expected and found are part of its message too."""
    full = {**args, **({"expected": expected} if expected is not None else {}), **({"found": found} if found is not None else {})}
    return Finding(rule, full, report.ordinal, record.key, record.page, record.table_number, record.row_number, expected, found)
