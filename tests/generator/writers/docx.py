"""WordprocessingML written by hand: spans, repeated headers, runs split as Word splits them."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, replace
from xml.sax.saxutils import escape

from tests.generator.page import Block, Grid, PageBreak, Para, TCell
from tests.generator.writers.text import column_widths
from tests.generator.writers.zipped import pack

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PARTS = (("header1", "header"), ("footer1", "footer"), ("numbering", "numbering"))
TYPES = (
    f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{KIND}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{KIND}.styles+xml"/>'
    + "".join(f'<Override PartName="/word/{part}.xml" ContentType="{KIND}.{kind}+xml"/>' for part, kind in PARTS)
    + "</Types>"
)
RELS = (
    f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)
DOC_RELS = (
    f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/styles" Target="styles.xml"/>'
    + "".join(f'<Relationship Id="{part}" Type="{OFFICE}/{kind}" Target="{part}.xml"/>' for part, kind in PARTS)
    + "</Relationships>"
)
STYLES = (
    f'{HEAD}<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="Liberation Serif" w:hAnsi="Liberation Serif" w:cs="Liberation Serif"/><w:sz w:val="20"/><w:lang w:val="uk-UA"/>'
    "</w:rPr></w:rPrDefault></w:docDefaults></w:styles>"
)
NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
TABLE_WIDTH = 14600


@dataclass(frozen=True)
class Extras:
    """What Word adds to a document besides text and tables."""

    running: str = ""
    """The text of the page header; the footer then holds the page's number."""
    numbered: bool = False
    """«1.», «2.» in the first column are a list's numbers, not text."""
    tracked: bool = False
    """One amount was changed with tracking on."""
    boxed: bool = False
    """The right-aligned stamp at the top stands in a text box."""


class DocxWriter:
    """One document. ``rng`` splits runs; None leaves them whole."""

    def __init__(self, rng: random.Random | None = None, repeat_header: bool = False, size: int = 18, extras: Extras | None = None) -> None:
        self.rng, self.repeat_header, self.size = rng, repeat_header, size
        self.extras = extras or Extras()
        self.lists = self.count = 0
        self.tracked = not self.extras.tracked

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
            elif self.extras.boxed and i == 0 and block.align == "right":
                body.append(self._box(block))
            else:
                body.append(self._para(block.text, block.align, block.bold, 22))
        refs = (
            '<w:headerReference w:type="default" r:id="header1"/><w:footerReference w:type="default" r:id="footer1"/>'
            if self.extras.running
            else ""
        )
        page = (
            f'<w:sectPr>{refs}<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
            '<w:pgMar w:top="850" w:right="850" w:bottom="850" w:left="1134" w:header="400" w:footer="400" w:gutter="0"/></w:sectPr>'
        )
        parts: list[tuple[str, bytes | str]] = [
            ("[Content_Types].xml", TYPES),
            ("_rels/.rels", RELS),
            ("word/document.xml", f"{HEAD}<w:document {NS}><w:body>{''.join(body)}{page}</w:body></w:document>"),
            ("word/_rels/document.xml.rels", DOC_RELS),
            ("word/styles.xml", STYLES),
            ("word/header1.xml", self._running("hdr")),
            ("word/footer1.xml", self._running("ftr")),
            ("word/numbering.xml", self._numbering()),
        ]
        return pack(parts)

    def _running(self, tag: str) -> str:
        inside = (
            f"<w:r><w:t>{escape(self.extras.running)}</w:t></w:r>"
            if tag == "hdr"
            else '<w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>'
        )
        return f'{HEAD}<w:{tag} {NS}><w:p><w:pPr><w:jc w:val="right"/></w:pPr>{inside}</w:p></w:{tag}>'

    def _numbering(self) -> str:
        level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/></w:lvl>'
        abstract = "".join(
            f'<w:abstractNum w:abstractNumId="{i}"><w:multiLevelType w:val="singleLevel"/>{level}</w:abstractNum>'
            for i in range(1, self.lists + 1)
        )
        nums = "".join(f'<w:num w:numId="{i}"><w:abstractNumId w:val="{i}"/></w:num>' for i in range(1, self.lists + 1))
        return f"{HEAD}<w:numbering {NS}>{abstract}{nums}</w:numbering>"

    def _box(self, para: Para) -> str:
        """A text box as Word 2010 and later write it: the shape, and the same again for older readers."""
        inside = f"<w:txbxContent>{self._para(para.text, para.align, para.bold, 22)}</w:txbxContent>"
        drawing = (
            '<w:drawing><wp:anchor behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1" relativeHeight="2" simplePos="0" distT="0" distB="0" distL="0" distR="0">'
            '<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>6000000</wp:posOffset></wp:positionH>'
            '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV><wp:extent cx="3000000" cy="800000"/><wp:wrapTopAndBottom/>'
            '<wp:docPr id="1" name="Напис 1"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>'
            '<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="3000000" cy="800000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
            f"<wps:txbx>{inside}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
        )
        old = f'<w:pict><v:shape style="width:236pt;height:63pt"><v:textbox>{inside}</v:textbox></v:shape></w:pict>'
        return f'<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r></w:p>'

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

    def _inside(self, cell: TCell, size: int) -> str:
        """A cell's paragraphs: plain, a list's number, or a tracked change."""
        if self.extras.numbered and cell.column == 0 and re.fullmatch(r"\d+\.", cell.text):
            if cell.text == "1.":
                self.lists, self.count = self.lists + 1, 0
            if self.lists and cell.text == f"{self.count + 1}.":
                self.count += 1
                return f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{self.lists}"/></w:numPr></w:pPr></w:p>'
        if not self.tracked and cell.align == "center" and re.fullmatch(r"\d+,\d+", cell.text):
            self.tracked = True
            old = f'<w:del w:id="901" w:author="Бухгалтер" w:date="2025-01-15T09:00:00Z"><w:r><w:delText>9{cell.text}</w:delText></w:r></w:del>'
            new = f'<w:ins w:id="902" w:author="Бухгалтер" w:date="2025-01-15T09:00:00Z"><w:r><w:t>{cell.text}</w:t></w:r></w:ins>'
            return f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{old}{new}</w:p>'
        return self._para(cell.text, cell.align, cell.bold, size)

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
            inside = self._inside(cell, size) if cell.row == r else "<w:p/>"
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


def draw_extras(rng: random.Random) -> Extras:
    """Each of Word's additions now and then."""
    running = rng.choice(("Продовження додатка 3", "Звіт про виконання Програми", "Продовження додатка")) if rng.random() < 0.2 else ""
    return Extras(running, rng.random() < 0.25, rng.random() < 0.1, rng.random() < 0.3)


def write_docx(blocks: list[Block], rng: random.Random | None = None, repeat_header: bool = False, plain: bool = False) -> bytes:
    """The blocks as a .docx, with Word's additions unless ``plain``."""
    extras = Extras() if plain or rng is None else draw_extras(rng)
    return DocxWriter(rng, repeat_header, extras=extras).write(blocks)
