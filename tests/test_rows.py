"""Rows of funding tables: measures and their numbers, sections, sums, and what is told of odd ones."""

from __future__ import annotations

import paper
import pytest
from paper import HEAD

from ingest.model import Document, Paragraph
from normalize.document import normalize
from normalize.lexicon import load


def test_a_number_merged_over_a_tasks_measures_is_the_tasks() -> None:
    drawing = (
        HEAD
        + """
    | № | Завдання | Захід | План, тис. грн | Факт, тис. грн |
    | 1 | Поводження з відходами | Рекультивація | 20 | 19 |
    | ^ | ^ | Контейнери | 3 | 2 |
    """
    )
    assert [(r.section_number, r.section, r.measure_number, r.measure) for r in paper.funding(drawing)] == [
        ("1", "Поводження з відходами", None, "Рекультивація"),
        ("1", "Поводження з відходами", None, "Контейнери"),
    ]


def test_a_section_named_by_the_last_line_of_the_text_above_its_table() -> None:
    blocks = (
        Paragraph(HEAD.strip()),
        Paragraph("Строк реалізації Програми: 2023-2025 роки\nСтан виконання заходів\nРозділ 1. Озеленення"),
        paper.table([["№", "Захід", "План, тис. грн", "Факт, тис. грн"], ["1", "Толока", "4", "4"]]),
    )
    (report,) = normalize(Document("txt", blocks), "звіт.txt", load()).reports
    assert [(r.section_number, r.section) for r in report.funding] == [("1", "Озеленення")]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (
            "| 1.1. | Придбання ліків, усього | КНП | 30,0 | 20,0 | |\n| 1.1.1. | Інсулін | КНП | 10,0 | 10,0 | |\n| 1.1.2. | Тести | КНП | 20,0 | 10,0 | |",
            "1.1",
        ),
        (
            "| | 1.1. Придбання ліків, усього | КНП | 30,0 | 20,0 | |\n| | 1.1.1. Інсулін | КНП | 10,0 | 10,0 | |\n| | 1.1.2. Тести | КНП | 20,0 | 10,0 | |",
            "1.1",
        ),
        ("| 1.1 / 0. | Придбання ліків | КНП | 30,0 | 20,0 | |", "1.10"),
        ("| 10 / . | Придбання ліків | КНП | 30,0 | 20,0 | |", "10"),
    ],
    ids=["a numbered parent called «усього»", "its number in the title", "a number broken at its last level", "a dot on a line of its own"],
)
def test_the_number_of_a_measure(rows: str, told: str) -> None:
    (first, *_) = paper.funding("| № | Зміст заходів | Виконавець | План, тис. грн | Факт, тис. грн | Примітка |\n" + rows)
    assert (first.measure_number, first.executors) == (told, ("КНП",))


def test_a_dash_is_no_title() -> None:
    drawing = """
    | № | Захід | Джерело | План, тис. грн | Факт, тис. грн |
    | 1 | Лавки | обласний бюджет | 4 | 3 |
    | | - | місцевий бюджет | 2 | 1 |
    """
    assert {r.measure for r in paper.funding(HEAD + drawing)} == {"Лавки"}


def test_a_sum_over_several_sections_below_the_last_ones_own_is_of_all_of_them() -> None:
    drawing = """
    | № | Захід | План, грн | Факт, грн |
    | Завдання 1.1. Захист | < | < | < |
    | 1.1.1 | Резерв | 10 | 7 |
    | 1.1.2 | Пости | 5 | 5 |
    | Всього по завданню 1.1 | < | 15 | 12 |
    | Завдання 1.2. Порядок | < | < | < |
    | 1.2.1 | Камери | 8 | 6 |
    | Всього по завданню 1.2 | < | 8 | 6 |
    | Всього по цілі 1 | < | 23 | 18 |
    | Завдання 2.1. Двори | < | < | < |
    | 2.1.1 | Лавки | 4 | 3 |
    | Всього по завданню 2.1 | < | 4 | 3 |
    | ВСЬОГО ПО ПРОГРАМІ | < | 27 | 21 |
    """
    assert paper.loud(HEAD + drawing) == []
    assert paper.loud(HEAD + drawing.replace("цілі 1 | < | 23 | 18", "цілі 1 | < | 34 | 18")) != []


def test_a_section_in_the_only_cell_of_its_row_is_one_wherever_the_cell_stands() -> None:
    drawing = """
    | Відповідальний виконавець | № | Захід | План, грн | Факт, грн |
    | Розділ I. Оздоровлення | | | | |
    | Відділ освіти | 1.1 | Путівки | 9 | 5 |
    """
    assert [(r.section_number, r.section, r.measure) for r in paper.funding(HEAD + drawing)] == [("I", "Оздоровлення", "Путівки")]


def test_nor_is_it_one_among_numbered_sections() -> None:
    head = "| № | Захід | План, грн | Факт, грн |\n"
    records = paper.funding(
        f"{HEAD}{head}| Розділ I. Двори | < | < | < |\n| 1.1 | Ремонт у селі | 9 | 5 |\n\n{head}| | Заболоття | | |\n| 1.2 | Урни | 4 | 4 |"
    )
    assert [(r.measure, r.section) for r in records] == [("Ремонт у селі Заболоття", "Двори"), ("Урни", "Двори")]


def test_the_last_word_of_a_title_on_a_new_page_is_no_section_where_these_stand_over_all_columns() -> None:
    head = "| № | Захід | План, тис. грн | Факт, тис. грн |\n"
    records = paper.funding(
        f"{HEAD}{head}| Сільські двори | < | < | < |\n| 1.1 | Ремонт у с. Мала | 9 | 5 |\n\n| | Білозерка | | |\n| 1.2 | Урни | 4 | 4 |"
    )
    assert [(r.measure, r.section) for r in records] == [("Ремонт у с. Мала Білозерка", "Сільські двори"), ("Урни", "Сільські двори")]


def test_a_numbered_row_merged_over_all_columns_is_a_section_though_measures_are_numbered_through() -> None:
    drawing = """
    | № | Захід | План, тис. грн | Факт, тис. грн |
    | 1. Водопостачання | < | < | < |
    | 1 | Насоси | 9,0 | 5,0 |
    | 2 | Труби | 4,0 | 2,0 |
    | 2. Оновлення техніки | < | < | < |
    | 3 | Екскаватор | 9,0 | 5,0 |
    """
    assert [(r.section_number, r.section, r.measure) for r in paper.funding(HEAD + drawing)] == [
        ("1", "Водопостачання", "Насоси"), ("1", "Водопостачання", "Труби"), ("2", "Оновлення техніки", "Екскаватор"),
    ]  # fmt: skip


def test_rows_by_economic_code_detail_the_measure_above_and_count_nothing_twice() -> None:
    drawing = """
    | № | Захід | КЕКВ | План, грн | Факт, грн |
    | 1 | Камери | | 300,00 | 200,00 |
    | | | 2210 | 100,00 | 50,00 |
    | | | 2240 | 200,00 | 150,00 |
    | | Всього | | 300,00 | 200,00 |
    """
    records = paper.funding(HEAD + drawing)
    assert [(str(r.row_kind), r.measure, r.parent) for r in records] == [
        ("measure", "Камери", None), ("subtotal", "2210", 0), ("subtotal", "2240", 0), ("total", "Всього", None),
    ]  # fmt: skip
    assert records[-1].sums == (0,)


def test_a_roman_number_and_a_text_beyond_an_empty_cell_head_a_section() -> None:
    """A border that a scan shows running through the merged cell of «I | Назва» leaves it in two pieces."""
    table = (
        "| № | Захід | Строк | Виконавець | План, тис. грн | Факт, тис. грн | Стан |\n| I | | < | < | Вода у криницях | < | < |\n"
        "| | 1.1. Криниці | 2024 | відділ | 3,0 | 2,0 | |\n| II | Світло | < | < | < | < | < |\n| | 2.1. Лампи | 2024 | відділ | 3,0 | 2,0 | |"
    )
    assert [(r.section_number, r.section) for r in paper.funding(paper.HEAD + table)] == [("I", "Вода у криницях"), ("II", "Світло")]


def test_amounts_that_a_label_took_in_are_told_as_unreadable() -> None:
    drawing = """
    | № | Захід | План, тис. грн | Факт, тис. грн |
    | 1 | Лавки | 4,0 | 3,0 |
    | 2 | Урни | 2,0 | 1,0 |
    |  | РАЗОМ 132881 | < | 4,0 |
    """
    (total,) = [r for r in paper.funding(HEAD + drawing) if r.row_kind.value == "total"]
    assert total.planned.state.value == "unreadable"


def test_a_sum_over_its_parts_in_one_cell_is_the_measures() -> None:
    drawing = """
    | № | Захід | План, тис. грн | Факт, тис. грн |
    | 1 | Змагання, у т.ч.: / - з футболу / - з волейболу / - з шахів | 84,4 / 20,0 / 30,1 / 34,3 | 60,0 / 20,0 / 30,0 / 10,0 |
    | 2 | Збори: / - весною / - восени / - узимку | 84,4 / 20,0 / 30,1 / 30,0 | 60,0 |
    """
    read = paper.read(paper.HEAD + drawing)
    first, second = read.reports[0].funding
    assert (str(first.planned.uah), str(first.actual.uah), second.planned.uah) == ("84400.00", "60000.00", None)
    assert [f.rule for f in read.findings if f.record == first.key] == ["cell_of_parts", "cell_of_parts"]
    assert "unreadable_value" in {f.rule for f in read.findings if f.record == second.key}


def test_of_two_columns_of_numbers_the_first_is_the_tasks_and_the_second_the_measures() -> None:
    drawing = """
    | № завдання | Завдання Програми | № заходу | Зміст заходу | План, тис. грн | Факт, тис. грн |
    | 1 | Двори | 1.1 | Лавки | 4 | 4 |
    | ^ | ^ | 1.2 | Урни | 2 | 1 |
    | 2 | Парки | 2.1 | Дерева | 3 | 3 |
    """
    assert [(r.section_number, r.section, r.measure_number, r.measure) for r in paper.funding(HEAD + drawing)] == [
        ("1", "Двори", "1.1", "Лавки"), ("1", "Двори", "1.2", "Урни"), ("2", "Парки", "2.1", "Дерева"),
    ]  # fmt: skip
