"""How long the warehouse takes to load and to answer, and how that grows: reports of our own making, up to a million funding rows.

``python -m benchmarks.warehouse_bench [ROWS …]`` prints a table; ``run`` gives the same figures as data.
"""

from __future__ import annotations

import hashlib
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from normalize.records import Amount, CellRef, FundingRecord, Normalized, Report, RowKind, State
from warehouse.bookkeeping import PathSeen, finish_run, known, record_paths, start_run
from warehouse.load import DocumentVersion, Loader
from warehouse.publish import Publication
from warehouse.reading import open_warehouse

MEASURES, YEARS, PROGRAMMES_OF_ONE = 40, 3, 80


@dataclass(frozen=True, slots=True)
class Figures:
    """Seconds by step, milliseconds by query, and sizes, for one number of funding rows."""

    rows: int
    make: float
    load: float
    settle: float
    publish: float
    again: float
    megabytes: float
    peak_megabytes: float
    queries: dict[str, float] = field(default_factory=dict)


def _words(count: int) -> list[str]:
    rng = random.Random(7)
    letters = "абвгдежзиклмнопрстуфхцчшю"
    return ["".join(rng.choice(letters) for _ in range(rng.randint(4, 11))) for _ in range(count)]


def reports(rows: int) -> Iterator[tuple[DocumentVersion, Normalized]]:
    """Documents of one report each, three years of every programme; a plan revised and a measure renamed in each."""
    words = _words(5000)
    for programme in range(max(1, rows // (MEASURES * YEARS))):
        rng = random.Random(programme)
        title = " ".join(rng.sample(words, 4))
        measures = [" ".join(rng.sample(words, 6)) for _ in range(MEASURES)]
        for year in range(2022, 2022 + YEARS):
            name = f"{programme // PROGRAMMES_OF_ONE}/{programme}-{year}.docx"
            measures[year % MEASURES] += " нове"
            yield _document(name), _normalized(title, measures, programme // PROGRAMMES_OF_ONE, year, rng)


def _document(name: str) -> DocumentVersion:
    sha = hashlib.sha256(name.encode()).hexdigest()
    return DocumentVersion(sha, name, "docx", 2, 40_000, "1", "1")


def _normalized(title: str, measures: list[str], community: int, year: int, rng: random.Random) -> Normalized:
    funding = tuple(_record(i, text, year, rng) for i, text in enumerate(measures))
    report = Report(
        0,
        f"Програма «{title}» на {year} рік",
        year,
        date(year, 1, 1),
        date(year, 12, 31),
        f"Затишнянська{community} міська територіальна громада",
        funding=funding,
    )
    return Normalized("loaded", (report,))


def _record(i: int, text: str, year: int, rng: random.Random) -> FundingRecord:
    planned, actual = (Amount(State.VALUE, d, d - 50, d + 50) for d in (Decimal(rng.randint(100, 10**7)), Decimal(rng.randint(100, 10**7))))
    cells = (CellRef("planned_uah", str(planned.uah), 1, i + 3, 4), CellRef("actual_uah", str(actual.uah), 1, i + 3, 5))
    return FundingRecord(
        f"0/1/{i}/{year}", i, RowKind.MEASURE, text, year, planned, actual, 1, i + 3,
        section_number=str(i // 10 + 1), section=f"Розділ {i // 10 + 1}", measure_number=f"{i // 10 + 1}.{i % 10 + 1}",
        term=f"{year}", term_start_year=year, term_end_year=year, executors=(f"Управління {i % 7}",), information="Виконано", cells=cells,
    )  # fmt: skip


def measure(rows: int, folder: Path) -> Figures:
    """Load ``rows`` funding rows into a new warehouse below ``folder``, publish, scan again unchanged, and ask every shipped query."""
    warehouse = folder / "bench.duckdb"
    start = time.perf_counter()
    documents = list(reports(rows)) if rows <= 50_000 else None
    made = time.perf_counter()
    seen: list[PathSeen] = []
    spent = 0.0
    with Publication(warehouse) as con:
        run = start_run(con)
        with Loader(con, run) as loader:
            for document, normalized in documents or reports(rows):
                before = time.perf_counter()
                loader.add(document, normalized)
                spent += time.perf_counter() - before
                seen.append(PathSeen(f"/bench/{document.file}", document.file, document.size, 1, document.sha256))
            before = time.perf_counter()
        spent += time.perf_counter() - before
        settling = time.perf_counter()
        record_paths(con, run, seen, root="/bench")
        finish_run(con, run, files_seen=len(seen), files_loaded=len(seen), files_unchanged=0, files_quarantined=0)
        publishing = time.perf_counter()
    published = time.perf_counter()
    again = _again(warehouse, seen)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    queries = _queries(warehouse)
    size = warehouse.stat().st_size / 1e6
    return Figures(rows, made - start, spent, publishing - settling, published - publishing, again, size, peak, queries)


def _again(warehouse: Path, seen: list[PathSeen]) -> float:
    start = time.perf_counter()
    with Publication(warehouse) as con:
        assert len(known(con).paths) == len(seen)
        run = start_run(con)
        record_paths(con, run, seen, root="/bench")
        finish_run(con, run, files_seen=len(seen), files_loaded=0, files_unchanged=len(seen), files_quarantined=0)
    return time.perf_counter() - start


def _queries(warehouse: Path) -> dict[str, float]:
    """Milliseconds of every shipped query without parameters, the best of three, fetched whole."""
    from queries.catalogue import catalogue

    con = open_warehouse(warehouse)
    out = {}
    for query in catalogue().values():
        times = []
        for _ in range(3):
            start = time.perf_counter()
            query.run(con).fetchall()
            times.append(time.perf_counter() - start)
        out[query.name] = min(times) * 1000
    con.close()
    return out


def run(sizes: tuple[int, ...] = (10_000, 100_000, 1_000_000)) -> list[Figures]:
    """The figures for each size, smallest first."""
    out = []
    for rows in sizes:
        with tempfile.TemporaryDirectory() as folder:
            out.append(measure(rows, Path(folder)))
    return out


def main() -> None:
    """Print the figures as a table."""
    sizes = tuple(int(a.replace("_", "")) for a in sys.argv[1:]) or (10_000, 100_000, 1_000_000)
    print("rows  load s  settle s  publish s  unchanged s  file MB  peak MB  queries ms")
    for f in (figures for size in sizes for figures in run((size,))):
        asked = " ".join(f"{name} {ms:.0f}" for name, ms in f.queries.items())
        print(
            f"{f.rows}  {f.load:.2f}  {f.settle:.2f}  {f.publish:.2f}  {f.again:.2f}  {f.megabytes:.0f}  {f.peak_megabytes:.0f}  {asked}",
            flush=True,
        )


if __name__ == "__main__":
    main()
