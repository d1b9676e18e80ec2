"""A page as a picture to look at, in the points that boxes are told in: for showing a person where a value stands.

A format whose pages have a geometry gives its own ``picture`` beside ``read`` (``ingest.reading.Format``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ingest.reading import Limits, Refused

# Fine enough to read the smallest print, coarse enough for a screen.
_PER_POINT = 2.5
_MOST_PIXELS = 16_000_000


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A PIL image in RGB; ``scale`` of its pixels are one point."""

    image: Any
    scale: float

    def turned(self, degrees: int) -> PagePicture:
        """The picture turned clockwise by a multiple of 90 degrees."""
        return PagePicture(self.image.rotate(-degrees, expand=True), self.scale) if degrees % 360 else self


def per_point(width: float, height: float, finest: float = _PER_POINT) -> float:
    """How many pixels to give a point of a page of ``width`` × ``height`` points."""
    return float(min(finest, _PER_POINT, (_MOST_PIXELS / max(width * height, 1.0)) ** 0.5))


def of_pdf(content: bytes, number: int, limits: Limits) -> PagePicture:
    """Page ``number`` (from 1) of a PDF as the file shows it. Raises ``Refused``."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise Refused("malformed") from error
    try:
        document.init_forms()
        page = document[number - 1]
        width, height = page.get_size()
        if max(width, height) > limits.page_points:
            raise Refused.too_large(limits, "page_points")
        scale = per_point(width, height)
        return PagePicture(page.render(scale=scale).to_pil().convert("RGB"), scale)
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise Refused("malformed") from error
    finally:
        document.close()


def of_pixels(pixels: Any, dpi: float) -> PagePicture:
    """A picture whose ``dpi`` pixels are an inch, made smaller where it is finer than a screen needs."""
    from PIL import Image

    image = Image.fromarray(pixels).convert("RGB")
    finest = dpi / 72.0
    scale = per_point(image.width / finest, image.height / finest, finest)
    if scale < finest:
        size = max(1, round(image.width * scale / finest)), max(1, round(image.height * scale / finest))
        image = image.resize(size, Image.Resampling.BOX, reducing_gap=2.0)
    return PagePicture(image, scale)
