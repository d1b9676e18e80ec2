"""What a document holds as a whole: reports and their neighbours, several reports, tables beside the measures."""

from __future__ import annotations

from dataclasses import replace

import paper
import pytest
from paper import HEAD

from ingest.model import Document, Paragraph
from normalize.document import normalize
from normalize.lexicon import load


@pytest.mark.parametrize(
    ("drawing", "why"),
    [
        ("Рішення\nПро виділення коштів на ремонт.", "немає таблиць"),
        (
            "Додаток до Програми\n| Захід | Обсяг фінансування, тис. грн | < |\n| ^ | 2024 | 2025 |\n| Лавки | 4 | 5 |",
            "лише планові",
        ),
        (
            "ЗВІТ про виконання паспорта бюджетної програми місцевого бюджету за 2024 рік\n| Захід | План | Факт |\n| Лавки | 4 | 4 |",
            "паспорта",
        ),
        (
            "ЗВІТ\nпро виконання фінансового плану\nКНП «Лікарня» за 2024 рік\n| Показники | План, тис. грн | Факт, тис. грн |\n| Дохід | 4 | 4 |",
            "про інше",
        ),
        (
            "Звіт про виконання дохідної частини бюджету за 2024 рік\n| Найменування доходів | План | Виконано |\n| Податок | 4 | 4 |",
            "про інше",
        ),
        (
            "Інформація про надходження податків за 2024 рік\n| № | Назва податку | План на рік, грн | Фактично, грн |\n| 1 | ПДФО | 4 | 4 |",
            "про інше",
        ),
        (
            "Виконання видатків бюджету Вербівської громади за 2024 рік у розрізі бюджетних програм, тис. грн\n"
            "| КПКВК | Найменування | Уточнений план | Касові видатки |\n| 0611021 | Надання загальної середньої освіти | 9 | 8 |",
            "про інше",
        ),
        (
            "Видатки бюджету Вербівської громади\nза 2024 рік за функціональною класифікацією, тис. грн\n"
            "| Код | Видатки | Уточнений план | Виконано |\n| 1000 | Освіта | 9 | 8 |",
            "про інше",
        ),
        (
            "ІНФОРМАЦІЯ\nпро використання коштів місцевого бюджету в розрізі бюджетних програм за 2024 рік\n"
            "| КПКВК МБ | Найменування бюджетної програми | План, грн | Касові видатки, грн |\n| 0210150 | Утримання ради | 9 | 8 |",
            "про інше",
        ),
        (
            "Структура тарифів на послуги КП «Водоканал» за 2024 рік\n| № | Показники | План, грн/м3 | Факт, грн/м3 |\n| 1 | Світло | 4 | 4 |",
            "про інше",
        ),
        (
            "Звіт міського голови за 2024 рік\nУ громаді діяло 24 програми, профінансовано 85 млн грн.\n"
            "| Показник | 2023 | 2024 |\n| Звернень громадян | 1520 | 1610 |",
            "про інше",
        ),
        (
            "ФІНАНСОВИЙ ЗВІТ\n\nКНП «Лікарня» про виконання фінансового плану за 2024 рік\n| Показник | План, тис. грн | Факт, тис. грн |\n| Витрати | 4 | 4 |",
            "про інше",
        ),
        (
            "Звіт\n\nсільського голови про роботу виконавчих органів за 2024 рік\n| Галузь | План, тис. грн | Виконано, тис. грн |\n| Освіта | 4 | 4 |",
            "про інше",
        ),
        (
            "Звіт про використання благодійних коштів ліцею за 2024 рік\n| Напрям використання | Надійшло, грн | Використано, грн |\n| Меблі | 4 | 4 |",
            "про інше",
        ),
        (
            "Довідка про виконання плану надходжень за 2024 рік\n| Вид податку | План, грн | Фактично надійшло, грн |\n| Збір | 4 | 4 |",
            "про інше",
        ),
    ],
)
def test_a_neighbour_is_no_report_and_a_finding_says_why(drawing: str, why: str) -> None:
    understood = paper.read(drawing)
    assert understood.status == "no_report"
    assert any(f.rule == "no_report" and why in f.args["why"] for f in understood.findings)


def test_a_scanned_note_on_the_budget_by_its_codes_is_no_report() -> None:
    """What a scan lost of its title proves nothing; what it has of it does."""
    drawing = """
    Довідка про виконання загального фонду бюджету Вербівської міської територіальної громади за 2024 рік (видатки)
    | КПКВК | Найменування | Затверджено розписом на рік, грн | Касові видатки, грн | % виконання |
    | 0611010 | Надання дошкільної освіти | 85 584 094 | 74 188 796 | 86,7 |
    | 1216030 | Організація благоустрою населених пунктів | 51 870 638 | 46 485 462 | 89,6 |
    """
    assert normalize(paper.document(drawing, "pdf-scan"), "скан.pdf", load()).status == "no_report"


def test_a_row_per_programme_gives_a_report_per_programme() -> None:
    drawing = """
    Інформація про виконання місцевих програм Вербівської міської територіальної громади за 2024 рік
    | № | Назва програми | План, тис. грн | Профінансовано, тис. грн |
    | 1 | Програма «Турбота» на 2023-2025 роки | 10 | 5 |
    | 2 | Програма «Спорт» на 2024-2026 роки | 20 | 20 |
    | | Всього | 30 | 25 |
    """
    reports = paper.read(drawing).reports
    assert [(r.programme, r.programme_start_year, [paper.brief(x) for x in r.funding]) for r in reports] == [
        ("Програма «Турбота» на 2023-2025 роки", 2023, ["total Програма «Турбота» на 2023-2025 роки | 2024 | 10 | 5"]),
        ("Програма «Спорт» на 2024-2026 роки", 2024, ["total Програма «Спорт» на 2024-2026 роки | 2024 | 20 | 20"]),
    ]


def test_a_decision_in_the_programmes_own_row_is_not_missed() -> None:
    drawing = """
    Інформація про виконання програм Вербівської міської територіальної громади за 2024 рік
    | № | Назва програми | Ким, коли затверджена | План, тис. грн | Факт, тис. грн |
    | 1 | Програма «Турбота» на 2023-2025 роки | рішення від 22.12.2022 № 201 | 5,0 | 4,0 |
    """
    read = paper.read(drawing)
    assert [d.number for d in read.reports[0].decisions] == ["201"]
    assert not [f for f in read.findings if f.rule == "fact_missing" and "рішення" in f.args["what"]]


def test_programmes_under_headings_of_their_own_are_reports_of_their_own() -> None:
    drawing = """
    ЗВІТ про виконання місцевих програм Вербівської міської територіальної громади за 2024 рік
    тис. грн
    1. Програма «Безпека» на 2023-2025 роки
    | № | Заходи | План | Факт |
    | 1 | Камери | 300 | 295 |
    | | Разом | 300 | 295 |

    2. Програма «Молодь» на 2024-2026 роки
    | № | Заходи | План | Факт |
    | 1 | Табір | 150 | - |
    | | Разом | 150 | - |
    """
    first, second = paper.read(drawing).reports
    assert [paper.brief(r) for r in first.funding] == ["measure 1 Камери | 2024 | 300 | 295", "total Разом | 2024 | 300 | 295"]
    assert second.programme == "Програма «Молодь» на 2024-2026 роки"
    assert [paper.brief(r) for r in second.funding] == ["measure 1 Табір | 2024 | 150 | nil", "total Разом | 2024 | 150 | nil"]
    assert [r.row for r in second.funding] and {r.table_number for r in second.funding} == {2}


def test_programmes_as_rows_of_one_table_are_reports_of_their_own() -> None:
    drawing = """
    Інформація про виконання програм за 2024 рік
    | № | Заходи | План, тис. грн | Факт, тис. грн |
    | Програма розвитку культури на 2021-2025 роки | < | < | < |
    | 1 | Свята | 100 | 95 |
    | | Разом по програмі | 100 | 95 |
    | Програма охорони спадщини на 2022-2024 роки | < | < | < |
    | 1 | Паспортизація | 30 | - |
    | | Разом по програмі | 30 | - |
    """
    read = paper.read(drawing)
    assert [[paper.brief(x) for x in r.funding] for r in read.reports] == [
        ["measure 1 Свята | 2024 | 100 | 95", "total Разом по програмі | 2024 | 100 | 95"],
        ["measure 1 Паспортизація | 2024 | 30 | nil", "total Разом по програмі | 2024 | 30 | nil"],
    ]
    assert not {"programme_sum"} & {f.rule for f in read.findings}


def test_a_new_programmes_annex_beside_the_old_ones_report_is_told_and_left_out() -> None:
    drawing = """
    Додаток 1
    ПЕРЕЛІК ЗАХОДІВ ПРОГРАМИ «Тепла оселя» на 2025-2027 роки
    | № | Заходи | Орієнтовні обсяги фінансування, тис. грн | < | Очікуваний результат |
    | ^ | ^ | 2025 | 2026 | ^ |
    | 1 | Капремонт клубу | 800 | 500 | Оновлення |

    Додаток 2
    ЗВІТ про виконання Програми «Тепла оселя» на 2022-2024 роки за 2024 рік
    | № | Заходи | Заплановано на 2024 рік, тис. грн | Профінансовано, тис. грн |
    | 1 | Крісла | 120 | 119 |
    """
    read = paper.read(drawing)
    (report,) = read.reports
    assert [paper.brief(r) for r in report.funding] == ["measure 1 Крісла | 2024 | 120 | 119"]
    assert [f.table_number for f in read.findings if f.rule == "plan_annex"] == [1]


def test_a_table_of_nothing_but_money_is_a_total_of_the_programme() -> None:
    drawing = (
        HEAD
        + """
    Аналіз виконання за видатками в цілому за програмою
    | Бюджетні асигнування з урахуванням змін, тис. грн | < | < | Проведені видатки, тис. грн | < | < |
    | усього | загальний фонд | спеціальний фонд | усього | загальний фонд | спеціальний фонд |
    | 115 | 80 | 35 | 112 | 77 | 35 |
    """
    )
    assert [paper.brief(r) for r in paper.funding(drawing)] == [
        "total  | 2024 | 115 | 112",
        "total  | 2024 total/general | 80 | 77",
        "total  | 2024 total/special | 35 | 35",
    ]


def test_the_points_of_a_form_are_facts_and_no_table_of_figures() -> None:
    drawing = (
        HEAD
        + """
    | 1. | Рішення про затвердження | від 15.12.2022 № 1205 |
    | 2. | Відповідальний виконавець | Відділ освіти |
    | 3. | Загальний обсяг ресурсів, тис. грн | 12 450,0 |

    | № | Захід | План, тис. грн | Факт, тис. грн |
    | 1 | Лавки | 4 | 4 |
    """
    )
    read = paper.read(drawing)
    (report,) = read.reports
    assert ([d.number for d in report.decisions], report.responsible_executors) == (["1205"], ("Відділ освіти",))
    assert "unknown_header" not in {f.rule for f in read.findings}


@pytest.mark.parametrize("header", ["Інформація про стан виконаня заходу", "Що зроблено за рік"])
def test_what_is_written_right_of_the_figures_is_never_dropped(header: str) -> None:
    drawing = (
        HEAD
        + f"""
    | № | Захід | План, тис. грн | Факт, тис. грн | {header} |
    | 1 | Лавки | 4 | 3 | Встановлено дванадцять лавок |
    | 2 | Урни | 2 | - | Торги не відбулися |
    """
    )
    assert [r.information for r in paper.funding(drawing)] == ["Встановлено дванадцять лавок", "Торги не відбулися"]


def test_a_word_in_each_row_under_a_head_of_what_was_done_is_information() -> None:
    head = "| № | Захід | Фінансування за планом, грн | Фінансування фактично, грн | Виконання |\n"
    records = paper.funding(f"{HEAD}{head}| 1 | Лавки | 240 | 230 | Виконано |\n| 2 | Урни | 150 | - | Не виконано |")
    assert [(r.information, str(r.actual.uah)) for r in records] == [("Виконано", "230.00"), ("Не виконано", "0.00")]


def test_a_report_whose_amounts_stand_in_no_table_is_told_loudly() -> None:
    cells = ["№", "Захід", "План", "Факт", "1", "Лавки", "4,0", "3,0", "2", "Урни", "2,0", "1,5", "3", "Клумби", "7,0", "7,0"]
    read = paper.read(HEAD + "\n".join(cells))
    assert (read.status, [f.rule for f in read.findings if f.rule == "unknown_header"]) == ("no_report", ["unknown_header"])


@pytest.mark.parametrize(
    ("told", "loud"),
    [
        ("У 2024 році було передбачено 120,0 тис. грн, фактично профінансовано 98,4 тис. грн.", ["unknown_header"]),
        ("На заходи заплановано 120 000 гривень.\nВикористано 98 400 грн.", ["unknown_header"]),
        ("1. Ремонт сходів – план 67,9 тис. грн, факт 39,2 тис. грн (57,7 %).", ["unknown_header"]),
        ("Обсяг фінансування становив 858,6 тис. грн. Профінансовано 819,8 тис. грн.", ["unknown_header"]),
        ("На заходи використано 455,0 тис. грн при плані 500,0 тис. грн.", ["unknown_header"]),
        ("Кошти освоєно в повному обсязі – 300 000 грн.", ["unknown_header"]),
        ("Учасники отримали призи вартістю до 500 грн.", []),
        ("У 2024 році кошти не виділялись, проведено 12 заходів для 340 дітей.", []),
    ],
)
def test_plan_and_fact_told_in_sentences_alone_are_told_to_be_unread(told: str, loud: list[str]) -> None:
    assert paper.loud(HEAD + told) == loud


BESIDE = """
| № | Зміст заходів | Виконавець | План, тис. грн | Факт, тис. грн | Виконання, % |
| 1 | Ремонт сходів | УЖКГ | 120,0 | 60,0 | 50 |
| | Всього | | 120,0 | 60,0 | 50 |
"""


@pytest.mark.parametrize(
    "other",
    [
        "| Джерело фінансування | Передбачено, тис. грн | Профінансовано, тис. грн |\n| Місцевий бюджет | 100,0 | 50,0 |\n| Кошти співвласників | 20,0 | 10,0 |",
        "| № | Контрагент | Код ЄДРПОУ | Договір | Сума договору, грн |\n| 1 | ТОВ «Сходи» | 38123456 | № 14 від 02.04.2024 | 60 000,00 |",
        "| № з/п | Назва закладу | Керівник | Гостей у 2023 році | Гостей у 2024 році | Приріст, % |\n| 1 | Молодіжний центр | Петренко О. | 450 | 520 | 115 |",
    ],
    ids=["sums by source", "contracts", "a list as wide as the table of measures"],
)
def test_a_table_with_a_header_of_its_own_is_no_continuation_of_the_measures(other: str) -> None:
    read = paper.read(BESIDE + "\nДодаткові відомості:\n" + other)
    (report,) = read.reports
    assert len(report.funding) == 2
    assert [f.table_number for f in read.findings if f.rule == "other_table"] == [2]
    assert not {f.rule for f in read.findings} & {"unknown_header", "overspent", "note_with_number"}


def test_the_head_of_the_measures_with_its_cells_run_together_is_a_warning() -> None:
    """A scan's upper head cells taken for one: what stands below is no list of another kind."""
    run_together = (
        "| № | Перелік заходів Програми виконавці Відповідальні | Обсяги фінансування, передбачені Фактичні обсяги Програмою, фінансування, |\n"
        "| 9 | Огорожа школи | 48,0 |\n| 10 | Лавки парку | 52,0 |"
    )
    head = "| № | Перелік заходів Програми | Відповідальні виконавці | Обсяги фінансування, передбачені Програмою | Фактичні обсяги фінансування |"
    read = paper.read(f"{HEAD}{head}\n| 1 | Сходи | відділ | 12,0 | 11,0 |\n\nПродовження таблиці:\n{run_together}")
    assert [f.table_number for f in read.findings if f.rule == "unknown_header" and f.table_number == 2]
    assert "other_table" not in {f.rule for f in read.findings}


def test_programmes_with_their_measures_in_one_table_are_a_report_each() -> None:
    drawing = """
    ЗВІТ про виконання місцевих програм Вербівської міської територіальної громади за 2024 рік
    | № | Назва програми, заходу | План на 2024 рік, тис. грн | Виконано, тис. грн |
    | 1. | Програма «Турбота» на 2023-2025 роки | 30,0 | 20,0 |
    | 1.1. | Матеріальна допомога | 10,0 | 10,0 |
    | 1.2. | Поховання самотніх | 20,0 | 10,0 |
    | 2. | Програма розвитку спорту на 2024-2026 роки | 5,0 | 5,0 |
    | 2.1. | Придбання м'ячів | 5,0 | 5,0 |
    | | Всього за програмами | 35,0 | 25,0 |
    """
    first, second = paper.read(drawing).reports
    assert (first.programme, second.programme) == ("Програма «Турбота» на 2023-2025 роки", "Програма розвитку спорту на 2024-2026 роки")
    assert [paper.brief(r) for r in (*first.funding, *second.funding)] == [
        "total Програма «Турбота» на 2023-2025 роки | 2024 | 30 | 20",
        "measure 1.1 Матеріальна допомога | 2024 | 10 | 10",
        "measure 1.2 Поховання самотніх | 2024 | 20 | 10",
        "total Програма розвитку спорту на 2024-2026 роки | 2024 | 5 | 5",
        "measure 2.1 Придбання м'ячів | 2024 | 5 | 5",
    ]


def test_a_hidden_sheet_beside_the_report_is_left_out_and_told() -> None:
    rows = [["№", "Захід", "План, тис. грн", "Профінансовано, тис. грн"], ["1", "Ремонт", "100,0", "50,0"]]
    draft = [rows[0], ["1", "Ремонт", "200,0", "10,0"]]
    blocks = (Paragraph(HEAD.strip()), paper.table(rows), replace(paper.table(draft), hidden=True, name="чернетка"))
    read = normalize(Document("xlsx", blocks), "звіт.xlsx", load())
    assert [paper.brief(r) for r in read.reports[0].funding] == ["measure 1 Ремонт | 2024 | 100 | 50"]
    assert [f.args["what"] for f in read.findings if f.rule == "hidden_left_out"] == ["чернетка"]


@pytest.mark.parametrize(
    "below",
    [
        "| Показник | 2023 | 2024 |\n| Кількість злочинів | 120 | 98 |",
        "| 1 | Бойко Марія | 500,00 | 500,00 |\n| 2 | Сова Ніна | 500,00 | 500,00 |",
        "| Показники | План, тис. грн | Факт, тис. грн | Відхилення |\n| Доходи | 14200,0 | 13000,0 | -1200,0 |",
    ],
    ids=["statistics", "a list without a head", "a company's results"],
)
def test_what_stands_below_the_grand_total_and_a_text_of_its_own_is_no_measure(below: str) -> None:
    measures = "| № | Захід | План, тис. грн | Факт, тис. грн |\n| 1 | Табір | 5 | 4 |\n| 2 | Похід | 5 | 4 |\n| | Всього | 10 | 8 |\n"
    read = paper.read(f"{HEAD}{measures}\nСписок стипендіатів\n{below}")
    assert [r.measure for r in read.reports[0].funding] == ["Табір", "Похід", "Всього"]
    assert {"unknown_header", "other_table"} & {f.rule for f in read.findings}


def test_a_sentence_in_the_first_cell_below_the_total_is_no_row() -> None:
    drawing = """
    | № | Захід | План, тис. грн | Факт, тис. грн |
    | 1 | Лавки | 9,0 | 5,0 |
    | | Всього по Програмі | 9,0 | 5,0 |
    | Невикористаний залишок коштів становить 4,0 тис. грн. | | | |
    """
    assert paper.loud(HEAD + drawing) == [] and len(paper.funding(HEAD + drawing)) == 2


def test_a_cards_first_label_may_number_its_measure() -> None:
    card = "| Захід {0} | {1} |\n| План на 2024 рік, тис. грн | 9,0 |\n| Факт за 2024 рік, тис. грн | 5,0 |\n"
    records = paper.funding(f"{HEAD}{card.format('1', 'Лавки')}\n{card.format('№ 2', 'Парти')}")
    assert [(r.measure_number, r.measure) for r in records] == [("1", "Лавки"), ("2", "Парти")]


def test_a_card_per_measure_is_a_row_per_measure() -> None:
    def card(title: str, plan: str, fact: str) -> str:
        return f"| Захід | {title} |\n| Виконавець | КП «Двір» |\n| План на 2024 рік, тис. грн | {plan} |\n| Факт за 2024 рік, тис. грн | {fact} |\n"

    records = paper.funding(
        f"{HEAD}Розділ I. Двори\n\n{card('1.1. Лавки', '9,0', '5,0')}\nРозділ II. Школи\n\n{card('2.1. Парти', '4,0', '-')}"
    )
    assert [(r.section, r.measure_number, r.measure, str(r.planned.uah), str(r.actual.uah)) for r in records] == [
        ("Двори", "1.1", "Лавки", "9000.00", "5000.00"), ("Школи", "2.1", "Парти", "4000.00", "0.00"),
    ]  # fmt: skip


def test_a_table_with_a_column_per_measure_is_turned() -> None:
    drawing = """
    | Показник | 1. Лавки | 2. Урни |
    | Виконавець | КП «Двір» | КП «Сад» |
    | План на 2024 рік, тис. грн | 9,0 | 4,0 |
    | Профінансовано за 2024 рік, тис. грн | 5,0 | - |
    | % виконання | 55,6 | 0 |
    """
    assert [(r.measure_number, r.measure, r.executors, str(r.planned.uah), str(r.actual.uah)) for r in paper.funding(HEAD + drawing)] == [
        ("1", "Лавки", ("КП «Двір»",), "9000.00", "5000.00"), ("2", "Урни", ("КП «Сад»",), "4000.00", "0.00"),
    ]  # fmt: skip


def test_a_table_whose_first_row_heads_columns_is_not_turned() -> None:
    drawing = """
    | Захід | План, грн | Факт, грн |
    | План озеленення | 900 | 500 |
    | Фактично виконані роботи | 40 | 30 |
    """
    assert [r.measure for r in paper.funding(HEAD + drawing)] == ["План озеленення", "Фактично виконані роботи"]


def test_a_summary_by_sections_below_the_measures_gives_subtotals_told_again() -> None:
    drawing = """
    | № | Захід | План, тис. грн | Факт, тис. грн |
    | Розділ I. Двори | < | < | < |
    | 1.1 | Лавки | 9,0 | 5,0 |
    | 1.2 | Урни | 4,0 | 2,0 |
    | | Всього по розділу I | 13,0 | 7,0 |
    | | Всього по Програмі | 13,0 | 7,0 |

    Зведені дані за розділами

    | Розділ Програми | План, тис. грн | Факт, тис. грн |
    | Розділ I. Двори | 13,0 | 7,0 |
    | Разом | 13,0 | 7,0 |
    """
    document = paper.read(HEAD + drawing)
    (report,) = document.reports
    assert [str(r.row_kind) for r in report.funding] == ["measure", "measure", "subtotal", "total", "subtotal", "total"]
    assert [f.row_number for f in document.findings if f.rule == "sum_told_again"] == [2, 3]


def test_a_table_that_details_one_measure_counts_nothing_twice() -> None:
    drawing = (
        HEAD
        + """
    | № | Захід | План, тис. грн | Факт, тис. грн |
    | 1 | Ремонт вулиць | 18 | 17 |
    | 2 | Зимове утримання | 4 | 3 |
    | | Разом | 22 | 20 |

    Розшифровка до заходу 1
    | № | Назва об'єкта | Передбачено, тис. грн | Виконано, тис. грн |
    | 1 | вул. Шевченка | 9 | 8 |
    | 2 | вул. Миру | 9 | 9 |
    | | Всього | 18 | 17 |
    """
    )
    read = paper.read(drawing)
    (report,) = read.reports
    assert [r.row_kind.value for r in report.funding] == ["measure", "measure", "total", "subtotal", "subtotal", "subtotal"]
    assert {"detail_table"} <= {f.rule for f in read.findings} and "programme_sum" not in {f.rule for f in read.findings}


def test_the_sum_of_all_programmes_belongs_to_none_also_where_their_titles_stand_without_amounts() -> None:
    drawing = """
    ЗВІТ про виконання місцевих програм Вербівської міської територіальної громади за 2024 рік
    | № | Назва програми, заходу | План на 2024 рік, тис. грн | Виконано, тис. грн |
    | Програма «Турбота» на 2023-2025 роки | < | < | < |
    | 1 | Матеріальна допомога | 10,0 | 10,0 |
    | 2 | Поховання самотніх | 20,0 | 10,0 |
    | | Разом за програмою | 30,0 | 20,0 |
    | Програма розвитку спорту на 2024-2026 роки | < | < | < |
    | 1 | Придбання м'ячів | 5,0 | 5,0 |
    | | Разом за програмою | 5,0 | 5,0 |
    | | ВСЬОГО ПО ПРОГРАМАХ | 35,0 | 25,0 |
    """
    first, second = paper.read(drawing).reports
    assert [paper.brief(r) for r in second.funding] == [
        "measure 1 Придбання м'ячів | 2024 | 5 | 5",
        "total Разом за програмою | 2024 | 5 | 5",
    ]
    assert len(first.funding) == 3


@pytest.mark.parametrize(
    ("file_name", "heading", "row"),
    [
        ("програма_двір.docx", "Назва", "Лавки"),
        ("звіт.docx", "Захід", "Лавки"),
        ("звіт.docx", "Назва", "Програма «Двір»"),
    ],
    ids=["the file's name", "a head", "a row"],
)
def test_a_document_that_speaks_of_a_programme_or_measures_anywhere_is_a_report(file_name: str, heading: str, row: str) -> None:
    drawing = f"Інформація про використання субвенцій державного бюджету за 2024 рік\n| № | {heading} | План, грн | Факт, грн |\n| 1 | {row} | 4 | 4 |"
    assert paper.read(drawing, file_name).status == "loaded"
