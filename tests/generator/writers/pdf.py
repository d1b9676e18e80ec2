"""PDF drawn directly by reportlab: tables over pages, headers repeated or not, rows split by page ends, pages turned."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import escape

from tests.generator.page import Block, Grid, PageBreak, TCell

FONTS = {
    "LiberationSerif": (
        "/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf",
        "/usr/share/fonts/truetype/liberation/LiberationSerif-Bold.ttf",
    ),
    "DejaVuSans": ("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf"),
    "LiberationSans": (
        "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf",
        "/usr/share/fonts/truetype/liberation/LiberationSans-Bold.ttf",
    ),
    "LiberationSansNarrow": (
        "/usr/share/fonts/truetype/liberation/LiberationSansNarrow-Regular.ttf",
        "/usr/share/fonts/truetype/liberation/LiberationSansNarrow-Bold.ttf",
    ),
    "LiberationSerif-Italic": (
        "/usr/share/fonts/truetype/liberation/LiberationSerif-Italic.ttf",
        "/usr/share/fonts/truetype/liberation/LiberationSerif-BoldItalic.ttf",
    ),
    "DejaVuSerif": ("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf", "/usr/share/fonts/truetype/dejavu/DejaVuSerif-Bold.ttf"),
}


@dataclass(frozen=True)
class PdfStyle:
    """``rules``: all, rows (horizontal lines only), none. ``turned``: pages stored turned by 90°, shown upright."""

    font: str = "LiberationSerif"
    size: float = 8.0
    repeat: bool = True
    split_rows: bool = True
    rules: str = "all"
    portrait: bool = False
    turned: bool = False
    page_numbers: bool = False
    line: float = 0.5


@lru_cache(maxsize=4)
def register(font: str) -> None:
    """Makes a TrueType family known to reportlab."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    regular, bold = FONTS[font]
    pdfmetrics.registerFont(TTFont(font, regular))
    pdfmetrics.registerFont(TTFont(font + "-Bold", bold))


def write_pdf(blocks: list[Block], style: PdfStyle = PdfStyle()) -> bytes:
    """The blocks as a PDF; the same blocks give the same bytes."""
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.platypus import SimpleDocTemplate

    register(style.font)
    out = io.BytesIO()
    size = A4 if style.portrait else landscape(A4)
    doc = SimpleDocTemplate(out, pagesize=size, leftMargin=40, rightMargin=30, topMargin=36, bottomMargin=40, invariant=1, title="Звіт")
    story: list[Any] = []
    for block in blocks:
        story += Flow(style, size[0] - 84).block(block)

    def decorate(canvas: Any, document: Any) -> None:
        if style.page_numbers and document.page > 1:
            canvas.setFont(style.font, 8)
            canvas.drawCentredString(size[0] / 2, size[1] - 24, str(document.page))

    doc.build(story, onFirstPage=decorate, onLaterPages=decorate)
    return turn(out.getvalue()) if style.turned else out.getvalue()


class Flow:
    """Blocks → reportlab's flowables."""

    def __init__(self, style: PdfStyle, width: float) -> None:
        self.style, self.width = style, width

    def block(self, block: Block) -> list[Any]:
        """One block."""
        from reportlab.platypus import PageBreak as Break
        from reportlab.platypus import Spacer

        if isinstance(block, PageBreak):
            return [Break()]
        if isinstance(block, Grid):
            return [Spacer(1, 4), self.table(block), Spacer(1, 8)]
        text = block.text.replace("\u00ad", "").replace("\t", "\u00a0" * 8)
        return [self.paragraph(text, block.align, block.bold, self.style.size + 2), Spacer(1, 3)]

    def paragraph(self, text: str, align: str, bold: bool, size: float) -> Any:
        """Wrapped text."""
        from reportlab.lib.styles import ParagraphStyle
        from reportlab.platypus import Paragraph

        text = text.replace("ʼ", "’")  # the Liberation fonts have no such letter
        font = self.style.font + ("-Bold" if bold else "")
        form = ParagraphStyle("p", fontName=font, fontSize=size, leading=size * 1.18, alignment={"left": 0, "center": 1, "right": 2}[align])
        return Paragraph(escape(text).replace("\n", "<br/>"), form)

    def table(self, grid: Grid) -> Any:
        """A ruled table; text wraps in its cells."""
        from reportlab.lib import colors
        from reportlab.platypus import Table

        size, widths = self.fit(grid)
        data: list[list[Any]] = [["" for _ in range(grid.columns)] for _ in range(grid.rows)]
        commands: list[tuple[Any, ...]] = [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 2),
            ("RIGHTPADDING", (0, 0), (-1, -1), 2),
            ("TOPPADDING", (0, 0), (-1, -1), 1),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
        ]
        if grid.ruled and self.style.rules == "all":
            commands.append(("GRID", (0, 0), (-1, -1), self.style.line, colors.black))
        elif grid.ruled and self.style.rules == "rows":
            commands += [
                ("LINEABOVE", (0, 0), (-1, -1), self.style.line, colors.black),
                ("LINEBELOW", (0, -1), (-1, -1), self.style.line, colors.black),
            ]
        for cell in grid.cells:
            data[cell.row][cell.column] = self.paragraph(cell.text.replace("\u00ad", ""), cell.align, cell.bold, size) if cell.text else ""
            if cell.row_span > 1 or cell.column_span > 1:
                commands.append(("SPAN", (cell.column, cell.row), (cell.column + cell.column_span - 1, cell.row + cell.row_span - 1)))
        repeat = grid.header if self.style.repeat and grid.header < grid.rows else 0
        return Table(data, colWidths=widths, repeatRows=repeat, style=commands, splitInRow=1 if self.style.split_rows else 0)

    def fit(self, grid: Grid) -> tuple[float, list[float]]:
        """(font size, column widths): no word is broken, at the largest size that the page holds."""
        weights = grid.widths or [1.0] * grid.columns
        size = self.style.size
        while True:
            need = [self._longest(grid, i, size) + 6 for i in range(grid.columns)]
            spare = self.width - sum(need)
            if spare >= 0 or size <= 4:
                return size, [n + max(0.0, spare) * w / sum(weights) for n, w in zip(need, weights, strict=True)]
            size -= 0.5

    def _longest(self, grid: Grid, column: int, size: float) -> float:
        from reportlab.pdfbase.pdfmetrics import stringWidth

        cells: list[TCell] = [c for c in grid.cells if c.column == column and c.column_span == 1]
        words = [(w, c.bold) for c in cells for w in c.text.replace("\n", " ").split(" ")]
        words += [(c.text, c.bold) for c in cells if len(c.text) < 16 and any(x.isdigit() for x in c.text) and "\n" not in c.text]
        return max((float(stringWidth(w, self.style.font + ("-Bold" if bold else ""), size)) for w, bold in words), default=8.0)


def turn(data: bytes) -> bytes:
    """Each page stored turned by 90° and marked to be shown upright, as some printers' drivers do."""
    import pypdfium2 as pdfium
    import pypdfium2.raw as raw

    pdf = pdfium.PdfDocument(data)
    for page in pdf:
        width, height = page.get_size()
        matrix = raw.FS_MATRIX(0, 1, -1, 0, height, 0)
        clip = raw.FS_RECTF(0, width, height, 0)
        raw.FPDFPage_TransFormWithClip(page, matrix, clip)
        page.set_mediabox(0, 0, height, width)
        page.set_cropbox(0, 0, height, width)
        page.set_rotation(90)
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()
