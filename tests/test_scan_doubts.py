"""A row whose year or source was read without certainty is told: its amounts may be another year's or another budget's."""

from __future__ import annotations

from dataclasses import replace

import paper
import pytest

from ingest.model import Box, Cell, Document, Reading, Table
from normalize.document import normalize
from normalize.lexicon import load
from normalize.records import Normalized

HEAD = "Звіт про виконання Програми «Тепла оселя» Вербівської міської територіальної громади на 2024-2025 роки за 2024 рік\n"
SOURCES = (
    "| № | Захід | Джерела фінансування | План, тис. грн | Факт, тис. грн |\n"
    "| 1 | Лавки | усього | 30,0 | 25,0 |\n| | | місцевий бюджет | 10,0 | 5,0 |\n| | | {} | 20,0 | 20,0 |"
)


def scanned(drawing: str, confidence: dict[str, float], head: str = HEAD) -> Normalized:
    """The drawing as a scan of one page, rows 20 points apart; cells whose text is a key were read with that confidence."""

    def cell(c: Cell) -> Cell:
        box = Box(50.0 * c.column, 20.0 * c.row, 50.0 * c.column + 48, 20.0 * (c.row + c.row_span) - 1)
        sure = confidence.get(c.text, 0.99)
        return replace(c, page=1, box=box, confidence=sure, readings=(Reading(c.text, sure),) if c.text else ())

    document = paper.document(head + drawing, "pdf-scan")
    blocks = tuple(replace(b, page=1, cells=tuple(map(cell, b.cells))) if isinstance(b, Table) else b for b in document.blocks)
    return normalize(Document("pdf-scan", blocks, pages=1), "скан.pdf", load())


def told_rows(understood: Normalized) -> list[int | None]:
    return [f.row_number for f in understood.findings if f.rule == "low_confidence" and f.record is None]


def test_a_source_read_without_certainty_is_told_at_its_row() -> None:
    assert told_rows(scanned(SOURCES.format("обласний бюджет"), {"обласний бюджет": 0.2})) == [4]


@pytest.mark.parametrize(("label", "rows"), [("УСЬОГО | 50,0", [4]), ("УСЬОГО на 2024 рік", []), ("Розділ 2", [])])
def test_an_amount_that_was_read_as_part_of_a_label_is_told_at_its_row(label: str, rows: list[int]) -> None:
    drawing = f"| № | Захід | План, тис. грн | Факт, тис. грн |\n| 1 | Лавки | 30,0 | 5,0 |\n| 2 | Урни | 20,0 | 20,0 |\n| {label.replace('|', 'I')} | < | < | 25,0 |"
    assert told_rows(scanned(drawing, {})) == rows


@pytest.mark.parametrize(("fact", "rows"), [("5,0", []), ("5,0 / 20,0", [2, 3])])
def test_below_two_rows_amounts_in_one_cell_no_blank_is_quiet(fact: str, rows: list[int]) -> None:
    drawing = f"| № | Захід | План, тис. грн | Факт, тис. грн |\n| 1 | Лавки | 30,0 | {fact} |\n| 2 | Урни | 20,0 | |"
    assert told_rows(scanned(drawing, {})) == rows


@pytest.mark.parametrize(
    ("cell", "total", "rows"),
    [
        pytest.param("46 420 / 724,30", "46 420 774,30", [], id="a sum that holds makes one number of the lines"),
        pytest.param("46 420 / 724,30", "50 000 000,00", [2], id="without one they may be two rows' amounts"),
        pytest.param("46 420 / 000,00", "50 000 000,00", [], id="no amount begins with three noughts"),
    ],
)
def test_a_number_on_two_lines_that_a_sum_confirms_is_quiet(cell: str, total: str, rows: list[int]) -> None:
    drawing = f"| № | Захід | План, грн | Факт, грн |\n| 1 | Лавки | {cell} | 5,00 |\n| 2 | Урни | 50,00 | 20,00 |\n| | Всього | {total} | 25,00 |"
    assert told_rows(scanned(drawing, {})) == rows


def test_what_was_read_for_sure_is_quiet() -> None:
    assert told_rows(scanned(SOURCES.format("обласний бюджет"), {})) == []


@pytest.mark.parametrize("year", ["3бю0р.", "2б9їр.", "ТЛоЗр."])
def test_a_year_that_is_none_is_told_at_its_row(year: str) -> None:
    drawing = (
        "| № | Захід | Роки | План, тис. грн | Факт, тис. грн |\n| 1 | Лавки | Усього | 30,0 | 25,0 |\n| | | 2024р. | 10,0 | 5,0 |\n"
        f"| | | {year} | 20,0 | 20,0 |"
    )
    assert told_rows(scanned(drawing, {})) == [4]


def test_a_value_that_arithmetic_has_read_is_unreadable_no_more() -> None:
    drawing = "| № | Захід | План, тис. грн | Факт, тис. грн |\n| 1 | Лавки | 1?,0 | - |\n| 2 | Урни | 20,0 | - |\n| | Всього | 30,0 | - |"
    document = paper.document(HEAD + drawing, "pdf-scan")

    def cell(c: Cell) -> Cell:
        return (
            replace(c, confidence=0.5, readings=(Reading("1?,0", 0.5), Reading("10,0", 0.4)))
            if c.text == "1?,0"
            else replace(c, confidence=0.99)
        )

    blocks = tuple(replace(b, cells=tuple(map(cell, b.cells))) if isinstance(b, Table) else b for b in document.blocks)
    rules = [f.rule for f in normalize(Document("pdf-scan", blocks, pages=1), "скан.pdf", load()).findings]
    assert "repaired_value" in rules
    assert "unreadable_value" not in rules


def test_what_a_stamp_left_in_a_sum_s_source_cell_is_no_source() -> None:
    drawing = SOURCES.format("обласний бюджет") + "\n| | Разом | {} | 30,0 | 25,0 |"
    read = {"йко,": 0.3, "скоТ ВТМ": 0.0, "благодійники": 0.3}
    records = {text: scanned(drawing.format(text), {text: sure}).reports[0].funding[-1].source for text, sure in read.items()}
    assert records == {"йко,": "total", "скоТ ВТМ": "total", "благодійники": "other"}


STACKED = "| № | Захід | Джерела | План, тис. грн | Факт, тис. грн |\n"


@pytest.mark.parametrize(
    ("row", "rows"),
    [
        pytest.param("| 1 | Лавки | обласний бюджет / місцевий бюджет | 30,0 / 5,0 | 25,0 / 5,0 |", [], id="a sum per source"),
        pytest.param(
            "| 1 / 2 | Лавки / Урни | обласний бюджет / місцевий бюджет | 30,0 / 5,0 | 25,0 / 5,0 |", [2], id="two numbers beside them"
        ),
        pytest.param("| 1 | Лавки | обласний бюджет / місцевий бюджет | 30,0 / 5,0 | 25,0 |", [2], id="one sum beside them"),
    ],
)
def test_sums_below_each_other_for_the_sources_beside_them_are_no_melted_rows(row: str, rows: list[int]) -> None:
    assert told_rows(scanned(STACKED + row + "\n| 3 | Клумби | місцевий бюджет | 7,0 | 7,0 |", {})) == rows


def test_an_indicator_has_no_arithmetic_so_that_one_read_without_certainty_is_told() -> None:
    table = "\n\nРезультативні показники\n| № | Показник | Одиниця виміру | План | Факт |\n| 1 | Кількість лавок | од. | {} | 17 |"
    drawing = "| № | Захід | План, тис. грн | Факт, тис. грн |\n| 1 | Лавки | 30,0 | 25,0 |"
    for figure, sure, told in (("24", 0.7, ["24"]), ("24", 0.95, []), ("-", 0.95, [])):
        understood = scanned(drawing + table.format(figure), {figure: sure})
        assert len(understood.reports[0].indicators) == 1
        assert [f.found for f in understood.findings if f.rule == "low_confidence"] == told


@pytest.mark.parametrize(("total", "rows"), [("25,0", []), ("29,0", [4])])
def test_what_stands_for_a_source_beside_a_sum_that_the_rows_confirm_is_no_doubt(total: str, rows: list[int]) -> None:
    drawing = f"{STACKED}| 1 | Лавки | місцевий бюджет | 10,0 | 5,0 |\n| 2 | Урни | обласний бюджет | 20,0 | 20,0 |\n| | Разом | ви оо | 30,0 | {total} |"
    understood = scanned(drawing, {"ви оо": 0.2})
    assert [r.source for r in understood.reports[0].funding if r.row_kind != "measure"] == ["total"]
    assert told_rows(understood) == rows


@pytest.mark.parametrize(("stain", "sure", "rejoined"), [("да в", 0.24, 1), ("да в", 0.95, 0)])
def test_what_a_stamp_left_beside_the_rest_of_a_torn_source_is_no_text(stain: str, sure: float, rejoined: int) -> None:
    head = "| № | Захід | Джерело | План, тис. грн | Факт, тис. грн |\n"
    above = "| 1 | Лавки | Усього | 9,0 | 7,0 |\n| ^ | ^ | обласний бюджет | 4,0 | 3,0 |\n| ^ | ^ | Бюджет територіальної | 5,0 | 4,0 |"
    read = scanned(f"{head}{above}\n\n| {stain} | < | громади | | |", {stain: sure})
    assert len([f for f in read.findings if f.rule == "row_rejoined" and f.found == stain]) == rejoined


@pytest.mark.parametrize(("sure", "lost"), [(0.3, ["page_lost"]), (0.9, [])])
def test_a_table_whose_words_nobody_could_read_is_lost_aloud_and_no_other_document_in_silence(sure: float, lost: list[str]) -> None:
    rows = "".join(f"| {n} | Прпдб лвк {n} | Впкпвчмй | {n}7 420 | {n}1 374 |\n" for n in range(1, 7))
    words = {text: sure for n in range(1, 7) for text in (f"Прпдб лвк {n}", "Впкпвчмй")}
    understood = scanned("| Мо | 5 ж | оо г | щи | зон |\n" + rows, words, "2129 тро дзільтоти Прогобми\n")
    assert understood.status == "no_report"
    assert [f.rule for f in understood.findings if f.rule == "page_lost"] == lost


@pytest.mark.parametrize(
    ("fact", "rows"),
    [("- Роботи тривають | <", [3]), ("- | Роботи тривають", []), ("Роботи тривають | <", [])],
    ids=["run on", "apart", "words alone"],
)
def test_a_dash_that_runs_on_into_the_words_of_the_next_column_is_told_at_its_row(fact: str, rows: list[int]) -> None:
    drawing = f"| № | Захід | План, тис. грн | Факт, тис. грн | Стан виконання |\n| 1 | Лавки | 30,0 | 5,0 | Виконано |\n| 2 | Урни | 20,0 | {fact} |"
    assert told_rows(scanned(drawing, {})) == rows


@pytest.mark.parametrize(("total", "rows"), [("75,0", []), ("78,0", [6])], ids=["the sum of the years", "no sum of anything"])
def test_an_amount_over_the_columns_of_all_years_that_is_their_sum_is_no_doubt(total: str, rows: list[int]) -> None:
    drawing = f"""| № | Захід | План, тис. грн | < | Факт, тис. грн | < |
| ^ | ^ | 2024 рік | 2025 рік | 2024 рік | 2025 рік |
| 1 | Лавки | 30,0 | 10,0 | 5,0 | - |
| 2 | Урни | 20,0 | 15,0 | 20,0 | - |
| | Разом | 50,0 | 25,0 | 25,0 | - |
| | Всього по Програмі | {total} | < | 25,0 | < |"""
    assert told_rows(scanned(drawing, {})) == rows
