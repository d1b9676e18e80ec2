"""Cell formats of a workbook: number format, bold, raised."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.excel.names import S, on
from ingest.numberformat import BUILT_IN, GENERAL, is_date
from ingest.package import Node


@dataclass(frozen=True, slots=True)
class CellStyle:
    """What a cell's style changes in what is read."""

    code: str = GENERAL
    is_date: bool = False
    bold: bool = False
    raised: bool = False


PLAIN = CellStyle()


def read_styles(root: Node | None) -> list[CellStyle]:
    """The styles that cells refer to by number."""
    if root is None:
        return []
    codes = {**BUILT_IN}
    for node in root.iterfind(f"{S}numFmts/{S}numFmt"):
        if node.get("numFmtId", "").isdecimal():
            codes[int(node.get("numFmtId"))] = node.get("formatCode", GENERAL)
    fonts = [_font(node) for node in root.iterfind(f"{S}fonts/{S}font")]
    styles = []
    for node in root.iterfind(f"{S}cellXfs/{S}xf"):
        number, font = node.get("numFmtId", "0"), node.get("fontId", "0")
        code = codes.get(int(number) if number.isdecimal() else 0, GENERAL)
        bold, raised = fonts[int(font)] if font.isdecimal() and int(font) < len(fonts) else (False, False)
        styles.append(CellStyle(code, is_date(code), bold, raised))
    return styles


def _font(node: Node) -> tuple[bool, bool]:
    bold, position = node.find(S + "b"), node.find(S + "vertAlign")
    return bold is not None and (bold.get("val") is None or on(bold.get("val"))), position is not None and position.get(
        "val"
    ) == "superscript"
