"""Arithmetic among the readings of a scanned cell: drawn tables whose cells carry several readings."""

from __future__ import annotations

from dataclasses import replace

import paper
import pytest

from ingest.model import Cell, Document, Reading, Table
from normalize.document import normalize
from normalize.lexicon import load
from normalize.records import Normalized

HEAD = "Звіт про виконання Програми «Тепла оселя» Вербівської міської територіальної громади на 2024-2025 роки за 2024 рік\n"
COLUMNS = "| № | Захід | План, тис. грн | Факт, тис. грн |\n"


def scanned(drawing: str, readings: dict[str, list[str]], unsure: float = 0.5) -> Normalized:
    """The drawing as a scan: cells whose text is a key were also read as the values, without certainty; all others surely."""

    def cell(c: Cell) -> Cell:
        others = readings.get(c.text)
        if others is None:
            return replace(c, confidence=0.99)
        return replace(c, confidence=unsure, readings=tuple(Reading(text, unsure) for text in (c.text, *others)))

    document = paper.document(HEAD + drawing, "pdf-scan")
    blocks = tuple(replace(b, cells=tuple(map(cell, b.cells))) if isinstance(b, Table) else b for b in document.blocks)
    return normalize(Document("pdf-scan", blocks, pages=1), "скан.pdf", load())


def loud(understood: Normalized) -> list[str]:
    from normalize.findings import CATALOGUE, Severity

    return [f.rule for f in understood.findings if CATALOGUE[f.rule].severity is not Severity.INFO]


def planned(understood: Normalized) -> list[int | None]:
    return [None if r.planned.uah is None else int(r.planned.uah) for r in understood.reports[0].funding]


def test_the_one_reading_that_makes_the_sum_right_is_taken_and_told() -> None:
    understood = scanned(f"{COLUMNS}| 1 | Лавки | 18,0 | - |\n| 2 | Урни | 20,0 | - |\n| | Всього | 30,0 | - |", {"18,0": ["10,0", "13,0"]})
    assert planned(understood) == [10000, 20000, 30000]
    assert loud(understood) == ["repaired_value"]


def test_a_value_that_a_sum_confirms_is_quiet_however_unsure_it_was() -> None:
    understood = scanned(f"{COLUMNS}| 1 | Лавки | 10,0 | - |\n| 2 | Урни | 20,0 | - |\n| | Всього | 30,0 | - |", {"10,0": ["18,0"]})
    assert planned(understood) == [10000, 20000, 30000]
    assert loud(understood) == []


def test_a_value_that_nothing_confirms_is_told() -> None:
    understood = scanned(f"{COLUMNS}| 1 | Лавки | 18,0 | - |", {"18,0": ["10,0"]})
    assert planned(understood) == [18000]
    assert loud(understood) == ["low_confidence"]


def test_where_two_cells_could_be_the_wrong_one_neither_is_changed_and_both_are_told() -> None:
    drawing = f"{COLUMNS}| 1 | Лавки | 18,0 | - |\n| 2 | Урни | 28,0 | - |\n| | Всього | 38,0 | - |"
    understood = scanned(drawing, {"18,0": ["10,0"], "28,0": ["20,0"]})
    assert planned(understood) == [18000, 28000, 38000]
    assert loud(understood).count("low_confidence") == 2


def test_what_cannot_be_read_takes_the_reading_that_the_sum_confirms() -> None:
    understood = scanned(f"{COLUMNS}| 1 | Лавки | 1?,0 | - |\n| 2 | Урни | 20,0 | - |\n| | Всього | 30,0 | - |", {"1?,0": ["10,0", "16,0"]})
    assert planned(understood) == [10000, 20000, 30000]


def test_digits_that_no_reading_holds_are_never_supplied() -> None:
    understood = scanned(f"{COLUMNS}| 1 | Лавки | 1?,0 | - |\n| 2 | Урни | 20,0 | - |\n| | Всього | 30,0 | - |", {})
    assert planned(understood) == [None, 20000, 30000]


def test_a_report_s_own_wrong_sum_stays_as_it_is_printed() -> None:
    understood = scanned(f"{COLUMNS}| 1 | Лавки | 10,0 | - |\n| 2 | Урни | 20,0 | - |\n| | Всього | 35,0 | - |", {})
    assert planned(understood) == [10000, 20000, 35000]
    assert loud(understood) == ["programme_sum"]


def test_each_part_of_a_sum_that_does_not_hold_is_told_where_its_reading_was_not_quite_sure() -> None:
    drawing = f"{COLUMNS}| 1 | Лавки | 18,0 | - |\n| 2 | Урни | 20,0 | - |\n| | Всього | 30,0 | - |"
    understood = scanned(drawing, {"18,0": []}, unsure=0.93)
    told = [f.record for f in understood.findings if f.rule == "low_confidence"]
    assert told == [understood.reports[0].funding[0].key]
    assert "low_confidence" not in loud(scanned(drawing.replace("30,0", "38,0"), {"18,0": []}, unsure=0.93))


def test_the_one_reading_that_mends_a_sum_is_taken_whatever_is_open_in_another_one() -> None:
    drawing = f"{COLUMNS}| 1 | Лавки | 18,0 | 8,0 |\n| 2 | Урни | 20,0 | 7,0 |\n| | Всього | 30,0 | 9,0 |"
    understood = scanned(drawing, {"18,0": ["10,0"], "8,0": ["2,0"], "7,0": ["1,0"]})
    assert planned(understood) == [10000, 20000, 30000]
    assert [int(r.actual.uah or 0) for r in understood.reports[0].funding] == [8000, 7000, 9000]
    assert {"repaired_value", "programme_sum"} <= set(loud(understood))


THREE = f"{COLUMNS}| 1 | Лавки | {{}} | - |\n| 2 | Урни | {{}} | - |\n| 3 | Клумби | 40,0 | - |\n| | Всього | {{}} | - |"


def test_two_misread_parts_of_a_sum_take_the_readings_that_make_it_right_together() -> None:
    understood = scanned(THREE.format("18,0", "28,0", "60,5"), {"18,0": ["10,0", "13,0"], "28,0": ["20,0", "10,5"]})
    assert planned(understood) == [10000, 10500, 40000, 60500]
    assert loud(understood) == ["repaired_value", "repaired_value"]


def test_two_pairs_of_readings_that_do_equally_well_are_no_reading() -> None:
    understood = scanned(THREE.format("18,0", "28,0", "70,0"), {"18,0": ["10,0", "20,0"], "28,0": ["20,0", "10,0"]})
    assert planned(understood) == [18000, 28000, 40000, 70000]
    assert loud(understood).count("low_confidence") == 2


def test_that_nothing_fits_a_sum_makes_no_figure_nothing() -> None:
    understood = scanned(f"{COLUMNS}| 1 | Лавки | 6,0 | - |\n| 2 | Урни | 20,0 | - |\n| | Всього | 20,0 | - |", {"6,0": ["0", "-"]})
    assert planned(understood)[0] == 6000
    assert "repaired_value" not in loud(understood)


TWO_SUMS = "| | Разом за розділом 1 | {} | - |\n| | Всього по Програмі | {} | - |"


def test_what_two_sums_leave_for_a_hidden_figure_is_its_value() -> None:
    body = f"{COLUMNS}| Розділ 1. Двір | < | < | < |\n| 1 | Лавки | {{}} | - |\n| 2 | Урни | 20,0 | - |\n"
    understood = scanned(body.format("3?РАДА") + TWO_SUMS.format("52,6", "52,6"), {"3?РАДА": []}, unsure=0.2)
    assert planned(understood)[0] == 32600
    assert "repaired_value" in loud(understood)
    for hidden, sums in (("3?РАДА", ("52,6", "52,7")), ("4?РАДА", ("52,6", "52,6"))):
        assert planned(scanned(body.format(hidden) + TWO_SUMS.format(*sums), {hidden: []}, unsure=0.2))[0] is None


def test_of_two_readings_that_a_sum_s_tolerance_lets_pass_the_one_that_is_the_sum_is_taken() -> None:
    understood = scanned(THREE.format("12,0", "10,0", "62,08"), {"62,08": ["62,0"]})
    assert planned(understood)[-1] == 62000
    assert loud(understood) == ["repaired_value"]


SOURCES = "| № | Захід | Джерело | План, тис. грн | Факт, тис. грн |\n"


def test_what_a_row_gives_by_source_alone_is_confirmed_by_the_total_of_all_rows() -> None:
    rows = f"{SOURCES}| 1 | Лавки | обласний бюджет | 18,0 | - |\n| | | місцевий бюджет | 12,0 | - |\n| | Всього | | {{}} | - |"
    assert loud(scanned(rows.format("30,0"), {"18,0": ["10,0"]})) == []
    assert "low_confidence" in loud(scanned(rows.format("37,0"), {"18,0": ["10,0"]}))


def test_a_dash_in_a_year_to_come_is_nothing_to_doubt() -> None:
    years = "| № | Захід | План, тис. грн | < | Факт, тис. грн | < |\n| | | 2024 | 2025 | 2024 | 2025 |\n"
    assert loud(scanned(f"{years}| 1 | Лавки | 18,0 | 20,0 | 17,0 | – |", {"–": [""]})) == []
    assert loud(scanned(f"{years}| 1 | Лавки | 18,0 | 20,0 | – | - |", {"–": [""]})) == ["low_confidence"]


DEVIATING = (
    "| № | Захід | План, тис. грн | Факт, тис. грн | Відхилення |\n| 1 | Лавки | 10,0 | 4,0 | {} |\n| 2 | Урни | 20,0 | 5,0 | 15,0 |\n"
)
SUMMED = "| | Всього | 30,0 | 9,0 | 21,0 |"


@pytest.mark.parametrize(
    ("read", "others", "below", "told"),
    [
        pytest.param("8,0", ["6,0", "3,0"], SUMMED, [], id="another reading of it fits"),
        pytest.param("80", [], SUMMED, ["deviation_unsure"], id="read without certainty, and nothing fits"),
        pytest.param("8,0", ["6,0"], "", ["deviation"], id="nothing but the deviation tells of plan and actual"),
    ],
)
def test_a_deviation_misread_beside_amounts_that_sums_confirm_is_no_fault_of_the_row(
    read: str, others: list[str], below: str, told: list[str]
) -> None:
    understood = scanned(DEVIATING.format(read) + below, {read: others})
    assert [f.rule for f in understood.findings if f.rule.startswith("deviation")] == told
    assert planned(understood)[:2] == [10000, 20000]


def test_a_deviation_that_was_read_surely_is_the_report_s_own_fault() -> None:
    understood = scanned(DEVIATING.format("8,0") + SUMMED, {})
    assert loud(understood) == ["deviation"]
