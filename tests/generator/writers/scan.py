"""Paper: pages rendered to pictures, worn as scanners and copiers wear them, and stored as scanned PDF, TIFF, PNG or JPEG."""

from __future__ import annotations

import io
import math
import random
from dataclasses import asdict, dataclass, replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from tests.generator.page import Block
from tests.generator.writers.pdf import FONTS, PdfStyle, write_pdf

Picture = NDArray[np.uint8]


@dataclass(frozen=True)
class Wear:
    """How a page was scanned. ``skew`` and ``turned`` in degrees; ``bend``, ``tilt`` as shares of the page; ``mode``: grey, colour, bilevel.

    ``over``: stamp and signature lie on the figures; ``shadow``: how dark a hand's shadow falls across; ``ground``: how much of the picture
    is the desk under a sheet seen from aside; ``font``: what the report is printed in.
    """

    dpi: int = 200
    skew: float = 0.0
    turned: int = 0
    bend: float = 0.0
    tilt: float = 0.0
    noise: float = 4.0
    specks: float = 0.0
    blur: float = 0.0
    fade: float = 0.0
    mode: str = "grey"
    quality: int = 60
    border: int = 0
    stamp: bool = False
    holes: bool = False
    scribble: bool = False
    over: bool = False
    shadow: float = 0.0
    ground: float = 0.0
    font: str = "LiberationSerif"

    def told(self) -> dict[str, Any]:
        """The wear as truth files tell it: what only the hardest scans have, where they have it."""
        plain = asdict(Wear())
        return {k: v for k, v in asdict(self).items() if k not in ("over", "shadow", "ground", "font") or v != plain[k]}


def draw_wear(rng: random.Random, dpi: int | None = None) -> Wear:
    """A scan as one meets them: mostly fair, some of it bad."""
    dpi = dpi or rng.choice((150, 200, 200, 200, 300, 300, 400))
    mode = rng.choices(("grey", "colour", "bilevel"), (50, 25, 25 if dpi >= 200 else 8))[0]
    return Wear(
        dpi=dpi,
        skew=rng.choice((0.0, round(rng.uniform(-1, 1), 2), round(rng.uniform(-3, 3), 2))),
        turned=rng.choices((0, 90, 180, 270), (82, 7, 5, 6))[0],
        bend=rng.choice((0.0, 0.0, 0.0, round(rng.uniform(0.001, 0.004), 4))),
        tilt=rng.choice((0.0, 0.0, 0.0, round(rng.uniform(0.004, 0.015), 4))),
        noise=rng.choice((0.0, 3.0, 6.0, 9.0)),
        specks=rng.choice((0.0, 0.0, 0.0002)),
        blur=rng.choice((0.0, 0.0, 0.4, 0.6)),
        fade=rng.choice((0.0, 0.0, 0.12, 0.25)),
        mode=mode,
        quality=rng.choice((45, 60, 75)),
        border=rng.choice((0, 0, 0, 12)),
        stamp=rng.random() < 0.3,
        holes=rng.random() < 0.15,
        scribble=rng.random() < 0.3,
    )


def draw_hard_wear(rng: random.Random, dpi: int | None = None) -> Wear:
    """The worse half of what people send: photos on a desk, shadows, stamps and signatures over figures, other fonts, heavy noise."""
    how = draw_wear(rng, dpi)
    photo = rng.random() < 0.25
    return replace(
        how,
        noise=rng.choice((3.0, 8.0, 13.0)),
        stamp=rng.random() < 0.5,
        scribble=rng.random() < 0.3,
        holes=rng.random() < 0.25,
        over=rng.random() < 0.6,
        border=rng.choice((0, 12, 30)),
        bend=rng.choice((0.0, 0.0, round(rng.uniform(0.004, 0.008), 4))),
        shadow=rng.choice((0.0, 0.0, 0.35)) if how.mode != "bilevel" else 0.0,
        mode="colour" if photo else how.mode,
        turned=0 if photo else how.turned,
        ground=round(rng.uniform(0.04, 0.1), 3) if photo else 0.0,
        font=rng.choice(("LiberationSerif", "DejaVuSerif", "LiberationSans", "LiberationSerif-Italic", "LiberationSansNarrow")),
    )


def render(pdf: bytes, dpi: int) -> list[Picture]:
    """Each page as an RGB picture."""
    import pypdfium2 as pdfium

    return [np.ascontiguousarray(page.render(scale=dpi / 72).to_pil().convert("RGB")) for page in pdfium.PdfDocument(pdf)]


def wear(page: Picture, how: Wear, rng: random.Random) -> Picture:
    """The page as the scanner gives it back."""
    if how.stamp or how.scribble or how.holes:
        page = _ink(page, how, rng)
    page = _bend(page, how)
    page = _skew(page, how)
    if how.border:
        page = _border(page, how)
    if how.ground:
        page = _on_desk(page, how, rng)
    values = page.astype(np.float32)
    if how.shadow:
        values *= _shadow(page.shape[:2], how, rng)
    if how.fade:
        slope = np.linspace(1 - how.fade, 1, page.shape[1], dtype=np.float32)[None, :, None]
        values = 255 - (255 - values) * (1 - how.fade * 0.6)
        values *= slope
    if how.blur:
        values = np.asarray(cv2.GaussianBlur(values, (0, 0), how.blur * how.dpi / 200), dtype=np.float32)
    dice = np.random.default_rng(rng.randrange(2**32))
    if how.noise:
        values += dice.normal(0, how.noise, values.shape[:2]).astype(np.float32)[:, :, None]
    if how.specks:
        hit = dice.random(values.shape[:2]) < how.specks
        values[hit] = 30
    return _mode(np.clip(values, 0, 255).astype(np.uint8), how)


def _mode(page: Picture, how: Wear) -> Picture:
    if how.turned:
        page = np.ascontiguousarray(np.rot90(page, how.turned // 90))
    if how.mode == "colour":
        return page
    grey = np.asarray(cv2.cvtColor(page, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    if how.mode == "bilevel":
        return np.where(grey < (165 if how.dpi >= 200 else 195), 0, 255).astype(np.uint8)
    return grey


def _skew(page: Picture, how: Wear) -> Picture:
    height, width = page.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), how.skew, 1.0)
    full = np.vstack([matrix, [0, 0, 1]])
    if how.tilt:
        d = how.tilt
        corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
        moved = np.array([[width * d, height * d], [width * (1 - d), 0], [width, height * (1 - d)], [0, height]], dtype=np.float32)
        full = cv2.getPerspectiveTransform(corners, moved) @ full
    return np.asarray(cv2.warpPerspective(page, full, (width, height), flags=cv2.INTER_CUBIC, borderValue=(250, 250, 250)), dtype=np.uint8)


def _bend(page: Picture, how: Wear) -> Picture:
    if not how.bend:
        return page
    height, width = page.shape[:2]
    xs, ys = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    ys = ys + np.sin(xs / width * math.pi).astype(np.float32) * height * how.bend
    return np.asarray(cv2.remap(page, xs, ys, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE), dtype=np.uint8)


def _on_desk(page: Picture, how: Wear, rng: random.Random) -> Picture:
    """The sheet photographed from somewhat aside on a dark desk."""
    height, width = page.shape[:2]
    rim = how.ground
    near = [rng.uniform(0.3, 1.0) * rim for _ in range(8)]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    signs = ((1, 1), (-1, 1), (-1, -1), (1, -1))
    moved = np.array(
        [
            [x + sx * near[2 * k] * width, y + sy * near[2 * k + 1] * height]
            for k, ((x, y), (sx, sy)) in enumerate(zip(corners, signs, strict=True))
        ],
        dtype=np.float32,
    )
    matrix = cv2.getPerspectiveTransform(corners, moved)
    return np.asarray(cv2.warpPerspective(page, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=(70, 60, 50)), dtype=np.uint8)


def _shadow(size: tuple[int, ...], how: Wear, rng: random.Random) -> NDArray[np.float32]:
    """Light falling off softly along a slanted edge."""
    ys, xs = np.mgrid[0 : size[0], 0 : size[1]].astype(np.float32)
    slant = rng.uniform(-0.6, 0.6)
    edge = (xs / size[1] - 0.5) + slant * (ys / size[0] - 0.5)
    dark = 1.0 / (1.0 + np.exp(-edge * rng.choice((-14.0, 14.0))))
    return np.asarray(1.0 - how.shadow * dark, dtype=np.float32)[:, :, None]


def _border(page: Picture, how: Wear) -> Picture:
    """A dark rim as a copier's lid leaves it."""
    rim = round(how.border * how.dpi / 200)
    out = page.copy()
    out[:rim], out[:, :rim] = 40, 40
    return out


def _ink(page: Picture, how: Wear, rng: random.Random) -> Picture:
    """Stamp, signature and punch holes: in the lower part and at the left edge, or over the figures."""
    picture = Image.fromarray(page)
    layer = Image.new("RGB", picture.size, "white")
    draw = ImageDraw.Draw(layer)
    unit = how.dpi / 25.4
    width, height = picture.size
    x, y = width * rng.uniform(0.45, 0.6), height * rng.uniform(0.82, 0.88)
    if how.over:
        x, y = width * rng.uniform(0.4, 0.8), height * rng.uniform(0.35, 0.75)
    if how.stamp:
        for r in (19, 17, 9):
            draw.ellipse((x - r * unit, y - r * unit, x + r * unit, y + r * unit), outline=(70, 80, 190), width=max(1, round(0.5 * unit)))
        font = ImageFont.truetype(FONTS["DejaVuSans"][0], round(3.2 * unit))
        draw.text((x - 7.5 * unit, y - 2 * unit), "УКРАЇНА", fill=(70, 80, 190), font=font)
    if how.scribble:
        points = [(x + 30 * unit + i * 2 * unit, y + math.sin(i * 1.7) * 4 * unit * rng.uniform(0.4, 1)) for i in range(14)]
        draw.line(points, fill=(40, 40, 120), width=max(1, round(0.4 * unit)), joint="curve")
    if how.holes:
        for k in (0.36, 0.64):
            draw.ellipse((4 * unit, height * k - 3 * unit, 10 * unit, height * k + 3 * unit), fill=(20, 20, 20))
    return np.minimum(page, np.asarray(layer, dtype=np.uint8))


def pages_of(blocks: list[Block], how: Wear, rng: random.Random, style: PdfStyle | None = None) -> list[Picture]:
    """The report's pages, printed and scanned."""
    pdf = write_pdf(blocks, style or PdfStyle(size=9.0, repeat=rng.random() < 0.5, line=0.8))
    return [wear(page, how, rng) for page in render(pdf, how.dpi)]


def _encoded(page: Picture, how: Wear, kind: str) -> bytes:
    out = io.BytesIO()
    image = Image.fromarray(page)
    if kind == "PNG" or how.mode == "bilevel":
        (image.convert("1", dither=Image.Dither.NONE) if how.mode == "bilevel" else image).save(
            out, "PNG", dpi=(how.dpi, how.dpi), optimize=True
        )
    else:
        image.save(out, "JPEG", quality=how.quality, dpi=(how.dpi, how.dpi))
    return out.getvalue()


def scanned_pdf(pages: list[Picture], how: Wear, layer: list[str] | None = None) -> bytes:
    """A picture per page; ``layer`` lays an invisible text (somebody's bad OCR) over each."""
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    from tests.generator.writers.pdf import register

    register("LiberationSerif")
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for n, page in enumerate(pages):
        height, width = page.shape[0] * 72 / how.dpi, page.shape[1] * 72 / how.dpi
        canvas.setPageSize((width, height))
        canvas.drawImage(ImageReader(io.BytesIO(_encoded(page, how, "JPEG"))), 0, 0, width, height)
        if layer:
            text: Any = canvas.beginText(40, height - 50)
            text.setTextRenderMode(3)
            text.setFont("LiberationSerif", 8)
            text.textLines(layer[min(n, len(layer) - 1)])
            canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def tiff(pages: list[Picture], how: Wear) -> bytes:
    """All pages in one TIFF: fax-compressed where bilevel, else JPEG-compressed."""
    out = io.BytesIO()
    images = [Image.fromarray(p) for p in pages]
    if how.mode == "bilevel":
        images = [i.convert("1", dither=Image.Dither.NONE) for i in images]
    compression = "group4" if how.mode == "bilevel" else "jpeg"
    images[0].save(out, "TIFF", save_all=True, append_images=images[1:], compression=compression, dpi=(how.dpi, how.dpi))
    return out.getvalue()


def bad_ocr(blocks: list[Block], rng: random.Random) -> list[str]:
    """What a careless OCR makes of the text: letters and digits swapped, dashes lost."""
    from tests.generator.writers.text import write_text

    text = write_text(blocks, "tabs").decode()
    swaps = {"0": "О", "3": "З", "8": "В", "і": "i", "-": "", "%": "96", "№": "Мо", "\t": " "}
    worn = "".join(swaps[c] if c in swaps and rng.random() < 0.5 else c for c in text)
    return [worn]


def write_scan(blocks: list[Block], kind: str, how: Wear, rng: random.Random) -> bytes | None:
    """``kind``: pdf, pdf-layer, pdf-mixed, tiff, png, jpg. None where a single picture can't hold all pages."""
    if kind == "jpg" and how.mode == "bilevel":
        how = replace(how, mode="grey")
    style = PdfStyle(size=9.0, repeat=rng.random() < 0.5, line=0.8, font=how.font)
    pages = pages_of(blocks, how, rng, style)
    if kind in ("png", "jpg"):
        return None if len(pages) > 1 else _encoded(pages[0], how, "PNG" if kind == "png" else "JPEG")
    if kind == "tiff":
        return tiff(pages, how)
    if kind == "pdf-mixed":
        return mixed(blocks, pages, how, style)
    return scanned_pdf(pages, how, bad_ocr(blocks, rng) if kind == "pdf-layer" else None)


def mixed(blocks: list[Block], pages: list[Picture], how: Wear, style: PdfStyle) -> bytes | None:
    """The first page as exported, the others scanned. None where there is but one page."""
    import pypdfium2 as pdfium

    whole = pdfium.PdfDocument(write_pdf(blocks, style))
    if len(pages) < 2 or len(whole) != len(pages):
        return None
    out = pdfium.PdfDocument.new()
    out.import_pages(whole, [0])
    out.import_pages(pdfium.PdfDocument(scanned_pdf(pages[1:], how)))
    buffer = io.BytesIO()
    out.save(buffer)
    return buffer.getvalue()
