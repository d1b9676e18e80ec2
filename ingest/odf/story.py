"""A run of OpenDocument blocks (body, text box, note, cell) as paragraphs and tables in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.model import Block, Cell, Paragraph, Role, Table
from ingest.nested import content
from ingest.odf import grid
from ingest.odf.inline import Context, Line, LineReader
from ingest.odf.lists import Run
from ingest.odf.names import DRAW, LIST, TABLE, TBL, TEXT, H, P
from ingest.package import Node
from ingest.reading import Refused
from ingest.seen import as_seen
from ingest.spans import cover

DEEPEST = 40
_SILENT = frozenset(
    [
        *(
            TEXT + name
            for name in ("sequence-decls", "variable-decls", "user-field-decls", "tracked-changes", "alphabetical-index-auto-mark-file")
        ),
        *(DRAW + name for name in ("image", "object", "object-ole", "glue-point", "enhanced-geometry", "contour-polygon")),
        "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}forms",
        "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}annotation",
    ]
)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in a list a block stands: the run, the style that counts, the level (0 outside lists)."""

    run: Run | None = None
    style: str = ""
    level: int = 0


class StoryReader:
    """Reads blocks of one document; its lists and notes go on from one story to the next."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._lines = LineReader(context)
        self._tables_met = 0

    def blocks(self, container: Node, role: Role = "body", *, number_tables: bool = False) -> list[Block]:
        """The container's paragraphs and tables; empty paragraphs are left out. ``number_tables`` for the document's own."""
        self._context.depth += 1
        if self._context.depth > DEEPEST:
            raise Refused("too_deep")
        found = list(self._walk(container, role, number_tables, _Place(), ""))
        self._context.depth -= 1
        return found

    def _walk(self, container: Node, role: Role, numbered: bool, place: _Place, mark: str) -> Iterator[Block]:
        for node in container:
            tag = node.tag
            if tag in (P, H):
                yield from self._line(node, role, numbered, place, mark)
                mark = ""
            elif tag == TBL:
                yield from self._table_block(node, role, numbered)
            elif tag == LIST:
                yield from self._list(node, role, numbered, place)
            elif tag == DRAW + "text-box":
                yield from self.blocks(node, "textbox" if role == "body" else role, number_tables=numbered)
            elif tag == TEXT + "section" and node.get(TEXT + "display") == "none":
                self._context.note("hidden_content", {"what": "section", "text": " ".join("".join(node.itertext()).split())[:200]})
            elif tag not in _SILENT:
                yield from self._walk(node, role, numbered, place, mark)

    def _list(self, node: Node, role: Role, numbered: bool, outer: _Place) -> Iterator[Block]:
        style = node.get(TEXT + "style-name") or outer.style
        run = outer.run or self._context.lists.open(node)
        place = _Place(run, style, outer.level + 1)
        for item in node:
            mark = ""
            if item.tag == TEXT + "list-item" and len(item) and item[0].tag in (P, H):
                mark = self._context.lists.item(run, style, place.level, item.get(TEXT + "start-value"))
            yield from self._walk(item, role, numbered, place, mark)

    def _line(self, node: Node, role: Role, numbered: bool, place: _Place, mark: str) -> Iterator[Block]:
        line = self._lines.read(node)
        level = None
        if node.tag == H:
            outline = node.get(TEXT + "outline-level", "1")
            level = int(outline) if outline.isdecimal() else 1
            if place.level == 0 and node.get(TEXT + "is-list-header") != "true":
                mark = self._context.lists.heading(level)
        text = mark + line.text if line.text else mark.strip()
        own: list[Block] = [Paragraph(text, role=role, align=line.look.align, bold=line.bold, level=level)] if text else []
        boxes = list(self._boxes(line, role, numbered))
        yield from (*boxes, *own) if line.boxes_first else (*own, *boxes)

    def _boxes(self, line: Line, role: Role, numbered: bool) -> Iterator[Block]:
        for box in line.boxes:
            yield from self.blocks(box, "textbox" if role == "body" else role, number_tables=numbered)

    def _table_block(self, node: Node, role: Role, numbered: bool) -> Iterator[Block]:
        context = self._context
        if numbered:
            context.table = self._tables_met + 1
        table = self._table(node, numbered)
        if numbered:
            self._tables_met += table is not None
            context.table = context.row = None
        if table is not None:
            yield table

    def _table(self, node: Node, numbered: bool) -> Table | None:
        context = self._context
        declared = grid.read_columns(node, context.styles)
        placed: list[Cell] = []
        hidden: set[int] = set()
        height = headers = width = 0
        for row, repeat, header, unseen in grid.rows(node):
            wide = max((column + across for _, column, across, _ in grid.cells(row)), default=0)
            if (height + repeat) * max(width, wide, 1) > context.limits.cells:
                raise Refused.too_large(context.limits, "cells", f"{height + repeat} × {max(width, wide)}")
            for _ in range(repeat):
                if numbered:
                    context.row = height + 1
                width = max(width, self._row(row, height, placed))
                hidden.update([height] if unseen else ())
                headers += header and headers == height
                height += 1
        if height == 0:
            return None
        columns = max(width, 1)
        context.cells += height * columns
        if context.cells > context.limits.cells:
            raise Refused.too_large(context.limits, "cells", str(context.cells))
        if hidden:
            context.note("hidden_content", {"what": "table_rows", "lines": ", ".join(str(r + 1) for r in sorted(hidden))})
        cells = cover(placed, height, columns, context.limits)
        edges = _edges(declared.widths) if len(declared.widths) == columns and all(declared.widths) else ()
        table = Table(height, columns, cells, hidden_rows=frozenset(hidden), column_edges=edges, header_rows=headers)
        return as_seen(table)

    def _row(self, row: Node, index: int, placed: list[Cell]) -> int:
        """Places one row's cells; the number of columns it fills."""
        end = 0
        for cell, column, repeat, covered in grid.cells(row):
            end = column + repeat
            if covered:
                self._covered(cell)
                continue
            for step in range(repeat):
                placed.append(self._cell(cell, index, column + step))
        return end

    def _covered(self, cell: Node) -> None:
        text = "".join(cell.itertext()).strip()
        if text:
            self._context.note("hidden_content", {"what": "covered", "text": text})

    def _cell(self, node: Node, row: int, column: int) -> Cell:
        text, bold, tables = content(self.blocks(node) if len(node) else [])
        height, width = grid.spans(node)
        return Cell(text, row, column, height, width, bold=bold, tables=tables)


def _edges(widths: tuple[float, ...]) -> tuple[float, ...]:
    edges = [0.0]
    for width in widths:
        edges.append(edges[-1] + width)
    return tuple(edges)


__all__ = ["TABLE", "StoryReader"]
