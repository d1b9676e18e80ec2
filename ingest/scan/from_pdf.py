"""A PDF's page without usable text is drawn and read as a picture; an invisible text layer helps as one more reading."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ingest.reading import Limits
from ingest.scan.page import WORK_DPI
from ingest.scan.reader import LayerWord, PageResult, read_page_image

if TYPE_CHECKING:
    from ingest.pdf_open import PageContent, PdfFile

_MOST_PIXELS = 36_000_000


def read_scanned_page(file: PdfFile, content: PageContent, limits: Limits) -> PageResult:
    """Read a page by OCR, boxes in points of the page as the file shows it. Raises ``Refused`` (``missing_tool``)."""
    width, height = content.right - content.left, content.top - content.bottom
    dpi = min(WORK_DPI, 72.0 * (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    return read_page_image(_drawn(file.handle, content.number, dpi), content.number, dpi, limits, _layer(content))


def _drawn(handle: Any, number: int, dpi: float) -> NDArray[np.uint8]:
    """The page as RGB pixels, turned as the file says."""
    import ctypes

    import pypdfium2.raw as raw

    page = raw.FPDF_LoadPage(handle, number - 1)
    try:
        width = max(1, round(raw.FPDF_GetPageWidthF(page) * dpi / 72))
        height = max(1, round(raw.FPDF_GetPageHeightF(page) * dpi / 72))
        bitmap = raw.FPDFBitmap_CreateEx(width, height, raw.FPDFBitmap_BGR, None, 0)
        try:
            raw.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
            raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, raw.FPDF_ANNOT)
            stride = raw.FPDFBitmap_GetStride(bitmap)
            buffer = ctypes.cast(raw.FPDFBitmap_GetBuffer(bitmap), ctypes.POINTER(ctypes.c_ubyte * (stride * height))).contents
            rows = np.frombuffer(buffer, dtype=np.uint8).reshape(height, stride)
            return np.ascontiguousarray(rows[:, : width * 3].reshape(height, width, 3)[..., ::-1])
        finally:
            raw.FPDFBitmap_Destroy(bitmap)
    finally:
        raw.FPDF_ClosePage(page)


def _layer(content: PageContent) -> list[LayerWord] | None:
    from ingest.pdf_page import frame_of, hidden_layer

    # A layer written in another direction than the page is shown belongs to a picture that will be turned.
    if frame_of(content).turned != content.rotate:
        return None
    return [LayerWord(ink.text, ink.box) for ink in hidden_layer(content)] or None
