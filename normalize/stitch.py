"""Tables as they stand on pages become tables as they were meant: continued over pages, headers repeated or missing, text rows set apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ingest.model import Block, Cell, Paragraph, Table
from normalize.align import Assignment, Join, contradicted, misfits, other_width, rejoined, same_width
from normalize.columns import MONEY, is_unit_only
from normalize.header_blocks import find_headers, is_figure, is_number_row
from normalize.headers import Header, read_header
from normalize.lexicon import Lexicon
from normalize.pairs import split_pairs
from normalize.people import signature_start
from normalize.records import Finding
from normalize.sideways import numbered
from normalize.table_rows import Row, flatten, line, rows_of
from normalize.text import clean, fold
from normalize.titles import read_title
from normalize.values import is_dash


@dataclass(frozen=True, slots=True)
class Line:
    """A row seen through the header's columns: ``cells[c]`` is the cell for header column c, None where the row has none.

    ``shifted``: its cells had to be moved; ``broken``: they fit no way that is clear, and stand as they are.
    ``fresh`` : first line of a physical table that goes on from the one before (a page break may have cut a row in two).
    ``joined`` : a header column whose number stands broken over two cells of the row, with those.
    """

    row: Row
    cells: tuple[Cell | None, ...]
    shifted: bool = False
    broken: bool = False
    fresh: bool = False
    joined: tuple[int, tuple[Cell, ...]] | None = None

    def pieces(self, column: int) -> tuple[Cell, ...]:
        """The cells of the paper that the column's text is made of, where they are several."""
        return self.joined[1] if self.joined is not None and self.joined[0] == column else ()

    def text(self, column: int | None) -> str:
        """The text under a header column in one line; "" where there is none."""
        cell = self.cells[column] if column is not None else None
        return line(cell.text) if cell is not None else ""

    def own(self, column: int | None) -> str:
        """The text under a column if its cell begins in this row, else ""."""
        cell = self.cells[column] if column is not None else None
        return self.text(column) if cell is not None and cell.row == self.row.index else ""

    def inherited(self, column: int | None) -> bool:
        """Whether the cell under a column is merged down from a row above."""
        cell = self.cells[column] if column is not None else None
        return cell is not None and cell.row < self.row.index


@dataclass
class LogicalTable:
    """A table with one header and the lines under it, gathered from one or more physical tables. ``number``: that of the first.

    Among the lines stand the paragraphs that came between the physical tables (and before the first): sections may be written so.
    """

    header: Header
    number: int
    lines: list[Line | Paragraph] = field(default_factory=list)
    edges: tuple[float, ...] = ()
    page: int | None = None
    origin: tuple[list[Row], int, int] = ([], 0, 0)
    height: int = 0
    offsets: dict[int, int] = field(default_factory=dict)

    def numbered(self, row: Row) -> Row:
        """The row as a row of this table: a table that goes on over pages has one number, and its rows are counted on."""
        if row.table == self.number:
            return row
        return replace(row, table=self.number, number=row.number + self.offsets.get(row.table, 0))


_NOTE = re.compile(r"\s*(?:\*|примітк)", re.IGNORECASE)

Piece = Paragraph | LogicalTable


def stitch(blocks: tuple[Block, ...], lexicon: Lexicon) -> tuple[list[Piece], list[Finding]]:
    """Paragraphs and logical tables in reading order, with the findings of putting them together."""
    stitcher = _Stitcher(lexicon)
    for number, block in numbered(flatten(blocks)):
        if isinstance(block, Table):
            for part in halves(split_pairs(block)):
                stitcher.table(part, number)
        else:
            stitcher.paragraph(block)
    stitcher.reconsider()
    return stitcher.pieces, stitcher.findings


def halves(table: Table) -> list[Table]:
    """A table printed as two halves side by side, under one header written twice, as the two tables that it is; any other as it is."""
    middle = table.columns // 2
    if table.columns % 2 or middle < 3:
        return [table]
    for row in rows_of(table, 1):
        texts = [fold(row.text(c)) for c in range(table.columns)]
        if sum(map(bool, texts)) > 2:
            if (
                texts[:middle] != texts[middle:]
                or not all(texts)
                or len(set(texts)) != middle
                or row.cells[middle - 1] is row.cells[middle]
            ):
                return [table]
            break
    else:
        return [table]
    if any(
        cell.column < middle < cell.column + cell.column_span
        for cell in table.cells
        if cell.text.strip() and cell.column_span < table.columns
    ):
        return [table]
    left = tuple(cell for cell in table.cells if cell.column < middle)
    right = tuple(replace(cell, column=cell.column - middle) for cell in table.cells if cell.column >= middle)
    return [replace(table, columns=middle, cells=cells, column_edges=()) for cells in (left, right)]


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
        for i, (start, end) in enumerate(headers):
            stop = headers[i + 1][0] if i + 1 < len(headers) else len(rows)
            self._headed(table, number, rows, start, end, stop)
        for row in signature:
            self.paragraph(Paragraph(_joined(row), page=row.page))

    def _signed_off(self, rows: list[Row]) -> tuple[list[Row], list[Row]]:
        """The rows without a signature laid out in the table's last ones, and those; the post may begin in the paragraph before."""
        last = max((i for i, row in enumerate(rows) if any(_texts_figures(row)) or len(row.filled()) > 3), default=-1)
        above = [p.text for p in self.between[-2:]] if last < 0 else []
        start = signature_start([*above, *(_joined(row) for row in rows[last + 1 :])])
        if start is None:
            return rows, []
        cut = last + 1 + max(0, start - len(above))
        return rows[:cut], [row for row in rows[cut:] if not row.empty]

    def _headed(self, table: Table, number: int, rows: list[Row], start: int, end: int, stop: int) -> None:
        data, tail = split_tail(rows[end:stop])
        header = read_header(rows, start, end, self.lexicon, data)
        known = self.open
        same = known is not None and _same_header(known.header, header) and (_same_words(known.header, header) or not self._text_between())
        if known is not None and same and not self.titled and not self._new_unit():
            header = known.header
            target = known
        else:
            target = LogicalTable(header, number, edges=_edges(table), page=table.page, height=table.rows)
            target.origin = (rows, start, end)
            self.pieces.append(target)
        self.open, self.titled = target, False
        self._append(target, table, data, fresh=target is known)
        for row in tail:
            self._text_row(row)

    def _new_unit(self) -> bool:
        """Whether a caption since the last table names a unit: the table below it is then read by that unit and joined to nothing."""
        return any(p.role == "body" and is_unit_only(clean(p.text)) for p in self.between)

    def _text_between(self) -> bool:
        """Whether words stand between the last table and this one; a header in other words below them heads a table of its own."""
        return any(p.role == "body" and re.search(r"[^\W\d_]{3,}", p.text) for p in self.between)

    def reconsider(self) -> None:
        """Read each header once more, now that all its rows are known: a column's content may speak only on later pages."""
        for piece in self.pieces:
            if not isinstance(piece, LogicalTable):
                continue
            rows, start, end = piece.origin
            data = [item.row for item in piece.lines if isinstance(item, Line) and len(item.row.cells) == len(piece.header.meanings)]
            piece.header = read_header(rows, start, end, self.lexicon, data)
            self._doubts(piece.header, piece.number, rows[start].page)
            self._unread_figures(piece)

    def _doubts(self, header: Header, number: int, page: int | None) -> None:
        for column, text in header.doubts:
            self.findings.append(
                Finding("unknown_header", {"column": str(column + 1), "header": text or "—"}, table_number=number, page=page, found=text)
            )
        for _, text in header.misspelt:
            self.findings.append(Finding("header_misspelt", {"header": text}, table_number=number, page=page, found=text))

    def _unread_figures(self, piece: LogicalTable) -> None:
        """A table with figures that is not read at all is told. Where a column that is not read may well hold the plan or the actual, each row that has a figure there is told of."""
        fields = {m.field for m in piece.header.meanings}
        rows = [item.row for item in piece.lines if isinstance(item, Line)]
        if piece.header.kind == "other" and not piece.header.doubts and _has_figures(rows):
            args = {"column": "—", "header": " | ".join(" › ".join(path) for path in piece.header.paths if path)[:200]}
            self.findings.append(Finding("unknown_header", args, table_number=piece.number, page=piece.page, found=args["header"]))
        for column, meaning in enumerate(piece.header.meanings):
            if meaning.field == "measure" and meaning.how == "content":
                args = {"header": " › ".join(piece.header.paths[column])}
                self.findings.append(Finding("title_by_content", args, table_number=piece.number, page=piece.page, found=args["header"]))
        lacking = not fields & {"actual", "spent"} or "planned" not in fields
        for column, text in piece.header.doubts:
            if not lacking and piece.header.meanings[column].runner_up not in MONEY:
                continue
            for item in piece.lines:
                if isinstance(item, Line) and any(ch.isdigit() for ch in item.own(column)):
                    args = {"column": str(column + 1), "header": text or "—"}
                    row = item.row
                    self.findings.append(
                        Finding(
                            "unknown_header", args, table_number=row.table, row_number=row.number, page=row.page, found=item.own(column)
                        )
                    )

    def _loose(self, table: Table, number: int, rows: list[Row], *, whole: bool) -> None:
        """Rows with no header above them in their own table: more of the open table, or text; figures that are neither are told."""
        rows = [row for row in rows if not row.empty and not is_drawn_rule(row)]
        if not rows:
            return
        if self.open is not None and not self.titled and (whole or _has_figures(rows)) and self._goes_on(table, rows):
            return
        if _has_figures(rows) and len(rows[0].cells) > 2 and whole and not _is_form(rows):
            self.findings.append(
                Finding("unknown_header", {"column": "—", "header": _first_text(rows)}, table_number=number, page=rows[0].page)
            )
        for row in rows:
            self._text_row(row)

    def _goes_on(self, table: Table, rows: list[Row]) -> bool:
        assert self.open is not None
        target = self.open
        meanings = target.header.meanings
        if len(rows[0].cells) == len(meanings):
            data, tail = split_tail(rows)
            bad = sum(not _fits_as_it_is(r, target.header) for r in data)
            if bad * 2 > len(data) and not any(same_width(_own_texts(r), meanings) for r in data):
                return False
            self.findings.append(
                Finding("continued_without_header", {}, table_number=rows[0].table, row_number=rows[0].number, page=rows[0].page)
            )
            self._append(target, table, data, fresh=True)
            for row in tail:
                self._text_row(row)
            return True
        if not _has_figures(rows):
            return False
        mapping = _by_geometry(_edges(table), target.edges, len(meanings))
        if mapping is None and not _fits_resized(rows, target.header):
            return False
        self.findings.append(
            Finding("continued_without_header", {}, table_number=rows[0].table, row_number=rows[0].number, page=rows[0].page)
        )
        self._append(target, table, rows, fresh=True, mapping=mapping)
        return True

    def _append(self, target: LogicalTable, table: Table, rows: Sequence[Row], *, fresh: bool, mapping: Assignment | None = None) -> None:
        if rows and rows[0].table != target.number and rows[0].table not in target.offsets:
            target.offsets[rows[0].table] = target.height
            target.height += table.rows
        target.lines.extend(self.between)
        self.between = []
        for row in rows:
            if row.empty and not any(row.from_above(c) for c in range(len(row.cells))):
                continue
            placed = place(target.numbered(row), target.header, mapping, fresh=fresh)
            if placed is None:
                continue
            target.lines.append(placed)
            fresh = False

    def _text_row(self, row: Row) -> None:
        """A row that belongs to no table becomes a paragraph; a label and its value in two cells one «label: value»."""
        texts = [(cell.text, cell) for _, cell in row.filled()]
        if not texts:
            return
        joined = " ".join(text.strip() for text, _ in texts)
        if len(texts) == 3 and len(row.cells) == 3 and _POINT.fullmatch(texts[0][0].strip()):
            texts = texts[1:]  # «1. | Рішення про затвердження | від … № …»: the point's number says nothing
            joined = " ".join(text.strip() for text, _ in texts)
        if len(texts) == 2 and not texts[0][0].rstrip().endswith(":") and len(texts[0][0]) < 120 and len(row.cells) in (2, 3):
            joined = f"{texts[0][0].strip()}: {texts[1][0].strip()}"
        self.paragraph(Paragraph(joined, page=row.page, box=texts[0][1].box, bold=texts[0][1].bold))


_POINT = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]?")


def _is_form(rows: Sequence[Row]) -> bool:
    """Whether rows are a form's points: a number or nothing, a label, what is filled in; most of it words."""
    if any(len(row.cells) != 3 or row.cells[1].column_span > 1 for row in rows):
        return False
    points = [row for row in rows if (not row.text(0) or _POINT.fullmatch(row.text(0))) and re.search(r"[^\W\d_]{3,}", row.text(1))]
    amounts = sum(is_figure(row.text(2)) for row in rows)
    return len(points) == len(rows) and any(row.text(0) for row in rows) and amounts * 2 < len(rows)


_ALONE = frozenset({"звіт", "інформація", "довідка", "зведений звіт", "узагальнений звіт", "підсумковий звіт"})


def announces_report(text: str, lexicon: Lexicon) -> bool:
    """Whether a line of a paragraph begins the title of a report: «Звіт про виконання …», «Інформація про хід виконання …», or «ЗВІТ» alone."""
    lines = clean(text).split("\n")
    for i in range(len(lines)):
        head = fold(" ".join(lines[i:]))[:90]
        if fold(lines[i]) in _ALONE:
            return True
        if head and lexicon.starts("documents", "report", head) and ("програм" in fold(text) or len(head) < 60):
            return True
    return False


def programme_head(text: str) -> str | None:
    """The programme that a line names and says nothing else: «2. Програма «Молодь» на 2024-2026 роки»; it needs quotes or years to be a name."""
    if len(text) >= 300 or not re.match(r"(?:[\divxіх]{1,4}[.)]?\s*)?(?:[а-яіїєґ-]+ ){0,3}програм[аи]\b", fold(text)):
        return None
    named = read_title(text).programme
    return named if named and len(named.split()) > 2 and re.search(r"[«\"„]|20\d\d", named) else None


def place(row: Row, header: Header, mapping: Assignment | None = None, *, fresh: bool = False) -> Line | None:
    """The row under the header's columns; None for a repeated header or a row that numbers the columns."""
    if is_number_row(row) or is_drawn_rule(row) or _repeats(row, header):
        return None
    width = len(header.meanings)
    texts = [row.text(c) for c in range(len(row.cells))]
    if mapping is not None and len(row.cells) != width:
        return Line(row, _through(row, mapping), fresh=fresh)
    if len(row.cells) != width:
        assignment = other_width(_unmerged(row), header.meanings)
        if assignment is None and (join := rejoined(_unmerged(row), header.meanings)) is not None:
            return _put_together(row, join, fresh=fresh)
        if assignment is None:
            padded = tuple(range(min(width, len(texts)))) + (None,) * (width - len(texts))
            return Line(row, _through(row, padded), broken=any(_texts_figures(row)), fresh=fresh)
        return Line(row, _through(row, assignment), shifted=any(_texts_figures(row)), fresh=fresh)
    own = _own_texts(row)
    wide = any(cell.column_span > 1 for _, cell in row.filled())
    bad = misfits(own, header.meanings, tuple(range(width)))
    flat = not wide and not any(row.from_above(c) for c in range(width))
    if wide or not bad or _only_labelled(own, bad, header):
        join = rejoined(own, header.meanings) if flat and contradicted(own, header.meanings) else None
        return _put_together(row, join, fresh=fresh) if join is not None else Line(row, row.cells, fresh=fresh)
    assignment = same_width(own, header.meanings) if flat else None
    if assignment is not None:
        return Line(row, _through(row, assignment), shifted=True, fresh=fresh)
    join = rejoined(own, header.meanings) if flat else None
    if join is not None:
        return _put_together(row, join, fresh=fresh)
    last = max((c for c in range(width) if header.paths[c]), default=width)
    pushed_out = any(own[last + 1 :])  # text beyond the last header, and cells that contradict theirs
    return Line(row, row.cells, broken=pushed_out and any(_texts_figures(row)), fresh=fresh)


def _put_together(row: Row, join: Join, *, fresh: bool) -> Line:
    """The row with the two pieces of a number as one cell."""
    pieces = row.cells[join.at : join.at + 2]
    whole = replace(pieces[0], text=join.text, exact=None, readings=())
    cells = (*row.cells[: join.at], whole, *row.cells[join.at + 2 :])
    column = next(c for c, p in enumerate(join.assignment) if p == join.at)
    placed = tuple(cells[p] if p is not None else None for p in join.assignment)
    return Line(row, placed, fresh=fresh, joined=(column, pieces))


def _joined(row: Row) -> str:
    return "\n".join(cell.text.strip() for _, cell in row.filled())


def _own_texts(row: Row) -> list[str]:
    return [row.text(c) if row.starts(c) else "" for c in range(len(row.cells))]


def _fits_as_it_is(row: Row, header: Header) -> bool:
    """Whether a row of the header's width stands under its columns without contradiction; a label may reach over several."""
    own = _own_texts(row)
    bad = [c for c in misfits(own, header.meanings, tuple(range(len(own)))) if row.cells[c].column_span == 1]
    return not bad or _only_labelled(own, bad, header)


def _only_labelled(texts: Sequence[str], bad: Sequence[int], header: Header) -> bool:
    """Whether nothing but the row's label stands in an odd place: a total's or section's words in the number column."""
    title = next((c for c, m in enumerate(header.meanings) if m.field in ("measure", "programme", "indicator")), None)
    return title is not None and not texts[title] and all(header.meanings[c].field == "number" for c in bad)


def is_drawn_rule(row: Row) -> bool:
    """Whether every cell of the row is a run of dashes: a line drawn with characters, no data."""
    texts = [row.text(c) for c in range(len(row.cells))]
    return len(texts) > 2 and all(is_dash(t) for t in texts) and any(len(t) > 3 for t in texts)


def _unmerged(row: Row) -> list[str]:
    return [row.text(c) if row.starts(c) or c == 0 or row.cells[c] is not row.cells[c - 1] else "" for c in range(len(row.cells))]


def _texts_figures(row: Row) -> Iterator[bool]:
    return (is_figure(row.text(c)) for c, _ in row.filled())


def _through(row: Row, assignment: Assignment) -> tuple[Cell | None, ...]:
    return tuple(row.cells[p] if p is not None else None for p in assignment)


def _repeats(row: Row, header: Header) -> bool:
    """Whether the row says again what a header row says (a header repeated on the next page)."""
    texts = [fold(row.text(c)) for c in range(len(row.cells))]
    if sum(map(bool, texts)) < 2 or any(is_figure(row.text(c)) for c, _ in row.filled()):
        return False
    return any(
        len(known) == len(texts) and sum(map(bool, known)) >= 2 and all(fold(a) == b for a, b in zip(known, texts, strict=True))
        for known in header.rows
    )


def _same_header(a: Header, b: Header) -> bool:
    """Whether two headers give their columns the same meaning, the unit of money included."""

    def said(header: Header) -> list[tuple[object, ...]]:
        return [(m.field, m.year, m.whole, m.source, m.fund, m.period, m.unit) for m in header.meanings]

    return said(a) == said(b)


def _same_words(a: Header, b: Header) -> bool:
    return [tuple(map(fold, path)) for path in a.paths] == [tuple(map(fold, path)) for path in b.paths]


def _has_figures(rows: Sequence[Row]) -> bool:
    return any(is_figure(row.text(c)) for row in rows for c, _ in row.filled() if len(row.cells) > 2)


def _first_text(rows: Sequence[Row]) -> str:
    return next((cell.text for row in rows for _, cell in row.filled()), "")[:80]


def _fits_resized(rows: Sequence[Row], header: Header) -> bool:
    difference = abs(len(rows[0].cells) - len(header.meanings))
    if difference > 3:
        return False
    figures = [row for row in rows if any(_texts_figures(row))]
    return bool(figures) and all(other_width(_unmerged(row), header.meanings) is not None for row in figures)


def _edges(table: Table) -> tuple[float, ...]:
    return table.column_edges if len(table.column_edges) == table.columns + 1 else ()


def _by_geometry(edges: tuple[float, ...], known: tuple[float, ...], width: int) -> Assignment | None:
    """Map physical columns to header columns by where they stand on the page: only where each falls into a column of its own."""
    if not edges or len(known) != width + 1 or abs(edges[0] - known[0]) > 12 or abs(edges[-1] - known[-1]) > 12:
        return None
    out: list[int | None] = [None] * width
    for physical in range(len(edges) - 1):
        middle = (edges[physical] + edges[physical + 1]) / 2
        column = next((c for c in range(width) if known[c] <= middle < known[c + 1]), None)
        if column is None or out[column] is not None:
            return None
        out[column] = physical
    return tuple(out)


_SIGNED = re.compile(r"[А-ЯІЇЄҐ][а-яіїєґ'’ʼ]+\s+[А-ЯІЇЄҐ'’ʼ-]{3,}|[А-ЯІЇЄҐ]\.\s?(?:[А-ЯІЇЄҐ]\.\s?)?[А-ЯІЇЄҐ][А-ЯІЇЄҐа-яіїєґ'’ʼ-]+")


def _is_text(row: Row) -> bool:
    """Whether a row under the figures is running text or a signature: a sentence over the whole width, or a post and a name."""
    filled = row.filled()
    if len(filled) == 1 and _spans_all(row, filled[0][1]):
        text = line(filled[0][1].text)
        return text.endswith(".") or len(text) > 150
    return len(filled) == 2 and bool(_SIGNED.fullmatch(line(filled[1][1].text))) and not any(c.isdigit() for c in filled[0][1].text)


def _spans_all(row: Row, cell: Cell) -> bool:
    return len(row.cells) > 2 and cell.column_span >= len(row.cells) - 1


def split_tail(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Data rows, and the text rows after them (a signature, notes, the next report's title): what follows the last figure and an empty row."""
    last = max((i for i, row in enumerate(rows) if any(_texts_figures(row))), default=-1)
    for i in range(last + 1, len(rows)):
        if rows[i].empty and not any(row.empty is False and any(_texts_figures(row)) for row in rows[i:]):
            return list(rows[:i]), [row for row in rows[i:] if not row.empty]
    for i in range(last + 1, len(rows)):
        if last >= 0 and _is_text(rows[i]) and not any(any(_texts_figures(row)) for row in rows[i:]):
            return list(rows[:i]), [row for row in rows[i:] if not row.empty]
        if last >= 0 and _NOTE.match(" ".join(cell.text for _, cell in rows[i].filled())):
            return list(rows[:i]), [row for row in rows[i:] if not row.empty]
    return list(rows), []
