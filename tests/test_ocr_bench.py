"""The benchmark of scans counts what it says: texts like the original, and what arithmetic is worth."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import paper
import pytest

from benchmarks.ocr_likeness import alike, counted
from benchmarks.ocr_pages import Case
from benchmarks.ocr_score import Score, judge
from ingest.model import Box, Cell, Document, Reading, Table

HEAD = "Звіт про виконання Програми «Тепла оселя» Вербівської міської територіальної громади на 2024-2025 роки за 2024 рік\n"
ROWS = "| № | Захід | План, тис. грн | Факт, тис. грн |\n| 1 | Лавки | {} | 5,0 |\n| 2 | Урни | 20,0 | 8,0 |\n| | Всього | 30,0 | 13,0 |"
TRUTH: list[tuple[int | None, str, str]] = [(2024, "10000.00", "5000.00"), (2024, "20000.00", "8000.00"), (2024, "30000.00", "13000.00")]
CASE = Case([np.zeros((1, 1), np.uint8)], 150, TRUTH, [["Захід", "Лавки", "Урни", "Всього", "10,0"]])


def scanned(first: str, sure: float, other: str = "") -> Document:
    """The report as a scan whose first plan was read with that confidence, and perhaps otherwise too."""

    def cell(c: Cell) -> Cell:
        box = Box(50.0 * c.column, 20.0 * c.row, 50.0 * c.column + 48, 20.0 * c.row + 19)
        confidence = sure if c.text == first else 0.99
        readings = (Reading(c.text, confidence), Reading(other, 0.3)) if other and c.text == first else (Reading(c.text, confidence),)
        return replace(c, page=1, box=box, confidence=confidence, readings=readings)

    document = paper.document(HEAD + ROWS.format(first), "pdf-scan")
    blocks = tuple(replace(b, page=1, cells=tuple(map(cell, b.cells))) if isinstance(b, Table) else b for b in document.blocks)
    return Document("pdf-scan", blocks, pages=1)


def judged(document: Document, *, arithmetic: bool) -> Score:
    score = Score()
    judge(CASE, document, score, arithmetic=arithmetic)
    return score


def test_arithmetic_chooses_the_reading_that_adds_up() -> None:
    document = scanned("16,0", 0.99, "10,0")
    assert judged(document, arithmetic=True).amounts_right == 6
    assert judged(document, arithmetic=False).amounts_right == 5


def test_arithmetic_tells_at_the_total_what_was_read_wrong_for_certain() -> None:
    document = scanned("16,0", 0.99)
    assert judged(document, arithmetic=True).alarms == 1
    assert judged(document, arithmetic=False).alarms == 0


def test_arithmetic_quiets_what_was_read_right_without_certainty() -> None:
    document = scanned("10,0", 0.5)
    assert judged(document, arithmetic=True).alarms == 0
    assert judged(document, arithmetic=False).alarms == 1


@pytest.mark.parametrize(
    ("printed", "read", "same"),
    [
        ("«Лавки» – 2", '"Лавки" - 2', True),
        ("здоров’я", "здоров'я", True),
        ("Ремонт дахів", "Ремонт  дахів", True),
        ("Ремонт дахів", "Ремонт даху", False),
    ],
)
def test_texts_are_alike_whatever_quotes_and_dashes_a_font_has(printed: str, read: str, same: bool) -> None:
    assert (alike(printed, read) == 1.0) is same


def test_each_cell_that_was_read_stands_for_one_that_was_printed() -> None:
    assert counted([["Виконано", "Виконано", "12,5"], ["Урни"]], [["Виконано", "Лавки", "12,5"], ["Урни"]]) == (3, 2)
