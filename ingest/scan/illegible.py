"""A page whose print is too pale or too torn to be read, but for words that tell a report: it is lost aloud, not passed over as a page without a table."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from ingest.model import Note
from ingest.scan.engine import Word
from ingest.scan.page import Page
from ingest.scan.picture import pieces_of_ink

# Letters are so high, and no wider than that (inches); a page of fewer is no report's.
_HIGH, _WIDE, _LETTERS = (0.045, 0.25), 0.4, 150
# So little of the ink was read for sure; what a report's page says at the least, and how sure that is.
_READ, _SURE, _TOLD, _WORDS = 0.4, 0.6, 0.5, 2
_STEMS = ("програм", "звіт", "викон", "громад", "захо", "фінанс", "рік", "рок", "грн")


def illegible(page: Page, words: Sequence[Word], number: int) -> list[Note]:
    """The note that a page without tables, which these words were read on, is lost; none where most of its letters were read, or it is no report's."""
    sure = sum(sum(c.isalnum() for c in word.text) for word in words if word.confidence >= _SURE)
    told = {stem for stem in _STEMS for word in words if word.confidence >= _TOLD and word.text.lower().startswith(stem)}
    letters = _letters(page) if len(told) >= _WORDS else 0
    if letters < _LETTERS or sure >= _READ * letters:
        return []
    return [Note("page_lost", {"page": str(number), "why": "illegible"}, page=number)]


def _letters(page: Page) -> int:
    """How many pieces of ink are as large as letters."""
    _, stats = pieces_of_ink(page.ink)
    high, wide = stats[1:, cv2.CC_STAT_HEIGHT] / page.dpi, stats[1:, cv2.CC_STAT_WIDTH] / page.dpi
    return int(np.count_nonzero((high > _HIGH[0]) & (high < _HIGH[1]) & (wide < _WIDE)))
