"""Old binary workbooks (xls) by xlrd, which alone gives merged ranges, hidden lines, number formats and runs of fonts."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from typing import Any

from ingest import glyphs
from ingest.model import Block, Document, Note
from ingest.numberformat import BUILT_IN, GENERAL, is_date, number_text, string_text
from ingest.ole import MAGIC
from ingest.reading import Limits, Refused
from ingest.sheet import FALSE, TRUE, Sheet, plain_number, sheet_tables
from ingest.worddoc import streams

_FORMULA, _BOUND_SHEET, _BEGIN, _STRING = 0x0006, 0x0085, 0x0809, 0x0207
_NOTHING = (b"\x00" * 8, b"\x03" + b"\x00" * 5 + b"\xff\xff")
"""Results 0 and empty text."""
_BETWEEN = (0x0221, 0x04BC, 0x0236)
"""Records of shared, array and table formulas, which may stand between a formula and its text."""
_BROKEN = (AssertionError, struct.error, IndexError, KeyError, ValueError, TypeError, AttributeError, OverflowError, OSError, MemoryError)
"""What xlrd meets a damaged file with."""
_LOCALE_FORMATS = range(14, 23)
"""Built-in formats that Excel draws in the reader's locale, whatever the file calls them."""


def read_workbook(content: bytes, limits: Limits) -> Document:
    """The workbook in ``content`` (BIFF, in a compound file or bare). Raises ``Refused``."""
    # xlrd's own walk of a compound file never ends where a damaged one goes in circles.
    stream = next((data for data in streams(content, "Workbook", "Book") if data), b"") if content.startswith(MAGIC) else content
    if not stream:
        raise Refused("malformed", why="no workbook stream")
    book = _open(stream)
    uncalculated = _uncalculated(stream)
    blocks: list[Block] = []
    notes: list[Note] = []
    cells = 0
    for index in range(book.nsheets):
        source = _loaded(book, index)
        cells += sum(source.row_len(row) for row in range(source.nrows))
        if cells > limits.cells:
            raise Refused.too_large(limits, "cells", str(cells))
        sheet = _sheet(book, source)
        for row, column in uncalculated.get(index, ()):
            sheet.formula_without_value(row, column)
        found, told = sheet_tables(sheet, limits, len(blocks))
        blocks.extend(found)
        notes.extend(told)
    return Document("xls", tuple(blocks), notes=tuple(notes))


def _open(stream: bytes) -> Any:
    import xlrd

    try:
        return xlrd.open_workbook(file_contents=stream, formatting_info=True, on_demand=True, ragged_rows=True, logfile=io.StringIO())
    except xlrd.XLRDError as error:
        raise Refused("encrypted" if "encrypted" in str(error).lower() else "malformed", why=str(error)) from error
    except _BROKEN as error:
        raise Refused("malformed", why=f"{type(error).__name__}: {error}") from error


def _loaded(book: Any, index: int) -> Any:
    import xlrd

    try:
        return book.sheet_by_index(index)
    except (xlrd.XLRDError, *_BROKEN) as error:
        raise Refused("malformed", why=f"{type(error).__name__}: {error}") from error


def _sheet(book: Any, source: Any) -> Sheet:
    sheet = Sheet(source.name, hidden=source.visibility != 0)
    sheet.hidden_rows.update(row for row, info in source.rowinfo_map.items() if info.hidden or info.height == 0)
    sheet.hidden_columns.update(column for column, info in source.colinfo_map.items() if info.hidden or info.width == 0)
    sheet.merges.extend((top, left, bottom - 1, right - 1) for top, bottom, left, right in source.merged_cells)
    for row in range(source.nrows):
        for column in range(source.row_len(row)):
            _cell(book, source, sheet, row, column)
    return sheet


def _cell(book: Any, source: Any, sheet: Sheet, row: int, column: int) -> None:
    cell = source.cell(row, column)
    if cell.ctype in (0, 6):
        return
    style = book.xf_list[cell.xf_index] if cell.xf_index is not None and cell.xf_index < len(book.xf_list) else None
    code = _code(book, style)
    font = book.font_list[style.font_index] if style is not None and style.font_index < len(book.font_list) else None
    bold = font is not None and (bool(font.bold) or font.weight >= 600)
    if cell.ctype == 1:
        text = _rich(book, source, row, column, cell.value, font)
        sheet.put(row, column, string_text(glyphs.tidy(text), code), bold=bold)
    elif cell.ctype in (2, 3):
        exact = plain_number(cell.value)
        text = str(cell.value) if exact is None else glyphs.tidy(number_text(exact, code, from_1904=bool(book.datemode)))
        text = "" if exact == "0" and not source.show_zero_values else text
        sheet.put(row, column, text, None if is_date(code) else exact, bold)
    elif cell.ctype == 4:
        sheet.put(row, column, TRUE if cell.value else FALSE, bold=bold)
    else:
        import xlrd

        sheet.put(row, column, xlrd.error_text_from_code.get(cell.value, "#ERROR!"), bold=bold)


def _code(book: Any, style: Any) -> str:
    if style is None:
        return GENERAL
    key = style.format_key
    if key in _LOCALE_FORMATS:
        return BUILT_IN[key]
    found = book.format_map.get(key)
    return str(found.format_str) if found is not None else BUILT_IN.get(key, GENERAL)


def _rich(book: Any, source: Any, row: int, column: int, text: str, font: Any) -> str:
    """The text with raised and lowered runs as such characters."""
    runs = [
        (0, font),
        *(
            (start, book.font_list[index])
            for start, index in source.rich_text_runlist_map.get((row, column), ())
            if index < len(book.font_list)
        ),
    ]
    bounds = [*(start for start, _ in runs[1:]), len(text)]
    parts = []
    for (start, used), end in zip(runs, bounds, strict=True):
        part = text[start:end]
        escapement = used.escapement if used is not None else 0
        parts.append(glyphs.superscript(part) if escapement == 1 else glyphs.subscript(part) if escapement == 2 else part)
    return "".join(parts)


def _uncalculated(stream: bytes) -> dict[int, list[tuple[int, int]]]:
    """Formula cells by sheet without a result of their own: a text announced and not given, or, where *every* formula's result is 0 or empty, all of them.

    Both are what programs write that cannot calculate.
    """
    places: dict[int, int] = {}
    missing: dict[int, list[tuple[int, int]]] = {}
    zeros: dict[int, list[tuple[int, int]]] = {}
    sheet, announced, calculated = 0, False, False
    for kind, at, body in _records(stream):
        if announced and kind == _STRING:
            missing[sheet].pop()
        announced = announced and kind in _BETWEEN
        if kind == _BOUND_SHEET and len(body) >= 4:
            places[struct.unpack_from("<I", body)[0]] = len(places)
        elif kind == _BEGIN:
            sheet = places.get(at, sheet)
        elif kind == _FORMULA and len(body) >= 14:
            result = body[6:14]
            announced = result[6:] == b"\xff\xff" and result[0] == 0
            calculated = calculated or (not announced and result not in _NOTHING)
            (missing if announced else zeros).setdefault(sheet, []).append(struct.unpack_from("<HH", body))
    if not calculated:
        for index, cells in zeros.items():
            missing.setdefault(index, []).extend(cells)
    return missing


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    at = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        yield kind, at, stream[at + 4 : at + 4 + size]
        at += 4 + size
