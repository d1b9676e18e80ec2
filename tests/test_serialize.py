"""A stored document comes back exactly as it was, and a damaged one never comes back as another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.model import Box, Cell, Document, Note, Paragraph, Reading, Table
from ingest.serialize import dumps, loads

_text = st.text(max_size=12)
_count = st.integers(0, 50)
_page = st.none() | st.integers(1, 2000)
_number = st.floats(allow_nan=False, allow_infinity=False, width=64)
_boxes = st.builds(Box, _number, _number, _number, _number)
_readings = st.builds(Reading, _text, _number)


def _cells(tables: st.SearchStrategy[tuple[Table, ...]]) -> st.SearchStrategy[Cell]:
    return st.builds(
        Cell,
        text=_text,
        row=_count,
        column=_count,
        row_span=st.integers(1, 5),
        column_span=st.integers(1, 5),
        page=_page,
        box=st.none() | _boxes,
        confidence=st.none() | _number,
        readings=st.lists(_readings, max_size=2).map(tuple),
        exact=st.none() | _text,
        bold=st.booleans(),
        tables=tables,
    )


def _tables(nested: st.SearchStrategy[tuple[Table, ...]]) -> st.SearchStrategy[Table]:
    return st.builds(
        Table,
        rows=_count,
        columns=_count,
        cells=st.lists(_cells(nested), max_size=4).map(tuple),
        page=_page,
        box=st.none() | _boxes,
        name=st.none() | _text,
        hidden=st.booleans(),
        hidden_rows=st.frozensets(_count, max_size=3),
        hidden_columns=st.frozensets(_count, max_size=3),
        column_edges=st.lists(_number, max_size=4).map(tuple),
        header_rows=_count,
        ruled=st.booleans(),
        repaired=st.frozensets(st.tuples(_count, _count), max_size=3),
    )


_inner = st.lists(_tables(st.just(())), max_size=1).map(tuple)
_paragraphs = st.builds(
    Paragraph,
    text=_text,
    page=_page,
    box=st.none() | _boxes,
    role=st.sampled_from(["body", "header", "footer", "footnote", "textbox"]),
    align=st.sampled_from([None, "left", "center", "right"]),
    bold=st.booleans(),
    level=st.none() | st.integers(1, 9),
    confidence=st.none() | _number,
)
_notes = st.builds(Note, code=_text, args=st.dictionaries(_text, _text, max_size=3), page=_page, table=_page, row=_page)
documents = st.builds(
    Document,
    format=_text,
    blocks=st.lists(_paragraphs | _tables(_inner), max_size=4).map(tuple),
    pages=_page,
    notes=st.lists(_notes, max_size=2).map(tuple),
)


@given(documents)
def test_round_trip_is_exact(document: Document) -> None:
    assert loads(dumps(document)) == document


def test_equal_documents_give_equal_bytes() -> None:
    document = Document("txt", (Table(1, 1, (Cell("а", 0, 0),), repaired=frozenset({(0, 0), (1, 2)})),))
    assert dumps(document) == dumps(loads(dumps(document)))


STORED = dumps(Document("txt", (Paragraph("Звіт"),)))


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", STORED[:-3], b"ZVD0" + STORED[4:], STORED[:4] + b"\0" * 8 + STORED[12:], STORED[:12] + b"x" * 20],
    ids=["empty", "json", "cut", "other version", "other model", "noise"],
)
def test_what_is_no_stored_document_raises_value_error(data: bytes) -> None:
    with pytest.raises(ValueError, match="stored"):
        loads(data)
