"""The answer to a question: columns with names and types, rows that stream. What every export starts from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from queries.catalogue import Text

_BATCH = 10_000
# What Arrow hands over as the very values DuckDB's own fetching gives, in half the time (a DECIMAL is not written out and read again).
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
        if all(_ALIKE.fullmatch(str(kind)) for _, kind, *_ in self._con.description or ()):
            yield from _by_arrow(self._con)
            return
        while batch := self._con.fetchmany(_BATCH):
            yield batch

    def fetchall(self) -> list[tuple[Any, ...]]:
        """All rows at once."""
        return list(self)


def _by_arrow(con: DuckDBPyConnection) -> Iterator[Iterable[tuple[Any, ...]]]:
    """Batches of the waiting rows. Raises ``duckdb.Error`` for what goes wrong on the way, as fetching does: Arrow's reader makes it an ``OSError``."""
    import duckdb
    import pyarrow as pa

    reader = con.to_arrow_reader(_BATCH)
    while True:
        try:
            columns = reader.read_next_batch().columns
        except StopIteration:
            return
        except (OSError, pa.ArrowException) as error:
            raise duckdb.Error(str(error)) from error
        yield zip(*(column.to_pylist() for column in columns), strict=True)


def answer(
    con: DuckDBPyConnection,
    limit: int | None = None,
    headings: Mapping[str, Text] | None = None,
    *,
    render: Callable[[tuple[Any, ...]], tuple[Any, ...]] | None = None,
    hide: int = 0,
) -> Answer:
    """The answer waiting on ``con`` after an ``execute``; ``render`` makes each row anew and drops the last ``hide`` columns."""
    described = list(con.description or [])[: -hide or None]
    columns = tuple(Column(name, str(kind), (headings or {}).get(name)) for name, kind, *_ in described)
    return Answer(columns, limit, con, render)


def unique_names(columns: tuple[Column, ...]) -> list[str]:
    """Names told apart where a question gave one twice."""
    seen: dict[str, int] = {}
    out = []
    for column in columns:
        nth = seen[column.name] = seen.get(column.name, 0) + 1
        out.append(column.name if nth == 1 else f"{column.name}_{nth}")
    return out
