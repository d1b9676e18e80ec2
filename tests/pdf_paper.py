"""Draws PDF pages for the tests of the PDF reader: tables ruled in every way a program rules them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from ingest.formats.pdf import FORMATS
from ingest.model import Document, Table
from ingest.reading import Limits, Probe

FONTS = "/usr/share/fonts/truetype/dejavu/"


@lru_cache(maxsize=1)
def _fonts() -> None:
    pdfmetrics.registerFont(TTFont("Sans", FONTS + "DejaVuSans.ttf"))
    pdfmetrics.registerFont(TTFont("Sans-Bold", FONTS + "DejaVuSans-Bold.ttf"))


class Paper:
    """A document under construction; coordinates in points from the top left."""

    def __init__(self, width: float = 595, height: float = 842) -> None:
        _fonts()
        self.buffer = io.BytesIO()
        self.height = height
        self.canvas = Canvas(self.buffer, pagesize=(width, height), invariant=True)

    def text(self, x: float, y: float, text: str, size: float = 10, font: str = "Sans") -> Paper:
        """Text with its baseline at ``y``."""
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, self.height - y, text)
        return self

    def text_right(self, x: float, y: float, text: str, size: float = 10) -> Paper:
        """Text that ends at ``x``."""
        return self.text(x - pdfmetrics.stringWidth(text, "Sans", size), y, text, size)

    def line(self, x0: float, y0: float, x1: float, y1: float) -> Paper:
        self.canvas.line(x0, self.height - y0, x1, self.height - y1)
        return self

    def rect(self, x0: float, y0: float, x1: float, y1: float, *, fill: Any = None) -> Paper:
        """An outline, or with ``fill`` a rectangle of that colour without one."""
        if fill is not None:
            self.canvas.setFillColor(fill)
        self.canvas.rect(x0, self.height - y1, x1 - x0, y1 - y0, stroke=fill is None, fill=fill is not None)
        self.canvas.setFillColorRGB(0, 0, 0)
        return self

    def cells(self, xs: Sequence[float], ys: Sequence[float], texts: Sequence[Sequence[str]], size: float = 10) -> Paper:
        """Texts at the top left of each cell, lines parted by ``\\n``."""
        for y, row in zip(ys, texts, strict=False):
            for x, text in zip(xs, row, strict=False):
                for k, line in enumerate(text.split("\n")):
                    self.text(x + 4, y + 1.2 * size + 1.2 * size * k, line, size)
        return self

    def page(self) -> Paper:
        self.canvas.showPage()
        return self

    def data(self) -> bytes:
        """The finished file."""
        self.canvas.save()
        return self.buffer.getvalue()


def read(data: bytes, limits: Limits | None = None) -> Document:
    """What the PDF reader makes of the bytes."""
    return FORMATS[0].read(Probe("x.pdf", data), limits or Limits())


def grid(table: Table) -> list[list[str]]:
    """A table as rows of texts; a merged cell's text stands at its first position."""
    rows = [["" for _ in range(table.columns)] for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row][cell.column] = cell.text
    return rows


def spans(table: Table) -> set[tuple[int, int, int, int]]:
    """(row, column, row span, column span) of the merged cells."""
    return {(c.row, c.column, c.row_span, c.column_span) for c in table.cells if c.row_span * c.column_span > 1}
