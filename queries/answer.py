"""The answer to a question: columns with names and types, rows that stream. What every export starts from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa
    from duckdb import DuckDBPyConnection

    from queries.catalogue import Text

_BATCH = 10_000
# What Arrow hands over as the very values fetching gives, in half the time: a DECIMAL is not written out and read again.
_ALIKE = re.compile(r"VARCHAR|BOOLEAN|DOUBLE|U?(?:TINY|SMALL|BIG)?INT(?:EGER)?|UINTEGER|DECIMAL\(\d+,\d+\)")


@dataclass(frozen=True, slots=True)
class Column:
    """A column's name and DuckDB type (``DECIMAL(18,2)``, ``VARCHAR[]``); ``heading`` in the reader's language where the question gives one."""

    name: str
    type: str
    heading: Text | None = None

    @property
    def is_number(self) -> bool:
        """Set to the right, summed up in a spreadsheet."""
        return self.type.startswith(
            ("DECIMAL", "DOUBLE", "FLOAT", "INTEGER", "BIGINT", "HUGEINT", "UBIGINT", "UINTEGER", "SMALLINT", "TINYINT")
        )

    @property
    def is_money(self) -> bool:
        """Hryvnias: shown with thousands apart."""
        return self.name.endswith("_uah")

    def label(self, lang: str) -> str:
        """What a person reads above the column."""
        return self.heading.of(lang) if self.heading else self.name


@dataclass(slots=True)
class Answer:
    """Columns and rows; the rows can be walked once. ``cut`` is True after the walk where ``limit`` held some back."""

    columns: tuple[Column, ...]
    limit: int | None
    _con: DuckDBPyConnection
    _render: Callable[[tuple[Any, ...]], tuple[Any, ...]] | None = None
    _whole: bool = False
    cut: bool = field(default=False, init=False)

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        """The rows, fetched a batch at a time. Raises ``duckdb.Error``."""
        given = 0
        for batch in self._batches():
            for row in batch:
                if self.limit is not None and given == self.limit:
                    self.cut = True
                    return
                given += 1
                yield self._render(row) if self._render else row

    def _batches(self) -> Iterator[Iterable[tuple[Any, ...]]]:
        if self._whole and all(_ALIKE.fullmatch(str(kind)) for _, kind, *_ in self._con.description or ()):
            for batch in self._con.to_arrow_table().to_batches(_BATCH):
                yield zip(*map(_values, batch.columns), strict=True)
            return
        while rows := self._con.fetchmany(_BATCH):
            yield rows

    def fetchall(self) -> list[tuple[Any, ...]]:
        """All rows at once."""
        return list(self)


def _values(column: pa.Array) -> list[Any]:
    """A column's values in Python; decimals by way of their text, which Arrow writes faster than it makes them."""
    import pyarrow as pa

    if not pa.types.is_decimal(column.type):
        return list(column.to_pylist())
    return [None if text is None else Decimal(text) for text in column.cast(pa.string()).to_pylist()]


def answer(
    con: DuckDBPyConnection,
    limit: int | None = None,
    headings: Mapping[str, Text] | None = None,
    *,
    render: Callable[[tuple[Any, ...]], tuple[Any, ...]] | None = None,
    hide: int = 0,
    whole: bool = False,
) -> Answer:
    """The answer waiting on ``con`` after an ``execute``; ``render`` makes each row anew and drops the last ``hide`` columns.

    ``whole``: the rows are few enough to be held at once, which is faster; else they stream.
    """
    described = list(con.description or [])[: -hide or None]
    columns = tuple(Column(name, str(kind), (headings or {}).get(name)) for name, kind, *_ in described)
    return Answer(columns, limit, con, render, whole)


def unique_names(columns: tuple[Column, ...]) -> list[str]:
    """Names told apart where a question gave one twice."""
    seen: dict[str, int] = {}
    out = []
    for column in columns:
        nth = seen[column.name] = seen.get(column.name, 0) + 1
        out.append(column.name if nth == 1 else f"{column.name}_{nth}")
    return out
