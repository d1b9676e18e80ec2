"""``plan_vs_actual``: one line per measure and year, nothing counted twice, the latest report speaking for a year as a whole."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from normalize.records import Fund, FundingRecord, RowKind, Source, State
from tests.factories import Money, ask, document, ingest, normalized, report, row

T, G, S = Fund.TOTAL, Fund.GENERAL, Fund.SPECIAL
ALL, STATE, LOCAL, OTHER = Source.TOTAL, Source.STATE, Source.LOCAL, Source.OTHER
Parts = list[tuple[Source, Fund, Money, Money]]


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    return tmp_path / "zvit.duckdb"


def parts(*entries: tuple[Source, Fund, Money, Money]) -> list[FundingRecord]:
    return [row("1", "Захід", p, a, source=s, fund=f, at=0) for s, f, p, a in entries]


def money(*values: int | str | None) -> tuple[Decimal | None, ...]:
    return tuple(None if v is None else Decimal(v).quantize(Decimal("0.01")) for v in values)


@pytest.mark.parametrize(
    ("entries", "planned", "actual", "states"),
    [
        pytest.param([(ALL, T, 100, 50)], 100, 50, ("value", "value"), id="one figure"),
        pytest.param([(ALL, T, 100, 50), (STATE, T, 60, 30), (LOCAL, T, 40, 20)], 100, 50, ("value", "value"), id="a total beside its sources"),
        pytest.param([(STATE, T, 60, 30), (LOCAL, T, 40, State.NIL)], 100, 30, ("value", "value"), id="sources alone are summed"),
        pytest.param([(ALL, G, 70, 7), (ALL, S, 30, 3)], 100, 10, ("value", "value"), id="funds alone are summed"),
        pytest.param([(ALL, G, 70, 7), (ALL, S, 30, 3), (ALL, T, 100, 10)], 100, 10, ("value", "value"), id="a total beside its funds"),
        pytest.param(
            [(STATE, G, 1, 1), (STATE, S, 2, 2), (STATE, T, 3, 3), (LOCAL, G, 10, 10), (LOCAL, S, 20, 20)], 33, 33, ("value", "value"),
            id="funds within sources, one source with its total",
        ),
        pytest.param([(ALL, T, 100, None), (STATE, T, 60, 30), (LOCAL, T, 40, 20)], 100, 50, ("value", "value"), id="a total of the plan only"),
        pytest.param([(ALL, T, State.NOT_APPLICABLE, 50), (LOCAL, T, 40, 50)], 40, 50, ("value", "value"), id="a total that is crossed out"),
        pytest.param([(STATE, T, State.NIL, State.NIL), (LOCAL, T, State.NIL, State.NIL)], 0, 0, ("nil", "nil"), id="nothing but dashes"),
        pytest.param([(STATE, T, 60, State.UNREADABLE), (LOCAL, T, 40, 20)], 100, None, ("value", "unreadable"), id="an unreadable part is no sum"),
        pytest.param([(STATE, T, 60, State.NOT_DUE), (LOCAL, T, 40, State.NOT_DUE)], 100, None, ("value", "not_due"), id="not due"),
        pytest.param([(ALL, T, 100, State.NOTE)], 100, None, ("value", "note"), id="words instead of an amount"),
        pytest.param([(ALL, T, None, None)], None, None, ("blank", "blank"), id="no amounts at all"),
    ],
)  # fmt: skip
def test_sources_and_funds_become_one_line(warehouse: Path, entries: Parts, planned: int, actual: int, states: tuple[str, str]) -> None:
    ingest(warehouse, [(document("a.docx"), normalized(report(*parts(*entries))))])
    assert ask(warehouse, "SELECT planned_uah, actual_uah, planned_state, actual_state FROM plan_vs_actual") == [
        (*money(planned, actual), *states)
    ]
    ((records,),) = ask(warehouse, "SELECT record_ids FROM plan_vs_actual")
    assert len(records) == len(entries)


def test_unspent_and_percent(warehouse: Path) -> None:
    ingest(warehouse, [(document("a.docx"), normalized(report(*parts((STATE, T, 60, 30), (LOCAL, T, 40, 3)))))])
    assert ask(warehouse, "SELECT unspent_uah, percent_computed, source, fund FROM plan_vs_actual") == [(*money(67, 33), "total", "total")]


def test_only_leaf_measures_count(warehouse: Path) -> None:
    rows = [
        row("1", "Батьківський захід", 30, 30, kind=RowKind.SUBTOTAL),
        row("1.1", "Перший", 10, 10, parent=0),
        row("1.2", "Другий", 20, 20, parent=0),
        row(None, "Разом за розділом", 30, 30, kind=RowKind.SUBTOTAL),
        row(None, "Усього", 30, 30, kind=RowKind.TOTAL),
    ]
    ingest(warehouse, [(document("a.docx"), normalized(report(*rows)))])
    assert ask(warehouse, "SELECT measure, planned_uah FROM plan_vs_actual ORDER BY row_number") == [
        ("Перший", *money(10)),
        ("Другий", *money(20)),
    ]
    ids = ask(warehouse, "SELECT measure, measure_id IS NOT NULL FROM funding ORDER BY row_number")
    assert [named for _, named in ids] == [True, True, True, False, False]


def test_sub_rows_of_one_measure_are_one_line_and_namesakes_are_two(warehouse: Path) -> None:
    rows = [
        row("1", "Охорона", 10, 1, executors=("А",)), row("1", "Охорона", 20, 2, executors=("Б",)),
        row(None, "Навчання", 5, 5), row(None, "Навчання", 7, 7),
    ]  # fmt: skip
    ingest(warehouse, [(document("a.docx"), normalized(report(*rows)))])
    shown = ask(warehouse, "SELECT measure, planned_uah, executors FROM plan_vs_actual ORDER BY planned_uah DESC")
    assert shown == [("Охорона", *money(30), ["А", "Б"]), ("Навчання", *money(7), []), ("Навчання", *money(5), [])]


def test_years_and_the_whole_period_are_lines_apart(warehouse: Path) -> None:
    rows = [
        row("1", "Захід", 30, None, year=0, at=0),
        row("1", "Захід", 10, 9, year=2024, at=0),
        row("1", "Захід", 20, State.NOT_DUE, year=2025, at=0),
    ]
    ingest(warehouse, [(document("a.docx"), normalized(report(*rows)))])
    assert ask(warehouse, "SELECT year, planned_uah, actual_uah FROM plan_vs_actual ORDER BY year") == [
        (2024, *money(10, 9)), (2025, *money(20, None)), (None, *money(30, None)),
    ]  # fmt: skip


def test_the_latest_report_wins_a_year_as_a_whole(warehouse: Path) -> None:
    """The nine months knew a measure that the year's report has not: it is gone, not mixed in."""
    nine = report(row("1", "Захід", 100, 40), row("2", "Знятий захід", 5, 5), end=date(2024, 9, 30))
    full = report(row("1", "Захід", 110, 90))
    ingest(warehouse, [(document("рік.docx"), normalized(full)), (document("9міс.docx"), normalized(nine))])
    assert ask(warehouse, "SELECT measure, planned_uah, actual_uah, file FROM plan_vs_actual") == [("Захід", *money(110, 90), "рік.docx")]


def test_a_later_report_speaks_for_the_years_it_tells_only(warehouse: Path) -> None:
    first = report(row("1", "Захід", 10, 9, year=2023), row("1", "Захід", 11, State.NOT_DUE, year=2024), year=2023)
    second = report(row("1", "Захід", 12, 8, year=2024), year=2024)
    ingest(warehouse, [(document("b.docx"), normalized(second)), (document("a.docx"), normalized(first))])
    assert ask(warehouse, "SELECT year, planned_uah, file FROM plan_vs_actual ORDER BY year") == [
        (2023, *money(10), "a.docx"),
        (2024, *money(12), "b.docx"),
    ]
    assert ask(warehouse, "SELECT count(DISTINCT measure_id) FROM plan_vs_actual") == [(1,)]


def test_an_exported_copy_wins_over_a_scan_and_then_the_later_ingested(warehouse: Path) -> None:
    said = normalized(report(row("1", "Захід", 100, 50)))
    ingest(warehouse, [(document("рання.docx"), said)])
    ingest(warehouse, [(document("пізня.odt", format="odt"), said)])
    ingest(warehouse, [(document("скан.pdf", format="pdf-scan"), said)])
    assert ask(warehouse, "SELECT file FROM plan_vs_actual") == [("пізня.odt",)]
    assert ask(warehouse, "SELECT count(*) FROM document WHERE status = 'loaded'") == [(3,)]


def test_a_programme_known_by_totals_only_is_one_line_without_measure(warehouse: Path) -> None:
    total = report(row(None, "Програма «Безпечне місто»", 100, 50, kind=RowKind.TOTAL))
    ingest(warehouse, [(document("зведений.xlsx"), normalized(total))])
    assert ask(warehouse, "SELECT measure_id, planned_uah, actual_uah FROM plan_vs_actual") == [(None, *money(100, 50))]


def test_a_consolidated_table_does_not_push_out_the_report_of_its_period(warehouse: Path) -> None:
    total = report(row(None, "Програма «Безпечне місто»", 100, 50, kind=RowKind.TOTAL))
    ingest(warehouse, [(document("звіт.docx"), normalized(report(row("1", "Захід", 60, 30), row("2", "Інше", 40, 20))))])
    ingest(warehouse, [(document("зведений.xlsx"), normalized(total))])
    assert ask(warehouse, "SELECT count(*), sum(planned_uah) FROM plan_vs_actual") == [(2, *money(100))]


def test_a_grand_total_told_twice_is_one(warehouse: Path) -> None:
    rows = [row(None, "Усього", 100, 50, kind=RowKind.TOTAL), row(None, "Разом по Програмі", 100, 50, kind=RowKind.TOTAL)]
    ingest(warehouse, [(document("a.docx"), normalized(report(*rows)))])
    assert ask(warehouse, "SELECT planned_uah FROM plan_vs_actual") == [money(100)]


def test_a_removed_report_gives_its_year_back(warehouse: Path) -> None:
    """The file's newer content is no report of that programme any more: the older report speaks again."""
    ingest(warehouse, [(document("9міс.docx"), normalized(report(row("1", "Захід", 100, 40), end=date(2024, 9, 30))))])
    ingest(warehouse, [(document("рік.docx"), normalized(report(row("1", "Захід", 110, 90))))])
    ingest(warehouse, [(document("рік.docx", content="інший"), normalized(report(row("1", "Інше", 1, 1), programme="Програма Б")))])
    assert ask(warehouse, "SELECT planned_uah FROM plan_vs_actual WHERE measure = 'Захід'") == [money(100)]


def _rules(warehouse: Path, rule: str) -> list[tuple[object, ...]]:
    return ask(warehouse, "SELECT file, expected, found FROM finding WHERE rule = ? ORDER BY file, expected", rule)


def test_a_revised_plan_is_told_at_the_later_report(warehouse: Path) -> None:
    first = report(row("1", "Захід", 10, 9, year=2023), row("1", "Захід", 1000, State.NOT_DUE, year=2024), year=2023)
    second = report(row("1", "Захід", 1200, 8, year=2024), year=2024)
    ingest(warehouse, [(document("b.docx"), normalized(second)), (document("a.docx"), normalized(first))])
    assert _rules(warehouse, "plan_revised") == [("b.docx", "1\u00a0000,00", "1\u00a0200,00")]
    assert ask(warehouse, "SELECT DISTINCT message FROM finding WHERE rule = 'plan_revised'") == [
        ("План на 2024 рік змінено: раніший звіт передбачав 1\u00a0000,00 грн, цей — 1\u00a0200,00 грн",)
    ]
    assert ask(warehouse, "SELECT DISTINCT severity FROM finding WHERE rule = 'plan_revised'") == [("info",)]


def test_a_plan_printed_more_roughly_is_not_revised(warehouse: Path) -> None:
    """243,5 thousand one year, 243 512,40 the next."""
    first = report(row("1", "Захід", 243500, State.NOT_DUE, year=2024, margin="50"), year=2023)
    second = report(row("1", "Захід", "243512.40", 8, year=2024, margin="0.005"), year=2024)
    ingest(warehouse, [(document("a.docx"), normalized(first)), (document("b.docx"), normalized(second))])
    assert _rules(warehouse, "plan_revised") == []


def test_copies_that_differ_are_both_flagged(warehouse: Path) -> None:
    rows = (row("1", "Захід", 100, 50), row("2", "Інше", 7, 7))
    ingest(warehouse, [(document("a.docx"), normalized(report(*rows)))])
    ingest(warehouse, [(document("b.pdf", format="pdf"), normalized(report(row("1", "Захід", 100, 56), row("2", "Інше", 7, 7))))])
    assert _rules(warehouse, "copies_differ") == [("a.docx", "56,00", "50,00"), ("b.pdf", "50,00", "56,00")]
    assert ask(warehouse, "SELECT DISTINCT severity, record_id IS NOT NULL FROM finding WHERE rule = 'copies_differ'") == [
        ("warning", True)
    ]


def test_equal_copies_and_parts_of_one_report_are_quiet(warehouse: Path) -> None:
    """The same report twice, and an annex for the same period with other measures."""
    said = normalized(report(row("1", "Захід", 100, 50), row(None, "Усього", 100, 50, kind=RowKind.TOTAL)))
    annex = normalized(report(row("7", "Зовсім інше", 3, 3), row(None, "Усього", 3, 3, kind=RowKind.TOTAL)))
    ingest(warehouse, [(document("a.docx"), said), (document("b.pdf", format="pdf"), said), (document("додаток.xlsx"), annex)])
    assert _rules(warehouse, "copies_differ") == []


def test_findings_between_documents_go_when_their_cause_goes(warehouse: Path) -> None:
    ingest(
        warehouse,
        [
            (document("a.docx"), normalized(report(row("1", "Захід", 100, 50)))),
            (document("b.docx"), normalized(report(row("1", "Захід", 100, 56)))),
        ],
    )
    assert len(_rules(warehouse, "copies_differ")) == 2
    ingest(warehouse, [(document("b.docx", content="виправлений"), normalized(report(row("1", "Захід", 100, 50))))])
    assert _rules(warehouse, "copies_differ") == []


def test_a_clean_series_of_three_years_is_quiet(warehouse: Path) -> None:
    files = [
        (
            document(f"{year}.docx"),
            normalized(report(row("1", "Захід", 100, 50), row("2", "Інше", 7, 7), year=year, programme=f"Програма «А» за {year} рік")),
        )
        for year in (2022, 2023, 2024)
    ]
    ingest(warehouse, files)
    assert ask(warehouse, "SELECT count(*) FROM finding") == [(0,)]
    assert ask(warehouse, "SELECT count(DISTINCT programme_id), count(DISTINCT measure_id), count(*) FROM plan_vs_actual") == [(1, 2, 6)]


def test_sums_by_programme_executor_and_source_agree_with_the_lines(warehouse: Path) -> None:
    rows = [row("1", "Захід", 60, 30, source=STATE, at=0, executors=("А", "Б")), row("1", "Захід", 40, 20, source=LOCAL, at=0, executors=("А", "Б")),
            row("2", "Інше", 5, State.NIL, source=LOCAL)]  # fmt: skip
    ingest(warehouse, [(document("a.docx"), normalized(report(*rows)))])
    assert ask(warehouse, "SELECT source, measures, unfunded, planned_uah, actual_uah, percent FROM programme_year ORDER BY source") == [
        ("local", 2, 1, *money(45, 20, "44.44")), ("state", 1, 0, *money(60, 30, 50)), ("total", 2, 1, *money(105, 50, "47.62")),
    ]  # fmt: skip
    assert ask(warehouse, "SELECT executor, measures, planned_uah FROM executor_year ORDER BY planned_uah, executor DESC") == [
        ("—", 1, *money(5)), ("Б", 1, *money(100)), ("А", 1, *money(100)),
    ]  # fmt: skip
