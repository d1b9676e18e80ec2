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
from queries import reading
from queries.catalogue import UnknownQuery, WrongParameter, catalogue, parse, query
from tests.factories import document, ingest, normalized, report, row
from warehouse.bookkeeping import finish_run, start_run
from warehouse.load import Loader
from warehouse.publish import Publication
from warehouse.reading import open_warehouse

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


def test_findings_come_worst_first_and_in_either_language(con: DuckDBPyConnection) -> None:
    rows = reading.findings(con).fetchall()
    assert [r[0] for r in rows] == ["error", "info", "info"]
    assert rows[0][3] == "«1?5» схоже на число, але прочитати його не можна"
    assert reading.findings(con, lang="en").fetchall()[0][3] == "“1?5” is meant as a number and cannot be read as one"


def test_findings_are_narrowed_by_file_severity_and_rule(con: DuckDBPyConnection) -> None:
    assert len(reading.findings(con, file="освіта.docx").fetchall()) == 3
    assert len(reading.findings(con, file="тека/освіта.docx", severity="warning").fetchall()) == 1
    assert reading.findings(con, file="віта.docx").fetchall() == []
    assert len(reading.findings(con, rule="turned_page").fetchall()) == 2


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
