"""The answer to a question: columns with names and types, rows that stream. What every export starts from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from queries.catalogue import Text

_BATCH = 10_000


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
        """The rows, fetched a batch at a time."""
        given = 0
        while batch := self._con.fetchmany(_BATCH):
            for row in batch:
                if self.limit is not None and given == self.limit:
                    self.cut = True
                    return
                given += 1
                yield self._render(row) if self._render else row

    def fetchall(self) -> list[tuple[Any, ...]]:
        """All rows at once."""
        return list(self)


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
