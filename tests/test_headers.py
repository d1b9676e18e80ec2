"""Headers: where they are, what stands above each column, what each column means, and when nothing is safe to say."""

from __future__ import annotations

import paper
import pytest

from normalize.column_marks import is_number_row
from normalize.columns import read_column
from normalize.header_blocks import find_headers
from normalize.headers import read_header
from normalize.lexicon import load
from normalize.logical_tables import LogicalTable
from normalize.stitch import stitch
from normalize.table_rows import rows_of
from normalize.wordings import LexiconError
from normalize.years import years_in

LEXICON = load()


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("№ з/п", "number"),
        ("N п/п", "number"),
        ("Зміст заходів", "measure"),
        ("Перелік заходів Програми", "measure"),
        ("Назва об'єкту (заходу)", "measure"),
        ("Найменування програми", "programme"),
        ("Назва напряму діяльності (пріоритетні завдання)", "section"),
        ("Термін вико-\nнання", "term"),
        ("Відповідальні за виконання", "executor"),
        ("Головний розпорядник коштів (або розробник) Програми", "executor"),
        ("Обсяги фінансування на 2023 рік, передбачені Програмою*", "planned"),
        ("Обсяг фінансування, передбачений на 2023 рік", "planned"),
        ("Орієнтовані обсяги фінансування (вартість), у тому числі за роками", "planned"),
        ("План на рік з урахуванням змін", "planned"),
        ("кошторисні призначення", "planned"),
        ("Фактично фінансовано у звітному періоді, тис. грн", "actual"),
        ("Обсяг профінансованих коштів", "actual"),
        ("Касові видатки (надані кредити)", "spent"),
        ("Відсоток виконання заходу, %", "percent"),
        ("Рівень виконання", "percent"),
        ("(+, -)", "deviation"),
        ("Відхилення факту від плану", "deviation"),
        ("Інформація про виконання або причини невиконання заходу", "information"),
        ("Джерела фінансування", "source"),
        ("Найменування показника", "indicator"),
        ("Од. вим.", "unit"),
        ("Яких заходів вжито", "actions"),
        ("КПКВК МБ", "ignore"),
        ("Фактичнi обсяги фiнансування", "actual"),
        ("Обсяг фінансуваня", "planned"),
        ("Відповідальна установа", "executor"),
        ("Організатор", "executor"),
        ("Розмір фінансування на 2025 рік відповідно до Програми, тис. грн", "planned"),
        ("Включено до бюджету на 2025 рік, тис. грн", "planned"),
        ("За бюджетом, тис. грн", "planned"),
        ("Мало бути профінансовано, тис. грн", "planned"),
        ("Недовиконання, тис. грн", "deviation"),
        ("+/- до плану", "deviation"),
        ("Реально виділено, тис. грн", "actual"),
        ("%%", "percent"),
        ("Реалізація, %", "percent"),
        ("Коефіцієнт приведення", None),
        ("Ліміт Ф-2", None),
        ("Погода", None),
        ("Відхилення факту 2024 року від плану", "deviation"),
        ("Відхилення факту 2024 від факту 2023, тис. грн", "ignore"),
        ("Відхилення та причини", "information"),
        ("Потреба до кінця року, тис. грн", "ignore"),
        ("Виконання (опис)", "information"),
    ],
)
def test_a_header_wording_means_one_field_or_none(header: str, field: str | None) -> None:
    assert read_column([header], LEXICON).field == field


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("Обсяги фінансування, тис. грн", "план"), ("planned", None, None, None)),
        (("Факт", "Обсяги фінансування, тис. грн"), ("actual", None, None, None)),
        (("Фактично профінансовано", "2024 рік"), ("actual", 2024, None, None)),
        (("2023, млн грн", "виконано"), ("actual", 2023, None, None)),
        (("План", "за рахунок державного бюджету"), ("planned", None, "state", None)),
        (("План на 2024 рік", "в т.ч. за рахунок", "обласний бюджет"), ("planned", 2024, "oblast", None)),
        (("План на 2024 рік", "за рахунок", "інші джерела"), ("planned", 2024, "other", None)),
        (("План", "спеціальний фонд"), ("planned", None, None, "special")),
        (("План", "2025", "бюджет територіальної громади"), ("planned", 2025, "local", None)),
        (("План на 2024 рік", "Бюджет"), ("planned", 2024, "local", None)),
        (("Бюджет 2024 року, грн", "Затверджено"), ("planned", 2024, None, None)),
        (("Бюджет на 2024 рік", "Виконано"), ("actual", 2024, None, None)),
        (("Профінансовано станом на 01.01.2025",), ("actual", 2024, None, None)),
    ],
)
def test_the_levels_of_a_header_decide_together(path: tuple[str, ...], expected: tuple[object, ...]) -> None:
    meaning = read_column(path, LEXICON)
    assert (meaning.field, meaning.year, meaning.source, meaning.fund) == expected


@pytest.mark.parametrize(
    ("header", "plan"),
    [
        ("План на 9 місяців", "period"),
        ("План на 11 місяців 2024 року", "period"),
        ("План на січень-листопад", "period"),
        ("План на січень – травень, тис. грн", "period"),
        ("План на січень-грудень", None),
        ("План на 12 місяців", None),
    ],
)
def test_a_plan_for_the_months_since_january_is_the_periods(header: str, plan: str | None) -> None:
    meaning = read_column([header], LEXICON)
    assert (meaning.field, meaning.period, meaning.plan) == ("planned", None, plan)


@pytest.mark.parametrize(
    ("text", "years", "span"),
    [
        ("Профінансовано за 2023 рік", [2023], False),
        ("на 2022-2025 роки", [2022, 2025], True),
        ("станом на 31.12.2024", [2024], False),
        ("станом на 1 січня 2025 року", [2024], False),
        ("рішення № 2024/15", [], False),
    ],
)
def test_years_of_a_header(text: str, years: list[int], span: bool) -> None:
    assert years_in(text) == (years, span)


def _rows(drawing: str) -> list[object]:
    return list(rows_of(paper.document(drawing).tables[0], 1))


def test_spans_that_the_file_lost_are_inferred_from_the_level_below() -> None:
    rows = rows_of(
        paper.document("""
        | № | Захід | План, тис. грн | | Факт, тис. грн | |
        | | | 2024 рік | 2025 рік | 2024 рік | 2025 рік |
        | 1 | Лавки | 4 | 4 | 4 | - |
        """).tables[0],
        1,
    )
    ((start, end),) = find_headers(rows, LEXICON)
    header = read_header(rows, start, end, LEXICON, rows[end:])
    assert [(m.field, m.year) for m in header.meanings] == [
        ("number", None), ("measure", None), ("planned", 2024), ("planned", 2025), ("actual", 2024), ("actual", 2025),
    ]  # fmt: skip


def test_all_of_something_is_of_what_its_neighbours_are_parts_of() -> None:
    rows = rows_of(
        paper.document("""
        | Захід | План, тис. грн | < | < | Факт, тис. грн |
        | ^ | Всього | 2024 | 2025 | ^ |
        | Лавки | 8 | 4 | 4 | 4 |
        """).tables[0],
        1,
    )
    ((start, end),) = find_headers(rows, LEXICON)
    planned = [m for m in read_header(rows, start, end, LEXICON, rows[end:]).meanings if m.field == "planned"]
    assert [(m.whole, m.year) for m in planned] == [(True, None), (False, 2024), (False, 2025)]


@pytest.mark.parametrize(
    ("row", "numbers"),
    [
        ("| 1 | 2 | 3 | 4 |", True),
        ("| 1 | 2 | 3 | 4=3/2 |", True),
        ("| 1 | Лавки | 3 | 4 |", False),
        ("| 5 | 6 | 7 | 8 |", False),
        ("| 1 | 2 | 3 | | 5 | 6 | 7 | 8 |", True),
        ("| 1 | 2 | 3 4 | < | 5 | 6 | 7 | 8 |", True),
        ("| 1 | < | 3 | 4 | 5 | 6 | 7 |", True),
        ("| 1 | | 3 | 4,5 | 5 | 6 |", False),
        ("| 1 | 2 | 3 | | 18 | 27 | 16 | 8 |", False),
        ("| А | Б | В | 1 | 2 | 3 |", True),
        ("| А | 1 | 2 | 3 |", True),
        ("| А | Б | В | Г | Д |", True),
        ("| 0 | 1 | 2 | 3 |", True),
        ("| I | II | III | IV |", True),
        ("| гр.1 | гр.2 | гр.3 | гр.4=гр.3/гр.2×100 |", True),
        ("| А | Б | Г | 1 |", False),
        ("| А | Б | 7 | 8 |", False),
        ("| 3 | 4 | В | 5 |", False),
    ],  # fmt: skip
)
def test_a_row_that_numbers_the_columns(row: str, numbers: bool) -> None:
    (only,) = rows_of(paper.document(row).tables[0], 1)
    assert is_number_row(only) is numbers


def test_the_lines_of_a_wrapped_header_are_one_header() -> None:
    rows = rows_of(
        paper.document("""
        | № | Назва | Річний обсяг | Фактично |
        | з/п | заходу | фінансування, | профінансовано, |
        | | | тис. грн | тис. грн |
        | 1 | Лавки | 4 | 4 |
        """).tables[0],
        1,
    )
    ((start, end),) = find_headers(rows, LEXICON)
    assert (start, end) == (0, 3)
    assert [m.field for m in read_header(rows, start, end, LEXICON, rows[end:]).meanings] == ["number", "measure", "planned", "actual"]


def test_an_analysts_wording_is_one_line_in_a_file_of_their_own() -> None:
    own = load('[fields]\nactual = ["сплачено казначейством"]\n')
    assert read_column(["Сплачено казначейством"], LEXICON).field is None
    assert read_column(["Сплачено казначейством"], own).field == "actual"


@pytest.mark.parametrize("text", ["[fields]\nfact = ['x']", "[nowhere]\nactual = ['x']", "not toml", "[fields]\nactual = 5"])
def test_a_lexicon_of_another_form_is_refused(text: str) -> None:
    with pytest.raises(LexiconError):
        load(text)


def test_a_fund_misread_by_two_letters_is_told_by_the_fund_beside_it() -> None:
    drawing = """
    | № | Захід | План на 2024 рік, грн | < | Факт, грн | < |
    | ^ | ^ | загальний фаил | спеціальний фонд | загальний фаил | спеціальний фонд |
    | 1 | Лавки | 9 | 5 | 7 | 4 |
    """
    head = paper.document(drawing)
    (piece,) = [p for p in stitch(head.blocks, LEXICON)[0] if isinstance(p, LogicalTable)]
    assert [(m.field, m.fund) for m in piece.header.meanings[2:]] == [
        ("planned", "general"), ("planned", "special"), ("actual", "general"), ("actual", "special"),
    ]  # fmt: skip
    assert [text for _, text in piece.header.misspelt] == [
        "План на 2024 рік, грн › загальний фонд («загальний фаил»)", "Факт, грн › загальний фонд («загальний фаил»)",
    ]  # fmt: skip


def test_a_label_no_budget_is_like_stays_unknown() -> None:
    drawing = "| № | Захід | План, грн | < | Факт, грн |\n| ^ | ^ | державний бюджет | дорожній ремонт | ^ |\n| 1 | Лавки | 9 | 5 | 7 |"
    (piece,) = [p for p in stitch(paper.document(drawing).blocks, LEXICON)[0] if isinstance(p, LogicalTable)]
    assert piece.header.misspelt == ()


def test_financing_over_plan_and_fact_says_neither() -> None:
    paths = [("Фінансування (гривень)", field, "2024 р.") for field in ("Річний обсяг фінансування", "Фактичні видатки")]
    assert [read_column(path, LEXICON).field for path in paths] == ["planned", "spent"]


def test_a_speck_read_as_a_digit_does_not_end_a_head_that_other_cells_reach_through() -> None:
    drawing = """
    | № | Захід | План, тис. грн | < | < | Факт, тис. грн | < | < |
    | ^ | ^ | усього | у тому числі за джерелами | < | усього | 2 у тому числі за джерелами | < |
    | ^ | ^ | ^ | обласний бюджет | місцевий бюджет | ^ | обласний бюджет | місцевий бюджет |
    | 1 | Лавки | 9 | 5 | 4 | 7 | 4 | 3 |
    """
    (piece,) = [p for p in stitch(paper.document(drawing).blocks, LEXICON)[0] if isinstance(p, LogicalTable)]
    assert [(m.field, m.source) for m in piece.header.meanings[5:]] == [("actual", None), ("actual", "oblast"), ("actual", "local")]


def test_a_column_whose_head_says_nothing_holds_sources_where_its_cells_name_them_one_or_two_at_a_time() -> None:
    drawing = """
    | № | Захід | Джерела інансування ув | План, грн | Факт, грн |
    | 1 | Лавки | місцевий бюджет | 9 | 5 |
    | 2 | Урни | обласний бюджет місцевий бюджет | 7⏎2 | 4⏎2 |
    """
    (piece,) = [p for p in stitch(paper.document(drawing).blocks, LEXICON)[0] if isinstance(p, LogicalTable)]
    assert piece.header.meanings[2].field == "source"


def test_groups_of_columns_that_add_up_to_a_group_beside_them_are_set_aside() -> None:
    drawing = (
        paper.HEAD
        + """
    | № | Назва заходу | Ліцей № 1 | < | Гімназія № 2 | < | Всього | < |
    | ^ | ^ | план, тис. грн | факт, тис. грн | план, тис. грн | факт, тис. грн | план, тис. грн | факт, тис. грн |
    | 1 | Обладнання | 50 | 45 | 30 | 30 | 80 | 75 |
    | 2 | Олімпіади | 20 | 20 | - | - | 20 | 20 |
    """
    )
    assert [paper.brief(r) for r in paper.funding(drawing)] == [
        "measure 1 Обладнання | 2024 | 80 | 75",
        "measure 2 Олімпіади | 2024 | 20 | 20",
    ]
    assert paper.loud(drawing) == []
    assert sum(f.rule == "column_set_aside" for f in paper.read(drawing).findings) == 4
    contradicted = drawing.replace("| 80 | 75 |", "| 90 | 75 |")
    assert "unknown_header" in paper.loud(contradicted)


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        ("Обсяг фінансування, тис. грн: / план / факт", ["12,0 / 11,4", "8,0 / -"]),
        ("Обсяг фінансування, тис. грн", ["план – 12,0 / факт – 11,4", "план – 8,0 / факт – -"]),
    ],
)
def test_plan_and_fact_one_below_the_other_in_one_cell(head: str, cells: list[str]) -> None:
    drawing = f"{paper.HEAD}| № | Назва заходу | {head} | Примітка |\n| 1 | Лавки | {cells[0]} | Так |\n| 2 | Урни | {cells[1]} | Ні |\n"
    assert [paper.brief(r) for r in paper.funding(drawing)] == ["measure 1 Лавки | 2024 | 12 | 11.4", "measure 2 Урни | 2024 | 8 | nil"]


def test_two_plans_in_one_cell_are_two_where_the_head_names_both() -> None:
    head = "| № | Назва заходу | Обсяг фінансування, тис. грн: передбачено програмою/затверджено в бюджеті | Профінансовано, тис. грн |\n"
    drawing = f"{paper.HEAD}{head}| 1 | Лавки | 1 500,0/1 350,0 | 1 340,1 |\n| 2 | Урни | 700,0/0,0 | - |\n"
    found = [(r.planned.uah, r.planned_budget.uah, r.actual.uah) for r in paper.funding(drawing)]
    assert [tuple(map(float, amounts)) for amounts in found] == [(1_500_000, 1_350_000, 1_340_100), (700_000, 0, 0)]


def test_a_plan_with_its_amended_sum_in_brackets_gives_both() -> None:
    drawing = f"{paper.HEAD}| № | Назва заходу | План, тис. грн | Факт, тис. грн |\n| 1 | Лавки | 80,0 (зі змінами 60,0) | 58 |\n"
    (record,) = paper.funding(drawing)
    assert (record.planned.uah, record.planned_initial.uah, record.actual.uah) == (60_000, 80_000, 58_000)
