"""The house keeps its shape: data flows one way, and each kind of growth is one file or one line."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

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
