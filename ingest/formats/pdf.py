"""PDF, page by page: text and ruling lines as they stand in the file; pages that are pictures go to ``ingest.scan``."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ingest.model import Block, Document, Note, Table
from ingest.progress import page_done
from ingest.reading import Format, Limits, Probe, Refused

if TYPE_CHECKING:
    from ingest.pdf_open import PageContent, PdfFile


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
    scanned: set[int] = set()
    with opened(probe.content, limits) as file:
        for number in range(1, file.pages + 1):
            blocks, height, found = _page(file, probe.content, number, limits, scanned)
            pages.append((blocks, height))
            notes += found
            page_done(number, file.pages)
        count = file.pages
    _refuse_unread(notes, count)
    if not any(blocks for blocks, _ in pages) and all(note.code == "page_lost" for note in notes) and notes:
        limit = next((note.args["limit"] for note in notes if "limit" in note.args), None)
        raise Refused("malformed") if limit is None else Refused("too_large", limit=limit)
    if b"%%EOF" not in probe.content[-65536:]:
        notes.append(Note("page_lost", {"why": "файл обірвано, сторінок може бракувати"}))
    return Document(
        _kind([blocks for blocks, _ in pages], scanned),
        tuple(block for blocks in with_roles(pages) for block in blocks),
        count,
        tuple(notes),
    )


def _refuse_unread(notes: list[Note], count: int) -> None:
    """A file that is nothing but scans, on a machine that cannot read scans, waits for the tool. Raises ``Refused``."""
    from ingest import scan

    if count and sum(note.code == "needs_ocr" for note in notes) == count and not scan.available():
        scan.require()


def _kind(pages: list[list[Block]], scanned: set[int]) -> str:
    """``pdf-scan`` where at least half of the pages that matter (those with tables, if any) were read by OCR."""
    tables = [n for n, blocks in enumerate(pages, 1) if any(isinstance(block, Table) for block in blocks)]
    matter = tables or [n for n, blocks in enumerate(pages, 1) if blocks]
    return "pdf-scan" if matter and 2 * sum(n in scanned for n in matter) >= len(matter) else "pdf"


def _page(file: PdfFile, data: bytes, number: int, limits: Limits, scanned: set[int]) -> tuple[list[Block], float, list[Note]]:
    from ingest.pdf_open import PageLost
    from ingest.pdf_page import page_needs_ocr, read_page
    from ingest.pdf_second import tables_by_text

    try:
        content = file.page(number, limits)
        why = page_needs_ocr(content)
        if why is not None:
            return _scanned(file, content, why, limits, scanned)
        reading = read_page(content, partial(tables_by_text, data))
    except PageLost as lost:
        over = {"limit": str(limits.page_points)} if lost.too_large else {}
        return [], 0.0, [Note("page_lost", {"page": str(number), "why": lost.why, **over}, page=number)]
    return reading.blocks, reading.height, reading.notes


def _scanned(file: PdfFile, content: PageContent, why: str, limits: Limits, scanned: set[int]) -> tuple[list[Block], float, list[Note]]:
    from ingest import scan
    from ingest.scan.from_pdf import read_scanned_page

    number = content.number
    if not scan.available():
        return [], 0.0, [Note("needs_ocr", {"page": str(number), "why": why}, page=number)]
    result = read_scanned_page(file, content, limits)
    scanned.add(number)
    return result.blocks, result.height, result.notes


FORMATS = (Format("pdf", ("pdf",), _recognise, _read),)
