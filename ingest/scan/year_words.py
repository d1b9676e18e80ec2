"""Years outside tables, where nothing beside them tells them: each is read by the other model too, and where the two differ, once more."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from ingest.scan import engine
from ingest.scan.engine import Word
from ingest.scan.picture import Grey

# A programme's years, or a report's: «2023-2025», «2024».
_YEARS = re.compile(r"(?<!\d)20\d\d(?:[-–]20\d\d)?(?!\d)")
# So many of a page are asked for: those of its head.
_MOST = 6
# The model that read a year is shown it once more so much smaller, with so much around it (pixels).
_SMALLER, _AROUND = 0.8, 3


def with_sure_years(clean: Grey, words: Sequence[Word]) -> list[Word]:
    """The words of a page in their order, the first of its years as two readings of three have them."""
    asked = [word for word in words if _YEARS.search(word.text)][:_MOST]
    return [_told(clean, word) if any(word is one for one in asked) else word for word in words]


def _told(clean: Grey, word: Word) -> Word:
    piece = np.ascontiguousarray(clean[max(0, word.y0 - _AROUND) : word.y1 + _AROUND, max(0, word.x0 - _AROUND) : word.x1 + _AROUND])
    read = _YEARS.findall(word.text)
    other = _YEARS.findall(engine.read(piece, "eng", engine.LINE)[0])
    if len(other) != len(read) or other == read or len(read) > 1:
        return word
    smaller = np.asarray(cv2.resize(piece, None, fx=_SMALLER, fy=_SMALLER, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    again = _YEARS.findall(engine.read(smaller, "ukr", engine.LINE)[0])
    told, count = Counter([read[0], other[0], *again[:1]]).most_common(1)[0]
    return replace(word, text=_YEARS.sub(told, word.text)) if count > 1 else word
