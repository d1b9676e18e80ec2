"""Merged cells that were undone and filled with copies of their text are merged again, where a section's title shows that this was done."""

from __future__ import annotations

import pytest
from office_files import drawn, undrawn

from ingest.repeats import merged_repeats

TABLES = {
    "a head of two levels, sections and totals": (
        [
            "№ | Захід | План | План | Факт | Факт",
            "№ | Захід | 2023 | 2024 | 2023 | 2024",
            "Розділ 1 | Розділ 1 | Розділ 1 | Розділ 1 | Розділ 1 | Розділ 1",
            "1.1 | Ліки | 5 | 5 | 4 | 4",
            "Всього | Всього | 5 | 5 | 4 | 4",
        ],
        [
            "№ | Захід | План | < | Факт | <",
            "^ | ^ | 2023 | 2024 | 2023 | 2024",
            "Розділ 1 | < | < | < | < | <",
            "1.1 | Ліки | 5 | 5 | 4 | 4",
            "Всього | < | 5 | 5 | 4 | 4",
        ],
    ),
    "rows by source": (
        [
            "№ | Захід | Джерело | План | Факт",
            "Розділ 1 | Розділ 1 | Розділ 1 | Розділ 1 | Розділ 1",
            "1 | Ліки | обласний | 5 | не передбачено",
            "1 | Ліки | місцевий | 5 | не передбачено",
            "2 | Їжа | обласний | 7 | 6",
            "2 | Їжа | місцевий | 8 | 6",
        ],
        [
            "№ | Захід | Джерело | План | Факт",
            "Розділ 1 | < | < | < | <",
            "1 | Ліки | обласний | 5 | не передбачено",
            "^ | ^ | місцевий | 5 | не передбачено",
            "2 | Їжа | обласний | 7 | 6",
            "^ | ^ | місцевий | 8 | 6",
        ],
    ),
    "no section's title": (["№ | Захід | План | План", "№ | Захід | 2023 | 2024", "1 | Ліки | 5 | 5"], None),
    "merged as it should be": (["№ | Захід | План | <", "Розділ | Розділ | Розділ | Розділ", "1 | Ліки | 5 | 5"], None),
    "numbers alike": (["№ | План | Факт", "5 | 5 | 5"], None),
}  # fmt: skip


@pytest.mark.parametrize("what", TABLES)
def test_repeated_cells(what: str) -> None:
    lines, expected = TABLES[what]
    assert drawn(merged_repeats(undrawn(*lines))) == (expected or lines)
