"""Whether a table gives the measures' money once more, shared out otherwise: by establishments, settlements, recipients."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from normalize.labels import is_total
from normalize.lexicon import Lexicon
from normalize.logical_tables import Line, LogicalTable
from normalize.values import number_in

# Sums of rounded parts differ by so much of a part's last place, taken as a tenth of the unit.
_ROUNDING = Decimal("0.1")
# One of the two tables may be in hryvnias, the other in thousands.
_SCALES = (Decimal(1), Decimal(1000), Decimal("0.001"))


def repeats(table: LogicalTable, measures: Iterable[LogicalTable], lexicon: Lexicon) -> bool:
    """Whether the table's planned or actual amounts add up to an amount of the measures' tables, or to all of them together."""
    others = list(measures)
    for field in ("planned", "actual", "spent"):
        parts = _amounts(table, field, lexicon)
        known = [amount for other in others for amount in (*_all_amounts(other, field), sum(_amounts(other, field, lexicon), Decimal(0)))]
        if parts and any(_near(sum(parts) * scale, amount, len(parts)) for scale in _SCALES for amount in known):
            return True
    return False


def _near(total: Decimal, amount: Decimal, parts: int) -> bool:
    return amount != 0 and abs(total - amount) <= _ROUNDING * parts


def _lines(table: LogicalTable) -> Sequence[Line]:
    return [item for item in table.lines if isinstance(item, Line)]


def _all_amounts(table: LogicalTable, field: str) -> list[Decimal]:
    numbers = (number_in(line.own(c)) for line in _lines(table) for c in table.header.columns(field))
    return [number for number in numbers if number is not None]


def _amounts(table: LogicalTable, field: str, lexicon: Lexicon) -> list[Decimal]:
    """The amounts of the first column of a field, rows that sum up others left out."""
    columns = table.header.columns(field)[:1]
    lines = [line for line in _lines(table) if not any(cell is not None and is_total(cell.text, lexicon) for cell in line.cells)]
    numbers = (number_in(line.own(c)) for line in lines for c in columns)
    return [number for number in numbers if number is not None]
