"""Whoever listens to the command may leave or never have been there: the run, its warehouse and its exit status are the same."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from plain_reports import write_report

ROOT = Path(__file__).resolve().parent.parent


def shell(command: str, cwd: Path) -> tuple[int, str]:
    """Run ``command``, in which ``zvit`` is this program; its status (not that of the pipe's end) and what came through."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("ZVIT_")} | {"PYTHONPATH": str(ROOT)}
    script = f'zvit() {{ "{sys.executable}" -m zvit "$@"; }}\n{command}\nexit ${{PIPESTATUS[0]}}'
    done = subprocess.run(["bash", "-c", script], cwd=cwd, env=own, capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A good report, and a dozen of others so that progress has lines to tell."""
    write_report(tmp_path / "zvity" / "a.docx")
    for number in range(12):
        (tmp_path / "zvity" / f"{number}.json").write_text(str(number))
    return tmp_path


@pytest.mark.parametrize(
    ("ears", "bad", "status"),
    [
        ("2>&1 | head -1", False, 0),  # both leave in the middle of the run
        ("2>&1 | head -1", True, 1),
        ("| head -1", True, 1),
        ("--json | true", True, 1),
        ("2>&-", True, 1),
        ("<&- >&- 2>&-", False, 0),
    ],
)
def test_the_run_and_its_status_do_not_depend_on_who_listens(folder: Path, ears: str, bad: bool, status: int) -> None:
    if bad:
        (folder / "zvity" / "bad.pdf").write_bytes(b"%PDF-1.7 cut short")
    code, told = shell(f"zvit ingest zvity {ears}", folder)
    assert code == status, told
    assert "Traceback" not in told
    assert "Exception ignored" not in told
    with duckdb.connect(str(folder / "zvit.duckdb"), read_only=True) as con:
        assert con.execute("SELECT count(*) FROM funding").fetchall() == [(2,)]


def test_a_question_cut_off_by_its_reader_is_no_failure(folder: Path) -> None:
    shell("zvit ingest zvity", folder)
    assert [shell(f"zvit {command} 2>&1 | true", folder)[0] for command in ("status", "query", "query nosuch")] == [0, 0, 2]


@pytest.mark.parametrize(
    ("command", "status"), [("query nosuch", 2), ("ingest nowhere", 2), ("ingest zvity --warehouse letter.txt", 3), ("ingest zvity", 1)]
)
def test_debug_shows_the_trace_and_keeps_the_exit_status(folder: Path, command: str, status: int) -> None:
    (folder / "zvity" / "bad.pdf").write_bytes(b"%PDF-1.7 cut short")
    (folder / "letter.txt").write_text("somebody's letter")
    if command.startswith("query"):
        shell("zvit ingest zvity", folder)
    code, told = shell(f"zvit --debug {command}", folder)
    assert (code, "Traceback" in told) == (status, status > 1)
