"""The whole way, as a user goes it: files per second with one and two workers, memory and time as folders grow, an unchanged folder of 10 000 files."""

from __future__ import annotations

import json
import multiprocessing
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.tables import show
from tests.generator.random_reports import deal, write_all
from tests.generator.shapes import SHAPES

FORMATS = ["docx", "docx", "docx", "pdf", "pdf", "xlsx", "html", "odt", "txt"]
MIXED = 200
GROWTH = (50, 100, 200, 400)
SMALL = (200, 2_000, 10_000)


def _run(folder: Path, warehouse: Path, workers: int, told: multiprocessing.Queue[tuple[float, float, int]]) -> None:
    started = time.perf_counter()
    command = [sys.executable, "-m", "zvit", "ingest", str(folder), "--warehouse", str(warehouse), "--workers", str(workers), "--json"]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stderr)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    told.put((time.perf_counter() - started, peak, json.loads(done.stdout)["files_seen"]))


def ingest(folder: Path, warehouse: Path, workers: int) -> tuple[float, float, int]:
    """Seconds, the largest process's peak in MB, and how many files were seen."""
    context = multiprocessing.get_context("fork")
    told: multiprocessing.Queue[tuple[float, float, int]] = context.Queue()
    process = context.Process(target=_run, args=(folder, warehouse, workers, told))
    process.start()
    result = told.get(timeout=3600)
    process.join()
    return result


def make_mixed(folder: Path, count: int, seed: int = 1) -> Path:
    """Reports of every shape in the formats that councils use, without those that need LibreOffice."""
    write_all(deal(seed, count, FORMATS, list(SHAPES), defects=0.2, several=0.05, boxed=0.0), folder)
    return folder / "files"


def make_many(folder: Path, count: int) -> Path:
    """Small text reports, all different."""
    header = "№ з/п\\tЗміст заходів\\tВиконавці\\tРічний обсяг фінансування, тис. грн\\tФактично профінансовано, тис. грн".replace(
        "\\t", "\t"
    )
    for number in range(count):
        path = folder / f"{number // 500:03}" / f"{number:05}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        title = f"ЗВІТ про виконання Програми «Благоустрій {number % 50}» на 2022-2026 роки за {2022 + number % 3} рік"
        path.write_text(f"{title}\n\n{header}\n1\tЗахід {number}\tВідділ\t{number},0\t{number // 2},0\n", encoding="utf-8")
    return folder


def main() -> None:
    """Print the tables."""
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        mixed = make_mixed(root / "mixed", MIXED)
        rows = []
        for workers in (1, 2):
            seconds, peak, files = ingest(mixed, root / f"w{workers}.duckdb", workers)
            rows.append((workers, files, seconds, files / seconds, round(peak)))
        show(f"{MIXED} mixed files", ("workers", "files", "s", "files/s", "peak MB"), rows)
        rows = []
        for count in GROWTH:
            seconds, peak, files = ingest(make_mixed(root / f"g{count}", count, seed=count), root / f"g{count}.duckdb", 2)
            rows.append((files, seconds, 1000 * seconds / files, round(peak)))
        show("growth with the number of files, 2 workers", ("files", "s", "ms/file", "peak MB"), rows)
        rows = []
        for count in SMALL:
            many, warehouse = make_many(root / f"many{count}", count), root / f"many{count}.duckdb"
            first, peak, files = ingest(many, warehouse, 2)
            again, peak_again, _ = ingest(many, warehouse, 2)
            rows.append((files, first, round(peak), again, round(peak_again)))
        show("small files, a first run and one over the unchanged folder", ("files", "first s", "peak MB", "again s", "peak MB"), rows)


if __name__ == "__main__":
    main()
