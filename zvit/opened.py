"""The warehouse open for questions, its errors told as errors of use."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from zvit.config import Settings
from zvit.errors import UsageError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@contextmanager
def opened(settings: Settings) -> Iterator[DuckDBPyConnection]:
    """A read-only connection. Raises ``UsageError`` where there is no warehouse, or the question is not one."""
    from warehouse.reading import NoWarehouse, Refused, open_warehouse

    try:
        with open_warehouse(settings.warehouse) as con:
            yield con
    except (NoWarehouse, Refused) as error:
        raise UsageError(str(error)) from error
