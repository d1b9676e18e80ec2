"""Arithmetic checks: one rule each, with the table it is about, and the verdict that the printed precision allows."""

from __future__ import annotations

import paper
import pytest

from normalize.records import Verdict

HEAD = "Звіт про виконання Програми «Тепла оселя» Вербівської міської територіальної громади на 2024-2025 роки за 2024 рік\n"
COLUMNS = "| № | Захід | План, тис. грн | Факт, тис. грн | % виконання |\n"


def verdicts(drawing: str, rule: str) -> list[Verdict]:
    return [check.verdict for check in paper.read(HEAD + drawing).checks if check.rule == rule]


@pytest.mark.parametrize(
    ("total", "loud"),
    [
        ("30,0", []),
        ("30", []),
        ("30,1", []),  # 10,0 and 20,0 may be up to 30,1 together: each stands for half a tenth more or less
        ("30,3", ["programme_sum"]),
        ("31", ["programme_sum"]),
    ],
)
def test_a_total_is_checked_as_far_as_its_addends_were_printed(total: str, loud: list[str]) -> None:
    drawing = f"{COLUMNS}| 1 | Лавки | 10,0 | - | |\n| 2 | Урни | 20,0 | - | |\n| | Всього по Програмі | {total} | - | |"
    assert paper.loud(HEAD + drawing) == loud


def test_a_sum_of_coarser_numbers_is_consistent_within_their_precision() -> None:
    drawing = (
        f"{COLUMNS}| I | Перший | | | |\n| 1 | Лавки | 500 | 283,62 | |\n| II | Другий | | | |\n| 2 | Урни | 500 | 243,5 | |"
        "\n| | Всього по Програмі | 1000 | 527,17 | |"
    )
    assert "programme_sum" not in paper.loud(HEAD + drawing)


@pytest.mark.parametrize(("total", "loud"), [("30,125", []), ("30,131", ["programme_sum"])])
def test_a_bare_zero_is_as_exact_as_the_amounts_of_its_column(total: str, loud: list[str]) -> None:
    drawing = f"{COLUMNS}| 1 | Лавки | 30,125 | - | |\n| 2 | Урни | 0 | - | |\n| | Всього по Програмі | {total} | - | |"
    assert paper.loud(HEAD + drawing) == loud


def test_a_wrong_subtotal_is_told_once_and_not_again_at_the_total() -> None:
    drawing = f"""{COLUMNS}| I | Перший | | | |
    | 1 | Лавки | 10 | 5 | |
    | | Всього по розділу I | 15 | 5 | |
    | II | Другий | | | |
    | 2 | Урни | 20 | 5 | |
    | | Всього по розділу II | 20 | 5 | |
    | | Всього по Програмі | 35 | 10 | |"""
    assert paper.loud(HEAD + drawing) == ["section_sum"]


@pytest.mark.parametrize(
    ("percent", "loud"),
    [
        ("33", []),
        ("33,3", []),
        ("33,33", []),
        ("34", ["percent"]),
        ("33,4", ["percent"]),
        ("33,34", ["percent"]),
        ("в 1,9 р.б.", ["percent"]),
    ],
)
def test_a_percent_may_be_rounded_or_cut_off(percent: str, loud: list[str]) -> None:
    assert paper.loud(f"{HEAD}{COLUMNS}| 1 | Лавки | 3 000,00 | 1 000,00 | {percent} |") == loud


@pytest.mark.parametrize("percents", [("33,330", "16,670", "66,670"), ("33,330", "16,660", "66,660")], ids=["rounded", "cut off"])
def test_percents_of_two_decimals_that_a_sheet_shows_with_three(percents: tuple[str, str, str]) -> None:
    first, second, third = percents
    rows = f"| 1 | Лавки | 3 000 | 1 000 | {first} |\n| 2 | Урни | 6 000 | 1 000 | {second} |\n| 3 | Ліхтарі | 3 000 | 2 000 | {third} |"
    assert paper.loud(f"{HEAD}{COLUMNS}{rows}") == []


@pytest.mark.parametrize(("last", "loud"), [("66,70", []), ("66,75", ["percent"] * 3)], ids=["padded", "told in full"])
def test_percents_that_a_sheet_pads_with_a_zero_are_as_rough_as_they_were_typed(last: str, loud: list[str]) -> None:
    rows = "| 1 | Лавки | 3 000 | 1 000 | 33,30 |\n| 2 | Урни | 6 000 | 1 000 | 16,70 |\n| 3 | Ліхтарі | 3 000 | 2 000 | "
    assert paper.loud(f"{HEAD}{COLUMNS}{rows}{last} |") == loud


def test_a_percent_of_nothing_cannot_be_checked() -> None:
    assert verdicts(f"{COLUMNS}| 1 | Лавки | - | 1,0 | 100 |", "percent") == [Verdict.NOT_CHECKABLE]


def test_more_financed_than_planned_is_told_at_the_measure_and_not_again_at_the_total() -> None:
    drawing = f"{COLUMNS}| 1 | Лавки | 10,0 | 12,0 | 120 |\n| | Всього | 10,0 | 12,0 | 120 |"
    findings = paper.loud_findings(HEAD + drawing)
    assert [(f.rule, f.found) for f in findings] == [("overspent", "12\u00a0000,00")]


@pytest.mark.parametrize(("financed", "loud"), [("12,0", []), ("-", []), ("", ["spent_alone"])])
def test_what_was_spent_is_told_where_nothing_says_it_was_financed(financed: str, loud: list[str]) -> None:
    columns = "| № | Захід | План, тис. грн | Профінансовано, тис. грн | Використано, тис. грн |\n"
    drawing = f"{columns}| 1 | Лавки | 20,0 | 15,0 | 15,0 |\n| 2 | Урни | 20,0 | {financed} | 11,0 |"
    assert paper.loud(HEAD + drawing) == loud


@pytest.mark.parametrize(("financed", "loud"), [("7,0", ["future_actual"]), ("-", []), ("", [])])
def test_what_was_financed_after_the_reported_year_is_told(financed: str, loud: list[str]) -> None:
    columns = "| № | Захід | План, тис. грн | < | Профінансовано, тис. грн | < |\n| ^ | ^ | 2024 | 2025 | 2024 | 2025 |\n"
    assert paper.loud(f"{HEAD}{columns}| 1 | Лавки | 20,0 | 9,0 | 15,0 | {financed} |") == loud


@pytest.mark.parametrize(
    ("head", "loud"),
    [("2023", ["year_absent"]), ("2024", []), ("", [])],
)
def test_a_report_all_of_whose_actuals_are_of_years_before_is_told(head: str, loud: list[str]) -> None:
    columns = f"| № | Захід | План на {head or 'рік'}, тис. грн | Факт за {head or 'рік'}, тис. грн |\n"
    assert paper.loud(f"{HEAD}{columns}| 1 | Лавки | 20,0 | 15,0 |") == loud


def test_the_sources_of_a_row_add_up_to_its_total() -> None:
    columns = "| Захід | План, тис. грн | < | < | Факт, тис. грн |\n| ^ | усього | обласний бюджет | міський бюджет | ^ |\n"
    assert paper.loud(f"{HEAD}{columns}| Лавки | 31,0 | 10,0 | 20,0 | 5,0 |") == ["source_sum"]
    assert paper.loud(f"{HEAD}{columns}| Лавки | 30,0 | 10,0 | 20,0 | 5,0 |") == []


def test_the_whole_period_is_the_sum_of_its_years() -> None:
    columns = "| Захід | План, тис. грн | < | < | Факт, тис. грн |\n| ^ | Всього | 2024 | 2025 | ^ |\n"
    assert paper.loud(f"{HEAD}{columns}| Лавки | 31,0 | 10,0 | 20,0 | 5,0 |") == ["whole_period_sum"]
    assert paper.loud(f"{HEAD}{columns}| Лавки | 30,0 | 10,0 | 20,0 | 5,0 |") == []


@pytest.mark.parametrize(("deviation", "loud"), [("-4,0", []), ("4,0", []), ("5,0", ["deviation"])])
def test_a_deviation_is_the_difference_whatever_its_sign(deviation: str, loud: list[str]) -> None:
    columns = "| Захід | План, тис. грн | Факт, тис. грн | Відхилення, тис. грн |\n"
    assert paper.loud(f"{HEAD}{columns}| Лавки | 10,0 | 6,0 | {deviation} |") == loud


def test_a_gap_in_the_numbering_names_what_is_missing() -> None:
    drawing = f"{COLUMNS}| 1.1 | Лавки | 1 | 1 | |\n| 1.2 | Урни | 1 | 1 | |\n| 1.5 | Клумби | 1 | 1 | |"
    assert [(f.rule, f.args["missing"]) for f in paper.loud_findings(HEAD + drawing)] == [("numbering_gap", "1.3, 1.4")]


@pytest.mark.parametrize(
    ("sentence", "loud"),
    [
        ("На придбання контейнерів для сміття у 2024 році було виділено 15,0 тис. грн.", ["narrative_amount"]),
        ("На придбання контейнерів для сміття у 2024 році було виділено 10,0 тис. грн.", []),
        ("На придбання контейнерів для сміття у 2022 році було виділено 15,0 тис. грн.", []),
        ("Для громади придбано 15 контейнерів.", []),
    ],
)
def test_an_amount_in_the_text_about_a_measure_is_held_against_its_row(sentence: str, loud: list[str]) -> None:
    drawing = f"{COLUMNS}| 1 | Придбання контейнерів для сміття | 10,0 | 10,0 | 100 |\n| 2 | Лавки | 1 | 1 | |\n\n{sentence}"
    assert paper.loud(HEAD + drawing) == loud


OVER_YEARS = """
| № | Захід | План, тис. грн | < | < | Факт, тис. грн | < | < |
| ^ | ^ | 2023 рік | 2024 рік | 2025 рік | 2023 рік | 2024 рік | 2025 рік |
| 1 | Лавки | {first} | 6,0 | 7,0 | {done} | 5,0 | - |
| 2 | Урни | - | 8,0 | - | - | 8,0 | - |
| Всього по Програмі | < | {plan} | < | < | {fact} | < | < |
"""


@pytest.mark.parametrize(
    ("plan", "fact", "loud"), [("26,0", "17,0", []), ("62,0", "17,0", ["programme_sum"]), ("26,0", "16,0", ["programme_sum"])]
)
def test_a_total_merged_over_the_years_is_the_sum_of_them(plan: str, fact: str, loud: list[str]) -> None:
    assert paper.loud(paper.HEAD + OVER_YEARS.format(first="5,0", done="4,0", plan=plan, fact=fact)) == loud


def test_a_total_over_years_of_which_the_table_leaves_one_out_cannot_be_checked() -> None:
    drawing = OVER_YEARS.format(first="", done="", plan="62,0", fact="51,0").replace("| - | 8,0 |", "| | 8,0 |")
    checks = paper.read(paper.HEAD + drawing).checks
    assert [c.verdict for c in checks if c.rule == "programme_sum"] == [Verdict.NOT_CHECKABLE] * 2


def test_an_addend_that_cannot_be_read_makes_a_sum_uncheckable_and_not_wrong() -> None:
    drawing = f"{COLUMNS}| 1 | Лавки | 1?5 | - | |\n| 2 | Урни | 20 | - | |\n| | Всього по Програмі | 200 | - | |"
    assert paper.loud(HEAD + drawing) == ["unreadable_value"]
    assert verdicts(drawing, "programme_sum")[0] is Verdict.NOT_CHECKABLE


def test_a_report_with_nothing_to_check_says_so() -> None:
    understood = paper.read(f"{HEAD}| Захід | План, тис. грн | Факт, тис. грн |\n| Лавки | 10 | |")
    assert "nothing_checkable" in [f.rule for f in understood.findings]
