"""Tables beside the measures' whose titles are no measures: a second way to share out the same money is a remark, other money is a warning."""

from __future__ import annotations

import paper
import pytest
from paper import HEAD

MEASURES = """
| № | Захід | План на 2024 рік, тис. грн | Профінансовано, тис. грн |
| 1 | Лавки | 40,0 | 30,0 |
| 2 | Урни | 20,0 | 10,0 |

Розподіл

| № | {title} | Передбачено, тис. грн | Використано, тис. грн |
| 1 | Ліцей | {first} | 10,0 |
| 2 | Гімназія | 15,0 | {second} |
"""


@pytest.mark.parametrize("title", ["Заклад", "Отримувач", "Населений пункт"])
def test_plan_and_fact_that_nothing_else_gives_are_told_loudly(title: str) -> None:
    read = paper.loud_findings(HEAD + MEASURES.format(title=title, first="300,0", second="280,0"))
    assert [f.table_number for f in read if f.rule == "unknown_header"] == [2]


@pytest.mark.parametrize(("first", "second"), [("45,0", "30,0"), ("25,0", "20,0")], ids=["all of it", "one measure's"])
def test_the_measures_money_shared_out_once_more_is_a_remark(first: str, second: str) -> None:
    drawing = HEAD + MEASURES.format(title="Заклад", first=first, second=second)
    assert paper.loud(drawing) == []
    assert [f.table_number for f in paper.read(drawing).findings if f.rule == "other_table"] == [2]
