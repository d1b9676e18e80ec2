"""A run begins with little memory and takes more only where a statement cannot do without; what failed is never there by half or twice."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from warehouse.transaction import transaction


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(config={"memory_limit": "4MB", "threads": 1, "temp_directory": ""}) as con:
        con.execute("CREATE TABLE told (number BIGINT)")
        yield con


def limit(con: duckdb.DuckDBPyConnection) -> str:
    return str(con.execute("SELECT current_setting('memory_limit')").fetchall()[0][0])


def test_what_does_not_fit_is_done_again_with_more_memory(con: duckdb.DuckDBPyConnection) -> None:
    attempts = []

    def work() -> None:
        attempts.append(limit(con))
        con.execute("INSERT INTO told VALUES (1)")
        con.execute("SELECT list(repeat('x', 100) || i) FROM range(200000) t(i)").fetchall()

    transaction(con, work)
    assert len(attempts) == 2 and attempts[0] != attempts[1]
    assert limit(con) == "61.0 MiB"  # no more than a run begins with
    assert con.execute("SELECT count(*) FROM told").fetchall() == [(1,)]


def test_another_mistake_is_not_tried_again_and_leaves_nothing(con: duckdb.DuckDBPyConnection) -> None:
    attempts = []

    def work() -> None:
        attempts.append(1)
        con.execute("INSERT INTO told VALUES (1)")
        raise ValueError("wrong")

    with pytest.raises(ValueError, match="wrong"):
        transaction(con, work)
    assert len(attempts) == 1
    assert con.execute("SELECT count(*) FROM told").fetchall() == [(0,)]
