"""One worksheet's cells as displayed: stored values, number formats, merged ranges, what is hidden."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from lxml import etree

from ingest import glyphs
from ingest.excel.names import S, area, column_of, on
from ingest.excel.styles import PLAIN, CellStyle
from ingest.excel.texts import rich_text
from ingest.numberformat import number_text, string_text
from ingest.package import Node, refusal, safe_xml
from ingest.reading import Limits, Refused
from ingest.sheet import FALSE, TRUE, Sheet, plain_number

_DIGITS = "0123456789"
MOST_COLUMNS, MOST_ROWS = 16384, 1048576
_WANTED = [S + name for name in ("row", "col", "mergeCell", "sheetView", "headerFooter")]
_CELL, _VALUE, _FORMULA, _INLINE = S + "c", S + "v", S + "f", S + "is"


@dataclass(slots=True)
class Shared:
    """What the cells of all sheets refer to, how many cells were read so far, and whether any formula among them has a result other than 0."""

    strings: Sequence[str]
    styles: Sequence[CellStyle]
    from_1904: bool
    limits: Limits
    cells: int = 0
    calculated: bool = False
    shown: dict[tuple[str, str], tuple[str | None, str]] = field(default_factory=dict)


@dataclass(slots=True)
class Margins:
    """A sheet's printed header and footer, codes and all."""

    header: list[str] = field(default_factory=list)
    footer: list[str] = field(default_factory=list)


class WorksheetReader:
    """Reads one worksheet part into ``sheet``."""

    def __init__(self, sheet: Sheet, shared: Shared) -> None:
        self.sheet = sheet
        self.margins = Margins()
        self.zero_formulas: list[tuple[int, int]] = []
        self._shared = shared
        self._row = -1
        self._zeros = True

    def read(self, data: bytes, part: str) -> None:
        """All of the part. Raises ``Refused``."""
        source = io.BytesIO(safe_xml(data, part))
        events = etree.iterparse(
            source,
            events=("end",),
            tag=_WANTED,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            for _, node in events:
                self._element(node)
                node.clear()
        except etree.XMLSyntaxError as error:
            raise refusal(error, part) from error

    def _element(self, node: Node) -> None:
        tag = node.tag
        if tag == _WANTED[0]:
            self._read_row(node)
        elif tag == _WANTED[1]:
            self._read_columns(node)
        elif tag == _WANTED[2]:
            merged = area(node.get("ref", ""))
            if merged is not None:
                self.sheet.merges.append(merged)
        elif tag == _WANTED[3]:
            self._zeros = node.get("showZeros") not in ("0", "false")
        else:
            for child in node:
                name = child.tag.removeprefix(S)
                (self.margins.header if name.endswith("Header") else self.margins.footer).append(child.text or "")

    def _read_columns(self, node: Node) -> None:
        first, last = node.get("min", ""), node.get("max", "")
        if (on(node.get("hidden")) or node.get("width") in ("0", "0.0")) and first.isdecimal() and last.isdecimal():
            self.sheet.hidden_columns.update(range(int(first) - 1, min(int(last), MOST_COLUMNS)))

    def _read_row(self, node: Node) -> None:
        number = node.get("r", "")
        self._row = int(number) - 1 if number.isdecimal() else self._row + 1
        if not 0 <= self._row < MOST_ROWS:
            raise Refused("malformed", why=f"row {number}")
        if on(node.get("hidden")) or node.get("ht") in ("0", "0.0"):
            self.sheet.hidden_rows.add(self._row)
        column = -1
        for child in node:
            if child.tag != _CELL:
                continue
            told = column_of(child.get("r", "").rstrip(_DIGITS))
            column = told if told >= 0 else column + 1
            self._read_cell(child, column)
        self._shared.cells += len(node)
        if self._shared.cells > self._shared.limits.cells:
            raise Refused.too_large(self._shared.limits, "cells", str(self._shared.cells))

    def _read_cell(self, node: Node, column: int) -> None:
        value: str | None = None
        formula = False
        text = ""
        for child in node:
            if child.tag == _VALUE:
                value = child.text or ""
            elif child.tag == _FORMULA:
                formula = True
            elif child.tag == _INLINE:
                text = glyphs.tidy(rich_text(child))
        kind = node.get("t", "n")
        if formula and (value is None or (value == "" and kind == "n")):
            self.sheet.formula_without_value(self._row, column)
            return
        if formula and kind == "n" and value == "0":
            self.zero_formulas.append((self._row, column))
        elif formula:
            self._shared.calculated = True
        if value is None and not text:
            return
        style = self._style(node.get("s"))
        exact, text = (None, string_text(text, style.code)) if kind == "inlineStr" else self._shown(kind, value or "", style)
        self.sheet.put(self._row, column, text, exact, style.bold)

    def _style(self, number: str | None) -> CellStyle:
        index = int(number) if number and number.isdecimal() else 0
        return self._shared.styles[index] if index < len(self._shared.styles) else PLAIN

    def _shown(self, kind: str, value: str, style: CellStyle) -> tuple[str | None, str]:
        """(exact, displayed text) of a stored value."""
        if kind == "s":
            index = int(value) if value.isdecimal() else -1
            if not 0 <= index < len(self._shared.strings):
                raise Refused("malformed", why=f"string {value}")
            text = self._shared.strings[index]
            return None, string_text(glyphs.superscript(text) if style.raised else text, style.code)
        if kind == "b":
            return None, TRUE if on(value.strip()) else FALSE
        if kind == "d":
            return None, _iso_text(value)
        if kind in ("str", "e"):
            return None, string_text(glyphs.tidy(value), style.code) if kind == "str" else value
        return self._number(value.strip(), style)

    def _number(self, value: str, style: CellStyle) -> tuple[str | None, str]:
        key = (value, style.code)
        if key not in self._shared.shown:
            exact = plain_number(value)
            text = value if exact is None else number_text(exact, style.code, from_1904=self._shared.from_1904)
            self._shared.shown[key] = (None if style.is_date else exact, glyphs.tidy(text))
        exact, text = self._shared.shown[key]
        return (exact, "") if exact == "0" and not self._zeros else (exact, text)


def _iso_text(value: str) -> str:
    try:
        when = datetime.fromisoformat(value.rstrip("Z"))
    except ValueError:
        return value
    return when.strftime("%d.%m.%Y %H:%M") if (when.hour, when.minute) != (0, 0) else when.strftime("%d.%m.%Y")
