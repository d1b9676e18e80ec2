"""Pictures of pages are read from end to end: tables and text as an exported page would give them."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from ingest.model import Document, Paragraph, Table
from ingest.reading import Format, Limits, Probe, Refused, recognise
from ingest.scan import read_page_image
from ingest.scan.reader import LayerWord
from ingest.tessdata import available
from tests.pdf_paper import Paper

_FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")

needs_ocr = pytest.mark.skipif(
    not available() or not _FONT.is_file(), reason="Tesseract with Ukrainian, or the DejaVu font, is not installed"
)

_ROWS = (
    ("№ з/п", "Зміст заходів", "План, тис. грн", "Факт, тис. грн", "%"),
    ("1.1.", "Придбання обладнання", "1 250,75", "980,40", "78,4"),
    ("1.2.", "Ремонт дахів шкіл", "436,90", "–", ""),
    ("", "Всього", "1 687,65", "980,40", "58,1"),
)
_EDGES = (90, 190, 620, 860, 1100, 1240)


def page() -> Image.Image:
    """A title and a ruled table of four rows and five columns, 150 dpi."""
    image = Image.new("L", (1340, 760), 244)
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(str(_FONT), 21)
    draw.text((260, 60), "Звіт про виконання Програми розвитку освіти за 2024 рік", 25, font)
    for r in range(len(_ROWS) + 1):
        draw.line((_EDGES[0], 140 + 50 * r, _EDGES[-1], 140 + 50 * r), 40, 2)
    for x in _EDGES:
        draw.line((x, 140, x, 140 + 50 * len(_ROWS)), 40, 2)
    for r, row in enumerate(_ROWS):
        for x, text in zip(_EDGES, row, strict=False):
            draw.text((x + 12, 152 + 50 * r), text, 25, font)
    draw.text((90, 400), "Начальник управління освіти", 25, font)
    return image


def encoded(kind: str, *images: Image.Image, **settings: object) -> bytes:
    data = io.BytesIO()
    more = {"save_all": True, "append_images": images[1:]} if len(images) > 1 else {}
    images[0].save(data, kind, **more, **settings)
    return data.getvalue()


def read(name: str, data: bytes, limits: Limits | None = None) -> Document:
    probe = Probe(name, data)
    kind = recognise(probe)
    assert isinstance(kind, Format)
    return kind.read(probe, limits or Limits())


def cells(document: Document) -> list[list[str]]:
    """The first table's texts by rows, dashes of all lengths as one."""
    table = document.tables[0]
    grid = [[""] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        grid[cell.row][cell.column] = cell.text.replace("—", "–").replace("-", "–")
    return grid


@needs_ocr
def test_a_png_is_read_as_its_table_and_its_text() -> None:
    document = read("скан.png", encoded("PNG", page(), dpi=(150, 150)))

    assert (document.format, document.pages, document.notes) == ("image", 1, ())
    assert cells(document) == [list(row) for row in _ROWS]
    assert [type(block) for block in document.blocks] == [Paragraph, Table, Paragraph]
    assert document.blocks[0].text == "Звіт про виконання Програми розвитку освіти за 2024 рік"  # type: ignore[union-attr]


@needs_ocr
def test_every_cell_tells_where_it_stands_and_how_sure_it_is() -> None:
    table = read("скан.png", encoded("PNG", page(), dpi=(150, 150))).tables[0]

    amount = next(cell for cell in table.cells if cell.text == "980,40")
    assert amount.box is not None and amount.confidence is not None
    assert amount.box.x0 == pytest.approx(860 * 72 / 150, abs=2)
    assert amount.box.y0 == pytest.approx(190 * 72 / 150, abs=2)
    assert amount.confidence > 0.9
    assert amount.readings[0].text == amount.text


@needs_ocr
def test_a_page_on_its_side_is_turned_and_told() -> None:
    document = read("x.jpg", encoded("JPEG", page().rotate(90, expand=True), dpi=(150, 150), quality=85))

    assert [(note.code, note.args["degrees"]) for note in document.notes] == [("turned_page", "90")]
    assert cells(document)[1][2] == "1 250,75"


@needs_ocr
def test_a_tiff_of_two_pages_gives_both() -> None:
    document = read("x.tif", encoded("TIFF", page(), page(), dpi=(150, 150), compression="tiff_lzw"))

    assert document.pages == 2
    assert [table.page for table in document.tables] == [1, 2]


@needs_ocr
def test_a_page_of_a_pdf_that_is_a_picture_is_read_among_exported_ones() -> None:
    paper = Paper().text(50, 100, "Перша сторінка")
    paper.page().canvas.drawInlineImage(page(), 0, 300, 595, 337)

    document = read("x.pdf", paper.data())

    assert document.format == "pdf-scan"
    assert [block.page for block in document.blocks if isinstance(block, Table)] == [2]
    assert cells(document)[3][2] == "1 687,65"


@needs_ocr
def test_an_invisible_layer_is_one_more_reading_and_the_picture_is_trusted() -> None:
    from ingest.model import Box

    k = 72 / 150
    layer = [LayerWord("1 687,85", Box(640 * k, 300 * k, 760 * k, 325 * k))]
    result = read_page_image(np.asarray(page()), 1, 150, Limits(), layer)

    table = next(block for block in result.blocks if isinstance(block, Table))
    total = next(cell for cell in table.cells if cell.row == 3 and cell.column == 2)
    assert total.text == "1 687,65"
    assert "1 687,85" in [reading.text for reading in total.readings]


@needs_ocr
def test_a_blank_page_is_read_as_nothing() -> None:
    document = read("x.png", encoded("PNG", Image.new("L", (1240, 1754), 240), dpi=(150, 150)))

    assert (document.blocks, document.notes) == ((), ())


@needs_ocr
def test_an_absurdly_large_picture_costs_its_page_only() -> None:
    small = Limits(image_pixels=1_100_000)
    huge = Image.new("1", (4000, 3000), 1)

    document = read("x.tif", encoded("TIFF", huge, page(), compression="tiff_lzw"), small)

    assert [(note.code, note.page) for note in document.notes] == [("page_lost", 1)]
    assert [table.page for table in document.tables] == [2]
    with pytest.raises(Refused) as told:
        read("x.png", encoded("PNG", huge), small)
    assert told.value.code == "too_large"


@needs_ocr
def test_a_page_that_takes_too_long_is_lost_with_a_note() -> None:
    result = read_page_image(np.asarray(page()), 3, 150, Limits(seconds_per_page=0.0))

    assert [(note.code, note.page) for note in result.notes] == [("page_lost", 3)]
    assert result.blocks == []


def test_without_tesseract_a_scan_waits_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.tessdata.available", lambda: False)
    with pytest.raises(Refused) as told:
        read("x.png", encoded("PNG", Image.new("L", (900, 1200), 255)))
    assert (told.value.code, told.value.args_["tool"]) == ("missing_tool", "Tesseract")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "BMP", "WEBP"])
def test_pictures_are_known_by_their_content(kind: str) -> None:
    found = recognise(Probe("звіт.docx", encoded(kind, Image.new("RGB", (30, 40), "white"))))
    assert found is not None and found.name == "image"


def test_a_truncated_picture_is_refused() -> None:
    data = encoded("PNG", Image.effect_noise((300, 300), 50))
    with pytest.raises(Refused) as told:
        read("x.png", data[: len(data) // 2])
    assert told.value.code in {"malformed", "missing_tool"}
