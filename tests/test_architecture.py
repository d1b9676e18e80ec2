"""The house keeps its shape: data flows one way, and each kind of growth is one file or one line."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from plain_reports import write_report

ROOT = Path(__file__).resolve().parent.parent
STAGES = ("ingest", "normalize", "warehouse", "queries", "zvit")
# what each stage may know of the others; only zvit knows all
MAY_IMPORT = {
    "ingest": {"ingest"},
    "normalize": {"normalize", "ingest"},
    "warehouse": {"warehouse", "normalize", "ingest"},
    "queries": {"queries", "warehouse", "normalize"},
    "zvit": set(STAGES),
}


def imported(path: Path) -> Iterator[str]:
    """The dotted names that a module imports, inside functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("stage", STAGES)
def test_data_flows_one_way(stage: str) -> None:
    """ingest → normalize → warehouse → queries: nothing reaches back, and only zvit knows all four."""
    reaching = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in sorted((ROOT / stage).rglob("*.py"))
        for name in imported(path)
        if name.split(".")[0] in set(STAGES) - MAY_IMPORT[stage]
    ]
    assert reaching == []


def test_normalize_knows_only_the_page_model_of_ingest() -> None:
    """Behind ingest there are records of the page, never files, formats or readers."""
    reaching = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in sorted((ROOT / "normalize").rglob("*.py"))
        for name in imported(path)
        if name.split(".")[0] == "ingest" and name != "ingest.model"
    ]
    assert reaching == []


class Extended:
    """A copy of the packages with one file added or one line written: nothing else of the code is touched."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.house = root / "house"
        (self.house / "zvity").mkdir(parents=True)
        for stage in STAGES:
            shutil.copytree(ROOT / stage, root / stage, ignore=shutil.ignore_patterns("__pycache__"))

    def zvit(self, *arguments: str) -> Any:
        """What a command answers, as JSON."""
        own = {name: value for name, value in os.environ.items() if not name.startswith("ZVIT_")} | {"PYTHONPATH": str(self.root)}
        done = subprocess.run([sys.executable, "-m", "zvit", *arguments], cwd=self.house, env=own, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def ingest(self) -> Any:
        return self.zvit("ingest", "zvity", "--json")

    def sql(self, statement: str) -> Any:
        return self.zvit("sql", statement, "--format", "json")


@pytest.fixture
def extended(tmp_path: Path) -> Extended:
    return Extended(tmp_path)


MEMO = '''
"""Memos: a first line that says so, then one line of text each."""
from ingest.model import Document, Paragraph
from ingest.reading import Format, Limits, Probe


def _read(probe: Probe, limits: Limits) -> Document:
    return Document("memo", tuple(Paragraph(line) for line in probe.content.decode().splitlines()[1:]))


FORMATS = (Format("memo", ("memo",), lambda probe: 99 * probe.head.startswith(b"MEMO"), _read),)
'''


def test_a_new_format_is_one_file(extended: Extended) -> None:
    (extended.root / "ingest/formats/memo.py").write_text(MEMO)
    (extended.house / "zvity/x.memo").write_text("MEMO\nnothing to report")
    extended.ingest()
    assert extended.sql("SELECT file, format, status FROM document") == [{"file": "x.memo", "format": "memo", "status": "no_report"}]


def test_a_new_header_wording_is_one_line(extended: Extended) -> None:
    write_report(extended.house / "zvity/a.docx", header={"Річний обсяг фінансування, тис. грн": "Грошики на забаганки, тис. грн"})
    lexicon = extended.root / "normalize/lexicon.toml"
    lines = lexicon.read_text(encoding="utf-8").splitlines()
    position = next(number for number, line in enumerate(lines) if line.startswith("planned = ["))
    lines[position] = lines[position].replace("planned = [", 'planned = ["грошик* на забаганк*", ')
    lexicon.write_text("\n".join(lines), encoding="utf-8")
    extended.ingest()
    assert extended.sql("SELECT DISTINCT planned_uah FROM funding") == [{"planned_uah": 100000.0}]


ROUND_SUMS = '''
"""A plan of exactly one hundred thousand was guessed rather than reckoned."""
from decimal import Decimal
from normalize.findings import Rule, Severity
from normalize.records import Check, Finding, Report

RULES = (Rule("round_sum", Severity.INFO, "План {found} надто круглий", "The plan {found} is too round", ""),)


def check(report: Report) -> tuple[list[Check], list[Finding]]:
    round_ones = [record for record in report.funding if record.planned.uah == Decimal(100_000)]
    return [], [Finding("round_sum", report=report.ordinal, record=record.key, found="100 000") for record in round_ones]
'''


def test_a_new_audit_rule_is_one_file(extended: Extended) -> None:
    (extended.root / "normalize/audit/round_sums.py").write_text(ROUND_SUMS)
    write_report(extended.house / "zvity/a.docx")
    extended.ingest()
    told = extended.sql("SELECT DISTINCT message FROM finding WHERE rule = 'round_sum'")
    assert told == [{"message": "План 100 000 надто круглий"}]


HOW_MANY = """-- title: Скільки заходів | How many measures
-- about: Скільки заходів є у сховищі | How many measures the warehouse holds
-- column measures: Заходів | Measures
SELECT count(*) AS measures FROM funding WHERE row_kind = 'measure'
"""


def test_a_new_question_is_one_file(extended: Extended) -> None:
    (extended.root / "queries/how-many.sql").write_text(HOW_MANY)
    write_report(extended.house / "zvity/a.docx")
    extended.ingest()
    assert extended.zvit("query", "how-many", "--format", "json") == [{"measures": 1}]


@pytest.mark.parametrize("folder", ["normalize", "ingest/scan"])
def test_the_map_names_every_module_of_a_large_folder_and_none_that_is_not_there(folder: str) -> None:
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8").split(f"## The way through `{folder}/`")[1].split("\n## ")[0]
    named = set(re.findall(r"`(\w+)`", text))
    there = {path.stem for path in (ROOT / folder).glob("*.py")} - {"__init__", "document", "reader", "from_pdf"}
    assert named == there
