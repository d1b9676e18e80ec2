"""Sub-rows of scans whose year could not be read."""

from __future__ import annotations

from dataclasses import replace

import paper
import pytest
from paper import HEAD

from ingest.model import Document, Table
from normalize.document import normalize
from normalize.lexicon import load
from normalize.records import Normalized

_ROWS = """
    | № | Захід | Рік | План, тис. грн | Факт, тис. грн |
    | 1 | Лавки | 2023 рік | 4,0 | 3,0 |
    | ^ | ^ | 2024 рік | 5,0 | 4,0 |
    | ^ | ^ | 2025 рік | 6,0 | - |
    | 2 | Урни | 2023 рік | 4,0 | 3,0 |
    | ^ | ^ | 2024 рік | 5,0 | 4,0 |
    | ^ | ^ | 2025 рік | 6,0 | - |
    | 3 | Вази | 2023 рік | 1,0 | 1,0 |
    | ^ | ^ | 2024 рік | 2,0 | 2,0 |
    | ^ | ^ | {label} | 3,0 | - |
"""


def _scanned(drawing: str) -> Normalized:
    """The drawing as a scan gives it: each cell with its confidence."""
    drawn = paper.document(drawing, "pdf-scan")
    blocks = tuple(
        replace(block, cells=tuple(replace(cell, confidence=0.96) for cell in block.cells)) if isinstance(block, Table) else block
        for block in drawn.blocks
    )
    return normalize(Document("pdf-scan", blocks), "test.pdf", load(None))


@pytest.mark.parametrize("label", ["?", "2024 рік"])
def test_an_unread_year_is_the_one_that_other_measures_have_in_its_place(label: str) -> None:
    read = _scanned(HEAD + _ROWS.format(label=label))
    assert [r.year for r in read.reports[0].funding if r.measure == "Вази"] == [2023, 2024, 2025]
    assert "place_by_block" in {f.rule for f in read.findings}


def test_without_measures_to_compare_with_an_unread_year_is_told() -> None:
    first = "\n".join(_ROWS.format(label="").split("\n")[:4])
    read = _scanned(f"{HEAD}{first}\n    | ^ | ^ | ? | 6,0 | - |\n")
    assert "place_unread" in {f.rule for f in read.findings}


def test_a_year_repeated_in_an_office_document_stays_as_it_is_written() -> None:
    read = paper.read(HEAD + _ROWS.format(label="2024 рік"))
    assert [r.year for r in read.reports[0].funding if r.measure == "Вази"] == [2023, 2024, 2024]
