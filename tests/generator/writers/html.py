"""HTML as web pages and as Excel saves it (.htm): utf-8 or cp1251, declared or not."""

from __future__ import annotations

from html import escape

from tests.generator.page import Block, Grid, PageBreak, Para, TCell


def write_html(blocks: list[Block], form: str = "plain", encoding: str = "utf-8", declared: bool = True) -> bytes:
    """``form``: plain, word (pasted from Word), excel (everything in one table)."""
    body = excel(blocks) if form == "excel" else "\n".join(_block(b, form) for b in blocks)
    meta = (
        f'<meta http-equiv="Content-Type" content="text/html; charset={"windows-1251" if encoding == "cp1251" else encoding}">'
        if declared
        else ""
    )
    root = (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">'
        if form != "plain"
        else '<!DOCTYPE html>\n<html lang="uk">'
    )
    page = f"{root}<head>{meta}<title>Звіт</title><style>td {{ border: 1px solid }}</style><script>var t = '<td>не таблиця</td>';</script></head>\n<body>\n{body}\n</body></html>"
    return page.encode(encoding, "xmlcharrefreplace")


def _text(text: str) -> str:
    return (
        escape(text, quote=False)
        .replace("\u00ad", "&shy;")
        .replace("\u00a0", "&nbsp;")
        .replace("\t", "&nbsp;&nbsp;&nbsp; ")
        .replace("\n", "<br>")
    )


def _block(block: Block, form: str) -> str:
    if isinstance(block, PageBreak):
        return '<hr style="page-break-after: always">'
    if isinstance(block, Grid):
        return _table(block, form)
    inside = f"<b>{_text(block.text)}</b>" if block.bold else _text(block.text)
    css = ' class="MsoNormal"' if form == "word" else ""
    return f'<p{css} align="{block.align}">{inside}</p>'


def _cell(cell: TCell, form: str, tag: str) -> str:
    spans = (f' rowspan="{cell.row_span}"' if cell.row_span > 1 else "") + (
        f' colspan="{cell.column_span}"' if cell.column_span > 1 else ""
    )
    inside = _text(cell.text)
    if form == "word":
        inside = f'<p class="MsoNormal"><span lang="UK">{inside or "<o:p>&nbsp;</o:p>"}</span></p>'
    return f"<{tag}{spans}>{inside}</{tag}>"


def _table(grid: Grid, form: str) -> str:
    rows = []
    for r in range(grid.rows):
        tag = "th" if form == "plain" and r < grid.header else "td"
        cells = sorted((c for c in grid.cells if c.row == r), key=lambda c: c.column)
        rows.append("<tr>" + "".join(_cell(c, form, tag) for c in cells) + "</tr>")
    return '<table border="1">\n' + "\n".join(rows) + "\n</table>" if grid.ruled else "<table>\n" + "\n".join(rows) + "\n</table>"


def excel(blocks: list[Block]) -> str:
    """One table for the whole sheet: title lines span it, all tables share its columns."""
    columns = max((b.columns for b in blocks if isinstance(b, Grid)), default=1)
    rows = []
    for block in blocks:
        if isinstance(block, Para):
            rows += [f'<tr><td colspan="{columns}" class="xl65">{_text(line)}</td></tr>' for line in block.text.split("\n")]
        elif isinstance(block, Grid):
            for r in range(block.rows):
                cells = sorted((c for c in block.cells if c.row == r), key=lambda c: c.column)
                pad = f'<td colspan="{columns - block.columns}"></td>' if columns > block.columns else ""
                rows.append("<tr>" + "".join(_cell(c, "excel", "td") for c in cells) + pad + "</tr>")
    return '<table border="0" cellpadding="0" cellspacing="0" x:str>\n' + "\n".join(rows) + "\n</table>"
