"""OpenDocument text written by hand: spans with covered cells, header rows in their group."""

from __future__ import annotations

from xml.sax.saxutils import escape

from tests.generator.page import Block, Grid, PageBreak, TCell
from tests.generator.writers.sheet import ODS_NS, manifest
from tests.generator.writers.zipped import pack

ODT_TYPE = "application/vnd.oasis.opendocument.text"
STYLES = (
    '<office:automatic-styles><style:style style:name="PB" style:family="paragraph"><style:paragraph-properties fo:break-before="page"/></style:style>'
    '<style:style style:name="PC" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="PR" style:family="paragraph"><style:paragraph-properties fo:text-align="end"/></style:style></office:automatic-styles>'
)


def write_odt(blocks: list[Block]) -> bytes:
    """The .odt as bytes."""
    body = "".join(_block(b, n) for n, b in enumerate(blocks))
    xml = f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {ODS_NS} office:version="1.2">{STYLES}<office:body><office:text>{body}</office:text></office:body></office:document-content>'
    return pack([("mimetype", ODT_TYPE), ("content.xml", xml), ("META-INF/manifest.xml", manifest(ODT_TYPE))], frozenset({"mimetype"}))


def _inline(text: str) -> str:
    out = escape(text).replace("\n", "<text:line-break/>").replace("\t", "<text:tab/>")
    while "  " in out:
        out = out.replace("  ", ' <text:s text:c="1"/>')
    return out


def _block(block: Block, number: int) -> str:
    if isinstance(block, PageBreak):
        return '<text:p text:style-name="PB"/>'
    if isinstance(block, Grid):
        return _table(block, number)
    style = {"center": ' text:style-name="PC"', "right": ' text:style-name="PR"'}.get(block.align, "")
    return f"<text:p{style}>{_inline(block.text)}</text:p>"


def _table(grid: Grid, number: int) -> str:
    at = grid.at()
    rows = [
        "<table:table-row>" + "".join(_cell(at.get((r, c))) for c in range(grid.columns)) + "</table:table-row>" for r in range(grid.rows)
    ]
    head = (
        f"<table:table-header-rows>{''.join(rows[: grid.header])}</table:table-header-rows>"
        if 0 < grid.header < grid.rows
        else "".join(rows[: grid.header])
    )
    return f'<table:table table:name="Таблиця{number}"><table:table-column table:number-columns-repeated="{grid.columns}"/>{head}{"".join(rows[grid.header :])}</table:table>'


def _cell(cell: TCell | None) -> str:
    if cell is None:
        return "<table:covered-table-cell/>"
    spans = (
        f' table:number-columns-spanned="{cell.column_span}" table:number-rows-spanned="{cell.row_span}"'
        if cell.column_span > 1 or cell.row_span > 1
        else ""
    )
    return f'<table:table-cell{spans} office:value-type="string"><text:p>{_inline(cell.text)}</text:p></table:table-cell>'
