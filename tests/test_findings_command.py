"""``zvit findings`` as a user types it: a name that means nothing is an error, nothing found is said in words, alike findings are one line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from normalize.records import Finding, Normalized
from tests.factories import document, ingest, normalized, report, row
from warehouse.bookkeeping import finish_run, start_run
from warehouse.load import Loader
from warehouse.publish import Publication
from zvit.refusals import explain

ROOT = Path(__file__).resolve().parent.parent


def findings(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("ZVIT_")} | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "zvit", "findings", *arguments]
    return subprocess.run(command, cwd=cwd, env=own, capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A refused table, a clean report with one notice, and a file in quarantine."""
    root = tmp_path_factory.mktemp("findings")
    refused = normalized(
        report(), findings=tuple(Finding("unknown_header", {"header": "Усього"}, table_number=1, row_number=n) for n in range(30))
    )
    clean = normalized(report(row("1", "Захід", 1, 1)), findings=(Finding("turned_page", {"degrees": "90"}, page=1),))
    ingest(root / "zvit.duckdb", [(document("відмова.docx"), refused), (document("тека/чистий.docx"), clean)])
    with Publication(root / "zvit.duckdb") as con:
        run = start_run(con)
        with Loader(con, run) as loader:
            loader.add(
                document("пароль.pdf"), Normalized("quarantined"), error=explain("encrypted", {}, "uk"), code="encrypted", kind="person"
            )
        finish_run(con, run, files_seen=3, files_loaded=0, files_unchanged=2, files_quarantined=1)
    return root


def test_a_file_that_the_warehouse_does_not_hold_is_an_error_with_the_nearest_names(house: Path) -> None:
    done = findings("чистий.doc", cwd=house)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines() == ["zvit: Файлу «чистий.doc» у сховищі немає, є схожі: тека/чистий.docx"]


def test_no_findings_are_said_in_words(house: Path) -> None:
    done = findings("чистий.docx", cwd=house)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == ["Зауважень немає; тихіших 1: --severity info"]
    assert json.loads(findings("чистий.docx", "--format", "json", cwd=house).stdout) == []


def test_a_file_in_quarantine_says_why_it_has_none(house: Path) -> None:
    done = findings("пароль.pdf", cwd=house)
    assert done.returncode == 0
    assert done.stderr.splitlines() == ["пароль.pdf: у карантині: файл захищено паролем; збережіть його без пароля"]
    done = findings("пароль.pdf", "--lang", "en", cwd=house)
    assert done.stderr.splitlines() == ["пароль.pdf: quarantined: the file is protected by a password; save it without one"]


def test_alike_findings_are_one_line_for_eyes_and_all_of_them_for_programs(house: Path) -> None:
    shown = [
        len([line for line in findings(*more, cwd=house).stdout.splitlines() if "unknown_header" in line]) for more in ((), ("--all",))
    ]
    assert shown == [1, 30]
    assert len(json.loads(findings("--format", "json", cwd=house).stdout)) == 30


def test_a_rule_that_does_not_exist_is_an_error_with_the_nearest_ones(house: Path) -> None:
    done = findings("--rule", "unknown_heder", cwd=house)
    assert done.returncode == 2
    assert "unknown_header" in done.stderr


def test_where_no_rule_is_near_all_of_them_are_named(house: Path) -> None:
    """Not a page of the documentation, which an installed program does not have beside it."""
    from normalize.findings import CATALOGUE

    done = findings("--rule", "qqqqqq", "--lang", "en", cwd=house)
    assert (done.returncode, done.stderr) == (2, f"zvit: There is no rule “qqqqqq”; there are: {', '.join(sorted(CATALOGUE))}\n")
