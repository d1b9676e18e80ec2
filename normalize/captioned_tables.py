"""A table for each measure, with the measure's title in the line above or in a row over the table: the title becomes a column of the table.

«Захід 1. Утеплення школи», then «Строк | План | Факт» with a row or with a row per year or source. The words keep their place on the page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.model import Block, Cell, Paragraph, Table
from normalize.figures import is_figure
from normalize.head_texts import is_unit_only
from normalize.header_blocks import find_headers
from normalize.headers import Header, read_header
from normalize.labels import is_section_word, is_total, read_place
from normalize.lexicon import Lexicon
from normalize.numbering import split_number
from normalize.records import Finding
from normalize.section_rows import may_head
from normalize.table_rows import Row, rows_of
from normalize.text import clean

# What heads the new column.
_HEAD = "Назва заходу"
_CALLED = re.compile(r"(?:назва\s+)?зах[іо]д[уи]?\s*(?=[№N:.\d«–-])(?:[№N]\s*(?=\d))?[:.]?\s*", re.IGNORECASE)
_DASHED = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,3})*)\s*[:–—-]\s*")
_UNIT = re.compile(r"[\s,;(]*(?:у |в )?(?:(?:тис|млн)\S*\s*)?(?:грн|гривень|гривнях)\.?\s*\)?\s*$", re.IGNORECASE)
_TITLES = frozenset({"measure", "programme", "section", "indicator", "number", "role"})
_LONGEST = 400
# A table that names no measure is short: a row per measure's year or source.
_MOST_ROWS = 200


@dataclass(frozen=True)
class _Caption:
    """A title and the rows (``first`` … ``stop``, exclusive) it stands over; ``cell`` is where it stands in the table, if it does."""

    text: str
    first: int
    stop: int
    cell: Cell | None = None


@dataclass(frozen=True)
class _Captioned:
    """A table that names no measure, with the captions that may; ``above`` is the place of the paragraph that is the first of them."""

    at: int
    table: Table
    heads: tuple[tuple[int, int], ...]
    fields: tuple[str | None, ...]
    captions: tuple[_Caption, ...]
    above: int | None


def with_captions_inside(blocks: Sequence[Block], lexicon: Lexicon) -> tuple[tuple[Block, ...], list[Finding]]:
    """The blocks, each measure's title in a column of its table, which is told; two captions of one make at least, or one called a measure's."""
    found = [captioned for at in range(len(blocks)) if (captioned := _captioned(blocks, at, lexicon)) is not None]
    titles = [(c.fields, caption.text) for c in found for caption in c.captions if not is_total(caption.text, lexicon)]
    alike = {fields for fields, text in titles if _CALLED.match(text) or sum(fields == other for other, _ in titles) > 1}
    if not alike:
        return tuple(blocks), []
    out: list[Block | None] = list(blocks)
    for captioned in found:
        if captioned.fields not in alike and not all(is_total(caption.text, lexicon) for caption in captioned.captions):
            continue
        above = blocks[captioned.above] if captioned.above is not None else None
        if captioned.above is not None and isinstance(above, Paragraph):
            out[captioned.above] = _rest(above, captioned.captions[0].text)
        out[captioned.at] = _widened(captioned, above if isinstance(above, Paragraph) else None)
    return tuple(block for block in out if block is not None), [Finding("titles_over_tables", {"count": str(len(titles))})]


def _captioned(blocks: Sequence[Block], at: int, lexicon: Lexicon) -> _Captioned | None:
    table = blocks[at]
    if not isinstance(table, Table) or table.rows > _MOST_ROWS or any(cell.tables for cell in table.cells):
        return None
    rows = rows_of(table, 1)
    wide = [cell for row in rows if (cell := _over_all(row)) is not None]
    inside = [cell for cell in wide if _titles(clean(cell.text), lexicon)]
    above = _above(blocks, at)
    text = _caption(blocks[above], lexicon) if above is not None else None
    if not inside and text is None:
        return None
    header, heads = _header(rows, lexicon)
    if header is None:
        return None
    ends = [*(cell.row for cell in wide), table.rows]
    first = next(end for end in ends if end >= header.end)
    figures = [row.index for row in rows[header.end :] if any(is_figure(row.text(c)) for c, _ in row.filled())]
    over = [_Caption(text, header.end, first)] if text is not None and any(row < first for row in figures) else []
    captions = [*over, *(_Caption(clean(c.text), c.row + 1, next(end for end in ends if end > c.row), c) for c in inside)]
    if not figures or not captions or figures[0] < captions[0].first:
        return None
    fields = tuple(m.field for m in header.meanings)
    return _Captioned(at, table, heads, fields, tuple(captions), above if over else None)


def _header(rows: Sequence[Row], lexicon: Lexicon) -> tuple[Header | None, tuple[tuple[int, int], ...]]:
    """The header of a table of plan and fact that names no measure, and the rows where it stands, once or over each measure."""
    heads = find_headers(rows, lexicon)
    if not heads or heads[0][1] >= len(rows):
        return None, ()
    headers = [read_header(rows, start, end, lexicon, rows[end:]) for start, end in heads]
    fields = {m.field for m in headers[0].meanings}
    same = all([m.field for m in header.meanings] == [m.field for m in headers[0].meanings] for header in headers)
    named = "planned" in fields and fields & {"actual", "spent"} and not fields & _TITLES
    return headers[0] if same and named else None, tuple(heads)


def _over_all(row: Row) -> Cell | None:
    """The cell with a text that goes over the whole row, and no other."""
    cell = row.cells[0]
    whole = row.filled() and len(row.cells) > 1 and cell.column_span == len(row.cells) and cell.row_span == 1
    return cell if whole else None


def _above(blocks: Sequence[Block], at: int) -> int | None:
    """The paragraph right above a table, units between them passed over."""
    for i in range(at - 1, -1, -1):
        block = blocks[i]
        if isinstance(block, Table):
            return None
        if block.role == "body" and clean(block.text) and not is_unit_only(clean(block.text)):
            return i
    return None


def _caption(block: Block, lexicon: Lexicon) -> str | None:
    """What of a paragraph may title the table: from the last line that is called a measure or has a number, else the last line."""
    lines = clean(block.text).split("\n") if isinstance(block, Paragraph) else []
    starts = [i for i, text in enumerate(lines) if _CALLED.match(text) or split_number(text)[0]]
    text = "\n".join(lines[starts[-1] if starts else -1 :])
    return text if _titles(text, lexicon) else None


def _titles(text: str, lexicon: Lexicon) -> bool:
    """Whether a text can be a measure's title, or a sum's label: it is called so, is numbered, or stands as a heading does."""
    if not text or len(text) > _LONGEST:
        return False
    if is_total(text, lexicon) or _CALLED.match(text):
        return True
    title = split_number(text)[1]
    return may_head(title.rstrip(". "), lexicon) and not is_section_word(text, lexicon) and not read_place(title, lexicon)


def _rest(paragraph: Paragraph, text: str) -> Paragraph | None:
    """What a paragraph says besides the title: the lines above it, and the unit behind it."""
    above = clean(paragraph.text)[: -len(text)].strip()
    unit = _UNIT.search(text)
    left = "\n".join(piece for piece in (above, unit[0].strip(" ,;()") if unit else "") if piece)
    return replace(paragraph, text=left) if left else None


def _widened(captioned: _Captioned, paragraph: Paragraph | None) -> Table:
    """The table with a first column that holds the titles beside the rows they stand over."""
    table = captioned.table
    at_top = dict(captioned.heads)
    taken = {caption.cell.row for caption in captioned.captions if caption.cell is not None}
    whole = {c.row for c in table.cells if c.column_span == table.columns and c.row_span == 1}
    cells = [replace(c, column_span=c.column_span + 1) for c in table.cells if c.row in whole - taken]
    cells += [replace(c, column=c.column + 1, text="" if c.row in taken else c.text) for c in table.cells if c.row not in whole - taken]
    titles: dict[int, _Caption] = {}
    for caption in captioned.captions:
        inside = (start for start in at_top if caption.first <= start < caption.stop)
        titles[max((at_top[start] for start in inside), default=caption.first)] = caption
    row = 0
    while row < table.rows:
        told = titles.get(row)
        stop = told.stop if told is not None else at_top.get(row, row + 1)
        place = (told.cell or paragraph) if told is not None else None
        text = _title(told.text) if told is not None else _HEAD if row in at_top else ""
        page, box = (place.page, place.box) if place is not None else (table.page, None)
        if row not in whole - taken:
            cells.append(Cell(text, row, 0, row_span=stop - row, page=page, box=box))
        row = stop
    edges = table.column_edges and (table.column_edges[0] - 1, *table.column_edges)
    return replace(table, columns=table.columns + 1, cells=tuple(sorted(cells, key=lambda c: (c.row, c.column))), column_edges=edges)


def _title(text: str) -> str:
    """«1. Утеплення школи» of «Захід № 1 – Утеплення школи, тис. грн»."""
    return _DASHED.sub(r"\g<number>. ", _CALLED.sub("", _UNIT.sub("", text), count=1), count=1).strip()
