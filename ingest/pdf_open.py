"""A PDF opened with pdfium: refusals with their reason, and one page after the other so that memory stays flat."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as raw

from ingest import pdf_raw as pdf
from ingest.pdf_strokes import Strokes, TooManyObjects, page_strokes
from ingest.pdf_words import PageText, page_text
from ingest.reading import Limits, Refused

# What one page may hold before it is a drawing or an attack and no page of a report.
_MOST_CHARACTERS = 150_000
_MOST_OBJECTS = 60_000

_started = threading.Lock()
_libraries: list[bool] = []


class PageLost(Exception):
    """A page that cannot be read; ``why`` as ``page_lost`` tells it, with its ``facts``. ``too_large``: it is beyond a limit rather than broken."""

    def __init__(self, why: str, *, too_large: bool = False, **facts: str) -> None:
        super().__init__(why)
        self.why = why
        self.facts = facts
        self.too_large = too_large


@dataclass(frozen=True, slots=True)
class PageContent:
    """What stands on one page, in page space, taken from pdfium and free of its handles.

    ``left`` … ``top`` is the visible part; ``rotate`` the file's own clockwise turn in degrees.
    """

    number: int
    left: float
    bottom: float
    right: float
    top: float
    rotate: int
    text: PageText
    strokes: Strokes


@dataclass(frozen=True, slots=True)
class PdfFile:
    """An open file; ``pages`` is how many it has."""

    handle: Any
    pages: int
    form: Any

    def page(self, number: int, limits: Limits) -> PageContent:
        """Page ``number`` (from 1). Raises ``PageLost``."""
        size = raw.FS_SIZEF()
        if not raw.FPDF_GetPageSizeByIndexF(self.handle, number - 1, size):
            raise PageLost("broken")
        if max(size.width, size.height) > limits.page_points:
            raise PageLost("points", too_large=True, width=f"{size.width:.0f}", height=f"{size.height:.0f}")
        with _loaded(self.handle, number - 1) as page:
            flattened = _flatten(page, self.form)
            if not flattened:
                return _content(page, number)
        with _loaded(self.handle, number - 1) as page:
            return _content(page, number)


@contextmanager
def opened(content: bytes, limits: Limits) -> Iterator[PdfFile]:
    """The file open for reading. Raises ``Refused``: ``encrypted``, ``truncated``, ``malformed``, ``too_many_pages``."""
    with _started:
        if not _libraries:
            raw.FPDF_InitLibrary()
            _libraries.append(True)
    start = max(content.find(b"%PDF-", 0, 4096), 0)
    handle = raw.FPDF_LoadMemDocument64(content, len(content), None)
    if not handle:
        raise _refusal(content)
    form = None
    try:
        pages = raw.FPDF_GetPageCount(handle)
        if pages <= 0:
            raise _refusal(content[start:])
        if pages > limits.pages:
            raise Refused("too_many_pages", pages=str(pages), limit=str(limits.pages))
        form = _form(handle)
        yield PdfFile(handle, pages, form)
    finally:
        if form is not None:
            raw.FPDFDOC_ExitFormFillEnvironment(form[0])
        raw.FPDF_CloseDocument(handle)


def _refusal(content: bytes) -> Refused:
    error = raw.FPDF_GetLastError()
    if error in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
        return Refused("encrypted")
    ended = b"%%EOF" in content[-2048:]
    return Refused("malformed" if ended else "truncated")


def _form(handle: Any) -> Any:
    """pdfium's form environment, where the file has a form: without it fields show no values."""
    if raw.FPDF_GetFormType(handle) == raw.FORMTYPE_NONE:
        return None
    info = raw.FPDF_FORMFILLINFO(version=2)
    form = raw.FPDFDOC_InitFormFillEnvironment(handle, info)
    return (form, info) if form else None


@contextmanager
def _loaded(handle: Any, index: int) -> Iterator[Any]:
    page = raw.FPDF_LoadPage(handle, index)
    if not page:
        raise PageLost("broken")
    try:
        yield page
    finally:
        raw.FPDF_ClosePage(page)


def _flatten(page: Any, form: Any) -> bool:
    """Draw fields, stamps and text notes into the page, as they are shown; True where the page has to be loaded anew."""
    shown = (raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_STAMP)
    found = False
    for i in range(min(raw.FPDFPage_GetAnnotCount(page), 5_000)):
        annotation = raw.FPDFPage_GetAnnot(page, i)
        if annotation:
            found |= raw.FPDFAnnot_GetSubtype(annotation) in shown
            raw.FPDFPage_CloseAnnot(annotation)
    if not found:
        return False
    if form is not None:
        raw.FORM_OnAfterLoadPage(page, form[0])
        raw.FORM_OnBeforeClosePage(page, form[0])
    return bool(raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS)


def _content(page: Any, number: int) -> PageContent:
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, box)
    rotate = raw.FPDFPage_GetRotation(page) * 90 % 360
    text_page = raw.FPDFText_LoadPage(page)
    if not text_page:
        raise PageLost("text_broken")
    try:
        count = raw.FPDFText_CountChars(text_page)
        if count > _MOST_CHARACTERS:
            raise PageLost("characters", count=str(count))
        text = page_text(pdf.address(text_page), max(count, 0))
        strokes = page_strokes(pdf.address(page), raw.FPDFPage_CountObjects(page), _MOST_OBJECTS)
    except TooManyObjects:
        raise PageLost("objects", count=str(_MOST_OBJECTS)) from None
    finally:
        raw.FPDFText_ClosePage(text_page)
    return PageContent(number, box.left, box.bottom, box.right, box.top, rotate, text, strokes)
