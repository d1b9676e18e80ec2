"""The sample folders ingested once for all tests of a session, however many processes run them."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Sequence
from pathlib import Path

import duckdb
import pytest

from zvit.config import Settings
from zvit.pipeline import ingest
from zvit.progress import progress

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "samples"
SCANS = SAMPLES / "scans"


def exported() -> list[Path]:
    """The samples that are no scans; their truth beside them."""
    return sorted(path for path in SAMPLES.iterdir() if path.is_file())


def ingested(name: str, paths: Sequence[Path], temporary: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """A warehouse of ``paths``, made by the process that first asks for ``name``."""
    shared = temporary.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    warehouse = shared / f"{name}.duckdb"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not warehouse.exists():
            with progress(quiet=True) as told:
                ingest(Settings(warehouse=warehouse), paths, told)
    return duckdb.connect(str(warehouse), read_only=True)
