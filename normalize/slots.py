"""What one line of an entry says for one year, source and fund, before records are made of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from ingest.model import Cell
from normalize.amounts import Percent
from normalize.entries import Entry, SubLine
from normalize.headers import Header
from normalize.labels import Place
from normalize.lexicon import Lexicon
from normalize.records import Amount, CellRef, Finding, Fund, Source, State
from normalize.table_rows import line as one_line
from normalize.units import Unit

Key = tuple[int | None, Source, Fund]


@dataclass(frozen=True)
class Context:
    """What the values of a table depend on besides the table: the report's ordinal, year and last year reached, the unit where no header names one."""

    report: int
    report_year: int | None
    period_year: int | None
    unit: Unit | None
    lexicon: Lexicon
    period_month: int | None = None
    place: Place = Place()
    """What the table's caption says of all its amounts."""
    programme_years: tuple[int, int] | None = None
    """The first and the last year of the programme."""
    of_years: bool = False
    """Whether the report is on several years: amounts that no column and no row dates are of all of them."""


@dataclass
class Slot:
    """What one line says for one year, source and fund: amounts by column of view ``funding``, the percent, cells and findings."""

    amounts: dict[str, Amount] = field(default_factory=dict)
    percent: Percent | None = None
    cells: list[CellRef] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    filled: bool = False

    def tell(self, rule: str, cell: Cell) -> None:
        """Note what is odd about a cell's text."""
        self.findings.append(Finding(rule, {"text": one_line(cell.text)}, found=cell.text))


@dataclass
class Reading:
    """An entry with the slots of each of its lines, before records are made.

    ``repeated``: it makes no record, since another row gives its amounts or they are no spending. ``beside``: rows of other tables that tell of
    the same entry, whose amounts are in ``slots`` already.
    """

    entry: Entry
    slots: list[tuple[SubLine, dict[Key, Slot]]]
    header: Header
    findings: list[Finding] = field(default_factory=list)
    repeated: bool = False
    beside: list[Reading] = field(default_factory=list)


def paired(slots: list[tuple[SubLine, dict[Key, Slot]]]) -> list[tuple[SubLine, dict[Key, Slot]]]:
    """«План» and «факт» lines made one line: each later line's amounts go to the earlier slot of the same year, source and fund."""
    first_sub, first = slots[0]
    for _, more in slots[1:]:
        for key, slot in more.items():
            known = first.setdefault(key, Slot())
            if _said(known) & _said(slot):
                known.findings.append(Finding("place_repeated", {"source": key[1].value, "year": str(key[0] or "—")}))
            known.amounts = {
                **slot.amounts,
                **{n: a for n, a in known.amounts.items() if n not in slot.amounts or a.state not in (State.BLANK, State.NOT_DUE)},
            }
            known.percent = known.percent or slot.percent
            known.cells += slot.cells
            known.findings += slot.findings
            known.filled |= slot.filled
    return [(first_sub, first)]


def _said(slot: Slot) -> set[str]:
    return {name for name, amount in slot.amounts.items() if amount.state not in (State.BLANK, State.NOT_DUE)}


def plus(a: Amount | None, b: Amount) -> Amount:
    """Two parts of a year added up; a part that holds nothing adds nothing, one that cannot be read spoils the sum."""
    if a is None or a.state in (State.BLANK, State.NOT_DUE):
        return b
    if b.state in (State.BLANK, State.NOT_DUE):
        return a
    if State.UNREADABLE in (a.state, b.state):
        return Amount(State.UNREADABLE)
    if a.uah is None or b.uah is None:
        return a if b.uah is None and (a.uah is not None or a.state is State.NOTE) else b
    state = State.VALUE if State.VALUE in (a.state, b.state) else State.NIL
    return Amount(state, a.uah + b.uah, (a.low or Decimal(0)) + (b.low or Decimal(0)), (a.high or Decimal(0)) + (b.high or Decimal(0)))


def figures_of(reading: Reading) -> dict[tuple[object, ...], tuple[Decimal, Decimal]]:
    """The planned and actual intervals of an entry, for arithmetic on structure."""
    out: dict[tuple[object, ...], tuple[Decimal, Decimal]] = {}
    for _, slots in reading.slots:
        for key, slot in slots.items():
            for column in ("planned_uah", "actual_uah"):
                amount = slot.amounts.get(column)
                if amount is not None and amount.low is not None and amount.high is not None:
                    out[(column, *key)] = (amount.low, amount.high)
    return out
