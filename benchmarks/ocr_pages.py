"""The pages of the benchmark ``ocr``: reports of known content, printed, worn as scanners, copiers and phones wear them, and kept as JPEG; the same in every run."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
Figures = tuple[int | None, str, str]
_SHAPES = ("flat", "years", "source_columns", "plans", "flat_source", "spent")


@dataclass(frozen=True)
class Case:
    """A worn report: its pages, per record the year, plan and fact that are right, and per page the texts of its table cells."""

    pages: list[Picture]
    dpi: int
    truth: list[Figures]
    texts: list[list[str]]


def cases(dpi: int, count: int) -> Iterator[Case]:
    """``count`` reports at a resolution, in turn scanned as one meets it, a copy of a copy, worn hard (shadow, stamp and signature over figures), and another copy."""
    from tests.generator.random_reports import Order, draw_made
    from tests.generator.random_scans import legible
    from tests.generator.writers.pdf import PdfStyle, write_pdf
    from tests.generator.writers.scan import render, wear

    found = seed = 0
    while found < count:
        seed += 1
        chance = random.Random(f"ocr-bench/{dpi}/{seed}")
        made = draw_made(Order(900 + seed, found, "pdf", _SHAPES[found % len(_SHAPES)], 0.0), chance)
        how = _wear(found, dpi, chance)
        if len(made.truths) != 1 or not legible(made, dpi, how.font):
            continue
        found += 1
        printed = write_pdf(made.blocks, PdfStyle(size=9.0, repeat=chance.random() < 0.5, line=0.8, font=how.font))
        pages = [_kept(wear(page, how, chance), how) for page in render(printed, dpi)]
        yield Case(pages, dpi, _figures(made.truths[0]), _texts(printed, len(pages)))


def _wear(number: int, dpi: int, chance: random.Random) -> Any:
    from tests.generator.writers.scan import draw_hard_wear, draw_wear

    how = replace((draw_hard_wear if number % 4 == 2 else draw_wear)(chance, dpi), turned=0)
    # A copy of a copy: soft, grainy, stored small.
    return replace(how, mode="grey", blur=0.9, noise=11.0, quality=30) if number % 2 else how


def _kept(page: Picture, how: Any) -> Picture:
    """The page as it comes back out of a JPEG; a bilevel one loses nothing."""
    from PIL import Image

    if how.mode == "bilevel":
        return page
    data = io.BytesIO()
    Image.fromarray(page).save(data, "JPEG", quality=how.quality)
    return np.asarray(Image.open(data), dtype=np.uint8)


def _figures(truth: dict[str, Any]) -> list[Figures]:
    rows = [amount for report in truth.get("reports", [truth]) for row in report["funding"] for amount in row["amounts"]]
    return [(amount["year"], plain(*amount["planned"]), plain(*amount["actual"])) for amount in rows]


def plain(state: str, uah: str | Decimal | None) -> str:
    """An amount to be compared: the sum, or the state where there is none."""
    return state if uah is None else f"{Decimal(uah):.2f}"


def _texts(printed: bytes, pages: int) -> list[list[str]]:
    """The texts of the cells of every page, by the reader of exported pages."""
    from ingest.reading import Format, Limits, Probe, recognise

    kind = recognise(Probe("x.pdf", printed))
    assert isinstance(kind, Format)
    return texts_by_page(kind.read(Probe("x.pdf", printed), Limits()), pages)


def texts_by_page(document: Any, pages: int) -> list[list[str]]:
    """What stands in the cells of the tables of each page."""
    found: list[list[str]] = [[] for _ in range(pages)]
    for table in document.tables:
        found[(table.page or 1) - 1] += [cell.text for cell in table.cells if cell.text]
    return found
