"""Scans read three ways in one run: ours, ours without arithmetic, and page-level Tesseract with img2table; figures against truth.

The pages come from the generator of the tests: reports of known content, printed, then worn as scanners wear them.
``python -m benchmarks.ocr_bench [REPORTS PER RESOLUTION]``. img2table (MIT) comes with the ``bench`` extra.
"""

from __future__ import annotations

import io
import random
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.tables import show

Picture = NDArray[np.uint8]
Figures = tuple[int | None, str, str]
_SHAPES = ("flat", "years", "plans", "flat_source", "spent", "source_columns")
_LOUD = frozenset({"warning", "error"})


@dataclass
class Score:
    """What one way of reading came to, over all files of one resolution. Seconds are of this process's own time on a core."""

    records: int = 0
    records_right: int = 0
    amounts: int = 0
    amounts_right: int = 0
    silent: int = 0
    alarms: int = 0
    pages: int = 0
    seconds: float = 0.0

    def row(self) -> list[object]:
        """The cells of the printed table."""
        return [
            f"{self.records_right}/{self.records}",
            f"{self.amounts_right}/{self.amounts} ({self.amounts_right / max(1, self.amounts):.1%})",
            self.silent,
            self.alarms,
            f"{self.seconds / max(1, self.pages):.2f}",
        ]


@dataclass
class Case:
    """A worn report: its pages, and per record the year, plan and fact that are right."""

    pages: list[Picture]
    dpi: int
    truth: list[Figures] = field(default_factory=list)


def cases(dpi: int, count: int) -> list[Case]:
    """``count`` reports at a resolution, the same ones in every run."""
    from tests.generator.random_reports import Order, draw_made
    from tests.generator.random_scans import legible
    from tests.generator.writers.scan import draw_wear, pages_of

    found: list[Case] = []
    seed = 0
    while len(found) < count:
        seed += 1
        chance = random.Random(f"ocr-bench/{dpi}/{seed}")
        made = draw_made(Order(900 + seed, len(found), "pdf", _SHAPES[len(found) % len(_SHAPES)], 0.0), chance)
        if len(made.truths) == 1 and legible(made, dpi):
            how = replace(draw_wear(chance, dpi), turned=0)
            found.append(Case(pages_of(made.blocks, how, chance), dpi, _figures(made.truths[0])))
    return found


def _figures(truth: dict[str, Any]) -> list[Figures]:
    rows = [amount for report in truth.get("reports", [truth]) for row in report["funding"] for amount in row["amounts"]]
    return [(amount["year"], _plain(*amount["planned"]), _plain(*amount["actual"])) for amount in rows]


def _plain(state: str, uah: str | Decimal | None) -> str:
    return state if uah is None else f"{Decimal(uah):.2f}"


def ours(case: Case) -> Any:
    """The pages as a ``Document``, by our reader."""
    from ingest.model import Document
    from ingest.reading import Limits
    from ingest.scan import read_page_image

    results = [read_page_image(page, n, case.dpi, Limits()) for n, page in enumerate(case.pages, 1)]
    return Document("image", tuple(b for r in results for b in r.blocks), len(results), tuple(n for r in results for n in r.notes))


def without_alternatives(document: Any) -> Any:
    """The document with one reading per cell: nothing for arithmetic to choose from."""
    from ingest.model import Table

    def bare(block: Any) -> Any:
        return replace(block, cells=tuple(replace(c, readings=()) for c in block.cells)) if isinstance(block, Table) else block

    return replace(document, blocks=tuple(bare(block) for block in document.blocks))


def page_level(case: Case) -> Any:
    """The pages as a ``Document``: Tesseract over the whole page, its words put into the cells that img2table finds."""
    from ingest.model import Block, Document

    blocks: list[Block] = []
    for number, page in enumerate(case.pages, 1):
        blocks += _page_level(page, number)
    return Document("image", tuple(blocks), len(case.pages))


def _page_level(page: Picture, number: int) -> list[Any]:
    import cv2
    from img2table.document import Image
    from PIL import Image as Pictures

    from ingest.model import Paragraph
    from ingest.scan import engine

    grey = page if page.ndim == 2 else np.asarray(cv2.cvtColor(page, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    data = io.BytesIO()
    Pictures.fromarray(grey).save(data, "PNG", compress_level=1)
    words = engine.words(grey, "ukr", 3)
    placed: list[tuple[float, Any]] = []
    taken: set[int] = set()
    for found in Image(data.getvalue()).extract_tables():
        table, used = _img2table(found, words, number)
        taken |= used
        placed.append((found.bbox.y1, table))
    lines: dict[int, list[Any]] = {}
    for k, word in enumerate(words):
        if k not in taken:
            lines.setdefault(word.line, []).append(word)
    placed += [(line[0].y0, Paragraph(" ".join(w.text for w in line), number)) for line in lines.values()]
    return [block for _, block in sorted(placed, key=lambda p: p[0])]


def _img2table(found: Any, words: Sequence[Any], number: int) -> tuple[Any, set[int]]:
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


def judge(case: Case, document: Any, score: Score) -> None:
    """Normalise the document and count its records against the truth, in reading order."""
    from normalize.document import normalize
    from normalize.findings import CATALOGUE
    from normalize.lexicon import load

    normalized = normalize(document, "scan.png", load())
    records = [record for report in normalized.reports for record in report.funding]
    read = [(r.year, _plain(r.planned.state, r.planned.uah), _plain(r.actual.state, r.actual.uah)) for r in records]
    loud = [f for f in normalized.findings if CATALOGUE[f.rule].severity in _LOUD]
    pointed = {f.record for f in loud if f.record} | {(f.table_number, f.row_number) for f in loud if f.row_number is not None}
    lost_told = any(f.record is None and f.row_number is None for f in loud)
    score.records += len(case.truth)
    for right, got in _paired(case.truth, read):
        truth = case.truth[right] if right is not None else None
        mine = read[got] if got is not None else None
        told = got is not None and (records[got].key in pointed or (records[got].table_number, records[got].row_number) in pointed)
        if truth is None or mine is None:
            wrong = 2
            score.silent += 0 if lost_told or told else wrong
            score.amounts += wrong if truth is not None else 0
            continue
        same = [a == b for a, b in zip(truth[1:], mine[1:], strict=True)]
        score.amounts += 2
        score.amounts_right += sum(same)
        score.records_right += truth == mine
        score.silent += 0 if told else same.count(False)
        score.alarms += bool(told and truth == mine)


def _paired(truth: Sequence[Figures], read: Sequence[Figures]) -> list[tuple[int | None, int | None]]:
    """Indices that belong together: equal runs first, what lies between them side by side."""
    pairs: list[tuple[int | None, int | None]] = []
    for _, a0, a1, b0, b1 in SequenceMatcher(None, truth, read, autojunk=False).get_opcodes():
        for k in range(max(a1 - a0, b1 - b0)):
            pairs.append((a0 + k if a0 + k < a1 else None, b0 + k if b0 + k < b1 else None))
    return pairs


def measured(read: Callable[[Case], Any], case: Case, score: Score) -> Any:
    """Read a case, its cost written down."""
    start = time.process_time()
    document = read(case)
    score.seconds += time.process_time() - start
    score.pages += len(case.pages)
    return document


def main(count: int) -> int:
    """Print one table; 0, or 1 where Tesseract or img2table is not there."""
    from importlib.util import find_spec

    from ingest.tessdata import available

    if not available() or find_spec("img2table") is None:
        print("skipped: Tesseract with Ukrainian and img2table are needed")
        return 1
    rows = []
    for dpi in (300, 200, 150):
        scores = {name: Score() for name in ("zvit", "zvit without arithmetic", "page-level Tesseract + img2table")}
        full, bare, other = scores.values()
        for k, case in enumerate(cases(dpi, count)):
            if k == 0:
                # The engines load their models once; that is no page's cost.
                ours(replace(case, pages=case.pages[:1]))
            document = measured(ours, case, full)
            judge(case, document, full)
            judge(case, without_alternatives(document), bare)
            judge(case, measured(page_level, case, other), other)
        bare.seconds, bare.pages = full.seconds, full.pages
        rows += [[dpi, name, *score.row(), f"{score.seconds / max(other.seconds, 0.001):.2f} ×"] for name, score in scores.items()]
    columns = ("dpi", "reader", "records exact", "amounts exact", "silent wrong", "alarms on right records", "s/page and core", "time")
    show(f"Scans of {count} reports per resolution, worn by script", columns, rows)
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 6))
