"""A run of Word's blocks (body, text box, note, header) as paragraphs and tables in reading order."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.model import Block, Paragraph, Role, Table
from ingest.nested import content
from ingest.package import Node
from ingest.reading import Refused
from ingest.word.context import Context
from ingest.word.inline import Line, LineReader
from ingest.word.names import (
    ALTERNATE,
    CELL_PROPERTIES,
    CHOICE,
    DROPPED,
    FALLBACK,
    SDT,
    SDT_CONTENT,
    TBL,
    TC,
    TEXT,
    TR,
    TRANSPARENT,
    M,
    P,
    R,
    W,
    number,
)
from ingest.word.quick import quick_row
from ingest.word.rows import Draft, Row, cell_properties, grid_table, row_properties

DEEPEST = 40
"""Tables or boxes inside one another beyond this are an attack, not a report."""


def opened(container: Node, wanted: frozenset[str]) -> Iterator[Node]:
    """The ``wanted`` elements below ``container``, through content controls and other wrappers, in order; and strangers as they are."""
    for child in container:
        tag = child.tag
        if tag in wanted:
            yield child
        elif tag == SDT:
            for content in child.iterfind(SDT_CONTENT):
                yield from opened(content, wanted)
        elif tag == ALTERNATE:
            branches = (list(opened(branch, wanted)) for branch in (*child.iterfind(CHOICE), *child.iterfind(FALLBACK)))
            yield from next((found for found in branches if found), [])
        elif tag in TRANSPARENT:
            yield from opened(child, wanted)
        elif tag in DROPPED or tag in _PROPERTIES:
            continue
        else:
            yield child


_PROPERTIES = frozenset(W + name for name in ("tblPr", "tblGrid", "trPr", "tcPr", "tblPrEx", "sdtPr", "sectPr", "pPr"))
_ROW_PROPERTIES = W + "trPr"
_CELLS, _PLAIN_ROW = frozenset([TC]), frozenset([TC, _ROW_PROPERTIES])
_BLOCKS = frozenset([P, TBL, W + "altChunk"])


class StoryReader:
    """Reads blocks of one document; the lists of one story go on in the next."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._lines = LineReader(context)
        self._tables_met = 0
        self._struck: list[str] = []
        self._cells_open = 0
        self._plain_styles: dict[str, bool] = {}
        self._quick = self._is_plain("")

    def blocks(self, container: Node, role: Role = "body", *, number_tables: bool = False) -> list[Block]:
        """The container's paragraphs and tables; empty paragraphs are left out. ``number_tables`` for the document's own."""
        self._deeper()
        blocks: list[Block] = []
        held: Line | None = None
        for node in opened(container, _BLOCKS):
            if node.tag == TBL:
                blocks.extend(self._table_block(node, number_tables))
            elif node.tag == P:
                held = _joined(held, self._lines.read(node))
                if not held.joins_next:
                    blocks.extend(self._line_blocks(held, role))
                    self._tables_met += len(held.tables) * number_tables
                    held = None
            else:
                blocks.extend(self._stranger(node, role))
        if held is not None:
            blocks.extend(self._line_blocks(held, role))
        self._context.depth -= 1
        return blocks

    def _is_plain(self, name: str) -> bool:
        """Whether a paragraph style gives neither a number nor a look that changes what is read."""
        if name not in self._plain_styles:
            style = self._context.styles.paragraph(name)
            self._plain_styles[name] = not (style.numbering or style.run.bold or style.run.changes_text)
        return self._plain_styles[name]

    def _deeper(self) -> None:
        self._context.depth += 1
        if self._context.depth > DEEPEST:
            raise Refused("too_deep")

    def _line_blocks(self, line: Line, role: Role) -> list[Block]:
        text = line.mark + line.text if line.text else line.mark.strip()
        if line.struck and self._cells_open:
            self._struck.append(text)
            text = ""
        own: list[Block] = [Paragraph(text, role=role, align=line.align, bold=line.bold, level=line.level)] if text else []
        boxes: list[Block] = []
        for box in line.boxes:
            boxes.extend(self.blocks(box, "textbox" if role == "body" else role, number_tables=role == "body" and self._context.depth == 1))
        return [*boxes, *own, *line.tables] if line.boxes_first else [*own, *boxes, *line.tables]

    def _table_block(self, node: Node, numbered: bool) -> list[Block]:
        context = self._context
        if numbered:
            context.table = self._tables_met + 1
        table, strays = self._table(node, numbered)
        if numbered:
            self._tables_met += table is not None
            context.table = context.row = None
        return [block for block in (table, *strays) if block is not None]

    def _stranger(self, node: Node, role: Role) -> list[Block]:
        """Text where the format allows none, or a chunk in a foreign format: never lost without a word."""
        if node.tag == W + "altChunk":
            self._context.note("embedded_object", {"what": self._context.parts.related(node.get(R + "id", "")) or "altChunk"})
        text = "".join(t.text or "" for t in node.iter(TEXT, M + "t")).strip() if isinstance(node.tag, str) else ""
        return [Paragraph(text, role=role)] if text else []

    def _table(self, node: Node, numbered: bool) -> tuple[Table | None, list[Block]]:
        context = self._context
        rows: list[Row] = []
        strays: list[Block] = []
        merging: dict[int, int] = {}
        for child in opened(node, frozenset([TR])):
            if child.tag != TR:
                strays.extend(self._stranger(child, "body"))
                continue
            if numbered:
                context.row = len(rows) + 1
            row = self._row(child, strays, merging)
            if row is not None:
                rows.append(row)
                merging = {cell.column: cell.span for cell in row.cells if cell.merge}
        widths = [max(number(column.get(W + "w")), 0) for column in node.iterfind(f"{W}tblGrid/{W}gridCol")]
        table = grid_table(rows, widths, context.limits)
        if table is not None:
            context.cells += table.rows * table.columns
            if context.cells > context.limits.cells:
                raise Refused.too_large(context.limits, "cells", str(context.cells))
            if table.hidden_rows:
                context.note("hidden_content", {"what": "table_rows", "lines": ", ".join(str(r + 1) for r in sorted(table.hidden_rows))})
        return table, strays

    def _row(self, node: Node, strays: list[Block], merging: dict[int, int]) -> Row | None:
        """One row; ``merging`` are the cells (column → span) of the row above that a cell of this one may continue."""
        if self._quick and not self._context.suppressed:
            quick = quick_row(node, merging, self._is_plain)
            if quick is not None:
                return quick
        children = list(node)
        row = row_properties(next((child for child in children if child.tag == _ROW_PROPERTIES), None))
        if row.deleted:
            gone = " | ".join("".join(t.text or "" for t in cell.iter(TEXT, W + "delText")) for cell in node.iter(TC))
            self._context.note("tracked_change", {"text": f"−«{gone}»"})
            return None
        for child in children if all(child.tag in _PLAIN_ROW for child in children) else opened(node, _CELLS):
            if child.tag == _ROW_PROPERTIES:
                continue
            if child.tag == TC:
                self._cell(child, row, merging)
            else:
                strays.extend(self._stranger(child, "body"))
        return row

    def _cell(self, node: Node, row: Row, merging: dict[int, int]) -> None:
        children = list(node)
        cell = cell_properties(children[0] if children and children[0].tag == CELL_PROPERTIES else None)
        if cell.covered and row.cells:
            row.cells[-1].span += cell.span
            self._covered(node)
            return
        cell.column = row.cells[-1].column + row.cells[-1].span if row.cells else row.before
        row.cells.append(cell)
        if cell.deleted:
            cell.merge = ""
            self._context.note("tracked_change", {"text": f"−«{_raw_text(node)}»"})
        elif cell.merge == "continue" and merging.get(cell.column) == cell.span:
            self._covered(node)
        else:
            cell.merge = cell.merge and "restart"
            self._fill(cell, node, children)

    def _covered(self, node: Node) -> None:
        """Text in a cell that a merge covers is on no paper."""
        text = _raw_text(node)
        if text:
            self._context.note("hidden_content", {"what": "covered", "text": text})

    def _fill(self, cell: Draft, node: Node, children: list[Node]) -> None:
        met = len(self._struck)
        if children and children[-1].tag == P and (len(children) == 1 or (len(children) == 2 and children[0].tag == CELL_PROPERTIES)):
            line = self._lines.read(children[-1])
            if not line.boxes and not line.tables:
                cell.text = line.mark + line.text if line.text else line.mark.strip()
                cell.bold = line.bold
                return
            blocks = self._line_blocks(line, "body")
        else:
            self._cells_open += 1
            blocks = self.blocks(node)
            self._cells_open -= 1
        cell.text, cell.bold, cell.tables = content(blocks)
        self._settle_struck(cell, met)

    def _settle_struck(self, cell: Draft, met: int) -> None:
        """Lines of a cell that are struck out count as deleted beside one that is not. ``met`` were there before the cell."""
        struck, self._struck = self._struck[met:], self._struck[:met]
        if struck and not cell.text:
            cell.text = "\n".join(struck)
        elif struck:
            self._context.note("tracked_change", {"text": f"−«{' '.join(struck)}»"})


def _raw_text(node: Node) -> str:
    return "".join(t.text or "" for t in node.iter(TEXT, W + "delText")).strip()


def _joined(first: Line | None, second: Line) -> Line:
    """Two paragraphs whose dividing mark a tracked change took away are one."""
    if first is None:
        return second
    second.text = f"{first.text}{second.text}" if second.joins_next else f"{first.text}{second.text}".strip()
    second.mark = first.mark or second.mark
    second.boxes = [*first.boxes, *second.boxes]
    second.tables = [*first.tables, *second.tables]
    return second
