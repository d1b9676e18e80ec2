"""The shipped samples, and the two real reports where they are at hand, land exactly as their truth files say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
import truthful
from sample_runs import ROOT, SAMPLES, exported, ingested

SEEDS = ROOT.parent / "shared" / "seeds"


EXPORTED = [path for path in truthful.truths(SAMPLES / "truth") if "scan" not in json.loads(path.read_text(encoding="utf-8"))]


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    with ingested("samples", exported(), tmp_path_factory) as con:
        yield con


@pytest.fixture(scope="session")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    if not SEEDS.is_dir():
        pytest.skip("the two real reports are not at hand")
    with ingested("seeds", [SEEDS], tmp_path_factory) as con:
        yield con


@pytest.mark.parametrize("truth", EXPORTED, ids=lambda path: path.name.removesuffix(".truth.json"))
def test_a_sample_lands_as_its_truth_says(samples: duckdb.DuckDBPyConnection, truth: Path) -> None:
    assert truthful.differences(samples, truth) == []


@pytest.mark.parametrize("truth", truthful.truths(SEEDS), ids=lambda path: path.name.removesuffix(".truth.json"))
def test_a_real_report_lands_as_its_truth_says(seeds: duckdb.DuckDBPyConnection, truth: Path) -> None:
    assert truthful.differences(seeds, truth) == []


def test_every_amount_of_the_samples_leads_back_to_a_cell(samples: duckdb.DuckDBPyConnection) -> None:
    lost = samples.execute(
        """SELECT file, measure, year FROM funding f WHERE planned_state = 'value'
           AND NOT EXISTS (SELECT 1 FROM cell c WHERE c.record_id = f.record_id AND c."column" = 'planned_uah')"""
    ).fetchall()
    assert lost == []


def test_one_programme_keeps_its_identity_over_three_years(samples: duckdb.DuckDBPyConnection) -> None:
    years = samples.execute(
        "SELECT programme_id, list(DISTINCT report_year ORDER BY report_year) FROM report WHERE file LIKE 'Звіт культура%' GROUP BY 1"
    ).fetchall()
    assert [y for _, y in years] == [[2023, 2024, 2025]]
