"""Understood documents by small words, for tests of what comes after understanding: ``normalized(report(row("1.1", "Захід", 100, 50)))``."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from normalize.records import (
    BLANK,
    Amount,
    CellRef,
    Check,
    Finding,
    Fund,
    FundingRecord,
    IndicatorRecord,
    Normalized,
    Report,
    RowKind,
    Source,
    State,
)
from warehouse.bookkeeping import PathSeen, finish_run, record_paths, start_run
from warehouse.load import DocumentVersion, Loader
from warehouse.publish import Publication

COMMUNITY = "Коростенська міська територіальна громада"
Money = int | str | State | None


def amount(value: Money, margin: str = "0.5") -> Amount:
    """Hryvnias as a number or text, a state without an amount, or nothing (blank). ``margin``: half of the last printed digit."""
    if value is None:
        return BLANK
    if isinstance(value, State):
        nil = Decimal(0) if value is State.NIL else None
        return Amount(value, nil, nil, nil)
    uah = Decimal(value)
    return Amount(State.VALUE, uah, uah - Decimal(margin), uah + Decimal(margin))


def row(
    number: str | None,
    title: str,
    planned: Money = None,
    actual: Money = None,
    *,
    year: int | None = None,
    margin: str = "0.5",
    kind: RowKind = RowKind.MEASURE,
    source: Source = Source.TOTAL,
    fund: Fund = Fund.TOTAL,
    **more: Any,
) -> FundingRecord:
    """A funding record that ``report`` gives its place and, without one of its own, the report's year (``year=0``: the whole period)."""
    return FundingRecord(
        "", more.pop("at", -1), kind, title, year, amount(planned, margin), amount(actual, margin), 1, 0,
        measure_number=number, source=source, fund=fund, **more,
    )  # fmt: skip


def report(
    *rows: FundingRecord,
    year: int = 2024,
    programme: str = "Програма «Безпечне місто»",
    community: str | None = COMMUNITY,
    start: date | None = None,
    end: date | None = None,
    ordinal: int = 0,
    **more: Any,
) -> Report:
    """A report of one year (or the period given) with its rows in order; rows with the same ``at`` are one table row."""
    placed = []
    for i, r in enumerate(rows):
        at = i if r.row < 0 else r.row
        when = year if r.year is None else (r.year or None)
        key = f"{ordinal}/{at}/{when}/{r.source}/{r.fund}/{i}"
        cells = tuple(replace(c, row_number=at + 2) for c in r.cells) or (CellRef("planned_uah", f"raw {i}", 1, at + 2, 4),)
        placed.append(replace(r, key=key, row=at, row_number=at + 2, year=when, cells=cells))
    return Report(
        ordinal, programme, year, start or date(year, 1, 1), end or date(year, 12, 31), community, funding=tuple(placed), **more
    )  # fmt: skip


def indicator(title: str, planned: Money, actual: Money, **more: Any) -> IndicatorRecord:
    """A result indicator of 2024 in table 2."""
    from normalize.records import Quantity

    def quantity(value: Money) -> Quantity:
        a = amount(value)
        return Quantity(a.state, a.uah)

    return IndicatorRecord(more.pop("key", f"i/{title}"), title, 2024, quantity(planned), quantity(actual), 2, 3, **more)


def normalized(*reports: Report, findings: tuple[Finding, ...] = (), checks: tuple[Check, ...] = ()) -> Normalized:
    """A loaded document with these reports, numbered in order."""
    return Normalized("loaded", tuple(replace(r, ordinal=i) for i, r in enumerate(reports)), findings, checks)


def document(name: str, *, content: str | None = None, format: str = "docx", version: str = "1") -> DocumentVersion:
    """A document whose content is told apart by ``content`` (by its name without one)."""
    sha = hashlib.sha256((content or name).encode()).hexdigest()
    return DocumentVersion(sha, name, format, None, 1000, version, version)


@lru_cache(maxsize=1)
def _empty_warehouse() -> bytes:
    """A new warehouse, made once: its comments alone take a quarter of a second."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "empty.duckdb"
        with Publication(path):
            pass
        return path.read_bytes()


def ingest(
    warehouse: Path, files: Iterable[tuple[DocumentVersion, Normalized]], *, root: str = "/in", only: bool = False, **loader: Any
) -> None:
    """One run over ``files`` below ``root``; with ``only`` no other file is below it any more."""
    if not warehouse.exists():
        warehouse.write_bytes(_empty_warehouse())
    with Publication(warehouse) as con:
        run = start_run(con)
        pairs = list(files)
        with Loader(con, run, **loader) as load:
            for doc, content in pairs:
                load.add(doc, content)
        seen = [PathSeen(f"{root}/{d.file}", d.file, d.size, 1, d.sha256) for d, _ in pairs]
        record_paths(con, run, seen, root=root if only else None)
        finish_run(con, run, files_seen=len(pairs), files_loaded=len(pairs), files_unchanged=0, files_quarantined=0)


def ask(warehouse: Path, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
    """Rows of a question to a published warehouse."""
    with closing(duckdb.connect(str(warehouse), read_only=True)) as con:
        return con.execute(sql, list(parameters)).fetchall()
