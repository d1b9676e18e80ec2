"""Columns as a reader sees them: borders off by a little are one, and a border that no full row has is none.

Tables are drawn as ``drawn`` prints them: ``<`` goes on from the left, ``^`` from above, ``.`` is empty.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from office_files import drawn
from office_files import undrawn as table

from ingest.columns import seen_columns
from ingest.model import Table

SEEN = {
    "each row's borders dragged a little": (
        table(
            "№ | Захід | < | < | План | < | Факт",
            "1 | < | Ліки | < | < | 20,5 | 10,5",
            "2 | < | Їжа | 7,5 | < | < | 3,5",
            edges=(0, 30, 33, 120, 123, 126, 180, 240),
        ),
        ["№ | Захід | План | Факт", "1 | Ліки | 20,5 | 10,5", "2 | Їжа | 7,5 | 3,5"],
    ),
    "borders dragged far, but each row has as many cells": (
        table(
            "№ | < | Захід | < | План | < | < | Факт",
            "1 | Ліки | < | 20,5 | < | < | 10,5 | <",
            "2 | < | Їжа | < | < | 7,5 | 3,5 | <",
            "Разом | < | < | 28,0 | < | < | 14,0 | <",
            edges=(0, 20, 32, 120, 132, 140, 180, 192, 240),
        ),
        ["№ | Захід | План | Факт", "1 | Ліки | 20,5 | 10,5", "2 | Їжа | 7,5 | 3,5", "Разом | < | 28,0 | 14,0"],
    ),
    "as many cells, of which one row has its first two merged and its last one divided": (
        table("№ | Захід | План | < | Прим", "1 | Ліки | 5 | < | так", "Разом | < | 7 | 8 | ні", edges=(0, 60, 120, 150, 180, 240)),
        ["№ | Захід | План | < | Прим", "1 | Ліки | 5 | < | так", "Разом | < | 7 | 8 | ні"],
    ),
    "a row with a border where no other has one": (
        table("№ | Захід | < | Факт", "1 | Ліки | < | 5", "2 | Їжа | < | 6", "Разом | < | 4 | 11", edges=(0, 30, 130, 200, 260)),
        ["№ | Захід | < | Факт", "1 | Ліки | < | 5", "2 | Їжа | < | 6", "Разом | < | 4 | 11"],
    ),
    "a narrow column that holds figures": (
        table("а | 1 | б", "в | 2 | г", edges=(0, 100, 109, 200)),
        ["а | 1 | б", "в | 2 | г"],
    ),
    "borders too far apart to be one": (
        table("№ | Захід | <", "1 | < | Ліки", edges=(0, 30, 42, 120)),
        ["№ | Захід | <", "1 | < | Ліки"],
    ),
    "a grid of nonsense widths": (
        table("№ | Захід | . | Факт", "1 | Ліки | . | 5", edges=(0, 2, 4, 6, 8)),
        ["№ | Захід | . | Факт", "1 | Ліки | . | 5"],
    ),
    "two columns merged in every row of the table and not in the title": (
        table(
            "Звіт | . | . | . | . | .",
            "№ | < | Захід | < | Факт | <",
            "1 | < | Ліки | < | 5 | <",
            "2 | < | Їжа | < | 7 | <",
            "3 | < | Одяг | < | . | <",
            "4 | < | Взуття | < | 8 | <",
        ),
        ["Звіт | . | .", "№ | Захід | Факт", "1 | Ліки | 5", "2 | Їжа | 7", "3 | Одяг | .", "4 | Взуття | 8"],
    ),
    "a text above the table that begins in the middle of a column": (
        table(". | . | . | Додаток | .", "№ | Захід | < | < | Факт", *(f"{n} | Ліки | < | < | 5" for n in "123")),
        [". | Додаток | .", "№ | Захід | Факт", *(f"{n} | Ліки | 5" for n in "123")],
    ),
    "two texts above the table over one of its columns": (
        table(". | Начальник | < | Коваль | .", "№ | Захід | < | < | Факт", *(f"{n} | Ліки | < | < | 5" for n in "123")),
        [". | Начальник | Коваль | .", "№ | Захід | < | Факт", *(f"{n} | Ліки | < | 5" for n in "123")],
    ),
    "an empty column with borders of its own": (
        table("№ | Захід | . | Факт", *(f"{n} | Ліки | . | 5" for n in "1234")),
        ["№ | Захід | . | Факт", *(f"{n} | Ліки | . | 5" for n in "1234")],
    ),
    "an empty column whose heading is merged with its neighbour's": (
        table("№ | Захід | < | Факт", *(f"{n} | Ліки | . | 5" for n in "1234")),
        ["№ | Захід | < | Факт", *(f"{n} | Ліки | . | 5" for n in "1234")],
    ),
    "the tail of a table": (
        table("Всього за розділом | < | < | 5 | 4", "Всього за Програмою | < | < | 9 | 8"),
        ["Всього за розділом | < | < | 5 | 4", "Всього за Програмою | < | < | 9 | 8"],
    ),
    "a head of two levels": (
        table("№ | Захід | < | План | < | < | <", "^ | ^ | < | 2023 | < | 2024 | <", *(f"{n} | Ліки | < | 5 | < | 6 | <" for n in "12")),
        ["№ | Захід | План | <", "^ | ^ | 2023 | 2024", *(f"{n} | Ліки | 5 | 6" for n in "12")],
    ),
    "a table of texts side by side": (
        table("Погоджено | . | Затверджую"),
        ["Погоджено | . | Затверджую"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", SEEN)
def test_columns_are_those_that_a_reader_sees(what: str) -> None:
    given_table, expected = SEEN[what]
    assert drawn(seen_columns(given_table)) == expected


def test_borders_made_one_stand_where_the_last_of_them_stood() -> None:
    found = seen_columns(table("а | б | <", "в | < | г", edges=(0, 100, 104, 200)))
    assert (found.columns, found.column_edges) == (2, (0, 104, 200))


def test_a_column_is_hidden_where_all_that_was_merged_into_it_is() -> None:
    rows = ("№ | Захід | < | Факт | <", *(f"{n} | Ліки | < | 5 | <" for n in "123"))
    assert seen_columns(table(*rows, hidden=frozenset({2, 3, 4}))).hidden_columns == {2}


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Rows of cells with spans, some of them empty, over borders at odd distances."""
    columns = draw(st.integers(2, 9))
    rows = []
    for r in range(draw(st.integers(1, 5))):
        starts = sorted({0, *draw(st.sets(st.integers(0, columns - 1)))})
        texts = [f"{r}.{c}" if draw(st.booleans()) else "." for c in starts]
        rows.append(" | ".join(texts[starts.index(c)] if c in starts else "<" for c in range(columns)))
    edges = [0.0]
    for step in draw(st.lists(st.sampled_from([2.0, 6.0, 40.0]), min_size=columns, max_size=columns)):
        edges.append(edges[-1] + step)
    return table(*rows, edges=edges if draw(st.booleans()) else ())


@given(tables())
def test_no_text_is_lost_nor_changes_its_row_or_order(before: Table) -> None:
    after = seen_columns(before)
    assert all("?" not in line for line in drawn(after))
    texts = [[(cell.row, cell.text) for cell in each.cells if cell.text] for each in (before, after)]
    assert texts[0] == texts[1]
