"""The grid of an OpenDocument table: columns, rows and cells with their repeats, spans and visibility."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.odf.names import CELL, COVERED, ROW, TABLE, count
from ingest.odf.styles import Styles
from ingest.package import Node

MOST_COLUMNS = 16384
MOST_ROWS = 1048576
_COLUMN_GROUPS = frozenset(TABLE + name for name in ("table-columns", "table-header-columns", "table-column-group"))
_ROW_GROUPS = frozenset(TABLE + name for name in ("table-rows", "table-row-group"))
_HEADER_ROWS = TABLE + "table-header-rows"


@dataclass(frozen=True, slots=True)
class Columns:
    """The declared columns: each one's width (points) and the hidden ones' numbers."""

    widths: tuple[float, ...]
    hidden: frozenset[int]


def read_columns(table: Node, styles: Styles) -> Columns:
    """The columns that a table declares, repeats written out."""
    widths: list[float] = []
    hidden: set[int] = set()
    for node in _columns(table):
        repeat = count(node, TABLE + "number-columns-repeated", MOST_COLUMNS - len(widths)) if len(widths) < MOST_COLUMNS else 0
        if node.get(TABLE + "visibility", "visible") != "visible":
            hidden.update(range(len(widths), len(widths) + repeat))
        widths.extend([styles.column_width(node.get(TABLE + "style-name"))] * repeat)
    return Columns(tuple(widths), frozenset(hidden))


def _columns(node: Node) -> Iterator[Node]:
    for child in node:
        if child.tag == TABLE + "table-column":
            yield child
        elif child.tag in _COLUMN_GROUPS:
            yield from _columns(child)


def rows(node: Node, header: bool = False, hidden: bool = False) -> Iterator[tuple[Node, int, bool, bool]]:
    """Each ``table:table-row`` with how often it is repeated, whether it is a header row, and whether it is hidden."""
    for child in node:
        if child.tag == ROW:
            unseen = hidden or child.get(TABLE + "visibility", "visible") != "visible"
            yield child, count(child, TABLE + "number-rows-repeated", MOST_ROWS), header, unseen
        elif child.tag == _HEADER_ROWS:
            yield from rows(child, True, hidden)
        elif child.tag in _ROW_GROUPS:
            yield from rows(child, header, hidden or child.get(TABLE + "display") == "false")


def cells(row: Node) -> Iterator[tuple[Node, int, int, bool]]:
    """Each cell of a row with its first column, how often it is repeated, and whether another cell covers it."""
    column = 0
    for child in row:
        if child.tag in (CELL, COVERED) and column < MOST_COLUMNS:
            repeat = count(child, TABLE + "number-columns-repeated", MOST_COLUMNS - column)
            yield child, column, repeat, child.tag == COVERED
            column += repeat


def spans(cell: Node) -> tuple[int, int]:
    """How many rows and columns a cell stands over."""
    return count(cell, TABLE + "number-rows-spanned", MOST_ROWS), count(cell, TABLE + "number-columns-spanned", MOST_COLUMNS)
