"""Scans read three ways in one run: ours, ours without arithmetic, and page-level Tesseract with img2table; figures and texts against truth.

``python -m benchmarks.ocr_bench [REPORTS PER RESOLUTION]``, half as many again at 150 dpi. img2table (MIT) comes with the ``bench`` extra.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from benchmarks.ocr_pages import Case, cases
from benchmarks.ocr_rival import page_level
from benchmarks.ocr_score import COLUMNS, Score, judge
from benchmarks.tables import show

_NAMES = ("zvit", "zvit without arithmetic", "page-level Tesseract + img2table")


def ours(case: Case) -> Any:
    """The pages as a ``Document``, by our reader."""
    from ingest.model import Document
    from ingest.reading import Limits
    from ingest.scan import read_page_image

    results = [read_page_image(page, n, case.dpi, Limits()) for n, page in enumerate(case.pages, 1)]
    return Document("image", tuple(b for r in results for b in r.blocks), len(results), tuple(n for r in results for n in r.notes))


def measured(read: Callable[[Case], Any], case: Case, score: Score) -> Any:
    """Read a case, its cost written down."""
    start = time.process_time()
    document = read(case)
    score.seconds += time.process_time() - start
    score.pages += len(case.pages)
    return document


def compared(dpi: int, count: int) -> list[list[object]]:
    """The three rows of a resolution."""
    full, bare, other = Score(), Score(), Score()
    for k, case in enumerate(cases(dpi, count)):
        if k == 0:
            # The engines load their models once; that is no page's cost.
            for read in (ours, page_level):
                read(replace(case, pages=case.pages[:1]))
        document = measured(ours, case, full)
        judge(case, document, full)
        judge(case, document, bare, arithmetic=False)
        judge(case, measured(page_level, case, other), other)
    bare.seconds, bare.pages = full.seconds, full.pages
    return [
        [dpi, name, *score.row(), f"{score.seconds / max(other.seconds, 0.001):.2f} ×"]
        for name, score in zip(_NAMES, (full, bare, other), strict=True)
    ]


def main(count: int) -> int:
    """Print one table; 0, or 1 where Tesseract or img2table is not there."""
    from importlib.util import find_spec

    from ingest.tessdata import available

    if not available() or find_spec("img2table") is None:
        print("skipped: Tesseract with Ukrainian and img2table are needed")
        return 1
    rows = [row for dpi in (300, 200, 150) for row in compared(dpi, count if dpi > 150 else count + count // 2)]
    show(
        f"Scans of {count} reports per resolution ({count + count // 2} at 150 dpi), worn by script",
        ("dpi", "reader", *COLUMNS, "time"),
        rows,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 6))
