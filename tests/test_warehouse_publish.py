"""Publishing: readers are never blocked, a killed run leaves the old file whole, two runs never meet."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from tests.factories import ask, document, ingest, normalized, report, row
from warehouse.bookkeeping import start_run
from warehouse.publish import Busy, NotAWarehouse, Publication, store_folder
from warehouse.reading import NoWarehouse, Refused, open_warehouse
from warehouse.reading import ask as ask_user


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    path = tmp_path / "zvit.duckdb"
    ingest(path, [(document("a.docx"), normalized(report(row("1", "Захід", 100, 50))))])
    return path


def test_a_reader_open_during_a_run_keeps_its_answers(warehouse: Path) -> None:
    with closing(open_warehouse(warehouse)) as reader:
        ingest(warehouse, [(document("b.docx"), normalized(report(row("1", "Інше", 1, 1), programme="Програма Б")))])
        assert reader.execute("SELECT count(*) FROM funding").fetchall() == [(1,)]
    assert ask(warehouse, "SELECT count(*) FROM funding") == [(2,)]


def test_an_interrupted_run_leaves_the_warehouse_byte_for_byte(warehouse: Path) -> None:
    before = warehouse.read_bytes()
    with pytest.raises(KeyboardInterrupt), Publication(warehouse) as con:
        start_run(con)
        raise KeyboardInterrupt
    assert warehouse.read_bytes() == before
    assert not any((store_folder(warehouse) / "work").iterdir())


_KILLED = """
import os, signal, sys
sys.path[:0] = sys.argv[2:]
from warehouse.bookkeeping import start_run
from warehouse.publish import Publication
with Publication(sys.argv[1]) as con:
    start_run(con)
    con.execute("CHECKPOINT")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_killed_run_leaves_the_old_file_and_the_next_one_clears_up(warehouse: Path) -> None:
    before = warehouse.read_bytes()
    killed = subprocess.run([sys.executable, "-c", _KILLED, str(warehouse), *sys.path], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert warehouse.read_bytes() == before
    assert any((store_folder(warehouse) / "work").iterdir())
    with Publication(warehouse):
        assert len(list((store_folder(warehouse) / "work").iterdir())) == 1
    assert not any((store_folder(warehouse) / "work").iterdir())


def test_a_second_run_is_refused_in_one_line(warehouse: Path) -> None:
    with Publication(warehouse), pytest.raises(Busy, match=f"процес {os.getpid()}"), Publication(warehouse):
        pass


def test_a_warehouse_behind_a_link_is_replaced_where_it_lies(warehouse: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.duckdb"
    link.symlink_to(warehouse)
    ingest(link, [(document("b.docx"), normalized(report(row("1", "Інше", 1, 1), programme="Програма Б")))])
    assert link.is_symlink()
    assert ask(warehouse, "SELECT count(*) FROM funding") == [(2,)]


def test_a_missing_warehouse_and_a_file_that_is_none_are_one_line_each(tmp_path: Path) -> None:
    with pytest.raises(NoWarehouse, match="zvit ingest"):
        open_warehouse(tmp_path / "none.duckdb")
    (tmp_path / "text.duckdb").write_text("не база")
    with pytest.raises(NoWarehouse, match="is not a warehouse") as told:
        open_warehouse(tmp_path / "text.duckdb")
    assert "\n" not in str(told.value)
    with pytest.raises(NotAWarehouse, match="text.duckdb is not a warehouse"), Publication(tmp_path / "text.duckdb"):
        pass
    assert (tmp_path / "text.duckdb").read_text() == "не база"


@pytest.mark.parametrize(
    "sql",
    ["SELECT count(*) FROM funding", "WITH a AS (SELECT 1) SELECT * FROM a", "FROM funding SELECT file", "VALUES (1)", "DESCRIBE funding",
     "SHOW TABLES", "SUMMARIZE report", "EXPLAIN SELECT 1", "/* як? */ EXPLAIN ANALYZE SELECT * FROM report", "TABLE report",
     "SELECT * FROM range(3)", "SELECT unnest(executors) FROM funding", "SELECT 1;", "SELECT table_name FROM information_schema.tables"],
)  # fmt: skip
def test_questions_are_answered(warehouse: Path, sql: str) -> None:
    with closing(open_warehouse(warehouse)) as con:
        ask_user(con, sql).fetchall()


@pytest.mark.parametrize(
    "sql",
    ["", "SELECT 1; SELECT 2", "SELEC 1", "SELECT * FROM nowhere", "INSERT INTO store.run VALUES (1)", "DELETE FROM funding", "DROP VIEW funding",
     "CREATE TABLE x (a INT)", "UPDATE store.run SET run_id = 2", "BEGIN", "CHECKPOINT", "SET threads = 1", "RESET threads", "PRAGMA database_list",
     "PRAGMA table_info('funding')", "CALL pragma_database_size()", "ATTACH '/tmp/x.db'", "COPY funding TO '/tmp/x.csv'", "EXPORT DATABASE '/tmp/x'",
     "INSTALL httpfs", "LOAD httpfs", "USE store", "PREPARE q AS SELECT 1", "EXECUTE q", "VACUUM", "SELECT * FROM read_csv('/etc/passwd')",
     "SELECT * FROM read_text('/etc/passwd')", "SELECT * FROM read_blob('/etc/passwd')", "SELECT * FROM '/etc/passwd'", "SELECT * FROM glob('/*')",
     "FROM read_parquet('x')", "SELECT getenv('HOME')", "SELECT current_setting('temp_directory')", "SELECT ('threads').current_setting()",
     "EXPLAIN SELECT current_setting('temp_directory')", "FROM duckdb_settings()", "FROM duckdb_secrets()", "FROM duckdb_databases()",
     "FROM duckdb_databases", "FROM pragma_database_list", "FROM pg_settings", "FROM pg_catalog.pg_settings", "FROM query('FROM duckdb_settings()')",
     "SELECT (SELECT max(location) FROM store.path)", "WITH x AS (FROM duckdb_settings()) FROM x", "DESCRIBE store.path", "FROM warehouse"],
)  # fmt: skip
def test_everything_else_is_refused_in_one_line_and_changes_nothing(warehouse: Path, sql: str) -> None:
    before = warehouse.read_bytes()
    with closing(open_warehouse(warehouse)) as con, pytest.raises(Refused) as told:
        ask_user(con, sql).fetchall()
    assert str(told.value)
    assert "\n" not in str(told.value)
    assert warehouse.read_bytes() == before


def test_the_connection_itself_is_shut_even_without_the_check(warehouse: Path) -> None:
    with closing(open_warehouse(warehouse)) as con:
        for sql in (
            "SET enable_external_access = true",
            "SELECT * FROM read_text('/etc/passwd')",
            "INSTALL httpfs",
            "CREATE TABLE x (a INT)",
        ):
            with pytest.raises(duckdb.Error):
                con.execute(sql).fetchall()
