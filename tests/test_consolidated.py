"""Consolidated tables: a row per programme, and rows that add programmes up and are none."""

from __future__ import annotations

import paper
import pytest

HEAD = "Інформація про виконання програм Вербівської міської територіальної громади за 2024 рік\n"
TWO = """
| 1 | Програма «Двір» на 2023-2025 роки | 5,0 | 4,0 |
| 2 | Програма «Ліфт» на 2023-2025 роки | 3,0 | 2,0 |
"""


def drawn(*rows: str) -> str:
    """A consolidated table of these rows."""
    table = "\n".join(row.strip() for row in rows)
    return f"{HEAD}| № | Назва програми | План, тис. грн | Факт, тис. грн |\n{table}"


def programmes(drawing: str) -> list[str]:
    """The programmes that a table is read as, without their years."""
    return [report.programme.split(" на ")[0] for report in paper.read(drawing).reports]


def told(drawing: str) -> list[tuple[str, int | None]]:
    """The rule and row of each warning, none of which may be of a report or record."""
    findings = paper.loud_findings(drawing)
    assert not any(f.report is not None or f.record for f in findings)
    return [(f.rule, f.row_number) for f in findings]


OVER = {
    "a body, by its programmes' numbers": (
        "| 1 | Управління ЖКГ | {} | 6,0 |",
        "| 1.1 | Програма «Двір» на 2023-2025 роки | 5,0 | 4,0 |\n| 1.2 | Програма «Ліфт» на 2023-2025 роки | 3,0 | 2,0 |",
    ),
    "a section, by its Roman number": ("| ІІ | Житлове господарство | {} | 6,0 |", TWO),
    "a section, by its word": ("| | Розділ 2. Житлове господарство | {} | 6,0 |", TWO),
}


@pytest.mark.parametrize(("over", "below"), OVER.values(), ids=OVER)
def test_a_row_over_its_programmes_is_no_programme(over: str, below: str) -> None:
    drawing = drawn(over.format("8,0"), below)
    assert programmes(drawing) == ["Програма «Двір»", "Програма «Ліфт»"]
    assert told(drawing) == []


@pytest.mark.parametrize(("over", "below"), OVER.values(), ids=OVER)
def test_a_row_over_its_programmes_that_they_do_not_add_up_to_is_told(over: str, below: str) -> None:
    drawing = drawn(over.format("9,0"), below)
    assert programmes(drawing) == ["Програма «Двір»", "Програма «Ліфт»"]
    assert told(drawing) == [("programme_sum", 2)]


def test_a_grand_total_is_checked_against_all_programmes() -> None:
    assert told(drawn(TWO, "| | Всього | 8,0 | 6,0 |")) == []
    assert told(drawn(TWO, "| | Всього | 8,0 | 7,0 |")) == [("programme_sum", 4)]


def test_sums_of_branches_are_checked_against_the_programmes_of_their_own() -> None:
    third = "| 3 | Програма «Ліс» на 2023-2025 роки | 7,0 | 7,0 |"
    rows = (TWO, "| | Разом по галузі | {} | 6,0 |", third, "| | Разом по галузі | 7,0 | 7,0 |", "| | Всього по програмах | 15,0 | 13,0 |")
    assert told(drawn(*rows).format("8,0")) == []
    assert told(drawn(*rows).format("8,9")) == [("section_sum", 4)]


@pytest.mark.parametrize("title", ["", "Х", "-"])
def test_a_row_without_a_title_is_quiet_where_it_adds_up_programmes_and_told_where_it_does_not(title: str) -> None:
    assert told(drawn(TWO, f"| | {title} | 8,0 | 6,0 |")) == []
    assert told(drawn(TWO, f"| | {title} | 1,5 | 1,0 |")) == [("row_without_title", 4)]


def test_rows_of_managers_and_the_grand_total_of_a_budgets_annex_are_no_programmes() -> None:
    drawing = """
    Виконання місцевих програм Вербівської міської територіальної громади за 2024 рік
    | Код | Найменування головного розпорядника | Назва програми | План, грн | Факт, грн |
    | 0200000 | Виконавчий комітет | | 900,00 | 600,00 |
    | 0213242 | Інші заходи | Програма «Спорт» на 2024 рік | 900,00 | 600,00 |
    | Х | УСЬОГО | Х | 900,00 | 600,00 |
    """
    assert programmes(drawing) == ["Програма «Спорт»"]
    assert told(drawing) == []


def test_a_row_that_only_recalls_something_is_no_programme_and_said_to_be_none() -> None:
    drawing = drawn(TWO, "| | Всього | 8,0 | 6,0 |", "| | Довідково: кредиторська заборгованість | | 1,0 |")
    assert programmes(drawing) == ["Програма «Двір»", "Програма «Ліфт»"]
    assert [f.row_number for f in paper.read(drawing).findings if f.rule == "row_of_no_programme"] == [5]


def test_what_is_odd_about_a_programmes_row_is_of_its_report() -> None:
    """Not of the first one: whoever asks for the findings of a programme gets its own."""
    second = "| 2 | Програма «Ліфт» на 2023-2025 роки | скарбничка | 3,0 | 2,0 |"
    drawing = f"{HEAD}| № | Назва програми | Джерело | План, тис. грн | Факт, тис. грн |\n| 1 | Програма «Двір» | місцевий бюджет | 5,0 | 4,0 |\n{second}"
    found = [(f.report, f.row_number) for f in paper.read(drawing).findings if f.rule == "source_unknown"]
    assert found == [(1, 3)]


def test_a_table_of_sums_alone_holds_no_report_and_says_so() -> None:
    (finding,) = paper.read(drawn("| | Разом по галузі | 3,0 | 2,0 |", "| | Всього по програмах | 3,0 | 2,0 |")).findings
    assert finding.rule == "no_report" and "жодної програми" in finding.args["why"]


def test_unnumbered_rows_that_add_up_to_a_programme_are_its_measures_and_no_programmes() -> None:
    drawing = drawn(
        "| 1 | Програма «Спорт» на 2024-2025 роки, у т.ч.: | 9,0 | 6,0 |",
        "| | - Проведення змагань | 5,0 | 4,0 |",
        "| | - Придбання інвентарю | 4,0 | 2,0 |",
        "| 2 | Програма «Двір» на 2024 рік | 3,0 | 2,0 |",
    )
    reports = paper.read(drawing).reports
    assert [r.programme for r in reports] == ["Програма «Спорт» на 2024-2025 роки", "Програма «Двір» на 2024 рік"]
    assert [(str(r.row_kind), r.measure) for r in reports[0].funding][1:] == [
        ("measure", "Проведення змагань"),
        ("measure", "Придбання інвентарю"),
    ]


def test_the_terms_of_programmes_in_a_column_of_a_consolidated_table() -> None:
    drawing = """
    Інформація про виконання програм Вербівської міської територіальної громади за 2024 рік
    | Головний розпорядник коштів / назва програми | Термін дії | План, тис. грн | Факт, тис. грн |
    | Програма туризму | 2021-2025 роки | 5,0 | 4,0 |
    | Програма родини | до 2025 року | 5,0 | 4,0 |
    """
    years = [(r.programme_start_year, r.programme_end_year) for r in paper.read(drawing).reports]
    assert years == [(2021, 2025), (None, 2025)]


def test_programmes_with_their_measures_below_are_reports_of_their_own() -> None:
    drawing = """
    Звіт про виконання місцевих програм Вербівської міської територіальної громади за 2024 рік
    | № | Назва програми / заходу | План, тис. грн | Факт, тис. грн |
    | 1 | Програма розвитку культури Вербівської міської територіальної громади на 2021-2025 роки | 18 | 14 |
    | 1.1 | Поповнення фондів | 10 | 9 |
    | 1.2 | Передплата | 8 | 5 |
    | 2 | Програма розвитку спорту Вербівської міської територіальної громади на 2022-2024 роки | 9 | 8 |
    | 2.1 | Змагання | 5 | 5 |
    | 2.2 | Інвентар | 4 | 3 |
    | | ВСЬОГО | 27 | 22 |
    """
    read = paper.read(drawing)
    assert [[r.measure.split(" Вербів")[0] for r in report.funding] for report in read.reports] == [
        ["Програма розвитку культури", "Поповнення фондів", "Передплата"],
        ["Програма розвитку спорту", "Змагання", "Інвентар"],
    ]
    assert paper.loud(drawing) == []


BESIDE = {  # the head of the titles and of the column beside, what it says of each programme, and of each measure
    "the decision": ("Назва програми, заходу", "Рішення про затвердження", "від 20.12.2022 № 2710", ""),
    "the decision, and measures that the head does not name": ("Назва програми", "Рішення про затвердження", "від 20.12.2022 № 2710", ""),
    "who carries it out": ("Програма / захід", "Виконавець", "Відділ освіти", "КП «Двір»"),
    "who carries it out, and measures that the head does not name": ("Назва програми", "Виконавець", "Відділ освіти", ""),
    "the source": ("Програма / захід", "Джерело фінансування", "місцевий бюджет", "місцевий бюджет"),
    "a remark": ("Програма / захід", "Примітка", "Виконується", "Виконано"),
    "nothing": ("Назва програми", "Примітка", "", ""),
}


@pytest.mark.parametrize("named", ["розвитку культури на 2021-2025 роки", "«Культура громади»"])
@pytest.mark.parametrize("numbers", ["as children", "anew", "of measures alone"])
@pytest.mark.parametrize(("titles", "head", "of_programme", "of_measure"), BESIDE.values(), ids=BESIDE)
def test_whatever_stands_beside_a_programmes_title_it_is_one_with_the_measures_below(
    titles: str, head: str, of_programme: str, of_measure: str, numbers: str, named: str
) -> None:
    if numbers == "of measures alone" and (titles == "Назва програми" or "«" in named):
        return  # nothing tells programmes from measures there
    numbered = {"as children": ("1", "1.1", "2", "2.1"), "anew": ("1", "1.1.", "2.", "2.1"), "of measures alone": ("", "1", "", "1")}[
        numbers
    ]
    rows = [f"| {numbered[0]} | Програма {named} | {of_programme} | 18 | 14 |", f"| {numbered[1]} | Вистави | {of_measure} | 18 | 14 |"]
    rows += [
        f"| {numbered[2]} | Програма спорту на 2022-2024 роки | {of_programme} | 9 | 8 |",
        f"| {numbered[3]} | Змагання | {of_measure} | 9 | 8 |",
    ]
    drawing = "\n".join(
        [
            "Звіт про виконання місцевих програм Вербівської міської територіальної громади за 2024 рік",
            f"| № | {titles} | {head} | План, тис. грн | Факт, тис. грн |",
            *rows,
            "| | РАЗОМ за програмами | | 27 | 22 |",
        ]
    )
    read = paper.read(drawing)
    assert [[paper.brief(r).replace(" local/total", "") for r in report.funding] for report in read.reports] == [
        [f"total Програма {named} | 2024 | 18 | 14", f"measure {numbered[1].rstrip('.')} Вистави | 2024 | 18 | 14"],
        ["total Програма спорту на 2022-2024 роки | 2024 | 9 | 8", f"measure {numbered[3]} Змагання | 2024 | 9 | 8"],
    ]
    assert all([d.number for d in r.decisions] == ["2710"] for r in read.reports) or "№" not in of_programme
    assert all(r.responsible_executors == ("Відділ освіти",) for r in read.reports) or head != "Виконавець"
    assert paper.loud(drawing) == []


def test_a_report_on_programmes_in_which_none_is_named_is_told() -> None:
    drawing = """
    Звіт про виконання місцевих програм Вербівської міської територіальної громади за 2024 рік
    | № | Захід | План, тис. грн | Факт, тис. грн |
    | 1 | Лавки | 4 | 3 |
    | 2 | Урни | 2 | 1 |
    """
    assert "missing_metadata" in paper.loud(drawing)


def test_a_branch_whose_row_adds_up_its_numbered_programmes_is_of_none_of_them() -> None:
    drawing = """
    Інформація про виконання програм Вербівської міської територіальної громади за 2024 рік
    | № | Галузь / програма | План, тис. грн | Виконано, тис. грн |
    | 1 | Освіта | 30 | 25 |
    | 1.1 | Програма розвитку освіти на 2023-2025 роки | 10 | 5 |
    | 1.2 | Програма підтримки молоді на 2024-2026 роки | 20 | 20 |
    | 2 | Культура | 7 | 6 |
    | 2.1 | Програма розвитку культури на 2023-2025 роки | 7 | 6 |
    """
    assert [(r.programme, [paper.brief(x).split(" | ")[1:] for x in r.funding]) for r in paper.read(drawing).reports] == [
        ("Програма розвитку освіти на 2023-2025 роки", [["2024", "10", "5"]]),
        ("Програма підтримки молоді на 2024-2026 роки", [["2024", "20", "20"]]),
        ("Програма розвитку культури на 2023-2025 роки", [["2024", "7", "6"]]),
    ]


def test_the_decision_behind_a_programmes_name_is_no_part_of_its_totals_title() -> None:
    row = "| 1 | Програма «Двір» на 2023-2025 роки, затверджена рішенням від 20.12.2022 № 300 | 5,0 | 4,0 |\n| 2 | Програма «Ліфт» на 2023-2025 роки | 3,0 | 2,0 |"
    first, second = paper.read(drawn(row)).reports
    assert [r.measure for report in (first, second) for r in report.funding] == [
        "Програма «Двір» на 2023-2025 роки",
        "Програма «Ліфт» на 2023-2025 роки",
    ]
    assert [(d.number, d.role) for d in first.decisions] == [("300", "approval")]


@pytest.mark.parametrize("heading", ["Найменування", "Місцева програма", "Назва програми"])
def test_a_column_of_programmes_is_consolidated_whatever_its_heading(heading: str) -> None:
    drawing = drawn(TWO, "| | Всього | 8,0 | 6,0 |").replace("Назва програми", heading)
    assert programmes(drawing) == ["Програма «Двір»", "Програма «Ліфт»"]


def test_a_table_of_measures_below_one_programme_is_not_consolidated() -> None:
    rows = "| 1 | Програма «Двір» на 2023-2025 роки | 8,0 | 6,0 |\n| 1.1 | Лавки | 5,0 | 4,0 |\n| 1.2 | Урни | 3,0 | 2,0 |"
    (report,) = paper.read(drawn(rows).replace("Назва програми", "Назва")).reports
    assert [r.measure for r in report.funding if r.row_kind == "measure"] == ["Лавки", "Урни"]


def test_a_heading_that_begins_with_measures_is_theirs_though_it_speaks_of_the_programme() -> None:
    drawing = drawn("| 1 | Лавки | 5,0 | 4,0 |\n| 2 | Урни | 3,0 | 2,0 |").replace(
        "Назва програми", "Найменування заходу відповідно до Програми, затвердженої рішенням сесії"
    )
    (report,) = paper.read(drawing.replace("програм Верб", "Програми «Двір» на 2023-2025 роки Верб")).reports
    assert [(r.row_kind.value, r.measure) for r in report.funding] == [("measure", "Лавки"), ("measure", "Урни")]


def test_a_body_without_a_number_above_the_programmes_that_add_up_to_it_is_no_programme() -> None:
    drawing = drawn("| | Управління ЖКГ | 8,0 | 6,0 |", TWO, "| | Всього | 8,0 | 6,0 |")
    assert programmes(drawing) == ["Програма «Двір»", "Програма «Ліфт»"]
    assert told(drawing) == []


CODED = """
| КПКВК | Найменування програми | План, грн | Факт, грн |
| {body} | Відділ освіти | {sum} | 6,00 |
| {first} | «Школа» | 5,00 | 4,00 |
| {second} | «Садок» | 3,00 | 2,00 |
| 12 | Управління ЖКГ | 7,00 | 7,00 |
| 1216030 | «Двір» | 7,00 | 7,00 |
"""


@pytest.mark.parametrize("codes", ["06 0611021 0611010", "0600000 0611021 0611010", "0610000 0611021 0611010", "6 611021 611010"])
@pytest.mark.parametrize(("amount", "warned"), [("8,00", []), ("9,00", ["programme_sum"])])
def test_a_head_managers_code_stands_over_the_programmes_with_codes_of_his(codes: str, amount: str, warned: list[str]) -> None:
    body, first, second = codes.split()
    drawing = HEAD + CODED.format(body=body, first=first, second=second, sum=amount)
    assert programmes(drawing) == ["«Школа»", "«Садок»", "«Двір»"]
    assert [rule.replace("section", "programme") for rule, _ in told(drawing)] == warned


def test_a_body_right_above_a_named_programme_is_none() -> None:
    rows = "| Виконавчий комітет | 8,0 | 6,0 |\n| Програма «Двір» | 5,0 | 4,0 |\n| Програма «Ліфт» | 3,0 | 2,0 |"
    assert programmes(f"{HEAD}| Назва програми | План, тис. грн | Факт, тис. грн |\n{rows}") == ["Програма «Двір»", "Програма «Ліфт»"]


def test_a_community_that_a_programmes_title_names_is_its_own() -> None:
    head = "Результати виконання цільових програм за 2024 рік\n| № | Назва програми | План, тис. грн | Факт, тис. грн |\n"
    rows = "| 1 | Програма благоустрою Вербівської міської територіальної громади на 2023-2025 роки | 5,0 | 4,0 |\n| 2 | Програма «Ліфт» | 3 | 2 |"
    reports = paper.read(head + rows).reports
    assert [r.community for r in reports] == ["Вербівська міська територіальна громада", None]


def test_percents_padded_in_every_programmes_row_are_as_rough_as_they_were_typed() -> None:
    head = "| № | Назва програми | План, грн | Факт, грн | % |\n"
    rows = "| 1 | Програма «Двір» | 3 000,00 | 1 000,00 | 33,30 |\n| 2 | Програма «Ліфт» | 6 000,00 | 1 000,00 | 16,70 |"
    assert paper.loud(f"{HEAD}{head}{rows}\n| 3 | Програма «Дах» | 3 000,00 | 2 000,00 | 66,70 |") == []


def test_bodies_over_programmes_under_a_head_that_names_both() -> None:
    drawing = f"""{HEAD}
    | Код | Найменування головного розпорядника / місцевої програми | Дата та номер рішення | План, грн | Факт, грн |
    | 0200000 | Виконавчий комітет Вербівської міської ради | | 4800 | 4100 |
    | 0210180 | Програма «Двір» на 2024 рік | 21.12.2023 № 12 | 4800 | 4100 |
    | 0600000 | Відділ освіти міської ради | | 9900 | 8800 |
    | 0611021 | Програма «Школа» на 2024 рік | 22.12.2023 № 14 | 3300 | 3200 |
    | 0611010 | Програма «Садок» на 2024 рік | 22.12.2023 № 15 | 6600 | 5600 |
    """
    assert programmes(drawing) == ["Програма «Двір»", "Програма «Школа»", "Програма «Садок»"]
    assert paper.loud(drawing) == []


def test_a_body_merged_down_over_its_programmes_is_the_executor_of_each() -> None:
    head = "| № | Назва програми | Відповідальний виконавець | План, грн | Факт, грн |\n"
    rows = "| 1 | Програма «Двір» | Управління ЖКГ | 500,0 | 400,0 |\n| 2 | Програма «Дах» | ^ | 300,0 | 200,0 |"
    assert [r.responsible_executors for r in paper.read(HEAD + head + rows).reports] == [("Управління ЖКГ",)] * 2


def test_budget_codes_below_a_programme_detail_it_and_are_no_programmes() -> None:
    drawing = f"""{HEAD}
    | КПКВК | Назва програми / бюджетної програми | План, грн | Факт, грн |
    | | Програма «Безпека» на 2023-2025 роки | 900 | 850 |
    | 0218110 | Заходи із запобігання надзвичайним ситуаціям | 600 | 560 |
    | 0218230 | Інші заходи громадського порядку | 300 | 290 |
    | | Програма «Захист» на 2022-2024 роки | 700 | 650 |
    | 0813242 | Інші заходи у сфері захисту | 700 | 650 |
    """
    reports = paper.read(drawing).reports
    assert [[str(r.planned.uah) for r in report.funding] for report in reports] == [["900.00"], ["700.00"]]
    assert paper.loud(drawing) == []


@pytest.mark.parametrize(
    "decided",
    [
        ", рішення від 16.12.2021 № 512",
        "; рішення міської ради №512 від 16.12.2021",
        ". Рішення від 16.12.2021 р. № 512",
        ", затверджена рішенням від 16.12.2021 № 512",
        " (рішення від 16.12.2021 № 512)",
    ],
)
def test_the_decision_behind_a_programmes_name_is_its_own(decided: str) -> None:
    head = "| № | Назва програми | План, грн | Факт, грн |\n"
    rows = f"| 1 | Програма розвитку освіти на 2022-2026 роки{decided} | 500 | 400 |\n| 2 | Програма «Дах» на 2024 рік | 300 | 200 |"
    report = paper.read(HEAD + head + rows).reports[0]
    assert report.programme == "Програма розвитку освіти на 2022-2026 роки"
    assert [(d.number, str(d.decided_on)) for d in report.decisions] == [("512", "2021-12-16")]


BODIES = {
    "that add up to it": ("| | Відділ освіти | 3,0 | 2,5 |", "| | Відділ культури | 2,0 | 1,5 |"),
    "numbered under it": ("| 1.1 | Відділ освіти | 3,0 | 2,5 |", "| 1.2 | Відділ культури | 2,0 | 1,5 |"),
    "behind dashes": ("| | - Відділ освіти | 3,0 | 2,5 |", "| | - Відділ культури | 2,0 | 1,5 |"),
    "behind words": ("| | у т.ч. Відділ освіти | 3,0 | 2,5 |", "| | Відділ культури | 2,0 | 1,5 |"),
}
ONE_OF_ONE = "| 2 | Програма «Ліфт» на 2023-2025 роки | 3,0 | 2,0 |\n| | Виконавчий комітет | 3,0 | 2,0 |"


@pytest.mark.parametrize("bodies", BODIES.values(), ids=BODIES)
def test_bodies_below_their_programme_are_its_executors_and_its_sums_parts(bodies: tuple[str, str]) -> None:
    drawing = drawn("| 1 | Програма «Двір» на 2023-2025 роки | 5,0 | 4,0 |", *bodies, ONE_OF_ONE, "| | Всього | 8,0 | 6,0 |")
    read = paper.read(drawing)
    assert [[(str(r.row_kind), str(r.planned.uah)) for r in report.funding] for report in read.reports] == [
        [("total", "5000.00")],
        [("total", "3000.00")],
    ]
    assert [r.responsible_executors for r in read.reports] == [("Відділ освіти", "Відділ культури"), ("Виконавчий комітет",)]
    assert [f.row_number for f in read.findings if f.rule == "programme_part"] == [3, 4, 6]
    assert told(drawing) == []


def test_bodies_below_their_programmes_that_do_not_add_up_to_one_are_told() -> None:
    drawing = drawn("| 1 | Програма «Двір» на 2023-2025 роки | 5,0 | 4,0 |", "| | Відділ освіти | 4,0 | 4,0 |", ONE_OF_ONE)
    assert programmes(drawing) == ["Програма «Двір»", "Програма «Ліфт»"]
    assert [(f.rule, f.row_number) for f in paper.loud_findings(drawing)] == [("section_sum", 2)]


def test_a_decision_behind_a_programmes_name_is_no_part_of_it_whoever_decided() -> None:
    drawing = """
    Звіт про виконання програм Вербівської міської ради за 2024 рік
    | № | Назва програми, дата і номер рішення про затвердження | План на 2024 рік, грн | Профінансовано, грн |
    | 1 | Програма розвитку освіти на 2023-2026 роки, затверджена рішенням міської ради від 22.12.2022 № 1-28/22 | 100,0 | 90,0 |
    | 2 | Програма «Спорт» на 2024-2025 роки, затверджена рішенням міської ради від 20.12.2023 № 5-39/23 | 10,0 | 9,0 |
    """
    reports = paper.read(drawing).reports
    assert [r.programme for r in reports] == ["Програма розвитку освіти на 2023-2026 роки", "Програма «Спорт» на 2024-2025 роки"]
    assert [r.decisions[0].number for r in reports] == ["1-28/22", "5-39/23"]


@pytest.mark.parametrize("head", ["Рішення сесії (дата, №)", "Рішення (дата і номер)", "Рішення міської ради", "Рішення про затвердження"])
def test_a_column_of_decisions_tells_each_programmes_own(head: str) -> None:
    drawing = f"""
    Звіт про виконання місцевих програм Вербівської міської територіальної громади за 2024 рік
    | № | Назва програми | {head} | План, тис. грн | Факт, тис. грн |
    | 1 | Програма туризму на 2021-2025 роки | 13.12.2020 № 1752-VIII | 5,0 | 4,0 |
    | 2 | Програма забезпечення громадського порядку на 2024-2025 роки | 25.12.2023 № 550 | 5,0 | 4,0 |
    """
    assert [[d.number for d in r.decisions] for r in paper.read(drawing).reports] == [["1752-VIII"], ["550"]]


def test_public_order_in_a_programmes_name_is_no_other_matter_of_its_decision() -> None:
    drawing = """
    Звіт про виконання місцевих програм Вербівської міської територіальної громади за 2024 рік
    | № | Назва програми / заходу | План, тис. грн | Факт, тис. грн |
    | 1 | Програма забезпечення громадського порядку на 2024-2025 роки (рішення від 25.12.2023 № 550) | 5,0 | 4,0 |
    | 1.1 | Патрулювання | 5,0 | 4,0 |
    """
    (report,) = paper.read(drawing).reports
    assert [d.number for d in report.decisions] == ["550"]


SPORT, YOUTH = "Програма розвитку спорту на 2023-2025 роки", "Програма «Молодь»"
LISTS = {
    "Roman numbers of programmes": f"""
        | № | Назва програми, заходу | План, тис. грн | Факт, тис. грн |
        | I | {SPORT} | 4 | 3 |
        | 1 | Змагання | 3 | 2 |
        | 2 | Збори | 1 | 1 |
        | II | {YOUTH} | 7 | 5 |
        | 1 | Форуми | 5 | 4 |
        | 2 | Табори | 2 | 1 |
        | | РАЗОМ | 11 | 8 |
        """,
    "measures without numbers": f"""
        | № | Назва програми, заходу | План, тис. грн | Факт, тис. грн |
        | 1 | {SPORT} | 4 | 3 |
        | | - Змагання | 3 | 2 |
        | | - Збори | 1 | 1 |
        | 2 | {YOUTH} | 7 | 5 |
        | | - Форуми | 5 | 4 |
        | | - Табори | 2 | 1 |
        | | РАЗОМ | 11 | 8 |
        """,
    "no numbers": f"""
        | Назва програми, заходу | План, тис. грн | Факт, тис. грн |
        | {SPORT} | 4 | 3 |
        | Змагання | 3 | 2 |
        | Збори | 1 | 1 |
        | {YOUTH} | 7 | 5 |
        | Форуми | 5 | 4 |
        | Табори | 2 | 1 |
        | РАЗОМ | 11 | 8 |
        """,
    "sums below the measures": f"""
        | № | Назва програми, заходу | План, тис. грн | Факт, тис. грн |
        | | {SPORT} | | |
        | 1.1 | Змагання | 3 | 2 |
        | 1.2 | Збори | 1 | 1 |
        | | Разом за програмою | 4 | 3 |
        | | {YOUTH} | | |
        | 2.1 | Форуми | 5 | 4 |
        | 2.2 | Табори | 2 | 1 |
        | | Разом за програмою | 7 | 5 |
        | | РАЗОМ | 11 | 8 |
        """,
    "a column of programmes, merged down": f"""
        | № | Програма | Захід | План, тис. грн | Факт, тис. грн |
        | 1 | {SPORT} | Змагання | 3 | 2 |
        | ^ | ^ | Збори | 1 | 1 |
        | ^ | ^ | Разом | 4 | 3 |
        | 2 | {YOUTH} | Форуми | 5 | 4 |
        | ^ | ^ | Табори | 2 | 1 |
        | ^ | ^ | Разом | 7 | 5 |
        | | ВСЬОГО | | 11 | 8 |
        """,
}


@pytest.mark.parametrize("table", LISTS.values(), ids=LISTS)
def test_however_a_list_parts_its_programmes_each_is_a_report(table: str) -> None:
    drawing = f"Звіт про виконання місцевих програм Вербівської міської територіальної громади за 2024 рік\n{table}"
    reports = paper.read(drawing).reports
    assert [r.programme for r in reports] == [SPORT, YOUTH]
    assert [[r.measure for r in report.funding if str(r.row_kind) == "measure"] for report in reports] == [
        ["Змагання", "Збори"], ["Форуми", "Табори"],
    ]  # fmt: skip
    totals = [[paper.brief(r).split(" | ", 1)[1] for r in report.funding if str(r.row_kind) == "total"] for report in reports]
    assert totals == [["2024 | 4 | 3"], ["2024 | 7 | 5"]]
    assert paper.loud(drawing) == []


def test_a_column_that_repeats_its_programmes_parts_them_too() -> None:
    drawing = f"""
    Звіт про виконання місцевих програм Вербівської міської територіальної громади за 2024 рік
    | Назва програми | Захід | План, тис. грн | Факт, тис. грн |
    | {SPORT} | Змагання | 3 | 2 |
    | {SPORT} | Збори | 1 | 1 |
    | {YOUTH} | Форуми | 5 | 4 |
    | ВСЬОГО | | 9 | 7 |
    """
    assert [(r.programme, [x.measure for x in r.funding]) for r in paper.read(drawing).reports] == [
        (SPORT, ["Змагання", "Збори"]), (YOUTH, ["Форуми"]),
    ]  # fmt: skip
