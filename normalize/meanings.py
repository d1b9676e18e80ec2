"""How a column was understood: which field it holds, and of which year, source, fund, part of the year or plan."""

from __future__ import annotations

from dataclasses import dataclass

from normalize.records import Fund, Source
from normalize.units import Unit

MONEY = ("planned", "actual", "spent", "deviation")
FIGURES = (*MONEY, "percent")
LABELS = (
    "number",
    "measure",
    "programme",
    "section",
    "indicator",
    "term",
    "term_start",
    "term_end",
    "executor",
    "source",
    "fund",
    "year",
    "unit",
    "category",
    "ignore",
)
COUNTS_NO_MONEY = "counts no money"
"""How a column was understood that is set aside since its header counts things."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """How a column was understood.

    ``whole`` : the amounts are for the programme's whole period. ``year`` None without ``whole``: the report's year.
    ``plan`` tells several plans apart (``initial``, ``amended``, ``budget``, ``period``), ``period`` a quarter, month or half-year.
    ``aggregate``: the header says «all of it» and its neighbours decide of what.
    """

    field: str | None
    score: float = 0.0
    runner_up: str | None = None
    runner_up_score: float = 0.0
    exact: bool = True
    year: int | None = None
    whole: bool = False
    source: Source | None = None
    fund: Fund | None = None
    period: str | None = None
    plan: str | None = None
    unit: Unit | None = None
    how: str = "lexicon"

    @property
    def claim(self) -> tuple[object, ...]:
        """What no two columns of one table may share."""
        return (self.field, self.year, self.whole, self.source, self.fund, self.period, self.plan)
