"""A mistake in the user's own lexicon is told once, before anything runs, wherever the lexicon is named; it costs no file and no record."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from plain_reports import write_report

ROOT = Path(__file__).resolve().parent.parent
BROKEN = "[columns]\nnosuch = ['Коефіцієнт']\n"


def zvit(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("ZVIT_")} | {"PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-m", "zvit", *arguments], cwd=cwd, env=own | environment, capture_output=True, text=True, timeout=120
    )


@pytest.mark.parametrize("command", [("ingest", "zvity"), ("headers", "zvity/a.docx")])
@pytest.mark.parametrize("named", ["option", "environment", "file"])
def test_a_bad_lexicon_is_one_line_and_status_2_wherever_it_is_named(tmp_path: Path, command: tuple[str, ...], named: str) -> None:
    write_report(tmp_path / "zvity" / "a.docx")
    (tmp_path / "my.toml").write_text(BROKEN, encoding="utf-8")
    if named == "file":
        (tmp_path / "zvit.toml").write_text("lexicon = 'my.toml'", encoding="utf-8")
    environment = {"ZVIT_LEXICON": "my.toml"} if named == "environment" else {}
    option = ("--lexicon", "my.toml") if named == "option" else ()
    done = zvit(*command, *option, "--lang", "en", cwd=tmp_path, **environment)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "zvit: The lexicon my.toml is of no use: [columns] nosuch: unknown field\n"
    assert not (tmp_path / "zvit.duckdb").exists()


def test_what_was_loaded_before_a_bad_lexicon_stays(tmp_path: Path) -> None:
    write_report(tmp_path / "zvity" / "a.docx")
    (tmp_path / "my.toml").write_text(BROKEN, encoding="utf-8")
    assert zvit("ingest", "zvity", cwd=tmp_path).returncode == 0
    before = (tmp_path / "zvit.duckdb").read_bytes()
    assert zvit("ingest", "zvity", cwd=tmp_path, ZVIT_LEXICON="my.toml").returncode == 2
    assert (tmp_path / "zvit.duckdb").read_bytes() == before
    assert zvit("status", cwd=tmp_path, ZVIT_LEXICON="my.toml").returncode == 0
