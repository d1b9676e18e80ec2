"""Words that stand upright in narrow cells of a table's head: found by their ink, laid level, and read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from ingest.scan.cells import PixelBox, read_cells
from ingest.scan.ink import Inked
from ingest.scan.page import Page
from ingest.scan.picture import Grey
from ingest.scan.texts import CellText

# Upright words are at least so many letters, this much longer than wide, with gaps of so much of the width between their letters.
_LETTERS, _LONG, _GAP = 4, 1.6, 0.3
# They stand in no more lines than this.
_MOST = 3
# A cell for them is at least so high (inches).
_HIGH = 0.3
# Read less surely than this from the bottom up, they are tried from the top down as well; what is still less sure is no word.
_SURE, _LEGIBLE = 0.6, 0.35
# Of a cell's glyphs at least so large a part is read, or the lines of a narrow text were taken for upright words.
_READ = 0.5
_ROOM = 24


def upright_words(page: Page, boxes: Sequence[PixelBox], deadline: float) -> dict[int, CellText]:
    """The cells, by index, whose words stand upright, and what they say. Raises ``OutOfTime``."""
    found = {k: ink for k, box in enumerate(boxes) if box[3] - box[1] > _HIGH * page.dpi and _is_upright(ink := page.inked(box))}
    if not found:
        return {}
    up = _read(page, list(found.values()), -1, deadline)
    result = dict(zip(found, up, strict=True))
    doubtful = [k for k, text in result.items() if text.confidence < _SURE]
    if doubtful:
        for k, text in zip(doubtful, _read(page, [found[k] for k in doubtful], 1, deadline), strict=True):
            result[k] = max(result[k], text, key=lambda t: t.confidence)
    return {k: text for k, text in result.items() if text.confidence >= _LEGIBLE and _is_read(found[k], text.text)}


def _is_read(ink: Inked, text: str) -> bool:
    return sum(c.isalnum() for c in text) >= max(_LETTERS - 1, _READ * len(ink.glyphs))


def _is_upright(ink: Inked) -> bool:
    """Letters that follow each other downwards as closely as letters of a word do, and not as the lines of a text."""
    if len(ink.glyphs) < _LETTERS:
        return False
    stacks = [stack for stack in _stacks(ink) if len(stack) > 1]
    if not 0 < len(stacks) <= _MOST or max(len(stack) for stack in stacks) < _LETTERS:
        return False
    if sum(len(stack) for stack in stacks) < 0.7 * len(ink.glyphs):
        return False
    x0, x1 = min(g.x0 for g in ink.glyphs), max(g.x1 for g in ink.glyphs)
    longest = max(stacks, key=len)
    across = (x1 - x0) / len(stacks)
    gaps = [max(0, b[0] - a[1]) for stack in stacks for a, b in pairwise(stack)]
    return longest[-1][1] - longest[0][0] > _LONG * across and float(np.median(gaps)) <= _GAP * across


def _stacks(ink: Inked) -> list[list[tuple[int, int]]]:
    """The letters by columns of one word's width, each as its extent from top to bottom."""
    columns: list[tuple[int, int, list[tuple[int, int]]]] = []
    for g in sorted(ink.glyphs, key=lambda g: g.x0 - g.x1):
        middle = (g.x0 + g.x1) / 2
        home = next((c for c in columns if c[0] <= middle <= c[1]), None)
        if home is None:
            home = (g.x0 - 2, g.x1 + 2, [])
            columns.append(home)
        home[2].append((g.y0, g.y1))
    return [sorted(extents) for _, _, extents in columns]


def _read(page: Page, inks: Sequence[Inked], quarter: int, deadline: float) -> list[CellText]:
    """The cells' pictures turned by a quarter (-1: clockwise), one below the other on a page of their own."""
    pictures = [np.rot90(ink.clean, quarter) for ink in inks]
    height = sum(p.shape[0] + _ROOM for p in pictures) + _ROOM
    clean: Grey = np.full((height, max(p.shape[1] for p in pictures) + 2 * _ROOM), 255, np.uint8)
    boxes, top = [], _ROOM
    for picture in pictures:
        clean[top : top + picture.shape[0], _ROOM : _ROOM + picture.shape[1]] = picture
        boxes.append((_ROOM, top, _ROOM + picture.shape[1], top + picture.shape[0]))
        top += picture.shape[0] + _ROOM
    level = replace(page, clean=clean, ink=np.where(clean < 128, 255, 0).astype(np.uint8), lines=[], stamps=())
    return read_cells(level, boxes, columns=list(range(1, len(boxes) + 1)), deadline=deadline)
