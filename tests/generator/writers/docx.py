"""WordprocessingML written by hand: spans, repeated headers, runs split as Word splits them."""

from __future__ import annotations

import random
from dataclasses import replace
from xml.sax.saxutils import escape

from tests.generator.page import Block, Grid, PageBreak, Para, TCell
from tests.generator.writers.text import column_widths
from tests.generator.writers.zipped import pack

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
TYPES = (
    f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{KIND}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{KIND}.styles+xml"/></Types>'
)
RELS = (
    f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)
DOC_RELS = f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>'
STYLES = (
    f'{HEAD}<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="Liberation Serif" w:hAnsi="Liberation Serif" w:cs="Liberation Serif"/><w:sz w:val="20"/><w:lang w:val="uk-UA"/>'
    "</w:rPr></w:rPrDefault></w:docDefaults></w:styles>"
)
NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TABLE_WIDTH = 14600


class DocxWriter:
    """One document. ``rng`` splits runs; None leaves them whole."""

    def __init__(self, rng: random.Random | None = None, repeat_header: bool = False, size: int = 18) -> None:
        self.rng, self.repeat_header, self.size = rng, repeat_header, size

    def write(self, blocks: list[Block]) -> bytes:
        """The .docx as bytes."""
        body: list[str] = []
        for i, block in enumerate(blocks):
            if isinstance(block, Grid):
                body.append(self._table(block))
                if i + 1 == len(blocks) or isinstance(blocks[i + 1], Grid):
                    body.append("<w:p/>")
            elif isinstance(block, PageBreak):
                body.append('<w:p><w:r><w:br w:type="page"/></w:r></w:p>')
            else:
                body.append(self._para(block.text, block.align, block.bold, 22))
        page = '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="850" w:right="850" w:bottom="850" w:left="1134" w:header="400" w:footer="400" w:gutter="0"/></w:sectPr>'
        xml = (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document {NS}><w:body>{"".join(body)}{page}</w:body></w:document>'
        )
        return pack(
            [
                ("[Content_Types].xml", TYPES),
                ("_rels/.rels", RELS),
                ("word/document.xml", xml),
                ("word/_rels/document.xml.rels", DOC_RELS),
                ("word/styles.xml", STYLES),
            ]
        )

    def _runs(self, text: str, bold: bool, size: int) -> str:
        pieces = [text]
        if self.rng and len(text) > 4 and self.rng.random() < 0.15:
            at = self.rng.randrange(1, len(text))
            pieces = [text[:at], text[at:]]
        props = f'<w:rPr>{"<w:b/>" if bold else ""}<w:sz w:val="{size}"/></w:rPr>'
        return "".join(f"<w:r>{props}{self._inner(piece)}</w:r>" for piece in pieces)

    @staticmethod
    def _inner(text: str) -> str:
        out = []
        for n, line in enumerate(text.split("\n")):
            out.append("<w:br/>" if n else "")
            for k, piece in enumerate(line.split("\t")):
                out.append("<w:tab/>" if k else "")
                for j, bit in enumerate(piece.split("\u00ad")):
                    out.append("<w:softHyphen/>" if j else "")
                    out.append(f'<w:t xml:space="preserve">{escape(bit)}</w:t>' if bit else "")
        return "".join(out)

    def _para(self, text: str, align: str, bold: bool, size: int) -> str:
        lines = text.split("\n") if self.rng and self.rng.random() < 0.5 else [text]
        jc = f'<w:pPr><w:jc w:val="{align}"/></w:pPr>' if align != "left" else ""
        return "".join(f"<w:p>{jc}{self._runs(line, bold, size) if line else ''}</w:p>" for line in lines)

    def _table(self, grid: Grid) -> str:
        twips, size = fit(grid, self.size)
        edge = '<w:{0} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        borders = (
            "<w:tblBorders>" + "".join(edge.format(n) for n in ("top", "left", "bottom", "right", "insideH", "insideV")) + "</w:tblBorders>"
            if grid.ruled
            else ""
        )
        owner = grid.owner()
        rows = "".join(self._row(grid, owner, r, twips, size) for r in range(grid.rows))
        columns = "".join(f'<w:gridCol w:w="{t}"/>' for t in twips)
        return f'<w:tbl><w:tblPr><w:tblW w:w="{TABLE_WIDTH}" w:type="dxa"/>{borders}<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>'

    def _row(self, grid: Grid, owner: dict[tuple[int, int], TCell], r: int, twips: list[int], size: int) -> str:
        cells, column = [], 0
        while column < grid.columns:
            cell = owner[r, column]
            width = sum(twips[column : column + cell.column_span])
            props = f'<w:tcW w:w="{width}" w:type="dxa"/>'
            if cell.column_span > 1:
                props += f'<w:gridSpan w:val="{cell.column_span}"/>'
            if cell.row_span > 1:
                props += '<w:vMerge w:val="restart"/>' if cell.row == r else "<w:vMerge/>"
            inside = self._para(cell.text, cell.align, cell.bold, size) if cell.row == r else "<w:p/>"
            cells.append(f"<w:tc><w:tcPr>{props}</w:tcPr>{inside}</w:tc>")
            column += cell.column_span
        head = "<w:trPr><w:tblHeader/></w:trPr>" if self.repeat_header and r < grid.header else ""
        return f"<w:tr>{head}{''.join(cells)}</w:tr>"


def fit(grid: Grid, size: int) -> tuple[list[int], int]:
    """(column widths in twips, font size in half points) that break no word where the page allows it."""
    need = column_widths(replace(grid, widths=[0.01] * grid.columns), 1)
    size = max(9, min(size, int(TABLE_WIDTH / (sum(need) + 1.2 * grid.columns) / 5.6)))
    least = [round((n + 1.2) * size * 5.6) for n in need]
    weights = grid.widths or [1.0] * grid.columns
    spare = max(0, TABLE_WIDTH - sum(least))
    return [n + round(spare * w / sum(weights)) for n, w in zip(least, weights, strict=True)], size


def write_docx(blocks: list[Block], rng: random.Random | None = None, repeat_header: bool = False) -> bytes:
    """The blocks as a .docx."""
    return DocxWriter(rng, repeat_header).write(blocks)


__all__ = ["Para", "write_docx"]
