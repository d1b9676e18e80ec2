"""What says nothing about a report may change without its records changing: how merged cells and numbers are written, blank columns, dashes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pytest
from sample_runs import exported

from ingest.model import Cell, Document, Paragraph, Table
from ingest.reading import Format, Limits, Probe, recognise
from normalize.document import normalize
from normalize.lexicon import load
from normalize.records import Amount

_NUMBER = re.compile(r"-?\d[\d \u00a0]*,\d+")


def _here() -> Iterator[Path]:
    """The samples that are read without another program."""
    for path in exported():
        kind = recognise(Probe(path.name, path.read_bytes()))
        if isinstance(kind, Format) and kind.convert is None:
            yield path


@lru_cache(maxsize=4)
def _document(path: Path) -> Document:
    probe = Probe(path.name, path.read_bytes())
    kind = recognise(probe)
    assert isinstance(kind, Format)
    return kind.read(probe, Limits())


def _records(document: Document, name: str) -> Counter[tuple[str, ...]]:
    def told(amount: Amount) -> str:
        return str(amount.state) if amount.uah is None else str(amount.uah.normalize())

    return Counter(
        (str(r.row_kind), str(r.measure_number), r.measure, str(r.year), str(r.source), str(r.fund), told(r.planned), told(r.actual))
        for report in normalize(document, name, load()).reports
        for r in report.funding
    )


def _tables(document: Document, change: Callable[[Table], Table]) -> Document:
    return replace(document, blocks=tuple(change(b) if isinstance(b, Table) else b for b in document.blocks))


def _spans_undone(table: Table, *, repeated: bool) -> Table:
    cells = [
        replace(cell, row=row, column=column, row_span=1, column_span=1, text=cell.text if repeated or not (k or n) else "")
        for cell in table.cells
        for k, row in enumerate(range(cell.row, cell.row + cell.row_span))
        for n, column in enumerate(range(cell.column, cell.column + cell.column_span))
    ]
    return replace(table, cells=tuple(sorted(cells, key=lambda c: (c.row, c.column))))


def _blank_column_first(table: Table) -> Table:
    cells = [
        replace(cell, column_span=cell.column_span + 1)
        if cell.column == 0 and cell.column_span == table.columns > 1
        else replace(cell, column=cell.column + 1)
        for cell in table.cells
    ]
    covered = {row for c in cells if c.column == 0 for row in range(c.row, c.row + c.row_span)}
    cells += [Cell("", row, 0, page=table.page) for row in range(table.rows) if row not in covered]
    return replace(table, columns=table.columns + 1, cells=tuple(sorted(cells, key=lambda c: (c.row, c.column))), column_edges=())


def _blank_column_last(table: Table) -> Table:
    cells = [*table.cells, *(Cell("", row, table.columns, page=table.page) for row in range(table.rows))]
    return replace(table, columns=table.columns + 1, cells=tuple(sorted(cells, key=lambda c: (c.row, c.column))), column_edges=())


def _texts(change: Callable[[str], str]) -> Callable[[Document], Document]:
    def changed(table: Table) -> Table:
        return replace(table, cells=tuple(replace(cell, text=change(cell.text), exact=None) for cell in table.cells))

    return lambda document: _tables(document, changed)


def _other_dash(text: str) -> str:
    return {"-": "—", "–": "—", "—": "-"}.get(text.strip(), text)


def _grouped(mark: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        if not _NUMBER.fullmatch(text.strip()):
            return text
        whole, _, decimals = re.sub(r"[ \u00a0]", "", text.strip()).partition(",")
        return f"{int(whole):,}".replace(",", mark) + f",{decimals}"

    return change


def _with_point(text: str) -> str:
    return re.sub(r"[ \u00a0]", "", text.strip()).replace(",", ".") if _NUMBER.fullmatch(text.strip()) else text


def _plain(document: Document) -> Document:
    blocks = (replace(b, level=None, bold=False, align=None) if isinstance(b, Paragraph) else b for b in document.blocks)
    return replace(document, blocks=tuple(blocks))


_CHANGES: dict[str, Callable[[Document], Document]] = {
    "a merged cell's text in every cell it covered": lambda d: _tables(d, lambda t: _spans_undone(t, repeated=True)),
    "merged cells undone": lambda d: _tables(d, lambda t: _spans_undone(t, repeated=False)),
    "a blank column before the first": lambda d: _tables(d, _blank_column_first),
    "a blank column after the last": lambda d: _tables(d, _blank_column_last),
    "dashes of another length": _texts(_other_dash),
    "thousands apart by apostrophes": _texts(_grouped("'")),
    "thousands apart by narrow spaces": _texts(_grouped("\u202f")),
    "thousands not apart": _texts(_grouped("")),
    "a point before the decimals": _texts(_with_point),
    "no paragraph marked as a heading": _plain,
}


@pytest.mark.parametrize("change", _CHANGES, ids=str)
@pytest.mark.parametrize("path", list(_here()), ids=lambda path: path.name)
def test_the_records_stay(path: Path, change: str) -> None:
    document = _document(path)
    assert _records(_CHANGES[change](document), path.name) == _records(document, path.name)


def test_a_label_written_out_from_the_first_column_on_is_one_label() -> None:
    words = ["Усього за програмою"] * 3
    table = Table(
        4,
        5,
        tuple(
            Cell(text, row, column)
            for row, texts in enumerate(
                [
                    ["№", "Захід", "Виконавець", "План, тис. грн", "Факт, тис. грн"],
                    ["1", "Лавки", "Відділ", "10,0", "5,0"],
                    ["2", "Урни", "Відділ", "20,0", "20,0"],
                    [*words, "30,0", "25,0"],
                ]
            )
            for column, text in enumerate(texts)
        ),
    )
    title = Paragraph("Звіт про виконання Програми «Тепла оселя» Вербівської міської територіальної громади за 2024 рік")
    (report,) = normalize(Document("docx", (title, table)), "звіт.docx", load()).reports
    assert [(r.row_kind, r.measure, r.measure_number) for r in report.funding][-1] == ("total", "Усього за програмою", None)
