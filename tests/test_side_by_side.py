"""Reports side by side on one sheet are tables of their own; columns of one table that hold nothing part nothing."""

from __future__ import annotations

import pytest
from office_files import drawn, undrawn

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
