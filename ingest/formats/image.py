"""Pictures of pages: PNG, JPEG, TIFF of many pages, BMP, WebP; each page is read by OCR."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from ingest.model import Document, Note
from ingest.pages import read_pages
from ingest.progress import page_done
from ingest.reading import Format, Limits, Probe, Refused

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ingest.page_picture import PagePicture

_HEADS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_EXTENSIONS = ("png", "jpg", "jpeg", "jpe", "jfif", "tif", "tiff", "bmp", "webp")
# Pillow's names of the kinds that are read; others (PSD, ICO …) are no scans.
_KINDS = ("PNG", "JPEG", "TIFF", "BMP", "WEBP")


def _recognise(probe: Probe) -> int:
    head = probe.head
    if head.startswith(_HEADS):
        return 95
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return 95
    return 90 if head.startswith(b"BM") and probe.content[6:10] == b"\x00\x00\x00\x00" and len(head) > 26 else 0


def _read(probe: Probe, limits: Limits) -> Document:
    from ingest import scan
    from ingest.scan.engine import before_fork

    scan.require()
    before_fork()
    with _opened(probe.content) as image:
        count = getattr(image, "n_frames", 1)
        if count > limits.pages:
            raise Refused("too_many_pages", pages=str(count), limit=str(limits.pages))
        pages: dict[int, scan.PageResult] = {}
        gone: list[str] = []

        def lost(number: int, why: str) -> scan.PageResult:
            gone.append(why)
            return scan.PageResult(notes=[Note("page_lost", {"page": str(number), "why": why}, page=number)])

        for number, result in read_pages(range(1, count + 1), lambda number: _page(image, number, limits), lost, limits.seconds_per_page):
            pages[number] = result
            page_done(number, count)
    blocks = [block for number in sorted(pages) for block in pages[number].blocks]
    notes = [note for number in sorted(pages) for note in pages[number].notes]
    if not blocks and notes and all(note.code == "page_lost" for note in notes):
        raise _refused(notes, gone, limits)
    return Document("image", tuple(blocks), count, tuple(notes))


def _refused(notes: list[Note], gone: list[str], limits: Limits) -> Refused:
    """Why a file is refused of which no page could be read."""
    if any("limit" in note.args for note in notes):
        return Refused.too_large(limits, "image_pixels")
    return Refused(gone[0] if gone else "malformed")


def _picture(content: bytes, number: int, limits: Limits) -> PagePicture:
    """Page ``number`` as it lies in the file, at the resolution it was read at."""
    from ingest.page_picture import of_pixels
    from ingest.scan.picture import believable_dpi

    with _opened(content) as image:
        try:
            image.seek(number - 1)
            if image.size[0] * image.size[1] > limits.image_pixels:
                raise Refused.too_large(limits, "image_pixels")
            pixels, dpi = _pixels(image, number)
        except (OSError, ValueError, SyntaxError, EOFError) as error:
            raise Refused("malformed") from error
    return of_pixels(pixels, believable_dpi(dpi, pixels.shape[1], pixels.shape[0]))


def _opened(content: bytes) -> Any:
    from PIL import Image, UnidentifiedImageError

    # The limit is ours and is asked for page by page, before pixels are unpacked.
    Image.MAX_IMAGE_PIXELS = None
    try:
        return Image.open(io.BytesIO(content), formats=_KINDS)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise Refused("malformed") from error


def _page(image: Any, number: int, limits: Limits) -> Any:
    from PIL import Image

    from ingest import scan

    try:
        image.seek(number - 1)
        width, height = image.size
        if width * height > limits.image_pixels:
            args = {"page": str(number), "why": "pixels", "width": str(width), "height": str(height), "limit": str(limits.image_pixels)}
            return scan.PageResult(notes=[Note("page_lost", args, page=number)])
        pixels, dpi = _pixels(image, number)
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        args = {"page": str(number), "why": "picture_broken", "error": type(error).__name__}
        return scan.PageResult(notes=[Note("page_lost", args, page=number)])
    return scan.read_page_image(pixels, number, dpi, limits)


def _pixels(image: Any, number: int) -> tuple[NDArray[np.uint8], float | None]:
    """Grey or RGB pixels on white, turned as the camera noted."""
    import numpy as np
    from PIL import Image, ImageOps

    image.seek(number - 1)
    told = tuple(image.info.get("dpi") or (None,))
    if image.getexif().get(0x0112, 1) > 4:
        told = told[::-1]
    dpi = float(told[0]) if told[0] else None
    page = _square(ImageOps.exif_transpose(image), told)
    if page.mode in ("RGBA", "LA", "PA") or "transparency" in page.info:
        page = page.convert("RGBA")
        paper = Image.new("RGBA", page.size, "white")
        page = Image.alpha_composite(paper, page)
    if page.mode.startswith("I;16") or page.mode in ("I", "F"):
        deep = np.asarray(page, dtype=np.float64)
        top = max(float(deep.max(initial=1.0)), 1.0)
        return (deep * (255.0 / (65535.0 if top > 255 else 255.0))).clip(0, 255).astype(np.uint8), dpi
    page = page.convert("L" if page.mode in ("1", "L") else "RGB")
    return np.asarray(page, dtype=np.uint8), dpi


def _square(page: Any, told: tuple[Any, ...]) -> Any:
    """The picture at its first resolution both ways: a fax has points that are higher than wide."""
    across, down = (float(v or 0) for v in told) if len(told) == 2 else (0.0, 0.0)
    if not across or not down or 0.9 < across / down < 1.1 or not 0.2 < across / down < 5:
        return page
    plain = page.convert("L") if page.mode in ("1", "P") else page
    return plain.resize((page.width, max(1, round(page.height * across / down))))


FORMATS = (Format("image", _EXTENSIONS, _recognise, _read, picture=_picture),)
