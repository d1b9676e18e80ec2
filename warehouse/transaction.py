"""One transaction, whole or not at all. A run begins with little memory, so that a large folder takes no more of it than a small one;
what cannot do with that is rolled back and done again with more."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

T = TypeVar("T")
LITTLE = "96MB"
"""What DuckDB may hold to begin with. Ten thousand rows with their derived tables need some 70 MB; the rest would fill with what was read before."""
_MORE = ("512MB", "2GB", "8GB")


def transaction(con: DuckDBPyConnection, work: Callable[[], T]) -> T:
    """What ``work`` gives, committed; after any exception nothing of it is there. ``work`` may be called more than once."""
    import duckdb

    for room in _MORE:
        try:
            return _once(con, work)
        # a commit that cannot get the memory it needs says so as an error of the transaction
        except (duckdb.OutOfMemoryException, duckdb.TransactionException):
            con.execute(f"SET memory_limit = '{room}'")
    return _once(con, work)


def _once(con: DuckDBPyConnection, work: Callable[[], T]) -> T:
    con.execute("BEGIN")
    try:
        result = work()
    except BaseException:
        con.execute("ROLLBACK")
        raise
    con.execute("COMMIT")
    return result
