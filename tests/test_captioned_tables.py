"""Tables that name no measure: its title stands in the line above, or in a row over the table."""

from __future__ import annotations

import paper
import pytest
from paper import HEAD

ROWS = """
| Строк | План, тис. грн | Факт, тис. грн | Примітка |
| 2024 | {} | {} | |
"""
LAMPS, TREES = ROWS.format(4, 3), ROWS.format(2, 1)
TWO = ["measure 1 Ліхтарі | 2024 | 4 | 3", "measure 2 Дерева | 2024 | 2 | 1"]


@pytest.mark.parametrize(
    "drawing",
    [
        f"Захід 1. Ліхтарі{LAMPS}\nЗахід 2. Дерева{TREES}",
        f"Захід № 1 – Ліхтарі{LAMPS}\nЗахід № 2 – Дерева{TREES}",
        f"1. Ліхтарі{LAMPS}\n2. Дерева{TREES}",
        f"| Захід 1: Ліхтарі | < | < | < |{LAMPS}\n| Захід 2: Дерева | < | < | < |{TREES}",
        f"| Захід 1. Ліхтарі | < | < | < |{LAMPS}| Захід 2. Дерева | < | < | < |{TREES}",
        "| План, тис. грн | Факт, тис. грн |\n| Захід 1. Ліхтарі | < |\n| 4 | 3 |\n| Захід 2. Дерева | < |\n| 2 | 1 |",
        "Захід 1. Ліхтарі, тис. грн\n| План | Факт |\n| 4 | 3 |\n\nЗахід 2. Дерева, тис. грн\n| План | Факт |\n| 2 | 1 |",
    ],
    ids=["above", "with a dash", "numbers alone", "over the head", "in one table", "under one head", "with the unit"],
)
def test_each_title_is_its_tables_measure(drawing: str) -> None:
    read = paper.read(HEAD + drawing)
    (report,) = read.reports
    assert [paper.brief(r) for r in report.funding] == TWO
    assert "titles_over_tables" in {f.rule for f in read.findings} and paper.loud(HEAD + drawing) == []


def test_titles_without_numbers_are_titles_where_tables_of_one_make_stand_under_them() -> None:
    drawing = f"{HEAD}Розділ I. Двори\nЛіхтарі{LAMPS}\nДерева{TREES}\nРазом{ROWS.format(6, 4)}"
    assert [paper.brief(r) for r in paper.funding(drawing)] == [
        "measure Ліхтарі | 2024 | 4 | 3",
        "measure Дерева | 2024 | 2 | 1",
        "total Разом | 2024 | 6 | 4",
    ]
    assert {r.section for r in paper.funding(drawing) if r.row_kind == "measure"} == {"Двори"}


def test_a_measures_table_may_have_a_row_for_each_source() -> None:
    rows = "\n| Джерело | План, тис. грн | Факт, тис. грн |\n| місцевий бюджет | 3 | 2 |\n| обласний бюджет | 1 | 1 |\n"
    read = paper.funding(f"{HEAD}Захід 1. Ліхтарі{rows}\nЗахід 2. Дерева{rows}")
    assert [paper.brief(r) for r in read][2:] == [
        "measure 2 Дерева | 2024 local/total | 3 | 2",
        "measure 2 Дерева | 2024 oblast/total | 1 | 1",
    ]


@pytest.mark.parametrize("caption", ["1. Загальний обсяг фінансування", "Кошти місцевого бюджету", "2024 рік", "Фінансування програми"])
def test_a_line_that_speaks_of_the_table_or_of_its_money_is_no_title(caption: str) -> None:
    drawing = HEAD + f"{caption}{LAMPS}\n{caption}{TREES}"
    assert "titles_over_tables" not in {f.rule for f in paper.read(drawing).findings}
