"""The store: migrations, comments, loading whole files, versions and pointers."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from normalize.records import Check, Decision, Finding, Normalized, State, Verdict
from tests.factories import ask, document, indicator, ingest, normalized, report, row
from warehouse.bookkeeping import PathSeen, known, record_paths, start_run
from warehouse.load import Loader
from warehouse.migrate import ChangedSchema, NewerWarehouse, migrate, migrations
from warehouse.publish import Publication

VIEWS = ("document", "report", "decision", "funding", "plan_vs_actual", "indicator", "finding", "audit", "cell", "correction", "run")


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    return tmp_path / "zvit.duckdb"


def test_migrations_are_applied_once_in_order_and_recorded() -> None:
    con = duckdb.connect()
    assert migrate(con) == [m.name for m in migrations()]
    assert migrate(con) == []
    assert con.execute("SELECT number FROM store.migration ORDER BY 1").fetchall() == [(m.number,) for m in migrations()]


def test_a_warehouse_of_a_later_version_is_refused_in_one_line() -> None:
    con = duckdb.connect()
    migrate(con)
    con.execute("INSERT INTO store.migration SELECT 9999, 'later', '', now()::TIMESTAMP FROM range(100)")
    con.execute("UPDATE store.migration SET number = 9999")
    with pytest.raises(NewerWarehouse, match="новішою"):
        migrate(con)


def test_a_migration_applied_in_another_wording_is_told() -> None:
    con = duckdb.connect()
    migrate(con)
    con.execute("UPDATE store.migration SET checksum = 'інший' WHERE number = 1")
    with pytest.raises(ChangedSchema, match="іншою збіркою"):
        migrate(con)


def test_every_table_view_and_column_has_a_comment() -> None:
    con = duckdb.connect()
    migrate(con)
    bare = con.execute(
        "SELECT schema_name || '.' || table_name || '.' || column_name FROM duckdb_columns() WHERE NOT internal AND comment IS NULL "
        "UNION ALL SELECT schema_name || '.' || view_name FROM duckdb_views() WHERE NOT internal AND comment IS NULL "
        "UNION ALL SELECT schema_name || '.' || table_name FROM duckdb_tables() WHERE NOT internal AND comment IS NULL"
    ).fetchall()
    assert bare == []


CONTRACT = {
    "document": "document_id sha256 file format pages status error ingested_at",
    "report": "report_id document_id file community programme_id programme programme_start_year programme_end_year report_year period_start "
    "period_end responsible_executors co_executors signatory",
    "decision": "report_id role number decided_on session convocation",
    "funding": "record_id report_id document_id file programme_id programme report_year row_kind section_number section measure_id measure_number "
    "measure term term_start_year term_end_year executors year source fund planned_uah actual_uah planned_initial_uah planned_budget_uah "
    "planned_period_uah spent_uah planned_state actual_state spent_state percent_reported percent_computed information page table_number row_number",
    "plan_vs_actual": "record_id report_id document_id file programme_id programme report_year row_kind section_number section measure_id "
    "measure_number measure term term_start_year term_end_year executors year source fund planned_uah actual_uah planned_initial_uah "
    "planned_budget_uah planned_period_uah spent_uah planned_state actual_state spent_state percent_reported percent_computed unspent_uah "
    "information page table_number row_number",
    "indicator": "record_id report_id file programme_id year category indicator_number indicator unit planned actual planned_state actual_state "
    "reasons actions page table_number row_number",
    "finding": "finding_id document_id report_id record_id file rule severity message expected found page table_number row_number",
    "audit": "report_id record_id rule verdict expected_low expected_high found reason",
    "cell": "record_id column page x0 y0 x1 y1 raw_text confidence",
    "correction": "record_id column raw_text read_value corrected_value because by at status",
    "run": "run_id started_at finished_at files_seen files_loaded files_unchanged files_quarantined",
}


@pytest.mark.parametrize("view", CONTRACT)
def test_views_have_the_columns_of_the_contract(view: str) -> None:
    con = duckdb.connect()
    migrate(con)
    have = {r[0]: r[1] for r in con.execute(f"DESCRIBE {view}").fetchall()}
    assert set(CONTRACT[view].split()) <= have.keys()
    money = {name: kind for name, kind in have.items() if name.endswith("_uah")}
    assert set(money.values()) <= {"DECIMAL(18,2)"}


def test_a_document_lands_with_everything_it_says(warehouse: Path) -> None:
    facts = report(
        row("1.1", "Захід", 1000, 250, executors=("УЖКГ", "КВГП"), information="Виконано", term="2024", percent_reported=Decimal("25")),
        signatory="Олександр ОЛЕКСІЙЧУК",
        decisions=(Decision("approval", "792", None, 13, "VIII"),),
        indicators=(indicator("Кількість камер", 34, "33.5", category="output", unit="од."),),
    )
    key = facts.funding[0].key
    said = normalized(
        facts,
        findings=(Finding("unreadable_value", {"text": "1?5"}, 0, key), Finding("turned_page", {"degrees": "90"}, page=2)),
        checks=(Check("percent", Verdict.CONSISTENT, 0, key, "actual_uah", Decimal("24.95"), Decimal("25.05"), Decimal(25)),),
    )
    ingest(warehouse, [(document("a/звіт.docx"), said)])
    assert ask(warehouse, "SELECT file, format, status FROM document") == [("a/звіт.docx", "docx", "loaded")]
    assert ask(warehouse, "SELECT planned_uah, actual_uah, percent_computed, executors FROM funding") == [
        (Decimal("1000.00"), Decimal("250.00"), Decimal("25.00"), ["УЖКГ", "КВГП"])
    ]
    assert ask(warehouse, "SELECT role, number, session, convocation FROM decision") == [("approval", "792", 13, "VIII")]
    assert ask(warehouse, "SELECT indicator, planned, actual FROM indicator") == [
        ("Кількість камер", Decimal("34.0000"), Decimal("33.5000"))
    ]
    assert ask(warehouse, "SELECT verdict, found FROM audit SEMI JOIN funding USING (record_id)") == [("consistent", Decimal("25.000000"))]
    assert ask(warehouse, "SELECT c.raw_text FROM cell c SEMI JOIN funding USING (record_id)") == [("raw 0",)]
    about = ask(warehouse, "SELECT rule, severity, message, row_number, page, record_id IS NULL FROM finding ORDER BY rule")
    assert about == [
        ("turned_page", "info", "Сторінка 2 повернута на 90°", None, 2, True),
        ("unreadable_value", "error", "«1?5» схоже на число, але прочитати його не можна", 2, None, False),
    ]


def test_ids_depend_on_content_alone(tmp_path: Path) -> None:
    """Other path, other order, other batches, other machine: the same ids."""
    files = [(document(f"{n}.docx"), normalized(report(row("1", "Захід", n, n), year=2020 + n))) for n in range(1, 4)]
    moved = [(replace(doc, file="інша/" + doc.file), said) for doc, said in reversed(files)]
    ingest(tmp_path / "one.duckdb", files)
    for doc, said in moved:
        ingest(tmp_path / "two.duckdb", [(doc, said)], root="/elsewhere")
    ids = "SELECT record_id, report_id, document_id, programme_id, measure_id FROM funding ORDER BY ALL"
    assert ask(tmp_path / "one.duckdb", ids) == ask(tmp_path / "two.duckdb", ids)


def test_the_order_of_files_leaves_the_same_warehouse(tmp_path: Path) -> None:
    """Reports of three years with a rename, a revised plan and a differing copy, in any order and in one run or many."""
    files = [
        (document("2022.docx"), normalized(report(row("1", "Охорона громадського порядку", 100, 90), year=2022))),
        (
            document("2023.docx"),
            normalized(report(row("1", "Охорона громадського порядку міста", 120, 90), row("2", "Нове", 5, 5), year=2023)),
        ),
        (
            document("2024.docx"),
            normalized(report(row("2", "Охорона громадського порядку міста", 130, 90), row("1", "Нове", 7, 5, year=2023))),
        ),
        (document("2024.pdf", format="pdf"), normalized(report(row("2", "Охорона громадського порядку міста", 135, 90)))),
    ]
    shown = []
    for attempt in range(4):
        random.Random(attempt).shuffle(files)
        warehouse = tmp_path / f"{attempt}.duckdb"
        ingest(warehouse, files, flush_rows=1 if attempt % 2 else 100_000)
        shown.append({v: sorted(map(repr, ask(warehouse, f"SELECT * EXCLUDE ({_MACHINE.get(v, 'file')}) FROM {v}"))) for v in VIEWS[1:-2]})
    assert all(other == shown[0] for other in shown[1:])


_MACHINE = {"decision": "session", "audit": "reason", "cell": "confidence"}


def test_the_same_folder_twice_changes_nothing(warehouse: Path) -> None:
    files = [(document("a.docx"), normalized(report(row("1", "Захід", 1, 1))))]
    ingest(warehouse, files, only=True)
    before = {v: ask(warehouse, f"SELECT * FROM {v}") for v in VIEWS[:-1]}
    with Publication(warehouse) as con:
        assert known(con).paths["/in/a.docx"].sha256 == files[0][0].sha256
    ingest(warehouse, [], only=False)
    assert {v: ask(warehouse, f"SELECT * FROM {v}") for v in VIEWS[:-1]} == before


def test_a_changed_file_supersedes_its_older_content(warehouse: Path) -> None:
    ingest(warehouse, [(document("a.docx", content="old"), normalized(report(row("1", "Захід", 100, 1))))])
    ingest(warehouse, [(document("a.docx", content="new"), normalized(report(row("1", "Захід", 200, 1))))])
    assert ask(warehouse, "SELECT status, file FROM document ORDER BY status") == [("loaded", "a.docx"), ("superseded", "a.docx")]
    assert ask(warehouse, "SELECT planned_uah FROM funding") == [(Decimal("200.00"),)]
    assert ask(warehouse, "SELECT count(*) FROM finding WHERE rule = 'copies_differ'") == [(0,)]


def test_a_file_changed_back_is_current_again(warehouse: Path) -> None:
    old = (document("a.docx", content="old"), normalized(report(row("1", "Захід", 100, 1))))
    ingest(warehouse, [old])
    ingest(warehouse, [(document("a.docx", content="new"), normalized(report(row("1", "Захід", 200, 1))))])
    with Publication(warehouse) as con:
        record_paths(con, start_run(con), [PathSeen("/in/a.docx", "a.docx", 1, 3, old[0].sha256)])
        from warehouse.refresh import refresh

        refresh(con)
    assert ask(warehouse, "SELECT planned_uah FROM funding") == [(Decimal("100.00"),)]


def test_a_removed_file_stays(warehouse: Path) -> None:
    kept, gone = ((document(f"{n}.docx"), normalized(report(row("1", n, 1, 1), programme=f"Програма {n}"))) for n in ("лишився", "зник"))
    ingest(warehouse, [kept, gone], only=True)
    ingest(warehouse, [kept], only=True)
    assert ask(warehouse, "SELECT status FROM document") == [("loaded",), ("loaded",)]
    assert ask(warehouse, "SELECT present FROM store.path ORDER BY file") == [(False,), (True,)]


def test_equal_names_in_two_folders_are_two_files(warehouse: Path) -> None:
    ingest(warehouse, [(document("звіт.docx", content="A"), normalized(report(year=2023)))], root="/one")
    ingest(warehouse, [(document("звіт.docx", content="B"), normalized(report(year=2024)))], root="/two")
    assert ask(warehouse, "SELECT status FROM document") == [("loaded",), ("loaded",)]


def test_one_content_under_two_names_is_one_document(warehouse: Path) -> None:
    said = normalized(report(row("1", "Захід", 1, 1)))
    ingest(warehouse, [(document("b.docx", content="X"), said)])
    ingest(warehouse, [(document("a.docx", content="X"), said)])
    assert ask(warehouse, "SELECT file FROM document") == [("a.docx",)]
    assert ask(warehouse, "SELECT count(*) FROM funding") == [(1,)]


def test_a_member_missing_from_a_newer_archive_is_superseded(warehouse: Path) -> None:
    with Publication(warehouse) as con:
        for run_members in (("x.docx", "y.docx"), ("x.docx",)):
            run = start_run(con)
            with Loader(con, run) as loader:
                for name in run_members:
                    loader.add(document(f"a.zip/{name}"), normalized(report()))
            docs = [document(f"a.zip/{name}") for name in run_members]
            seen = [PathSeen(f"/in/{d.file}", d.file, 1, None, d.sha256, container="/in/a.zip") for d in docs]
            record_paths(con, run, seen, root="/in")
        from warehouse.refresh import refresh

        refresh(con)
    assert ask(warehouse, "SELECT file, status FROM document ORDER BY file") == [("a.zip/x.docx", "loaded"), ("a.zip/y.docx", "superseded")]


def test_a_new_reading_of_a_content_replaces_the_old_one_in_the_views(warehouse: Path) -> None:
    ingest(warehouse, [(document("a.docx"), normalized(report(row("1", "Захід", 100, 1))))])
    ingest(warehouse, [(document("a.docx", version="2"), normalized(report(row("1", "Захід", 200, 1))))])
    assert ask(warehouse, "SELECT planned_uah FROM funding") == [(Decimal("200.00"),)]
    assert ask(warehouse, "SELECT count(*) FROM store.version") == [(2,)]
    assert ask(warehouse, "SELECT count(*) FROM document") == [(1,)]


def test_a_passing_failure_does_not_hide_an_earlier_success(warehouse: Path) -> None:
    ingest(warehouse, [(document("a.docx"), normalized(report(row("1", "Захід", 100, 1))))])
    for kind, status in (("transient", "loaded"), ("permanent", "quarantined")):
        with Publication(warehouse) as con:
            run = start_run(con)
            with Loader(con, run) as loader:
                loader.add(document("a.docx", version="2"), Normalized("quarantined"), error="час", code="timeout", kind=kind)  # type: ignore[arg-type]
            from warehouse.refresh import refresh

            refresh(con)
        assert ask(warehouse, "SELECT status FROM document") == [(status,)]


def test_a_quarantined_document_keeps_its_reason_and_findings(warehouse: Path) -> None:
    with Publication(warehouse) as con:
        run = start_run(con)
        with Loader(con, run) as loader:
            said = Normalized("quarantined", findings=(Finding("page_lost", {"why": "…"}, page=1),))
            loader.add(document("a.pdf"), said, error="Файл захищено паролем", code="encrypted", kind="person")
        from warehouse.refresh import refresh

        refresh(con)
    assert ask(warehouse, "SELECT status, error, failure_kind FROM document") == [("quarantined", "Файл захищено паролем", "person")]
    assert ask(warehouse, "SELECT rule FROM finding") == [("page_lost",)]


def test_a_file_that_the_tables_refuse_fails_alone_and_keeps_its_diagnosis(warehouse: Path) -> None:
    """One amount too large for its column; the other files of the batch are loaded."""
    bad = normalized(report(row("1", "Захід", 10**17, 1), programme="Завелика"))
    good = normalized(report(row("1", "Захід", 1, 1)))
    ingest(warehouse, [(document("good.docx"), good), (document("bad.docx"), bad), (document("too.docx"), good)])
    assert ask(warehouse, "SELECT file, status, error_code FROM document ORDER BY 1") == [
        ("bad.docx", "quarantined", "load_failed"), ("good.docx", "loaded", None), ("too.docx", "loaded", None),
    ]  # fmt: skip
    assert ask(warehouse, "SELECT file, code, kind FROM store.attempt") == [("bad.docx", "load_failed", "permanent")]
    assert ask(warehouse, "SELECT state, count(*) FROM store.version GROUP BY 1 ORDER BY 1 LIMIT 1") == [("failed", 4)]


@pytest.mark.parametrize(
    ("planned", "actual", "percent"),
    [(300, 100, "33.33"), (200, 1, "0.50"), (3, 2, "66.67"), (8, "0.01", "0.13"), (0, 5, None), (State.NIL, 5, None), (None, 5, None), (5, None, None),
     (5, State.NIL, "0.00"), ("0.01", "99999999", None), (-100, 50, "-50.00")],
)  # fmt: skip
def test_percent_is_computed_half_up_and_only_where_defined(warehouse: Path, planned: int, actual: int, percent: str | None) -> None:
    ingest(warehouse, [(document("a.docx"), normalized(report(row("1", "Захід", planned, actual))))])
    expected = [(percent and Decimal(percent),)]
    assert ask(warehouse, "SELECT percent_computed FROM funding") == expected
    assert ask(warehouse, "SELECT percent_computed FROM plan_vs_actual") == expected


def test_an_active_correction_shows_and_says_so(warehouse: Path) -> None:
    ingest(warehouse, [(document("a.docx"), normalized(report(row("1", "Захід", 100, 50), row("2", "Інший", 1, 1))))])
    with Publication(warehouse) as con:
        con.execute(
            "INSERT INTO store.correction SELECT record_id, 'actual_uah', 'raw', '50.00', '60.00', 'за довідкою', 'аналітик', now()::TIMESTAMP, s "
            "FROM funding, (VALUES ('active'), ('withdrawn')) t(s) WHERE measure = 'Захід'"
        )
        from warehouse.refresh import refresh

        refresh(con)
    shown = [(Decimal("60.00"), "value", Decimal("60.00"))]
    assert ask(warehouse, "SELECT actual_uah, actual_state, percent_computed FROM funding WHERE measure = 'Захід'") == shown
    assert ask(warehouse, "SELECT actual_uah, actual_state, percent_computed FROM plan_vs_actual WHERE measure = 'Захід'") == shown
    assert ask(warehouse, "SELECT severity, expected, found FROM finding WHERE rule = 'corrected'") == [("info", "60.00", "50.00")]


def test_a_warehouse_of_an_older_version_says_so_where_it_lacks_something(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it has can be asked; the next ingest brings it up to date, with what is derived."""
    from queries.catalogue import query
    from warehouse import migrate as module
    from warehouse import refresh as refreshing
    from warehouse.reading import open_warehouse, told

    path, every = tmp_path / "old.duckdb", module.migrations()
    with monkeypatch.context() as patch:
        patch.setattr(module, "migrations", lambda: every[:2])
        patch.setattr(refreshing, "refresh", lambda con: None)
        with Publication(path) as con:
            start_run(con)
    with open_warehouse(path) as con:
        assert con.execute("SELECT count(*) FROM funding").fetchall() == [(0,)]
        with pytest.raises(duckdb.Error) as problem:
            query("by-executor").run(con)
        assert "zvit ingest" in told(con, problem.value)
    ingest(path, [(document("a.docx"), normalized(report(row("1", "Захід", 1, None))))])
    assert ask(path, "SELECT unknown FROM executor_year") == [(1,)]
