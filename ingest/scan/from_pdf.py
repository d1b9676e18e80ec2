"""A PDF's page without usable text is drawn and read as a picture; an invisible text layer helps as one more reading."""

from __future__ import annotations

import ctypes
from math import hypot
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.pdf_legible import frame_of, hidden_layer, holds_figures, page_needs_ocr
from ingest.reading import Limits
from ingest.scan.page import WORK_DPI
from ingest.scan.reader import LayerWord, PageResult, read_page_image

if TYPE_CHECKING:
    from ingest.pdf_open import PageContent, PdfFile

_MOST_PIXELS = 36_000_000
# Pictures that cover this much of a page are the page; one finer than the second resolution tells how fine it is.
_ALL, _LEAST_DPI = 0.5, 100.0
# Letters of a text printed over a page stand closer than this (inches); where so much of what lies below is this dark, it is writing.
_TOGETHER, _WRITTEN, _DARK = 0.08, 0.003, 160


def read_scanned_page(file: PdfFile, content: PageContent, limits: Limits) -> PageResult:
    """Read a page by OCR, boxes in points of the page as the file shows it. Raises ``Refused`` (``missing_tool``)."""
    width, height = content.right - content.left, content.top - content.bottom
    dpi = min(own_dpi(file.handle, content.number), 72.0 * (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    picture = _drawn(file.handle, content.number, dpi)
    seen = [piece for piece in content.text.pieces if piece.kind == "seen"]
    if seen and page_needs_ocr(content) == "picture" and not holds_figures(seen):
        picture = _uncovered(picture, _drawn(file.handle, content.number, dpi, texts=False), dpi)
    return read_page_image(picture, content.number, dpi, limits, _layer(content))


def _uncovered(full: NDArray[np.uint8], plain: NDArray[np.uint8], dpi: float) -> NDArray[np.uint8]:
    """The page with its texts, but for those that a registry or a signing service printed over the writing of the ``plain`` picture."""
    differs = np.any(full != plain, axis=2).astype(np.uint8)
    side = round(_TOGETHER * dpi) | 1
    count, labels = cv2.connectedComponents(cv2.dilate(differs, np.ones((side, side), np.uint8)))
    dark = plain.min(axis=2) < _DARK
    sizes, inked = np.bincount(labels.ravel(), minlength=count), np.bincount(labels[dark], minlength=count)
    over = inked > _WRITTEN * sizes
    over[0] = False
    return np.where(over[labels][..., None], plain, full)


def own_dpi(handle: Any, number: int) -> float:
    """The resolution of the picture that is the page, so that it is drawn pixel by pixel; the working one where there is none, or a finer one."""
    import pypdfium2.raw as raw

    page = raw.FPDF_LoadPage(handle, number - 1)
    try:
        covered, finest = 0.0, 0.0
        for k in range(raw.FPDFPage_CountObjects(page)):
            item = raw.FPDFPage_GetObject(page, k)
            if raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_IMAGE:
                area, dpi = _extent(item)
                covered, finest = covered + area, max(finest, dpi)
        whole = raw.FPDF_GetPageWidthF(page) * raw.FPDF_GetPageHeightF(page)
        return min(WORK_DPI, finest) if covered >= _ALL * whole and finest >= _LEAST_DPI else WORK_DPI
    finally:
        raw.FPDF_ClosePage(page)


def _extent(item: Any) -> tuple[float, float]:
    """How much of the page (square points) a picture covers, and its resolution (the finer of the two)."""
    import pypdfium2.raw as raw

    matrix, width, height = raw.FS_MATRIX(), ctypes.c_uint(), ctypes.c_uint()
    if not raw.FPDFPageObj_GetMatrix(item, matrix) or not raw.FPDFImageObj_GetImagePixelSize(item, width, height):
        return 0.0, 0.0
    across, down = hypot(matrix.a, matrix.b), hypot(matrix.c, matrix.d)
    if across < 36 or down < 1:
        return 0.0, 0.0
    return across * down, 72.0 * max(width.value / across, height.value / down)


def _drawn(handle: Any, number: int, dpi: float, *, texts: bool = True) -> NDArray[np.uint8]:
    """The page as RGB pixels, turned as the file says; with its texts, or what else it draws alone."""
    import pypdfium2.raw as raw

    page = raw.FPDF_LoadPage(handle, number - 1)
    try:
        width = max(1, round(raw.FPDF_GetPageWidthF(page) * dpi / 72))
        height = max(1, round(raw.FPDF_GetPageHeightF(page) * dpi / 72))
        bitmap = raw.FPDFBitmap_CreateEx(width, height, raw.FPDFBitmap_BGR, None, 0)
        if not texts:
            _without_texts(page)
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


def _without_texts(page: Any) -> None:
    import pypdfium2.raw as raw

    for k in reversed(range(raw.FPDFPage_CountObjects(page))):
        item = raw.FPDFPage_GetObject(page, k)
        if raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_TEXT and raw.FPDFPage_RemoveObject(page, item):
            raw.FPDFPageObj_Destroy(item)


def _layer(content: PageContent) -> list[LayerWord] | None:
    # A layer written in another direction than the page is shown belongs to a picture that will be turned.
    if frame_of(content).turned != content.rotate:
        return None
    return [LayerWord(ink.text, ink.box) for ink in hidden_layer(content)] or None
