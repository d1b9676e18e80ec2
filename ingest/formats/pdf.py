"""PDF exported from an office program: text and ruling lines as they stand in the file, page by page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ingest.model import Block, Document, Note
from ingest.progress import page_done
from ingest.reading import Format, Limits, Probe, Refused

if TYPE_CHECKING:
    from ingest.pdf_open import PdfFile


def _recognise(probe: Probe) -> int:
    head = probe.content[:1024]
    if head.lstrip(b"\xef\xbb\xbf\r\n\t \x00").startswith(b"%PDF-"):
        return 95
    return 60 if b"%PDF-" in head else 0


def _read(probe: Probe, limits: Limits) -> Document:
    from ingest.pdf_open import opened
    from ingest.pdf_paragraphs import with_roles

    pages: list[tuple[list[Block], float]] = []
    notes: list[Note] = []
    with opened(probe.content, limits) as file:
        for number in range(1, file.pages + 1):
            blocks, height, found = _page(file, probe.content, number, limits)
            pages.append((blocks, height))
            notes += found
            page_done(number, file.pages)
        count = file.pages
    if not any(blocks for blocks, _ in pages) and all(note.code == "page_lost" for note in notes) and notes:
        limit = next((note.args["limit"] for note in notes if "limit" in note.args), None)
        raise Refused("malformed") if limit is None else Refused("too_large", limit=limit)
    if b"%%EOF" not in probe.content[-65536:]:
        notes.append(Note("page_lost", {"why": "файл обірвано, сторінок може бракувати"}))
    return Document("pdf", tuple(block for blocks in with_roles(pages) for block in blocks), count, tuple(notes))


def _page(file: PdfFile, data: bytes, number: int, limits: Limits) -> tuple[list[Block], float, list[Note]]:
    from ingest.pdf_open import PageLost
    from ingest.pdf_page import page_needs_ocr, read_page
    from ingest.pdf_second import tables_by_text

    try:
        content = file.page(number, limits)
        why = page_needs_ocr(content)
        if why is not None:
            return [], 0.0, [Note("needs_ocr", {"page": str(number), "why": why}, page=number)]
        reading = read_page(content, partial(tables_by_text, data))
    except PageLost as lost:
        over = {"limit": str(limits.page_points)} if lost.too_large else {}
        return [], 0.0, [Note("page_lost", {"page": str(number), "why": lost.why, **over}, page=number)]
    return reading.blocks, reading.height, reading.notes


FORMATS = (Format("pdf", ("pdf",), _recognise, _read),)
