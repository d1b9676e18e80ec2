"""The catalogue of questions: a file is a question, every one answers without parameters, and what the command line reads besides."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from normalize.records import Check, Finding, FundingRecord, Normalized, Source, State, Verdict
from queries import catalogue as catalogue_module
from queries import listing, reading
from queries.catalogue import UnknownQuery, WrongParameter, catalogue, parse, query
from queries.listing import Selection
from tests.factories import document, indicator, ingest, normalized, report, row
from warehouse.bookkeeping import finish_run, start_run
from warehouse.load import Loader
from warehouse.publish import Publication
from warehouse.reading import open_warehouse
from zvit import pipeline

OTHER = "Малинська міська територіальна громада"


def _rows(year: int) -> list[FundingRecord]:
    return [
        row("1.1", "Ремонт доріг", 1000 * (year - 2020), 500, executors=("УЖКГ",), source=Source.LOCAL),
        row("1.2", "Навчання", 200, State.NIL, executors=("Відділ освіти", "УЖКГ"), information="Не було коштів", source=Source.STATE),
    ]


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("queries") / "zvit.duckdb"
    years = [(document(f"{y}.docx"), normalized(report(*_rows(y), year=y))) for y in (2023, 2024)]
    school = report(row("1", "Їдальня «Смак»", 50, 75), programme="Програма «Освіта»", community=OTHER)
    key = school.funding[0].key
    said = normalized(
        school,
        findings=(Finding("unreadable_value", {"text": "1?5"}, 0, key), Finding("turned_page", {"degrees": "90"}, page=3), Finding("turned_page", {"degrees": "90"}, table_number=1, row_number=2)),
        checks=(Check("percent", Verdict.INCONSISTENT, 0, key, "actual_uah", Decimal(1), Decimal(2), Decimal(3), "…"),),
    )  # fmt: skip
    ingest(path, [*years, (document("тека/освіта.docx"), said)])
    with Publication(path) as con:
        run = start_run(con)
        with Loader(con, run) as loader:
            loader.add(document("пароль.pdf"), Normalized("quarantined"), error="Файл захищено паролем", code="encrypted", kind="person")
        finish_run(con, run, files_seen=4, files_loaded=0, files_unchanged=3, files_quarantined=1)
    return path


@pytest.fixture
def con(warehouse: Path) -> Iterator[DuckDBPyConnection]:
    with closing(open_warehouse(warehouse)) as opened:
        yield opened


def asked(con: DuckDBPyConnection, name: str, **given: str) -> list[dict[str, Any]]:
    answer = query(name).run(con, given)
    return [dict(zip([c.name for c in answer.columns], r, strict=True)) for r in answer]


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_every_question_answers_without_parameters(con: DuckDBPyConnection, name: str) -> None:
    assert asked(con, name)


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_every_question_answers_an_empty_warehouse(tmp_path: Path, name: str) -> None:
    ingest(tmp_path / "empty.duckdb", [])
    with closing(open_warehouse(tmp_path / "empty.duckdb")) as empty:
        assert asked(empty, name) == []


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_every_column_has_a_heading_in_both_languages(con: DuckDBPyConnection, name: str) -> None:
    shipped = query(name)
    columns = [c.name for c in shipped.run(con).columns]
    assert columns == list(shipped.headings)
    for text in (shipped.title, shipped.about, *shipped.headings.values(), *(p.about for p in shipped.parameters)):
        assert text.uk
        assert text.en


def test_the_questions_of_the_contract_are_there() -> None:
    assert {"plan-vs-actual", "execution-by-programme", "unfunded-measures", "by-executor", "trend"} <= catalogue().keys()


def test_a_new_question_is_one_file(con: DuckDBPyConnection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    -- title: Скільки звітів | How many reports
    -- about: По роках | By year
    -- param year: integer = null | Рік | Year
    SELECT report_year, count(*) AS reports FROM report WHERE $year IS NULL OR report_year = $year GROUP BY 1 ORDER BY 1
    """
    for shipped in files("queries").iterdir():
        if shipped.name.endswith(".sql"):
            (tmp_path / shipped.name).write_text(shipped.read_text(encoding="utf-8"), encoding="utf-8")
    text = test_a_new_question_is_one_file.__doc__ or ""
    (tmp_path / "reports-by-year.sql").write_text("\n".join(line.strip() for line in text.strip().splitlines()), encoding="utf-8")
    monkeypatch.setattr(catalogue_module, "files", lambda package: tmp_path)
    catalogue.cache_clear()
    try:
        assert asked(con, "reports-by-year") == [{"report_year": 2023, "reports": 1}, {"report_year": 2024, "reports": 2}]
        assert asked(con, "reports-by-year", year="2023") == [{"report_year": 2023, "reports": 1}]
    finally:
        catalogue.cache_clear()


@pytest.mark.parametrize(
    ("head", "why"),
    [
        ("-- title: а | b\nSELECT 1", "about"),
        ("-- title: лише українською\n-- about: а | b\nSELECT 1", "both languages"),
        ("-- title: а | b\n-- about: а | b\n-- param x: integer = 1 | а | b\nSELECT 1", "declared or used"),
        ("-- title: а | b\n-- about: а | b\nSELECT $x", "declared or used"),
        ("-- title: а | b\n-- about: а | b\n-- param x: money = 1 | а | b\nSELECT $x", "needs a type"),
    ],
)
def test_a_head_that_is_not_complete_is_refused(head: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        parse("x", head)


def test_plan_vs_actual_is_a_line_per_programme_and_year(con: DuckDBPyConnection) -> None:
    shown = asked(con, "plan-vs-actual", community="КОРОСТЕНСЬКА")
    assert [(r["year"], r["measures"], r["planned_uah"], r["actual_uah"], r["percent"]) for r in shown] == [
        (2023, 2, Decimal(3200), Decimal(500), Decimal("15.63")), (2024, 2, Decimal(4200), Decimal(500), Decimal("11.90")),
    ]  # fmt: skip


def test_parameters_narrow_the_answer(con: DuckDBPyConnection) -> None:
    assert [r["programme"] for r in asked(con, "plan-vs-actual", programme="освіта")] == ["Програма «Освіта»"]
    assert [r["planned_uah"] for r in asked(con, "plan-vs-actual", source="state", year="2024")] == [Decimal(200)]
    assert [r["measure"] for r in asked(con, "measures", measure="їдальня")] == ["Їдальня «Смак»"]


def test_unfunded_measures_come_with_reason_and_record(con: DuckDBPyConnection) -> None:
    shown = asked(con, "unfunded-measures", year="2024")
    assert [(r["measure"], r["planned_uah"], r["information"]) for r in shown] == [("Навчання", Decimal(200), "Не було коштів")]
    assert reading.explain(con, shown[0]["record_id"]) is not None


def test_an_executor_gets_every_measure_that_names_it(con: DuckDBPyConnection) -> None:
    shown = asked(con, "by-executor", executor="ужкг", year="2024")
    assert [(r["executor"], r["measures"], r["planned_uah"], r["actual_uah"]) for r in shown] == [("УЖКГ", 2, Decimal(4200), Decimal(500))]


def test_trend_compares_with_the_year_before(con: DuckDBPyConnection) -> None:
    shown = asked(con, "trend", programme="безпечне")
    assert [(r["year"], r["planned_change_uah"], r["actual_change_uah"], r["new_measures"]) for r in shown] == [
        (2023, None, None, None), (2024, Decimal(1000), Decimal(0), 0),
    ]  # fmt: skip


def test_the_least_executed_programme_comes_first(con: DuckDBPyConnection) -> None:
    shown = asked(con, "execution-by-programme")
    assert [(r["programme"], r["first_year"], r["last_year"], r["unfunded"]) for r in shown] == [
        ("Програма «Безпечне місто»", 2023, 2024, 2), ("Програма «Освіта»", 2024, 2024, 0),
    ]  # fmt: skip


def test_a_limit_tells_that_it_cut(con: DuckDBPyConnection) -> None:
    answer = query("measures").run(con, {"limit": "2"})
    assert len(answer.fetchall()) == 2
    assert answer.cut
    whole = query("measures").run(con, {"limit": "0"})
    assert len(whole.fetchall()) == 5
    assert not whole.cut


@pytest.mark.parametrize(("given", "why"), [({"рік": "2024"}, "немає"), ({"year": "торік"}, "integer"), ({"limit": "1.5"}, "integer")])
def test_a_wrong_parameter_is_one_line(con: DuckDBPyConnection, given: dict[str, str], why: str) -> None:
    with pytest.raises(WrongParameter, match=why) as told:
        query("plan-vs-actual").run(con, given)
    assert "\n" not in str(told.value)


def test_a_wrong_name_is_told_with_the_names_there_are() -> None:
    with pytest.raises(UnknownQuery, match="plan-vs-actual"):
        query("немає")


@pytest.mark.parametrize("folded", [False, True])
def test_findings_come_worst_first_and_in_either_language(con: DuckDBPyConnection, folded: bool) -> None:
    rows = listing.findings(con, folded=folded).fetchall()
    assert [r[0] for r in rows] == ["error", "info", "info"]
    assert rows[0][3] == "«1?5» схоже на число, але прочитати його не можна"
    assert listing.findings(con, lang="en", folded=folded).fetchall()[0][3] == "“1?5” is meant as a number and cannot be read as one"


def test_findings_are_narrowed_by_document_severity_and_rule(con: DuckDBPyConnection) -> None:
    school = [row["document_id"] for row in listing.documents_of(con, "освіта.docx")]
    assert len(listing.findings(con, Selection(school)).fetchall()) == 3
    assert len(listing.findings(con, Selection(school, severity="warning")).fetchall()) == 1
    assert listing.findings(con, Selection([])).fetchall() == []
    assert len(listing.findings(con, Selection(rule="turned_page")).fetchall()) == 2


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("освіта.docx", ["тека/освіта.docx"]),
        ("тека/освіта.docx", ["тека/освіта.docx"]),
        ("./тека/освіта.docx", ["тека/освіта.docx"]),
        ("/in/тека/освіта.docx", ["тека/освіта.docx"]),
        ("тека/", ["тека/освіта.docx"]),
        ("пароль.pdf", ["пароль.pdf"]),
        ("віта.docx", []),
        ("%", []),
    ],
)
def test_a_file_is_known_by_its_path_or_the_end_of_it(con: DuckDBPyConnection, name: str, files: list[str]) -> None:
    assert [row["file"] for row in listing.documents_of(con, name)] == files


def test_a_name_that_is_nearly_one_is_told(con: DuckDBPyConnection) -> None:
    assert [listing.like_named(con, name) for name in ("Освита.docx", "ОСВІТА", "")] == [["тека/освіта.docx"], ["тека/освіта.docx"], []]


def test_a_refused_table_does_not_push_the_rest_off_the_screen(tmp_path: Path) -> None:
    """Twenty cells under each of two unknown columns, ten readings of one kind with other words each, and one finding found nowhere else."""
    said = [Finding("unknown_header", {"header": f"Усього {n % 2}"}, table_number=1, row_number=n) for n in range(40)]
    said += [Finding("unit_unknown", {"text": str(n)}, table_number=2, row_number=n) for n in range(10)]
    said += [
        Finding("stray_value", {"text": "6"}, page=9),
        Finding("overspent", expected="1", found="2", row_number=1),
        Finding("overspent", expected="1", found="3", row_number=2),
    ]
    ingest(tmp_path / "w.duckdb", [(document("a.docx"), normalized(report(row("1", "Захід", 1, 1)), findings=tuple(said)))])
    with closing(open_warehouse(tmp_path / "w.duckdb")) as con:
        folded = listing.findings(con, folded=True)
        times = [column.name for column in folded.columns].index("times")
        assert [(r[2], r[times], r[-2]) for r in folded] == [
            ("stray_value", 1, None), ("unit_unknown", 10, 0), ("overspent", 1, 1), ("overspent", 1, 2), ("unknown_header", 20, 0), ("unknown_header", 20, 1),
        ]  # fmt: skip
        assert "і подібні" in listing.findings(con, Selection(rule="unit_unknown"), folded=True).fetchall()[0][3]
        assert len(listing.findings(con).fetchall()) == len(said)


Pairs = list[tuple[Any, Any]]


@pytest.mark.parametrize(
    ("amounts", "planned", "actual", "unspent", "percent", "lacking"),
    [
        pytest.param([(100, 60), (50, 50)], 150, 110, 40, "73.33", 0, id="all is known"),
        pytest.param([(100, 62), (State.UNREADABLE, 120)], 100, 182, 38, "62.00", 1, id="a plan that cannot be read"),
        pytest.param([(100, 62), (None, 120)], 100, 182, 38, "62.00", 1, id="financed without a plan"),
        pytest.param([(100, 62), (120, None)], 220, 62, 38, "62.00", 1, id="a plan without an actual"),
        pytest.param([(100, 62), (120, State.NOTE)], 220, 62, 38, "62.00", 1, id="words instead of an actual"),
        pytest.param([(100, 62), (120, State.NOT_DUE)], 220, 62, 38, "62.00", 1, id="not due beside a line that was financed"),
        pytest.param([(100, 62), (State.UNREADABLE, State.UNREADABLE)], 100, 62, 38, "62.00", 1, id="neither can be read"),
        pytest.param(
            [(100, 62), (State.NIL, None), (None, State.NIL), (None, None)], 100, 62, 38, "62.00", 0, id="nothing lacks beside a dash"
        ),
        pytest.param([(100, None), (None, 50)], 100, 50, None, None, 2, id="nothing to compare"),
        pytest.param([(100, State.NOT_DUE), (50, State.NOT_DUE)], 150, None, None, None, 0, id="a year still ahead"),
        pytest.param(
            [(State.UNREADABLE, State.NOT_DUE), (50, State.NOT_DUE)], 50, None, None, None, 1, id="an unreadable plan of a year ahead"
        ),
    ],
)
@pytest.mark.parametrize("name", ["plan-vs-actual", "by-executor", "execution-by-programme"])
def test_percent_and_unspent_compare_the_lines_that_have_both_amounts(
    tmp_path: Path, name: str, amounts: Pairs, planned: int, actual: int | None, unspent: int | None, percent: str | None, lacking: int
) -> None:
    """Where no line lacks an amount, planned − actual is what was not used; where one does, the answer says how many."""
    rows = [row(str(n), f"Захід {'абвгд'[n] * 3}", p, a, executors=("УЖКГ",)) for n, (p, a) in enumerate(amounts)]
    ingest(tmp_path / "w.duckdb", [(document("a.docx"), normalized(report(*rows)))])
    with closing(open_warehouse(tmp_path / "w.duckdb")) as con:
        (line,) = asked(con, name)
        assert [line[c] for c in ("planned_uah", "actual_uah", "unspent_uah")] == [
            v if v is None else Decimal(v) for v in (planned, actual, unspent)
        ]
        assert line["percent"] == (percent and Decimal(percent))
        assert line["unknown"] == lacking


def test_a_plan_of_a_year_without_an_actual_column_is_not_unfunded(tmp_path: Path) -> None:
    """One actual column, plans of three years: of 2023 and 2025 the report does not say what was financed."""
    rows = [row("1", "Захід", 10, None, year=year) for year in (2023, 2024, 2025)] + [row("2", "Інше", 5, 5)]
    ingest(tmp_path / "w.duckdb", [(document("a.docx"), normalized(report(*rows)))])
    with closing(open_warehouse(tmp_path / "w.duckdb")) as con:
        assert [(r["measure"], r["year"]) for r in asked(con, "unfunded-measures")] == [("Захід", 2024)]
        assert [(r["year"], r["unknown"]) for r in asked(con, "plan-vs-actual")] == [(2023, 1), (2024, 1), (2025, 0)]


def test_communities_executors_and_files_stand_in_the_order_of_the_alphabet(tmp_path: Path) -> None:
    """By code points «Ґ», «Є», «І» and «Ї» would stand before «А»; quotes count for nothing."""
    names = ["Андрушівська", "Баранівська", "Ґалаґанівська", "Єланецька", "Звягельська", "Ізяславська", "Їжацька", "Коростенська"]
    files = [
        (document(f"{name}.docx"), normalized(report(row("1", "Захід", 1, 1, executors=(f"«{name}»",)), community=f"{name} міська територіальна громада"),
         findings=(Finding("stray_value", {"text": "6"}),)))
        for name in reversed(names)
    ]  # fmt: skip
    ingest(tmp_path / "w.duckdb", files)
    with closing(open_warehouse(tmp_path / "w.duckdb")) as con:
        for name in ("plan-vs-actual", "by-executor", "trend", "measures"):
            assert [r["community"].split()[0] for r in asked(con, name)] == names
        assert [r[1] for r in listing.findings(con)] == [f"{name}.docx" for name in names]
        con.execute("SELECT executor FROM executor_year ORDER BY store.collated(executor)")
        assert [r[0] for r in con.fetchall()] == [f"«{name}»" for name in names]


def test_the_alphabet_needs_no_extension(con: DuckDBPyConnection) -> None:
    """The order is the one that ICU gives, without asking for it."""
    letters = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"
    con.execute("SELECT string_agg(x, '' ORDER BY store.collated(x)) FROM (SELECT unnest(split($1, '')) AS x)", ["".join(sorted(letters))])
    assert con.fetchall() == [(letters,)]


def test_explain_leads_back_to_the_cells_findings_and_checks(con: DuckDBPyConnection) -> None:
    """A finding of the row as a whole is shown as well; a finding elsewhere in the file is not."""
    record = con.execute("SELECT record_id FROM funding WHERE measure LIKE 'Їдальня%'").fetchall()[0][0]
    told = reading.explain(con, record[:12])
    assert told is not None
    assert [c["raw_text"] for c in told.cells] == ["raw 0"]
    assert [f["rule"] for f in told.findings] == ["unreadable_value", "turned_page"]
    assert [c["verdict"] for c in told.checks] == ["inconsistent"]
    assert told.document["file"] == "тека/освіта.docx"
    assert reading.explain(con, "немає такого") is None


def test_status_and_summary_count_what_is_there(con: DuckDBPyConnection) -> None:
    now = reading.status(con)
    assert dict(now.documents) == {"loaded": 3, "quarantined": 1}
    assert (now.reports, now.programmes, now.records) == (3, 2, 5)
    assert [(w["file"], w["failure_kind"]) for w in now.waiting] == [("пароль.pdf", "person")]
    last = reading.summary(con)
    assert last is not None
    assert last.run["files_quarantined"] == 1
    assert [r["rule"] for r in last.worth_a_look] == ["unreadable_value"]
    assert reading.summary(con, 99) is None


def test_records_are_amounts_and_indicators_wherever_they_are_counted(tmp_path: Path) -> None:
    """Both have a ``record_id`` to explain: the run's summary, ``zvit status`` and the state after a run tell one number."""
    said = report(row("1", "Ремонт доріг", 50, 75), indicators=(indicator("Відремонтовано, км", 10, 8), indicator("Вартість 1 км", 5, 6)))
    with Publication(tmp_path / "w.duckdb") as con:
        run = start_run(con)
        with Loader(con, run) as loader:
            loader.add(document("a.docx"), normalized(said))
        finish_run(con, run, files_seen=1, files_loaded=1, files_unchanged=0, files_quarantined=0)
        last = reading.summary(con)
        assert last is not None
        assert pipeline._holdings(con).records == reading.status(con).records == last.records == 3


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"source": "mars"}, "there is no “mars”, there are: total, state, oblast, district, local, other"),
        ({"limit": "-1"}, "0 at least, not -1"),
    ],
)
def test_a_value_that_no_answer_can_have_is_told_instead_of_an_empty_answer(given: dict[str, str], told: str) -> None:
    with pytest.raises(WrongParameter, match=told):
        query("plan-vs-actual").values(given)


@pytest.mark.parametrize("given", [{"source": "local"}, {"source": "total"}, {"source": ""}, {"limit": "0"}, {"limit": "3"}])
def test_a_value_that_there_is_and_none_at_all_are_taken(con: DuckDBPyConnection, given: dict[str, str]) -> None:
    assert asked(con, "plan-vs-actual", **given)


def test_the_number_of_rows_is_never_below_0() -> None:
    limits = [p for question in catalogue().values() for p in question.parameters if p.name == "limit"]
    assert limits
    assert {p.least for p in limits} == {0}
