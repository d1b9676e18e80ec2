"""A table's head that tells one year here and another there: each of these years is read twice more, and two readings of three count; one that
stands alone in its cell is held against the page's own digits.

A misread digit (3 and 5, 0 and 9) would put plan and fact of one row into years of their own. Years that stand in a row of their own
(2023 | 2024 | 2025) tell each other: one that breaks their order is what the others leave for it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import cv2
import numpy as np

from ingest.scan import engine
from ingest.scan.cells import PixelBox
from ingest.scan.counted import ALIKE
from ingest.scan.own_digits import plainly
from ingest.scan.page import Page

# A head has no more rows than this.
_HEAD = 5
# The model that read it is shown it once more so much smaller.
_SMALLER = 0.8
_YEAR = re.compile(r"(?<!\d)20[0-4]\d(?!\d)")
_YEAR_ALONE = re.compile(r"20[0-4]\d(?:\s?(?:рік|року|рр?\.?))?")

# So many years side by side tell one that breaks their order.
_RUN = 3

Place = tuple[int, int]


def surer_years(page: Page, boxes: Sequence[PixelBox], places: Sequence[Place], texts: Sequence[str]) -> dict[int, str]:
    """The head's cells of which two further readings tell another year than was read, with that year. ``places``: row and column of each cell."""
    heads = [k for k, place in enumerate(places) if place[0] < _HEAD and _YEAR.search(texts[k])]
    if len({year for k in heads for year in _YEAR.findall(texts[k])}) < 2:
        return {}
    alone = [k for k in heads if _YEAR_ALONE.fullmatch(texts[k].strip())]
    told = {k: _told(page, boxes[k], texts[k]) for k in heads if k not in alone}
    told |= {k: text for k in alone if _YEAR.search(text := plainly(page, page.inked(boxes[k]), texts[k]))}
    return {k: text for k, text in told.items() if text != texts[k]}


def _told(page: Page, box: PixelBox, text: str) -> str:
    """The text with each of its years as most of three readings have it."""
    read = _YEAR.findall(text)
    shown = page.inked(box).tight()
    smaller = np.asarray(cv2.resize(shown, None, fx=_SMALLER, fy=_SMALLER, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    again = [_YEAR.findall(engine.read(picture, language, engine.BLOCK)[0]) for picture, language in ((smaller, "ukr"), (shown, "eng"))]
    told = [Counter(years).most_common(1)[0] for years in zip(read, *(years for years in again if len(years) == len(read)), strict=True)]
    agreed = iter([year if count > 1 else was for was, (year, count) in zip(read, told, strict=True)])
    return _YEAR.sub(lambda _: next(agreed), text)


def years_in_order(places: Sequence[Place], texts: Sequence[str]) -> dict[int, str]:
    """The head's years side by side under one heading of which one is not the next («2025, 2024, 2025»), each with the year that it must be."""
    changed: dict[int, str] = {}
    for run in _runs(places, texts):
        read = [int(_YEAR.findall(texts[k])[0]) for k in run]
        first = Counter(year - n for n, year in enumerate(read)).most_common(1)[0]
        if len(run) >= _RUN and first[1] == len(run) - 1:
            n = next(n for n, year in enumerate(read) if year != first[0] + n)
            told = str(first[0] + n)
            if [frozenset(pair) in ALIKE for pair in zip(str(read[n]), told, strict=True) if pair[0] != pair[1]] == [True]:
                changed[run[n]] = _YEAR.sub(told, texts[run[n]])
    return changed


def _runs(places: Sequence[Place], texts: Sequence[str]) -> list[list[int]]:
    """The head's cells that hold years alone and stand side by side below one cell."""
    at = {place: k for k, place in enumerate(places)}
    runs: list[list[int]] = []
    for row in range(1, _HEAD):
        above = {column for other, column in places if other == row - 1}
        columns = sorted(c for r, c in places if r == row and _YEAR_ALONE.fullmatch(texts[at[r, c]].strip()))
        for n, column in enumerate(columns):
            if n and columns[n - 1] == column - 1 and column not in above:
                runs[-1].append(at[row, column])
            else:
                runs.append([at[row, column]])
    return runs
