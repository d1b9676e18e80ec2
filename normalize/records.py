"""What a document says once understood: reports, their rows, facts and findings. Immutable, typed, money as Decimal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from ingest.model import Box


class State(StrEnum):
    """What a cell meant for an amount held; see the contract's table of states."""

    VALUE = "value"
    NIL = "nil"
    NOT_DUE = "not_due"
    BLANK = "blank"
    NOT_APPLICABLE = "not_applicable"
    NOTE = "note"
    UNREADABLE = "unreadable"


class RowKind(StrEnum):
    """A measure is a leaf; a subtotal sums measures (a section, a parent measure); a total is the programme's."""

    MEASURE = "measure"
    SUBTOTAL = "subtotal"
    TOTAL = "total"


class Source(StrEnum):
    """Budget level that pays."""

    TOTAL = "total"
    STATE = "state"
    OBLAST = "oblast"
    DISTRICT = "district"
    LOCAL = "local"
    OTHER = "other"


class Fund(StrEnum):
    """Budget fund."""

    TOTAL = "total"
    GENERAL = "general"
    SPECIAL = "special"


@dataclass(frozen=True, slots=True)
class CellRef:
    """The way back from one typed value (``column`` of its view) to a cell. Table and row count from 1; ``cell_column`` is the grid column, from 0."""

    column: str
    raw_text: str
    table_number: int
    row_number: int
    cell_column: int
    page: int | None = None
    box: Box | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """Money in hryvnias with its state, and the interval its printed precision stands for.

    ``uah`` is rounded half-up to kopiykas; ``low`` and ``high`` (hryvnias, unrounded) bound what was printed:
    ``243,5`` тис. грн is 243450 … 243550, ``75`` тис. грн 74500 … 75500; a nil is exactly 0; None where ``uah`` is None.
    ``alternatives`` are other readings of the same cell (OCR), best first, as (uah, low, high).
    """

    state: State
    uah: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    alternatives: tuple[tuple[Decimal, Decimal, Decimal], ...] = ()


BLANK = Amount(State.BLANK)


@dataclass(frozen=True, slots=True)
class FundingRecord:
    """One table row × year × source × fund, in the columns of view ``funding``.

    ``key`` is unique in its document and made of positions only (report ordinal, table, row, year, source, fund); findings and checks point at it.
    ``row`` numbers the rows of a report from 0 in reading order; records of one table row share it.
    ``parent`` is the ``row`` of the parent measure (a subtotal) or None.
    ``sums`` on a subtotal or total: the ``row`` numbers it adds up (leaf measures, or subtotals where the report totals subtotals); None on measures.
    ``percent_low``/``percent_high`` bound the printed percent, rounding and truncation both allowed; ``percent_alternatives`` are other readings
    of its cell (OCR), as (value, low, high).
    """

    key: str
    row: int
    row_kind: RowKind
    measure: str
    year: int | None
    planned: Amount
    actual: Amount
    table_number: int
    row_number: int
    section_number: str | None = None
    section: str | None = None
    measure_number: str | None = None
    term: str | None = None
    term_start_year: int | None = None
    term_end_year: int | None = None
    executors: tuple[str, ...] = ()
    source: Source = Source.TOTAL
    fund: Fund = Fund.TOTAL
    spent: Amount = BLANK
    planned_initial: Amount = BLANK
    planned_budget: Amount = BLANK
    planned_period: Amount = BLANK
    deviation: Amount = BLANK
    percent_reported: Decimal | None = None
    percent_low: Decimal | None = None
    percent_high: Decimal | None = None
    percent_alternatives: tuple[tuple[Decimal, Decimal, Decimal], ...] = ()
    information: str | None = None
    page: int | None = None
    parent: int | None = None
    sums: tuple[int, ...] | None = None
    cells: tuple[CellRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Quantity:
    """An indicator's value with its state; ``low``/``high`` as in ``Amount``."""

    state: State
    value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class IndicatorRecord:
    """One result indicator of one year, in the columns of view ``indicator``. ``category``: input, output, efficiency, quality or None."""

    key: str
    indicator: str
    year: int | None
    planned: Quantity
    actual: Quantity
    table_number: int
    row_number: int
    category: str | None = None
    indicator_number: str | None = None
    unit: str | None = None
    reasons: str | None = None
    actions: str | None = None
    page: int | None = None
    cells: tuple[CellRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """A council decision that approved (``approval``) or changed (``amendment``) the programme."""

    role: str
    number: str
    decided_on: date | None
    session: int | None = None
    convocation: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What does not add up or could not be read. ``rule`` is a key of ``normalize.findings.CATALOGUE``; ``args`` fill its message.

    ``report`` is the report's ordinal in the document; ``record`` a record's ``key``. About one record: ``record`` set; about a whole row: table and row only.
    """

    rule: str
    args: Mapping[str, str] = field(default_factory=dict)
    report: int | None = None
    record: str | None = None
    page: int | None = None
    table_number: int | None = None
    row_number: int | None = None
    expected: str | None = None
    found: str | None = None


class Verdict(StrEnum):
    """Outcome of an arithmetic check."""

    CONSISTENT = "consistent"
    INCONSISTENT = "inconsistent"
    NOT_CHECKABLE = "not_checkable"


@dataclass(frozen=True, slots=True)
class Check:
    """One arithmetic check, in the columns of view ``audit``. ``column`` names the amount it was about (``planned_uah`` …)."""

    rule: str
    verdict: Verdict
    report: int
    record: str | None = None
    column: str | None = None
    expected_low: Decimal | None = None
    expected_high: Decimal | None = None
    found: Decimal | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One implementation report of one programme for one period. ``ordinal`` counts the document's reports from 0."""

    ordinal: int
    programme: str
    report_year: int | None
    period_start: date | None = None
    period_end: date | None = None
    community: str | None = None
    programme_start_year: int | None = None
    programme_end_year: int | None = None
    responsible_executors: tuple[str, ...] = ()
    co_executors: tuple[str, ...] = ()
    signatory: str | None = None
    decisions: tuple[Decision, ...] = ()
    funding: tuple[FundingRecord, ...] = ()
    indicators: tuple[IndicatorRecord, ...] = ()
    narrative: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """How one column of one table was understood: for ``zvit headers``. ``path`` is the header's texts from the top level down."""

    table_number: int
    column: int
    path: tuple[str, ...]
    field: str | None
    score: float
    runner_up: str | None = None
    runner_up_score: float = 0.0
    year: int | None = None
    source: Source = Source.TOTAL
    fund: Fund = Fund.TOTAL
    unit: str | None = None
    period: str | None = None
    how: str = ""


@dataclass(frozen=True, slots=True)
class Normalized:
    """A whole document understood. ``status``: ``loaded`` or ``no_report`` (then a finding says why)."""

    status: str
    reports: tuple[Report, ...] = ()
    findings: tuple[Finding, ...] = ()
    checks: tuple[Check, ...] = ()
    columns: tuple[ColumnReading, ...] = ()
