"""One transaction, whole or not at all. A run begins with little memory, so that a large folder takes no more of it than a small one;
what cannot do with that is rolled back and done again with more."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

T = TypeVar("T")
LITTLE = "64MB"
"""What DuckDB may hold to begin with; more would fill with what was read before."""
_MORE = ("128MB", "512MB", "2GB", "8GB")


def transaction(con: DuckDBPyConnection, work: Callable[[], T]) -> T:
    """What ``work`` gives, committed; after any exception nothing of it is there. ``work`` may be called more than once."""
    import duckdb

    # a commit that cannot get the memory it needs says so as an error of the transaction
    lacking = (duckdb.OutOfMemoryException, duckdb.TransactionException)
    try:
        return _once(con, work)
    except lacking:
        pass
    try:
        for room in _MORE:
            with contextlib.suppress(*lacking):
                con.execute(f"SET memory_limit = '{room}'")
                return _once(con, work)
        return _once(con, work)
    finally:
        with contextlib.suppress(duckdb.OutOfMemoryException):
            con.execute(f"SET memory_limit = '{LITTLE}'")


def _once(con: DuckDBPyConnection, work: Callable[[], T]) -> T:
    con.execute("BEGIN")
    try:
        result = work()
    except BaseException:
        con.execute("ROLLBACK")
        raise
    con.execute("COMMIT")
    return result
