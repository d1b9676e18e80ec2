"""Rows, numbers and labels that a page break or a narrow column tore, and tables that go on over pages."""

from __future__ import annotations

from dataclasses import replace

import paper
import pytest
from paper import HEAD

from ingest.model import Block, Document, Paragraph
from normalize.document import normalize
from normalize.lexicon import load
from normalize.records import Amount


def test_a_tail_whose_head_is_missing_is_told_and_joined_to_nothing() -> None:
    drawing = """
    | № | Захід | Виконавець | План, тис. грн | Факт, тис. грн |
    | 1 | Ремонт вулиць міста | УЖКГ | 4 | 4 |
    | | міста та прилеглих сіл громади | УЖКГ | | |
    | 5 | Лавки | КП | 1 | 1 |
    """
    records = paper.funding(HEAD + drawing)
    assert [r.measure for r in records] == ["Ремонт вулиць міста", "Лавки"]
    assert {"orphan_continuation", "numbering_gap"} <= set(paper.loud(HEAD + drawing))


def test_a_tail_before_a_gap_in_the_numbers_belongs_to_the_missing_row() -> None:
    drawing = """
    | № | Захід | Виконавець | План, тис. грн | Факт, тис. грн |
    | 1 | Охорона водних ресурсів | УЖКГ | 4 | 4 |
    | | побутовими відходами | | | |
    | 3 | Лавки | КП | 1 | 1 |
    """
    assert [r.measure for r in paper.funding(HEAD + drawing)] == ["Охорона водних ресурсів", "Лавки"]
    assert {"orphan_continuation", "numbering_gap"} <= set(paper.loud(HEAD + drawing))


def test_a_tail_that_closes_the_titles_bracket_is_its_own_whatever_row_is_missing() -> None:
    drawing = """
    | № | Захід | Виконавець | План, тис. грн | Факт, тис. грн |
    | 1 | Ремонт укриттів (підвалів шкіл та | УЖКГ | 4 | 4 |
    | | лікарень) | | | |
    | | та їх обладнання | | | |
    | 4 | Лавки | КП | 1 | 1 |
    """
    assert [r.measure for r in paper.funding(HEAD + drawing)] == ["Ремонт укриттів (підвалів шкіл та лікарень)", "Лавки"]
    told = [f.args["text"] for f in paper.loud_findings(HEAD + drawing) if f.rule == "orphan_continuation"]
    assert told == ["та їх обладнання"]


def test_a_total_alone_below_a_break_with_its_percent_in_two_cells_is_the_tables() -> None:
    drawing = """
    | № | Зміст заходів | Виконавці | План, тис. грн | Факт, тис. грн | % | Інформація |
    | 1 | Лавки | УЖКГ | 2740,0 | 2442,2 | 89,13 | Виконано |

    Сторінка 2

    | Всього по Програмі | | | 2740,0 | 2442,2 | 89,1 | 3 |
    """
    records = paper.funding(HEAD + drawing)
    assert [(str(r.row_kind), str(r.planned.uah), str(r.actual.uah), str(r.percent_reported)) for r in records][1:] == [
        ("total", "2740000.00", "2442200.00", "89.13")
    ]
    assert paper.loud(HEAD + drawing) == ["repaired_value"]


def test_a_headerless_table_with_one_cell_more_is_aligned_and_told() -> None:
    drawing = """
    | № | Зміст заходів | Строк виконання | Виконавці | План, тис. грн | Факт, тис. грн | % | Примітка |
    | 1 | Лавки | 2024 | УЖКГ | 4,0 | 4,0 | 100 | Виконано |

    Пріоритетні завдання 2

    | 2 | Урни | | 2024 | УЖКГ | 2,0 | 1,0 | 50% | Виконано |
    """
    records = paper.funding(HEAD + drawing)
    assert [paper.brief(r) for r in records] == ["measure 1 Лавки | 2024 | 4 | 4", "measure 2 Урни | 2024 | 2 | 1"]
    assert paper.loud(HEAD + drawing) == ["shifted_row"]


def test_a_sheet_printed_over_pages_side_by_side_is_one_table() -> None:
    strips = [
        ("№ | Заходи | План на 2024 рік, тис. грн", ["1 | Розчищення ставків | 640", "2 | Ремонт колодязів | 85", "| Разом | 725"]),
        ("№ | Заходи | Фактично профінансовано, тис. грн", ["1 | Розчищення ставків | 588", "2 | Ремонт колодязів | -", "| Разом | 588"]),
        ("№ | Заходи | Причини невиконання", ["1 | Розчищення ставків | Погода", "2 | Ремонт колодязів | Немає коштів", "| Разом | "]),
    ]
    blocks: list[Block] = [Paragraph(HEAD.strip())]
    for page, (head, rows) in enumerate(strips, start=1):
        table = paper.table([[cell.strip() for cell in row.split("|")] for row in (head, *rows)])
        blocks.append(replace(table, page=page, cells=tuple(replace(cell, page=page) for cell in table.cells)))
        blocks.append(Paragraph(f"Сторінка {page}", role="footer", page=page))
    (report,) = normalize(Document("pdf", tuple(blocks), 3), "звіт.pdf", load()).reports
    assert [(paper.brief(r), r.information) for r in report.funding] == [
        ("measure 1 Розчищення ставків | 2024 | 640 | 588", "Погода"),
        ("measure 2 Ремонт колодязів | 2024 | 85 | nil", "Немає коштів"),
        ("total Разом | 2024 | 725 | 588", None),
    ]


TORN = {
    "an amount torn at its thousands": (
        ["| 1 | Послуга таксі | Департамент | 1 | 1 | 100,0 | Захід виконано в |"],
        ["| | | соціальної політики | 709,61 | 709,61 | | повному обсязі |"],
        "measure 1 Послуга таксі | 2024 | 1709.61 | 1709.61",
    ),
    "a percent sign on a line of its own": (
        ["| 1 | Забезпечення хворих на | Управління | 1800,3 | 1800,3 | 100,0 | Заплановано на |"],
        ["| | хронічну недостатність | охорони здоров'я | | | % | наступний рік |"],
        "measure 1 Забезпечення хворих на хронічну недостатність | 2024 | 1800.3 | 1800.3",
    ),
    "the last decimal of a percent": (
        ["| 1 | Придбання мотопомп, у | Департамент | 1 633,87 | 1 633,87 | 100,0 | Проведено |"],
        ["| | тому числі для мешканців | соціальної політики | | | 0 | закупівлю |"],
        "measure 1 Придбання мотопомп, у тому числі для мешканців | 2024 | 1633.87 | 1633.87",
    ),
}


@pytest.mark.parametrize("case", TORN)
def test_a_row_torn_by_a_page_break_is_one_row(case: str) -> None:
    end, top, expected = TORN[case]
    head = "| № | Захід | Виконавець | План, тис. грн | Факт, тис. грн | % виконання | Інформація |"
    drawing = "\n".join([HEAD.strip(), head, *end, "", *top, "| 2 | Лавки | КП | 10,00 | 10,00 | 100,0 | Встановлено |"])
    first, second = paper.funding(drawing)
    assert (paper.brief(first), first.percent_reported) == (expected, 100)
    assert paper.brief(second) == "measure 2 Лавки | 2024 | 10 | 10"


@pytest.mark.parametrize(("above", "below"), [("8", "."), ("8.", ""), ("1", "6 .")], ids=["its dot", "nothing", "its last digit"])
def test_a_number_torn_by_a_page_break_is_whole(above: str, below: str) -> None:
    before, after = (15, 17) if below.startswith("6") else (7, 9)
    drawing = f"""
    | № | Захід | План, тис. грн | Факт, тис. грн |
    | {before} . | Лавки | 10,00 | 10,00 |
    | {above} | Забезпечення | 1 650 | 4 |

    | {below} | психологічної реабілітації | ,56 | 359,30 |
    | {after} . | Урни | 1,00 | 1,00 |
    """
    assert [paper.brief(r) for r in paper.funding(HEAD + drawing)] == [
        f"measure {before} Лавки | 2024 | 10 | 10",
        f"measure {before + 1} Забезпечення психологічної реабілітації | 2024 | 1650.56 | 4359.3",
        f"measure {after} Урни | 2024 | 1 | 1",
    ]


def test_a_figures_minus_and_a_percents_digit_that_a_page_break_tore_off_are_its_own() -> None:
    drawing = """
    | № | Захід | План, тис. грн | Факт, тис. грн | % виконання | Відхилення, тис. грн |
    | 1 | Лавки | 10,000 | 5,000 | 50,00% | - 5,000 |
    | 2 | Ремонт | 29213,3 | 14129,0 | 48,3 | - |

    | | доріг | 28 | 02 | 7 % | 15084 / ,326 |
    | 3 | Урни | 1,000 | 1,000 | 100,00% | - |
    """
    read = paper.read(HEAD + drawing)
    records = read.reports[0].funding
    assert [paper.brief(r) for r in records][1] == "measure 2 Ремонт доріг | 2024 | 29213.328 | 14129.002"
    assert str(records[1].percent_reported) == "48.37"
    assert len(records) == 3


def test_a_numbers_dot_on_the_next_page_keeps_the_sources_there_with_their_measure() -> None:
    drawing = """
    | № | Захід | Джерело | План, тис. грн | Факт, тис. грн |
    | 9 . | Лавки | усього | 10 | 5 |
    | 10 | Встановлення генератора та системи | усього | 7 | 4 |

    | . | безперебійного живлення | місцевий бюджет | 5 | 3 |
    | ^ | ^ | інші джерела | 2 | 1 |
    | 11 . | Урни | усього | 1 | 1 |
    """
    records = paper.funding(HEAD + drawing)
    assert [(r.measure_number, r.measure) for r in records][1:4] == [
        ("10", "Встановлення генератора та системи безперебійного живлення")
    ] * 3
    assert [str(r.source) for r in records] == ["total", "total", "local", "other", "total"]


def test_the_second_figure_of_a_number_on_the_next_page_is_no_parents_child() -> None:
    drawing = """
    | № | Захід | Виконавець | Джерело | План, тис. грн | Факт, тис. грн |
    | 3. | Підтримка молоді | Управління | усього | 7 | 4 |

    | 1 | | освіти | державний бюджет | 5 | 3 |
    | ^ | ^ | ^ | місцевий бюджет | 2 | 1 |
    | 3.2 | Оздоровлення дітей | Відділ | усього | 1 | 1 |
    """
    records = paper.funding(HEAD + drawing)
    assert [(r.measure_number, str(r.row_kind), str(r.source)) for r in records] == [
        ("3.1", "measure", "total"),
        ("3.1", "measure", "state"),
        ("3.1", "measure", "local"),
        ("3.2", "measure", "total"),
    ]


def test_a_sum_row_torn_inside_its_figures_is_whole_and_is_no_row_more() -> None:
    drawing = """
    | № | Захід | План, тис. грн | Факт, тис. грн |
    | 1 | Лавки | 17000,100 | 300,000 |
    | 2 | Урни | 570,510 | 78,912 |
    | Всього | << | 1757 | 378, |

    | | | 0,610 | 912 |
    """
    assert [paper.brief(r) for r in paper.funding(HEAD + drawing)][2:] == ["total Всього | 2024 | 17570.61 | 378.912"]


def test_a_measure_goes_on_with_its_years_over_a_page_break() -> None:
    drawing = (
        HEAD
        + """
    | № | Захід | Термін | План, тис. грн | Факт, тис. грн |
    | 1 | Придбання інструментів для школи | 2023 рік | 5 | 4 |

    | | мистецтв | 2024 рік | 6 | 6 |
    | 2 | Пленер | 2023 рік | 1 | 1 |
    | ^ | ^ | 2024 рік | 2 | 2 |
    """
    )
    assert [paper.brief(r) for r in paper.funding(drawing)][:2] == [
        "measure 1 Придбання інструментів для школи мистецтв | 2023 | 5 | 4",
        "measure 1 Придбання інструментів для школи мистецтв | 2024 | 6 | 6",
    ]


def test_a_number_cut_after_its_comma_goes_on_in_the_next_cell_and_is_told() -> None:
    drawing = (
        HEAD
        + """
    | № | Захід | План, тис. грн | < | Факт, тис. грн | < |
    | ^ | ^ | 2024 рік | 2025 рік | 2024 рік | 2025 рік |
    | 1 | Фестиваль | 1400,0 | 10,0 | 1300, | 0 |
    | 2 | Лавки | 4,0 | 5,0 | 3,0 | |
    """
    )
    assert [paper.brief(r) for r in paper.funding(drawing)][:2] == [
        "measure 1 Фестиваль | 2024 | 1400 | 1300",
        "measure 1 Фестиваль | 2025 | 10 | not_due",
    ]
    assert "repaired_value" in paper.loud(drawing)


@pytest.mark.parametrize(
    ("row", "percent"),
    [
        ("| 1 | Ліквідація звалищ | 120,0 | 97, | 25 | 81,04 | Ліквідовано 6 |", "81.04"),
        ("| 1 | Ліквідація звалищ | 120,0 | 97,25 | 81,04 | Ліквідовано 6 | |", "81.04"),
    ],
)
def test_the_cells_behind_a_number_broken_over_two_move_back(row: str, percent: str) -> None:
    drawing = f"""
    | № | Захід | План, тис. грн | Факт, тис. грн | Відсоток виконання | Примітка | |
    {row}
    | 2 | Озеленення парку | 80,0 | 80,0 | 100 | Виконано | |
    """
    first = paper.funding(drawing)[0]
    assert (str(first.actual.uah), str(first.percent_reported), first.information) == ("97250.00", percent, "Ліквідовано 6")


@pytest.mark.parametrize(
    ("above", "below", "told"),
    [
        (
            "| 1 | Ремонт школи | УО | Усього | 30,0 | 20,0 |\n| | | | кошти | 30,0 | 20,0 |",
            "| | у селі Долина | | обласного бюджету | | |\n| | | | інші кошти | - | - |",
            ["total 30 20", "oblast 30 20", "other nil nil"],
        ),
        (
            "| 1 | Ремонт школи | УО | Загальний | 30,0 | 20,0 |",
            "| | у селі Долина | | обсяг | | |\n| | | | місцевий бюджет | 30,0 | 20,0 |",
            ["total 30 20", "local 30 20"],
        ),
    ],
    ids=["a source", "a total"],
)
def test_a_label_that_a_page_break_tore_is_one_label(above: str, below: str, told: list[str]) -> None:
    head = "| № | Захід | Виконавець | Джерело фінансування | План, тис. грн | Профінансовано, тис. грн |\n"
    read = paper.read(f"{HEAD}{head}{above}\n\n{below}")
    (report,) = read.reports
    assert {r.measure for r in report.funding} == {"Ремонт школи у селі Долина"}
    assert [f"{r.source} {_said(r.planned)} {_said(r.actual)}" for r in report.funding] == told


def _said(amount: Amount) -> str:
    return str(amount.uah / 1000).removesuffix(".00").removesuffix(".0") if amount.uah else str(amount.state)


def test_an_amount_and_a_number_that_a_page_break_tore_are_one_row() -> None:
    head = "| № | Захід | Виконавець | План, тис. грн | Профінансовано, тис. грн |\n| 2.5. | Форум | УО | 10,00 | 10,00 |\n"
    drawing = f"{HEAD}{head}| 2. | Організація та проведення | Управління | 1 | 1 |\n\n| 6. | заходів у громаді | праці | 275,07 | 200,00 |\n| 2.7. | Виставка | УО | 5,00 | 5,00 |"
    second = paper.funding(drawing)[1]
    assert (second.measure_number, second.measure, str(second.planned.uah), str(second.actual.uah)) == (
        "2.6", "Організація та проведення заходів у громаді", "1275070.00", "1200000.00",
    )  # fmt: skip


def test_a_whole_number_that_a_page_break_tore_goes_on_the_sequence() -> None:
    head = "| № | Захід | План, тис. грн | Профінансовано, тис. грн |\n| 14 | Форум | 10,00 | 10,00 |\n"
    drawing = f"{HEAD}{head}| 1 | Організація та | 250,0 | 470,0 |\n\n| 5 | проведення заходів | 0 | 0 |\n| 16 | Виставка | 5,00 | 5,00 |"
    second = paper.funding(drawing)[1]
    assert (second.measure_number, second.measure, str(second.planned.uah)) == ("15", "Організація та проведення заходів", "250000.00")


def test_a_header_printed_again_and_clipped_heads_no_table_of_its_own() -> None:
    head = "| № з/п | Найменування заходів | План, тис. грн | Фактично профінансован{} |\n"
    drawing = HEAD + head.format("о за 2024 рік, тис. грн") + "| 1 | Придбання обладнання для | 4 | 3 |\n\n"
    drawing += head.format("") + "| | потреб підприємств | | |\n| 2 | Урни | 2 | 1 |"
    assert [paper.brief(r) for r in paper.funding(drawing)] == [
        "measure 1 Придбання обладнання для потреб підприємств | 2024 | 4 | 3",
        "measure 2 Урни | 2024 | 2 | 1",
    ]


def test_the_upper_level_of_a_header_printed_again_heads_no_table_of_its_own() -> None:
    drawing = """
    | № з/п | Найменування заходів | План, тис. грн | < | Факт, тис. грн | < |
    | ^ | ^ | 2024 рік | 2025 рік | 2024 рік | 2025 рік |
    | 1 | Придбання обладнання для | 1 686 | 4 | 3 | 2 |

    | № | Найменування заходів | План, тис. грн | < | Факт, тис. грн | < |
    | | потреб підприємств | 000,50 | | | |
    | 2 | Урни | 2 | 1 | 2 | 1 |
    """
    assert [paper.brief(r) for r in paper.funding(HEAD + drawing)] == [
        "measure 1 Придбання обладнання для потреб підприємств | 2024 | 1686000.5 | 3",
        "measure 1 Придбання обладнання для потреб підприємств | 2025 | 4 | 2",
        "measure 2 Урни | 2024 | 2 | 2",
        "measure 2 Урни | 2025 | 1 | 1",
    ]


def test_thousands_on_a_line_of_their_own_are_one_number_and_quiet_only_where_sums_confirm_it() -> None:
    head = "| № | Захід | План, грн | Факт, грн |\n"
    alone = paper.read(HEAD + head + "| 1 | Лавки | 724 / 178 | 100 |\n| 2 | Урни | 500 | 200 |")
    assert str(alone.reports[0].funding[0].planned.uah) == "724178.00"
    assert "repaired_value" in {f.rule for f in alone.findings}
    summed = paper.read(HEAD + head + "| 1 | Лавки | 724 / 178 | 100 |\n| 2 | Урни | 500 | 200 |\n| | Всього | 724678 | 300 |")
    assert "repaired_value" not in {f.rule for f in summed.findings}


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("обласний бюджет – 5,8", "місцевий бюджет – 4,3"),
        ("обласний бюджет – 5,8 / місцевий бюджет –", "4,3"),
        ("обласний бюджет – 5,8 / місцевий бюджет", "– 4,3"),
        ("обласний бюджет – 5,8 / місцевий бюджет – 3", "004,3"),
        ("обласний бюджет –", "5,8 / місцевий бюджет – 4,3"),
        ("обласний", "бюджет – 5,8 / місцевий бюджет – 4,3"),
    ],
    ids=["between the sums", "behind the dash", "before the dash", "inside a sum", "before all sums", "inside the first label"],
)
def test_stacked_sums_that_a_page_break_tore_are_one_cell(above: str, below: str) -> None:
    head = "| № | Захід | План, тис. грн | Факт, тис. грн |\n"
    records = paper.funding(
        f"{HEAD}{head}| 1 | Перевезення дітей | {above} | {above} |\n\n| | до ліцею | {below} | {below} |\n| 2 | Урни | 1 | 1 |"
    )
    local = "3004300.00" if below == "004,3" else "4300.00"
    assert [(str(r.source), str(r.planned.uah), str(r.actual.uah)) for r in records[:2]] == [
        ("oblast", "5800.00", "5800.00"), ("local", local, local),
    ]  # fmt: skip


def test_a_number_torn_before_its_dot() -> None:
    head = "| № | Захід | План, тис. грн | Факт, тис. грн |\n| 1.9 | Форум | 10,00 | 10,00 |\n"
    second = paper.funding(
        f"{HEAD}{head}| 2 | Поточний ремонт | 228 | - |\n\n| .1 | читальної зали | 136,08 | |\n| 2.2 | Виставка | 5,00 | 5,00 |"
    )[1]
    assert (second.measure_number, second.measure, str(second.planned.uah)) == ("2.1", "Поточний ремонт читальної зали", "228136080.00")


@pytest.mark.parametrize("numbers", [["8", "9", "1 / 0", "1 / 1"], ["1.8", "1.9", "1.1 / 0", "1.1 / 1"]])
def test_numbers_that_a_narrow_column_breaks(numbers: list[str]) -> None:
    rows = "\n".join(f"| {n} | Захід {i} | 1,0 | 1,0 |" for i, n in enumerate(numbers))
    found = [r.measure_number for r in paper.funding(HEAD + "| № | Захід | План, тис. грн | Факт, тис. грн |\n" + rows)]
    assert found == [n.replace(" / ", "") for n in numbers]


def test_the_last_capitalised_word_of_a_title_on_a_new_page_is_no_section() -> None:
    head = "| № | Захід | План, грн | Факт, грн |\n"
    records = paper.funding(
        f"{HEAD}{head}| 1 | Лавки | 2 | 2 |\n| 2 | Ремонт дороги у селі | 9 | 5 |\n\n{head}| | Заболоття | | |\n| 3 | Урни | 4 | 4 |"
    )
    assert [(r.measure, r.section) for r in records] == [("Лавки", None), ("Ремонт дороги у селі Заболоття", None), ("Урни", None)]


def test_a_totals_label_that_a_page_break_tore_is_made_whole() -> None:
    head = "| № | Захід | План, тис. грн | Факт, тис. грн |\n| 1 | Лавки | 8969,8 | 5787,8 |\n"
    total = paper.funding(f"{HEAD}{head}| | Всього по | 8 | 5 |\n\n| | Програмі | 969,8 | 787,8 |")[-1]
    assert (str(total.row_kind), total.measure, str(total.planned.uah)) == ("total", "Всього по Програмі", "8969800.00")


def test_a_heading_on_a_new_page_whose_numbers_begin_anew_is_a_section() -> None:
    head = "| № | Захід | План, грн | Факт, грн |\n"
    records = paper.funding(
        f"{HEAD}{head}| 1 | Лавки | 2 | 2 |\n| 2 | Ремонт дороги | 9 | 5 |\n\n{head}| | Освіта | | |\n| 1 | Парти | 4 | 4 |"
    )
    assert [(r.measure, r.section) for r in records][2] == ("Парти", "Освіта")


def test_a_label_of_all_years_that_a_page_break_tore_is_one_label() -> None:
    head = "| № | Захід | Виконавець | Рік | План, тис. грн | Факт, тис. грн |\n"
    first = (
        "| 1 | Ремонт | Відділ | Загальний обсяг | 2 | 1 |\n| ^ | ^ | ^ | 2023 | 2 | 1 |\n| 2 | Утримання | Відділ | Загальний | 7 | 4 |"
    )
    rest = "| | закладів | | обсяг | | |\n| ^ | ^ | ^ | 2023 | 5 | 4 |\n| ^ | ^ | ^ | 2024 | 2 | - |"
    assert [paper.brief(r) for r in paper.funding(f"{HEAD}{head}{first}\n\n{rest}")][2:] == [
        "measure 2 Утримання закладів | весь строк | 7 | 4",
        "measure 2 Утримання закладів | 2023 | 5 | 4",
        "measure 2 Утримання закладів | 2024 | 2 | nil",
    ]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Ремонт клубу за рахунок", "державного бюджету"),
        ("Ремонт клубу із залученням", "інших"),
        ("Розвиток мобільного застосунку", "громади"),
        ("Послуги для закладів", "району"),
        ("Ремонт клубу у", "2024 році"),
        ("Послуги на вул. Миру, буд.", "12"),
        ("Послуги у ліцеї", "№ 4"),
        ("Придбання лавок, столів та інвентарю", "разом"),
    ],
)
def test_the_last_words_of_a_title_on_a_new_page_are_no_source_year_or_sum(above: str, below: str) -> None:
    head = "| № | Захід | Виконавець | План, тис. грн | Факт, тис. грн |\n"
    records = paper.funding(
        f"{HEAD}{head}| 1 | Лавки | Відділ | 4 | 3 |\n| 2 | {above} | Відділ | 5 | 4 |\n\n"
        f"| | {below} | | | |\n| 3 | Урни | Відділ | 2 | 1 |\n| | Всього | | 11 | 8 |"
    )
    assert [paper.brief(r) for r in records][1:] == [
        f"measure 2 {above} {below} | 2024 | 5 | 4",
        "measure 3 Урни | 2024 | 2 | 1",
        "total Всього | 2024 | 11 | 8",
    ]


def test_a_name_on_a_new_page_above_the_measures_sum_is_the_end_of_the_last_title() -> None:
    head = "| № | Захід | План, тис. грн | Факт, тис. грн |\n"
    records = paper.funding(
        f"{HEAD}{head}| 1 | Лавки | 4 | 3 |\n| 2 | Ремонт доріг по вулиці Героїв | 5 | 4 |\n\n| | України | | |\n| | Всього по Програмі | 9 | 7 |"
    )
    assert [paper.brief(r) for r in records][1:] == [
        "measure 2 Ремонт доріг по вулиці Героїв України | 2024 | 5 | 4",
        "total Всього по Програмі | 2024 | 9 | 7",
    ]


def test_what_a_stamp_left_beside_the_rest_of_a_total_s_source_is_no_measure() -> None:
    head = "| № | Захід | Джерело | План, тис. грн | Факт, тис. грн |\n"
    above = (
        "| 1 | Лавки | Усього | 9 | 7 |\n| ^ | ^ | державний бюджет | 4 | 3 |\n| ^ | ^ | місцевий бюджет | 5 | 4 |\n"
        "| Разом по Програмі | < | Усього | 9 | 7 |\n| ^ | ^ | державний | 4 | 3 |"
    )
    below = "| {} | < | бюджет | | |\n| ^ | ^ | місцевий бюджет | 5 | 4 |"
    for text, told in (("УКР,", 1), ("", 0)):
        read = paper.read(f"{HEAD}{head}{above}\n\n{below.format(text)}")
        total = [(str(r.source), str(r.planned.uah)) for r in read.reports[0].funding if r.row_kind == "total"]
        assert total == [("total", "9000.00"), ("state", "4000.00"), ("local", "5000.00")]
        assert [f.found for f in read.findings if f.rule == "row_rejoined"] == ["УКР,"] * told
        assert not {"programme_sum", "section_sum"} & {f.rule for f in read.findings}


def test_a_source_that_goes_on_by_itself_on_a_new_page_is_told_of_by_nothing() -> None:
    head = "| № | Захід | Джерело | План, тис. грн | Факт, тис. грн |\n"
    above = "| 1 | Ремонт клубу в центрі | місцевий бюджет | 4 | 3 |\n| ^ | ^ | Інші джерела | 5 | 4 |"
    drawing = f"{HEAD}{head}{above}\n\n| | громади | фінансування | | |\n| 2 | Урни | місцевий бюджет | 2 | 1 |"
    assert [(str(r.source), str(r.planned.uah)) for r in paper.funding(drawing)] == [
        ("local", "4000.00"), ("other", "5000.00"), ("local", "2000.00"),
    ]  # fmt: skip
    assert paper.loud(drawing) == []


@pytest.mark.parametrize(
    ("above", "below"),
    [("Встановлення генератора та системи", "живлення"), ("Ремонт: - розроблення проєкту;", "- нагляд")],
    ids=["lower case", "an item of a list"],
)
def test_a_title_that_goes_on_beside_its_sub_rows_on_a_new_page_is_one_measure(above: str, below: str) -> None:
    head = "| № | Захід | Джерело | План, тис. грн | Факт, тис. грн |\n"
    drawing = (
        f"{HEAD}{head}| 9 | Урни | місцевий бюджет | 2 | 1 |\n| 10 | {above} | усього | 9 | 5 |\n| ^ | ^ | місцевий бюджет | 4 | 3 |\n\n"
        f"| . | {below} | інші джерела | 5 | 2 |\n| 11 | Лавки | місцевий бюджет | 2 | 1 |"
    )
    assert [(r.measure, str(r.source), str(r.planned.uah)) for r in paper.funding(drawing)][1:4] == [
        (f"{above} {below}", "total", "9000.00"),
        (f"{above} {below}", "local", "4000.00"),
        (f"{above} {below}", "other", "5000.00"),
    ]


def test_numbers_that_wrap_in_a_narrow_column_let_a_table_go_on_over_a_page_without_a_header() -> None:
    head = "| № | Захід | Виконавець | План, тис. грн | Факт, тис. грн |\n"
    first = "| 3.8. | Урни | Відділ | 2 | 1 |\n| 3.9. | Майстерня | Заклади | 5 | 4 |"
    rest = "| | юних техніків | освіти | | |\n| 3.1 / 0. | Лавки | Відділ | 3 | 2 |\n| 3.1 / 1. | Сцена | Відділ | 4 | 2 |"
    assert [paper.brief(r) for r in paper.funding(f"{HEAD}{head}{first}\n\n{rest}")][1:] == [
        "measure 3.9 Майстерня юних техніків | 2024 | 5 | 4",
        "measure 3.10 Лавки | 2024 | 3 | 2",
        "measure 3.11 Сцена | 2024 | 4 | 2",
    ]


def test_the_whole_of_a_measures_years_alone_on_the_next_page_is_its_own() -> None:
    drawing = (
        HEAD
        + """
    | № | Захід | Виконавець | Роки | План, тис. грн | Факт, тис. грн |
    | 1 | Автобуси | Відділ | 2024 рік | 20 | 19 |
    | ^ | ^ | ^ | 2025 рік | 20 | - |
    | ^ | ^ | ^ | Разом | 40 | 19 |
    | 2 | Парти | Відділ | 2024 рік | 5 | 5 |
    | ^ | ^ | ^ | 2025 рік | 6 | - |

    |  |  |  | Разом | 11 | 5 |
    """
    )
    assert paper.brief(paper.funding(drawing)[-1]) == "measure 2 Парти | весь строк | 11 | 5"
    assert paper.loud(drawing) == []


def test_a_capital_letter_goes_on_over_a_page_where_the_sources_of_the_measures_above_go_on() -> None:
    drawing = (
        HEAD
        + """
    | № | Захід | Джерела | План, тис. грн | Факт, тис. грн |
    | 1 | Автобуси | Всього | 20 | 19 |
    | ^ | ^ | обласний бюджет | 5 | 4 |
    | ^ | ^ | міський бюджет | 15 | 15 |
    | 2 | Проведення конкурсу | Всього | 7 | 6 |

    |  | «Учень року» | обласний бюджет | 3 | 2 |
    |  |  | міський бюджет | 4 | 4 |
    """
    )
    assert {r.measure for r in paper.funding(drawing)} == {"Автобуси", "Проведення конкурсу «Учень року»"}
    assert [r.source.value for r in paper.funding(drawing)[3:]] == ["total", "oblast", "local"]


def test_the_rest_of_a_title_in_several_lines_on_a_new_page_is_no_section_where_there_are_none() -> None:
    drawing = (
        HEAD
        + """
    | № | Захід | Виконавець | План, тис. грн | Факт, тис. грн |
    | 1 | Автобуси | Відділ | 20 | 19 |
    | 2 | Ремонт дороги до с. Мала | Відділ | 20 | 19 |

    |  | Рогозянка відповідно до затвердженого титульного списку робіт |  |  |  |
    | 3 | Парти | Відділ | 5 | 5 |
    """
    )
    assert [(r.section, r.measure) for r in paper.funding(drawing)][1:] == [
        (None, "Ремонт дороги до с. Мала Рогозянка відповідно до затвердженого титульного списку робіт"),
        (None, "Парти"),
    ]


def test_a_houses_number_at_the_top_of_a_page_is_the_end_of_a_title_and_no_measures_number() -> None:
    drawing = (
        HEAD
        + """
    | № | Захід | Виконавець | Джерела | План, тис. грн | Факт, тис. грн |
    | 16 | Ремонт – вул. Паркова, | Відділ освіти, виконавчий | Усього | 20 | 19 |

    |  | 12 | комітет міської ради | Обласний бюджет | 5 | 4 |
    | ^ | ^ | ^ | Міський бюджет | 15 | 15 |
    | 17 | Парти | Відділ | Усього | 7 | 6 |
    """
    )
    read = paper.read(drawing)
    assert [(r.measure_number, r.measure, r.source.value, paper.brief(r)[-7:]) for r in read.reports[0].funding][:3] == [
        ("16", "Ремонт – вул. Паркова, 12", "total", "20 | 19"),
        ("16", "Ремонт – вул. Паркова, 12", "oblast", "| 5 | 4"),
        ("16", "Ремонт – вул. Паркова, 12", "local", "15 | 15"),
    ]
    assert "shifted_row" not in {f.rule for f in read.findings}


def test_a_title_that_found_room_only_on_the_next_page_is_its_rows() -> None:
    head = "| № | Захід | Виконавець | План, тис. грн | Факт, тис. грн |\n"
    drawing = (
        f"{HEAD}{head}| 1 | Ремонт вікон | УКБ | 4,0 | 3,0 |\n| 2 | | УКБ | 2,0 | 1,0 |\n\n{head}"
        "| | Заміна дверей | | | |\n| 3 | Ремонт даху | УКБ | 9,0 | 8,0 |\n"
    )
    assert [paper.brief(r) for r in paper.funding(drawing)] == [
        "measure 1 Ремонт вікон | 2024 | 4 | 3", "measure 2 Заміна дверей | 2024 | 2 | 1", "measure 3 Ремонт даху | 2024 | 9 | 8",
    ]  # fmt: skip
    assert paper.loud(drawing) == []


def test_a_settlement_over_the_whole_table_heads_a_section_and_ends_no_title() -> None:
    drawing = "| № | Об'єкт | План, тис. грн | Факт, тис. грн |\n| 1 | Ремонт дороги до лікарні | 4 | 3 |\n| с. Калинівка | < | < | < |\n| 2 | Ремонт мосту | 2 | 1 |"
    assert [(r.measure, r.section) for r in paper.funding(HEAD + drawing)] == [
        ("Ремонт дороги до лікарні", None),
        ("Ремонт мосту", "с. Калинівка"),
    ]


def test_rows_whose_empty_last_cells_are_not_there_are_not_shifted() -> None:
    drawing = """
    | № | Захід | Виконавець | План, тис. грн | Факт, тис. грн | Примітка |
    | 1 | Лавки | Відділ освіти | 156,2 | 19,9 | виконується |

    | 2 | Урни | Відділ освіти | 406,9 | 80,3 |
    | 3 | Клумби | Відділ освіти | 153,1 | 21,8 |
    """
    assert [paper.brief(r) for r in paper.funding(paper.HEAD + drawing)] == [
        "measure 1 Лавки | 2024 | 156.2 | 19.9", "measure 2 Урни | 2024 | 406.9 | 80.3", "measure 3 Клумби | 2024 | 153.1 | 21.8",
    ]  # fmt: skip
    assert paper.loud(paper.HEAD + drawing) == []


SOURCES_OVER_PAGES = """
| № | Захід | Виконавець | Джерело | План, тис. грн | Факт, тис. грн |
| 1 | Лавки | УЖКГ | Усього | 9 | 5 |
| ^ | ^ | ^ | обласний бюджет | 6 | 3 |
| ^ | ^ | ^ | місцевий бюджет | 3 | 2 |
"""


def places(drawing: str) -> list[str]:
    return [f"{r.measure_number} {r.measure} {r.source} {int(r.planned.uah or 0)}" for r in paper.funding(HEAD + drawing)]


def test_a_measures_title_below_the_break_is_the_numbers_above_it_though_the_next_source_stands_beside() -> None:
    drawing = (
        SOURCES_OVER_PAGES
        + """| 2 | | | Усього | 7 | 4 |

    Сторінка 2

    | | Урни | КП «Двір» | обласний бюджет | 5 | 3 |
    | ^ | ^ | ^ | місцевий бюджет | 2 | 1 |
    """
    )
    assert places(drawing)[3:] == ["2 Урни total 7000", "2 Урни oblast 5000", "2 Урни local 2000"]


def test_a_sources_name_below_the_break_is_that_of_the_amounts_above_it() -> None:
    drawing = (
        SOURCES_OVER_PAGES
        + """| 2 | Урни | КП «Двір» | Усього | 7 | 4 |
| ^ | ^ | ^ | | 5 | 3 |

    Сторінка 2

    | | | | обласний бюджет | | |
    | | | | місцевий бюджет | 2 | 1 |
    """
    )
    assert places(drawing)[3:] == ["2 Урни total 7000", "2 Урни oblast 5000", "2 Урни local 2000"]


def test_sums_of_sources_below_a_break_are_of_the_row_whose_total_stands_above_it() -> None:
    drawing = (
        HEAD
        + """
    | № | Захід | План, тис. грн | Факт, тис. грн |
    | 1 | Ремонт доріг | Всього: 9,0 / обласний бюджет: 5,0 / місцевий бюджет: 4,0 | Всього: 3,0 / обласний бюджет: 2,0 / місцевий бюджет: 1,0 |
    | 2 | Звільнення від плати за навчання їх | Всього: 7,0 | Всього: 6,0 |

    Сторінка 2

    | | дітей у школах | обласний бюджет: 4,0 / місцевий бюджет: 3,0 | обласний бюджет: 4,0 / місцевий бюджет: 2,0 |
    """
    )
    told = [f"{r.measure_number} {r.measure} {r.source} {int(r.planned.uah or 0)}" for r in paper.funding(drawing)]
    assert sorted(told[3:]) == [
        "2 Звільнення від плати за навчання їх дітей у школах local 3000",
        "2 Звільнення від плати за навчання їх дітей у школах oblast 4000",
        "2 Звільнення від плати за навчання їх дітей у школах total 7000",
    ]
