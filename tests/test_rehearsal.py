"""The report that every worker has read before its first file."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from ingest.reading import Limits
from normalize.lexicon import load
from zvit.cache import Cache
from zvit.tasks import Plan, Source, prepare, take


def test_the_rehearsal_goes_the_whole_way(tmp_path: Path) -> None:
    path = tmp_path / "rehearsal.txt"
    path.write_bytes(resources.files("zvit").joinpath("rehearsal.txt").read_bytes())
    plan = Plan(Limits(), Cache(tmp_path / "cache", "test"), tmp_path)
    (outcome,) = take(Source(path, path.name), plan).outcomes
    assert outcome.normalized is not None
    (report,) = outcome.normalized.reports
    assert (len(report.funding), len(report.indicators)) == (8, 1)


def test_preparing_leaves_the_usual_wordings_known(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[fields]\nreasons = ["чому саме так"]\n', encoding="utf-8")
    prepare(Plan(Limits(), Cache(tmp_path / "cache", "test"), tmp_path, own))
    assert len(load(own.read_text(encoding="utf-8"))._cache) > 100
