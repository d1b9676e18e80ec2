"""The rows of an answer: the very values the database holds, however many and however they are fetched."""

from __future__ import annotations

from decimal import Decimal

import duckdb
import pytest

from queries.answer import answer

MANY = """
SELECT i AS n, CAST(i AS DECIMAL(18,2)) / 100 AS ratio, CAST(i * 0.01 - 5 AS DECIMAL(24,2)) AS planned_uah, CAST(NULL AS DECIMAL(9,2)) AS percent,
       CASE WHEN i % 3 = 0 THEN NULL ELSE 'Захід ' || i END AS measure, i % 2 = 0 AS ok
FROM range(25_000) AS t(i)
"""


@pytest.mark.parametrize(
    "more", ["", ", DATE '2024-12-31' + CAST(n AS INTEGER) AS decided_on", ", ['УЖКГ', measure] AS executors", ", CAST(n AS HUGEINT) AS h"]
)
@pytest.mark.parametrize("whole", [True, False])
def test_rows_are_those_of_the_database_with_types_and_all(more: str, *, whole: bool) -> None:
    sql = f"SELECT *{more} FROM ({MANY}) ORDER BY n"
    expected = duckdb.connect().execute(sql).fetchall()
    rows = answer(duckdb.connect().execute(sql), whole=whole).fetchall()
    assert rows == expected
    assert [type(v) for v in rows[1]] == [type(v) for v in expected[1]]


def test_money_stays_decimal_to_the_last_digit() -> None:
    sql = "SELECT 9999999999999999999999.99::DECIMAL(24,2), -0.01::DECIMAL(24,2), 0::DECIMAL(38,2)"
    assert [str(v) for v in answer(duckdb.connect().execute(sql), whole=True).fetchall()[0]] == [
        "9999999999999999999999.99",
        "-0.01",
        "0.00",
    ]


@pytest.mark.parametrize("whole", [True, False])
def test_what_goes_wrong_on_the_way_is_an_error_of_the_database(*, whole: bool) -> None:
    late = "SELECT CASE WHEN i = 200_000 THEN error('далі не читається') ELSE i END AS n FROM range(300_000) AS t(i)"
    with pytest.raises(duckdb.Error):
        answer(duckdb.connect().execute(late), whole=whole).fetchall()


def test_rows_beyond_the_limit_are_told_not_given() -> None:
    few = answer(duckdb.connect().execute(MANY), limit=10)
    assert (len(few.fetchall()), few.cut) == (10, True)
    whole = answer(duckdb.connect().execute("SELECT 1.5::DECIMAL(9,2) AS x"), limit=10)
    assert (whole.fetchall(), whole.cut) == ([(Decimal("1.50"),)], False)
