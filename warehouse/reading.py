"""Open a warehouse for questions: read-only, cut off from files, network and settings, within limits of memory and disk."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
        why = one_line(problem)
        raise NoWarehouse(f"{path} не відкривається як сховище: {why} / {path} is not a warehouse: {why}") from problem


def one_line(problem: BaseException) -> str:
    """An error's first line, without DuckDB's own label repeated before it."""
    text = str(problem).strip().split("\n", 1)[0]
    return text.split(": ", 1)[1] if " Error: " in text else text


def told(con: DuckDBPyConnection, problem: BaseException) -> str:
    """An error of a question of our own as one line; what an older warehouse merely does not have yet is told as that."""
    import duckdb

    from warehouse.migrate import migrations

    lacking = isinstance(problem, (duckdb.CatalogException, duckdb.BinderException))
    row = con.execute("SELECT max(number) FROM store.migration").fetchone() if lacking else None
    if row and row[0] < len(migrations()):
        return (
            "Сховище записала старіша версія zvit: запустіть «zvit ingest» ще раз / "
            "The warehouse was written by an older zvit: run “zvit ingest” again"
        )
    return one_line(problem)


_TABLE_FUNCTIONS = frozenset(
    ("range", "generate_series", "unnest", "repeat", "json_each", "json_tree", "duckdb_columns", "duckdb_tables", "duckdb_views")
)
_SYSTEM_TABLES = frozenset(("tables", "columns", "views", "schemata", "duckdb_columns", "duckdb_tables", "duckdb_views", "sqlite_master"))
_REFUSED_SCALARS = frozenset(("current_setting", "getvariable", "getenv", "which_secret", "write_log"))
_EXPLAIN = re.compile(r"(?is)^(?:\s|--[^\n]*\n|/\*.*?\*/)*explain\s+(?:analyze\s+)?(?:\([^)]*\)\s*)?")


def ask(con: DuckDBPyConnection, sql: str) -> DuckDBPyConnection:
    """Run a user's one question and return the connection to fetch from. Raises ``Refused`` with one clear line, whatever is wrong."""
    import duckdb

    check(con, sql)
    try:
        return con.execute(sql)
    except (duckdb.Error, ValueError) as problem:
        raise Refused(one_line(problem)) from problem


def check(con: DuckDBPyConnection, sql: str) -> None:
    """Raise ``Refused`` unless ``sql`` is exactly one SELECT, WITH, FROM, VALUES, DESCRIBE, SHOW, SUMMARIZE or EXPLAIN over the views.

    DuckDB's own parser decides, not a pattern: the type of the statement, then every table and function its syntax tree names.
    Read-only access without files is the connection's doing already; this keeps its settings and the machine's paths out of sight.
    """
    import duckdb

    try:
        statements = con.extract_statements(sql)
    except (duckdb.Error, ValueError) as problem:
        raise Refused(one_line(problem)) from problem
    if len(statements) != 1:
        raise Refused(f"Очікується рівно один запит, а тут їх {len(statements)} / Exactly one statement is expected, not {len(statements)}")
    kind = statements[0].type.name
    if kind == "EXPLAIN":
        inner = _EXPLAIN.sub("", sql, count=1)
        if inner == sql:
            raise Refused(_ONLY_QUESTIONS.format(kind))
        check(con, inner)
        return
    if kind != "SELECT":
        raise Refused(_ONLY_QUESTIONS.format(kind))
    row = con.execute("SELECT json_serialize_sql(?)", [sql]).fetchone()
    tree = json.loads(row[0]) if row else {"error": True}
    if tree["error"]:  # PRAGMA in the guise of SELECT
        raise Refused(_ONLY_QUESTIONS.format("PRAGMA"))
    for node in _nodes(tree):
        _look_at(node, _system_views(con))


_ONLY_QUESTIONS = (
    "Дозволено лише запитання (SELECT, WITH, FROM, VALUES, DESCRIBE, SHOW, SUMMARIZE, EXPLAIN), а не {0} / "
    "Only questions are allowed (SELECT, WITH, FROM, VALUES, DESCRIBE, SHOW, SUMMARIZE, EXPLAIN), not {0}"
)


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for child in value.values():
            yield from _nodes(child)
    elif isinstance(value, list):
        for child in value:
            yield from _nodes(child)


def _look_at(node: dict[str, Any], system: frozenset[str]) -> None:
    kind = node.get("type")
    if kind == "TABLE_FUNCTION":
        name = str(node["function"].get("function_name", "")).lower()
        if name not in _TABLE_FUNCTIONS:
            raise Refused(f"Функція {name} тут недоступна / Function {name} is not available here")
    elif kind in ("BASE_TABLE", "SHOW_REF"):
        name, schema = str(node.get("table_name", "")).lower(), str(node.get("schema_name", "")).lower()
        if schema == "store" or (name in system and name not in _SYSTEM_TABLES):
            raise Refused(
                f"Таблиця {name} тут недоступна: питайте види схеми main / Table {name} is not available here: ask the views of schema main"
            )
    elif node.get("class") == "FUNCTION" and str(node.get("function_name", "")).lower() in _REFUSED_SCALARS:
        raise Refused(f"Функція {node['function_name']} тут недоступна / Function {node['function_name']} is not available here")


def _system_views(con: DuckDBPyConnection) -> frozenset[str]:
    return frozenset(row[0] for row in con.execute("SELECT view_name FROM duckdb_views() WHERE internal").fetchall())
