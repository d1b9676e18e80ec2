"""PDF, page by page: text and ruling lines as they stand in the file; pages that are pictures go to ``ingest.scan``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from ingest import tessdata
from ingest.model import Block, Document, Note, Table
from ingest.page_picture import of_pdf
from ingest.pages import read_pages
from ingest.progress import page_done
from ingest.reading import Format, Limits, Probe, Refused

if TYPE_CHECKING:
    from ingest.grid_chunks import Before
    from ingest.pdf_breaks import Habits
    from ingest.pdf_open import PageContent, PdfFile
    from ingest.pdf_place import Ink


def _recognise(probe: Probe) -> int:
    head = probe.content[:1024]
    if head.lstrip(b"\xef\xbb\xbf\r\n\t \x00").startswith(b"%PDF-"):
        return 95
    # a zip whose first member is a PDF, stored as it is, is no PDF with something before it
    return 60 if b"%PDF-" in head and not head.startswith(b"PK\x03\x04") else 0


def _read(probe: Probe, limits: Limits) -> Document:
    from ingest.pdf_open import opened
    from ingest.pdf_pages import columns_kept
    from ingest.pdf_paragraphs import with_roles
    from ingest.pdf_sideways import Beside, widths_joined

    read: dict[int, _Read] = {}
    to_scan: dict[int, PageContent] = {}
    with opened(probe.content, limits) as file:
        count = file.pages
        for number in range(1, count + 1):
            found = _page(file, probe.content, number, limits, read.get(number - 1))
            if isinstance(found, _Read):
                read[number] = found
                page_done(number, count)
            else:
                to_scan[number] = found
        for number, result in _scanned_pages(file, to_scan, limits):
            read[number] = result
            page_done(number, count)
    pages = [(read[number].blocks, read[number].height) for number in range(1, count + 1)]
    beside = [Beside(read[number].beside, read[number].habits) for number in range(1, count + 1)]
    notes = [note for number in range(1, count + 1) for note in read[number].notes]
    scanned = {number for number, result in read.items() if result.scanned}
    _refuse_unread(notes, count)
    if not any(blocks for blocks, _ in pages) and all(note.code == "page_lost" for note in notes) and notes:
        large = any("limit" in note.args for note in notes)
        raise Refused.too_large(limits, "page_points") if large else Refused("malformed")
    if b"%%EOF" not in probe.content[-65536:]:
        notes.append(Note("page_lost", {"why": "file_cut"}))
    return Document(
        _kind([blocks for blocks, _ in pages], scanned),
        tuple(block for blocks in columns_kept(widths_joined(with_roles(pages), beside)) for block in blocks),
        count,
        tuple(notes),
    )


def _refuse_unread(notes: list[Note], count: int) -> None:
    """A file that is nothing but scans, on a machine that cannot read scans, waits for the tool. Raises ``Refused``."""
    if not count or sum(note.code == "needs_ocr" for note in notes) != count:
        return
    from ingest import scan

    if not tessdata.available():
        scan.require()


def _kind(pages: list[list[Block]], scanned: set[int]) -> str:
    """``pdf-scan`` where at least half of the pages that matter (those with tables, if any) were read by OCR."""
    tables = [n for n, blocks in enumerate(pages, 1) if any(isinstance(block, Table) for block in blocks)]
    matter = tables or [n for n, blocks in enumerate(pages, 1) if blocks]
    return "pdf-scan" if matter and 2 * sum(n in scanned for n in matter) >= len(matter) else "pdf"


@dataclass(frozen=True, slots=True)
class _Read:
    """What one page gave."""

    blocks: list[Block]
    height: float
    notes: list[Note]
    scanned: bool = False
    habits: Habits | None = None
    beside: Sequence[Ink] = ()


def _last_table(page: _Read | None) -> Before:
    """The page's last table: its columns and its head, the rows above the first amount."""
    from ingest.grid_chunks import Before
    from ingest.grid_columns import is_amount

    tables = [block for block in page.blocks if isinstance(block, Table)] if page is not None else []
    if not tables:
        return Before()
    cells = tables[-1].cells
    first = min((cell.row for cell in cells if is_amount(cell.text)), default=0)
    return Before(tables[-1].column_edges, "".join("".join(cell.text.split()) for cell in cells if cell.row < first))


def _page(file: PdfFile, data: bytes, number: int, limits: Limits, before: _Read | None) -> _Read | PageContent:
    """An exported page read; of one that has to be read as a picture, what it holds."""
    from ingest.pdf_legible import page_needs_ocr
    from ingest.pdf_open import PageLost
    from ingest.pdf_page import read_page
    from ingest.pdf_second import tables_by_text

    try:
        content = file.page(number, limits)
        why = page_needs_ocr(content)
        if why is not None and not tessdata.available():
            return _Read([], 0.0, [Note("needs_ocr", {"page": str(number), "why": why}, page=number)])
        if why is not None:
            return content
        reading = read_page(content, partial(tables_by_text, data), _last_table(before), before.habits if before is not None else None)
    except PageLost as lost:
        over = {"limit": str(limits.page_points)} if lost.too_large else {}
        return _Read([], 0.0, [Note("page_lost", {"page": str(number), "why": lost.why, **lost.facts, **over}, page=number)])
    return _Read(reading.blocks, reading.height, reading.notes, habits=reading.habits, beside=reading.beside)


def _scanned_pages(file: PdfFile, contents: dict[int, PageContent], limits: Limits) -> Iterator[tuple[int, _Read]]:
    """Pages read as pictures, as many at a time as there are slots for."""
    if not contents:
        return
    from ingest.pdf_open import PageLost
    from ingest.scan.engine import before_fork
    from ingest.scan.from_pdf import read_scanned_page

    before_fork()

    def read(number: int) -> _Read:
        try:
            result = read_scanned_page(file, contents[number], limits)
        except PageLost as lost:
            return _Read([], 0.0, [Note("page_lost", {"page": str(number), "why": lost.why, **lost.facts}, page=number)])
        return _Read(result.blocks, result.height, result.notes, scanned=True)

    def lost(number: int, why: str) -> _Read:
        return _Read([], 0.0, [Note("page_lost", {"page": str(number), "why": why}, page=number)])

    yield from read_pages(contents, read, lost, limits.seconds_per_page)


FORMATS = (Format("pdf", ("pdf",), _recognise, _read, picture=of_pdf),)
