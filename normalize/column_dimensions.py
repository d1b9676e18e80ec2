"""Of which year, source, fund, part of the year and plan a column's amounts are, by its header's path."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from normalize.dates import MONTH
from normalize.head_texts import dimension_only, without_unit
from normalize.lexicon import Lexicon
from normalize.meanings import Meaning
from normalize.records import Fund, Source
from normalize.text import fold
from normalize.years import DATE, years_in

_CUMULATIVE = ("m3", "h6", "m9")
"""Months from January on: the report's own period, not a part of the year beside other parts."""
SINCE_YEAR = re.compile(r"\bз 20\d\d (?:року|р\b)")
"""«Профінансовано з 2021 року»: the years up to now, in all."""
_WHOLE = re.compile(
    rf"{SINCE_YEAR.pattern}|\bвесь (?:період|строк|термін)\b"
    r"|\b(?:з|від) початку (?:(?:дії|реалізації|виконання|впровадження)? ?(?:програм|$)|(?:дії|реалізації|виконання|впровадження)\b(?! (?:робіт|буд|про[єе]кт)))"
    r"|\bнаростаюч\w* (?:підсумком )?з 20\d\d"
)
_LONE_MONTH = re.compile(rf"\bза ({MONTH})(?:\s+20\d\d\b|\s+(?:рік|року)\b|\s*,|\s*\(|$)(?!\s*[-–—])")  # «Виконано за вересень, тис. грн»
# «План на січень-листопад», «План на 10 місяців»: the months of the report's own period, whatever their number
_SINCE_JANUARY = re.compile(rf"\bсіч(?:ень|ня)\s*[-–—]?\s*(?!груд){MONTH}|\b(?:[2-9]|1[01]) місяц")
# «Бюджет 2024 року» over plan and fact: the year's, no level of budget
_BUDGET_OF_YEAR = re.compile(r"(?:річний )?бюджет\w*(?: на)? 20\d\d(?: рік| року| р\.?)?")
_BRACKET = re.compile(r"\(([^()]*)\)")


def with_dimensions(meaning: Meaning, path: Sequence[str], lexicon: Lexicon) -> Meaning:
    """A meaning with the year, source, fund, part of the year and plan that its header's path names."""
    year, whole = _year_of(path, lexicon, planned=meaning.field == "planned")
    levels = [level for level in reversed(path) if not _BUDGET_OF_YEAR.fullmatch(fold(without_unit(level)))]
    levels = [(lexicon.after_breakdown(level) or "").strip() or level for level in levels]
    source = next((m for level in levels if (m := lexicon.best("sources", level, 0.6, 0.01))), None)
    fund = next((m for level in reversed(path) if (m := lexicon.best("funds", level, 0.55, 0.01))), None)
    period = next((m for level in reversed(path) if (m := lexicon.best("periods", without_unit(level), 0.6))), None)
    month = next((found[1] for level in reversed(path) if (found := _LONE_MONTH.search(fold(level)))), None)
    if period is None and month is not None:
        period = lexicon.best("periods", month, 0.6)
    months = any(_SINCE_JANUARY.search(fold(level)) for level in path)
    cumulative = period.meaning in _CUMULATIVE if period is not None else months
    # «2024 р. (план зі змінами)» places a column and names it in its bracket
    named = " ".join(" ".join(_BRACKET.findall(level)) if _places_only(level, lexicon) else level for level in path)
    # «Бюджетні призначення › на рік зі змінами»: the lowest level tells the plans of one head apart
    lowest = lexicon.best("plans", path[-1], 0.75) if len(path) > 1 and not _places_only(path[-1], lexicon) else None
    plan = (lowest or lexicon.best("plans", named, 0.5)) if meaning.field in ("planned", "percent", "deviation") else None
    return replace(
        meaning,
        year=year,
        whole=whole,
        source=Source(source.meaning) if source else None,
        fund=Fund(fund.meaning) if fund else None,
        period=period.meaning if period and period.meaning != "year" and not cumulative else None,
        plan="period" if cumulative and meaning.field in ("planned", "percent") else plan.meaning if plan else None,
    )


def _places_only(level: str, lexicon: Lexicon) -> bool:
    """«Місцевий бюджет», «у тому числі кошти бюджету громади»: a level that says of which amounts, not which of several plans."""
    return dimension_only(lexicon.after_breakdown(level) or level, lexicon)


# «рішення № 15 від 21.12.2023», «згідно з рішенням сесії від 20 грудня 2022 року № 12»: when it was decided, not what the amounts are for
_DECIDED = re.compile(
    rf"№\s*\S+|\bвід\s+(?:{DATE.pattern}|20[0-4]\d)(?:\s*(?:року|р\.?))?|\bрішенн\w*[^,;()]*?(?:{DATE.pattern})(?:\s*(?:року|р\.?))?"
)


def _year_of(path: Sequence[str], lexicon: Lexicon, *, planned: bool) -> tuple[int | None, bool]:
    """The year that a column's header names, or that it is for the whole period; the date of a decision is no year of amounts.

    What was approved «на 01.01.2024» is the plan of 2024; what was financed by then was financed in 2023.
    """
    for level in reversed(path):
        if _WHOLE.search(fold(level)):
            return None, True
        told = _DECIDED.sub(" ", fold(level))
        part = lexicon.around_breakdown(told)
        told = part[1] if part and len(years_in(part[1])[0]) == 1 and years_in(part[0])[1] else told
        years, span = years_in(re.sub(r"\bна 0?1[./]0?1[./](20[0-4]\d)", r"на \1", told) if planned and "станом" not in told else told)
        if span or len(set(years)) > 1:
            return None, True
        if years:
            return years[0], False
    return None, False
