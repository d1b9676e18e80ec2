"""The months' names stand in one place, and every reader of dates and years takes them from there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from normalize.dates import MONTH, MONTH_STEMS, OF_MONTHS, month_number
from normalize.years import first_of_january, within_year, years_in

ROOT = Path(__file__).resolve().parents[1]
_IN_A_ROW = re.compile(r"берез.{0,40}квіт.{0,40}трав", re.DOTALL)


def test_the_months_are_listed_in_one_module_of_normalize() -> None:
    listing = {path.name for path in (ROOT / "normalize").rglob("*.py") if _IN_A_ROW.search(path.read_text(encoding="utf-8"))}
    assert listing == {"dates.py"}


@pytest.mark.parametrize(("number", "name"), list(enumerate(OF_MONTHS, 1)))
def test_a_month_behind_a_day_is_known_by_its_number_and_makes_a_date(number: int, name: str) -> None:
    assert month_number(name) == number
    assert name.startswith(MONTH_STEMS[number - 1]) and re.fullmatch(MONTH, name)
    assert years_in(f"станом на 5 {name} 2024 року") == ([2024], False)  # a day of the year, and no other year beside it
    assert first_of_january(f"на 1 {name} 2024 року") == (2024 if number == 1 else None)
    assert within_year(f"станом на 1 {name} 2024 року") == (number != 1)
