"""A column whose cells hold plan and fact, or two plans, parted by a slash («120,0 / 118,8») or one below the other, as their header or words say, is two."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.model import Cell, Table
from normalize.text import clean, one_line
from normalize.values import Kind, is_dash, read_value
from normalize.wraps import is_complete

_PLAN = r"(?:за)?план\w*|передбачено|затверджено|обсяг(?! фінанс)"
_FACT = r"факт\w*|(?:про)?фінансовано|виконано|використано|касові видатки"
_HEADER = re.compile(rf"\(?\s*\b(?P<plan>{_PLAN})\s*/\s*(?P<fact>{_FACT})\s*\)?", re.IGNORECASE)
_LINED = re.compile(rf":\s*(?P<plan>{_PLAN})[\s,;]+(?P<fact>{_FACT})\s*$", re.IGNORECASE)
# «Обсяг фінансування, тис. грн: передбачено програмою / затверджено в бюджеті»
_OF_MONEY = r"(?:план|передбач|затвердж|уточнен|призначен|факт|фінансован|викона|використ|видатк|виділен|асигнуван|бюджет|фонд)"
_SIDES = re.compile(
    rf"(?:^|[:(,]\s*)(?P<plan>(?=[^/:,]*{_OF_MONEY})[^\W\d_][^/:,()]{{3,50}}?)\s*/\s*(?P<fact>(?=[^/:,]*{_OF_MONEY})[^\W\d_][^/:,()]{{3,50}}?)\s*\)?(?=$|,)",
    re.IGNORECASE,
)
_LABELLED = re.compile(rf"(?:{_PLAN})\s*[:–—-]\s*(?P<first>\S.*)\n(?:{_FACT})\s*[:–—-]\s*(?P<second>\S.*)", re.IGNORECASE)
_FIGURES = frozenset({Kind.NUMBER, Kind.DASH, Kind.NOT_APPLICABLE, Kind.NONE_WORDS})


def split_pairs(table: Table) -> Table:
    """The table with each such column as two; any other as it is."""
    for cell in sorted(table.cells, key=lambda cell: -cell.column):
        if cell.column_span == 1 and _may_head(cell, table) and _holds_pairs(table, cell):
            table = _widened(table, cell)
    return table


def _may_head(cell: Cell, table: Table) -> bool:
    """Whether a cell names plan and fact itself, or stands over cells that do."""
    text = one_line(cell.text)
    if _HEADER.search(text) or _LINED.search(text) or _SIDES.search(text):
        return True
    figures = [c for c in _below(table, cell) if any(ch.isdigit() for ch in c.text)]
    return len(figures) > 1 and bool(text) and not _labelled(cell) and all(_labelled(c) for c in figures)


def _labelled(cell: Cell) -> re.Match[str] | None:
    return _LABELLED.fullmatch(clean(cell.text))


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
    cells = _below(table, header)
    odd = [cell for cell in cells if _halves(cell) is None and any(c.isdigit() for c in cell.text)]
    return any(_halves(cell) for cell in cells) and not odd


def _halves(cell: Cell) -> tuple[str, str] | None:
    """Plan and fact of a cell: on either side of a slash, in its two lines, behind the words for them."""
    labelled, lines = _labelled(cell), clean(cell.text).split("\n")
    halves = [half.strip() for half in one_line(cell.text).split("/")]
    if labelled:
        halves = [labelled["first"].rstrip(" ;,"), labelled["second"].rstrip(" ;,.")]
    elif len(halves) == 1 and len(lines) == 2 and all(is_complete(line) or is_dash(line) for line in lines):
        halves = lines
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
        elif cell is header or (cell in _below(table, header) and _halves(cell)):
            cells += _parted(cell, header)
        else:
            cells.append(replace(cell, column_span=cell.column_span + 1))
    edges = table.column_edges
    if len(edges) == table.columns + 1:
        edges = (*edges[: at + 1], (edges[at] + edges[at + 1]) / 2, *edges[at + 1 :])
    return replace(table, columns=table.columns + 1, cells=tuple(cells), column_edges=edges)


def _parted(cell: Cell, header: Cell) -> list[Cell]:
    """The two cells that one is: a header's with the one word or the other, a figure's with what stands on either side of the slash."""
    if cell is header:
        text = one_line(cell.text)
        match = _HEADER.search(text) or _LINED.search(text) or _SIDES.search(text)
        words = (match["plan"], match["fact"]) if match else ("план", "факт")
        rest = f"{text[: match.start()].strip()} {text[match.end() :].strip()}".strip(" ,") if match else text
        rest = rest if match and match.re is _HEADER else re.sub(r"(?i)\bобсяги? (?:фінансування|коштів|видатків)", "", rest).strip(" ,:")
        named = [re.sub(r" ,", ",", f"{word.capitalize()}, {rest}").strip(" ,") for word in words]
    else:
        named = list(_halves(cell) or (one_line(cell.text),) * 2)
    return [replace(cell, text=named[0], exact=None), replace(cell, text=named[1], column=cell.column + 1, exact=None)]
