"""Bring a warehouse to the present schema: numbered SQL files, applied once each, in order, and recorded."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class NewerWarehouse(Exception):
    """The warehouse was written by a later version of zvit than this one."""


class ChangedSchema(NewerWarehouse):
    """A migration was applied to the warehouse in another wording: its tables cannot be trusted to be these."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One file of ``warehouse/schema``: its number, its name and its statements."""

    number: int
    name: str
    sql: str

    @property
    def checksum(self) -> str:
        """Tells whether the file was changed after it was applied."""
        return hashlib.sha256(self.sql.encode()).hexdigest()[:16]


def migrations() -> list[Migration]:
    """All migrations of the package, in order. Raises ``ValueError`` where a number is missing or taken twice."""
    found = [
        Migration(int(entry.name.split("_", 1)[0]), entry.name, entry.read_text(encoding="utf-8"))
        for entry in files("warehouse").joinpath("schema").iterdir()
        if entry.name.endswith(".sql")
    ]
    found.sort(key=lambda m: m.number)
    if [m.number for m in found] != list(range(1, len(found) + 1)):
        raise ValueError(f"schema files are not numbered 1…{len(found)}: {[m.name for m in found]}")
    return found


def migrate(con: DuckDBPyConnection) -> list[str]:
    """Apply what is missing and return the names applied; each migration is one transaction.

    Raises ``NewerWarehouse`` for a warehouse this version does not know (``ChangedSchema`` for one of another build).
    """
    con.execute("CREATE SCHEMA IF NOT EXISTS store")
    con.execute(
        "CREATE TABLE IF NOT EXISTS store.migration "
        "(number INTEGER NOT NULL, name VARCHAR NOT NULL, checksum VARCHAR NOT NULL, applied_at TIMESTAMP NOT NULL)"
    )
    known = migrations()
    row = con.execute("SELECT coalesce(max(number), 0) FROM store.migration").fetchone()
    at = int(row[0]) if row else 0
    if at > len(known):
        raise NewerWarehouse(
            f"Сховище створено новішою версією zvit (схема {at}, тут {len(known)}): оновіть zvit / "
            f"The warehouse was written by a newer zvit (schema {at}, here {len(known)}): upgrade zvit"
        )
    applied = con.execute("SELECT number, checksum FROM store.migration ORDER BY number").fetchall()
    if applied != [(m.number, m.checksum) for m in known[: len(applied)]]:
        raise ChangedSchema(
            "Сховище створене іншою збіркою zvit: перенесіть його вбік і завантажте теку знову / "
            "The warehouse was made by another build of zvit: move it away and ingest the folder again"
        )
    todo = known[at:]
    for migration in todo:
        _apply(con, migration)
    if todo:
        _comment(con)
    return [m.name for m in todo]


def _apply(con: DuckDBPyConnection, migration: Migration) -> None:
    con.execute("BEGIN")
    try:
        con.execute(migration.sql)
        con.execute(
            "INSERT INTO store.migration VALUES (?, ?, ?, now() AT TIME ZONE 'UTC')", [migration.number, migration.name, migration.checksum]
        )
    except BaseException:
        con.execute("ROLLBACK")
        raise
    con.execute("COMMIT")


def comments() -> dict[str, Any]:
    """The comments of ``schema/comments.toml``: ``columns`` by name, and ``tables`` with their own wording."""
    return tomllib.loads(files("warehouse").joinpath("schema").joinpath("comments.toml").read_text(encoding="utf-8"))


def _comment(con: DuckDBPyConnection) -> None:
    """Put the comments on every table, view and column; a replaced view has lost its own."""
    book = comments()
    shared: dict[str, str] = book["columns"]
    kinds = con.execute(
        "SELECT schema_name, table_name, 'TABLE' FROM duckdb_tables() WHERE NOT internal "
        "UNION ALL SELECT schema_name, view_name, 'VIEW' FROM duckdb_views() WHERE NOT internal"
    ).fetchall()
    columns = con.execute("SELECT schema_name, table_name, column_name FROM duckdb_columns() WHERE NOT internal").fetchall()
    statements = []
    for schema, table, kind in kinds:
        own = book["tables"].get(_name(schema, table), {})
        if "about" in own:
            statements.append(f'COMMENT ON {kind} "{schema}"."{table}" IS {_literal(own["about"])}')
    for schema, table, column in columns:
        text = book["tables"].get(_name(schema, table), {}).get(column, shared.get(column))
        if text:
            statements.append(f'COMMENT ON COLUMN "{schema}"."{table}"."{column}" IS {_literal(text)}')
    con.execute(";\n".join(["BEGIN", *statements, "COMMIT"]))


def _name(schema: str, table: str) -> str:
    return table if schema == "main" else f"{schema}.{table}"


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
