"""Reports side by side on one sheet are tables of their own; columns of one table that hold nothing part nothing."""

from __future__ import annotations

import paper
import pytest
from office_files import drawn, undrawn
from paper import HEAD

from ingest.side_by_side import apart

SHEETS = {
    "two reports": (
        [
            "Звіт А | . | . | . | Звіт Б | . | .",
            "№ | Захід | Факт | . | № | Захід | Факт",
            "1 | Ліки | 5 | . | 1 | Дороги | 7",
            "2 | Їжа | 6 | . | . | . | .",
        ],
        [["Звіт А | . | .", "№ | Захід | Факт", "1 | Ліки | 5", "2 | Їжа | 6"], ["Звіт Б | . | .", "№ | Захід | Факт", "1 | Дороги | 7", ". | . | ."]],
    ),
    "three, with empty columns of their own": (
        [
            "№ | Захід | . | План | Факт | . | . | № | Захід | . | План | . | № | Захід | План",
            "1 | Ліки | . | 5 | 4 | . | . | 1 | Клуб | . | 8 | . | 1 | Парк | 9",
        ],
        [
            ["№ | Захід | . | План | Факт", "1 | Ліки | . | 5 | 4"],
            ["№ | Захід | . | План", "1 | Клуб | . | 8"],
            ["№ | Захід | План", "1 | Парк | 9"],
        ],
    ),
    "plan and actual by source, parted by an empty column": (
        ["№ | Захід | План | < | < | . | Факт | < | <", "^ | ^ | Усього | Обласний | Місцевий | . | Усього | Обласний | Місцевий", "1 | Ліки | 5 | 2 | 3 | . | 4 | 1 | 3"],
        None,
    ),
    "addresses beside a report": (["№ | Захід | Факт | . | Телефон | Пошта", "1 | Ліки | 5 | . | 55 | a@b"], None),
    "a title over both": (["Звіт | < | < | < | < | < | <", "№ | Захід | Факт | . | № | Захід | Факт"], None),
}  # fmt: skip


@pytest.mark.parametrize("what", SHEETS)
def test_the_tables_of_a_sheet(what: str) -> None:
    lines, expected = SHEETS[what]
    assert [drawn(part) for part in apart(undrawn(*lines))] == (expected or [lines])


def test_what_is_hidden_stays_hidden_in_its_part() -> None:
    sheet = undrawn("№ | Захід | Факт | . | № | Захід | Факт", hidden=frozenset({1, 3, 6}))
    assert [part.hidden_columns for part in apart(sheet)] == [{1}, {2}]


def test_two_tables_of_their_own_with_an_empty_column_between_are_two() -> None:
    drawing = """
    | Фінансування, тис. грн | | | | | | Результативні показники | | | |
    | № | Захід | План | Факт | % | | Показник | Од. виміру | План | Факт |
    | 1 | Лавки | 4 | 3 | 75,0 | | продукту | | | |
    | 2 | Урни | 2 | 1 | 50,0 | | Поставлено лавок | од. | 12 | 10 |
    | | Разом | 6 | 4 | 66,7 | | | | | |
    """
    (report,) = paper.read(HEAD + drawing).reports
    assert [paper.brief(r) for r in report.funding] == [
        "measure 1 Лавки | 2024 | 4 | 3", "measure 2 Урни | 2024 | 2 | 1", "total Разом | 2024 | 6 | 4",
    ]  # fmt: skip
    assert [(i.indicator, i.category, i.planned.value, i.actual.value) for i in report.indicators] == [
        ("Поставлено лавок", "output", 12, 10)
    ]
    assert paper.loud(HEAD + drawing) == []


def test_an_empty_column_within_one_table_parts_nothing() -> None:
    drawing = """
    | № | Захід | План, тис. грн | | Факт, тис. грн | % | Примітка |
    | 1 | Лавки | 4 | | 3 | 75,0 | |
    """
    assert [paper.brief(r) for r in paper.funding(HEAD + drawing)] == ["measure 1 Лавки | 2024 | 4 | 3"]
