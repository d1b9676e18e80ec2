"""Roman numerals of sections on a scan: one that repeats or falls back is the next, and that is told."""

from __future__ import annotations

import pytest

from ingest.model import Cell
from normalize.entries import Entry, Section
from normalize.logical_tables import Line
from normalize.records import RowKind
from normalize.section_order import in_order
from normalize.table_rows import Row


def entry(section: Section, confidence: float | None) -> Entry:
    """A measure of the section whose title stands in a cell read with this confidence."""
    cell = Cell("Лавки", 0, 0, confidence=confidence)
    line = Line(Row(1, 1, 0, (cell,)), (cell,))
    return Entry(RowKind.MEASURE, "Лавки", None, section, [], title_cells=[(line, cell)])


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ([("I", "Вода"), ("I", "Світло"), ("I", "Дороги")], [("I", "Вода"), ("II", "Світло"), ("III", "Дороги")]),
        ([("I", "Вода"), (None, "Розділ ІІТ. Світло"), ("III", "Дороги")], [("I", "Вода"), ("II", "Світло"), ("III", "Дороги")]),
        ([("I", "Вода"), ("і", "II. Світло")], [("I", "Вода"), ("II", "Світло")]),
        ([("I", "Вода"), ("IV", "Світло")], [("I", "Вода"), ("IV", "Світло")]),
        ([("1", "Вода"), ("1", "Світло")], [("1", "Вода"), ("1", "Світло")]),
    ],
    ids=["repeated", "other strokes", "a speck before it", "a gap of the report's own", "Arabic numbers"],
)
def test_numerals_in_order(read: list[tuple[str | None, str]], meant: list[tuple[str, str]]) -> None:
    entries = [entry(Section(*section), 0.9) for section in read]
    told = in_order(entries)
    assert [(e.section.number, e.section.title) for e in entries if e.section] == meant
    assert len(told) == sum(a != b for a, b in zip(read, meant, strict=True))


def test_an_exported_documents_sections_stay_as_they_are_printed() -> None:
    entries = [entry(Section("I", "Вода"), None), entry(Section("I", "Світло"), None)]
    assert in_order(entries) == []
    assert [e.section.number for e in entries if e.section] == ["I", "I"]
