"""«Бюджет» over sums: no column of sources, but what the budget allotted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from normalize.column_cells import texts_in
from normalize.header_content import are_amounts
from normalize.meanings import Meaning
from normalize.table_rows import Row
from normalize.text import fold
from normalize.years import years_in


def settle_budgets(paths: Sequence[tuple[str, ...]], meanings: list[Meaning], data: Sequence[Row]) -> list[Meaning]:
    """The meanings, a column named like the sources that holds nothing but amounts made a plan."""
    out = list(meanings)
    for c, meaning in enumerate(meanings):
        named = meaning.field == "source" and bool(paths[c]) and (meaning.unit is not None or fold(paths[c][-1]).startswith("бюджет"))
        if named and are_amounts(texts_in(data, c)):
            out[c] = _plan_of_budget(meaning, paths, c, out)
    return out


def _plan_of_budget(meaning: Meaning, paths: Sequence[tuple[str, ...]], column: int, meanings: Sequence[Meaning]) -> Meaning:
    """«Програма | Бюджет»: what the budget allotted of the plan; the plan itself where no other column is of its year.

    Beside «Бюджет зі змінами» it is that budget before it was amended.
    """
    years, span = years_in(" ".join(paths[column]))
    year = years[0] if len(set(years)) == 1 and not span else None
    plans = [c for c, m in enumerate(meanings) if m.field == "planned" and c < column and (m.year == year or None in (m.year, year))]
    plans += [c for c, m in enumerate(meanings) if m.field == "planned" and c > column and m.year == year]
    amended = any(meanings[c].plan == "amended" and fold(paths[c][0]).startswith("бюджет") for c in plans)
    plan = "initial" if amended else "budget" if plans else None
    return replace(meaning, field="planned", year=year, plan=plan, source=None, runner_up="source", how="amounts are no sources")
