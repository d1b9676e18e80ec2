"""A column whose header says «план/факт» and whose cells hold two figures parted by a slash («120,0 / 118,8») is two columns."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.model import Cell, Table
from normalize.text import one_line
from normalize.values import Kind, read_value

_PLAN = r"(?:за)?план\w*|передбачено|затверджено|обсяг(?! фінанс)"
_FACT = r"факт\w*|(?:про)?фінансовано|виконано|використано|касові видатки"
_HEADER = re.compile(rf"\(?\s*\b(?P<plan>{_PLAN})\s*/\s*(?P<fact>{_FACT})\s*\)?", re.IGNORECASE)
_FIGURES = frozenset({Kind.NUMBER, Kind.DASH, Kind.NOT_APPLICABLE, Kind.NONE_WORDS})


def split_pairs(table: Table) -> Table:
    """The table with each such column as two; any other as it is."""
    for cell in sorted(table.cells, key=lambda cell: -cell.column):
        if cell.column_span == 1 and _HEADER.search(one_line(cell.text)) and _holds_pairs(table, cell):
            table = _widened(table, cell)
    return table


def _below(table: Table, header: Cell) -> list[Cell]:
    return [
        c
        for c in table.cells
        if c.column == header.column and c.column_span == 1 and c.row > header.row and one_line(c.text) and not _is_number_of_column(c)
    ]


def _is_number_of_column(cell: Cell) -> bool:
    return bool(re.fullmatch(r"\d{1,2}", one_line(cell.text)))


def _holds_pairs(table: Table, header: Cell) -> bool:
    """Whether there are pairs below, and nothing with a figure that is none."""
    texts = [one_line(cell.text) for cell in _below(table, header)]
    odd = [text for text in texts if _halves(text) is None and any(c.isdigit() for c in text)]
    return any(_halves(text) for text in texts) and not odd


def _halves(text: str) -> tuple[str, str] | None:
    halves = [half.strip() for half in text.split("/")]
    if len(halves) != 2 or not all(half and read_value(half).kind in _FIGURES for half in halves):
        return None
    return halves[0], halves[1]


def _widened(table: Table, header: Cell) -> Table:
    at = header.column
    cells: list[Cell] = []
    for cell in table.cells:
        if cell.column > at:
            cells.append(replace(cell, column=cell.column + 1))
        elif cell.column + cell.column_span <= at:
            cells.append(cell)
        elif cell is header or (cell in _below(table, header) and _halves(one_line(cell.text))):
            cells += _parted(cell, header)
        else:
            cells.append(replace(cell, column_span=cell.column_span + 1))
    edges = table.column_edges
    if len(edges) == table.columns + 1:
        edges = (*edges[: at + 1], (edges[at] + edges[at + 1]) / 2, *edges[at + 1 :])
    return replace(table, columns=table.columns + 1, cells=tuple(cells), column_edges=edges)


def _parted(cell: Cell, header: Cell) -> list[Cell]:
    """The two cells that one is: a header's with the one word or the other, a figure's with what stands on either side of the slash."""
    text = one_line(cell.text)
    if cell is header:
        match = _HEADER.search(text)
        assert match is not None
        rest = f"{text[: match.start()].strip()} {text[match.end() :].strip()}".strip(" ,")
        named = [re.sub(r" ,", ",", f"{word.capitalize()}, {rest}").strip(" ,") for word in (match["plan"], match["fact"])]
    else:
        named = list(_halves(text) or (text, text))
    return [replace(cell, text=named[0], exact=None), replace(cell, text=named[1], column=cell.column + 1, exact=None)]
