"""Amounts by quarters, half-years and months, as rows, under captions, on sheets: no records; the year's are."""

from __future__ import annotations

from dataclasses import replace

import paper
import pytest
from paper import HEAD

from ingest.model import Document, Table
from normalize.document import normalize
from normalize.lexicon import load
from normalize.records import Finding

COLUMNS = "| № | Захід | {} | План, тис. грн | Факт, тис. грн |"
TABLE = """
| № | Захід | План, тис. грн | Факт, тис. грн |
| 1 | Автобуси | {} | {} |
| | {} | {} | {} |
"""


def _told(findings: tuple[Finding, ...]) -> list[str]:
    return [f.rule for f in findings if f.rule in ("periods_added", "last_period_taken", "part_of_year_aside", "place_repeated")]


@pytest.mark.parametrize(
    ("heading", "labels", "amounts", "rule"),
    [
        ("Квартал", ["I", "II", "III", "IV"], "20 | 10", "periods_added"),
        ("Період", ["I квартал", "II квартал", "III квартал", "IV квартал"], "20 | 10", "periods_added"),
        ("Звітний період", ["I квартал", "I півріччя", "9 місяців", "IV квартал"], "10 | 5", "periods_added"),
        ("Звітний період", ["I квартал", "I півріччя", "9 місяців", "рік"], "5 | 4", None),
    ],
)
def test_quarters_of_a_measure_are_no_records(heading: str, labels: list[str], amounts: str, rule: str | None) -> None:
    rows = "\n".join(
        f"| {'1' if i == 0 else '^'} | {'Автобуси' if i == 0 else '^'} | {label} | 5 | {i + 1} |" for i, label in enumerate(labels)
    )
    read = paper.read(HEAD + COLUMNS.format(heading) + "\n" + rows)
    (record,) = read.reports[0].funding
    wanted = "10 | 7" if labels[2:] == ["9 місяців", "IV квартал"] else amounts
    assert paper.brief(record) == f"measure 1 Автобуси | 2024 | {wanted}"
    assert _told(read.findings) == ([rule] if rule else [])


def test_of_amounts_that_grow_from_quarter_to_quarter_the_last_are_the_years() -> None:
    heads = "| № | Захід | Квартал | План наростаючим підсумком, тис. грн | Факт наростаючим підсумком, тис. грн |"
    read = paper.read(HEAD + heads + "\n| 1 | Автобуси | I | 5 | 4 |\n| ^ | ^ | II | 9 | 8 |")
    assert [paper.brief(r) for r in read.reports[0].funding] == ["measure 1 Автобуси | 2024 | 9 | 8"]
    assert _told(read.findings) == ["last_period_taken"]


@pytest.mark.parametrize("year", ["", " 2024 року"])
def test_a_table_for_each_quarter_makes_the_year(year: str) -> None:
    first = f"I квартал{year}\n" + TABLE.format(5, 4, "Всього за I квартал", 5, 4)
    second = f"II квартал{year}\n" + TABLE.format(6, "-", "Всього за II квартал", 6, "-")
    read = paper.read(HEAD + first + second)
    assert [paper.brief(r) for r in read.reports[0].funding] == ["measure 1 Автобуси | 2024 | 11 | 4", "total Всього | 2024 | 11 | 4"]
    assert _told(read.findings) == ["periods_added"]


def test_sheets_named_for_quarters_make_the_year() -> None:
    title = paper.document(HEAD).blocks
    sheets = []
    for name, actual in (("I кв", 4), ("II кв", 5)):
        (table,) = (b for b in paper.document(TABLE.format(7, actual, "Всього", 7, actual)).blocks if isinstance(b, Table))
        sheets.append(replace(table, name=name))
    read = normalize(Document("xlsx", (*title, *sheets)), "звіт.xlsx", load())
    assert [paper.brief(r) for r in read.reports[0].funding] == ["measure 1 Автобуси | 2024 | 14 | 9", "total Всього | 2024 | 14 | 9"]


def test_a_quarters_table_beside_the_years_counts_nothing_a_second_time() -> None:
    read = paper.read(HEAD + TABLE.format(11, 9, "Всього", 11, 9) + "I квартал\n" + TABLE.format(5, 4, "Всього", 5, 4))
    assert [paper.brief(r) for r in read.reports[0].funding] == ["measure 1 Автобуси | 2024 | 11 | 9", "total Всього | 2024 | 11 | 9"]
    assert _told(read.findings) == ["part_of_year_aside", "part_of_year_aside"]


def test_rows_that_head_the_measures_of_a_quarter_make_no_year_of_them() -> None:
    drawing = """
    | № | Захід | План, тис. грн | Факт, тис. грн |
    | I квартал | < | < | < |
    | 1 | Автобуси | 2 | 1 |
    | II квартал | < | < | < |
    | 1 | Автобуси | 3 | 1 |
    | | Всього | 5 | 2 |
    """
    assert [paper.brief(r) for r in paper.funding(HEAD + drawing)] == ["measure 1 Автобуси | 2024 | 5 | 2", "total Всього | 2024 | 5 | 2"]


def test_the_quarter_in_which_each_measure_is_due_is_its_term() -> None:
    rows = "| 1 | Автобуси | I квартал | 5 | 2 |\n| 2 | Лавки | III квартал | 3 | 1 |"
    read = paper.read(HEAD + COLUMNS.format("Квартал") + "\n" + rows)
    assert [paper.brief(r) for r in read.reports[0].funding] == ["measure 1 Автобуси | 2024 | 5 | 2", "measure 2 Лавки | 2024 | 3 | 1"]
    assert _told(read.findings) == []


@pytest.mark.parametrize("label", ["I – IV квартали", "I, II квартал"])
def test_a_span_of_quarters_is_no_one_of_them(label: str) -> None:
    rows = f"| 1 | Автобуси | {label} | 5 | 2 |\n| ^ | ^ | II квартал | 3 | 1 |"
    assert "periods_added" not in {f.rule for f in paper.read(HEAD + COLUMNS.format("Період") + "\n" + rows).findings}
