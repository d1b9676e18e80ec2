"""«Бюджет» over sums: no column of sources, but what the budget allotted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from normalize.column_cells import texts_in
from normalize.column_dimensions import with_dimensions
from normalize.columns import read_column
from normalize.head_texts import without_unit
from normalize.header_content import are_amounts
from normalize.lexicon import Lexicon
from normalize.meanings import FIGURES, Meaning
from normalize.table_rows import Row
from normalize.text import fold
from normalize.units import read_unit
from normalize.values import is_dash
from normalize.years import years_in


def settle_budgets(paths: Sequence[tuple[str, ...]], meanings: list[Meaning], data: Sequence[Row], lexicon: Lexicon) -> list[Meaning]:
    """The meanings, a column named like the sources that holds nothing but amounts made a plan."""
    out = list(meanings)
    for c, meaning in enumerate(meanings):
        named = (
            meaning.field == "source"
            and bool(paths[c])
            and (read_unit(paths[c][-1]) is not None or re.search(r"\bбюджет\b", fold(paths[c][-1])) is not None)
        )
        if (named or _bare_beside_done(paths, meanings, c)) and are_amounts(texts_in(data, c)):
            out[c] = _plan_of_budget(with_dimensions(replace(meaning, field="planned"), paths[c][:-1], lexicon), paths, c, out)
        elif meaning.field in _NAMED and holds_amounts(texts_in(data, c)):
            out[c] = replace(meaning, field=None, runner_up=meaning.field, how="amounts are no labels")
    return out


_NAMED = ("source", "fund", "executor", "unit", "category")


def holds_amounts(texts: Sequence[str]) -> bool:
    """Whether cells hold sums and dashes alone, two sums at least with decimals or thousands: no codes."""
    sums = [text for text in texts if not is_dash(text)]
    return len(sums) > 1 and are_amounts(sums) and any(re.search(r"\d[.,]\d|\d{4}|\d \d{3}", text) for text in sums)


def _bare_beside_done(paths: Sequence[tuple[str, ...]], meanings: Sequence[Meaning], column: int) -> bool:
    """«Загальний фонд › бюджет | перераховано»: what the budget gave of what the same head says was done."""
    path = paths[column]
    bare = meanings[column].field in (None, "planned") and len(path) > 1 and _BUDGET.fullmatch(fold(without_unit(path[-1]))) is not None
    return bare and any(other[:-1] == path[:-1] and m.field in ("actual", "spent") for other, m in zip(paths, meanings, strict=True))


_BUDGET = re.compile(r"(?:у |в |за |по |згідно )?бюджет(?:і|ом|у)?")


def settle_times(paths: Sequence[tuple[str, ...]], meanings: list[Meaning], data: Sequence[Row], lexicon: Lexicon) -> list[Meaning]:
    """«План › на період», «План на рік › на початок року»: sums under a word of time below a head of money are that money, of that time."""
    out = list(meanings)
    for c, meaning in enumerate(meanings):
        if meaning.field in _TIMES and len(paths[c]) > 1 and holds_amounts(texts_in(data, c)):
            above = read_column(paths[c][:-1], lexicon)
            if above.field in FIGURES:
                out[c] = with_dimensions(replace(above, runner_up=meaning.field, how="sums of a time"), paths[c], lexicon)
    return out


_TIMES = ("year", "term", "term_start", "term_end")


def _plan_of_budget(meaning: Meaning, paths: Sequence[tuple[str, ...]], column: int, meanings: Sequence[Meaning]) -> Meaning:
    """«Програма | Бюджет»: what the budget allotted of the plan; the plan itself where no other column is of its year.

    Beside «Бюджет зі змінами» it is that budget before it was amended.
    """
    years, span = years_in(" ".join(paths[column]))
    year = years[0] if len(set(years)) == 1 and not span else None
    kin = [c for c, m in enumerate(meanings) if m.field == "planned" and (m.source, m.fund) == (meaning.source, meaning.fund)]
    plans = [c for c in kin if meanings[c].year == year or (c < column and None in (meanings[c].year, year))]
    amended = any(meanings[c].plan == "amended" and fold(paths[c][0]).startswith("бюджет") for c in plans)
    plan = "initial" if amended else "budget" if plans else None
    return replace(meaning, field="planned", year=year, plan=plan, runner_up="source", how="amounts are no sources")
