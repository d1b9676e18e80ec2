"""The warehouse open for questions, its errors told as errors of use."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from zvit.config import Settings
from zvit.errors import UsageError
from zvit.language import half

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@contextmanager
def opened(settings: Settings) -> Iterator[DuckDBPyConnection]:
    """A read-only connection, cut off from files and settings.

    Raises ``UsageError`` where there is no warehouse, and for whatever it says to a question put to it.
    """
    import duckdb

    from queries.catalogue import WrongParameter
    from warehouse.reading import NoWarehouse, Refused, open_warehouse, told

    try:
        with open_warehouse(settings.warehouse) as con:
            try:
                yield con
            except duckdb.Error as error:
                raise UsageError(half(told(con, error))) from error
    except (NoWarehouse, Refused, WrongParameter) as error:
        raise UsageError(half(str(error))) from error
