"""Tables as they stand on pages become tables as they were meant: continued over pages, headers repeated or missing, text rows set apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from ingest.model import Block, Cell, Paragraph, Table
from normalize.align import Assignment
from normalize.announcements import announces_report, programme_head
from normalize.bands import banded
from normalize.captions import caption_place, caption_unit
from normalize.column_marks import is_number_row
from normalize.halves import beside, halves
from normalize.head_texts import is_unit_only
from normalize.header_blocks import find_headers
from normalize.headers import read_header
from normalize.labels import is_total
from normalize.lexicon import Lexicon
from normalize.logical_tables import Line, LogicalTable, Piece
from normalize.narrow_tables import columns_filled, edges_of
from normalize.next_tables import next_table
from normalize.other_tables import Unread, heads_itself, heads_of
from normalize.pairs import split_pairs
from normalize.people import is_post, signature_start
from normalize.records import Finding
from normalize.row_places import (
    cut_short,
    first_text,
    fits_as_it_is,
    fits_resized,
    has_figures,
    is_drawn_rule,
    may_be_moved,
    place,
    same_header,
    same_words,
    texts_figures,
    unmerged,
)
from normalize.sideways import numbered
from normalize.table_rows import Row, flatten, rows_of
from normalize.tables_beside import findings_of_tables, settle_kinds
from normalize.text import clean, fold
from normalize.text_rows import POINT, is_form, split_tail
from normalize.torn_rows import last_line, mend, stain, totalled, without
from normalize.turned_tables import turned
from normalize.year_parts_named import part_named


def stitch(blocks: tuple[Block, ...], lexicon: Lexicon) -> tuple[list[Piece], list[Finding]]:
    """Paragraphs and logical tables in reading order, with the findings of putting them together."""
    stitcher = _Stitcher(lexicon)
    for number, block in numbered(flatten(blocks)):
        if isinstance(block, Table):
            parts = (
                part
                for one in beside(block, lexicon)
                for half in halves(split_pairs(turned(one, lexicon)))
                for part in banded(half, lexicon)
            )
            for part in parts:
                stitcher.table(part, number)
        else:
            stitcher.paragraph(block)
    stitcher.reconsider()
    return stitcher.pieces, stitcher.findings


class _Stitcher:
    """Holds the table that may still go on while blocks pass by."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.pieces: list[Piece] = []
        self.findings: list[Finding] = []
        self.open: LogicalTable | None = None
        self.titled = False
        self.between: list[Paragraph] = []
        self.heads: set[str] = set()
        self.unread: list[Unread] = []

    def paragraph(self, paragraph: Paragraph) -> None:
        self.pieces.append(paragraph)
        self.between.append(paragraph)
        if paragraph.role != "body":
            return
        head = fold(programme_head(paragraph.text) or "")
        if announces_report(paragraph.text, self.lexicon) or (head and head not in self.heads):
            self.titled = True
        self.heads.add(head)

    def table(self, table: Table, number: int) -> None:
        rows, signature = self._signed_off(rows_of(table, number))
        headers = find_headers(rows, self.lexicon)
        first = headers[0][0] if headers else len(rows)
        self._loose(table, number, rows[:first], whole=not headers)
        if headers and table.name and part_named(table.name, self.lexicon):
            self.between.append(Paragraph(table.name, page=table.page))
        for i, (start, end) in enumerate(headers):
            stop = headers[i + 1][0] if i + 1 < len(headers) else len(rows)
            self._headed(table, number, rows, start, end, stop)
        for row in signature:
            self.paragraph(Paragraph(_joined(row), page=row.page))

    def _signed_off(self, rows: list[Row]) -> tuple[list[Row], list[Row]]:
        """The rows without a signature laid out in the table's last ones, and those; the post may begin in the paragraph before."""
        last = max((i for i, row in enumerate(rows) if any(texts_figures(row)) or len(row.filled()) > 3), default=-1)
        above = [p.text for p in self.between[-2:]] if last < 0 else []
        below = [_joined(row) for row in rows[last + 1 :]]
        start = signature_start([*above, *below])
        if start is None and last >= 0 and any(is_total(cell.text, self.lexicon) for _, cell in rows[last].filled()):
            start = _post_alone(below)
        if start is None:
            return rows, []
        cut = last + 1 + max(0, start - len(above))
        return rows[:cut], [row for row in rows[cut:] if not row.empty]

    def _headed(self, table: Table, number: int, rows: list[Row], start: int, end: int, stop: int) -> None:
        body, rest = rows[end:stop], list[Row]()
        data, tail = split_tail(body)
        header = read_header(rows, start, end, self.lexicon, data)
        if (at := next_table(body, header)) is not None:
            body, rest = body[:at], body[at:]
            data, tail = split_tail(body)
            header = read_header(rows, start, end, self.lexicon, data)
        known = self.open
        same = known is not None and (
            (same_header(known.header, header) and (same_words(known.header, header) or not self._text_between()))
            or (cut_short(known.header, header) and not self._text_between())
        )
        if known is not None and same and not self.titled and not self._new_caption():
            header = known.header
            target = known
        else:
            target = LogicalTable(header, number, edges=edges_of(table), page=table.page, height=table.rows)
            target.origin = (rows, start, end)
            self.pieces.append(target)
        self.open, self.titled = target, False
        self._append(target, table, data, fresh=target is known)
        for row in tail:
            self._text_row(row)
        self._other(number, [row for row in rest if not row.empty])

    def _other(self, number: int, rows: list[Row]) -> None:
        """Take in the captions and rows of another table of the same sheet; its figures are told, for nobody knows its head."""
        captions = list(takewhile(lambda row: len(row.filled()) == 1, rows))
        for row in captions:
            self._text_row(row)
        if has_figures(rows):
            own = rows[len(captions) :]
            heads = tuple(own[0].text(c) for c, _ in own[0].filled())
            self.unread.append(Unread(number, own[0].page, heads, first_text(own)))

    def _new_caption(self) -> bool:
        """Whether a caption since the last table names a unit, year, source or fund: the table below it is read by that and joined to nothing."""
        if any(p.role == "body" and is_unit_only(clean(p.text)) for p in self.between):
            return True
        above = takewhile(lambda item: isinstance(item, Paragraph), self.open.lines if self.open else [])
        unit, place = caption_unit(self.between), caption_place(self.between, self.lexicon)
        return (unit is not None and unit is not caption_unit(above)) or bool(place)

    def _text_between(self) -> bool:
        """Whether words stand between the last table and this one; a header in other words below them heads a table of its own."""
        return any(p.role == "body" and re.search(r"[^\W\d_]{3,}", p.text) for p in self.between)

    def reconsider(self) -> None:
        """Read each header once more, now that all its rows are known: a column's content may speak only on later pages."""
        tables = [piece for piece in self.pieces if isinstance(piece, LogicalTable)]
        for table in tables:
            rows, start, end = table.origin
            data = [item.row for item in table.lines if isinstance(item, Line) and len(item.row.cells) == len(table.header.meanings)]
            table.header = read_header(rows, start, end, self.lexicon, data)
        settle_kinds(tables, self.lexicon)
        self.findings += findings_of_tables(tables, self.unread, self.lexicon)

    def _loose(self, table: Table, number: int, rows: list[Row], *, whole: bool) -> None:
        """Rows with no header above them in their own table: more of the open table, or text; figures that are neither are told."""
        rows = [row for row in rows if not row.empty and not is_drawn_rule(row)]
        if not rows:
            return
        if self.open is not None and not self.titled and (whole or has_figures(rows)) and self._goes_on(table, rows):
            return
        if has_figures(rows) and len(rows[0].cells) > 2 and whole and not is_form(rows):
            self.unread.append(Unread(number, rows[0].page, tuple(heads_of(rows, self.lexicon)), first_text(rows)))
        for row in rows:
            self._text_row(row)

    def _goes_on(self, table: Table, rows: list[Row]) -> bool:
        """Take in rows under no header as more of the open table, where they fit it; False where they do not."""
        assert self.open is not None
        target, width = self.open, len(self.open.header.meanings)
        if heads_itself(rows, self.lexicon) or (self._text_between() and totalled(target, self.lexicon)):
            return False
        data, tail, mapping = rows, list[Row](), None
        if len(rows[0].cells) == width:
            data, tail = split_tail(rows)
            bad = sum(not fits_as_it_is(r, target.header) for r in data)
            if bad * 2 > len(data) and not any(may_be_moved(r, target.header) for r in data):
                return False
        elif not has_figures(rows):
            return False
        else:
            figures = [unmerged(row) for row in rows if any(texts_figures(row)) and not is_number_row(row)]
            mapping = columns_filled(edges_of(table), target.edges, figures, target.header.meanings)
            if mapping is None and not fits_resized(rows, target.header):
                return False
        first = rows[0]
        self.findings.append(Finding("continued_without_header", {}, table_number=first.table, row_number=first.number, page=first.page))
        self._append(target, table, data, fresh=True, mapping=mapping)
        for row in tail:
            self._text_row(row)
        return True

    def _append(self, target: LogicalTable, table: Table, rows: Sequence[Row], *, fresh: bool, mapping: Assignment | None = None) -> None:
        if rows and rows[0].table != target.number and rows[0].table not in target.offsets:
            target.offsets[rows[0].table] = target.height
            target.height += table.rows
        target.lines.extend(self.between)
        self.between = []
        stained: Cell | None = None
        for row in rows:
            if row.empty and not any(row.from_above(c) for c in range(len(row.cells))):
                continue
            placed = place(target.numbered(row), target.header, mapping, fresh=fresh)
            if placed is None:
                continue
            at = last_line(target.lines) if fresh else None
            above = [item for item in target.lines[max(0, at - 4) : at + 1] if isinstance(item, Line)] if at is not None else []
            stained = stain(above[-1], placed, target.header, self.lexicon) if above else stained
            placed = placed if stained is None else self._unstained(placed, stained)
            mended = mend(above, placed, target.header, self.lexicon) if above else None
            if at is not None and mended is not None:
                target.lines[at], placed = mended
            target.lines.append(placed)
            fresh = False

    def _unstained(self, line: Line, stained: Cell) -> Line:
        """The line without what a stamp left beside a sum that goes on over the page."""
        if stained.row == line.row.index:
            text = stained.text.strip()
            self.findings.append(
                Finding("row_rejoined", {"text": text}, None, None, line.row.page, line.row.table, line.row.number, found=text)
            )
        return without(line, stained)

    def _text_row(self, row: Row) -> None:
        """A row that belongs to no table becomes a paragraph; a label and its value in two cells one «label: value»."""
        texts = [(cell.text, cell) for _, cell in row.filled()]
        if not texts:
            return
        joined = " ".join(text.strip() for text, _ in texts)
        if len(texts) == 3 and len(row.cells) == 3 and POINT.fullmatch(texts[0][0].strip()):
            texts = texts[1:]  # «1. | Рішення про затвердження | від … № …»: the point's number says nothing
            joined = " ".join(text.strip() for text, _ in texts)
        if len(texts) == 2 and not texts[0][0].rstrip().endswith(":") and len(texts[0][0]) < 120 and len(row.cells) in (2, 3):
            joined = f"{texts[0][0].strip()}: {texts[1][0].strip()}"
        self.paragraph(Paragraph(joined, page=row.page, box=texts[0][1].box, bold=texts[0][1].bold))


def _post_alone(texts: Sequence[str]) -> int | None:
    """The position of a post that is all there is below a total: the name is in a picture, or missing."""
    told = [i for i, text in enumerate(texts) if text]
    return told[0] if len(told) == 1 and is_post(texts[told[0]]) else None


def _joined(row: Row) -> str:
    return "\n".join(cell.text.strip() for _, cell in row.filled())
