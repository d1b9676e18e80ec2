"""One picture of a page is read from end to end: turned, straightened, its tables cell by cell, the rest as paragraphs."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.grid import Grid, TooManyLines, grids_from_lines
from ingest.grid import Word as PlacedWord
from ingest.model import Block, Box, Cell, Note, Table
from ingest.reading import Limits
from ingest.scan import engine
from ingest.scan.bordered import bordered
from ingest.scan.cells import OutOfTime, PixelBox, read_cells
from ingest.scan.counted import counted_before_titles, counted_from_one, counted_through
from ingest.scan.dashed_rows import dashed_rows
from ingest.scan.fragments import whole_grids
from ingest.scan.head_words import set_right
from ingest.scan.head_years import surer_years, years_in_order
from ingest.scan.headless import without_headless
from ingest.scan.hung import hung
from ingest.scan.illegible import illegible
from ingest.scan.lettered import lettered
from ingest.scan.letterhead import is_letterhead
from ingest.scan.levelled import levelled
from ingest.scan.open_bodies import bodied
from ingest.scan.open_heads import headed
from ingest.scan.orient import turn_of, turned
from ingest.scan.own_digits import with_own_digits
from ingest.scan.page import Page, straight_page
from ingest.scan.picture import believable_dpi
from ingest.scan.prose import Spot, as_paragraphs, find_words
from ingest.scan.restore import number_head
from ingest.scan.scraps import scraps
from ingest.scan.section_order import in_section_order, section_cells, titles_over
from ingest.scan.sheets import between_sheets, moved
from ingest.scan.sideways import upright_words
from ingest.scan.spanned import spanned, whole_heads
from ingest.scan.steps import steps
from ingest.scan.texts import CellText
from ingest.scan.tops import topped
from ingest.scan.uncut import recut, unsettled_notes
from ingest.scan.unruled import settled
from ingest.scan.words import spelled

_MOST_CELLS = 6000
# A table's head has no more rows than this.
_HEAD = 5
# How sure a section's number is that its order tells, and a head's word that its neighbours tell.
_ORDERED = 0.75
# A head read as surely as this does not stand upright.
_PLAIN = 0.8


@dataclass(frozen=True, slots=True)
class LayerWord:
    """A word of a PDF's invisible text layer; points from the top left of the page as the PDF shows it."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class PageResult:
    """What a picture of a page holds, in reading order. Boxes are points of the picture, turned upright by ``degrees`` clockwise."""

    blocks: list[Block] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    degrees: int = 0
    width: float = 0.0
    height: float = 0.0


def read_page_image(
    image: NDArray[np.uint8], page_number: int, dpi: float | None, limits: Limits, layer_words: Sequence[LayerWord] | None = None
) -> PageResult:
    """Read a picture of a page (height × width, grey or RGB). ``dpi`` None: taken for an A4 page.

    ``layer_words`` are one more reading of the figures; the picture is trusted. Whatever goes wrong costs this page only:
    a ``page_lost`` note says why. Raises ``Refused`` (``missing_tool``) where Tesseract is not installed.
    """
    engine.require()
    # Pages run side by side in processes; threads of OpenCV's own would only get in each other's way.
    cv2.setNumThreads(1)
    if image.shape[0] * image.shape[1] > limits.image_pixels:
        return _lost(page_number, "pixels", width=str(image.shape[1]), height=str(image.shape[0]))
    deadline = time.monotonic() + limits.seconds_per_page
    try:
        degrees = turn_of(image, dpi)
        if degrees:
            image, layer_words = turned(image, degrees), None
        blocks, notes, (width, height) = _sheets(image, dpi, page_number, deadline, layer_words)
    except (OutOfTime, engine.Slow):
        return _lost(page_number, "slow", seconds=f"{limits.seconds_per_page:.0f}")
    except TooManyLines as many:
        return _lost(page_number, "lines", count=str(many))
    if degrees:
        notes = [Note("turned_page", {"page": str(page_number), "degrees": str(degrees)}, page=page_number), *notes]
    return PageResult(blocks, notes, degrees, width, height)


def _sheets(
    image: NDArray[np.uint8], dpi: float | None, number: int, deadline: float, layer: Sequence[LayerWord] | None
) -> tuple[list[Block], list[Note], tuple[float, float]]:
    """What an upright picture holds, and its size in points; of two sheets side by side the left one first."""
    cut = between_sheets(image, believable_dpi(dpi, image.shape[1], image.shape[0]))
    if cut is None:
        page = straight_page(image, dpi)
        return *_blocks(page, number, deadline, layer), page.picture_size
    # Without a resolution each sheet is taken for an A4 page, and both for one size.
    dpi = believable_dpi(dpi, image.shape[1] // 2, image.shape[0])
    k = 72.0 / dpi
    left, left_notes = _blocks(straight_page(image[:, :cut], dpi), number, deadline, None)
    right, right_notes = _blocks(straight_page(image[:, cut:], dpi), number, deadline, None)
    return [*left, *moved(right, cut * k)], [*left_notes, *right_notes], (image.shape[1] * k, image.shape[0] * k)


def _lost(number: int, why: str, **facts: str) -> PageResult:
    return PageResult(notes=[Note("page_lost", {"page": str(number), "why": why, **facts}, page=number)])


def _blocks(page: Page, number: int, deadline: float, layer: Sequence[LayerWord] | None) -> tuple[list[Block], list[Note]]:
    drawn = _outermost(grids_from_lines([*page.lines, *steps(page)]))
    grids = [
        topped(page, without_headless(grid, lambda cell: not page.inked(_pixels(page, cell.box)).glyphs))
        for grid in whole_grids(page, drawn)
    ]
    placed: list[tuple[float, Block]] = []
    taken: list[Grid] = []
    framed = [grid for grid in grids if len(grid.column_edges) == 2]
    for grid in (g for g in grids if g not in framed):
        grid = recut(page, dashed_rows(page, grid), max(1.0, deadline - time.monotonic()), deadline)
        grid = lettered(page, levelled(page, bordered(page, whole_heads(page, grid), deadline), deadline))
        grid = hung(page, spanned(page, grid))
        others = [other.box for other in grids if other is not grid]
        grid = bodied(page, headed(page, grid, others), others, deadline)
        table = _table(page, grid, number, deadline, layer)
        if _is_table(table):
            placed.append((grid.box.y0, table))
            taken.append(grid)
    spots = find_words(page, [_pixels(page, grid.box) for grid in taken], max(1.0, deadline - time.monotonic()))
    words = [spot.word for spot in spots]
    aligned, unsettled = _aligned(page, spots, deadline)
    # What alignment makes of ink that a ruled table holds is that table once more.
    aligned = [grid for grid in aligned if not any(same_place(other.box, grid.box) for other in taken)]
    aligned = [grid for grid in aligned if not is_letterhead(grid, taken, [s.word.text for s in spots if _holds(grid.box, s, page.dpi)])]
    # A frame around a table that has no rules of its own is none; one around anything else is a table of one column.
    boxed = [g for g in framed if not any(_meet(g.box, other.box) for other in aligned)]
    for grid in boxed:
        table = _table(page, grid, number, deadline, layer)
        if _is_table(table):
            placed.append((grid.box.y0, table))
            taken.append(grid)
    spots = [s for s in spots if not any(_holds(grid.box, s, page.dpi) for grid in boxed if grid in taken)]
    for grid in aligned:
        placed.append((grid.box.y0, _table(page, grid, number, deadline, layer)))
    spots = [s for s in spots if not any(_holds(grid.box, s, page.dpi) for grid in aligned)]
    told, doubts = with_own_digits(page, [spot.word for spot in spots])
    spots = [replace(spot, word=word) for spot, word in zip(spots, told, strict=True)]
    placed += as_paragraphs(page, spots, [grid.box for grid in (*taken, *aligned)], number)
    blocks = spelled([block for _, block in sorted(placed, key=lambda p: p[0])])
    tables = [block for block in blocks if isinstance(block, Table)]
    lost = unsettled_notes(tables, unsettled, number)
    unsure = [Note("low_confidence", {"text": text}, page=number) for text in doubts]
    return blocks, [*unsure, *(lost or (illegible(page, words, number) if not tables else []))]


def _outermost(grids: list[Grid]) -> list[Grid]:
    """Without the grids inside another's cell: stamps and boxes for ticks."""

    def inside(a: Box, b: Box) -> bool:
        return a is not b and b.x0 - 2 <= a.x0 and b.y0 - 2 <= a.y0 and a.x1 <= b.x1 + 2 and a.y1 <= b.y1 + 2

    return [g for g in grids if not any(inside(g.box, other.box) for other in grids)]


def _aligned(page: Page, spots: Sequence[Spot], deadline: float) -> tuple[list[Grid], bool]:
    """Tables that are drawn with few lines or none, from how the words stand; and whether there is one that nobody can settle."""
    k = 72.0 / page.dpi
    return settled(
        page, [PlacedWord(s.word.text, Box(s.word.x0 * k, s.word.y0 * k, s.word.x1 * k, s.word.y1 * k)) for s in spots], deadline
    )


def _meet(a: Box, b: Box) -> bool:
    return min(a.x1, b.x1) > max(a.x0, b.x0) and min(a.y1, b.y1) > max(a.y0, b.y0)


def same_place(a: Box, b: Box) -> bool:
    """Whether most of one of two tables lies in the other: they are one."""
    return _lies_in(a, b) or _lies_in(b, a)


def _lies_in(inner: Box, outer: Box) -> bool:
    """Whether most of a box lies in another."""
    width = min(inner.x1, outer.x1) - max(inner.x0, outer.x0)
    height = min(inner.y1, outer.y1) - max(inner.y0, outer.y0)
    return width > 0 and height > 0 and 2 * width * height > (inner.x1 - inner.x0) * (inner.y1 - inner.y0)


def _holds(box: Box, spot: Spot, dpi: float) -> bool:
    k = 72.0 / dpi
    x, y = (spot.word.x0 + spot.word.x1) / 2 * k, (spot.word.y0 + spot.word.y1) / 2 * k
    return box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1


def _is_table(table: Table) -> bool:
    """A frame around nothing, or around one text, is no table."""
    return sum(bool(cell.text) for cell in table.cells) >= 2


def _pixels(page: Page, box: Box) -> PixelBox:
    k = page.dpi / 72.0
    return round(box.x0 * k), round(box.y0 * k), round(box.x1 * k), round(box.y1 * k)


def _table(page: Page, grid: Grid, number: int, deadline: float, layer: Sequence[LayerWord] | None) -> Table:
    if len(grid.cells) > _MOST_CELLS:
        raise OutOfTime
    boxes = [_pixels(page, cell.box) for cell in grid.cells]
    on_paper = [page.points(*box) for box in boxes]
    texts = read_cells(page, boxes, columns=[cell.column for cell in grid.cells], layer=_layer(on_paper, layer), deadline=deadline)
    heads = [k for k, cell in enumerate(grid.cells) if cell.row < _HEAD and texts[k].confidence < _PLAIN]
    for k, text in upright_words(page, [boxes[k] for k in heads], deadline).items():
        if text.confidence > texts[heads[k]].confidence:
            texts[heads[k]] = text
    first = [k for k, cell in enumerate(grid.cells) if cell.column == 0]
    if first and grid.cells[first[0]].row == 0:
        head = texts[first[0]]
        below = [texts[k].text for k in first[1:]]
        texts[first[0]] = CellText(number_head(head.text, head.confidence, below), head.confidence, head.readings)
    places = [(cell.row, cell.column) for cell in grid.cells]
    for k in scraps(places, [text.text for text in texts], [text.confidence for text in texts]):
        texts[k] = CellText("", texts[k].confidence)
    plain = [text.text for text in texts]
    told = surer_years(page, boxes, places, plain) | years_in_order(places, plain) | set_right(places, plain)
    told |= counted_before_titles(places, plain) | counted_through(places, plain) | counted_from_one(places, plain)
    told |= in_section_order(plain, section_cells(places, plain), titles_over(places))
    for k, text_of_place in told.items():
        texts[k] = CellText(text_of_place, min(texts[k].confidence, _ORDERED))
    cells = tuple(
        Cell(
            text.text,
            cell.row,
            cell.column,
            cell.row_span,
            cell.column_span,
            page=number,
            box=box,
            confidence=text.confidence,
            readings=text.readings,
        )
        for cell, box, text in zip(grid.cells, on_paper, texts, strict=True)
    )
    rows, columns = len(grid.row_edges) - 1, len(grid.column_edges) - 1
    return Table(
        rows,
        columns,
        cells,
        page=number,
        box=page.points(*_pixels(page, grid.box)),
        column_edges=tuple(round(x, 2) for x in grid.column_edges),
        ruled=grid.ruled,
        repaired=grid.repaired,
    )


def _layer(boxes: Sequence[Box], words: Sequence[LayerWord] | None) -> list[str | None] | None:
    """What the invisible layer holds per cell: its words whose middle lies there, line by line."""
    if not words:
        return None
    result: list[str | None] = []
    for box in boxes:
        inside = [w for w in words if box.x0 <= (w.box.x0 + w.box.x1) / 2 < box.x1 and box.y0 <= (w.box.y0 + w.box.y1) / 2 < box.y1]
        inside.sort(key=lambda w: (round((w.box.y0 + w.box.y1) / 2 / 5), w.box.x0))
        result.append(" ".join(w.text for w in inside) or None)
    return result


__all__ = ["CellText", "LayerWord", "PageResult", "read_page_image"]
