"""Open a warehouse for questions: read-only, cut off from files, network and settings, within limits of memory and disk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.publish import store_folder

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class NoWarehouse(Exception):
    """There is no warehouse at the path, or the file is not one."""


class Refused(Exception):
    """A statement that is not one question over the warehouse, or that failed; the message is one clear line."""


def open_warehouse(path: str | Path, *, memory_limit: str = "2GB", threads: int = 2, temp_limit: str = "4GB") -> DuckDBPyConnection:
    """A read-only connection with external access off and its settings locked. Raises ``NoWarehouse`` with one clear line."""
    import duckdb

    path = Path(path)
    if not path.is_file():
        raise NoWarehouse(f"Сховища {path} немає: спершу «zvit ingest ТЕКА» / There is no warehouse {path}: run “zvit ingest FOLDER” first")
    config: dict[str, str | bool | int | float | list[str]] = {
        "enable_external_access": False,
        "autoload_known_extensions": False,
        "autoinstall_known_extensions": False,
        "allow_community_extensions": False,
        "allow_persistent_secrets": False,
        "python_enable_replacements": False,
        "memory_limit": memory_limit,
        "threads": threads,
        "temp_directory": str(store_folder(path) / "tmp"),
        "max_temp_directory_size": temp_limit,
        "lock_configuration": True,
    }
    try:
        return duckdb.connect(str(path), read_only=True, config=config)
    except duckdb.Error as problem:
        raise NoWarehouse(f"{path} не відкривається як сховище / is not a warehouse: {one_line(problem)}") from problem


def one_line(problem: BaseException) -> str:
    """An error's first line, without DuckDB's own label repeated before it."""
    text = str(problem).strip().split("\n", 1)[0]
    return text.split(": ", 1)[1] if " Error: " in text else text


_TABLE_FUNCTIONS = frozenset(
    {
        "range",
        "generate_series",
        "unnest",
        "repeat",
        "repeat_row",
        "json_each",
        "json_tree",
        "duckdb_columns",
        "duckdb_tables",
        "duckdb_views",
    }
)
_SECRETIVE = ("current_setting", "getenv", "which_secret", "write_log", "getvariable", "query", "query_table", "pg_read_file")


def question(con: DuckDBPyConnection, sql: str) -> str:
    """The statement when it is exactly one question (SELECT, WITH, FROM, VALUES, DESCRIBE, SHOW, SUMMARIZE, EXPLAIN); else ``Refused``.

    The parser decides, not a pattern: the type of the one statement, then every function and table that its syntax tree names.
    """
    import duckdb

    try:
        statements = con.extract_statements(sql)
    except duckdb.Error as problem:
        raise Refused(one_line(problem)) from problem
    if len(statements) != 1:
        raise Refused(f"Очікується рівно один запит, а тут їх {len(statements)} / Exactly one statement is expected, not {len(statements)}")
    return sql
