"""The rival of the benchmark ``ocr``: Tesseract over the whole page as it comes, its words put into the cells that img2table finds.

Its engine is its own, with Tesseract's defaults (what runs light on dark is tried again, the resolution is the page's): ours is set for what we ask of it.
"""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from benchmarks.ocr_pages import Case, Picture


def page_level(case: Case) -> Any:
    """The pages as a ``Document``."""
    from ingest.model import Block, Document

    blocks: list[Block] = []
    for number, page in enumerate(case.pages, 1):
        blocks += _page(page, number, case.dpi)
    return Document("image", tuple(blocks), len(case.pages))


@lru_cache(maxsize=1)
def _engine() -> Any:
    # One thread, as ours.
    os.environ["OMP_THREAD_LIMIT"] = "1"
    import tesserocr

    from ingest import tessdata

    return tesserocr.PyTessBaseAPI(path=tessdata.data_path(), lang="ukr", psm=tesserocr.PSM.AUTO, oem=tesserocr.OEM.LSTM_ONLY)


def _words(page: Picture, dpi: int) -> list[Any]:
    from ingest.scan import engine

    api = _engine()
    height, width = page.shape
    api.SetImageBytes(page.tobytes(), width, height, 1, width)
    api.SetSourceResolution(dpi)
    api.Recognize()
    return engine.words_found(api)


def _page(page: Picture, number: int, dpi: int) -> list[Any]:
    import cv2
    from img2table.document import Image
    from PIL import Image as Pictures

    from ingest.model import Paragraph

    grey = page if page.ndim == 2 else np.asarray(cv2.cvtColor(page, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    data = io.BytesIO()
    Pictures.fromarray(grey).save(data, "PNG", compress_level=1)
    words = _words(np.ascontiguousarray(grey), dpi)
    placed: list[tuple[float, Any]] = []
    taken: set[int] = set()
    for found in Image(data.getvalue()).extract_tables():
        table, used = _table(found, words, number)
        taken |= used
        placed.append((found.bbox.y1, table))
    lines: dict[int, list[Any]] = {}
    for k, word in enumerate(words):
        if k not in taken:
            lines.setdefault(word.line, []).append(word)
    placed += [(line[0].y0, Paragraph(" ".join(w.text for w in line), number)) for line in lines.values()]
    return [block for _, block in sorted(placed, key=lambda p: p[0])]


def _table(found: Any, words: Sequence[Any], number: int) -> tuple[Any, set[int]]:
    """A table of img2table, which repeats a merged cell at each place, as ours."""
    from ingest.model import Cell, Table

    spots: dict[tuple[int, int, int, int], list[tuple[int, int]]] = {}
    for r, row in found.content.items():
        for c, cell in enumerate(row):
            spots.setdefault((cell.bbox.x1, cell.bbox.y1, cell.bbox.x2, cell.bbox.y2), []).append((r, c))
    cells, used = [], set()
    for (x0, y0, x1, y1), places in spots.items():
        inside = [k for k, w in enumerate(words) if x0 <= (w.x0 + w.x1) / 2 < x1 and y0 <= (w.y0 + w.y1) / 2 < y1]
        used |= set(inside)
        (r0, c0), (r1, c1) = min(places), max(places)
        text = " ".join(words[k].text for k in inside)
        cells.append(Cell(text, r0, c0, r1 - r0 + 1, c1 - c0 + 1, page=number))
    rows, columns = len(found.content), max(len(row) for row in found.content.values())
    return Table(rows, columns, tuple(cells), page=number), used
